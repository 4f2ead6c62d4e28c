//! What people add by hand, as they do on the command line, and who is named in what leaves the case.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const TEXT: &str = "Fire in Tessel\n\nOn Friday, March 4, 2011, the mill in Tessel burned. Nobody of the night shift came out \
                    alive. On the eve of the feast the gate fell. Дозор молчал.\n";

fn recount(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recount")).args(arguments).current_dir(folder).output().unwrap()
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = recount(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(folder: &Path, arguments: &[&str], why: &str) {
    let output = recount(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && said.contains(why), "{why}: {said}");
}

/// A case of one document in the encoding, and the id of its account.
fn case(bytes: &[u8]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), bytes).unwrap();
    done(folder.path(), &["init", "case"]);
    done(folder.path(), &["add", "case", "a.txt"]);
    let account = first(&done(folder.path(), &["show", "case", "accounts", "--json"]));
    let id = account["id"].as_str().unwrap().to_owned();
    (folder, id)
}

fn first(lines: &str) -> serde_json::Value {
    serde_json::from_str(lines.lines().next().unwrap()).unwrap()
}

#[test]
fn a_figure_added_by_hand_is_reckoned_with_and_everything_that_leaves_names_who_added_it() {
    let (folder, account) = case(TEXT.as_bytes());
    let here = folder.path();
    let add = ["decide", "case", &account, "add", "--quote", "Nobody of the night shift came out alive"];
    let figure =
        ["--figure", ">=14", "--measure", "killed", "--as", "Ada", "--why", "the shift was 14", "--json"];
    let made: serde_json::Value = serde_json::from_str(&done(here, &[&add[..], &figure].concat())).unwrap();
    assert_eq!(made["decisions"][0]["standing"], "holds");
    let id = made["changed"]["figures"]["gained"][0]["id"].as_str().unwrap().to_owned();
    let shown = first(&done(here, &["show", "case", "figures", "--json"]));
    assert_eq!(
        (&shown["id"], &shown["low"], &shown["rule"]),
        (&id.as_str().into(), &14.into(), &"by-hand".into())
    );
    assert_eq!((&shown["by"][0]["who"], &shown["by"][0]["why"]), (&"Ada".into(), &"the shift was 14".into()));
    assert!(done(here, &["show", "case", "questions", "--json"]).contains(&id));
    let told = [("en", "Added by hand by Ada on"), ("ru", "Добавлено вручную"), ("kk-KZ", "Қолмен қосылды")];
    for (language, words) in told {
        done(here, &["report", "case", "-o", "it.html", "--language", language]);
        let page = fs::read_to_string(here.join("it.html")).unwrap();
        assert!(page.matches(words).count() >= 2, "{language}: {}", page.matches(words).count());
    }
    let unknown = recount(here, &["report", "case", "-o", "it.html", "--language", "xx"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("there is en, kk, ru"));
    done(here, &["verify", "case"]);
    done(here, &["export", "case", "--to", "bagit", "-o", "bag"]);
    for (file, words) in [
        ("claims.csv", "added by hand by Ada"),
        ("annotations.jsonld", "\"creator\""),
        ("prov.jsonld", "prov:wasAttributedTo"),
    ] {
        let found = walkdir::WalkDir::new(here.join("bag")).into_iter().filter_map(Result::ok);
        let path = found.into_iter().find(|entry| entry.file_name() == file).unwrap().into_path();
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(words), "{file}");
    }
    let number = made["decisions"][0]["seq"].to_string();
    done(here, &["decide", "case", &number, "withdraw"]);
    assert!(!done(here, &["show", "case", "figures", "--json"]).contains(&id));
}

#[test]
fn a_passage_is_given_in_bytes_of_the_original_whatever_its_encoding() {
    let text = TEXT.replace('.', ". ");
    let utf16: Vec<u8> =
        [0xfeff_u16].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let before = text.split("On the eve").next().unwrap().encode_utf16().count();
    let (start, end) = (2 + 2 * before, 2 + 2 * (before + "On the eve of the feast".len()));
    let (folder, account) = case(&utf16);
    let at = format!("{start}-{end}");
    let add = ["decide", "case", &account, "add", "--at", &at, "--time", "2011-03-03T21:10", "--as", "Ada"];
    done(folder.path(), &add);
    let times = done(folder.path(), &["show", "case", "times", "--json"]);
    let time = times.lines().map(first).find(|time| time["rule"] == "by-hand").unwrap();
    assert_eq!((&time["text"], &time["start"]), (&"On the eve of the feast".into(), &start.into()));
    assert_eq!(
        (&time["edtf"], &time["earliest"]),
        (&"2011-03-03T21:10".into(), &"2011-03-03T21:10:00Z".into())
    );
}

#[test]
fn what_cannot_be_added_is_said() {
    let (folder, account) = case(TEXT.as_bytes());
    let add = |rest: &[&'static str], why: &str| {
        let command = ["decide", "case", account.as_str(), "add"];
        refused(folder.path(), &[&command[..], rest].concat(), why);
    };
    add(&["--time", "2011-03-03"], "say where");
    add(&["--quote", "the feast"], "say what stands there");
    add(&["--quote", "the", "--time", "2011-03-03"], "times: quote more of it");
    add(&["--quote", "no such words", "--time", "2011-03-03"], "does not say");
    add(&["--quote", "", "--time", "2011-03-03"], "does not say");
    add(&["--at", "5", "--time", "2011-03-03"], "two numbers");
    add(&["--at", "9000-9010", "--time", "2011-03-03"], "no words begin");
    add(&["--at", "9-5", "--time", "2011-03-03"], "no words begin");
    add(&["--quote", "the feast", "--time", "tomorrow"], "no date that can be set");
    add(&["--quote", "the feast", "--figure", "many", "--measure", "killed"], "is no count");
    add(&["--quote", "March 4, 2011", "--time", "2011-03-03"], "is read there already");
    refused(folder.path(), &["decide", "case", "acc-none", "add", "--quote", "a"], "there is no account");
}
