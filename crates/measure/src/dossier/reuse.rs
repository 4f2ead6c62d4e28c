//! Reuse: a passage pair of the key counts as found when at least half of it, on both sides, lies in one given pair.
//!
//! Half of the key is kept aside, so a given pair that touches no pair of the public key on either side cannot be
//! judged. One that touches a pair, or a distractor, and does not match on both sides is wrong.

use super::key::{Key, KeySpan};
use crate::matching::shared_bytes;
use crate::{MeasureError, Score};
use recount_model::{Dossier, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct KeyPair {
    id: String,
    a: Option<Vec<KeySpan>>,
    b: Option<Vec<KeySpan>>,
    kind: String,
    scope: Option<String>,
    what_changed: Option<String>,
}

struct Sides {
    id: String,
    a: Vec<Span>,
    b: Vec<Span>,
    is_distractor: bool,
}

pub fn judge(key: &Key, dossier: &Dossier) -> Result<Vec<Score>, MeasureError> {
    let mut gold = Vec::new();
    for pair in key.load::<Vec<KeyPair>>("reuse")? {
        gold.extend(sides(key, pair)?);
    }
    let given: Vec<(Span, Span)> =
        dossier.collation.alignments.iter().map(|pair| ordered(pair.a.span, pair.b.span)).collect();
    let is_found = |pair: &&Sides| given.iter().any(|(a, b)| covers(&pair.a, *a) && covers(&pair.b, *b));
    let (distractors, pairs): (Vec<&Sides>, Vec<&Sides>) = gold.iter().partition(|pair| pair.is_distractor);
    let right = pairs.iter().filter(|pair| is_found(pair)).count();
    let touches = |pair: &Sides, (a, b): (Span, Span)| (is_touched(&pair.a, a), is_touched(&pair.b, b));
    let judged: Vec<(Span, Span)> = given
        .iter()
        .copied()
        .filter(|sides| gold.iter().any(|pair| touches(pair, *sides) != (false, false)))
        .collect();
    let matches = |sides: (Span, Span)| pairs.iter().any(|pair| touches(pair, sides) == (true, true));
    let wrong: Vec<String> = judged
        .iter()
        .filter(|sides| !matches(**sides))
        .map(|(a, b)| {
            format!("lines {} and {}: matches no pair of the key", key.line_of(a.start), key.line_of(b.start))
        })
        .collect();
    let missed = pairs.iter().filter(|pair| !is_found(pair)).map(|pair| format!("missed {}", pair.id));
    let right_given = judged.len() - wrong.len();
    let recall = Score::new("reuse.passages", right, pairs.len(), right, missed.collect());
    let precision = if judged.is_empty() { 0.0 } else { right_given as f64 / judged.len() as f64 };
    let f1 = if precision + recall.recall > 0.0 {
        2.0 * precision * recall.recall / (precision + recall.recall)
    } else {
        0.0
    };
    let errors = recall.errors.iter().cloned().chain(wrong).collect();
    let rejected = distractors.iter().filter(|pair| !is_found(pair)).count();
    let mut scores = vec![Score { precision, f1, predicted: judged.len(), errors, ..recall }];
    if !distractors.is_empty() {
        scores.push(Score::new(
            "reuse.distractors",
            rejected,
            distractors.len(),
            distractors.len(),
            Vec::new(),
        ));
    }
    Ok(scores)
}

fn sides(key: &Key, pair: KeyPair) -> Result<Option<Sides>, MeasureError> {
    let text = format!("{} {}", pair.kind, pair.what_changed.unwrap_or_default());
    let is_distractor = text.contains("weak parallel") || pair.kind.contains("distractor");
    let is_copy = matches!(pair.kind.as_str(), "verbatim" | "edited" | "paraphrase");
    let is_between = pair.scope.as_deref() == Some("between accounts");
    let (Some(a), Some(b)) = (pair.a, pair.b) else { return Ok(None) };
    if !(is_distractor || is_copy && is_between) {
        return Ok(None);
    }
    let spans = |side: Vec<KeySpan>| side.iter().map(|span| key.bytes(span)).collect::<Result<Vec<_>, _>>();
    let (a, b) = (spans(a)?, spans(b)?);
    let is_forward = a.first() <= b.first();
    let (a, b) = if is_forward { (a, b) } else { (b, a) };
    Ok(Some(Sides { id: pair.id, a, b, is_distractor }))
}

fn ordered(a: Span, b: Span) -> (Span, Span) {
    if a <= b { (a, b) } else { (b, a) }
}

fn covers(side: &[Span], given: Span) -> bool {
    let shared: usize = side.iter().map(|span| shared_bytes(*span, given)).sum();
    let length: usize = side.iter().map(|span| span.len()).sum();
    shared * 2 >= length && length > 0
}

fn is_touched(side: &[Span], given: Span) -> bool {
    side.iter().any(|span| shared_bytes(*span, given) > 0)
}
