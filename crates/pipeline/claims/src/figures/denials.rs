//! Numbers that the sentence itself takes back: "reports that 10 died do not correspond to reality", "denied that 20 were held".
//!
//! Comes in: a sentence and its drafts. Goes out: which of them are denied. Whose the denial is, the chain says; here it only
//! counts that the number is not told as true.

use super::draft::Draft;
use super::lexicon::Meaning;
use super::line::Line;

/// Furthest that words of denial stand before the number, in tokens.
const REACH: usize = 14;

/// Marks the drafts of a sentence that words around them deny.
pub(crate) fn mark(line: &Line<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.quantity.low > 0 || draft.quantity.stated.is_some()) {
        draft.is_negated |= is_denied_before(line, draft) || is_refuted(line, draft);
    }
}

/// "denied that 20 men were arrested", "it is not true that 30 died".
fn is_denied_before(line: &Line<'_>, draft: &Draft) -> bool {
    let start = draft.underlined.start;
    let own = (start.saturating_sub(REACH)..start).rev().take_while(|at| !ends_clause(line, *at));
    own.into_iter().any(|at| line.means(at, Meaning::Denies).is_some_and(|end| end <= start))
}

/// "Reports of 10 dead are false.": a telling before the number, and what becomes of it behind.
fn is_refuted(line: &Line<'_>, draft: &Draft) -> bool {
    let (start, end) = (draft.underlined.start, draft.underlined.end);
    let told = (start.saturating_sub(REACH)..start).rev().take_while(|at| !ends_clause(line, *at));
    let is_told = told.into_iter().any(|at| line.means(at, Meaning::Telling).is_some());
    let behind =
        || (draft.quantity.tokens.end..line.len()).take_while(|at| *at < end || !ends_clause(line, *at));
    is_told && behind().any(|at| line.means(at, Meaning::Refuted).is_some())
}

fn ends_clause(line: &Line<'_>, at: usize) -> bool {
    line.is(at, ";") || line.is(at, ".") || line.means(at, Meaning::Contrast).is_some()
}
