//! Scorers: a stage against a public gold set in that set's own format.
//!
//! Comes in: a gold set's folder and the compiled rules. Goes out: a [`Report`] of precision, recall and F1 per kind, with
//! every miss. It may not know the case folder, the report or any screen. Gold files are read where they lie, never copied.

mod dossier;
mod fa_kes;
mod factrueval;
mod floors;
mod matching;
mod pan13;
mod planted;
mod polnear;
mod recognizers_text;
mod report;
mod semeval_timeline;
mod timeml;
mod timex;
mod wikiwars;

pub use floors::{Floors, floors};
pub use report::{Report, Score};

use recount::Rules;
use std::path::{Path, PathBuf};

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub enum MeasureError {
    #[error("`{path}`: {source}")]
    Io { path: PathBuf, source: std::io::Error },
    #[error("`{path}` is not in the format of its set: {why}")]
    Format { path: PathBuf, why: String },
    #[error("there is no scorer for `{0}`")]
    NoScorer(String),
}

/// How a set is scored.
type Scorer = fn(&Path, &Rules) -> Result<Report, MeasureError>;

/// Every format with its scorer.
const SCORERS: &[(&str, Scorer)] = &[
    ("dossier", dossier::check),
    ("fa-kes", fa_kes::check),
    ("factrueval", factrueval::check),
    ("polnear", polnear::check),
    ("wikiwars", wikiwars::check),
    ("timeml", timeml::check),
    ("recognizers-text", recognizers_text::check),
    ("pan13", pan13::check),
    ("planted", planted::check),
    ("semeval-timeline", semeval_timeline::check),
];

/// The formats there are scorers for.
pub const FORMATS: [&str; SCORERS.len()] = names();

/// Measures the program against the set of this `format` at `path`.
///
/// # Errors
/// When the set is not there or not in its format.
pub fn check(format: &str, path: &Path, rules: &Rules) -> Result<Report, MeasureError> {
    let scorer = SCORERS.iter().find(|(name, _)| *name == format);
    let (_, scorer) = scorer.ok_or_else(|| MeasureError::NoScorer(format.to_owned()))?;
    scorer(path, rules)
}

const fn names() -> [&'static str; SCORERS.len()] {
    let mut names = [""; SCORERS.len()];
    let mut idx = 0;
    while idx < SCORERS.len() {
        names[idx] = SCORERS[idx].0;
        idx += 1;
    }
    names
}

/// The files of a set with this extension, by name; a path that is a file is the only one.
fn files_of(path: &Path, extension: &str) -> Result<Vec<PathBuf>, MeasureError> {
    let io = |source| MeasureError::Io { path: path.to_owned(), source };
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).map_err(io)? {
        let entry = entry.map_err(io)?.path();
        if entry.extension().is_some_and(|given| given == extension) {
            found.push(entry);
        }
    }
    found.sort();
    if found.is_empty() {
        let why = format!("it holds no `.{extension}` files");
        return Err(MeasureError::Format { path: path.to_owned(), why });
    }
    Ok(found)
}

fn read_text(path: &Path) -> Result<String, MeasureError> {
    std::fs::read_to_string(path).map_err(|source| MeasureError::Io { path: path.to_owned(), source })
}

fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, MeasureError> {
    serde_json::from_str(&read_text(path)?)
        .map_err(|error| MeasureError::Format { path: path.to_owned(), why: error.to_string() })
}
