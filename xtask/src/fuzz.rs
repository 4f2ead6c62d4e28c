//! `cargo xtask fuzz [TARGET] [SECONDS]`: the fuzz targets' long form. Their short form is among the ordinary tests.

use crate::commands::{is_installed, step};
use anyhow::{Context as _, Result, ensure};
use std::path::Path;

const SECONDS: &str = "60";

pub fn run(root: &Path) -> Result<()> {
    ensure!(is_installed("cargo-fuzz"), "install `cargo-fuzz` and a nightly compiler first");
    let arguments: Vec<String> = std::env::args().skip(2).collect();
    let wanted = arguments.first().map(String::as_str);
    let seconds = format!("-max_total_time={}", arguments.get(1).map_or(SECONDS, String::as_str));
    let targets = targets(root)?;
    ensure!(
        wanted.is_none_or(|wanted| targets.iter().any(|target| target == wanted)),
        "the targets are {targets:?}"
    );
    for target in targets.iter().filter(|target| wanted.is_none_or(|wanted| wanted == *target)) {
        let command = ["cargo", "+nightly", "fuzz", "run", "--features", "libfuzzer", target, "--", &seconds];
        step(root, target, &command)?;
    }
    Ok(())
}

/// The files of `fuzz/fuzz_targets`, by name.
fn targets(root: &Path) -> Result<Vec<String>> {
    let folder = root.join("fuzz/fuzz_targets");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let file = entry?.path();
        found.extend(file.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    found.sort();
    Ok(found)
}
