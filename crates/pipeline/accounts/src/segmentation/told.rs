//! Accounts that the format itself sets apart: messages, entries of a feed.
//!
//! Comes in: a reading with tellings, and its scene. Goes out: one [`Account`] for each telling. It may not move a
//! boundary.

use super::accounts::made;
use super::scene::Scene;
use recount_model::{Account, Block, BlockKind, Reading, Telling};
use std::cell::OnceCell;
use std::ops::Range;

/// One account for each telling that has any text.
pub(super) fn assembled(reading: &Reading, scene: &Scene<'_>) -> Vec<Account> {
    let whole_language = OnceCell::new();
    let one = |telling: &Telling| {
        let metadata = telling.metadata.iter().chain(&reading.metadata).cloned().collect();
        let mut account = made(reading, scene, parts_of(scene, telling), metadata, &whole_language)?;
        account.why = vec![telling.why.clone()];
        untitled(&mut account, reading);
        Some(account)
    };
    reading.tellings.iter().filter_map(one).collect()
}

/// A telling that is one paragraph and no more (a message) has no title, however short it is.
fn untitled(account: &mut Account, reading: &Reading) {
    let is_told = |block: &&mut Block| block.kind != BlockKind::Furniture;
    let mut told = account.blocks.iter_mut().filter(is_told);
    let (Some(only), None) = (told.next(), told.next()) else { return };
    let at = reading.blocks.partition_point(|block| block.span.start < only.span.start);
    let is_paragraph = reading
        .blocks
        .get(at)
        .is_some_and(|block| block.span.start == only.span.start && block.kind == BlockKind::Paragraph);
    if is_paragraph && only.kind == BlockKind::Title {
        only.kind = BlockKind::Paragraph;
        account.title = None;
    }
}

fn parts_of(scene: &Scene<'_>, telling: &Telling) -> Range<usize> {
    let start = scene.parts.partition_point(|part| part.span().start < telling.span.start);
    let end = scene.parts.partition_point(|part| part.span().start < telling.span.end);
    start..end.max(start)
}
