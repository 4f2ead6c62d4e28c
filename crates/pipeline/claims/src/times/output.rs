//! Decoded mentions to [`Timex`].
//!
//! Comes in: a mention, its candidates, its surroundings, the zones of the account. Goes out: a [`Timex`] with value, EDTF,
//! interval and reasons. It may not know how the candidates were found.

use super::expression::{Base, Direction, Expression, Modifier, Moment};
use super::lattice::Lattice;
use super::recognise::Mention;
use super::resolve::{Candidate, FROM_DOCUMENT};
use super::surroundings::Around;
use recount_model::{Id, Interval, Timex, TimexCandidate, TimexType};
use recount_sayings::{Told, say, term};
use recount_time::{Clock, PartialDate, TimeOfDay, Unit, Value, Within, Zone, edtf, instants};

/// Candidates further behind the best than this (tenths of log-odds) are not shown.
const CLOSE: i32 = 10;
const MOST_CANDIDATES: usize = 8;

/// Writes one mention.
pub(super) fn timex(
    lattice: &Lattice<'_>,
    mention: &Mention,
    around: &Around,
    candidates: &[Candidate],
    zones: &[Zone],
) -> Timex {
    let account = lattice.text.account;
    let rule = lattice.rules.rules.get(mention.rule as usize).map_or("", |rule| rule.id.as_str());
    let mut timex = Timex {
        id: Id::at("tmx", &account.original, mention.span, ""),
        span: mention.span,
        text: lattice.text.words(mention.span).to_owned(),
        kind: TimexType::Date,
        value: String::new(),
        modifier: None,
        edtf: None,
        interval: Interval::UNBOUNDED,
        duration_ms: None,
        is_approximate: false,
        stated_zone: None,
        is_planned: around.is_planned,
        anchor: None,
        rule: rule.to_owned(),
        candidates: Vec::new(),
    };
    match &mention.expression {
        Expression::Moment(moment) => write_moment(lattice, &mut timex, moment, candidates, zones),
        Expression::Length(said) => {
            timex.kind = TimexType::Duration;
            timex.modifier = said.modifier.map(|modifier| modifier.as_str().to_owned());
            timex.is_approximate = said.modifier == Some(Modifier::Approx);
            timex.duration_ms = Some(said.length.bounds_ms());
            write_value(&mut timex, &Value::Length(said.length.clone()));
            if let Some(best) = candidates.first() {
                write_covered(&mut timex, &best.value, said.direction, zones);
            }
        }
        Expression::Set(value) => {
            timex.kind = TimexType::Set;
            write_value(&mut timex, value);
        }
        Expression::Fixed(value) => write_value(&mut timex, value),
        Expression::Several(_) => {}
    }
    timex
}

fn write_value(timex: &mut Timex, value: &Value) {
    timex.value = value.to_string();
    timex.edtf = None;
    let why = say!("time.so");
    timex.candidates =
        vec![TimexCandidate { value: timex.value.clone(), interval: Interval::UNBOUNDED, score: 0, why }];
}

/// The days that a length covers, or the day it may end on.
fn write_covered(timex: &mut Timex, value: &Value, direction: Option<Direction>, zones: &[Zone]) {
    let interval = instants::interval(value, zones);
    let why = if direction == Some(Direction::Or) {
        say!("time.may-say-when")
    } else {
        timex.interval = interval;
        timex.edtf = edtf::edtf(value, None, false);
        timex.anchor = Some(FROM_DOCUMENT.to_owned());
        say!("time.covers")
    };
    let candidate = TimexCandidate { value: value.to_string(), interval, score: 0, why };
    timex.candidates.push(candidate);
}

fn write_moment(
    lattice: &Lattice<'_>,
    timex: &mut Timex,
    moment: &Moment,
    candidates: &[Candidate],
    zones: &[Zone],
) {
    timex.kind = if moment.time.is_some() { TimexType::Time } else { TimexType::Date };
    timex.modifier = moment.modifier.map(|modifier| modifier.as_str().to_owned());
    timex.is_approximate = moment.modifier == Some(Modifier::Approx);
    timex.stated_zone =
        moment.zone.and_then(|zone| lattice.rules.zones.group(zone)?.single()).map(str::to_owned);
    let Some(best) = candidates.first() else { return };
    let zoned = |value: &Value| in_stated_zone(lattice, moment, value);
    let value = zoned(&best.value);
    timex.anchor = best.anchor.map(str::to_owned);
    timex.interval = narrowed(&value, moment, zones);
    if is_deictic(moment) {
        // "Today" is one of the days the account may have been written on; which, it does not say.
        let of_document = candidates.iter().filter(|one| one.anchor == Some(FROM_DOCUMENT));
        let all = of_document.map(|one| narrowed(&zoned(&one.value), moment, zones));
        timex.interval = all.reduce(instants::cover).unwrap_or(timex.interval);
    }
    timex.edtf = edtf::edtf(&value, timex.modifier.as_deref(), timex.is_approximate);
    if !is_all_open(&value) {
        timex.value = written(&value, moment.modifier);
    }
    let close = candidates.iter().filter(|one| best.score - one.score < CLOSE && !is_all_open(&one.value));
    timex.candidates = close
        .take(MOST_CANDIDATES)
        .map(|one| {
            let value = zoned(&one.value);
            TimexCandidate {
                interval: narrowed(&value, moment, zones),
                value: written(&value, moment.modifier),
                score: one.score,
                why: why(moment, one),
            }
        })
        .collect();
}

