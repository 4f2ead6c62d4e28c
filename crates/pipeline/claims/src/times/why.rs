//! Why an account is held to be written on a day: kept as data, put into words once.
//!
//! Comes in: days and what is said of them. Goes out: a saying. It may not know how evidence is weighed.

use super::checks::weekday_name;
use recount_sayings::{Arg, Told, said, say};
use recount_time::{Date, PartialDate, Value, edtf};

/// The reason of one bound: the key of what is said, and the day that it is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    Words(&'static str),
    Day(&'static str, Date),
    /// The day with the name of its weekday.
    Weekday(&'static str, Date),
    Date(&'static str, PartialDate),
    /// The year of writing, and what gives it.
    Year(i32, &'static str),
}

impl Why {
    pub fn in_words(self) -> Told {
        match self {
            Why::Words(key) => say!(key),
            Why::Day(key, day) => say!(key, day = Arg::Day(edtf_of(day))),
            Why::Weekday(key, day) => {
                say!(key, weekday = weekday_name(day.weekday()), day = Arg::Day(edtf_of(day)))
            }
            Why::Date(key, date) => say!(key, day = Arg::Day(Value::Date(date).to_string())),
            Why::Year(year, clue) => said(
                "written.in-year",
                vec![("year".into(), year.to_string().into()), ("clue".into(), say!(clue).into())],
            ),
        }
    }
}

pub(super) fn edtf_of(day: Date) -> String {
    edtf::edtf(&Value::Date(day.into()), None, false).unwrap_or_default()
}
