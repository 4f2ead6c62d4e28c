//! `recount gc`: temporary files and unnamed originals of runs that were stopped, taken away.

use super::{Outcome, counted};
use crate::args::Gc;
use crate::output;
use anyhow::Result;
use recount_keep::{Actor, Case};

pub fn run(args: &Gc) -> Result<Outcome> {
    let removed = Case::open(&args.dir, Actor(args.actor.clone()))?.gc()?;
    if args.json {
        output::json(&removed)?;
    } else {
        let unnamed = counted(removed.unnamed.len(), "unnamed original", "unnamed originals");
        let temporary = counted(removed.temporary, "temporary file", "temporary files");
        output::text(&format!("removed {unnamed} and {temporary}, {} bytes\n", removed.bytes))?;
    }
    Ok(Outcome::Done)
}
