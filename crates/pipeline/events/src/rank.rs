//! What brings an entry of the chronicle nearer to the first screen.
//!
//! Comes in: an entry with what is known of it. Goes out: reasons with points; their sum is the entry's weight. It may not
//! know who tells it: no source and no side weighs more than another.
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
use recount_model::{ChronicleEntry, RankReason};

/// What an entry is ranked by.
pub(crate) struct Ground<'a> {
    pub entry: &'a ChronicleEntry,
    pub days_from_core: i64,
    pub harm: u32,
    pub grain: Option<Grain>,
    pub stands_alone: bool,
}

/// Points for closeness to the core, by days at most.
const NEAR: [(i64, u32); 3] = [(0, 100), (7, 50), (31, 25)];

/// The reasons that hold, in a fixed order.
pub(crate) fn weighed(ground: &Ground<'_>) -> Vec<RankReason> {
    let near = NEAR.iter().find(|(days, _)| ground.days_from_core <= *days).map_or(0, |(_, points)| *points);
    let dated = match ground.grain {
        Some(Grain::Minute) => 40,
        Some(Grain::PartOfDay) => 25,
        Some(Grain::Day) => 15,
        _ => 0,
    };
    let reasons = [
        ("roots", ground.entry.roots.min(10) * 50),
        ("core", near),
        ("disputed", u32::from(!ground.entry.disputes.is_empty()) * 60),
        ("harm", ground.harm.min(3) * 25),
        ("dated", dated),
        ("told-as-done", u32::from(!ground.entry.is_planned) * 20),
        ("stands-alone", u32::from(ground.stands_alone) * 40),
    ];
    let holds = reasons.into_iter().filter(|(_, points)| *points > 0);
    holds.map(|(reason, points)| RankReason { reason: reason.to_owned(), points }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use recount_model::{Id, Interval};

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
        let entry = entry(roots);
        let ground = Ground { entry: &entry, days_from_core, harm, grain: None, stands_alone: true };
        weighed(&ground).iter().map(|reason| reason.points).sum()
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
