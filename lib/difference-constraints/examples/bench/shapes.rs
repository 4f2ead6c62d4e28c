//! Generated networks: what a dossier may look like, and what an adversary may send.

use difference_constraints::Edge;
use std::collections::BTreeSet;

const HOUR_MS: u64 = 3_600_000;
/// All true times lie within this.
const SPAN_HOURS: u64 = 720;

/// Constraints over events 1 to `events`, and which assertions the true times violate.
#[derive(Default)]
pub struct Network {
    pub events: usize,
    pub edges: Vec<Edge>,
    pub violated: BTreeSet<u32>,
}

type Shape = fn(&mut Network, usize, &mut Numbers);

const SHAPES: [(&str, Shape); 8] = [
    ("random", random),
    ("clocks", clocks),
    ("dossier", dossier),
    ("quarrel", quarrel),
    ("crowd", crowd),
    ("chaos", chaos),
    ("ring", ring),
    ("extremes", extremes),
];

impl Network {
    pub fn generated(shape: &str, events: usize, constraints: usize, seed: u64) -> Option<Self> {
        let (_, make) = SHAPES.iter().find(|(name, _)| *name == shape)?;
        let mut network = Network { events: events.max(1), ..Network::default() };
        make(&mut network, constraints, &mut Numbers(20_260_100 + seed));
        Some(network)
    }

    fn push(&mut self, from: u32, to: u32, max_ms: i64) -> u32 {
        let assertion = self.edges.len() as u32;
        self.edges.push(Edge { from, to, max_ms, assertion });
        assertion
    }
}

/// SplitMix64: the same numbers everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn node(&mut self, events: usize) -> u32 {
        self.below(events as u64 + 1) as u32
    }

    fn times(&mut self, events: usize) -> Vec<i64> {
        (0..=events).map(|node| if node == 0 { 0 } else { self.below(SPAN_HOURS * HOUR_MS) as i64 }).collect()
    }
}

/// Bounds of pairs with up to two hours to spare; one in a hundred is moved by up to ten days.
fn random(network: &mut Network, constraints: usize, numbers: &mut Numbers) {
    let times = numbers.times(network.events);
    while network.edges.len() < constraints {
        let (from, to) = (numbers.node(network.events), numbers.node(network.events));
        if from == to {
            continue;
        }
        let distance = times[to as usize] - times[from as usize];
        let mut max_ms = distance + numbers.below(2 * HOUR_MS) as i64;
        if numbers.below(100) == 0 {
            max_ms += numbers.below(480 * HOUR_MS) as i64 - 240 * HOUR_MS as i64;
        }
        let assertion = network.push(from, to, max_ms);
        if distance > max_ms {
            network.violated.insert(assertion);
        }
    }
}

/// Nothing but clock times of events, both ends in one assertion; one in a hundred is wrong.
fn clocks(network: &mut Network, constraints: usize, numbers: &mut Numbers) {
    let times = numbers.times(network.events);
    for assertion in 0..constraints as u32 / 2 {
        clock(network, assertion, &times, numbers);
    }
}

fn clock(network: &mut Network, assertion: u32, times: &[i64], numbers: &mut Numbers) {
    let node = 1 + numbers.below(network.events as u64) as u32;
    let mut latest = times[node as usize] + numbers.below(HOUR_MS) as i64;
    let mut earliest = times[node as usize] - numbers.below(HOUR_MS) as i64;
    if numbers.below(100) == 0 {
        let moved = numbers.below(48 * HOUR_MS) as i64 - 24 * HOUR_MS as i64;
        (earliest, latest) = (earliest + moved, latest + moved);
    }
    if !(earliest..=latest).contains(&times[node as usize]) {
        network.violated.insert(assertion);
    }
    network.edges.push(Edge { from: 0, to: node, max_ms: latest, assertion });
    network.edges.push(Edge { from: node, to: 0, max_ms: -earliest, assertion });
}

/// Half clock times, half orders of events told near each other; one in a hundred is wrong.
fn dossier(network: &mut Network, constraints: usize, numbers: &mut Numbers) {
    let times = numbers.times(network.events);
    let mut by_time: Vec<u32> = (1..=network.events as u32).collect();
    by_time.sort_by_key(|node| times[*node as usize]);
    let mut assertion = 0;
    while network.edges.len() < constraints {
        if numbers.below(3) == 0 {
            clock(network, assertion, &times, numbers);
        } else {
            let rank = numbers.below(network.events as u64) as usize;
            let other = (rank + 1 + numbers.below(20) as usize).min(network.events - 1);
            let (mut earlier, mut later) = (by_time[rank], by_time[other]);
            if numbers.below(100) == 0 {
                (earlier, later) = (later, earlier);
            }
            if times[earlier as usize] > times[later as usize] {
                network.violated.insert(assertion);
            }
            network.edges.push(Edge { from: later, to: earlier, max_ms: 0, assertion });
        }
        assertion += 1;
    }
}

/// All constraints on one event, every other one against the rest.
fn quarrel(network: &mut Network, constraints: usize, numbers: &mut Numbers) {
    for number in 0..constraints {
        let at = numbers.below(1000) as i64;
        if number % 2 == 0 {
            network.push(0, 1, at);
        } else {
            network.push(1, 0, -at - 1000);
        }
    }
}

/// All constraints in pairs, each giving one event an hour anywhere.
fn crowd(network: &mut Network, constraints: usize, numbers: &mut Numbers) {
    for assertion in 0..constraints as u32 / 2 {
        let earliest = numbers.below(SPAN_HOURS * HOUR_MS) as i64;
        network.edges.push(Edge { from: 0, to: 1, max_ms: earliest + HOUR_MS as i64, assertion });
        network.edges.push(Edge { from: 1, to: 0, max_ms: -earliest, assertion });
    }
}

/// Everything contradicts everything.
fn chaos(network: &mut Network, constraints: usize, numbers: &mut Numbers) {
    for _ in 0..constraints {
        let (from, to) = (numbers.node(network.events), numbers.node(network.events));
        let max_ms = numbers.below(2000) as i64 - 1900;
        network.push(from, to, max_ms);
    }
}

/// One cycle through all events, negative by one millisecond.
fn ring(network: &mut Network, _: usize, _: &mut Numbers) {
    let events = network.events as u32;
    for node in 0..=events {
        let to = if node == events { 0 } else { node + 1 };
        network.push(node, to, if node == 0 { -1 } else { 0 });
    }
}

/// The ends of what 64 bits hold.
fn extremes(network: &mut Network, constraints: usize, numbers: &mut Numbers) {
    for number in 0..constraints {
        let (from, to) = (numbers.node(network.events), numbers.node(network.events));
        network.push(from, to, [i64::MAX, i64::MIN, i64::MAX - 1, 0][number % 4]);
    }
}
