//! Prints what plain text files share, passage by passage: a look inside while developing.
//! `cargo run -p recount-collation --example collate -- FILE…`

use recount_collation::{CollationRules, collate_readings};
use recount_model::{OriginalId, Reading};
use recount_rules::pack_for;
use recount_text::Abbreviations;
use std::collections::BTreeMap;
use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = CollationRules::from_pack(&pack_for("en"))?;
    let names: Vec<String> = std::env::args().skip(1).collect();
    let mut read = Vec::new();
    for name in &names {
        read.extend(readings(name)?);
    }
    let named: Vec<(&str, &Reading)> = read.iter().map(|(name, reading)| (name.as_str(), reading)).collect();
    let begun = std::time::Instant::now();
    let collation = collate_readings(&named, &Abbreviations::default(), &rules).value;
    let (documents, seconds) = (named.len(), begun.elapsed().as_secs_f64());
    writeln!(
        std::io::stderr(),
        "{documents} documents in {seconds:.2} s: {:.0} per second",
        documents as f64 / seconds
    )?;
    let name_of: BTreeMap<_, _> = named.iter().map(|(name, reading)| (&reading.original, *name)).collect();
    let mut out = std::io::stdout().lock();
    for found in &collation.alignments {
        let (a, b) = (name_of.get(&found.a.original), name_of.get(&found.b.original));
        writeln!(out, "{:?} {} {:?}", found.kind, found.score_permille, found.direction)?;
        writeln!(out, "  {} {}", a.unwrap_or(&""), found.a.text)?;
        writeln!(out, "  {} {}", b.unwrap_or(&""), found.b.text)?;
        for edit in &found.edits {
            writeln!(out, "    {:?}: “{}” → “{}”", edit.kind, edit.old, edit.new)?;
        }
        writeln!(out, "    {}", found.why.join("; "))?;
    }
    for edge in &collation.lineage {
        writeln!(out, "{:?} {} {} {}", edge.direction, edge.from, edge.to, edge.why.join("; "))?;
    }
    Ok(())
}

/// A file of JSON lines with `name` and `text` is many documents, any other file is one.
fn readings(name: &str) -> std::io::Result<Vec<(String, Reading)>> {
    let text = String::from_utf8_lossy(&std::fs::read(name)?).into_owned();
    if !name.ends_with(".jsonl") {
        return Ok(vec![(name.to_owned(), reading(text))]);
    }
    let field = |line: &serde_json::Value, name: &str| {
        line.get(name).and_then(|v| v.as_str()).unwrap_or("").to_owned()
    };
    let lines = text.lines().map(serde_json::from_str::<serde_json::Value>);
    lines
        .map(|line| {
            line.map(|line| (field(&line, "name"), reading(field(&line, "text")))).map_err(Into::into)
        })
        .collect()
}

fn reading(text: String) -> Reading {
    Reading::plain(OriginalId::of(text.as_bytes()), text, "en")
}
