//! `recount add`: files and folders into a case.

use super::Outcome;
use crate::args::Add;
use crate::pages::{self, Fetched};
use crate::progress::Terminal;
use crate::{media, output};
use anyhow::Result;
use recount_desk::adding::{Taken, recognise, take, take_proposals};
use recount_keep::{Actor, Case, place_warnings};

pub fn run(args: &Add) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    output::diagnostics(&place_warnings(&args.dir));
    let (urls, paths) = pages::split(&args.paths);
    let mut taken = take(&mut case, &paths, &Terminal::default())?;
    for url in &urls {
        take_page(&mut case, url, args, &mut taken)?;
    }
    take_proposals(&mut case, args.proposals.as_deref())?;
    if !args.no_ocr {
        recognise(&mut case, &mut taken, &Terminal::default())?;
    }
    output::diagnostics(&taken.diagnostics);
    if args.json {
        output::json(&taken)?;
    } else {
        if let Some(opened) = taken.opened.summary() {
            output::text(&format!("{opened}\n"))?;
        }
        let dir = output::printable(&args.dir.display().to_string());
        let proposed = if args.proposals.is_some() { "; proposed names kept" } else { "" };
        let recognised = match taken.recognised {
            0 => String::new(),
            pages => format!("; text recognised on {}", super::counted(pages, "page", "pages")),
        };
        output::text(&format!("{}{recognised}{proposed}\nnext: recount build {dir}\n", taken.summary()))?;
    }
    Ok(Outcome::of(&taken.diagnostics))
}

fn take_page(case: &mut Case, url: &str, args: &Add, taken: &mut Taken) -> Result<()> {
    match pages::take(case, url, &args.network)? {
        Fetched::Kept(added) => taken.note(added),
        Fetched::Missed(problem) => taken.diagnostics.push(problem),
    }
    if args.network.media {
        let mut kept = Vec::new();
        let said = media::take(case, url, &args.network, &mut |added| kept.push(added))?;
        kept.into_iter().for_each(|added| taken.note(added));
        taken.diagnostics.extend(said);
    }
    Ok(())
}
