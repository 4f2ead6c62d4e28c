//! Times as W3C Web Annotations (Recommendation of 23 February 2017), one JSON object each.
//!
//! Comes in: a text, what it is called, its times. Goes out: values to serialise. It may not know who prints them. Positions
//! count Unicode code points, as the model demands.

use recount_model::{Span, Timex};
use recount_time::timeml::type_name;
use serde_json::{Value, json};

/// Code points of context before and after the words.
const CONTEXT_CHARACTERS: usize = 32;

/// One annotation per time; `times` must be in order of the text.
pub fn times(source: &str, text: &str, times: &[Timex]) -> Vec<Value> {
    let (mut at_bytes, mut at_characters) = (0, 0);
    let mut characters_at = |byte: usize| {
        at_characters += text.get(at_bytes..byte).map_or(0, |words| words.chars().count());
        at_bytes = byte.max(at_bytes);
        at_characters
    };
    let one = |timex: &Timex| {
        let start = characters_at(timex.span.start as usize);
        annotation(source, text, timex, start)
    };
    times.iter().map(one).collect()
}

fn annotation(source: &str, text: &str, timex: &Timex, start: usize) -> Value {
    let words = timex.span.of(text);
    let mut tags = vec![tag("classifying", type_name(timex.kind))];
    if !timex.value.is_empty() {
        tags.insert(0, tag("tagging", &timex.value));
    }
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:recount:{}", timex.id.0),
        "type": "Annotation",
        "motivation": "tagging",
        "body": tags,
        "target": {
            "source": source,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": words,
                    "prefix": before(text, timex.span),
                    "suffix": after(text, timex.span),
                },
                { "type": "TextPositionSelector", "start": start, "end": start + words.chars().count() },
            ],
        },
    })
}

fn tag(purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value })
}

fn before(text: &str, span: Span) -> &str {
    let head = text.get(..span.start as usize).unwrap_or("");
    let start = head.char_indices().rev().take(CONTEXT_CHARACTERS).last().map_or(head.len(), |(at, _)| at);
    head.get(start..).unwrap_or("")
}

fn after(text: &str, span: Span) -> &str {
    let tail = text.get(span.end as usize..).unwrap_or("");
    let end = tail.char_indices().nth(CONTEXT_CHARACTERS).map_or(tail.len(), |(at, _)| at);
    tail.get(..end).unwrap_or("")
}
