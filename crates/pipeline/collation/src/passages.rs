//! From candidate pairs of units to passages that two accounts share.
//!
//! Comes in: the candidates of two accounts. Goes out: ranges of units on both sides that belong together, cut where
//! the other side does not go on. It may not know words, only how alike units are.

use crate::cuts::{Cut, Cuts};
use crate::resemblance::{Compared, Resemblance, resemblance};
use crate::witness::Witness;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Two accounts are close when this many pairs stand by themselves …
const CLOSE_PAIRS: usize = 4;
/// … and they are at least this share of the shorter account's units, per thousand.
const CLOSE_SHARE: usize = 100;
/// How far from a pair its continuation may stand, in units on either side.
const REACH: usize = 2;
/// Continuations looked at for one unit: a sentence that stands a thousand times in the other account continues everything.
const MOST_NEIGHBOURS: usize = 32;
/// A sentence is made of so many of the other account at most, or split into so many.
const MOST_PARTS: usize = 6;
/// So many identical units in a row are a passage of their own beside edited ones.
const VERBATIM_RUN: usize = 2;

/// Units that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SharedPassage {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
}

type Pair = (usize, usize);

/// The passages that `a` and `b` share, in the order of `a`.
pub(crate) fn shared_passages(
    a: &Witness<'_>,
    b: &Witness<'_>,
    candidates: &[Pair],
    cuts: &Cuts,
) -> Vec<SharedPassage> {
    let mut comparison = Comparison::new(a, b);
    let mut pairs: BTreeSet<Pair> = candidates.iter().copied().collect();
    pairs.retain(|pair| comparison.of(*pair).is_strong());
    let are_close = are_close(a, b, pairs.len());
    if are_close {
        let likely = |pair: &Pair| comparison.of(*pair).is_likely_between_close_accounts();
        let more: Vec<Pair> = candidates.iter().copied().filter(likely).collect();
        pairs.extend(more);
    }
    if pairs.is_empty() {
        return Vec::new();
    }
    let grown = continued(pairs, are_close, &mut comparison, cuts);
    let chosen = without_competitors(grown, &mut comparison, cuts);
    grouped(&chosen, &mut comparison)
}

struct Comparison<'text> {
    a: &'text Witness<'text>,
    b: &'text Witness<'text>,
    units_a: BTreeMap<usize, Compared<'text>>,
    units_b: BTreeMap<usize, Compared<'text>>,
    known: BTreeMap<Pair, Resemblance>,
}

impl<'text> Comparison<'text> {
    fn new(a: &'text Witness<'text>, b: &'text Witness<'text>) -> Self {
        let (units_a, units_b, known) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Comparison { a, b, units_a, units_b, known }
    }

    fn of(&mut self, pair: Pair) -> Resemblance {
        if let Some(known) = self.known.get(&pair) {
            return *known;
        }
        let (Some(unit_a), Some(unit_b)) = (self.a.units.get(pair.0), self.b.units.get(pair.1)) else {
            return Resemblance::default();
        };
        let one = self.units_a.entry(pair.0).or_insert_with(|| Compared::new(self.a, unit_a));
        let other = self.units_b.entry(pair.1).or_insert_with(|| Compared::new(self.b, unit_b));
        let fresh = resemblance(one, other);
        self.known.insert(pair, fresh);
        fresh
    }

    fn is_same_block(&self, one: Pair, other: Pair) -> bool {
        let block = |witness: &Witness<'_>, unit: usize| witness.units.get(unit).map(|unit| unit.block);
        block(self.a, one.0) == block(self.a, other.0) && block(self.b, one.1) == block(self.b, other.1)
    }
}

fn are_close(a: &Witness<'_>, b: &Witness<'_>, strong: usize) -> bool {
    let shorter = a.units.len().min(b.units.len());
    strong >= CLOSE_PAIRS && strong * 1000 >= shorter * CLOSE_SHARE
}

/// Adds neighbours of pairs, and neighbours of those, as long as they are alike enough to be a continuation.
fn continued(
    pairs: BTreeSet<Pair>,
    are_close: bool,
    comparison: &mut Comparison<'_>,
    cuts: &Cuts,
) -> BTreeSet<Pair> {
    let mut waiting: Vec<Pair> = pairs.iter().copied().collect();
    let (mut of_a, mut of_b) = (BTreeMap::<usize, usize>::new(), BTreeMap::<usize, usize>::new());
    let (mut full_a, mut full_b) = (BTreeSet::new(), BTreeSet::new());
    let mut all = pairs;
    while let Some((a, b)) = waiting.pop() {
        for near_a in a.saturating_sub(REACH)..=a + REACH {
            for near_b in b.saturating_sub(REACH)..=b + REACH {
                let pair = (near_a, near_b);
                let is_full =
                    |of: &BTreeMap<usize, usize>, unit| of.get(&unit).is_some_and(|n| *n >= MOST_NEIGHBOURS);
                if all.contains(&pair) {
                    continue;
                }
                let (is_full_a, is_full_b) = (is_full(&of_a, near_a), is_full(&of_b, near_b));
                if is_full_a || is_full_b {
                    full_a.extend(is_full_a.then_some(near_a));
                    full_b.extend(is_full_b.then_some(near_b));
                    continue;
                }
                if comparison.of(pair).is_continuation(are_close) {
                    *of_a.entry(near_a).or_default() += 1;
                    *of_b.entry(near_b).or_default() += 1;
                    all.insert(pair);
                    waiting.push(pair);
                }
            }
        }
    }
    cuts.add(Cut::Continuations, full_a.len() + full_b.len());
    all
}

