//! Lengths that run to or from the time of writing: "the past two years", "the next three days", "within nine months".
//!
//! Comes in: a length with its direction, what is known of the time of writing. Goes out: the days it covers, as candidates
//! beside the length. It may not know the words.

use super::expression::{Direction, LengthSaid};
use super::resolve::{Candidate, Circumstance, FROM_DOCUMENT, Focus, Frame, at_minute, exactly, moved_by};
use recount_time::{Amount, Date, PartialDate, Unit, Value, Within};

/// What `said` covers or ends at. In a text that tells of another time than that of its writing nothing is said: there "the
/// next two days" follow what the text is at.
pub(super) fn anchored(
    said: &LengthSaid,
    frame: &Frame,
    focus: &Focus,
    circumstance: &Circumstance,
) -> Vec<Candidate> {
    let value = || {
        let direction = said.direction?;
        let day = frame.day.filter(|_| frame.document_points > 0)?;
        let is_elsewhere = focus.day.is_some_and(|focus| focus != day);
        let is_told = circumstance.is_past && !circumstance.is_planned;
        if direction != Direction::Back && (is_elsewhere || is_told) {
            return None;
        }
        let amounts: Option<Vec<(Amount, Unit)>> = said
            .length
            .0
            .iter()
            .map(|(amount, unit)| amount.as_whole().map(|count| (Amount::whole(count), *unit)))
            .collect();
        match &amounts {
            Some(amounts) if amounts.iter().all(|(_, unit)| *unit >= Unit::Day) => {
                of_days(day, amounts, direction)
            }
            _ => of_minutes((day, frame.minute?), &said.length.0, direction),
        }
    };
    let candidate = |value| Candidate { value, score: 0, anchor: Some(FROM_DOCUMENT) };
    value().map(candidate).into_iter().collect()
}

fn range(from: impl Into<PartialDate>, to: impl Into<PartialDate>) -> Value {
    let end = |date: PartialDate| Some(Box::new(Value::Date(date)));
    Value::Range(end(from.into()), end(to.into()))
}

fn of_days(day: Date, amounts: &[(Amount, Unit)], direction: Direction) -> Option<Value> {
    if let ([(amount, Unit::Quarter)], Direction::Back | Direction::Ahead) = (amounts, direction) {
        let count = amount.as_whole()?;
        let (first, last) = if direction == Direction::Back { (-count, -1) } else { (1, count) };
        return Some(range(quarter(day, first)?, quarter(day, last)?));
    }
    let away = |sign: i64| {
        let signed = |(amount, unit): &(Amount, Unit)| {
            Some((Amount::whole(amount.as_whole()?.checked_mul(sign)?), *unit))
        };
        exactly(day, &amounts.iter().map(signed).collect::<Option<Vec<_>>>()?)
    };
    match direction {
        Direction::Back => Some(range(away(-1)?, day)),
        Direction::Ahead => Some(range(day.add_days(1)?, away(1)?)),
        Direction::Within => Some(range(day, away(1)?)),
        Direction::Or => away(1).map(|day| Value::Date(day.into())),
    }
}

fn quarter(day: Date, away: i64) -> Option<PartialDate> {
    let first = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1)?.add_months(away.checked_mul(3)?)?;
    Some(PartialDate { year: Some(first.year()), within: Within::Quarter((first.month() - 1) / 3 + 1) })
}

fn of_minutes(now: (Date, i64), amounts: &[(Amount, Unit)], direction: Direction) -> Option<Value> {
    let sign = if direction == Direction::Back { -1 } else { 1 };
    let (day, minute) = amounts.iter().try_fold(now, |(day, minute), (amount, unit)| {
        let Amount::Hundredths(hundredths) = amount else { return None };
        moved_by(day, minute, Amount::Hundredths(hundredths.checked_mul(sign)?), *unit)
    })?;
    let (then, now) = (at_minute(day, minute)?, at_minute(now.0, now.1)?);
    match direction {
        Direction::Or => Some(then),
        Direction::Back => Some(Value::Range(Some(Box::new(then)), Some(Box::new(now)))),
        Direction::Ahead | Direction::Within => Some(Value::Range(Some(Box::new(now)), Some(Box::new(then)))),
    }
}
