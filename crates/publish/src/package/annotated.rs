//! Figures, statements and what was added by hand as W3C Web Annotations (Recommendation of 23 February 2017).
//!
//! Comes in: an indexed dossier. Goes out: one annotation page, with whoever added a thing by hand. Positions count Unicode code points of the named text
//! rendition, as the model demands.

use crate::index::Index;
use crate::json::decided::added_by;
use recount_model::{BY_HAND, Id, OriginalId, Reading, Span};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Code points of context before and after the words.
const CONTEXT_CHARACTERS: usize = 32;

pub(super) fn annotations(index: &Index<'_>) -> Value {
    let texts: BTreeMap<&OriginalId, Text<'_>> =
        index.dossier.readings.iter().map(|reading| (&reading.original, Text::of(reading))).collect();
    let mut items = Vec::new();
    for account in index.dossier.accounts.iter() {
        let (Some(claims), Some(text)) = (index.claims_of(&account.id), texts.get(&account.original)) else {
            continue;
        };
        let mut push = |id: &Id, motivation: &str, body: Value, span: Span| {
            items.push(made_by(index, id, text.annotation(&id.0, motivation, &body, span)));
        };
        // Times that a rule reads are read again by whoever wants them; what a person gave stands nowhere else.
        for time in claims.times.iter().filter(|time| time.rule == BY_HAND) {
            let body = json!({ "type": "TextualBody", "purpose": "tagging", "value": time.value });
            push(&time.id, "tagging", body, time.span);
        }
        for figure in &claims.figures {
            let body = json!({ "type": "TextualBody", "purpose": "tagging", "value": figure.measure });
            push(&figure.id, "describing", body, figure.span);
        }
        for statement in &claims.statements {
            let body = json!({ "type": "TextualBody", "purpose": "classifying", "value": "statement" });
            push(&statement.id, "highlighting", body, statement.span);
        }
    }
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:recount:annotations",
        "type": "AnnotationPage",
        "items": items,
    })
}

/// An annotation of what people added names them and the time of the first.
fn made_by(index: &Index<'_>, id: &Id, mut annotation: Value) -> Value {
    let by: Vec<_> = added_by(index, id).collect();
    if let Some(first) = by.first() {
        annotation["created"] = json!(first.at);
        annotation["creator"] =
            by.iter().map(|one| json!({ "type": "Person", "name": one.who.unwrap_or("unnamed") })).collect();
    }
    annotation
}

/// A reading with what positions in it need.
struct Text<'d> {
    reading: &'d Reading,
    /// Offsets at which every so many code points begin.
    marks: Vec<usize>,
    sha256: String,
}

/// Code points between two marks.
const STEP: usize = 1024;

impl<'d> Text<'d> {
    fn of(reading: &'d Reading) -> Self {
        let marks = reading.text.char_indices().step_by(STEP).map(|(at, _)| at).collect();
        let mut sha256 = String::new();
        for byte in Sha256::digest(reading.text.as_bytes()) {
            let _ = write!(sha256, "{byte:02x}");
        }
        Text { reading, marks, sha256 }
    }

    fn characters_before(&self, byte: usize) -> usize {
        let mark = self.marks.partition_point(|at| *at <= byte).saturating_sub(1);
        let from = self.marks.get(mark).copied().unwrap_or(0);
        mark * STEP + self.reading.text.get(from..byte).map_or(0, |words| words.chars().count())
    }

    fn annotation(&self, id: &str, motivation: &str, body: &Value, span: Span) -> Value {
        let text = &self.reading.text;
        let words = span.of(text);
        let start = self.characters_before(span.start as usize);
        let before: String =
            text.get(..span.start as usize).unwrap_or("").chars().rev().take(CONTEXT_CHARACTERS).collect();
        let after: String =
            text.get(span.end as usize..).unwrap_or("").chars().take(CONTEXT_CHARACTERS).collect();
        json!({
            "id": format!("urn:recount:{id}"),
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": {
                "source": format!("urn:sha256:{}", self.reading.original.0),
                "state": { "type": "State", "cached": format!("urn:sha256:{}", self.sha256) },
                "selector": [
                    { "type": "TextQuoteSelector", "exact": words, "prefix": before.chars().rev().collect::<String>(), "suffix": after },
                    { "type": "TextPositionSelector", "start": start, "end": start + words.chars().count() },
                ],
            },
        })
    }
}
