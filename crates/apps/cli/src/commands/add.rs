//! `recount add`: files and folders into a case.

use super::Outcome;
use crate::args::Add;
use crate::output;
use crate::pages::{self, Fetched};
use crate::progress::Terminal;
use anyhow::Result;
use recount_desk::adding::{take, take_proposals};
use recount_keep::{Actor, Case, place_warnings};

pub fn run(args: &Add) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    output::diagnostics(&place_warnings(&args.dir));
    let (urls, paths) = pages::split(&args.paths);
    let mut taken = take(&mut case, &paths, &Terminal::default())?;
    for url in &urls {
        match pages::take(&mut case, url, &args.network)? {
            Fetched::Kept(added) => taken.note(added),
            Fetched::Missed(problem) => taken.diagnostics.push(problem),
        }
    }
    take_proposals(&mut case, args.proposals.as_deref())?;
    output::diagnostics(&taken.diagnostics);
    if args.json {
        output::json(&taken)?;
    } else {
        if let Some(opened) = taken.opened.summary() {
            output::text(&format!("{opened}\n"))?;
        }
        let dir = output::printable(&args.dir.display().to_string());
        let proposed = if args.proposals.is_some() { "; proposed names kept" } else { "" };
        output::text(&format!("{}{proposed}\nnext: recount build {dir}\n", taken.summary()))?;
    }
    Ok(Outcome::of(&taken.diagnostics))
}
