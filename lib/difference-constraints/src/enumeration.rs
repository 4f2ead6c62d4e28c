//! Minimal conflicts: smallest sets of assertions that cannot all hold.
//!
//! Comes in: a repaired system. Goes out: conflicts, fewest assertions first. The minimal infeasible sets of difference
//! constraints are exactly the simple negative cycles, and each holds an edge that the potential of the consistent rest
//! does not satisfy (a suspect). So cycles are listed through one suspect after the other, the earlier ones avoided:
//! all of them where that ends in reasonable time, else by length, and the list says "at least".

use crate::by_node::ByNode;
use crate::cover::Core;
use crate::diagnosis::Repair;
use crate::graph::{Graph, NONE, Sum};
use crate::minimal::only_minimal;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};

/// Sets of assertions, and whether there may be more of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Conflicts {
    pub sets: Vec<Vec<u32>>,
    pub is_at_least: bool,
}

/// Edges that may be looked at while all cycles are listed, and while they are listed by length.
const WORK_FOR_ALL: u64 = 500_000;
const WORK_BY_LENGTH: u64 = 5_000_000;
/// Edges of the longest cycle listed by length, and of any cycle listed.
const LONGEST_BY_LENGTH: usize = 12;
const LONGEST: usize = 400;
/// Nodes of the hitting-set tree.
const NODES: usize = 4_000;

/// The minimal conflicts of the whole system, at most `limit`.
pub(crate) fn conflicts(repair: &mut Repair<'_>, limit: usize) -> Conflicts {
    if repair.removed.is_empty() {
        return Conflicts::default();
    }
    let mut listing = Listing::new(repair, limit.saturating_mul(4));
    if !listing.all() {
        listing.by_length(limit);
    }
    let found = std::mem::take(&mut listing.found);
    let is_cut = listing.is_cut;
    repair.cores.extend(found.into_iter().map(Core::from));
    let is_cut = !with_gaps(repair) || is_cut;
    let (minimal, is_all_minimal) = only_minimal(repair, repair.cores.iter().map(|core| core.to_vec()));
    let is_at_least = is_cut || !is_all_minimal || minimal.len() > limit;
    Conflicts { sets: minimal.into_iter().take(limit).collect(), is_at_least }
}

/// Adds conflicts that unions take part in to the cores: whatever is known to be contradictory is left out in every way,
/// one member each, and what still cannot hold is a new core (Reiter's hitting-set tree). False if there may be more.
fn with_gaps(repair: &mut Repair<'_>) -> bool {
    if repair.unions.is_empty() {
        return true;
    }
    let own = repair.removed.clone();
    let mut seen = BTreeSet::from([BTreeSet::new()]);
    let mut open = VecDeque::from([BTreeSet::new()]);
    let mut is_all = true;
    while let Some(left_out) = open.pop_front() {
        if seen.len() > NODES || repair.is_out_of_work() {
            is_all = false;
            break;
        }
        let is_apart = |core: &&Core| !core.iter().any(|member| left_out.contains(member));
        if !repair.cores.iter().any(|core| is_apart(&core)) && repair.holds_without(&left_out) {
            continue;
        }
        let Some(core) = repair.cores.iter().find(is_apart) else { continue };
        for member in core.iter() {
            let more: BTreeSet<u32> = left_out.iter().copied().chain([*member]).collect();
            if seen.insert(more.clone()) {
                open.push_back(more);
            }
        }
    }
    repair.switch_back_to(&own);
    is_all
}

struct Listing<'graph> {
    graph: &'graph Graph,
    is_unread: Vec<bool>,
    /// Edges that the potential does not satisfy, ascending.
    suspects: Vec<u32>,
    /// By edge: its place among the suspects, or [`NONE`].
    place: Vec<u32>,
    /// By suspect: what it and all later ones that can share a cycle with it lack in sum.
    lack: Vec<Sum>,
    found: BTreeSet<Vec<u32>>,
    most: usize,
    work: u64,
    until: u64,
    is_cut: bool,
    is_on_path: Vec<bool>,
    /// Of the search that is going on, by node: the least reduced cost to the goal, [`FAR`] where it is not known.
    left: ByNode<Sum>,
    /// And the fewest edges to the goal, where that is less than `unseen_hops`.
    hops: ByNode<usize>,
}

const FAR: Sum = Sum::MAX;
const UNSEEN: usize = usize::MAX;

