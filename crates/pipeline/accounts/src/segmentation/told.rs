//! Accounts that the format itself sets apart: messages, entries of a feed.
//!
//! Comes in: a reading with tellings, and its scene. Goes out: one [`Account`] for each telling. It may not move a
//! boundary.

use super::accounts::made;
use super::scene::Scene;
use recount_model::{Account, Reading, Telling};
use std::cell::OnceCell;
use std::ops::Range;

/// One account for each telling that has any text.
pub(super) fn assembled(reading: &Reading, scene: &Scene<'_>) -> Vec<Account> {
    let whole_language = OnceCell::new();
    let one = |telling: &Telling| {
        let metadata = telling.metadata.iter().chain(&reading.metadata).cloned().collect();
        let mut account = made(reading, scene, parts_of(scene, telling), metadata, &whole_language)?;
        account.why = vec![telling.why.clone()];
        Some(account)
    };
    reading.tellings.iter().filter_map(one).collect()
}

fn parts_of(scene: &Scene<'_>, telling: &Telling) -> Range<usize> {
    let start = scene.parts.partition_point(|part| part.span().start < telling.span.start);
    let end = scene.parts.partition_point(|part| part.span().start < telling.span.end);
    start..end.max(start)
}
