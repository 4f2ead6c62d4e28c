//! The shape of the pack's `figures` section.
//!
//! Comes in: TOML. Goes out: plain data, one type per table. It may not know how the words are used.

use recount_model::Bound;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The whole section.
#[derive(Debug, Deserialize)]
pub(crate) struct FigureSection {
    /// Which of `policies` says what vague words mean.
    pub policy: String,
    pub policies: BTreeMap<String, BTreeMap<String, Convention>>,
    pub numbers: Numbers,
    pub vague: Vec<VagueWords>,
    pub none: Vec<NoneWords>,
    pub bounds: Bounds,
    pub ranges: Ranges,
    pub roles: Roles,
    pub plurals: Plurals,
    pub refused: Refused,
    pub durations: Durations,
    pub unit: Vec<Unit>,
    #[serde(default)]
    pub context: Vec<UnitContext>,
    pub measure: Vec<MeasureEntry>,
    pub noun: Vec<Noun>,
    pub left_of: BTreeMap<String, Vec<String>>,
    pub predicate: Vec<Predicate>,
    pub counters: Counters,
    pub parts: Parts,
    pub as_of: AsOf,
    pub denials: Denials,
    #[serde(default)]
    pub places: PlaceWords,
    #[serde(default)]
    pub toll: TollWords,
}

/// Words that say whom a toll counts, and whether it is the toll of a whole war.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TollWords {
    /// Civilians in so many words.
    pub asked: Vec<String>,
    /// Civilians, but not all of them.
    pub parts: Vec<String>,
    /// No civilians.
    pub others: Vec<String>,
    pub since: Vec<String>,
    /// Before a year or a month: what is counted began then ("the war that began in 2011").
    pub beginnings: Vec<String>,
    /// What a count of years is counted over ("war").
    pub eras: Vec<String>,
    /// Right before an era ("civil war").
    pub era_marks: Vec<String>,
}

/// Words around the names of places.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PlaceWords {
    /// "of": says whose, not where.
    pub possessors: Vec<String>,
    /// "from": says where somebody comes from.
    pub origin: Vec<String>,
    /// Who is said to come from somewhere without being there ("a reporter from").
    pub informants: Vec<String>,
    /// What may stand between two places that say where one is ("region of", "near").
    pub chain: Vec<String>,
    /// Open a clause of their own.
    pub relatives: Vec<String>,
    /// Who acts for a country, right behind its name ("Morvia army shelling").
    #[serde(default)]
    pub actors_behind: Vec<String>,
    /// The same right before it, in languages that say so ("армия Морвии").
    #[serde(default)]
    pub actors_before: Vec<String>,
    /// What they do, behind a name of a few capitals ("US air strikes").
    #[serde(default)]
    pub deeds_behind: Vec<String>,
    /// Where one can be: what such a word stands before is a place again ("the Velm army base").
    #[serde(default)]
    pub sites: Vec<String>,
}

/// What a word that names no number is taken to mean.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct Convention {
    pub low: u64,
    /// Absent = open above.
    pub high: Option<u64>,
    /// Open above when alone, though `high` bounds it before a magnitude.
    #[serde(default)]
    pub is_open: bool,
    /// Least multiple before a magnitude ("several hundred"); `low` when absent.
    pub of_magnitude: Option<u64>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Numbers {
    pub and: Vec<String>,
    pub articles: Vec<String>,
    pub half: Vec<String>,
    /// "third" = 3: what a share is a share of.
    pub fractions: BTreeMap<String, u64>,
    /// Words that are one number right behind a bound word and vague elsewhere.
    #[serde(default)]
    pub after_bound: BTreeMap<String, u64>,
    pub units: BTreeMap<String, u64>,
    pub magnitudes: BTreeMap<String, u64>,
}

/// What must stand with a vague or zero word before it makes a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Need {
    /// Any counted noun.
    Noun,
    /// Something that happened to the counted.
    Event,
    /// A noun that says by itself what happened ("no casualties").
    Outcome,
}

