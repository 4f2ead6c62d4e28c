//! Symbols of the grammar and what a matched word or phrase means.
//!
//! Comes in: names from a language pack. Goes out: small numbers to compare. It may not know any language.

use super::expression::{Cycle, Modifier};
use recount_time::{Clock, PartOfDay, Season, Unit};
use std::collections::BTreeMap;

/// A word (lower case) or a class (upper case) of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(pub u16);

/// What one edge of the lattice means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The word itself and nothing more.
    Word,
    /// In hundredths.
    Number(i64),
    VagueNumber,
    /// Day of the month.
    Day(u8),
    Ordinal(u32),
    Hour(u8),
    Year(i32),
    /// A year without its century.
    ShortYear(u8),
    /// First year of ten.
    Decade(i32),
    Month(u8),
    Weekday(u8),
    Season(Season),
    Part(PartOfDay),
    Unit(Unit),
    Clock(Clock),
    /// Hours to add (0 or 12).
    Meridian(u8),
    Modifier(Modifier),
    Cycle(Cycle),
    /// Index into the pack's zones.
    Zone(u16),
    /// Index into the pack's constant moments.
    Constant(u16),
    /// Index into the pack's fixed values.
    Fixed(u16),
    /// Index into the lattice's expressions.
    Expression(u32),
}

/// What a symbol, a word or an item is good for: lets a stage pass over most items with one test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u32);

impl Kinds {
    pub const NONE: Kinds = Kinds(0);
    pub const PHRASE: Kinds = Kinds(1);
    pub const NUMBER: Kinds = Kinds(1 << 1);
    pub const PLACE: Kinds = Kinds(1 << 2);
    pub const PLANNED: Kinds = Kinds(1 << 3);
    pub const PAST: Kinds = Kinds(1 << 4);
    pub const TODAY: Kinds = Kinds(1 << 5);
    pub const MONTH: Kinds = Kinds(1 << 6);
    /// Digits; no sense of a word.
    pub const DIGITS: Kinds = Kinds(1 << 7);
    /// An apostrophe by itself.
    pub const APOSTROPHE: Kinds = Kinds(1 << 8);
    /// A rule found something that begins here.
    pub const EXPRESSION: Kinds = Kinds(1 << 9);

    /// Can begin a pattern of this stage (stages from 16 on share a bit).
    pub fn begins(stage: usize) -> Kinds {
        Kinds(1 << (16 + stage.min(15)))
    }

    #[must_use]
    pub const fn with(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    pub fn has(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }
}

/// A set of symbols in 128 bits. Some symbols share a bit, so it may say yes too often, but never no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signature(u128);

impl Signature {
    pub const fn of(symbol: Symbol) -> Self {
        Signature(1 << (symbol.0 % 128))
    }

    pub fn of_all(symbols: &[Symbol]) -> Self {
        symbols.iter().fold(Signature::default(), |all, one| all.with(Signature::of(*one)))
    }

    #[must_use]
    pub const fn with(self, other: Signature) -> Self {
        Signature(self.0 | other.0)
    }

    /// False if the two sets have no symbol in common.
    pub const fn meets(self, other: Signature) -> bool {
        self.0 & other.0 != 0
    }
}

/// Gives each name a number, once.
#[derive(Debug, Default)]
pub struct Symbols {
    numbers: BTreeMap<String, u16>,
}

impl Symbols {
    pub fn intern(&mut self, name: &str) -> Symbol {
        let next = u16::try_from(self.numbers.len()).unwrap_or(u16::MAX);
        Symbol(*self.numbers.entry(name.to_owned()).or_insert(next))
    }

    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// All names with their symbols, sorted by name.
    pub fn names(&self) -> impl Iterator<Item = (&str, Symbol)> {
        self.numbers.iter().map(|(name, number)| (name.as_str(), Symbol(*number)))
    }

