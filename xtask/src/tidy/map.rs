//! `ARCHITECTURE.md` read: its crate map and its table of who may know whom.

use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One line of the table: a group of crates and the groups it may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// A folder, or a folder with `/*`: `crates/base/*`.
    pub pattern: String,
    pub may_use: Vec<String>,
}

/// Every crate folder that `cargo metadata` knows must stand in the map, and nothing else.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let text = architecture(root)?;
    let named: BTreeSet<String> = mapped(&text);
    let folders: BTreeSet<String> = super::edges::crates(root)?.into_iter().map(|one| one.folder).collect();
    let missing =
        folders.difference(&named).map(|folder| format!("ARCHITECTURE.md: the map lacks `{folder}`"));
    let stale = named
        .difference(&folders)
        .map(|folder| format!("ARCHITECTURE.md: the map names `{folder}`, which is no crate"));
    Ok(missing.chain(stale).collect())
}

/// The table under `## Who may know whom`.
pub fn groups(root: &Path) -> Result<Vec<Group>> {
    let text = architecture(root)?;
    let rows = rows_under(&text, "## Who may know whom");
    Ok(rows.into_iter().map(|(pattern, may_use)| Group { pattern, may_use }).collect())
}

fn architecture(root: &Path) -> Result<String> {
    std::fs::read_to_string(root.join("ARCHITECTURE.md")).context("ARCHITECTURE.md")
}

fn mapped(text: &str) -> BTreeSet<String> {
    let rows: BTreeMap<String, Vec<String>> = rows_under(text, "## The map").into_iter().collect();
    rows.into_keys().collect()
}

/// The first code word of each table row under `heading`, with the code words of its second column.
fn rows_under(text: &str, heading: &str) -> Vec<(String, Vec<String>)> {
    let section = text.split(heading).nth(1).unwrap_or("");
    let section = section.split("\n## ").next().unwrap_or("");
    section
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix('|')?.split('|');
            let first = code_words(cells.next()?).into_iter().next()?;
            Some((first, code_words(cells.next().unwrap_or(""))))
        })
        .collect()
}

fn code_words(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_up_to_the_next_heading() {
        let text = "# x\n## The map\n| crate | what |\n|---|---|\n| `a/b` | it |\n## Next\n| `c` | d |\n";
        assert_eq!(mapped(text), BTreeSet::from(["a/b".to_owned()]));
    }

    #[test]
    fn the_second_column_says_what_may_be_used() {
        let rows = rows_under("## W\n| `a/*` | `b`, `c/*` |\n", "## W");
        assert_eq!(rows, [("a/*".to_owned(), vec!["b".to_owned(), "c/*".to_owned()])]);
    }
}
