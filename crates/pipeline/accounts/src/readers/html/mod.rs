//! HTML pages to text: the main text as blocks, menus and adverts set apart, scripts left out.
//!
//! Comes in: decoded text of a page. Goes out: a [`Draft`] with blocks and metadata clues. It may not know
//! layout or language: only elements, attributes and how many of the words are links.
//!
//! Source: HTML Living Standard, tokenised by `html5gum`, which gives the span of every token.

mod blocks;
mod clues;
mod furniture;
mod hints;

use super::draft::Draft;
use super::{Make, Reader};
use blocks::Walk;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::ops::Range;

pub(super) const READER: Reader = Reader {
    id: "html",
    extensions: &["html", "htm", "xhtml", "shtml", "svg"],
    is_certain,
    is_likely,
    declared_encoding,
    make: Make::Drafted(read),
};

/// Bytes at the beginning in which the standard wants the encoding declared.
const DECLARATION_BYTES: usize = 1024;

fn is_certain(beginning: &str) -> bool {
    let Some(start) = opened_by_tag(beginning) else { return false };
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
        || (start.starts_with("<?xml") && start.contains("<html"))
}

fn is_likely(beginning: &str) -> bool {
    // Of other markup the words are taken and the marks left, too.
    let tags =
        ["<?xml", "<svg", "<p>", "</p>", "<div", "</div>", "<br>", "<br/>", "<h1", "<article", "<meta "];
    opened_by_tag(beginning).is_some_and(|lower| tags.iter().any(|tag| lower.contains(tag)))
}

/// The text in lower case, if it opens like a tag: most files are in no need of a copy.
fn opened_by_tag(beginning: &str) -> Option<String> {
    let start = beginning.trim_start();
    start.starts_with('<').then(|| start.to_lowercase())
}

/// The label in `charset=…` near the beginning. Source: HTML, "prescan a byte stream".
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..DECLARATION_BYTES).unwrap_or(bytes)).to_lowercase();
    let after = head.split("charset=").nth(1).or_else(|| head.split("encoding=").nth(1))?;
    let is_label = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    let label: String =
        after.trim_start_matches(['"', '\'', ' ']).chars().take_while(|c| is_label(*c)).collect();
    (!label.is_empty()).then_some(label)
}

pub(super) fn read(source: &str) -> Draft {
    let mut walk = Walk::new(source);
    for token in tokens(source) {
        walk.token(token);
    }
    let page = walk.finish();
    let kinds = furniture::kinds(&page);
    blocks::drafted(page, &kinds)
}

/// Reads a piece of a page that stands in something else: an entry of a feed, a chapter of a book.
pub(super) fn fragment(source: &str) -> Draft {
    read(source)
}

/// Adds the text of a piece of HTML (inside Markdown) to `draft`, without its tags.
pub(super) fn inline_text(source: &str, range: Range<usize>, draft: &mut Draft) {
    let piece = source.get(range.clone()).unwrap_or("");
    for token in tokens(piece) {
        match token {
            Token::String(string) => {
                let span = string.span.start..string.span.end;
                for part in decoded_parts(piece, span, &string.value) {
                    let at = part.source.start + range.start..part.source.end + range.start;
                    match part.made {
                        None => draft.verbatim(piece.get(part.source).unwrap_or(""), at.start),
                        Some(words) => draft.made(&words, at),
                    }
                }
            }
            Token::StartTag(tag) if tag.name == b"br" => {
                draft.made("\n", range.start + tag.span.start..range.start + tag.span.end);
            }
            _ => {}
        }
    }
}

fn tokens(source: &str) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(source, emitter).map_while(Result::ok)
}

/// A run of page text: the source itself, or what a character reference stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) source: Range<usize>,
    /// `None` if the text is the source.
    pub(super) made: Option<String>,
}

/// Cuts the text of one string token into parts at its character references.
fn decoded_parts(source: &str, span: Range<usize>, value: &[u8]) -> Vec<Part> {
    let slice = source.get(span.clone()).unwrap_or("");
    if slice.as_bytes() == value {
        return vec![Part { source: span, made: None }];
    }
    let (mut parts, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(found) = slice.get(at..).and_then(|rest| rest.find(['&', '\r'])) {
        let start = at + found;
        let (end, made) = reference(slice, start);
        at = end;
        if let Some(made) = made {
            push_plain(&mut parts, span.start, from..start);
            parts.push(Part { source: span.start + start..span.start + end, made: Some(made) });
            from = end;
        }
    }
    push_plain(&mut parts, span.start, from..slice.len());
    let rebuilt: String = parts
        .iter()
        .map(|part| part.made.as_deref().unwrap_or_else(|| source.get(part.source.clone()).unwrap_or("")))
        .collect();
    if rebuilt.as_bytes() == value {
        return parts;
    }
    vec![Part { source: span, made: Some(String::from_utf8_lossy(value).into_owned()) }]
}

fn push_plain(parts: &mut Vec<Part>, base: usize, range: Range<usize>) {
    if !range.is_empty() {
        parts.push(Part { source: base + range.start..base + range.end, made: None });
    }
}

/// The end of what may be a character reference at `start`, and what it stands for if it is one.
fn reference(slice: &str, start: usize) -> (usize, Option<String>) {
    let rest = slice.get(start..).unwrap_or("");
    if rest.starts_with('\r') {
        let end = start + if rest.starts_with("\r\n") { 2 } else { 1 };
        return (end, Some("\n".to_owned()));
    }
    let name = rest.bytes().skip(1).take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let end = start + 1 + name + usize::from(rest.as_bytes().get(1 + name) == Some(&b';'));
    let source = slice.get(start..end).unwrap_or("");
    let decoded: Vec<u8> = tokens(source)
        .flat_map(|token| if let Token::String(string) = token { string.value.0.clone() } else { Vec::new() })
        .collect();
    let made = String::from_utf8_lossy(&decoded).into_owned();
    (end, (made != source).then_some(made))
}
