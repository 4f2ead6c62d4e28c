//! TIMEX3 text to values.

use crate::print::{part_letters, season_letters};
use crate::{
    Amount, Clock, Length, PartOfDay, PartialDate, Reference, Season, TimeOfDay, Unit, Value, WeekPart,
    Within,
};

pub(crate) fn value(text: &str) -> Option<Value> {
    if text.contains(',') {
        let values: Option<Vec<Value>> = text.split(',').map(single).collect();
        return Some(Value::List(values?));
    }
    if let Some((from, to)) = text.split_once('/') {
        return Some(Value::Range(end(from)?, end(to)?));
    }
    single(text)
}

fn end(text: &str) -> Option<Option<Box<Value>>> {
    if text == ".." { Some(None) } else { Some(Some(Box::new(single(text)?))) }
}

fn single(text: &str) -> Option<Value> {
    match text {
        "PAST_REF" => return Some(Value::Reference(Reference::Past)),
        "PRESENT_REF" => return Some(Value::Reference(Reference::Present)),
        "FUTURE_REF" => return Some(Value::Reference(Reference::Future)),
        _ => {}
    }
    if let Some(rest) = text.strip_prefix('P') {
        return length(rest).map(Value::Length);
    }
    match text.split_once('T') {
        Some((day, time)) => Some(Value::Time(date(day)?, time_of_day(time)?)),
        None => date(text).map(Value::Date),
    }
}

fn date(text: &str) -> Option<PartialDate> {
    let (is_before_christ, rest) = match text.strip_prefix("BC") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut fields = rest.split('-');
    let (year, coarse) = year(fields.next()?, is_before_christ)?;
    let within = match (fields.next(), fields.next(), fields.next()) {
        (None, _, _) => coarse,
        (Some(field), next, None) if coarse == Within::Year => within(field, next)?,
        _ => return None,
    };
    Some(PartialDate { year, within })
}

fn year(text: &str, is_before_christ: bool) -> Option<(Option<i32>, Within)> {
    let within = match text.len() {
        1 => Within::Millennium,
        2 => Within::Century,
        3 => Within::Decade,
        4 => Within::Year,
        _ => return None,
    };
    if text.bytes().all(|byte| byte == b'X') {
        return (!is_before_christ).then_some((None, within));
    }
    // Neither count has a year 0.
    let number = Some(digits(text)? * 10i32.pow(4 - text.len() as u32)).filter(|number| *number > 0)?;
    let astronomical = if is_before_christ { 1 - number } else { number };
    Some((Some(astronomical), within))
}

fn within(field: &str, next: Option<&str>) -> Option<Within> {
    if let Some(week) = field.strip_prefix('W').filter(|week| week.len() == 2 && *week != "I")
        && let Some(week) = optional(week)
    {
        return Some(Within::Week(week, week_part(next)?));
    }
    if let Some(day) = next {
        return Some(Within::Day(optional(field)?, optional(day)?));
    }
    if let Some(half) = field.strip_prefix('H') {
        return small(half, 1).map(Within::Half);
    }
    if let Some(quarter) = field.strip_prefix('Q') {
        return small(quarter, 1).map(Within::Quarter);
    }
    const SEASONS: [Season; 4] = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
    if let Some(season) = SEASONS.into_iter().find(|season| season_letters(*season) == field) {
        return Some(Within::Season(season));
    }
    small(field, 2).map(Within::Month)
}

fn week_part(text: Option<&str>) -> Option<WeekPart> {
    match text {
        None => Some(WeekPart::Whole),
        Some("WE") => Some(WeekPart::Weekend),
        Some(day) => small(day, 1).map(WeekPart::Day),
    }
}

fn optional(text: &str) -> Option<Option<u8>> {
    if text == "XX" { Some(None) } else { small(text, 2).map(Some) }
}

fn small(text: &str, length: usize) -> Option<u8> {
    if text.len() == length { u8::try_from(digits(text)?).ok() } else { None }
}

fn digits(text: &str) -> Option<i32> {
    let all_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits { text.parse().ok() } else { None }
}

fn time_of_day(text: &str) -> Option<TimeOfDay> {
    const PARTS: [PartOfDay; 6] = [
        PartOfDay::Morning,
        PartOfDay::Midday,
        PartOfDay::Afternoon,
        PartOfDay::Evening,
        PartOfDay::Night,
        PartOfDay::Daytime,
    ];
    if text == "XX" {
        return Some(TimeOfDay::Open);
    }
    match PARTS.into_iter().find(|part| part_letters(*part) == text) {
        Some(part) => Some(TimeOfDay::Part(part)),
        None => clock(text).map(TimeOfDay::Clock),
    }
}

fn clock(text: &str) -> Option<Clock> {
    let (time, offset) = match text.find(['+', '-']) {
        Some(at) => (text.get(..at)?, Some(self::offset(text.get(at..)?)?)),
        None => (text, None),
    };
    let mut fields = time.split(':');
    let hour = small(fields.next()?, 2)?;
    let minute = fields.next().map(|field| small(field, 2)).map_or(Some(None), |field| field.map(Some))?;
    let second = fields.next().map(|field| small(field, 2)).map_or(Some(None), |field| field.map(Some))?;
    if fields.next().is_some() {
        return None;
    }
    Some(Clock { hour, minute, second, offset_minutes: offset })
}

fn offset(text: &str) -> Option<i16> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    Some(sign * (i16::from(small(hours, 2)?) * 60 + i16::from(small(minutes, 2)?)))
}

fn length(text: &str) -> Option<Length> {
    let mut parts = Vec::new();
    let (mut rest, mut is_time) = (text, false);
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T').filter(|_| !is_time) {
            (rest, is_time) = (after, true);
        }
        let count = rest.find(|character: char| !character.is_ascii_digit() && character != '.')?;
        let (amount, after) = match rest.strip_prefix('X') {
            Some(after) => (Amount::Vague, after),
            None => (amount(rest.get(..count)?)?, rest.get(count..)?),
        };
        let end = after
            .find(|character: char| character.is_ascii_digit() || matches!(character, 'X' | 'T'))
            .unwrap_or(after.len());
        let letters = after.get(..end)?;
        let unit = Unit::ALL.into_iter().find(|unit| unit.timex_letters() == (letters, is_time))?;
        parts.push((amount, unit));
        rest = after.get(end..)?;
    }
    if parts.is_empty() { None } else { Some(Length(parts)) }
}

fn amount(text: &str) -> Option<Amount> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    if part.is_empty() || part.len() > 2 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let hundredths: i64 = part.parse::<i64>().ok()? * if part.len() == 1 { 10 } else { 1 };
    Some(Amount::Hundredths(whole.checked_mul(100)?.checked_add(hundredths)?))
}
