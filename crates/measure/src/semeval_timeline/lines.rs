//! A timeline in the task's format: `order TAB time TAB document-sentence-word …`.

use crate::MeasureError;
use std::path::Path;

/// An event: document, sentence and words, as in the key.
pub type Event = String;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// 0 where nothing orders it: then it is not judged.
    pub order: u32,
    /// As far as it is known: `2004`, `2004-03`, `2004-03-28`.
    pub value: String,
    pub events: Vec<Event>,
}

/// The part of a time that is known; the task writes `XX` for the rest.
pub fn value(time: &str) -> String {
    let day = time.split(['T', '/']).next().unwrap_or(time);
    let known: Vec<&str> =
        day.trim_end_matches(['?', '~', '%']).split('-').take_while(|part| !part.contains('X')).collect();
    let is_month = |part: &&str| part.parse::<u32>().is_ok_and(|number| (1..=12).contains(&number));
    match known.as_slice() {
        [year, month, ..] if !is_month(month) => (*year).to_owned(),
        _ => known.join("-"),
    }
}

/// Reads a timeline: the name in its first line, then the lines in order.
pub fn read(path: &Path, text: &str) -> Result<(String, Vec<Line>), MeasureError> {
    let mut rows = text.lines();
    let name = rows.next().unwrap_or_default().trim().to_owned();
    let mut lines = Vec::new();
    for row in rows.filter(|row| !row.trim().is_empty()) {
        let mut cells = row.trim_end().split('\t');
        let order = cells.next().and_then(|order| order.trim().parse().ok());
        let (Some(order), Some(time)) = (order, cells.next()) else {
            let why = format!("“{row}” is no line of a timeline");
            return Err(MeasureError::Format { path: path.to_owned(), why });
        };
        let events: Vec<Event> =
            cells.map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect();
        lines.push(Line { order, value: value(time.trim()), events });
    }
    // As the task's own judge does: by number, then by what follows.
    lines.sort_by(|a, b| (a.order, &a.value).cmp(&(b.order, &b.value)));
    Ok((name, lines))
}
