//! `part-exceeds-whole`: a part that is greater than the whole it is said to be a part of.
//!
//! # What it says
//! "40 were hurt, of whom 52 were police officers": the part is more than the whole.
//!
//! # Why it matters
//! One of the two numbers is wrong as it stands, whatever happened.
//!
//! # How it is computed
//! Both count the same measure, and the least count of the part is above the greatest count of the whole, under the
//! words of each. Items of a list are added up by `sum-of-parts`.
//!
//! # What it does not show
//! Which number is wrong.
//!
//! # References
//! None needed: a part is not more than the whole.

use crate::draft::Draft;
use crate::view::{Told, View};
use crate::words::{grouped, quoted};
use recount_model::{Bound, FigureRelation, Finding, Hold, Severity};
use recount_sayings::say;

/// The kind's id.
pub const ID: &str = "part-exceeds-whole";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let parts = view.all_told().filter_map(|part| {
        let Some(FigureRelation::PartOf { whole }) = &part.figure.relation else { return None };
        finding(part, view.told(whole)?)
    });
    parts.collect()
}

fn finding(part: Told<'_>, whole: Told<'_>) -> Option<Finding> {
    let is_same = part.figure.measure == whole.figure.measure;
    let most = whole.figure.high.filter(|most| is_same && part.figure.low > *most)?;
    let is_loose = |told: Told<'_>| matches!(told.figure.bound, Bound::Vague | Bound::Approx);
    let is_firm = !is_loose(part) && !is_loose(whole);
    Some(
        Draft {
            kind: ID,
            hold: if is_firm { Hold::Always } else { Hold::OnReading },
            reading: Some(say!("part-exceeds-whole.reading")),
            title: say!(
                "part-exceeds-whole.title",
                part = quoted(&part.figure.text),
                whole = quoted(&whole.figure.text)
            ),
            why: vec![
                say!("part-exceeds-whole.part", n = grouped(part.figure.low)),
                say!("part-exceeds-whole.whole", n = grouped(most)),
            ],
            passages: vec![whole.passage(), part.passage()],
            parents: vec![whole.figure.id.clone(), part.figure.id.clone()],
            severity: Severity::Sharp,
        }
        .finish(),
    )
}
