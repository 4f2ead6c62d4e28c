//! Evidence that an account begins at a part, one function for each kind.
//!
//! Comes in: a [`Scene`] and the index of a part. Goes out: [`Reason`]s with weights. It may not decide.
//!
//! Weights are hundredths; [`super::choose::THRESHOLD`] of them make a boundary. They are judgements about
//! how pages are made, not fitted to any one dossier: a mark that exists to part texts counts about as
//! much as the threshold, a sign that is as common inside one text as between two counts a third.

use super::against;
use super::closings;
use super::openings;
use super::scene::Scene;
use recount_sayings::{Told, say};
use recount_text::white_words;

/// A sign for (positive) or against (negative) an account beginning at a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reason {
    pub(crate) rule: &'static str,
    pub(crate) weight: i32,
    /// To stand after "begins here: "; empty for what speaks against it, which nobody is told.
    pub(crate) words: Told,
}

impl Reason {
    /// True for signs that exist to part or to head texts, unlike those of a lead or of the words.
    pub(crate) fn is_mark(&self) -> bool {
        MARKS.contains(&self.rule) && self.weight >= 100
    }
}

const MARKS: &[&str] = &[
    "separator-before",
    "page-furniture-before",
    "closing-words-before",
    "signature-before",
    "provenance-before",
    "title-of-format",
    "document-label",
    "title-line",
    "header-lines",
    "title-in-contents",
    "title-twice",
    "byline",
    "dateline",
    "place-line",
    "provenance",
];

/// One kind of evidence.
pub(crate) type Sign = fn(&Scene<'_>, usize) -> Option<Reason>;

/// All kinds of evidence, in the order in which they are told.
const SIGNS: &[Sign] = &[
    closings::separator,
    closings::page_furniture,
    closings::inset_furniture,
    closings::closing_words,
    closings::signature,
    closings::provenance_below,
    closings::blank_lines,
    closings::speech_ends,
    openings::format_title,
    openings::document_label,
    openings::key_title,
    openings::header_lines,
    openings::headline,
    openings::announced,
    openings::byline,
    openings::dateline,
    openings::provenance_above,
    openings::deictic_lead,
    openings::dated_lead,
    openings::date_stamp,
    openings::definition_lead,
    openings::questions,
    openings::standfirst,
    openings::introduced_anew,
    openings::cohesion,
    against::continuing,
    against::begins_like_speech,
    against::inside_interview,
    against::section_label,
    against::later_layer,
    against::left_behind,
    against::foot_taken_along,
];

/// Everything that speaks for or against an account beginning at part `idx`.
pub(crate) fn reasons(scene: &Scene<'_>, idx: usize) -> Vec<Reason> {
    SIGNS.iter().filter_map(|sign| sign(scene, idx)).filter(|reason| reason.weight != 0).collect()
}

/// A reason with its words.
pub(crate) fn reason(rule: &'static str, weight: i32, words: Told) -> Option<Reason> {
    Some(Reason { rule, weight, words })
}

/// A reason against.
pub(crate) fn objection(rule: &'static str, weight: i32) -> Option<Reason> {
    reason(rule, weight, Told::default())
}

/// The first words of a part, for telling why.
pub(crate) fn quoted(words: &str) -> Told {
    let mut rest = white_words(words);
    let short: Vec<&str> = rest.by_ref().take(8).collect();
    let more = if rest.next().is_some() { " …" } else { "" };
    say!("account-why.words", words = format!("{}{more}", short.join(" ")))
}
