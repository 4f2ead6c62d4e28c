//! Documents with copies planted in them, as `generate-planted` writes them.
//!
//! Comes in: a folder with `documents.jsonl` and `key.jsonl`. Goes out: how many passages were found at each share of edited words,
//! how many pairs of documents were right, changed values, direction. It may not know how the documents were made.
//!
//! A passage is found when at least half of it, on both sides, lies in passages given for the two documents. Two copies of one
//! source share words too: such a pair is neither right nor wrong.

use crate::matching::shared_bytes;
use crate::{MeasureError, Report, Score, read_text};
use recount::{Rules, Settings};
use recount_model::{Alignment, Direction, EditKind, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::time::Instant;

#[derive(Deserialize)]
struct Document {
    name: String,
    text: String,
}

#[derive(Deserialize)]
struct Planted {
    source: String,
    copy: String,
    in_source: Range<usize>,
    in_copy: Range<usize>,
    noise: usize,
    values: Vec<(Range<usize>, Range<usize>)>,
}

type Found<'found> = BTreeMap<(&'found str, &'found str), Vec<&'found Alignment>>;

pub fn check(path: &Path, rules: &Rules) -> Result<Report, MeasureError> {
    let documents: Vec<Document> = lines(&path.join("documents.jsonl"))?;
    let key: Vec<Planted> = lines(&path.join("key.jsonl"))?;
    let texts: Vec<(&str, &str)> =
        documents.iter().map(|one| (one.name.as_str(), one.text.as_str())).collect();
    let settings = Settings { language: Some("en".to_owned()), ..Settings::default() };
    let begun = Instant::now();
    let collation = recount::collate_texts(&texts, &settings, rules).value;
    let seconds = begun.elapsed().as_secs_f64();
    let mut found: Found<'_> = BTreeMap::new();
    for alignment in &collation.alignments {
        found.entry(ordered(&alignment.a.original.0, &alignment.b.original.0)).or_default().push(alignment);
    }
    let mut scores = passages(&key, &found);
    let mut pairs = pairs(&key, &found);
    pairs.extra.push(("documents-per-second".to_owned(), documents.len() as f64 / seconds.max(1e-9)));
    scores.push(pairs);
    scores.push(values(&key, &found));
    scores.push(directions(&key, &found));
    Ok(Report { format: "planted".to_owned(), scores })
}

fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, MeasureError> {
    let parse = |line: &str| {
        serde_json::from_str(line)
            .map_err(|error| MeasureError::Format { path: path.to_owned(), why: error.to_string() })
    };
    read_text(path)?.lines().map(parse).collect()
}

fn ordered<'name>(one: &'name str, other: &'name str) -> (&'name str, &'name str) {
    if one <= other { (one, other) } else { (other, one) }
}

fn of_pair<'found>(one: &'found Planted, found: &'found Found<'found>) -> &'found [&'found Alignment] {
    found.get(&ordered(&one.source, &one.copy)).map_or(&[], Vec::as_slice)
}

/// The sides of an alignment as source and copy of this entry.
fn sides(one: &Planted, alignment: &Alignment) -> (Span, Span) {
    let (a, b) = (alignment.a.span, alignment.b.span);
    if alignment.a.original.0 == one.source { (a, b) } else { (b, a) }
}

fn is_found(one: &Planted, found: &Found<'_>) -> bool {
    let (source, copy) = (span(&one.in_source), span(&one.in_copy));
    let mut covered = (0, 0);
    for alignment in of_pair(one, found) {
        let (in_source, in_copy) = sides(one, alignment);
        covered.0 += shared_bytes(source, in_source);
        covered.1 += shared_bytes(copy, in_copy);
    }
    covered.0 * 2 >= source.len() && covered.1 * 2 >= copy.len()
}

