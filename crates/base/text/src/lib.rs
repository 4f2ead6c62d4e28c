//! Text: tokens, sentences, offsets, anchoring.
//!
//! Comes in: a text. Goes out: typed tokens and sentences with byte spans into it. It may not know any stage
//! or language pack; what differs by language (abbreviations) is given to it.

mod account_text;
mod covers;
mod letters;
mod scan;
mod sentences;
mod tokens;
mod word_endings;
mod words;

pub use account_text::{AccountText, Sentence};
pub use covers::Covers;
pub use letters::{is_alphabetic, is_alphanumeric, lower_case_into, white_words, word_count};
pub use scan::{Beginning, Scan, ScanMap, ScannedWord, scan, scanned};
pub use sentences::{Abbreviations, sentences, span_of};
pub use tokens::{Token, TokenKind, is_quotation_mark, tokenize, without_breaks};
pub use word_endings::WordEndings;
pub use words::{FoldHasher, FoldMap, WordKey, WordMap, WordSet};
