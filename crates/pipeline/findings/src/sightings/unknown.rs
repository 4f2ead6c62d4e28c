//! Numbers that an account asks for, or says nobody knows.

use super::{Look, Mark, Seen};
use crate::rules::FindingRules;
use std::ops::Range;

/// A number left open.
pub(crate) struct Unknown {
    /// What it would count.
    pub measure: String,
    /// True where it is a question; else it is said not to be known.
    pub is_asked: bool,
    pub mark: Mark,
}

/// Most words between "how many" and what is counted.
const NEAR: usize = 4;
/// Most words between these and "it is not known".
const REACH: usize = 6;

impl Look<'_> {
    /// "How many were killed?", "it is not known how many were killed", "the number of those killed is unknown".
    pub(super) fn unknown(&self, seen: &Seen<'_>, rules: &FindingRules) -> Vec<Unknown> {
        let is_question = seen.tokens.last().is_some_and(|token| token.is("?"));
        let asked = seen.hits.of(rules.how_many).iter().map(|hit| (hit, is_question));
        let named = seen.hits.of(rules.number_of).iter().map(|hit| (hit, false));
        let mut found: Vec<Unknown> = Vec::new();
        for (opener, is_asked) in asked.chain(named) {
            for (measure, list) in &rules.counted {
                let counted = seen.hits.of(*list).iter().find(|hit| gap(opener, hit) <= NEAR);
                let phrases = counted.and_then(|counted| left_open(opener, counted, is_asked, seen, rules));
                let spans = phrases.and_then(|phrases| seen.core(&phrases).zip(seen.clause(&phrases)));
                let is_new = found.iter().all(|own| own.measure != *measure);
                if let Some((core, clause)) = spans.filter(|_| is_new) {
                    let mark = self.mark(core, clause, seen.span);
                    found.push(Unknown { measure: measure.clone(), is_asked, mark });
                }
            }
        }
        found
    }
}

/// Words from the end of one to the start of a later other.
fn gap(first: &Range<usize>, second: &Range<usize>) -> usize {
    second.start.checked_sub(first.end).unwrap_or(usize::MAX)
}

/// The phrases that leave the number open: "it is not known" before "how many" or behind what is counted, or a question.
fn left_open(
    opener: &Range<usize>,
    counted: &Range<usize>,
    is_asked: bool,
    seen: &Seen<'_>,
    rules: &FindingRules,
) -> Option<Vec<Range<usize>>> {
    let phrases = [opener.clone(), counted.clone()];
    if is_asked {
        return Some(phrases.to_vec());
    }
    let mut cues = seen.hits.of(rules.unknown).iter();
    let cue = cues.find(|cue| gap(cue, opener) <= REACH || gap(counted, cue) <= REACH)?;
    Some(phrases.into_iter().chain([cue.clone()]).collect())
}
