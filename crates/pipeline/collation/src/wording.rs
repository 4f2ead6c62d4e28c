//! Two passages word by word: what agrees, what moved, what stands on one side only.
//!
//! Comes in: ranges of words of two witnesses. Goes out: a [`Wording`]. It may not know what a difference means.

use crate::cuts::{Cut, Cuts};
use crate::witness::Word;
use crate::witness::{Witness, WordKind};
use alignment::{Penalties, Step, align_all};
use std::collections::BTreeMap;
use std::ops::Range;

/// More words than this before the first or after the last agreement are not part of the passage.
const LONGEST_LOOSE_END: usize = 12;
/// Alignments beside the main one: parts that moved.
const MOST_PARTS: usize = 5;
/// A part that moved has at least so many words.
const LEAST_MOVED_WORDS: usize = 3;

/// Agreeing words farther apart than this are not near each other.
const ISLAND_DISTANCE: usize = 3;

/// For matches worth about 10. Long gaps are cheap: a sentence put in between does not end a copy.
const PENALTIES: Penalties = Penalties { gap_open: 10, gap_extend: 1, x_drop: 120, band: 64 };

/// A word-by-word comparison. All indices are words of the witnesses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
    /// Words that agree, in the order of `a`; those that moved are here too.
    pub(crate) agreed: Vec<(usize, usize)>,
    /// Differences, in the order of the passage.
    pub(crate) differences: Vec<Difference>,
    /// Words with a subject among those that agree.
    pub(crate) agreed_subject_words: usize,
    /// The same without names and dates.
    pub(crate) agreed_telling_words: usize,
    /// The same without numbers as well.
    pub(crate) agreed_wording_words: usize,
    pub(crate) longest_run: usize,
}

/// Neighbouring words that have no equal on the other side. One of the ranges may be empty: then it says where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
    /// The same words at another place.
    pub(crate) is_moved: bool,
}

impl Wording {
    /// Share of the words of both sides that agree, 0..=1000.
    pub(crate) fn score_permille(&self) -> u32 {
        let all = self.a.len() + self.b.len();
        (2000 * self.agreed.len() / all.max(1)).min(1000) as u32
    }
}

/// Compares words `a` of `one` with words `b` of `other`, and trims what has no counterpart at both ends.
pub(crate) fn compare(
    one: &Witness<'_>,
    a: Range<usize>,
    other: &Witness<'_>,
    b: Range<usize>,
    cuts: &Cuts,
) -> Wording {
    let words_a = one.words.get(a.clone()).unwrap_or_default();
    let words_b = other.words.get(b.clone()).unwrap_or_default();
    let stems = |words: &[Word]| words.iter().map(|word| u64::from(word.stem)).collect::<Vec<_>>();
    let score = |i: usize, j: usize| match (words_a.get(i), words_b.get(j)) {
        (Some(x), Some(y)) if x.form == y.form => {
            if x.kind == WordKind::Function {
                4
            } else {
                10
            }
        }
        (Some(x), Some(y)) if x.stem == y.stem => 6,
        (Some(x), Some(y)) if x.kind == y.kind && x.kind != WordKind::Function => -5,
        _ => -8,
    };
    let found = align_all(&stems(words_a), &stems(words_b), score, &PENALTIES, MOST_PARTS + 1);
    let mut parts: Vec<Vec<(usize, usize)>> =
        found.iter().map(|part| without_islands(paired(&part.steps), words_a)).collect();
    let left_out = parts.drain(MOST_PARTS.min(parts.len())..).filter(|part| part.len() >= LEAST_MOVED_WORDS);
    cuts.add(Cut::Moved, left_out.count());
    if parts.len() > 1 {
        let moved = parts.split_off(1);
        parts.extend(moved.into_iter().filter(|part| part.len() >= LEAST_MOVED_WORDS));
    }
    let shifted = |part: Vec<(usize, usize)>| {
        part.into_iter().map(|(i, j)| (i + a.start, j + b.start)).collect::<Vec<_>>()
    };
    assembled(one, a.clone(), other, b.clone(), parts.into_iter().map(shifted).collect())
}

fn paired(steps: &[Step]) -> Vec<(usize, usize)> {
    let pair = |step: &Step| match step {
        Step::Match(i, j) | Step::Mismatch(i, j) => Some((*i, *j)),
        Step::OnlyA(_) | Step::OnlyB(_) => None,
    };
    steps.iter().filter_map(pair).collect()
}

/// Drops function words that agree far from everything else that does: "of" is everywhere.
fn without_islands(pairs: Vec<(usize, usize)>, words: &[Word]) -> Vec<(usize, usize)> {
    let is_near = |one: &(usize, usize), next: &(usize, usize)| {
        next.0 - one.0 <= ISLAND_DISTANCE && next.1 - one.1 <= ISLAND_DISTANCE
    };
    let says_something =
        |pair: &(usize, usize)| words.get(pair.0).is_some_and(|word| word.kind != WordKind::Function);
    pairs.chunk_by(is_near).filter(|island| island.iter().any(says_something)).flatten().copied().collect()
}

