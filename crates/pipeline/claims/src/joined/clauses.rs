//! Clauses of a sentence, each with the word that says what happened.
//!
//! Comes in: a sentence. Goes out: its clauses, cut between event words at the strongest barrier. It may not know
//! times, places or speakers beyond the spans it is told not to cut across.
//!
//! Method: no parser. Event words come from a lexicon; between two of them the clause ends at a semicolon, else a
//! comma before a conjunction, else a comma, else a conjunction, else a relative word; else they share a clause.

use super::rules::{ClaimRules, Word};
use crate::figures::phrases::{Kinds, Starting};
use recount_model::{Span, Timex};
use recount_text::{Token, TokenKind, without_breaks};
use std::ops::Range;

/// A sentence without line breaks, with what its words mean for claims.
pub(crate) struct Words<'a> {
    pub tokens: Vec<&'a Token<'a>>,
    pub rules: &'a ClaimRules,
    /// What begins at each token, with the kinds of all its meanings.
    starting: Vec<(Kinds, Option<&'a Starting<Word>>)>,
    /// Tokens inside time expressions: dates have no key words and their commas cut nothing.
    in_time: Vec<bool>,
}

/// A clause and what happens in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    pub tokens: Range<usize>,
    pub verb: Range<usize>,
    pub action: String,
    /// The verb is in the lexicon, not only in past tense.
    pub is_known: bool,
    /// Joined by "and" to the clause before, whose subject it shares ("burned the bank and left").
    pub is_joined_by_and: bool,
    /// The words before the verb of the clause that this one shares its subject with.
    pub subject: Range<usize>,
}

impl<'a> Words<'a> {
    pub(crate) fn new(tokens: &'a [Token], rules: &'a ClaimRules, times: &[Timex]) -> Self {
        let tokens = without_breaks(tokens);
        let mut in_time = vec![false; tokens.len()];
        for timex in times {
            let start = tokens.partition_point(|token| token.span.end <= timex.span.start);
            let end = tokens.partition_point(|token| token.span.start < timex.span.end);
            if let Some(inside) = in_time.get_mut(start..end.max(start)) {
                inside.fill(true);
            }
        }
        let starting_at = |token: &&Token| {
            let starting = rules.phrases.starting_at(token);
            (starting.map_or(Kinds::default(), Starting::kinds), starting)
        };
        let starting = tokens.iter().map(starting_at).collect();
        Words { tokens, rules, starting, in_time }
    }

    pub(crate) fn token(&self, at: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(at).copied()
    }

    /// The longest phrase at `at` with a meaning, of one of `kinds`, that `pick` accepts: what it picked, and where the phrase ends.
    #[inline]
    pub(crate) fn find<T>(
        &self,
        at: usize,
        kinds: impl Into<Kinds>,
        pick: impl Fn(Word) -> Option<T>,
    ) -> Option<(T, usize)> {
        let kinds = kinds.into();
        let (all, starting) = *self.starting.get(at)?;
        if all.meet(kinds) { starting?.find(&self.tokens, at, kinds, pick) } else { None }
    }

    #[inline]
    pub(crate) fn means(&self, at: usize, word: Word) -> Option<usize> {
        self.find(at, word, |found| (found == word).then_some(())).map(|(_, end)| end)
    }

    #[inline]
    pub(crate) fn is(&self, at: usize, word: Word) -> bool {
        self.means(at, word).is_some()
    }

    pub(crate) fn is_in_time(&self, at: usize) -> bool {
        self.in_time.get(at).copied().unwrap_or(false)
    }

    pub(crate) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let first = self.token(range.start)?;
        let last = self.token(range.end.checked_sub(1)?)?;
        (range.start < range.end).then(|| first.span.cover(last.span))
    }

    pub(crate) fn range_of(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        start..end.max(start)
    }

    /// Up to `count` tokens before `at`, nearest first, within `floor..`.
    pub(crate) fn before(
        &self,
        at: usize,
        count: usize,
        floor: usize,
    ) -> impl Iterator<Item = usize> + use<> {
        (floor.max(at.saturating_sub(count))..at).rev()
    }
}

