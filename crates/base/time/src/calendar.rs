//! Civil dates and their arithmetic: whole days, no zone.
//!
//! Comes in: year, month, day. Goes out: day numbers, weekdays, weeks. It may not know zones or clocks.

/// A civil date of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// Years that dates may have: what four digits can say, before and after the year 0.
const YEARS: std::ops::RangeInclusive<i32> = -9998..=9998;

impl Date {
    /// The date, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = YEARS.contains(&year) && day >= 1 && day <= days_in_month(year, month)?;
        exists.then_some(Date { year, month, day })
    }

    pub fn year(self) -> i32 {
        self.year
    }

    /// 1..=12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// 1..=31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01. Source: H. Hinnant, *chrono-Compatible Low-Level Date Algorithms*.
    pub fn day_number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The date with this day number, if its year can be written with four digits.
    pub fn from_day_number(number: i64) -> Option<Self> {
        let shifted = number.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Date::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// 1 is Monday, 7 is Sunday (ISO 8601).
    pub fn weekday(self) -> u8 {
        ((self.day_number() + 3).rem_euclid(7) + 1) as u8
    }

    pub fn add_days(self, days: i64) -> Option<Self> {
        Date::from_day_number(self.day_number().checked_add(days)?)
    }

    /// The same day of another month; the month's last day where it has fewer days.
    pub fn add_months(self, months: i64) -> Option<Self> {
        let count = i64::from(self.year) * 12 + i64::from(self.month) - 1;
        let shifted = count.checked_add(months)?;
        let year = i32::try_from(shifted.div_euclid(12)).ok()?;
        let month = (shifted.rem_euclid(12) + 1) as u8;
        Date::new(year, month, self.day.min(days_in_month(year, month)?))
    }

    /// ISO 8601 week: its year and its number 1..=53.
    pub fn iso_week(self) -> (i32, u8) {
        let thursday = self.day_number() - i64::from(self.weekday()) + 4;
        let Some(date) = Date::from_day_number(thursday) else { return (self.year, 1) };
        let first = first_day(date.year);
        (date.year, ((thursday - first) / 7 + 1) as u8)
    }

    /// The day `weekday` (1 is Monday) of an ISO 8601 week.
    pub fn from_iso_week(year: i32, week: u8, weekday: u8) -> Option<Self> {
        if !(1..=53).contains(&week) || !(1..=7).contains(&weekday) {
            return None;
        }
        let fourth = Date::new(year, 1, 4)?;
        let monday = fourth.day_number() - i64::from(fourth.weekday()) + 1;
        Date::from_day_number(monday + (i64::from(week) - 1) * 7 + i64::from(weekday) - 1)
    }
}

fn first_day(year: i32) -> i64 {
    Date { year, month: 1, day: 1 }.day_number()
}

pub fn is_leap_year(year: i32) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// Days of a month; `None` if there is no such month.
pub fn days_in_month(year: i32, month: u8) -> Option<u8> {
    match month {
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(28 + u8::from(is_leap_year(year))),
        1..=12 => Some(31),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_dates() {
        let date = Date::new(1900, 3, 1).unwrap();
        assert_eq!((date.weekday(), date.day_number()), (4, -25_508));
        assert_eq!(Date::new(2001, 2, 29), None);
        assert_eq!(Date::new(2005, 1, 1).unwrap().iso_week(), (2004, 53));
        assert_eq!(Date::new(2001, 1, 31).unwrap().add_months(1), Date::new(2001, 2, 28));
    }

    proptest! {
        #[test]
        fn day_numbers_agree_with_jiff(number in -3_500_000i64..2_900_000) {
            let date = Date::from_day_number(number).unwrap();
            prop_assert_eq!(date.day_number(), number);
            let other = jiff::civil::Date::new(date.year() as i16, date.month() as i8, date.day() as i8).unwrap();
            prop_assert_eq!(i64::from(date.weekday()), i64::from(other.weekday().to_monday_one_offset()));
            let week = other.iso_week_date();
            prop_assert_eq!(date.iso_week(), (i32::from(week.year()), week.week() as u8));
            let (year, week) = date.iso_week();
            prop_assert_eq!(Date::from_iso_week(year, week, date.weekday()), Some(date));
        }
    }
}
