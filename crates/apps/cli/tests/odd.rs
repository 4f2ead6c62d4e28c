//! Odd circumstances, with the program as a person runs it: what comes twice, changes meanwhile, acts on a terminal,
//! has a wrong clock, lies in a wrong place, or is of another time.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use recount_keep::Case;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const ARTICLE: &str =
    "Fire in Tessel\n\nOn Friday, March 4, 2011, the mill in Tessel burned. The police said 3 people died.\n";

fn recount(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recount")).args(arguments).current_dir(folder).output().unwrap()
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = recount(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", told(&output));
    told(&output)
}

/// A folder with an article in `in/` and a case that holds it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a.txt"), ARTICLE).unwrap();
    done(folder.path(), &["init", "case"]);
    done(folder.path(), &["add", "case", "in"]);
    folder
}

/// What a case asks SQLite.
fn sql(folder: &Path, text: &str) {
    rusqlite::Connection::open(folder.join("case/case.db")).unwrap().execute_batch(text).unwrap();
}

#[test]
fn the_same_file_twice_is_said_kept_once_and_logged_twice() {
    let folder = folder();
    fs::write(folder.path().join("in/b.txt"), ARTICLE).unwrap();
    let said = done(folder.path(), &["add", "case", "in"]);
    assert!(said.contains("0 originals new") && said.contains("kept before"), "{said}");
    let case = Case::open_read_only(&folder.path().join("case")).unwrap();
    assert_eq!(case.originals().unwrap().len(), 1);
    let adds: Vec<_> =
        case.log().unwrap().into_iter().filter_map(|entry| entry.args.get("name").cloned()).collect();
    assert_eq!(adds, ["a.txt", "a.txt", "b.txt"]);
    done(folder.path(), &["verify", "case"]);
}

#[test]
fn a_file_that_changes_while_it_is_read_is_said_and_kept_as_it_was_read() {
    let folder = folder();
    let path = folder.path().join("growing.txt");
    fs::write(&path, ARTICLE.repeat(40_000)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_recount"));
    command.args(["add", "case", "growing.txt"]).current_dir(folder.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
    while child.try_wait().unwrap().is_none() {
        file.write_all(b"and more\n").unwrap();
        std::thread::sleep(Duration::from_micros(200));
    }
    let output = child.wait_with_output().unwrap();
    assert!(told(&output).contains("[changed-while-read]"), "{}", told(&output));
    // Only what was read is kept, and it is what the file began with.
    let case = Case::open_read_only(&folder.path().join("case")).unwrap();
    let (begun, in_the_end) = ((ARTICLE.len() * 40_000) as u64, fs::metadata(&path).unwrap().len());
    let originals = case.originals().unwrap();
    assert!(originals.iter().any(|one| (begun..in_the_end).contains(&one.length_bytes)), "{originals:?}");
    assert_eq!(case.verify().unwrap(), []);
}

#[test]
fn what_steers_a_terminal_in_names_and_texts_is_shown_and_not_done() {
    let folder = folder();
    let text = ARTICLE
        .replace("mill", "\u{1b}[31m mill\u{1b}]0;x\u{7}")
        .replace("police", "police \u{202e}\u{200f}");
    fs::write(folder.path().join("in/\u{1b}[2Jb\u{202e}\n\u{2028}.txt"), text.replace('3', "5")).unwrap();
    done(folder.path(), &["add", "case", "in"]);
    let figures = done(folder.path(), &["build", "case"])
        + &done(folder.path(), &["show", "case", "figures", "--json"]);
    let ids = figures.split('"').filter(|part| part.starts_with("fig-") && part.len() == 16);
    let ids: std::collections::BTreeSet<&str> = ids.collect();
    assert!(ids.len() > 1, "{figures}");
    let mut all = figures.clone();
    for id in ids {
        all += &done(folder.path(), &["explain", "case", id]);
    }
    for arguments in [
        &["show", "case", "figures"][..],
        &["show", "case", "claims"],
        &["show", "case", "findings"],
        &["show", "case", "accounts"],
        &["show", "case", "times"],
        &["diff", "case", "--without", "a.txt"],
        &["collate", "in"],
        &["read", "times", "in/a.txt"],
        &["verify", "case"],
        &["gc", "case"],
    ] {
        all += &told(&recount(folder.path(), arguments));
    }
    let steers = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{2028}')
    };
    let line = all.lines().find(|line| line.contains(steers));
    assert_eq!(line, None);
}

#[test]
fn a_clock_that_ran_backwards_is_told_and_the_case_goes_on() {
    let folder = folder();
    let mut log = Case::open_read_only(&folder.path().join("case")).unwrap().log().unwrap();
    log[0].at = "2999-01-01T00:00:00Z".to_owned();
    log[1].prev = log[0].hash().unwrap();
    for entry in &log {
        let (text, hash, seq) = (serde_json::to_value(entry).unwrap(), entry.hash().unwrap(), entry.seq);
        sql(folder.path(), &format!("UPDATE log SET entry = '{text}', hash = '{hash}' WHERE seq = {seq}"));
    }
    done(folder.path(), &["rebuild", "case"]);
    done(folder.path(), &["add", "case", "in"]);
    let said = done(folder.path(), &["verify", "case"]);
    assert!(said.contains("clock-ran-backwards"), "{said}");
}

#[test]
fn a_case_made_by_a_newer_version_is_left_alone() {
    let folder = folder();
    sql(folder.path(), "PRAGMA user_version = 99");
    let before = fs::read(folder.path().join("case/case.db")).unwrap();
    for arguments in [
        &["add", "case", "in"][..],
        &["build", "case"],
        &["show", "case", "figures"],
        &["report", "case", "-o", "out.md"],
        &["verify", "case"],
        &["verify", "case", "--read-only"],
        &["gc", "case"],
        &["rebuild", "case"],
        &["export", "case", "--to", "bagit", "-o", "bag"],
        &["run", "in", "--case", "case"],
    ] {
        let output = recount(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains("update Recount"), "{arguments:?}: {}", told(&output));
        assert_eq!(told(&output).lines().count(), 1, "{arguments:?}: {}", told(&output));
    }
    assert_eq!(fs::read(folder.path().join("case/case.db")).unwrap(), before);
}

#[test]
fn a_folder_that_a_service_keeps_in_step_is_warned_of() {
    let folder = folder();
    let shared = folder.path().join("Dropbox");
    fs::create_dir(&shared).unwrap();
    let place = shared.join("case");
    for arguments in
        [&["init", place.to_str().unwrap()][..], &["run", "in", "--case", place.to_str().unwrap()]]
    {
        let said = done(folder.path(), arguments);
        assert!(said.contains("synced-folder") && said.contains("Dropbox"), "{said}");
    }
}
