//! What each difference between two passages means: a value, a hedge, a source, a tense, or just other words.
//!
//! Comes in: a [`Wording`]. Goes out: [`Edit`]s with spans on both sides. It may not know why anyone changed it.

use crate::CollationRules;
use crate::rules::Phrases;
use crate::witness::{Witness, WordKind};
use crate::wording::{Difference, Wording};
use recount_model::{AccountClaims, Edit, EditKind, Span};
use std::ops::Range;

/// A source is named in at most so many words with a subject besides its cue; more is a claim of its own.
const LONGEST_SOURCE: usize = 5;

/// The edits of a wording, in the order of the passage.
pub(crate) fn edits(
    wording: &Wording,
    (a, claims_a): (&Witness<'_>, Option<&AccountClaims>),
    (b, claims_b): (&Witness<'_>, Option<&AccountClaims>),
    rules: &CollationRules,
) -> Vec<Edit> {
    let mut edits: Vec<Edit> =
        wording.differences.iter().map(|difference| edit(difference, wording, a, b, rules)).collect();
    for edit in &mut edits {
        if edit.kind == EditKind::Replace && is_in_cue(edit.a, claims_a) && is_in_cue(edit.b, claims_b) {
            edit.kind = EditKind::Attribution;
        }
    }
    edits
}

/// True if the words name who speaks, or how.
fn is_in_cue(span: Span, claims: Option<&AccountClaims>) -> bool {
    let statements = claims.map_or(&[][..], |claims| &claims.statements);
    let cues = statements.iter().flat_map(|statement| [statement.speaker_span, statement.cue_span]);
    !span.is_empty() && cues.flatten().any(|cue| cue.overlaps(span))
}

fn edit(
    difference: &Difference,
    wording: &Wording,
    a: &Witness<'_>,
    b: &Witness<'_>,
    rules: &CollationRules,
) -> Edit {
    let (old, new) = (Side::new(a, &difference.a), Side::new(b, &difference.b));
    let span_a = span(a, &difference.a, &wording.a);
    let span_b = span(b, &difference.b, &wording.b);
    Edit {
        kind: if difference.is_moved { EditKind::Replace } else { kind(&old, &new, rules) },
        old: span_a.of(a.text).to_owned(),
        new: span_b.of(b.text).to_owned(),
        a: span_a,
        b: span_b,
    }
}

/// One side of a difference.
struct Side {
    lower: Vec<String>,
    stems: Vec<u32>,
    kinds: Vec<WordKind>,
    /// A number stands right after these words: then "over" is a bound and no preposition.
    is_before_number: bool,
}

impl Side {
    fn new(witness: &Witness<'_>, words: &Range<usize>) -> Self {
        Side {
            stems: witness
                .words
                .get(words.clone())
                .unwrap_or_default()
                .iter()
                .map(|word| word.stem)
                .collect(),
            lower: words.clone().map(|at| witness.lower(at)).collect(),
            kinds: words.clone().map(|at| witness.kind(at)).collect(),
            is_before_number: witness.kind(words.end) == WordKind::Number,
        }
    }

    fn subject_words(&self) -> usize {
        self.kinds.iter().filter(|kind| **kind != WordKind::Function).count()
    }

    /// Words with a subject outside the first of `phrases` that stands here; `None` if none does.
    fn subject_words_beside(&self, phrases: &Phrases) -> Option<usize> {
        let (taken, _) = phrases.place(&self.lower)?;
        let others = self
            .kinds
            .iter()
            .enumerate()
            .filter(|(at, kind)| **kind != WordKind::Function && !taken.contains(at));
        Some(others.count())
    }

    fn has(&self, kind: WordKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// All its words with a subject are of this kind, and there is one.
    fn is_only(&self, kind: WordKind) -> bool {
        self.has(kind) && self.kinds.iter().all(|one| *one == kind || *one == WordKind::Function)
    }

    fn words_of(&self, kind: WordKind) -> Vec<&String> {
        self.lower.iter().zip(&self.kinds).filter(|(_, one)| **one == kind).map(|(word, _)| word).collect()
    }
}

type Test = fn(&Side, &Side, &CollationRules) -> bool;

/// The first that holds gives the kind. The order is from what harms most to what harms least.
const TESTS: &[(Test, EditKind)] = &[
    (is_other_spelling, EditKind::Variant),
    (is_value, EditKind::Value),
    (is_hedge, EditKind::Hedge),
    (is_attribution, EditKind::Attribution),
    (is_tense, EditKind::Tense),
    (is_other_form, EditKind::Variant),
    (|old, _, _| old.lower.is_empty(), EditKind::Insert),
    (|_, new, _| new.lower.is_empty(), EditKind::Delete),
];

fn kind(old: &Side, new: &Side, rules: &CollationRules) -> EditKind {
    let found = TESTS.iter().find(|(test, _)| test(old, new, rules));
    found.map_or(EditKind::Replace, |(_, kind)| *kind)
}

/// Names of which each is the other, or one letter from it: translators spell them as they hear them.
fn is_other_spelling(old: &Side, new: &Side, _: &CollationRules) -> bool {
    let (before, after) = (old.words_of(WordKind::Name), new.words_of(WordKind::Name));
    let is_near = |(one, other): (&&String, &&String)| one == other || is_one_letter_apart(one, other);
    old.is_only(WordKind::Name)
        && new.is_only(WordKind::Name)
        && before.len() == after.len()
        && before != after
        && before.iter().zip(&after).all(is_near)
}

/// Shorter names are too often one letter from another's.
const LEAST_LETTERS: usize = 5;

/// The same beginning, then one letter put in, left out or replaced, then the same end.
fn is_one_letter_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let start = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    let rest = short.iter().rev().zip(long.iter().rev()).take_while(|(x, y)| x == y).count();
    let same = (start + rest).min(short.len());
    start > 0 && short.len() >= LEAST_LETTERS && long.len() - same == 1
}

/// The same stems in the same order: another number, case or ending.
fn is_other_form(old: &Side, new: &Side, _: &CollationRules) -> bool {
    let stems = |side: &Side| -> Vec<u32> {
        let told = side.stems.iter().zip(&side.kinds);
        told.filter(|(_, kind)| **kind != WordKind::Function).map(|(stem, _)| *stem).collect()
    };
    let before = stems(old);
    // A word more ("not") may be the point.
    !before.is_empty() && before == stems(new) && old.lower.len() == new.lower.len()
}

fn is_value(old: &Side, new: &Side, _: &CollationRules) -> bool {
    let differs = |kind| old.has(kind) && new.has(kind) && old.words_of(kind) != new.words_of(kind);
    differs(WordKind::Number)
        || differs(WordKind::Date)
        || (old.is_only(WordKind::Name) && new.is_only(WordKind::Name) && old.stems != new.stems)
}

/// One side has a hedge, or a bound of a number, and nothing else that could be the point of the change.
fn is_hedge(old: &Side, new: &Side, rules: &CollationRules) -> bool {
    let is_bare = |side: &Side, phrases: &Phrases| side.subject_words_beside(phrases) == Some(0);
    let is_bound = |side: &Side| side.is_before_number && is_bare(side, &rules.approximations);
    let hedged = |side: &Side| is_bare(side, &rules.hedges) || is_bound(side);
    let is_plain = |side: &Side| rules.hedges.find(&side.lower).is_none() && side.subject_words() == 0;
    (hedged(old) && is_plain(new) && !hedged(new)) || (hedged(new) && is_plain(old) && !hedged(old))
}

/// One side names whose word it is, the other has nothing there.
fn is_attribution(old: &Side, new: &Side, rules: &CollationRules) -> bool {
    let names = |side: &Side| {
        side.subject_words_beside(&rules.attributions).is_some_and(|others| others <= LONGEST_SOURCE)
    };
    (names(old) && new.subject_words() == 0) || (names(new) && old.subject_words() == 0)
}

fn is_tense(old: &Side, new: &Side, rules: &CollationRules) -> bool {
    tense_shift(&old.lower, &new.lower, rules).is_some()
}

/// `true` if `old` tells what goes on and `new` looks back on it, `false` the other way round.
pub(crate) fn tense_shift(old: &[String], new: &[String], rules: &CollationRules) -> Option<bool> {
    let (before, after) = (old.join(" "), new.join(" "));
    let is_pair = |first: &str, second: &str| {
        rules.tense_pairs.iter().any(|(present, past)| present == first && past == second)
            || is_regular(first, second, rules)
    };
    if is_pair(&before, &after) {
        Some(true)
    } else if is_pair(&after, &before) {
        Some(false)
    } else {
        None
    }
}

/// "demand(s)" and "demanded": one word with a present and with a past ending.
fn is_regular(present: &str, past: &str, rules: &CollationRules) -> bool {
    let bases = rules.past_endings.iter().filter_map(|ending| past.strip_suffix(ending.as_str()));
    bases.filter(|base| base.chars().count() > 1).any(|base| {
        rules.present_endings.iter().any(|ending| present.strip_suffix(ending.as_str()) == Some(base))
    })
}

/// The span of the words; where there are none, the empty span after the word before (inside the passage).
fn span(witness: &Witness<'_>, words: &Range<usize>, passage: &Range<usize>) -> Span {
    let slice = witness.words.get(words.clone()).unwrap_or_default();
    if let (Some(first), Some(last)) = (slice.first(), slice.last()) {
        return with_brackets(first.span.cover(last.span), witness.text);
    }
    let before = words.start.checked_sub(1).filter(|at| *at >= passage.start);
    let place = match before.and_then(|at| witness.words.get(at)) {
        Some(word) => word.span.end,
        None => witness.words.get(passage.start).map_or(0, |word| word.span.start),
    };
    Span { start: place, end: place }
}

/// Takes in the brackets around the words: an insertion in brackets is somebody's remark.
fn with_brackets(span: Span, text: &str) -> Span {
    let before = text.get(..span.start as usize).unwrap_or("");
    let after = text.get(span.end as usize..).unwrap_or("");
    let mark = after.chars().take_while(|c| matches!(c, '?' | '!' | '.')).map(char::len_utf8).sum::<usize>();
    let closes = after.get(mark..).is_some_and(|rest| rest.starts_with(')'));
    if before.ends_with('(') && closes {
        return Span { start: span.start - 1, end: span.end + mark as u32 + 1 };
    }
    span
}
