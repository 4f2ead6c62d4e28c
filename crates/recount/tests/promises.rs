//! The promises that hold everywhere, tried on an example dossier.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use recount::difference::difference;
use recount::{Original, Rules, Settings, recount};
use recount_model::{Dossier, Finding, Hold, Span};
use std::fs;
use std::path::{Path, PathBuf};

type File = (String, Vec<u8>);

fn files() -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sluice-at-orlec");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !path.ends_with("expect.toml"));
    paths.sort();
    let named =
        |path: &PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap());
    paths.iter().map(named).collect()
}

fn derived(files: &[File]) -> Dossier {
    let originals: Vec<Original<'_>> =
        files.iter().map(|(name, bytes)| Original { name, bytes, written: None }).collect();
    recount(&originals, &Settings::default(), &Rules::built_in().unwrap()).value
}

fn as_json(dossier: &Dossier) -> String {
    serde_json::to_string(dossier).unwrap()
}

#[test]
fn the_order_of_documents_changes_nothing() {
    let mut files = files();
    let first = as_json(&derived(&files));
    files.reverse();
    assert_eq!(as_json(&derived(&files)), first);
    files.rotate_left(2);
    assert_eq!(as_json(&derived(&files)), first);
}

#[test]
fn the_same_document_twice_changes_nothing() {
    let mut files = files();
    let first = as_json(&derived(&files));
    files.extend(files.clone());
    assert_eq!(as_json(&derived(&files)), first);
}

#[test]
fn a_further_document_takes_no_impossibility_away() {
    let files = files();
    let with = derived(&files);
    for left_out in 0..files.len() {
        let mut fewer = files.clone();
        fewer.remove(left_out);
        let before = derived(&fewer);
        for finding in before.findings.iter().filter(|finding| finding.hold == Hold::Always) {
            let stands = |other: &Finding| {
                other.hold == Hold::Always
                    && other.kind == finding.kind
                    && finding.passages.iter().all(|passage| other.passages.contains(passage))
            };
            assert!(with.findings.iter().any(stands), "without {}: {}", files[left_out].0, finding.title);
        }
    }
}

#[test]
fn what_a_document_changes_is_told_and_a_copy_changes_nothing() {
    let files = files();
    let with = derived(&files);
    assert!(difference(&with, &with).is_empty());
    let without = derived(&files[1..]);
    let found = difference(&without, &with);
    assert!(!found.figures.gained.is_empty() && found.figures.lost.is_empty());
    assert_eq!(difference(&with, &without).figures.lost, found.figures.gained);
}

/// Title, floor and ceiling of every question.
fn bounds(dossier: &Dossier) -> Vec<(String, Option<u64>, Option<u64>)> {
    let value = |bound: &Option<(u64, recount_model::Id)>| bound.as_ref().map(|(value, _)| *value);
    let questions = dossier.questions.iter();
    let mut bounds: Vec<_> = questions
        .map(|question| (question.title.to_string(), value(&question.low), value(&question.high)))
        .collect();
    bounds.sort();
    bounds
}

#[test]
fn copies_count_once() {
    let mut files = files();
    let first = derived(&files);
    let courier = files.iter().find(|(name, _)| name.starts_with("courier")).unwrap().1.clone();
    for number in 0..5_u8 {
        let mut copy = courier.clone();
        copy.extend(format!("<!-- {number} -->\n").into_bytes());
        files.push((format!("copy-{number}.html"), copy));
    }
    let copied = derived(&files);
    assert_eq!(bounds(&copied), bounds(&first));
    let most_roots = |dossier: &Dossier| dossier.chronicle.iter().map(|entry| entry.roots).max();
    assert_eq!(most_roots(&copied), most_roots(&first));
    assert_eq!(copied.network.conflicts.len(), first.network.conflicts.len());
}

/// What is impossible, as a reader is told it.
fn impossible(dossier: &Dossier) -> Vec<(String, &str)> {
    let always = dossier.findings.iter().filter(|finding| finding.hold == Hold::Always);
    let mut told: Vec<_> = always.map(|finding| (format!("{:?}", finding.kind), &*finding.title)).collect();
    told.sort();
    told
}

