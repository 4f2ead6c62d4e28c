//! Values to EDTF (ISO 8601-2:2019 Annex A, levels 0 to 2).
//!
//! Comes in: a value, its TIMEX3 `mod`, whether it is approximate. Goes out: a string that `edtf-core` accepts, or nothing.
//! It may not know zones.

use crate::{Clock, Date, PartialDate, Season, TimeOfDay, Value, WeekPart, Within};
use recount_model::EpochMs;

/// The value as EDTF, where EDTF can say it. `modifier` is a TIMEX3 `mod` (`START`, `MID`, `END`, `BEFORE`, `AFTER`, …).
pub fn edtf(value: &Value, modifier: Option<&str>, is_approximate: bool) -> Option<String> {
    let plain = match (value, modifier) {
        (Value::Date(date), Some(modifier)) => modified(*date, modifier).or_else(|| self::date(*date)),
        _ => text(value),
    }?;
    let can_qualify = matches!(value, Value::Date(_)) && !plain.contains(['/', '[', '{']);
    let qualified = if is_approximate && can_qualify { format!("{plain}~") } else { plain };
    (is_sound(value, modifier) || edtf_core::is_valid(&qualified)).then_some(qualified)
}

/// A plain year, month or day of the calendar with a year of four digits: nothing in it has to be parsed to know that it is EDTF.
fn is_sound(value: &Value, modifier: Option<&str>) -> bool {
    let Value::Date(date) = value else { return false };
    let is_plain = match date.within {
        Within::Day(..) => date.as_date().is_some(),
        Within::Month(month) => (1..=12).contains(&month),
        Within::Year => true,
        _ => false,
    };
    modifier.is_none() && is_plain && date.year.is_some_and(|year| (1..=9999).contains(&year))
}

/// A closed interval of instants as EDTF days in UTC moved by `offset_minutes`: `2001-05-03/2001-05-05`, open ends as `..`.
pub fn of_instants(
    earliest: Option<EpochMs>,
    latest: Option<EpochMs>,
    offset_minutes: i16,
) -> Option<String> {
    let day = |instant: EpochMs| {
        Date::from_day_number((instant + i64::from(offset_minutes) * 60_000).div_euclid(86_400_000))
    };
    match (earliest.map(day), latest.map(day)) {
        (None, None) => None,
        (Some(from), Some(to)) if from == to => Some(of_date(from?)),
        (from, to) => {
            let end = |date: Option<Option<Date>>| match date {
                Some(date) => date.map(of_date),
                None => Some("..".to_owned()),
            };
            Some(format!("{}/{}", end(from)?, end(to)?))
        }
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Date(date) => self::date(*date),
        Value::Time(date, TimeOfDay::Clock(clock)) => moment(*date, *clock),
        Value::Time(date, _) => self::date(*date),
        Value::Range(from, to) => {
            let end = |value: &Option<Box<Value>>| match value {
                Some(value) => text(value).filter(|text| !text.contains('/')),
                None => Some("..".to_owned()),
            };
            Some(format!("{}/{}", end(from)?, end(to)?))
        }
        Value::List(values) => {
            let all: Option<Vec<String>> = values.iter().map(text).collect();
            Some(format!("{{{}}}", all?.join(",")))
        }
        Value::Length(_) | Value::Reference(_) => None,
    }
}

fn date(date: PartialDate) -> Option<String> {
    let mut text = String::new();
    if crate::print::whole_day(&mut text, date) {
        return Some(text);
    }
    let year = year(date);
    Some(match date.within {
        Within::Millennium | Within::Century | Within::Decade | Within::Year => year,
        Within::Half(half) => format!("{year}-{}", 39 + half),
        Within::Quarter(quarter) => format!("{year}-{}", 32 + quarter),
        Within::Season(season) => format!("{year}-{}", season_number(season)),
        Within::Month(month) => format!("{year}-{month:02}"),
        Within::Day(month, day) => format!("{year}-{}-{}", two(month), two(day)),
        Within::Week(_, WeekPart::Day(_)) => of_date(date.as_date()?),
        Within::Week(..) => {
            let (first, last) = date.days()?;
            format!("{}/{}", of_date(first), of_date(last))
        }
    })
}

fn year(date: PartialDate) -> String {
    let open = match date.within {
        Within::Millennium => 3,
        Within::Century => 2,
        Within::Decade => 1,
        _ => 0,
    };
    let Some(year) = date.year else { return "XXXX".to_owned() };
    let sign = if year < 0 { "-" } else { "" };
    let digits = format!("{:04}", year.unsigned_abs());
    format!("{sign}{}{}", digits.get(..4 - open).unwrap_or(&digits), "X".repeat(open))
}

fn of_date(date: Date) -> String {
    self::date(date.into()).unwrap_or_default()
}

fn moment(date: PartialDate, clock: Clock) -> Option<String> {
    let mut day = date.as_date()?;
    let mut hour = clock.hour;
    if hour == 24 {
        (day, hour) = (day.add_days(1)?, 0);
    }
    let (minute, second) = (clock.minute.unwrap_or(0), clock.second.unwrap_or(0));
    let offset = clock.offset_minutes.map(crate::print::offset_text).unwrap_or_default();
    Some(format!("{}T{hour:02}:{minute:02}:{second:02}{offset}", of_date(day)))
}

fn two(field: Option<u8>) -> String {
    field.map_or_else(|| "XX".to_owned(), |number| format!("{number:02}"))
}

fn season_number(season: Season) -> u8 {
    match season {
        Season::Spring => 21,
        Season::Summer => 22,
        Season::Autumn => 23,
        Season::Winter => 24,
    }
}

/// Early, middle and late parts as thirds of the days: "mid-November" is 11 to 20 November.
pub fn third(date: PartialDate, modifier: &str) -> Option<(Date, Date)> {
    let (first, last) = date.days().filter(|_| !date.is_day())?;
    let days = last.day_number() - first.day_number() + 1;
    let cut = |share: i64| first.add_days(days * share / 3);
    match modifier {
        "START" => Some((first, cut(1)?.add_days(-1)?)),
        "MID" => Some((cut(1)?, cut(2)?.add_days(-1)?)),
        "END" => Some((cut(2)?, last)),
        _ => None,
    }
}

fn modified(date: PartialDate, modifier: &str) -> Option<String> {
    let plain = self::date(date).filter(|text| !text.contains('/'));
    match modifier {
        "BEFORE" | "ON_OR_BEFORE" => Some(format!("../{}", plain?)),
        "AFTER" | "ON_OR_AFTER" => Some(format!("{}/..", plain?)),
        _ => {
            if date.is_day() {
                return None;
            }
            let (first, last) = third(date, modifier)?;
            Some(format!("{}/{}", of_date(first), of_date(last)))
        }
    }
}
