//! Holds the tree to `ARCHITECTURE.md`: dependency direction, a map that matches the tree, cases for every finding kind, no
//! ignored tests, module documentation, file sizes, the number of outside packages.

mod edges;
mod map;
mod sources;

use anyhow::{Result, ensure};
use std::path::Path;

/// A check gives one line per thing that is wrong.
type Check = fn(&Path) -> Result<Vec<String>>;

const CHECKS: [(&str, Check); 4] = [
    ("dependencies go one way", edges::check),
    ("the map names every crate", map::check),
    ("every finding kind has cases", sources::finding_cases),
    ("sources are tidy", sources::check),
];

pub fn run(root: &Path) -> Result<()> {
    let mut wrong = Vec::new();
    for (what, check) in CHECKS {
        let found = check(root)?;
        eprintln!(
            "== tidy: {what}: {}",
            if found.is_empty() { "yes".to_owned() } else { format!("{} wrong", found.len()) }
        );
        wrong.extend(found);
    }
    ensure!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    Ok(())
}
