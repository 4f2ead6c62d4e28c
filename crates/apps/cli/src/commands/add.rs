//! `recount add`: files and folders into a case.

use super::Outcome;
use crate::args::Add;
use crate::gather::{self, Found};
use crate::{output, progress};
use anyhow::{Context as _, Result};
use recount_diagnostics::Diagnostic;
use recount_keep::{Actor, Added, Case};
use recount_model::OriginalId;
use serde::Serialize;
use std::path::{Path, PathBuf};

pub fn run(args: &Add) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    let taken = take(&mut case, &args.paths)?;
    take_proposals(&mut case, args.proposals.as_deref())?;
    output::diagnostics(&taken.diagnostics);
    if args.json {
        output::json(&taken)?;
    } else {
        let dir = args.dir.display();
        let proposed = if args.proposals.is_some() { "; proposed names kept" } else { "" };
        output::text(&format!("{}{proposed}\nnext: recount build {dir}\n", taken.summary()))?;
    }
    Ok(Outcome::of(&taken.diagnostics))
}

/// What adding did.
#[derive(Debug, Default, Serialize)]
pub struct Taken {
    pub new: Vec<OriginalId>,
    pub known: Vec<OriginalId>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Taken {
    pub fn summary(&self) -> String {
        let known =
            if self.known.is_empty() { String::new() } else { format!(", {} kept before", self.known.len()) };
        let failed = if self.diagnostics.is_empty() {
            String::new()
        } else {
            format!(", {} not taken", self.diagnostics.len())
        };
        format!("{} new{known}{failed}", counted(self.new.len(), "original", "originals"))
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Adds everything under `paths`. A file that cannot be read is a diagnostic; a case that cannot be written is an error.
pub fn take(case: &mut Case, paths: &[PathBuf]) -> Result<Taken> {
    let (found, diagnostics) = gather::files(paths);
    let mut taken = Taken { diagnostics, ..Taken::default() };
    let bar = progress::bar("adding", found.len());
    for file in found {
        add_one(case, &file, &mut taken)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(taken)
}

/// Keeps a file of proposed names, if there is one. What is in it is judged when the case is built.
pub fn take_proposals(case: &mut Case, file: Option<&Path>) -> Result<()> {
    let Some(file) = file else { return Ok(()) };
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    case.add_proposals(&file.display().to_string(), &bytes)?;
    Ok(())
}

fn add_one(case: &mut Case, file: &Found, taken: &mut Taken) -> Result<()> {
    let bytes = match std::fs::read(&file.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let problem = Diagnostic::error("unreadable-file", format!("cannot be read: {error}"))
                .in_place(file.path.display().to_string())
                .hint("check that it still exists and that you may read it, then add it again");
            taken.diagnostics.push(problem);
            return Ok(());
        }
    };
    match case.add(&file.name, &bytes)? {
        Added::New(id) => taken.new.push(id),
        Added::Known(id) => taken.known.push(id),
    }
    Ok(())
}
