//! The `questions` section of a language pack.

use recount_rules::{Pack, PackError};
use recount_sayings::{Arg, Told, catalogue, said_in, say};
use serde::{Deserialize, Deserializer};
use std::collections::{BTreeMap, BTreeSet};

/// Compiled question rules of one language (measure hierarchy, roles, titles).
#[derive(Debug)]
pub struct QuestionRules {
    language: String,
    section: Section,
    unlisted: MeasureRules,
}

#[derive(Debug, Deserialize)]
struct Section {
    place_joiner: String,
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
    /// Lower case, between spaces as they stand among other words; where a pack writes a last `*` the second space is left out.
    #[serde(deserialize_with = "between_spaces")]
    pub words: Vec<String>,
}

fn between_spaces<'de, D: Deserializer<'de>>(given: D) -> Result<Vec<String>, D::Error> {
    let spaced = |word: &String| match word.strip_suffix('*') {
        Some(stem) => format!(" {stem}"),
        None => format!(" {word} "),
    };
    Ok(Vec::<String>::deserialize(given)?.iter().map(spaced).collect())
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
    pub asked_as: Option<String>,
    pub is_floor: bool,
    pub is_looser: bool,
    pub definition: Option<String>,
}

impl QuestionRules {
    /// Compiles the pack's `questions` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let (language, section) = (pack.language.clone(), pack.section("questions")?);
        Ok(QuestionRules { language, section, unlisted: MeasureRules::default() })
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
    pub(crate) fn settled_by(&self, topic: &str) -> Told {
        said_in(&self.language, known("settled", topic), Vec::new())
    }

    /// Whom a question about `topic` asks for, where no group is named.
    pub(crate) fn who(&self, topic: &str) -> &'static str {
        catalogue(&self.language).find(WHO, topic).unwrap_or_default()
    }

    /// "Orlec and Brod", or nothing.
    pub(crate) fn place_words(&self, places: &BTreeSet<String>) -> Option<String> {
        let words: Vec<&str> = places.iter().map(String::as_str).collect();
        (!words.is_empty()).then(|| words.join(&self.section.place_joiner))
    }

    /// The title of a question: stands alone.
    pub(crate) fn title(&self, topic: &str, group: Option<&str>, counted: &str, place: Option<&str>) -> Told {
        let who = match group {
            Some(group) => Arg::from(group),
            None if self.who(topic).is_empty() => Arg::from(""),
            None => said_in(&self.language, format!("{WHO}.{topic}"), Vec::new()).into(),
        };
        let place = place.map_or_else(|| Arg::from(""), |place| say!("question.place", place = place).into());
        let args = vec![("who".into(), who), ("counted".into(), counted.into()), ("place".into(), place)];
        let mut title = said_in(&self.language, known("question-title", topic), args).into_saying();
        // Of a group the words are those of an account: strange to a sentence in another language.
        if let Some((group, (_, who))) = group.zip(title.args.first_mut()) {
            *who = Arg::Title(group.to_owned());
        }
        title.into()
    }
}

const WHO: &str = "question-who";

/// The key of what is said about a measure; measures that nothing is said about share one.
fn known(section: &str, topic: &str) -> String {
    let is_said = catalogue("en").find(section, topic).is_some();
    format!("{section}.{}", if is_said { topic } else { "other" })
}
