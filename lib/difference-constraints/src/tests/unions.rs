//! Events in one of several intervals, against brute force over all choices.

use crate::{Ends, Limits, ORIGIN, Solution, System, SystemBuilder, solve_json};
use proptest::prelude::*;
use std::collections::BTreeSet;

const NODES: usize = 4;

type Raw = (usize, usize, i64);
type RawUnion = (usize, Vec<(i64, i64)>);
type Edges = Vec<(usize, usize, i64)>;

fn name(node: usize) -> String {
    if node == 0 { ORIGIN.to_owned() } else { format!("event-{node}") }
}

fn system(raw: &[Raw], unions: &[RawUnion]) -> System {
    let mut builder = SystemBuilder::default();
    (1..NODES).for_each(|node| builder.event(&name(node)).unwrap());
    for (idx, (node, intervals)) in unions.iter().enumerate().rev() {
        let id = format!("union-{idx}");
        builder.union(&id, &name(*node), &ends(intervals), &id).unwrap();
    }
    for (idx, (from, to, max_ms)) in raw.iter().enumerate() {
        builder.constraint(&format!("c-{idx:02}"), &name(*from), &name(*to), *max_ms).unwrap();
    }
    builder.build()
}

/// Lengths below zero leave the interval open at its end.
fn ends(intervals: &[(i64, i64)]) -> Vec<Ends> {
    intervals.iter().map(|(start, length)| (Some(*start), (*length >= 0).then_some(start + length))).collect()
}

/// All ways to choose an interval for each union that `keep`s, as edges with the constraints that stay.
fn ways(raw: &[Raw], unions: &[RawUnion], keep: impl Fn(&str) -> bool) -> Vec<Edges> {
    let kept = raw.iter().enumerate().filter(|(idx, _)| keep(&format!("c-{idx:02}")));
    let mut ways = vec![kept.map(|(_, edge)| *edge).collect::<Edges>()];
    for (idx, (node, intervals)) in unions.iter().enumerate().filter(|(idx, _)| keep(&format!("union-{idx}")))
    {
        let _ = idx;
        let mut next = Vec::new();
        for way in &ways {
            for (start, end) in ends(intervals) {
                let below = end.map(|end| (0, *node, end));
                let above = start.map(|start| (*node, 0, -start));
                next.push(way.iter().copied().chain(below).chain(above).collect());
            }
        }
        ways = next;
    }
    ways
}

/// Earliest and latest of each event over all ways; nothing if no way is possible.
fn brute(raw: &[Raw], unions: &[RawUnion], keep: impl Fn(&str) -> bool) -> Option<Vec<Ends>> {
    let mut all: Option<Vec<Ends>> = None;
    for dist in ways(raw, unions, keep).iter().filter_map(|way| distances(way)) {
        let own: Vec<Ends> =
            (1..NODES).map(|node| (dist[node][0].map(|distance| -distance), dist[0][node])).collect();
        all = Some(match all {
            None => own,
            Some(all) => all.into_iter().zip(own).map(|(a, b)| wider(a, b)).collect(),
        });
    }
    all
}

fn wider(a: Ends, b: Ends) -> Ends {
    (a.0.zip(b.0).map(|(a, b)| a.min(b)), a.1.zip(b.1).map(|(a, b)| a.max(b)))
}

