//! Events that lie in one of several intervals: an ambiguous date, a clock without a day.
//!
//! Comes in: a graph whose potential satisfies every active edge, and unions of intervals. Goes out: the latest (or,
//! mirrored, earliest) time of each event with the steps that give it, or the assertions that cannot all hold. Exact and
//! polynomial: of two solutions the later time of each event is a solution again, so there is a latest one, and it is
//! reached by lowering times along edges and out of the gaps between intervals.
//!
//! *Source*: Kumar, "On the tractability of restricted disjunctive temporal problems" (ICAPS 2005).

use crate::adjacency::Hop;
use crate::graph::{Edge, Graph, NONE, Sum};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// One event in one of several intervals, ascending, none touching the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Union {
    pub node: u32,
    pub assertion: u32,
    pub intervals: Vec<(Option<i64>, Option<i64>)>,
}

impl Union {
    /// The ends of all intervals together, as constraints.
    pub fn hull(&self) -> Vec<Edge> {
        let (node, assertion) = (self.node, self.assertion);
        let latest = self.intervals.last().and_then(|interval| interval.1);
        let earliest = self.intervals.first().and_then(|interval| interval.0);
        let below = latest.map(|latest| Edge { from: 0, to: node, max_ms: latest, assertion });
        let above =
            earliest.map(|earliest| Edge { from: node, to: 0, max_ms: earliest.saturating_neg(), assertion });
        below.into_iter().chain(above).collect()
    }
}

/// Steps that one run may take.
const STEPS: usize = 3_000_000;

/// Sorts intervals and joins those with no millisecond between them.
pub(crate) fn joined(mut intervals: Vec<(Option<i64>, Option<i64>)>) -> Vec<(Option<i64>, Option<i64>)> {
    intervals.sort_unstable();
    let mut joined: Vec<(Option<i64>, Option<i64>)> = Vec::new();
    for (start, end) in intervals {
        match joined.last_mut() {
            Some((_, last))
                if last.is_none_or(|last| start.is_none_or(|start| start <= last.saturating_add(1))) =>
            {
                *last = last.zip(end).map(|(a, b)| a.max(b));
            }
            _ => joined.push((start, end)),
        }
    }
    joined
}

/// One lowering of a node's time.
#[derive(Clone, Copy)]
struct Entry {
    node: u32,
    /// The entry it follows from, and the edge or (counted after all edges) the union that it follows by.
    before: u32,
    by: u32,
}

/// Bounds of every node as one run finds them.
pub(crate) struct Reached {
    /// Greatest time (mirrored: of the negated times); nothing where there is none.
    time: Vec<Option<Sum>>,
    entry: Vec<u32>,
    trail: Vec<Entry>,
    /// True if the steps ran out: times may be looser than they need to be.
    pub is_cut: bool,
}

impl Reached {
    pub fn time(&self, node: usize) -> Option<Sum> {
        self.time.get(node).copied().flatten()
    }

    /// Edges, and unions counted after all edges, that lead from the origin to the bound of `node`, in order.
    pub fn path(&self, node: usize) -> Vec<u32> {
        self.steps(self.entry.get(node).copied().unwrap_or(NONE))
    }

    fn steps(&self, mut at: u32) -> Vec<u32> {
        let mut steps = Vec::new();
        while let Some(entry) = self.trail.get(at as usize).filter(|entry| entry.by != NONE) {
            steps.push(entry.by);
            at = entry.before;
        }
        steps.reverse();
        steps
    }
}

/// Runs over the active edges and the unions that are on.
///
/// # Errors
/// Edges and unions that cannot all hold, if so.
pub(crate) fn reached(
    graph: &Graph,
    unions: &[(u32, &Union)],
    is_forward: bool,
) -> Result<Reached, Vec<u32>> {
    let mut on: BTreeMap<u32, Vec<(u32, &Union)>> = BTreeMap::new();
    for (number, union) in unions {
        on.entry(union.node).or_default().push((graph.edges().len() as u32 + number, union));
    }
    let mut run = Run {
        graph,
        on,
        is_forward,
        heap: BinaryHeap::new(),
        reached: Reached {
            time: vec![None; graph.nodes()],
            entry: vec![NONE; graph.nodes()],
            trail: Vec::new(),
            is_cut: false,
        },
    };
    run.lower(0, 0, NONE, NONE);
    while let Some(Reverse((rank, node, entry))) = run.heap.pop() {
        if run.reached.entry[node as usize] != entry {
            continue;
        }
        if run.reached.trail.len() > STEPS {
            run.reached.is_cut = true;
            break;
        }
        if run.out_of_gaps(node) {
            continue;
        }
        let time = rank + run.shift(node);
        for Hop { end: next, number, max_ms } in graph.around(node, is_forward) {
            let reached = time + Sum::from(max_ms);
            if next == 0 && reached < 0 {
                let mut core = run.reached.steps(entry);
                core.push(number);
                return Err(core);
            }
            if run.reached.time[next as usize].is_none_or(|known| reached < known) {
                run.lower(next, reached, entry, number);
            }
        }
    }
    Ok(run.reached)
}

struct Run<'input> {
    graph: &'input Graph,
    on: BTreeMap<u32, Vec<(u32, &'input Union)>>,
    is_forward: bool,
    /// Ordered by time less potential, in which no edge leads down.
    heap: BinaryHeap<Reverse<(Sum, u32, u32)>>,
    reached: Reached,
}

impl Run<'_> {
    fn shift(&self, node: u32) -> Sum {
        let shift = self.graph.potential[node as usize] - self.graph.potential[0];
        if self.is_forward { shift } else { -shift }
    }

    fn lower(&mut self, node: u32, time: Sum, before: u32, by: u32) {
        let entry = self.reached.trail.len() as u32;
        self.reached.trail.push(Entry { node, before, by });
        self.reached.time[node as usize] = Some(time);
        self.reached.entry[node as usize] = entry;
        self.heap.push(Reverse((time - self.shift(node), node, entry)));
    }

    /// Lowers a node that lies between two intervals to the end of the earlier one.
    fn out_of_gaps(&mut self, node: u32) -> bool {
        let (Some(time), Some(unions)) = (self.reached.time[node as usize], self.on.get(&node)) else {
            return false;
        };
        let ends =
            unions.iter().filter_map(|(number, union)| Some((below(union, time, self.is_forward)?, *number)));
        let Some((end, number)) = ends.min() else { return false };
        let before = self.reached.entry[node as usize];
        debug_assert_eq!(self.reached.trail.get(before as usize).map(|entry| entry.node), Some(node));
        self.lower(node, end, before, number);
        true
    }
}

/// The end of the last interval before `time` if `time` lies in none and there is one.
fn below(union: &Union, time: Sum, is_forward: bool) -> Option<Sum> {
    let mut end_below = None;
    for (start, end) in &union.intervals {
        let (start, end) = (start.map(Sum::from), end.map(Sum::from));
        let (start, end) =
            if is_forward { (start, end) } else { (end.map(|end| -end), start.map(|start| -start)) };
        if start.is_some_and(|start| time < start) {
            continue;
        }
        if end.is_none_or(|end| time <= end) {
            return None;
        }
        end_below = end_below.max(end);
    }
    end_below
}
