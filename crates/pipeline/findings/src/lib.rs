//! Everything derived to findings, one file per kind.
//!
//! Comes in: a dossier with all but findings, and the words of each language. Goes out: [`Finding`]s. It may not know
//! any other stage.
//!
//! A kind is a file in `kinds/` with its cases in `kinds/cases/` and a line in [`KINDS`]. Titles stand alone and
//! blame nobody: they say which words stand against which.

mod contrast;
mod draft;
mod kinds;
mod observed;
mod rules;
mod sightings;
mod view;
mod words;

#[cfg(test)]
mod tests;

pub use kinds::{KINDS, Kind};
pub use rules::FindingRules;

use rayon::prelude::*;
use recount_model::{Dossier, Finding, Hold};
use std::cmp::Reverse;

/// Finds everything that deserves the analyst's attention, sharpest first, then by id. `rules` gives those of a language.
pub fn find<'rules>(dossier: &Dossier, rules: impl Fn(&str) -> &'rules FindingRules + Sync) -> Vec<Finding> {
    let view = view::View::of(dossier, rules);
    let mut found: Vec<Finding> = KINDS.par_iter().flat_map_iter(|kind| (kind.find)(&view)).collect();
    found.retain(|finding| !finding.passages.is_empty());
    found.sort_by_key(|finding| (Reverse(finding.severity), certainty(finding.hold), finding.id.clone()));
    found.dedup_by(|a, b| a.id == b.id);
    found
}

/// What holds on every reading comes first.
fn certainty(hold: Hold) -> u8 {
    match hold {
        Hold::Always => 0,
        Hold::OnReading => 1,
        Hold::Possible => 2,
    }
}
