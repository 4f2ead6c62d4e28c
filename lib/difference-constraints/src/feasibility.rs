//! All constraints at once: a potential, or negative cycles.
//!
//! Comes in: a graph. Goes out: negative cycles, whose assertions were switched off, and a potential that satisfies all
//! that is left on. Whatever a first guess satisfies is on from the start; the rest is inserted one by one.

use crate::cycles::Search;
use crate::estimate::estimate;
use crate::graph::{Graph, Members};
use crate::insertion::{Scratch, switch_on_or_shortest};
use std::collections::BTreeSet;

/// What had to be set aside.
#[derive(Default)]
pub(crate) struct Cleared {
    /// Edge numbers of negative cycles whose assertions were switched off.
    pub cycles: Vec<Vec<u32>>,
    /// Assertions that were switched off because the work ran out before their edges could be looked at.
    pub unread: BTreeSet<u32>,
}

/// Switches off whole assertions, cycle by cycle, until the rest is possible.
///
/// Both sides of a cycle go: which of its assertions is wrong is not for the order of insertion to say.
/// `edges_of` lists the edges of each assertion; `until` is where the work ends.
pub(crate) fn clear_cycles(
    graph: &mut Graph,
    scratch: &mut Scratch,
    search: &mut Search,
    edges_of: &Members,
    until: u64,
) -> Cleared {
    estimate(graph);
    let unmet: Vec<u32> = (0..graph.edges().len() as u32).filter(|number| !is_met(graph, *number)).collect();
    unmet.iter().for_each(|number| graph.switch(*number, false));
    let mut is_out = vec![false; edges_of.count()];
    let mut cleared = Cleared::default();
    for number in unmet {
        if is_out[graph.edge(number).assertion as usize] {
            continue;
        }
        if scratch.work() + search.work() > until {
            let assertion = graph.edge(number).assertion;
            cleared.unread.insert(assertion);
            edges_of.get(assertion).iter().for_each(|number| graph.switch(*number, false));
            is_out[assertion as usize] = true;
            continue;
        }
        let Err(cycle) = switch_on_or_shortest(graph, scratch, search, number) else { continue };
        for assertion in graph.assertions(&cycle) {
            is_out[assertion as usize] = true;
            edges_of.get(assertion).iter().for_each(|number| graph.switch(*number, false));
        }
        cleared.cycles.push(cycle);
    }
    cleared
}

fn is_met(graph: &Graph, number: u32) -> bool {
    graph.reduced(graph.edge(number)) >= 0
}
