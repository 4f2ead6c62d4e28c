//! The words of a language that hand words over: the `attribution` section, compiled.

pub(crate) use super::uses::Uses;
use super::uses::words;
use crate::names::lexicon::without_possessive;
use crate::names::phrases::Phrases;
use recount_rules::{Pack, PackError};
use recount_text::{Token, WordEndings, WordMap};
use serde::Deserialize;
use std::collections::BTreeMap;

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
    /// "in his words": the pronoun inside names the source.
    SourceOfPronoun,
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
pub(super) struct AttributionSection {
    pub(super) unattributed: String,
    pub(super) account: String,
    pub(super) verbs: Vec<String>,
    pub(super) verb_endings: Vec<String>,
    pub(super) source_prepositions: Vec<String>,
    pub(super) not_sources: Vec<String>,
    pub(super) as_words: Vec<String>,
    pub(super) label_prepositions: Vec<String>,
    pub(super) source_nouns: Vec<String>,
    pub(super) content_nouns: Vec<String>,
    pub(super) light_verbs: Vec<String>,
    pub(super) record_nouns: Vec<String>,
    pub(super) information_nouns: Vec<String>,
    pub(super) record_keepers: Vec<String>,
    pub(super) impersonal_subjects: Vec<String>,
    pub(super) impersonal_phrases: Vec<String>,
    pub(super) idioms: Vec<String>,
    pub(super) this_words: Vec<String>,
    pub(super) complementizers: Vec<String>,
    pub(super) question_words: Vec<String>,
    pub(super) determiners: Vec<String>,
    pub(super) prepositions: Vec<String>,
    pub(super) auxiliaries: Vec<String>,
    pub(super) passive_auxiliaries: Vec<String>,
    pub(super) negations: Vec<String>,
    pub(super) adverbs: Vec<String>,
    pub(super) adverb_endings: Vec<String>,
    pub(super) governing_verbs: Vec<String>,
    pub(super) refusing_verbs: Vec<String>,
    pub(super) infinitive_marks: Vec<String>,
    pub(super) agent_prepositions: Vec<String>,
    pub(super) relatives: Vec<String>,
    pub(super) subordinators: Vec<String>,
    pub(super) joiners: Vec<String>,
    pub(super) contrasts: Vec<String>,
    pub(super) first_persons: Vec<String>,
    pub(super) second_persons: Vec<String>,
    pub(super) masculine_pronouns: Vec<String>,
    pub(super) feminine_pronouns: Vec<String>,
    pub(super) plural_pronouns: Vec<String>,
    pub(super) neuter_pronouns: Vec<String>,
    pub(super) observing: Vec<String>,
    pub(super) observers: Vec<String>,
    pub(super) distancing: Vec<String>,
    pub(super) label_nouns: Vec<String>,
    pub(super) speaker_nouns: Vec<String>,
    pub(super) not_speakers: Vec<String>,
    pub(super) noun_forms: Vec<String>,
    pub(super) nobodies: Vec<String>,
    pub(super) plural_nouns: Vec<String>,
    pub(super) plural_endings: Vec<String>,
    pub(super) participle_endings: Vec<String>,
    pub(super) occasions: Vec<String>,
    pub(super) possessor_prepositions: Vec<String>,
    pub(super) anonymous_nouns: Vec<String>,
    pub(super) feminine_endings: Vec<String>,
    pub(super) masculine_endings: Vec<String>,
    pub(super) articles: Vec<String>,
    /// Endings of infinitives, where no word stands before them.
    #[serde(default)]
    pub(super) infinitive_endings: Vec<String>,
    /// Endings of adjectives in the plural, and of verbs that cannot follow them.
    #[serde(default)]
    pub(super) plural_adjective_endings: Vec<String>,
    #[serde(default)]
    pub(super) singular_verb_endings: Vec<String>,
    /// Nouns that end like verbs.
    #[serde(default)]
    pub(super) nouns_like_verbs: Vec<String>,
    #[serde(default)]
    pub(super) adjective_endings: Vec<String>,
    /// Endings of nouns by gender, where pronouns follow it; other nouns are masculine.
    #[serde(default)]
    pub(super) feminine_noun_endings: Vec<String>,
    #[serde(default)]
    pub(super) neuter_noun_endings: Vec<String>,
    /// Endings of verbs that show the gender of who did it.
    #[serde(default)]
    pub(super) feminine_verb_endings: Vec<String>,
    #[serde(default)]
    pub(super) masculine_verb_endings: Vec<String>,
    /// Endings of the present behind a singular ("which relies on").
    #[serde(default)]
    pub(super) present_endings: Vec<String>,
    /// What a verb takes that says nothing then: "claimed 12 lives".
    #[serde(default)]
    pub(super) silent_objects: Vec<String>,
    /// Number words, for "at least ten".
    pub(super) numbers: Vec<String>,
    /// "in his words"
    pub(super) pronoun_sources: Vec<String>,
    /// What says what an organisation is ("the company Orr"), unlike its people ("the workers of Orr").
    #[serde(default)]
    pub(super) institution_nouns: Vec<String>,
    /// "with the mayor saying"
    #[serde(default)]
    pub(super) absolute_prepositions: Vec<String>,
    /// ", citing two officials"
    #[serde(default)]
    pub(super) citing: Vec<String>,
    #[serde(default)]
    pub(super) cited_nouns: Vec<String>,
    /// Pronouns that can only be a subject: "he", not "him".
    pub(super) subject_pronouns: Vec<String>,
    /// "head of …"
    pub(super) leader_nouns: Vec<String>,
    pub(super) through_prepositions: Vec<String>,
    /// A comma stands between the verb of saying and its clause ("сказал, что").
    #[serde(default)]
    pub(super) has_comma_before_clause: bool,
    /// The first form of a verb has no ending, and a singular subject does not take it ("say").
    #[serde(default)]
    pub(super) has_bare_forms: bool,
    say: Vec<VerbGroup>,
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
    words: WordMap<Uses>,
    verb_endings: WordEndings,
    adverb_endings: WordEndings,
    plural_endings: WordEndings,
    infinitive_endings: WordEndings,
    participle_endings: WordEndings,
    present_endings: Vec<String>,
    pub(crate) plural_adjective_endings: Vec<String>,
    pub(crate) singular_verb_endings: Vec<String>,
    feminine_verb_endings: Vec<String>,
    masculine_verb_endings: Vec<String>,
    feminine_noun_endings: Vec<String>,
    neuter_noun_endings: Vec<String>,
    adjective_endings: Vec<String>,
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
            (&section.pronoun_sources, Opening::SourceOfPronoun),
            (&section.citing, Opening::Citing),
            (&section.impersonal_phrases, Opening::Impersonal),
            (&section.idioms, Opening::Idiom),
            (&section.observing, Opening::Observing),
        ];
        let phrases = openings.iter().flat_map(|(list, what)| list.iter().map(|text| (text.as_str(), *what)));
        let verb_forms = Phrases::new(forms.iter().map(|(text, form)| (text.as_str(), *form)));
        let openings = Phrases::new(phrases);
        let mut words = words(&section);
        verb_forms.first_words().for_each(|first| words.entry(first.into()).add(Uses::STARTS_VERB));
        openings.first_words().for_each(|first| words.entry(first.into()).add(Uses::STARTS_OPENING));
        Ok(AttributionRules {
            words,
            verbs,
            verb_forms,
            openings,
            verb_endings: section.verb_endings.into(),
            adverb_endings: section.adverb_endings.into(),
            plural_endings: section.plural_endings.into(),
            infinitive_endings: section.infinitive_endings.into(),
            participle_endings: section.participle_endings.into(),
            present_endings: section.present_endings,
            plural_adjective_endings: section.plural_adjective_endings,
            singular_verb_endings: section.singular_verb_endings,
            adjective_endings: section.adjective_endings,
            feminine_noun_endings: section.feminine_noun_endings,
            neuter_noun_endings: section.neuter_noun_endings,
            feminine_verb_endings: section.feminine_verb_endings,
            masculine_verb_endings: section.masculine_verb_endings,
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

    /// What the form of a verb says about its subject.
    pub(crate) fn gender_of_verb(&self, lower: &str) -> Gender {
        let ends = |endings: &[String]| endings.iter().any(|ending| lower.ends_with(ending.as_str()));
        if ends(&self.feminine_verb_endings) {
            Gender::Feminine
        } else if ends(&self.masculine_verb_endings) {
            Gender::Masculine
        } else {
            Gender::Unknown
        }
    }

    /// True for a word that ends like an adjective before its noun.
    pub(crate) fn is_adjective(&self, lower: &str) -> bool {
        self.adjective_endings.iter().any(|ending| lower.ends_with(ending.as_str()))
    }

    /// True if `pronoun` can stand for the noun `lower`; always where nouns do not show their gender.
    pub(crate) fn agrees_with_noun(&self, pronoun: Uses, lower: &str) -> bool {
        let ends = |endings: &[String]| endings.iter().any(|ending| lower.ends_with(ending.as_str()));
        if self.feminine_noun_endings.is_empty() || pronoun.has(Uses::PLURAL) {
            return true;
        }
        let own = if ends(&self.feminine_noun_endings) {
            Uses::FEMININE
        } else if ends(&self.neuter_noun_endings) {
            Uses::NEUTER
        } else {
            Uses::MASCULINE
        };
        pronoun.has(own)
    }

    /// True for a word that ends like the present of a verb behind a singular.
    pub(crate) fn has_verbal_ending(&self, token: &Token) -> bool {
        self.present_endings.iter().any(|ending| token.lower.ends_with(ending.as_str()))
    }

    /// True for a word that ends like a participle.
    pub(crate) fn is_participle(&self, lower: &str) -> bool {
        lower.len() > 4 && self.participle_endings.end(lower)
    }

    /// True for a word that ends like an infinitive.
    pub(crate) fn is_infinitive(&self, token: &Token) -> bool {
        token.is_word() && self.infinitive_endings.of(&token.lower, 3).is_some()
    }

    /// True for a word that ends like a plural.
    pub(crate) fn is_plural(&self, token: &Token) -> bool {
        let uses = self.uses(token);
        uses.has(Uses::PLURAL_NOUN) || uses.has(Uses::PLURAL) || self.plural_endings.end(&token.lower)
    }

    /// True for a word that leads to a noun phrase.
    pub(crate) fn is_preposition(&self, lower: &str) -> bool {
        self.words.get(lower).is_some_and(|uses| uses.has(Uses::PREPOSITION))
    }

    /// What `token` can do.
    pub(crate) fn uses(&self, token: &Token) -> Uses {
        let own = self.words.of(token).copied().unwrap_or_default();
        if !token.is_word() {
            return own.of_starts();
        }
        let mut uses = own;
        if own.of_word() == Uses::default() {
            let plain = without_possessive(&token.lower);
            if plain.len() < token.lower.len() {
                uses.add(self.words.get(plain).copied().unwrap_or_default().of_word());
            }
            if uses.of_word() == Uses::default() && !token.is_capitalised {
                uses.add(self.uses_by_ending(&token.lower));
            }
        }
        uses
    }

    fn uses_by_ending(&self, lower: &str) -> Uses {
        let mut uses = Uses::default();
        if lower.len() > 4 && self.verb_endings.end(lower) {
            uses.add(Uses::VERB);
        }
        if lower.len() > 4 && self.adverb_endings.end(lower) {
            uses.add(Uses::ADVERB);
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
