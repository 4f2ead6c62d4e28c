//! Moments whose year or month is open.
//!
//! Comes in: a moment with a month, a season or a day of the month. Goes out: one candidate per year or month that it can be
//! in. It may not know the other expressions.

use super::super::expression::{Base, Cycle, Moment};
use super::counted::{shifted, shifted_from_document};
use super::points::{SAME_YEAR, from_document_points, from_text_points, not_after};
use super::{Candidate, Circumstance, FROM_DOCUMENT, FROM_TEXT, Focus, Frame, calendar, is_of_then};
use recount_time::{Date, PartialDate, Unit, Value, Within};

const WRONG_WEEKDAY: i32 = -25;

/// Where the year of writing is given: the near day with the wrong weekday beats the right one a year away.
const WRONG_WEEKDAY_IN_GIVEN_YEAR: i32 = -4;

/// A day within two months of writing whose weekday is right may lie ahead without a word that says so.
const RIGHT_WEEKDAY: i32 = 30;

/// "'98", "the 30s": the century of the text before, of the document, or the last one.
pub(super) fn short_years(moment: &Moment, frame: &Frame, focus: &Focus) -> Vec<Candidate> {
    let short = moment.year.unwrap_or(0);
    let now = frame.year.or(frame.day.map(Date::year)).unwrap_or(2_000);
    let not_after = |year: i32| {
        let same_century = year - year.rem_euclid(100) + short;
        if same_century <= year + 5 { same_century } else { same_century - 100 }
    };
    let mut years = Vec::new();
    if let Some(focus) = focus.date.and_then(|date| date.year) {
        years.push((not_after(focus), 5, FROM_TEXT));
    }
    years.push((not_after(now), 0, FROM_DOCUMENT));
    let candidate = |(year, score, anchor)| Candidate {
        value: Value::Date(calendar(moment, Some(year))),
        score,
        anchor: Some(anchor),
    };
    years.into_iter().map(candidate).collect()
}

/// Month, season, perhaps day; the year is open.
pub(super) fn open_years(
    moment: &Moment,
    frame: &Frame,
    focus: &Focus,
    circumstance: &Circumstance,
) -> Vec<Candidate> {
    let now = frame.day.map(Date::year).or(frame.year);
    if !exists_in_some_year(moment) {
        return vec![Candidate { value: Value::Date(calendar(moment, None)), score: 0, anchor: None }];
    }
    let mut found: Vec<Candidate> = Vec::new();
    let mut push = |year: i32, score: i32, anchor| {
        let date = calendar(moment, Some(year));
        if !exists(date) {
            return;
        }
        let is_wrong =
            weekday_of(date).is_some_and(|weekday| moment.weekday.is_some_and(|said| said != weekday));
        let wrong = if frame.is_year_given { WRONG_WEEKDAY_IN_GIVEN_YEAR } else { WRONG_WEEKDAY };
        let is_near_and_right = !is_wrong && moment.weekday.is_some() && is_near(date, frame.day);
        let score = score
            + if is_wrong { wrong } else { 0 }
            + if is_near_and_right { RIGHT_WEEKDAY } else { 0 }
            + if circumstance.told_year == Some(year) { told_points(focus) } else { 0 };
        found.push(Candidate { value: Value::Date(date), score, anchor: Some(anchor) });
    };
    if let Some(base) = based_year(moment, frame, focus, circumstance) {
        push(base.0, 60, base.1);
    }
    let aside = focus.aside.filter(|aside| focus.date.is_none_or(|date| date.year != aside.year));
    let is_fine = aside.is_some_and(|aside| aside.known_month().is_some());
    let lies_ahead = focus.date.and_then(|date| date.year).zip(now).is_some_and(|(year, now)| year > now);
    let is_outlook = frame.document_points > 0 && lies_ahead;
    for (before, less) in [
        (focus.date, if is_outlook { OUTLOOK } else { 0 }),
        (aside, if is_fine { ASIDE } else { COARSE_ASIDE }),
    ] {
        let Some((before, year)) = before.and_then(|date| Some((date, date.year?))) else { continue };
        for candidate in years_around(moment, year) {
            let date = calendar(moment, Some(candidate));
            let points = from_text_points(date, before, circumstance) + not_after(date, frame, circumstance);
            push(candidate, points + less, FROM_TEXT);
        }
    }
    if let Some(year) = now {
        for candidate in years_around(moment, year) {
            let date = calendar(moment, Some(candidate));
            push(candidate, from_document_points(date, moment, frame, circumstance), FROM_DOCUMENT);
        }
    }
    if found.is_empty() {
        return vec![Candidate { value: Value::Date(calendar(moment, None)), score: 0, anchor: None }];
    }
    found
}

/// Going on from a year that lies ahead: news comes back to the present.
const OUTLOOK: i32 = -10;
/// Going on from a date that was told in passing.
const ASIDE: i32 = -8;
/// Every month of a year told in passing is inside it.
const COARSE_ASIDE: i32 = -14;

/// The same day of the same month was told of with its year; a year that the text has gone to since weighs more.
fn told_points(focus: &Focus) -> i32 {
    let is_at_a_year = focus.date.is_some_and(|date| date.within == Within::Year);
    if is_at_a_year { TOLD_BEFORE_THAT_YEAR } else { TOLD }
}