/// One search for cycles through a suspect.
struct Walk {
    suspect: u32,
    goal: u32,
    is_left_known: bool,
    unseen_hops: usize,
    /// Edges that the cycle may have.
    length: usize,
    path: Vec<u32>,
}

impl<'graph> Listing<'graph> {
    fn new(repair: &'graph Repair<'_>, most: usize) -> Self {
        let graph = &repair.graph;
        let mut is_unread = vec![false; graph.edges().len()];
        for number in repair.unread.iter().flat_map(|assertion| repair.edges_of.get(*assertion)) {
            is_unread[*number as usize] = true;
        }
        let all = 0..graph.edges().len() as u32;
        let suspects: Vec<u32> = all
            .filter(|number| !is_unread[*number as usize])
            .filter(|number| is_suspect(graph, *number))
            .collect();
        let mut place = vec![NONE; graph.edges().len()];
        suspects.iter().enumerate().for_each(|(at, number)| place[*number as usize] = at as u32);
        let lack = lacks(graph, &suspects);
        let is_on_path = vec![false; graph.nodes()];
        let (found, is_cut) = (BTreeSet::new(), !repair.unread.is_empty());
        Listing {
            graph,
            is_unread,
            suspects,
            place,
            lack,
            found,
            most,
            work: 0,
            until: 0,
            is_cut,
            is_on_path,
            left: ByNode::new(graph.nodes(), FAR),
            hops: ByNode::new(graph.nodes(), UNSEEN),
        }
    }

    /// Lists all cycles; false if there were too many or it took too long.
    fn all(&mut self) -> bool {
        self.until = WORK_FOR_ALL;
        for at in 0..self.suspects.len() {
            let Some(mut walk) = self.walk(at, LONGEST) else { continue };
            self.least_left(at, walk.goal);
            walk.is_left_known = true;
            self.through(&mut walk, at);
            self.left.clear();
            if self.is_over() {
                return false;
            }
        }
        true
    }

    /// Lists cycles of 2, 3, … edges until there are enough.
    fn by_length(&mut self, limit: usize) {
        self.is_cut = true;
        self.until = self.work + WORK_BY_LENGTH;
        for length in 2..=LONGEST_BY_LENGTH {
            for at in 0..self.suspects.len() {
                if self.is_over() {
                    return;
                }
                let Some(mut walk) = self.walk(at, length) else { continue };
                walk.unseen_hops = self.fewest_hops(at, walk.goal, length / 2);
                self.through(&mut walk, at);
                self.hops.clear();
            }
            if self.found.len() > limit {
                return;
            }
        }
    }

    fn is_over(&self) -> bool {
        self.work > self.until || self.found.len() > self.most
    }

    /// A search through suspect number `at`; none for an edge from a node to itself, which is listed at once.
    fn walk(&mut self, at: usize, length: usize) -> Option<Walk> {
        let suspect = self.suspects[at];
        let edge = self.graph.edge(suspect);
        if edge.from == edge.to {
            self.found.insert(vec![edge.assertion]);
            return None;
        }
        let path = vec![suspect];
        Some(Walk { suspect, goal: edge.from, is_left_known: false, unseen_hops: 1, length, path })
    }

    fn through(&mut self, walk: &mut Walk, at: usize) {
        let edge = self.graph.edge(walk.suspect);
        let cost = self.graph.reduced(edge);
        self.is_on_path[edge.to as usize] = true;
        self.extend(walk, edge.to, cost, self.lack[at] + cost);
        self.is_on_path[edge.to as usize] = false;
    }

    /// Walks on from `node`, only where the cycle can still become negative. `cost` is that of the path so far, `lack`
    /// what the suspects that it may still use can take off.
    fn extend(&mut self, walk: &mut Walk, node: u32, cost: Sum, lack: Sum) {
        let graph = self.graph;
        for number in graph.links(node, true).iter().flat_map(|link| graph.members(*link)) {
            self.work += 1;
            if self.is_over() {
                return;
            }
            self.step(walk, number, cost, lack);
        }
    }

