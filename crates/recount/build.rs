//! Hashes the sources of the pipeline, so that results cached by an older program are made again.

use sha2::{Digest, Sha256};
use std::{env, fmt::Write as _, fs, io, path::Path, path::PathBuf};

/// Folders whose code or data can change what is derived, from the workspace root.
const SOURCES: [&str; 5] = ["crates/base", "crates/pipeline", "crates/recount/src", "lib", "lang"];

fn main() -> io::Result<()> {
    let manifest = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let root = Path::new(&manifest).join("../..");
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", root.join(source).display());
        collect(&root.join(source), &mut files)?;
    }
    files.sort();
    let mut hasher = Sha256::new();
    for file in files {
        hasher.update(fs::read(file)?);
        hasher.update([0]);
    }
    let mut hex = String::new();
    for byte in hasher.finalize() {
        let _ = write!(hex, "{byte:02x}");
    }
    println!("cargo::rustc-env=RECOUNT_PIPELINE_HASH={hex}");
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
