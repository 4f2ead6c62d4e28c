//! Which assertions would have to be wrong: implicit hitting sets.
//!
//! Comes in: a graph, its assertions and weights. Goes out: a consistent rest, the assertions left out of it, and the
//! cores (sets that cannot all hold) that speak for leaving them out. Never rejects by order of arrival: whole cycles
//! are set aside first, then taken back in, then improved until a lightest hitting set of all known cores is reached.

use crate::bounds::FromOrigin;
use crate::cover::Core;
use crate::cycles::Search;
use crate::feasibility::clear_cycles;
use crate::gaps::{Union, reached};
use crate::graph::{Graph, Members};
use crate::hitting_set::lightest;
use crate::insertion::{HOPS, Scratch, cycle_closed_by, switch_on_or_shortest};
use crate::minimal::shrink;
use std::collections::BTreeSet;

/// Rounds of hitting all cores and looking for new ones.
const ROUNDS: usize = 40;
/// Rounds that may go by without a greater weight that has to be left out: among a crowd that all contradict each other,
/// new cores never end and prove little.
const IDLE_ROUNDS: usize = 3;
/// Links that may be looked at in search of one core more.
const NEAR: u64 = 2_000;
/// Different cores sought for one assertion in one round.
const CORES_EACH: usize = 2;
/// Links that may be looked at while contradictions are found and repairs sought: so many, and so many for each edge.
/// The first half is for finding out what can hold at all.
const WORK: u64 = 40_000_000;
const WORK_EACH: u64 = 400;

/// A graph being repaired: switched-off assertions on one side, a consistent rest on the other.
pub(crate) struct Repair<'system> {
    pub graph: Graph,
    pub edges_of: Members,
    pub unions: &'system [Union],
    pub weights: &'system [u64],
    /// Sets of assertions that cannot all hold, each minimal as far as its cycle goes.
    pub cores: BTreeSet<Core>,
    /// Cores learnt since this was last cleared.
    pub news: Vec<Core>,
    /// Assertions that are switched off; the rest is consistent.
    pub removed: BTreeSet<u32>,
    /// True when no lighter set of assertions leaves a consistent rest.
    pub is_lightest: bool,
    /// Assertions that are switched off because the work ran out before they were looked at; part of nothing else here.
    pub unread: BTreeSet<u32>,
    /// Where the work ends.
    until: u64,
    other_work: u64,
    scratch: Scratch,
    search: Search,
}

impl<'system> Repair<'system> {
    /// Makes `graph` consistent by switching off as little weight as it can find.
    pub fn of(graph: Graph, unions: &'system [Union], weights: &'system [u64]) -> Self {
        let mut repair = Repair::unsolved(graph, unions, weights);
        let Repair { graph, scratch, search, edges_of, until, .. } = &mut repair;
        let cleared = clear_cycles(graph, scratch, search, edges_of, *until / 2);
        repair.unread = cleared.unread;
        if cleared.cycles.is_empty() {
            repair.leave_gaps();
            return repair;
        }
        for cycle in cleared.cycles {
            let core = repair.graph.assertions(&cycle);
            repair.removed.extend(&core);
            repair.learn(core);
        }
        repair.take_back_compatible();
        repair.improve();
        repair.leave_gaps();
        repair
    }

    fn unsolved(graph: Graph, unions: &'system [Union], weights: &'system [u64]) -> Self {
        let edges_of = Members::of(&graph, weights.len());
        Repair {
            other_work: 0,
            until: WORK + WORK_EACH * graph.edges().len() as u64,
            scratch: Scratch::for_nodes(graph.nodes()),
            search: Search::for_nodes(graph.nodes()),
            graph,
            edges_of,
            unions,
            weights,
            cores: BTreeSet::new(),
            news: Vec::new(),
            removed: BTreeSet::new(),
            is_lightest: true,
            unread: BTreeSet::new(),
        }
    }

    fn learn(&mut self, core: impl Into<Core>) {
        let core: Core = core.into();
        if self.cores.insert(core.clone()) {
            self.news.push(core);
        }
    }

    pub fn is_out_of_work(&self) -> bool {
        self.scratch.work() + self.search.work() + self.other_work > self.until
    }

    /// Going through all cores is work as well.
    pub fn charge_for_cores(&mut self) {
        self.other_work += 10 * self.cores.iter().map(|core| 1 + core.len() as u64).sum::<u64>();
    }

    pub fn weight_of(&self, members: &BTreeSet<u32>) -> u64 {
        members.iter().map(|member| self.weights[*member as usize]).sum()
    }

