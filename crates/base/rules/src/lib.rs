//! Language packs: the folders of `lang/`, embedded at build.
//!
//! Comes in: nothing. Goes out: [`Pack`]s, whose sections (`times`, `figures`, …) each stage parses into
//! a type of its own. It may not know any stage.
//!
//! Lists and keys may hold stems with endings (`walk<verb>`), written out where the pack has a section `endings`.
//! A language is a folder `lang/<bcp47>/` with one TOML file per section. Adding one edits nothing else.

mod endings;

mod packs {
    include!(concat!(env!("OUT_DIR"), "/packs.rs"));
}

use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// The rules of one language, by section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pack {
    /// BCP 47.
    pub language: String,
    sections: BTreeMap<String, String>,
}

/// A language pack that breaks its contract: our bug or a broken custom pack.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error("language pack `{language}` has no section `{section}`")]
    MissingSection { language: String, section: String },
    #[error("language pack `{language}` has no `{choice}` among its {of}: {known}")]
    UnknownChoice { language: String, of: String, choice: String, known: String },
    #[error("language pack `{language}`, section `{section}`: {source}")]
    Malformed { language: String, section: String, source: Box<toml::de::Error> },
}

impl Pack {
    /// Makes a pack from TOML texts, for tests and for packs a user brings.
    pub fn from_sections(language: &str, sections: &[(&str, &str)]) -> Self {
        Pack {
            language: language.to_owned(),
            sections: sections.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
        }
    }

    /// Parses section `name`.
    ///
    /// # Errors
    /// When the section is missing or does not have the shape of `T`.
    pub fn section<T: DeserializeOwned>(&self, name: &str) -> Result<T, PackError> {
        let text = self.sections.get(name).ok_or_else(|| PackError::MissingSection {
            language: self.language.clone(),
            section: name.to_owned(),
        })?;
        let parsed = match self.sections.get("endings") {
            Some(endings) => with_endings(endings, text),
            None => toml::from_str(text),
        };
        parsed.map_err(|source| PackError::Malformed {
            language: self.language.clone(),
            section: name.to_owned(),
            source: Box::new(source),
        })
    }

    /// Every string of section `name` in lower case, keys of its tables among them.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn strings(&self, name: &str) -> Result<Vec<String>, PackError> {
        let table: toml::Table = self.section(name)?;
        let mut found = Vec::new();
        collect_strings(&toml::Value::Table(table), &mut found);
        Ok(found)
    }

    /// The pack with another of the tables that the section `section` names in `tables` chosen by its key `key`.
    ///
    /// # Errors
    /// When the section is missing or malformed, or has no table of that name.
    pub fn choosing(&self, section: &str, key: &str, tables: &str, choice: &str) -> Result<Self, PackError> {
        let mut table: toml::Table = self.raw(section)?;
        let known: Vec<String> = table
            .get(tables)
            .and_then(toml::Value::as_table)
            .map(|tables| tables.keys().cloned().collect())
            .unwrap_or_default();
        if !known.iter().any(|name| name == choice) {
            return Err(PackError::UnknownChoice {
                language: self.language.clone(),
                of: tables.to_owned(),
                choice: choice.to_owned(),
                known: known.join(", "),
            });
        }
        table.insert(key.to_owned(), toml::Value::String(choice.to_owned()));
        let mut chosen = self.clone();
        chosen.sections.insert(section.to_owned(), table.to_string());
        Ok(chosen)
    }

    fn raw(&self, section: &str) -> Result<toml::Table, PackError> {
        let text = self.sections.get(section).ok_or_else(|| PackError::MissingSection {
            language: self.language.clone(),
            section: section.to_owned(),
        })?;
        toml::from_str(text).map_err(|source| PackError::Malformed {
            language: self.language.clone(),
            section: section.to_owned(),
            source: Box::new(source),
        })
    }

    /// True if the pack has a section of this name.
    pub fn has_section(&self, name: &str) -> bool {
        self.sections.contains_key(name)
    }

    /// All sections with their TOML text, sorted by name: what a cache key is made of.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sections.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

fn collect_strings(value: &toml::Value, found: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => found.push(text.to_lowercase()),
        toml::Value::Array(items) => items.iter().for_each(|item| collect_strings(item, found)),
        toml::Value::Table(table) => {
            for (key, item) in table {
                found.push(key.to_lowercase());
                collect_strings(item, found);
            }
        }
        _ => {}
    }
}

fn with_endings<T: DeserializeOwned>(endings: &str, text: &str) -> Result<T, toml::de::Error> {
    let endings: endings::Endings = toml::from_str(endings)?;
    let section: toml::Table = toml::from_str(text)?;
    endings.write_out(toml::Value::Table(section)).try_into()
}

/// Every pack that is built in, sorted by language.
pub fn built_in() -> Vec<Pack> {
    let mut packs: BTreeMap<&str, Pack> = BTreeMap::new();
    for (language, section, text) in packs::FILES {
        let pack = packs
            .entry(language)
            .or_insert_with(|| Pack { language: (*language).to_owned(), sections: BTreeMap::new() });
        pack.sections.insert((*section).to_owned(), (*text).to_owned());
    }
    packs.into_values().collect()
}

/// The built-in pack for `language` (exact tag first, then its first subtag), or English.
pub fn pack_for(language: &str) -> Pack {
    let packs = built_in();
    let primary = language.split('-').next().unwrap_or(language);
    let find = |tag: &str| packs.iter().find(|pack| pack.language == tag).cloned();
    find(language).or_else(|| find(primary)).or_else(|| find("en")).unwrap_or_default()
}
