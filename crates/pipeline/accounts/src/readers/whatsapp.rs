//! WhatsApp's export of a chat, from Android and from iOS.
//!
//! Comes in: decoded text. Goes out: a [`Draft`] with one telling for each message that has words. It may not know
//! layout.
//!
//! No specification exists; dates stand as the telephone was set. Their order is taken from what is impossible in any
//! other, then from what would run backwards; where both leave it open, no day is taken until the case says it.

mod date_order;
mod head;

use super::draft::Draft;
use super::programs::{self, PROGRAMS};
use super::{Make, Reader, dates};
use crate::FormatSettings;
use head::Head;
use recount_diagnostics::Diagnostic;
use recount_model::{BlockKind, Locator, MetadataField};
use recount_sayings::say;
use recount_time::Date;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) const READER: Reader = Reader {
    id: "whatsapp",
    extensions: &[],
    is_certain,
    is_likely: |_| false,
    declared_encoding: |_| None,
    make: Make::Settled(read),
};

/// True if the first line begins a message and somebody says something in one of the first lines.
fn is_certain(beginning: &str) -> bool {
    let mut lines = beginning.lines().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(|line| head::of(line).is_some())
        && beginning.lines().take(20).filter_map(head::of).any(|head| head.sender.is_some())
}

/// One message: its head, and the lines of its words.
struct Message<'s> {
    head: Head<'s>,
    /// Where its first line begins.
    start: usize,
    /// The first line without date and time.
    rest: (&'s str, usize),
    /// Words with where they stand; the first line without its head.
    lines: Vec<(&'s str, usize)>,
}

fn messages(source: &str) -> Vec<Message<'_>> {
    let mut found: Vec<Message<'_>> = Vec::new();
    let mut offset = 0;
    for line in source.split_inclusive('\n') {
        let (start, words) = (offset, line.trim_end_matches(['\n', '\r']));
        offset += line.len();
        match head::of(words) {
            Some(head) => {
                let cut = |from: usize| (words.get(from..).unwrap_or(""), start + from);
                let (rest, lines) = (cut(head.rest_start), vec![cut(head.words_start)]);
                found.push(Message { head, start, rest, lines });
            }
            None => {
                if let Some(last) = found.last_mut() {
                    last.lines.push((words, start));
                }
            }
        }
    }
    found
}

fn read(source: &str, settings: &FormatSettings) -> Draft {
    let mut draft = Draft::default();
    let messages = messages(source);
    let numbers: Vec<[u16; 3]> = messages.iter().map(|message| message.head.date).collect();
    let order = settings.date_order.or_else(|| date_order::decided(&numbers));
    if order.is_none() {
        let message = say!("odd.date-order-unknown");
        let hint = say!("odd-hint.date-order-unknown");
        draft.odd(0, Diagnostic::warning("date-order-unknown", message).hint(hint));
    }
    let senders = senders(&messages);
    let mut system = 0_usize;
    for (idx, message) in messages.iter().enumerate() {
        let day = order.and_then(|order| date_order::day(message.head.date, order));
        let sender = message.head.sender.filter(|sender| is_person(sender, &senders));
        if let Some(sender) = sender.filter(|_| !is_program(message)) {
            add(&mut draft, message, idx + 1, sender, day);
        } else {
            system += 1;
            unsaid(&mut draft, message, idx + 1);
        }
    }
    if system > 0 {
        let message = match system {
            1 => say!("odd.service-line"),
            _ => say!("odd.service-lines", n = system),
        };
        draft.odd(0, Diagnostic::note("service-messages", message));
    }
    draft
}

/// How often each sender writes.
fn senders<'s>(messages: &[Message<'s>]) -> BTreeMap<&'s str, usize> {
    let mut counts = BTreeMap::new();
    for sender in messages.iter().filter_map(|message| message.head.sender) {
        *counts.entry(sender).or_default() += 1;
    }
    counts
}

