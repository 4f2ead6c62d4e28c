//! The project's own checks. `cargo xtask test` does everything a change must pass; `cargo xtask tidy` holds the
//! tree to `ARCHITECTURE.md`; `cargo xtask measure` runs the measures that have floors.

mod commands;
mod fuzz;
mod install;
mod measure;
mod reliability;
mod tidy;
mod validators;

use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What can be asked, with what it does.
type Task = fn(&Path) -> Result<()>;
const TASKS: [(&str, Task, &str); 7] = [
    ("test", commands::test, "install what the tests need, check format, lints and tidiness, run all tests"),
    ("tidy", tidy::run, "hold the tree to ARCHITECTURE.md"),
    ("measure", measure::run, "measure against the gold sets beside the project, and hold the floors"),
    (
        "fuzz",
        fuzz::run,
        "fuzz TARGET, all when none is named, for a minute each (a nightly compiler and cargo-fuzz are needed)",
    ),
    (
        "reliability",
        reliability::run,
        "kill the program, make its calls fail, flip bits; `--long` everywhere, `--write` the counts into docs/reliability.md",
    ),
    ("validators", validators::run, "check packages of the release build with programs of other people"),
    ("install", install::run, "install what the tests need, saying what"),
];

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let Some((_, task, _)) = TASKS.iter().find(|(name, _, _)| *name == wanted) else {
        eprintln!("usage: cargo xtask TASK");
        for (name, _, does) in TASKS {
            eprintln!("  {name:<11} {does}");
        }
        return ExitCode::from(2);
    };
    match root().and_then(|root| task(&root)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask {wanted}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The workspace's root: one level above this crate.
fn root() -> Result<PathBuf> {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    Ok(manifest.parent().context("xtask has no parent folder")?.to_owned())
}
