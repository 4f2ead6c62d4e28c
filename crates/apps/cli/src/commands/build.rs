//! `recount build`: everything derived, brought up to date.

use super::Outcome;
use crate::args::Build;
use crate::output;
use crate::progress::Terminal;
use anyhow::Result;
use recount_desk::Counts;
use recount_desk::{Built, build};
use recount_diagnostics::plain;
use recount_keep::Case;
use serde_json::json;
use std::path::Path;

pub use recount_desk::rules_of;

pub fn run(args: &Build) -> Result<Outcome> {
    let (_, built) = open_built(&args.dir, false)?;
    output::diagnostics(&built.diagnostics);
    if args.json {
        output::json(&json!({
            "read": built.read,
            "unchanged": built.is_unchanged,
            "counts": Counts::of(&built.dossier),
            "diagnostics": plain(&built.diagnostics),
        }))?;
    } else if built.is_unchanged {
        output::text("nothing changed\n")?;
    } else {
        output::text(&format!("read {} of {} originals\n", built.read, built.dossier.readings.len()))?;
    }
    Ok(Outcome::of(&built.diagnostics))
}

/// Opens the case in `dir` and brings it up to date: what every command that reads derived things starts with.
pub fn open_built(dir: &Path, is_read_only: bool) -> Result<(Case, Built)> {
    let case = super::open_case(dir, is_read_only)?;
    let rules = rules_of(case.settings.vague_numbers.as_deref())?;
    let built = build(&case, &rules, &Terminal::default())?;
    Ok((case, built))
}
