//! Dates and times of day of which some fields are known.
//!
//! Comes in: calendar fields. Goes out: plain values that may leave the year, month or day open. It may not know zones.

use crate::{Date, days_in_month};
use serde::{Deserialize, Serialize};

/// A season as texts name it; its months are the meteorological ones of the northern half of the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// What inside a year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Within {
    /// A thousand, a hundred or ten years that begin with the year given.
    Millennium,
    Century,
    Decade,
    Year,
    /// 1 or 2.
    Half(u8),
    /// 1..=4.
    Quarter(u8),
    Season(Season),
    /// 1..=12.
    Month(u8),
    /// Month and day; `None` is open.
    Day(Option<u8>, Option<u8>),
    /// ISO 8601 week, and what of it.
    Week(Option<u8>, WeekPart),
}

/// What of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeekPart {
    Whole,
    Weekend,
    /// 1 is Monday.
    Day(u8),
}

/// A date that may be coarse or leave fields open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// Astronomical year (0 is 1 BC); the first year for decades and centuries. `None` is open.
    pub year: Option<i32>,
    pub within: Within,
}

/// A named part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOfDay {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// A clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    /// 0..=24.
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    /// Minutes ahead of UTC, where the text gives a zone.
    pub offset_minutes: Option<i16>,
}

/// What of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeOfDay {
    Part(PartOfDay),
    Clock(Clock),
    /// Some time of the day that is not said.
    Open,
}

impl Clock {
    pub fn new(hour: u8, minute: Option<u8>) -> Option<Self> {
        let is_clock =
            hour < 24 && minute.is_none_or(|minute| minute < 60) || hour == 24 && minute.unwrap_or(0) == 0;
        is_clock.then_some(Clock { hour, minute, second: None, offset_minutes: None })
    }

    /// Minutes since midnight.
    pub fn minutes(self) -> i64 {
        i64::from(self.hour) * 60 + i64::from(self.minute.unwrap_or(0))
    }
}

impl PartOfDay {
    /// First and last minute since midnight; night runs into the next day.
    pub fn minutes(self) -> (i64, i64) {
        match self {
            PartOfDay::Morning => (5 * 60, 12 * 60),
            PartOfDay::Midday => (11 * 60, 13 * 60),
            PartOfDay::Afternoon => (12 * 60, 18 * 60),
            PartOfDay::Evening => (17 * 60, 24 * 60),
            PartOfDay::Night => (18 * 60, 30 * 60),
            PartOfDay::Daytime => (6 * 60, 20 * 60),
        }
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        PartialDate { year: Some(date.year()), within: Within::Day(Some(date.month()), Some(date.day())) }
    }
}

impl PartialDate {
    pub fn year(year: i32) -> Self {
        PartialDate { year: Some(year), within: Within::Year }
    }

    pub fn month(year: Option<i32>, month: u8) -> Self {
        PartialDate { year, within: Within::Month(month) }
    }

    /// The civil date, where year, month and day are all known and exist.
    pub fn as_date(self) -> Option<Date> {
        match (self.year, self.within) {
            (Some(year), Within::Day(Some(month), Some(day))) => Date::new(year, month, day),
            (Some(year), Within::Week(Some(week), WeekPart::Day(day))) => {
                Date::from_iso_week(year, week, day)
            }
            _ => None,
        }
    }

    /// First and last civil day; `None` while a field is open or does not exist.
    pub fn days(self) -> Option<(Date, Date)> {
        let year = self.year?;
        let span = |last: i32| Some((Date::new(year, 1, 1)?, Date::new(year.checked_add(last)?, 12, 31)?));
        match self.within {
            Within::Millennium => span(999),
            Within::Century => span(99),
            Within::Decade => span(9),
            Within::Year => span(0),
            Within::Half(half) => months(year, half.checked_sub(1)?.checked_mul(6)? + 1, 6),
            Within::Quarter(quarter) => months(year, quarter.checked_sub(1)?.checked_mul(3)? + 1, 3),
            Within::Season(season) => season_days(year, season),
            Within::Month(month) => months(year, month, 1),
            Within::Day(..) => self.as_date().map(|date| (date, date)),
            Within::Week(week, part) => week_days(year, week?, part),
        }
    }

    /// True for a single day.
    pub fn is_day(self) -> bool {
        matches!(self.within, Within::Day(..) | Within::Week(_, WeekPart::Day(_)))
    }

    /// The month, where one is given.
    pub fn known_month(self) -> Option<u8> {
        match self.within {
            Within::Month(month) => Some(month),
            Within::Day(month, _) => month,
            Within::Week(..) => self.as_date().map(Date::month),
            _ => None,
        }
    }
}

fn months(year: i32, first: u8, count: u8) -> Option<(Date, Date)> {
    let last = first.checked_add(count)?.checked_sub(1)?;
    Some((Date::new(year, first, 1)?, Date::new(year, last, days_in_month(year, last)?)?))
}

/// Winter belongs to the year of its December, as TIMEX3 and EDTF leave it.
fn season_days(year: i32, season: Season) -> Option<(Date, Date)> {
    match season {
        Season::Spring => months(year, 3, 3),
        Season::Summer => months(year, 6, 3),
        Season::Autumn => months(year, 9, 3),
        Season::Winter => {
            let next = year.checked_add(1)?;
            Some((Date::new(year, 12, 1)?, Date::new(next, 2, days_in_month(next, 2)?)?))
        }
    }
}

fn week_days(year: i32, week: u8, part: WeekPart) -> Option<(Date, Date)> {
    let day = |weekday| Date::from_iso_week(year, week, weekday);
    match part {
        WeekPart::Whole => Some((day(1)?, day(7)?)),
        WeekPart::Weekend => Some((day(6)?, day(7)?)),
        WeekPart::Day(weekday) => Some((day(weekday)?, day(weekday)?)),
    }
}
