//! Moments whose day is open: weekdays, clock times alone, counted days, days of events.
//!
//! Comes in: a moment. Goes out: one candidate per day it can be on. It may not know the other expressions.

use super::super::expression::{Base, Cycle, Moment};
use super::counted::{from_document, shifted};
use super::points::{CLOSE_BY, SAME_DAY, not_after};
use super::{Candidate, Circumstance, FROM_DOCUMENT, FROM_EVENT, FROM_TEXT, Focus, Frame, OPEN_DAY, one};
use recount_time::{Date, PartialDate, Value, WeekPart, Within};

/// A weekday: the last before the document, the next after it, or the one that follows the text before.
pub(super) fn weekdays(
    moment: &Moment,
    frame: &Frame,
    focus: &Focus,
    circumstance: &Circumstance,
) -> Vec<Candidate> {
    let Some(weekday) = moment.weekday else { return Vec::new() };
    let mut found = Vec::new();
    let mut push = |date: Option<Date>, score: i32, anchor| {
        if let Some(date) = date {
            found.push(Candidate { value: Value::Date(date.into()), score, anchor: Some(anchor) });
        }
    };
    if let Some(today) = frame.day {
        let back = i64::from((today.weekday() + 7 - weekday) % 7);
        let (last, next) = (today.add_days(-back), today.add_days((7 - back) % 7));
        let strictly_last = if back == 0 { today.add_days(-7) } else { last };
        let strictly_next = if back == 0 { today.add_days(7) } else { next };
        let is_ahead = circumstance.is_ahead;
        let points = frame.document_points;
        match moment.cycle {
            Some(Cycle::Last) => {
                push(strictly_last, 40, FROM_DOCUMENT);
                push(in_week(today, -1, weekday), 35, FROM_DOCUMENT);
            }
            Some(Cycle::Next) => {
                push(strictly_next, 40, FROM_DOCUMENT);
                push(in_week(today, 1, weekday), 35, FROM_DOCUMENT);
            }
            Some(Cycle::This) => {
                push(if is_ahead { next } else { last }, 40, FROM_DOCUMENT);
                push(in_week(today, 0, weekday), 35, FROM_DOCUMENT);
            }
            None => {
                push(last, points + if is_ahead { 0 } else { 10 }, FROM_DOCUMENT);
                push(strictly_next, points + if is_ahead { 10 } else { -10 }, FROM_DOCUMENT);
            }
        }
    }
    if let Some(before) = focus.day {
        let ahead = i64::from((weekday + 7 - before.weekday()) % 7);
        let date = before.add_days(ahead);
        let points = if ahead == 0 { SAME_DAY } else { CLOSE_BY };
        let late = date.map_or(0, |date| not_after(date.into(), frame, circumstance));
        push(date, points + late, FROM_TEXT);
    }
    if found.is_empty() {
        let date = PartialDate { year: None, within: Within::Week(None, WeekPart::Day(weekday)) };
        found.push(Candidate { value: Value::Date(date), score: 0, anchor: None });
    }
    found
}

/// Some day of the month the text is at; news means today sooner.
const DAY_OF_A_MONTH: i32 = 5;
const DAY_OF_A_MONTH_IN_NEWS: i32 = 3;

/// Some say "next Friday" of the nearest one, some of that of next week.
fn in_week(today: Date, weeks_ahead: i64, weekday: u8) -> Option<Date> {
    let (year, week) = today.add_days(weeks_ahead * 7)?.iso_week();
    Date::from_iso_week(year, week, weekday)
}

/// A length counted from what the text spoke of last, or from the day of writing: what is ahead is counted from there.
pub(super) fn open_shifts(
    moment: &Moment,
    frame: &Frame,
    focus: &Focus,
    circumstance: &Circumstance,
) -> Vec<Candidate> {
    let is_ahead = circumstance.is_planned && !circumstance.is_past;
    let mut found = Vec::new();
    let mut push = |date: Option<PartialDate>, score, anchor| {
        if let Some(date) = date {
            let score = score + not_after(date, frame, circumstance);
            found.push(Candidate { value: Value::Date(date), score, anchor: Some(anchor) });
        }
    };
    push(shifted(moment, focus.date, focus.day), if is_ahead { -10 } else { 20 }, FROM_TEXT);
    push(from_document(moment, frame), 0, FROM_DOCUMENT);
    if found.is_empty() { one(None, FROM_TEXT) } else { found }
}

/// A clock time or a part of a day alone: the day the text is at, or the day of writing.
pub(super) fn open_days(
    moment: &Moment,
    frame: &Frame,
    focus: &Focus,
    circumstance: &Circumstance,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    if let Some(day) = focus.day {
        let score = 10 + not_after(day.into(), frame, circumstance);
        found.push(Candidate { value: Value::Date(day.into()), score, anchor: Some(FROM_TEXT) });
    } else if let Some(date) = focus.date.filter(|date| matches!(date.within, Within::Month(_))) {
        let within = Within::Day(date.known_month(), None);
        let value = Value::Date(PartialDate { year: date.year, within });
        let score = if frame.document_points > 0 { DAY_OF_A_MONTH_IN_NEWS } else { DAY_OF_A_MONTH };
        found.push(Candidate { value, score, anchor: Some(FROM_TEXT) });
    }
    if let Some(day) = frame.main_day.filter(|_| focus.day.is_none() && !circumstance.is_planned) {
        found.push(Candidate { value: Value::Date(day.into()), score: 8, anchor: Some(FROM_EVENT) });
    }
    if let Some(day) = frame.day {
        let score = frame.document_points.min(5);
        found.push(Candidate { value: Value::Date(day.into()), score, anchor: Some(FROM_DOCUMENT) });
    }
    if found.is_empty() || moment.base != Base::Open {
        found.push(Candidate { value: Value::Date(OPEN_DAY), score: -5, anchor: None });
    }
    found
}

/// "the sixth day since": with the first day counted, or without it.
pub(super) fn nth_day(moment: &Moment, focus: &Focus, frame: &Frame) -> Vec<Candidate> {
    let start = frame.main_day.or(focus.day.filter(|_| !focus.is_circular));
    let candidate = |(days, score): (i64, i32)| {
        let date = start?.add_days(days)?;
        Some(Candidate { value: Value::Date(date.into()), score, anchor: Some(FROM_EVENT) })
    };
    let count = i64::from(moment.nth_day.unwrap_or(1));
    let found: Vec<Candidate> = [(count - 1, 5), (count, 0)].into_iter().filter_map(candidate).collect();
    if found.is_empty() { one(None, FROM_EVENT) } else { found }
}

/// "the day after the storm": the day the storm goes with elsewhere, the account's main day, or the text before.
pub(super) fn from_event(
    moment: &Moment,
    frame: &Frame,
    focus: &Focus,
    circumstance: &Circumstance,
) -> Vec<Candidate> {
    if circumstance.is_named_event && circumstance.event_day.is_none() {
        return one(None, FROM_EVENT);
    }
    let mut found = Vec::new();
    let mut push = |day: Option<Date>, score, anchor| {
        let Some(day) = day else { return };
        if let Some(date) = shifted(moment, Some(day.into()), Some(day)) {
            let score = score + not_after(date, frame, circumstance);
            found.push(Candidate { value: Value::Date(date), score, anchor: Some(anchor) });
        }
    };
    push(circumstance.event_day, 30, FROM_EVENT);
    push(frame.main_day, 10, FROM_EVENT);
    push(focus.day, 5, FROM_TEXT);
    if found.is_empty() { one(shifted(moment, focus.date, focus.day), FROM_TEXT) } else { found }
}
