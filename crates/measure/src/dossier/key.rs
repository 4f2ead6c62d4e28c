//! Reading the key: its spans count lines from 1 and Unicode characters from 0; ours are bytes.

use crate::{MeasureError, read_json, read_text};
use recount_model::Span;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// An open key.
#[derive(Debug)]
pub struct Key {
    pub text: String,
    folder: PathBuf,
    /// Byte offset of each line's start, and the end of the text.
    line_starts: Vec<usize>,
    /// The accounts the key covers.
    pub covered: Vec<Span>,
}

/// A span as the key writes it.
#[derive(Clone, Debug, Deserialize)]
pub struct KeySpan {
    pub line: usize,
    pub text: String,
    pub start: usize,
    pub end: usize,
}

/// What `accounts.json` says that is needed here.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyAccount {
    pub kind: String,
    pub first_line: usize,
    pub last_line: usize,
}

impl Key {
    pub fn open(folder: &Path) -> Result<Self, MeasureError> {
        let text = read_text(&folder.join("dossier.txt"))?;
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        line_starts.push(text.len() + 1);
        let mut key = Key { text, folder: folder.to_owned(), line_starts, covered: Vec::new() };
        let accounts: Vec<KeyAccount> = key.load("accounts")?;
        key.covered = accounts
            .iter()
            .filter(|a| a.kind == "account")
            .map(|a| key.lines(a.first_line, a.last_line))
            .collect();
        Ok(key)
    }

    /// One file of the key.
    pub fn load<T: DeserializeOwned>(&self, name: &str) -> Result<T, MeasureError> {
        read_json(&self.folder.join("gold").join(format!("{name}.json")))
    }

    /// The bytes of `span`; refused when the key's words do not stand there.
    pub fn bytes(&self, span: &KeySpan) -> Result<Span, MeasureError> {
        let found = self.place(span.line, span.start, span.end);
        if found.of(&self.text) == span.text {
            return Ok(found);
        }
        let why = format!("line {} does not read `{}` at {}", span.line, span.text, span.start);
        Err(MeasureError::Format { path: self.folder.join("gold"), why })
    }

    /// True if `span` lies in an account the key covers.
    pub fn covers(&self, span: Span) -> bool {
        self.covered.iter().any(|account| account.contains(span))
    }

    /// The bytes from the start of line `first` to the end of line `last`, both counted from 1.
    pub fn lines(&self, first: usize, last: usize) -> Span {
        let start = self.line_starts.get(first.saturating_sub(1)).copied().unwrap_or(0);
        let end = self.line_starts.get(last).map_or(self.text.len(), |next| next.saturating_sub(1));
        Span::new(start, end)
    }

    /// The line that byte `offset` stands in, counted from 1.
    pub fn line_of(&self, offset: u32) -> usize {
        self.line_starts.partition_point(|start| *start <= offset as usize)
    }

    fn place(&self, line: usize, start: usize, end: usize) -> Span {
        let whole = self.lines(line, line);
        let words = whole.of(&self.text);
        let byte = |character: usize| words.char_indices().nth(character).map_or(words.len(), |(at, _)| at);
        Span::new(whole.start as usize + byte(start), whole.start as usize + byte(end))
    }
}
