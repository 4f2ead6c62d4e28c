//! Deeds: every word that names a happening, with who and what takes part in it.
//!
//! Comes in: an account with its times, names and statements. Goes out: [`Deed`]s with at least one participant that a name
//! can be looked up in. It may not know other accounts. [`units`] tells verbs from nouns, [`phrases`] finds subjects and
//! objects, [`refer`] what pronouns stand for, [`when`] what dates a deed.

mod phrases;
mod refer;
mod rules;
#[cfg(test)]
mod tests;
mod units;
mod when;

pub use rules::DeedRules;

use crate::joined::within;
use crate::times::TimesRead;
use phrases::Phrases;
use recount_model::{BlockKind, Deed, Id, Interval, Name, Part, Role, Statement, Timex};
use recount_text::{AccountText, Sentence};
use refer::{Named, span_of};
use rules::Small;
use std::ops::Range;
use units::{Class, Unit, units};
use when::When;

/// What stands in the account beside its words; of a sentence: what stands in it or reaches into it.
#[derive(Clone, Copy)]
struct Around<'a> {
    text: &'a AccountText<'a>,
    times: &'a [Timex],
    names: &'a [Name],
    statements: &'a [Statement],
    rules: &'a DeedRules,
}

/// What was last named at each noun phrase of a sentence.
struct Trail {
    /// The end of each noun phrase, and what was named up to there.
    after: Vec<(usize, Named)>,
    before: Named,
}

impl Trail {
    fn at(&self, unit: usize) -> Named {
        let passed = self.after.partition_point(|(end, _)| *end <= unit);
        passed.checked_sub(1).and_then(|at| self.after.get(at)).map_or(self.before, |(_, named)| *named)
    }
}

/// Reads the deeds of an account.
pub fn read(
    text: &AccountText<'_>,
    times: &TimesRead,
    names: &[Name],
    statements: &[Statement],
    rules: &DeedRules,
) -> Vec<Deed> {
    let around = Around { text, times: &times.times, names, statements, rules };
    let mut named = Named::default();
    let mut found = Vec::new();
    for sentence in &text.sentences {
        let own = Around {
            times: within(around.times, sentence.span, |timex| timex.span),
            names: within(around.names, sentence.span, |name| name.span),
            statements: within(around.statements, sentence.span, |statement| statement.span),
            ..around
        };
        found.extend(own.sentence(sentence, &mut named));
    }
    found.sort_by(|a: &Deed, b| (a.span, &a.id).cmp(&(b.span, &b.id)));
    found.dedup_by(|a, b| a.id == b.id);
    found
}

/// An event word among the units of its sentence.
struct Word {
    at: usize,
    end: usize,
    is_noun: bool,
}

