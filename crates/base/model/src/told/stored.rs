//! How a saying is stored: as short as it can be, with what is the same in many of them held once.
//!
//! Comes in: a [`Told`], or what was written of one. Goes out: the other. It may not know any catalogue.

use super::{Arg, Saying, Told};
use crate::sharing;
use serde::de::{SeqAccess, Visitor};
use serde::ser::SerializeTuple as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Text, key, what is filled in, language.
const PARTS: usize = 4;

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        written(self, self.text(), to)
    }
}

/// What is part of another saying: without words that follow from its key.
pub(super) fn as_part<S: Serializer>(told: &Told, to: S) -> Result<S::Ok, S::Error> {
    let is_known = told.0.as_ref().is_some_and(|saying| saying.follows_from_key());
    written(told, if is_known { "" } else { told.text() }, to)
}

fn written<S: Serializer>(told: &Told, text: &str, to: S) -> Result<S::Ok, S::Error> {
    let (key, args, language) = (told.key(), told.args(), told.language());
    let parts = match (to.is_human_readable(), args.is_empty() && language.is_none()) {
        (true, true) if key.is_empty() => 1,
        (true, true) => 2,
        _ => PARTS,
    };
    let mut tuple = to.serialize_tuple(parts)?;
    tuple.serialize_element(text)?;
    if parts > 1 {
        tuple.serialize_element(key)?;
    }
    if parts > 2 {
        tuple.serialize_element(args)?;
        tuple.serialize_element(&language)?;
    }
    tuple.end()
}

impl<'de> Deserialize<'de> for Told {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_tuple(PARTS, Parts)
    }
}

struct Parts;

impl<'de> Visitor<'de> for Parts {
    type Value = Told;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("text, key, what is filled in, language")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Told, A::Error> {
        let text: String = parts.next_element()?.unwrap_or_default();
        let key = parts.next_element::<Name>()?.map_or(Cow::Borrowed(""), |name| name.0);
        let args: Option<Vec<(Name, Arg)>> = parts.next_element()?;
        let language: Option<Option<Box<str>>> = parts.next_element()?;
        let args: Box<[_]> = args.unwrap_or_default().into_iter().map(|(name, arg)| (name.0, arg)).collect();
        let text = if args.is_empty() && !key.is_empty() { known(&text) } else { Cow::Owned(text) };
        let is_empty = text.is_empty() && key.is_empty();
        let saying = || sharing::saying(Saying { text, key, args, language: language.flatten() });
        Ok(Told((!is_empty).then(saying)))
    }
}

/// A word of the catalogue.
struct Name(Cow<'static, str>);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Words;
        impl Visitor<'_> for Words {
            type Value = Name;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a name")
            }

            fn visit_str<E>(self, words: &str) -> Result<Name, E> {
                Ok(Name(known(words)))
            }
        }
        from.deserialize_str(Words)
    }
}

/// The same words once, for as long as the program runs. So many and no more: what is read may be hostile.
fn known(words: &str) -> Cow<'static, str> {
    const MOST: usize = 4_096;
    const LONGEST_BYTES: usize = 256;
    static KNOWN: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
    if words.is_empty() {
        return Cow::Borrowed("");
    }
    let mut all = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(same) = all.get(words) {
        return Cow::Borrowed(same);
    }
    if all.len() >= MOST || words.len() > LONGEST_BYTES {
        return Cow::Owned(words.to_owned());
    }
    let kept: &'static str = Box::leak(words.into());
    all.insert(kept);
    Cow::Borrowed(kept)
}
