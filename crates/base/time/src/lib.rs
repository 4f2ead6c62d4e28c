//! Partial dates, TIMEX3 values, EDTF, zones.
//!
//! Comes in: calendar fields as a text gives them. Goes out: TIMEX3 values ([`Value`]), EDTF level 2 strings and closed
//! intervals of instants. It may not know any stage, language or text.
//!
//! The calendar is the proleptic Gregorian one, years are astronomical (the year 0 is 1 BC).

pub mod calendar;
pub mod edtf;
pub mod feasts;
pub mod instants;
pub mod partial;
mod print;
mod read;
pub mod stated;
pub mod timeml;
pub mod unit;
pub mod value;
pub mod zone;

pub use calendar::{Date, days_in_month, is_leap_year};
pub use feasts::Feast;
pub use partial::{Clock, PartOfDay, PartialDate, Season, TimeOfDay, WeekPart, Within};
pub use unit::{Amount, Length, Unit};
pub use value::{Reference, Value};
pub use zone::{Zone, ZoneError};
