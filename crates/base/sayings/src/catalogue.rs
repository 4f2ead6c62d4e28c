//! The catalogues: one file a language, read when first asked for.

use crate::{Saying, Told, Words, places};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A language with its catalogue.
type Known = (&'static str, LazyLock<Words>);

/// Every language things are said in, English first.
static CATALOGUES: [Known; 3] = [
    ("en", LazyLock::new(|| read(include_str!("../words/en.toml")))),
    ("kk", LazyLock::new(|| read(include_str!("../words/kk.toml")))),
    ("ru", LazyLock::new(|| read(include_str!("../words/ru.toml")))),
];

/// A catalogue that cannot be read holds nothing; the tests read all of them.
fn read(text: &str) -> Words {
    toml::from_str(text).unwrap_or_default()
}

/// The tags of the languages things are said in.
pub fn languages() -> impl Iterator<Item = &'static str> {
    CATALOGUES.iter().map(|(tag, _)| *tag)
}

/// The catalogue for `language`: of the exact tag or its first subtag; of any other language the English one.
pub fn catalogue(language: &str) -> &'static Words {
    let primary = language.split('-').next().unwrap_or(language);
    let [english, others @ ..] = &CATALOGUES;
    let found = others.iter().find(|(tag, _)| *tag == language || *tag == primary);
    &found.unwrap_or(english).1
}

/// The English sentence of `section.name`.
pub(crate) fn english(key: &str) -> Option<&'static str> {
    find(catalogue("en"), key)
}

/// What `section.name` says where nothing is filled in: one saying for all who say it.
pub(crate) fn plain(key: &str) -> Option<Told> {
    static PLAIN: LazyLock<BTreeMap<&str, BTreeMap<&str, Told>>> = LazyLock::new(|| {
        let all = catalogue("en").say.iter();
        all.map(|(section, names)| (section.as_str(), plain_of(section, names))).collect()
    });
    let (section, name) = key.split_once('.')?;
    PLAIN.get(section)?.get(name).cloned()
}

fn plain_of(section: &str, names: &'static BTreeMap<String, String>) -> BTreeMap<&'static str, Told> {
    let said = |name: &str, text: &'static str| -> Told {
        Saying { text: text.into(), key: format!("{section}.{name}").into(), ..Saying::default() }.into()
    };
    let plain = names.iter().filter(|(_, text)| places(text).next().is_none());
    plain.map(|(name, text)| (name.as_str(), said(name, text))).collect()
}

/// The sentence of `section.name`; a name may hold full stops.
pub(crate) fn find<'w>(words: &'w Words, key: &str) -> Option<&'w str> {
    let (section, name) = key.split_once('.')?;
    words.find(section, name)
}

#[cfg(test)]
mod tests;
