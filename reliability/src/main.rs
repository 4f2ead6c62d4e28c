//! Runs the harness on a program: `recount-reliability PROGRAM [--bugs PROGRAM] [--long] [--points NUMBER] [--seed NUMBER]
//! [--tests FOLDER] [--write PAGE]`.

use anyhow::{Context as _, Result};
use recount_reliability::counts::{Count, left, table, write};
use recount_reliability::sweeps::{Kind, Subject, sweep};
use recount_reliability::{Violation, acts, bugs, columns, flips, order, soak, trace, workplace};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(broken) => {
            say(&format!("{broken} promises broken"));
            ExitCode::FAILURE
        }
        Err(error) => {
            say(&format!("reliability: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// What was asked for.
struct Asked {
    program: PathBuf,
    bugs: Option<PathBuf>,
    is_long: bool,
    /// How many kills, and how many failing calls; all of them in the long form.
    points: usize,
    page: Option<PathBuf>,
    /// Where tests left their counts.
    tests: Option<PathBuf>,
    seed: u64,
}

fn asked() -> Result<Asked> {
    let mut arguments = std::env::args().skip(1);
    let program =
        PathBuf::from(arguments.next().context("usage: recount-reliability PROGRAM …")?).canonicalize()?;
    let mut asked =
        Asked { program, bugs: None, is_long: false, points: 520, page: None, tests: None, seed: 1 };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--long" => asked.is_long = true,
            "--bugs" => {
                asked.bugs = Some(PathBuf::from(arguments.next().context("--bugs PROGRAM")?).canonicalize()?)
            }
            "--write" => asked.page = Some(PathBuf::from(arguments.next().context("--write PAGE")?)),
            "--tests" => asked.tests = Some(PathBuf::from(arguments.next().context("--tests FOLDER")?)),
            "--points" => asked.points = arguments.next().context("--points NUMBER")?.parse()?,
            "--seed" => asked.seed = arguments.next().context("--seed NUMBER")?.parse()?,
            other => anyhow::bail!("`{other}` is not understood"),
        }
    }
    Ok(asked)
}

fn run() -> Result<usize> {
    let asked = asked()?;
    let place = workplace()?;
    let mut counts = faults(&asked, place.path())?;
    counts.extend(damages(&asked, place.path())?);
    counts.push(soaked(&asked, place.path())?);
    if let Some(program) = &asked.bugs {
        counts.push(seeded(program, place.path())?);
    }
    if let Some(tests) = &asked.tests {
        counts.extend(left(tests)?);
    }
    say(&table(&counts));
    if let Some(page) = &asked.page {
        write(page, &counts)?;
    }
    Ok(counts.iter().map(|count| count.broken).sum())
}

/// Says and gives what came out.
fn counted(what: &str, tried: usize, violations: &[Violation], more: &str) -> Count {
    violations.iter().for_each(|violation| say(&violation.to_string()));
    say(&format!("{what}: {tried} tried, {} broken", violations.len()));
    Count { what: what.to_owned(), tried, broken: violations.len(), more: more.to_owned() }
}

/// Kills, failing calls, order of calls.
fn faults(asked: &Asked, place: &Path) -> Result<Vec<Count>> {
    if !trace::is_possible() {
        say("strace is not there, or processes may not be traced: kills and failing calls are NOT tried");
        return Ok(vec![counted(
            "kills and failing calls",
            0,
            &[],
            "not tried: processes could not be traced",
        )]);
    }
    let subject = Subject { program: &asked.program, bug: None, is_hasty: false };
    let acts = acts::prepared(&asked.program, place, &[])?;
    let names: Vec<&str> = acts.iter().map(|act| act.name).collect();
    let (mut calls, mut wrong) = (0, Vec::new());
    for act in &acts {
        let (seen, violations) = order::check(&asked.program, None, act, place)?;
        calls += seen;
        wrong.extend(violations);
    }
    let most = (!asked.is_long).then_some(asked.points);
    let killed = sweep(subject, Kind::Kill, &acts, place, most, asked.seed)?;
    let failed = sweep(subject, Kind::Errors, &acts, place, most, asked.seed)?;
    let acts = format!("of `{}`", names.join("`, `"));
    Ok(vec![
        counted("calls of a run without a fault, whose order was checked", calls, &wrong, &acts),
        counted("process killed at a call", killed.points, &killed.violations, &acts),
        counted(
            "call fails: no room, input/output error, too many files, read-only",
            failed.points,
            &failed.violations,
            &acts,
        ),
    ])
}

/// Changed bytes and columns.
fn damages(asked: &Asked, place: &Path) -> Result<Vec<Count>> {
    let flipped = flips::flips(&place.join("flips"), if asked.is_long { 20_000 } else { 2_000 }, asked.seed)?;
    let packed =
        flips::package_flips(&place.join("packages"), if asked.is_long { 5_000 } else { 500 }, asked.seed)?;
    let clean = if asked.is_long { 1_000 } else { 200 };
    let alarms = flips::false_alarms(&place.join("clean"), clean, asked.seed)?;
    let [filled] =
        acts::prepared(&asked.program, &place.join("columns"), &["gc"])?.try_into().ok().context("no act")?;
    let (tried, missed) = columns::check(&asked.program, None, &filled.template, place)?;
    let more = format!("{} visible, {} of them reported by `verify`", flipped.visible, flipped.reported);
    let of_packages =
        format!("{} visible, {} of them reported by `verify` or `import`", packed.visible, packed.reported);
    Ok(vec![
        counted("bits flipped, files cut off, pages of zeros", flipped.tried, &flipped.violations, &more),
        counted("the same in packages", packed.tried, &packed.violations, &of_packages),
        counted("whole cases checked for false alarms", usize::try_from(clean)?, &alarms, ""),
        counted("columns changed by hand", tried, &missed, "each reported by `verify`"),
    ])
}

fn soaked(asked: &Asked, place: &Path) -> Result<Count> {
    let folder = place.join("soak");
    std::fs::create_dir_all(&folder)?;
    let duration = Duration::from_secs(if asked.is_long { 300 } else { 10 });
    let soaked = soak::soak(&asked.program, &folder, duration, asked.seed)?;
    let more = format!("{} killed at random, {} originals acknowledged", soaked.kills, soaked.acknowledged);
    Ok(counted("processes, four at a time on one case", soaked.runs, &soaked.violations, &more))
}

fn seeded(program: &Path, place: &Path) -> Result<Count> {
    if !trace::is_possible() {
        return Ok(counted(
            "mistakes built in on purpose",
            0,
            &[],
            "not tried: processes could not be traced",
        ));
    }
    let acts = acts::prepared(program, &place.join("seeded"), &["add", "gc"])?;
    let mut missed = Vec::new();
    for (bug, what) in bugs::BUGS {
        match bugs::found(program, bug, &acts, place)? {
            Some(violation) => say(&format!("{bug}: found, {violation}")),
            None => missed.push(Violation {
                point: bug.to_owned(),
                invariant: "harness",
                what: format!("not found: {what}"),
            }),
        }
    }
    Ok(counted("mistakes built in on purpose", bugs::BUGS.len(), &missed, "each found"))
}
