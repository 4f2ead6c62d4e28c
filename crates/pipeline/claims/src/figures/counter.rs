//! Numbers that a noun to the left announces: "the death toll rose to 8", "Population 90,000", "Killed: 14".
//!
//! Comes in: a sentence and where a quantity starts. Goes out: the measure the noun names. It may not know what
//! stands after the quantity.

use super::counted;
use super::lexicon::Meaning;
use super::line::Line;
use super::quantity::Quantity;
use std::ops::Range;

/// How far to the left the noun may stand, in tokens.
const WINDOW: usize = 24;

/// A counting noun before a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counter {
    pub measure: String,
    /// Where underlining starts, if the noun belongs to it.
    pub underlined: Option<usize>,
    /// The words that name what is counted.
    pub noun: Range<usize>,
    pub is_label: bool,
}

/// The counting noun that announces the number at `start`.
pub(crate) fn before(line: &Line<'_>, start: usize, quantities: &[Quantity]) -> Option<Counter> {
    let link = link_start(line, start);
    let is_after_colon =
        link < start && (line.is(start - 1, ":") || line.is(start - 1, "-") || line.is(start - 1, "–"));
    let floor = floor(line, link, quantities);
    for at in (floor..link).rev() {
        if let Some(counter) = at_noun(line, at, link, is_after_colon) {
            let counter = longer(line, at, link, is_after_colon, counter);
            return (link < start || counter.1 == start).then_some(counter.0);
        }
    }
    None
}

/// Where the linking words that end at `start` begin ("had increased to"); `start` itself when there are none.
fn link_start(line: &Line<'_>, start: usize) -> usize {
    let mut at = start;
    for _ in 0..3 {
        let Some(before) = line.means_back(at, Meaning::CounterLink) else { break };
        at = before;
    }
    at
}

/// The search stays in its clause and behind the quantity before.
fn floor(line: &Line<'_>, link: usize, quantities: &[Quantity]) -> usize {
    // "rose from 10 to 14": the number right before the link belongs to the same announcement.
    let idx = quantities.partition_point(|quantity| quantity.tokens.end < link);
    let after_quantity =
        idx.checked_sub(1).and_then(|idx| quantities.get(idx)).map_or(0, |quantity| quantity.tokens.end);
    let nearest = link.saturating_sub(WINDOW).max(after_quantity);
    (nearest..link).rev().find(|at| line.is(*at, ";")).map_or(nearest, |at| at + 1)
}

/// "death toll", not its last word alone.
fn longer(
    line: &Line<'_>,
    at: usize,
    link: usize,
    is_after_colon: bool,
    found: (Counter, usize),
) -> (Counter, usize) {
    let before = (at.saturating_sub(3)..at).find_map(|start| at_noun(line, start, link, is_after_colon));
    before.filter(|(counter, end)| *end == found.1 && counter.measure == found.0.measure).unwrap_or(found)
}

fn at_noun(line: &Line<'_>, at: usize, link: usize, is_after_colon: bool) -> Option<(Counter, usize)> {
    if let Some(end) = line.means(at, Meaning::NumberOf) {
        let counted = counted::read(line, end);
        let measure = counted.noun.and_then(|idx| line.lexicon.noun(idx))?.measure.clone()?;
        return Some((
            Counter { measure, underlined: None, noun: counted.head, is_label: false },
            counted.tokens.end,
        ));
    }
    let pick = |meaning| if let Meaning::Counter(idx) = meaning { Some(idx) } else { None };
    let (idx, end) = line.find(at, Meaning::Counter(0), pick).filter(|(_, end)| *end <= link)?;
    let head = line.lexicon.section.counters.head.get(usize::from(idx))?;
    if head.is_label && !(is_after_colon && end == link) {
        return None;
    }
    let underlined = head.is_underlined.then_some(at);
    Some((Counter { measure: head.measure.clone(), underlined, noun: at..end, is_label: head.is_label }, end))
}
