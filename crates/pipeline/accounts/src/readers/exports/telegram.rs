//! `result.json` of Telegram Desktop: one chat, or the export of an account.
//!
//! Comes in: a JSON document. Goes out: one telling for each message that has words. It may not know layout.
//!
//! Source: `export_output_json.cpp` of Telegram Desktop. Empty values are left out there, so absence says nothing;
//! `date` is the local time of the machine that exported, `date_unixtime` is the time itself.

use super::super::dates;
use super::super::draft::Draft;
use super::super::json::{self, Value};
use super::{Document, Shape};
use recount_diagnostics::Diagnostic;
use recount_model::{BlockKind, Locator, MetadataField};
use recount_sayings::{Join, Told, list, say};

pub(super) const SHAPE: Shape = Shape { id: "telegram", is_this, read };

/// Lists of chats in the export of an account.
const CHATS: [&str; 2] = ["chats", "left_chats"];

/// What else the export of an account holds: about persons, not told by anybody.
const PERSONAL: [&str; 10] = [
    "personal_information",
    "profile_pictures",
    "stories",
    "contacts",
    "frequent_contacts",
    "sessions",
    "web_sessions",
    "other_data",
    "ips",
    "profile_music",
];

fn is_this(document: Document<'_>) -> bool {
    let is_message = |message: Document<'_>| {
        ["message", "service", "unsupported"].iter().any(|kind| is(message, "type", kind))
            && (message.get("date_unixtime").is_some() || message.get("date").is_some())
    };
    let is_list = |list: &Document<'_>| matches!(list.value, Value::Array(_));
    let messages = document.get("messages").filter(is_list);
    let is_chat =
        document.get("type").is_some() && messages.is_some_and(|list| list.items().take(3).all(is_message));
    is_chat || CHATS.iter().any(|name| document.get(name).is_some_and(|chats| chats.get("list").is_some()))
}

fn is(document: Document<'_>, name: &str, value: &str) -> bool {
    document.string(name).is_some_and(|range| document.source.get(range) == Some(value))
}

fn read(document: Document<'_>, draft: &mut Draft) {
    let mut counts = Counts::default();
    if document.get("messages").is_some() {
        chat(document, None, draft, &mut counts);
    }
    for list in CHATS.iter().filter_map(|name| document.get(name)?.get("list")) {
        for one in list.items() {
            let id = one.words("id").map(|(id, _)| id);
            chat(one, id.as_deref(), draft, &mut counts);
        }
    }
    counts.told(draft);
    personal(document, draft);
}

fn personal(document: Document<'_>, draft: &mut Draft) {
    let skipped: Vec<(&str, Document<'_>)> =
        PERSONAL.iter().filter_map(|name| Some((*name, document.get(name)?))).collect();
    if let Some((_, first)) = skipped.first() {
        let names = list(Join::Comma, skipped.iter().map(|(name, _)| *name));
        let message = say!("odd.personal-data-skipped", names = names);
        draft.odd(first.start(), Diagnostic::note("personal-data-skipped", message));
    }
}

/// What holds no words, by kind.
#[derive(Default)]
struct Counts {
    at: usize,
    service: usize,
    unsupported: usize,
    not_exported: usize,
    undated: usize,
}

impl Counts {
    fn told(&self, draft: &mut Draft) {
        let all: [(usize, &str, &'static str, &'static str); 4] = [
            (self.service, "service-messages", "odd.service-message", "odd.service-messages"),
            (self.unsupported, "unsupported-messages", "odd.unsupported-message", "odd.unsupported-messages"),
            (self.not_exported, "media-not-exported", "odd.file-not-exported", "odd.files-not-exported"),
            (self.undated, "undated-messages", "odd.undated-message", "odd.undated-messages"),
        ];
        for (count, id, one, many) in all.into_iter().filter(|(count, ..)| *count > 0) {
            let message = if count == 1 { say!(one) } else { say!(many, n = count) };
            draft.odd(self.at, Diagnostic::note(id, message));
        }
    }
}

fn chat(chat: Document<'_>, id: Option<&str>, draft: &mut Draft, counts: &mut Counts) {
    for one in chat.get("messages").iter().flat_map(|messages| messages.items()) {
        if is(one, "type", "message") {
            message(one, id, draft, counts);
        } else if is(one, "type", "unsupported") {
            counts.unsupported += 1;
        } else {
            counts.service += 1;
        }
    }
}

fn message(message: Document<'_>, chat: Option<&str>, draft: &mut Draft, counts: &mut Counts) {
    counts.at = message.start();
    counts.not_exported += not_exported(message);
    let pieces = pieces(message);
    let poll = message.get("poll");
    if pieces.is_empty() && poll.is_none() {
        return;
    }
    draft.break_block(message.start());
    let id = message.words("id").map_or_else(String::new, |(id, _)| id);
    draft.place(Locator::Message { id: chat.map_or_else(|| id.clone(), |chat| format!("{chat}/{id}")) });
    let (start, first_clue) = (draft.text.len(), draft.clues.len());
    pieces.into_iter().for_each(|piece| json::add(draft, message.source, piece));
    draft.lines(start, |_| BlockKind::Paragraph);
    if let Some(poll) = poll {
        questions(poll, draft);
    }
    let why = clues(message, &id, draft, counts);
    draft.telling(start, first_clue, why);
}

/// The parts of a text: a string, or an array of strings and of objects that have one.
fn pieces(message: Document<'_>) -> Vec<std::ops::Range<usize>> {
    let Some(text) = message.get("text") else { return Vec::new() };
    let words = |part: Document<'_>| match part.value {
        Value::String(range) => Some(range.clone()),
        _ => part.string("text"),
    };
    let parts = match text.value {
        Value::Array(_) => text.items().filter_map(words).collect(),
        _ => words(text).into_iter().collect::<Vec<_>>(),
    };
    parts.into_iter().filter(|range| !range.is_empty()).collect()
}

