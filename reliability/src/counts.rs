//! The counts that stand in `docs/reliability.md`, written by the runs themselves.

use anyhow::{Context as _, Result};
use std::fmt::Write as _;
use std::path::Path;

const BEGIN: &str = "<!-- counts: begin, written by `cargo xtask reliability --write` -->";
const END: &str = "<!-- counts: end -->";

/// One line of the table: what was tried, how often, how often a promise was broken.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Count {
    pub what: String,
    pub tried: usize,
    pub broken: usize,
    pub more: String,
}

/// Where tests leave their counts when the run that writes the page asks them to.
pub const PLACE: &str = "RECOUNT_COUNTS";

/// Leaves the count of a test, if it is asked for.
pub fn leave(name: &str, count: &Count) -> Result<()> {
    let Some(place) = std::env::var_os(PLACE) else { return Ok(()) };
    let path = Path::new(&place).join(format!("{name}.json"));
    std::fs::write(&path, serde_json::to_vec(count)?).with_context(|| path.display().to_string())
}

/// The counts that tests left in `place`.
pub fn left(place: &Path) -> Result<Vec<Count>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(place).with_context(|| place.display().to_string())? {
        paths.push(entry?.path());
    }
    paths.sort();
    paths.iter().map(|path| Ok(serde_json::from_slice(&std::fs::read(path)?)?)).collect()
}

/// The lines as a Markdown table.
pub fn table(counts: &[Count]) -> String {
    let mut text = "| what | tried | promises broken | |\n|---|---:|---:|---|\n".to_owned();
    for Count { what, tried, broken, more } in counts {
        let _ = writeln!(text, "| {what} | {tried} | {broken} | {more} |");
    }
    text
}

/// Puts the table between the marks of the page.
pub fn write(page: &Path, counts: &[Count]) -> Result<()> {
    let old = std::fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let (before, rest) = old.split_once(BEGIN).context("the page has no place for the counts")?;
    let (_, after) = rest.split_once(END).context("the place for the counts has no end")?;
    Ok(std::fs::write(page, format!("{before}{BEGIN}\n\n{}\n{END}{after}", table(counts)))?)
}
