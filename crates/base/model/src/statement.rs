//! Statements: who said what, through whom (PARC: cue, source, content).

use crate::{Id, Interval, Span};
use serde::{Deserialize, Serialize};

/// How the words of another are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Whole sentences inside quotation marks.
    Direct,
    /// Reported without quotation marks.
    Indirect,
    /// Under a speaker line.
    Interview,
    /// A few quoted words inside the reporter's own sentence.
    Partial,
}

/// How the speaker can know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Knowing {
    /// Saw or counted it in person.
    Observed,
    /// Was told.
    Hearsay,
    /// Speaks for an institution that keeps records.
    Record,
    Unstated,
}

/// A quotation or reported statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    pub id: Id,
    /// The content: what was said, without cue and without outer quotation marks.
    pub span: Span,
    pub text: String,
    pub mode: Mode,
    /// The speaker as named; an anonymous source keeps the text's words ("eyewitnesses", "it is reported").
    pub speaker: String,
    /// Canonical name, where the speaker is a known name.
    pub speaker_canonical: Option<String>,
    pub speaker_span: Option<Span>,
    pub role: Option<String>,
    pub cue_span: Option<Span>,
    pub cue_text: Option<String>,
    /// Publication first, innermost speaker last.
    pub chain: Vec<String>,
    /// The statement this one is nested in.
    pub inside: Option<Id>,
    pub knowing: Knowing,
    /// The author keeps distance (scare quotes, "allegedly", "so-called").
    pub is_distanced: bool,
    /// When it was said, as far as the text bounds it.
    pub said: Interval,
    pub rule: String,
}
