//! The `layout` section of a language pack, compiled.
//!
//! Comes in: a pack. Goes out: [`LayoutRules`]. It may not know any text.

use crate::phrases::Phrases;
use recount_rules::{Pack, PackError};
use recount_text::Token;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// Compiled layout rules of one language.
#[derive(Debug)]
pub struct LayoutRules {
    pub(crate) function_words: HashSet<String>,
    pub(crate) months: HashSet<String>,
    pub(crate) weekdays: HashSet<String>,
    pub(crate) menu_words: HashSet<String>,
    pub(crate) document_labels: HashSet<String>,
    pub(crate) section_labels: HashSet<String>,
    /// Words between two names of one byline.
    pub(crate) name_joiners: HashSet<String>,
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
    function_words: HashSet<String>,
    months: HashSet<String>,
    weekdays: HashSet<String>,
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
    menu_words: HashSet<String>,
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
    name_joiners: HashSet<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Labels {
    document: HashSet<String>,
    section: HashSet<String>,
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
        Ok(LayoutRules {
            function_words: section.function_words,
            months: section.months,
            weekdays: section.weekdays,
            menu_words: section.furniture.menu_words,
            document_labels: section.labels.document,
            section_labels: section.labels.section,
            name_joiners: section.provenance.name_joiners,
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
        self.function_words.contains(&*token.lower)
    }

    pub(crate) fn is_month(&self, token: &Token) -> bool {
        self.months.contains(&*token.lower)
    }

    pub(crate) fn is_weekday(&self, token: &Token) -> bool {
        self.weekdays.contains(&*token.lower)
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
