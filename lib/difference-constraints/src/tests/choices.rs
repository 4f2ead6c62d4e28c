//! One of several constraints, over different events, against brute force over all combinations.

use crate::{Difference, Ends, Limits, ORIGIN, Solution, System, SystemBuilder, solve_json};
use proptest::prelude::*;
use std::collections::BTreeSet;

const NODES: usize = 5;

type Raw = (usize, usize, i64);
type RawChoice = Vec<Vec<Raw>>;

fn name(node: usize) -> String {
    if node == 0 { ORIGIN.to_owned() } else { format!("event-{node}") }
}

fn difference((from, to, max_ms): &Raw) -> Difference {
    Difference { from: name(*from), to: name(*to), max_ms: *max_ms }
}

fn system(raw: &[Raw], choices: &[RawChoice]) -> System {
    let mut builder = SystemBuilder::default();
    (1..NODES).for_each(|node| builder.event(&name(node)).unwrap());
    for (idx, choice) in choices.iter().enumerate().rev() {
        let alternatives: Vec<Vec<Difference>> =
            choice.iter().map(|edges| edges.iter().map(difference).collect()).collect();
        let id = format!("choice-{idx}");
        builder.choice(&id, &alternatives, &id).unwrap();
    }
    for (idx, (from, to, max_ms)) in raw.iter().enumerate() {
        builder.constraint(&format!("c-{idx:02}"), &name(*from), &name(*to), *max_ms).unwrap();
    }
    builder.build()
}

/// Earliest and latest of each event over all combinations of what `keep`s; nothing if none is possible.
fn brute(raw: &[Raw], choices: &[RawChoice], keep: impl Fn(&str) -> bool) -> Option<Vec<Ends>> {
    let kept = raw.iter().enumerate().filter(|(idx, _)| keep(&format!("c-{idx:02}")));
    let mut ways: Vec<Vec<Raw>> = vec![kept.map(|(_, edge)| *edge).collect()];
    for (_, choice) in choices.iter().enumerate().filter(|(idx, _)| keep(&format!("choice-{idx}"))) {
        let longer = |way: &Vec<Raw>| {
            let way = way.clone();
            choice.iter().map(move |edges| way.iter().chain(edges).copied().collect()).collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(longer).collect();
    }
    let mut all: Option<Vec<Ends>> = None;
    for dist in ways.iter().filter_map(|way| distances(way)) {
        let own: Vec<Ends> = (1..NODES).map(|node| (dist[node][0].map(|ms| -ms), dist[0][node])).collect();
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

fn distances(edges: &[Raw]) -> Option<Vec<Vec<Option<i64>>>> {
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
    let mut subsets: Vec<BTreeSet<String>> = (0..1_u32 << ids.len())
        .map(|subset| (0..ids.len()).filter(|at| subset >> at & 1 == 1).map(|at| ids[at].clone()).collect())
        .collect();
    subsets.sort_by_key(BTreeSet::len);
    subsets
}

fn edge(at_least: i64) -> impl Strategy<Value = Raw> {
    (0..NODES, 0..NODES, at_least..15)
}

/// What is sure can always hold: no bound below zero. Choices are about anything.
fn raw() -> impl Strategy<Value = (Vec<Raw>, Vec<RawChoice>)> {
    let alternative = proptest::collection::vec(edge(-12), 1..3);
    let choice = proptest::collection::vec(alternative, 1..4);
    (proptest::collection::vec(edge(0), 0..6), proptest::collection::vec(choice, 1..4))
}

/// All that a document may hold.
const DOCUMENT: &str = r#"{"events":[{"id":"fire"},{"id":"funeral"}],
 "constraints":[{"id":"burial","from":"0","to":"funeral","max_ms":60},
                {"id":"after","from":"funeral","to":"fire","max_ms":-1,"assertion":"told","weight":2.5}],
 "unions":[{"id":"date","event":"fire","intervals":[{"earliest_ms":40,"latest_ms":49},{"earliest_ms":70}]}],
 "choices":[{"id":"either","alternatives":[[{"from":"fire","to":"funeral","max_ms":5}],
            [{"from":"0","to":"fire","max_ms":45},{"from":"funeral","to":"0","max_ms":-50}]]}]}"#;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn documents_of_any_kind_are_answered_or_refused(
        changes in proptest::collection::vec((0..4_u8, any::<usize>(), any::<u8>()), 0..6),
    ) {
        let mut bytes = DOCUMENT.as_bytes().to_vec();
        for (kind, at, byte) in changes {
            let at = at % bytes.len().max(1);
            match kind {
                0 if at < bytes.len() => bytes[at] = byte,
                1 => bytes.insert(at.min(bytes.len()), byte),
                2 if at + 1 < bytes.len() => drop(bytes.remove(at)),
                _ => bytes.extend_from_within(..at.min(40)),
            }
        }
        if let Ok(answer) = solve_json(&String::from_utf8_lossy(&bytes)) {
            prop_assert!(answer.feasible == answer.conflicts.is_empty());
        }
    }

    #[test]
    fn bounds_are_those_of_all_combinations_together((raw, choices) in raw()) {
        let system = system(&raw, &choices);
        let solution = solved(&system);
        prop_assert_eq!(solution.is_feasible, brute(&raw, &choices, |_| true).is_some());
        let disputed: BTreeSet<String> = named(&system, &solution.conflicts).into_iter().flatten().collect();
        let expected = brute(&raw, &choices, |id| !disputed.contains(id)).unwrap();
        let found: Vec<Ends> =
            solution.bounds.iter().map(|bound| (bound.earliest_ms, bound.latest_ms)).collect();
        prop_assert_eq!(found, expected);
        prop_assert!(solution.left_out().is_empty());
    }

    #[test]
    fn conflicts_and_smallest_sets_are_exactly_those((raw, choices) in raw()) {
        let system = system(&raw, &choices);
        let solution = solved(&system);
        let mut cannot: Vec<BTreeSet<String>> = Vec::new();
        let mut enough: Vec<BTreeSet<String>> = Vec::new();
        for set in subsets(&system) {
            if !cannot.iter().any(|known| known.is_subset(&set)) && brute(&raw, &choices, |id| set.contains(id)).is_none() {
                cannot.push(set.clone());
            }
            let is_small = enough.first().is_none_or(|first| first.len() == set.len());
            if is_small && brute(&raw, &choices, |id| !set.contains(id)).is_some() {
                enough.push(set);
            }
        }
        prop_assert_eq!(named(&system, &solution.conflicts), cannot.into_iter().collect());
        if !solution.is_feasible {
            prop_assert_eq!(named(&system, &solution.smallest_sets), enough.into_iter().collect());
        }
    }
}

