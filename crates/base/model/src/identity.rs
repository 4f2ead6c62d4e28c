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
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let digest = hasher.finalize();
        Id(format!("{prefix}-{}", hex(digest.get(..6).unwrap_or(&digest))))
    }

    /// Makes an id of kind `prefix` for what stands at `span` of `original`.
    pub fn at(prefix: &str, original: &OriginalId, span: crate::Span, discriminator: &str) -> Self {
        let place = format!("{}-{}", span.start, span.end);
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
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)] as char, DIGITS[usize::from(byte & 15)] as char])
        .collect()
}
