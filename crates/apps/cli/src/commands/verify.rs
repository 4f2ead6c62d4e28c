//! `recount verify`: every hash, the custody chain, and every quote against the frozen bytes.

use super::Outcome;
use super::build::rules_of;
use crate::args::Verify;
use crate::building::{Built, build};
use crate::{foreign, output, progress};
use anyhow::Result;
use recount_diagnostics::Diagnostic;
use recount_isolation::Confinement;
use recount_keep::{Bag, Case, Damage, DamageKind, KeepError};
use recount_model::{Dossier, OriginalId};
use recount_publish::quotes;
use serde::Serialize;

pub fn run(args: &Verify) -> Result<Outcome> {
    if !args.dir.join("case.db").exists() && args.dir.join("bagit.txt").is_file() {
        return package(args);
    }
    let checked = match super::open_case(&args.dir, args.reading.read_only) {
        Ok(case) => check(&case)?,
        Err(error) => Checked::unopened(error)?,
    };
    output::diagnostics(&checked.notes);
    if args.json {
        output::json(&checked)?;
    } else {
        output::text(&checked.in_words())?;
    }
    Ok(if checked.damages.is_empty() { Outcome::Done } else { Outcome::Damaged })
}

/// A package: every file is what its manifests say. What the log in it says, `import` checks.
fn package(args: &Verify) -> Result<Outcome> {
    let (bag, damages) = Bag::check(&args.dir)?;
    if args.json {
        output::json(&serde_json::json!({ "files": bag.names().count(), "damages": damages }))?;
    } else if damages.is_empty() {
        let files = bag.names().count();
        output::text(&format!("whole: {files} files of the package are as they were packed\n"))?;
    } else {
        output::text(&Checked { damages: damages.clone(), ..Checked::default() }.in_words())?;
    }
    Ok(if damages.is_empty() { Outcome::Done } else { Outcome::Damaged })
}

/// What was checked, and what came out.
#[derive(Debug, Default, Serialize)]
struct Checked {
    originals: usize,
    /// How many quotes were looked up.
    quotes: usize,
    damages: Vec<Damage>,
    notes: Vec<Diagnostic>,
    /// What the kernel holds reading processes to; `None` where none could be started.
    readers: Option<Confinement>,
}

/// Everything is checked that can be; a damage that keeps the rest from being read is not the end.
fn check(case: &Case) -> Result<Checked> {
    let mut checked = Checked { damages: case.verify()?, ..Checked::default() };
    let more = || -> Result<(usize, Vec<Diagnostic>, Built)> {
        let rules = rules_of(case.settings.vague_numbers.as_deref())?;
        Ok((case.originals()?.len(), case.notes()?, build(case, &rules)?))
    };
    match more() {
        Ok((originals, notes, built)) => {
            checked.quotes = check_quotes(case, &built.dossier, &mut checked.damages);
            checked = Checked { originals, notes, readers: foreign::confinement().ok(), ..checked };
        }
        Err(error) if checked.damages.is_empty() => return Err(error),
        Err(error) => {
            let what = Damage::new(DamageKind::DatabaseDamaged, "case.db", format!("{error:#}"));
            checked.damages.push(what);
        }
    }
    checked.damages.sort();
    checked.damages.dedup();
    Ok(checked)
}

impl Checked {
    /// A database so damaged that it cannot be opened is a damage; that there is no case, or a newer one, is not.
    fn unopened(error: anyhow::Error) -> Result<Self> {
        match error.downcast::<KeepError>()? {
            error @ (KeepError::Database { .. } | KeepError::LogDamaged { .. }) => {
                let damage = Damage::new(DamageKind::DatabaseDamaged, "case.db", error.to_string());
                Ok(Checked { damages: vec![damage], ..Checked::default() })
            }
            error => Err(error.into()),
        }
    }

    fn in_words(&self) -> String {
        let Checked { originals, quotes, damages, .. } = self;
        if damages.is_empty() {
            return format!(
                "whole: {originals} originals, the custody chain and {quotes} quotes are as they were kept\n"
            );
        }
        let line = |damage: &Damage| output::printable(&format!("{}: {}", damage.what, damage.message));
        let lines: Vec<String> = damages.iter().map(line).collect();
        format!("{} damaged\n{}\n", damages.len(), lines.join("\n"))
    }
}

/// Reads every original anew and looks each quote up in it. Gives the number of quotes checked.
fn check_quotes(case: &Case, dossier: &Dossier, damages: &mut Vec<Damage>) -> usize {
    let bar = progress::bar("checking", dossier.readings.len());
    let mut checked = 0;
    for reading in &dossier.readings {
        let name = dossier.names_of_originals.iter().find(|(id, _)| *id == reading.original);
        let fresh = fresh_text(case, &reading.original, name.map_or("", |(_, name)| name));
        for quote in quotes::of_original(dossier, &reading.original) {
            checked += 1;
            if fresh.as_deref().and_then(|text| text.get(quote.span.range())) != Some(quote.text) {
                let place =
                    format!("{} bytes {}–{}", reading.original.short(), quote.span.start, quote.span.end);
                let message = format!("the original does not read “{}” there", output::printable(quote.text));
                damages.push(Damage::new(DamageKind::QuoteNotFound, place, message));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    checked
}

fn fresh_text(case: &Case, original: &OriginalId, name: &str) -> Option<String> {
    let bytes = case.store().read(original).ok()?;
    Some(foreign::read(name, &bytes).ok()?.value.text)
}
