//! `recount run`: from a folder nobody prepared to the first screen and the report.

use super::{Outcome, build, init, report};
use crate::args::Run;
use crate::progress::Terminal;
use crate::vault::{self, NamesArgs};
use crate::{output, screen};
use anyhow::{Context as _, Result};
use recount_desk::Counts;
use recount_desk::adding::{Taken, recognise, take, take_proposals};
use recount_diagnostics::plain;
use recount_keep::{Actor, Case, place_warnings};
use serde_json::json;
use std::path::{Path, PathBuf};

pub fn run(mut args: Run) -> Result<Outcome> {
    let title = title(&args.paths);
    args.settings.title.get_or_insert(title.clone());
    let dir = args.case.take().unwrap_or_else(|| free_folder(&title));
    let actor = Actor(args.settings.actor.clone());
    let mut case = if dir.join("case.db").is_file() {
        Case::open(&dir, actor)?
    } else {
        init::create(&dir, args.settings)?
    };
    output::diagnostics(&place_warnings(&dir));
    let mut taken = take(&mut case, &args.paths, &Terminal::default())?;
    if !args.no_ocr {
        recognise(&mut case, &mut taken, &Terminal::default())?;
    }
    take_proposals(&mut case, args.proposals.as_deref())?;
    anyhow::ensure!(
        !case.originals()?.is_empty(),
        "nothing to read under the paths given{}",
        first_reason(&taken)
    );
    if let Some(opened) = taken.opened.summary() {
        output::message(&opened);
    }
    let (mut case, built) = build::open_built(case.root(), false)?;
    let target = args.output.unwrap_or_else(|| dir.join("report.html"));
    let hidden = vault::pseudonyms(&case, &built.dossier, &NamesArgs::default())?;
    report::write(&mut case, &built, &target, &args.report_language, &hidden)
        .with_context(|| format!("the report `{}`", target.display()))?;
    let mut diagnostics = taken.diagnostics;
    diagnostics.extend(built.diagnostics.iter().cloned());
    output::diagnostics(&diagnostics);
    if args.json {
        output::json(&json!({
            "case": dir, "report": target, "counts": Counts::of(&built.dossier),
            "findings": recount_publish::json::records(&built.dossier, "findings"), "diagnostics": plain(&diagnostics),
        }))?;
    } else {
        output::text(&screen::first_screen(&built.dossier, &dir, &target))?;
    }
    Ok(Outcome::of(&diagnostics))
}

fn first_reason(taken: &Taken) -> String {
    taken.diagnostics.first().map(|reason| format!(": {}", reason.message)).unwrap_or_default()
}

/// The name of the first path, as a title.
fn title(paths: &[PathBuf]) -> String {
    let first = paths.first().map_or(Path::new("dossier"), PathBuf::as_path);
    let full = first.canonicalize().unwrap_or_else(|_| first.to_owned());
    full.file_stem().map_or_else(|| "dossier".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// `<title>.case` here, or the first of `<title>-2.case`, … that does not exist.
fn free_folder(title: &str) -> PathBuf {
    let first = PathBuf::from(format!("{title}.case"));
    let mut numbered = (2..).map(|number| PathBuf::from(format!("{title}-{number}.case")));
    if first.exists() { numbered.find(|path| !path.exists()).unwrap_or(first) } else { first }
}
