//! `recount explain`: one thing with everything it stands on, down to the quotes.

use super::{Outcome, build};
use crate::args::Explain;
use crate::output;
use anyhow::Result;
use recount_model::Dossier;
use recount_publish::json;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How far down references are followed.
const DEPTH: usize = 6;

pub fn run(args: &Explain) -> Result<Outcome> {
    let (_, built) = build::open_built(&args.dir, args.reading.read_only)?;
    let things = things(&built.dossier)?;
    let id = unique(&things, &args.id)?;
    let mut seen = BTreeSet::new();
    let explained = explained(&things, &id, &mut seen, DEPTH);
    if args.json {
        output::json(&explained)?;
    } else {
        let mut text = String::new();
        write_thing(&mut text, &explained, 0);
        output::text(&text)?;
    }
    Ok(Outcome::Done)
}

/// Every derived thing that has an id: its kind and its record.
type Things = BTreeMap<String, (&'static str, Value)>;

fn things(dossier: &Dossier) -> Result<Things> {
    let mut things = Things::new();
    for kind in json::kinds() {
        for record in json::records(dossier, kind).unwrap_or_default() {
            let value = serde_json::to_value(record)?;
            if let Some(id) = value.get("id").and_then(Value::as_str).map(str::to_owned) {
                things.entry(id).or_insert((kind, value));
            }
        }
    }
    Ok(things)
}

fn unique(things: &Things, wanted: &str) -> Result<String> {
    if things.contains_key(wanted) {
        return Ok(wanted.to_owned());
    }
    let fitting: Vec<&String> = things.keys().filter(|id| id.starts_with(wanted)).collect();
    match fitting.as_slice() {
        [one] => Ok((*one).clone()),
        [] => anyhow::bail!(
            "nothing has the id `{wanted}`; `recount show DIR findings` lists ids to start from"
        ),
        many => {
            anyhow::bail!("{} things have an id that begins with `{wanted}`; write more of it", many.len())
        }
    }
}

/// The record of `id` with, under `stands-on`, the records of every id that occurs in it.
fn explained(things: &Things, id: &str, seen: &mut BTreeSet<String>, depth: usize) -> Value {
    let Some((kind, value)) = things.get(id) else { return json!({ "id": id }) };
    let mut thing = Map::from_iter([("is".to_owned(), Value::from(*kind))]);
    if let Value::Object(fields) = value {
        thing.extend(fields.clone());
    }
    if seen.insert(id.to_owned()) && depth > 0 {
        let mut referenced = BTreeSet::new();
        collect_ids(things, value, &mut referenced);
        referenced.remove(id);
        let parents: Vec<Value> = referenced
            .iter()
            .filter(|id| !seen.contains(*id))
            .cloned()
            .collect::<Vec<_>>()
            .iter()
            .map(|id| explained(things, id, seen, depth - 1))
            .collect();
        if !parents.is_empty() {
            thing.insert("stands-on".to_owned(), Value::Array(parents));
        }
    }
    Value::Object(thing)
}

fn collect_ids(things: &Things, value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if things.contains_key(text) => {
            into.insert(text.clone());
        }
        Value::Array(parts) => parts.iter().for_each(|part| collect_ids(things, part, into)),
        Value::Object(fields) => fields.values().for_each(|field| collect_ids(things, field, into)),
        _ => {}
    }
}

fn write_thing(text: &mut String, thing: &Value, depth: usize) {
    let Value::Object(fields) = thing else { return };
    let indent = "  ".repeat(depth);
    let word = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or("");
    let _ = writeln!(text, "{indent}{} {}", word("is"), word("id"));
    for (name, value) in fields {
        if matches!(name.as_str(), "is" | "id" | "stands-on") || value.is_null() {
            continue;
        }
        let _ = writeln!(text, "{indent}  {name}: {}", plain(value));
    }
    if let Some(Value::Array(parents)) = fields.get("stands-on") {
        let _ = writeln!(text, "{indent}  stands on");
        parents.iter().for_each(|parent| write_thing(text, parent, depth + 2));
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => output::printable(text),
        Value::Array(parts) => parts.iter().map(plain).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => match fields.get("text").and_then(Value::as_str) {
            Some(quote) => format!(
                "“{}” ({}, bytes {}–{})",
                output::printable(quote),
                field(fields, "original"),
                field(fields, "start"),
                field(fields, "end")
            ),
            None => value.to_string(),
        },
        other => other.to_string(),
    }
}

fn field(fields: &Map<String, Value>, name: &str) -> String {
    fields.get(name).map_or_else(
        || "–".to_owned(),
        |value| value.as_str().map_or_else(|| value.to_string(), |text| text.chars().take(8).collect()),
    )
}
