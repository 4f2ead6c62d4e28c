//! `recount decide`: a person's judgement on a derived thing, and what it changes.

use super::{Outcome, build, diff};
use crate::args::{Adding, Decide, DecideAct, SetField, StatedMode};
use crate::output;
use crate::progress::Terminal;
use anyhow::{Context as _, Result};
use recount_desk::by_hand::Addition;
use recount_desk::deciding::{self, Wish, WishedAct};
use recount_desk::sheet::{self, Change, Sheet};
use recount_keep::{Actor, Case};
use recount_model::{Dossier, Field, Mode};
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

pub fn run(args: &Decide) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    let rules = build::rules_of(case.settings.vague_numbers.as_deref())?;
    let before = recount_desk::build(&case, &rules, &Terminal::default())?;
    let wishes = match &args.table {
        None => vec![wish(args)?],
        Some(path) => {
            let sheet = read(path, args.table_name.as_deref(), &case, &before.dossier)?;
            if args.dry_run || sheet.changes.is_empty() {
                told(args, &sheet)?;
                return Ok(if sheet.refused.is_empty() { Outcome::Done } else { Outcome::Failed });
            }
            refusals(&sheet);
            let reason = |wish: Wish| Wish { why: wish.why.or_else(|| args.why.clone()), ..wish };
            sheet.changes.into_iter().map(Wish::from).map(reason).collect()
        }
    };
    let decided = deciding::decide(&mut case, &rules, &before, &wishes, &Terminal::default())?;
    report(args, &decided)?;
    Ok(Outcome::of(&decided.after.diagnostics))
}

fn read(path: &Path, name: Option<&str>, case: &Case, dossier: &Dossier) -> Result<Sheet> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let zone = case.settings.default_zone.as_deref().unwrap_or("UTC");
    sheet::read(&bytes, name, dossier, zone).with_context(|| path.display().to_string())
}

/// What a table wishes, before anything is done.
fn told(args: &Decide, sheet: &Sheet) -> Result<()> {
    if args.json {
        let changes: Vec<_> = sheet.changes.iter().map(change_json).collect();
        let refused = sheet
            .refused
            .iter()
            .map(|one| json!({"row": one.row, "column": one.column, "text": one.text, "why": one.why}));
        return output::json(&json!({
            "table": sheet.table,
            "rows_read": sheet.rows_read,
            "changes": changes,
            "refused": refused.collect::<Vec<_>>(),
            "unchanged": sheet.unchanged,
        }));
    }
    let mut text = format!("{}: {} rows, {} unchanged\n", sheet.table, sheet.rows_read, sheet.unchanged);
    for one in &sheet.changes {
        let field = one.field.map(|field| format!(" {}", key(&field))).unwrap_or_default();
        let (from, to) = (one.from.as_deref().unwrap_or("–"), one.to.as_deref().unwrap_or("–"));
        let line =
            format!("row {}: {}{field} {from} -> {to}  {} {}", one.row, key(&one.act), one.id, one.title);
        let _ = writeln!(text, "{}", output::printable(&line));
    }
    output::text(&text)?;
    refusals(sheet);
    Ok(())
}

fn refusals(sheet: &Sheet) {
    for one in &sheet.refused {
        let column = one.column.as_ref().map(|column| format!(", {column}")).unwrap_or_default();
        let line = format!("row {}{column}: “{}” is left out: {}", one.row, one.text, one.why);
        output::message(&output::printable(&line));
    }
}

fn change_json(change: &Change) -> Value {
    let Change { row, id, title, act, field, from, to, why, addition } = change;
    json!({"row": row, "id": id, "title": title, "act": act, "field": field, "from": from, "to": to, "why": why,
        "addition": addition})
}

/// The word that a value is called by.
fn key(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn wish(args: &Decide) -> Result<Wish> {
    let (id, act) = args.id.clone().zip(args.act).context("say what is decided, and about what")?;
    let wished = match act {
        DecideAct::Accept => WishedAct::Accept,
        DecideAct::Reject => WishedAct::Reject,
        DecideAct::Unsure => WishedAct::Unsure,
        DecideAct::Set => WishedAct::Set,
        DecideAct::Merge => WishedAct::Merge,
        DecideAct::Split => WishedAct::Split,
        DecideAct::Withdraw => WishedAct::Withdraw,
        DecideAct::Add => WishedAct::Add,
    };
    let field = args.field.map(|field| match field {
        SetField::Value => Field::Value,
        SetField::Place => Field::Place,
        SetField::Measure => Field::Measure,
        SetField::Group => Field::Group,
        SetField::Speaker => Field::Speaker,
    });
    Ok(Wish {
        id,
        act: wished,
        field,
        to: args.to.clone(),
        with: args.with.clone(),
        addition: (act == DecideAct::Add).then(|| addition(&args.adding)),
        why: args.why.clone(),
    })
}

fn addition(adding: &Adding) -> Addition {
    Addition {
        quote: adding.quote.clone(),
        at: adding.at.clone(),
        span: None,
        time: adding.time.clone(),
        figure: adding.figure.clone(),
        statement: adding.statement.map(|mode| match mode {
            StatedMode::Direct => Mode::Direct,
            StatedMode::Indirect => Mode::Indirect,
            StatedMode::Partial => Mode::Partial,
            StatedMode::Interview => Mode::Interview,
        }),
        measure: adding.measure.clone(),
        counted: adding.counted.clone(),
        group: adding.group.clone(),
        place: adding.place.clone(),
        as_of: adding.as_of.clone(),
        speaker: adding.speaker.clone(),
    }
}

fn report(args: &Decide, decided: &deciding::Outcome) -> Result<()> {
    if args.json {
        let made = decided.made.iter().map(|(seq, standing)| json!({"seq": seq, "standing": standing}));
        let made: Vec<_> = made.collect();
        return output::json(&json!({"decisions": made, "changed": decided.changed}));
    }
    let mut text = String::new();
    for (seq, standing) in &decided.made {
        let standing = serde_json::to_value(standing)?;
        text += &format!("decision {seq}: {}\n", standing.as_str().unwrap_or(""));
    }
    text += &if decided.changed.is_empty() {
        "it changes nothing in what is reckoned\n".to_owned()
    } else {
        "what it changes (+ gained, − lost)\n".to_owned() + &diff::listed(&decided.changed)
    };
    output::text(&text)
}
