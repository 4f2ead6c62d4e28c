//! What a time expression says before anything is resolved: the fields it gives and what it leaves to be found.
//!
//! Comes in: nothing. Goes out: plain types. It may not know words, documents or other expressions.

use recount_time::{Amount, Feast, Length, Season, TimeOfDay, Unit, Value};
use serde::Deserialize;
use std::ops::Range;

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A date or a time, perhaps with open fields.
    Moment(Moment),
    Length(LengthSaid),
    /// Something that comes again and again.
    Set(Value),
    /// Fixed by the words alone ("now").
    Fixed(Value),
    /// Several moments that share fields ("December 17, 18 and 19"); each with its item range.
    Several(Several),
}

/// Moments named together.
#[derive(Clone, Debug, PartialEq)]
pub struct Several {
    /// Each with its items.
    pub parts: Vec<(Range<usize>, Moment)>,
    /// From the first to the last, and the items of the whole with the words that say so.
    pub range: Option<Range<usize>>,
}

/// A length and how exactly it is said.
#[derive(Clone, Debug, PartialEq)]
pub struct LengthSaid {
    pub length: Length,
    pub modifier: Option<Modifier>,
    pub direction: Option<Direction>,
    /// What it is counted in ("the first two months of 1939").
    pub inside: Option<Box<Moment>>,
}

/// Which way a length runs from the time of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// "the past two years": it ends with now.
    Back,
    /// "the next three days": it begins behind today.
    Ahead,
    /// "within nine months": it begins today.
    Within,
    /// "in two weeks": how long, or when.
    Or,
}

/// Which of several inside something longer ("the third Thursday of November", "the last two weeks of the year").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nth {
    /// From 1; negative from the end.
    pub place: i8,
    pub count: u8,
    pub of: NthOf,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NthOf {
    Weekday(u8),
    Unit(Unit),
}

/// What open fields are counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    /// Nothing says so: the context decides.
    #[default]
    Open,
    /// The time of writing or speaking ("today", "last week").
    Document,
    /// What the text spoke of last ("the next day", "that evening").
    Previous,
    /// The unit that runs where the text is, or where none is told, that of writing ("shut for the month").
    Running,
    /// A named event ("the day after the shooting").
    Event,
}

/// Which of several days of one name is meant ("last Friday").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cycle {
    Last,
    This,
    Next,
}

/// TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modifier {
    Approx,
    Start,
    Mid,
    End,
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
}

/// A date or time with what is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    pub base: Base,
    /// How many units from the base; negative is earlier.
    pub shift: Option<(Amount, Unit)>,
    /// The shift is a length that was said ("two weeks ago"), not a neighbour ("last week").
    pub is_measured: bool,
    /// More to count after `shift` ("2 years and 3 weeks ago").
    pub more_shifts: Vec<(Amount, Unit)>,
    /// What the shift is counted from, where the words name it ("two weeks before Christmas").
    pub from: Option<Box<Moment>>,
    /// Which one inside what the other fields say.
    pub nth: Option<Nth>,
    /// All of the week, month or weekend that the day is in ("the week of 10 April").
    pub whole: Option<Unit>,
    pub cycle: Option<Cycle>,
    /// Astronomical year; for decades and centuries the first of them.
    pub year: Option<i32>,
    /// The year stands there without its century ("the 30s").
    pub is_year_short: bool,
    pub coarse: Option<Coarse>,
    pub half: Option<u8>,
    pub quarter: Option<u8>,
    pub season: Option<Season>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// A day that moves from year to year ("Easter").
    pub feast: Option<Feast>,
    /// ISO 8601 week.
    pub week: Option<u8>,
    pub weekday: Option<u8>,
    pub is_weekend: bool,
    pub time: Option<TimeOfDay>,
    /// First and last minute since midnight, where the words are narrower than the part of the day ("dawn").
    pub minutes_between: Option<(i16, i16)>,
    /// Index into the zones of the pack.
    pub zone: Option<u16>,
    pub modifier: Option<Modifier>,
    /// How many days lie before the day meant, counted with and without the first ("the sixth day since").
    pub nth_day: Option<u32>,
    /// The day before the one named is meant.
    pub is_eve: bool,
    /// Two readings of digits: the other one, if it is close.
    pub rival: Option<Box<Moment>>,
    /// Why the digits are read this way, in words.
    pub why: Option<recount_sayings::Told>,
    /// `a.b` or a calque that needs saying.
    pub is_calque: bool,
}

/// Coarser than a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coarse {
    Decade,
    Century,
}

impl Moment {
    /// Lays what `other` gives over this one.
    pub fn overlay(&mut self, other: &Moment) {
        if other.base != Base::Open {
            self.base = other.base;
        }
        let Moment { shift, cycle, year, coarse, half, quarter, season, month, day, weekday, .. } = other;
        take(&mut self.shift, shift);
        if !other.more_shifts.is_empty() {
            self.more_shifts.clone_from(&other.more_shifts);
        }
        take(&mut self.from, &other.from);
        take(&mut self.nth, &other.nth);
        take(&mut self.whole, &other.whole);
        take(&mut self.feast, &other.feast);
        take(&mut self.week, &other.week);
        take(&mut self.cycle, cycle);
        take(&mut self.year, year);
        take(&mut self.coarse, coarse);
        take(&mut self.half, half);
        take(&mut self.quarter, quarter);
        take(&mut self.season, season);
        take(&mut self.month, month);
        take(&mut self.day, day);
        take(&mut self.weekday, weekday);
        take(&mut self.time, &other.time);
        take(&mut self.minutes_between, &other.minutes_between);
        take(&mut self.zone, &other.zone);
        take(&mut self.modifier, &other.modifier);
        take(&mut self.nth_day, &other.nth_day);
        take(&mut self.rival, &other.rival);
        take(&mut self.why, &other.why);
        self.is_measured |= other.is_measured;
        self.is_year_short |= other.is_year_short;
        self.is_weekend |= other.is_weekend;
        self.is_calque |= other.is_calque;
        self.is_eve |= other.is_eve;
    }
}

fn take<T: Clone>(field: &mut Option<T>, other: &Option<T>) {
    if other.is_some() {
        field.clone_from(other);
    }
}

impl Modifier {
    /// As TIMEX3 writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Modifier::Approx => "APPROX",
            Modifier::Start => "START",
            Modifier::Mid => "MID",
            Modifier::End => "END",
            Modifier::Before => "BEFORE",
            Modifier::After => "AFTER",
            Modifier::OnOrBefore => "ON_OR_BEFORE",
            Modifier::OnOrAfter => "ON_OR_AFTER",
            Modifier::LessThan => "LESS_THAN",
            Modifier::MoreThan => "MORE_THAN",
            Modifier::EqualOrLess => "EQUAL_OR_LESS",
            Modifier::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}
