//! Days as formats state them: in metadata, headers of messages, entries of feeds, cells of tables.
//!
//! Comes in: the value of a field. Goes out: the day it states, in the zone it states. It may not guess: `05/03/2001` may
//! be either of two days and is none.
//!
//! Sources: ISO 8601, RFC 5322 (whose names of months are part of the standard), days of the year as most of Europe writes
//! them in digits.

use crate::Date;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that `text` states, if it states one and no other could be meant.
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| in_digits(text)).or_else(|| of_message(text))
}

/// `2001-05-03`, `2001-05-03T11:40:00+05:00`, `2001/05/03`, `20010503`.
fn iso(text: &str) -> Option<Date> {
    let compact = text.get(..8).filter(|head| head.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(head) = compact.filter(|_| ends_number(text, 8)) {
        return date(head.get(..4)?, head.get(4..6)?, head.get(6..)?);
    }
    let head = text.get(..10).filter(|_| ends_number(text, 10))?;
    let mark = head.get(4..5).filter(|mark| matches!(*mark, "-" | "/" | "."))?;
    let mut fields = head.split(mark);
    date(fields.next()?, fields.next()?, fields.next()?)
}

/// `03.05.2001`, `3.5.2001`; with strokes or hyphens only where one of the numbers is no month.
fn in_digits(text: &str) -> Option<Date> {
    let head = text.split([' ', ',', 'T']).next()?;
    let mark = ['.', '/', '-'].into_iter().find(|mark| head.contains(*mark))?;
    let mut fields = head.trim_end_matches('.').split(mark);
    let (first, second, year) = (fields.next()?, fields.next()?, fields.next()?);
    if fields.next().is_some() || year.len() != 4 {
        return None;
    }
    let is_month = |field: &str| field.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month));
    match (mark == '.', is_month(first), is_month(second)) {
        (true, _, true) | (false, false, true) => date(year, second, first),
        (false, true, false) => date(year, first, second),
        (false, true, true) if first == second => date(year, second, first),
        _ => None,
    }
}

/// `Thu, 03 May 2001 09:00:00 GMT`, `3 May 2001`, `May 3, 2001`, `Thu May 03 09:00:00 +0000 2001`.
fn of_message(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).take(8).collect();
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words.get(at)?)?;
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let day_of = |word: &&str| (word.len() <= 2).then(|| word.parse::<u8>().ok()).flatten();
    let before = at.checked_sub(1).and_then(|before| words.get(before)).and_then(day_of);
    let day = before.or_else(|| words.get(at + 1).and_then(day_of))?;
    let year = words.iter().skip(at + 1).find(|word| is_year(word))?;
    Date::new(year.parse().ok()?, month, day)
}

fn month(word: &str) -> Option<u8> {
    let head = word.get(..3)?.to_ascii_lowercase();
    let is_name = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    MONTHS.iter().position(|month| is_name && *month == head).and_then(|at| u8::try_from(at + 1).ok())
}

fn ends_number(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_none_or(|byte| !byte.is_ascii_digit())
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let are_digits = [year, month, day].iter().all(|field| field.bytes().all(|byte| byte.is_ascii_digit()));
    if !are_digits || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_formats_state_them() {
        let third = Date::new(2001, 5, 3);
        for text in [
            "2001-05-03",
            "2001-05-03T23:40:00-05:00",
            "20010503",
            "2001/05/03 11:40",
            "03.05.2001",
            "3.5.2001 11:40",
            "Thu, 03 May 2001 23:00:00 -0500",
            "3 May 2001",
            "May 3, 2001",
            "Thu May 03 09:00:00 +0000 2001",
        ] {
            assert_eq!(day(text), third, "{text}");
        }
        assert_eq!(day("13/05/2001"), Date::new(2001, 5, 13));
        assert_eq!(day("05/13/2001"), Date::new(2001, 5, 13));
    }

    #[test]
    fn what_could_be_two_days_is_none() {
        let texts = [
            "05/03/2001",
            "5-3-2001",
            "03.05.01",
            "May 2001",
            "2001",
            "",
            "31.02.2001",
            "Maybe 3",
            "é",
            "200105031",
        ];
        for text in texts {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
