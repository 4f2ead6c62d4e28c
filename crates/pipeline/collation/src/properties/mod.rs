//! What collation promises, whatever the texts.

mod caps;
mod four_promises;
mod kept;
mod little_room;
mod one_by_one;
pub(crate) mod speakers;

use crate::{CollationRules, collate};
use proptest::prelude::*;
use recount_model::{
    Account, AccountClaims, Block, BlockKind, Bound, Certainty, Collation, Direction, DocumentTime, Figure,
    Id, Interval, Measure, OffsetMap, OriginalId, Reading, Span,
};
use recount_text::Abbreviations;
use std::sync::Arc;

pub(crate) struct Document {
    pub(crate) account: Account,
    pub(crate) reading: Reading,
    pub(crate) claims: AccountClaims,
}

fn document(id: &str, text: &str) -> Document {
    let original = OriginalId(format!("original-{id}").into());
    let span = Span::new(0, text.len());
    let reading = Reading {
        original: original.clone(),
        reader: "text".to_owned(),
        text: text.to_owned(),
        offsets: OffsetMap::Identity { skipped_bytes: 0 },
        blocks: Vec::new(),
        metadata: Vec::new(),
        language: "en".to_owned(),
        tellings: Vec::new(),
        places: Vec::new(),
    };
    let mut account = crate::plain_account("", &reading);
    account.id = Id(id.into());
    account.blocks = vec![Block { span, kind: BlockKind::Paragraph }];
    let written = DocumentTime { interval: Interval::UNBOUNDED, edtf: None, reasons: Vec::new() };
    let claims = AccountClaims {
        account: account.id.clone(),
        written,
        layers_written: Vec::new(),
        times: Vec::new(),
        time_groups: Vec::new(),
        figures: figures(id, text),
        names: Vec::new(),
        statements: Vec::new(),
        claims: Vec::new(),
        deeds: Vec::new(),
        observations: Vec::new(),
    };
    Document { account, reading, claims }
}

/// Every number is a figure.
fn figures(id: &str, text: &str) -> Vec<Figure> {
    let tokens = recount_text::tokenize(text, 0);
    let numbers = tokens.iter().filter(|token| token.is_digits());
    numbers
        .map(|token| Figure {
            id: Id(format!("{id}-{}", token.span.start).into()),
            span: token.span,
            number_span: token.span,
            text: token.lower.to_string(),
            low: 0,
            high: None,
            stated: token.lower.parse().ok(),
            bound: Bound::Exact,
            measure: Measure("killed".to_owned()),
            counted: String::new(),
            group: None,
            place: None,
            is_place_inherited: false,
            during: Interval::UNBOUNDED,
            as_of: Interval::UNBOUNDED,
            as_of_edtf: None,
            is_as_of_explicit: false,
            chain: vec![id.to_owned()],
            statement: None,
            relation: None,
            certainty: Certainty::Asserted,
            is_implied: false,
            alternatives: Vec::new(),
            rule: "number".to_owned(),
        })
        .collect()
}

fn collated(documents: &[Document]) -> Collation {
    let rules = CollationRules::from_pack(&recount_rules::pack_for("en")).unwrap();
    let abbreviations = Abbreviations::default();
    let accounts: Vec<_> = documents.iter().map(|one| (&one.account, &one.reading)).collect();
    let claims: Vec<_> = documents.iter().map(|one| Arc::new(one.claims.clone())).collect();
    collate(&accounts, (&claims, &[]), |_| &abbreviations, &rules, None).value
}

const WORDS: [&str; 40] = [
    "keeper",
    "sluice",
    "opened",
    "the",
    "a",
    "in",
    "of",
    "was",
    "are",
    "were",
    "night",
    "village",
    "warning",
    "miners",
    "shaft",
    "10",
    "14",
    "Orlec",
    "Friday",
    "Tarn",
    "allegedly",
    "according",
    "to",
    "guard",
    "bridge",
    "crowd",
    "reached",
    "fired",
    "hospital",
    "confirmed",
    "roof",
    "storm",
    "school",
    "closed",
    "week",
    "ferry",
    "pier",
    "captain",
    "harbour",
    "and",
];

fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(0..WORDS.len(), 4..14).prop_map(|words| {
        let words: Vec<&str> = words.into_iter().map(|at| WORDS[at]).collect();
        format!("So {}.", words.join(" "))
    })
}

/// A text and the same with some words changed and sentences left out.
fn two_texts() -> impl Strategy<Value = (String, String)> {
    let sentences = prop::collection::vec(sentence(), 1..7);
    (sentences, prop::collection::vec((0_usize..80, 0..WORDS.len()), 0..5)).prop_map(|(sentences, edits)| {
        let one = sentences.join(" ");
        let mut words: Vec<&str> = one.split(' ').collect();
        let length = words.len();
        for (at, with) in edits {
            if let Some(word) = words.get_mut(at % length).filter(|word| !word.ends_with('.')) {
                *word = WORDS[with];
            }
        }
        let other = words.join(" ");
        (one, other)
    })
}

fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::AToB => Direction::BToA,
        Direction::BToA => Direction::AToB,
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn swapping_the_names_flips_the_direction((one, other) in two_texts()) {
        let there = collated(&[document("a", &one), document("b", &other)]);
        let back = collated(&[document("b", &one), document("a", &other)]);
        let shown = |collation: &Collation, is_turned: bool| {
            let mut shown: Vec<(Span, Span, Direction)> = collation
                .alignments
                .iter()
                .map(|found| match is_turned {
                    false => (found.a.span, found.b.span, found.direction),
                    true => (found.b.span, found.a.span, opposite(found.direction)),
                })
                .collect();
            shown.sort();
            shown
        };
        if one != other {
            prop_assert_eq!(
                there.lineage.iter().map(|edge| (edge.from.0 == "a", edge.direction)).collect::<Vec<_>>(),
                back.lineage.iter().map(|edge| {
                    let is_known = edge.direction == Direction::AToB;
                    (if is_known { edge.from.0 == "b" } else { true }, edge.direction)
                }).collect::<Vec<_>>()
            );
        }
        prop_assert_eq!(shown(&there, false), shown(&back, true));
    }

    #[test]
    fn a_copy_more_changes_no_root_count((one, other) in two_texts(), copies in 1_usize..14) {
        let before = collated(&[document("a", &one), document("b", &other)]);
        let mut documents = vec![document("a", &one), document("b", &other)];
        documents.extend((0..copies).map(|at| document(&format!("copy{at}"), &one)));
        let after = collated(&documents);
        // A passage too short to be told from chance is no copy, however often it comes.
        let is_told = before.alignments.iter().any(|found| found.a.text.len() >= one.len());
        prop_assume!(is_told);
        prop_assert_eq!(before.roots.len(), after.roots.len());
    }

    #[test]
    fn order_changes_nothing((one, other) in two_texts(), third in sentence()) {
        let (a, b, c) = (document("a", &one), document("b", &other), document("c", &third));
        let there = collated(&[a, b, c]);
        let (a, b, c) = (document("a", &one), document("b", &other), document("c", &third));
        prop_assert_eq!(there, collated(&[c, a, b]));
    }

    #[test]
    fn every_figure_is_in_one_root((one, other) in two_texts()) {
        let documents = [document("a", &one), document("b", &other)];
        let mut members: Vec<Id> = collated(&documents).roots.into_iter().flat_map(|root| root.members).collect();
        let mut figures: Vec<Id> =
            documents.iter().flat_map(|one| &one.claims.figures).map(|figure| figure.id.clone()).collect();
        members.sort();
        figures.sort();
        prop_assert_eq!(members, figures);
    }

    #[test]
    fn spans_hold_the_words_cited((one, other) in two_texts()) {
        let documents = [document("a", &one), document("b", &other)];
        for found in collated(&documents).alignments {
            prop_assert_eq!(found.a.span.of(&one), &found.a.text);
            prop_assert_eq!(found.b.span.of(&other), &found.b.text);
            for edit in &found.edits {
                prop_assert_eq!(edit.a.of(&one), &edit.old);
                prop_assert_eq!(edit.b.of(&other), &edit.new);
                prop_assert!(found.a.span.contains(edit.a) && found.b.span.contains(edit.b));
            }
        }
    }

    #[test]
    fn no_text_breaks_it(one in "\\PC{0,300}", other in "\\PC{0,300}") {
        let collation = collated(&[document("a", &one), document("b", &other)]);
        prop_assert!(collation.alignments.len() <= one.len() + other.len());
    }
}

/// A passage of an agency that more accounts have than are compared with each other is still one telling.
#[test]
fn a_wire_story_in_a_hundred_and_fifty_accounts_is_one_root() {
    let wire = "The keeper of the sluice at Orlec opened the lower gate before the storm, and 14 miners were found in \
                the flooded shaft behind the old pumping house.";
    let letter = |bits: u64| char::from(b'a' + (bits % 26) as u8);
    let own = |at: usize| {
        let bits = |salt: usize| winnowing::mix((at * 100 + salt) as u64);
        let word = |salt: usize| (0..7).map(|place| letter(bits(salt) >> (8 * place))).collect::<String>();
        format!("Here {} and {} {} the {}.", word(1), word(5), word(9), word(13))
    };
    let accounts: Vec<Document> = (0..150)
        .map(|at| document(&format!("account-{at:03}"), &format!("{} {wire} {}", own(at), own(at + 500))))
        .collect();
    let collation = collated(&accounts);
    assert_eq!(collation.roots.len(), 1);
    let aligned: Vec<&Id> =
        collation.alignments.iter().flat_map(|one| [&one.a.account, &one.b.account]).collect();
    assert!(accounts.iter().all(|one| aligned.contains(&&one.account.id)));
}

/// Recognised speech has no full stops: a passage of it is found in the middle of other such text.
#[test]
fn words_without_full_stops_are_compared() {
    let told = |kind: u64, count: u64| (0..count).map(|at| word(kind, at)).collect::<Vec<_>>().join(" ");
    let wire = told(40, 60);
    let one = document("one", &format!("{} {wire} {}", told(41, 300), told(42, 300)));
    let other = document("other", &format!("{} {wire} {}", told(43, 200), told(44, 500)));
    let collation = collated(&[one, other]);
    let longest = collation.alignments.iter().map(|found| found.a.span.len()).max();
    assert!(longest.is_some_and(|length| length * 3 >= wire.len()), "{longest:?} of {}", wire.len());
}

/// One sentence thousands of times beside the same sentence once: bounded work, and no passage of thousands.
#[test]
fn a_sentence_thousands_of_times_is_no_passage_of_thousands() {
    let told =
        "The keeper of the sluice at Orlec opened the lower gate before the storm and rang the old bell. ";
    let refrain = told.repeat(4000);
    let once = format!("Geese were counted at the pier. {told}Nobody came to the fair of the ferrymen.");
    let collation = collated(&[document("refrain", &refrain), document("once", &once)]);
    assert!(!collation.alignments.is_empty());
    for found in &collation.alignments {
        assert!(found.a.span.len().max(found.b.span.len()) <= 8 * told.len(), "{} bytes", found.a.span.len());
    }
}

fn word(kind: u64, number: u64) -> String {
    let bits = winnowing::mix(kind * 100_000 + number);
    (0..7).map(|at| char::from(b'a' + ((bits >> (8 * at)) % 26) as u8)).collect()
}
