//! Lightest sets that hit every core.
//!
//! Comes in: cores (sets of assertions that cannot all hold) and weights. Goes out: a set with a member in each
//! core, of least weight where the search could prove it. Reductions first, then branch and bound by component.

use crate::cover::Cover;
use std::collections::{BTreeMap, BTreeSet};

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
pub(crate) fn lightest(cores: &BTreeSet<Vec<u32>>, weights: &[u64]) -> Hit {
    let mut hit = Hit { members: BTreeSet::new(), is_lightest: true };
    let mut open: Vec<Vec<u32>> = cores.iter().cloned().collect();
    reduce(&mut open, &mut hit.members, weights);
    for component in components(&open) {
        let (members, is_lightest) = lightest_of(&mut Cover::of(&component, weights));
        hit.is_lightest &= is_lightest;
        hit.members.extend(members);
    }
    hit
}

/// Assertions of a lightest cover of one component, and whether that is proven.
pub(crate) fn lightest_of(cover: &mut Cover) -> (Vec<u32>, bool) {
    let best = cover.greedy();
    let best_weight = cover.weight_of(&best);
    let mut is_lightest = cover.least_left() >= best_weight;
    let mut search = Lightest { best, best_weight, until: cover.work + WORK };
    if !is_lightest && search.best.len() <= MANY {
        search.branch(cover, &mut Vec::new(), 0);
        is_lightest = cover.work < search.until;
    }
    (search.best.iter().map(|member| cover.members[*member as usize]).collect(), is_lightest)
}

/// Drops members that another one replaces at no more weight, and takes what is the only member left of a core.
fn reduce(open: &mut Vec<Vec<u32>>, taken: &mut BTreeSet<u32>, weights: &[u64]) {
    for _ in 0..PASSES {
        let before: usize = open.iter().map(Vec::len).sum();
        let kept = undominated(open, weights);
        for core in open.iter_mut() {
            core.retain(|member| kept.contains(member));
        }
        taken.extend(open.iter().filter(|core| core.len() == 1).flatten());
        open.retain(|core| !core.iter().any(|member| taken.contains(member)));
        open.sort_unstable();
        open.dedup();
        if open.iter().map(Vec::len).sum::<usize>() == before {
            return;
        }
    }
}

fn undominated(open: &[Vec<u32>], weights: &[u64]) -> BTreeSet<u32> {
    let mut cores_of: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (number, core) in open.iter().enumerate() {
        for member in core {
            cores_of.entry(*member).or_default().push(number as u32);
        }
    }
    let mut kept: BTreeSet<u32> = cores_of.keys().copied().collect();
    for (member, cores) in &cores_of {
        let Some(first) = cores.first().and_then(|number| open.get(*number as usize)) else { continue };
        let is_replaced = first.iter().any(|other| {
            let Some(others) = cores_of.get(other).filter(|_| other != member && kept.contains(other)) else {
                return false;
            };
            let is_cheaper = weights[*other as usize] <= weights[*member as usize];
            is_cheaper && others.len() >= cores.len() && is_subset(cores, others)
        });
        if is_replaced {
            kept.remove(member);
        }
    }
    kept
}

/// Both ascending.
fn is_subset(inner: &[u32], outer: &[u32]) -> bool {
    inner.iter().all(|number| outer.binary_search(number).is_ok())
}

/// Cores that share members, directly or through others, in the order of their first core.
pub(crate) fn components(cores: &[Vec<u32>]) -> Vec<Vec<Vec<u32>>> {
    let mut leader: Vec<usize> = (0..cores.len()).collect();
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    for (number, core) in cores.iter().enumerate() {
        for member in core {
            let other = *seen.entry(*member).or_insert(number);
            let (a, b) = (root_of(&mut leader, other), root_of(&mut leader, number));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut grouped: BTreeMap<usize, Vec<Vec<u32>>> = BTreeMap::new();
    for (number, core) in cores.iter().enumerate() {
        grouped.entry(root_of(&mut leader, number)).or_default().push(core.clone());
    }
    grouped.into_values().collect()
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

impl Lightest {
    /// Takes each member of an open core in turn; those tried before are ruled out below, so no set is met twice.
    fn branch(&mut self, cover: &mut Cover, taken: &mut Vec<u32>, weight: u64) {
        if cover.work >= self.until || weight + cover.least_left() >= self.best_weight {
            return;
        }
        let Some(core) = cover.tightest_open() else {
            self.best.clone_from(taken);
            self.best_weight = weight;
            return;
        };
        let mut tried = Vec::new();
        for member in cover.cores[core].clone() {
            if cover.is_excluded(member) {
                continue;
            }
            taken.push(member);
            cover.take(member);
            self.branch(cover, taken, weight + cover.weights[member as usize]);
            cover.put_back(member);
            taken.pop();
            cover.exclude(member, true);
            tried.push(member);
        }
        tried.into_iter().for_each(|member| cover.exclude(member, false));
    }
}
