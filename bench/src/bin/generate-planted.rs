//! `generate-planted FOLDER COUNT [SEED]`: writes `documents.jsonl` and `key.jsonl` for `recount check planted FOLDER`.

use anyhow::{Context as _, Result};
use recount_bench::planted::planted;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

const SEED: u64 = 20_310_316;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: generate-planted FOLDER COUNT [SEED]";
    let folder = PathBuf::from(arguments.next().context(usage)?);
    let count: usize = arguments.next().context(usage)?.parse().context(usage)?;
    let seed: u64 = arguments.next().map_or(Ok(SEED), |given| given.parse()).context(usage)?;
    fs::create_dir_all(&folder)?;
    let (documents, key) = planted(seed, count);
    write(&folder.join("documents.jsonl"), &documents)?;
    write(&folder.join("key.jsonl"), &key)
}

fn write<T: serde::Serialize>(path: &Path, lines: &[T]) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for line in lines {
        serde_json::to_writer(&mut file, line)?;
        file.write_all(b"\n")?;
    }
    Ok(file.flush()?)
}
