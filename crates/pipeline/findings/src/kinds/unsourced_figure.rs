//! `unsourced-figure`: a number of dead, injured, missing or detained without a source.
//!
//! # What it says
//! The account gives the number in its own voice and names nobody for it, and no other account that gives it does.
//!
//! # Why it matters
//! Such a number cannot be weighed or followed up until somebody says where it is from.
//!
//! # How it is computed
//! The answers of a question whose chain is the account alone, and whose root holds no answer with a longer chain.
//!
//! # What it does not show
//! That the number is wrong. Accounts written later often give what was settled by then.
//!
//! # References
//! OHCHR and Human Rights Center, UC Berkeley: Berkeley Protocol on Digital Open Source Investigations (2022), V.

use crate::draft::Draft;
use crate::view::View;
use crate::words::{name_of, quoted};
use recount_model::{Finding, Hold, Id, Question, Severity};
use std::collections::BTreeSet;

/// Measures of harm to people.
const HARM: [&str; 6] = ["killed", "injured", "hospitalised", "missing", "detained", "arrested"];

/// The kind's id.
pub const ID: &str = "unsourced-figure";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let questions = view.dossier.questions.iter();
    questions
        .filter(|question| HARM.contains(&question.measure.0.as_str()))
        .flat_map(|question| of(question, view))
        .collect()
}

fn of(question: &Question, view: &View<'_>) -> Vec<Finding> {
    let sourced: BTreeSet<&Id> =
        question.claims.iter().filter(|claim| claim.chain.len() > 1).map(|claim| &claim.root).collect();
    let bare =
        question.claims.iter().filter(|claim| claim.chain.len() <= 1 && !sourced.contains(&claim.root));
    let findings = bare.map(|claim| {
        Draft {
            kind: ID,
            hold: Hold::Possible,
            reading: Some("a source may be named further away than was looked for".to_owned()),
            title: format!("{} is told without a source", quoted(&claim.passage.text)),
            why: vec![
                format!("{} gives the number in its own voice", name_of(&claim.account, view)),
                format!("it answers: {}", question.title),
            ],
            passages: vec![claim.passage.clone()],
            parents: vec![question.id.clone(), claim.figure.clone()],
            severity: Severity::Note,
        }
        .finish()
    });
    findings.collect()
}
