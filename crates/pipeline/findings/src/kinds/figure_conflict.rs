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
use crate::words::{claimed, grouped};
use recount_model::{ClaimInQuestion, FigureConflict, Finding, Hold, Id, Question, Severity};
use recount_sayings::{Join, Told, list, say};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Measures of harm to people: what is disputed about them comes first. Their counts grow as more becomes known.
pub(crate) const HARM: [&str; 5] = ["killed", "injured", "hospitalised", "missing", "detained"];

/// The kind's id.
pub const ID: &str = "figure-conflict";

/// A conflict, the question it stands in, and its two sides.
struct Conflicting<'dossier> {
    question: &'dossier Question,
    conflict: &'dossier FigureConflict,
    high: &'dossier ClaimInQuestion,
    low: &'dossier ClaimInQuestion,
}

/// More numbers than this that are too high for others make one finding of their question.
const MOST_FLOORS: usize = 6;
/// Most passages that one finding cites.
const MOST_PASSAGES: usize = 40;

/// Finds all of the kind: one finding for each number that is too high for others, or one for the whole question where
/// nearly everybody contradicts somebody.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let mut by_floor: BTreeMap<(&Id, u64), Vec<Conflicting<'_>>> = BTreeMap::new();
    for question in view.dossier.questions.iter().filter(|question| !question.conflicts.is_empty()) {
        let near = near(question, view);
        for conflict in &question.conflicts {
            let [high, low] = conflict.figures.as_slice() else { continue };
            if let Some((high, low)) = near.get(high).copied().zip(near.get(low).copied()) {
                let below = by_floor.entry((&high.root, high.low)).or_default();
                below.push(Conflicting { question, conflict, high, low });
            }
        }
    }
    let mut floors: BTreeMap<&Id, usize> = BTreeMap::new();
    for below in by_floor.values().filter_map(|below| below.first()) {
        *floors.entry(&below.question.id).or_default() += 1;
    }
    let mut together: BTreeMap<&Id, Vec<Conflicting<'_>>> = BTreeMap::new();
    let mut found = Vec::new();
    for below in by_floor.into_values() {
        let crowded =
            below.first().map(|first| &first.question.id).filter(|id| floors.get(*id) > Some(&MOST_FLOORS));
        match crowded {
            Some(question) => together.entry(question).or_default().extend(below),
            None => found.extend(finding(below, view)),
        }
    }
    found.extend(together.into_values().filter_map(|all| finding(all, view)));
    found
}

fn finding(mut below: Vec<Conflicting<'_>>, view: &View<'_>) -> Option<Finding> {
    below.sort_by_cached_key(|below| (rank(below), below.low.figure.clone(), below.high.figure.clone()));
    let nearest = below.first()?;
    let (question, conflict) = (nearest.question, nearest.conflict);
    let high = nearest.high;
    let mut why = vec![say!("figure-conflict.both", question = &question.title)];
    why.extend(conflict.why.iter().cloned());
    let highs: BTreeSet<(&Id, u64)> = below.iter().map(|below| (&below.high.root, below.high.low)).collect();
    if highs.len() > 1 {
        why.push(say!("figure-conflict.many", pairs = below.len(), numbers = highs.len()));
    } else {
        why.extend(others(&below, view));
    }
    let (told_high, told_low) = (claimed(high, view), claimed(nearest.low, view));
    let title = match conflict.hold {
        Hold::Always => say!("figure-conflict.title", high = told_high, low = told_low),
        _ => say!("figure-conflict.title-full", high = told_high, low = told_low),
    };
    let lows = below.iter().map(|below| below.low);
    let passages: Vec<_> =
        std::iter::once(high).chain(lows).chain(below.iter().skip(1).map(|below| below.high)).collect();
    let mut cited: Vec<_> = Vec::new();
    for claim in passages {
        if cited.len() < MOST_PASSAGES && !cited.contains(&claim.passage) {
            cited.push(claim.passage.clone());
        }
    }
    Some(
        Draft {
            kind: ID,
            hold: conflict.hold,
            reading: conflict.reading.clone(),
            title,
            why,
            passages: cited,
            parents: below.iter().flat_map(parents).collect(),
            severity: severity(question, high, nearest.low, conflict.hold),
        }
        .finish(),
    )
}

/// The surest first; then those within one scope, those with an official number, those with the greatest one.
fn rank(below: &Conflicting<'_>) -> (u8, bool, bool, Reverse<u64>) {
    let is_one_scope = below.question.claims.iter().any(|claim| claim.figure == below.high.figure);
    let is_official = below.low.role == "official";
    (certainty(below.conflict.hold), !is_one_scope, !is_official, Reverse(below.low.low))
}

/// What else the floor does not go with, by number.
fn others(below: &[Conflicting<'_>], view: &View<'_>) -> Vec<Told> {
    let mut by_number: BTreeMap<Reverse<u64>, BTreeSet<Told>> = BTreeMap::new();
    for other in below.iter().skip(1) {
        by_number.entry(Reverse(other.low.low)).or_default().insert(claimed(other.low, view));
    }
    let lines = by_number.into_iter();
    lines
        .map(|(number, told)| {
            say!("figure-conflict.nor", number = grouped(number.0), told = list(Join::And, told))
        })
        .collect()
}

fn certainty(hold: Hold) -> u8 {
    match hold {
        Hold::Always => 0,
        Hold::OnReading => 1,
        Hold::Possible => 2,
    }
}

/// The answers of this question and of those whose scope it is ordered with, by figure.
fn near<'dossier>(
    question: &'dossier Question,
    view: &View<'dossier>,
) -> BTreeMap<&'dossier Id, &'dossier ClaimInQuestion> {
    let near = question.narrower.iter().chain(&question.wider).filter_map(|id| view.question(id));
    let mut found = BTreeMap::new();
    for claim in std::iter::once(question).chain(near).flat_map(|question| &question.claims) {
        found.entry(&claim.figure).or_insert(claim);
    }
    found
}

fn parents(below: &Conflicting<'_>) -> Vec<Id> {
    let mut ids = below.conflict.figures.clone();
    ids.extend([below.conflict.id.clone(), below.question.id.clone()]);
    ids
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
