//! Names of things that stay the same between runs and machines.

use crate::sharing;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};
use smol_str::{SmolStr, SmolStrBuilder};

/// The SHA-256 of an original's bytes, as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct OriginalId(pub SmolStr);

impl OriginalId {
    /// Names `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        OriginalId(hex(&Sha256::digest(bytes)).into())
    }

    /// Names bytes that were hashed piece by piece.
    pub fn of_hashed(hasher: Sha256) -> Self {
        OriginalId(hex(&hasher.finalize()).into())
    }

    /// The first eight digits, for people to read; never used as a key.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

impl<'de> Deserialize<'de> for OriginalId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Name;
        impl Visitor<'_> for Name {
            type Value = OriginalId;

            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("the name of an original")
            }

            fn visit_str<E>(self, name: &str) -> Result<OriginalId, E> {
                Ok(OriginalId(sharing::original(name)))
            }
        }
        from.deserialize_str(Name)
    }
}

/// The id of a derived thing: a kind prefix and twelve hexadecimal digits made from what it stands on,
/// for example `fig-3f09ab77c1d2`. The order in which documents were added cannot change it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub SmolStr);

impl Id {
    /// Makes an id of kind `prefix` from the `parts` that define the thing. Parts are length-prefixed,
    /// so `["ab", "c"]` and `["a", "bc"]` differ.
    pub fn from_parts(prefix: &str, parts: &[&str]) -> Self {
        Id::of_hashed(prefix, parts.iter().map(|part| part.as_bytes()))
    }

    /// Makes an id of kind `prefix` for what stands at `span` of `original`.
    pub fn at(prefix: &str, original: &OriginalId, span: crate::Span, discriminator: &str) -> Self {
        let mut place = Place::default();
        place.push_number(span.start);
        place.push(b'-');
        place.push_number(span.end);
        Id::of_hashed(prefix, [original.0.as_bytes(), place.written(), discriminator.as_bytes()])
    }

    fn of_hashed<'part>(prefix: &str, parts: impl IntoIterator<Item = &'part [u8]>) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let digest = hasher.finalize();
        let mut id = SmolStrBuilder::new();
        id.push_str(prefix);
        id.push('-');
        digits(digest.get(..6).unwrap_or(&digest)).for_each(|digit| id.push(digit));
        Id(id.finish())
    }
}

/// Two numbers in decimal with a mark between them, written without a string of their own: a text has thousands of ids.
#[derive(Default)]
struct Place {
    bytes: [u8; 24],
    length: usize,
}

impl Place {
    fn push(&mut self, byte: u8) {
        if let Some(next) = self.bytes.get_mut(self.length) {
            *next = byte;
            self.length += 1;
        }
    }

    fn push_number(&mut self, number: u32) {
        if number >= 10 {
            self.push_number(number / 10);
        }
        self.push(b'0' + (number % 10) as u8);
    }

    fn written(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or(&self.bytes)
    }
}

impl From<&str> for Id {
    fn from(id: &str) -> Self {
        Id(id.into())
    }
}

impl From<String> for Id {
    fn from(id: String) -> Self {
        Id(id.into())
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::fmt::Display for OriginalId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn hex(bytes: &[u8]) -> String {
    digits(bytes).collect()
}

fn digits(bytes: &[u8]) -> impl Iterator<Item = char> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| DIGITS[usize::from(digit)] as char)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    #[test]
    fn an_id_is_that_of_its_parts() {
        let original = OriginalId::of(b"a");
        for (start, end) in [(0, 9), (10, 101), (7_000, 4_294_967)] {
            let place = format!("{start}-{end}");
            let of_parts = Id::from_parts("fig", &[&original.0, &place, "x"]);
            assert_eq!(Id::at("fig", &original, Span::new(start, end), "x"), of_parts);
        }
        assert_eq!(Id::from_parts("fig", &["ab", "c"]).0.len(), "fig-".len() + 12);
        assert_ne!(Id::from_parts("fig", &["ab", "c"]), Id::from_parts("fig", &["a", "bc"]));
    }
}
