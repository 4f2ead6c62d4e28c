//! Mail: a message (`.eml`), a mailbox (`.mbox`), a page saved as MHTML.
//!
//! Comes in: the bytes of an original. Goes out: a [`Draft`] whose sources are those bytes; each message is a telling by
//! its sender, and what it quotes or passes on is told by somebody else. It may not know layout.
//!
//! Sources: RFC 5322, RFC 4155 (mbox), RFC 2557 (MHTML), taken apart by `mail-parser`.

mod body;
mod page;
mod part;
mod voices;

use super::PackedReader;
use super::draft::Draft;
use super::programs::{PROGRAMS, folded};
use crate::ReadError;
use mail_parser::{Address, HeaderName, Message, MessageParser, PartType};
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{BlockKind, Locator, MetadataField};
use recount_sayings::{Told, say};
use std::ops::Range;

pub(super) const MAIL: PackedReader =
    PackedReader { id: "mail", is_this: is_mail, make: |bytes, _| read(bytes) };
pub(super) const PAGE: PackedReader =
    PackedReader { id: "mhtml", is_this: page::is_this, make: |bytes, _| page::read(bytes) };

/// Messages inside messages.
const MOST_DEPTH: u32 = 8;
const HEAD_BYTES: usize = 4096;

/// The lines a file begins with, as text.
fn head_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.get(..HEAD_BYTES).unwrap_or(bytes)).into_owned()
}

fn has_header(line: &str, header: &str) -> bool {
    line.get(..header.len()).is_some_and(|start| start.eq_ignore_ascii_case(header))
}

/// By its name, or by headers that only programs write.
fn is_mail(name: &str, bytes: &[u8]) -> bool {
    const HEADERS: [&str; 6] =
        ["Received:", "Return-Path:", "Delivered-To:", "MIME-Version:", "Message-ID:", "X-Mozilla-Status:"];
    if name.ends_with(".eml") || (bytes.starts_with(b"From ") && is_mailbox(name, bytes)) {
        return true;
    }
    let head = head_of(bytes);
    let lines = || head.lines().take_while(|line| !line.trim().is_empty());
    let is_field = |line: &str| {
        let name = line.split(':').next().unwrap_or("");
        line.contains(':') && !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    lines().next().is_some_and(is_field)
        && lines().filter(|line| HEADERS.iter().any(|header| has_header(line, header))).count() >= 2
}

/// A line `From …` alone begins letters as well: below it in a mailbox stand fields, two of those that mail has.
fn is_mailbox(name: &str, bytes: &[u8]) -> bool {
    const HEADERS: [&str; 6] = ["From:", "To:", "Date:", "Subject:", "Received:", "Return-Path:"];
    let head = head_of(bytes);
    let lines = head.lines().skip(1).take_while(|line| !line.trim().is_empty());
    name.ends_with(".mbox")
        || name.ends_with(".mbx")
        || lines.filter(|line| HEADERS.iter().any(|header| has_header(line, header))).count() >= 2
}

fn read(bytes: &[u8]) -> Result<Reported<Draft>, ReadError> {
    let mut draft = Draft::default();
    let is_mailbox = bytes.starts_with(b"From ");
    let ranges = if is_mailbox { messages(bytes) } else { std::iter::once(0..bytes.len()).collect() };
    let mut unread = 0_usize;
    for (idx, range) in ranges.into_iter().enumerate() {
        let of = Place { number: is_mailbox.then_some(idx + 1), is_mailbox, depth: 0 };
        if !message(&mut draft, bytes, range.clone(), &of) {
            unread += 1;
        }
    }
    if unread > 0 && is_mailbox {
        let message = match unread {
            1 => say!("odd.mailbox-unread-one"),
            _ => say!("odd.mailbox-unread", n = unread),
        };
        draft.odd(0, Diagnostic::note("message-without-text", message));
    }
    Ok(Reported::clean(draft))
}

/// The messages of a mailbox, without the line `From …` above each.
fn messages(bytes: &[u8]) -> Vec<Range<usize>> {
    let (mut starts, mut at, mut is_after_empty) = (Vec::new(), 0, true);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if is_after_empty && line.starts_with(b"From ") {
            starts.push((at, at + line.len()));
        }
        is_after_empty = line.trim_ascii().is_empty();
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([bytes.len()]);
    starts.iter().zip(ends).map(|((_, start), end)| *start..end.max(*start)).collect()
}

/// Which message it is.
struct Place {
    /// Of a mailbox.
    number: Option<usize>,
    is_mailbox: bool,
    depth: u32,
}

impl Place {
    fn told(&self) -> Told {
        match (self.number, self.depth) {
            (Some(number), 0) => say!("telling.mailbox", n = number),
            (Some(number), _) => say!("telling.mailbox-attached", n = number),
            (None, 0) => say!("telling.mail"),
            (None, _) => say!("telling.mail-attached"),
        }
    }
}

/// Adds the message that stands in `range`. False where it holds no text.
fn message(draft: &mut Draft, bytes: &[u8], range: Range<usize>, place: &Place) -> bool {
    let Some(message) = bytes.get(range.clone()).and_then(|raw| MessageParser::default().parse(raw)) else {
        return false;
    };
    let base = range.start;
    draft.break_block(base);
    if let Some(number) = place.number {
        draft.place(Locator::Message { id: number.to_string() });
    }
    let sender = sender(&message, base);
    let subject = subject(&message, base);
    let bodies: Vec<_> = message
        .text_body
        .iter()
        .filter_map(|id| body::of(bytes, message.part_of(*id)?, base, place.is_mailbox))
        .collect();
    let was = draft.text.len();
    voices::add(draft, &sender, subject.as_ref(), &bodies, &place.told());
    let mut has_text = draft.text.len() > was;
    for part in &message.parts {
        if let PartType::Message(_) = part.body
            && place.depth < MOST_DEPTH
            && part.encoding == mail_parser::Encoding::None
        {
            let inner = base + part.offset_body as usize..base + part.offset_end as usize;
            let of = Place { number: place.number, is_mailbox: place.is_mailbox, depth: place.depth + 1 };
            has_text |= self::message(draft, bytes, inner, &of);
        }
    }
    has_text
}

trait PartOf {
    fn part_of(&self, id: u32) -> Option<&mail_parser::MessagePart<'_>>;
}

impl PartOf for Message<'_> {
    fn part_of(&self, id: u32) -> Option<&mail_parser::MessagePart<'_>> {
        self.parts.get(id as usize)
    }
}

