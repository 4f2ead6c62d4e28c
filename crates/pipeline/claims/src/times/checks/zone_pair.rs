//! `zone-pair`: two clock times given for one moment, of which one names its zone.

use super::super::expression::{Expression, Moment};
use super::{Seen, observation, shown};
use recount_model::Hold;
use recount_model::claim::Observation;
use recount_sayings::{Join, Told, list, say};
use recount_time::{Clock, Date, TimeOfDay, Value, Zone};

/// Checks every pair like "11.40 am (9.20 Lisbon time)" against every zone of every place the account names.
pub(super) fn zone_pair(seen: &Seen<'_>) -> Vec<Observation> {
    (1..seen.mentions.len()).filter_map(|idx| one(seen, idx)).collect()
}

/// One moment told twice.
struct Pair {
    /// Minutes after midnight, without a named zone.
    local: i64,
    /// The same with the zone named.
    zoned: i64,
    zone: Zone,
    day: Date,
}

fn one(seen: &Seen<'_>, idx: usize) -> Option<Observation> {
    let pair = pair(seen, idx).filter(|_| !seen.places.is_empty())?;
    let spans = vec![seen.mentions.get(idx - 1)?.span, seen.mentions.get(idx)?.span];
    let zone_offset = i64::from(pair.zone.offset_minutes(pair.day, pair.zoned)?);
    let needed = wrapped(pair.local - pair.zoned + zone_offset);
    let offsets = offsets(&seen.places, pair.day, pair.local);
    if offsets.contains(&needed) {
        return None;
    }
    let known = list(Join::Comma, offsets.iter().map(|offset| offset_text(*offset)));
    let mut why = vec![
        say!("check.one-moment", day = shown(pair.day)),
        say!(
            "check.zone",
            zone = pair.zone.name(),
            offset = offset_text(zone_offset),
            needed = offset_text(needed)
        ),
        say!("check.no-offset", offsets = known),
    ];
    let nearest = *offsets.iter().min_by_key(|offset| ((**offset - needed).abs(), **offset))?;
    let repaired = |offset: i64| (pair.local - offset + zone_offset).rem_euclid(DAY_MINUTES);
    why.push(say!(
        "check.nearest",
        clock = clock_text(repaired(nearest)),
        zone = pair.zone.name(),
        offset = offset_text(nearest)
    ));
    let others = offsets.iter().filter(|offset| **offset != nearest);
    let others: Vec<Told> = others
        .map(|offset| {
            say!("check.clock-at", clock = clock_text(repaired(*offset)), offset = offset_text(*offset))
        })
        .collect();
    if !others.is_empty() {
        why.push(say!("check.would-be", others = list(Join::Comma, others)));
    }
    Some(observation("zone-pair", Hold::Always, spans, why))
}

const DAY_MINUTES: i64 = 24 * 60;

fn pair(seen: &Seen<'_>, idx: usize) -> Option<Pair> {
    let (a, b) = (moment(seen, idx - 1)?, moment(seen, idx)?);
    if !are_beside(seen, idx) {
        return None;
    }
    let (local, zoned) = match (a.zone, b.zone) {
        (None, Some(_)) => (idx - 1, idx),
        (Some(_), None) => (idx, idx - 1),
        _ => return None,
    };
    let group = moment(seen, zoned)?.zone?;
    let name = seen.lattice.rules.zones.group(group)?.single()?;
    Some(Pair {
        local: clock(seen, local)?.minutes(),
        zoned: clock(seen, zoned)?.minutes(),
        zone: Zone::named(name).ok()?,
        day: seen.day(local).or_else(|| seen.day(zoned))?,
    })
}

fn moment<'seen>(seen: &'seen Seen<'_>, idx: usize) -> Option<&'seen Moment> {
    match &seen.mentions.get(idx)?.expression {
        Expression::Moment(moment) => Some(moment),
        _ => None,
    }
}

fn clock(seen: &Seen<'_>, idx: usize) -> Option<Clock> {
    match seen.value(idx)? {
        Value::Time(_, TimeOfDay::Clock(clock)) => Some(*clock),
        _ => None,
    }
}

/// Nothing but brackets, a comma, a slash or one joining word between them.
fn are_beside(seen: &Seen<'_>, idx: usize) -> bool {
    let (Some(a), Some(b)) = (seen.mentions.get(idx - 1), seen.mentions.get(idx)) else { return false };
    let between = a.items.end..b.items.start;
    let is_joint = |at: usize| {
        seen.lattice.token(at).is_some_and(|token| {
            !token.is_break()
                && (!token.is_word() || seen.lattice.is_any(at, &[seen.lattice.rules.contexts.function]))
        })
    };
    !between.is_empty()
        && between.len() <= 2
        && between.into_iter().all(is_joint)
        && has_bracket_or_slash(seen, idx)
}

/// "from 11.40 to 9.20 Lisbon time" is no pair: only a bracket, a slash or an "or" says that both mean one moment.
fn has_bracket_or_slash(seen: &Seen<'_>, idx: usize) -> bool {
    let (Some(a), Some(b)) = (seen.mentions.get(idx - 1), seen.mentions.get(idx)) else { return false };
    (a.items.end..b.items.start).any(|at| {
        let is_mark = seen.lattice.token(at).is_some_and(|token| matches!(&*token.lower, "(" | "[" | "/"));
        is_mark || seen.lattice.is_any(at, &[seen.lattice.rules.contexts.or])
    })
}

/// The offsets of `places` on that day, sorted, each once.
fn offsets(places: &[Zone], day: Date, minute: i64) -> Vec<i64> {
    let mut found: Vec<i64> =
        places.iter().filter_map(|zone| zone.offset_minutes(day, minute).map(i64::from)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// An offset between -12:00 and +12:00, or +13:00 and +14:00 where nothing else fits.
fn wrapped(minutes: i64) -> i64 {
    let within = minutes.rem_euclid(DAY_MINUTES);
    if within > 14 * 60 { within - DAY_MINUTES } else { within }
}

fn offset_text(minutes: i64) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

fn clock_text(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}
