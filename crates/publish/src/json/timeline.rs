//! Records of a timeline: what one person, organisation or thing took part in.
//!
//! Comes in: an indexed dossier and a timeline of it. Goes out: one record per entry, in order. It may not know how a name
//! was looked for.

use super::value::{IntervalRecord, PassageRecord};
use crate::index::Index;
use recount_model::{Dated, Dossier, Role, Timeline, TimelineEntry, TimelineMention};
use serde::Serialize;

/// One entry.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineRecord<'d> {
    pub id: &'d str,
    /// The same for what is at the same time; 0 for what has no place in the order.
    pub ordinal: u32,
    pub edtf: Option<&'d str>,
    #[serde(flatten)]
    pub interval: IntervalRecord,
    /// `stated`, `told` (the news of that day: then or before) or `nowhere`.
    pub dated: Dated,
    pub planned: bool,
    pub negated: bool,
    pub mentions: Vec<TimelineMentionRecord<'d>>,
}

/// One event word with its sentence.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineMentionRecord<'d> {
    pub id: &'d str,
    pub role: Role,
    #[serde(flatten)]
    pub word: PassageRecord<'d>,
    pub sentence: PassageRecord<'d>,
}

/// The records of a timeline of this dossier.
pub fn timeline<'d>(dossier: &'d Dossier, timeline: &'d Timeline) -> Vec<TimelineRecord<'d>> {
    let index = Index::new(dossier);
    timeline.entries.iter().map(|entry| record(&index, entry)).collect()
}

fn record<'d>(index: &Index<'d>, entry: &'d TimelineEntry) -> TimelineRecord<'d> {
    TimelineRecord {
        id: &entry.id.0,
        ordinal: entry.ordinal,
        edtf: entry.edtf.as_deref(),
        interval: entry.interval.into(),
        dated: entry.dated,
        planned: entry.is_planned,
        negated: entry.is_negated,
        mentions: entry.mentions.iter().map(|mention| mentioned(index, mention)).collect(),
    }
}

fn mentioned<'d>(index: &Index<'d>, mention: &'d TimelineMention) -> TimelineMentionRecord<'d> {
    TimelineMentionRecord {
        id: &mention.deed.0,
        role: mention.role,
        word: PassageRecord::new(index, &mention.word),
        sentence: PassageRecord::new(index, &mention.sentence),
    }
}