/// Who sent it and when, with where that stands.
#[derive(Default)]
struct Sender {
    name: Option<(String, Range<usize>)>,
    sent: Option<(String, Range<usize>)>,
}

fn sender(message: &Message<'_>, base: usize) -> Sender {
    let name = message.from().and_then(Address::first).and_then(|first| {
        let named = first.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        Some((
            named.or(first.address.as_deref())?.trim_matches(['"', '\'']).to_owned(),
            header(message, &HeaderName::From, base),
        ))
    });
    let sent = message.date().filter(|date| date.is_valid() && date.year > 1970);
    let sent = sent.map(|date| (date.to_rfc3339(), header(message, &HeaderName::Date, base)));
    Sender { name, sent }
}

/// Where the value of a header stands.
fn header(message: &Message<'_>, name: &HeaderName<'_>, base: usize) -> Range<usize> {
    let found = message.headers().iter().find(|header| header.name == *name);
    found.map_or(base..base, |header| base + header.offset_start as usize..base + header.offset_end as usize)
}

/// The subject, where it stands, and whether it may be another's ("Re: …").
struct Subject {
    words: String,
    source: Range<usize>,
    is_borrowed: bool,
}

fn subject(message: &Message<'_>, base: usize) -> Option<Subject> {
    let words = message.subject()?.split_whitespace().collect::<Vec<_>>().join(" ");
    let source = header(message, &HeaderName::Subject, base);
    let prefix = words.split_once(':').map(|(prefix, _)| folded(prefix.split('[').next().unwrap_or(prefix)));
    let is_borrowed = prefix.is_some_and(|prefix| PROGRAMS.mail.subject_prefixes.contains(&prefix));
    (!words.is_empty()).then_some(Subject { words, source, is_borrowed })
}

impl Subject {
    fn add(&self, draft: &mut Draft, kind: BlockKind) {
        draft.break_block(self.source.start);
        let start = draft.text.len();
        draft.made(&self.words, self.source.clone());
        draft.block(start, kind);
        draft.break_block(self.source.end);
    }
}

impl Sender {
    fn clues(&self, draft: &mut Draft) {
        for (field, clue) in [(MetadataField::Publisher, &self.name), (MetadataField::Sent, &self.sent)] {
            if let Some((value, source)) = clue {
                draft.clue(field, value, source.clone());
            }
        }
    }
}
