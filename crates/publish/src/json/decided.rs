//! Records of what people decided.
//!
//! Comes in: an indexed dossier. Goes out: one record a decision, in the order they were made.

use super::value::IntervalRecord;
use crate::index::Index;
use recount_model::{Act, Added, Decided, Field, Id, Standing, Subject, SubjectKind};
use serde::Serialize;

/// One decision with what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionRecord<'d> {
    pub seq: i64,
    pub standing: Standing,
    pub act: &'static str,
    pub subject: SubjectRecord<'d>,
    /// The id its subject has now.
    pub now: Option<&'d str>,
    pub field: Option<Field>,
    pub value: Option<&'d str>,
    pub interval: Option<IntervalRecord>,
    /// What `add` reads at the passage of its subject.
    pub added: Option<&'d Added>,
    /// The other side of `merge` and `split`.
    pub with: Option<SubjectRecord<'d>>,
    /// The decision that `withdraw` takes back.
    pub of: Option<i64>,
    pub who: Option<&'d str>,
    pub at: &'d str,
    pub why: Option<&'d str>,
}

/// What a decision is about.
#[derive(Clone, Debug, Serialize)]
pub struct SubjectRecord<'d> {
    pub kind: SubjectKind,
    pub id: &'d str,
    pub original: &'d str,
    pub quote: &'d str,
}

/// Who added a thing by hand.
#[derive(Clone, Debug, Serialize)]
pub struct ByRecord<'d> {
    /// The number of the decision in the custody log.
    pub seq: i64,
    pub who: Option<&'d str>,
    /// RFC 3339, UTC.
    pub at: &'d str,
    pub why: Option<&'d str>,
}

/// Who added the thing with this id, in the order they did.
pub(crate) fn added_by<'d>(index: &Index<'d>, id: &Id) -> impl Iterator<Item = ByRecord<'d>> {
    index.dossier.added_by(id).map(|one| ByRecord {
        seq: one.decision.seq,
        who: one.decision.who.as_deref(),
        at: &one.decision.at,
        why: one.decision.why.as_deref(),
    })
}

pub(super) fn decisions<'d>(index: &Index<'d>) -> impl Iterator<Item = DecisionRecord<'d>> {
    index.dossier.decisions.iter().map(record)
}

fn record(decided: &Decided) -> DecisionRecord<'_> {
    let decision = &decided.decision;
    let mut record = DecisionRecord {
        seq: decision.seq,
        standing: decided.standing,
        act: "",
        subject: subject(&decision.subject),
        now: decided.now.as_ref().map(|id| id.0.as_str()),
        field: None,
        value: None,
        interval: None,
        added: None,
        with: None,
        of: None,
        who: decision.who.as_deref(),
        at: &decision.at,
        why: decision.why.as_deref(),
    };
    record.act = match &decision.act {
        Act::Accept => "accept",
        Act::Reject => "reject",
        Act::Unsure => "unsure",
        Act::Set { field, value, interval } => {
            (record.field, record.value, record.interval) =
                (Some(*field), Some(value.as_str()), interval.map(IntervalRecord::from));
            "set"
        }
        Act::Add { thing } => {
            record.added = Some(thing);
            "add"
        }
        Act::Merge { with } => {
            record.with = Some(subject(with));
            "merge"
        }
        Act::Split { from } => {
            record.with = Some(subject(from));
            "split"
        }
        Act::Withdraw { of } => {
            record.of = Some(*of);
            "withdraw"
        }
    };
    record
}

fn subject(subject: &Subject) -> SubjectRecord<'_> {
    SubjectRecord {
        kind: subject.kind,
        id: &subject.id.0,
        original: &subject.original.0,
        quote: &subject.quote,
    }
}
