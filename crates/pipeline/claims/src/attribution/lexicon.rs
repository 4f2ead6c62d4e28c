//! The words of a language that hand words over: the `attribution` section, compiled.

use crate::names::lexicon::without_possessive;
use crate::names::phrases::Phrases;
use recount_rules::{Pack, PackError};
use recount_text::Token;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

#[derive(Deserialize)]
struct VerbGroup {
    takes: Vec<Takes>,
    #[serde(default)]
    stance: Stance,
    forms: Vec<String>,
}

/// What a verb of saying may stand with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Takes {
    Clause,
    Quote,
    Object,
    ObjectOfNamed,
    That,
    Addressee,
    Infinitive,
    /// An object that only corpora annotate ("praised the mayor").
    Topic,
    /// An object of what a document finds ("a poll shows Orr ahead"), for corpora alone.
    Finding,
    /// An infinitive that only corpora annotate ("wants to build it").
    Wish,
    /// A state of mind: with a negation, or only behind its complementizer, for corpora alone.
    State,
    /// "quotes a senator as saying"
    Other,
    /// Needs an object before a quotation: "called the plan “a lie”", not "a team called “Dawn”".
    Naming,
}

/// Where the writer stands to what is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Stance {
    #[default]
    Neutral,
    Distanced,
    Denial,
}

/// A verb of saying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verb {
    pub(crate) takes_clause: bool,
    pub(crate) takes_quote: bool,
    pub(crate) takes_object: bool,
    /// An object only where the speaker is named or a pronoun.
    pub(crate) takes_object_of_named: bool,
    /// A clause only behind its complementizer ("heard that").
    pub(crate) takes_that: bool,
    pub(crate) takes_addressee: bool,
    pub(crate) takes_infinitive: bool,
    /// What only corpora annotate: an object, an infinitive, a clause.
    pub(crate) takes_topic: bool,
    pub(crate) takes_finding: bool,
    pub(crate) takes_wish: bool,
    pub(crate) is_state: bool,
    pub(crate) quotes_others: bool,
    pub(crate) names_things: bool,
    pub(crate) stance: Stance,
}

/// Which forms of its verb a phrase can be, and which verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VerbForm {
    pub(crate) verb: usize,
    pub(crate) is_finite: bool,
    pub(crate) is_passive: bool,
    pub(crate) is_gerund: bool,
    /// The form without ending, which a singular subject does not take.
    pub(crate) is_bare: bool,
}

/// What a phrase that is no verb of saying opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// "according to"
    Source,
    /// ", citing"
    Citing,
    /// "it became known"
    Impersonal,
    /// Holds a verb of saying and says nothing.
    Idiom,
    /// "saw", "with my own eyes"
    Observing,
}

#[derive(Deserialize)]
struct AttributionSection {
    unattributed: String,
    account: String,
    verbs: Vec<String>,
    verb_endings: Vec<String>,
    source_prepositions: Vec<String>,
    not_sources: Vec<String>,
    as_words: Vec<String>,
    label_prepositions: Vec<String>,
    source_nouns: Vec<String>,
    content_nouns: Vec<String>,
    light_verbs: Vec<String>,
    record_nouns: Vec<String>,
    information_nouns: Vec<String>,
    record_keepers: Vec<String>,
    impersonal_subjects: Vec<String>,
    impersonal_phrases: Vec<String>,
    idioms: Vec<String>,
    this_words: Vec<String>,
    complementizers: Vec<String>,
    question_words: Vec<String>,
    determiners: Vec<String>,
    prepositions: Vec<String>,
    auxiliaries: Vec<String>,
    passive_auxiliaries: Vec<String>,
    negations: Vec<String>,
    adverbs: Vec<String>,
    adverb_endings: Vec<String>,
    governing_verbs: Vec<String>,
    refusing_verbs: Vec<String>,
    infinitive_marks: Vec<String>,
    agent_prepositions: Vec<String>,
    relatives: Vec<String>,
    subordinators: Vec<String>,
    joiners: Vec<String>,
    contrasts: Vec<String>,
    first_persons: Vec<String>,
    second_persons: Vec<String>,
    masculine_pronouns: Vec<String>,
    feminine_pronouns: Vec<String>,
    plural_pronouns: Vec<String>,
    neuter_pronouns: Vec<String>,
    observing: Vec<String>,
    observers: Vec<String>,
    distancing: Vec<String>,
    label_nouns: Vec<String>,
    speaker_nouns: Vec<String>,
    not_speakers: Vec<String>,
    noun_forms: Vec<String>,
    nobodies: Vec<String>,
    plural_nouns: Vec<String>,
    plural_endings: Vec<String>,
    participle_endings: Vec<String>,
    occasions: Vec<String>,
    possessor_prepositions: Vec<String>,
    anonymous_nouns: Vec<String>,
    feminine_endings: Vec<String>,
    masculine_endings: Vec<String>,
    articles: Vec<String>,
    /// Number words, for "at least ten".
    numbers: Vec<String>,
    /// "with the mayor saying"
    #[serde(default)]
    absolute_prepositions: Vec<String>,
    /// ", citing two officials"
    #[serde(default)]
    citing: Vec<String>,
    #[serde(default)]
    cited_nouns: Vec<String>,
    /// Pronouns that can only be a subject: "he", not "him".
    subject_pronouns: Vec<String>,
    /// "head of …"
    leader_nouns: Vec<String>,
    through_prepositions: Vec<String>,
    /// A comma stands between the verb of saying and its clause ("сказал, что").
    #[serde(default)]
    has_comma_before_clause: bool,
    /// The first form of a verb has no ending, and a singular subject does not take it ("say").
    #[serde(default)]
    has_bare_forms: bool,
    say: Vec<VerbGroup>,
}

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
    ABSOLUTE = 49, CITED = 50, NOMINATIVE = 51, LEADER = 52,
}

