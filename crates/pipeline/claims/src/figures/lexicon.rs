//! The words of a language, by what they can mean to the figure reader.
//!
//! Comes in: the pack's `figures` section. Goes out: for each word, the phrases that begin with it and what
//! each can mean. It may not know sentences or grammar.

use super::phrases::{Kinds, Meant, PhraseList, Phrases, Starting, meanings};
use super::sections::{Convention, FigureSection, Need};
use recount_model::Bound;
use std::collections::BTreeMap;

meanings! {
    /// What a phrase can mean. Indices point into the section's lists.
    Meaning {
        Units(u64),
        Magnitude(u64),
        Article,
        Half,
        Fraction(u64),
        AfterBound(u64),
        NumberAnd,
        Vague(u16),
        None(Need),
        Before(Bound),
        After(Bound),
        RangeOpen,
        RangeBetween,
        RangeBare,
        RangeDash,
        Change,
        NotABound,
        RefusedNoun,
        Label,
        WeakLabel,
        Month,
        Clock,
        Score,
        YearBefore,
        MomentAfter,
        MomentBefore,
        Unit(u16),
        UnitBefore(u16),
        ContextBefore(u16),
        ContextAfter(u16),
        Noun(u16),
        LeftOf(u16),
        Passive(u16),
        Subject(u16),
        Object(u16),
        CounterLink,
        NumberOf,
        Counter(u16),
        PartBefore,
        PartAfter,
        PartBack,
        ListOpen,
        ListComplete,
        ListIncomplete,
        Total,
        Separator,
        AsOf,
        Denies,
        Telling,
        Refuted,
        Contrast,
        /// Kept last: each role is a kind of its own.
        Role(Role),
    }
}

impl Meant for Meaning {
    #[inline]
    fn kind(self) -> Kinds {
        let role = if let Meaning::Role(role) = self { role as u32 } else { 0 };
        Kinds(1 << (self.number() + role))
    }
}

/// Words of grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Auxiliary,
    PassiveAuxiliary,
    PerfectAuxiliary,
    Planned,
    Hedge,
    Negation,
    Adverb,
    Determiner,
    Pronoun,
    Relative,
    Preposition,
    Of,
    Conjunction,
    And,
    Additive,
    Them,
    Verb,
    Existential,
}

impl Role {
    /// The kinds of all roles.
    pub(crate) const ALL: Kinds = Kinds(u128::MAX << Meaning::Role(Role::Auxiliary).number());
}

/// Everything the section says, compiled for lookup by first word.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub section: FigureSection,
    /// Left-hand nouns ("death of"): measure by index.
    pub left_of: Vec<String>,
    pub conventions: BTreeMap<String, Convention>,
    phrases: Phrases<Meaning>,
    /// The words that numbers begin with: few, so that most sentences are passed over without a look into the large table.
    number_words: recount_text::WordSet,
}

impl Lexicon {
    /// Compiles the section. A policy that does not exist leaves vague words without convention.
    pub(crate) fn compile(section: FigureSection) -> Self {
        let mut words = Words::default();
        words.numbers(&section);
        words.grammar(&section);
        words.refusals(&section);
        let left_of = words.counted(&section);
        words.relations(&section);
        let conventions = section.policies.get(&section.policy).cloned().unwrap_or_default();
        let phrases = words.0.compiled();
        let number_words = phrases.firsts(super::quantity::number_kinds());
        Lexicon { section, left_of, conventions, phrases, number_words }
    }

    /// False if no number can begin with the word or digits of `token`.
    pub(crate) fn may_begin_number(&self, token: &recount_text::Token) -> bool {
        token.is_digits() || self.number_words.has(token)
    }

    /// Phrases that begin with `word` (lower case).
    pub(crate) fn starting(&self, word: &str) -> Option<&Starting<Meaning>> {
        self.phrases.starting(word)
    }

    /// Phrases that begin with the word of `token`.
    pub(crate) fn starting_at(&self, token: &recount_text::Token) -> Option<&Starting<Meaning>> {
        self.phrases.starting_at(token)
    }

    pub(crate) fn unit(&self, idx: u16) -> Option<&super::sections::Unit> {
        self.section.unit.get(usize::from(idx))
    }

    pub(crate) fn noun(&self, idx: u16) -> Option<&super::sections::Noun> {
        self.section.noun.get(usize::from(idx))
    }

    pub(crate) fn predicate(&self, idx: u16) -> Option<&super::sections::Predicate> {
        self.section.predicate.get(usize::from(idx))
    }
}

#[derive(Default)]
struct Words(PhraseList<Meaning>);