#[derive(Debug, Deserialize)]
pub(crate) struct VagueWords {
    pub words: Vec<String>,
    pub convention: String,
    pub needs: Need,
    /// Set where the word can follow another as a magnitude ("tens of thousands").
    pub magnitude: Option<u64>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct NoneWords {
    pub words: Vec<String>,
    pub needs: Need,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Bounds {
    pub before: BTreeMap<Bound, Vec<String>>,
    pub after: BTreeMap<Bound, Vec<String>>,
    /// A verb or noun with the preposition it takes: no bound word ("talk about").
    pub not_a_bound: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Ranges {
    pub open: Vec<String>,
    pub between: Vec<String>,
    pub bare: Vec<String>,
    pub dashes: Vec<String>,
    /// After these, "from 10 to 14" is a change, not a range.
    pub change: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Roles {
    pub auxiliary: Vec<String>,
    pub passive_auxiliary: Vec<String>,
    pub perfect_auxiliary: Vec<String>,
    pub planned: Vec<String>,
    pub hedge: Vec<String>,
    pub negation: Vec<String>,
    pub adverb: Vec<String>,
    pub determiner: Vec<String>,
    pub pronoun: Vec<String>,
    pub relative: Vec<String>,
    pub preposition: Vec<String>,
    pub of: Vec<String>,
    pub conjunction: Vec<String>,
    pub and: Vec<String>,
    pub additive: Vec<String>,
    /// Additive words that set apart without adding ("5 others").
    pub other: Vec<String>,
    pub them: Vec<String>,
    pub verb: Vec<String>,
    pub existential: Vec<String>,
    /// Endings read apart when they stand right before a number.
    pub glued: Vec<String>,
    pub not_glued: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Plurals {
    pub endings: Vec<(String, String)>,
    pub not_plural: Vec<String>,
    pub not_plural_endings: Vec<String>,
    pub verbal_endings: Vec<String>,
}

/// What is never a count.
#[derive(Debug, Deserialize)]
pub(crate) struct Refused {
    pub nouns: Vec<String>,
    /// Right before a number, always a label ("Article 5").
    pub labels: Vec<String>,
    /// Right before a number, a label unless a known noun follows ("hospital 5").
    pub weak_labels: Vec<String>,
    pub months: Vec<String>,
    pub clock: Vec<String>,
    pub scores: Vec<String>,
    /// Two words that ask for a number: the second is none then ("how many").
    #[serde(default)]
    pub asked: Vec<[String; 2]>,
    pub year_before: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Durations {
    pub moment_after: Vec<String>,
    pub moment_before: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Unit {
    pub measure: String,
    pub forms: Vec<String>,
    #[serde(default)]
    pub is_time: bool,
    #[serde(default)]
    pub is_age: bool,
    /// The measure of shares in words ("a third of the workers").
    #[serde(default)]
    pub is_share: bool,
    /// Also a bare number between commas after a name ("Anna Orr, 34, a nurse").
    #[serde(default)]
    pub is_apposition: bool,
    /// Stands before the number ("$").
    #[serde(default)]
    pub before: Vec<String>,
    /// Stands before the number and opens it ("aged").
    #[serde(default)]
    pub words_before: Vec<String>,
}

/// Words around a number with a unit that say what is measured ("sentenced to seven years", "damage of $5").
#[derive(Debug, Deserialize)]
pub(crate) struct UnitContext {
    /// The unit's measure and what it becomes.
    pub becomes: BTreeMap<String, String>,
    /// Before the number, in its clause.
    #[serde(default)]
    pub before: Vec<String>,
    /// Right behind the unit.
    #[serde(default)]
    pub after: Vec<String>,
}

/// A measure and how it nests.
#[derive(Debug, Deserialize)]
pub(crate) struct MeasureEntry {
    pub id: String,
    pub within: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Noun {
    pub class: String,
    pub forms: Vec<String>,
    pub measure: Option<String>,
    /// Says by itself what happened ("deaths").
    #[serde(default)]
    pub is_outcome: bool,
    /// An outcome that gives way to a verb ("victims were evacuated").
    #[serde(default)]
    pub is_weak: bool,
    /// Limits a count to a group.
    #[serde(default)]
    pub is_group: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Predicate {
    /// Class of the counted noun → measure.
    pub by_class: BTreeMap<String, String>,
    /// Noun measures that stay as they are (a burned shop is still counted among shops).
    #[serde(default)]
    pub keeps: Vec<String>,
    /// Not part of what a reader would underline.
    #[serde(default)]
    pub is_silent: bool,
    /// Said of people and of things alike ("fired", "destroyed"): of a noun that no list has, it says nothing.
    #[serde(default)]
    pub needs_noun: bool,
    /// A count of what one person saw: a floor, never the whole.
    #[serde(default)]
    pub is_floor: bool,
    #[serde(default)]
    pub passive: Vec<String>,
    #[serde(default)]
    pub subject: Vec<String>,
    #[serde(default)]
    pub object: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Counters {
    pub links: Vec<String>,
    /// Right before a counted noun: "number of".
    pub number_of: Vec<String>,
    pub head: Vec<CounterHead>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct CounterHead {
    pub measure: String,
    pub forms: Vec<String>,
    /// Only right before a colon or dash ("Killed: 14").
    #[serde(default)]
    pub is_label: bool,
    #[serde(default)]
    pub is_underlined: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Parts {
    pub before: Vec<String>,
    pub after: Vec<String>,
    pub back: Vec<String>,
    pub open: Vec<String>,
    pub complete: Vec<String>,
    pub incomplete: Vec<String>,
    pub total: Vec<String>,
    pub separators: Vec<String>,
}

/// Words that take a number back.
#[derive(Debug, Deserialize)]
pub(crate) struct Denials {
    /// Before it: "denied that", "it is not true that".
    pub before: Vec<String>,
    /// What can be taken back: "reports", "rumours".
    pub tellings: Vec<String>,
    /// Behind it: "do not correspond to reality", "are false".
    pub after: Vec<String>,
    /// End the reach of either: "but".
    pub contrasts: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct AsOf {
    pub cues: Vec<String>,
}
