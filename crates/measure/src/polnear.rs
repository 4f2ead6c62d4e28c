//! PolNeAR: attributions in American political news (Newell, Margolin and Ruths, "An attribution relations corpus for
//! political news", LREC 2018): `text/NAME.txt` with brat standoff beside it in `attributions/NAME_ANNOTATOR.ann`, or
//! both in one folder. Text-bound annotations of the types Source, Cue and Content are read; offsets count characters, and
//! a span may have several pieces. Where several people annotated an article, the first by name counts.
//!
//! What is judged: each span for itself, exactly (the same tokens, marks included), and loosely (any token shared).

use crate::{MeasureError, Report, Score};
use recount::{Original, Rules, Settings, read_local};
use recount_model::Span;
use recount_text::{AccountText, Token, tokenize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is judged, in the order of the report; the type of an annotation holds one of these words.
const KINDS: [&str; 3] = ["source", "cue", "content"];

/// Token numbers of one span.
type Tokens = BTreeSet<usize>;
/// The spans of each kind.
type Spans = [Vec<Tokens>; KINDS.len()];

pub fn check(path: &Path, rules: &Rules) -> Result<Report, MeasureError> {
    let files = articles(path)?;
    let mut counts = [[0usize; 4]; KINDS.len()];
    let mut errors: [Vec<String>; KINDS.len()] = Default::default();
    for (text_file, annotations) in &files {
        let text = crate::read_text(text_file)?;
        let tokens: Vec<Token> = tokenize(&text, 0).into_iter().filter(|token| !token.is_break()).collect();
        let gold = gold(annotations, &text, &tokens)?;
        let given = given(&text, &tokens, rules);
        for (idx, (gold, given)) in gold.iter().zip(&given).enumerate() {
            let name = text_file.file_stem().unwrap_or_default().to_string_lossy();
            let Some((count, errors)) = counts.get_mut(idx).zip(errors.get_mut(idx)) else { continue };
            judge(gold, given, count);
            let words = |span: &Tokens| words(&text, &tokens, span);
            let missed = gold.iter().filter(|span| !given.contains(span));
            errors.extend(missed.map(|span| format!("{name}: missed `{}`", words(span))));
            let extra = given.iter().filter(|span| !gold.contains(span));
            errors.extend(extra.map(|span| format!("{name}: extra `{}`", words(span))));
        }
    }
    let scores = KINDS.iter().zip(counts).zip(errors).flat_map(|((kind, count), errors)| {
        let [exact, loose, gold, given] = count;
        [
            Score::new(&format!("{kind}.exact"), exact, gold, given, errors),
            Score::new(&format!("{kind}.overlap"), loose, gold, given, Vec::new()),
        ]
    });
    Ok(Report { format: "polnear".to_owned(), scores: scores.collect() })
}

/// Adds to exact, loose, gold, given.
fn judge(gold: &[Tokens], given: &[Tokens], counts: &mut [usize; 4]) {
    let mut rest: Vec<&Tokens> = given.iter().collect();
    let mut loose = given.iter().map(Some).collect::<Vec<_>>();
    for span in gold {
        if let Some(at) = rest.iter().position(|other| *other == span) {
            rest.swap_remove(at);
            counts[0] += 1;
        }
        let shares = |other: &Option<&Tokens>| other.is_some_and(|other| !other.is_disjoint(span));
        if let Some(at) = loose.iter().position(shares) {
            loose[at] = None;
            counts[1] += 1;
        }
    }
    counts[2] += gold.len();
    counts[3] += given.len();
}

/// Every text with its annotations, by name; compartments are folders within folders.
fn articles(path: &Path) -> Result<Vec<(PathBuf, PathBuf)>, MeasureError> {
    let mut files = Vec::new();
    walk(path, &mut files)?;
    files.sort();
    let stem = |file: &Path| file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is = |file: &Path, extension: &str| file.extension().is_some_and(|given| given == extension);
    let mut annotated: BTreeMap<String, &PathBuf> = BTreeMap::new();
    for file in files.iter().filter(|file| is(file, "ann")) {
        let name = stem(file);
        annotated.entry(name.clone()).or_insert(file);
        if let Some((article, _annotator)) = name.rsplit_once('_') {
            annotated.entry(article.to_owned()).or_insert(file);
        }
    }
    let texts = files.iter().filter(|file| is(file, "txt"));
    let found: Vec<_> =
        texts.filter_map(|text| Some((text.clone(), (*annotated.get(&stem(text))?).clone()))).collect();
    if found.is_empty() {
        let why = "it holds no `.txt` file with an `.ann` file of its name".to_owned();
        return Err(MeasureError::Format { path: path.to_owned(), why });
    }
    Ok(found)
}

fn walk(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), MeasureError> {
    let io = |source| MeasureError::Io { path: path.to_owned(), source };
    for entry in std::fs::read_dir(path).map_err(io)? {
        let entry = entry.map_err(io)?.path();
        if entry.is_dir() {
            walk(&entry, files)?;
        } else {
            files.push(entry);
        }
    }
    Ok(())
}

/// The text-bound annotations: `T1<tab>Source 0 10;12 15<tab>words`.
fn gold(file: &Path, text: &str, tokens: &[Token]) -> Result<Spans, MeasureError> {
    let bytes: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).collect();
    let mut spans = Spans::default();
    for line in crate::read_text(file)?.lines().filter(|line| line.starts_with('T')) {
        let broken = || MeasureError::Format { path: file.to_owned(), why: format!("`{line}`") };
        let (kind, places) =
            line.split('\t').nth(1).and_then(|middle| middle.split_once(' ')).ok_or_else(broken)?;
        let kind = kind.to_lowercase();
        let Some(list) = KINDS.iter().position(|name| kind.contains(name)).and_then(|idx| spans.get_mut(idx))
        else {
            continue;
        };
        let mut found = Tokens::new();
        for piece in places.split(';') {
            let (start, end) = piece.trim().split_once(' ').ok_or_else(broken)?;
            let byte = |at: &str| at.trim().parse().ok().and_then(|at: usize| bytes.get(at).copied());
            let (start, end) = byte(start).zip(byte(end)).ok_or_else(broken)?;
            found.extend(tokens_in(tokens, Span::new(start, end.max(start))));
        }
        list.push(found);
    }
    spans.iter_mut().for_each(|list| list.retain(|span| !span.is_empty()));
    Ok(spans)
}