/// The clauses of a sentence. `walls` are token positions that no clause crosses (where a statement begins or ends).
pub(crate) fn read(words: &Words<'_>, walls: &[usize]) -> Vec<Clause> {
    let mut verbs = verbs(words);
    if verbs.is_empty() {
        let plain = plain_verb(words, 0..words.tokens.len());
        verbs.extend(plain.and_then(|at| {
            let action = words.token(at)?.lower.to_string();
            Some(Verb { at: at..at + 1, action, is_known: false })
        }));
    }
    let mut found = Vec::new();
    let mut start = verbs.first().and_then(|verb| after_opening(words, verb.at.start)).unwrap_or(0);
    let mut is_joined_by_and = false;
    for (idx, verb) in verbs.iter().enumerate() {
        let next = verbs.get(idx + 1);
        let barrier = next.and_then(|next| barrier(words, verb.at.end, next.at.start, walls));
        let end = match (&barrier, next) {
            (Some(barrier), _) => barrier.at,
            (None, Some(next)) => clause_end(words, verbs.get(idx + 2), next.at.end),
            (None, None) => words.tokens.len(),
        };
        let tokens = without_side(words, &verb.at, within_walls(walls, &verb.at, start..end));
        let tokens = trimmed(words, tokens);
        if tokens.contains(&verb.at.start) {
            let action = verb.action.clone();
            let subject = subject(words, &tokens, verb, found.last());
            found.push(Clause {
                tokens,
                verb: verb.at.clone(),
                action,
                is_known: verb.is_known,
                is_joined_by_and,
                subject,
            });
        }
        if let Some(barrier) = barrier {
            start = barrier.next;
            is_joined_by_and = barrier.is_and;
        }
    }
    found
}

/// A clause that opens with its verb has the subject of the clause before.
fn subject(words: &Words<'_>, tokens: &Range<usize>, verb: &Verb, before: Option<&Clause>) -> Range<usize> {
    let opens = tokens.start..verb.at.start;
    let is_shared = opens.clone().all(|at| words.is(at, Word::Auxiliary));
    match before {
        Some(before) if is_shared && before.subject.is_empty() => before.tokens.start..before.verb.start,
        Some(before) if is_shared => before.subject.clone(),
        _ => 0..0,
    }
}

/// Where the main clause begins after an opening like "After the shooting,": what stands in the opening is another event's.
pub(crate) fn after_opening(words: &Words<'_>, verb: usize) -> Option<usize> {
    let connective = |at: usize| {
        words.find(at, [Word::After, Word::Before, Word::When], |word| {
            matches!(word, Word::After | Word::Before | Word::When).then_some(())
        })
    };
    let at = (0..verb).find(|at| !words.is_in_time(*at) && !is_gap(words, *at))?;
    let ((), end) = connective(at)?;
    if words.is_in_time(end) {
        return None;
    }
    let comma = (end..verb).find(|at| words.is(*at, Word::Medium) && !words.is_in_time(*at));
    let noun = || {
        (end..verb).find_map(|at| {
            words
                .find(at, Word::Noun(0), |word| matches!(word, Word::Noun(_)).then_some(()))
                .map(|(_, end)| end)
        })
    };
    comma.map(|at| at + 1).or_else(noun)
}

fn is_gap(words: &Words<'_>, at: usize) -> bool {
    words.find(at, Word::Gap(0), |word| matches!(word, Word::Gap(_)).then_some(())).is_some()
}

/// Two verbs without barrier share their clause up to the next barrier.
fn clause_end(words: &Words<'_>, after_next: Option<&Verb>, from: usize) -> usize {
    let until = after_next.map_or(words.tokens.len(), |verb| verb.at.start);
    barrier(words, from, until, &[]).map_or(until, |barrier| barrier.at)
}

fn within_walls(walls: &[usize], verb: &Range<usize>, range: Range<usize>) -> Range<usize> {
    let before = walls.iter().rev().find(|wall| **wall <= verb.start).copied().unwrap_or(0);
    let after = walls.iter().find(|wall| **wall >= verb.end).copied().unwrap_or(usize::MAX);
    range.start.max(before)..range.end.min(after)
}

/// Without what stands on the other side of "before" or "after" with a verb of its own that no list has.
fn without_side(words: &Words<'_>, verb: &Range<usize>, range: Range<usize>) -> Range<usize> {
    let connective = |at: usize| {
        let is_order = |word| matches!(word, Word::After | Word::Before).then_some(());
        let found = words.find(at, [Word::After, Word::Before], is_order).map(|(_, end)| end);
        found.filter(|end| !words.is_in_time(at) && !words.is_in_time(*end))
    };
    let tells = |side: Range<usize>| plain_verb(words, side.clone()).is_some_and(|at| at > side.start);
    let behind = (verb.end..range.end).find(|at| connective(*at).is_some_and(|end| tells(end..range.end)));
    let ahead = (range.start..verb.start).rfind(|at| connective(*at).is_some() && tells(range.start..*at));
    ahead.unwrap_or(range.start)..behind.unwrap_or(range.end)
}

