//! What a block is by its own words.
//!
//! Comes in: the shape of a block. Goes out: a [`Role`]; what stands beside the block may still change it
//! (`context`). It may not know the other blocks.

use super::shape::{Begins, Ends, Shape};
use super::{Provenance, Role};
use crate::rules::{Cue, LayoutRules};
use recount_model::BlockKind;
use recount_text::Token;

/// A heading has at most this many words.
const MOST_HEADLINE_WORDS: usize = 24;
/// Furniture found by how it begins is at most this long.
const MOST_FURNITURE_WORDS: usize = 20;
const MOST_KEY_LINE_WORDS: usize = 25;
const MOST_DATELINE_WORDS: usize = 12;

/// One way to tell what a block is.
type Test = fn(&str, &Shape, &LayoutRules) -> Option<Role>;

/// The tests in order; the first that says anything decides.
const TESTS: &[Test] =
    &[separator, address, menu, page, inset, closing, provenance, dateline, byline, item, headline];

/// What the block of this shape is.
pub(super) fn role_of(text: &str, shape: &Shape, format: Option<BlockKind>, rules: &LayoutRules) -> Role {
    let by_words = || TESTS.iter().find_map(|test| test(text, shape, rules));
    match format {
        Some(BlockKind::Furniture) => separator(text, shape, rules).unwrap_or(Role::Page),
        Some(BlockKind::Title | BlockKind::Heading) => match by_words() {
            Some(role @ (Role::Dateline | Role::Page | Role::Inset)) => role,
            _ => Role::Headline,
        },
        Some(BlockKind::Byline) => by_words().filter(|role| *role == Role::Dateline).unwrap_or(Role::Byline),
        Some(BlockKind::List) => Role::Item,
        _ => by_words().unwrap_or(Role::Body),
    }
}

/// A rule: at least three marks and nothing else.
fn separator(text: &str, shape: &Shape, _: &LayoutRules) -> Option<Role> {
    let words = shape.span.of(text);
    let is_mark = |c: char| c.is_whitespace() || RULE_MARKS.contains(&c);
    let is_rule = words.len() <= 400 && words.chars().all(is_mark);
    let marks = || words.chars().filter(|c| !c.is_whitespace()).count();
    (is_rule && (marks() >= 3 || words == "⁂")).then_some(Role::Separator)
}

/// What rules between texts are drawn with.
const RULE_MARKS: [char; 18] =
    ['-', '–', '—', '*', '_', '=', '~', '#', '•', '·', '+', '<', '>', '─', '═', '⁂', '\\', '/'];

fn address(text: &str, shape: &Shape, _: &LayoutRules) -> Option<Role> {
    let words = shape.span.of(text);
    let is_address =
        shape.words == 1 && ["http://", "https://", "www."].iter().any(|start| words.starts_with(start));
    is_address.then_some(Role::Address)
}

/// A line of nothing but menu words, or of short pieces between bars.
fn menu(text: &str, shape: &Shape, rules: &LayoutRules) -> Option<Role> {
    if !shape.is_line {
        return None;
    }
    let words: Vec<&Token> = shape.word_tokens().collect();
    let are_menu_words = words.len() >= 2 && words.iter().all(|word| rules.menu_words.has(word));
    let mut pieces = shape.span.of(text).split(['|', '»', '›', '·', '•']);
    let are_short = pieces.clone().count() >= 3 && pieces.all(|piece| piece.split_whitespace().count() <= 3);
    let is_menu =
        (are_menu_words || (are_short && !has_date(&shape.head, rules))) && shape.ends != Ends::Stop;
    is_menu.then_some(Role::Page)
}

fn page(_: &str, shape: &Shape, rules: &LayoutRules) -> Option<Role> {
    let is_short = shape.is_line && shape.words <= MOST_FURNITURE_WORDS;
    let says_so = || {
        rules.is_whole(Cue::PageLine, &shape.head)
            || rules.opens(Cue::PageOpening, &shape.head).is_some()
            || rules.is_within(Cue::PageAnywhere, &shape.head)
    };
    (is_short && says_so() && shape.begins != Begins::Quote).then_some(Role::Page)
}

fn inset(_: &str, shape: &Shape, rules: &LayoutRules) -> Option<Role> {
    let is_short = shape.is_line && shape.words <= MOST_FURNITURE_WORDS;
    let says_so = || {
        rules.is_whole(Cue::InsetLine, &shape.head) || rules.opens(Cue::InsetOpening, &shape.head).is_some()
    };
    (is_short && says_so()).then_some(Role::Inset)
}

