//! The fixed JSON records: what programs read from us.
//!
//! Comes in: a dossier and the name of a kind. Goes out: one record per thing, in the dossier's order, with offsets
//! in bytes of the *original* (the readings' own offsets never leave the program) and instants in RFC 3339, UTC. It
//! may not know who prints them. Field names and their order in a record are part of the contract: fields may be
//! added, none goes away.

pub(crate) mod decided;
mod joined;
mod local;
mod timeline;
mod value;

pub use timeline::{TimelineRecord, timeline};

use crate::index::Index;
use recount_model::Dossier;
use serde::Serialize;

/// One record; serialises as a JSON object with its fields in a fixed order.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Record<'d> {
    Account(local::AccountRecord<'d>),
    Layout(local::LayoutRecord<'d>),
    Time(local::TimeRecord<'d>),
    Figure(local::FigureRecord<'d>),
    Quote(local::QuoteRecord<'d>),
    Name(local::NameRecord<'d>),
    Claim(local::ClaimRecord<'d>),
    Reuse(joined::ReuseRecord<'d>),
    Lineage(joined::LineageRecord<'d>),
    Root(joined::RootRecord<'d>),
    TalkingPoint(joined::TalkingPointRecord<'d>),
    Question(joined::QuestionRecord<'d>),
    Finding(joined::FindingRecord<'d>),
    Chronicle(joined::ChronicleRecord<'d>),
    Person(joined::PersonRecord<'d>),
    Decision(decided::DecisionRecord<'d>),
    Translation(joined::TranslationRecord<'d>),
}

/// Makes all records of one kind.
type Make = for<'d> fn(&Index<'d>) -> Vec<Record<'d>>;

/// Every kind with the function that makes its records.
const KINDS: &[(&str, Make)] = &[
    ("accounts", |index| local::accounts(index).map(Record::Account).collect()),
    ("layout", |index| local::layout(index).map(Record::Layout).collect()),
    ("times", |index| local::times(index).map(Record::Time).collect()),
    ("figures", |index| local::figures(index).map(Record::Figure).collect()),
    ("quotes", |index| local::quotes(index).map(Record::Quote).collect()),
    ("names", |index| local::names(index).map(Record::Name).collect()),
    ("claims", |index| local::claims(index).map(Record::Claim).collect()),
    ("reuse", |index| joined::reuse(index).map(Record::Reuse).collect()),
    ("collate", |index| joined::reuse(index).map(Record::Reuse).collect()),
    ("lineage", |index| joined::lineage(index).map(Record::Lineage).collect()),
    ("roots", |index| joined::roots(index).map(Record::Root).collect()),
    ("talking-points", |index| joined::talking_points(index).map(Record::TalkingPoint).collect()),
    ("translations", |index| joined::translations(index).map(Record::Translation).collect()),
    ("questions", |index| joined::questions(index).map(Record::Question).collect()),
    ("findings", |index| joined::findings(index).map(Record::Finding).collect()),
    ("chronicle", |index| joined::chronicle(index).map(Record::Chronicle).collect()),
    ("people", |index| joined::people(index).map(Record::Person).collect()),
    ("decisions", |index| decided::decisions(index).map(Record::Decision).collect()),
];

/// The kinds [`records`] knows, in the order they are made.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(kind, _)| *kind)
}

/// All records of one kind; `None` when there is no such kind.
pub fn records<'d>(dossier: &'d Dossier, kind: &str) -> Option<Vec<Record<'d>>> {
    let (_, make) = KINDS.iter().find(|(name, _)| *name == kind)?;
    Some(make(&Index::new(dossier)))
}
