//! Claims of order: "after the shooting, the tower burned", "he left before the fire".
//!
//! Comes in: a sentence with its clauses. Goes out: claims that one happening was before another. It may not know
//! dates: a connective before a date is no order of two events.

use super::clauses::{Clause, Words, plain_verb};
use super::happened::keywords;
use super::rules::Word;
use super::{Around, base_claim};
use recount_model::{Claim, ClaimContent, TimexType};
use std::ops::Range;

/// Words on either side.
const MOST_WORDS: usize = 4;
/// How far after "after" the event must be named.
const REACH: usize = 8;

/// An event named by a verb or a noun.
struct Event {
    at: Range<usize>,
    action: String,
    scope: Range<usize>,
}

/// The orders a sentence claims.
pub(crate) fn claims(words: &Words<'_>, clauses: &[Clause], around: &Around<'_>) -> Vec<Claim> {
    let mut found = Vec::new();
    for at in 0..words.tokens.len() {
        let connective = words.find(at, [Word::After, Word::Before, Word::Then, Word::When], |word| {
            matches!(word, Word::After | Word::Before | Word::Then | Word::When).then_some(word)
        });
        let Some((connective, end)) = connective.filter(|_| !words.is_in_time(at)) else { continue };
        let pair = match connective {
            Word::After => complement(words, clauses, at, end),
            Word::Before => complement(words, clauses, at, end).map(|(first, second)| (second, first)),
            Word::Then => sequence(words, clauses, at),
            _ => already(words, clauses, at, end),
        };
        let gap = gap(words, at, around);
        found.extend(
            pair.and_then(|(earlier, later)| claim(words, &earlier, &later, gap, (connective, at), around)),
        );
    }
    found
}

fn claim(
    words: &Words<'_>,
    earlier: &Event,
    later: &Event,
    gap_ms: Option<(i64, i64)>,
    connective: (Word, usize),
    around: &Around<'_>,
) -> Option<Claim> {
    let (earlier_words, later_words) = (named(words, earlier), named(words, later));
    if earlier_words == later_words {
        return None;
    }
    let range =
        earlier.scope.start.min(later.scope.start).min(connective.1)..earlier.scope.end.max(later.scope.end);
    let rule = match connective.0 {
        Word::After => "order-after",
        Word::Before => "order-before",
        Word::Then => "order-then",
        _ => "order-already",
    };
    let content = ClaimContent::Ordered { earlier: earlier_words, later: later_words, gap_ms };
    Some(base_claim(around, words.span(&range)?, words.span(&later.at)?, content, rule))
}

fn named(words: &Words<'_>, event: &Event) -> Vec<String> {
    let mut named = keywords(words, event.scope.clone(), &event.at, MOST_WORDS - 1);
    named.push(event.action.clone());
    named.sort();
    named.dedup();
    named
}

/// "after X, Y" and "Y after X": X and Y.
fn complement(words: &Words<'_>, clauses: &[Clause], at: usize, end: usize) -> Option<(Event, Event)> {
    let barrier = |from: usize| {
        (from..words.tokens.len())
            .find(|at| (words.is(*at, Word::Medium) || words.is(*at, Word::Strong)) && !words.is_in_time(*at))
            .unwrap_or(words.tokens.len())
    };
    let stop = barrier(end);
    let is_opening = at == 0
        || words.is(at - 1, Word::Medium)
        || words.is(at - 1, Word::Strong)
        || is_after_gap(words, at);
    let is_run_on = is_opening && !clauses.iter().any(|clause| clause.verb.start > stop);
    let mut first = event_in(words, end..stop, !is_run_on)?;
    if is_run_on {
        first.scope.end = first.at.end;
    }
    let second = if is_opening {
        let from = if is_run_on { first.at.end } else { stop };
        let clause = clauses.iter().find(|clause| clause.verb.start >= from);
        clause.map(|clause| event(clause, clause.tokens.start.max(first.scope.end)..clause.tokens.end))
    } else {
        let clause = clauses.iter().rev().find(|clause| clause.verb.end <= at);
        clause
            .map(|clause| event(clause, clause.tokens.start..clause.tokens.end.min(at)))
            .or_else(|| plain_event(words, opening(words, at)..at))
    };
    Some((first, second.filter(|second| !is_denied(words, second))?))
}