fn assembled(
    one: &Witness<'_>,
    a: Range<usize>,
    other: &Witness<'_>,
    b: Range<usize>,
    parts: Vec<Vec<(usize, usize)>>,
) -> Wording {
    let is_same = |i: usize, j: usize| match (one.words.get(i), other.words.get(j)) {
        (Some(x), Some(y)) => x.form == y.form,
        _ => false,
    };
    let mut agreed: Vec<(usize, usize)> =
        parts.iter().flatten().copied().filter(|(i, j)| is_same(*i, *j)).collect();
    agreed.sort_unstable();
    let (a, b) = (
        trimmed(one, a, agreed.iter().map(|pair| pair.0)),
        trimmed(other, b, agreed.iter().map(|pair| pair.1)),
    );
    let main: Vec<(usize, usize)> = parts.first().cloned().unwrap_or_default();
    let main: Vec<(usize, usize)> = main.into_iter().filter(|(i, j)| is_same(*i, *j)).collect();
    let moved = agreed.iter().copied().filter(|pair| main.binary_search(pair).is_err()).collect();
    let of_kinds = |kinds: &[WordKind]| agreed.iter().filter(|(i, _)| kinds.contains(&one.kind(*i))).count();
    let worded = of_kinds(&[WordKind::Content]);
    let telling = worded + of_kinds(&[WordKind::Number]);
    let subject = telling + of_kinds(&[WordKind::Name, WordKind::Date]);
    let longest_run = longest_run(&agreed);
    let differences = differences(&a, &b, &main, moved);
    Wording {
        a,
        b,
        agreed,
        differences,
        agreed_subject_words: subject,
        agreed_telling_words: telling,
        agreed_wording_words: worded,
        longest_run,
    }
}

/// Cuts long loose ends, at the mark nearest to the words that agree where there is one.
fn trimmed(witness: &Witness<'_>, range: Range<usize>, agreed: impl Iterator<Item = usize>) -> Range<usize> {
    let places: Vec<usize> = agreed.collect();
    let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) else { return range };
    let mut trimmed = range.clone();
    if first - range.start > LONGEST_LOOSE_END {
        let near = (first.saturating_sub(LONGEST_LOOSE_END)..=*first).rev();
        trimmed.start = near.into_iter().find(|at| is_after_mark(witness, *at)).unwrap_or(*first);
    }
    if range.end - (last + 1) > LONGEST_LOOSE_END {
        let mut near = last + 1..last + 1 + LONGEST_LOOSE_END;
        trimmed.end = near.find(|at| is_after_mark(witness, *at)).unwrap_or(last + 1);
    }
    trimmed
}

/// True if a mark that parts clauses stands between the word and the one before it.
fn is_after_mark(witness: &Witness<'_>, word: usize) -> bool {
    let before = word.checked_sub(1).and_then(|at| witness.words.get(at));
    let (Some(before), Some(word)) = (before, witness.words.get(word)) else { return true };
    let between = witness.text.get(before.span.end as usize..word.span.start as usize).unwrap_or("");
    between.contains([',', ';', ':', '(', ')', '—', '.', '!', '?', '“', '"', '«', '\n'])
        || between.contains(" - ")
        || between.contains(" – ")
}

fn longest_run(agreed: &[(usize, usize)]) -> usize {
    let (mut longest, mut run) = (0, 0);
    let mut last = None;
    for pair in agreed {
        let goes_on = last.is_some_and(|(i, j)| (i + 1, j + 1) == *pair);
        run = if goes_on { run + 1 } else { 1 };
        longest = longest.max(run);
        last = Some(*pair);
    }
    longest
}

fn differences(
    a: &Range<usize>,
    b: &Range<usize>,
    main: &[(usize, usize)],
    moved: Vec<(usize, usize)>,
) -> Vec<Difference> {
    let moved_b: BTreeMap<usize, usize> = moved.iter().map(|(i, j)| (*j, *i)).collect();
    let moved_a: BTreeMap<usize, usize> = moved.into_iter().collect();
    let mut found = Vec::new();
    let (mut i, mut j) = (a.start, b.start);
    for (next_i, next_j) in main.iter().copied().chain([(a.end, b.end)]) {
        let runs_a = runs(i..next_i.max(i), &moved_a);
        let runs_b = runs(j..next_j.max(j), &moved_b);
        found.extend(in_gap(runs_a, runs_b, i, j, &moved_a));
        (i, j) = (next_i + 1, next_j + 1);
    }
    found
}

/// Cuts a gap into runs of words that moved away and runs that have no equal.
fn runs(gap: Range<usize>, moved: &BTreeMap<usize, usize>) -> Vec<(Range<usize>, bool)> {
    let mut runs: Vec<(Range<usize>, bool)> = Vec::new();
    for at in gap {
        let to = moved.get(&at);
        let goes_on = runs.last().is_some_and(|(run, is_moved)| {
            let before = moved.get(&(run.end.wrapping_sub(1)));
            *is_moved == to.is_some() && (to.is_none() || before.map(|b| b + 1) == to.copied())
        });
        match runs.last_mut().filter(|_| goes_on) {
            Some((run, _)) => run.end = at + 1,
            None => runs.push((at..at + 1, to.is_some())),
        }
    }
    runs
}

/// Runs without an equal stand for each other in order; what moved is told once, from the side of `a`.
fn in_gap(
    runs_a: Vec<(Range<usize>, bool)>,
    runs_b: Vec<(Range<usize>, bool)>,
    i: usize,
    j: usize,
    moved_a: &BTreeMap<usize, usize>,
) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut left_b = runs_b.into_iter().filter(|(_, is_moved)| !is_moved).map(|(run, _)| run);
    for (run, is_moved) in runs_a {
        let b = if is_moved { moved_a.get(&run.start).map(|to| *to..*to + run.len()) } else { left_b.next() };
        found.push(Difference { b: b.unwrap_or(j..j), a: run, is_moved });
    }
    found.extend(left_b.map(|run| Difference { a: i..i, b: run, is_moved: false }));
    found
}
