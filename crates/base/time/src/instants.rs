//! Values to closed intervals of instants.
//!
//! Comes in: a value and the zones its civil times may be in. Goes out: an interval that holds every instant the value can
//! denote in any of those zones. It may not know why those zones are plausible.

use crate::{Clock, Date, PartialDate, TimeOfDay, Value, Zone};
use recount_model::Interval;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

/// Every instant `value` can denote when its civil times are in one of `zones`. Lengths, references and open dates
/// have none and give [`Interval::UNBOUNDED`].
pub fn interval(value: &Value, zones: &[Zone]) -> Interval {
    match value {
        Value::Date(date) => date.days().map_or(Interval::UNBOUNDED, |days| of_days(days, zones)),
        Value::Time(date, time) => of_time(*date, *time, zones),
        Value::Range(from, to) => {
            let side = |end: &Option<Box<Value>>| {
                end.as_ref().map_or(Interval::UNBOUNDED, |value| interval(value, zones))
            };
            let (earliest, latest) = (side(from).earliest, side(to).latest);
            let is_backward = earliest.zip(latest).is_some_and(|(from, to)| to < from);
            if is_backward { Interval::UNBOUNDED } else { Interval { earliest, latest } }
        }
        Value::List(values) => {
            values.iter().map(|value| interval(value, zones)).reduce(cover).unwrap_or(Interval::UNBOUNDED)
        }
        Value::Length(_) | Value::Reference(_) => Interval::UNBOUNDED,
    }
}

/// From the first instant of the first day to the last millisecond of the last.
pub fn of_days((first, last): (Date, Date), zones: &[Zone]) -> Interval {
    over_zones(zones, |zone| Interval::new(zone.instant(first, 0), zone.instant(last, DAY_MS) - 1))
}

/// The smallest interval that holds both; unbounded where either is.
pub fn cover(a: Interval, b: Interval) -> Interval {
    let both = |a: Option<i64>, b: Option<i64>, pick: fn(i64, i64) -> i64| Some(pick(a?, b?));
    Interval { earliest: both(a.earliest, b.earliest, i64::min), latest: both(a.latest, b.latest, i64::max) }
}

/// The same interval, `ms` wider on both sides.
pub fn widened(interval: Interval, ms: i64) -> Interval {
    Interval {
        earliest: interval.earliest.map(|instant| instant.saturating_sub(ms)),
        latest: interval.latest.map(|instant| instant.saturating_add(ms)),
    }
}

fn of_time(date: PartialDate, time: TimeOfDay, zones: &[Zone]) -> Interval {
    let Some((first, last)) = date.days() else { return Interval::UNBOUNDED };
    match time {
        TimeOfDay::Open => of_days((first, last), zones),
        TimeOfDay::Part(part) => {
            let (from, to) = part.minutes();
            over_zones(zones, |zone| {
                let end = zone.instant(last, to * MINUTE_MS) - 1;
                Interval::new(zone.instant(first, from * MINUTE_MS), end)
            })
        }
        TimeOfDay::Clock(clock) => of_clock((first, last), clock, zones),
    }
}

fn of_clock((first, last): (Date, Date), clock: Clock, zones: &[Zone]) -> Interval {
    let fixed = clock.offset_minutes.map(|minutes| [Zone::fixed(minutes)]);
    let zones = fixed.as_ref().map_or(zones, |zone| zone.as_slice());
    let from = clock.minutes() * MINUTE_MS + i64::from(clock.second.unwrap_or(0)) * 1_000;
    // A time to the minute is that minute; an hour alone is said of the hour's beginning, not of the whole hour.
    let grain = if clock.second.is_some() { 1_000 } else { MINUTE_MS };
    over_zones(zones, |zone| Interval::new(zone.instant(first, from), zone.instant(last, from) + grain - 1))
}

fn over_zones(zones: &[Zone], of: impl Fn(&Zone) -> Interval) -> Interval {
    zones.iter().map(&of).reduce(cover).unwrap_or_else(|| of(&Zone::utc()))
}
