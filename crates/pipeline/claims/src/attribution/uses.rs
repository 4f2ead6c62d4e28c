//! What a single word can do in a sentence that hands words over.
//!
//! Comes in: the word lists of the `attribution` section. Goes out: a set of uses for each word. It may not know any
//! sentence.

use super::lexicon::AttributionSection;
use recount_text::WordMap;

/// What a single word can do in a sentence that hands words over. A word may do several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Uses(u64);

macro_rules! uses {
    ($($name:ident = $bit:expr),* $(,)?) => {
        impl Uses { $(pub(crate) const $name: Uses = Uses(1 << $bit);)* }
    };
}

uses! {
    VERB = 0, NOT_SOURCE = 1, AS = 2, LABEL_PREPOSITION = 3, SOURCE_NOUN = 4, CONTENT_NOUN = 5, LIGHT_VERB = 6,
    RECORD_NOUN = 8, INFORMATION_NOUN = 9, RECORD_KEEPER = 10, IMPERSONAL = 11, THIS = 12,
    COMPLEMENTIZER = 13, QUESTION = 14, DETERMINER = 15, PREPOSITION = 16, AUXILIARY = 17, PASSIVE_AUXILIARY = 18,
    NEGATION = 19, ADVERB = 20, GOVERNING = 21, REFUSING = 22, INFINITIVE_MARK = 23, AGENT_PREPOSITION = 24,
    RELATIVE = 25, SUBORDINATOR = 26, JOINER = 27, CONTRAST = 28, FIRST_PERSON = 29, SECOND_PERSON = 30,
    MASCULINE = 31, FEMININE = 32, PLURAL = 33, NEUTER = 34, OBSERVER = 35, DISTANCING = 36, LABEL_NOUN = 37,
    SPEAKER_NOUN = 38, NOT_SPEAKER = 39, NOUN_FORM = 40, ARTICLE = 41, THROUGH = 42, ANONYMOUS_NOUN = 43, OCCASION = 44, POSSESSOR = 45, PLURAL_NOUN = 46, NOBODY = 47, NUMBER = 48,
    ABSOLUTE = 49, CITED = 50, NOMINATIVE = 51, LEADER = 52, SILENT_OBJECT = 53, INSTITUTION = 54, NOUN = 55,
    STARTS_VERB = 62, STARTS_OPENING = 63,
}

impl Uses {
    pub(crate) fn has(self, other: Uses) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn add(&mut self, other: Uses) {
        self.0 |= other.0;
    }

    /// What the word is by itself, whatever phrases it starts.
    pub(super) fn of_word(self) -> Uses {
        Uses(self.0 & !Self::STARTS)
    }

    /// Which phrases the word starts.
    pub(super) fn of_starts(self) -> Uses {
        Uses(self.0 & Self::STARTS)
    }

    const STARTS: u64 = Uses::STARTS_VERB.0 | Uses::STARTS_OPENING.0;

    /// A pronoun for someone spoken of.
    pub(crate) fn is_third_person(self) -> bool {
        self.has(Uses::MASCULINE)
            || self.has(Uses::FEMININE)
            || self.has(Uses::PLURAL)
            || self.has(Uses::NEUTER)
    }
}

pub(super) fn words(section: &AttributionSection) -> WordMap<Uses> {
    let mut words: WordMap<Uses> = WordMap::new();
    for (list, what) in handing_words(section).into_iter().chain(grammar_words(section)) {
        for word in list {
            words.entry(word.as_str().into()).add(what);
        }
    }
    words
}

/// Words that belong to handing words over.
fn handing_words(section: &AttributionSection) -> Vec<(&Vec<String>, Uses)> {
    vec![
        (&section.verbs, Uses::VERB),
        (&section.not_sources, Uses::NOT_SOURCE),
        (&section.as_words, Uses::AS),
        (&section.label_prepositions, Uses::LABEL_PREPOSITION),
        (&section.source_nouns, Uses::SOURCE_NOUN),
        (&section.content_nouns, Uses::CONTENT_NOUN),
        (&section.light_verbs, Uses::LIGHT_VERB),
        (&section.light_verbs, Uses::VERB),
        (&section.record_nouns, Uses::RECORD_NOUN),
        (&section.information_nouns, Uses::INFORMATION_NOUN),
        (&section.record_keepers, Uses::RECORD_KEEPER),
        (&section.impersonal_subjects, Uses::IMPERSONAL),
        (&section.this_words, Uses::THIS),
    ]
}

/// Words of grammar.
fn grammar_words(section: &AttributionSection) -> Vec<(&Vec<String>, Uses)> {
    vec![
        (&section.complementizers, Uses::COMPLEMENTIZER),
        (&section.question_words, Uses::QUESTION),
        (&section.determiners, Uses::DETERMINER),
        (&section.prepositions, Uses::PREPOSITION),
        (&section.auxiliaries, Uses::AUXILIARY),
        (&section.passive_auxiliaries, Uses::PASSIVE_AUXILIARY),
        (&section.negations, Uses::NEGATION),
        (&section.adverbs, Uses::ADVERB),
        (&section.governing_verbs, Uses::GOVERNING),
        (&section.refusing_verbs, Uses::REFUSING),
        (&section.infinitive_marks, Uses::INFINITIVE_MARK),
        (&section.agent_prepositions, Uses::AGENT_PREPOSITION),
        (&section.relatives, Uses::RELATIVE),
        (&section.subordinators, Uses::SUBORDINATOR),
        (&section.joiners, Uses::JOINER),
        (&section.contrasts, Uses::CONTRAST),
        (&section.first_persons, Uses::FIRST_PERSON),
        (&section.second_persons, Uses::SECOND_PERSON),
        (&section.masculine_pronouns, Uses::MASCULINE),
        (&section.feminine_pronouns, Uses::FEMININE),
        (&section.plural_pronouns, Uses::PLURAL),
        (&section.neuter_pronouns, Uses::NEUTER),
        (&section.observers, Uses::OBSERVER),
        (&section.distancing, Uses::DISTANCING),
        (&section.label_nouns, Uses::LABEL_NOUN),
        (&section.speaker_nouns, Uses::SPEAKER_NOUN),
        (&section.not_speakers, Uses::NOT_SPEAKER),
        (&section.noun_forms, Uses::NOUN_FORM),
        (&section.anonymous_nouns, Uses::ANONYMOUS_NOUN),
        (&section.occasions, Uses::OCCASION),
        (&section.possessor_prepositions, Uses::POSSESSOR),
        (&section.nobodies, Uses::NOBODY),
        (&section.plural_nouns, Uses::PLURAL_NOUN),
        (&section.articles, Uses::ARTICLE),
        (&section.numbers, Uses::NUMBER),
        (&section.institution_nouns, Uses::INSTITUTION),
        (&section.nouns_like_verbs, Uses::NOUN),
        (&section.silent_objects, Uses::SILENT_OBJECT),
        (&section.absolute_prepositions, Uses::ABSOLUTE),
        (&section.cited_nouns, Uses::CITED),
        (&section.subject_pronouns, Uses::NOMINATIVE),
        (&section.leader_nouns, Uses::LEADER),
        (&section.through_prepositions, Uses::THROUGH),
    ]
}