const TOLD: i32 = 26;
const TOLD_BEFORE_THAT_YEAR: i32 = 5;

/// Years to try: the nearest three; for 29 February those within reach of the next leap year.
fn years_around(moment: &Moment, year: i32) -> std::ops::RangeInclusive<i32> {
    let reach = if (moment.month, moment.day) == (Some(2), Some(29)) { 4 } else { 1 };
    year.saturating_sub(reach)..=year.saturating_add(reach)
}

/// 30 February is in no year.
fn exists_in_some_year(moment: &Moment) -> bool {
    const LEAP_YEAR: i32 = 2_000;
    match (moment.month, moment.day) {
        (Some(month), Some(day)) => Date::new(LEAP_YEAR, month, day).is_some(),
        _ => true,
    }
}

fn exists(date: PartialDate) -> bool {
    !matches!(date.within, Within::Day(Some(_), Some(_))) || date.year.is_none() || date.as_date().is_some()
}

fn is_near(date: PartialDate, today: Option<Date>) -> bool {
    let days = date.as_date().zip(today).map(|(date, today)| date.day_number() - today.day_number());
    days.is_some_and(|days| days.abs() <= 60)
}

/// "June of last year", "last April": the year that the base gives.
fn based_year(
    moment: &Moment,
    frame: &Frame,
    focus: &Focus,
    circumstance: &Circumstance,
) -> Option<(i32, &'static str)> {
    let base = match moment.base {
        Base::Document if is_of_then(frame, focus, circumstance) => Base::Previous,
        base => base,
    };
    match (base, moment.cycle, moment.shift) {
        (Base::Document, _, Some((_, Unit::Year))) => {
            Some((shifted_from_document(moment, frame)?.year?, FROM_DOCUMENT))
        }
        (Base::Previous, _, Some((_, Unit::Year))) => {
            Some((shifted(moment, focus.date, focus.day)?.year?, FROM_TEXT))
        }
        (Base::Document, Some(cycle), None) => {
            let today = frame.day?;
            Some((cycled_year(moment, cycle, today.into())?, FROM_DOCUMENT))
        }
        (Base::Previous, Some(cycle), None) => match (focus.date, frame.day) {
            (Some(date), _) => Some((cycled_year(moment, cycle, date)?, FROM_TEXT)),
            (None, today) => Some((cycled_year(moment, cycle, today?.into())?, FROM_DOCUMENT)),
        },
        _ => None,
    }
}

/// The year of the last or next month or season of a name, seen from a date.
fn cycled_year(moment: &Moment, cycle: Cycle, from: PartialDate) -> Option<i32> {
    let (here_first, here_last) = from.days()?;
    let (first, last) = calendar(moment, from.year).days()?;
    let year = from.year?;
    Some(match cycle {
        Cycle::Last if last >= here_first => year - 1,
        Cycle::Next if first <= here_last => year + 1,
        _ => year,
    })
}

fn weekday_of(date: PartialDate) -> Option<u8> {
    date.as_date().map(Date::weekday)
}

/// "the 16th": month and year are open.
pub(super) fn open_months(
    moment: &Moment,
    frame: &Frame,
    focus: &Focus,
    circumstance: &Circumstance,
) -> Vec<Candidate> {
    let Some(day) = moment.day else { return Vec::new() };
    let mut found = Vec::new();
    for (reference, anchor, points) in [
        (focus.date.and_then(month_of), FROM_TEXT, 0),
        (frame.day.map(|day| (day.year(), day.month())), FROM_DOCUMENT, frame.document_points),
    ] {
        let Some((year, month)) = reference else { continue };
        let reach = if moment.weekday.is_some() { WEEKDAY_REACH_MONTHS } else { 1 };
        for step in -reach..=reach {
            let Some(first) = Date::new(year, month, 1).and_then(|first| first.add_months(step)) else {
                continue;
            };
            let Some(date) = Date::new(first.year(), first.month(), day) else { continue };
            let is_right = moment.weekday.is_some_and(|said| said == date.weekday());
            if step.abs() > 1 && !is_right {
                continue;
            }
            let away = step.abs() as i32 * if is_right { 2 } else { 12 };
            let mut score = points + not_after(date.into(), frame, circumstance) - away;
            if anchor == FROM_TEXT {
                score += focus.date.map_or(0, |before| from_text_points(date.into(), before, circumstance))
                    - SAME_YEAR;
            }
            if moment.weekday.is_some_and(|said| said != date.weekday()) {
                score += WRONG_WEEKDAY;
            }
            found.push(Candidate { value: Value::Date(date.into()), score, anchor: Some(anchor) });
        }
    }
    if found.is_empty() {
        found.push(Candidate { value: Value::Date(calendar(moment, None)), score: 0, anchor: None });
    }
    found
}

/// Every day of the month falls on every weekday within this many months.
const WEEKDAY_REACH_MONTHS: i64 = 11;

fn month_of(date: PartialDate) -> Option<(i32, u8)> {
    Some((date.year?, date.known_month()?))
}
