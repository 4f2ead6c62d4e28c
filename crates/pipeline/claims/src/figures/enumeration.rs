//! Enumerations: the items of a list whose total stands before or after it.
//!
//! Comes in: the drafts of one sentence. Goes out: which are items of which total, singular items that imply one,
//! and whether the whole list could be read. It may not know whether the sum is right.

use super::counted::{self, Counted};
use super::draft::{Draft, DraftRelation};
use super::lexicon::{Meaning, Role};
use super::line::Line;
use super::numeral::NumeralKind;
use super::quantity::Quantity;
use recount_model::Bound;
use std::ops::Range;

/// Longest item without a number, in words.
const LONGEST_ITEM: usize = 9;

/// A total with its items, by draft index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Enumeration {
    pub whole: usize,
    pub items: Vec<usize>,
    /// `Some(true)` if the words claim that nothing is left out.
    pub is_complete: Option<bool>,
    /// True if every item could be counted.
    pub is_fully_read: bool,
}

/// Finds the enumerations of a sentence and marks their items. `first` is its first draft.
pub(crate) fn find(
    line: &Line<'_>,
    sentence: usize,
    drafts: &mut Vec<Draft>,
    first: usize,
) -> Vec<Enumeration> {
    let mut found = Vec::new();
    if let Some(list) = opened(line, sentence, drafts, first) {
        found.push(list);
    } else if let Some(list) = closed(line, drafts, first) {
        found.push(list);
    }
    for list in &found {
        for item in &list.items {
            if let Some(draft) = drafts.get_mut(*item) {
                draft.relation = Some(DraftRelation::ItemOf(list.whole, list.is_complete));
            }
        }
    }
    found
}

/// A total, words that open a list, items between separators.
fn opened(line: &Line<'_>, sentence: usize, drafts: &mut Vec<Draft>, first: usize) -> Option<Enumeration> {
    let whole = first;
    let total = drafts.get(whole)?;
    let (open, is_complete) = opening(line, total.underlined.end)?;
    let segments = segments(line, open);
    if segments.len() < 3 {
        return plain_row(line, sentence, drafts, whole, open);
    }
    let mut list = Enumeration { whole, items: Vec::new(), is_complete, is_fully_read: true };
    for segment in segments {
        match item(line, sentence, drafts, whole + 1, segment) {
            Item::Draft(idx) => list.items.push(idx),
            Item::Implied(draft) => {
                list.items.push(drafts.len());
                drafts.push(*draft);
            }
            Item::Uncounted => list.is_fully_read = false,
            Item::End => break,
        }
    }
    (list.items.len() >= 2).then_some(list)
}

/// The words that open the list after the total, within its clause: where the list starts, and what it claims.
fn opening(line: &Line<'_>, from: usize) -> Option<(usize, Option<bool>)> {
    for at in from..line.len() {
        if line.means(at, Meaning::Separator).is_some() {
            return None;
        }
        let Some(end) = line.means(at, Meaning::ListOpen) else { continue };
        let is_complete = line.means(at, Meaning::ListComplete).map(|_| true);
        return Some((end, is_complete));
    }
    None
}

/// The list cut at separators; a colon inside separates too (a list broken by its translator). Brackets are skipped.
fn segments(line: &Line<'_>, open: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut depth, mut separators) = (open, 0usize, 0usize);
    for at in open..line.len() {
        depth += usize::from(line.is(at, "("));
        depth = depth.saturating_sub(usize::from(line.is(at, ")")));
        let is_separator = line.means(at, Meaning::Separator).is_some();
        if depth == 0 && (is_separator || line.is(at, ":")) {
            separators += usize::from(is_separator);
            found.push(start..at);
            start = at + 1;
        }
    }
    let end = if line.len() > start && line.is(line.len() - 1, ".") { line.len() - 1 } else { line.len() };
    if start < end {
        found.push(start..end);
    }
    found.retain(|segment| !segment.is_empty());
    if separators < 2 { Vec::new() } else { found }
}

enum Item {
    Draft(usize),
    Implied(Box<Draft>),
    /// A plural without number, or several things in one item.
    Uncounted,
    /// A clause of its own: the list is over.
    End,
}

