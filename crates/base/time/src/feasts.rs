//! Days that move from year to year: feasts counted from Easter, weekdays counted in a month, days of other calendars.
//!
//! Comes in: a rule such as `easter+1` or `11/4#4`. Goes out: its days in a Gregorian year. It may not know names of feasts.
//!
//! Sources: Easter by Meeus/Jones/Butcher and, for the Orthodox one, Meeus (Julian calendar); the tabular Islamic calendar
//! (civil, years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of thirty are long), which may be a day off what was sighted; the
//! Hebrew calendar by its molad and postponements (Reingold and Dershowitz, *Calendrical Calculations*).

use crate::{Date, days_in_month};

/// A day that is found by calculation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feast {
    pub day: FeastDay,
    /// Days behind (or, negative, before) that day.
    pub offset_days: i16,
}

/// What a [`Feast`] is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeastDay {
    Easter,
    OrthodoxEaster,
    /// The `place`-th weekday of a month; negative from its end.
    Weekday {
        month: u8,
        weekday: u8,
        place: i8,
    },
    /// Month and day of the Islamic calendar.
    Islamic(u8, u8),
    /// Month (Tishri is 1) and day of the Hebrew calendar.
    Hebrew(u8, u8),
}

impl Feast {
    /// `easter`, `easter+39`, `orthodox-easter-2`, `11/4#4` (fourth Thursday of November), `5/1#-1` (last Monday of May),
    /// `islamic/10-1`, `hebrew/1-10`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(day) = text.strip_prefix("islamic/") {
            let (month, day) = pair(day, '-')?;
            return Some(Feast { day: FeastDay::Islamic(month, day), offset_days: 0 });
        }
        if let Some(day) = text.strip_prefix("hebrew/") {
            let (month, day) = pair(day, '-')?;
            return Some(Feast { day: FeastDay::Hebrew(month, day), offset_days: 0 });
        }
        for (name, day) in [("orthodox-easter", FeastDay::OrthodoxEaster), ("easter", FeastDay::Easter)] {
            if let Some(offset) = text.strip_prefix(name) {
                let offset_days = if offset.is_empty() { 0 } else { offset.parse().ok()? };
                return Some(Feast { day, offset_days });
            }
        }
        let (head, place) = text.split_once('#')?;
        let (month, weekday) = pair(head, '/')?;
        let (place, offset_days) = match place.split_once('+') {
            Some((place, offset)) => (place, offset.parse().ok()?),
            None => (place, 0),
        };
        let day = FeastDay::Weekday { month, weekday, place: place.parse().ok()? };
        Some(Feast { day, offset_days })
    }

    /// Its first day in a year; `None` where the year has none or is out of reach.
    pub fn in_year(self, year: i32) -> Option<Date> {
        if !(1..=9_998).contains(&year) {
            return None;
        }
        let day = match self.day {
            FeastDay::Easter => easter(year),
            FeastDay::OrthodoxEaster => orthodox_easter(year),
            FeastDay::Weekday { month, weekday, place } => weekday_in_month(year, month, weekday, place),
            FeastDay::Islamic(month, day) => {
                in_other_year(year, |other| islamic(other, month, day), 622, 35_437)
            }
            FeastDay::Hebrew(month, day) => {
                in_other_year(year, |other| hebrew(other, month, day), -3_761, 36_525)
            }
        };
        day?.add_days(i64::from(self.offset_days))
    }

    /// True where the calendar that was kept may be a day off the one calculated.
    pub fn is_approximate(self) -> bool {
        matches!(self.day, FeastDay::Islamic(..))
    }
}

fn pair(text: &str, mark: char) -> Option<(u8, u8)> {
    let (a, b) = text.split_once(mark)?;
    Some((a.parse().ok()?, b.parse().ok()?))
}

