//! Dates as spreadsheets write them: `05.03.31`, `3/5/2031`, `Mar-31`, `5 марта 2031 г.`, `47912`.
//!
//! What is there already is known again in any of these; what is new must leave nothing open.

use crate::given::interval_of_edtf;
use jiff::civil::Date;
use recount_publish::{languages, words_of};
use std::sync::LazyLock;

/// Beginnings of month names with their numbers, in every language there are words for.
static MONTHS: LazyLock<Vec<(String, i8)>> = LazyLock::new(|| {
    let all = languages().filter_map(|tag| words_of(tag).ok());
    let named = all.flat_map(|words| [words.months, words.months_in_date, words.months_short]);
    named
        .flat_map(|months| (1..=12).zip(months).map(|(number, name)| (name.to_lowercase(), number)))
        .collect()
});

/// Days since 1899-12-30, as spreadsheets count them, from 1900 to 2118.
const SERIAL: std::ops::Range<i64> = 1_000..80_000;

/// A day, or a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    year: i16,
    month: i8,
    day: Option<i8>,
}

/// What to set, `None` where the cell says what is there already.
///
/// # Errors
/// Why it is no date that could be set.
pub fn wished(cell: &str, edtf: Option<&str>, zone: &str) -> Result<Option<String>, String> {
    let words = undressed(cell);
    if edtf.is_some_and(|edtf| edtf == words || edtf == cell) {
        return Ok(None);
    }
    let read = readings(&words);
    if let Some(now) = edtf.and_then(plain_day) {
        // A month that a spreadsheet took for its first day is still that month, and a day of which it shows the month that day.
        let is_shown = plain_day(&words).is_none();
        let is_now = |one: &Day| {
            (one.year, one.month) == (now.year, now.month)
                && (one.day == now.day
                    || now.day.is_none() && one.day == Some(1)
                    || one.day.is_none() && is_shown)
        };
        if read.iter().any(is_now) {
            return Ok(None);
        }
    }
    if interval_of_edtf(&words, zone).is_ok() {
        return Ok(Some(words));
    }
    let is_told = words.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
    match read.as_slice() {
        [Day { year, month, day: Some(day) }] if is_told => {
            Ok(Some(format!("{year:04}-{month:02}-{day:02}")))
        }
        _ => Err("no date that leaves nothing open: write it as `2031-03-05`".to_owned()),
    }
}

/// Without a midnight that nobody wrote, and with `T` before a clock.
fn undressed(cell: &str) -> String {
    let cell = cell.trim();
    let bare = cell.strip_suffix(" 00:00:00").or_else(|| cell.strip_suffix(" 00:00")).unwrap_or(cell);
    let clock = bare.split_once(' ').filter(|(date, clock)| date.len() == 10 && clock.contains(':'));
    clock.map_or_else(|| bare.to_owned(), |(date, clock)| format!("{date}T{clock}"))
}

/// `2031-03-05`, `2031-03`.
fn plain_day(edtf: &str) -> Option<Day> {
    let mut parts = edtf.split('-');
    let day = Day {
        year: parts.next().filter(|year| year.len() == 4)?.parse().ok()?,
        month: parts.next()?.parse().ok()?,
        day: parts.next().map(str::parse).transpose().ok()?,
    };
    parts.next().is_none().then_some(day)
}

