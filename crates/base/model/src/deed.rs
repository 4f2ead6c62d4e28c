//! Deeds: single event words, and who or what takes part in each.
//!
//! A claim says what a clause claims; a deed is finer: every verb and noun that names a happening, with the phrases of its
//! participants. Timelines of one person, organisation or thing are made of them.

use crate::{Id, Interval, Span};
use serde::{Deserialize, Serialize};

/// How somebody or something takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Does it, or has it (of a noun: "Orvel's answer").
    Agent,
    /// It is done to.
    Patient,
}

/// The phrase of one participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Part {
    pub role: Role,
    /// The whole phrase; for a pronoun, the phrase it stands for.
    pub span: Span,
    /// Where the pronoun or the description itself stands.
    pub by: Option<Span>,
    /// A name anywhere in the phrase takes part ("the Orvel ferry launch"); else only the one that the phrase ends in.
    pub is_loose: bool,
}

/// Where the time of a deed comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dated {
    /// A time expression stands with it.
    Stated,
    /// Nothing dates it; it is told as the news of the day it was written, so it was then or before.
    Told,
    /// Nothing dates it: a plan, a wish, something long past.
    Nowhere,
}

/// One event word with its participants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    pub id: Id,
    pub span: Span,
    pub text: String,
    /// The plain form of the first word.
    pub word: String,
    pub is_noun: bool,
    /// In order of their place.
    pub parts: Vec<Part>,
    pub dated: Dated,
    /// What the time expression says; unbounded where none does.
    pub when: Interval,
    pub edtf: Option<String>,
    /// The time expression.
    pub time: Option<Id>,
    pub is_negated: bool,
    /// Announced, wished or possible.
    pub is_planned: bool,
    pub rule: String,
}