/// "To be continued": nothing but the pointer, or the pointer and a mark that leads on.
fn closing(_: &str, shape: &Shape, rules: &LayoutRules) -> Option<Role> {
    if !shape.is_line || shape.words > 8 {
        return None;
    }
    let bare =
        shape.head.iter().position(|token| !matches!(&*token.lower, "(" | "[" | "…" | ".")).unwrap_or(0);
    let line = shape.head.get(bare..)?;
    let taken = rules.opens(Cue::Closing, line)?;
    let is_pointer = taken >= 2 && matches!(shape.ends, Ends::Open | Ends::Colon);
    (rules.is_whole(Cue::Closing, line) || is_pointer).then_some(Role::Closing)
}

/// Keys of a `key: value` line.
const KEYS: &[(Cue, Provenance)] = &[
    (Cue::SourceKey, Provenance::Source),
    (Cue::DateKey, Provenance::Date),
    (Cue::UrlKey, Provenance::Url),
    (Cue::TitleKey, Provenance::Title),
    (Cue::AuthorKey, Provenance::Author),
];

fn provenance(text: &str, shape: &Shape, rules: &LayoutRules) -> Option<Role> {
    if shape.words > MOST_KEY_LINE_WORDS || !shape.is_line {
        return None;
    }
    KEYS.iter().find_map(|(cue, stated)| {
        let bare = usize::from(shape.head.first().is_some_and(|token| token.is("(") || token.is("[")));
        let line = shape.head.get(bare..)?;
        let taken = rules.opens(*cue, line)?;
        let mark = line.get(taken)?;
        let value = line.get(taken + 1)?;
        let is_key = mark.is(":") || (*cue == Cue::SourceKey && matches!(&*mark.lower, "—" | "–"));
        let is_plausible = *stated != Provenance::Date || has_date(line, rules);
        let is_url = value.is("http") || value.is("https") || value.is("www");
        let kind = if is_url { Provenance::Url } else { *stated };
        let is_short = shape.words <= 8 || *stated == Provenance::Title;
        let starts = value.is_capitalised || !value.is_word() || is_url || is_short;
        let is_line = is_key && is_plausible && starts && !shape.span.of(text).ends_with(':');
        is_line.then_some(Role::Provenance(kind, value.span.start))
    })
}

/// A date and at most a place, an agency and the time of day besides.
fn dateline(_: &str, shape: &Shape, rules: &LayoutRules) -> Option<Role> {
    if !shape.is_line || shape.words > MOST_DATELINE_WORDS || shape.ends == Ends::Stop && shape.words > 4 {
        return None;
    }
    let other = shape
        .word_tokens()
        .filter(|word| !rules.is_month(word) && !rules.is_weekday(word) && !is_clock_word(word));
    let (mut names, mut plain) = (0, 0);
    for word in other {
        if word.is_capitalised {
            names += 1;
        } else {
            plain += 1;
        }
    }
    let dates = dates_in(&shape.head, rules);
    let is_short_of_words =
        names <= 4 && plain == 0 && (names <= 2 || shape.head.iter().any(|token| token.is(",")));
    (dates.is_some_and(|date| date.has_day || date.has_year) && is_short_of_words).then_some(Role::Dateline)
}

fn is_clock_word(word: &Token) -> bool {
    matches!(
        &*word.lower,
        "am" | "pm"
            | "a"
            | "p"
            | "m"
            | "h"
            | "th"
            | "st"
            | "nd"
            | "rd"
            | "gmt"
            | "utc"
            | "year"
            | "г"
            | "года"
    )
}

/// What a stretch of tokens says about a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateShape {
    pub(crate) has_day: bool,
    pub(crate) has_year: bool,
    /// Indices of its first token and of the token after it.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The first date in `tokens`: a month's name beside a number, or numbers parted by `.`, `/` or `-`.
pub(crate) fn dates_in(tokens: &[Token], rules: &LayoutRules) -> Option<DateShape> {
    (0..tokens.len()).find_map(|at| named_date(tokens, at, rules).or_else(|| numeric_date(tokens, at)))
}

/// True if a date stands in `tokens`.
pub(crate) fn has_date(tokens: &[Token], rules: &LayoutRules) -> bool {
    dates_in(tokens, rules).is_some()
}

fn named_date(tokens: &[Token], at: usize, rules: &LayoutRules) -> Option<DateShape> {
    let month = tokens.get(at).filter(|token| token.is_word() && rules.is_month(token))?;
    let number = |idx: Option<usize>| {
        idx.and_then(|idx| tokens.get(idx)).and_then(|token| token.lower.parse::<u32>().ok())
    };
    let is_ordinal = tokens.get(at + 1).is_some_and(|token| token.is("."));
    let day_before = number(at.checked_sub(1))
        .or_else(|| number(at.checked_sub(2)).filter(|_| is_ordinal_mark(tokens.get(at.wrapping_sub(1)))));
    let after = at + 1 + usize::from(is_ordinal);
    let day_after = number(Some(after)).filter(|day| (1..=31).contains(day));
    let has_day = day_before.is_some_and(|day| (1..=31).contains(&day)) || day_after.is_some();
    let mut end = after + usize::from(day_after.is_some());
    end += usize::from(tokens.get(end).is_some_and(|token| is_ordinal_mark(Some(token)) || token.is(",")));
    let has_year = number(Some(end)).is_some_and(is_year);
    let is_date = (has_day || has_year) && month.lower.chars().count() >= 3;
    let start = match (day_before.is_some(), number(at.checked_sub(1)).is_some()) {
        (true, true) => at - 1,
        (true, false) => at.saturating_sub(2),
        _ => at,
    };
    is_date.then_some(DateShape { has_day, has_year, start, end: end + usize::from(has_year) })
}

