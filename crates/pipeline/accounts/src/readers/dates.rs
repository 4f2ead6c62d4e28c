//! Dates of messages as the clues of a reading hold them: ISO 8601, the day first.
//!
//! Comes in: numbers. Goes out: `2001-05-03T14:05:00Z`, without the letter where the zone is not said. It may not know
//! any format.

use recount_time::Date;

const DAY_SECONDS: i64 = 86_400;

/// Seconds since 1970 in UTC.
pub(super) fn of_unix(seconds: i64) -> Option<String> {
    let day = Date::from_day_number(seconds.div_euclid(DAY_SECONDS))?;
    let rest = seconds.rem_euclid(DAY_SECONDS);
    Some(format!("{}Z", local(day, (rest / 3600, rest / 60 % 60, Some(rest % 60)))))
}

/// A civil day and a clock time of an unknown zone.
pub(super) fn local(day: Date, (hour, minute, second): (i64, i64, Option<i64>)) -> String {
    let seconds = second.map_or_else(String::new, |second| format!(":{second:02}"));
    format!("{}T{hour:02}:{minute:02}{seconds}", day_of(day))
}

pub(super) fn day_of(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// `20010503`.
pub(super) fn of_digits(digits: &str) -> Option<String> {
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u16>().ok();
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    Date::new(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?).map(day_of)
}
