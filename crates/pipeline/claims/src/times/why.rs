//! Why an account is held to be written on a day: kept as data, put into words once.
//!
//! Comes in: days and the words around them. Goes out: a sentence. It may not know how evidence is weighed.

use recount_time::{Date, PartialDate, Value, edtf};

/// The reason of one bound: words, and what stands between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    Words(&'static str),
    Day(&'static str, Date, &'static str),
    /// The day with the name of its weekday.
    Weekday(&'static str, Date, &'static str),
    Date(&'static str, PartialDate),
    /// The year of writing, and what gives it.
    Year(i32, &'static str),
}

impl Why {
    pub fn in_words(self) -> String {
        match self {
            Why::Words(words) => words.to_owned(),
            Why::Day(before, day, after) => format!("{before}{}{after}", edtf_of(day)),
            Why::Weekday(before, day, after) => {
                format!("{before}{} {}{after}", weekday_name(day), edtf_of(day))
            }
            Why::Date(before, date) => format!("{before}{}", Value::Date(date)),
            Why::Year(year, clue) => format!("written in {year}: {clue}"),
        }
    }
}

pub(super) fn edtf_of(day: Date) -> String {
    edtf::edtf(&Value::Date(day.into()), None, false).unwrap_or_default()
}

fn weekday_name(day: Date) -> &'static str {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.get(usize::from(day.weekday()) - 1).copied().unwrap_or("the day")
}
