//! `figure-update`: one side's number grew, or was taken back, with time.
//!
//! # What it says
//! The numbers one side gave, in the order they were given.
//!
//! # Why it matters
//! A growing official number is no contradiction; when it moved, and after whom, is part of the story. A number that
//! shrinks needs an explanation.
//!
//! # How it is computed
//! Answers to one question from the same named speaker, or from officialdom, with a later as-of or publication.
//!
//! # What it does not show
//! Why the number moved, or that the last one is final.
//!
//! # References
//! E. Guha-Sapir, C. Checchi: Science and politics of disaster death tolls. BMJ 362 (2018).

use crate::draft::Draft;
use crate::view::{Told, View};
use crate::words::{number, told};
use recount_model::{Finding, Hold, Id, Question, Relation, Severity};
use recount_sayings::{Arg, Join, list, say};
use std::collections::BTreeSet;

/// The kind's id.
pub const ID: &str = "figure-update";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let questions = view.dossier.questions.iter();
    questions
        .flat_map(|question| growth(question, view).into_iter().chain(retreats(question, view)))
        .collect()
}

/// All updates of one question together: they are one line going up.
fn growth(question: &Question, view: &View<'_>) -> Option<Finding> {
    let updates = question.pairs.iter().filter(|pair| pair.relation == Relation::Update);
    let ids: BTreeSet<&Id> = updates.flat_map(|pair| [&pair.a, &pair.b]).collect();
    let mut steps: Vec<Told<'_>> = ids.into_iter().filter_map(|id| view.told(id)).collect();
    steps.sort_by_key(|told| {
        (told.figure.stated.unwrap_or(told.figure.low), told.figure.as_of, told.figure.id.clone())
    });
    let numbers = distinct(&steps);
    let (first, last) = (steps.first()?, numbers.last()?);
    Some(
        Draft {
            kind: ID,
            hold: Hold::OnReading,
            reading: Some(say!("figure-update.reading")),
            title: say!(
                "figure-update.grew",
                first = number(*first),
                last = last.clone(),
                question = &question.title
            ),
            why: vec![
                say!("figure-update.order", numbers = list(Join::And, numbers.clone())),
                say!("figure-update.why"),
            ],
            passages: steps.iter().map(Told::passage).collect(),
            parents: parents(question, &steps),
            severity: Severity::Note,
        }
        .finish(),
    )
}

/// A later, lower number from the mouth that gave the higher one.
fn retreats(question: &Question, view: &View<'_>) -> Vec<Finding> {
    let pairs = question.conflicts.iter().filter_map(|conflict| {
        let [high, low] = conflict.figures.as_slice() else { return None };
        let (high, low) = (view.told(high)?, view.told(low)?);
        let is_same = speaker(high).is_some() && speaker(high) == speaker(low);
        let is_later = high.figure.as_of.latest? < low.figure.as_of.earliest?;
        (is_same && is_later).then_some((high, low))
    });
    let findings = pairs.map(|(high, low)| {
        Draft {
            kind: ID,
            hold: Hold::OnReading,
            reading: Some(say!("figure-update.shrank-reading")),
            title: say!("figure-update.shrank", high = told(high, view), low = told(low, view)),
            why: vec![say!("figure-update.shrank-why")],
            passages: vec![high.passage(), low.passage()],
            parents: parents(question, &[high, low]),
            severity: Severity::Notable,
        }
        .finish()
    });
    findings.collect()
}

fn speaker(told: Told<'_>) -> Option<String> {
    told.figure.chain.get(1..)?.last().map(|name| name.to_lowercase())
}

fn distinct(steps: &[Told<'_>]) -> Vec<Arg> {
    let mut numbers: Vec<Arg> = steps.iter().map(|told| number(*told)).collect();
    numbers.dedup();
    numbers
}

fn parents(question: &Question, told: &[Told<'_>]) -> Vec<Id> {
    told.iter().map(|told| told.figure.id.clone()).chain([question.id.clone()]).collect()
}
