//! Claims to time constraints, bounds and the chronicle.
//!
//! Comes in: a dossier with accounts, claims and collation. Goes out: a [`ConstraintNetwork`] and the chronicle.
//! It may not know any other stage. The steps, in order:
//!
//! 0. `twins`: times at the same place of two copies are equal; one takes what the other states
//! 1. `mention`, `moment`: claims that something happened, and when their words say so
//! 2. `copies`, `identity`, `event`, `tellings`: mentions of one event joined, independent tellings counted
//! 3. `order`, `network`, `conflict`, `stretch`: constraints, bounds, what cannot all hold, or holds only in a stretched sense
//! 4. `title`, `phase`, `chronicle`: entries in order
//! 5. `rank`: what they weigh
//! 6. `timeline`: on request, what one person, organisation or thing took part in
//!
//! Steps 1–4 know no figures: [`InOrder`] holds what they found, for when only figures are read otherwise.
//!
//! [`ConstraintNetwork`]: recount_model::ConstraintNetwork

mod accounts;
mod chronicle;
mod conflict;
mod copies;
mod event;
mod identity;
mod in_order;
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

pub use in_order::{InOrder, tell_the_same};
pub use rules::EventRules;
pub use timeline::timeline;
pub use twins::{TwinTime, take_over, twin_times};
