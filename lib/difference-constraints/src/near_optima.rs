//! All nearly lightest repairs: the smallest sets of assertions that would have to be wrong.
//!
//! Comes in: a repaired system. Goes out: subset-minimal sets whose removal leaves the rest consistent, the lightest
//! first, none heavier than 5 % above the lightest. Bounded; says when there may be more.

use crate::branching::{Quest, walk};
use crate::cover::{Core, Cover};
use crate::diagnosis::Repair;
use crate::hitting_set::{MANY, components, lightest_of};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Sets of assertions, and whether there may be more of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Repairs {
    pub sets: Vec<Vec<u32>>,
    pub is_at_least: bool,
}

/// How many sets are tried against the system.
const TRIALS: usize = 100;
/// Rounds that may go by without a set that is enough, where not even the lightest is known.
const IDLE_ROUNDS: usize = 3;
/// Members that the listing of one component's covers may look at.
const WORK: u64 = 1_000_000;

/// The nearly lightest repairs, at most `limit`.
pub(crate) fn near_optima(repair: &mut Repair<'_>, limit: usize) -> Repairs {
    let own = repair.removed.clone();
    let lightest = repair.weight_of(&own);
    let mut found = Repairs { sets: Vec::new(), is_at_least: !repair.is_lightest };
    if own.is_empty() {
        return found;
    }
    let mut known = Known { slack: lightest / 20, limit: limit.max(1) * 2, covers: BTreeMap::new() };
    let mut tried: BTreeMap<Vec<u32>, bool> = BTreeMap::new();
    let mut idle_rounds = 0;
    'again: loop {
        repair.charge_for_cores();
        let candidates = candidates(repair, &mut known, lightest + lightest / 20);
        found.is_at_least |= candidates.is_at_least;
        found.sets.clear();
        repair.news.clear();
        for set in candidates.sets {
            if found.sets.len() >= limit {
                found.is_at_least = true;
                break;
            }
            // What was learnt from another set of this round speaks against this one as well.
            if repair.news.iter().any(|core| !core.iter().any(|member| set.binary_search(member).is_ok())) {
                continue;
            }
            let holds = match tried.get(&set) {
                Some(holds) => *holds,
                None if tried.len() >= TRIALS || repair.is_out_of_work() => {
                    found.is_at_least = true;
                    break 'again;
                }
                None => repair.holds_without(&set.iter().copied().collect()),
            };
            tried.insert(set.clone(), holds);
            if holds {
                found.sets.push(set);
            }
        }
        idle_rounds += usize::from(found.sets.is_empty());
        if repair.news.is_empty() {
            break;
        }
        if idle_rounds > IDLE_ROUNDS && !repair.is_lightest {
            found.is_at_least = true;
            break;
        }
    }
    repair.switch_back_to(&own);
    // Whatever else was tried, what was left out so far is known to be enough.
    let weight = |set: &Vec<u32>| set.iter().map(|member| repair.weights[*member as usize]).sum::<u64>();
    if found.sets.first().is_none_or(|first| weight(first) > lightest) {
        found.sets.insert(0, own.into_iter().collect());
        found.sets.truncate(limit.max(1));
    }
    found
}

type Covers = Vec<(u64, Vec<u32>)>;

/// Covers of components, kept while their cores stay the same.
struct Known {
    /// How much heavier than the lightest a set may be.
    slack: u64,
    limit: usize,
    covers: BTreeMap<Vec<Core>, (Rc<Covers>, bool)>,
}

impl Known {
    fn covers(&mut self, component: Vec<Core>, weights: &[u64]) -> (Rc<Covers>, bool) {
        let (slack, limit) = (self.slack, self.limit);
        let made = self.covers.entry(component);
        made.or_insert_with_key(|component| {
            let (covers, is_cut) = covers(component, weights, slack, limit);
            (Rc::new(covers), is_cut)
        })
        .clone()
    }
}