fn distances(edges: &[(usize, usize, i64)]) -> Option<Vec<Vec<Option<i64>>>> {
    let mut dist = vec![vec![None; NODES]; NODES];
    (0..NODES).for_each(|node| dist[node][node] = Some(0));
    for (from, to, max_ms) in edges {
        let cell = &mut dist[*from][*to];
        *cell = Some(cell.map_or(*max_ms, |known: i64| known.min(*max_ms)));
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

fn solved(system: &System) -> Solution {
    system.solve(&Limits { conflicts: 500, smallest_sets: 500 })
}

fn named(system: &System, sets: &[Vec<u32>]) -> BTreeSet<BTreeSet<String>> {
    let name = |at: &u32| system.assertions()[*at as usize].clone();
    sets.iter().map(|set| set.iter().map(name).collect()).collect()
}

fn subsets(system: &System) -> Vec<BTreeSet<String>> {
    let ids = system.assertions();
    (0..1_u32 << ids.len())
        .map(|subset| (0..ids.len()).filter(|at| subset >> at & 1 == 1).map(|at| ids[at].clone()).collect())
        .collect()
}

fn minimal(mut sets: Vec<BTreeSet<String>>) -> BTreeSet<BTreeSet<String>> {
    sets.sort_by_key(BTreeSet::len);
    let mut minimal: Vec<BTreeSet<String>> = Vec::new();
    for set in sets {
        if !minimal.iter().any(|known| known.is_subset(&set)) {
            minimal.push(set);
        }
    }
    minimal.into_iter().collect()
}

fn raw() -> impl Strategy<Value = (Vec<Raw>, Vec<RawUnion>)> {
    let edge = (0..NODES, 0..NODES, -12_i64..15);
    let intervals = proptest::collection::vec((-20_i64..20, -1_i64..5), 1..4);
    let union = (1..NODES, intervals);
    (proptest::collection::vec(edge, 0..6), proptest::collection::vec(union, 0..4))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn bounds_are_those_of_all_choices_together((raw, unions) in raw()) {
        let system = system(&raw, &unions);
        let solution = solved(&system);
        prop_assert_eq!(solution.is_feasible, brute(&raw, &unions, |_| true).is_some());
        let disputed: BTreeSet<String> = named(&system, &solution.conflicts).into_iter().flatten().collect();
        let expected = brute(&raw, &unions, |id| !disputed.contains(id)).unwrap();
        let found: Vec<Ends> =
            solution.bounds.iter().map(|bound| (bound.earliest_ms, bound.latest_ms)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn the_reasons_of_a_bound_give_it((raw, unions) in raw()) {
        let system = system(&raw, &unions);
        for (idx, bound) in solved(&system).bounds.iter().enumerate() {
            let latest: BTreeSet<&str> = bound.latest_path.iter().filter_map(|at| system.reason(*at)).collect();
            let earliest: BTreeSet<&str> = bound.earliest_path.iter().filter_map(|at| system.reason(*at)).collect();
            prop_assert_eq!(brute(&raw, &unions, |id| latest.contains(id)).unwrap()[idx].1, bound.latest_ms);
            prop_assert_eq!(brute(&raw, &unions, |id| earliest.contains(id)).unwrap()[idx].0, bound.earliest_ms);
        }
    }

    #[test]
    fn conflicts_and_smallest_sets_are_exactly_those((raw, unions) in raw()) {
        let system = system(&raw, &unions);
        let solution = solved(&system);
        let all = subsets(&system);
        let cannot = all.iter().filter(|set| brute(&raw, &unions, |id| set.contains(id)).is_none());
        prop_assert_eq!(named(&system, &solution.conflicts), minimal(cannot.cloned().collect()));
        let repairs: Vec<_> =
            all.iter().filter(|set| brute(&raw, &unions, |id| !set.contains(id)).is_some()).collect();
        let least = repairs.iter().map(|set| set.len()).min().unwrap();
        let smallest: BTreeSet<BTreeSet<String>> =
            repairs.into_iter().filter(|set| set.len() == least).cloned().collect();
        if !solution.is_feasible {
            prop_assert_eq!(named(&system, &solution.smallest_sets), smallest);
        }
    }
}

#[test]
fn an_ambiguous_date_is_settled_by_what_came_after() {
    let output = solve_json(
        r#"{"events":[{"id":"fire"},{"id":"funeral"}],
            "constraints":[{"id":"burial","from":"0","to":"funeral","max_ms":60},
                           {"id":"after","from":"funeral","to":"fire","max_ms":-1}],
            "unions":[{"id":"date","event":"fire","intervals":[{"earliest_ms":40,"latest_ms":49},
                                                              {"earliest_ms":70,"latest_ms":79}]}]}"#,
    )
    .unwrap();
    assert!(output.feasible);
    let fire = &output.bounds["fire"];
    assert_eq!((fire.earliest_ms, fire.latest_ms), (Some(40), Some(49)));
    assert_eq!(fire.because, ["after", "burial", "date"]);
}

#[test]
fn neither_reading_of_a_date_fits() {
    let output = solve_json(
        r#"{"events":[{"id":"fire"}],
            "constraints":[{"id":"seen","from":"fire","to":"0","max_ms":-55},
                           {"id":"told","from":"0","to":"fire","max_ms":60}],
            "unions":[{"id":"date","event":"fire","intervals":[{"latest_ms":49},{"earliest_ms":70}]}]}"#,
    )
    .unwrap();
    assert_eq!(output.conflicts, [["date", "seen", "told"]]);
    assert_eq!(output.smallest_sets.len(), 3);
}

#[test]
fn unions_that_say_nothing_are_refused() {
    let refused = |union: &str| {
        solve_json(&format!(r#"{{"events":[{{"id":"a"}}],"constraints":[],"unions":[{union}]}}"#))
            .unwrap_err()
            .to_string()
    };
    let expected = "a union needs an event, and intervals that end after they start: `u`";
    assert_eq!(refused(r#"{"id":"u","event":"a","intervals":[]}"#), expected);
    assert_eq!(refused(r#"{"id":"u","event":"0","intervals":[{}]}"#), expected);
    assert_eq!(refused(r#"{"id":"u","event":"a","intervals":[{"earliest_ms":2,"latest_ms":1}]}"#), expected);
    assert_eq!(
        refused(r#"{"id":"u","event":"b","intervals":[{}]}"#),
        "constraint `u` names an event that is not listed: `b`"
    );
}