fn given(text: &str, tokens: &[Token], rules: &Rules) -> Spans {
    let mut spans = Spans::default();
    let original = Original { name: "article.txt", bytes: text.as_bytes(), written: None };
    let Ok(read) = read_local(&original, &Settings::default(), rules) else { return spans };
    let read = read.value;
    let [sources, cues, contents] = &mut spans;
    for (account, claims) in read.accounts.iter().zip(&read.claims) {
        let rules = rules.for_language(&account.language);
        let account = AccountText::new(account, &read.reading, &rules.abbreviations);
        for frame in rules.claims.frames(&account, claims) {
            let of = |span: Span| tokens_in(tokens, span).collect::<Tokens>();
            sources.extend(frame.source.map(of));
            cues.extend(frame.cue.map(of));
            contents.push(frame.content.iter().flat_map(|span| tokens_in(tokens, *span)).collect());
        }
    }
    spans
}

/// Numbers of the tokens that share a byte with `span`.
fn tokens_in(tokens: &[Token], span: Span) -> std::ops::Range<usize> {
    let start = tokens.partition_point(|token| token.span.end <= span.start);
    let end = tokens.partition_point(|token| token.span.start < span.end);
    start..end.max(start)
}

fn words(text: &str, tokens: &[Token], span: &Tokens) -> String {
    let first = span.first().and_then(|at| tokens.get(*at));
    let last = span.last().and_then(|at| tokens.get(*at));
    let whole = first.zip(last).map(|(first, last)| first.span.cover(last.span));
    whole.map_or(String::new(), |whole| whole.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_judged_by_tokens() {
        let folder = std::env::temp_dir().join(format!("recount-polnear-{}", std::process::id()));
        for part in ["text", "attributions"] {
            std::fs::create_dir_all(folder.join(part)).unwrap();
        }
        let text = "Zoë Orr said that the bridge fell.\n\nIt was dark.\n";
        std::fs::write(folder.join("text/velm.txt"), text).unwrap();
        let annotations = "T1\tSource 0 7\tZoë Orr\nT2\tCue 8 12\tsaid\nT3\tContent 13 33\tthat the bridge fell\nE1\tX:T2\n";
        std::fs::write(folder.join("attributions/velm_ab12.ann"), annotations).unwrap();
        let report = check(&folder, &Rules::built_in().unwrap()).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let exact: Vec<f64> = report
            .scores
            .iter()
            .filter(|score| score.name.ends_with("exact"))
            .map(|score| score.f1)
            .collect();
        assert_eq!(exact, [1.0, 1.0, 1.0]);
    }

    #[test]
    fn a_span_counts_once() {
        let span = |range: std::ops::Range<usize>| range.collect::<Tokens>();
        let mut counts = [0; 4];
        judge(&[span(0..2), span(4..6)], &[span(0..2), span(5..9), span(5..7)], &mut counts);
        assert_eq!(counts, [1, 2, 2, 3]);
    }
}
