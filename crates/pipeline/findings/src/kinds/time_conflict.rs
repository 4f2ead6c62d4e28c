//! `time-conflict`: times for one event that cannot all be right.
//!
//! # What it says
//! The smallest set of statements about when something happened that cannot hold together.
//!
//! # Why it matters
//! At least one of them has to go, and with it whatever was dated by it.
//!
//! # How it is computed
//! Every dated statement is a difference constraint; a smallest infeasible set is a simple negative cycle of the
//! network of constraints. Clock times that exclude each other only as the words stand, and not in what the words can
//! still mean ("about 11.40" and 11.53), are said to be possible only.
//!
//! # What it does not show
//! Which statement is wrong. Two accounts may also speak of two happenings under one name.
//!
//! # References
//! R. Dechter, I. Meiri, J. Pearl: Temporal constraint networks. Artificial Intelligence 49 (1991).

use crate::draft::Draft;
use crate::view::View;
use crate::words::{named, quoted};
use recount_model::constraint::TimeConflictKind;
use recount_model::{Finding, Hold, Severity, TimeConflict};
use recount_sayings::{Arg, Join, list, said};
use std::collections::BTreeSet;

/// The kind's id.
pub const ID: &str = "time-conflict";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let all = view.dossier.network.conflicts.iter();
    let clocks = all.filter(|conflict| conflict.kind == TimeConflictKind::Clock);
    clocks.map(|conflict| finding(conflict, ID, says(conflict.hold), view)).collect()
}

/// Times that exclude each other, or times whose words have to be stretched to fit.
fn says(hold: Hold) -> &'static str {
    match hold {
        Hold::Always | Hold::OnReading => "time-conflict.exclude",
        Hold::Possible => "time-conflict.stretched",
    }
}

/// A conflict of the time network as a finding of `kind`, titled as `says` (with events before it: `says-of`).
pub(crate) fn finding(
    conflict: &TimeConflict,
    kind: &'static str,
    says: &'static str,
    view: &View<'_>,
) -> Finding {
    let quotes = list(Join::And, conflict.passages.iter().map(|passage| quoted(&passage.text)));
    let title = match events(conflict, view) {
        events if events.is_empty() => said(says, vec![("quotes".into(), quotes)]),
        events => {
            let events = list(Join::And, events.into_iter().map(Arg::Title));
            said(format!("{says}-of"), vec![("events".into(), events), ("quotes".into(), quotes)])
        }
    };
    Draft {
        kind,
        hold: conflict.hold,
        reading: conflict.reading.clone(),
        title,
        why: named(&conflict.why, view),
        passages: conflict.passages.clone(),
        parents: conflict.assertions.iter().chain([&conflict.id]).cloned().collect(),
        severity: severity(conflict.hold),
    }
    .finish()
}

fn severity(hold: Hold) -> Severity {
    match hold {
        Hold::Always => Severity::Sharp,
        Hold::OnReading => Severity::Notable,
        Hold::Possible => Severity::Note,
    }
}

/// The events the conflict is about, where they are few enough to name.
fn events(conflict: &TimeConflict, view: &View<'_>) -> Vec<String> {
    const MOST_NAMED: usize = 2;
    let network = &view.dossier.network;
    let own =
        network.constraints.iter().filter(|constraint| conflict.assertions.contains(&constraint.assertion));
    let ids: BTreeSet<&str> =
        own.flat_map(|constraint| [constraint.from.as_str(), constraint.to.as_str()]).collect();
    let named = network.bounds.iter().filter(|bounds| ids.contains(bounds.event.as_str()));
    let titles: BTreeSet<&str> =
        named.map(|bounds| bounds.title.as_str()).filter(|title| !title.is_empty()).collect();
    if titles.len() > MOST_NAMED { Vec::new() } else { titles.into_iter().map(str::to_owned).collect() }
}
