//! Values to TIMEX3 text.

use crate::{
    Amount, Clock, Length, PartOfDay, PartialDate, Reference, Season, TimeOfDay, Value, WeekPart, Within,
};
use std::fmt::Write as _;

pub(crate) fn value(out: &mut String, value: &Value) {
    match value {
        Value::Date(date) => self::date(out, *date),
        Value::Time(date, time) => {
            self::date(out, *date);
            time_of_day(out, *time);
        }
        Value::Length(length) => self::length(out, length),
        Value::Reference(reference) => out.push_str(match reference {
            Reference::Past => "PAST_REF",
            Reference::Present => "PRESENT_REF",
            Reference::Future => "FUTURE_REF",
        }),
        Value::Range(from, to) => {
            end(out, from.as_deref());
            out.push('/');
            end(out, to.as_deref());
        }
        Value::List(values) => {
            for (idx, one) in values.iter().enumerate() {
                out.push_str(if idx == 0 { "" } else { "," });
                self::value(out, one);
            }
        }
    }
}

fn end(out: &mut String, value: Option<&Value>) {
    match value {
        Some(value) => self::value(out, value),
        None => out.push_str(".."),
    }
}

/// Writes a day of a year of four digits, which nearly every date is, without the machinery of formats; false if it is none.
pub(crate) fn whole_day(out: &mut String, date: PartialDate) -> bool {
    let (Some(year @ 1..=9_999), Within::Day(Some(month @ 0..=99), Some(day @ 0..=99))) =
        (date.year, date.within)
    else {
        return false;
    };
    out.reserve("YYYY-MM-DD".len());
    let year = year.unsigned_abs();
    for (before, number) in [("", year / 100), ("", year % 100), ("-", month.into()), ("-", day.into())] {
        out.push_str(before);
        out.extend([number / 10, number % 10].into_iter().filter_map(|digit| char::from_digit(digit, 10)));
    }
    true
}

fn date(out: &mut String, date: PartialDate) {
    if whole_day(out, date) {
        return;
    }
    year(out, date);
    match date.within {
        Within::Millennium | Within::Century | Within::Decade | Within::Year => {}
        Within::Half(half) => put(out, format_args!("-H{half}")),
        Within::Quarter(quarter) => put(out, format_args!("-Q{quarter}")),
        Within::Season(season) => put(out, format_args!("-{}", season_letters(season))),
        Within::Month(month) => put(out, format_args!("-{month:02}")),
        Within::Day(month, day) => {
            two(out, month);
            two(out, day);
        }
        Within::Week(week, part) => {
            out.push_str("-W");
            match week {
                Some(week) => put(out, format_args!("{week:02}")),
                None => out.push_str("XX"),
            }
            match part {
                WeekPart::Whole => {}
                WeekPart::Weekend => out.push_str("-WE"),
                WeekPart::Day(day) => put(out, format_args!("-{day}")),
            }
        }
    }
}

/// TIMEX3 counts years before Christ (`BC0480`), not astronomically.
fn year(out: &mut String, date: PartialDate) {
    let digits = match date.within {
        Within::Millennium => 1,
        Within::Century => 2,
        Within::Decade => 3,
        _ => 4,
    };
    let Some(astronomical) = date.year else {
        out.extend(std::iter::repeat_n('X', digits));
        return;
    };
    if astronomical <= 0 {
        out.push_str("BC");
    }
    let number = if astronomical > 0 { astronomical } else { 1 - astronomical };
    let text = format!("{number:04}");
    out.push_str(text.get(..digits).unwrap_or(&text));
}

fn two(out: &mut String, field: Option<u8>) {
    match field {
        Some(number) => put(out, format_args!("-{number:02}")),
        None => out.push_str("-XX"),
    }
}

fn time_of_day(out: &mut String, time: TimeOfDay) {
    out.push('T');
    match time {
        TimeOfDay::Open => out.push_str("XX"),
        TimeOfDay::Part(part) => out.push_str(part_letters(part)),
        TimeOfDay::Clock(clock) => self::clock(out, clock),
    }
}

fn clock(out: &mut String, clock: Clock) {
    put(out, format_args!("{:02}", clock.hour));
    if let Some(minute) = clock.minute {
        put(out, format_args!(":{minute:02}"));
        if let Some(second) = clock.second {
            put(out, format_args!(":{second:02}"));
        }
    }
    if let Some(offset) = clock.offset_minutes {
        out.push_str(&offset_text(offset));
    }
}

/// `+05:30`.
pub(crate) fn offset_text(offset_minutes: i16) -> String {
    let sign = if offset_minutes < 0 { '-' } else { '+' };
    let minutes = offset_minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn length(out: &mut String, length: &Length) {
    out.push('P');
    let mut is_time = false;
    for (amount, unit) in &length.0 {
        let (letters, after_t) = unit.timex_letters();
        if after_t && !is_time {
            out.push('T');
            is_time = true;
        }
        match amount {
            Amount::Vague => out.push('X'),
            Amount::Hundredths(hundredths) => self::hundredths(out, *hundredths),
        }
        out.push_str(letters);
    }
}

fn hundredths(out: &mut String, hundredths: i64) {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    put(out, format_args!("{whole}"));
    if part != 0 {
        let text = format!(".{part:02}");
        out.push_str(text.trim_end_matches('0'));
    }
}

pub(crate) fn season_letters(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

pub(crate) fn part_letters(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Morning => "MO",
        PartOfDay::Midday => "MI",
        PartOfDay::Afternoon => "AF",
        PartOfDay::Evening => "EV",
        PartOfDay::Night => "NI",
        PartOfDay::Daytime => "DT",
    }
}

fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(arguments);
}
