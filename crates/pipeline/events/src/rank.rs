//! What brings an entry of the chronicle nearer to the first screen.
//!
//! Comes in: a draft of an entry with what is known of it, and figures. Goes out: reasons with points; their sum is the entry's
//! weight. It may not know who tells it: no source and no side weighs more than another. Of all that the chronicle says this
//! alone looks at figures.
//!
//! | reason | points |
//! |---|---|
//! | `roots`: independent tellings, ten at most | 50 each |
//! | `core`: in the densest days; within a week of them, within a month | 100; 50; 25 |
//! | `disputed`: some passage excludes what it says | 60 |
//! | `harm`: numbers of people killed, injured, missing, detained in its words, three at most | 25 each |
//! | `dated`: to the minute, to a part of a day, to the day | 40, 25, 15 |
//! | `told-as-done`: not announced or planned | 20 |
//! | `stands-alone`: its words need no other sentence | 40 |

use crate::moment::Grain;
use recount_model::{AccountClaims, ChronicleEntry, Figure, Id, RankReason, Span};
use std::collections::BTreeMap;

/// An entry that has no weight yet, and what it will be made of.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub entry: ChronicleEntry,
    /// The clauses that tell of it, with their accounts.
    pub clauses: Vec<(Id, Span)>,
    pub days_from_core: i64,
    pub grain: Option<Grain>,
    pub stands_alone: bool,
}

impl Draft {
    /// The entry with its weight, where these figures were read.
    pub(crate) fn weighed(&self, claims: &BTreeMap<&Id, &AccountClaims>) -> ChronicleEntry {
        let harm =
            |(account, clause): &(Id, Span)| claims.get(account).map_or(0, |claims| harm_in(claims, *clause));
        let weighed = reasons(self, self.clauses.iter().map(harm).max().unwrap_or_default());
        let weight = weighed.iter().map(|reason| reason.points).sum();
        ChronicleEntry { weighed, weight, ..self.entry.clone() }
    }
}

/// How many numbers of people harmed a clause gives.
fn harm_in(claims: &AccountClaims, clause: Span) -> u32 {
    let from = claims.figures.partition_point(|figure| figure.span.start < clause.start);
    let inside = claims.figures.iter().skip(from).take_while(|figure| figure.span.start < clause.end);
    let is_harm = |figure: &&Figure| clause.contains(figure.span) && figure.measure.is_harm();
    inside.filter(is_harm).count() as u32
}

/// Points for closeness to the core, by days at most.
const NEAR: [(i64, u32); 3] = [(0, 100), (7, 50), (31, 25)];

/// The reasons that hold, in a fixed order.
fn reasons(draft: &Draft, harm: u32) -> Vec<RankReason> {
    let near = NEAR.iter().find(|(days, _)| draft.days_from_core <= *days).map_or(0, |(_, points)| *points);
    let dated = match draft.grain {
        Some(Grain::Minute) => 40,
        Some(Grain::PartOfDay) => 25,
        Some(Grain::Day) => 15,
        _ => 0,
    };
    let reasons = [
        ("roots", draft.entry.roots.min(10) * 50),
        ("core", near),
        ("disputed", u32::from(!draft.entry.disputes.is_empty()) * 60),
        ("harm", harm.min(3) * 25),
        ("dated", dated),
        ("told-as-done", u32::from(!draft.entry.is_planned) * 20),
        ("stands-alone", u32::from(draft.stands_alone) * 40),
    ];
    let holds = reasons.into_iter().filter(|(_, points)| *points > 0);
    holds.map(|(reason, points)| RankReason { reason: reason.to_owned(), points }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use recount_model::Interval;

    fn entry(roots: u32) -> ChronicleEntry {
        ChronicleEntry {
            id: Id("entry-1".into()),
            title: "The gate was opened".to_owned(),
            interval: Interval::UNBOUNDED,
            edtf: None,
            place: None,
            supports: Vec::new(),
            disputes: Vec::new(),
            roots,
            is_planned: false,
            phase: "core".to_owned(),
            claims: Vec::new(),
            weight: 0,
            weighed: Vec::new(),
        }
    }

    fn weight(roots: u32, days_from_core: i64, harm: u32) -> u32 {
        let (entry, clauses) = (entry(roots), Vec::new());
        let draft = Draft { entry, clauses, days_from_core, grain: None, stands_alone: true };
        reasons(&draft, harm).iter().map(|reason| reason.points).sum()
    }

    #[test]
    fn support_nearness_and_harm_bring_it_nearer() {
        assert!(weight(2, 0, 0) > weight(1, 0, 0));
        assert!(weight(1, 0, 0) > weight(1, 3, 0) && weight(1, 3, 0) > weight(1, 20, 0));
        assert!(weight(1, 20, 0) > weight(1, 400, 0));
        assert!(weight(1, 0, 1) > weight(1, 0, 0));
        assert_eq!(weight(10, 0, 3), weight(1_000, 0, 9));
    }
}