/// A line of the program may hold a colon too (`Ann changed the subject to "Fire: now"`): a sender who is written with
/// quotation marks has to write more than once.
fn is_person(sender: &str, senders: &BTreeMap<&str, usize>) -> bool {
    let is_odd = sender.contains(['"', '“', '”', '«', '»', '„']) || sender.chars().count() > 60;
    !is_odd || senders.get(sender).is_some_and(|count| *count > 1)
}

/// On iOS a line of the program begins with a mark that no keyboard writes.
fn is_program(message: &Message<'_>) -> bool {
    let is_marked = message.lines.first().is_some_and(|(words, _)| words.starts_with('\u{200e}'));
    is_marked && message.lines.iter().all(|(words, _)| kind_of(words) == BlockKind::Paragraph)
}

fn add(draft: &mut Draft, message: &Message<'_>, number: usize, sender: &str, day: Option<Date>) {
    let first_clue = draft.clues.len();
    draft.break_block(message.start);
    draft.place(Locator::Message { id: number.to_string() });
    let start = draft.text.len();
    lines(draft, &message.lines, kind_of);
    let head = message.start..message.start + message.head.words_start;
    draft.clue(MetadataField::Publisher, sender, head.clone());
    if let Some(day) = day {
        let value = dates::local(day, message.head.time);
        draft.clue(MetadataField::Sent, &value, head);
    }
    if message
        .lines
        .iter()
        .any(|(words, _)| kind_of(words) == BlockKind::Paragraph && !words.trim().is_empty())
    {
        draft.telling(start, first_clue, say!("telling.message", id = number.to_string()));
    } else {
        draft.clues.truncate(first_clue);
    }
}

/// Words that nobody said, or that are gone.
fn unsaid(draft: &mut Draft, message: &Message<'_>, number: usize) {
    draft.break_block(message.start);
    draft.place(Locator::Message { id: number.to_string() });
    let whole: Vec<_> = std::iter::once(message.rest).chain(message.lines.iter().skip(1).copied()).collect();
    lines(draft, &whole, |_| BlockKind::Furniture);
}

fn lines(draft: &mut Draft, lines: &[(&str, usize)], kind: impl Fn(&str) -> BlockKind) {
    for (idx, (words, at)) in lines.iter().enumerate() {
        if idx > 0 {
            let before = draft.source_end();
            draft.made("\n", before..(*at).max(before));
        }
        let range = without_edited(words);
        let start = draft.text.len();
        draft.verbatim(words.get(range.clone()).unwrap_or(""), at + range.start);
        draft.block(start, kind(words));
    }
}

/// The words without what the program added to them when they were changed.
fn without_edited(words: &str) -> Range<usize> {
    let bare = words.trim_end_matches(|c: char| programs::is_unseen(c) || c.is_whitespace());
    let added = bare.strip_suffix('>').and_then(|inside| inside.rfind('<'));
    let is_edited = |from: usize| {
        let inside = bare.get(from + 1..bare.len() - 1).unwrap_or("");
        PROGRAMS.chat.edited.contains(&programs::folded(inside))
    };
    0..added.filter(|from| is_edited(*from)).unwrap_or(words.len())
}

/// A line of the program among the words: something left out, a file that was sent, a message taken back.
fn kind_of(words: &str) -> BlockKind {
    let folded = programs::folded(words);
    let bare = folded.trim_start_matches(['<', '(']).trim_end_matches(['>', ')', '.']).trim();
    let is_key = |key: &str| PROGRAMS.chat.attached.contains(key.trim());
    let is_attached = bare.split_once(':').is_some_and(|(key, _)| folded.starts_with('<') && is_key(key))
        || folded
            .strip_suffix(')')
            .and_then(|rest| rest.rsplit_once('('))
            .is_some_and(|(_, key)| is_key(key));
    if PROGRAMS.chat.gone.contains(bare) || is_attached {
        return BlockKind::Furniture;
    }
    BlockKind::Paragraph
}
