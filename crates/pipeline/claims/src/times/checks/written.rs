//! The day of writing against what the account tells.

use super::super::expression::{Base, Expression, Moment};
use super::{Seen, observation, shown};
use recount_model::claim::Observation;
use recount_model::{BlockKind, Hold, Span};
use recount_sayings::{Join, list, say};
use recount_time::Date;

/// `nth-day`: "today is the sixth day since the fire", of an account whose day of writing is neither the fifth nor the sixth
/// day behind the fire.
pub(super) fn nth_day(seen: &Seen<'_>) -> Vec<Observation> {
    (0..seen.mentions.len()).filter_map(|idx| one_count(seen, idx)).collect()
}

fn one_count(seen: &Seen<'_>, idx: usize) -> Option<Observation> {
    let (moment, around) = (moment(seen, idx)?, seen.around.get(idx)?);
    let count = i64::from(moment.nth_day?);
    if !around.is_today || around.layer.is_some() {
        return None;
    }
    let (today, span) = dated_today(seen, idx).or(seen.fixed_day)?;
    let counted: Vec<Date> =
        seen.decoded.get(idx)?.candidates.iter().filter_map(|one| one.value.date()?.as_date()).collect();
    let first = counted.iter().min()?.add_days(1 - count)?;
    if counted.contains(&today) || today < first || today.day_number() - first.day_number() > FAR {
        return None;
    }
    let days = list(Join::Or, counted.iter().map(|day| shown(*day)));
    let why = vec![
        say!("check.counted-from", first = shown(first), days = days),
        say!("check.account-of", day = shown(today)),
        say!("check.from-is-reading", first = shown(first)),
    ];
    let spans = span.into_iter().chain([seen.mentions.get(idx)?.span]).collect();
    Some(observation("nth-day", Hold::Possible, spans, why))
}

/// Days further apart are not counted one by one.
const FAR: i64 = 60;

/// "Today, May 9, is the sixth day": the date before it in the same sentence.
fn dated_today(seen: &Seen<'_>, idx: usize) -> Option<(Date, Option<Span>)> {
    let before = idx.checked_sub(1)?;
    let (today, sentence) = (moment(seen, before)?, seen.around.get(idx)?.sentence);
    let is_dated = today.base == Base::Document && today.day.is_some();
    let is_here = seen.around.get(before)?.sentence == sentence;
    let day = seen.day(before).filter(|_| is_dated && is_here)?;
    Some((day, Some(seen.mentions.get(before)?.span)))
}

/// `dated-before-told`: an account that gives its own day and reports, as past, a later one.
pub(super) fn dated_before_told(seen: &Seen<'_>) -> Vec<Observation> {
    let Some((day, span)) = seen.fixed_day else { return Vec::new() };
    (0..seen.mentions.len()).find_map(|idx| one_told(seen, idx, (day, span))).into_iter().collect()
}

fn one_told(seen: &Seen<'_>, idx: usize, (day, span): (Date, Option<Span>)) -> Option<Observation> {
    let (moment, around, mention) = (moment(seen, idx)?, seen.around.get(idx)?, seen.mentions.get(idx)?);
    let told = Date::new(moment.year.filter(|_| !moment.is_year_short)?, moment.month?, moment.day?)?;
    let is_own =
        span == Some(mention.span) || matches!(around.block, Some(BlockKind::Byline | BlockKind::Title));
    // A day later may be the same day in another zone.
    let is_later = told.day_number() - day.day_number() > 1;
    let is_told = around.is_past && !around.is_planned && !around.is_after_until && around.layer.is_none();
    if is_own || !is_later || !is_told || around.is_heading || around.is_published {
        return None;
    }
    let why = vec![
        say!("check.account-of", day = shown(day)),
        say!("check.tells-of", day = shown(told)),
        say!("check.own-is-reading"),
    ];
    Some(observation(
        "dated-before-told",
        Hold::OnReading,
        span.into_iter().chain([mention.span]).collect(),
        why,
    ))
}

fn moment<'seen>(seen: &'seen Seen<'_>, idx: usize) -> Option<&'seen Moment> {
    match &seen.mentions.get(idx)?.expression {
        Expression::Moment(moment) => Some(moment),
        _ => None,
    }
}
