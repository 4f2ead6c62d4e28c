//! `figure-conflict`: numbers that cannot all hold, and on which reading.
//!
//! # What it says
//! What one speaker counted is more than what another's number leaves room for; the reading under which that is so, and
//! the reading under which both can hold.
//!
//! # Why it matters
//! It is where the accounts really contradict each other, and it says what would have to be asked: was the lower number
//! a full count?
//!
//! # How it is computed
//! Answers to one question as floors and ceilings of a count that only grows: a floor above a ceiling that is as of the
//! same time or later. All conflicts with one floor are one finding.
//!
//! # What it does not show
//! Who is right. A conflict on a reading disappears with the reading.
//!
//! # References
//! D. Manrique-Vallier, P. Ball, D. Sulmont: Estimating the number of fatal victims (2019), on reports as lower bounds.

use crate::draft::Draft;
use crate::view::View;
use crate::words::claimed;
use recount_model::{ClaimInQuestion, FigureConflict, Finding, Hold, Id, Question, Severity};
use std::collections::BTreeMap;

/// Measures of harm to people: what is disputed about them comes first.
const HARM: [&str; 5] = ["killed", "injured", "hospitalised", "missing", "detained"];

/// The kind's id.
pub const ID: &str = "figure-conflict";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let questions = view.dossier.questions.iter();
    questions.flat_map(|question| of(question, view)).collect()
}

fn of(question: &Question, view: &View<'_>) -> Vec<Finding> {
    let mut by_floor: BTreeMap<(&Id, Hold), Vec<&FigureConflict>> = BTreeMap::new();
    for conflict in &question.conflicts {
        if let Some(floor) = conflict.figures.first() {
            by_floor.entry((floor, conflict.hold)).or_default().push(conflict);
        }
    }
    let groups = by_floor.into_iter();
    groups
        .filter_map(|((floor, hold), conflicts)| finding(question, (floor, hold), &conflicts, view))
        .collect()
}

fn finding(
    question: &Question,
    (floor, hold): (&Id, Hold),
    conflicts: &[&FigureConflict],
    view: &View<'_>,
) -> Option<Finding> {
    let high = claim(question, floor, view)?;
    let mut lows: Vec<(ClaimInQuestion, &FigureConflict)> = conflicts
        .iter()
        .filter_map(|conflict| Some((claim(question, conflict.figures.get(1)?, view)?, *conflict)))
        .collect();
    lows.sort_by_key(|(low, _)| (std::cmp::Reverse(low.low), low.figure.clone()));
    let (nearest, conflict) = lows.first()?;
    let so = if hold == Hold::Always { "" } else { " as a full count" };
    let mut why = vec![format!("both answer: {}", question.title)];
    why.extend(conflict.why.iter().cloned());
    why.extend(lows.iter().skip(1).map(|(low, _)| format!("nor with {}", claimed(low, view))));
    Some(
        Draft {
            kind: ID,
            hold,
            reading: conflict.reading.clone(),
            title: format!("{} cannot be squared with {}{so}", claimed(&high, view), claimed(nearest, view)),
            why,
            passages: std::iter::once(&high)
                .chain(lows.iter().map(|(low, _)| low))
                .map(|claim| claim.passage.clone())
                .collect(),
            parents: parents(question, conflicts),
            severity: severity(question, &high, nearest, hold),
        }
        .finish(),
    )
}

/// The answer with this figure, in this question or in one whose scope it is ordered with.
fn claim(question: &Question, figure: &Id, view: &View<'_>) -> Option<ClaimInQuestion> {
    let near = question.narrower.iter().chain(&question.wider).filter_map(|id| view.question(id));
    let mut all = std::iter::once(question).chain(near).flat_map(|question| &question.claims);
    all.find(|claim| claim.figure == *figure).cloned()
}

fn parents(question: &Question, conflicts: &[&FigureConflict]) -> Vec<Id> {
    let figures = conflicts.iter().flat_map(|conflict| conflict.figures.iter().chain([&conflict.id]));
    figures.chain([&question.id]).cloned().collect()
}

fn severity(question: &Question, high: &ClaimInQuestion, low: &ClaimInQuestion, hold: Hold) -> Severity {
    let is_harm = HARM.contains(&question.measure.0.as_str());
    match hold {
        Hold::Always => Severity::Sharp,
        Hold::OnReading if is_harm && high.role != low.role => Severity::Sharp,
        Hold::OnReading => Severity::Notable,
        Hold::Possible => Severity::Note,
    }
}
