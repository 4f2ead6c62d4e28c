//! What the calendar and the clock do not allow inside one account.
//!
//! Comes in: mentions with what they resolved to. Goes out: [`Observation`]s, from which findings are made. It may not know
//! other accounts. One file per kind; adding one is one line in [`CHECKS`].

mod calendar;
pub(super) use calendar::name as weekday_name;
mod lengths;
mod written;
mod zone_pair;

use super::decode::Decoded;
use super::lattice::Lattice;
use super::recognise::Mention;
use super::surroundings::Around;
use recount_model::claim::Observation;
use recount_model::{Hold, Span};
use recount_sayings::{Arg, Told};
use recount_time::{Date, Value, Zone};
use std::cell::LazyCell;

/// All that a check can see.
pub(super) struct Seen<'account> {
    pub lattice: &'account Lattice<'account>,
    pub mentions: &'account [Mention],
    pub around: &'account [Around],
    pub decoded: &'account [Decoded],
    /// The day of writing, where words or the user give it, with those words.
    pub fixed_day: Option<(Date, Option<Span>)>,
    /// Every zone of every place the account names, or the user's; empty when no place is named. Looked up when first asked for.
    pub places: LazyCell<Vec<Zone>, Box<dyn Fn() -> Vec<Zone> + 'account>>,
}

type Check = fn(&Seen<'_>) -> Vec<Observation>;

const CHECKS: [Check; 7] = [
    calendar::weekday_date,
    calendar::no_such_date,
    zone_pair::zone_pair,
    lengths::duration_ends,
    lengths::span_duration,
    written::nth_day,
    written::dated_before_told,
];

/// Runs all checks; sorted by place.
pub(super) fn check(seen: &Seen<'_>) -> Vec<Observation> {
    let mut found: Vec<Observation> = CHECKS.iter().flat_map(|check| check(seen)).collect();
    found.sort_by(|a, b| (&a.spans, &a.kind).cmp(&(&b.spans, &b.kind)));
    found
}

impl Seen<'_> {
    /// What mention `idx` was resolved to.
    fn value(&self, idx: usize) -> Option<&Value> {
        self.decoded.get(idx)?.candidates.first().map(|best| &best.value)
    }

    /// The single day of mention `idx`.
    fn day(&self, idx: usize) -> Option<Date> {
        let (first, last) = self.value(idx)?.days()?;
        (first == last).then_some(first)
    }

    /// The last day told of before mention `idx`, in the same layer.
    fn day_before(&self, idx: usize) -> Option<Date> {
        let layer = self.around.get(idx)?.layer;
        let is_told = |other: &usize| self.around.get(*other).is_some_and(|around| around.layer == layer);
        (0..idx).rev().filter(is_told).take(FAR_BACK).find_map(|other| self.day(other))
    }
}

/// How many expressions back a day is looked for.
const FAR_BACK: usize = 6;

fn observation(kind: &str, hold: Hold, spans: Vec<Span>, why: Vec<Told>) -> Observation {
    Observation { kind: kind.to_owned(), spans, why, hold, rule: kind.to_owned() }
}

/// `2001-05-03`.
fn shown(day: Date) -> Arg {
    Arg::Day(Value::Date(day.into()).to_string())
}
