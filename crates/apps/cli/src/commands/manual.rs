//! Completions and the manual page, from the same definition as the parser.

use super::Outcome;
use crate::args::{Cli, Completions, Man};
use crate::output;
use anyhow::{Context as _, Result};
use clap::CommandFactory as _;

pub fn completions(args: &Completions) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "recount", &mut script);
    output::text(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}

pub fn page(_args: &Man) -> Result<Outcome> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page).context("the manual page")?;
    output::text(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Done)
}
