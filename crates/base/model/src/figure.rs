//! Figures: numbers that anyone gave for something counted.

use crate::{Id, Interval, Passage, Span};
use serde::{Deserialize, Serialize};

/// What is counted, as a key of the measure lexicon (`killed`, `injured`, `buildings-burned`, …) or
/// `other`. An open set: language packs may name more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Measure(pub String);

/// Measures of harm to people, the gravest first.
pub const HARM: [&str; 6] = ["killed", "injured", "hospitalised", "missing", "detained", "arrested"];

impl Measure {
    pub fn is_harm(&self) -> bool {
        HARM.contains(&self.0.as_str())
    }
}

/// How the words bound the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    Exact,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Approx,
    /// "dozens", "several hundred": a convention of the language pack gives low and high.
    Vague,
    Range,
}

/// A counted claim as it stands in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub id: Id,
    /// The number with its bound words and the counted noun: what a reader would underline.
    pub span: Span,
    /// The number words alone.
    pub number_span: Span,
    pub text: String,
    /// Least count under the words. "More than 70" has 71.
    pub low: u64,
    /// Greatest count under the words; `None` when open above.
    pub high: Option<u64>,
    /// The number as written, before the bound is applied ("more than 70" has 70); `None` for vague words.
    pub stated: Option<u64>,
    pub bound: Bound,
    pub measure: Measure,
    /// What is counted, in the words of the text.
    pub counted: String,
    /// The group the counted belong to, where the text says so ("police officers").
    pub group: Option<String>,
    /// Place as canonical name.
    pub place: Option<String>,
    /// True when the place is not in the sentence but taken from further up.
    pub is_place_inherited: bool,
    /// The time the counted thing happened in.
    pub during: Interval,
    /// The moment the count is as of: explicit, else the speaker's, else the account's.
    pub as_of: Interval,
    pub as_of_edtf: Option<String>,
    pub is_as_of_explicit: bool,
    /// Publication first, innermost speaker last.
    pub chain: Vec<String>,
    /// The statement the figure stands in, innermost.
    pub statement: Option<Id>,
    /// How this figure relates to another in the same passage.
    pub relation: Option<FigureRelation>,
    /// `asserted`, `reported`, `hedged`, `denied`, `planned`, `observed`.
    pub certainty: crate::Certainty,
    /// True if the count is implied (a singular noun in an enumeration), not written.
    pub is_implied: bool,
    /// Other readings of damaged numbers ("1 4"), each with its reason.
    pub alternatives: Vec<(u64, crate::Told)>,
    pub rule: String,
}

/// How a figure hangs on another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "relation")]
pub enum FigureRelation {
    /// "of which 9 police officers": a subset of the figure `whole`.
    PartOf { whole: Id },
    /// One item of an enumeration whose total is `whole`.
    ItemOf {
        whole: Id,
        /// True if the text claims that the list is complete; `None` if it does not say.
        is_list_complete: Option<bool>,
    },
    /// "dozens more": on top of the figure `base`.
    MoreThanBy { base: Id },
}

/// The words a figure stands on, ready to be cited.
pub type FigurePassage = Passage;
