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

const OTHER: &str = "Geese were counted at the northern gate every second week. The chandler of Vellin sold his scales \
to a stranger, and the orchards behind the mill stood empty until the frost.";

/// The text of a document as the corpus may hold it.
fn laid_out(text: &str, is_marked: bool, is_returned: bool) -> String {
    let text = if is_returned { text.replace('\n', "\r\n") } else { text.to_owned() };
    if is_marked { format!("\u{feff}{text}") } else { text }
}

/// All five kinds in the layout of the corpus, inside the folder that its archive makes: a mark before texts and lists, carriage
/// returns, a line above one of the lists, a file of cases that is missing, a list at the top that names all pairs again.
fn whole_corpus() -> tempfile::TempDir {
    let made = tempfile::tempdir().unwrap();
    let top = made.path().join("pan13-corpus");
    for inner in ["susp", "src"] {
        fs::create_dir_all(top.join(inner)).unwrap();
    }
    let kinds = [
        "no-plagiarism",
        "no-obfuscation",
        "random-obfuscation",
        "translation-obfuscation",
        "summary-obfuscation",
    ];
    let mut all = String::new();
    for (at, kind) in kinds.iter().enumerate() {
        let folder = top.join(format!("{:02}-{kind}", at + 1));
        fs::create_dir_all(&folder).unwrap();
        let (is_marked, is_returned) = (at % 2 == 1, at >= 2);
        let (before, about) =
            ("Über die Brücke ging keiner mehr; nobody spoke of tolls.\n\n", "Orchards stood empty.\n\n");
        let told = if at == 0 { OTHER } else { STORY };
        let suspicious =
            laid_out(&format!("{before}{told}\n\nNobody came to the fair."), is_marked, is_returned);
        let source = laid_out(&format!("{about}{STORY}\n\nThe tide was late."), is_marked, is_returned);
        let names = (format!("suspicious-document0000{at}.txt"), format!("source-document0010{at}.txt"));
        fs::write(top.join("susp").join(&names.0), &suspicious).unwrap();
        fs::write(top.join("src").join(&names.1), &source).unwrap();
        let line = format!("{} {}", names.0, names.1);
        all += &format!("{line}\n");
        let list = match at {
            1 => format!("suspicious source\n{line}\n"),
            2 => format!("\u{feff}susp/{} src/{}\r\n\r\n", names.0, names.1),
            _ => format!("{line}\n"),
        };
        fs::write(folder.join("pairs"), list).unwrap();
        let characters = |text: &str| text.find(STORY).map(|byte| text[..byte].chars().count());
        let case = characters(&suspicious).zip(characters(&source)).map(|(this, other)| {
            let length = STORY.chars().count();
            format!(
                "<feature source_length='{length}' source_offset='{other}' source_reference='{}' this_length='{length}' \
                 this_offset='{this}' obfuscation_degree='0.4' name='plagiarism'></feature>",
                names.1
            )
        });
        // The fifth has no file of cases.
        if at < 4 {
            let xml = format!(
                "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<document xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
                 reference=\"{}\">\r\n<feature name=\"detected-plagiarism\" this_offset=\"0\" />{}</document>\r\n",
                names.0,
                case.unwrap_or_default()
            );
            let stems = format!("suspicious-document0000{at}-source-document0010{at}.xml");
            fs::write(folder.join(stems), xml).unwrap();
        }
    }
    fs::write(top.join("pairs"), all).unwrap();
    made
}

#[test]
fn the_layout_of_the_corpus_is_read_with_all_its_oddities() {
    let folder = whole_corpus();
    let report = check(folder.path(), &Rules::built_in().unwrap()).unwrap();
    let of = |kind: &str| report.scores.iter().find(|score| score.name == format!("pan13.{kind}")).unwrap();
    let none = of("no-plagiarism");
    assert_eq!((none.gold, none.predicted, none.precision), (0, 0, 1.0), "{none:?}");
    for kind in ["no-obfuscation", "random-obfuscation", "translation-obfuscation"] {
        let score = of(kind);
        assert_eq!((score.gold, score.predicted), (1, 1), "{score:?}");
        assert!(extra(score, "plagdet") > 0.99, "{score:?}");
    }
    let unmarked = of("summary-obfuscation");
    assert_eq!((unmarked.gold, extra(unmarked, "pairs-without-xml")), (0, 1.0));
    assert_eq!(report.scores.len(), 6);
    assert_eq!(of("all").gold, 3);
}
