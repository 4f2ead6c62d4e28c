//! `recount check`: a stage measured against a gold set.

use super::Outcome;
use crate::args::Check;
use crate::output;
use anyhow::{Context as _, Result};
use recount::Rules;

pub fn run(args: &Check) -> Result<Outcome> {
    let rules = Rules::built_in().context("the built-in language packs are broken; please report this")?;
    let report = recount_measure::check(&args.format, &args.path, &rules)?;
    if args.json {
        output::json(&report)?;
    } else {
        output::text(&report.to_text(args.errors))?;
    }
    let Some(floors) = &args.floors else { return Ok(Outcome::Done) };
    let below = report.below(&recount_measure::floors(floors, &args.format)?);
    for line in &below {
        output::message(line);
    }
    Ok(if below.is_empty() { Outcome::Done } else { Outcome::Failed })
}