fn is_deictic(moment: &Moment) -> bool {
    moment.base == Base::Document
        && moment.shift.is_some_and(|(_, unit)| matches!(unit, Unit::Day | Unit::Minute))
}

/// "So far" is a range up to a day.
fn written(value: &Value, modifier: Option<Modifier>) -> String {
    match modifier {
        Some(Modifier::OnOrBefore) => Value::Range(None, Some(Box::new(value.clone()))).to_string(),
        _ => value.to_string(),
    }
}

fn why(moment: &Moment, candidate: &Candidate) -> Told {
    let counted = match candidate.anchor {
        Some(anchor) => say!("time.counted", anchor = term("anchor", anchor)),
        None => say!("time.so"),
    };
    match (&moment.why, moment.is_calque) {
        (Some(why), _) => say!("time.both", why = why, counted = counted),
        (None, true) => {
            say!("time.both", why = say!("time.calque"), counted = counted)
        }
        (None, false) => counted,
    }
}

fn is_all_open(value: &Value) -> bool {
    matches!(value, Value::Date(PartialDate { year: None, within: Within::Day(None, None) }))
}

/// The offset of the zone that the text names, on that day.
fn in_stated_zone(lattice: &Lattice<'_>, moment: &Moment, value: &Value) -> Value {
    let (Value::Time(date, TimeOfDay::Clock(clock)), Some(group)) = (value, moment.zone) else {
        return value.clone();
    };
    let zone = lattice.rules.zones.group(group).and_then(|group| Zone::named(group.single()?).ok());
    let offset = zone.zip(date.as_date()).and_then(|(zone, day)| zone.offset_minutes(day, clock.minutes()));
    Value::Time(*date, TimeOfDay::Clock(Clock { offset_minutes: offset, ..*clock }))
}

/// The instants; "before dawn" is narrower than the morning it is written as.
fn narrowed(value: &Value, moment: &Moment, zones: &[Zone]) -> Interval {
    let (Value::Time(date, TimeOfDay::Part(_)), Some((from, to))) = (value, moment.minutes_between) else {
        return interval(value, moment.modifier, zones);
    };
    let Some((first, last)) = date.days() else { return Interval::UNBOUNDED };
    let of_zone = |zone: &Zone| {
        let end = zone.instant(last, i64::from(to) * MINUTE_MS).saturating_sub(1);
        Interval::new(zone.instant(first, i64::from(from) * MINUTE_MS), end)
    };
    zones.iter().map(of_zone).reduce(instants::cover).unwrap_or_else(|| of_zone(&Zone::utc()))
}

const MINUTE_MS: i64 = 60_000;

/// The instants, as the modifier widens or cuts them.
fn interval(value: &Value, modifier: Option<Modifier>, zones: &[Zone]) -> Interval {
    let plain = instants::interval(value, zones);
    match (modifier, value) {
        (Some(Modifier::Approx), Value::Time(_, TimeOfDay::Clock(clock))) => {
            instants::widened(plain, tolerance_minutes(*clock) * MINUTE_MS)
        }
        (Some(Modifier::Approx), _) if plain.is_bounded() => {
            let length = plain.latest.unwrap_or(0).saturating_sub(plain.earliest.unwrap_or(0));
            instants::widened(plain, length / 2)
        }
        (Some(Modifier::Before | Modifier::OnOrBefore), _) => Interval { earliest: None, ..plain },
        (Some(Modifier::After | Modifier::OnOrAfter), _) => Interval { latest: None, ..plain },
        (Some(modifier @ (Modifier::Start | Modifier::Mid | Modifier::End)), Value::Date(date)) => {
            edtf::third(*date, modifier.as_str()).map_or(plain, |days| instants::of_days(days, zones))
        }
        _ => plain,
    }
}

/// Half the unit the clock time seems rounded to: "around 6" half an hour, "around 6.15" five minutes.
fn tolerance_minutes(clock: Clock) -> i64 {
    match clock.minute {
        None | Some(0) => 30,
        Some(30) => 15,
        Some(minute) if minute % 10 == 0 => 10,
        Some(minute) if minute % 5 == 0 => 5,
        Some(_) => 1,
    }
}
