//! Noun phrases around an event word.
//!
//! Comes in: units. Goes out: ranges of units: the subject of a verb, its object, what a noun is joined to. It may not know
//! names or pronouns.

use super::rules::{DeedRules, Form, Small};
use super::units::{Class, Unit};
use std::ops::Range;

/// How far a subject may lead to another verb's subject.
const MOST_STEPS: usize = 4;
/// Most phrases joined behind a noun.
const MOST_JOINED: usize = 4;

/// The units of one sentence.
pub(crate) struct Phrases<'a> {
    pub units: &'a [Unit],
    pub rules: &'a DeedRules,
}

impl<'a> Phrases<'a> {
    fn unit(&self, at: usize) -> Option<&'a Unit> {
        self.units.get(at)
    }

    fn class(&self, at: usize) -> Option<&'a Class> {
        self.units.get(at).map(|unit| &unit.class)
    }

    /// The noun phrase that ends right before `end`.
    fn before(&self, end: usize) -> Range<usize> {
        if end.checked_sub(1).and_then(|at| self.class(at)) == Some(&Class::Pronoun) {
            return end - 1..end;
        }
        let mut start = end;
        while start > 0 && self.unit(start - 1).is_some_and(Unit::is_noun) {
            start -= 1;
        }
        start..end
    }

    /// The noun phrase that begins at `start`.
    fn from(&self, start: usize) -> Range<usize> {
        if self.class(start) == Some(&Class::Pronoun) {
            return start..start + 1;
        }
        let mut end = start;
        while self
            .unit(end)
            .is_some_and(|unit| unit.is_noun() && (end == start || !unit.is_determiner || self.is_inner(end)))
        {
            end += 1;
        }
        start..end
    }

    /// "ten new trams": words that also open phrases stand inside one.
    fn is_inner(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.unit(before))
            .is_some_and(|unit| unit.is_determiner || unit.is_number)
    }

    /// The phrases of the subject of the verb at `at`.
    pub fn subject(&self, at: usize) -> Vec<Range<usize>> {
        self.subject_within(at, MOST_STEPS)
    }

    fn subject_within(&self, verb: usize, steps: usize) -> Vec<Range<usize>> {
        let Some(steps) = steps.checked_sub(1) else { return Vec::new() };
        let mut at = self.left_of_helpers(verb);
        let mut aside = Vec::new();
        if self.is_infinitive(verb) {
            return self.controller(at, steps);
        }
        if self.class(verb) == Some(&Class::Verb(Form::Gerund)) && !self.is_helped(verb) {
            return self.gerund_subject(verb, at, steps);
        }
        for _ in 0..MOST_STEPS {
            let Some(before) = at.checked_sub(1) else { return Vec::new() };
            match self.class(before) {
                Some(Class::Noun | Class::Pronoun) => match self.phrase_or_further(at, steps) {
                    Ok(found) => return found.into_iter().chain(aside).collect(),
                    Err(further) => at = further,
                },
                Some(Class::Comma) => match self.over_aside(before) {
                    Some(further) => {
                        // "a ferry company, Orvel, …": the aside names the same.
                        let named = self.before(before);
                        aside.extend((named.start == further + 1 && self.is_name(&named)).then_some(named));
                        at = further;
                    }
                    None => return Vec::new(),
                },
                Some(Class::Relative) => {
                    let end = if self.class(before.wrapping_sub(1)) == Some(&Class::Comma) {
                        before - 1
                    } else {
                        before
                    };
                    return self.some(self.before(end));
                }
                Some(Class::Conjunction) => return self.shared(before, steps),
                Some(Class::Time | Class::Adverb | Class::Preposition) => at = before,
                _ => return Vec::new(),
            }
        }
        Vec::new()
    }

    /// The phrase that ends at `at` as a subject; an end further left where it hangs on something.
    fn phrase_or_further(&self, at: usize, steps: usize) -> Result<Vec<Range<usize>>, usize> {
        let phrase = self.before(at);
        let Some(left) = phrase.start.checked_sub(1) else { return Ok(self.some(phrase)) };
        match self.class(left) {
            Some(Class::Preposition) if left > 0 && self.hangs_on(left) => Err(left),
            Some(Class::Helper(Small::Be)) => Err(self.left_of_helpers(left)),
            Some(Class::Conjunction) => self.coordinated(left, phrase),
            Some(Class::Verb(Form::Passive | Form::Past)) if steps > 0 && !self.is_name(&phrase) => {
                Ok(Vec::new())
            }
            _ => Ok(self.some(phrase)),
        }
    }

    /// A preposition hangs on a noun phrase, a time or a participle before it.
    fn hangs_on(&self, preposition: usize) -> bool {
        preposition
            .checked_sub(1)
            .and_then(|at| self.class(at))
            .is_some_and(|class| matches!(class, Class::Noun | Class::Pronoun | Class::Time))
    }

    fn is_name(&self, phrase: &Range<usize>) -> bool {
        self.units.get(phrase.clone()).is_some_and(|units| units.iter().any(|unit| unit.is_capitalised))
    }

    /// "A and B": both; B alone where A is the object of a verb before; further left where both hang on something.
    fn coordinated(&self, conjunction: usize, phrase: Range<usize>) -> Result<Vec<Range<usize>>, usize> {
        let other = self.before(conjunction);
        let left = other.start.checked_sub(1);
        match left.and_then(|left| self.class(left)) {
            _ if other.is_empty() => Ok(vec![phrase]),
            Some(Class::Verb(_)) => Ok(vec![phrase]),
            Some(Class::Preposition) => match left.filter(|left| self.hangs_on(*left)) {
                Some(left) => Err(left),
                None => Ok(vec![phrase]),
            },
            _ => Ok(vec![other, phrase]),
        }
    }

    fn some(&self, phrase: Range<usize>) -> Vec<Range<usize>> {
        if phrase.is_empty() { Vec::new() } else { vec![phrase] }
    }

    /// From the comma at `comma` over what stands between it and the comma before.
    fn over_aside(&self, comma: usize) -> Option<usize> {
        let start = self.units.get(..comma)?.iter().rposition(|unit| unit.class == Class::Comma)?;
        let inside = self.units.get(start + 1..comma)?;
        let is_clause =
            inside.iter().any(|unit| matches!(unit.class, Class::Verb(Form::Present | Form::Finite)))
                && inside.first().is_none_or(|unit| unit.class != Class::Relative);
        (!is_clause && start > 0).then_some(start)
    }

    /// Left over adverbs, times and helpers that stand before a verb.
    fn left_of_helpers(&self, verb: usize) -> usize {
        let mut at = verb;
        while at > 0
            && self.unit(at - 1).is_some_and(|unit| unit.is_helper() || matches!(unit.class, Class::Adverb))
        {
            at -= 1;
        }
        at
    }

    pub fn is_helped(&self, verb: usize) -> bool {
        self.helpers(verb).next().is_some()
    }

    /// The helpers right before a verb, nearest first.
    pub fn helpers(&self, verb: usize) -> impl Iterator<Item = Small> + use<'a> {
        let before = self.units.get(..verb).unwrap_or(&[]).iter().rev();
        let near = before.take_while(|unit| unit.is_helper() || unit.class == Class::Adverb);
        near.filter_map(|unit| match unit.class {
            Class::Helper(small) => Some(small),
            _ => None,
        })
    }

    pub fn is_infinitive(&self, verb: usize) -> bool {
        self.helpers(verb).next() == Some(Small::To)
            || (self.helpers(verb).next() == Some(Small::Be) && self.helpers(verb).nth(1) == Some(Small::To))
    }

    pub fn is_passive(&self, verb: usize) -> bool {
        match self.class(verb) {
            Some(Class::Verb(Form::Passive)) => true,
            Some(Class::Verb(Form::Past)) => {
                self.helpers(verb).next() == Some(Small::Be) || self.is_reduced(verb)
            }
            _ => false,
        }
    }

    /// "trams made by": a participle without helper that something was done to.
    fn is_reduced(&self, verb: usize) -> bool {
        !self.is_helped(verb) && self.unit(verb + 1).is_some_and(|unit| self.rules.is(&unit.word, Small::By))
    }

    /// The verb that the infinitive hangs on, left of `at`.
    pub fn governor(&self, at: usize) -> Option<usize> {
        self.units.get(..at)?.iter().rposition(Unit::is_verb)
    }

    /// Who does what stands in an infinitive: the object of the verb before, where it is a name, else that verb's subject.
    fn controller(&self, at: usize, steps: usize) -> Vec<Range<usize>> {
        let Some(before) = at.checked_sub(1) else { return Vec::new() };
        if self.unit(before).is_some_and(Unit::is_verb) {
            return self.subject_within(before, steps);
        }
        let phrase = self.before(at);
        if !phrase.is_empty() {
            let left = phrase.start.checked_sub(1);
            if left.and_then(|left| self.class(left)).is_some_and(|class| matches!(class, Class::Helper(_))) {
                return self.subject_within(phrase.start, steps);
            }
            let is_object = left.and_then(|left| self.unit(left)).is_some_and(Unit::is_verb);
            if is_object && (self.is_name(&phrase) || self.class(phrase.start) == Some(&Class::Pronoun)) {
                return vec![phrase];
            }
        }
        self.governor(at).map(|verb| self.subject_within(verb, steps)).unwrap_or_default()
    }

    fn gerund_subject(&self, verb: usize, at: usize, steps: usize) -> Vec<Range<usize>> {
        let before = at.checked_sub(1);
        if before.and_then(|at| self.class(at)).is_some_and(|class| matches!(class, Class::Noun)) {
            return self.some(self.before(at));
        }
        let is_main = |unit: &Unit| matches!(unit.class, Class::Verb(form) if form != Form::Gerund);
        let earlier = self.units.get(..at).and_then(|units| units.iter().rposition(is_main));
        let later = || {
            let behind = self.units.get(verb + 1..)?;
            behind.iter().position(is_main).map(|place| verb + 1 + place)
        };
        earlier.or_else(later).map(|main| self.subject_within(main, steps)).unwrap_or_default()
    }

    /// "built it and sold it": the subject of the verb before.
    fn shared(&self, conjunction: usize, steps: usize) -> Vec<Range<usize>> {
        self.governor(conjunction).map(|verb| self.subject_within(verb, steps)).unwrap_or_default()
    }

    /// The phrases right behind the verb whose words end at `end`, where they are no subject of what follows.
    pub fn object(&self, end: usize) -> Vec<Range<usize>> {
        let mut start = end;
        while self.class(start) == Some(&Class::Adverb) {
            start += 1;
        }
        let phrase = self.from(start);
        if phrase.is_empty() || self.is_subject(phrase.end) {
            return Vec::new();
        }
        let mut found = vec![phrase.clone()];
        if self.class(phrase.end) == Some(&Class::Conjunction) {
            let other = self.from(phrase.end + 1);
            if !other.is_empty() && !self.is_subject(other.end) {
                found.push(other);
            }
        }
        found
    }

    /// A verb or a helper other than "to" stands at `at`: the phrase before is its subject.
    fn is_subject(&self, at: usize) -> bool {
        let at = (at..).find(|at| self.class(*at) != Some(&Class::Adverb)).unwrap_or(at);
        match self.class(at) {
            Some(Class::Helper(small)) => *small != Small::To,
            Some(Class::Verb(form)) => *form != Form::Gerund && !(*form == Form::Past && self.is_reduced(at)),
            _ => false,
        }
    }

    /// Who does what stands in the passive at `end` ("by the crew").
    pub fn by_whom(&self, end: usize) -> Vec<Range<usize>> {
        let reach = (end..end + 6).take_while(|at| {
            self.unit(*at)
                .is_some_and(|unit| !unit.is_verb() && !matches!(unit.class, Class::Comma | Class::Stop))
        });
        let by = reach
            .into_iter()
            .find(|at| self.unit(*at).is_some_and(|unit| self.rules.is(&unit.word, Small::By)));
        by.map(|at| self.object(at + 1)).unwrap_or_default()
    }

    /// The noun phrase around the noun at `at`.
    pub fn around(&self, at: usize) -> Range<usize> {
        self.before(at + 1).start..self.from(at).end.max(at + 1)
    }

    /// The phrases joined to the noun phrase that ends at `end`: "of the ferry", "between A and B".
    pub fn joined(&self, end: usize) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = end;
        for _ in 0..MOST_JOINED {
            let Some(preposition) = self.unit(at).filter(|unit| unit.class == Class::Preposition) else {
                break;
            };
            let phrase = self.from(at + 1);
            if phrase.is_empty() {
                break;
            }
            at = phrase.end;
            let is_joining = self.rules.is(&preposition.word, Small::Joining);
            let mut phrases = vec![phrase];
            if self.class(at) == Some(&Class::Conjunction) {
                let other = self.from(at + 1);
                let needs_both = self.rules.is(&preposition.word, Small::Both);
                if !other.is_empty() && (needs_both || !self.is_subject(other.end)) {
                    at = other.end;
                    phrases.push(other);
                }
            }
            if is_joining {
                found.extend(phrases);
            }
        }
        found
    }

    /// The verb that the noun phrase beginning at `start` is the object of.
    pub fn verb_of_object(&self, start: usize) -> Option<usize> {
        let before = self.units.get(..start)?.iter().rposition(|unit| unit.class != Class::Adverb)?;
        self.unit(before).filter(|unit| unit.is_verb()).map(|_| before)
    }
}
