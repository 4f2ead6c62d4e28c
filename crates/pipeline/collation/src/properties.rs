//! What collation promises, whatever the texts.

use crate::{CollationRules, collate};
use proptest::prelude::*;
use recount_model::{
    Account, AccountClaims, Block, BlockKind, Bound, Certainty, Collation, Direction, DocumentTime, Figure,
    Id, Interval, Measure, Mode, OffsetMap, OriginalId, Reading, Span, Statement,
};
use recount_text::{Abbreviations, AccountText};

struct Document {
    account: Account,
    reading: Reading,
    claims: AccountClaims,
}

fn document(id: &str, text: &str) -> Document {
    let original = OriginalId(format!("original-{id}"));
    let span = Span::new(0, text.len());
    let reading = Reading {
        original: original.clone(),
        reader: "text".to_owned(),
        text: text.to_owned(),
        offsets: OffsetMap::Identity { skipped_bytes: 0 },
        blocks: Vec::new(),
        metadata: Vec::new(),
        language: "en".to_owned(),
    };
    let mut account = crate::plain_account("", &reading);
    account.id = Id(id.to_owned());
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
            id: Id(format!("{id}-{}", token.span.start)),
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
    let texts: Vec<AccountText<'_>> =
        documents.iter().map(|one| AccountText::new(&one.account, &one.reading, &abbreviations)).collect();
    let claims: Vec<AccountClaims> = documents.iter().map(|one| one.claims.clone()).collect();
    collate(&texts, &claims, &rules).value
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

/// Statements of forty speakers about one subject, their words dealt out by chance: hardly any two are called alike.
#[test]
fn words_dealt_out_by_chance_are_no_talking_points() {
    let subject: Vec<String> = (0..260).map(|at| word(7, at)).collect();
    let mut said = 0;
    let mut found = 0;
    for seed in 0..12_u64 {
        let mut drawn = 0;
        // Few words are frequent, most are rare, as in any subject.
        let mut draw = || {
            drawn += 1;
            let share = (winnowing::mix(seed * 1_000_003 + drawn) % 1000) as f64 / 1000.0;
            subject[(260_f64.powf(share) as usize).saturating_sub(1)].as_str()
        };
        let statements: Vec<Document> = (0..40)
            .map(|at| {
                let words: Vec<&str> = (0..14).map(|_| draw()).collect();
                let text = format!(
                    "So {} the {} of the {}.",
                    words[..5].join(" "),
                    words[5..9].join(" "),
                    words[9..].join(" ")
                );
                spoken(&format!("account-{at:02}"), &text, &word(8, at as u64))
            })
            .collect();
        said += statements.len();
        found += collated(&statements).talking_points.len();
    }
    assert!(found * 20 <= said, "{found} of {said}");
}

/// Statements of sixty speakers put together from the terms of their subject, which of them by chance. With `line`, two of them also
/// say the same line.
fn of_one_subject(seed: u64, line: bool) -> Vec<Document> {
    const FUNCTION: [&str; 5] = ["of the", "in the", "and the", "for the", "with the"];
    let mut drawn = 0;
    let mut below = |limit: u64| {
        drawn += 1;
        winnowing::mix(seed * 1_000_003 + drawn) % limit
    };
    let term = |at: u64| {
        let words: Vec<String> = (0..2 + at % 2).map(|part| word(9, at * 3 + part)).collect();
        words.join(" ")
    };
    let shared: Vec<u64> = (0..5).map(|_| below(80)).collect();
    (0..60)
        .map(|at| {
            let terms: Vec<u64> =
                (0..5).map(|place| if line && at < 2 { shared[place] } else { below(80) }).collect();
            let told: Vec<String> =
                terms.iter().map(|one| format!("{} {}", FUNCTION[below(5) as usize], term(*one))).collect();
            spoken(&format!("account-{at:02}"), &format!("So {} it is.", told.join(" ")), &word(8, at as u64))
        })
        .collect()
}

/// Of what is found among shuffled speakers of one subject hardly anything is called similar wording, and a shared line is.
#[test]
fn speakers_shuffled_are_no_talking_points_and_a_shared_line_is() {
    let (mut by_chance, mut lines, mut found) = (0, 0, 0);
    for seed in 0..20 {
        by_chance += collated(&of_one_subject(seed, false)).talking_points.len();
        let points = collated(&of_one_subject(seed, true)).talking_points;
        let is_line = |point: &recount_model::TalkingPoint| {
            point.passages.iter().all(|passage| passage.account.0.as_str() < "account-02")
        };
        lines += points.iter().filter(|point| is_line(point)).count();
        found += points.len();
    }
    // In a hundred dossiers of each kind: 5 among shuffled speakers, 105 with the line, which is found in all.
    assert!(by_chance <= 2, "{by_chance} in 20 dossiers of 60 statements");
    assert!(lines >= 19 && found - lines <= 2, "{lines} lines of 20, {found} found");
}

fn word(kind: u64, number: u64) -> String {
    let bits = winnowing::mix(kind * 100_000 + number);
    (0..7).map(|at| char::from(b'a' + ((bits >> (8 * at)) % 26) as u8)).collect()
}

/// A document that is one statement of `speaker`.
fn spoken(id: &str, text: &str, speaker: &str) -> Document {
    let mut made = document(id, text);
    made.claims.statements.push(Statement {
        id: Id(format!("{id}-said")),
        span: Span::new(0, text.len()),
        text: text.to_owned(),
        mode: Mode::Direct,
        speaker: speaker.to_owned(),
        speaker_canonical: Some(speaker.to_owned()),
        speaker_span: None,
        role: None,
        cue_span: None,
        cue_text: None,
        chain: vec![id.to_owned(), speaker.to_owned()],
        inside: None,
        knowing: recount_model::Knowing::Observed,
        is_distanced: false,
        said: Interval::UNBOUNDED,
        rule: "said".to_owned(),
    });
    made
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
