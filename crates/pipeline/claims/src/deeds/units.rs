//! The words of a sentence as units, each with what it does there.
//!
//! Comes in: the tokens of a sentence and its time expressions. Goes out: [`Unit`]s: verbs told from nouns and from words
//! that only describe. It may not know who takes part in what. There is no parser: the neighbours decide.

use super::rules::{DeedRules, Form, Small};
use recount_model::{Id, Span, Timex, TimexType};
use recount_text::{Token, TokenKind, without_breaks};

/// What a unit does in its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Part of a time expression.
    Time,
    Comma,
    Quote,
    /// Any other mark: nothing reaches across.
    Stop,
    Preposition,
    Conjunction,
    Relative,
    Subordinator,
    Pronoun,
    /// A helper of a verb: "has", "will", "did", "to".
    Helper(Small),
    Adverb,
    Verb(Form),
    /// Event nouns, names and all other words of noun phrases.
    Noun,
}

/// One word (hyphens kept inside), number or mark.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub span: Span,
    /// Lower case, without a possessive ending.
    pub word: String,
    pub class: Class,
    pub is_capitalised: bool,
    pub is_number: bool,
    pub is_possessive: bool,
    pub is_determiner: bool,
    /// Ends as a plural does.
    pub is_plural: bool,
    /// The plain form of a verb, the singular of an event noun.
    pub event: Option<String>,
    /// The time expression it is part of.
    pub time: Option<Id>,
}

/// Possessive endings.
const POSSESSIVE: [&str; 2] = ["'s", "’s"];

/// Cuts a sentence into units and classes them.
pub(crate) fn units(
    tokens: &[Token],
    times: &[Timex],
    has_capital: impl Fn(Span) -> bool,
    rules: &DeedRules,
) -> Vec<Unit> {
    let mut found = raw_units(tokens, times);
    for unit in &mut found {
        unit.is_capitalised |= unit.class == Class::Noun && has_capital(unit.span);
    }
    keep_quoted_names(&mut found);
    for unit in &mut found {
        unit.class = first_class(unit, rules);
        unit.is_determiner = rules.is(&unit.word, Small::Determiner);
        unit.is_plural = rules.is_plural(&unit.word);
    }
    let mut has_finite = false;
    for at in 0..found.len() {
        let (class, event) = resolved(&found, at, has_finite, rules);
        has_finite = match &class {
            Class::Verb(Form::Past | Form::Finite | Form::Present | Form::Passive) => true,
            Class::Stop | Class::Relative | Class::Subordinator | Class::Quote => false,
            _ => has_finite,
        };
        if let Some(unit) = found.get_mut(at) {
            unit.class = class;
            unit.event = event;
        }
    }
    found
}

/// Most words of a name in quotation marks.
const MOST_QUOTED: usize = 4;

/// The marks around a name ("the ferry “Comet”") belong to the phrase.
fn keep_quoted_names(units: &mut [Unit]) {
    let mut at = 0;
    while at < units.len() {
        let is_quote = |at: usize| units.get(at).is_some_and(|unit| unit.class == Class::Quote);
        let opens = is_quote(at) && units.get(at + 1).is_some_and(|unit| unit.is_capitalised);
        let close = (at + 2..=at + 1 + MOST_QUOTED).find(|end| is_quote(*end)).filter(|_| opens);
        let inside = close.and_then(|close| units.get(at + 1..close));
        match close.filter(|_| inside.is_some_and(|inside| inside.iter().all(Unit::is_noun))) {
            Some(close) => {
                for mark in [at, close] {
                    if let Some(unit) = units.get_mut(mark) {
                        unit.class = Class::Noun;
                    }
                }
                at = close + 1;
            }
            None => at += 1,
        }
    }
}

