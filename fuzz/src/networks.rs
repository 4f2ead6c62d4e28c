//! Time networks, against trying everything.

use difference_constraints::{Edge, Limits, ORIGIN, Solution, System, SystemBuilder, solve_json};
use std::collections::BTreeSet;

/// Nodes of a small network, the origin among them.
const NODES: usize = 6;
/// Constraints of a small network: every set of assertions can be tried.
const MOST: usize = 10;
/// Ends of what 64 bits hold, and little else.
const EXTREMES: [i64; 6] = [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX - 1, i64::MAX];

/// A document as `recount solve` takes it, and a small network drawn from the same bytes, four for each constraint.
pub fn networks(bytes: &[u8]) {
    if let Ok(answer) = solve_json(&String::from_utf8_lossy(bytes)) {
        let is_quiet = answer.conflicts.is_empty() && answer.smallest_sets.is_empty();
        assert!(!answer.feasible || is_quiet, "a conflict where all can hold");
    }
    let drawn: Vec<Drawn> = bytes.chunks_exact(4).take(MOST).map(Drawn::of).collect();
    let own: Vec<Drawn> =
        drawn.iter().enumerate().map(|(at, drawn)| Drawn { assertion: at, ..*drawn }).collect();
    bounds_are_right(&system(&own));
    conflicts_are_minimal(&system(&own));
    conflicts_are_minimal(&system(&drawn));
}

#[derive(Clone, Copy)]
struct Drawn {
    from: usize,
    to: usize,
    max_ms: i64,
    assertion: usize,
}

impl Drawn {
    fn of(bytes: &[u8]) -> Self {
        let at = |place: usize| bytes.get(place).copied().unwrap_or_default();
        let (value, kind) = (at(2), at(3));
        let extreme = EXTREMES.get(usize::from(value) % EXTREMES.len()).copied();
        let max_ms = if kind >= 0xc0 { extreme.unwrap_or_default() } else { i64::from(value % 50) - 20 };
        Drawn {
            from: usize::from(at(0)) % NODES,
            to: usize::from(at(1)) % NODES,
            max_ms,
            assertion: usize::from(kind % 8),
        }
    }
}

fn name(node: usize) -> String {
    if node == 0 { ORIGIN.to_owned() } else { format!("event-{node}") }
}

fn system(drawn: &[Drawn]) -> System {
    let mut builder = SystemBuilder::default();
    let nodes = (1..NODES).try_for_each(|node| builder.event(&name(node)));
    let constraints = drawn.iter().enumerate().try_for_each(|(at, drawn)| {
        let Drawn { from, to, max_ms, assertion } = *drawn;
        builder.asserted(&format!("c{at:02}"), &name(from), &name(to), max_ms, &format!("a{assertion:02}"))
    });
    assert!(nodes.is_ok() && constraints.is_ok(), "a sound system is refused");
    builder.build()
}

type Distances = [[Option<i128>; NODES]; NODES];

/// Floyd and Warshall over the edges of `meant`; nothing where they cannot all hold.
fn distances(system: &System, meant: impl Fn(u32) -> bool) -> Option<Distances> {
    let mut known: Distances = [[None; NODES]; NODES];
    let shorten = |from: usize, to: usize, sum: i128, known: &mut Distances| {
        if let Some(cell) = known.get_mut(from).and_then(|row| row.get_mut(to)) {
            *cell = Some(cell.map_or(sum, |old| old.min(sum)));
        }
    };
    (0..NODES).for_each(|node| shorten(node, node, 0, &mut known));
    let all = (0..system.constraints().len()).filter_map(|at| system.edge(at));
    for Edge { from, to, max_ms, .. } in all.filter(|edge| meant(edge.assertion)) {
        shorten(from as usize, to as usize, i128::from(max_ms), &mut known);
    }
    for via in 0..NODES {
        for from in 0..NODES {
            for to in 0..NODES {
                if let Some((a, b)) = between(&known, from, via).zip(between(&known, via, to)) {
                    shorten(from, to, a + b, &mut known);
                }
            }
        }
    }
    (0..NODES).all(|node| between(&known, node, node) == Some(0)).then_some(known)
}

fn between(known: &Distances, from: usize, to: usize) -> Option<i128> {
    known.get(from)?.get(to).copied().flatten()
}

fn written(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}

/// Where all can hold, bounds are the shortest ways; else those of what is in no conflict.
fn bounds_are_right(system: &System) {
    let solution: Solution = system.solve(&Limits::default());
    assert_eq!(solution.is_feasible, distances(system, |_| true).is_some(), "what can hold");
    assert!(!solution.has_more_conflicts && solution.unread.is_empty(), "a small network is read whole");
    let disputed: BTreeSet<u32> = solution.conflicts.iter().flatten().copied().collect();
    let Some(known) = distances(system, |assertion| !disputed.contains(&assertion)) else {
        panic!("what is undisputed cannot hold")
    };
    for (at, bound) in solution.bounds.iter().enumerate() {
        assert_eq!(bound.latest_ms, between(&known, 0, at + 1).map(written), "latest");
        assert_eq!(bound.earliest_ms, between(&known, at + 1, 0).map(|sum| written(-sum)), "earliest");
    }
}

/// No conflict can hold, and without any of its members it can; without any of the smallest sets the rest can.
fn conflicts_are_minimal(system: &System) {
    let solution = system.solve(&Limits::default());
    let holds = |meant: &dyn Fn(u32) -> bool| distances(system, meant).is_some();
    for conflict in &solution.conflicts {
        assert!(!holds(&|one| conflict.contains(&one)), "a conflict that can hold");
        for left_out in conflict {
            assert!(holds(&|one| one != *left_out && conflict.contains(&one)), "a needless member");
        }
    }
    for set in &solution.smallest_sets {
        assert!(holds(&|one| !set.contains(&one)), "a set that is not enough");
    }
}