impl Uses {
    pub(crate) fn has(self, other: Uses) -> bool {
        self.0 & other.0 != 0
    }

    fn add(&mut self, other: Uses) {
        self.0 |= other.0;
    }

    /// A pronoun for someone spoken of.
    pub(crate) fn is_third_person(self) -> bool {
        self.has(Uses::MASCULINE)
            || self.has(Uses::FEMININE)
            || self.has(Uses::PLURAL)
            || self.has(Uses::NEUTER)
    }
}

/// How a person is spoken of, as far as the name shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Feminine,
    Masculine,
    Unknown,
}

/// Compiled attribution rules of one language.
#[derive(Debug)]
pub struct AttributionRules {
    words: HashMap<Box<str>, Uses>,
    verb_endings: Vec<String>,
    adverb_endings: Vec<String>,
    plural_endings: Vec<String>,
    participle_endings: Vec<String>,
    feminine_endings: Vec<String>,
    masculine_endings: Vec<String>,
    pub(crate) has_comma_before_clause: bool,
    pub(crate) verbs: Vec<Verb>,
    pub(crate) verb_forms: Phrases<VerbForm>,
    pub(crate) openings: Phrases<Opening>,
    /// The speaker of a quotation that nobody is named for.
    pub(crate) unattributed: String,
    /// The first link of a chain where no source is known.
    pub(crate) account: String,
}

impl AttributionRules {
    /// Compiles the pack's `attribution` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let section: AttributionSection = pack.section("attribution")?;
        let (verbs, forms) = verbs(&section.say, section.has_bare_forms);
        let openings = [
            (&section.source_prepositions, Opening::Source),
            (&section.citing, Opening::Citing),
            (&section.impersonal_phrases, Opening::Impersonal),
            (&section.idioms, Opening::Idiom),
            (&section.observing, Opening::Observing),
        ];
        let phrases = openings.iter().flat_map(|(list, what)| list.iter().map(|text| (text.as_str(), *what)));
        Ok(AttributionRules {
            words: words(&section),
            verbs,
            verb_forms: Phrases::new(forms.iter().map(|(text, form)| (text.as_str(), *form))),
            openings: Phrases::new(phrases),
            verb_endings: section.verb_endings,
            adverb_endings: section.adverb_endings,
            plural_endings: section.plural_endings,
            participle_endings: section.participle_endings,
            feminine_endings: section.feminine_endings,
            masculine_endings: section.masculine_endings,
            has_comma_before_clause: section.has_comma_before_clause,
            unattributed: section.unattributed,
            account: section.account,
        })
    }

    /// What the end of a surname, if anything, says about how the person is spoken of.
    pub(crate) fn gender(&self, name: &str) -> Gender {
        let lower = name.to_lowercase();
        let ends = |endings: &[String]| endings.iter().any(|ending| lower.ends_with(ending.as_str()));
        if ends(&self.feminine_endings) {
            Gender::Feminine
        } else if ends(&self.masculine_endings) {
            Gender::Masculine
        } else {
            Gender::Unknown
        }
    }

    /// True for a word that ends like a participle.
    pub(crate) fn is_participle(&self, lower: &str) -> bool {
        lower.len() > 4 && self.participle_endings.iter().any(|ending| lower.ends_with(ending.as_str()))
    }

    /// True for a word that ends like a plural.
    pub(crate) fn is_plural(&self, token: &Token) -> bool {
        let uses = self.uses(token);
        let ends = self.plural_endings.iter().any(|ending| token.lower.ends_with(ending.as_str()));
        uses.has(Uses::PLURAL_NOUN) || uses.has(Uses::PLURAL) || ends
    }

    /// True for a word that leads to a noun phrase.
    pub(crate) fn is_preposition(&self, lower: &str) -> bool {
        self.words.get(lower).is_some_and(|uses| uses.has(Uses::PREPOSITION))
    }

    /// What `token` can do.
    pub(crate) fn uses(&self, token: &Token) -> Uses {
        if !token.is_word() {
            return Uses::default();
        }
        let found = self.words.get(&token.lower).or_else(|| self.words.get(without_possessive(&token.lower)));
        let mut uses = found.copied().unwrap_or_default();
        let ends = |endings: &[String]| {
            token.lower.len() > 4 && endings.iter().any(|ending| token.lower.ends_with(ending.as_str()))
        };
        if found.is_none() && !token.is_capitalised {
            if ends(&self.verb_endings) {
                uses.add(Uses::VERB);
            }
            if ends(&self.adverb_endings) {
                uses.add(Uses::ADVERB);
            }
        }
        uses
    }
}

