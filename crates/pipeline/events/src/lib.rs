//! Claims to time constraints, bounds and the chronicle.
//!
//! Comes in: a dossier with accounts, claims and collation. Goes out: a [`ConstraintNetwork`] and the chronicle.
//! It may not know any other stage. The steps, in order:
//!
//! 0. `twins`: times at the same place of two copies are equal; one takes what the other states
//! 1. `mention`, `moment`: claims that something happened, and when their words say so
//! 2. `copies`, `identity`, `event`, `tellings`: mentions of one event joined, independent tellings counted
//! 3. `order`, `network`, `conflict`, `stretch`: constraints, bounds, what cannot all hold, or holds only in a stretched sense
//! 4. `title`, `phase`, `rank`, `chronicle`: entries in order
//! 5. `timeline`: on request, what one person, organisation or thing took part in
//!
//! [`ConstraintNetwork`]: recount_model::ConstraintNetwork

mod accounts;
mod chronicle;
mod conflict;
mod copies;
mod event;
mod identity;
mod mention;
mod moment;
mod network;
mod order;
mod people;
mod phase;
mod rank;
mod read;
mod rules;
mod stretch;
mod tellings;
mod timeline;
mod title;
mod twins;

#[cfg(test)]
mod tests;

pub use rules::EventRules;
pub use timeline::timeline;
pub use twins::{TwinTime, take_over, twin_times};

use recount_model::{ChronicleEntry, ConstraintNetwork, Dossier};

/// Joins what the accounts tell of one event, and makes the time network and the chronicle of the events.
///
/// `rules` are those of the language that most accounts are in, `rules_of` gives those of any.
pub fn in_order<'rules>(
    dossier: &Dossier,
    rules: &'rules EventRules,
    rules_of: &'rules dyn Fn(&str) -> &'rules EventRules,
) -> (ConstraintNetwork, Vec<ChronicleEntry>) {
    let packs = rules::Packs { main: rules, of_language: rules_of };
    let events = event::Events::of(dossier, &packs);
    let network = network::network(&events, &packs);
    let chronicle = chronicle::chronicle(&events, &network, &packs);
    (network, chronicle)
}
