//! `unsourced-figure`: a number of dead, injured, missing or detained without a source.
//!
//! # What it says
//! The account gives the number in its own voice and names nobody for it, and no other account that gives it does.
//!
//! # Why it matters
//! Such a number cannot be weighed or followed up until somebody says where it is from.
//!
//! # How it is computed
//! The answers of a question whose chain is the account alone, and whose root holds no answer with a longer chain; all
//! of one account together.
//!
//! # What it does not show
//! That the number is wrong. Accounts written later often give what was settled by then.
//!
//! # References
//! OHCHR and Human Rights Center, UC Berkeley: Berkeley Protocol on Digital Open Source Investigations (2022), V.

use crate::draft::Draft;
use crate::view::View;
use crate::words::{name_of, quoted};
use recount_model::figure::HARM;
use recount_model::{ClaimInQuestion, Finding, Hold, Id, Question, Severity};
use recount_sayings::say;
use std::collections::{BTreeMap, BTreeSet};

/// The kind's id.
pub const ID: &str = "unsourced-figure";

/// Finds all of the kind: one finding for each account.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let questions = view.dossier.questions.iter();
    let mut bare: BTreeMap<&Id, Vec<(&Question, &ClaimInQuestion)>> = BTreeMap::new();
    for question in questions.filter(|question| HARM.contains(&question.measure.0.as_str())) {
        for claim in unsourced(question, view) {
            bare.entry(&claim.account).or_default().push((question, claim));
        }
    }
    bare.into_iter().filter_map(|(account, told)| finding(account, told, view)).collect()
}

/// Answers in an account's own voice that nobody else of the same root gives with a source. A part ("of whom 9") has
/// the source of its whole.
fn unsourced<'dossier>(question: &'dossier Question, view: &View<'_>) -> Vec<&'dossier ClaimInQuestion> {
    let sourced: BTreeSet<&Id> =
        question.claims.iter().filter(|claim| claim.chain.len() > 1).map(|claim| &claim.root).collect();
    let is_part =
        |claim: &ClaimInQuestion| view.told(&claim.figure).is_some_and(|told| told.figure.relation.is_some());
    let own = question.claims.iter().filter(|claim| claim.chain.len() <= 1);
    own.filter(|claim| !sourced.contains(&claim.root) && !is_part(claim)).collect()
}

fn finding(account: &Id, mut told: Vec<(&Question, &ClaimInQuestion)>, view: &View<'_>) -> Option<Finding> {
    told.sort_by_key(|(question, claim)| (rank(question), claim.passage.clone()));
    let (_, first) = told.first()?;
    let words = quoted(&first.passage.text);
    let title = match told.len() {
        1 => say!("unsourced-figure.one", words = words),
        2 => say!("unsourced-figure.two", words = words),
        count => say!("unsourced-figure.more", words = words, n = count - 1),
    };
    let mut why = vec![say!("unsourced-figure.own-voice", account = name_of(account, view))];
    why.extend(told.iter().map(|(question, claim)| {
        let words = quoted(&claim.passage.text);
        say!("unsourced-figure.answers", words = words, question = &question.title)
    }));
    Some(
        Draft {
            kind: ID,
            hold: Hold::Possible,
            reading: Some(say!("unsourced-figure.reading")),
            title,
            why,
            passages: told.iter().map(|(_, claim)| claim.passage.clone()).collect(),
            parents: told
                .iter()
                .flat_map(|(question, claim)| [question.id.clone(), claim.figure.clone()])
                .collect(),
            severity: Severity::Note,
        }
        .finish(),
    )
}

/// The gravest first.
fn rank(question: &Question) -> usize {
    HARM.iter().position(|measure| *measure == question.measure.0).unwrap_or(HARM.len())
}
