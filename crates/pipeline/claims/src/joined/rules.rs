//! The pack's `claims` section, compiled.
//!
//! Comes in: TOML. Goes out: phrases with what they mean for claims. It may not know sentences.

use crate::figures::phrases::{Kinds, Meant, PhraseList, Phrases, meanings};
use recount_rules::{Pack, PackError};
use recount_text::WordEndings;
use serde::Deserialize;
use std::borrow::Cow;

/// Compiled claim rules of one language.
#[derive(Debug)]
pub struct ClaimRules {
    pub(crate) phrases: Phrases<Word>,
    pub(crate) actions: Vec<String>,
    pub(crate) gaps: Vec<(i64, i64)>,
    plurals: WordEndings,
    /// What each plural ending is in the singular.
    singulars: Vec<String>,
    pub(crate) past_endings: WordEndings,
}

meanings! {
    /// What a phrase means for claims.
    Word {
        /// A verb of the action with this index.
        Verb(u16),
        /// The plain form, an event after "did not" or "will" only.
        Base(u16),
        /// A noun that names the action.
        Noun(u16),
        /// A finite verb of no action in the lexicon.
        PlainVerb,
        Strong,
        Medium,
        Weak,
        Relative,
        Stop,
        Planned,
        Negation,
        Hedge,
        Unreal,
        Auxiliary,
        Determiner,
        After,
        Before,
        Then,
        Already,
        When,
        Vague,
        Gap(u16),
    }
}

impl Meant for Word {
    #[inline]
    fn kind(self) -> Kinds {
        Kinds(1 << self.number())
    }
}

#[derive(Debug, Deserialize)]
struct Section {
    clauses: Clauses,
    words: Words,
    orders: Orders,
    event: Vec<Event>,
}

#[derive(Debug, Deserialize)]
struct Clauses {
    strong: Vec<String>,
    medium: Vec<String>,
    weak: Vec<String>,
    relative: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Words {
    stop: Vec<String>,
    planned: Vec<String>,
    negation: Vec<String>,
    hedge: Vec<String>,
    unreal: Vec<String>,
    auxiliary: Vec<String>,
    determiner: Vec<String>,
    plain_verbs: Vec<String>,
    past_endings: Vec<String>,
    plurals: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
struct Orders {
    after: Vec<String>,
    before: Vec<String>,
    then: Vec<String>,
    already: Vec<String>,
    when: Vec<String>,
    vague: Vec<String>,
    gap: Vec<Gap>,
}

#[derive(Debug, Deserialize)]
struct Gap {
    words: Vec<String>,
    least_ms: i64,
    most_ms: i64,
}

#[derive(Debug, Deserialize)]
struct Event {
    action: String,
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    /// Plain forms other than the action word itself ("take place").
    #[serde(default)]
    bases: Vec<String>,
}

impl ClaimRules {
    /// Compiles the pack's `claims` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let section: Section = pack.section("claims")?;
        let mut list = PhraseList::default();
        let lists = [
            (&section.clauses.strong, Word::Strong),
            (&section.clauses.medium, Word::Medium),
            (&section.clauses.weak, Word::Weak),
            (&section.clauses.relative, Word::Relative),
            (&section.words.stop, Word::Stop),
            (&section.words.planned, Word::Planned),
            (&section.words.negation, Word::Negation),
            (&section.words.hedge, Word::Hedge),
            (&section.words.unreal, Word::Unreal),
            (&section.words.auxiliary, Word::Auxiliary),
            (&section.words.determiner, Word::Determiner),
            (&section.words.plain_verbs, Word::PlainVerb),
            (&section.orders.after, Word::After),
            (&section.orders.before, Word::Before),
            (&section.orders.then, Word::Then),
            (&section.orders.already, Word::Already),
            (&section.orders.when, Word::When),
            (&section.orders.vague, Word::Vague),
        ];
        for (words, meaning) in lists {
            list.all(words, meaning);
        }
        for (idx, gap) in (0u16..).zip(&section.orders.gap) {
            list.all(&gap.words, Word::Gap(idx));
        }
        for (idx, event) in (0u16..).zip(&section.event) {
            list.all(&event.verbs, Word::Verb(idx));
            list.all(&event.nouns, Word::Noun(idx));
            list.add(&event.action, Word::Base(idx));
            list.all(&event.bases, Word::Base(idx));
        }
        let (plurals, singulars): (Vec<String>, Vec<String>) = section.words.plurals.into_iter().unzip();
        Ok(ClaimRules {
            phrases: list.compiled(),
            actions: section.event.into_iter().map(|event| event.action).collect(),
            gaps: section.orders.gap.iter().map(|gap| (gap.least_ms, gap.most_ms)).collect(),
            plurals: plurals.into(),
            singulars,
            past_endings: section.words.past_endings.into(),
        })
    }

    /// The word in the singular, as far as its ending tells.
    pub(crate) fn stem<'word>(&self, word: &'word str) -> Cow<'word, str> {
        let found = self.plurals.of(word, 3);
        match found.and_then(|(place, stem)| Some((stem, self.singulars.get(place)?))) {
            Some((stem, singular)) if singular.is_empty() => Cow::Borrowed(stem),
            Some((stem, singular)) => Cow::Owned([stem, singular].concat()),
            None => Cow::Borrowed(word),
        }
    }
}
