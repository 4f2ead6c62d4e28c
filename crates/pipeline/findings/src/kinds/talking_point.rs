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
//! passage explains.
//!
//! # What it does not show
//! Coordination. People who read the same text, or speak of the same thing, use the same words.
//!
//! # References
//! Y. Lin, D. Margolin, D. Lazer: Uncovering social semantics from textual traces. JASIST 67 (2016).

use crate::draft::Draft;
use crate::view::View;
use crate::words::{listed, named, quoted};
use recount_model::{Finding, Hold, Severity, TalkingPoint};
use std::collections::BTreeSet;

/// The kind's id.
pub const ID: &str = "talking-point";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    view.dossier.collation.talking_points.iter().map(|point| finding(point, view)).collect()
}

fn finding(point: &TalkingPoint, view: &View<'_>) -> Finding {
    let speakers: BTreeSet<&String> = point.statements.iter().map(|(_, speaker)| speaker).collect();
    let speakers: Vec<String> = speakers.into_iter().cloned().collect();
    let shortest = point.passages.iter().min_by_key(|passage| passage.text.len());
    let words = shortest.map(|passage| quoted(&passage.text)).unwrap_or_default();
    Draft {
        kind: ID,
        hold: Hold::Possible,
        reading: Some(
            "similar wording; one text behind it, one quoting another, or chance are all possible".to_owned(),
        ),
        title: format!("Similar wording from {}: {words}", listed(&speakers)),
        why: named(&point.why, view),
        passages: point.passages.clone(),
        parents: point.statements.iter().map(|(id, _)| id).chain([&point.id]).cloned().collect(),
        severity: Severity::Notable,
    }
    .finish()
}
