//! The `times` section of a language pack, as it stands in the file.
//!
//! Comes in: TOML. Goes out: plain maps, checked only for their shape. What the words do is compiled in [`super::rules`].

use super::expression::{Base, Cycle, Direction, Modifier};
use recount_time::{PartOfDay, Season, Unit};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `lang/<bcp47>/times.toml`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TimesSection {
    /// Words that count as a month, weekday, … only when capitalised ("May", "Sat").
    pub capitalised: Vec<String>,
    pub months: BTreeMap<String, u8>,
    pub weekdays: BTreeMap<String, u8>,
    pub seasons: BTreeMap<String, Season>,
    pub parts: BTreeMap<String, PartOfDay>,
    /// More than one of a part of the day, or of a weekday: things that come again and again.
    pub plural_parts: BTreeMap<String, PartOfDay>,
    pub plural_weekdays: BTreeMap<String, u8>,
    /// One of a unit.
    pub units: BTreeMap<String, Unit>,
    /// More of a unit.
    pub plural_units: BTreeMap<String, Unit>,
    /// Letters that are a unit right behind digits ("3h").
    #[serde(default)]
    pub short_units: BTreeMap<String, Unit>,
    /// Letters that are half of the day right behind digits ("9a").
    #[serde(default)]
    pub short_meridians: BTreeMap<String, u8>,
    /// Years and clock times are said as pairs of numbers ("nineteen ninety-six", "seven thirty").
    #[serde(default)]
    pub reads_pairs_of_numbers: bool,
    /// `"12:00"`.
    pub clocks: BTreeMap<String, String>,
    /// Hours to add: 0 or 12.
    pub meridians: BTreeMap<String, u8>,
    pub numbers: BTreeMap<String, i64>,
    pub multipliers: BTreeMap<String, i64>,
    pub ordinals: BTreeMap<String, u32>,
    pub ordinal_suffixes: Vec<String>,
    pub decade_suffixes: Vec<String>,
    pub decades: BTreeMap<String, u8>,
    pub vague_amounts: Vec<String>,
    /// `03/05/2001` is the third of May.
    #[serde(default)]
    pub reads_day_first: bool,
    /// Words joining the parts of a number ("two hundred and six").
    pub number_joints: Vec<String>,
    pub cycles: BTreeMap<String, Cycle>,
    /// "early", "mid", "the end of".
    pub edges: BTreeMap<String, Modifier>,
    /// "about", "more than", "nearly".
    pub approximators: BTreeMap<String, Modifier>,
    /// The same before clock times and dates ("closer to", "shortly before").
    pub nearness: BTreeMap<String, Modifier>,
    /// Words that are moments by themselves ("today").
    pub deictics: BTreeMap<String, With>,
    /// Words with one TIMEX3 value ("now").
    pub fixed: BTreeMap<String, String>,
    /// Words that are sets ("daily").
    pub sets: BTreeMap<String, String>,
    /// Quarters of a year by their short names ("q1").
    #[serde(default)]
    pub quarter_names: BTreeMap<String, u8>,
    /// Glued to an hour ("11ish").
    #[serde(default)]
    pub short_nearness: BTreeMap<String, Modifier>,
    /// Halves of a year by their short names ("h1").
    #[serde(default)]
    pub half_names: BTreeMap<String, u8>,
    /// Named days: `"12-25"`, or one that moves, as [`recount_time::Feast::parse`] reads it: `"easter+1"`, `"11/4#4"`.
    pub holidays: BTreeMap<String, String>,
    /// Word classes that patterns and contexts name.
    pub classes: BTreeMap<String, Vec<String>>,
    pub rules: Vec<RuleText>,
    pub contexts: Contexts,
}

