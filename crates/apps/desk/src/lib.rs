//! What a person does with a case, whatever they see it through: gather, add, build, decide, check.
//!
//! Comes in: a case, files, wishes. Goes out: what became of them, as values. It may know neither a terminal nor HTTP: how far
//! a long work is goes to a [`Watcher`].

pub mod adding;
pub mod archives;
pub mod building;
pub mod by_hand;
pub mod checking;
mod counts;
pub mod deciding;
pub mod foreign;
pub mod formats;
pub mod gather;
pub mod given;
mod printable;
pub mod proposals;
pub mod recognition;
mod refusal;
pub mod sheet;
mod watching;

pub use building::{
    Built, Prepared, build, build_prepared, build_without, is_worth_keeping, prepare, rebuilt, remember,
    remember_or_say, rules_of,
};
pub use counts::Counts;
pub use printable::{printable, turns_direction};
pub use refusal::Refusal;
pub use watching::{Nobody, Watcher, Work};
