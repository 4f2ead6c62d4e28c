//! A time that a person gives.

use super::{ByHand, time_at};
use recount_model::{AccountClaims, BY_HAND, GivenTime, Interval, Timex, TimexCandidate, TimexType};
use recount_text::AccountText;

/// False for an interval that ends before it begins, as a damaged or hostile decision may hold.
pub(super) fn is_ordered(interval: Interval) -> bool {
    interval.earliest.zip(interval.latest).is_none_or(|(earliest, latest)| earliest <= latest)
}

/// Adds a time; `false` where another is read at a part of its passage: times do not overlap.
pub(super) fn add(
    text: &AccountText<'_>,
    read: &mut AccountClaims,
    one: &ByHand<'_>,
    given: &GivenTime,
) -> bool {
    if one.span.is_empty() || !is_ordered(given.interval) || time_at(read, one.span).is_some() {
        return false;
    }
    let candidate = TimexCandidate {
        value: given.edtf.clone(),
        interval: given.interval,
        score: 0,
        why: one.why.clone(),
    };
    let timex = Timex {
        id: one.id.clone(),
        span: one.span,
        text: text.words(one.span).to_owned(),
        kind: if given.edtf.contains('T') { TimexType::Time } else { TimexType::Date },
        value: given.edtf.clone(),
        modifier: None,
        edtf: Some(given.edtf.clone()),
        interval: given.interval,
        duration_ms: None,
        is_approximate: given.edtf.ends_with(['~', '%']),
        stated_zone: None,
        is_planned: false,
        anchor: None,
        rule: BY_HAND.to_owned(),
        candidates: vec![candidate],
    };
    let place = read.times.partition_point(|other| other.span < one.span);
    read.times.insert(place, timex);
    true
}
