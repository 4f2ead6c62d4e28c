//! Counting units from a date.
//!
//! Comes in: a shift and a date. Goes out: the date so many units away, at the grain of the unit. It may not know the text.

use super::super::expression::Moment;
use super::Frame;
use super::ground::exactly;
use recount_time::{Amount, Date, PartialDate, Unit, WeekPart, Within};

pub(super) fn from_document(moment: &Moment, frame: &Frame) -> Option<PartialDate> {
    shifted_from_document(moment, frame).or_else(|| match (moment.shift, frame.year) {
        (Some((amount, Unit::Year)), Some(year)) => {
            let years = i32::try_from(amount.as_whole()?).ok()?;
            Some(PartialDate::year(year.checked_add(years)?))
        }
        _ => None,
    })
}

pub(super) fn shifted_from_document(moment: &Moment, frame: &Frame) -> Option<PartialDate> {
    match frame.day {
        Some(day) => shifted(moment, Some(day.into()), Some(day)),
        None => shifted(moment, frame.year.map(PartialDate::year), None),
    }
}

/// Counts the moment's shift from a reference, at the grain of the unit.
pub(super) fn shifted(
    moment: &Moment,
    reference: Option<PartialDate>,
    day: Option<Date>,
) -> Option<PartialDate> {
    if moment.more_shifts.is_empty() {
        return shifted_once(moment, reference, day);
    }
    let amounts: Vec<_> = moment.shift.into_iter().chain(moment.more_shifts.iter().copied()).collect();
    exactly(day?, &amounts).map(PartialDate::from)
}

fn shifted_once(moment: &Moment, reference: Option<PartialDate>, day: Option<Date>) -> Option<PartialDate> {
    let (amount, unit) = moment.shift?;
    let count = amount_count(amount)?;
    let first = |date: PartialDate| date.days().map(|days| days.0);
    let at = |grain_is_known: bool| if grain_is_known { reference.and_then(first) } else { None };
    let reference_is = |fits: fn(&Within) -> bool| reference.is_some_and(|date| fits(&date.within));
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            if count == 0 {
                reference
            } else {
                day.map(PartialDate::from)
            }
        }
        Unit::Day => {
            if let Some(open) = reference.filter(|date| date.year.is_none()) {
                return shifted_without_year(open, count);
            }
            let start = reference.filter(|date| date.is_day()).and_then(first).or(day);
            start?.add_days(count).map(PartialDate::from)
        }
        Unit::Week | Unit::Weekend => {
            let start = day.or(at(true))?;
            let (year, week) = start.add_days(count * 7)?.iso_week();
            let part = if unit == Unit::Week { WeekPart::Whole } else { WeekPart::Weekend };
            Some(PartialDate { year: Some(year), within: Within::Week(Some(week), part) })
        }
        Unit::Month => {
            let has_month = reference.is_some_and(|date| date.known_month().is_some());
            let start = at(has_month).or(day)?.add_months(count)?;
            Some(PartialDate::month(Some(start.year()), start.month()))
        }
        Unit::Year => {
            let year = reference.and_then(|date| date.year).or(day.map(Date::year))?;
            Some(PartialDate::year(year.checked_add(i32::try_from(count).ok()?)?))
        }
        Unit::Decade | Unit::Century | Unit::Millennium => {
            let (length, within) = match unit {
                Unit::Decade => (10, Within::Decade),
                Unit::Century => (100, Within::Century),
                _ => (1_000, Within::Millennium),
            };
            let year = reference.and_then(|date| date.year)?;
            let shift = i32::try_from(count).ok()?.checked_mul(length)?;
            Some(PartialDate { year: Some((year - year.rem_euclid(length)).checked_add(shift)?), within })
        }
        Unit::Quarter => {
            let (from, length) = (day.or(at(true))?, 3);
            let first = Date::new(from.year(), (from.month() - 1) / length * length + 1, 1)?;
            let start = first.add_months(count.checked_mul(i64::from(length))?)?;
            let within = Within::Quarter((start.month() - 1) / length + 1);
            Some(PartialDate { year: Some(start.year()), within })
        }
        Unit::Season | Unit::HalfYear => {
            if count == 0 && reference_is(|within| matches!(within, Within::Season(_) | Within::Quarter(_))) {
                reference
            } else {
                None
            }
        }
    }
}

/// The day after 16 December is 17 December in any year; around the end of February it depends.
pub(super) fn shifted_without_year(date: PartialDate, count: i64) -> Option<PartialDate> {
    const COMMON_YEAR: i32 = 2_001;
    const LEAP_YEAR: i32 = 2_000;
    let Within::Day(Some(month), Some(day)) = date.within else { return None };
    let counted = |year| Date::new(year, month, day)?.add_days(count);
    let (common, leap) = (counted(COMMON_YEAR)?, counted(LEAP_YEAR)?);
    let is_same = (common.month(), common.day()) == (leap.month(), leap.day());
    let within = Within::Day(Some(common.month()), Some(common.day()));
    is_same.then_some(PartialDate { year: None, within })
}

fn amount_count(amount: Amount) -> Option<i64> {
    match amount {
        Amount::Hundredths(hundredths) => Some(hundredths / 100),
        Amount::Vague => None,
    }
}
