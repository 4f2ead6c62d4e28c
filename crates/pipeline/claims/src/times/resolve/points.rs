//! How well a date goes with what it is counted from.
//!
//! Comes in: a date, and the text before or the document. Goes out: tenths of log-odds. It may not know which readings there are.

use super::super::expression::{Base, Moment};
use super::{Circumstance, Frame};
use recount_time::{PartialDate, Unit};

pub(super) const SAME_DAY: i32 = 10;

pub(super) const SAME_YEAR: i32 = 8;

/// Inside what was spoken of, or within two days after it.
pub(super) const CLOSE_BY: i32 = 5;

const BACKWARD: i32 = -6;

/// Months further away count twice.
const FAR_MONTHS: i32 = 5;

const IN_FUTURE: i32 = -40;

const PLANNED_IN_PAST: i32 = -15;

/// Same day, forward, backward: how well a date goes on from the text before.
pub(super) fn from_text_points(date: PartialDate, before: PartialDate, circumstance: &Circumstance) -> i32 {
    let same_year = if date.year == before.year { SAME_YEAR } else { 0 };
    let (Some(ours), Some(theirs)) = (date.days(), before.days()) else { return same_year };
    if ours.0 <= theirs.1 && theirs.0 <= ours.1 {
        return same_year + if ours == theirs { SAME_DAY } else { CLOSE_BY };
    }
    let days = if ours.0 > theirs.1 {
        ours.0.day_number() - theirs.1.day_number()
    } else {
        ours.1.day_number() - theirs.0.day_number()
    };
    let months = i32::try_from(days.abs() / 30).unwrap_or(i32::MAX / 4).min(60);
    let nearness = if (1..=2).contains(&days) { CLOSE_BY } else { 0 };
    let is_wrong_way = (days < 0) != circumstance.is_background;
    let turn = if is_wrong_way { BACKWARD } else { 0 };
    let months = months + (months - FAR_MONTHS).max(0);
    same_year + nearness - months + turn
}

pub(super) fn from_document_points(
    date: PartialDate,
    moment: &Moment,
    frame: &Frame,
    circumstance: &Circumstance,
) -> i32 {
    let mut score = frame.document_points + not_after(date, frame, circumstance);
    if let (Some((first, last)), Some(today)) = (date.days(), frame.day) {
        let days = if last < today {
            today.day_number() - last.day_number()
        } else {
            first.day_number() - today.day_number()
        };
        score -= i32::try_from(days.max(0) / 30).unwrap_or(i32::MAX / 4).min(60);
        if moment.base == Base::Document
            && days != 0
            && moment.shift.is_some_and(|(_, unit)| unit == Unit::Day)
        {
            score -= 30;
        }
    } else if date.year != frame.year {
        score -= 12;
    }
    score
}

/// What has happened lies before the document; what is planned lies behind it.
pub(super) fn not_after(date: PartialDate, frame: &Frame, circumstance: &Circumstance) -> i32 {
    let Some((first, last)) = date.days() else { return 0 };
    let Some(today) = frame.day.or(frame.latest) else { return 0 };
    // Histories tell plans too, long after their time.
    let is_told_ahead = circumstance.is_planned || circumstance.is_after_until;
    // "has tried since December" is behind the document whatever else the sentence announces.
    let is_since = circumstance.is_background && !circumstance.is_ahead;
    let is_ahead = frame.document_points > 0 && is_told_ahead && !is_since;
    match (first > today, is_ahead) {
        (true, false) if circumstance.ends_range => 0,
        (true, false) => IN_FUTURE,
        (false, true) if today.day_number() - last.day_number() > 60 => PLANNED_IN_PAST,
        _ => 0,
    }
}

/// How well a date that the words give in full goes on from the text before: it tells nothing new about itself, but what
/// the dates before it must have been.
pub(in super::super) fn link_points(
    date: PartialDate,
    before: PartialDate,
    circumstance: &Circumstance,
) -> i32 {
    from_text_points(date, before, circumstance).max(LEAST_LINK)
}

/// A story may leap as far as it likes.
const LEAST_LINK: i32 = -12;
