//! Several processes on one case, killed at random.

use crate::{Dice, Violation};
use anyhow::{Context as _, Result};
use recount_keep::{Actor, Case};
use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Processes at once.
const WRITERS: u64 = 4;

/// What a soak did.
#[derive(Debug, Default)]
pub struct Soaked {
    pub runs: usize,
    pub kills: usize,
    /// Originals that were said to be kept.
    pub acknowledged: usize,
    pub violations: Vec<Violation>,
}

/// Lets writers work and die on one case for so long.
pub fn soak(program: &Path, place: &Path, duration: Duration, seed: u64) -> Result<Soaked> {
    let root = place.join("case");
    drop(Case::create(&root, &recount_keep::CaseSettings::default(), Actor::default())?);
    let (kills, runs, until) = (AtomicUsize::new(0), AtomicUsize::new(0), Instant::now() + duration);
    let writer = |number: u64| -> Result<Vec<String>> {
        let (mut dice, mut told, mut round) = (Dice::new(seed + number), Vec::new(), 0);
        while Instant::now() < until {
            round += 1;
            let file = place.join(format!("{number}-{round}.txt"));
            fs::write(&file, format!("writer {number} in round {round}\n").repeat(1 + dice.index(2000)))?;
            runs.fetch_add(1, Ordering::Relaxed);
            let stdout = life(program, &root, &file, &mut dice, &kills)?;
            told.extend(hashes(&stdout));
            fs::remove_file(&file)?;
        }
        Ok(told)
    };
    let told: Vec<String> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS).map(|number| scope.spawn(move || writer(number))).collect();
        let ended =
            writers.into_iter().map(|one| one.join().unwrap_or_else(|_| anyhow::bail!("a writer stopped")));
        ended.collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>>>()
    })?
    .concat();
    let violations = checked(&root, &told)?;
    let count = |counted: AtomicUsize| counted.into_inner();
    Ok(Soaked { runs: count(runs), kills: count(kills), acknowledged: told.len(), violations })
}

/// One process from its start to its end; what it printed.
fn life(program: &Path, root: &Path, file: &Path, dice: &mut Dice, kills: &AtomicUsize) -> Result<String> {
    let mut command = Command::new(program);
    if dice.roll(12) == 0 {
        command.arg("gc").arg(root)
    } else {
        command.arg("add").arg(root).arg(file)
    };
    let mut child = command.arg("--json").stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    if dice.roll(3) > 0 {
        std::thread::sleep(Duration::from_millis(dice.roll(120)));
        if child.try_wait()?.is_none() {
            child.kill()?;
            kills.fetch_add(1, Ordering::Relaxed);
        }
    }
    let mut stdout = String::new();
    child.stdout.take().context("no output")?.read_to_string(&mut stdout)?;
    child.wait()?;
    Ok(stdout)
}

fn hashes(stdout: &str) -> Vec<String> {
    let value: serde_json::Value = serde_json::from_str(stdout).unwrap_or_default();
    let lists = ["new", "known"].into_iter().filter_map(|list| value.get(list)?.as_array().cloned());
    lists.flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

fn checked(root: &Path, told: &[String]) -> Result<Vec<Violation>> {
    let mut found = Vec::new();
    let mut say = |invariant: &'static str, what: String| {
        found.push(Violation { point: "soak".to_owned(), invariant, what });
    };
    let mut case = Case::open(root, Actor::default())?;
    for damage in case.verify()? {
        say("I2", format!("{}: {}", damage.what, damage.message));
    }
    let kept: BTreeSet<String> = case.originals()?.into_iter().map(|one| one.id.0.to_string()).collect();
    for id in told.iter().filter(|id| !kept.contains(*id)) {
        say("I1", format!("{id} was said to be kept and is not"));
    }
    case.gc()?;
    for damage in case.verify()? {
        say("I4", format!("after gc: {}: {}", damage.what, damage.message));
    }
    if !case.notes()?.iter().all(|note| note.id == "clock-ran-backwards") {
        say("I7", "gc left something".to_owned());
    }
    Ok(found)
}
