//! Names of things that stay the same between runs and machines.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The SHA-256 of an original's bytes, as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OriginalId(pub String);

impl OriginalId {
    /// Names `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        OriginalId(hex(&Sha256::digest(bytes)))
    }

    /// Names bytes that were hashed piece by piece.
    pub fn of_hashed(hasher: Sha256) -> Self {
        OriginalId(hex(&hasher.finalize()))
    }

    /// The first eight digits, for people to read; never used as a key.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

/// The id of a derived thing: a kind prefix and twelve hexadecimal digits made from what it stands on,
/// for example `fig-3f09ab77c1d2`. The order in which documents were added cannot change it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub String);

impl Id {
    /// Makes an id of kind `prefix` from the `parts` that define the thing. Parts are length-prefixed,
    /// so `["ab", "c"]` and `["a", "bc"]` differ.
    pub fn from_parts(prefix: &str, parts: &[&str]) -> Self {
        let mut hashed = Vec::with_capacity(parts.iter().map(|part| part.len() + 8).sum());
        for part in parts {
            hashed.extend((part.len() as u64).to_le_bytes());
            hashed.extend(part.as_bytes());
        }
        let digest = Sha256::digest(&hashed);
        let mut id = String::with_capacity(prefix.len() + 13);
        id.push_str(prefix);
        id.push('-');
        push_hex(digest.get(..6).unwrap_or(&digest), &mut id);
        Id(id)
    }

    /// Makes an id of kind `prefix` for what stands at `span` of `original`.
    pub fn at(prefix: &str, original: &OriginalId, span: crate::Span, discriminator: &str) -> Self {
        let mut place = String::with_capacity(24);
        push_number(span.start, &mut place);
        place.push('-');
        push_number(span.end, &mut place);
        Id::from_parts(prefix, &[&original.0, &place, discriminator])
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
    let mut digits = String::with_capacity(bytes.len() * 2);
    push_hex(bytes, &mut digits);
    digits
}

fn push_hex(bytes: &[u8], to: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in bytes {
        to.push(DIGITS[usize::from(byte >> 4)] as char);
        to.push(DIGITS[usize::from(byte & 15)] as char);
    }
}

/// In decimal, as formatting writes it, in less time: a text has thousands of ids.
fn push_number(number: u32, to: &mut String) {
    if number >= 10 {
        push_number(number / 10, to);
    }
    to.push(char::from(b'0' + (number % 10) as u8));
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
