//! Dossiers with an answer key made by reading: `dossier.txt` and `gold/*.json` (the key's README has the conventions).
//!
//! The public key covers some accounts only. What the program gives inside those is judged; the rest is not.

mod accounts;
mod conflicts;
mod figures;
mod key;
mod quotes;
mod reuse;
mod times;

use crate::{MeasureError, Report, Score};
use key::Key;
use recount::{Original, Rules, Settings, recount};
use recount_model::Dossier;
use std::path::Path;

/// Scores of one kind.
type Judge = fn(&Key, &Dossier) -> Result<Vec<Score>, MeasureError>;

const JUDGES: [Judge; 6] =
    [accounts::judge, times::judge, figures::judge, quotes::judge, reuse::judge, conflicts::judge];

/// Measures everything against the key in `folder`.
pub fn check(folder: &Path, rules: &Rules) -> Result<Report, MeasureError> {
    let key = Key::open(folder)?;
    let original = Original { name: "dossier.txt", bytes: key.text.as_bytes(), written: None };
    let dossier = recount(&[original], &Settings::default(), rules).value;
    let mut scores = Vec::new();
    for judge in JUDGES {
        scores.extend(judge(&key, &dossier)?);
    }
    Ok(Report { format: "dossier".to_owned(), scores })
}
