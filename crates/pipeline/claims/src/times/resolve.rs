//! Resolving one moment: what it denotes, seen from a document time and from what the text spoke of last.
//!
//! Comes in: a [`Moment`], a [`Frame`] and a [`Focus`]. Goes out: scored candidates. It may not know the other
//! expressions: which candidates go together is for [`super::decode`].

use super::expression::{Base, Coarse, Cycle, Moment};
use recount_time::{Amount, Date, PartialDate, TimeOfDay, Unit, Value, WeekPart, Within};

/// What is known about the time of writing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Frame {
    /// The day taken as "today".
    pub day: Option<Date>,
    /// The year of writing, where only that is known.
    pub year: Option<i32>,
    /// Points for counting from the document and not from the text before: high in news, low in histories.
    pub document_points: i32,
    /// The day the account is mainly about.
    pub main_day: Option<Date>,
    /// The year of writing is not guessed from weekdays: a weekday that does not fit a date is then the text's own slip.
    pub is_year_given: bool,
}

/// What the text spoke of last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Focus {
    pub date: Option<PartialDate>,
    /// The last single day.
    pub day: Option<Date>,
    pub time: Option<TimeOfDay>,
    /// It was counted from the time of writing, so it says nothing about that time.
    pub is_circular: bool,
}

/// What the sentence says about an expression.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Circumstance {
    pub is_planned: bool,
    pub is_past: bool,
    /// The verb it goes with announces.
    pub is_ahead: bool,
    /// A day that the event named goes with elsewhere in the account.
    pub event_day: Option<Date>,
    pub is_after_until: bool,
    /// "since": not after what the text is at.
    pub is_background: bool,
}

/// One reading of a moment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub value: Value,
    /// Tenths of log-odds.
    pub score: i32,
    /// What it is counted from, in words.
    pub anchor: Option<&'static str>,
}

pub(super) const FROM_DOCUMENT: &str = "document time";
pub(super) const FROM_TEXT: &str = "previous date";
const FROM_EVENT: &str = "named event";

const WRONG_WEEKDAY: i32 = -25;
/// Where the year of writing is given: the near day with the wrong weekday beats the right one a year away.
const WRONG_WEEKDAY_IN_GIVEN_YEAR: i32 = -4;
/// A day within two months of writing whose weekday is right may lie ahead without a word that says so.
const RIGHT_WEEKDAY: i32 = 30;
const SAME_DAY: i32 = 10;
const SAME_YEAR: i32 = 8;
/// Inside what was spoken of, or within two days after it.
const CLOSE_BY: i32 = 5;
const BACKWARD: i32 = -6;
/// Months further away count twice.
const FAR_MONTHS: i32 = 5;
const IN_FUTURE: i32 = -40;
const PLANNED_IN_PAST: i32 = -15;

/// All readings of `moment`, best first not guaranteed.
pub(super) fn candidates(
    moment: &Moment,
    frame: &Frame,
    focus: &Focus,
    circumstance: &Circumstance,
) -> Vec<Candidate> {
    let mut found = dates(moment, frame, focus, circumstance);
    if moment.is_eve {
        found.iter_mut().for_each(|candidate| candidate.value = eve(&candidate.value));
    }
    if let Some(time) = moment.time {
        for candidate in &mut found {
            if let Value::Date(date) = candidate.value {
                candidate.value = Value::Time(date, time);
            }
        }
    }
    found
}

/// The day before; what is no single day stays.
fn eve(value: &Value) -> Value {
    let before = |date: PartialDate| match date.as_date() {
        Some(day) => day.add_days(-1).map(PartialDate::from),
        None => shifted_without_year(date, -1),
    };
    match value {
        Value::Date(date) => Value::Date(before(*date).unwrap_or(*date)),
        other => other.clone(),
    }
}

fn one(date: Option<PartialDate>, anchor: &'static str) -> Vec<Candidate> {
    let value = date.unwrap_or(OPEN_DAY);
    let anchor = date.map(|_| anchor);
    vec![Candidate { value: Value::Date(value), score: 0, anchor }]
}

const OPEN_DAY: PartialDate = PartialDate { year: None, within: Within::Day(None, None) };

