//! Quotes and statements: span (shared part at least half of the longer), and the right speaker.

use super::key::{Key, KeySpan};
use crate::matching::{overlap, pair_up, shared_bytes};
use crate::{MeasureError, Score};
use recount_model::{Dossier, Span, Statement};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct KeyQuote {
    speaker: String,
    mode: String,
    start: Option<KeySpan>,
    end: Option<KeySpan>,
    text: Option<String>,
}

pub fn judge(key: &Key, dossier: &Dossier) -> Result<Vec<Score>, MeasureError> {
    let all: Vec<KeyQuote> = key.load("quotes")?;
    let (mut gold, mut spans, mut labels) = (Vec::new(), Vec::new(), Vec::new());
    for quote in &all {
        let (Some(start), Some(end)) = (&quote.start, &quote.end) else { continue };
        let span = key.bytes(start)?.cover(key.bytes(end)?);
        if quote.mode == "label/scare" {
            labels.push(span);
        } else {
            gold.push(quote);
            spans.push(span);
        }
    }
    let given: Vec<&Statement> = dossier
        .claims
        .iter()
        .flat_map(|claims| &claims.statements)
        .filter(|statement| {
            key.covers(statement.span) && !labels.iter().any(|label| is_label(statement.span, *label))
        })
        .collect();
    let given_spans: Vec<Span> = given.iter().map(|statement| statement.span).collect();
    let pairs = pair_up(&spans, &given_spans, 0.5);
    let score = |name: &str, is_right: &dyn Fn(usize, usize) -> bool| {
        let right = pairs.iter().filter(|(a, b)| is_right(*a, *b)).count();
        let line = |at: Span| key.line_of(at.start);
        let wrong = pairs.iter().filter(|(a, b)| !is_right(*a, *b));
        let wrong = wrong.map(|(a, b)| {
            format!("line {}: speaker `{}`, given `{}`", line(spans[*a]), gold[*a].speaker, given[*b].speaker)
        });
        let missed = (0..gold.len()).filter(|idx| !pairs.iter().any(|(a, _)| a == idx));
        let missed = missed.map(|idx| {
            format!(
                "line {}: missed {}: `{}`",
                line(spans[idx]),
                gold[idx].speaker,
                gold[idx].text.as_deref().unwrap_or("…")
            )
        });
        let extra = (0..given.len()).filter(|idx| !pairs.iter().any(|(_, b)| b == idx));
        let extra = extra.map(|idx| {
            format!("line {}: extra {}: `{}`", line(given_spans[idx]), given[idx].speaker, given[idx].text)
        });
        Score::new(name, right, gold.len(), given.len(), wrong.chain(missed).chain(extra).collect())
    };
    Ok(vec![
        score("quotes.span", &|_, _| true),
        score("quotes.speaker", &|a, b| {
            let canonical = given[b].speaker_canonical.as_deref().unwrap_or("");
            is_same_speaker(&gold[a].speaker, &given[b].speaker)
                || is_same_speaker(&gold[a].speaker, canonical)
        }),
    ])
}

/// Names of laws and ironic labels are in the key for completeness; giving them is neither right nor wrong.
fn is_label(given: Span, label: Span) -> bool {
    overlap(given, label) >= 0.5 && shared_bytes(given, label) * 10 >= given.len() * 8
}

/// True if at least half of the words of the shorter name are in the other ("Baysalova" and "Zhanna Baysalova").
pub fn is_same_speaker(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    shared > 0 && shared * 2 >= a.len().min(b.len())
}

fn words(name: &str) -> BTreeSet<String> {
    const FUNCTION_WORDS: [&str; 14] =
        ["the", "of", "a", "an", "and", "in", "to", "for", "s", "his", "her", "unnamed", "implied", "it"];
    name.to_lowercase()
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty() && !FUNCTION_WORDS.contains(word))
        .map(str::to_owned)
        .collect()
}
