//! What must hold for every system, against brute force on small ones.

use crate::{Edge, Incremental, Limits, ORIGIN, Solution, System, SystemBuilder};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Raw = (usize, usize, i64, usize);

const NODES: usize = 6;

fn name(node: usize) -> String {
    if node == 0 { ORIGIN.to_owned() } else { format!("event-{node}") }
}

/// Constraint `idx` keeps its id and its assertion wherever it stands in `order`.
fn system(raw: &[Raw], order: &[usize]) -> System {
    let mut builder = SystemBuilder::default();
    for node in (1..NODES).rev() {
        builder.event(&name(node)).unwrap();
    }
    for idx in order {
        let (from, to, max_ms, assertion) = raw[*idx];
        let assertion = format!("assertion-{assertion:02}");
        builder.asserted(&format!("c-{idx:02}"), &name(from), &name(to), max_ms, &assertion).unwrap();
    }
    builder.build()
}

fn solved(system: &System) -> Solution {
    system.solve(&Limits { conflicts: 500, smallest_sets: 500 })
}

/// Floyd and Warshall; `None` on a negative cycle.
fn distances(edges: &[Edge]) -> Option<Vec<Vec<Option<i64>>>> {
    let mut dist = vec![vec![None; NODES]; NODES];
    for (node, row) in dist.iter_mut().enumerate() {
        row[node] = Some(0);
    }
    for edge in edges {
        let cell = &mut dist[edge.from as usize][edge.to as usize];
        *cell = Some(cell.map_or(edge.max_ms, |known: i64| known.min(edge.max_ms)));
    }
    for via in 0..NODES {
        for from in 0..NODES {
            for to in 0..NODES {
                if let (Some(a), Some(b)) = (dist[from][via], dist[via][to]) {
                    let cell = &mut dist[from][to];
                    *cell = Some(cell.map_or(a + b, |known| known.min(a + b)));
                }
            }
        }
    }
    (0..NODES).all(|node| dist[node][node] == Some(0)).then_some(dist)
}

fn edges(system: &System, keep: impl Fn(u32) -> bool) -> Vec<Edge> {
    (0..system.constraints().len())
        .filter_map(|at| system.edge(at))
        .filter(|edge| keep(edge.assertion))
        .collect()
}

fn is_possible(system: &System, keep: impl Fn(u32) -> bool) -> bool {
    distances(&edges(system, keep)).is_some()
}

/// All minimal sets of assertions that cannot all hold, by trying every subset.
fn minimal_conflicts(system: &System) -> BTreeSet<Vec<u32>> {
    let count = system.assertions().len() as u32;
    let mut minimal: Vec<u32> = Vec::new();
    let mut subsets: Vec<u32> = (0..1_u32 << count).collect();
    subsets.sort_by_key(|subset| subset.count_ones());
    for subset in subsets {
        let is_covered = minimal.iter().any(|known| known & subset == *known);
        if !is_covered && !is_possible(system, |assertion| subset >> assertion & 1 == 1) {
            minimal.push(subset);
        }
    }
    minimal.into_iter().map(|subset| members(subset, count)).collect()
}

fn members(subset: u32, count: u32) -> Vec<u32> {
    (0..count).filter(|assertion| subset >> assertion & 1 == 1).collect()
}

/// Minimal sets whose removal leaves the rest possible and that are at most 5 % above the smallest, equal weights.
fn smallest_sets(system: &System) -> BTreeSet<Vec<u32>> {
    let count = system.assertions().len() as u32;
    let repairs: Vec<u32> = (0..1_u32 << count)
        .filter(|subset| is_possible(system, |assertion| subset >> assertion & 1 == 0))
        .collect();
    let least = repairs.iter().map(|subset| subset.count_ones()).min().unwrap();
    repairs
        .into_iter()
        .filter(|subset| subset.count_ones() == least)
        .map(|subset| members(subset, count))
        .collect()
}

fn raw(own_assertion: bool) -> impl Strategy<Value = Vec<Raw>> {
    let edge = (0..NODES, 0..NODES, -20_i64..30, 0_usize..8);
    proptest::collection::vec(edge, 0..11).prop_map(move |mut raw| {
        if own_assertion {
            raw.iter_mut().enumerate().for_each(|(idx, edge)| edge.3 = idx);
        }
        raw
    })
}

