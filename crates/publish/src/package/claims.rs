//! The ledger of figures as a table that spreadsheets read.
//!
//! Comes in: an indexed dossier. Goes out: CSV (RFC 4180, UTF-8) and what a row cannot say. A cell that a spreadsheet
//! would take for a formula begins with an apostrophe.

use crate::index::Index;
use crate::json::{Record, records};
use recount_model::{Figure, Question};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const COLUMNS: [&str; 22] = [
    "claim_id",
    "question",
    "value",
    "value_low",
    "value_high",
    "unit",
    "hedge",
    "source",
    "source_type",
    "said_at",
    "event_earliest",
    "event_latest",
    "place",
    "quote",
    "quote_lang",
    "locator",
    "item_sha256",
    "account",
    "start",
    "end",
    "certainty",
    "notes",
];

/// The table, and the losses: field, how many rows, why.
pub(super) fn csv(index: &Index<'_>) -> (Vec<u8>, Vec<Value>) {
    let questions = questions_by_figure(index);
    let mut table = row(COLUMNS.iter().map(ToString::to_string));
    let (mut chains, mut alternatives) = (0, 0);
    for record in records(index.dossier, "figures").unwrap_or_default() {
        let Record::Figure(figure) = record else { continue };
        let value = serde_json::to_value(&figure).unwrap_or_default();
        let id = text(&value, "id");
        let found = index.figure(&recount_model::Id(id.as_str().into())).map(|(_, figure)| figure);
        chains += usize::from(value["chain"].as_array().is_some_and(|chain| chain.len() > 2));
        alternatives += usize::from(value["alternatives"].as_array().is_some_and(|list| !list.is_empty()));
        let question = questions.get(&id).copied();
        table.extend(row(cells(index, &value, found, question).into_iter()));
    }
    let losses = vec![
        json!({ "file": "claims.csv", "field": "chain", "count": chains,
                "reason": "a row names the innermost speaker; who passed it on stands in derived/figures.jsonl" }),
        json!({ "file": "claims.csv", "field": "alternatives", "count": alternatives,
                "reason": "other readings of a damaged number stand in derived/figures.jsonl" }),
    ];
    (table, losses.into_iter().filter(|loss| loss["count"] != 0).collect())
}

fn questions_by_figure<'d>(index: &Index<'d>) -> BTreeMap<String, &'d Question> {
    let all = index.dossier.questions.iter();
    all.flat_map(|question| question.claims.iter().map(move |claim| (claim.figure.0.to_string(), question)))
        .collect()
}

fn cells(
    index: &Index<'_>,
    value: &Value,
    figure: Option<&Figure>,
    question: Option<&Question>,
) -> Vec<String> {
    let account = index.account(&recount_model::Id(text(value, "account").into()));
    let chain = value["chain"].as_array().map_or(&[][..], Vec::as_slice);
    let source = chain.last().and_then(Value::as_str).filter(|name| *name != "account");
    let publisher = account.and_then(|account| account.source.as_deref());
    vec![
        text(value, "id"),
        question.map_or_else(String::new, |question| question.id.0.to_string()),
        text(value, "stated"),
        text(value, "low"),
        text(value, "high"),
        text(value, "measure"),
        figure.map_or_else(String::new, |_| text(value, "bound")),
        source.or(publisher).unwrap_or("").to_owned(),
        if chain.len() > 1 { "quoted" } else { "account" }.to_owned(),
        text(value, "as_of"),
        text(&value["during"], "earliest"),
        text(&value["during"], "latest"),
        text(value, "place"),
        text(value, "text"),
        account.map_or_else(String::new, |account| account.language.clone()),
        text(value, "locator"),
        text(value, "original"),
        text(value, "account"),
        text(value, "start"),
        text(value, "end"),
        text(value, "certainty"),
        notes(value),
    ]
}

/// What no column is for: an implied count, and who added the row by hand.
fn notes(value: &Value) -> String {
    let mut notes: Vec<String> = Vec::new();
    if value["implied"] == true {
        notes.push("implied by the words, not counted in them".to_owned());
    }
    for by in value["by"].as_array().into_iter().flatten() {
        let who = by["who"].as_str().unwrap_or("somebody who gave no name");
        let why = by["why"].as_str().map_or_else(String::new, |why| format!(": {why}"));
        notes.push(format!("added by hand by {who} at {}{why}", text(by, "at")));
    }
    notes.join("; ")
}

/// The value of a field as people would write it; empty where it has none.
fn text(value: &Value, name: &str) -> String {
    match &value[name] {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

fn row(cells: impl Iterator<Item = String>) -> Vec<u8> {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    format!("{}\r\n", cells.join(",")).into_bytes()
}

fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_is_one_cell() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("a, \"b\"\nc"), "\"a, \"\"b\"\"\nc\"");
        assert_eq!(quoted("+7, he said"), "\"'+7, he said\"");
        assert_eq!(quoted("14"), "14");
    }
}
