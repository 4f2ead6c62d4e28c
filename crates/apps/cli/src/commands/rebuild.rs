//! `recount rebuild`: the tables made anew from the custody log.

use super::Outcome;
use crate::args::Rebuild;
use crate::output;
use anyhow::Result;
use recount_keep::{Actor, Case};
use serde_json::json;

pub fn run(args: &Rebuild) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor::default())?;
    case.rebuild_tables()?;
    let (entries, originals) = (case.log()?.len(), case.originals()?.len());
    if args.json {
        output::json(&json!({ "entries": entries, "originals": originals }))?;
    } else {
        output::text(&format!(
            "made the tables anew from {}: {}\n",
            super::counted(entries, "entry", "entries"),
            super::counted(originals, "original", "originals")
        ))?;
    }
    Ok(Outcome::Done)
}
