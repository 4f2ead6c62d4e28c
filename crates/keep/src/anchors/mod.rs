//! What binds the custody log to the world outside: checkpoints, signatures, time stamps.
//!
//! Comes in: the log. Goes out: entries that say "so many entries with this root", signed with a key of the case, and
//! tokens of others that had seen it. A chain proves order and non-alteration since the last head that somebody else
//! holds; only what stands here makes somebody else hold one.

mod checkpoint;
mod key;
mod merkle;
mod ots;
mod proof;
mod rfc3161;

pub use checkpoint::Checkpoint;
pub use proof::{EntryProof, ProofError};
pub use rfc3161::{StampError, StampFacts};

/// What a stamp is kept as, in the log and on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampKind {
    /// A time-stamp response of an authority (RFC 3161).
    Rfc3161,
    /// An OpenTimestamps proof.
    OpenTimestamps,
}

impl StampKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            StampKind::Rfc3161 => "rfc3161",
            StampKind::OpenTimestamps => "opentimestamps",
        }
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The bytes of hexadecimal digits.
pub(crate) fn unhex(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) || !digits.is_ascii() {
        return None;
    }
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()).collect()
}
