//! Runs the cases of every kind: a dossier in the notation in, the findings of that kind in words out.

use crate::{FindingRules, KINDS, find};
use recount_cases::{Case, notation};
use recount_model::{Dossier, Finding, Hold, Severity};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kinds/cases")
}

#[test]
fn every_kind_has_cases_and_agrees_with_them() {
    let mut report = String::new();
    for kind in &KINDS {
        let path = folder().join(format!("{}.md", kind.id));
        if let Err(error) = recount_cases::check_path(&path, |case| check(case, kind.id)) {
            writeln!(report, "{error}").unwrap();
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn kinds_are_sorted_by_id_and_every_file_has_a_kind() {
    assert!(KINDS.windows(2).all(|pair| pair[0].id < pair[1].id));
    let mut files = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(KINDS.iter().any(|kind| kind.id == stem), "{stem} has no kind");
        files += 1;
    }
    assert_eq!(files, KINDS.len());
}

fn check(case: &Case, kind: &str) -> Vec<(String, String)> {
    let dossier = dossier(case);
    let packs = recount_rules::built_in();
    let rules: BTreeMap<String, FindingRules> =
        packs.iter().map(|pack| (pack.language.clone(), FindingRules::from_pack(pack).unwrap())).collect();
    let found = find(&dossier, |language| rules.get(language).unwrap_or(&rules["en"]));
    assert!(found.iter().all(|finding| is_cited(finding, &dossier)));
    let own: Vec<String> = found.iter().filter(|finding| finding.kind == kind).map(render).collect();
    vec![("findings".to_owned(), if own.is_empty() { "nothing".to_owned() } else { own.join("\n") })]
}

fn dossier(case: &Case) -> Dossier {
    notation::dossier(case).unwrap()
}

fn is_cited(finding: &Finding, dossier: &Dossier) -> bool {
    let stands = |passage: &recount_model::Passage| {
        passage.span.of(&dossier.reading(&passage.original).unwrap().text) == passage.text
    };
    !finding.passages.is_empty()
        && finding.passages.iter().all(stands)
        && finding.reading.is_none() == (finding.hold == Hold::Always)
}

fn render(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Note => "note",
        Severity::Notable => "notable",
        Severity::Sharp => "sharp",
    };
    let mut out = format!("{severity}: {}", finding.title);
    match &finding.reading {
        Some(reading) => write!(out, "\n  {:?}: {reading}", finding.hold).unwrap(),
        None => out.push_str("\n  Always"),
    }
    for why in &finding.why {
        write!(out, "\n  why: {why}").unwrap();
    }
    for passage in &finding.passages {
        write!(out, "\n  {} “{}”", passage.account, passage.text).unwrap();
    }
    out
}
