//! Main text and furniture of a page told apart.
//!
//! Comes in: a [`Page`]. Goes out: a kind for each of its blocks. It may not know language.
//!
//! Method: what elements and class names say, then link density, then the main element or, without one,
//! the stretch between the first and last block of running text (after boilerplate removal as in
//! Kohlschütter et al., "Boilerplate detection using shallow text features", WSDM 2010).

use super::blocks::{Page, PageBlock, Shape};
use recount_model::BlockKind;

/// A main element with fewer characters than this share of the running text is not believed.
const LEAST_MAIN_SHARE: usize = 4;
/// A block of running text has at least this many words.
const RUNNING_WORDS: usize = 12;
/// A byline is at most this long.
const MOST_BYLINE_WORDS: usize = 14;

/// A kind for each block of the page.
pub(super) fn kinds(page: &Page<'_>) -> Vec<Option<BlockKind>> {
    let blocks = &page.blocks;
    let is_hint_believed = is_hint_believed(blocks);
    let mut is_furniture: Vec<bool> = blocks
        .iter()
        .map(|block| {
            block.facts.is_furniture
                || (is_hint_believed && block.facts.is_hinted_furniture)
                || is_link_list(block)
        })
        .collect();
    match believed_mains(blocks, &is_furniture) {
        Some(mains) => outside_mains(blocks, &mains, &mut is_furniture),
        None => outside_running_text(blocks, &mut is_furniture),
    }
    let titles = titles(blocks, &is_furniture);
    let kind = |(idx, block): (usize, &PageBlock)| {
        let furniture = is_furniture.get(idx).copied().unwrap_or(false);
        Some(if furniture || block.shape == Shape::Rule {
            BlockKind::Furniture
        } else if titles.contains(&idx) {
            BlockKind::Title
        } else {
            kind_of(block)
        })
    };
    blocks.iter().enumerate().map(kind).collect()
}

fn kind_of(block: &PageBlock) -> BlockKind {
    match block.shape {
        Shape::Heading(_) => BlockKind::Heading,
        Shape::Item => BlockKind::List,
        _ if block.facts.is_byline && block.words <= MOST_BYLINE_WORDS => BlockKind::Byline,
        _ => BlockKind::Paragraph,
    }
}

fn is_running(block: &PageBlock) -> bool {
    block.words >= RUNNING_WORDS && block.link_characters * 3 < block.characters && block.ends_sentence
}

fn is_link_list(block: &PageBlock) -> bool {
    let is_mostly_link = block.link_characters * 10 > block.characters * 6;
    is_mostly_link && block.words <= 25 && !matches!(block.shape, Shape::Heading(_))
}

/// Class names are a custom, not a standard: where they would set apart most of the text, they mean something else.
fn is_hint_believed(blocks: &[PageBlock]) -> bool {
    let running = blocks.iter().filter(|block| is_running(block) && !block.facts.is_furniture);
    let (mut hinted, mut all) = (0, 0);
    for block in running {
        all += block.characters;
        hinted += if block.facts.is_hinted_furniture { block.characters } else { 0 };
    }
    hinted * 2 <= all
}

/// The main elements that hold enough running text, by number.
fn believed_mains(blocks: &[PageBlock], is_furniture: &[bool]) -> Option<Vec<usize>> {
    let mut by_main: Vec<usize> = Vec::new();
    let mut all = 0;
    for (block, furniture) in blocks.iter().zip(is_furniture) {
        if *furniture || !is_running(block) {
            continue;
        }
        all += block.characters;
        if let Some(main) = block.main {
            by_main.resize(by_main.len().max(main + 1), 0);
            if let Some(count) = by_main.get_mut(main) {
                *count += block.characters;
            }
        }
    }
    let most = by_main.iter().copied().max().unwrap_or(0);
    if most == 0 || by_main.iter().sum::<usize>() * LEAST_MAIN_SHARE < all {
        return None;
    }
    // A teaser beside the article is an article element too; a second full article is not so much smaller.
    let big = by_main.iter().enumerate().filter(|(_, count)| **count * 5 >= most).map(|(main, _)| main);
    Some(big.collect())
}

fn outside_mains(blocks: &[PageBlock], mains: &[usize], is_furniture: &mut [bool]) {
    let is_inside = |block: &PageBlock| block.main.is_some_and(|main| mains.contains(&main));
    let has_title = blocks.iter().any(|block| is_inside(block) && block.shape == Shape::Heading(1));
    let first = blocks.iter().position(is_inside).unwrap_or(0);
    for (idx, (block, furniture)) in blocks.iter().zip(is_furniture).enumerate() {
        let is_title = !has_title && idx < first && block.shape == Shape::Heading(1);
        *furniture |= !is_inside(block) && !is_title;
    }
}

fn outside_running_text(blocks: &[PageBlock], is_furniture: &mut [bool]) {
    let mut running = blocks
        .iter()
        .zip(is_furniture.iter())
        .enumerate()
        .filter(|(_, (block, furniture))| !**furniture && is_running(block))
        .map(|(idx, _)| idx);
    let Some(first) = running.next() else { return };
    let last = running.next_back().unwrap_or(first);
    let is_heading =
        |idx: &usize| blocks.get(*idx).is_some_and(|block| matches!(block.shape, Shape::Heading(_)));
    let from = (first.saturating_sub(8)..first).find(is_heading).unwrap_or(first);
    for (idx, (block, furniture)) in blocks.iter().zip(is_furniture).enumerate() {
        let is_near_end = idx > last && idx <= last + 2 && block.link_characters == 0;
        *furniture |= idx < from || (idx > last && !is_near_end);
    }
}

/// The first heading of the highest level in each main element, or on the page.
fn titles(blocks: &[PageBlock], is_furniture: &[bool]) -> Vec<usize> {
    let mut best: std::collections::BTreeMap<Option<usize>, (u8, usize)> = std::collections::BTreeMap::new();
    for (idx, (block, furniture)) in blocks.iter().zip(is_furniture).enumerate() {
        if let (Shape::Heading(level @ 1..=2), false) = (block.shape, furniture) {
            let held = best.entry(block.main).or_insert((level, idx));
            if level < held.0 {
                *held = (level, idx);
            }
        }
    }
    best.into_values().map(|(_, idx)| idx).collect()
}
