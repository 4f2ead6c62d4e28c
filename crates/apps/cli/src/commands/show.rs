//! `recount show`: what was derived, as JSON lines or as a table for people.

use super::{Outcome, build};
use crate::args::Show;
use crate::output;
use anyhow::{Context as _, Result};
use recount_keep::Case;
use recount_model::Dated;
use recount_publish::json;
use serde_json::Value;
use std::collections::BTreeMap;

/// Which fields a person sees of each kind, in order.
const COLUMNS: [(&str, &[&str]); 14] = [
    ("accounts", &["id", "title", "source", "written", "from.member", "why"]),
    ("times", &["id", "text", "type", "value", "edtf"]),
    ("figures", &["id", "text", "low", "high", "measure", "place", "chain"]),
    ("quotes", &["id", "speaker", "mode", "text"]),
    ("names", &["id", "text", "type", "canonical"]),
    ("claims", &["id", "text", "chain"]),
    ("reuse", &["id", "kind", "direction", "a.text", "b.text"]),
    ("questions", &["id", "title", "low", "high", "best"]),
    ("findings", &["id", "kind", "hold", "title"]),
    ("chronicle", &["id", "edtf", "earliest", "latest", "title"]),
    ("people", &["id", "canonical", "roles"]),
    ("layout", &["kind", "start", "end", "text"]),
    ("decisions", &["seq", "standing", "act", "subject.quote", "who", "why"]),
    ("collate", &["kind", "direction", "a.text", "b.text"]),
];

/// Longest cell, in characters.
const CELL_CHARACTERS: usize = 90;

pub fn run(args: &Show) -> Result<Outcome> {
    if let Some(name) = &args.of {
        return timeline(args, name);
    }
    let (case, built) = build::open_built(&args.dir, args.reading.read_only)?;
    let records = json::records(&built.dossier, &args.what).context("there is nothing of this kind")?;
    let as_values = || records.iter().map(serde_json::to_value).collect::<Result<Vec<_>, _>>();
    if args.what == "accounts" {
        let mut values = as_values()?;
        add_origins(&mut values, &case)?;
        return shown(args, &values);
    }
    if args.json {
        output::json_lines(&records)?;
        return Ok(Outcome::Done);
    }
    shown(args, &as_values()?)
}

fn shown(args: &Show, values: &[Value]) -> Result<Outcome> {
    if args.json {
        output::json_lines(values)?;
    } else {
        output::text(&table(&args.what, values))?;
    }
    Ok(Outcome::Done)
}

/// Says of each account that came out of an archive which one it was, and what it is called there.
fn add_origins(records: &mut [Value], case: &Case) -> Result<()> {
    let mut origins = BTreeMap::new();
    for (original, container, member) in case.origins()? {
        origins.entry(original.0).or_insert((container, member));
    }
    for record in records {
        let original = record.get("original").and_then(Value::as_str).unwrap_or("");
        let found = origins.get(original);
        if let (Some((container, member)), Some(fields)) = (found, record.as_object_mut()) {
            fields.insert("from".to_owned(), serde_json::json!({ "container": container, "member": member }));
        }
    }
    Ok(())
}

/// The timeline of one name: for people one line per entry, with the sentence that its first mention stands in.
fn timeline(args: &Show, name: &str) -> Result<Outcome> {
    anyhow::ensure!(args.what == "chronicle", "`--of` goes with `chronicle`");
    let (case, built) = build::open_built(&args.dir, args.reading.read_only)?;
    let rules = build::rules_of(case.settings.vague_numbers.as_deref())?;
    let timeline = recount::timeline(&built.dossier, name, &rules);
    let records = json::timeline(&built.dossier, &timeline);
    if args.json {
        output::json_lines(&records)?;
        return Ok(Outcome::Done);
    }
    let mut text = String::new();
    for record in &records {
        let Some(first) = record.mentions.first() else { continue };
        let when = match record.dated {
            Dated::Stated => record.edtf.unwrap_or("–").to_owned(),
            Dated::Told => format!("told {}", record.edtf.unwrap_or("–")),
            Dated::Nowhere => "no date".to_owned(),
        };
        let marks = [(record.planned, " (planned)"), (record.negated, " (not)")];
        let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
        let more = record.mentions.len().checked_sub(1).filter(|more| *more > 0);
        let more = more.map(|more| format!(" +{more}")).unwrap_or_default();
        let sentence = shortened(first.sentence.text);
        text.push_str(&format!(
            "{when} | {}{marks}{more} | {sentence}\n",
            output::printable(first.word.text)
        ));
    }
    text.push_str(&format!(
        "{} in all, looked for as {}\n",
        records.len(),
        output::printable(&timeline.forms.join(", "))
    ));
    output::text(&text)?;
    Ok(Outcome::Done)
}

fn table(what: &str, values: &[Value]) -> String {
    let columns = COLUMNS.iter().find(|(kind, _)| *kind == what).map_or(&["id"][..], |(_, columns)| columns);
    let mut text = columns.join(" | ") + "\n";
    for value in values {
        let cells: Vec<String> = columns.iter().map(|column| cell(value, column)).collect();
        text.push_str(&cells.join(" | "));
        text.push('\n');
    }
    text + &format!(
        "{} in all; `--json` gives every field, `recount explain` one thing to the bottom\n",
        values.len()
    )
}

fn cell(value: &Value, column: &str) -> String {
    let found = column.split('.').try_fold(value, |at, part| at.get(part));
    let text = match found {
        None | Some(Value::Null) => "–".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned))
                .collect();
            parts.join(" → ")
        }
        Some(other) => other.to_string(),
    };
    shortened(&text)
}

fn shortened(text: &str) -> String {
    let line = output::printable(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    match line.char_indices().nth(CELL_CHARACTERS) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or("")),
        None => line,
    }
}
