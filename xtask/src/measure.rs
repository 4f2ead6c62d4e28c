//! The measures that have floors, where the gold sets lie beside the project.

use crate::commands::step;
use anyhow::Result;
use std::path::Path;

/// Dossiers with an answer key, relative to the workspace's parent.
const DOSSIERS: &str = "../shared/dossier";
/// Public sets: format and folder, relative to the workspace's parent.
const SETS: [(&str, &str); 5] = [
    ("fa-kes", "../shared/data/fa-kes"),
    ("factrueval", "../shared/data/factrueval2016/devset"),
    ("wikiwars", "../shared/data/wikiwars"),
    ("recognizers-text", "../shared/data/recognizers-text"),
    ("semeval-timeline", "../shared/data/semeval2015-timeline/corpus_1"),
];

pub fn run(root: &Path) -> Result<()> {
    let folder = root.join(DOSSIERS);
    if !folder.is_dir() {
        eprintln!("== no gold sets at {DOSSIERS}: nothing measured");
        return Ok(());
    }
    step(root, "release build", &["cargo", "build", "--release", "--quiet"])?;
    let mut dossiers: Vec<_> =
        std::fs::read_dir(folder)?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    dossiers.sort();
    for dossier in dossiers.iter().filter(|path| path.join("gold").is_dir()) {
        let path = dossier.to_string_lossy();
        step(
            root,
            "measure",
            &["target/release/recount", "check", "dossier", &path, "--floors", "bench/floors.toml"],
        )?;
    }
    for (format, path) in SETS.iter().filter(|(_, path)| root.join(path).exists()) {
        step(
            root,
            "measure",
            &["target/release/recount", "check", format, path, "--floors", "bench/floors.toml"],
        )?;
    }
    planted(root)?;
    step(root, "speed", &["bench/speed.sh", "--short"])
}

/// Copies planted in invented documents: made anew, the same bytes each time.
fn planted(root: &Path) -> Result<()> {
    const FOLDER: &str = "target/planted";
    step(root, "generators", &["cargo", "build", "--release", "--quiet", "-p", "recount-bench"])?;
    step(root, "planted copies", &["target/release/generate-planted", FOLDER, "3000"])?;
    step(
        root,
        "measure",
        &["target/release/recount", "check", "planted", FOLDER, "--floors", "bench/floors.toml"],
    )
}