/// Strongest first: a unit already taken may only be shared with a direct neighbour (one sentence made of two).
fn without_competitors(pairs: BTreeSet<Pair>, comparison: &mut Comparison<'_>, cuts: &Cuts) -> Vec<Pair> {
    let mut ranked: Vec<Pair> = pairs.into_iter().collect();
    ranked.sort_by_key(|pair| (std::cmp::Reverse(comparison.of(*pair).strength()), *pair));
    let (mut of_a, mut of_b) = (BTreeMap::<usize, Vec<usize>>::new(), BTreeMap::<usize, Vec<usize>>::new());
    // Units that stand word for word on the other side are not also made of others.
    let (mut whole_a, mut whole_b) = (BTreeSet::new(), BTreeSet::new());
    let mut chosen = Vec::new();
    for pair in ranked {
        let near = |taken: Option<&Vec<usize>>, unit: usize| {
            taken.is_none_or(|others| others.iter().any(|other| other.abs_diff(unit) == 1))
        };
        let has_all = |taken: Option<&Vec<usize>>| taken.is_some_and(|others| others.len() >= MOST_PARTS);
        let is_free = !of_a.contains_key(&pair.0) && !of_b.contains_key(&pair.1);
        let is_part = near(of_a.get(&pair.0), pair.1) && near(of_b.get(&pair.1), pair.0);
        let is_whole = whole_a.contains(&pair.0) || whole_b.contains(&pair.1);
        if is_free || (is_part && !is_whole && is_half(comparison.of(pair))) {
            if has_all(of_a.get(&pair.0)) || has_all(of_b.get(&pair.1)) {
                cuts.add(Cut::Parts, 1);
                continue;
            }
            if comparison.of(pair).is_identical {
                whole_a.insert(pair.0);
                whole_b.insert(pair.1);
            }
            of_a.entry(pair.0).or_default().push(pair.1);
            of_b.entry(pair.1).or_default().push(pair.0);
            chosen.push(pair);
        }
    }
    chosen.sort_unstable();
    chosen
}

/// Part of a sentence that was split or joined: what it has is mostly there.
fn is_half(resemblance: Resemblance) -> bool {
    resemblance.longest_run >= 3
        && (resemblance.contained >= 500 || (resemblance.contained >= 400 && resemblance.shared_stems >= 4))
}

/// Joins neighbouring pairs of the same paragraphs, then sets verbatim runs apart.
fn grouped(pairs: &[Pair], comparison: &mut Comparison<'_>) -> Vec<SharedPassage> {
    let mut groups: Vec<Vec<Pair>> = Vec::new();
    for pair in pairs {
        let joins = |group: &Vec<Pair>| {
            group.iter().any(|other| {
                other.0.abs_diff(pair.0) <= 1
                    && other.1.abs_diff(pair.1) <= 1
                    && comparison.is_same_block(*other, *pair)
            })
        };
        // Pairs come in order of `a`, so only the last few groups can still be neighbours.
        let near = groups.iter().rev().take(4).position(joins).map(|back| groups.len() - 1 - back);
        match near.and_then(|at| groups.get_mut(at)) {
            Some(group) => group.push(*pair),
            None => groups.push(vec![*pair]),
        }
    }
    let mut passages = Vec::new();
    for group in groups {
        passages.extend(apart(&group, comparison).iter().filter_map(|part| covered(part)));
    }
    passages
}

fn covered(pairs: &[Pair]) -> Option<SharedPassage> {
    let range = |units: Vec<usize>| Some(*units.iter().min()?..*units.iter().max()? + 1);
    Some(SharedPassage {
        a: range(pairs.iter().map(|pair| pair.0).collect())?,
        b: range(pairs.iter().map(|pair| pair.1).collect())?,
    })
}

/// Cuts before and after runs of identical units that are long enough to stand alone.
fn apart(group: &[Pair], comparison: &mut Comparison<'_>) -> Vec<Vec<Pair>> {
    let same: Vec<bool> = group.iter().map(|pair| comparison.of(*pair).is_identical).collect();
    let mut parts: Vec<Vec<Pair>> = Vec::new();
    let mut at = 0;
    let mut is_after_run = true;
    while at < group.len() {
        let run = same.iter().skip(at).take_while(|same| **same).count();
        let is_run = run >= VERBATIM_RUN;
        let length = if is_run { run } else { run.max(1) };
        let part = group.get(at..at + length).unwrap_or_default();
        match parts.last_mut().filter(|_| !is_run && !is_after_run) {
            Some(last) => last.extend_from_slice(part),
            None => parts.push(part.to_vec()),
        }
        is_after_run = is_run;
        at += length;
    }
    parts
}
