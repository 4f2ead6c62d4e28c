//! `open-question`: a number that accounts ask for, or say nobody knows, and that no account gives.
//!
//! # What it says
//! How many people were killed, injured, missing or detained is left open in these words, and no account of the dossier
//! gives any number of them.
//!
//! # Why it matters
//! A gap is a result: it says what to ask next, and of whom.
//!
//! # How it is computed
//! "How many were killed?", "it is not known how many were killed" and their like, against all figures of that measure. One
//! figure anywhere in the dossier, even a vague one or one of another day, and nothing is said.
//!
//! # What it does not show
//! That nobody knows, or that anybody keeps it back.
//!
//! # References
//! OHCHR: Guidance on Casualty Recording (2019), on recording what is unknown.

use crate::draft::Draft;
use crate::sightings::Unknown;
use crate::view::View;
use crate::words::{name_of, quoted};
use recount_model::{Finding, Hold, Severity};
use recount_sayings::{Arg, Told, say, term};
use std::collections::{BTreeMap, BTreeSet};

/// The kind's id.
pub const ID: &str = "open-question";

/// Most passages that one finding cites.
const MOST_CITED: usize = 6;
/// A number of these answers for the first.
const SAME: [[&str; 2]; 2] = [["detained", "arrested"], ["arrested", "detained"]];

/// Finds all of the kind: one for each measure.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let mut open: BTreeMap<&str, Vec<&Unknown>> = BTreeMap::new();
    for unknown in &view.sightings.unknowns {
        open.entry(&unknown.measure).or_default().push(unknown);
    }
    let told: BTreeSet<&str> = view.all_told().map(|told| told.figure.measure.0.as_str()).collect();
    let unanswered = open.into_iter().filter(|(measure, _)| !is_answered(measure, &told));
    unanswered.map(|(measure, asked)| finding(measure, &asked, view)).collect()
}

fn is_answered(measure: &str, told: &BTreeSet<&str>) -> bool {
    let also = SAME.iter().filter(|[asked, _]| *asked == measure).map(|[_, other]| *other);
    told.contains(measure) || also.into_iter().any(|other| told.contains(other))
}

fn finding(measure: &str, asked: &[&Unknown], view: &View<'_>) -> Finding {
    let cited = asked.get(..asked.len().min(MOST_CITED)).unwrap_or(asked);
    let mut why: Vec<Told> = cited.iter().map(|one| words(one, view)).collect();
    if asked.len() > cited.len() {
        why.push(say!("open-question.more", n = asked.len() - cited.len()));
    }
    Draft {
        kind: ID,
        hold: Hold::Possible,
        reading: Some(say!("open-question.reading")),
        title: say!("open-question.title", measure = term("harmed", measure)),
        why,
        passages: cited.iter().map(|one| one.mark.passage.clone()).collect(),
        parents: Vec::new(),
        severity: Severity::Note,
    }
    .finish()
}

/// Who leaves it open, in which words.
fn words(open: &Unknown, view: &View<'_>) -> Told {
    let account = name_of(&open.mark.passage.account, view);
    let who: Arg = match &open.mark.speaker {
        Some(speaker) => say!("open-question.in", speaker = speaker, account = account).into(),
        None => account,
    };
    let words = quoted(&open.mark.passage.text);
    match open.is_asked {
        true => say!("open-question.asks", who = who, words = words),
        false => say!("open-question.leaves", who = who, words = words),
    }
}
