//! Times generated networks: `cargo run --release -p difference-constraints --example bench -- SHAPE EVENTS CONSTRAINTS
//! [SEED [PART]]`, where PART is one of `insert`, `bounds`, `solve`, all of them without it.
//!
//! Shapes are listed in `shapes.rs`; `random` has 1 % of its constraints corrupted. Without arguments: `random 10000
//! 100000`. Prints medians and 99th percentiles, and how right the lightest repair is where the shape has a truth.

mod shapes;

use difference_constraints::{Incremental, Limits, System, SystemBuilder, SystemError};
use shapes::Network;
use std::error::Error;
use std::io::{StdoutLock, Write};
use std::time::{Duration, Instant};

/// Runs of everything that is not timed step by step.
const RUNS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let shape = given.first().map_or("random", String::as_str);
    let size = |at: usize, default: usize| given.get(at).map_or(Ok(default), |text| text.parse());
    let (events, constraints, seed) = (size(1, 10_000)?, size(2, 100_000)?, size(3, 1)?);
    let network = Network::generated(shape, events, constraints, seed as u64).ok_or("no such shape")?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{shape}: {events} events, {} constraints, {} of them against the truth",
        network.edges.len(),
        network.violated.len()
    )?;
    let parts: [(&str, Part<'_>); 3] = [("insert", insert_one_by_one), ("bounds", bounds), ("solve", solve)];
    let is_wanted = |name: &str| given.get(4).is_none_or(|part| part == name);
    parts.iter().filter(|(name, _)| is_wanted(name)).try_for_each(|(_, run)| run(&network, &mut out))
}

type Part<'out> = fn(&Network, &mut StdoutLock<'out>) -> Result<(), Box<dyn Error>>;

/// Median and 99th percentile (with few runs, the slowest).
fn shown(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |permille: usize| times.get(times.len() * permille / 1000).copied().unwrap_or_default();
    format!("median {:?}, p99 {:?}, worst {:?}", at(500), at(990), times.last().copied().unwrap_or_default())
}

/// Time that this thread has had a processor, which other work on the machine does not lengthen; where the system does
/// not say, the time that has passed.
fn on_processor(begun: Instant) -> Duration {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = said.and_then(|text| text.split(' ').next().and_then(|first| first.parse().ok()));
    nanos.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

fn timed<T>(run: impl Fn() -> T) -> (T, String) {
    let program = Instant::now();
    let mut times = Vec::new();
    let mut once = || {
        let before = on_processor(program);
        let result = run();
        times.push(on_processor(program).saturating_sub(before));
        result
    };
    let result = (1..RUNS).fold(once(), |_, _| once());
    (result, shown(times))
}

fn insert_one_by_one(network: &Network, out: &mut StdoutLock<'_>) -> Result<(), Box<dyn Error>> {
    let mut system = Incremental::new(network.events);
    let mut times = Vec::with_capacity(network.edges.len());
    let mut refused = 0;
    let begun = Instant::now();
    for edge in &network.edges {
        let begun = Instant::now();
        refused += usize::from(system.insert(*edge).is_err());
        times.push(begun.elapsed());
    }
    let total = begun.elapsed();
    writeln!(out, "insert: {}; {total:?} in all, {refused} refused", shown(times))?;
    Ok(())
}

fn system(network: &Network, keep: impl Fn(u32) -> bool) -> Result<System, SystemError> {
    let name = |node: u32| if node == 0 { "0".to_owned() } else { format!("e{node:07}") };
    let mut builder = SystemBuilder::default();
    for node in 1..=network.events as u32 {
        builder.event(&name(node))?;
    }
    for (number, edge) in network.edges.iter().enumerate().filter(|(_, edge)| keep(edge.assertion)) {
        let assertion = format!("a{:07}", edge.assertion);
        builder.asserted(
            &format!("c{number:07}"),
            &name(edge.from),
            &name(edge.to),
            edge.max_ms,
            &assertion,
        )?;
    }
    Ok(builder.build())
}

fn bounds(network: &Network, out: &mut StdoutLock<'_>) -> Result<(), Box<dyn Error>> {
    let clean = system(network, |assertion| !network.violated.contains(&assertion))?;
    let (bounds, took) = timed(|| clean.bounds());
    let bounded = bounds.iter().filter(|bound| bound.latest_ms.is_some()).count();
    writeln!(out, "bounds of what agrees: {took}; {bounded} events bounded above")?;
    Ok(())
}

fn solve(network: &Network, out: &mut StdoutLock<'_>) -> Result<(), Box<dyn Error>> {
    let system = system(network, |_| true)?;
    let (solution, took) = timed(|| system.solve(&Limits::default()));
    let first = solution.smallest_sets.first().cloned().unwrap_or_default();
    let number = |at: &u32| system.assertions().get(*at as usize).and_then(|id| id[1..].parse().ok());
    let right = first.iter().filter_map(number).filter(|at: &u32| network.violated.contains(at)).count();
    let members: Vec<usize> = solution.conflicts.iter().map(Vec::len).collect();
    writeln!(
        out,
        "solve: {took}\nconflicts: {} (more: {}), median {} and most {} statements; {} smallest sets (more: {})",
        members.len(),
        solution.has_more_conflicts,
        members.get(members.len() / 2).copied().unwrap_or_default(),
        members.iter().max().copied().unwrap_or_default(),
        solution.smallest_sets.len(),
        solution.has_more_sets
    )?;
    writeln!(
        out,
        "smallest set: {} statements, precision {:.4}, recall {:.4}",
        first.len(),
        right as f64 / first.len().max(1) as f64,
        right as f64 / network.violated.len().max(1) as f64
    )?;
    Ok(())
}
