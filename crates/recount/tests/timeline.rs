//! Timelines of one name through the whole pipeline: documents, a name, and the entries in order.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use recount::{Original, Rules, Settings, recount, timeline};
use recount_cases::{Case, check_path};
use recount_model::{Dated, TimelineEntry};
use std::path::Path;

fn shown(entry: &TimelineEntry) -> String {
    let when = match entry.dated {
        Dated::Stated => entry.edtf.clone().unwrap_or_default(),
        Dated::Told => format!("told {}", entry.edtf.clone().unwrap_or_default()),
        Dated::Nowhere => "no date".to_owned(),
    };
    let words: Vec<&str> = entry.mentions.iter().map(|mention| mention.word.text.as_str()).collect();
    let marks = [(entry.is_planned, " (planned)"), (entry.is_negated, " (not)")];
    let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
    format!("{} {when}: {}{marks}", entry.ordinal, words.join(", "))
}

fn check(case: &Case, rules: &Rules) -> Vec<(String, String)> {
    let documents = case.blocks.iter().filter(|block| block.kind == "document");
    let texts: Vec<(String, &str)> =
        documents.enumerate().map(|(at, block)| (format!("{at}.txt"), block.body.as_str())).collect();
    let originals: Vec<Original<'_>> =
        texts.iter().map(|(name, text)| Original { name, bytes: text.as_bytes(), written: None }).collect();
    let dossier = recount(&originals, &Settings::default(), rules).value;
    let of = case.block("of").unwrap().body.trim();
    let entries: Vec<String> = timeline(&dossier, of, rules).entries.iter().map(shown).collect();
    vec![("timeline".to_owned(), entries.join("\n"))]
}

#[test]
fn cases() {
    let rules = Rules::built_in().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/timeline");
    check_path(&folder, |case| check(case, &rules)).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn the_order_of_documents_changes_no_timeline() {
    let rules = Rules::built_in().unwrap();
    let texts = [
        "Ferry sold\n\nMay 3, 2004\n\nOrvel Trams sold the Comet X9 on 2 May 2004.\n",
        "Ferry bought\n\nJune 5, 2005\n\nDassel Ferries bought the Comet X9 from Orvel Trams in March 2005.\n",
    ];
    let entries = |texts: &[&str]| {
        let originals: Vec<Original<'_>> = texts
            .iter()
            .map(|text| Original { name: "a.txt", bytes: text.as_bytes(), written: None })
            .collect();
        timeline(&recount(&originals, &Settings::default(), &rules).value, "Comet X9", &rules)
    };
    let [first, second] = texts;
    assert_eq!(entries(&[first, second]), entries(&[second, first]));
    assert_eq!(entries(&[first, second]), entries(&[first, second, first]));
}
