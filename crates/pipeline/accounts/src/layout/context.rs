//! What a block is by what stands beside it.
//!
//! Comes in: parts with the role their own words give. Goes out: the same parts with some roles changed.
//! It may not know accounts.

use super::shape::{Begins, Ends, Shape};
use super::{Part, Role};
use crate::rules::LayoutRules;
use recount_model::BlockKind;
use recount_text::Token;
use std::collections::BTreeMap;

/// A speaker's name and office take at most this many words.
const MOST_SPEAKER_WORDS: usize = 16;
/// Items of a list in plain text are at most this long.
const MOST_ITEM_WORDS: usize = 40;
/// So many short lines in a row are no headings.
const LEAST_LISTED_LINES: usize = 4;

/// Settles the roles that depend on neighbours, in an order in which each can rely on those before.
pub(super) fn settle(text: &str, parts: &mut [Part], rules: &LayoutRules) {
    contents(text, parts);
    page_headings(text, parts);
    repeated_lines(text, parts);
    speakers(text, parts, rules);
    lists(text, parts);
    short_lines(parts);
    names(text, parts, rules);
}

/// Lines at the top that all stand again further down are a list of contents.
fn contents(text: &str, parts: &mut [Part]) {
    let top = parts.iter().take_while(|part| part.shape.is_line && part.shape.ends != Ends::Stop).count();
    let mut found = Vec::new();
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    for (idx, part) in parts.iter().enumerate().filter(|(_, part)| part.shape.is_line) {
        lines.insert(part.span().of(text), idx);
    }
    for (idx, part) in parts.iter().enumerate().take(top) {
        let again = lines.get(part.span().of(text)).copied().unwrap_or(idx);
        if again > idx + 1 && part.role == Role::Headline {
            found.push(idx);
        }
    }
    if found.len() >= 2 {
        found.iter().for_each(|idx| {
            if let Some(part) = parts.get_mut(*idx) {
                part.role = Role::Page;
            }
        });
    }
}

/// A line at the top that strings together headings which stand further down is the page's own.
fn page_headings(text: &str, parts: &mut [Part]) {
    let later: Vec<String> = parts
        .iter()
        .filter(|part| part.role == Role::Headline && part.shape.words >= 2)
        .map(|part| folded(part.span().of(text)))
        .collect();
    let top = parts.iter().take_while(|part| !part.is_body() && part.role != Role::Separator).count().min(4);
    for idx in 0..top {
        let Some(part) = parts.get(idx).filter(|part| part.role == Role::Headline) else { continue };
        if part.format.is_some() {
            continue;
        }
        let line = folded(part.span().of(text));
        let is_next = parts.get(idx + 1).is_some_and(|next| folded(next.span().of(text)) == line);
        let holds = later.iter().any(|heading| {
            line.len() > heading.len() + 3 && heading.len() >= 10 && line.contains(heading.as_str())
        });
        if (is_next || holds)
            && let Some(part) = parts.get_mut(idx)
        {
            part.role = Role::Page;
        }
    }
}

