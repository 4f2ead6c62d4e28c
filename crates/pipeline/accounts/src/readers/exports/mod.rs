//! JSON documents: exports of platforms and tools, told apart by the fields they have.
//!
//! Comes in: decoded text that is one JSON value. Goes out: a [`Draft`] made by the shape that fits. It may not know
//! layout.
//!
//! A new export is one file beside this one and one line in [`SHAPES`].

mod articles;
mod auto_archiver;
mod info_json;
mod telegram;

use super::draft::Draft;
use super::json::{self, Value};
use super::{Make, Reader};
use recount_diagnostics::Diagnostic;
use recount_model::BlockKind;
use recount_sayings::say;
use std::ops::Range;

pub(super) const READER: Reader = Reader {
    id: "json",
    extensions: &["json"],
    is_certain: |_| false,
    is_likely: |beginning| {
        let mut lines = beginning.lines().filter(|line| !line.trim().is_empty());
        // One object on each line is another format.
        lines.next().is_some_and(|line| matches!(line.trim(), "{" | "["))
            && lines.next().is_some_and(|line| line.trim().starts_with(['"', '{']))
    },
    declared_encoding: |_| None,
    make: Make::Drafted(read),
};

/// A JSON document and the text it stands in.
#[derive(Clone, Copy)]
struct Document<'s> {
    source: &'s str,
    value: &'s Value,
}

impl<'s> Document<'s> {
    fn at(self, value: &'s Value) -> Self {
        Document { value, ..self }
    }

    fn get(self, name: &str) -> Option<Self> {
        Some(self.at(self.value.get(self.source, name)?))
    }

    /// The words of the string or number `name`, and where they stand. What is empty counts as absent.
    fn words(self, name: &str) -> Option<(String, Range<usize>)> {
        let value = self.get(name)?.value;
        let words = value.words(self.source).filter(|words| !words.trim().is_empty())?;
        Some((words, value.place()?))
    }

    /// The string `name` if it is one and not empty.
    fn string(self, name: &str) -> Option<Range<usize>> {
        self.get(name)?.value.string().filter(|range| !range.is_empty())
    }

    fn integer(self, name: &str) -> Option<(i64, Range<usize>)> {
        let (words, place) = self.words(name)?;
        let whole = words.split(['.', 'e', 'E']).next()?;
        Some((whole.parse().ok()?, place))
    }

    fn items(self) -> impl Iterator<Item = Self> {
        self.value.items().iter().map(move |item| self.at(item))
    }

    /// Where it stands, roughly: where the first string or number in it does.
    fn start(self) -> usize {
        first_place(self.value).unwrap_or(0)
    }
}

fn first_place(value: &Value) -> Option<usize> {
    match value {
        Value::Object(fields) => fields.first().map(|(name, _)| name.start),
        Value::Array(items) => items.iter().find_map(first_place),
        other => other.place().map(|place| place.start),
    }
}

/// One kind of export.
struct Shape {
    /// Kebab-case name, kept as the reader of the reading.
    id: &'static str,
    is_this: fn(Document<'_>) -> bool,
    read: fn(Document<'_>, &mut Draft),
}

const SHAPES: &[Shape] = &[telegram::SHAPE, info_json::SHAPE, auto_archiver::SHAPE, articles::SHAPE];

fn read(source: &str) -> Draft {
    let mut draft = Draft::default();
    match json::value_at(source, 0) {
        Ok((value, end)) if source.get(end..).is_some_and(|rest| rest.trim().is_empty()) => {
            let document = Document { source, value: &value };
            match SHAPES.iter().find(|shape| (shape.is_this)(document)) {
                Some(shape) => {
                    draft.reader = Some(shape.id);
                    (shape.read)(document, &mut draft);
                }
                None => unknown(source, &mut draft),
            }
        }
        Ok((_, end)) => {
            let message = say!("odd.more-after-json");
            draft.odd(end, Diagnostic::warning("not-json", message));
            as_it_stands(source, &mut draft);
        }
        Err(error) => {
            let message = say!("odd.not-json", why = say!(error.why));
            let hint = say!("odd-hint.not-json");
            draft.odd(error.at, Diagnostic::warning("not-json", message).hint(hint));
            as_it_stands(source, &mut draft);
        }
    }
    draft
}

fn unknown(source: &str, draft: &mut Draft) {
    let message = say!("odd.unknown-json");
    let hint = say!("odd-hint.unknown-json");
    draft.odd(0, Diagnostic::warning("unknown-json", message).hint(hint));
    as_it_stands(source, draft);
}

/// What nobody can be made the author of stays as it stands.
fn as_it_stands(source: &str, draft: &mut Draft) {
    draft.verbatim(source, 0);
    draft.block(0, BlockKind::Furniture);
}
