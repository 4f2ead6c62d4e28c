//! Running other programs, and the one task that runs them all.

use crate::{install, reliability, tidy, validators};
use anyhow::{Context as _, Result, ensure};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// What `cargo xtask test` runs, in order of price.
const STEPS: [(&str, &[&str]); 6] = [
    ("format", &["cargo", "fmt", "--all", "--check"]),
    ("lints", &["cargo", "clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]),
    ("tests", &["cargo", "nextest", "run", "--workspace"]),
    ("documentation tests", &["cargo", "test", "--workspace", "--doc", "--quiet"]),
    ("release build", &["cargo", "build", "--release", "--quiet"]),
    (
        "the README's first command",
        &[
            "cargo",
            "run",
            "--release",
            "--quiet",
            "--",
            "run",
            "examples/sluice-at-orlec",
            "--case",
            "target/readme.case",
        ],
    ),
];

pub fn test(root: &Path) -> Result<()> {
    install::run(root)?;
    tidy::run(root)?;
    for (what, command) in STEPS {
        step(root, what, command)?;
    }
    reliability::short(root)?;
    validators::run(root)?;
    install::accessibility(root)?;
    install::front_end(root)
}

/// Runs one command in the workspace's root and says what it is for, and how long it took.
pub fn step(root: &Path, what: &str, command: &[&str]) -> Result<()> {
    eprintln!("== {what}: {}", command.join(" "));
    let (program, arguments) = command.split_first().context("an empty command")?;
    let begun = Instant::now();
    let status = Command::new(program).args(arguments).current_dir(root).status();
    let status = status.with_context(|| format!("`{program}` cannot be started"))?;
    ensure!(status.success(), "{what}: `{}` failed", command.join(" "));
    eprintln!("== {what}: {} s", begun.elapsed().as_secs());
    Ok(())
}

/// What a command prints, or an error with what it said.
pub fn output(root: &Path, command: &[&str]) -> Result<String> {
    let (program, arguments) = command.split_first().context("an empty command")?;
    let done = Command::new(program).args(arguments).current_dir(root).output();
    let done = done.with_context(|| format!("`{program}` cannot be started"))?;
    ensure!(done.status.success(), "`{}`: {}", command.join(" "), String::from_utf8_lossy(&done.stderr));
    Ok(String::from_utf8(done.stdout)?)
}

/// True if `program` can be started. Some call it `--version`, some `version`.
pub fn is_installed(program: &str) -> bool {
    let answers =
        |argument: &str| Command::new(program).arg(argument).output().is_ok_and(|done| done.status.success());
    answers("--version") || answers("version")
}