/// Lower case, runs of white space (and wraps) as one space.
fn folded(words: &str) -> String {
    words.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// A line that comes again and again, word for word, is the page's and not a teller's.
fn repeated_lines(text: &str, parts: &mut [Part]) {
    let mut seen: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (idx, part) in parts.iter().enumerate() {
        let is_candidate = part.shape.is_line
            && matches!(part.role, Role::Headline | Role::Body)
            && !matches!(part.shape.ends, Ends::Colon)
            && !matches!(part.shape.begins, Begins::Dash | Begins::Quote)
            && part.format.is_none();
        if is_candidate {
            seen.entry(part.span().of(text)).or_default().push(idx);
        }
    }
    let is_edge = |idx: Option<usize>| {
        idx.and_then(|idx| parts.get(idx)).is_none_or(|part| {
            matches!(
                part.role,
                Role::Page | Role::Separator | Role::Inset | Role::Address | Role::Provenance(..)
            )
        })
    };
    let furniture: Vec<usize> = seen
        .into_values()
        .filter(|at| {
            let at_edges =
                at.iter().filter(|idx| is_edge(idx.checked_sub(1)) || is_edge(Some(*idx + 1))).count();
            at.len() >= 4
                || (at.len() >= 2 && at_edges == at.len() && at.iter().skip(1).all(|idx| *idx > at[0] + 1))
        })
        .flatten()
        .collect();
    for idx in furniture {
        if let Some(part) = parts.get_mut(idx) {
            part.role = Role::Page;
        }
    }
}

/// "Anna ORR, member of the council:" before what she says.
fn speakers(text: &str, parts: &mut [Part], rules: &LayoutRules) {
    let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
    for part in parts.iter().filter(|part| is_label(&part.shape, rules)) {
        *labels.entry(part.span().of(text)).or_default() += 1;
    }
    let found: Vec<usize> = (0..parts.len())
        .filter(|idx| {
            let Some(part) = parts.get(*idx).filter(|part| is_label(&part.shape, rules)) else {
                return false;
            };
            if !matches!(part.role, Role::Body | Role::Headline) {
                return false;
            }
            let next = parts.get(idx + 1);
            let is_speech = next.is_some_and(|next| {
                next.role == Role::Body && matches!(next.shape.begins, Begins::Dash | Begins::Quote)
            });
            let is_text = next.is_some_and(|next| next.role == Role::Body);
            let is_repeated = labels.get(part.span().of(text)).is_some_and(|count| *count >= 2);
            is_speech || (is_text && (is_repeated || is_name(&part.shape.head, rules)))
        })
        .collect();
    for idx in found {
        if let Some(part) = parts.get_mut(idx) {
            part.role = Role::Speaker;
        }
    }
}

/// A short line that ends in a colon and begins with a word of its own.
fn is_label(shape: &Shape, rules: &LayoutRules) -> bool {
    let first = shape.head.first();
    let is_own_word =
        first.is_some_and(|first| first.is_word() && first.is_capitalised && !rules.is_function_word(first));
    let has_stop = shape.head.windows(2).any(|pair| {
        pair[0].is(".") && !pair[0].is_spaced && pair[1].is_spaced && !is_initial(&shape.head, &pair[0])
    });
    shape.is_line
        && shape.words <= MOST_SPEAKER_WORDS
        && shape.ends == Ends::Colon
        && is_own_word
        && !has_stop
}

fn is_initial(head: &[Token], stop: &Token) -> bool {
    head.iter().any(|token| token.span.end == stop.span.start && token.lower.chars().count() <= 3)
}

/// True if `head` begins with a name: two capitalised words, or one and then a comma.
fn is_name(head: &[Token], rules: &LayoutRules) -> bool {
    let is_proper = |token: Option<&Token>| {
        token.is_some_and(|token| token.is_word() && token.is_capitalised && !rules.is_function_word(token))
    };
    let second = head.get(1);
    let after_initial = head.get(2).filter(|_| second.is_some_and(|mark| mark.is(".")));
    is_proper(head.first())
        && (is_proper(second) || is_proper(after_initial) || second.is_some_and(|mark| mark.is(",")))
}

/// Lines that begin with a dash or a number are items if two or more stand together and nobody speaks.
fn lists(text: &str, parts: &mut [Part]) {
    let is_marked = |part: &Part| {
        let is_open = matches!(part.role, Role::Body | Role::Headline) && part.format.is_none();
        is_open && part.shape.words <= MOST_ITEM_WORDS && super::lines::is_item(part.span().of(text))
    };
    let marked: Vec<bool> = parts.iter().map(is_marked).collect();
    let mut start = 0;
    while start < parts.len() {
        let run = marked.iter().skip(start).take_while(|marked| **marked).count();
        let spoken = start
            .checked_sub(1)
            .and_then(|before| parts.get(before))
            .is_some_and(|p| p.role == Role::Speaker);
        let is_tight =
            parts.iter().skip(start + 1).take(run.saturating_sub(1)).all(|part| part.blank_lines == 0);
        let is_dialogue =
            parts.iter().skip(start).take(run).any(|part| part.shape.begins == Begins::Dash) && !is_tight;
        if run >= 2 && !spoken && !is_dialogue {
            parts.iter_mut().skip(start).take(run).for_each(|part| part.role = Role::Item);
        }
        start += run.max(1);
    }
}

/// Many short lines in a row are a list (of names, of goods), not so many headings.
fn short_lines(parts: &mut [Part]) {
    let is_short =
        |part: &Part| part.role == Role::Headline && part.format.is_none() && part.shape.words <= 10;
    let mut start = 0;
    while start < parts.len() {
        let run = parts.iter().skip(start).take_while(|part| is_short(part)).count();
        if run >= LEAST_LISTED_LINES {
            // The first may be the title of the list, the last may belong to what follows.
            let inner = run - 2;
            parts.iter_mut().skip(start + 1).take(inner).for_each(|part| part.role = Role::Item);
        }
        start += run.max(1);
    }
}

/// A line of names is a byline below a title or at the end of a text, and a heading before running text.
fn names(text: &str, parts: &mut [Part], rules: &LayoutRules) {
    let found: Vec<usize> = (0..parts.len())
        .filter(|idx| {
            let Some(part) = parts
                .get(*idx)
                .filter(|part| part.role == Role::Headline && part.format != Some(BlockKind::Title))
            else {
                return false;
            };
            let before = idx.checked_sub(1).and_then(|before| parts.get(before));
            let next = parts.get(idx + 1);
            let after_body = before.is_some_and(|before| before.is_body() || before.role == Role::Byline);
            let ends = next.is_none_or(|next| !next.is_body() && next.role != Role::Speaker);
            let below_title =
                before.is_some_and(|before| before.role == Role::Headline) && next.is_some_and(Part::is_body);
            match names_in(text, &part.shape, rules) {
                Names::Many => after_body || below_title,
                Names::One => ends && after_body,
                Names::None => false,
            }
        })
        .collect();
    for idx in found {
        if let Some(part) = parts.get_mut(idx) {
            part.role = Role::Byline;
        }
    }
}

#[derive(PartialEq, Eq)]
enum Names {
    None,
    One,
    Many,
}

/// Names parted by commas or "and", each of one to four capitalised words; a surname in capitals tells a name too.
fn names_in(text: &str, shape: &Shape, rules: &LayoutRules) -> Names {
    if shape.words > 14 || matches!(shape.ends, Ends::Call) {
        return Names::None;
    }
    let mut groups: Vec<usize> = vec![0];
    let mut capitals = 0;
    for token in &shape.head {
        let is_and = rules.name_joiners.has(token) && !token.is_capitalised;
        match (token.is_word(), is_and) {
            (true, true) => groups.push(0),
            (true, false) if token.is_capitalised => {
                if let Some(last) = groups.last_mut() {
                    *last += 1;
                }
                capitals += usize::from(is_in_capitals(token.span.of(text)));
            }
            (true, false) => return Names::None,
            _ if token.is(",") || token.is("/") => groups.push(0),
            _ if token.is(".") || token.is("-") || token.is("’") => {}
            _ => return Names::None,
        }
    }
    let longest = groups.iter().copied().max().unwrap_or(0);
    let names = groups.iter().filter(|words| **words >= 2).count();
    if longest > 4 || names == 0 {
        Names::None
    } else if (groups.len() >= 2 && names * 2 >= groups.len()) || (capitals > 0 && capitals <= groups.len()) {
        Names::Many
    } else if groups.len() == 1 && (2..=3).contains(&longest) {
        Names::One
    } else {
        Names::None
    }
}

/// A surname in capitals.
fn is_in_capitals(words: &str) -> bool {
    words.chars().count() > 2 && words.chars().all(|c| !c.is_lowercase())
}
