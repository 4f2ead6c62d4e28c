//! Collation of plain documents, without accounts cut out of them and without claims.
//!
//! Comes in: readings. Goes out: a [`Collation`] of whole documents. It may not know files.

use crate::{CollationRules, collate};
use rayon::prelude::*;
use recount_diagnostics::Reported;
use recount_model::{Account, Block, BlockKind, Collation, Id, Reading, Span};
use recount_sayings::say;
use recount_text::Abbreviations;

/// Compares whole documents: each reading is one account, and its paragraphs are its blocks. `names` is what reasons
/// call them by; a reading without one is called by its id.
pub fn collate_readings(
    readings: &[(&str, &Reading)],
    abbreviations: &Abbreviations,
    rules: &CollationRules,
) -> Reported<Collation> {
    let accounts: Vec<(Account, &Reading)> =
        readings.par_iter().map(|(name, reading)| (plain_account(name, reading), *reading)).collect();
    let accounts: Vec<(&Account, &Reading)> =
        accounts.iter().map(|(account, reading)| (account, *reading)).collect();
    collate(&accounts, (&[], &[]), |_| abbreviations, rules, None)
}

/// The whole of a reading as one account: blocks as the format marks them, or else cut at blank lines.
pub fn plain_account(name: &str, reading: &Reading) -> Account {
    let span = Span::new(0, reading.text.len());
    let marked: Vec<Block> =
        reading.blocks.iter().map(|block| Block { span: block.span, kind: block.kind }).collect();
    Account {
        id: Id::at("acc", &reading.original, span, "whole"),
        original: reading.original.clone(),
        span,
        language: reading.language.clone(),
        title: None,
        source: (!name.is_empty()).then(|| name.to_owned()),
        source_passage: None,
        author: None,
        blocks: if marked.is_empty() { paragraphs(&reading.text) } else { marked },
        layers: Vec::new(),
        why: vec![say!("account-why.whole")],
        metadata: Vec::new(),
    }
}

/// Runs of lines between blank ones.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut offset, mut is_open) = (0, false);
    for line in text.split_inclusive('\n') {
        let inside = Span::new(offset, offset + line.trim_end().len());
        offset += line.len();
        if line.trim().is_empty() {
            is_open = false;
            continue;
        }
        match blocks.last_mut().filter(|_| is_open) {
            Some(block) => block.span.end = inside.end,
            None => blocks.push(Block { span: inside, kind: BlockKind::Paragraph }),
        }
        is_open = true;
    }
    blocks
}