fn dates(moment: &Moment, frame: &Frame, focus: &Focus, circumstance: &Circumstance) -> Vec<Candidate> {
    if moment.year.is_some() && !moment.is_year_short {
        let date = calendar(moment, moment.year);
        return vec![Candidate { value: Value::Date(date), score: 0, anchor: None }];
    }
    if moment.is_year_short {
        return short_years(moment, frame, focus);
    }
    if moment.month.is_some() || moment.season.is_some() || moment.half.is_some() || moment.quarter.is_some()
    {
        return open_years(moment, frame, focus, circumstance);
    }
    if moment.day.is_some() {
        return open_months(moment, frame, focus, circumstance);
    }
    if moment.weekday.is_some() {
        return weekdays(moment, frame, focus, circumstance);
    }
    match moment.base {
        Base::Document => one(from_document(moment, frame), FROM_DOCUMENT),
        Base::Previous if moment.nth_day.is_some() => nth_day(moment, focus, frame),
        Base::Previous => match shifted(moment, focus.date, focus.day) {
            Some(date) => one(Some(date), FROM_TEXT),
            None if is_about_now(moment, frame, focus) => one(from_document(moment, frame), FROM_DOCUMENT),
            None => one(None, FROM_TEXT),
        },
        Base::Event => from_event(moment, frame, focus, circumstance),
        Base::Open if moment.shift.is_some() => open_shifts(moment, frame, focus, circumstance),
        Base::Open => open_days(moment, frame, focus, circumstance),
    }
}

/// In news that has named no date yet, "the end of the month" is counted from the day of writing.
fn is_about_now(moment: &Moment, frame: &Frame, focus: &Focus) -> bool {
    let is_calendar_unit = moment.shift.is_some_and(|(_, unit)| unit > Unit::Day && unit <= Unit::Year);
    frame.document_points > 0 && (focus.date.is_none() || is_calendar_unit)
}

/// The date that the moment's own fields give in `year`.
fn calendar(moment: &Moment, year: Option<i32>) -> PartialDate {
    let within = match (moment.coarse, moment.month, moment.day) {
        (Some(Coarse::Decade), ..) => Within::Decade,
        (Some(Coarse::Century), ..) => Within::Century,
        (None, Some(month), Some(day)) => Within::Day(Some(month), Some(day)),
        (None, Some(month), None) => Within::Month(month),
        (None, None, Some(day)) => Within::Day(None, Some(day)),
        (None, None, None) => match (moment.season, moment.half, moment.quarter) {
            (Some(season), ..) => Within::Season(season),
            (_, Some(half), _) => Within::Half(half),
            (_, _, Some(quarter)) => Within::Quarter(quarter),
            _ => Within::Year,
        },
    };
    PartialDate { year, within }
}

