//! `recount build`: everything derived, brought up to date.

use super::Outcome;
use crate::args::Build;
use crate::building::{Built, build};
use crate::{output, screen};
use anyhow::{Context as _, Result};
use recount::Rules;
use recount_keep::Case;
use serde_json::json;
use std::path::Path;

pub fn run(args: &Build) -> Result<Outcome> {
    let (_, built) = open_built(&args.dir, false)?;
    output::diagnostics(&built.diagnostics);
    if args.json {
        output::json(&json!({
            "read": built.read,
            "unchanged": built.is_unchanged,
            "counts": screen::counts(&built.dossier),
            "diagnostics": built.diagnostics,
        }))?;
    } else if built.is_unchanged {
        output::text("nothing changed\n")?;
    } else {
        output::text(&format!("read {} of {} originals\n", built.read, built.dossier.readings.len()))?;
    }
    Ok(Outcome::of(&built.diagnostics))
}

/// The rules with the chosen table for vague numbers.
pub fn rules_of(vague_numbers: Option<&str>) -> Result<Rules> {
    Rules::built_in_with(vague_numbers).context("the language packs cannot be used so")
}

/// Opens the case in `dir` and brings it up to date: what every command that reads derived things starts with.
pub fn open_built(dir: &Path, is_read_only: bool) -> Result<(Case, Built)> {
    let case = super::open_case(dir, is_read_only)?;
    let rules = rules_of(case.settings.vague_numbers.as_deref())?;
    let built = build(&case, &rules)?;
    Ok((case, built))
}