fn event(clause: &Clause, scope: Range<usize>) -> Event {
    Event { at: clause.verb.clone(), action: clause.action.clone(), scope }
}

/// Where the clause that ends at `at` begins.
fn opening(words: &Words<'_>, at: usize) -> usize {
    let is_wall =
        |at: &usize| (words.is(*at, Word::Medium) || words.is(*at, Word::Strong)) && !words.is_in_time(*at);
    (0..at).rfind(is_wall).map_or(0, |wall| wall + 1)
}

/// What a clause tells by a past tense that no list has, of something that it names: "the market was whitewashed".
fn plain_event(words: &Words<'_>, scope: Range<usize>) -> Option<Event> {
    let at = plain_verb(words, scope.clone()).filter(|at| *at > scope.start)?;
    let event = Event { at: at..at + 1, action: words.token(at)?.lower.to_string(), scope };
    (named(words, &event).len() >= 2).then_some(event)
}

/// "two hours after the fire, the army came": the length of time opens the sentence.
fn is_after_gap(words: &Words<'_>, at: usize) -> bool {
    (0..at).all(|before| {
        words.is_in_time(before)
            || words.find(before, Word::Gap(0), |word| matches!(word, Word::Gap(_)).then_some(())).is_some()
    })
}

/// The event that a stretch names first, by a verb where it can be a clause; nothing where it begins with "that" or a
/// date.
fn event_in(words: &Words<'_>, range: Range<usize>, is_clause: bool) -> Option<Event> {
    if words.is_in_time(range.start)
        || words.means(range.start, Word::Vague).is_some_and(|end| end >= range.end)
    {
        return None;
    }
    let until = range.end.min(range.start + REACH);
    let named = |pick: fn(Word) -> Option<u16>| {
        (range.start..until).find_map(|at| {
            let (idx, end) =
                words.find(at, [Word::Verb(0), Word::Noun(0)], pick).filter(|_| !words.is_in_time(at))?;
            let action = words.rules.actions.get(usize::from(idx))?.clone();
            Some(Event { at: at..end, action, scope: range.clone() })
        })
    };
    let verb = named(|word| if let Word::Verb(idx) = word { Some(idx) } else { None });
    verb.filter(|_| is_clause)
        .or_else(|| named(|word| if let Word::Noun(idx) = word { Some(idx) } else { None }))
        .or_else(|| plain_event(words, range.start..until).filter(|_| is_clause))
}

/// "X, then Y".
fn sequence(words: &Words<'_>, clauses: &[Clause], at: usize) -> Option<(Event, Event)> {
    let first = clauses
        .iter()
        .rev()
        .filter(|clause| clause.verb.end <= at)
        .map(|clause| event(clause, clause.tokens.start..clause.tokens.end.min(at)))
        .find(|event| !is_denied(words, event))?;
    let second = clauses
        .iter()
        .filter(|clause| clause.verb.start > at)
        .map(|clause| event(clause, clause.tokens.clone()))
        .find(|event| !is_denied(words, event))?;
    Some((first, second))
}

/// "when X, Y had already": Y first.
fn already(words: &Words<'_>, clauses: &[Clause], at: usize, end: usize) -> Option<(Event, Event)> {
    let (first, second) = complement(words, clauses, at, end)?;
    let has_already = |event: &Event| event.scope.clone().any(|at| words.is(at, Word::Already));
    match (has_already(&first), has_already(&second)) {
        (false, true) => Some((second, first)),
        (true, false) => Some((first, second)),
        _ => None,
    }
}

fn is_denied(words: &Words<'_>, event: &Event) -> bool {
    words
        .before(event.at.start, 4, event.scope.start)
        .any(|at| words.is(at, Word::Negation) || words.is(at, Word::Planned) || words.is(at, Word::Unreal))
}

/// "immediately after", "two hours after".
fn gap(words: &Words<'_>, at: usize, around: &Around<'_>) -> Option<(i64, i64)> {
    let before = at.checked_sub(1)?;
    let pick = |word| if let Word::Gap(idx) = word { Some(idx) } else { None };
    if let Some((idx, _)) = words.find(before, Word::Gap(0), pick) {
        return words.rules.gaps.get(usize::from(idx)).copied();
    }
    let span = words.token(before)?.span;
    let timex = around.times_in(span).iter().find(|timex| timex.span.end == span.end)?;
    timex.duration_ms.filter(|_| timex.kind == TimexType::Duration)
}