/// Merges what several groups say of one verb (by its first form), and lists its forms.
fn verbs(groups: &[VerbGroup], has_bare_forms: bool) -> (Vec<Verb>, BTreeMap<String, VerbForm>) {
    let mut verbs: Vec<Verb> = Vec::new();
    let mut by_base: BTreeMap<String, usize> = BTreeMap::new();
    let mut forms: BTreeMap<String, VerbForm> = BTreeMap::new();
    for group in groups {
        for line in &group.forms {
            let mark = if line.contains(',') { ',' } else { ' ' };
            let mut parts = line.split(';').map(|part| forms_of(part, mark));
            let (finite, passive, gerund) = (
                parts.next().unwrap_or_default(),
                parts.next().unwrap_or_default(),
                parts.next().unwrap_or_default(),
            );
            let Some(base) = finite.first().cloned() else { continue };
            let next = verbs.len();
            let idx = *by_base.entry(base.clone()).or_insert(next);
            if idx == next {
                verbs.push(Verb::default());
            }
            if let Some(verb) = verbs.get_mut(idx) {
                widen(verb, group);
            }
            // "read", "put": the first form is a past as well.
            let is_past_too = finite.iter().skip(1).any(|form| *form == base);
            for (list, which) in [(finite, 0), (passive, 1), (gerund, 2)] {
                for (at, form) in list.into_iter().enumerate() {
                    let entry = forms.entry(form).or_insert(VerbForm {
                        verb: idx,
                        is_finite: false,
                        is_passive: false,
                        is_gerund: false,
                        is_bare: false,
                    });
                    entry.is_finite |= which == 0;
                    entry.is_passive |= which == 1;
                    entry.is_gerund |= which == 2;
                    entry.is_bare |= has_bare_forms && which == 0 && at == 0 && !is_past_too;
                }
            }
        }
    }
    (verbs, forms)
}

fn forms_of(part: &str, mark: char) -> Vec<String> {
    part.split(mark).map(str::trim).filter(|form| !form.is_empty()).map(str::to_owned).collect()
}

fn widen(verb: &mut Verb, group: &VerbGroup) {
    let takes = |what: Takes| group.takes.contains(&what);
    verb.takes_clause |= takes(Takes::Clause);
    verb.takes_quote |= takes(Takes::Quote);
    verb.takes_object |= takes(Takes::Object);
    verb.takes_object_of_named |= takes(Takes::ObjectOfNamed);
    verb.takes_that |= takes(Takes::That);
    verb.takes_addressee |= takes(Takes::Addressee);
    verb.takes_infinitive |= takes(Takes::Infinitive);
    verb.takes_topic |= takes(Takes::Topic);
    verb.takes_finding |= takes(Takes::Finding);
    verb.takes_wish |= takes(Takes::Wish);
    verb.is_state |= takes(Takes::State);
    verb.quotes_others |= takes(Takes::Other);
    verb.names_things |= takes(Takes::Naming);
    verb.stance = verb.stance.max(group.stance);
}

fn words(section: &AttributionSection) -> HashMap<Box<str>, Uses> {
    let lists = [
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
        (&section.absolute_prepositions, Uses::ABSOLUTE),
        (&section.cited_nouns, Uses::CITED),
        (&section.subject_pronouns, Uses::NOMINATIVE),
        (&section.leader_nouns, Uses::LEADER),
        (&section.through_prepositions, Uses::THROUGH),
    ];
    let mut words: HashMap<Box<str>, Uses> = HashMap::new();
    for (list, what) in lists {
        for word in list {
            words.entry(word.as_str().into()).or_default().add(what);
        }
    }
    words
}
