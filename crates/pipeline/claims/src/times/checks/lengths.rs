//! Lengths against the dates they are said to run between.

use super::super::expression::{Expression, LengthSaid};
use super::{Seen, observation, shown};
use recount_model::Hold;
use recount_model::claim::Observation;
use recount_sayings::{Arg, say};
use recount_time::{Date, Unit, Value};

/// `duration-ends`: "20 days, until January 5" told of a day from which 20 days lead elsewhere, counted with or without
/// the first day.
pub(super) fn duration_ends(seen: &Seen<'_>) -> Vec<Observation> {
    (1..seen.mentions.len()).filter_map(|idx| one_end(seen, idx)).collect()
}

fn one_end(seen: &Seen<'_>, idx: usize) -> Option<Observation> {
    let (length, end) = (seen.mentions.get(idx - 1)?, seen.mentions.get(idx)?);
    let days = whole_days(exact(&length.expression)?)?;
    let is_beside = end.items.start.checked_sub(length.items.end)? <= 4;
    if !is_beside || !seen.around.get(idx)?.is_after_until {
        return None;
    }
    let (start, last) = (seen.day_before(idx - 1)?, seen.day(idx)?);
    let between = last.day_number() - start.day_number();
    if between == days || between == days - 1 {
        return None;
    }
    let counted = start.add_days(days - 1)?;
    let why = vec![
        say!(
            "check.end-on",
            days = days.unsigned_abs(),
            start = shown(start),
            end = shown(counted),
            later = shown(counted.add_days(1)?)
        ),
        say!("check.says-until", day = shown(last)),
        say!("check.begin-is-reading"),
    ];
    Some(observation("duration-ends", Hold::Possible, vec![length.span, end.span], why))
}

/// The length, if it is said without "about" or "more than".
fn exact(expression: &Expression) -> Option<&LengthSaid> {
    match expression {
        Expression::Length(said) if said.modifier.is_none() => Some(said),
        _ => None,
    }
}

fn whole_days(said: &LengthSaid) -> Option<i64> {
    match said.length.0.as_slice() {
        [(amount, Unit::Day)] => amount.as_whole(),
        [(amount, Unit::Week)] => amount.as_whole()?.checked_mul(7),
        _ => None,
    }
}

/// `span-duration`: "the seven-month strike" beside "since June" of a day from which that is another length.
pub(super) fn span_duration(seen: &Seen<'_>) -> Vec<Observation> {
    (0..seen.mentions.len()).filter_map(|idx| one_span(seen, idx)).collect()
}

fn one_span(seen: &Seen<'_>, idx: usize) -> Option<Observation> {
    let since = seen.mentions.get(idx)?;
    if !seen.around.get(idx)?.is_background || !is_after_since(seen, since.items.start) {
        return None;
    }
    let (first, last) = seen.value(idx)?.days()?;
    let (place, months) = attributive_months(seen, idx)?;
    let end = seen.day_before(place)?;
    let (most, least) = (months_between(first, end), months_between(last, end));
    if least < 0.0 || (least - TOLERANCE..=most + TOLERANCE).contains(&months) {
        return None;
    }
    let length = seen.mentions.get(place)?;
    let why = vec![
        say!(
            "check.months",
            start = value_text(seen, idx),
            end = shown(end),
            least = format!("{least:.1}"),
            most = format!("{most:.1}")
        ),
        say!(
            "check.says-length",
            words = Arg::Title(length.span.of(&seen.lattice.text.reading.text).to_owned())
        ),
        say!("check.same-is-reading"),
    ];
    Some(observation("span-duration", Hold::Possible, vec![length.span, since.span], why))
}

/// Months that roundings may take away or add.
const TOLERANCE: f64 = 0.3;
/// How many expressions apart the two may stand.
const NEAR: usize = 3;
const DAYS_OF_MONTH: f64 = 30.44;

fn is_after_since(seen: &Seen<'_>, at: usize) -> bool {
    seen.lattice.has_before(at, &[seen.lattice.rules.contexts.background])
}

/// A length in months before a noun ("seven-month strike"), near by in the same block.
fn attributive_months(seen: &Seen<'_>, idx: usize) -> Option<(usize, f64)> {
    let block = |place: usize| {
        let span = seen.mentions.get(place)?.span;
        seen.lattice.text.block_at(span.start).map(|block| block.span)
    };
    let near = idx.saturating_sub(NEAR)..(idx + NEAR + 1).min(seen.mentions.len());
    near.filter(|place| *place != idx && block(*place) == block(idx)).find_map(|place| {
        let mention = seen.mentions.get(place)?;
        let said = exact(&mention.expression)?;
        let is_compound = mention
            .items
            .clone()
            .any(|at| seen.lattice.token(at).is_some_and(super::super::lattice::is_dash));
        let months = match said.length.0.as_slice() {
            [(amount, Unit::Month)] => amount.as_whole()?,
            [(amount, Unit::Year)] => amount.as_whole()?.checked_mul(12)?,
            _ => return None,
        };
        is_compound.then_some((place, months as f64))
    })
}

fn months_between(from: Date, to: Date) -> f64 {
    (to.day_number() - from.day_number()) as f64 / DAYS_OF_MONTH
}

fn value_text(seen: &Seen<'_>, idx: usize) -> String {
    seen.value(idx).map(Value::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::super::expression::Modifier;
    use super::*;
    use recount_time::Length;

    #[test]
    fn only_exact_lengths_are_checked() {
        let said = |modifier| {
            Expression::Length(LengthSaid {
                length: Length::of(20, Unit::Day),
                modifier,
                direction: None,
                inside: None,
            })
        };
        assert!(exact(&said(None)).is_some());
        assert!(exact(&said(Some(Modifier::Approx))).is_none());
    }
}
