//! Counting from a moment that the words name, and inside one.
//!
//! Comes in: a [`Moment`] with what is counted, and the candidates of what it is counted from. Goes out: candidates. It may
//! not know how the ground they stand on was found.

use super::super::expression::{Moment, Nth, NthOf};
use super::counted::shifted;
use super::points::not_after;
use super::{Candidate, Circumstance, FROM_DOCUMENT, Focus, Frame, candidates};
use recount_time::feasts::weekday_between;
use recount_time::{Amount, Clock, Date, PartialDate, TimeOfDay, Unit, Value, WeekPart, Within};

/// Behind the reading at the grain of the unit: "two weeks ago" to the day.
const TO_THE_DAY: i32 = -9;
/// Weekdays near a day that is counted to only roughly.
const OTHER_WEEK: i32 = -5;

/// Candidates of a moment that is counted from or inside another; `None` where nothing is.
pub(in crate::times) fn counted(
    moment: &Moment,
    frame: &Frame,
    focus: &Focus,
    circumstance: &Circumstance,
) -> Option<Vec<Candidate>> {
    if !has_ground(moment) {
        return None;
    }
    let mut ground = moment.clone();
    let of: Box<dyn Fn(PartialDate) -> Vec<(Value, i32)>> = if let Some(nth) = ground.nth.take() {
        Box::new(move |date| nth_inside(nth, date).map(|value| (value, 0)).into_iter().collect())
    } else if let Some(unit) = ground.whole.take() {
        Box::new(move |date| whole(unit, date).map(|date| (Value::Date(date), 0)).into_iter().collect())
    } else if let Some(weekday) = ground.weekday.filter(|_| is_counted(moment)) {
        ground.weekday = None;
        Box::new(move |date| weekdays_near(weekday, date))
    } else if let Some(from) = ground.from.take() {
        ground = *from;
        Box::new(move |date| from_date(moment, date).map(|date| (Value::Date(date), 0)).into_iter().collect())
    } else {
        return None;
    };
    ground.time = None;
    // What happened two weeks before Christmas can be told before Christmas.
    let of_ground = Circumstance { is_after_until: true, ..*circumstance };
    let grounds = candidates(&ground, frame, focus, &of_ground);
    let one = |ground: Candidate| {
        let dates = ground.value.date().map(&of).unwrap_or_default();
        dates.into_iter().map(move |(value, score)| {
            let late = value.date().map_or(0, |date| not_after(date, frame, circumstance));
            let score = ground.score.saturating_add(score).saturating_add(late);
            Candidate { value, score, anchor: ground.anchor }
        })
    };
    Some(grounds.into_iter().flat_map(one).collect())
}

/// Almost every moment has none, and is asked for every state of the search.
fn has_ground(moment: &Moment) -> bool {
    moment.nth.is_some()
        || moment.whole.is_some()
        || moment.from.is_some()
        || (moment.weekday.is_some() && is_counted(moment))
}

/// True where a length or a named moment says from where.
pub(in crate::times) fn is_counted(moment: &Moment) -> bool {
    moment.month.is_none()
        && moment.day.is_none()
        && (moment.from.is_some()
            || moment.is_measured
            || moment.shift.is_some_and(|(_, unit)| unit == Unit::Week))
}

/// The same, to the minute, where the minute of writing is known ("in five minutes").
pub(in crate::times) fn to_the_minute(moment: &Moment, frame: &Frame) -> Option<Candidate> {
    let (amount, unit) = moment.shift.filter(|(_, unit)| moment.is_measured && *unit < Unit::Day)?;
    let (day, minute) = (frame.day?, frame.minute?);
    let (day, minute) = moved_by(day, minute, amount, unit)?;
    let (day, minute) = moment
        .more_shifts
        .iter()
        .try_fold((day, minute), |(day, minute), (amount, unit)| moved_by(day, minute, *amount, *unit))?;
    Some(Candidate { value: at_minute(day, minute)?, score: 0, anchor: Some(FROM_DOCUMENT) })
}

/// "Two weeks ago" can be meant to the day.
pub(in crate::times) fn to_the_day(
    moment: &Moment,
    day: Option<Date>,
    anchor: &'static str,
) -> Option<Candidate> {
    let shift =
        moment.shift.filter(|(_, unit)| moment.is_measured && (Unit::Week..=Unit::Month).contains(unit))?;
    let date = exactly(day?, &[shift])?;
    Some(Candidate { value: Value::Date(date.into()), score: TO_THE_DAY, anchor: Some(anchor) })
}

/// The day that lies these amounts away.
pub(in crate::times) fn exactly(day: Date, amounts: &[(Amount, Unit)]) -> Option<Date> {
    amounts.iter().try_fold(day, |day, (amount, unit)| {
        let count = amount.as_whole()?;
        let months = |months: i64| day.add_months(count.checked_mul(months)?);
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Some(day),
            Unit::Day => day.add_days(count),
            Unit::Week | Unit::Weekend => day.add_days(count.checked_mul(7)?),
            Unit::Month => months(1),
            Unit::Quarter | Unit::Season => months(3),
            Unit::HalfYear => months(6),
            Unit::Year => months(12),
            Unit::Decade => months(120),
            Unit::Century => months(1_200),
            Unit::Millennium => months(12_000),
        }
    })
}

