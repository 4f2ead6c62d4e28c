//! Weekdays that are not the date's, and dates that no calendar has.

use super::super::expression::{Expression, Moment};
use super::{Seen, observation, shown};
use recount_model::Hold;
use recount_model::claim::Observation;
use recount_sayings::{Join, Told, list, say, term};
use recount_time::{Date, Value, Within, days_in_month};

/// `weekday-date`: a weekday and a date that do not go together in the year they stand in.
pub(super) fn weekday_date(seen: &Seen<'_>) -> Vec<Observation> {
    moments(seen).filter_map(|(idx, moment)| one_weekday(seen, idx, moment)).collect()
}

fn moments<'seen>(seen: &'seen Seen<'_>) -> impl Iterator<Item = (usize, &'seen Moment)> {
    seen.mentions.iter().enumerate().filter_map(|(idx, mention)| match &mention.expression {
        Expression::Moment(moment) => Some((idx, moment)),
        _ => None,
    })
}

fn one_weekday(seen: &Seen<'_>, idx: usize, moment: &Moment) -> Option<Observation> {
    let (said, _) = (moment.weekday?, moment.day?);
    let date = seen.day(idx).filter(|date| date.weekday() != said)?;
    let span = seen.mentions.get(idx)?.span;
    let mut why =
        vec![say!("check.weekday", day = shown(date), is = name(date.weekday()), said = name(said))];
    let hold = if moment.year.is_some() { Hold::Always } else { Hold::OnReading };
    if hold == Hold::OnReading {
        why.push(say!("check.year-not-said", year = date.year().to_string()));
    }
    let near = nearest_fitting(date, said);
    if !near.is_empty() {
        let years = list(Join::EachAnd, near.iter().map(i32::to_string));
        why.push(say!("check.fits-in", said = name(said), years = years));
    }
    Some(observation("weekday-date", hold, vec![span], why))
}

/// The last year before and the first after in which the date has the weekday.
fn nearest_fitting(date: Date, weekday: u8) -> Vec<i32> {
    let fits = |year: &i32| {
        Date::new(*year, date.month(), date.day()).is_some_and(|other| other.weekday() == weekday)
    };
    let before = (date.year() - 12..date.year()).rev().find(fits);
    let after = (date.year() + 1..date.year() + 12).find(fits);
    before.into_iter().chain(after).collect()
}

/// `no-such-date`: 30 February, 31 June, 29 February of a common year.
pub(super) fn no_such_date(seen: &Seen<'_>) -> Vec<Observation> {
    moments(seen).filter_map(|(idx, moment)| one_missing(seen, idx, moment)).collect()
}

fn one_missing(seen: &Seen<'_>, idx: usize, moment: &Moment) -> Option<Observation> {
    let (month, day) = (moment.month?, moment.day?);
    let span = seen.mentions.get(idx)?.span;
    let most = days_in_month(2_000, month)?;
    if day > most {
        let why = say!("check.no-more-days", month = month_name(month), most = most);
        return Some(observation("no-such-date", Hold::Always, vec![span], vec![why]));
    }
    let year = match seen.value(idx)? {
        Value::Date(date) | Value::Time(date, _) if matches!(date.within, Within::Day(..)) => date.year?,
        _ => return None,
    };
    if Date::new(year, month, day).is_some() {
        return None;
    }
    let hold = if moment.year.is_some() { Hold::Always } else { Hold::OnReading };
    let why = say!("check.no-leap", year = year.to_string());
    Some(observation("no-such-date", hold, vec![span], vec![why]))
}

fn month_name(month: u8) -> Told {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = NAMES.get(usize::from(month).saturating_sub(1)).copied().unwrap_or("that month");
    term("month", name)
}

/// The name of a weekday, Monday being 1.
pub(in super::super) fn name(weekday: u8) -> Told {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    term("weekday", NAMES.get(usize::from(weekday).saturating_sub(1)).copied().unwrap_or("day"))
}
