//! Claims that something happened: one for each clause with an event.
//!
//! Comes in: the clauses of a sentence and what stands around them. Goes out: claims with key words, time, place,
//! participants and chain. It may not know other sentences: a clause without a time of its own takes only the time
//! that opens its sentence, or that its own sentence's joined clause gives.

use super::clauses::{Clause, Words};
use super::rules::Word;
use super::{Around, base_claim};
use crate::figures::phrases::{Kinds, Meant as _};
use recount_model::{Certainty, Claim, ClaimContent, Interval, Span, Timex, TimexType};
use std::borrow::Cow;
use std::ops::Range;

/// Most key words of one claim, nearest to the verb.
const MOST_KEYWORDS: usize = 8;
/// Most words taken over from a shared subject.
const MOST_SUBJECT: usize = 2;

/// The claim a clause makes, if it claims anything.
pub(crate) fn claim(words: &Words<'_>, clauses: &[Clause], idx: usize, around: &Around<'_>) -> Option<Claim> {
    let clause = clauses.get(idx)?;
    if is_unreal(words, clause) {
        return None;
    }
    let times = times_of(words, clauses, idx, around);
    let is_planned = is_before(words, clause, Word::Planned);
    let when = when(&times, is_planned);
    if !clause.is_known && when == Interval::UNBOUNDED {
        return None;
    }
    let mut keywords = keywords(words, clause.tokens.clone(), &clause.verb, MOST_KEYWORDS);
    keywords.extend(self::keywords(words, clause.subject.clone(), &clause.verb, MOST_SUBJECT));
    keywords.sort();
    keywords.dedup();
    if keywords.is_empty() {
        return None;
    }
    let verb = words.span(&clause.verb)?;
    let rule = if clause.is_known { "event-verb" } else { "dated-clause" };
    let content = ClaimContent::Happened { action: clause.action.clone(), keywords };
    let mut claim = base_claim(around, words.span(&clause.tokens)?, verb, content, rule);
    claim.when = when;
    claim.times =
        times.iter().filter(|timex| is_planned || !timex.is_planned).map(|timex| timex.id.clone()).collect();
    claim.is_negated = is_before(words, clause, Word::Negation);
    if is_planned {
        claim.certainty = Certainty::Planned;
    } else if is_before(words, clause, Word::Hedge) {
        claim.certainty = Certainty::Hedged;
    }
    Some(claim)
}

/// A word of this kind before the verb, inside its clause.
fn is_before(words: &Words<'_>, clause: &Clause, word: Word) -> bool {
    words
        .before(clause.verb.start, 5, clause.tokens.start)
        .any(|at| words.means(at, word).is_some_and(|end| end <= clause.verb.start) && !words.is_in_time(at))
}

/// A wish, a condition, a question: nothing is claimed to have happened.
fn is_unreal(words: &Words<'_>, clause: &Clause) -> bool {
    let is_question = words.token(words.tokens.len().saturating_sub(1)).is_some_and(|token| token.is("?"));
    is_question || is_before(words, clause, Word::Unreal)
}

/// The time expressions of the clause; else those that open the sentence; else those of a clause joined by "and".
fn times_of<'a>(words: &Words<'_>, clauses: &[Clause], idx: usize, around: &Around<'a>) -> Vec<&'a Timex> {
    let Some(clause) = clauses.get(idx) else { return Vec::new() };
    let mut own = times_in(words, &clause.tokens, around);
    own.retain(|timex| !is_of_another_event(words, &clause.verb, timex));
    if own.iter().any(|timex| is_moment(timex)) {
        return own;
    }
    let opening = clauses
        .first()
        .map(|first| first.tokens.start.min(first.verb.start)..first.verb.start)
        .filter(|_| idx > 0);
    let opening = opening.map(|range| times_in(words, &range, around)).unwrap_or_default();
    if opening.iter().any(|timex| is_moment(timex)) {
        return own.into_iter().chain(opening).collect();
    }
    match clauses.get(idx + 1).filter(|next| next.is_joined_by_and) {
        Some(next) => own.into_iter().chain(times_in(words, &next.tokens, around)).collect(),
        None => own,
    }
}

