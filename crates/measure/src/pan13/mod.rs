//! Text alignment corpora of PAN (2013 and later): pairs of a suspicious and a source document, and where the one was taken
//! from the other.
//!
//! Comes in: a corpus folder: `susp/`, `src/`, and one folder per kind of obfuscation with a `pairs` file and one XML file per
//! pair (a single kind: `pairs` and the XML files beside `susp/` and `src/`). Goes out: per kind and overall precision, recall,
//! granularity and plagdet over characters, the macro averages of the corpus' own measure.
//!
//! *Source*: Potthast, Stein, Barrón-Cedeño and Rosso 2010, "An Evaluation Framework for Plagiarism Detection".

mod corpus;
mod scores;

use crate::{MeasureError, Report};
use corpus::{Kind, Pair};
use rayon::prelude::*;
use recount::{Rules, Settings};
use scores::{Marked, Tally};
use std::path::Path;

pub fn check(path: &Path, rules: &Rules) -> Result<Report, MeasureError> {
    let path = &corpus::top(path)?;
    let mut all = Tally::default();
    let mut scores = Vec::new();
    for kind in corpus::kinds(path)? {
        let tally = judge(path, &kind, rules)?;
        scores.push(tally.score(&format!("pan13.{}", kind.name)));
        all.extend(tally);
    }
    scores.push(all.score("pan13.all"));
    Ok(Report { format: "pan13".to_owned(), scores })
}

fn judge(path: &Path, kind: &Kind, rules: &Rules) -> Result<Tally, MeasureError> {
    let judged: Vec<Result<Tally, MeasureError>> =
        kind.pairs.par_iter().map(|pair| judge_pair(path, kind, pair, rules)).collect();
    let mut tally = Tally::default();
    for pair in judged {
        tally.extend(pair?);
    }
    Ok(tally)
}

fn judge_pair(path: &Path, kind: &Kind, pair: &Pair, rules: &Rules) -> Result<Tally, MeasureError> {
    let (suspicious, source) = pair.texts(path)?;
    let cases = kind.cases(pair)?;
    let is_unmarked = cases.is_none();
    let cases = cases.unwrap_or_default();
    let settings = Settings { language: Some("en".to_owned()), ..Settings::default() };
    let found = recount::shared_spans(&suspicious, &source, &settings, rules).value;
    let (in_suspicious, in_source) = (Characters::new(&suspicious), Characters::new(&source));
    let detections = found.iter().map(|shared| Marked {
        suspicious: in_suspicious.range(shared.a.range()),
        source: in_source.range(shared.b.range()),
    });
    let mut tally = Tally::new(&pair.name(), &cases, &detections.collect::<Vec<_>>());
    tally.unmarked = usize::from(is_unmarked);
    Ok(tally)
}

/// The corpus counts characters, the program bytes.
struct Characters(Vec<usize>);

impl Characters {
    fn new(text: &str) -> Self {
        Characters(text.char_indices().map(|(at, _)| at).collect())
    }

    fn range(&self, bytes: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let before = |byte: usize| self.0.partition_point(|at| *at < byte);
        before(bytes.start)..before(bytes.end)
    }
}

#[cfg(test)]
mod tests;