fn raw_units(tokens: &[Token], times: &[Timex]) -> Vec<Unit> {
    let tokens = without_breaks(tokens);
    let mut found: Vec<Unit> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let time = times.iter().find(|timex| timex.span.contains(token.span)).map(|timex| timex.id.clone());
        let is_hyphen = token.is("-") && !token.is_spaced;
        if let Some(last) = found.last_mut()
            && !token.is_spaced
            && last.span.end == token.span.start
            && last.time == time
            && last.is_word_like()
            && (is_hyphen || token.is_word() || token.is_digits())
        {
            last.span = last.span.cover(token.span);
            last.word.push_str(&token.lower);
            last.is_number = false;
            continue;
        }
        found.push(raw_unit(token, time));
    }
    for unit in &mut found {
        if let Some(stem) = POSSESSIVE.iter().find_map(|ending| unit.word.strip_suffix(ending)) {
            unit.word = stem.to_owned();
            unit.is_possessive = true;
        }
    }
    found
}

fn raw_unit(token: &Token, time: Option<Id>) -> Unit {
    let class = match token.kind {
        _ if time.is_some() => Class::Time,
        TokenKind::QuotationMark => Class::Quote,
        TokenKind::Mark if token.is(",") => Class::Comma,
        // A possessive plural ("airlines' orders") and signs before numbers belong to the phrase.
        TokenKind::Mark if matches!(&*token.lower, "'" | "’" | "$" | "£" | "€" | "%" | "№" | "#") => {
            Class::Noun
        }
        TokenKind::Mark => Class::Stop,
        _ => Class::Noun,
    };
    Unit {
        span: token.span,
        word: token.lower.to_string(),
        class,
        is_capitalised: token.is_capitalised,
        is_number: token.is_digits(),
        is_possessive: false,
        is_determiner: false,
        is_plural: false,
        event: None,
        time,
    }
}

impl Unit {
    fn is_word_like(&self) -> bool {
        self.class == Class::Noun && self.word.chars().any(char::is_alphanumeric)
    }

    pub fn is_noun(&self) -> bool {
        self.class == Class::Noun
    }

    pub fn is_verb(&self) -> bool {
        matches!(self.class, Class::Verb(_))
    }

    pub fn is_helper(&self) -> bool {
        matches!(self.class, Class::Helper(_))
    }
}

/// The class of a word whatever stands beside it; open classes stay nouns.
fn first_class(unit: &Unit, rules: &DeedRules) -> Class {
    if unit.class != Class::Noun || unit.is_number {
        return unit.class.clone();
    }
    let word = unit.word.as_str();
    let helpers = [Small::To, Small::Be, Small::Had, Small::Have, Small::Will, Small::Do];
    let classes = [
        (Small::Relative, Class::Relative),
        (Small::Subordinator, Class::Subordinator),
        (Small::Conjunction, Class::Conjunction),
        (Small::Preposition, Class::Preposition),
    ];
    let pronouns = [Small::Person, Small::Thing, Small::Many, Small::Speaker, Small::OtherPronoun];
    if let Some(helper) = helpers.into_iter().find(|helper| rules.is(word, *helper)) {
        return Class::Helper(helper);
    }
    if let Some((_, class)) = classes.into_iter().find(|(small, _)| rules.is(word, *small)) {
        return class;
    }
    if pronouns.into_iter().any(|pronoun| rules.is(word, pronoun)) {
        return Class::Pronoun;
    }
    if rules.is_adverb(word) && !rules.is(word, Small::Determiner) { Class::Adverb } else { Class::Noun }
}

/// What an open word is, by its neighbours.
fn resolved(units: &[Unit], at: usize, has_finite: bool, rules: &DeedRules) -> (Class, Option<String>) {
    let Some(unit) = units.get(at).filter(|unit| unit.class == Class::Noun && !unit.is_number) else {
        return (units.get(at).map_or(Class::Stop, |unit| unit.class.clone()), None);
    };
    let noun = rules.noun(&unit.word).map(str::to_owned);
    let as_noun = (Class::Noun, noun.clone());
    // A capital inside a sentence makes a name.
    if unit.is_capitalised && at > 0 && !opens(units, at) {
        return (Class::Noun, noun.filter(|_| unit.word.len() > 3));
    }
    if unit.is_possessive {
        return as_noun;
    }
    let Some(verb) = rules.verb(&unit.word) else { return as_noun };
    let beside = Beside::of(units, at);
    let is_verb = match verb.form {
        _ if rules.is_free_order => !beside.is_after_determiner,
        Form::Past | Form::Finite | Form::Passive => beside.fits_past(),
        Form::Gerund => beside.fits_gerund(noun.is_some()),
        Form::Present => beside.fits_present(has_finite, noun.is_some()),
        Form::Base => beside.fits_base(has_finite, noun.is_some()),
    };
    if is_verb { (Class::Verb(verb.form), Some(verb.word)) } else { as_noun }
}