impl Around<'_> {
    fn sentence(&self, sentence: &Sentence, named: &mut Named) -> Vec<Deed> {
        let Some(tokens) = self.text.tokens.get(sentence.tokens.clone()) else { return Vec::new() };
        let kind = self.text.account.blocks.get(sentence.block).map(|block| block.kind);
        let is_heading = matches!(kind, Some(BlockKind::Title | BlockKind::Heading));
        if !is_heading && !matches!(kind, Some(BlockKind::Paragraph | BlockKind::List)) {
            return Vec::new();
        }
        let has_capital = |span| self.text.words(span).contains(char::is_uppercase);
        let units = units(tokens, self.times, has_capital, self.rules);
        let phrases = Phrases { units: &units, rules: self.rules };
        let trail = self.trail(&units, *named);
        let mut found = Vec::new();
        for word in words(&phrases) {
            let parts = self.parts(&phrases, &word, &trail);
            let when = match word.is_noun {
                true => phrases.when_of_noun((word.at, phrases.around(word.at).end), self.times, is_heading),
                false => phrases.when_of_verb((word.at, word.end), self.times, is_heading),
            };
            found.extend(self.deed(&phrases, &word, parts, &when));
        }
        *named = trail.at(units.len());
        found
    }

    /// The participants that a name stands in, or that a pronoun leads to a name.
    fn parts(&self, phrases: &Phrases<'_>, word: &Word, trail: &Trail) -> Vec<Part> {
        let drafts = if word.is_noun { noun_parts(phrases, word) } else { verb_parts(phrases, word) };
        let mut found: Vec<Part> = Vec::new();
        for (role, range, is_loose) in drafts {
            let units = phrases.units.get(range.clone()).unwrap_or(&[]);
            let Some(span) = span_of(units) else { continue };
            if units.iter().any(|unit| unit.is_capitalised && unit.is_noun() && !unit.is_determiner) {
                if !self.rules.is_free_order || self.fits_case(units, role, is_loose) {
                    found.push(Part { role, span, by: None, is_loose });
                }
                continue;
            }
            let statement = self.statements.iter().rfind(|statement| statement.span.contains(span));
            let antecedent = trail.at(range.start).referent(units, statement, self.rules);
            found.extend(antecedent.map(|of| Part { role, span: of, by: Some(span), is_loose: false }));
        }
        found.sort();
        found.dedup();
        found
    }

    /// Where order is free, a name in another form than its own does nothing, and has something done to it only at the head.
    fn fits_case(&self, phrase: &[Unit], role: Role, is_loose: bool) -> bool {
        let Some(span) = span_of(phrase).filter(|_| !is_loose) else { return true };
        let Some(name) = self.names.iter().rfind(|name| span.contains(name.span)) else { return true };
        let is_own = name.text == name.canonical;
        is_own || (role == Role::Patient && (name.span.start == span.start || name.role.is_some()))
    }

    /// What is named as the sentence goes on.
    fn trail(&self, units: &[Unit], before: Named) -> Trail {
        let mut named = before;
        let mut after = Vec::new();
        for phrase in noun_phrases(units) {
            let end = phrase.end;
            named.note(units.get(phrase).unwrap_or(&[]), self.names, self.rules);
            after.push((end, named));
        }
        Trail { after, before }
    }

    fn deed(&self, phrases: &Phrases<'_>, word: &Word, parts: Vec<Part>, when: &When<'_>) -> Option<Deed> {
        let units = phrases.units.get(word.at..word.end)?;
        let span = span_of(units)?;
        if parts.is_empty() {
            return None;
        }
        let is_negated = !word.is_noun
            && phrases.units.get(word.at.saturating_sub(4)..word.at).is_some_and(|before| {
                let near =
                    before.iter().rev().take_while(|unit| unit.is_helper() || unit.class == Class::Adverb);
                near.into_iter().any(|unit| self.rules.is(&unit.word, Small::Negation))
            });
        let plain = units.first()?.event.clone()?;
        Some(Deed {
            id: Id::at("deed", &self.text.reading.original, span, &plain),
            span,
            text: self.text.words(span).to_owned(),
            word: plain,
            is_noun: word.is_noun,
            parts,
            dated: when.dated,
            when: when.time.map_or(Interval::UNBOUNDED, |time| time.interval),
            edtf: when.time.and_then(|time| time.edtf.clone()),
            time: when.time.map(|time| time.id.clone()),
            is_negated,
            is_planned: when.is_planned,
            rule: if word.is_noun { "event-noun" } else { "event-verb" }.to_owned(),
        })
    }
}

/// Event words: verbs with their tails, event nouns.
fn words(phrases: &Phrases<'_>) -> Vec<Word> {
    let units = phrases.units;
    let mut found = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let Some(word) = &unit.event else { continue };
        let is_noun = !unit.is_verb();
        let tail = units.get(at + 1).filter(|tail| !is_noun && phrases.rules.is_phrasal(word, &tail.word));
        found.push(Word { at, end: at + 1 + usize::from(tail.is_some()), is_noun });
    }
    found
}

/// Maximal runs of nouns.
fn noun_phrases(units: &[Unit]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..units.len() {
        if !units.get(at).is_some_and(Unit::is_noun) {
            continue;
        }
        match found.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = at + 1,
            None => found.push(at..at + 1),
        }
    }
    found
}

type Draft = (Role, Range<usize>, bool);

fn verb_parts(phrases: &Phrases<'_>, word: &Word) -> Vec<Draft> {
    let is_passive = phrases.is_passive(word.at);
    let subject = phrases.subject(word.at);
    let has_subject = !subject.is_empty();
    let role = if is_passive { Role::Patient } else { Role::Agent };
    let mut found: Vec<Draft> = subject.into_iter().map(|range| (role, range, false)).collect();
    if is_passive {
        found.extend(phrases.by_whom(word.end).into_iter().map(|range| (Role::Agent, range, false)));
    } else {
        let role = if has_subject { Role::Patient } else { Role::Agent };
        found.extend(phrases.object(word.end).into_iter().map(|range| (role, range, false)));
    }
    found
}

fn noun_parts(phrases: &Phrases<'_>, word: &Word) -> Vec<Draft> {
    let around = phrases.around(word.at);
    let mut found: Vec<Draft> = Vec::new();
    if around.start < word.at {
        found.push((Role::Agent, around.start..word.at, true));
    }
    if phrases.rules.is_free_order && word.end < around.end {
        found.push((Role::Patient, word.end..around.end, true));
    }
    found.extend(phrases.joined(around.end).into_iter().map(|range| (Role::Patient, range, false)));
    if around.end == word.end
        && let Some(verb) = phrases.verb_of_object(around.start)
        && !phrases.is_passive(verb)
    {
        found.extend(phrases.subject(verb).into_iter().map(|range| (Role::Agent, range, false)));
    }
    found
}