/// "'98", "the 30s": the century of the text before, of the document, or the last one.
fn short_years(moment: &Moment, frame: &Frame, focus: &Focus) -> Vec<Candidate> {
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
fn open_years(moment: &Moment, frame: &Frame, focus: &Focus, circumstance: &Circumstance) -> Vec<Candidate> {
    let now = frame.day.map(Date::year).or(frame.year);
    let mut found: Vec<Candidate> = Vec::new();
    let mut push = |year: i32, score: i32, anchor| {
        let date = calendar(moment, Some(year));
        let is_wrong =
            weekday_of(date).is_some_and(|weekday| moment.weekday.is_some_and(|said| said != weekday));
        let wrong = if frame.is_year_given { WRONG_WEEKDAY_IN_GIVEN_YEAR } else { WRONG_WEEKDAY };
        let is_near_and_right = !is_wrong && moment.weekday.is_some() && is_near(date, frame.day);
        let score =
            score + if is_wrong { wrong } else { 0 } + if is_near_and_right { RIGHT_WEEKDAY } else { 0 };
        found.push(Candidate { value: Value::Date(date), score, anchor: Some(anchor) });
    };
    if let Some(base) = based_year(moment, frame, focus) {
        push(base.0, 60, base.1);
    }
    if let Some((before, year)) = focus.date.and_then(|date| Some((date, date.year?))) {
        for candidate in [year - 1, year, year + 1] {
            let date = calendar(moment, Some(candidate));
            let points = from_text_points(date, before, circumstance) + not_after(date, frame, circumstance);
            push(candidate, points, FROM_TEXT);
        }
    }
    if let Some(year) = now {
        for candidate in [year - 1, year, year + 1] {
            let date = calendar(moment, Some(candidate));
            push(candidate, from_document_points(date, moment, frame, circumstance), FROM_DOCUMENT);
        }
    }
    if found.is_empty() {
        return vec![Candidate { value: Value::Date(calendar(moment, None)), score: 0, anchor: None }];
    }
    found
}

fn is_near(date: PartialDate, today: Option<Date>) -> bool {
    let days = date.as_date().zip(today).map(|(date, today)| date.day_number() - today.day_number());
    days.is_some_and(|days| days.abs() <= 60)
}

/// "June of last year", "last April": the year that the base gives.
fn based_year(moment: &Moment, frame: &Frame, focus: &Focus) -> Option<(i32, &'static str)> {
    match (moment.base, moment.cycle, moment.shift) {
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
        (Base::Previous, Some(cycle), None) => Some((cycled_year(moment, cycle, focus.date?)?, FROM_TEXT)),
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

/// Same day, forward, backward: how well a date goes on from the text before.
fn from_text_points(date: PartialDate, before: PartialDate, circumstance: &Circumstance) -> i32 {
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

fn from_document_points(
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
fn not_after(date: PartialDate, frame: &Frame, circumstance: &Circumstance) -> i32 {
    let Some((first, last)) = date.days() else { return 0 };
    let Some(today) = frame.day else { return 0 };
    // Histories tell plans too, long after their time.
    let is_ahead = frame.document_points > 0 && (circumstance.is_planned || circumstance.is_after_until);
    match (first > today, is_ahead) {
        (true, false) => IN_FUTURE,
        (false, true) if today.day_number() - last.day_number() > 60 => PLANNED_IN_PAST,
        _ => 0,
    }
}

fn weekday_of(date: PartialDate) -> Option<u8> {
    date.as_date().map(Date::weekday)
}

/// "the 16th": month and year are open.
fn open_months(moment: &Moment, frame: &Frame, focus: &Focus, circumstance: &Circumstance) -> Vec<Candidate> {
    let Some(day) = moment.day else { return Vec::new() };
    let mut found = Vec::new();
    for (reference, anchor, points) in [
        (focus.date.and_then(month_of), FROM_TEXT, 0),
        (frame.day.map(|day| (day.year(), day.month())), FROM_DOCUMENT, frame.document_points),
    ] {
        let Some((year, month)) = reference else { continue };
        for step in -1..=1i64 {
            let Some(first) = Date::new(year, month, 1).and_then(|first| first.add_months(step)) else {
                continue;
            };
            let Some(date) = Date::new(first.year(), first.month(), day) else { continue };
            let mut score = points + not_after(date.into(), frame, circumstance) - step.abs() as i32 * 12;
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

fn month_of(date: PartialDate) -> Option<(i32, u8)> {
    Some((date.year?, date.known_month()?))
}

/// A weekday: the last before the document, the next after it, or the one that follows the text before.
fn weekdays(moment: &Moment, frame: &Frame, focus: &Focus, circumstance: &Circumstance) -> Vec<Candidate> {
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
            Some(Cycle::Last) => push(strictly_last, 40, FROM_DOCUMENT),
            Some(Cycle::Next) => push(strictly_next, 40, FROM_DOCUMENT),
            Some(Cycle::This) => push(if is_ahead { next } else { last }, 40, FROM_DOCUMENT),
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

/// A length counted from what the text spoke of last, or from the day of writing: what is ahead is counted from there.
fn open_shifts(moment: &Moment, frame: &Frame, focus: &Focus, circumstance: &Circumstance) -> Vec<Candidate> {
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
fn open_days(moment: &Moment, frame: &Frame, focus: &Focus, circumstance: &Circumstance) -> Vec<Candidate> {
    let mut found = Vec::new();
    if let Some(day) = focus.day {
        let score = 10 + not_after(day.into(), frame, circumstance);
        found.push(Candidate { value: Value::Date(day.into()), score, anchor: Some(FROM_TEXT) });
    } else if let Some(date) = focus.date.filter(|date| matches!(date.within, Within::Month(_))) {
        let within = Within::Day(date.known_month(), None);
        let value = Value::Date(PartialDate { year: date.year, within });
        found.push(Candidate { value, score: 5, anchor: Some(FROM_TEXT) });
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

fn from_document(moment: &Moment, frame: &Frame) -> Option<PartialDate> {
    shifted_from_document(moment, frame).or_else(|| match (moment.shift, frame.year) {
        (Some((amount, Unit::Year)), Some(year)) => {
            let years = i32::try_from(amount.as_whole()?).ok()?;
            Some(PartialDate::year(year.checked_add(years)?))
        }
        _ => None,
    })
}

fn shifted_from_document(moment: &Moment, frame: &Frame) -> Option<PartialDate> {
    match frame.day {
        Some(day) => shifted(moment, Some(day.into()), Some(day)),
        None => shifted(moment, frame.year.map(PartialDate::year), None),
    }
}

/// Counts the moment's shift from a reference, at the grain of the unit.
fn shifted(moment: &Moment, reference: Option<PartialDate>, day: Option<Date>) -> Option<PartialDate> {
    let (amount, unit) = moment.shift?;
    let count = amount_count(amount)?;
    let first = |date: PartialDate| date.days().map(|days| days.0);
    let at = |grain_is_known: bool| if grain_is_known { reference.and_then(first) } else { None };
    let reference_is = |fits: fn(&Within) -> bool| reference.is_some_and(|date| fits(&date.within));
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            if count == 0 {
                reference
            } else {
                day.map(PartialDate::from)
            }
        }
        Unit::Day => {
            if let Some(open) = reference.filter(|date| date.year.is_none()) {
                return shifted_without_year(open, count);
            }
            let start = reference.filter(|date| date.is_day()).and_then(first).or(day);
            start?.add_days(count).map(PartialDate::from)
        }
        Unit::Week | Unit::Weekend => {
            let start = day.or(at(true))?;
            let (year, week) = start.add_days(count * 7)?.iso_week();
            let part = if unit == Unit::Week { WeekPart::Whole } else { WeekPart::Weekend };
            Some(PartialDate { year: Some(year), within: Within::Week(Some(week), part) })
        }
        Unit::Month => {
            let has_month = reference.is_some_and(|date| date.known_month().is_some());
            let start = at(has_month).or(day)?.add_months(count)?;
            Some(PartialDate::month(Some(start.year()), start.month()))
        }
        Unit::Year => {
            let year = reference.and_then(|date| date.year).or(day.map(Date::year))?;
            Some(PartialDate::year(year.checked_add(i32::try_from(count).ok()?)?))
        }
        Unit::Decade | Unit::Century | Unit::Millennium => {
            let (length, within) = match unit {
                Unit::Decade => (10, Within::Decade),
                Unit::Century => (100, Within::Century),
                _ => (1_000, Within::Millennium),
            };
            let year = reference.and_then(|date| date.year)?;
            let shift = i32::try_from(count).ok()?.checked_mul(length)?;
            Some(PartialDate { year: Some((year - year.rem_euclid(length)).checked_add(shift)?), within })
        }
        Unit::Quarter => {
            let (from, length) = (day.or(at(true))?, 3);
            let first = Date::new(from.year(), (from.month() - 1) / length * length + 1, 1)?;
            let start = first.add_months(count.checked_mul(i64::from(length))?)?;
            let within = Within::Quarter((start.month() - 1) / length + 1);
            Some(PartialDate { year: Some(start.year()), within })
        }
        Unit::Season | Unit::HalfYear => {
            if count == 0 && reference_is(|within| matches!(within, Within::Season(_) | Within::Quarter(_))) {
                reference
            } else {
                None
            }
        }
    }
}

/// The day after 16 December is 17 December in any year; around the end of February it depends.
fn shifted_without_year(date: PartialDate, count: i64) -> Option<PartialDate> {
    const COMMON_YEAR: i32 = 2_001;
    const LEAP_YEAR: i32 = 2_000;
    let Within::Day(Some(month), Some(day)) = date.within else { return None };
    let counted = |year| Date::new(year, month, day)?.add_days(count);
    let (common, leap) = (counted(COMMON_YEAR)?, counted(LEAP_YEAR)?);
    let is_same = (common.month(), common.day()) == (leap.month(), leap.day());
    let within = Within::Day(Some(common.month()), Some(common.day()));
    is_same.then_some(PartialDate { year: None, within })
}

fn amount_count(amount: Amount) -> Option<i64> {
    match amount {
        Amount::Hundredths(hundredths) => Some(hundredths / 100),
        Amount::Vague => None,
    }
}

/// "the sixth day since": with the first day counted, or without it.
fn nth_day(moment: &Moment, focus: &Focus, frame: &Frame) -> Vec<Candidate> {
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
fn from_event(moment: &Moment, frame: &Frame, focus: &Focus, circumstance: &Circumstance) -> Vec<Candidate> {
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