/// Minimal hitting sets of the known cores up to `heaviest`, lightest first.
fn candidates(repair: &Repair<'_>, known: &mut Known, heaviest: u64) -> Repairs {
    let cores: Vec<Core> = repair.cores.iter().cloned().collect();
    let mut is_at_least = false;
    let mut choices: Vec<Rc<Covers>> = Vec::new();
    for part in components(&cores) {
        let (covers, is_cut) = known.covers(part, repair.weights);
        is_at_least |= is_cut;
        choices.push(covers);
    }
    let least: u64 = choices.iter().filter_map(|covers| covers.first()).map(|first| first.0).sum();
    // By weight: which components take another cover than their first.
    let mut combined: Vec<(u64, Vec<(usize, usize)>)> = vec![(least, Vec::new())];
    for (part, covers) in choices.iter().enumerate().filter(|(_, covers)| covers.len() > 1) {
        let base = covers.first().map_or(0, |first| first.0);
        // Once there are enough, only what is lighter than the heaviest of them matters.
        let is_full = combined.len() >= known.limit;
        let below = if is_full { combined.last().map_or(heaviest + 1, |last| last.0) } else { heaviest + 1 };
        if covers.get(1).is_none_or(|second| least - base + second.0 >= below) {
            is_at_least |= is_full && covers.len() > 1;
            continue;
        }
        let mut next = combined.clone();
        for (choice, (own, _)) in covers.iter().enumerate().skip(1) {
            if least - base + own >= below {
                is_at_least |= is_full;
                break;
            }
            let heavier = combined.iter().map(|(weight, others)| (weight - base + own, others));
            next.extend(
                heavier.filter(|(weight, _)| *weight < below).map(|(weight, others)| {
                    (weight, others.iter().copied().chain([(part, choice)]).collect())
                }),
            );
        }
        next.sort();
        is_at_least |= next.len() > known.limit;
        next.truncate(known.limit);
        combined = next;
    }
    let mut sets: Vec<(u64, usize, Vec<u32>)> =
        combined.into_iter().map(|(weight, others)| together(&choices, weight, &others)).collect();
    sets.sort();
    Repairs { sets: sets.into_iter().map(|(_, _, members)| members).collect(), is_at_least }
}

fn together(choices: &[Rc<Covers>], weight: u64, others: &[(usize, usize)]) -> (u64, usize, Vec<u32>) {
    let mut chosen = vec![0; choices.len()];
    others.iter().for_each(|(part, choice)| chosen[*part] = *choice);
    let covers = choices.iter().zip(chosen).filter_map(|(covers, choice)| covers.get(choice));
    let mut members: Vec<u32> = covers.flat_map(|(_, members)| members).copied().collect();
    members.sort_unstable();
    (weight, members.len(), members)
}

/// Minimal covers of one component, at most `slack` heavier than its lightest, the lightest first; and whether there
/// may be more.
fn covers(cores: &[Core], weights: &[u64], slack: u64, limit: usize) -> (Covers, bool) {
    let mut cover = Cover::of(cores, weights);
    let (lightest, is_lightest) = lightest_of(&mut cover);
    let least = lightest.iter().map(|member| weights[*member as usize]).sum();
    let mut search =
        Covering { heaviest: least, limit, found: BTreeSet::new(), until: 0, is_cut: !is_lightest };
    if lightest.len() <= MANY {
        // Those as light as the lightest first: when there are too many, it is heavier ones that are left out.
        let next = cover.weights.iter().min().copied().unwrap_or(0).min(slack);
        for heaviest in BTreeSet::from([least, least + next, least + slack]) {
            if search.found.len() > limit {
                search.is_cut = true;
                break;
            }
            search.heaviest = heaviest;
            search.until = cover.work + WORK;
            walk(&mut search, &mut cover, &mut Vec::new(), 0);
        }
    } else {
        search.is_cut = true;
    }
    let mut found: Covers = search.found.into_iter().collect();
    if found.is_empty() {
        found.push((least, lightest));
    }
    search.is_cut |= found.len() > limit;
    found.truncate(limit);
    (found, search.is_cut)
}

struct Covering {
    heaviest: u64,
    limit: usize,
    found: BTreeSet<(u64, Vec<u32>)>,
    until: u64,
    is_cut: bool,
}

impl Quest for Covering {
    fn goes_on(&mut self, cover: &mut Cover, weight: u64) -> bool {
        if weight + cover.least_left() > self.heaviest {
            return false;
        }
        let is_over = cover.work > self.until || self.found.len() > self.limit * 4;
        self.is_cut |= is_over;
        !is_over
    }

    fn found(&mut self, cover: &Cover, taken: &[u32], weight: u64) {
        if cover.is_minimal(taken) {
            let mut members: Vec<u32> = taken.iter().map(|member| cover.members[*member as usize]).collect();
            members.sort_unstable();
            self.found.insert((weight, members));
        }
    }
}
