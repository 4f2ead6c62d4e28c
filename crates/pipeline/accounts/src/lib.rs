//! Bytes to accounts: readers by format, layout, segmentation.
//!
//! Comes in: the bytes of one original and its name. Goes out: a [`Reading`] and the [`Account`]s in it.
//! It may not know any other stage, files, clocks or the network.

use recount_diagnostics::Reported;
use recount_model::{Account, Block, BlockKind, Id, OffsetMap, OriginalId, Reading, Span};
use recount_rules::{Pack, PackError};

/// Why an original has no reading at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("the file is empty")]
    Empty,
    #[error("not text: {0}")]
    NotText(String),
}

/// Compiled layout rules of one language.
#[derive(Debug)]
pub struct LayoutRules {}

impl LayoutRules {
    /// Compiles the pack's `layout` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(_pack: &Pack) -> Result<Self, PackError> {
        Ok(LayoutRules {})
    }
}

/// Reads one original.
///
/// # Errors
/// When there is nothing that could be read as text.
pub fn read(_name: &str, bytes: &[u8]) -> Result<Reported<Reading>, ReadError> {
    let text =
        String::from_utf8(bytes.to_vec()).map_err(|_| ReadError::NotText("invalid UTF-8".to_owned()))?;
    Ok(Reported::clean(Reading {
        original: OriginalId::of(bytes),
        reader: "text".to_owned(),
        text,
        offsets: OffsetMap::Identity { skipped_bytes: 0 },
        blocks: Vec::new(),
        metadata: Vec::new(),
        language: "en".to_owned(),
    }))
}

/// Finds the accounts in a reading.
pub fn segment(reading: &Reading, _rules: &LayoutRules) -> Reported<Vec<Account>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in reading.text.split("\n\n") {
        if !part.trim().is_empty() {
            blocks.push(Block { span: Span::new(start, start + part.len()), kind: BlockKind::Paragraph });
        }
        start += part.len() + 2;
    }
    let span = Span::new(0, reading.text.len());
    Reported::clean(vec![Account {
        id: Id::at("acc", &reading.original, span, ""),
        original: reading.original.clone(),
        span,
        language: reading.language.clone(),
        title: None,
        source: None,
        source_passage: None,
        author: None,
        blocks,
        layers: Vec::new(),
        why: Vec::new(),
        metadata: reading.metadata.clone(),
    }])
}
