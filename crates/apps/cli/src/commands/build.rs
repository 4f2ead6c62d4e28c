//! `recount build`: everything derived, brought up to date.

use super::Outcome;
use crate::args::Build;
use crate::building::{Built, build};
use crate::{output, screen};
use anyhow::{Context as _, Result};
use recount::Rules;
use recount_keep::{Actor, Case};
use serde_json::json;
use std::path::Path;

pub fn run(args: &Build) -> Result<Outcome> {
    let (_, built) = open_built(&args.dir)?;
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

/// Opens the case in `dir` and brings it up to date: what every command that reads derived things starts with.
pub fn open_built(dir: &Path) -> Result<(Case, Built)> {
    let case = Case::open(dir, Actor::default())?;
    let rules = Rules::built_in().context("the built-in language packs are broken; please report this")?;
    let built = build(&case, &rules)?;
    Ok((case, built))
}
