//! Units of time and lengths counted in them.
//!
//! Comes in: amounts and units. Goes out: lengths with their least and most milliseconds. It may not know dates.

use serde::{Deserialize, Serialize};

/// A unit of time, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    HalfYear,
    Year,
    Decade,
    Century,
    Millennium,
}

const SECOND_MS: i64 = 1_000;
const DAY_MS: i64 = 86_400_000;

impl Unit {
    /// Least and most milliseconds that one such unit lasts.
    pub fn bounds_ms(self) -> (i64, i64) {
        let days = |least: i64, most: i64| (least * DAY_MS, most * DAY_MS);
        match self {
            Unit::Second => (SECOND_MS, SECOND_MS),
            Unit::Minute => (60 * SECOND_MS, 60 * SECOND_MS),
            Unit::Hour => (3_600 * SECOND_MS, 3_600 * SECOND_MS),
            Unit::Day => days(1, 1),
            Unit::Weekend => days(2, 2),
            Unit::Week => days(7, 7),
            Unit::Month => days(28, 31),
            Unit::Quarter | Unit::Season => days(90, 92),
            Unit::HalfYear => days(181, 184),
            Unit::Year => days(365, 366),
            Unit::Decade => days(3_652, 3_653),
            Unit::Century => days(36_524, 36_525),
            Unit::Millennium => days(365_242, 365_243),
        }
    }

    /// The letters TIMEX3 writes it with, and whether they stand after `T`.
    pub fn timex_letters(self) -> (&'static str, bool) {
        match self {
            Unit::Second => ("S", true),
            Unit::Minute => ("M", true),
            Unit::Hour => ("H", true),
            Unit::Day => ("D", false),
            Unit::Weekend => ("WE", false),
            Unit::Week => ("W", false),
            Unit::Month => ("M", false),
            Unit::Quarter => ("Q", false),
            Unit::Season => ("SE", false),
            Unit::HalfYear => ("H", false),
            Unit::Year => ("Y", false),
            Unit::Decade => ("DE", false),
            Unit::Century => ("CE", false),
            Unit::Millennium => ("ML", false),
        }
    }

    pub(crate) const ALL: [Unit; 14] = [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Weekend,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Season,
        Unit::HalfYear,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
        Unit::Millennium,
    ];
}

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Amount {
    /// In hundredths: `2.5` is 250.
    Hundredths(i64),
    /// "a few", "several": TIMEX3 `X`.
    Vague,
}

impl Amount {
    pub fn whole(count: i64) -> Self {
        Amount::Hundredths(count.saturating_mul(100))
    }

    /// The count where it is known and whole.
    pub fn as_whole(self) -> Option<i64> {
        match self {
            Amount::Hundredths(hundredths) if hundredths % 100 == 0 => Some(hundredths / 100),
            _ => None,
        }
    }
}

/// A length of time: one to three amounts, coarsest first (`two years and six months`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(pub Vec<(Amount, Unit)>);

/// What "a few" and "several" stand for when a bound is needed.
const VAGUE_COUNT: (i64, i64) = (2, 9);

impl Length {
    pub fn one(amount: Amount, unit: Unit) -> Self {
        Length(vec![(amount, unit)])
    }

    pub fn of(count: i64, unit: Unit) -> Self {
        Length::one(Amount::whole(count), unit)
    }

    /// Least and most milliseconds, vague amounts counted as two to nine.
    pub fn bounds_ms(&self) -> (i64, i64) {
        let mut bounds = (0i64, 0i64);
        for (amount, unit) in &self.0 {
            let (least, most) = unit.bounds_ms();
            let (low, high) = match amount {
                Amount::Hundredths(hundredths) => (scaled(least, *hundredths), scaled(most, *hundredths)),
                Amount::Vague => (least * VAGUE_COUNT.0, most * VAGUE_COUNT.1),
            };
            bounds = (bounds.0.saturating_add(low), bounds.1.saturating_add(high));
        }
        bounds
    }
}

fn scaled(unit_ms: i64, hundredths: i64) -> i64 {
    let product = i128::from(unit_ms) * i128::from(hundredths) / 100;
    i64::try_from(product).unwrap_or(i64::MAX)
}
