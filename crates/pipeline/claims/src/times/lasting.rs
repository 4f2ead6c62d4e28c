//! A beginning and a length that make a range: "from 9 am for two hours", "three days starting next Monday".
//!
//! Comes in: two neighbours with what was written for them. Goes out: where the range begins and ends. It may not know how
//! they were resolved.

use super::expression::Expression;
use super::lattice::Lattice;
use super::recognise::Mention;
use super::resolve::{at_minute, exactly, moved_by};
use recount_model::Timex;
use recount_time::{Amount, Length, TimeOfDay, Unit, Value};
use std::ops::Range;

/// The range of two neighbours, with the items it is said with.
pub(super) fn lasting(
    lattice: &Lattice<'_>,
    (first, second): (&Mention, &Mention),
    (first_value, second_value): (&Timex, &Timex),
) -> Option<((Value, Value), Range<usize>)> {
    let contexts = &lattice.rules.contexts;
    let (between, end) = (first.items.end, second.items.start);
    let is_said_by =
        |class| (between < end && lattice.is_any(between, &[class])) || has_all(lattice, between, end, class);
    let (start, length) = match (&first.expression, &second.expression) {
        (Expression::Moment(_), Expression::Length(said)) if is_said_by(contexts.lasting) => {
            (first_value, &said.length)
        }
        (Expression::Length(said), Expression::Moment(_)) if is_said_by(contexts.beginning) => {
            (second_value, &said.length)
        }
        _ => return None,
    };
    if end > between + LONGEST_OPENING {
        return None;
    }
    let start: Value = start.value.parse().ok()?;
    let ends = ends(&start, length)?;
    let opens = [contexts.range_from, contexts.lasting];
    let from = first.items.start.checked_sub(1).filter(|at| lattice.is_any(*at, &opens));
    Some(((start, ends), from.unwrap_or(first.items.start)..second.items.end))
}

/// A comma and "starting from" at most.
const LONGEST_OPENING: usize = 3;

fn has_all(lattice: &Lattice<'_>, start: usize, end: usize, class: super::symbol::Symbol) -> bool {
    let is_comma = lattice.token(start).is_some_and(|token| &*token.lower == ",");
    is_comma && start + 1 < end && lattice.is_any(start + 1, &[class])
}

/// The last day, or the clock time it ends at.
fn ends(start: &Value, length: &Length) -> Option<Value> {
    match start {
        Value::Date(date) => {
            let day = date.as_date()?;
            let is_in_days = length.0.iter().all(|(_, unit)| *unit >= Unit::Day);
            let after = exactly(day, &length.0).filter(|_| is_in_days)?;
            Some(Value::Date(after.add_days(-1)?.into()))
        }
        Value::Time(date, TimeOfDay::Clock(clock)) => {
            let start = (date.as_date()?, clock.minutes());
            let is_known = |(amount, _): &(Amount, Unit)| matches!(amount, Amount::Hundredths(_));
            let (day, minute) = length
                .0
                .iter()
                .filter(|part| is_known(part))
                .try_fold(start, |(day, minute), (amount, unit)| moved_by(day, minute, *amount, *unit))?;
            length.0.iter().all(is_known).then(|| at_minute(day, minute))?
        }
        _ => None,
    }
}
