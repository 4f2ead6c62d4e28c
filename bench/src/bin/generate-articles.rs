//! `generate-articles FOLDER COUNT BYTES`: writes COUNT invented articles of about BYTES bytes each.

use anyhow::{Context as _, Result};
use recount_bench::{Random, article, paragraph};
use std::fs;
use std::path::PathBuf;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: generate-articles FOLDER COUNT BYTES";
    let folder = PathBuf::from(arguments.next().context(usage)?);
    let count: usize = arguments.next().context(usage)?.parse().context(usage)?;
    let bytes: usize = arguments.next().context(usage)?.parse().context(usage)?;
    fs::create_dir_all(&folder)?;
    let mut random = Random::new(20_310_304);
    let shared: Vec<String> = (0..50).map(|_| paragraph(&mut random)).collect();
    for number in 0..count {
        fs::write(folder.join(format!("{number:06}.txt")), article(&mut random, bytes, &shared))?;
    }
    Ok(())
}