/// Reposts, byte by byte others but the same to the word, and such as say who passed them on.
fn reposts((name, bytes): &File, exact: usize, near: usize) -> Vec<File> {
    let text = String::from_utf8(bytes.clone()).unwrap();
    let (_, extension) = name.rsplit_once('.').unwrap();
    let desks = ["early", "late", "eastern", "western", "upper", "lower", "old"];
    let rooms = ["tower", "harbour", "market", "station", "garden", "archive", "corner"];
    let near = (0..near).map(|number| {
        let (desk, room) = (desks[number % desks.len()], rooms[number / desks.len() % rooms.len()]);
        format!("{}\n\nPassed on by the {desk} desk of the {room}.\n", text.trim_end())
    });
    let exact = (0..exact).map(|number| format!("{text}{}", "\n".repeat(number + 1)));
    let named = |(at, text): (usize, String)| (format!("repost-{at}.{extension}"), text.into_bytes());
    exact.chain(near).enumerate().map(named).collect()
}

/// More copies than the caps on frequent wordings let pass; a thousand of them are tried on collation alone, beside it.
#[test]
fn copies_beyond_all_caps_change_no_bound_and_no_conflict() {
    let mut files = files();
    let first = derived(&files);
    let note = files.iter().min_by_key(|(_, bytes)| bytes.len()).unwrap().clone();
    files.extend(reposts(&note, 110, 42));
    let copied = derived(&files);
    assert_eq!(copied.accounts.len(), first.accounts.len() + 152);
    assert_eq!(bounds(&copied), bounds(&first));
    assert_eq!(impossible(&copied), impossible(&first));
    assert_eq!(copied.network.conflicts.len(), first.network.conflicts.len());
    let most_roots = |dossier: &Dossier| dossier.chronicle.iter().map(|entry| entry.roots).max();
    assert_eq!(most_roots(&copied), most_roots(&first));
}

#[test]
fn a_document_about_something_else_changes_nothing_in_the_others() {
    let mut files = files();
    let first = derived(&files);
    files.push((
        "recipe.txt".to_owned(),
        b"Take three eels and a pinch of salt. Cook them for an hour.".to_vec(),
    ));
    let second = derived(&files);
    for claims in first.claims.iter() {
        assert_eq!(second.claims_of(&claims.account), Some(&**claims));
    }
    assert_eq!(second.questions, first.questions);
    assert_eq!(second.network.conflicts, first.network.conflicts);
}

/// Every quote read in accounts, with the account it must lie in.
fn quotes_read(dossier: &Dossier) -> Vec<(usize, Span, &str)> {
    let mut quotes = Vec::new();
    for (account, claims) in dossier.claims.iter().enumerate() {
        quotes.extend(claims.times.iter().map(|timex| (account, timex.span, timex.text.as_str())));
        quotes.extend(claims.figures.iter().map(|figure| (account, figure.span, figure.text.as_str())));
        quotes.extend(claims.names.iter().map(|name| (account, name.span, name.text.as_str())));
        quotes.extend(claims.statements.iter().map(|said| (account, said.span, said.text.as_str())));
    }
    quotes
}

#[test]
fn every_quote_stands_where_it_is_said_to_stand() {
    let dossier = derived(&files());
    let quotes = quotes_read(&dossier);
    assert!(quotes.len() > 100, "{} quotes", quotes.len());
    for (account, span, quote) in quotes {
        let account = &dossier.accounts[account];
        assert_eq!(dossier.reading(&account.original).unwrap().text.get(span.range()), Some(quote));
        assert!(account.span.contains(span));
    }
    let findings = dossier.findings.iter().flat_map(|finding| &finding.passages);
    let chronicle = dossier.chronicle.iter().flat_map(|entry| entry.supports.iter().chain(&entry.disputes));
    for passage in findings.chain(chronicle) {
        let text = &dossier.reading(&passage.original).unwrap().text;
        assert_eq!(text.get(passage.span.range()), Some(passage.text.as_str()));
    }
}

#[test]
fn nothing_is_said_without_a_passage() {
    let dossier = derived(&files());
    assert!(!dossier.findings.is_empty() && !dossier.chronicle.is_empty());
    assert!(dossier.findings.iter().all(|finding| !finding.passages.is_empty() && !finding.why.is_empty()));
    assert!(dossier.chronicle.iter().all(|entry| !entry.supports.is_empty()));
}
