//! What one row wishes.

use super::columns::{Columns, DECISION, ID, WHY};
use super::now::{Now, Thing, Value};
use super::{Change, Refused, Wished, additions, counts, dates, words};
use crate::deciding::WishedAct;
use recount_accounts::{CellKind, TableCell, TableRow};
use recount_model::Dossier;
use recount_publish::tables::count_words;

/// What rows are read with.
pub struct Reader<'r> {
    pub columns: &'r Columns,
    pub now: &'r Now<'r>,
    pub dossier: &'r Dossier,
    pub zone: &'r str,
}

impl Reader<'_> {
    /// True unless it is a row that a spreadsheet left blank.
    pub fn is_filled(&self, row: &TableRow) -> bool {
        row.cells.iter().any(|cell| !cell.words.trim().is_empty())
    }

    pub fn row(&self, row: &TableRow) -> Wished {
        let number = row.number as usize;
        let id = self.columns.cell(row, ID).map(|cell| words::plain(&cell.words)).filter(|id| !id.is_empty());
        let mut wished = Wished { row: number, id: id.clone(), ..Wished::default() };
        let Some(id) = id else {
            match additions::added(self, row) {
                Ok(change) => wished.changes.push(change),
                Err(why) => wished.refused.push(Refused { row: number, column: None, text: told(row), why }),
            }
            return wished;
        };
        match self.now.thing(&id) {
            Some(thing) => self.thing(row, &id, thing, &mut wished),
            None => {
                let why = "nothing has this id any more".to_owned();
                wished.refused.push(Refused { row: number, column: Some(ID.to_owned()), text: id, why });
            }
        }
        wished
    }

    fn thing(&self, row: &TableRow, id: &str, thing: &Thing<'_>, wished: &mut Wished) {
        let known = thing.verdict.and_then(|one| one.decision.why.as_deref()).map(words::plain);
        let why = self
            .filled(row, WHY)
            .map(|cell| words::plain(&cell.words))
            .filter(|why| Some(why) != known.as_ref());
        let change = |act, id: &str| Change {
            row: wished.row,
            id: id.to_owned(),
            title: words::plain(thing.title).chars().take(160).collect(),
            act,
            field: None,
            from: None,
            to: None,
            why: why.clone(),
            addition: None,
        };
        let mut changes = Vec::new();
        let mut refused = Vec::new();
        for (column, field, value) in &thing.values {
            match self.filled(row, column).map(|cell| (cell, self.wish(cell, *value))) {
                Some((_, Ok(Some(to)))) => {
                    let (field, from, to) = (Some(*field), now_words(*value), Some(to));
                    changes.push(Change { field, from, to, ..change(WishedAct::Set, id) });
                }
                Some((cell, Err(why))) => refused.push(refusal(row, column, cell, why)),
                _ => {}
            }
        }
        match self.filled(row, DECISION).map(|cell| (cell, decided(cell, thing, why.is_some()))) {
            Some((_, Ok(Some((act, of))))) => {
                let from = thing.verdict_words().map(str::to_owned);
                let to = words::key(act).map(str::to_owned);
                changes.push(Change { from, to, ..change(act, of.as_deref().unwrap_or(id)) });
            }
            Some((cell, Err(why))) => refused.push(refusal(row, DECISION, cell, why)),
            _ => {}
        }
        if let (Some(why), true) = (&why, changes.is_empty() && refused.is_empty()) {
            let told = "a reason alone decides nothing: say in `decision` what is decided".to_owned();
            refused.push(Refused {
                row: wished.row,
                column: Some(WHY.to_owned()),
                text: why.clone(),
                why: told,
            });
        }
        (wished.changes, wished.refused) = (changes, refused);
    }

    /// The cell of a column, if it says anything.
    pub fn filled<'r>(&self, row: &'r TableRow, column: &str) -> Option<&'r TableCell> {
        self.columns.cell(row, column).filter(|cell| !cell.words.trim().is_empty())
    }

    fn wish(&self, cell: &TableCell, value: Value<'_>) -> Result<Option<String>, String> {
        let words = said(cell)?;
        match value {
            Value::Count(figure) => counts::wished(&words, Some(figure)),
            Value::Date(edtf) => dates::wished(&words, edtf, self.zone),
            Value::Text(now) => Ok((now.map(words::plain).as_ref() != Some(&words)).then_some(words)),
            Value::Measure(now) if now == words => Ok(None),
            Value::Measure(_) if self.now.measures.contains(&&*words) => Ok(Some(words)),
            Value::Measure(_) => {
                Err(format!("no measure is called so; there are {}", self.now.measures.join(", ")))
            }
        }
    }
}

/// What a cell says; a formula, or what became of one, says nothing.
pub fn said(cell: &TableCell) -> Result<String, String> {
    let is_formula = match cell.kind {
        CellKind::Formula | CellKind::Error => true,
        CellKind::Plain | CellKind::Date => cell.words.trim_start().starts_with('=') || is_error(&cell.words),
    };
    if is_formula {
        return Err("a formula, or what became of one: write what it comes to".to_owned());
    }
    Ok(words::plain(&cell.words))
}

/// `#REF!`, `#NAME?`, `#####`.
fn is_error(words: &str) -> bool {
    let words = words.trim();
    words.starts_with('#') && (words.ends_with(['!', '?']) || words.chars().all(|c| c == '#'))
}

/// The act that a cell decides, with the decision it takes back; `None` where that holds already.
fn decided(
    cell: &TableCell,
    thing: &Thing<'_>,
    has_other_reason: bool,
) -> Result<Option<(WishedAct, Option<String>)>, String> {
    let words = said(cell)?;
    let act = words::decision(&words)
        .ok_or_else(|| "no decision: `accept`, `reject`, `unsure`, or `withdraw` for none".to_owned())?;
    let holds = thing.verdict_words().and_then(words::decision);
    match (act, thing.verdict) {
        (WishedAct::Withdraw, None) => Ok(None),
        (WishedAct::Withdraw, Some(one)) => Ok(Some((act, Some(one.decision.seq.to_string())))),
        _ if holds == Some(act) && !has_other_reason => Ok(None),
        _ => Ok(Some((act, None))),
    }
}

fn now_words(value: Value<'_>) -> Option<String> {
    match value {
        Value::Count(figure) => Some(count_words(figure)),
        Value::Date(now) | Value::Text(now) => now.map(str::to_owned),
        Value::Measure(now) => Some(now.to_owned()),
    }
}

fn refusal(row: &TableRow, column: &str, cell: &TableCell, why: String) -> Refused {
    let text = cell.words.trim().chars().take(160).collect();
    Refused { row: row.number as usize, column: Some(column.to_owned()), text, why }
}

/// The row in short.
fn told(row: &TableRow) -> String {
    let cells: Vec<&str> =
        row.cells.iter().map(|cell| cell.words.trim()).filter(|words| !words.is_empty()).collect();
    cells.join(" | ").chars().take(160).collect()
}
