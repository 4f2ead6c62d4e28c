//! What a person asked for and cannot have, said so that it can be said again in their language.
//!
//! Comes in: a saying. Goes out: an error, whose words are those in English. It may not know who asked.

use recount_sayings::Told;

/// Why it cannot be done.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub Told);

/// Refuses with the saying of a key: `refusal!("refusal.no-text")`.
macro_rules! refusal {
    ($($said:tt)*) => { $crate::Refusal(recount_sayings::say!($($said)*)) };
}
pub(crate) use refusal;