/// What a rule adds to what the words give.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct With {
    #[serde(default)]
    pub base: Base,
    /// Counts units from the base; the unit is the one matched, or `unit`.
    pub offset: Option<i64>,
    pub unit: Option<Unit>,
    /// 1: the length matched counts forward, -1: back.
    pub sign: Option<i64>,
    /// Which way the length runs from the time of writing.
    pub direction: Option<Direction>,
    /// The moment matched is what the length counts from ("two weeks before Christmas").
    #[serde(default)]
    pub is_from_moment: bool,
    /// An ordinal counts units or weekdays inside the moment matched ("the third Thursday of November").
    #[serde(default)]
    pub is_inside: bool,
    /// Which one is counted, where no ordinal says so (-1: the last).
    pub place: Option<i8>,
    /// All of the unit that the moment matched is in ("the week of 10 April").
    pub whole: Option<Unit>,
    /// The number matched is that of an ISO week.
    #[serde(default)]
    pub is_week_number: bool,
    /// Nothing but a day that is counted ("two weeks from now", not "3 May").
    #[serde(default)]
    pub only_counted: bool,
    /// From the first of several to the last.
    #[serde(default)]
    pub is_range: bool,
    pub cycle: Option<Cycle>,
    pub modifier: Option<Modifier>,
    pub part: Option<PartOfDay>,
    /// First and last minute since midnight, where the words are narrower than the part of the day.
    pub minutes_between: Option<(i16, i16)>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// Years before Christ.
    #[serde(default)]
    pub is_before_christ: bool,
    /// The ordinal matched counts halves, quarters, centuries or days.
    pub counts: Option<Unit>,
    /// The day before the one the words name ("the night to 17 December" begins on the 16th).
    #[serde(default)]
    pub is_eve: bool,
    /// Minutes before (negative) or after the hour matched.
    pub minutes: Option<i64>,
    /// How many, in hundredths, where no number stands there ("half an hour": 50).
    pub count_hundredths: Option<i64>,
    /// The minutes matched are before the hour ("ten minutes to nine").
    #[serde(default)]
    pub is_before_hour: bool,
    /// More of the last unit, in hundredths ("two and a half": 50).
    pub plus_hundredths: Option<i64>,
    pub season: Option<Season>,
    /// A fixed TIMEX3 value.
    pub value: Option<String>,
}

/// One rule of the grammar.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RuleText {
    pub id: String,
    /// Later stages can use what earlier ones gave.
    pub stage: u8,
    /// The class that patterns of later stages name it by.
    pub gives: String,
    pub reads: Vec<String>,
    #[serde(default)]
    pub makes: Makes,
    #[serde(default)]
    pub with: With,
    /// Words or classes of which the first item must be one; empty: no condition.
    #[serde(default)]
    pub first: Vec<String>,
    #[serde(default)]
    pub not_first: Vec<String>,
    /// The same for what stands right before.
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub not_after: Vec<String>,
    /// And for what stands right behind.
    #[serde(default)]
    pub before: Vec<String>,
    #[serde(default)]
    pub not_before: Vec<String>,
    /// True if a match is a time expression by itself, not only a part for later stages.
    #[serde(default = "yes")]
    pub stands_alone: bool,
    /// A sentence and what is to be read in it: `"He came on 5 May. => 5 May"`. Run as a test.
    pub example: String,
}

fn yes() -> bool {
    true
}

/// How the matched parts become an expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Makes {
    #[default]
    Moment,
    Length,
    Set,
    Fixed,
    /// Parts divided by commas, dashes or joining words, each an expression of its own.
    Several,
    /// A day and several clock times on it.
    OnOneDay,
}

/// Words that tell what stands around an expression.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Contexts {
    /// Announce what is to come ("will", "planned").
    pub planned: Vec<String>,
    /// Show that a clause is in the past ("was", "had").
    pub past: Vec<String>,
    /// Endings of past forms ("ed").
    pub past_endings: Vec<String>,
    /// Endings of plural nouns ("s").
    pub plural_endings: Vec<String>,
    /// Govern clock times ("at").
    pub clock_governors: Vec<String>,
    /// Govern dates ("of", "on").
    pub date_governors: Vec<String>,
    /// After a decimal number ("percent", "dollars", "km").
    pub measured: Vec<String>,
    /// Before a decimal number ("version", "$").
    pub numbered: Vec<String>,
    /// "as of", "by": the document knows of this day.
    pub as_of: Vec<String>,
    /// Before background dates ("since").
    pub background: Vec<String>,
    /// Before dates that lie before or beyond what the text is at ("had", "until").
    pub perfect: Vec<String>,
    /// Never part of a noun phrase.
    pub function_words: Vec<String>,
    /// Verbs of founding, for "founded in 1968" with "turned 50".
    pub founded: Vec<String>,
    pub turned: Vec<String>,
    /// Between a beginning and a length ("from 9 am for two hours"), and between a length and its beginning.
    #[serde(default)]
    pub lasting: Vec<String>,
    #[serde(default)]
    pub beginning: Vec<String>,
    /// "hours", "time" behind a zone's name.
    pub zone_words: Vec<String>,
    /// Open a range ("from"), with what stands between its ends ("to").
    #[serde(default)]
    pub range_from: Vec<String>,
    #[serde(default)]
    pub range_to: Vec<String>,
    /// The same for "between … and …", where neither word alone makes a range.
    #[serde(default)]
    pub range_between: Vec<String>,
    #[serde(default)]
    pub range_and: Vec<String>,
    /// Endings glued to a word that belong to the sentence, not to the time ("'s").
    #[serde(default)]
    pub possessive_endings: Vec<String>,
    /// Marks of a whole month or year that a length runs to ("until").
    pub until: Vec<String>,
    /// Before the day an account came out ("published", "posted on").
    #[serde(default)]
    pub published: Vec<String>,
    /// The moment somebody speaks ("now").
    #[serde(default)]
    pub now: Vec<String>,
}
