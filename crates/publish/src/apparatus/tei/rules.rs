//! What is written obeys the rules of TEI P5 for what it uses.
//!
//! No schema of TEI is to be had as a package, so its content models and constraints for these few elements stand here: which
//! element may stand in which, what must come first, which attributes they take and what these may hold.
//! *Source*: TEI P5, chapters 2 (header) and 12 (critical apparatus); `att.typed`, `att.witnessed`, `teidata.enumerated`,
//! `teidata.pointer`.

use super::tei;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use recount_model::{
    Alignment, AlignmentKind, Direction, Dossier, Edit, EditKind, Id, OriginalId, Passage, Span,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// An element, what it stands in, its attributes and whether it may hold words.
type Rule = (&'static str, &'static str, &'static [&'static str], bool);

const RULES: &[Rule] = &[
    ("TEI", "", &["xmlns"], false),
    ("teiHeader", "TEI", &[], false),
    ("fileDesc", "teiHeader", &[], false),
    ("titleStmt", "fileDesc", &[], false),
    ("title", "titleStmt", &[], true),
    ("publicationStmt", "fileDesc", &[], false),
    ("p", "publicationStmt", &[], true),
    ("sourceDesc", "fileDesc", &[], false),
    ("listWit", "sourceDesc", &[], false),
    ("witness", "listWit", &["xml:id"], true),
    ("encodingDesc", "teiHeader", &[], false),
    ("variantEncoding", "encodingDesc", &["method", "location"], false),
    ("text", "TEI", &[], false),
    ("body", "text", &[], false),
    ("p", "body", &["xml:id"], true),
    ("app", "p", &["type"], false),
    ("lem", "app", &["wit"], true),
    ("rdg", "app", &["wit"], true),
    ("witStart", "rdg", &[], false),
    ("witEnd", "rdg", &[], false),
];

/// Which elements come in this order inside of another, each once.
const ORDERS: &[(&str, &[&str])] = &[
    ("TEI", &["teiHeader", "text"]),
    ("teiHeader", &["fileDesc", "encodingDesc"]),
    ("fileDesc", &["titleStmt", "publicationStmt", "sourceDesc"]),
    ("text", &["body"]),
];

#[derive(Default)]
struct Element {
    name: String,
    children: Vec<String>,
    /// Witnesses of the readings of an entry.
    witnesses: Vec<String>,
}

fn check(xml: &str) {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    let (mut ids, mut pointers) = (BTreeSet::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) => {
                let element = begun(&tag, &mut open, &mut ids, &mut pointers);
                open.push(element);
            }
            Event::Empty(tag) => {
                let element = begun(&tag, &mut open, &mut ids, &mut pointers);
                ended(&element);
            }
            Event::End(_) => ended(&open.pop().unwrap()),
            Event::Text(text) => {
                let parent = &open.last().unwrap().name;
                let holds_words = RULES.iter().any(|rule| rule.0 == parent && rule.3);
                assert!(holds_words || text.trim().is_empty(), "words in {parent}: {text:?}");
            }
            _ => {}
        }
    }
    assert_eq!(open.len(), 1);
    for pointer in pointers {
        assert!(ids.contains(&pointer), "#{pointer} points nowhere");
    }
    let is_allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r') || c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(xml.chars().all(is_allowed), "a character that XML has not");
}

fn begun(
    tag: &BytesStart<'_>,
    open: &mut [Element],
    ids: &mut BTreeSet<String>,
    pointers: &mut Vec<String>,
) -> Element {
    let name = tag.name().as_ref().to_owned();
    let parent = open.last_mut().unwrap();
    let rule = RULES.iter().find(|rule| rule.0 == name && rule.1 == parent.name);
    let rule = rule.unwrap_or_else(|| panic!("{name} in {}", parent.name));
    for attribute in tag.attributes() {
        let attribute = attribute.unwrap();
        let key = attribute.key.as_ref();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned();
        assert!(rule.2.contains(&key), "{key} of {name}");
        match key {
            "xml:id" => {
                let is_name = value.starts_with(|c: char| c.is_alphabetic() || c == '_')
                    && value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
                assert!(is_name && ids.insert(value.clone()), "{value} is no name or stands twice");
            }
            "wit" => {
                let named: Vec<String> =
                    value.split(' ').map(|one| one.strip_prefix('#').unwrap().to_owned()).collect();
                pointers.extend(named.clone());
                parent.witnesses.extend(named);
            }
            "type" => assert!(!value.is_empty() && !value.contains(char::is_whitespace), "type “{value}”"),
            "method" => assert_eq!(value, "parallel-segmentation"),
            // Only this goes with that method.
            "location" => assert_eq!(value, "internal"),
            _ => {}
        }
    }
    parent.children.push(name.clone());
    Element { name, ..Element::default() }
}