/// Every day or month that these words can be.
fn readings(words: &str) -> Vec<Day> {
    if let Ok(serial) = words.trim_end_matches(".0").parse::<i64>() {
        let start = Date::constant(1899, 12, 30);
        let day = SERIAL.contains(&serial).then(|| start.checked_add(jiff::Span::new().days(serial)).ok());
        let day =
            day.flatten().map(|date| Day { year: date.year(), month: date.month(), day: Some(date.day()) });
        return day.into_iter().collect();
    }
    if let Some(day) = plain_day(words) {
        return vec![day];
    }
    let is_part = |c: char| c.is_alphanumeric();
    let parts: Vec<&str> = words.split(|c: char| !is_part(c)).filter(|part| !part.is_empty()).collect();
    let parts = parts.strip_suffix(&["г"]).or_else(|| parts.strip_suffix(&["ж"])).unwrap_or(&parts);
    let mut found: Vec<Day> = match parts {
        [a, b, c] if month(b).is_some() => vec![day(c, month(b), a)],
        [a, b, c] if month(a).is_some() => vec![day(c, month(a), b)],
        [a, b] if month(a).is_some() => vec![full(year(b), month(a), None)],
        [a, b, c] if a.len() == 4 => vec![day(a, numbered(b), c)],
        // With dots the day stands first; else either may.
        [a, b, c] if words.contains('.') => vec![day(c, numbered(b), a)],
        [a, b, c] => vec![day(c, numbered(b), a), day(c, numbered(a), b)],
        _ => Vec::new(),
    }
    .into_iter()
    .flatten()
    .collect();
    found.dedup();
    found
}

fn day(year_words: &str, month: Option<i8>, day: &str) -> Option<Day> {
    full(year(year_words), month, Some(day.parse().ok()?))
}

/// A date that the calendar has.
fn full(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Option<Day> {
    let (year, month) = (year?, month?);
    Date::new(year, month, day.unwrap_or(1)).ok()?;
    Some(Day { year, month, day })
}

fn year(words: &str) -> Option<i16> {
    let number: i16 = words.parse().ok()?;
    match words.len() {
        4 => Some(number),
        // As spreadsheets have it: 30 to 99 are of the last century, and so it is not known which.
        2 => Some(if number < 50 { 2000 } else { 1900 } + number),
        _ => None,
    }
}

fn numbered(words: &str) -> Option<i8> {
    words.parse().ok().filter(|month| (1..=12).contains(month))
}

/// The month whose name begins so, if one alone does.
fn month(words: &str) -> Option<i8> {
    let words = words.to_lowercase();
    if words.chars().count() < 3 || words.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut found: Vec<i8> =
        MONTHS.iter().filter(|(name, _)| name.starts_with(&words)).map(|(_, number)| *number).collect();
    found.sort_unstable();
    found.dedup();
    if let [month] = found.as_slice() { Some(*month) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(cell: &str, edtf: &str) -> Result<Option<String>, String> {
        wished(cell, Some(edtf), "UTC")
    }

    #[test]
    fn what_is_there_is_known_in_any_dress() {
        let day = [
            "2031-03-05",
            "2031-03-05 00:00",
            "05.03.2031",
            "5.3.31",
            "3/5/2031",
            "05/03/31",
            "5-Mar-31",
            "47912",
            "05.мар.2031",
            "5 марта 2031 г.",
            "Mar 5, 2031",
            "2031/03/05",
        ];
        for cell in day {
            assert_eq!(set(cell, "2031-03-05"), Ok(None), "{cell}");
        }
        for cell in ["2031-03", "мар.31", "Mar-31", "март 2031", "2031-03-01", "01.03.2031"] {
            assert_eq!(set(cell, "2031-03"), Ok(None), "{cell}");
        }
        assert_eq!(set("2031-03-05 11:40", "2031-03-05T11:40"), Ok(None));
        assert_eq!(set("2031", "2031"), Ok(None));
    }

    #[test]
    fn what_is_new_leaves_nothing_open() {
        let to = |cell: &str| set(cell, "2031-03-05").unwrap().unwrap();
        assert_eq!(to("2031-03-06"), "2031-03-06");
        assert_eq!(to("06.03.2031"), "2031-03-06");
        assert_eq!(to("3/26/2031"), "2031-03-26");
        assert_eq!(to("2031-03"), "2031-03");
        assert_eq!(to("2031-03-05/2031-03-07"), "2031-03-05/2031-03-07");
        assert_eq!(to("7 марта 2031 г."), "2031-03-07");
        for open in ["3/6/2031", "06.03.31", "47915", "on Tuesday", "31.02.2031", "6 ма 2031", "#####"] {
            assert!(set(open, "2031-03-05").is_err(), "{open}");
        }
    }
}