    pub fn find(&self, name: &str) -> Option<Symbol> {
        self.numbers.get(name).copied().map(Symbol)
    }
}

/// Symbols that shapes of tokens (not words) carry; the names patterns use for them.
#[derive(Clone, Copy, Debug)]
pub struct ShapeSymbols {
    /// A number: digits, words or both.
    pub number: Symbol,
    /// An ordinal number as digits with a suffix or as words.
    pub ordinal: Symbol,
    /// 1..=31 as plain digits.
    pub day: Symbol,
    /// 1..=31 as an ordinal.
    pub day_ordinal: Symbol,
    /// Either of the two.
    pub any_day: Symbol,
    /// 0..=24 as digits, 1..=12 as words.
    pub hour: Symbol,
    /// Four digits that can be a year.
    pub year: Symbol,
    /// One to four digits, for eras.
    pub any_year: Symbol,
    /// Two digits, with or without an apostrophe before them.
    pub short_year: Symbol,
    /// The two digits of a decade with its letters ("30s", "1930s").
    pub decade: Symbol,
    /// `h:mm`, `h:mm:ss` or a dotted clock time.
    pub clock: Symbol,
    /// Four digits that are a clock time in armies.
    pub four_digit_clock: Symbol,
    /// The same, beginning with a zero, so that it is no year.
    pub zero_clock: Symbol,
    /// A whole date in digits.
    pub digit_date: Symbol,
    /// Day and month with a slash ("22/04"): with a number that can only be a day, and where only the words around tell.
    pub slash_date: Symbol,
    pub unsure_slash_date: Symbol,
    /// Year and month in digits ("2015-03", "12/2015").
    pub digit_month: Symbol,
    /// The same things in words.
    pub year_words: Symbol,
    pub day_word: Symbol,
    pub clock_words: Symbol,
    /// Letters of a unit or half of the day, and such letters right behind digits.
    pub short_unit: Symbol,
    pub short_meridian: Symbol,
    pub glued_unit: Symbol,
    pub glued_meridian: Symbol,
    /// The same for "ish".
    pub short_near: Symbol,
    pub glued_near: Symbol,
    /// A dash of any length.
    pub dash: Symbol,
    /// A run of content words up to the next function word or mark.
    pub phrase: Symbol,
    /// Contexts: start of a sentence, end of a block, digits, a capitalised word, a mark, a plural noun (by the pack's endings).
    pub start: Symbol,
    pub end: Symbol,
    pub digits: Symbol,
    pub capital: Symbol,
    pub mark: Symbol,
    pub plural: Symbol,
}

impl ShapeSymbols {
    pub fn new(symbols: &mut Symbols) -> Self {
        let mut symbol = |name: &str| symbols.intern(name);
        ShapeSymbols {
            number: symbol("NUMBER"),
            ordinal: symbol("ORDINAL"),
            day: symbol("DAY"),
            day_ordinal: symbol("DAYTH"),
            any_day: symbol("ANYDAY"),
            hour: symbol("HOUR"),
            year: symbol("YEAR"),
            any_year: symbol("ANYYEAR"),
            short_year: symbol("YY"),
            decade: symbol("DECADE"),
            clock: symbol("CLOCK"),
            four_digit_clock: symbol("HHMM"),
            zero_clock: symbol("ZEROCLOCK"),
            digit_date: symbol("DIGITDATE"),
            slash_date: symbol("SLASHDATE"),
            unsure_slash_date: symbol("UNSURESLASHDATE"),
            digit_month: symbol("DIGITMONTH"),
            year_words: symbol("YEARWORDS"),
            day_word: symbol("DAYWORD"),
            clock_words: symbol("CLOCKWORDS"),
            short_unit: symbol("SHORTUNIT"),
            short_meridian: symbol("SHORTMERIDIAN"),
            glued_unit: symbol("GLUEDUNIT"),
            glued_meridian: symbol("GLUEDMERIDIAN"),
            short_near: symbol("SHORTNEAR"),
            glued_near: symbol("GLUEDNEAR"),
            dash: symbol("DASH"),
            phrase: symbol("PHRASE"),
            start: symbol("START"),
            end: symbol("END"),
            digits: symbol("DIGITS"),
            capital: symbol("CAPITAL"),
            mark: symbol("MARK"),
            plural: symbol("PLURAL"),
        }
    }
}