impl Words {
    fn numbers(&mut self, section: &FigureSection) {
        for (word, value) in &section.numbers.units {
            self.0.add(word, Meaning::Units(*value));
        }
        for (word, value) in &section.numbers.magnitudes {
            self.0.add(word, Meaning::Magnitude(*value));
        }
        for (word, value) in &section.numbers.after_bound {
            self.0.add(word, Meaning::AfterBound(*value));
        }
        self.0.all(&section.numbers.and, Meaning::NumberAnd);
        self.0.all(&section.numbers.articles, Meaning::Article);
        self.0.all(&section.numbers.half, Meaning::Half);
        for (word, denominator) in &section.numbers.fractions {
            self.0.add(word, Meaning::Fraction(*denominator));
        }
        for (idx, vague) in (0u16..).zip(&section.vague) {
            self.0.all(&vague.words, Meaning::Vague(idx));
        }
        for none in &section.none {
            self.0.all(&none.words, Meaning::None(none.needs));
        }
        for (bound, words) in &section.bounds.before {
            self.0.all(words, Meaning::Before(*bound));
        }
        for (bound, words) in &section.bounds.after {
            self.0.all(words, Meaning::After(*bound));
        }
        self.0.all(&section.bounds.not_a_bound, Meaning::NotABound);
        self.0.all(&section.ranges.open, Meaning::RangeOpen);
        self.0.all(&section.ranges.between, Meaning::RangeBetween);
        self.0.all(&section.ranges.bare, Meaning::RangeBare);
        self.0.all(&section.ranges.dashes, Meaning::RangeDash);
        self.0.all(&section.ranges.change, Meaning::Change);
    }

    fn grammar(&mut self, section: &FigureSection) {
        let roles = &section.roles;
        let lists: [(&[String], Role); 18] = [
            (&roles.auxiliary, Role::Auxiliary),
            (&roles.passive_auxiliary, Role::PassiveAuxiliary),
            (&roles.perfect_auxiliary, Role::PerfectAuxiliary),
            (&roles.planned, Role::Planned),
            (&roles.hedge, Role::Hedge),
            (&roles.negation, Role::Negation),
            (&roles.adverb, Role::Adverb),
            (&roles.determiner, Role::Determiner),
            (&roles.pronoun, Role::Pronoun),
            (&roles.relative, Role::Relative),
            (&roles.preposition, Role::Preposition),
            (&roles.of, Role::Of),
            (&roles.conjunction, Role::Conjunction),
            (&roles.and, Role::And),
            (&roles.additive, Role::Additive),
            (&roles.them, Role::Them),
            (&roles.verb, Role::Verb),
            (&roles.existential, Role::Existential),
        ];
        for (words, role) in lists {
            self.0.all(words, Meaning::Role(role));
        }
    }

    fn refusals(&mut self, section: &FigureSection) {
        let refused = &section.refused;
        self.0.all(&refused.nouns, Meaning::RefusedNoun);
        self.0.all(&refused.labels, Meaning::Label);
        self.0.all(&refused.weak_labels, Meaning::WeakLabel);
        self.0.all(&refused.months, Meaning::Month);
        self.0.all(&refused.clock, Meaning::Clock);
        self.0.all(&refused.scores, Meaning::Score);
        self.0.all(&refused.year_before, Meaning::YearBefore);
        self.0.all(&section.durations.moment_after, Meaning::MomentAfter);
        self.0.all(&section.durations.moment_before, Meaning::MomentBefore);
    }

    fn counted(&mut self, section: &FigureSection) -> Vec<String> {
        for (idx, unit) in (0u16..).zip(&section.unit) {
            self.0.all(&unit.forms, Meaning::Unit(idx));
            self.0.all(&unit.before, Meaning::UnitBefore(idx));
            self.0.all(&unit.words_before, Meaning::UnitBefore(idx));
        }
        for (idx, context) in (0u16..).zip(&section.context) {
            self.0.all(&context.before, Meaning::ContextBefore(idx));
            self.0.all(&context.after, Meaning::ContextAfter(idx));
        }
        for (idx, noun) in (0u16..).zip(&section.noun) {
            self.0.all(&noun.forms, Meaning::Noun(idx));
        }
        for (idx, predicate) in (0u16..).zip(&section.predicate) {
            self.0.all(&predicate.passive, Meaning::Passive(idx));
            self.0.all(&predicate.subject, Meaning::Subject(idx));
            self.0.all(&predicate.object, Meaning::Object(idx));
        }
        let mut left_of = Vec::new();
        for (idx, (measure, words)) in (0u16..).zip(&section.left_of) {
            self.0.all(words, Meaning::LeftOf(idx));
            left_of.push(measure.clone());
        }
        left_of
    }

    fn relations(&mut self, section: &FigureSection) {
        self.0.all(&section.counters.links, Meaning::CounterLink);
        self.0.all(&section.counters.number_of, Meaning::NumberOf);
        for (idx, head) in (0u16..).zip(&section.counters.head) {
            self.0.all(&head.forms, Meaning::Counter(idx));
        }
        let parts = &section.parts;
        self.0.all(&parts.before, Meaning::PartBefore);
        self.0.all(&parts.after, Meaning::PartAfter);
        self.0.all(&parts.back, Meaning::PartBack);
        self.0.all(&parts.open, Meaning::ListOpen);
        self.0.all(&parts.complete, Meaning::ListComplete);
        self.0.all(&parts.incomplete, Meaning::ListIncomplete);
        self.0.all(&parts.total, Meaning::Total);
        self.0.all(&parts.separators, Meaning::Separator);
        self.0.all(&section.as_of.cues, Meaning::AsOf);
        self.0.all(&section.denials.before, Meaning::Denies);
        self.0.all(&section.denials.tellings, Meaning::Telling);
        self.0.all(&section.denials.after, Meaning::Refuted);
        self.0.all(&section.denials.contrasts, Meaning::Contrast);
    }
}
