//! `recount solve`: the time solver by itself.

use super::Outcome;
use crate::args::Solve;
use crate::output;
use anyhow::{Context as _, Result};

pub fn run(args: &Solve) -> Result<Outcome> {
    let text = super::read::input_text(&args.file)?;
    let solved =
        difference_constraints::solve_json(&text).with_context(|| args.file.display().to_string())?;
    output::json(&solved)?;
    Ok(Outcome::Done)
}