/// Day and minute of the day that lie an amount away.
pub(in crate::times) fn moved_by(day: Date, minute: i64, amount: Amount, unit: Unit) -> Option<(Date, i64)> {
    let minutes = match (amount, unit) {
        (Amount::Hundredths(hundredths), Unit::Hour) => hundredths.checked_mul(60)? / 100,
        (Amount::Hundredths(hundredths), Unit::Minute) => hundredths / 100,
        (Amount::Hundredths(_), Unit::Second) => 0,
        _ => return Some((exactly(day, &[(amount, unit)])?, minute)),
    };
    let total = minute.checked_add(minutes)?;
    Some((day.add_days(total.div_euclid(DAY_MINUTES))?, total.rem_euclid(DAY_MINUTES)))
}

const DAY_MINUTES: i64 = 24 * 60;

pub(in crate::times) fn at_minute(day: Date, minute: i64) -> Option<Value> {
    let clock = Clock::new(u8::try_from(minute / 60).ok()?, Some(u8::try_from(minute % 60).ok()?))?;
    Some(Value::Time(day.into(), TimeOfDay::Clock(clock)))
}

fn from_date(moment: &Moment, date: PartialDate) -> Option<PartialDate> {
    let shift = moment.shift?;
    match date.as_date() {
        Some(day) => {
            let amounts: Vec<_> = std::iter::once(shift).chain(moment.more_shifts.iter().copied()).collect();
            exactly(day, &amounts).map(PartialDate::from)
        }
        None => shifted(moment, Some(date), None),
    }
}

/// The weekday of the week that is counted to; near a day that is counted to, the ones around it as well.
fn weekdays_near(weekday: u8, date: PartialDate) -> Vec<(Value, i32)> {
    let value = |date: Option<Date>, score| date.map(|date| (Value::Date(date.into()), score));
    let Some((first, last)) = date.days() else { return Vec::new() };
    let (year, week) = first.iso_week();
    let of_week = Date::from_iso_week(year, week, weekday);
    if first != last {
        let inside = weekday_between((first, last), weekday, 1);
        return value(inside, 0).into_iter().collect();
    }
    let ahead = first.add_days(i64::from((weekday + 7 - first.weekday()) % 7));
    let back = first.add_days(-i64::from((first.weekday() + 7 - weekday) % 7));
    [value(of_week, 0), value(ahead, OTHER_WEEK), value(back, OTHER_WEEK - 1)].into_iter().flatten().collect()
}

/// All of the unit that a day is in.
fn whole(unit: Unit, date: PartialDate) -> Option<PartialDate> {
    let day = date.days()?.0;
    // The weekend of a Monday is the one before it.
    let is_behind_weekend = unit == Unit::Weekend && day.weekday() <= 2;
    let (year, week) = if is_behind_weekend { day.add_days(-7)? } else { day }.iso_week();
    match unit {
        Unit::Week => {
            Some(PartialDate { year: Some(year), within: Within::Week(Some(week), WeekPart::Whole) })
        }
        Unit::Weekend => {
            Some(PartialDate { year: Some(year), within: Within::Week(Some(week), WeekPart::Weekend) })
        }
        Unit::Month => Some(PartialDate::month(Some(day.year()), day.month())),
        Unit::Year => Some(PartialDate::year(day.year())),
        _ => None,
    }
}

/// "the third Thursday of November", "the last two weeks of 2019".
fn nth_inside(nth: Nth, inside: PartialDate) -> Option<Value> {
    let days = inside.days()?;
    let of_unit = |unit: Unit, place: i64| -> Option<PartialDate> {
        let found = match unit {
            Unit::Day => {
                let day = if place > 0 { days.0.add_days(place - 1) } else { days.1.add_days(place + 1) };
                PartialDate::from(day?)
            }
            // A week belongs to the month or year that its Thursday is in (ISO 8601).
            Unit::Week => whole(Unit::Week, weekday_between(days, THURSDAY, place)?.into())?,
            Unit::Weekend => whole(Unit::Weekend, weekday_between(days, SATURDAY, place)?.into())?,
            Unit::Month | Unit::Year => {
                let months = if unit == Unit::Month { 1 } else { 12 };
                let (from, steps) = if place > 0 { (days.0, place - 1) } else { (days.1, place + 1) };
                let first = Date::new(from.year(), from.month(), 1)?;
                whole(unit, first.add_months(steps.checked_mul(months)?)?.into())?
            }
            _ => return None,
        };
        let (first, last) = found.days()?;
        let is_inside = last >= days.0 && first <= days.1;
        is_inside.then_some(found)
    };
    let place = i64::from(nth.place);
    let unit = match nth.of {
        NthOf::Weekday(weekday) => {
            let day = weekday_between(days, weekday, place)?;
            return Some(Value::Date(day.into()));
        }
        NthOf::Unit(unit) => unit,
    };
    if nth.count <= 1 {
        return of_unit(unit, place).map(Value::Date);
    }
    let more = i64::from(nth.count) - 1;
    let (first, last) = if place > 0 { (place, place + more) } else { (place - more, place) };
    let end = |place| of_unit(unit, place).map(|date| Box::new(Value::Date(date)));
    Some(Value::Range(Some(end(first)?), Some(end(last)?)))
}

const THURSDAY: u8 = 4;
const SATURDAY: u8 = 6;