#[test]
fn either_order_of_two_events_leaves_the_first_of_both_bounded() {
    let answer = solve_json(
        r#"{"events":[{"id":"call"},{"id":"alarm"}],
            "constraints":[{"id":"alarm-by-9","from":"0","to":"alarm","max_ms":9},
                           {"id":"call-from-5","from":"call","to":"0","max_ms":-5},
                           {"id":"alarm-from-2","from":"alarm","to":"0","max_ms":-2}],
            "choices":[{"id":"order","alternatives":[[{"from":"alarm","to":"call","max_ms":-1}],
                                                     [{"from":"alarm","to":"call","max_ms":3},
                                                      {"from":"0","to":"alarm","max_ms":4}]]}]}"#,
    )
    .unwrap();
    assert!(answer.feasible);
    let call = &answer.bounds["call"];
    assert_eq!((call.earliest_ms, call.latest_ms), (Some(5), Some(8)));
    assert!(call.because.contains(&"order".to_owned()));
    assert_eq!(answer.bounds["alarm"].earliest_ms, Some(2));
}

#[test]
fn no_alternative_fits() {
    let answer = solve_json(
        r#"{"events":[{"id":"call"},{"id":"alarm"}],
            "constraints":[{"id":"same-hour","from":"call","to":"alarm","max_ms":10},
                           {"id":"call-first","from":"alarm","to":"call","max_ms":-5},
                           {"id":"loose","from":"0","to":"call","max_ms":100}],
            "choices":[{"id":"order","alternatives":[[{"from":"call","to":"alarm","max_ms":2}],
                                                     [{"from":"alarm","to":"call","max_ms":-20}]]}]}"#,
    )
    .unwrap();
    assert!(!answer.feasible);
    assert_eq!(answer.conflicts, [["call-first", "order", "same-hour"]]);
    assert_eq!(answer.smallest_sets, [["call-first"], ["order"], ["same-hour"]]);
    assert!(answer.left_out.is_empty());
}

#[test]
fn choices_that_say_nothing_are_refused() {
    let mut builder = SystemBuilder::default();
    assert!(builder.choice("c", &[], "c").is_err());
    assert!(builder.choice("c", &[Vec::new()], "c").is_err());
    assert!(builder.choice("c", &[vec![difference(&(0, 1, 3))]], "c").is_err());
}

/// Pigeons: eleven events at ten places a millisecond apart, no two at the same.
#[test]
fn a_search_that_is_too_long_is_given_up_and_said() {
    let mut builder = SystemBuilder::default();
    for node in 1..=11 {
        builder.event(&name(node)).unwrap();
        builder.constraint(&format!("from-{node}"), &name(node), ORIGIN, 0).unwrap();
        builder.constraint(&format!("to-{node}"), ORIGIN, &name(node), 9).unwrap();
    }
    for (a, b) in (1..=11).flat_map(|a| (1..a).map(move |b| (a, b))) {
        let id = format!("apart-{a}-{b}");
        let either = [vec![difference(&(a, b, -1))], vec![difference(&(b, a, -1))]];
        builder.choice(&id, &either, &id).unwrap();
    }
    let solution = builder.build().solve(&Limits::default());
    assert!(solution.is_feasible && solution.conflicts.is_empty() && solution.has_more_conflicts);
    assert!(solution.left_out().iter().any(|sentence| sentence.starts_with("gave up at 20000 nodes")));
    assert_eq!((solution.bounds[0].earliest_ms, solution.bounds[0].latest_ms), (Some(0), Some(9)));
}

#[test]
fn choices_beside_what_cannot_hold_are_said_to_be_unread() {
    let answer = solve_json(
        r#"{"events":[{"id":"e"}],
            "constraints":[{"id":"a","from":"0","to":"e","max_ms":1},{"id":"b","from":"e","to":"0","max_ms":-2}],
            "choices":[{"id":"c","alternatives":[[{"from":"0","to":"e","max_ms":5}]]}]}"#,
    )
    .unwrap();
    assert_eq!(answer.conflicts, [["a", "b"]]);
    assert!(answer.more_conflicts);
    assert!(answer.left_out.contains(&"not looked at, because the rest cannot hold: 1 choices".to_owned()));
}
