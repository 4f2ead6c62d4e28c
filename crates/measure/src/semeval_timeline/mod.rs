//! SemEval-2015 task 4, timelines across documents, track A: from raw text (Minard et al., "SemEval-2015 Task 4: TimeLine:
//! Cross-Document Event Ordering", 2015).
//!
//! A corpus is a folder with documents (a folder of `.tml` files), a folder `TimeLines…` with one timeline per target entity,
//! and the list of targets. The documents are read as one dossier, and for each target the timeline is asked that
//! `recount show DIR chronicle --of NAME` shows. What is judged is the task's own: each timeline becomes a temporal graph
//! ([`graph`]), micro-averaged over targets; [`lines`] holds the format. Where an event is told as the news of the day, the
//! task's annotators gave it the day of the document, and so does what is handed to the judge.

mod corpus;
mod graph;
mod lines;
#[cfg(test)]
mod tests;

use crate::{MeasureError, Report, Score};
use corpus::{Corpus, Target};
use graph::{Judged, judge};
use lines::{Event, Line};
use recount::{Original, Rules, Settings, recount};
use recount_model::{Dossier, Timeline};
use std::collections::BTreeSet;
use std::path::Path;

pub fn check(path: &Path, rules: &Rules) -> Result<Report, MeasureError> {
    let corpus = Corpus::read(path)?;
    let dossier = dossier(&corpus, rules);
    let mut total = Judged::default();
    let (mut mentions, mut dated) = (Count::default(), Count::default());
    let mut scores = Vec::new();
    for target in &corpus.targets {
        let timeline = recount::timeline(&dossier, &target.name, rules);
        let given = given(&corpus, &dossier, &timeline);
        let judged = judge(&target.lines, &given);
        let name = format!("of.{}", target.stem);
        scores.push(judged.score(&name, Vec::new()));
        total.add(&judged);
        mentions.add(target, &given, |_, event| event.clone());
        dated.add(target, &given, |line, event| (event.clone(), line.value.clone()));
    }
    let mut all =
        vec![total.score("timeline", Vec::new()), mentions.score("mentions"), dated.score("mentions.dated")];
    all.extend(scores);
    Ok(Report { format: "semeval-timeline".to_owned(), scores: all })
}

fn dossier(corpus: &Corpus, rules: &Rules) -> Dossier {
    let originals: Vec<Original<'_>> = corpus
        .documents
        .iter()
        .map(|document| Original {
            name: &document.name,
            bytes: document.text.as_bytes(),
            written: document.written,
        })
        .collect();
    recount(&originals, &Settings::default(), rules).value
}

/// The lines that a timeline is in the task's format.
fn given(corpus: &Corpus, dossier: &Dossier, timeline: &Timeline) -> Vec<Line> {
    let mut lines = Vec::new();
    for entry in &timeline.entries {
        let events: Vec<Event> = entry
            .mentions
            .iter()
            .filter_map(|mention| {
                let reading = dossier.reading(&mention.word.original)?;
                let document = corpus.document_of(reading.original.0.as_str())?;
                document.event(mention.word.span)
            })
            .collect();
        if !events.is_empty() {
            let value = entry.edtf.as_deref().map(lines::value);
            let order = if value.is_some() { entry.ordinal } else { 0 };
            lines.push(Line { order, value: value.unwrap_or_default(), events });
        }
    }
    lines
}

/// Events found, by whatever is compared of them.
#[derive(Default)]
struct Count {
    right: usize,
    gold: usize,
    given: usize,
    errors: Vec<String>,
}

impl Count {
    fn add<K: Ord + std::fmt::Debug>(
        &mut self,
        target: &Target,
        given: &[Line],
        key: impl Fn(&Line, &Event) -> K,
    ) {
        let keys = |lines: &[Line]| -> BTreeSet<K> {
            lines
                .iter()
                .flat_map(|line| line.events.iter().map(|event| key(line, event)).collect::<Vec<_>>())
                .collect()
        };
        let (wanted, got) = (keys(&target.lines), keys(given));
        self.right += wanted.intersection(&got).count();
        self.gold += wanted.len();
        self.given += got.len();
        let line = |what: &str, key: &K| format!("{}: {what} {key:?}", target.stem);
        self.errors.extend(wanted.difference(&got).map(|key| line("missed", key)));
        self.errors.extend(got.difference(&wanted).map(|key| line("extra", key)));
    }

    fn score(self, name: &str) -> Score {
        Score::new(name, self.right, self.gold, self.given, self.errors)
    }
}
