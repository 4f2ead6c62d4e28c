//! What Recount writes, checked by programs of other people (`bench/validators`).

use crate::commands::step;
use anyhow::Result;
use std::path::Path;

/// Installs the validators into `target/validators` where that was not done, and runs the checks.
pub fn run(root: &Path) -> Result<()> {
    let folder = root.join("target/validators");
    let wanted = std::fs::read_to_string(root.join("bench/validators/requirements.txt"))?;
    let stamp = folder.join("installed.txt");
    if std::fs::read_to_string(&stamp).ok().as_deref() != Some(wanted.as_str()) {
        let path = folder.display().to_string();
        step(root, "validators: environment", &["python3", "-m", "venv", &path])?;
        let pip = folder.join("bin/pip").display().to_string();
        step(
            root,
            "validators: packages",
            &[&pip, "install", "--quiet", "-r", "bench/validators/requirements.txt"],
        )?;
        std::fs::write(&stamp, wanted)?;
    }
    let python = folder.join("bin/python").display().to_string();
    step(root, "validators", &[&python, "bench/validators/check.py", "target/release/recount", "examples"])
}