fn in_order(raw: &[Raw]) -> Vec<usize> {
    (0..raw.len()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn bounds_are_those_of_brute_force(raw in raw(true)) {
        let system = system(&raw, &in_order(&raw));
        let solution = solved(&system);
        prop_assert_eq!(solution.is_feasible, is_possible(&system, |_| true));
        let disputed: BTreeSet<u32> = solution.conflicts.iter().flatten().copied().collect();
        let dist = distances(&edges(&system, |assertion| !disputed.contains(&assertion))).unwrap();
        for (idx, bound) in solution.bounds.iter().enumerate() {
            prop_assert_eq!(bound.latest_ms, dist[0][idx + 1]);
            prop_assert_eq!(bound.earliest_ms, dist[idx + 1][0].map(|distance| -distance));
        }
    }

    #[test]
    fn the_path_of_a_bound_sums_to_it(raw in raw(true)) {
        let system = system(&raw, &in_order(&raw));
        for (idx, bound) in solved(&system).bounds.iter().enumerate() {
            let ends = [
                (&bound.latest_path, 0, idx as u32 + 1, bound.latest_ms),
                (&bound.earliest_path, idx as u32 + 1, 0, bound.earliest_ms.map(|earliest| -earliest)),
            ];
            for (path, from, to, sum) in ends {
                let edges: Vec<Edge> = path.iter().map(|at| system.edge(*at as usize).unwrap()).collect();
                if let Some(sum) = sum {
                    prop_assert_eq!(edges.iter().map(|edge| edge.max_ms).sum::<i64>(), sum);
                    let reached = edges.iter().try_fold(from, |at, edge| (edge.from == at).then_some(edge.to));
                    prop_assert_eq!(reached, Some(to));
                } else {
                    prop_assert!(edges.is_empty());
                }
            }
        }
    }

    #[test]
    fn conflicts_are_exactly_the_minimal_ones(raw in raw(true)) {
        let system = system(&raw, &in_order(&raw));
        let solution = solved(&system);
        let listed: BTreeSet<Vec<u32>> = solution.conflicts.iter().cloned().collect();
        prop_assert_eq!(listed.len(), solution.conflicts.len());
        prop_assert_eq!(listed, minimal_conflicts(&system));
        prop_assert!(!solution.has_more_conflicts);
        prop_assert!(solution.conflicts.is_sorted_by_key(|set| set.len()));
    }

    #[test]
    fn without_any_member_a_conflict_is_gone(raw in raw(false)) {
        let system = system(&raw, &in_order(&raw));
        for conflict in solved(&system).conflicts {
            prop_assert!(!is_possible(&system, |assertion| conflict.contains(&assertion)));
            for left_out in &conflict {
                prop_assert!(is_possible(&system, |one| one != *left_out && conflict.contains(&one)));
            }
        }
    }

    #[test]
    fn the_smallest_sets_are_all_the_smallest(raw in raw(false)) {
        let system = system(&raw, &in_order(&raw));
        let solution = solved(&system);
        if !solution.is_feasible {
            prop_assert!(!solution.has_more_sets);
            let listed: BTreeSet<Vec<u32>> = solution.smallest_sets.into_iter().collect();
            prop_assert_eq!(listed, smallest_sets(&system));
        }
    }

    #[test]
    fn one_constraint_more_never_widens_bounds(raw in raw(true)) {
        let whole = system(&raw, &in_order(&raw));
        let fewer = system(&raw, &in_order(&raw[..raw.len().saturating_sub(1)]));
        let (after, before) = (solved(&whole), solved(&fewer));
        if after.is_feasible {
            for (after, before) in after.bounds.iter().zip(&before.bounds) {
                prop_assert!(before.latest_ms.is_none_or(|old| after.latest_ms.is_some_and(|new| new <= old)));
                prop_assert!(before.earliest_ms.is_none_or(|old| after.earliest_ms.is_some_and(|new| new >= old)));
            }
        }
    }

    #[test]
    fn the_order_of_insertion_changes_nothing(
        (raw, order) in raw(false).prop_flat_map(|raw| (Just(raw.clone()), Just(in_order(&raw)).prop_shuffle()))
    ) {
        prop_assert_eq!(solved(&system(&raw, &in_order(&raw))), solved(&system(&raw, &order)));
    }

    #[test]
    fn insertion_refuses_exactly_what_cannot_hold(raw in raw(true)) {
        let mut incremental = Incremental::new(NODES - 1);
        let mut kept: Vec<Edge> = Vec::new();
        let mut all: Vec<Edge> = Vec::new();
        for (from, to, max_ms, _) in raw {
            let edge = Edge { from: from as u32, to: to as u32, max_ms, assertion: 0 };
            all.push(edge);
            let with: Vec<Edge> = kept.iter().copied().chain([edge]).collect();
            match incremental.insert(edge) {
                Ok(_) => {
                    prop_assert!(distances(&with).is_some());
                    kept = with;
                }
                Err(cycle) => {
                    prop_assert!(distances(&with).is_none());
                    prop_assert_eq!(cycle.last().copied(), Some(all.len() as u32 - 1));
                    prop_assert!(cycle.iter().map(|at| all[*at as usize].max_ms).sum::<i64>() < 0);
                }
            }
        }
    }

    #[test]
    fn extreme_bounds_saturate(a in i64::MIN..i64::MAX, b in i64::MIN..i64::MAX) {
        let mut builder = SystemBuilder::default();
        builder.event("a").unwrap();
        builder.event("b").unwrap();
        builder.constraint("1", ORIGIN, "a", a).unwrap();
        builder.constraint("2", "a", "b", b).unwrap();
        let solution = builder.build().solve(&Limits::default());
        prop_assert_eq!(solution.bounds[1].latest_ms, Some(a.saturating_add(b)));
    }
}

/// A million statements that contradict each other are answered, and what is left out is said.
#[test]
fn contradiction_everywhere_is_answered_in_part() {
    let mut builder = SystemBuilder::default();
    builder.event("gate").unwrap();
    for number in 0..2000_i64 {
        let (from, to) = if number % 2 == 0 { (ORIGIN, "gate") } else { ("gate", ORIGIN) };
        let max_ms = if number % 2 == 0 { number } else { -number - 5000 };
        builder.constraint(&format!("c{number:04}"), from, to, max_ms).unwrap();
    }
    let solution = builder.build().solve(&Limits { conflicts: 30, smallest_sets: 5 });
    assert_eq!(solution.conflicts.len(), 30);
    assert!(solution.conflicts.iter().all(|conflict| conflict.len() == 2));
    assert_eq!(solution.smallest_sets[0].len(), 1000);
    assert!(solution.has_more_conflicts);
    assert!(solution.left_out()[0].starts_with("there may be more conflicts"));
}

#[test]
fn a_reason_nobody_could_follow_is_left_out_and_said() {
    let mut builder = SystemBuilder::default();
    let name = |node: usize| if node == 0 { ORIGIN.to_owned() } else { format!("event-{node:04}") };
    for node in 1..=600 {
        builder.event(&name(node)).unwrap();
        builder.constraint(&name(node), &name(node - 1), &name(node), 1).unwrap();
    }
    let solution = builder.build().solve(&Limits::default());
    assert_eq!(solution.bounds[599].latest_ms, Some(600));
    assert!(solution.bounds[599].latest_path.is_empty() && solution.bounds[599].is_path_left_out);
    assert_eq!(solution.bounds[499].latest_path.len(), 500);
    assert_eq!(solution.left_out(), ["reasons of more than 500 constraints are not listed: 100 events"]);
}

/// Two unrelated pairs of contradicting clocks: the list of conflicts is whole, and says so.
#[test]
fn a_whole_list_of_conflicts_does_not_say_at_least() {
    let mut builder = SystemBuilder::default();
    for node in 1..=60 {
        let event = format!("event-{node:02}");
        builder.event(&event).unwrap();
        builder.constraint(&format!("{event} by"), ORIGIN, &event, node).unwrap();
        let least = if node % 30 == 0 { node + 7 } else { node };
        builder.constraint(&format!("{event} from"), &event, ORIGIN, -least).unwrap();
    }
    let solution = builder.build().solve(&Limits::default());
    assert_eq!(solution.conflicts.len(), 2);
    assert!(!solution.has_more_conflicts && !solution.has_more_sets);
    assert_eq!(solution.smallest_sets.len(), 4);
}