fn item(line: &Line<'_>, sentence: usize, drafts: &[Draft], from: usize, segment: Range<usize>) -> Item {
    let start = after_joint(line, segment.start);
    let inside = |draft: &Draft| draft.sentence == sentence && segment.contains(&draft.quantity.tokens.start);
    let idx = drafts.iter().enumerate().skip(from).find(|(_, draft)| inside(draft) && !draft.is_implied);
    if let Some((idx, draft)) = idx {
        let is_own_clause = draft.predicate.is_some() && !draft.is_object;
        let opens = draft.underlined.start <= start + 1;
        return if is_own_clause || !opens { Item::End } else { Item::Draft(idx) };
    }
    singular(line, sentence, start..segment.end)
}

fn after_joint(line: &Line<'_>, at: usize) -> usize {
    line.role(at, Role::And).unwrap_or(at)
}

/// "Notarial office" in a list counts one.
fn singular(line: &Line<'_>, sentence: usize, segment: Range<usize>) -> Item {
    let is_clause = |at: usize| {
        line.is_role(at, Role::Auxiliary)
            || line.is_role(at, Role::Verb)
            || line
                .find(at, Meaning::Subject(0), |meaning| matches!(meaning, Meaning::Subject(_)).then_some(()))
                .is_some()
    };
    if segment.clone().any(is_clause) {
        return Item::End;
    }
    let has_mark = segment.clone().any(|at| line.is(at, ","));
    if segment.len() > LONGEST_ITEM || has_mark || is_plural_item(line, &segment) {
        return Item::Uncounted;
    }
    Item::Implied(Box::new(implied(line, sentence, segment)))
}

/// The first words decide: "private houses" is plural, "building of the workers" is not.
fn is_plural_item(line: &Line<'_>, segment: &Range<usize>) -> bool {
    let head_end = segment.clone().find(|at| line.is_role(*at, Role::Preposition)).unwrap_or(segment.end);
    head_end.checked_sub(1).is_some_and(|last| line.is_plural(last) && !is_quoted(line, last))
}

fn is_quoted(line: &Line<'_>, at: usize) -> bool {
    line.token(at).is_some_and(|token| token.is_capitalised)
}

fn implied(line: &Line<'_>, sentence: usize, segment: Range<usize>) -> Draft {
    let noun = segment.clone().find_map(|at| counted::noun_at(line, at));
    let entry = noun.and_then(|(idx, _)| line.lexicon.noun(idx));
    let measure = entry.and_then(|noun| noun.measure.clone()).unwrap_or_else(|| last_word(line, &segment));
    Draft {
        sentence,
        quantity: one(segment.clone()),
        counted: Counted {
            tokens: segment.clone(),
            head: segment.clone(),
            noun: noun.map(|(idx, _)| idx),
            modifier: None,
            is_pronoun: false,
            is_additive: false,
            is_partitive: false,
        },
        measure,
        predicate: None,
        is_object: false,
        underlined: segment.clone(),
        counted_words: segment,
        is_group: false,
        is_negated: false,
        is_planned: false,
        is_hedged: false,
        is_implied: true,
        relation: None,
        rule: "implied-item",
    }
}

fn last_word(line: &Line<'_>, segment: &Range<usize>) -> String {
    let end = segment.clone().find(|at| line.is_role(*at, Role::Preposition)).unwrap_or(segment.end);
    let words = segment.start..end;
    let word = words.rev().filter_map(|at| line.token(at)).find(|token| token.is_word());
    word.map_or_else(|| "other".to_owned(), |token| token.lower.to_string())
}

fn one(tokens: Range<usize>) -> Quantity {
    Quantity {
        number: tokens.clone(),
        tokens,
        low: 1,
        high: Some(1),
        stated: Some(1),
        bound: Bound::Exact,
        kind: NumeralKind::Cardinal,
        is_digits: false,
        skipped_bytes: 0,
        alternatives: Vec::new(),
    }
}

