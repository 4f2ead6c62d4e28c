//! The `layout` section of a language pack, compiled.
//!
//! Comes in: a pack. Goes out: [`LayoutRules`]. It may not know any text.

use crate::phrases::Phrases;
use recount_rules::{Pack, PackError};
use recount_text::{ScanMap, Token, WordSet};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Compiled layout rules of one language.
#[derive(Debug)]
pub struct LayoutRules {
    pub(crate) function_words: WordSet,
    /// The same, for words that are not cut into tokens.
    pub(crate) scanned_function_words: ScanMap<()>,
    pub(crate) months: WordSet,
    pub(crate) weekdays: WordSet,
    pub(crate) menu_words: WordSet,
    pub(crate) document_labels: WordSet,
    pub(crate) section_labels: WordSet,
    /// Words between two names of one byline.
    pub(crate) name_joiners: WordSet,
    phrases: BTreeMap<Cue, Phrases>,
}

/// What a set of phrases gives away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cue {
    PageLine,
    PageOpening,
    PageAnywhere,
    InsetLine,
    InsetOpening,
    Closing,
    SourceKey,
    DateKey,
    UrlKey,
    TitleKey,
    AuthorKey,
    Byline,
    Layer,
    Deictic,
    DeicticWeak,
    DeicticBeforeDay,
    Definition,
    Continuing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    function_words: BTreeSet<String>,
    months: BTreeSet<String>,
    weekdays: BTreeSet<String>,
    #[serde(default)]
    furniture: Furniture,
    #[serde(default)]
    closing: Closing,
    #[serde(default)]
    provenance: Provenance,
    #[serde(default)]
    labels: Labels,
    #[serde(default)]
    layers: Layers,
    #[serde(default)]
    lead: Lead,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Furniture {
    page_lines: Vec<String>,
    page_openings: Vec<String>,
    page_anywhere: Vec<String>,
    inset_lines: Vec<String>,
    inset_openings: Vec<String>,
    menu_words: BTreeSet<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Closing {
    openings: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Provenance {
    source_keys: Vec<String>,
    date_keys: Vec<String>,
    url_keys: Vec<String>,
    title_keys: Vec<String>,
    author_keys: Vec<String>,
    byline_openings: Vec<String>,
    name_joiners: BTreeSet<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Labels {
    document: BTreeSet<String>,
    section: BTreeSet<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Layers {
    openings: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Lead {
    deictic: Vec<String>,
    deictic_weak: Vec<String>,
    deictic_before_day: Vec<String>,
    definition: Vec<String>,
    continuing: Vec<String>,
}

impl LayoutRules {
    /// Compiles the pack's `layout` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let section: Section = pack.section("layout")?;
        let phrases = section.phrases().map(|(cue, phrases)| (cue, Phrases::new(phrases))).into();
        let mut scanned_function_words = ScanMap::default();
        section.function_words.iter().for_each(|word| *scanned_function_words.entry(word) = ());
        Ok(LayoutRules {
            scanned_function_words,
            function_words: section.function_words.into_iter().collect(),
            months: section.months.into_iter().collect(),
            weekdays: section.weekdays.into_iter().collect(),
            menu_words: section.furniture.menu_words.into_iter().collect(),
            document_labels: section.labels.document.into_iter().collect(),
            section_labels: section.labels.section.into_iter().collect(),
            name_joiners: section.provenance.name_joiners.into_iter().collect(),
            phrases,
        })
    }

    /// How many tokens a phrase of this kind takes at the first of `tokens`.
    pub(crate) fn opens(&self, cue: Cue, tokens: &[Token]) -> Option<usize> {
        self.phrases.get(&cue)?.opens(tokens)
    }

    /// True if a phrase of this kind is the whole line.
    pub(crate) fn is_whole(&self, cue: Cue, tokens: &[Token]) -> bool {
        self.phrases.get(&cue).is_some_and(|phrases| phrases.is_whole(tokens))
    }

    /// True if a phrase of this kind stands anywhere in the line.
    pub(crate) fn is_within(&self, cue: Cue, tokens: &[Token]) -> bool {
        self.phrases.get(&cue).is_some_and(|phrases| phrases.is_within(tokens))
    }

    pub(crate) fn is_function_word(&self, token: &Token) -> bool {
        self.function_words.has(token)
    }

    pub(crate) fn is_month(&self, token: &Token) -> bool {
        self.months.has(token)
    }

    pub(crate) fn is_weekday(&self, token: &Token) -> bool {
        self.weekdays.has(token)
    }
}

impl Section {
    fn phrases(&self) -> [(Cue, &Vec<String>); 18] {
        let (furniture, from, lead) = (&self.furniture, &self.provenance, &self.lead);
        [
            (Cue::PageLine, &furniture.page_lines),
            (Cue::PageOpening, &furniture.page_openings),
            (Cue::PageAnywhere, &furniture.page_anywhere),
            (Cue::InsetLine, &furniture.inset_lines),
            (Cue::InsetOpening, &furniture.inset_openings),
            (Cue::Closing, &self.closing.openings),
            (Cue::SourceKey, &from.source_keys),
            (Cue::DateKey, &from.date_keys),
            (Cue::UrlKey, &from.url_keys),
            (Cue::TitleKey, &from.title_keys),
            (Cue::AuthorKey, &from.author_keys),
            (Cue::Byline, &from.byline_openings),
            (Cue::Layer, &self.layers.openings),
            (Cue::Deictic, &lead.deictic),
            (Cue::DeicticWeak, &lead.deictic_weak),
            (Cue::DeicticBeforeDay, &lead.deictic_before_day),
            (Cue::Definition, &lead.definition),
            (Cue::Continuing, &lead.continuing),
        ]
    }
}
