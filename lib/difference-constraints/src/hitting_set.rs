//! Lightest sets that hit every core.
//!
//! Comes in: cores (sets of assertions that cannot all hold) and weights. Goes out: a set with a member in each
//! core, of least weight where the search could prove it. Reductions first, then branch and bound by component.

use crate::branching::{Quest, walk};
use crate::cover::{Core, CoresOf, Cover};
use std::collections::BTreeSet;

/// Passes of the reductions; each is worth its time only while the last one shrank much.
const PASSES: usize = 16;

/// A set that hits all cores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hit {
    pub members: BTreeSet<u32>,
    /// True when no lighter set exists.
    pub is_lightest: bool,
}

/// Members one component's search may look at before its best set so far is kept.
const WORK: u64 = 2_000_000;
/// A cover of more members than this is taken as it is.
pub(crate) const MANY: usize = 400;

/// A lightest set that hits all `cores`.
pub(crate) fn lightest(cores: &BTreeSet<Core>, weights: &[u64]) -> Hit {
    let (members, mut open) = numbered(cores);
    let weights: Vec<u64> = members.iter().map(|member| weights[*member as usize]).collect();
    let mut is_taken = vec![false; members.len()];
    reduce(&mut open, &mut is_taken, &weights);
    let mut is_proven = true;
    for component in components(&open) {
        let (taken, is_lightest) = lightest_of(&mut Cover::of(&component, &weights));
        is_proven &= is_lightest;
        taken.into_iter().for_each(|member| is_taken[member as usize] = true);
    }
    let taken = members.into_iter().zip(is_taken).filter_map(|(member, is_taken)| is_taken.then_some(member));
    Hit { members: taken.collect(), is_lightest: is_proven }
}

/// All members, ascending, and the cores with each member as its place among them.
fn numbered(cores: &BTreeSet<Core>) -> (Vec<u32>, Vec<Core>) {
    let mut members: Vec<u32> = cores.iter().flat_map(|core| core.iter().copied()).collect();
    members.sort_unstable();
    members.dedup();
    let place = |member: &u32| members.binary_search(member).unwrap_or(0) as u32;
    let numbered = cores.iter().map(|core| core.iter().map(place).collect()).collect();
    (members, numbered)
}

/// Assertions of a lightest cover of one component, and whether that is proven.
pub(crate) fn lightest_of(cover: &mut Cover) -> (Vec<u32>, bool) {
    let best = cover.greedy();
    let best_weight = cover.weight_of(&best);
    let mut is_lightest = cover.least_left() >= best_weight;
    let mut search = Lightest { best, best_weight, until: cover.work + WORK };
    if !is_lightest && search.best.len() <= MANY {
        walk(&mut search, cover, &mut Vec::new(), 0);
        is_lightest = cover.work < search.until;
    }
    (search.best.iter().map(|member| cover.members[*member as usize]).collect(), is_lightest)
}

/// Drops members that another one replaces at no more weight, and takes what is the only member left of a core.
fn reduce(open: &mut Vec<Core>, is_taken: &mut [bool], weights: &[u64]) {
    for _ in 0..PASSES {
        let before: usize = open.iter().map(|core| core.len()).sum();
        let is_kept = undominated(open, weights);
        for core in open.iter_mut().filter(|core| core.iter().any(|member| !is_kept[*member as usize])) {
            *core = core.iter().copied().filter(|member| is_kept[*member as usize]).collect();
        }
        open.iter()
            .filter(|core| core.len() == 1)
            .for_each(|core| core.iter().for_each(|member| is_taken[*member as usize] = true));
        open.retain(|core| !core.iter().any(|member| is_taken[*member as usize]));
        open.sort_unstable();
        open.dedup();
        if open.iter().map(|core| core.len()).sum::<usize>() == before {
            return;
        }
    }
}

/// By member: whether no other one stands in all its cores and weighs no more.
fn undominated(open: &[Core], weights: &[u64]) -> Vec<bool> {
    let cores_of = CoresOf::of(open, weights.len());
    let mut is_kept = vec![true; weights.len()];
    for member in 0..weights.len() {
        let cores = cores_of.get(member as u32);
        let Some(first) = cores.first().and_then(|number| open.get(*number as usize)) else { continue };
        let is_replaced = first.iter().any(|other| {
            let is_cheaper = weights[*other as usize] <= weights[member];
            let others = cores_of.get(*other);
            let may_replace = *other as usize != member && is_kept[*other as usize] && is_cheaper;
            may_replace && others.len() >= cores.len() && is_subset(cores, others)
        });
        is_kept[member] = !is_replaced;
    }
    is_kept
}

/// Both ascending.
fn is_subset(inner: &[u32], outer: &[u32]) -> bool {
    inner.iter().all(|number| outer.binary_search(number).is_ok())
}

/// Cores that share members, directly or through others, in the order of their first core.
pub(crate) fn components(cores: &[Core]) -> Vec<Vec<Core>> {
    let mut leader: Vec<usize> = (0..cores.len()).collect();
    let members = cores.iter().filter_map(|core| core.last()).max().map_or(0, |last| *last as usize + 1);
    let mut first_with = vec![usize::MAX; members];
    for (number, core) in cores.iter().enumerate() {
        for member in core.iter() {
            let first = &mut first_with[*member as usize];
            if *first == usize::MAX {
                *first = number;
                continue;
            }
            let (a, b) = (root_of(&mut leader, *first), root_of(&mut leader, number));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut place = vec![usize::MAX; cores.len()];
    let mut grouped: Vec<Vec<Core>> = Vec::new();
    for (number, core) in cores.iter().enumerate() {
        let root = root_of(&mut leader, number);
        if place[root] == usize::MAX {
            place[root] = grouped.len();
            grouped.push(Vec::new());
        }
        grouped[place[root]].push(core.clone());
    }
    grouped
}

fn root_of(leader: &mut [usize], mut at: usize) -> usize {
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}

struct Lightest {
    best: Vec<u32>,
    best_weight: u64,
    until: u64,
}

impl Quest for Lightest {
    fn goes_on(&mut self, cover: &mut Cover, weight: u64) -> bool {
        cover.work < self.until && weight + cover.least_left() < self.best_weight
    }

    fn found(&mut self, _: &Cover, taken: &[u32], weight: u64) {
        self.best = taken.to_vec();
        self.best_weight = weight;
    }
}