    /// Takes back what was set aside only because it stood in a cycle with something else: first whatever the
    /// untouched rest allows by itself, those in fewest cycles first; what it does not allow stays out.
    fn take_back_compatible(&mut self) {
        let mut cycles_of = vec![0_usize; self.weights.len()];
        for member in self.cores.iter().flat_map(|core| core.iter()) {
            cycles_of[*member as usize] += 1;
        }
        let mut aside: Vec<(usize, u32)> = Vec::new();
        let rest = FromOrigin::of(&self.graph);
        for assertion in self.removed.clone() {
            if self.is_out_of_work() {
                break;
            }
            let is_suspect = self.is_excluded_by(&rest, assertion) || !self.take_back(assertion);
            self.switch_assertion_off(assertion);
            if !is_suspect {
                aside.push((cycles_of[assertion as usize], assertion));
            }
        }
        aside.sort_unstable();
        for (_, assertion) in aside {
            if !self.is_out_of_work() && self.take_back(assertion) {
                self.removed.remove(&assertion);
            }
        }
    }

    /// True if an edge of `assertion` contradicts the times that the rest allows its ends: no search is needed to tell.
    fn is_excluded_by(&self, rest: &FromOrigin, assertion: u32) -> bool {
        self.edges_of.get(assertion).iter().any(|number| rest.excludes(self.graph.edge(*number)))
    }

    fn improve(&mut self) {
        let mut best = self.removed.clone();
        let mut is_asked = BTreeSet::new();
        self.is_lightest = false;
        let (mut heaviest_hit, mut idle_rounds) = (0, 0);
        for _ in 0..ROUNDS {
            if self.is_out_of_work() || idle_rounds > IDLE_ROUNDS {
                break;
            }
            self.find_cores(&mut is_asked);
            self.charge_for_cores();
            let hit = lightest(&self.cores, self.weights);
            if self.weight_of(&hit.members) >= self.weight_of(&best) {
                self.is_lightest = hit.is_lightest;
                break;
            }
            let weight = self.weight_of(&hit.members);
            idle_rounds = if weight > heaviest_hit { 0 } else { idle_rounds + 1 };
            heaviest_hit = weight.max(heaviest_hit);
            let is_consistent = self.switch_to(&hit.members);
            if !(is_consistent && hit.is_lightest) {
                self.take_back_needless();
            }
            if self.weight_of(&self.removed) < self.weight_of(&best) {
                best.clone_from(&self.removed);
            }
            if is_consistent {
                self.is_lightest = hit.is_lightest;
                break;
            }
        }
        self.switch_back_to(&best);
        if !self.is_lightest {
            self.take_back_needless();
        }
    }

    /// Switches off exactly `members` and, where that is not enough, whatever then cannot be taken back. True when it
    /// was enough. Every refusal leaves a core behind.
    pub fn switch_to(&mut self, members: &BTreeSet<u32>) -> bool {
        let before = std::mem::take(&mut self.removed);
        for assertion in members {
            self.switch_assertion_off(*assertion);
        }
        self.removed.extend(members);
        for assertion in before.difference(members) {
            if let Err(cycle) = self.switch_assertion_on(*assertion) {
                let core = self.graph.assertions(&cycle);
                self.learn(core);
                self.removed.insert(*assertion);
            }
        }
        self.removed.len() == members.len()
    }

    /// As [`Repair::switch_to`], for what is known to be consistent without `members`, whatever the work.
    pub fn switch_back_to(&mut self, members: &BTreeSet<u32>) {
        self.until += WORK;
        self.switch_to(members);
    }

    /// As [`Repair::switch_to`], unions included. Where it was not enough, a core that shows it is among the cores.
    pub fn holds_without(&mut self, members: &BTreeSet<u32>) -> bool {
        if !self.switch_to(members) {
            return false;
        }
        let core = self.gap_core();
        let holds = core.is_none();
        core.into_iter().for_each(|core| self.learn(core));
        holds
    }

    /// Unions that are on, by number.
    pub fn unions_on(&self) -> Vec<(u32, &'system Union)> {
        let is_on = |assertion: &u32| !self.removed.contains(assertion) && !self.unread.contains(assertion);
        let numbered = self.unions.iter().enumerate().map(|(number, union)| (number as u32, union));
        numbered.filter(|(_, union)| is_on(&union.assertion)).collect()
    }

    /// A minimal set of assertions that are on and cannot all hold because of unions.
    fn gap_core(&mut self) -> Option<Vec<u32>> {
        let unions = self.unions_on();
        if unions.is_empty() {
            return None;
        }
        self.other_work += self.graph.edges().len() as u64 * 4;
        let steps = reached(&self.graph, &unions, true).err()?;
        let core = self.graph.assertions_of(&steps, self.unions);
        shrink(self, core, &mut 0)
    }