fn easter(year: i32) -> Option<Date> {
    if year < 1_583 {
        return julian_easter(year).and_then(|(month, day)| Date::new(year, month, day));
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// Month and day in the Julian calendar.
fn julian_easter(year: i32) -> Option<(u8, u8)> {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    Some((u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// The Julian date, as the Gregorian calendar counts it.
fn orthodox_easter(year: i32) -> Option<Date> {
    let (month, day) = julian_easter(year)?;
    let behind = i64::from(year / 100 - year / 400 - 2);
    Date::new(year, month, day)?.add_days(behind)
}

/// The `place`-th weekday of a month; negative places count from its end.
fn weekday_in_month(year: i32, month: u8, weekday: u8, place: i8) -> Option<Date> {
    let first = Date::new(year, month, 1)?;
    let last = Date::new(year, month, days_in_month(year, month)?)?;
    weekday_between((first, last), weekday, i64::from(place))
}

/// The `place`-th weekday between two days; negative places count from the end.
pub fn weekday_between((first, last): (Date, Date), weekday: u8, place: i64) -> Option<Date> {
    let found = if place > 0 {
        let ahead = i64::from((weekday + 7 - first.weekday()) % 7);
        first.add_days(ahead + (place - 1) * 7)?
    } else if place < 0 {
        let back = i64::from((last.weekday() + 7 - weekday) % 7);
        last.add_days(-back + (place + 1) * 7)?
    } else {
        return None;
    };
    (first <= found && found <= last).then_some(found)
}

/// The first date of another calendar's years that falls into a Gregorian year.
fn in_other_year(
    year: i32,
    date: impl Fn(i32) -> Option<Date>,
    epoch_year: i32,
    year_hundredths: i64,
) -> Option<Date> {
    let about = i32::try_from(i64::from(year - epoch_year) * 36_525 / year_hundredths).ok()?;
    (about - 1..=about + 3).find_map(|other| date(other).filter(|date| date.year() == year))
}

/// Days since 1 January 1970 of the Julian day number's midnight.
const UNIX_JULIAN_DAY: i64 = 2_440_588;

fn islamic(year: i32, month: u8, day: u8) -> Option<Date> {
    if year < 1 {
        return None;
    }
    let year = i64::from(year);
    let months = (59 * (i64::from(month) - 1) + 1) / 2;
    let julian = i64::from(day) + months + (year - 1) * 354 + (3 + 11 * year) / 30 + 1_948_439;
    Date::from_day_number(julian - UNIX_JULIAN_DAY)
}

/// 1 Tishri of the year 1 and 1 January 1970, as days since the last of December before the year 1.
const HEBREW_EPOCH: i64 = -1_373_427;
const UNIX_RATA_DIE: i64 = 719_163;

/// Days from the epoch to 1 Tishri, by the molad and the postponements.
fn hebrew_elapsed(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
}

fn hebrew_new_year(year: i64) -> i64 {
    let (before, here, after) = (hebrew_elapsed(year - 1), hebrew_elapsed(year), hebrew_elapsed(year + 1));
    let correction = match () {
        () if after - here == 356 => 2,
        () if here - before == 382 => 1,
        () => 0,
    };
    here + correction + HEBREW_EPOCH - UNIX_RATA_DIE
}

/// Tishri is month 1; Adar of a leap year is its second one, where the feasts are.
fn hebrew(year: i32, month: u8, day: u8) -> Option<Date> {
    let year = i64::from(year);
    if year < 1 {
        return None;
    }
    let start = hebrew_new_year(year);
    let length = hebrew_new_year(year + 1) - start;
    let is_leap = length > 380;
    let heshvan = if length % 10 == 5 { 30 } else { 29 };
    let kislev = if length % 10 == 3 { 29 } else { 30 };
    let lengths = [30, heshvan, kislev, 29, 30, if is_leap { 59 } else { 29 }, 30, 29, 30, 29, 30, 29];
    let before: i64 = lengths.iter().take(usize::from(month).checked_sub(1)?).sum();
    let first_adar = if is_leap && month == 6 { 30 } else { 0 };
    Date::from_day_number(start + before + first_adar + i64::from(day) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(feast: &str, year: i32) -> String {
        let date = Feast::parse(feast).and_then(|feast| feast.in_year(year));
        date.map_or("-".to_owned(), |date| {
            format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
        })
    }

    #[test]
    fn feasts_fall_on_their_days() {
        for (feast, year, expected) in [
            ("easter", 2018, "2018-04-01"),
            ("easter", 2011, "2011-04-24"),
            ("easter+1", 2019, "2019-04-22"),
            ("easter-2", 1961, "1961-03-31"),
            ("orthodox-easter", 2018, "2018-04-08"),
            ("orthodox-easter", 2011, "2011-04-24"),
            ("11/4#4", 2016, "2016-11-24"),
            ("11/4#4+1", 2010, "2010-11-26"),
            ("5/1#-1", 2021, "2021-05-31"),
            ("islamic/10-1", 2018, "2018-06-15"),
            ("islamic/12-10", 2011, "2011-11-07"),
            ("hebrew/1-1", 2011, "2011-09-29"),
            ("hebrew/1-10", 2018, "2018-09-19"),
            ("hebrew/7-15", 2016, "2016-04-23"),
            ("hebrew/3-25", 2017, "2017-12-13"),
            ("hebrew/6-14", 2016, "2016-03-24"),
        ] {
            assert_eq!(day(feast, year), expected, "{feast}");
        }
    }

    #[test]
    fn what_is_no_feast_is_none() {
        for text in ["", "easter?", "13/8#x", "islamic/x", "5/1"] {
            assert_eq!(Feast::parse(text), None, "{text}");
        }
        assert_eq!(day("11/4#6", 2016), "-");
        assert_eq!(day("islamic/1-1", i32::MAX), "-");
        assert_eq!(day("hebrew/1-1", i32::MIN), "-");
        assert_eq!(day("orthodox-easter", -5), "-");
    }
}
