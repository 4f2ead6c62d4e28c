//! All nearly lightest repairs: the smallest sets of assertions that would have to be wrong.
//!
//! Comes in: a repaired system. Goes out: subset-minimal sets whose removal leaves the rest consistent, the lightest
//! first, none heavier than 5 % above the lightest. Bounded; says when there may be more.

use crate::diagnosis::Repair;
use crate::hitting_set::components;
use std::collections::BTreeSet;

/// Sets of assertions, and whether there may be more of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Repairs {
    pub sets: Vec<Vec<u32>>,
    pub is_at_least: bool,
}

/// How many sets are tried against the system, and how many branches each component may take.
const TRIALS: usize = 256;
const BRANCHES: usize = 5_000;

/// The nearly lightest repairs, at most `limit`.
pub(crate) fn near_optima(repair: &mut Repair<'_>, limit: usize) -> Repairs {
    let own = repair.removed.clone();
    let lightest = repair.weight_of(&own);
    let mut found = Repairs { sets: Vec::new(), is_at_least: !repair.is_lightest };
    if own.is_empty() {
        return found;
    }
    let heaviest = lightest + lightest / 20;
    let mut refused = BTreeSet::new();
    let mut trials = 0;
    'again: loop {
        let candidates = candidates(repair, heaviest, limit.max(1) * 2);
        found.is_at_least |= candidates.is_at_least;
        found.sets.clear();
        for set in candidates.sets {
            let members: BTreeSet<u32> = set.iter().copied().collect();
            trials += 1;
            if trials > TRIALS || found.sets.len() >= limit {
                found.is_at_least = true;
                break 'again;
            }
            if refused.contains(&set) {
                continue;
            }
            let known = repair.cores.len();
            if repair.switch_to(&members) {
                found.sets.push(set);
                continue;
            }
            refused.insert(set);
            if repair.cores.len() > known {
                continue 'again;
            }
        }
        break;
    }
    repair.switch_to(&own);
    if found.sets.is_empty() {
        found.sets.push(own.into_iter().collect());
    }
    found
}

/// Minimal hitting sets of the known cores up to `heaviest`, lightest first, at most `limit`.
fn candidates(repair: &Repair<'_>, heaviest: u64, limit: usize) -> Repairs {
    let cores: Vec<Vec<u32>> = repair.cores.iter().cloned().collect();
    let parts = components(&cores);
    let mut is_at_least = false;
    let mut choices: Vec<Vec<(u64, Vec<u32>)>> = Vec::new();
    for part in &parts {
        let mut hitting = Hitting::new(part, repair.weights, limit);
        hitting.search();
        is_at_least |= hitting.is_cut;
        choices.push(hitting.found);
    }
    let least: u64 = choices.iter().map(|choice| choice.first().map_or(0, |first| first.0)).sum();
    let mut combined: Vec<(u64, Vec<u32>)> = vec![(least, Vec::new())];
    for choice in &choices {
        let base = choice.first().map_or(0, |first| first.0);
        let mut next: Vec<(u64, Vec<u32>)> = Vec::new();
        for (weight, members) in &combined {
            for (own, added) in choice {
                let total = weight - base + own;
                if total <= heaviest {
                    next.push((total, members.iter().chain(added).copied().collect()));
                }
            }
        }
        next.sort();
        is_at_least |= next.len() > limit;
        next.truncate(limit);
        combined = next;
    }
    let mut sets: Vec<(u64, usize, Vec<u32>)> = combined
        .into_iter()
        .map(|(weight, mut members)| {
            members.sort_unstable();
            (weight, members.len(), members)
        })
        .collect();
    sets.sort();
    Repairs { sets: sets.into_iter().map(|(_, _, members)| members).collect(), is_at_least }
}

/// Minimal hitting sets of one component, nearly lightest.
struct Hitting<'input> {
    cores: &'input [Vec<u32>],
    weights: &'input [u64],
    limit: usize,
    /// Least weight found so far; sets up to 5 % above it are kept.
    least: u64,
    found: Vec<(u64, Vec<u32>)>,
    branches: usize,
    is_cut: bool,
}

impl<'input> Hitting<'input> {
    fn new(cores: &'input [Vec<u32>], weights: &'input [u64], limit: usize) -> Self {
        let own: BTreeSet<Vec<u32>> = cores.iter().cloned().collect();
        let hit = crate::hitting_set::lightest(&own, weights);
        let members: Vec<u32> = hit.members.into_iter().collect();
        let least = members.iter().map(|member| weights[*member as usize]).sum();
        Hitting { cores, weights, limit, least, found: vec![(least, members)], branches: 0, is_cut: false }
    }

    fn search(&mut self) {
        self.branch(&mut Vec::new(), &mut BTreeSet::new(), 0);
        for (_, members) in &mut self.found {
            members.sort_unstable();
        }
        self.found.sort();
        self.found.dedup();
        let sets = self.found.clone();
        self.found.retain(|(_, members)| is_minimal(members, self.cores));
        if self.found.is_empty() {
            self.found = sets.into_iter().take(1).collect();
        }
        self.is_cut |= self.found.len() > self.limit;
        self.found.truncate(self.limit);
    }

    /// Takes each member of an open core in turn; members already tried at this level are excluded below it, so no set
    /// is met twice.
    fn branch(&mut self, taken: &mut Vec<u32>, excluded: &mut BTreeSet<u32>, weight: u64) {
        self.branches += 1;
        if self.branches > BRANCHES || self.found.len() > self.limit * 4 {
            self.is_cut = true;
            return;
        }
        if weight > self.least + self.least / 20 {
            return;
        }
        let is_open = |core: &&Vec<u32>| !core.iter().any(|member| taken.contains(member));
        let free = |core: &Vec<u32>| core.iter().filter(|member| !excluded.contains(*member)).count();
        let Some(core) = self.cores.iter().filter(is_open).min_by_key(|core| free(core)) else {
            self.found.push((weight, taken.clone()));
            return;
        };
        let mut tried = Vec::new();
        for member in core {
            if excluded.contains(member) {
                continue;
            }
            taken.push(*member);
            self.branch(taken, excluded, weight + self.weights[*member as usize]);
            taken.pop();
            excluded.insert(*member);
            tried.push(*member);
        }
        for member in tried {
            excluded.remove(&member);
        }
    }
}

/// True if every member is the only one that hits some core.
fn is_minimal(members: &[u32], cores: &[Vec<u32>]) -> bool {
    members.iter().all(|member| {
        cores.iter().any(|core| {
            core.contains(member) && !core.iter().any(|other| other != member && members.contains(other))
        })
    })
}
