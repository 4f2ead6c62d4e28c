//! What the program says, as a key with what is filled in, beside its English words.
//!
//! Comes in: nothing; a saying is made where it is said. Goes out: [`Told`], which reads as its words wherever a string
//! does, and can be said again in another language. It may not know any catalogue.

mod stored;

use crate::Id;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// Something said. Two sayings are the same when their words are. A copy shares what it is a copy of: in a crowded
/// dossier the same sentences stand in thousands of reasons.
#[derive(Clone, Default)]
pub struct Told(Option<Arc<Saying>>);

/// What a [`Told`] holds.
#[derive(Clone, Debug, Default)]
pub struct Saying {
    /// In English; the title of a question in the language that most accounts are in.
    pub text: Cow<'static, str>,
    /// `section.name` in the catalogue; empty for words of others, which stay as they are in every language.
    pub key: Cow<'static, str>,
    /// By the name of the place they fill.
    pub args: Box<[Filling]>,
    /// The language of `text` where that is not English throughout.
    pub language: Option<Box<str>>,
}

/// What fills a place of a saying, by the name of the place.
pub type Filling = (Cow<'static, str>, Arg);

/// What fills a place of a saying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arg {
    /// A number with its digits in groups.
    #[serde(rename = "n")]
    Number(u64),
    /// A number that English writes without groups.
    #[serde(rename = "c")]
    Count(u64),
    /// Names, values, words of others.
    #[serde(rename = "w")]
    Words(String),
    /// What a text or a group is called in words of others. English sets it in no marks, other languages do.
    #[serde(rename = "e")]
    Title(String),
    /// Words of others, to stand in quotation marks.
    #[serde(rename = "q")]
    Quote(String),
    /// A day or a range of days in EDTF.
    #[serde(rename = "d")]
    Day(String),
    /// An account that has no name of its own.
    #[serde(rename = "i")]
    Account(Id),
    #[serde(rename = "t")]
    Told(#[serde(serialize_with = "stored::as_part")] Told),
    #[serde(rename = "l")]
    List(Join, Vec<Arg>),
}

/// How the parts of a list are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Join {
    /// "a, b and c".
    And,
    /// "a, b, and c"; two as "a and b".
    CommaAnd,
    /// "a and b and c".
    EachAnd,
    /// "a or b or c".
    Or,
    /// "a against b".
    Against,
    Comma,
    Semicolon,
    Plus,
}

impl Told {
    /// Words of others: never said otherwise.
    pub fn verbatim(words: impl Into<Cow<'static, str>>) -> Self {
        Saying { text: words.into(), ..Saying::default() }.into()
    }

    /// The words; empty for what is part of another saying and follows from the key.
    pub fn text(&self) -> &str {
        self.0.as_ref().map_or("", |saying| &saying.text)
    }

    /// `section.name` in the catalogue.
    pub fn key(&self) -> &str {
        self.0.as_ref().map_or("", |saying| &saying.key)
    }

    /// What fills the places.
    pub fn args(&self) -> &[Filling] {
        self.0.as_ref().map_or(&[], |saying| &saying.args)
    }

    /// The language of the words where that is not English throughout.
    pub fn language(&self) -> Option<&str> {
        self.0.as_ref()?.language.as_deref()
    }

    /// All of it; `None` where nothing is said.
    pub fn saying(&self) -> Option<&Saying> {
        self.0.as_deref()
    }

    /// All of it, to say it otherwise.
    pub fn into_saying(self) -> Saying {
        self.0.map_or_else(Saying::default, Arc::unwrap_or_clone)
    }

    /// Drops the words where nobody else holds them and they follow from the key in English.
    pub fn slim(&mut self) {
        let alone = self.0.as_mut().and_then(Arc::get_mut).filter(|saying| saying.follows_from_key());
        if let Some(saying) = alone {
            saying.text = Cow::Borrowed("");
        }
    }
}

impl Saying {
    fn follows_from_key(&self) -> bool {
        !self.key.is_empty() && self.language.is_none()
    }
}

impl From<Saying> for Told {
    fn from(saying: Saying) -> Self {
        let is_empty = saying.text.is_empty() && saying.key.is_empty();
        Told((!is_empty).then(|| Arc::new(saying)))
    }
}

impl Deref for Told {
    type Target = str;

    fn deref(&self) -> &str {
        self.text()
    }
}

impl AsRef<str> for Told {
    fn as_ref(&self) -> &str {
        self.text()
    }
}

impl std::borrow::Borrow<str> for Told {
    fn borrow(&self) -> &str {
        self.text()
    }
}

impl fmt::Display for Told {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.pad(self.text())
    }
}

impl fmt::Debug for Told {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(saying) => saying.fmt(to),
            None => to.write_str("Saying(\"\")"),
        }
    }
}

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Told {}

impl PartialEq<str> for Told {
    fn eq(&self, other: &str) -> bool {
        self.text() == other
    }
}

impl PartialEq<&str> for Told {
    fn eq(&self, other: &&str) -> bool {
        self.text() == *other
    }
}

impl PartialOrd for Told {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Told {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text().cmp(other.text())
    }
}

impl From<String> for Told {
    fn from(words: String) -> Self {
        Told::verbatim(words)
    }
}

impl From<&str> for Told {
    fn from(words: &str) -> Self {
        Told::verbatim(words.to_owned())
    }
}

impl From<Told> for Arg {
    fn from(told: Told) -> Self {
        if told.key().is_empty() { Arg::Words(told.text().to_owned()) } else { Arg::Told(told) }
    }
}

impl From<&Told> for Arg {
    fn from(told: &Told) -> Self {
        told.clone().into()
    }
}

impl From<String> for Arg {
    fn from(words: String) -> Self {
        Arg::Words(words)
    }
}

impl From<&String> for Arg {
    fn from(words: &String) -> Self {
        Arg::Words(words.clone())
    }
}

macro_rules! count {
    ($($number:ty),*) => { $(
        impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Arg::Count(number as u64)
            }
        }
    )* };
}
count!(u8, u32, u64, usize);

impl From<&str> for Arg {
    fn from(words: &str) -> Self {
        Arg::Words(words.to_owned())
    }
}
