//! Hostile files: each ends as it is expected to, and none reaches anything.
//!
//! The files are made here, class by class, and go through `recount run` together. What is checked: each file is
//! read or refused as its line says; no connection is made to the address that many of them name; nothing is
//! written outside of the case and the report; no reading process needs more memory than it may; the originals are
//! kept as they came; nothing that is printed steers a terminal. The counts go to the page on reliability.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(clippy::too_many_lines, reason = "the files of a class are one list")]

mod binary;
mod corpus;
mod data;
mod markup;
mod packed;
mod pdf;
mod watch;
mod words;

use corpus::{Expected, Hostile};
use recount_reliability::counts::{self, Count};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a worker may need at most: its limit, and the program itself.
const MOST_BYTES: u64 = (1 << 30) + (512 << 20);

#[test]
fn hostile_files_end_as_expected_and_reach_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let files = corpus::all(&listener.local_addr().unwrap().to_string());
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    fs::create_dir(&input).unwrap();
    files.iter().for_each(|file| fs::write(input.join(&file.name), &file.bytes).unwrap());
    let before = tree(folder.path());

    let mut run = Command::new(env!("CARGO_BIN_EXE_recount"));
    run.args(["run", "in", "--case", "case", "--json"]).current_dir(folder.path());
    run.env("HOME", folder.path()).env("TMPDIR", folder.path());
    let seen = watch::run(run);

    let messages = String::from_utf8_lossy(&seen.errors).into_owned();
    let answer: serde_json::Value =
        serde_json::from_slice(&seen.output).unwrap_or_else(|_| panic!("{messages}"));
    let refused = refusals(&answer);
    let surprises: Vec<String> = files.iter().filter_map(|file| surprise(file, &refused)).collect();
    assert!(surprises.is_empty(), "{} of {}:\n{}", surprises.len(), files.len(), surprises.join("\n"));
    assert!(listener.accept().is_err(), "a connection was made");
    assert!(seen.most_bytes <= MOST_BYTES, "a reading process needed {} bytes", seen.most_bytes);
    let outside: Vec<PathBuf> =
        tree(folder.path()).difference(&before).filter(|path| !path.starts_with("case")).cloned().collect();
    assert!(outside.is_empty(), "written outside of the case: {outside:?}");
    let steers = |letter: char| {
        letter.is_control() && letter != '\n'
            || ('\u{202A}'..='\u{202E}').contains(&letter)
            || ('\u{2066}'..='\u{2069}').contains(&letter)
    };
    assert!(!messages.contains(steers), "a message steers the terminal");
    is_preserved(&files, folder.path());
    tell(&files, &refused, seen.most_bytes);
}

/// By the mark in its name: the errors told of a file.
fn refusals(answer: &serde_json::Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut refused: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for diagnostic in answer["diagnostics"].as_array().unwrap() {
        let place = diagnostic["place"].as_str().unwrap_or("");
        if let (Some(mark), "error") = (corpus::mark_in(place), diagnostic["severity"].as_str().unwrap()) {
            let id = diagnostic["id"].as_str().unwrap().to_owned();
            refused.entry(mark.to_owned()).or_default().insert(id);
        }
    }
    refused
}

fn surprise(file: &Hostile, refused: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    let told = refused.get(&file.mark);
    let is_expected = match file.expected {
        Expected::Read => told.is_none(),
        Expected::Refused(id) => told.is_some_and(|told| told.contains(id)),
        // A crash is never as expected.
        Expected::Either => told.is_none_or(|told| !told.iter().any(|id| id.starts_with("reader-crashed"))),
    };
    (!is_expected).then(|| format!("{} {:?}: expected {:?}, {told:?}", file.class, file.name, file.expected))
}

fn tree(root: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            found.insert(path.strip_prefix(root).unwrap().to_owned());
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            }
        }
    }
    found
}

/// Every file is kept byte for byte, and the case is whole.
fn is_preserved(files: &[Hostile], root: &Path) {
    let originals = root.join("case/originals");
    let kept: BTreeSet<Vec<u8>> = tree(&originals)
        .into_iter()
        .map(|path| originals.join(path))
        .filter(|path| path.is_file())
        .map(|path| fs::read(path).unwrap())
        .collect();
    for file in files {
        assert!(kept.contains(&file.bytes), "{:?} is not kept", file.name);
    }
    let verified = Command::new(env!("CARGO_BIN_EXE_recount"))
        .args(["verify", "case"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

/// The counts, for the page on reliability.
fn tell(files: &[Hostile], refused: &BTreeMap<String, BTreeSet<String>>, most_bytes: u64) {
    let classes: BTreeSet<&str> = files.iter().map(|file| file.class).collect();
    assert!(files.len() >= 250 && classes.len() >= 15, "the corpus has shrunk");
    let refused = files.iter().filter(|file| refused.contains_key(&file.mark)).count();
    let more = format!(
        "in {} classes: {} read, {refused} kept and told of in one line; at most {} MB for one reading process",
        classes.len(),
        files.len() - refused,
        most_bytes >> 20
    );
    let what = "hostile files, each with its expected end".to_owned();
    let count = Count { what, tried: files.len(), broken: 0, more };
    counts::leave("hostile", &count).unwrap();
}
