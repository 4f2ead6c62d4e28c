//! Resolving one moment: what it denotes, seen from a document time and from what the text spoke of last.
//!
//! Comes in: a [`Moment`], a [`Frame`] and a [`Focus`]. Goes out: scored candidates. It may not know the other
//! expressions: which candidates go together is for [`super::decode`].

mod counted;
mod days;
mod ground;
mod points;
mod years;

pub(super) use ground::{at_minute, exactly, is_counted, moved_by};
pub(super) use points::link_points;

use super::expression::{Base, Coarse, Moment};
use counted::{from_document, shifted, shifted_without_year};
use ground::{counted as grounded, to_the_day, to_the_minute};
use recount_time::{Date, PartialDate, TimeOfDay, Unit, Value, WeekPart, Within};

/// What is known about the time of writing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Frame {
    /// The day taken as "today".
    pub day: Option<Date>,
    /// The year of writing, where only that is known.
    pub year: Option<i32>,
    /// The last day it can have been written on; "today" may be any day from `day` to here.
    pub latest: Option<Date>,
    /// The minute of that day at which the document was written, where it is known so well.
    pub minute: Option<i64>,
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
    /// A date told in passing since then: the story may go on from it, but seldom does.
    pub aside: Option<PartialDate>,
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
    /// The event has a name of its own ("the start of the Winter War"): it need not be what the account is about.
    pub is_named_event: bool,
    pub is_after_until: bool,
    /// "since": not after what the text is at.
    pub is_background: bool,
    /// The year that the account gives with the same day and month elsewhere.
    pub told_year: Option<i32>,
    /// The second end of a range: ahead of the first, which the text is at.
    pub ends_range: bool,
    /// Inside quotation marks: somebody speaks, and counts from then.
    pub is_quoted: bool,
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

/// All readings of `moment`, best first not guaranteed.
pub(super) fn candidates(
    moment: &Moment,
    frame: &Frame,
    focus: &Focus,
    circumstance: &Circumstance,
) -> Vec<Candidate> {
    let mut found = dates(moment, frame, focus, circumstance);
    found.extend(other_order(moment, frame, focus, circumstance));
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

/// `03/05/2001` with day and month the other way round.
fn other_order(moment: &Moment, frame: &Frame, focus: &Focus, circumstance: &Circumstance) -> Vec<Candidate> {
    let rival = moment.rival.as_ref().filter(|rival| rival.month.is_some() && moment.month.is_some());
    let Some(rival) = rival else { return Vec::new() };
    let other = Moment { day: rival.day, month: rival.month, rival: None, ..moment.clone() };
    let mut found = dates(&other, frame, focus, circumstance);
    found.iter_mut().for_each(|one| one.score = one.score.saturating_add(OTHER_ORDER));
    found
}

const OTHER_ORDER: i32 = -8;

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
    if let Some(found) = grounded(moment, frame, focus, circumstance) {
        return found;
    }
    if moment.year.is_some() && !moment.is_year_short {
        let date = calendar(moment, moment.year);
        return vec![Candidate { value: Value::Date(date), score: 0, anchor: None }];
    }
    if moment.is_year_short {
        return years::short_years(moment, frame, focus);
    }
    if has_open_year(moment) {
        return years::open_years(moment, frame, focus, circumstance);
    }
    if moment.day.is_some() {
        return years::open_months(moment, frame, focus, circumstance);
    }
    if moment.weekday.is_some() {
        return days::weekdays(moment, frame, focus, circumstance);
    }
    match moment.base {
        Base::Document if is_of_then(frame, focus, circumstance) => {
            one(shifted(moment, focus.date, focus.day), FROM_TEXT)
        }
        Base::Document => days_of_writing(moment, frame),
        Base::Previous if moment.nth_day.is_some() => days::nth_day(moment, focus, frame),
        Base::Previous => match shifted(moment, focus.date, focus.day) {
            Some(date) => one(Some(date), FROM_TEXT),
            None if is_about_now(moment, frame, focus) || is_edge_of_today(moment, frame) => {
                days_of_writing(moment, frame)
            }
            None => one(None, FROM_TEXT),
        },
        Base::Running => match shifted(moment, focus.date, focus.day) {
            Some(date) => one(Some(date), FROM_TEXT),
            None => days_of_writing(moment, frame),
        },
        Base::Event => days::from_event(moment, frame, focus, circumstance),
        Base::Open if moment.shift.is_some() => days::open_shifts(moment, frame, focus, circumstance),
        Base::Open => days::open_days(moment, frame, focus, circumstance),
    }
}

/// True if the fields say what inside a year, and not which year.
fn has_open_year(moment: &Moment) -> bool {
    let Moment { month, season, half, quarter, feast, week, .. } = moment;
    month.is_some()
        || season.is_some()
        || half.is_some()
        || quarter.is_some()
        || feast.is_some()
        || week.is_some()
}

/// Counted from each day the account may have been written on, the first of them first.
fn days_of_writing(moment: &Moment, frame: &Frame) -> Vec<Candidate> {
    if let Some(to_the_minute) = to_the_minute(moment, frame) {
        return vec![to_the_minute];
    }
    let last = frame.day.zip(frame.latest).map_or(0, |(day, last)| last.day_number() - day.day_number());
    let counts_days = moment.shift.is_some_and(|(_, unit)| matches!(unit, Unit::Day | Unit::Minute));
    let from = |later: i64| {
        let day = frame.day.and_then(|day| day.add_days(later));
        from_document(moment, &Frame { day, ..*frame })
    };
    let mut found = one(from(0), FROM_DOCUMENT);
    found.extend(to_the_day(moment, frame.day, FROM_DOCUMENT));
    for later in (1..=last.min(MOST_DAYS_OF_WRITING)).filter(|_| counts_days) {
        let Some(date) = from(later) else { continue };
        let score = -i32::try_from(later).unwrap_or(i32::MAX);
        found.push(Candidate { value: Value::Date(date), score, anchor: Some(FROM_DOCUMENT) });
    }
    found
}

const MOST_DAYS_OF_WRITING: i64 = 10;

/// In a history, who speaks in quotation marks spoke when the story is at, not when the history was written.
fn is_of_then(frame: &Frame, focus: &Focus, circumstance: &Circumstance) -> bool {
    circumstance.is_quoted && frame.document_points < 0 && focus.date.is_some()
}

/// In news that has named no date yet, "the end of the month" is counted from the day of writing.
fn is_about_now(moment: &Moment, frame: &Frame, focus: &Focus) -> bool {
    let is_calendar_unit = moment.shift.is_some_and(|(_, unit)| unit > Unit::Day && unit <= Unit::Year);
    frame.document_points > 0 && (focus.date.is_none() || is_calendar_unit)
}

/// "Earlier in the day", in news that is at no single day.
fn is_edge_of_today(moment: &Moment, frame: &Frame) -> bool {
    let is_same_day = moment.shift == Some((recount_time::Amount::whole(0), Unit::Day));
    frame.document_points > 0 && is_same_day && moment.modifier.is_some()
}

/// The date that the moment's own fields give in `year`.
fn calendar(moment: &Moment, year: Option<i32>) -> PartialDate {
    if let Some(feast) = moment.feast {
        let day = year.and_then(|year| feast.in_year(year));
        return day.map_or(PartialDate { year, within: Within::Day(None, None) }, PartialDate::from);
    }
    if moment.week.is_some() {
        return PartialDate { year, within: Within::Week(moment.week, WeekPart::Whole) };
    }
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