/// Without the marks and joining words at both ends.
fn trimmed(words: &Words<'_>, range: Range<usize>) -> Range<usize> {
    let is_loose = |at: usize| {
        words.token(at).is_none_or(|token| {
            (token.kind == TokenKind::Mark && !token.is("$")) || token.kind == TokenKind::QuotationMark
        })
    };
    let mut start = range.start;
    while start < range.end && (is_loose(start) || words.is(start, Word::Weak)) {
        start += 1;
    }
    let mut end = range.end;
    while end > start && (is_loose(end - 1) || words.is(end - 1, Word::Relative)) {
        end -= 1;
    }
    start..end
}

struct Verb {
    at: Range<usize>,
    action: String,
    is_known: bool,
}

fn verbs(words: &Words<'_>) -> Vec<Verb> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.tokens.len() {
        let is_after_helper = at > 0 && (words.is(at - 1, Word::Negation) || words.is(at - 1, Word::Planned));
        let verb = words.find(at, [Word::Verb(0), Word::Base(0)], |word| match word {
            Word::Verb(idx) => Some(idx),
            Word::Base(idx) if is_after_helper => Some(idx),
            _ => None,
        });
        match verb.filter(|(_, end)| !is_modifier(words, at, *end) && !is_infinitive(words, at)) {
            Some((idx, end)) => {
                let action = words.rules.actions.get(usize::from(idx)).cloned().unwrap_or_default();
                found.push(Verb { at: at..end, action, is_known: true });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// "the burned cars", "the only shot", "of the wounded", "pre-announced": after an article or a preposition, and as the
/// tail of a compound, the word names or qualifies and tells nothing.
fn is_modifier(words: &Words<'_>, at: usize, end: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let is_nominal = words.is(before, Word::Determiner)
        || words.token(before).is_some_and(|token| token.is_digits() && !words.is_in_time(before));
    let is_compound = words.token(before).is_some_and(|token| token.is("-"))
        && words.token(at).is_some_and(|token| !token.is_spaced);
    end == at + 1 && (is_compound || is_nominal)
}

fn is_infinitive(words: &Words<'_>, at: usize) -> bool {
    at > 0 && words.token(at - 1).is_some_and(|token| token.is("to"))
}

/// The first past-tense verb in a stretch that has no event word.
pub(super) fn plain_verb(words: &Words<'_>, mut within: Range<usize>) -> Option<usize> {
    within.find(|at| {
        let token = words.token(*at).filter(|token| token.is_word() && !words.is_in_time(*at));
        let is_past =
            token.is_some_and(|token| token.lower.len() > 4 && words.rules.past_endings.end(&token.lower));
        let is_verb = words.is(*at, Word::PlainVerb) || is_past;
        let is_free = !is_modifier(words, *at, *at + 1) && !words.is(*at, Word::Stop) && *at > 0;
        token.is_some() && is_verb && is_free
    })
}

struct Barrier {
    /// Where the clause before ends.
    at: usize,
    /// Where the next begins.
    next: usize,
    is_and: bool,
}

/// The strongest barrier between two verbs.
fn barrier(words: &Words<'_>, from: usize, until: usize, walls: &[usize]) -> Option<Barrier> {
    if let Some(wall) = walls.iter().find(|wall| (from..=until).contains(*wall)) {
        return Some(Barrier { at: *wall, next: *wall, is_and: false });
    }
    let places = || (from..until).filter(|at| !words.is_in_time(*at));
    let plain = |at: usize| Barrier { at, next: at + 1, is_and: false };
    if let Some(at) = places().find(|at| words.is(*at, Word::Strong)) {
        return Some(plain(at));
    }
    let is_comma_and = |at: &usize| words.is(*at, Word::Medium) && words.is(at + 1, Word::Weak);
    if let Some(at) = places().rfind(is_comma_and) {
        return Some(plain(at));
    }
    if let Some(at) = comma(words, from, until) {
        return Some(plain(at));
    }
    if let Some(at) = places().rfind(|at| words.is(*at, Word::Weak)) {
        let next = words.means(at, Word::Weak).unwrap_or(at + 1);
        let is_same_subject = next == until || (next + 1 == until && words.is(next, Word::Auxiliary));
        return Some(Barrier { at, next, is_and: is_same_subject });
    }
    places().rfind(|at| words.is(*at, Word::Relative)).map(|at| Barrier { at, next: at, is_and: false })
}

/// The comma before a time that opens the next clause, else the last one.
fn comma(words: &Words<'_>, from: usize, until: usize) -> Option<usize> {
    let commas = || (from..until).filter(|at| words.is(*at, Word::Medium) && !words.is_in_time(*at));
    let opens_time = |at: &usize| (at + 1..=at + 3).any(|next| next < until && words.is_in_time(next));
    commas().find(opens_time).or_else(|| commas().next_back())
}
