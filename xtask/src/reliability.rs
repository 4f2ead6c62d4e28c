//! `cargo xtask reliability [--long] [--write] [--seed NUMBER]`: kills, failing calls, flipped bits, processes in each other's way,
//! and mistakes built in on purpose, which it must find. `--write` puts the counts into `docs/reliability.md`.

use crate::commands::step;
use anyhow::Result;
use std::path::Path;

/// What is built: the program, the same with mistakes to switch on, and the harness.
const BUILDS: [(&str, &[&str]); 3] = [
    ("the program", &["cargo", "build", "--quiet", "-p", "recount-cli", "--bin", "recount"]),
    (
        "the program with mistakes",
        &[
            "cargo",
            "build",
            "--quiet",
            "-p",
            "recount-cli",
            "--features",
            "seeded-bugs",
            "--bin",
            "recount-seeded",
        ],
    ),
    ("the harness", &["cargo", "build", "--quiet", "-p", "recount-reliability"]),
];

pub fn run(root: &Path) -> Result<()> {
    let asked: Vec<String> = std::env::args().skip(2).collect();
    with(root, &asked)
}

/// The short form, as `cargo xtask test` runs it.
pub fn short(root: &Path) -> Result<()> {
    with(root, &[])
}

fn with(root: &Path, asked: &[String]) -> Result<()> {
    for (what, command) in BUILDS {
        step(root, what, command)?;
    }
    let mut command = vec![
        "target/debug/recount-reliability",
        "target/debug/recount",
        "--bugs",
        "target/debug/recount-seeded",
    ];
    let place = root.join("target/counts").display().to_string();
    for argument in asked {
        command.push(argument);
        if argument == "--write" {
            counted_by_tests(root, &place)?;
            command.extend(["docs/reliability.md", "--tests", &place]);
        }
    }
    step(root, "reliability", &command)
}

/// Runs the tests that count what they try, and has them leave their counts in `place`.
fn counted_by_tests(root: &Path, place: &str) -> Result<()> {
    let _ = std::fs::remove_dir_all(place);
    std::fs::create_dir_all(place)?;
    let counts = format!("RECOUNT_COUNTS={place}");
    let run = [
        "env",
        &counts,
        "cargo",
        "test",
        "--quiet",
        "-p",
        "recount-cli",
        "--test",
        "hostile",
        "--test",
        "full_disk",
    ];
    step(root, "tests that count", &run)
}
