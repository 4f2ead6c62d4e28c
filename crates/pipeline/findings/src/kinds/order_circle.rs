//! `order-circle`: orders of events that go round in a circle.
//!
//! # What it says
//! One statement puts A before B, another B before C, another C before A: they cannot all hold.
//!
//! # Why it matters
//! Who acted first is often what a dispute is about; a circle shows that the accounts do not share one order.
//!
//! # How it is computed
//! Orders are difference constraints; a circle is a simple negative cycle of the network.
//!
//! # What it does not show
//! Which order is right.
//!
//! # References
//! R. Dechter, I. Meiri, J. Pearl: Temporal constraint networks. Artificial Intelligence 49 (1991).

use super::time_conflict::finding;
use crate::view::View;
use recount_model::Finding;
use recount_model::constraint::TimeConflictKind;

/// The kind's id.
pub const ID: &str = "order-circle";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let all = view.dossier.network.conflicts.iter();
    let circles = all.filter(|conflict| conflict.kind == TimeConflictKind::Order);
    circles.map(|conflict| finding(conflict, ID, "time-conflict.circle", view)).collect()
}