fn questions(poll: Document<'_>, draft: &mut Draft) {
    let answers = poll.get("answers");
    let answers =
        answers.iter().flat_map(|answers| answers.items()).map(|answer| (answer, "text", BlockKind::List));
    for (one, name, kind) in std::iter::once((poll, "question", BlockKind::Paragraph)).chain(answers) {
        if let Some(range) = one.string(name) {
            draft.break_block(range.start);
            let start = draft.text.len();
            json::add(draft, one.source, range);
            draft.block(start, kind);
        }
    }
}

/// Who said it and when. What is passed on was said by somebody else, before.
fn clues(message: Document<'_>, id: &str, draft: &mut Draft, counts: &mut Counts) -> Told {
    let is_forwarded = ["forwarded_from", "saved_from"].iter().any(|name| message.get(name).is_some());
    let mut why = say!("telling.message", id = id);
    let sender = if is_forwarded { "forwarded_from" } else { "from" };
    if let Some((name, place)) = message.words(sender) {
        draft.clue(MetadataField::Publisher, &name, place);
    } else {
        why = say!("telling.author-hidden", message = why);
    }
    if is_forwarded {
        why = match message.words("from") {
            Some((by, _)) => say!("telling.passed-on", message = why, by = by),
            None => say!("telling.passed-on-by-somebody", message = why),
        };
    } else if let Some((name, place)) = message.words("author") {
        draft.clue(MetadataField::Author, &name, place);
    }
    match time(message, "date_unixtime", "date") {
        Some((value, place)) => {
            let field = if is_forwarded { MetadataField::Captured } else { MetadataField::Sent };
            draft.clue(field, &value, place);
        }
        None => counts.undated += 1,
    }
    if let Some((value, place)) = time(message, "edited_unixtime", "edited") {
        draft.clue(MetadataField::Modified, &value, place);
        why = say!("telling.edited", message = why);
    }
    why
}

/// The time itself; in old exports only the local time of the machine that exported.
fn time(message: Document<'_>, unix: &str, local: &str) -> Option<(String, std::ops::Range<usize>)> {
    if let Some((seconds, place)) = message.integer(unix) {
        // Before Telegram there were no messages: 0 stands for "never".
        return Some((dates::of_unix(seconds).filter(|_| seconds > 1_000_000_000)?, place));
    }
    let (words, place) = message.words(local)?;
    let year: i32 = words.get(..4)?.parse().ok()?;
    (year > 2001 && words.as_bytes().get(10) == Some(&b'T')).then_some((words, place))
}

/// Fields that hold the path of a file, or in round brackets why there is none.
fn not_exported(message: Document<'_>) -> usize {
    let is_placeholder = |name: &&&str| {
        let path = message.string(name).and_then(|range| message.source.get(range));
        path.is_some_and(|path| path.starts_with('(') && path.ends_with(')'))
    };
    ["photo", "file"].iter().filter(is_placeholder).count()
}