/// "attacked the town after the army had left it last month": behind a connective the time is that of what follows it.
fn is_of_another_event(words: &Words<'_>, verb: &Range<usize>, timex: &Timex) -> bool {
    let time = words.range_of(timex.span).start;
    let connective = |at: usize| {
        words.find(at, [Word::After, Word::Before, Word::When], |word| {
            matches!(word, Word::After | Word::Before | Word::When).then_some(())
        })
    };
    (verb.end..time).any(|at| connective(at).is_some_and(|((), end)| end < time))
}

fn times_in<'a>(words: &Words<'_>, range: &Range<usize>, around: &Around<'a>) -> Vec<&'a Timex> {
    let Some(span) = words.span(range) else { return Vec::new() };
    // The full stop of "2.10 a.m." may be the sentence's own.
    around
        .times_in(span)
        .iter()
        .filter(|timex| span.contains(Span { end: timex.span.start, ..timex.span }))
        .collect()
}

fn is_moment(timex: &Timex) -> bool {
    matches!(timex.kind, TimexType::Date | TimexType::Time) && timex.interval != Interval::UNBOUNDED
}

/// What the times of one clause say together; where they exclude each other, the first. The date of a plan is not the
/// date of the deed that announces it.
fn when(times: &[&Timex], is_planned: bool) -> Interval {
    let told = times.iter().filter(|timex| is_moment(timex) && (is_planned || !timex.is_planned));
    let mut moments = told.map(|timex| timex.interval);
    let Some(first) = moments.next() else { return Interval::UNBOUNDED };
    moments.fold(first, |when, next| when.intersection(next).unwrap_or(when))
}

/// Stems of the words in `range` that say what it is about: sorted, those nearest to `verb` if there are many.
pub(crate) fn keywords(
    words: &Words<'_>,
    range: Range<usize>,
    verb: &Range<usize>,
    most: usize,
) -> Vec<String> {
    let mut kept: Vec<Cow<'_, str>> = Vec::with_capacity(most);
    'near: for distance in distances(&range, verb.start) {
        let stem_at = |at: Option<usize>| {
            let at = at.filter(|at| range.contains(at) && !verb.contains(at) && is_content(words, *at))?;
            Some(words.rules.stem(&words.token(at)?.lower))
        };
        let beside = (stem_at(verb.start.checked_sub(distance)), stem_at(verb.start.checked_add(distance)));
        let (first, second) = if beside.0 > beside.1 { (beside.1, beside.0) } else { beside };
        for word in [first, second].into_iter().flatten() {
            if kept.len() == most {
                break 'near;
            }
            if let Err(place) = kept.binary_search(&word) {
                kept.insert(place, word);
            }
        }
    }
    kept.into_iter().map(Cow::into_owned).collect()
}

/// How far from `from` the places of `range` can lie.
fn distances(range: &Range<usize>, from: usize) -> Range<usize> {
    let nearest = range.start.saturating_sub(from).max((from + 1).saturating_sub(range.end));
    let furthest = range.start.abs_diff(from).max(range.end.abs_diff(from));
    if range.is_empty() { 0..0 } else { nearest..furthest + 1 }
}

/// Words that say nothing of what a clause is about.
const GRAMMAR: [Word; 16] = [
    Word::Stop,
    Word::Auxiliary,
    Word::Determiner,
    Word::Planned,
    Word::Negation,
    Word::Hedge,
    Word::Unreal,
    Word::PlainVerb,
    Word::After,
    Word::Before,
    Word::Then,
    Word::Already,
    Word::When,
    Word::Weak,
    Word::Relative,
    Word::Vague,
];

fn is_content(words: &Words<'_>, at: usize) -> bool {
    let Some(token) = words.token(at) else { return false };
    let grammar = Kinds::from(GRAMMAR);
    let is_address = |at: usize| {
        words
            .token(at)
            .is_some_and(|mark| !mark.is_spaced && matches!(&*mark.lower, "/" | "=" | "&" | "?" | "_" | ":"))
    };
    let is_in_address =
        (is_address(at + 1) && is_address(at + 2)) || (at > 0 && is_address(at - 1) && !token.is_spaced);
    token.is_word()
        && !is_in_address
        && token.lower.len() > 2
        && !words.is_in_time(at)
        && words.find(at, grammar, |word| grammar.meet(word.kind()).then_some(())).is_none()
}