    fn step(&mut self, walk: &mut Walk, number: u32, cost: Sum, lack: Sum) {
        if !self.is_usable(number, walk.suspect) {
            return;
        }
        let edge = self.graph.edge(number);
        let reduced = self.graph.reduced(edge);
        let (cost, lack) = (cost + reduced, lack + reduced.min(0));
        if edge.to == walk.goal {
            if cost < 0 && walk.path.len() < walk.length {
                walk.path.push(number);
                self.found.insert(self.graph.assertions(&walk.path));
                walk.path.pop();
            }
            return;
        }
        let is_known = self.left.is_set(edge.to);
        let left = if is_known { self.left.get(edge.to) } else { 0 };
        let is_far = walk.is_left_known && !is_known;
        if self.is_on_path[edge.to as usize] || is_far || cost + left >= lack {
            return;
        }
        let hops = self.hops.get(edge.to).min(walk.unseen_hops);
        if walk.path.len() + 1 + hops > walk.length {
            self.is_cut |= walk.is_left_known;
            return;
        }
        self.is_on_path[edge.to as usize] = true;
        walk.path.push(number);
        self.extend(walk, edge.to, cost, lack);
        walk.path.pop();
        self.is_on_path[edge.to as usize] = false;
    }

    /// Suspects up to the one that is searched through are avoided.
    fn is_usable(&self, number: u32, suspect: u32) -> bool {
        let place = self.place[number as usize];
        !self.is_unread[number as usize] && (place == NONE || place > self.place[suspect as usize])
    }

    /// Least reduced cost from each node to `goal`, later suspects for nothing, as far as it can matter.
    fn least_left(&mut self, at: usize, goal: u32) {
        self.left.put(goal, 0);
        let mut heap = BinaryHeap::from([Reverse((0, goal))]);
        while let Some(Reverse((so_far, node))) = heap.pop() {
            if self.left.get(node) < so_far || self.work > self.until {
                continue;
            }
            for link in self.graph.links(node, false) {
                for number in self.graph.members(*link) {
                    self.work += 1;
                    let edge = self.graph.edge(number);
                    let reached = so_far + self.graph.reduced(edge).max(0);
                    if reached < self.left.get(edge.from)
                        && reached < self.lack[at]
                        && self.is_usable(number, self.suspects[at])
                    {
                        self.left.put(edge.from, reached);
                        heap.push(Reverse((reached, edge.from)));
                    }
                }
            }
        }
    }

    /// Fewest edges from each node to `goal`, if at most `most`. Gives what is known of all others.
    fn fewest_hops(&mut self, at: usize, goal: u32, most: usize) -> usize {
        self.hops.put(goal, 0);
        let mut layer = vec![goal];
        for hop in 1..=most {
            let mut next = Vec::new();
            for node in layer {
                for link in self.graph.links(node, false) {
                    let mut members = self.graph.members(*link);
                    self.work += 1;
                    let usable = members.find(|number| self.is_usable(*number, self.suspects[at]));
                    let Some(edge) = usable.map(|number| self.graph.edge(number)) else { continue };
                    if !self.hops.is_set(edge.from) {
                        self.hops.put(edge.from, hop);
                        next.push(edge.from);
                    }
                }
            }
            layer = next;
            if self.work > self.until {
                break;
            }
        }
        most + 1
    }
}

fn is_suspect(graph: &Graph, number: u32) -> bool {
    graph.reduced(graph.edge(number)) < 0
}

/// For each suspect, what it and all later ones of its part lack. A simple cycle passes the origin once at most, so it
/// stays within one part of what hangs together without the origin.
fn lacks(graph: &Graph, suspects: &[u32]) -> Vec<Sum> {
    let part = parts(graph);
    let mut sums: BTreeMap<u32, Sum> = BTreeMap::new();
    let mut lacks = vec![0; suspects.len()];
    for (at, number) in suspects.iter().enumerate().rev() {
        let edge = graph.edge(*number);
        let sum = sums.entry(part[edge.from.max(edge.to) as usize]).or_default();
        *sum -= graph.reduced(edge);
        lacks[at] = *sum;
    }
    lacks
}

/// By node: the smallest node that it hangs together with, the origin apart.
fn parts(graph: &Graph) -> Vec<u32> {
    let mut part = vec![NONE; graph.nodes()];
    for start in 1..graph.nodes() as u32 {
        if part[start as usize] != NONE {
            continue;
        }
        part[start as usize] = start;
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            for is_forward in [true, false] {
                for next in graph.neighbours(node, is_forward) {
                    if next != 0 && part[next as usize] == NONE {
                        part[next as usize] = start;
                        open.push(next);
                    }
                }
            }
        }
    }
    part
}
