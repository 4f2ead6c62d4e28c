//! `recount verify`: every hash, the custody chain, and every quote against the frozen bytes.

use super::Outcome;
use super::build::rules_of;
use crate::args::Verify;
use crate::building::build;
use crate::{output, progress};
use anyhow::Result;
use recount_keep::{Actor, Case, Damage, DamageKind};
use recount_model::{Dossier, OriginalId};
use recount_publish::quotes;
use serde_json::json;

pub fn run(args: &Verify) -> Result<Outcome> {
    let case = Case::open(&args.dir, Actor::default())?;
    let mut damages = case.verify()?;
    let rules = rules_of(case.settings.vague_numbers.as_deref())?;
    let built = build(&case, &rules)?;
    let checked = check_quotes(&case, &built.dossier, &mut damages);
    damages.sort();
    let originals = case.originals()?.len();
    if args.json {
        output::json(&json!({ "originals": originals, "quotes": checked, "damages": damages }))?;
    } else {
        output::text(&in_words(originals, checked, &damages))?;
    }
    Ok(if damages.is_empty() { Outcome::Done } else { Outcome::Damaged })
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
    Some(recount_accounts::read(name, &bytes).ok()?.value.text)
}

fn in_words(originals: usize, quotes: usize, damages: &[Damage]) -> String {
    if damages.is_empty() {
        return format!(
            "whole: {originals} originals, the custody chain and {quotes} quotes are as they were kept\n"
        );
    }
    let lines: Vec<String> =
        damages.iter().map(|damage| format!("{}: {}", damage.what, damage.message)).collect();
    format!("{} damaged\n{}\n", damages.len(), lines.join("\n"))
}
