//! Segmentation: which accounts a reading holds.
//!
//! Comes in: a reading and the layout rules of its language. Goes out: [`Account`]s in order, disjoint. It may
//! not know what any account tells.
//!
//! Several accounts often stand in one file without anything between them. Every block is weighed as a
//! possible beginning (`evidence`), the best set of beginnings is chosen (`choose`), and each account says
//! why it begins and ends where it does (`accounts`).

mod accounts;
mod against;
mod choose;
mod closings;
mod evidence;
mod introductions;
mod openings;
mod scene;
mod terms;
mod told;

use crate::layout;
use crate::rules::LayoutRules;
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{Account, Reading};
use recount_sayings::say;

/// Finds the accounts in a reading.
pub(crate) fn segment(reading: &Reading, rules: &LayoutRules) -> Reported<Vec<Account>> {
    let parts = layout::parts(reading, rules);
    let scene = scene::Scene::new(&reading.text, &parts, rules);
    let found = if reading.tellings.is_empty() {
        accounts::assembled(reading, &scene, &choose::beginnings(&scene))
    } else {
        told::assembled(reading, &scene)
    };
    if found.is_empty() {
        let message = say!("odd.no-account");
        let note = Diagnostic::warning("no-account", message).in_original(reading.original.clone());
        return Reported::with(found, vec![note.hint(say!("odd-hint.no-account"))]);
    }
    Reported::clean(found)
}

#[cfg(test)]
mod tests;
