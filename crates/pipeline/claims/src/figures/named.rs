//! People named one by one: "Anna Orr, Josef Dane and Ilse Quint were detained" counts three.
//!
//! Comes in: a sentence and the people named in it. Goes out: drafts whose count is implied. It may not know who they
//! are. A row with a capitalised word that is no known name is left alone: better no count than a wrong one.

use super::counted::Counted;
use super::draft::Draft;
use super::lexicon::Role;
use super::line::Line;
use super::numeral::NumeralKind;
use super::quantity::Quantity;
use super::signal::{self, Form, Signal};
use recount_model::{Bound, Name, NameKind, Span};
use std::ops::Range;

/// Most words between two names ("trade union leaders").
const LONGEST_ROLE: usize = 5;
/// A predicate farther than this belongs to something else.
const FARTHEST: u32 = 6;

/// The rows of named people in a sentence to whom something happened, in text order.
pub(crate) fn read(line: &Line<'_>, sentence: usize, names: &[Name], quantities: &[Quantity]) -> Vec<Draft> {
    let people = people(line, names);
    let mut found = Vec::new();
    let mut start = 0;
    while start < people.len() {
        let mut end = start + 1;
        while end < people.len() && is_row(line, people.get(end - 1), people.get(end)) {
            end += 1;
        }
        if let Some(row) = people.get(start..end).filter(|row| row.len() > 1) {
            found.extend(draft(line, sentence, row, quantities));
        }
        start = end;
    }
    found
}

/// False if no row of people can stand in `span`.
pub(crate) fn may_stand_in(span: Span, names: &[Name]) -> bool {
    people_in(span, names).nth(1).is_some()
}

fn people_in(span: Span, names: &[Name]) -> impl Iterator<Item = &Name> {
    let first = names.partition_point(|name| name.span.start < span.start);
    let within = names.iter().skip(first).take_while(move |name| name.span.start < span.end);
    within.filter(|name| name.kind == NameKind::Person)
}

/// Tokens of each person named, in order.
fn people(line: &Line<'_>, names: &[Name]) -> Vec<Range<usize>> {
    let Some(span) = line.span(0, line.len()) else { return Vec::new() };
    people_in(span, names)
        .map(|name| tokens_of(line, name.span))
        .filter(|tokens| !tokens.is_empty())
        .collect()
}

fn tokens_of(line: &Line<'_>, span: Span) -> Range<usize> {
    let start = line.tokens.partition_point(|token| token.span.start < span.start);
    let end = line.tokens.partition_point(|token| token.span.end <= span.end);
    start..end.max(start)
}

/// A comma or "and", and perhaps a role, stand between.
fn is_row(line: &Line<'_>, before: Option<&Range<usize>>, after: Option<&Range<usize>>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let between = before.end..after.start;
    let is_joint = |at: usize| line.is(at, ",") || line.is_role(at, Role::And);
    let is_role_word = |at: usize| {
        let grammar = [Role::Preposition, Role::Auxiliary, Role::Verb, Role::Pronoun];
        line.token(at).is_some_and(|token| token.is_word() && !token.is_capitalised)
            && !grammar.iter().any(|role| line.is_role(at, *role))
    };
    let joints = between.clone().filter(|at| is_joint(*at)).count();
    (1..=2).contains(&joints)
        && between.len() <= LONGEST_ROLE
        && between.clone().all(|at| is_joint(at) || is_role_word(at))
}

fn draft(line: &Line<'_>, sentence: usize, row: &[Range<usize>], quantities: &[Quantity]) -> Option<Draft> {
    let tokens = row.first()?.start..row.last()?.end;
    let accepts = |idx: u16, _: Form| {
        line.lexicon
            .predicate(idx)
            .is_some_and(|predicate| !predicate.is_silent && predicate.by_class.contains_key("person"))
    };
    let signal = signal::after(line, tokens.end, quantities, &accepts)
        .filter(|signal| is_theirs(line, &tokens, signal))?;
    let measure = line.lexicon.predicate(signal.predicate)?.by_class.get("person")?.clone();
    let end = if signal.is_adjacent { signal.tokens.end } else { tokens.end };
    Some(Draft {
        sentence,
        quantity: count(row.len(), tokens.clone()),
        counted: Counted::empty(tokens.end),
        measure,
        predicate: Some(signal.predicate),
        is_object: false,
        underlined: tokens.start..end,
        counted_words: tokens,
        is_group: false,
        is_negated: signal.is_negated,
        is_planned: signal.is_planned,
        is_hedged: signal.is_hedged,
        is_implied: true,
        relation: None,
        rule: "named-people",
    })
}

/// The row opens its clause and the predicate is near; a row after a preposition ("with A and B") is not the subject.
fn is_theirs(line: &Line<'_>, tokens: &Range<usize>, signal: &Signal) -> bool {
    let is_object = tokens.start > 0 && line.is_role(tokens.start - 1, Role::Preposition);
    signal.cost <= FARTHEST && !is_object
}

fn count(people: usize, tokens: Range<usize>) -> Quantity {
    let people = u64::try_from(people).unwrap_or(u64::MAX);
    Quantity {
        number: tokens.clone(),
        tokens,
        low: people,
        high: Some(people),
        stated: Some(people),
        bound: Bound::Exact,
        kind: NumeralKind::Cardinal,
        is_digits: false,
        skipped_bytes: 0,
        alternatives: Vec::new(),
    }
}
