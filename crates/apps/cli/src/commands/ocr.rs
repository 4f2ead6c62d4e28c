//! `recount ocr`: text on scans and pictures, recognised and kept beside them.

use super::{Outcome, counted};
use crate::args::Ocr;
use crate::output;
use crate::progress::Terminal;
use anyhow::Result;
use recount_desk::recognition::{self, Recogniser};
use recount_diagnostics::plain;
use recount_keep::{Actor, Case};
use serde_json::json;

pub fn run(args: &Ocr) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    let candidates = recognition::candidates(&case, args.languages.is_some(), |_| true)?;
    let recogniser = Recogniser::found(args.languages.as_deref(), case.settings.language.as_deref())?;
    let done = recognition::recognise(&mut case, &candidates, recogniser.as_ref(), &Terminal::default())?;
    output::diagnostics(&done.diagnostics);
    if args.json {
        let (tool, languages) = recogniser.map(|one| (one.name, one.languages)).unzip();
        output::json(&json!({
            "originals": done.originals, "pages": done.pages, "tool": tool, "languages": languages,
            "diagnostics": plain(&done.diagnostics),
        }))?;
    } else {
        let pages = counted(done.pages, "page", "pages");
        let originals = counted(done.originals, "original", "originals");
        let dir = output::printable(&args.dir.display().to_string());
        let next = if done.pages > 0 { format!("\nnext: recount build {dir}") } else { String::new() };
        output::text(&format!("text recognised on {pages} of {originals}{next}\n"))?;
    }
    Ok(if recogniser_is_missing(&done) { Outcome::Failed } else { Outcome::of(&done.diagnostics) })
}

fn recogniser_is_missing(done: &recognition::Recognised) -> bool {
    done.diagnostics.iter().any(|diagnostic| diagnostic.id == "no-recogniser")
}
