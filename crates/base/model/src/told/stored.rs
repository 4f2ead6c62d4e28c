//! How a saying is stored: as short as it can be, with what is the same in many of them held once.
//!
//! Comes in: a [`Told`], or what was written of one. Goes out: the other. It may not know any catalogue.

use super::{Arg, Told};
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
        let parts = match (to.is_human_readable(), self.args.is_empty() && self.language.is_none()) {
            (true, true) if self.key.is_empty() => 1,
            (true, true) => 2,
            _ => PARTS,
        };
        let mut tuple = to.serialize_tuple(parts)?;
        tuple.serialize_element(&self.text)?;
        if parts > 1 {
            tuple.serialize_element(&self.key)?;
        }
        if parts > 2 {
            tuple.serialize_element(&self.args)?;
            tuple.serialize_element(&self.language)?;
        }
        tuple.end()
    }
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
        let mut args: Vec<_> =
            args.unwrap_or_default().into_iter().map(|(name, arg)| (name.0, arg)).collect();
        args.shrink_to_fit();
        let text = if args.is_empty() && !key.is_empty() { known(&text) } else { Cow::Owned(text) };
        Ok(Told { text, key, args, language: language.flatten() })
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
