//! The TIMEX3 `value` attribute, as a type (TimeML 1.2.1, with ISO 8601 intervals for ranges).
//!
//! Comes in: partial dates, lengths, ranges. Goes out: text and back; `parse(print(value)) == value`.

use crate::{Length, PartialDate, TimeOfDay};
use std::fmt;

/// What a time expression denotes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    Date(PartialDate),
    Time(PartialDate, TimeOfDay),
    Length(Length),
    Reference(Reference),
    /// From … to …; `None` is open on that side.
    Range(Option<Box<Value>>, Option<Box<Value>>),
    /// Several separate values named together.
    List(Vec<Value>),
}

/// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    Past,
    Present,
    Future,
}

/// Text that is not a TIMEX3 value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a TIMEX3 value")]
pub struct ValueError(pub String);

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        crate::print::value(&mut text, self);
        formatter.write_str(&text)
    }
}

impl std::str::FromStr for Value {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        crate::read::value(text).ok_or_else(|| ValueError(text.to_owned()))
    }
}

impl Value {
    /// The date it is, or the day a time is on.
    pub fn date(&self) -> Option<PartialDate> {
        match self {
            Value::Date(date) | Value::Time(date, _) => Some(*date),
            _ => None,
        }
    }

    /// First and last civil day it touches; `None` while it is open, or when it ends before it begins.
    pub fn days(&self) -> Option<(crate::Date, crate::Date)> {
        let days = match self {
            Value::Date(date) | Value::Time(date, _) => date.days(),
            Value::Range(Some(from), Some(to)) => Some((from.days()?.0, to.days()?.1)),
            Value::List(values) => {
                let all = values.iter().map(Value::days).collect::<Option<Vec<_>>>()?;
                all.into_iter().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
            }
            _ => None,
        };
        days.filter(|(first, last)| first <= last)
    }
}