fn ended(element: &Element) {
    if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == element.name) {
        assert_eq!(element.children, *order, "inside of {}", element.name);
    }
    let lemmas = element.children.iter().filter(|child| *child == "lem").count();
    match element.name.as_str() {
        "app" => {
            assert!(lemmas <= 1 && element.children.iter().skip(1).all(|child| child == "rdg"));
            assert!(!element.children.is_empty(), "an entry without a reading");
            // In parallel segmentation each witness has one reading of a place.
            let once: BTreeSet<&String> = element.witnesses.iter().collect();
            assert_eq!(once.len(), element.witnesses.len(), "{:?}", element.witnesses);
        }
        "body" => assert!(!element.children.is_empty(), "an empty body"),
        _ => {}
    }
}

fn passage(name: &str, text: &str) -> Passage {
    Passage {
        original: OriginalId(name.into()),
        account: Id(format!("acc-{name}").into()),
        span: Span { start: 0, end: text.len() as u32 },
        text: text.to_owned(),
    }
}

/// Two wordings with a number, a word, and marks of markup between them that differ.
fn alignment(
    id: &str,
    (a, text_a): (&str, &str),
    (b, text_b): (&str, &str),
    words: &[(&str, &str)],
) -> Alignment {
    let place = |text: &str, word: &str| {
        let start = text.find(word).unwrap();
        Span { start: start as u32, end: (start + word.len()) as u32 }
    };
    let edits = words.iter().enumerate().map(|(at, (old, new))| Edit {
        kind: if at == 0 { EditKind::Value } else { EditKind::Hedge },
        old: (*old).to_owned(),
        new: (*new).to_owned(),
        a: place(text_a, old),
        b: place(text_b, new),
    });
    Alignment {
        id: Id(id.into()),
        kind: AlignmentKind::Edited,
        score_permille: 800,
        edits: edits.collect(),
        direction: Direction::Unknown,
        why: vec!["most words agree".into()],
        a: passage(a, text_a),
        b: passage(b, text_b),
    }
}

#[test]
fn nothing_shared_is_a_document_too() {
    check(&tei(&Dossier::default()));
}

#[test]
fn two_witnesses_obey_the_rules() {
    let mut dossier = Dossier::default();
    let (a, b) =
        ("He saw 3 <boats> & perhaps a \u{1}\"raft\".", "He saw 9 <boats> & surely a \u{1}\"raft\".");
    Arc::make_mut(&mut dossier.collation).alignments.push(alignment(
        "aln-1",
        ("x", a),
        ("y", b),
        &[("3", "9"), ("perhaps", "surely")],
    ));
    check(&tei(&dossier));
}

#[test]
fn three_witnesses_obey_the_rules() {
    let mut dossier = Dossier::default();
    let a = "The ferry left before dawn with 3 sacks and perhaps a mule on the deck.";
    let b = "The ferry left before dawn with 9 sacks and surely a mule on the deck.";
    let c = "The ferry left before dawn with 12 sacks and maybe a mule on the deck.";
    for (name, text) in [("x", a), ("y", b), ("z", c)] {
        Arc::make_mut(&mut dossier.readings).push(recount_model::Reading::plain(
            OriginalId(name.into()),
            text,
            "en",
        ));
    }
    let of = |text: &str| {
        ["3", "9", "12"].into_iter().find(|n| text.contains(&format!(" {n} "))).unwrap().to_owned()
    };
    let hedge = |text: &str| {
        ["perhaps", "surely", "maybe"].into_iter().find(|n| text.contains(n)).unwrap().to_owned()
    };
    for (id, (x, one), (y, other)) in
        [("aln-1", ("x", a), ("y", b)), ("aln-2", ("x", a), ("z", c)), ("aln-3", ("y", b), ("z", c))]
    {
        let words = [(of(one), of(other)), (hedge(one), hedge(other))];
        let words: Vec<(&str, &str)> = words.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
        Arc::make_mut(&mut dossier.collation).alignments.push(alignment(id, (x, one), (y, other), &words));
    }
    let written = tei(&dossier);
    assert!(written.contains("group-1"), "{written}");
    check(&written);
}
