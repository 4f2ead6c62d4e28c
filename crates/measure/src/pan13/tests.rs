//! The measure on cases small enough to count by hand, and the reader on a corpus written here.

use super::scores::{Marked, Tally};
use super::*;
use std::fs;
use std::ops::Range;

fn marked(suspicious: Range<usize>, source: Range<usize>) -> Marked {
    Marked { suspicious, source }
}

fn extra(score: &crate::Score, name: &str) -> f64 {
    score.extra.iter().find(|(given, _)| given == name).map_or(f64::NAN, |(_, value)| *value)
}

#[test]
fn what_is_found_whole_counts_whole() {
    let case = marked(0..100, 50..150);
    let score = Tally::new("x", std::slice::from_ref(&case), std::slice::from_ref(&case)).score("x");
    assert_eq!((score.precision, score.recall, extra(&score, "plagdet")), (1.0, 1.0, 1.0));
}

#[test]
fn pieces_cost_granularity_and_half_costs_recall() {
    let cases = [marked(0..100, 0..100)];
    let detections = [marked(0..25, 0..25), marked(25..50, 25..50)];
    let score = Tally::new("x", &cases, &detections).score("x");
    assert_eq!((score.precision, score.recall), (1.0, 0.5));
    assert_eq!(extra(&score, "granularity"), 2.0);
    let expected = (2.0 / 3.0) / 3_f64.log2();
    assert!((extra(&score, "plagdet") - expected).abs() < 1e-9);
}

#[test]
fn the_right_place_beside_the_wrong_source_is_nothing() {
    let score = Tally::new("x", &[marked(0..100, 0..100)], &[marked(0..100, 500..600)]).score("x");
    assert_eq!((score.precision, score.recall, extra(&score, "plagdet")), (0.0, 0.0, 0.0));
}

#[test]
fn overlapping_pieces_are_not_counted_twice() {
    let score = Tally::new("x", &[marked(0..100, 0..100)], &[marked(0..60, 0..60), marked(40..80, 40..80)])
        .score("x");
    assert!((score.recall - 0.8).abs() < 1e-9);
}

#[test]
fn nothing_to_find_and_nothing_found_is_right() {
    let score = Tally::new("x", &[], &[]).score("x");
    assert_eq!((score.precision, score.recall), (1.0, 1.0));
    let wrong = Tally::new("x", &[], &[marked(0..10, 0..10)]).score("x");
    assert_eq!(wrong.precision, 0.0);
}

const STORY: &str = "The ferry of Ostrel had left the lower landing before dawn. A rope of the winch parted near the \
middle of the river, and the deckhands threw two anchors. Forty sacks of barley slid over the rail into the current. The \
miller of the far bank heard the shouting and rowed out with a lantern.";

/// A corpus of one pair, with characters of two bytes before the passage.
fn corpus() -> tempfile::TempDir {
    let made = tempfile::tempdir().unwrap();
    let folder = made.path();
    for inner in ["susp", "src", "02-no-obfuscation"] {
        fs::create_dir_all(folder.join(inner)).unwrap();
    }
    let before = "Über die Brücke ging keiner mehr; nobody in Vellin spoke of tolls that summer.\n\n";
    let after = "\n\nGeese were counted at the northern gate every second week.";
    let suspicious = format!("{before}{STORY}{after}");
    let source = format!("Orchards stood empty.\n\n{STORY}\n\nThe chandler sold his scales.");
    fs::write(folder.join("susp/suspicious-document00001.txt"), suspicious).unwrap();
    fs::write(folder.join("src/source-document00002.txt"), source).unwrap();
    let pairs = "suspicious-document00001.txt source-document00002.txt\n";
    fs::write(folder.join("02-no-obfuscation/pairs"), pairs).unwrap();
    let (offset, length) = (before.chars().count(), STORY.chars().count());
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document reference=\"suspicious-document00001.txt\">\n<feature \
name=\"about\" authors=\"\"/>\n<feature name=\"plagiarism\" obfuscation=\"none\" this_offset=\"{offset}\" \
this_length=\"{length}\" source_reference=\"source-document00002.txt\" source_offset=\"23\" source_length=\"{length}\" />\n\
</document>\n"
    );
    let file = "02-no-obfuscation/suspicious-document00001-source-document00002.xml";
    fs::write(folder.join(file), xml).unwrap();
    made
}

#[test]
fn a_copied_passage_is_found_to_the_character() {
    let folder = corpus();
    let report = check(folder.path(), &Rules::built_in().unwrap()).unwrap();
    let score = report.scores.first().unwrap();
    assert_eq!(score.name, "pan13.no-obfuscation");
    assert_eq!((score.gold, score.predicted), (1, 1));
    assert!(extra(score, "plagdet") > 0.99, "{score:?}");
}

#[test]
fn a_folder_without_pairs_is_no_corpus() {
    let empty = tempfile::tempdir().unwrap();
    assert!(check(empty.path(), &Rules::built_in().unwrap()).is_err());
}
