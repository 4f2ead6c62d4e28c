//! `talking-point`: similar wording in the mouths of different speakers.
//!
//! # What it says
//! Two or more speakers use the same rare words in the same way, and nobody is quoting the other.
//!
//! # Why it matters
//! It shows where one formula is repeated: the number of voices is then not the number of judgements.
//!
//! # How it is computed
//! Collation compares statements of different speakers by shared rare words and word pairs, and leaves out what a copied
//! passage explains. Words inside another's words, and statements that share a number, are left out here.
//!
//! # What it does not show
//! Coordination. People who read the same text, or speak of the same thing, use the same words.
//!
//! # References
//! Y. Lin, D. Margolin, D. Lazer: Uncovering social semantics from textual traces. JASIST 67 (2016).

use crate::draft::Draft;
use crate::view::View;
use crate::words::{named, quoted};
use recount_model::{Finding, Hold, Id, Passage, Severity, TalkingPoint};
use recount_sayings::{Join, list, say};
use std::collections::BTreeSet;

/// The kind's id.
pub const ID: &str = "talking-point";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    view.dossier.collation.talking_points.iter().filter_map(|point| finding(point, view)).collect()
}

/// One speaker's words.
struct Said<'point> {
    statement: &'point Id,
    speaker: &'point str,
    passage: &'point Passage,
}

/// The longest passage of each place and speaker: words inside another's words are the same words.
fn apart(point: &TalkingPoint) -> Vec<Said<'_>> {
    let mut said: Vec<Said<'_>> = point
        .statements
        .iter()
        .zip(&point.passages)
        .map(|((statement, speaker), passage)| Said { statement, speaker, passage })
        .collect();
    said.sort_by_key(|said| (std::cmp::Reverse(said.passage.span.len()), said.passage.clone()));
    let mut kept: Vec<Said<'_>> = Vec::new();
    for next in said {
        let is_inside = |kept: &Said<'_>| {
            kept.passage.original == next.passage.original && kept.passage.span.overlaps(next.passage.span)
        };
        if !kept.iter().any(|kept| is_inside(kept) || kept.speaker == next.speaker) {
            kept.push(next);
        }
    }
    kept.sort_by(|a, b| a.passage.cmp(b.passage));
    kept
}

/// True if the likeness is that all give one number: that is a question of figures, not of wording.
fn is_one_number(said: &[Said<'_>], view: &View<'_>) -> bool {
    let numbers = |said: &Said<'_>| -> BTreeSet<(String, u64)> {
        let figures = view.figures_in(&said.passage.account, said.passage.span).into_iter();
        figures.map(|told| (told.figure.measure.0.clone(), told.figure.low)).collect()
    };
    let mut all = said.iter().map(numbers);
    let Some(first) = all.next() else { return false };
    !all.fold(first, |shared, next| &shared & &next).is_empty()
}

fn finding(point: &TalkingPoint, view: &View<'_>) -> Option<Finding> {
    let said = apart(point);
    if is_one_number(&said, view) {
        return None;
    }
    let shortest = said.iter().min_by_key(|said| said.passage.text.len()).filter(|_| said.len() > 1)?;
    let speakers = list(Join::And, said.iter().map(|said| said.speaker));
    Some(
        Draft {
            kind: ID,
            hold: Hold::Possible,
            reading: Some(say!("talking-point.reading")),
            title: say!("talking-point.title", speakers = speakers, words = quoted(&shortest.passage.text)),
            why: named(&point.why, view),
            passages: said.iter().map(|said| said.passage.clone()).collect(),
            parents: said.iter().map(|said| said.statement).chain([&point.id]).cloned().collect(),
            severity: Severity::Notable,
        }
        .finish(),
    )
}
