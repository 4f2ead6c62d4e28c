//! The `questions` section of a language pack.

use recount_rules::{Pack, PackError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Compiled question rules of one language (measure hierarchy, roles, titles).
#[derive(Debug)]
pub struct QuestionRules {
    section: Section,
    unlisted: MeasureRules,
}

#[derive(Debug, Deserialize)]
struct Section {
    default_title: String,
    place_phrase: String,
    place_joiner: String,
    settled_by: Vec<String>,
    everyone: BTreeSet<String>,
    firm_limits: Vec<String>,
    left_words: BTreeSet<String>,
    left_definition: String,
    place_links: BTreeSet<String>,
    origin_words: BTreeSet<String>,
    inside_words: BTreeSet<String>,
    name_articles: Vec<String>,
    wide_openers: BTreeSet<String>,
    wide_places: Vec<String>,
    measures: BTreeMap<String, MeasureRules>,
    roles: Vec<RoleWords>,
}

/// What the words for a speaker say about the side they speak for.
#[derive(Debug, Deserialize)]
pub(crate) struct RoleWords {
    pub role: String,
    /// Lower case; a last `*` matches any ending.
    pub words: Vec<String>,
}

/// How a count behaves in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MeasureKind {
    /// Can only grow while counting goes on.
    Tally,
    /// Goes up and down.
    State,
    /// One number of one thing.
    #[default]
    Quantity,
}

/// One measure of the pack.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MeasureRules {
    pub kind: MeasureKind,
    pub is_core: bool,
    /// A quantity that two accounts can be compared on by place and counted words alone.
    pub is_comparable: bool,
    pub title: Option<String>,
    pub who: String,
    pub asked_as: Option<String>,
    pub is_floor: bool,
    pub is_looser: bool,
    pub definition: Option<String>,
    pub settled_by: Vec<String>,
}

impl QuestionRules {
    /// Compiles the pack's `questions` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        Ok(QuestionRules { section: pack.section("questions")?, unlisted: MeasureRules::default() })
    }

    /// The rules of a measure; those of an unlisted measure when the pack does not name it.
    pub(crate) fn measure(&self, key: &str) -> &MeasureRules {
        self.section.measures.get(key).unwrap_or(&self.unlisted)
    }

    /// The measure under which figures of `key` are asked.
    pub(crate) fn topic<'rules>(&'rules self, key: &'rules str) -> &'rules str {
        self.measure(key).asked_as.as_deref().unwrap_or(key)
    }

    pub(crate) fn roles(&self) -> &[RoleWords] {
        &self.section.roles
    }

    pub(crate) fn is_everyone(&self, group: &str) -> bool {
        self.section.everyone.contains(&group.to_lowercase())
    }

    /// True if the words rule out more than they say ("no more than"), and do not only estimate ("up to").
    pub(crate) fn is_firm_limit(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.section.firm_limits.iter().any(|limit| words.contains(limit.as_str()))
    }

    /// The definition of a count of those left at a moment.
    pub(crate) fn left_words(&self) -> &str {
        &self.section.left_definition
    }

    /// The definition of a count of those left at a moment, if `words` give one.
    pub(crate) fn left_definition(&self, words: &str) -> Option<&str> {
        let words = words.to_lowercase();
        let is_left =
            words.split(|c: char| !c.is_alphanumeric()).any(|word| self.section.left_words.contains(word));
        is_left.then_some(self.section.left_definition.as_str())
    }

    pub(crate) fn is_place_link(&self, word: &str) -> bool {
        self.section.place_links.contains(word)
    }

    /// True for a word that says where someone is from.
    pub(crate) fn is_origin_word(&self, word: &str) -> bool {
        self.section.origin_words.contains(word)
    }

    /// True for words between a place and the wider one it lies in.
    pub(crate) fn is_inside_word(&self, words: &str) -> bool {
        self.section.inside_words.contains(words)
    }

    /// A name in lower case without the article it begins with.
    pub(crate) fn without_article<'name>(&self, name: &'name str) -> Option<&'name str> {
        self.section.name_articles.iter().find_map(|article| name.strip_prefix(article.as_str()))
    }

    pub(crate) fn is_wide_opener(&self, word: &str) -> bool {
        self.section.wide_openers.contains(word)
    }

    pub(crate) fn wide_places(&self) -> &[String] {
        &self.section.wide_places
    }

    /// What would settle a question about `topic`.
    pub(crate) fn settled_by(&self, topic: &str) -> &[String] {
        let own = &self.measure(topic).settled_by;
        if own.is_empty() { &self.section.settled_by } else { own }
    }

    /// "Orlec and Brod", or nothing.
    pub(crate) fn place_words(&self, places: &BTreeSet<String>) -> Option<String> {
        let words: Vec<&str> = places.iter().map(String::as_str).collect();
        (!words.is_empty()).then(|| words.join(&self.section.place_joiner))
    }

    /// The title of a question: stands alone.
    pub(crate) fn title(
        &self,
        topic: &str,
        group: Option<&str>,
        counted: &str,
        place: Option<&str>,
    ) -> String {
        let measure = self.measure(topic);
        let place = place.map_or(String::new(), |place| self.section.place_phrase.replace("{place}", place));
        measure
            .title
            .as_deref()
            .unwrap_or(&self.section.default_title)
            .replace("{who}", group.unwrap_or(&measure.who))
            .replace("{counted}", counted)
            .replace("{place}", &place)
    }
}