fn span(range: &Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

/// Recall at each share of edited words.
fn passages(key: &[Planted], found: &Found<'_>) -> Vec<Score> {
    let mut by_noise: BTreeMap<usize, Vec<&Planted>> = BTreeMap::new();
    for one in key {
        by_noise.entry(one.noise).or_default().push(one);
    }
    let score = |(noise, planted): (&usize, &Vec<&Planted>)| {
        let missed: Vec<&&Planted> = planted.iter().filter(|one| !is_found(one, found)).collect();
        let right = planted.len() - missed.len();
        let line = |one: &&&Planted| {
            format!("missed {} {:?} in {} {:?}", one.source, one.in_source, one.copy, one.in_copy)
        };
        let errors = missed.iter().map(line).collect();
        Score::new(&format!("planted.edited-{noise:02}"), right, planted.len(), right, errors)
    };
    by_noise.iter().map(score).collect()
}

/// Pairs of documents with a passage given.
fn pairs(key: &[Planted], found: &Found<'_>) -> Score {
    let planted: BTreeSet<(&str, &str)> = key.iter().map(|one| ordered(&one.source, &one.copy)).collect();
    let mut copies: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in key {
        copies.entry(&one.copy).or_default().insert(&one.source);
        // A copy is one of its own source: then a copy of it and it are judged as siblings of one origin.
        copies.entry(&one.source).or_default().insert(&one.source);
    }
    let origins = |name: &str| copies.get(name).cloned().unwrap_or_default();
    let are_siblings = |pair: &(&str, &str)| !origins(pair.0).is_disjoint(&origins(pair.1));
    let is_judged = |pair: &&(&str, &str)| planted.contains(*pair) || !are_siblings(pair);
    let judged: Vec<&(&str, &str)> = found.keys().filter(is_judged).collect();
    let right = judged.iter().filter(|pair| planted.contains(**pair)).count();
    let wrong = judged.iter().filter(|pair| !planted.contains(**pair));
    let line = |pair: &&&(&str, &str)| {
        let first = found.get(**pair).and_then(|all| all.first());
        let text = first.map_or("", |one| one.a.text.as_str());
        format!("{} and {}: {text}", pair.0, pair.1)
    };
    Score::new("planted.pairs", right, planted.len(), judged.len(), wrong.map(|pair| line(&pair)).collect())
}

/// What was found of the passages that one document has of another.
fn copies<'key>(key: &'key [Planted], found: &Found<'_>) -> Vec<Vec<&'key Planted>> {
    let mut copies: BTreeMap<(&str, &str), Vec<&Planted>> = BTreeMap::new();
    for one in key.iter().filter(|one| is_found(one, found)) {
        copies.entry((&one.source, &one.copy)).or_default().push(one);
    }
    copies.into_values().collect()
}

/// Numbers that became others, inside the passages that were found.
fn values(key: &[Planted], found: &Found<'_>) -> Score {
    let (mut gold, mut given, mut right) = (0, 0, 0);
    let mut errors = Vec::new();
    for passages in copies(key, found) {
        let Some(one) = passages.first() else { continue };
        let planted = passages.iter().flat_map(|passage| &passage.values);
        let planted: Vec<(Span, Span)> = planted.map(|(old, new)| (span(old), span(new))).collect();
        gold += planted.len();
        for alignment in of_pair(one, found) {
            for edit in alignment.edits.iter().filter(|edit| is_number(edit)) {
                let is_turned = alignment.a.original.0 != one.source;
                let (old, new) = if is_turned { (edit.b, edit.a) } else { (edit.a, edit.b) };
                let is_right = planted.iter().any(|pair| pair.0.overlaps(old) && pair.1.overlaps(new));
                (given, right) = (given + 1, right + usize::from(is_right));
                if !is_right {
                    errors.push(format!("{} to {}: “{}” → “{}”", one.source, one.copy, edit.old, edit.new));
                }
            }
        }
    }
    Score::new("planted.values", right, gold, given, errors)
}

fn is_number(edit: &recount_model::Edit) -> bool {
    let digits =
        |text: &str| text.split(' ').find(|word| word.bytes().all(|b| b.is_ascii_digit())).map(str::to_owned);
    let (old, new) = (digits(&edit.old), digits(&edit.new));
    edit.kind == EditKind::Value && old.is_some() && new.is_some() && old != new
}

/// Right among answered as precision; the share that was answered is told beside it.
fn directions(key: &[Planted], found: &Found<'_>) -> Score {
    let (mut asked, mut answered, mut right) = (0, 0, 0);
    let mut errors = Vec::new();
    // Two passages of one document in another went one way: that is asked once.
    for passages in copies(key, found) {
        let Some(one) = passages.first() else { continue };
        asked += 1;
        let first = of_pair(one, found).iter().find_map(|alignment| {
            let is_a = alignment.a.original.0 == one.source;
            match alignment.direction {
                Direction::AToB => Some((is_a, alignment)),
                Direction::BToA => Some((!is_a, alignment)),
                Direction::CommonOrigin | Direction::Unknown => None,
            }
        });
        let Some((is_right, alignment)) = first else { continue };
        (answered, right) = (answered + 1, right + usize::from(is_right));
        if !is_right {
            errors.push(format!("{} was first, not {}: {}", one.source, one.copy, alignment.why.join("; ")));
        }
    }
    let mut score = Score::new("planted.direction", right, asked, answered, errors);
    score.extra.push(("answered".to_owned(), if asked == 0 { 0.0 } else { answered as f64 / asked as f64 }));
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "The ferry of Ostrel had reportedly left the lower landing before dawn. A rope of the winch parted near \
the middle of the river, and the deckhands threw 2 anchors. Forty sacks of barley slid over the rail into the current.";
    const COPY: &str = "Geese were counted.\n\nThe ferry of Ostrel had left the lower landing before dawn. A rope of the winch parted \
near the middle of the river, and the deckhands threw 3 anchors. Forty sacks of barley slid over the rail into the current.";

    #[test]
    fn a_copy_with_a_changed_value_is_judged() {
        let folder = tempfile::tempdir().unwrap();
        let start = COPY.find("The ferry").unwrap();
        let (old, new) = (SOURCE.find("2 anchors").unwrap(), COPY.find("3 anchors").unwrap());
        let document = |name: &str, text: &str| serde_json::json!({"name": name, "text": text}).to_string();
        let documents =
            [document("a", SOURCE), document("b", COPY), document("c", "Nobody came to the fair.")];
        std::fs::write(folder.path().join("documents.jsonl"), documents.join("\n")).unwrap();
        let range = |start: usize, end: usize| serde_json::json!({"start": start, "end": end});
        let key = serde_json::json!({
            "source": "a", "copy": "b", "noise": 5,
            "in_source": range(0, SOURCE.len()), "in_copy": range(start, COPY.len()),
            "values": [[range(old, old + 1), range(new, new + 1)]],
        });
        std::fs::write(folder.path().join("key.jsonl"), key.to_string()).unwrap();
        let report = check(folder.path(), &Rules::built_in().unwrap()).unwrap();
        let of = |name: &str| report.scores.iter().find(|score| score.name == name).unwrap();
        assert_eq!(of("planted.edited-05").recall, 1.0);
        assert_eq!((of("planted.pairs").precision, of("planted.values").f1), (1.0, 1.0));
    }
}
