//! Prints what plain text files share, passage by passage: a look inside while developing.
//! `cargo run -p recount-collation --example collate -- FILE…`

use recount_collation::{CollationRules, collate_readings};
use recount_model::{OffsetMap, OriginalId, Reading};
use recount_rules::pack_for;
use recount_text::Abbreviations;
use std::collections::BTreeMap;
use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = CollationRules::from_pack(&pack_for("en"))?;
    let names: Vec<String> = std::env::args().skip(1).collect();
    let readings = names.iter().map(|name| reading(name)).collect::<Result<Vec<_>, _>>()?;
    let named: Vec<(&str, &Reading)> = names.iter().map(String::as_str).zip(&readings).collect();
    let collation = collate_readings(&named, &Abbreviations::default(), &rules).value;
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

fn reading(name: &str) -> std::io::Result<Reading> {
    let text = String::from_utf8_lossy(&std::fs::read(name)?).into_owned();
    Ok(Reading {
        original: OriginalId::of(text.as_bytes()),
        reader: "text".to_owned(),
        text,
        offsets: OffsetMap::Identity { skipped_bytes: 0 },
        blocks: Vec::new(),
        metadata: Vec::new(),
        language: "en".to_owned(),
    })
}
