//! A case checked: every hash, the custody chain, and every quote against the frozen bytes.

use crate::formats::Formats;
use crate::{Built, Watcher, Work, build, foreign, printable, rules_of};
use anyhow::Result;
use recount_diagnostics::Diagnostic;
use recount_isolation::Confinement;
use recount_keep::{Case, Damage, DamageKind, KeepError};
use recount_model::{Dossier, OriginalId};
use recount_publish::quotes;
use serde::Serialize;

/// What was checked, and what came out.
#[derive(Debug, Default, Serialize)]
pub struct Checked {
    pub originals: usize,
    /// How many quotes were looked up.
    pub quotes: usize,
    pub damages: Vec<Damage>,
    #[serde(serialize_with = "recount_diagnostics::write_plain")]
    pub notes: Vec<Diagnostic>,
    /// What the kernel holds reading processes to; `None` where none could be started.
    pub readers: Option<Confinement>,
}

/// Everything is checked that can be; a damage that keeps the rest from being read is not the end.
///
/// # Errors
/// When what is needed for checking cannot be had and nothing is damaged.
pub fn check(case: &Case, watcher: &dyn Watcher) -> Result<Checked> {
    let mut checked = Checked { damages: case.verify()?, ..Checked::default() };
    let more = || -> Result<(usize, Vec<Diagnostic>, Built)> {
        let rules = rules_of(case.settings.vague_numbers.as_deref())?;
        Ok((case.originals()?.len(), case.notes()?, build(case, &rules, watcher)?))
    };
    match more() {
        Ok((originals, notes, built)) => {
            checked.quotes = check_quotes(case, &built.dossier, &mut checked.damages, watcher)?;
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
    ///
    /// # Errors
    /// The error itself where it is no damage.
    pub fn unopened(error: anyhow::Error) -> Result<Self> {
        match error.downcast::<KeepError>()? {
            error @ (KeepError::Database { .. } | KeepError::LogDamaged { .. }) => {
                let damage = Damage::new(DamageKind::DatabaseDamaged, "case.db", error.to_string());
                Ok(Checked { damages: vec![damage], ..Checked::default() })
            }
            error => Err(error.into()),
        }
    }
}

/// Reads every original anew and looks each quote up in it. Gives the number of quotes checked.
fn check_quotes(
    case: &Case,
    dossier: &Dossier,
    damages: &mut Vec<Damage>,
    watcher: &dyn Watcher,
) -> Result<usize> {
    let formats = Formats::of(case)?;
    watcher.begins(Work::Checking, dossier.readings.len());
    let mut checked = 0;
    for reading in dossier.readings.iter() {
        let name = dossier.names_of_originals.iter().find(|(id, _)| *id == reading.original);
        let fresh = fresh_text(case, &formats, &reading.original, name.map_or("", |(_, name)| name));
        for quote in quotes::of_original(dossier, &reading.original) {
            checked += 1;
            if fresh.as_deref().and_then(|text| text.get(quote.span.range())) != Some(quote.text) {
                let place =
                    format!("{} bytes {}–{}", reading.original.short(), quote.span.start, quote.span.end);
                let message = format!("the original does not read “{}” there", printable(quote.text));
                damages.push(Damage::new(DamageKind::QuoteNotFound, place, message));
            }
        }
        watcher.step();
    }
    watcher.ends();
    Ok(checked)
}

fn fresh_text(case: &Case, formats: &Formats<'_>, original: &OriginalId, name: &str) -> Option<String> {
    let bytes = case.store().read(original).ok()?;
    Some(foreign::read_with(name, &bytes, formats.of_original(original).ok()?).ok()?.value.text)
}
