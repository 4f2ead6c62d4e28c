//! `recount collate`: reuse between documents, without a case.

use super::Outcome;
use crate::args::Collate;
use crate::{gather, output};
use anyhow::{Context as _, Result};
use rayon::prelude::*;
use recount::{LocalReading, Original, Rules, Settings, read_local, reckon, unread};
use recount_diagnostics::{Diagnostic, Reported};
use recount_keep::write_file_whole;
use recount_model::Dossier;
use std::path::Path;

pub fn run(args: &Collate) -> Result<Outcome> {
    let rules = Rules::built_in().context("the built-in language packs are broken; please report this")?;
    let (found, mut diagnostics) = gather::files(&args.paths);
    let read: Vec<_> = found.par_iter().map(|file| read_one(file, &rules)).collect();
    let mut locals = Vec::new();
    for local in read {
        match local {
            Ok(local) => locals.push(local.take(&mut diagnostics)),
            Err(problem) => diagnostics.push(*problem),
        }
    }
    let dossier = reckon(locals, &rules).take(&mut diagnostics);
    output::diagnostics(&diagnostics);
    match &args.output {
        Some(path) => write(&dossier, path)?,
        None => output::json_lines(&recount_publish::json::records(&dossier, "collate").unwrap_or_default())?,
    }
    Ok(Outcome::of(&diagnostics))
}

/// How shared passages are rendered.
type Render = fn(&Dossier) -> String;

/// Formats by file extension.
const FORMATS: [(&str, Render); 3] = [
    ("html", recount_publish::side_by_side),
    ("htm", recount_publish::side_by_side),
    ("xml", recount_publish::tei),
];

/// Writes the file whole or not at all.
fn write(dossier: &Dossier, path: &Path) -> Result<()> {
    let extension = path.extension().map(|given| given.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format = FORMATS.iter().find(|(name, _)| *name == extension);
    let (_, render) = format.context("the name of the output must end in `.html` or `.xml`")?;
    let text = render(dossier);
    write_file_whole(path, |out| Ok::<(), anyhow::Error>(out.write_all(text.as_bytes())?))
        .with_context(|| format!("the file `{}`", path.display()))?;
    output::text(&format!("wrote {}\n", path.display()))
}

fn read_one(file: &gather::Found, rules: &Rules) -> Result<Reported<LocalReading>, Box<Diagnostic>> {
    let bytes = std::fs::read(&file.path).map_err(|error| {
        let problem = Diagnostic::error("unreadable-file", format!("cannot be read: {error}"));
        Box::new(
            problem
                .in_place(file.path.display().to_string())
                .hint("check that it still exists and that you may read it"),
        )
    })?;
    let original = Original { name: &file.name, bytes: &bytes, written: None };
    read_local(&original, &Settings::default(), rules).map_err(|error| Box::new(unread(&file.name, &error)))
}