/// First in the sentence, or behind an opening quotation mark or a stop.
fn opens(units: &[Unit], at: usize) -> bool {
    units
        .get(..at)
        .is_none_or(|before| before.iter().all(|unit| matches!(unit.class, Class::Quote | Class::Stop)))
}

/// What stands right before a word (adverbs left out) and right behind it.
struct Beside<'a> {
    before: Option<&'a Unit>,
    after: Option<&'a Unit>,
    is_after_determiner: bool,
}

impl<'a> Beside<'a> {
    fn of(units: &'a [Unit], at: usize) -> Self {
        let before =
            units.get(..at).and_then(|before| before.iter().rev().find(|unit| unit.class != Class::Adverb));
        let is_after_determiner =
            before.is_some_and(|unit| unit.is_determiner || unit.is_possessive || unit.is_number);
        Beside { before, after: units.get(at + 1), is_after_determiner }
    }

    fn is_after(&self, is: impl Fn(&Class) -> bool) -> bool {
        self.before.is_some_and(|unit| is(&unit.class))
    }

    fn is_before(&self, is: impl Fn(&Class) -> bool) -> bool {
        self.after.is_none_or(|unit| is(&unit.class))
    }

    /// Something that can be a subject stands before.
    fn has_subject(&self) -> bool {
        let fits =
            |class: &Class| matches!(class, Class::Noun | Class::Pronoun | Class::Relative | Class::Quote);
        self.is_after(fits) && !self.is_after_determiner
    }

    /// "the planned stop", "of reduced costs" only describe.
    fn fits_past(&self) -> bool {
        let is_described = self.before.is_some_and(|unit| unit.class == Class::Preposition);
        let is_helped = self.is_after(|class| matches!(class, Class::Helper(_)));
        is_helped || !(self.is_after_determiner || is_described)
    }

    fn fits_gerund(&self, is_event: bool) -> bool {
        let is_helped = self.is_after(|class| matches!(class, Class::Helper(_)));
        let is_loose = self.before.is_none()
            || self.is_after(|class| {
                matches!(class, Class::Comma | Class::Preposition | Class::Conjunction | Class::Subordinator)
            });
        is_helped || (!self.is_after_determiner && (is_loose || !is_event))
    }

    fn fits_present(&self, has_finite: bool, is_event: bool) -> bool {
        let goes_on = self.is_before(|class| {
            !matches!(class, Class::Helper(small) if *small != Small::To) && !matches!(class, Class::Verb(_))
        });
        let takes = self.is_before(|class| {
            !matches!(class, Class::Stop | Class::Comma | Class::Conjunction | Class::Relative)
        }) && self.after.is_some();
        self.has_subject() && goes_on && (!is_event || (!has_finite && takes))
    }

    fn fits_base(&self, has_finite: bool, is_event: bool) -> bool {
        let is_helped =
            self.is_after(|class| matches!(class, Class::Helper(Small::To | Small::Will | Small::Do)));
        let is_spoken = self.is_after(|class| *class == Class::Pronoun);
        let is_plural =
            self.before.is_some_and(|unit| unit.is_noun() && (unit.is_capitalised || unit.is_plural));
        let takes = self.after.is_some_and(|unit| {
            unit.is_determiner
                || unit.is_capitalised
                || matches!(unit.class, Class::Pronoun | Class::Relative | Class::Helper(Small::To))
        });
        is_helped
            || is_spoken
            || (is_plural && takes && !has_finite && !is_event && !self.is_after_determiner)
    }
}

/// Whether a time expression can date something.
pub(crate) fn is_moment(timex: &Timex) -> bool {
    matches!(timex.kind, TimexType::Date | TimexType::Time) && timex.interval.is_bounded()
}
