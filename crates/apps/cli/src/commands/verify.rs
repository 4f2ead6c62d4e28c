//! `recount verify`: every hash, the custody chain, and every quote against the frozen bytes.

use super::Outcome;
use crate::args::Verify;
use crate::output;
use crate::progress::Terminal;
use anyhow::Result;
use recount_desk::checking::{Checked, check};
use recount_keep::{Bag, Damage};

pub fn run(args: &Verify) -> Result<Outcome> {
    if !args.dir.join("case.db").exists() && args.dir.join("bagit.txt").is_file() {
        return package(args);
    }
    let checked = match super::open_case(&args.dir, args.reading.read_only) {
        Ok(case) => check(&case, &Terminal::default())?,
        Err(error) => Checked::unopened(error)?,
    };
    output::diagnostics(&checked.notes);
    if args.json {
        output::json(&checked)?;
    } else {
        output::text(&in_words(&checked))?;
    }
    Ok(if checked.damages.is_empty() { Outcome::Done } else { Outcome::Damaged })
}

/// A package: every file is what its manifests say. What the log in it says, `import` checks.
fn package(args: &Verify) -> Result<Outcome> {
    let (bag, damages) = Bag::check(&args.dir)?;
    if args.json {
        output::json(&serde_json::json!({ "files": bag.names().count(), "damages": damages }))?;
    } else if damages.is_empty() {
        let files = bag.names().count();
        output::text(&format!("whole: {files} files of the package are as they were packed\n"))?;
    } else {
        output::text(&in_words(&Checked { damages: damages.clone(), ..Checked::default() }))?;
    }
    Ok(if damages.is_empty() { Outcome::Done } else { Outcome::Damaged })
}

fn in_words(checked: &Checked) -> String {
    let Checked { originals, quotes, damages, .. } = checked;
    if damages.is_empty() {
        return format!(
            "whole: {originals} originals, the custody chain and {quotes} quotes are as they were kept\n"
        );
    }
    let line = |damage: &Damage| output::printable(&format!("{}: {}", damage.what, damage.message));
    let lines: Vec<String> = damages.iter().map(line).collect();
    format!("{} damaged\n{}\n", damages.len(), lines.join("\n"))
}
