//! What leaves a case and comes back: packages, locked cases, checkpoints, names in a vault.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const ARTICLE: &str = "Fire in Tessel\n\nOn Friday, March 4, 2011, the mill in Tessel burned. Ann Orr said that 3 people died. \
                       “Nobody rang the bell,” Orr said.\n";

fn recount(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recount")).args(arguments).current_dir(folder).output().unwrap()
}

fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Runs and must succeed.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = recount(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", words(&output));
    words(&output)
}

/// Runs and must fail with these words.
fn refused(folder: &Path, arguments: &[&str], wanted: &str) {
    let output = recount(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", words(&output));
    assert!(words(&output).contains(wanted), "{arguments:?}: {}", words(&output));
}

/// A folder with a built case and a passphrase.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    fs::write(folder.path().join("words"), "seven quiet mills\n").unwrap();
    fs::write(folder.path().join("other"), "not the words\n").unwrap();
    done(folder.path(), &["run", "a.txt", "--case", "case"]);
    folder
}

#[test]
fn a_package_comes_back_whole_and_a_damaged_one_not_at_all() {
    let folder = folder();
    let here = folder.path();
    done(here, &["export", "case", "--to", "bagit", "-o", "bag"]);
    refused(here, &["export", "case", "--to", "bagit", "-o", "bag"], "not empty");
    done(here, &["import", "bag", "again"]);
    done(here, &["verify", "again"]);
    let figures = |case: &str| done(here, &["show", case, "figures", "--json"]);
    assert_eq!(figures("case"), figures("again"));
    refused(here, &["import", "bag", "again"], "not empty");

    let log = here.join("bag/data/case/custody.jsonl");
    let text = fs::read_to_string(&log).unwrap();
    fs::write(&log, text.replace("case.init", "case.made")).unwrap();
    refused(here, &["import", "bag", "third"], "damaged");
    assert!(!here.join("third").exists());
    // With manifests that fit, the chain itself tells.
    fs::remove_file(here.join("bag/tagmanifest-sha256.txt")).unwrap();
    refused(here, &["import", "bag", "third"], "tagmanifest");
}

#[test]
fn names_that_lead_out_of_a_package_are_not_followed() {
    let folder = folder();
    let here = folder.path();
    done(here, &["export", "case", "--to", "bagit", "-o", "bag"]);
    let manifest = here.join("bag/manifest-sha256.txt");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("{text}{}  data/../../a.txt\n", "0".repeat(64))).unwrap();
    refused(here, &["import", "bag", "third"], "leads out");
}

#[test]
fn a_locked_case_opens_with_its_passphrase_alone() {
    let folder = folder();
    let here = folder.path();
    done(here, &["lock", "case", "--passphrase-file", "words", "--remove"]);
    assert!(!here.join("case").exists());
    refused(here, &["unlock", "case.age", "open", "--passphrase-file", "other"], "does not open it");
    done(here, &["unlock", "case.age", "open", "--passphrase-file", "words"]);
    done(here, &["verify", "open"]);
    let sealed = fs::read(here.join("case.age")).unwrap();
    assert!(!sealed.windows(6).any(|six| six == b"Tessel"));
    fs::write(here.join("cut.age"), &sealed[..sealed.len() - 40]).unwrap();
    assert!(!recount(here, &["unlock", "cut.age", "cut", "--passphrase-file", "words"]).status.success());
}

#[test]
fn a_checkpoint_is_held_to_the_log_and_its_key() {
    let folder = folder();
    let here = folder.path();
    refused(here, &["stamp", "case", "--request", "q.tsq"], "no checkpoint");
    done(here, &["checkpoint", "case", "--sign", "-o", "line.txt"]);
    assert!(
        fs::read_to_string(here.join("line.txt")).unwrap().starts_with("recount-checkpoint-v1\nentries ")
    );
    done(here, &["checkpoint", "case", "--proof", "1"]);
    refused(here, &["checkpoint", "case", "--proof", "99"], "covers no entry");
    done(here, &["verify", "case"]);
    fs::write(here.join("junk"), "no stamp at all").unwrap();
    refused(here, &["stamp", "case", "--response", "junk"], "not kept");
    refused(here, &["stamp", "case", "--ots", "junk"], "not kept");
}

#[test]
fn names_in_the_vault_stand_in_no_report() {
    let folder = folder();
    let here = folder.path();
    done(here, &["vault", "case", "Ann Orr", "--passphrase-file", "words"]);
    refused(here, &["report", "case", "-o", "r.html"], "--with-names");
    refused(
        here,
        &["report", "case", "-o", "r.html", "--vault", "--vault-passphrase-file", "other"],
        "does not open it",
    );
    refused(here, &["export", "case", "--to", "bagit", "-o", "bag"], "--with-names");
    for name in ["r.html", "r.md"] {
        done(here, &["report", "case", "-o", name, "--vault", "--vault-passphrase-file", "words"]);
        let report = fs::read_to_string(here.join(name)).unwrap();
        assert!(!report.contains("Orr") && report.contains("W-"), "{name}");
    }
    done(here, &["report", "case", "-o", "open.md", "--with-names"]);
    assert!(fs::read_to_string(here.join("open.md")).unwrap().contains("Orr"));
    // Neither the log nor the vault's file tells whom.
    for file in ["case/case.db", "case/vault.age"] {
        let bytes = fs::read(here.join(file)).unwrap();
        assert!(!bytes.windows(7).any(|seven| seven == b"Ann Orr"), "{file}");
    }
}

#[test]
fn what_came_out_of_an_archive_says_so_in_a_package() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let mut archive = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(ARTICLE.len() as u64);
    header.set_mode(0o600);
    header.set_cksum();
    archive.append_data(&mut header, "a.txt", ARTICLE.as_bytes()).unwrap();
    fs::write(here.join("all.tar"), archive.into_inner().unwrap()).unwrap();
    done(here, &["run", "all.tar", "--case", "case"]);
    done(here, &["export", "case", "--to", "bagit", "-o", "bag"]);
    let mut found = String::new();
    for entry in walkdir::WalkDir::new(here.join("bag")) {
        let entry = entry.unwrap();
        if entry.file_name() == "prov.jsonld" {
            found = fs::read_to_string(entry.path()).unwrap();
        }
    }
    assert!(found.contains("prov:wasDerivedFrom"), "{found}");
}
