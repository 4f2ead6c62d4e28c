//! Lightest sets that hit every core.
//!
//! Comes in: cores (sets of assertions that cannot all hold) and weights. Goes out: a set with a member in each
//! core, of least weight where the search could prove it. Reductions first, then branch and bound by component.

use std::collections::{BTreeMap, BTreeSet};

/// A set that hits all cores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hit {
    pub members: BTreeSet<u32>,
    /// True when no lighter set exists.
    pub is_lightest: bool,
}

/// How many branches one component may take before the best set so far is kept.
const BRANCHES: usize = 20_000;

/// A lightest set that hits all `cores`.
pub(crate) fn lightest(cores: &BTreeSet<Vec<u32>>, weights: &[u64]) -> Hit {
    let mut hit = Hit { members: BTreeSet::new(), is_lightest: true };
    let mut open: Vec<Vec<u32>> = cores.iter().cloned().collect();
    reduce(&mut open, &mut hit.members, weights);
    for component in components(&open) {
        let mut search = Lightest::new(&component, weights);
        search.branch(&mut Vec::new(), 0);
        hit.is_lightest &= search.branches < BRANCHES;
        hit.members.extend(search.best);
    }
    hit
}

/// Drops members that another one replaces at no more weight, and takes what is the only member left of a core.
fn reduce(open: &mut Vec<Vec<u32>>, taken: &mut BTreeSet<u32>, weights: &[u64]) {
    loop {
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

struct Lightest<'input> {
    cores: &'input [Vec<u32>],
    weights: &'input [u64],
    best: Vec<u32>,
    best_weight: u64,
    branches: usize,
}

impl<'input> Lightest<'input> {
    fn new(cores: &'input [Vec<u32>], weights: &'input [u64]) -> Self {
        let best = greedy(cores, weights);
        let best_weight = best.iter().map(|member| weights[*member as usize]).sum();
        Lightest { cores, weights, best, best_weight, branches: 0 }
    }

    fn branch(&mut self, taken: &mut Vec<u32>, weight: u64) {
        self.branches += 1;
        if self.branches >= BRANCHES || weight + self.least_left(taken) >= self.best_weight {
            return;
        }
        let open = self.cores.iter().filter(|core| !core.iter().any(|member| taken.contains(member)));
        let Some(core) = open.min_by_key(|core| core.len()) else {
            self.best.clone_from(taken);
            self.best_weight = weight;
            return;
        };
        for member in core {
            taken.push(*member);
            self.branch(taken, weight + self.weights[*member as usize]);
            taken.pop();
        }
    }

    /// Cores that share no member each cost at least their lightest one.
    fn least_left(&self, taken: &[u32]) -> u64 {
        let mut used: BTreeSet<u32> = taken.iter().copied().collect();
        let mut least = 0;
        for core in self.cores {
            if core.iter().any(|member| used.contains(member)) {
                continue;
            }
            least += core.iter().map(|member| self.weights[*member as usize]).min().unwrap_or(0);
            used.extend(core);
        }
        least
    }
}

/// Takes the member that hits most open cores for its weight, until all are hit.
fn greedy(cores: &[Vec<u32>], weights: &[u64]) -> Vec<u32> {
    let mut taken: Vec<u32> = Vec::new();
    let mut open: Vec<&Vec<u32>> = cores.iter().collect();
    while !open.is_empty() {
        let mut hits: BTreeMap<u32, u64> = BTreeMap::new();
        for member in open.iter().flat_map(|core| core.iter()) {
            *hits.entry(*member).or_default() += 1;
        }
        // hits_a / weight_a > hits_b / weight_b without division; the first of equals stays.
        let better = |a: (u32, u64), b: (u32, u64)| {
            let gain = |count: u64, other: u32| u128::from(count) * u128::from(weights[other as usize]);
            gain(a.1, b.0) > gain(b.1, a.0)
        };
        let best = hits.into_iter().reduce(|best, next| if better(next, best) { next } else { best });
        let Some((member, _)) = best else { break };
        taken.push(member);
        open.retain(|core| !core.contains(&member));
    }
    taken
}
