//! Prints everything derived from the given files as one JSON document: a look inside while developing.
//! `cargo run -p recount --example dump -- FILE…`

use recount::{Original, Rules, Settings, recount};
use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let files = names.iter().map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
    let originals: Vec<Original<'_>> =
        names.iter().zip(&files).map(|(name, bytes)| Original { name, bytes, written: None }).collect();
    let done = recount(&originals, &Settings::default(), &Rules::built_in()?);
    serde_json::to_writer(std::io::stdout().lock(), &done)?;
    writeln!(std::io::stdout())?;
    Ok(())
}