fn is_ordinal_mark(token: Option<&Token>) -> bool {
    token.is_some_and(|token| matches!(&*token.lower, "." | "st" | "nd" | "rd" | "th" | "of" | "er" | "го"))
}

fn numeric_date(tokens: &[Token], at: usize) -> Option<DateShape> {
    let number = |idx: usize| tokens.get(idx).and_then(|token| token.lower.parse::<u32>().ok());
    let mark = tokens.get(at + 1).filter(|mark| matches!(&*mark.lower, "." | "/" | "-"))?;
    if tokens.get(at + 3).is_none_or(|second| second.lower != mark.lower) {
        return None;
    }
    let (first, second, third) = (number(at)?, number(at + 2)?, number(at + 4)?);
    let is_day_first =
        (1..=31).contains(&first) && (1..=31).contains(&second) && (is_year(third) || third < 100);
    let is_year_first = is_year(first) && (1..=12).contains(&second) && (1..=31).contains(&third);
    (is_day_first || is_year_first).then_some(DateShape {
        has_day: true,
        has_year: true,
        start: at,
        end: at + 5,
    })
}

fn is_year(number: u32) -> bool {
    (1800..=2100).contains(&number)
}

/// "By Anna Orr": the words of a byline, then names.
fn byline(_: &str, shape: &Shape, rules: &LayoutRules) -> Option<Role> {
    if !shape.is_line || shape.words > 14 || matches!(shape.ends, Ends::Stop | Ends::Call | Ends::Colon) {
        return None;
    }
    let taken = rules.opens(Cue::Byline, &shape.head)?;
    if taken >= 3 && rules.is_whole(Cue::Byline, &shape.head) {
        return Some(Role::Byline);
    }
    let names: Vec<&Token> = shape.head.get(taken..)?.iter().filter(|token| token.is_word()).collect();
    let capitalised = names.iter().filter(|token| token.is_capitalised).count();
    let is_names = names
        .first()
        .is_some_and(|first| first.is_capitalised && !rules.is_weekday(first) && !rules.is_month(first));
    (is_names && capitalised >= 2 && capitalised * 2 > names.len()).then_some(Role::Byline)
}

fn item(text: &str, shape: &Shape, _: &LayoutRules) -> Option<Role> {
    let words = shape.span.of(text);
    let is_bullet = words.starts_with(['•', '*', '‣', '▪', '●', '·']) && super::lines::is_item(words);
    is_bullet.then_some(Role::Item)
}

/// A short line that stands alone and ends without a full stop.
fn headline(_: &str, shape: &Shape, _: &LayoutRules) -> Option<Role> {
    let ends_open = matches!(shape.ends, Ends::Stop | Ends::Colon | Ends::Open);
    let begins = matches!(shape.begins, Begins::Upper | Begins::Digit | Begins::Quote);
    let has_letters = shape.word_tokens().any(|word| word.lower.chars().count() > 1);
    let is_headline =
        shape.is_line && shape.words <= MOST_HEADLINE_WORDS && !ends_open && begins && has_letters;
    is_headline.then_some(Role::Headline)
}

/// "UPD 14.20:", "Addition. 30.12.": the words, then a mark, a number or a date.
pub(super) fn opens_layer(shape: &Shape, rules: &LayoutRules) -> bool {
    let bare = shape.head.iter().position(|token| token.is_word()).unwrap_or(0);
    let Some(line) = shape.head.get(bare..) else { return false };
    let Some(taken) = rules.opens(Cue::Layer, line) else { return false };
    let Some(next) = line.get(taken) else { return true };
    let is_mark = matches!(&*next.lower, ":" | "." | "(" | "—" | "–" | "-" | "," | "/" | "]");
    let is_dated = next.is_digits() || rules.is_month(next) || rules.is_weekday(next);
    let is_dated_on = line.get(taken + 1).is_some_and(|token| token.is_digits() || rules.is_weekday(token));
    bare <= 2
        && (is_mark || is_dated || is_dated_on)
        && line.first().is_some_and(|first| first.is_capitalised)
}
