//! Winnowed fingerprints of token streams (Schleimer, Wilkerson, Aiken 2003), and an index that finds them again.
//!
//! Comes in: sequences of token hashes, whatever a token is to the caller. Goes out: few fingerprints per sequence, and
//! for each new sequence the places in earlier ones that share a fingerprint. It may not know what the tokens mean.
//!
//! ```
//! use winnowing::{Index, fingerprints, hash_bytes};
//! let tokens = |text: &str| text.split(' ').map(|word| hash_bytes(word.as_bytes())).collect::<Vec<_>>();
//! let mut index = Index::new(100);
//! index.insert(7, &fingerprints(&tokens("the old bridge over the wide river fell"), 3, 2));
//! let hits = index.hits(&fingerprints(&tokens("they say the old bridge over the wide river"), 3, 2));
//! assert!(hits.iter().all(|hit| hit.document == 7 && hit.ours == hit.theirs + 2) && !hits.is_empty());
//! ```
//!
//! *Guarantee*: two sequences that share a run of at least `window + k - 1` tokens share a fingerprint at the
//! same place of that run. *Density*: `2 / (window + 1)` fingerprints per token on random input.

mod grams;
mod groups;
mod index;
mod repeats;
mod runs;
mod winnow;

pub use grams::{combine, hash_bytes, k_grams, mix};
pub use groups::{Caps, Groups, Member, SPOKESMEN};
pub use index::{Hit, Index};
pub use repeats::{BATCH, Repeats};
pub use runs::{Entry, Room, Run, RunStore, Sorter};
pub use winnow::{Winnower, fingerprints, winnow};

/// One chosen k-gram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    pub hash: u64,
    /// Index of the k-gram's first token.
    pub position: u32,
}
