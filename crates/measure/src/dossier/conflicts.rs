//! Conflicts: an entry of the key counts as found when one finding or one pair of a question stands on at least two of its spans
//! (or on its only one). Entries the key calls compatible must not be given as `always`.

use super::key::{Key, KeySpan};
use crate::matching::shared_bytes;
use crate::{MeasureError, Score};
use recount_model::{Dossier, Hold, Passage, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct KeyConflict {
    id: String,
    title: String,
    verdict: String,
    spans: Vec<KeySpan>,
}

#[derive(Deserialize)]
struct KeyConflicts {
    conflicts: Vec<KeyConflict>,
}

/// The file is an object in one dossier and a bare list in another.
#[derive(Deserialize)]
#[serde(untagged)]
enum KeyFile {
    Object(KeyConflicts),
    List(Vec<KeyConflict>),
}

pub fn judge(key: &Key, dossier: &Dossier) -> Result<Vec<Score>, MeasureError> {
    let all = match key.load::<KeyFile>("conflicts")? {
        KeyFile::Object(file) => file.conflicts,
        KeyFile::List(list) => list,
    };
    let findings: Vec<(Hold, Vec<Span>)> =
        dossier.findings.iter().map(|finding| (finding.hold, spans_of(&finding.passages))).collect();
    let (mut wanted, mut found, mut compatible, mut kept_apart) = (0, 0, 0, 0);
    let (mut missed, mut wrong) = (Vec::new(), Vec::new());
    for conflict in &all {
        let spans = conflict.spans.iter().map(|span| key.bytes(span)).collect::<Result<Vec<_>, _>>()?;
        let is_given = |least: Option<Hold>| {
            findings
                .iter()
                .any(|(hold, given)| least.is_none_or(|least| *hold == least) && stands_on(given, &spans))
        };
        match conflict.verdict.as_str() {
            "contradiction" | "tension" | "disputed" => {
                wanted += 1;
                found += usize::from(is_given(None));
                missed
                    .extend((!is_given(None)).then(|| format!("missed {}: {}", conflict.id, conflict.title)));
            }
            "compatible" | "consistent_check" => {
                compatible += 1;
                kept_apart += usize::from(!is_given(Some(Hold::Always)));
                wrong.extend(
                    is_given(Some(Hold::Always))
                        .then(|| format!("called impossible {}: {}", conflict.id, conflict.title)),
                );
            }
            _ => {}
        }
    }
    Ok(vec![
        Score::new("conflicts.found", found, wanted, found, missed),
        Score::new("conflicts.compatible", kept_apart, compatible, compatible, wrong),
    ])
}

fn spans_of(passages: &[Passage]) -> Vec<Span> {
    passages.iter().map(|passage| passage.span).collect()
}

fn stands_on(given: &[Span], wanted: &[Span]) -> bool {
    let touched = wanted.iter().filter(|span| given.iter().any(|at| shared_bytes(*at, **span) > 0)).count();
    touched >= wanted.len().min(2)
}