/// "12 buildings burned: 3 shops, a hotel and 5 houses": items in a row after a colon, each numbered or one of a kind.
fn plain_row(
    line: &Line<'_>,
    sentence: usize,
    drafts: &mut Vec<Draft>,
    whole: usize,
    open: usize,
) -> Option<Enumeration> {
    if !line.is(open - 1, ":") {
        return None;
    }
    let known = drafts.len();
    let mut items = Vec::new();
    let mut end = open;
    for segment in row(line, open) {
        let inside = |draft: &Draft| segment.contains(&draft.underlined.start) && draft.rule != "unit";
        let numbered = (whole + 1..known).find(|idx| drafts.get(*idx).is_some_and(inside));
        let idx = match numbered {
            Some(idx) if drafts.get(idx).is_some_and(|draft| draft.underlined.start == segment.start) => idx,
            Some(_) => break,
            None => {
                let Some(item) = one_of_a_kind(line, sentence, &segment) else { break };
                drafts.push(item);
                drafts.len() - 1
            }
        };
        end = segment.end;
        items.push(idx);
    }
    let numbered = items.iter().filter(|idx| **idx < known).count();
    if numbered < 2 {
        drafts.truncate(known);
        return None;
    }
    let is_fully_read = end >= line.len() || line.is(end, ".") || line.is(end, ";") || line.is(end, ")");
    Some(Enumeration { whole, items, is_complete: None, is_fully_read })
}

/// The stretches between commas and "and", up to the end of the clause.
fn row(line: &Line<'_>, open: usize) -> Vec<Range<usize>> {
    let is_joint = |at: usize| line.is(at, ",") || line.is_role(at, Role::And);
    let is_end = |at: usize| [".", ";", "(", ")", ":"].iter().any(|mark| line.is(at, mark));
    let limit = (open..line.len()).find(|at| is_end(*at)).unwrap_or(line.len());
    let mut found = Vec::new();
    let mut start = open;
    for at in open..=limit {
        if at == limit || is_joint(at) {
            found.push(start..at);
            start = at + 1;
        }
    }
    found.retain(|segment| !segment.is_empty());
    found
}

/// "a hotel", "гостиница": a noun the lexicon knows, in the singular, with no verb beside it.
fn one_of_a_kind(line: &Line<'_>, sentence: usize, segment: &Range<usize>) -> Option<Draft> {
    let is_article = line.means(segment.start, Meaning::Article).is_some();
    let own = segment.start + usize::from(is_article)..segment.end;
    let is_known = own.clone().any(|at| counted::noun_at(line, at).is_some());
    let is_short = !own.is_empty() && own.len() <= LONGEST_ITEM / 2;
    // The lexicon writes a noun's nominative singular first.
    let is_first_form = |at: usize| {
        let noun = counted::noun_at(line, at).and_then(|(idx, _)| line.lexicon.noun(idx));
        noun.and_then(|noun| noun.forms.first()).is_some_and(|form| line.is(at, form))
    };
    if own.len() == 1 && is_first_form(own.start) {
        return Some(implied(line, sentence, own));
    }
    match singular(line, sentence, own) {
        Item::Implied(draft) if is_known && is_short => Some(*draft),
        _ => None,
    }
}

/// "two cafes, 20 shops, in total 46 buildings": the total stands last.
fn closed(line: &Line<'_>, drafts: &[Draft], first: usize) -> Option<Enumeration> {
    let total = |draft: &Draft| {
        (draft.quantity.tokens.start..draft.quantity.number.start)
            .any(|at| line.means(at, Meaning::Total).is_some())
    };
    let whole = (first + 1..drafts.len()).find(|idx| drafts.get(*idx).is_some_and(total))?;
    let class =
        |draft: &Draft| draft.counted.noun.and_then(|idx| line.lexicon.noun(idx)).map(|noun| &noun.class);
    let of = class(drafts.get(whole)?)?;
    let items: Vec<usize> = (first..whole)
        .filter(|idx| {
            drafts.get(*idx).is_some_and(|draft| class(draft) == Some(of) && draft.relation.is_none())
        })
        .collect();
    (items.len() >= 2).then_some(Enumeration { whole, items, is_complete: None, is_fully_read: false })
}
