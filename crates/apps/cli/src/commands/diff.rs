//! `recount diff`: what one original changed in what a case says.

use super::Outcome;
use super::build::{open_built, rules_of};
use crate::args::Diff;
use crate::output;
use anyhow::{Result, bail};
use recount::difference::{BoundsTold, Changed, Difference, difference};
use recount_desk::build_without;
use recount_keep::Case;
use recount_model::OriginalId;
use std::fmt::Write as _;

/// Longest list that a person is shown of one kind.
const MOST_SHOWN: usize = 40;

pub fn run(args: &Diff) -> Result<Outcome> {
    let (case, with) = open_built(&args.dir, args.reading.read_only)?;
    let rules = rules_of(case.settings.vague_numbers.as_deref())?;
    let (original, name) = original(&case, &args.without)?;
    let without = build_without(&case, &rules, &original)?;
    let found = difference(&without.dossier, &with.dossier);
    if args.json {
        output::json(&serde_json::to_value(&found)?)?;
    } else {
        output::text(&in_words(&found, &name))?;
    }
    Ok(Outcome::of(&with.diagnostics))
}

/// The one original with this name, or whose hash begins so.
fn original(case: &Case, wanted: &str) -> Result<(OriginalId, String)> {
    let all = case.originals()?;
    let fitting: Vec<_> = all
        .iter()
        .filter(|stored| stored.id.0.starts_with(wanted) || stored.names.iter().any(|name| name == wanted))
        .collect();
    match fitting.as_slice() {
        [one] => {
            Ok((one.id.clone(), one.names.first().cloned().unwrap_or_else(|| one.id.short().to_owned())))
        }
        [] => bail!("no original is called `{wanted}` and no hash begins with it"),
        _ => bail!("several originals are called `{wanted}`; give the beginning of the hash"),
    }
}

fn in_words(found: &Difference, name: &str) -> String {
    let name = output::printable(name);
    if found.is_empty() {
        return format!("{name} changes nothing: all that it says is said elsewhere\n");
    }
    format!("what {name} changes (+ gained with it, − lost with it)\n") + &listed(found)
}

/// What changed, list by list.
pub fn listed(found: &Difference) -> String {
    let mut text = String::new();
    let lists = [("figures", &found.figures), ("findings", &found.findings), ("chronicle", &found.entries)];
    write_bounds(&mut text, found);
    for (title, changed) in lists {
        write_list(&mut text, title, changed);
    }
    text
}

fn write_bounds(text: &mut String, found: &Difference) {
    if !found.bounds.is_empty() {
        text.push_str("\nbounds\n");
    }
    for change in found.bounds.iter().take(MOST_SHOWN) {
        let (before, after) = (range(change.before), range(change.after));
        let _ = writeln!(text, "  {}: {before} → {after}", output::printable(&change.question));
    }
    if !found.times.is_empty() {
        let _ = writeln!(text, "\nentries with other times: {}", found.times.len());
    }
    for change in found.times.iter().take(MOST_SHOWN) {
        let _ = writeln!(text, "  {}", output::printable(&change.entry));
    }
}

fn range(told: BoundsTold) -> String {
    let number = |value: Option<u64>| value.map_or_else(|| "–".to_owned(), |value| value.to_string());
    let best = told.best.map_or_else(String::new, |best| format!(", best {best}"));
    format!("{} to {}{best}", number(told.low), number(told.high))
}

fn write_list(text: &mut String, title: &str, changed: &Changed) {
    if changed.gained.is_empty() && changed.lost.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}: {} gained, {} lost", changed.gained.len(), changed.lost.len());
    for (sign, list) in [('+', &changed.gained), ('−', &changed.lost)] {
        for named in list.iter().take(MOST_SHOWN) {
            let _ = writeln!(text, "  {sign} {} {}", named.id, output::printable(&named.words));
        }
        if list.len() > MOST_SHOWN {
            let _ = writeln!(text, "  {sign} and {} more; `--json` gives all", list.len() - MOST_SHOWN);
        }
    }
}