    /// Goes on until the rest can hold with its unions as well: as long as it can, with a lightest set that hits all
    /// cores.
    fn leave_gaps(&mut self) {
        let mut is_lightest = self.is_lightest;
        while let Some(core) = self.gap_core() {
            if self.is_out_of_work() {
                is_lightest = false;
                core.iter().for_each(|member| self.switch_assertion_off(*member));
                self.removed.extend(&core);
                self.learn(core);
                continue;
            }
            self.learn(core);
            for _ in 0..ROUNDS {
                self.charge_for_cores();
                let hit = lightest(&self.cores, self.weights);
                is_lightest = self.switch_to(&hit.members) && hit.is_lightest;
                if is_lightest || self.is_out_of_work() {
                    break;
                }
            }
        }
        self.is_lightest = is_lightest;
    }

    fn take_back_needless(&mut self) {
        let needed = self.needed();
        for assertion in self.removed.clone() {
            if !needed.contains(&assertion) && !self.is_out_of_work() && self.take_back(assertion) {
                self.removed.remove(&assertion);
            }
        }
    }

    /// Assertions that are left out and alone hit some core: they cannot be taken back.
    fn needed(&self) -> BTreeSet<u32> {
        let only = |core: &Core| {
            let mut hits = core.iter().filter(|member| self.removed.contains(*member));
            hits.next().filter(|_| hits.next().is_none()).copied()
        };
        self.cores.iter().filter_map(only).collect()
    }

    fn switch_assertion_off(&mut self, assertion: u32) {
        for number in self.edges_of.get(assertion) {
            self.graph.switch(*number, false);
        }
    }

    /// True if all edges of an assertion can be switched on, and are.
    fn take_back(&mut self, assertion: u32) -> bool {
        let refused = self.first_refused(assertion);
        if refused.is_some() {
            self.switch_assertion_off(assertion);
        }
        refused.is_none()
    }

    /// All edges of an assertion, or none and the cycle that forbids it, with as few edges as the search can find.
    fn switch_assertion_on(&mut self, assertion: u32) -> Result<(), Vec<u32>> {
        let Some(cycle) = self.first_refused(assertion) else { return Ok(()) };
        self.switch_assertion_off(assertion);
        Err(cycle)
    }

    /// Switches on the edges of an assertion up to the first that cannot be, whose cycle is given.
    fn first_refused(&mut self, assertion: u32) -> Option<Vec<u32>> {
        let Repair { graph, scratch, search, edges_of, .. } = self;
        for number in edges_of.get(assertion) {
            if graph.is_on(*number) {
                continue;
            }
            if let Err(cycle) = switch_on_or_shortest(graph, scratch, search, *number) {
                return Some(cycle);
            }
        }
        None
    }

    /// For each assertion left out that was not asked before, up to [`CORES_EACH`] cores that share nothing else.
    fn find_cores(&mut self, is_asked: &mut BTreeSet<u32>) {
        let asked: Vec<u32> = self.removed.difference(is_asked).copied().collect();
        let first = self.first_cores(&asked);
        for (assertion, core) in asked.into_iter().zip(first) {
            if self.is_out_of_work() {
                return;
            }
            is_asked.insert(assertion);
            self.cores_through(assertion, core);
        }
    }

    /// The first known core of each of `assertions`, which ascend.
    fn first_cores(&self, assertions: &[u32]) -> Vec<Option<Core>> {
        let mut first = vec![None; assertions.len()];
        for core in &self.cores {
            for place in core.iter().filter_map(|member| assertions.binary_search(member).ok()) {
                first[place].get_or_insert_with(|| core.clone());
            }
        }
        first
    }

    fn cores_through(&mut self, assertion: u32, known: Option<Core>) {
        let mut banned = Vec::new();
        let mut next = known;
        for _ in 0..CORES_EACH {
            let Some(core) = next.take().or_else(|| self.another_core(assertion).map(Core::from)) else {
                break;
            };
            let is_on = |member: &&u32| **member != assertion && !self.removed.contains(*member);
            let others: Vec<u32> = core.iter().filter(is_on).copied().collect();
            others.iter().for_each(|member| self.switch_assertion_off(*member));
            banned.extend(&others);
            self.learn(core);
            if others.is_empty() {
                break;
            }
        }
        self.switch_back_on(&banned);
    }

    /// A core of one edge of `assertion` and of others that are on, if it is near.
    fn another_core(&mut self, assertion: u32) -> Option<Vec<u32>> {
        let Repair { graph, scratch, search, edges_of, .. } = self;
        let edges = edges_of.get(assertion).iter();
        let cycle = edges
            .filter_map(|number| {
                search
                    .through(graph, *number, HOPS)
                    .or_else(|| cycle_closed_by(graph, scratch, *number, NEAR))
            })
            .min_by_key(Vec::len)?;
        Some(graph.assertions(&cycle))
    }

    /// Edges whose switching off was a test: the potential has to satisfy them again, and can.
    fn switch_back_on(&mut self, assertions: &[u32]) {
        for assertion in assertions {
            if self.switch_assertion_on(*assertion).is_err() {
                self.removed.insert(*assertion);
            }
        }
    }
}
