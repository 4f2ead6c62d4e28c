//! What the tests need beyond Rust: cargo-nextest; for faults in system calls, strace; for packages, Python and OpenSSL; for the
//! report in a real browser, Chromium with a font for the pictures, and Node; for scans, tesseract with its languages and a font to draw them with.

use crate::commands::{is_installed, step};
use anyhow::{Result, bail};
use std::path::Path;

/// Programs with the command that installs each on Debian and its relatives.
const PROGRAMS: [(&str, &[&str]); 7] = [
    ("cargo-nextest", &["cargo", "install", "--locked", "cargo-nextest"]),
    ("strace", &["apt-get", "install", "-y", "-qq", "strace"]),
    ("chromium", &["apt-get", "install", "-y", "-qq", "chromium", "fonts-liberation"]),
    ("python3", &["apt-get", "install", "-y", "-qq", "python3", "python3-venv"]),
    ("openssl", &["apt-get", "install", "-y", "-qq", "openssl"]),
    (
        "tesseract",
        &[
            "apt-get",
            "install",
            "-y",
            "-qq",
            "tesseract-ocr",
            "tesseract-ocr-rus",
            "tesseract-ocr-kaz",
            "fonts-dejavu-core",
        ],
    ),
    ("node", &["apt-get", "install", "-y", "-qq", "nodejs", "npm"]),
];

pub fn run(root: &Path) -> Result<()> {
    let mut is_list_fresh = false;
    for (program, command) in PROGRAMS {
        if is_installed(program) {
            continue;
        }
        eprintln!("== installing {program}, which the tests need");
        if command.first() == Some(&"apt-get") {
            if !is_installed("apt-get") {
                bail!("install {program} yourself: this system has no apt-get");
            }
            if !is_list_fresh {
                step(root, "package list", &["apt-get", "update", "-qq"])?;
                is_list_fresh = true;
            }
        }
        step(root, program, command)?;
    }
    Ok(())
}

/// The front end of the workbench: types, unit tests, the committed files being what the sources give, and journeys in Chromium.
pub fn front_end(root: &Path) -> Result<()> {
    let folder = root.join("web");
    step(&folder, "front end: packages", &["npm", "ci", "--silent", "--no-audit", "--no-fund"])?;
    step(&folder, "front end: types made from the interface", &["npm", "run", "--silent", "types"])?;
    step(&folder, "front end: types", &["npm", "run", "--silent", "check"])?;
    step(&folder, "front end: tests", &["npm", "test", "--silent"])?;
    step(&folder, "front end: built", &["npm", "run", "--silent", "build"])?;
    let committed = ["git", "diff", "--exit-code", "--stat", "--", "web/dist", "web/src/api"];
    step(root, "front end: what is committed is what the sources give", &committed)?;
    step(root, "front end: journeys", &["node", "web/journeys/run.mjs", "target/release/recount"])
}

/// The report of the example dossier, opened in Chromium and checked with axe.
pub fn accessibility(root: &Path) -> Result<()> {
    let folder = root.join("bench/a11y");
    step(&folder, "browser check: packages", &["npm", "ci", "--silent", "--no-audit", "--no-fund"])?;
    step(root, "browser check", &["node", "bench/a11y/check.mjs", "target/release/recount", "examples"])
}
