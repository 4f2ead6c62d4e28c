//! What a pronoun or a bare description stands for.
//!
//! Comes in: the phrases of an account in order. Goes out: the phrase that "she", "the company" or "the ferry" stands for:
//! the last one that fits. It may not know accounts beyond the sentences before.

use super::rules::{DeedRules, Small};
use super::units::{Class, Unit};
use recount_model::{Name, NameKind, Span, Statement};

/// The last phrases that named a person, a body and a thing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Named {
    person: Option<Span>,
    body: Option<Span>,
    thing: Option<Span>,
}

/// What a phrase names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Person,
    Body,
    Thing,
}

impl Named {
    /// Takes notice of a phrase that holds a name.
    pub fn note(&mut self, phrase: &[Unit], names: &[Name], rules: &DeedRules) {
        let Some(span) = span_of(phrase) else { return };
        match sort(phrase, span, names, rules) {
            Some(Sort::Person) => self.person = Some(span),
            Some(Sort::Thing) => self.thing = Some(span),
            Some(Sort::Body) => self.body = Some(span),
            None => {}
        }
    }

    /// What a phrase without a name stands for.
    pub fn referent(
        &self,
        phrase: &[Unit],
        statement: Option<&Statement>,
        rules: &DeedRules,
    ) -> Option<Span> {
        let last = phrase.last()?;
        let is = |small| rules.is(&last.word, small);
        if last.class == Class::Pronoun {
            return if is(Small::Speaker) {
                statement.and_then(|statement| statement.speaker_span)
            } else if is(Small::Person) {
                self.person
            } else if is(Small::Thing) {
                self.body.max(self.thing)
            } else if is(Small::Many) {
                self.body
            } else {
                None
            };
        }
        let is_definite = phrase.first().is_some_and(|unit| unit.is_determiner);
        match () {
            () if !is_definite => None,
            () if is(Small::ThingNoun) => self.thing,
            () if is(Small::BodyNoun) => self.body,
            () => None,
        }
    }
}

fn sort(phrase: &[Unit], span: Span, names: &[Name], rules: &DeedRules) -> Option<Sort> {
    if !phrase.iter().any(|unit| unit.is_capitalised) {
        return None;
    }
    let last = phrase.last()?;
    if rules.is(&last.word, Small::ThingNoun) || last.word.chars().any(|letter| letter.is_ascii_digit()) {
        return Some(Sort::Thing);
    }
    let ending = names
        .iter()
        .filter(|name| name.span.end == span.end || name.span.end == last.span.end)
        .max_by_key(|name| name.span.len());
    match ending.map(|name| name.kind) {
        Some(NameKind::Person)
            if ending.is_some_and(|name| name.text.contains(' ') || name.role.is_some()) =>
        {
            Some(Sort::Person)
        }
        Some(_) => Some(Sort::Body),
        None if last.is_capitalised => Some(Sort::Body),
        None => None,
    }
}

/// From the first unit to the last.
pub(crate) fn span_of(phrase: &[Unit]) -> Option<Span> {
    Some(phrase.first()?.span.cover(phrase.last()?.span))
}
