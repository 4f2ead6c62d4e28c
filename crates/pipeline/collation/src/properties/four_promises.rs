//! A text against itself, the sides swapped where who was first is known, and a text copied again and again.

use super::{Document, collated, document, word};
use proptest::prelude::*;
use recount_model::{AlignmentKind, Collation, Direction, Id, Interval};
use std::collections::BTreeSet;

fn sentence(words: &[u64]) -> String {
    format!("So {}.", words.iter().map(|at| word(70, *at)).collect::<Vec<_>>().join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_text_against_itself_aligns_whole(words in prop::collection::vec(prop::collection::vec(0..5000_u64, 8..30), 1..9)) {
        let text = words.iter().map(|words| sentence(words)).collect::<Vec<_>>().join(" ");
        let found = collated(&[document("a", &text), document("b", &text)]).alignments;
        let mut told_up_to = 0;
        for passage in &found {
            prop_assert_eq!(passage.kind, AlignmentKind::Verbatim);
            prop_assert_eq!(passage.score_permille, 1000);
            prop_assert_eq!(passage.a.span, passage.b.span);
            let between = &text[told_up_to..passage.a.span.start as usize];
            prop_assert!(between.trim().is_empty(), "left out: {}", between);
            told_up_to = passage.a.span.end as usize;
        }
        prop_assert_eq!(told_up_to, text.len());
    }
}

fn written(id: &str, text: &str, day: i64) -> Document {
    let mut document = document(id, text);
    let start = day * 86_400_000;
    document.claims.written.interval = Interval { earliest: Some(start), latest: Some(start + 86_399_999) };
    document
}

/// Whatever the ids say, the first was first: by what was changed.
#[test]
fn swapped_sides_flip_a_direction_that_the_words_tell() {
    let told = [
        (
            "The roads to the valley are blocked by the army, and the lines are cut.",
            "The roads to the valley were blocked by the army, and the lines were cut.",
        ),
        (
            "Workers went to the announced rally on Friday and found the square closed by lorries.",
            "Workers went to the announced rally on 16 March and found the square closed by lorries.",
        ),
    ];
    for (first, second) in told {
        for (early, late) in [("a", "b"), ("b", "a")] {
            let collation = collated(&[document(early, first), document(late, second)]);
            let edge = &collation.lineage[0];
            assert_eq!((edge.from.0.as_str(), edge.to.0.as_str()), (early, late), "{first}");
            assert_eq!(edge.direction, Direction::AToB);
        }
    }
}

/// The same by their dates.
#[test]
fn swapped_sides_flip_a_direction_that_is_known() {
    let plain = sentence(&(0..14).collect::<Vec<_>>());
    for (early, late) in [("a", "b"), ("b", "a")] {
        let collation = collated(&[written(early, &plain, 3), written(late, &plain, 7)]);
        let wanted = if early == "a" { Direction::AToB } else { Direction::BToA };
        assert_eq!(collation.alignments[0].direction, wanted);
        let edge = &collation.lineage[0];
        assert_eq!((edge.from.0.as_str(), edge.to.0.as_str()), (early, late));
        assert_eq!(edge.direction, Direction::AToB);
    }
}

const TOLD: [&str; 3] = [
    "The keeper of the sluice at Orlec opened the lower gate before the storm, and 14 miners were found in the flooded \
     shaft behind the old pumping house. The roof of the school fell on 27 pupils.",
    "The keeper of the sluice at Orlec opened the lower gate before the storm, and 17 miners were found in the flooded \
     shaft behind the old pumping house. Geese were counted at the pier.",
    "In Tarn the ferry left with 31 drovers on board, and none of the 12 lifebelts was where it should have been.",
];

/// What is told of the three alone, their figures by root.
fn told(collation: &Collation) -> (Vec<String>, Vec<Vec<Id>>, Vec<String>) {
    let is_first = |id: &Id| id.0.starts_with("first");
    let passages =
        collation.alignments.iter().filter(|one| is_first(&one.a.account) && is_first(&one.b.account));
    let mut passages: Vec<String> = passages
        .map(|one| format!("{} {:?} {:?} {:?}", one.id, one.kind, one.direction, one.edits))
        .collect();
    passages.sort();
    let of_first = |members: &[Id]| members.iter().filter(|id| is_first(id)).cloned().collect::<Vec<Id>>();
    let mut roots: Vec<Vec<Id>> = collation.roots.iter().map(|root| of_first(&root.members)).collect();
    roots.sort();
    let edges = collation.lineage.iter().filter(|edge| is_first(&edge.from) && is_first(&edge.to));
    (passages, roots, edges.map(|edge| format!("{} {} {:?}", edge.from, edge.to, edge.direction)).collect())
}

/// As many roots as before, each with the same figures of those that were there: nobody is counted more often.
#[test]
fn many_exact_copies_change_nothing() {
    let originals = || -> Vec<Document> {
        TOLD.iter().enumerate().map(|(at, text)| document(&format!("first-{at}"), text)).collect()
    };
    let before = told(&collated(&originals()));
    assert_eq!(before.0.len(), 1);
    for (count, copied) in [(60, 0), (60, 2), (300, 1), (1000, 0)] {
        let mut documents = originals();
        documents.extend((0..count).map(|at| document(&format!("repost-{at:03}"), TOLD[copied])));
        let after = collated(&documents);
        assert_eq!(told(&after), before, "{count} copies of {copied}");
        let in_roots: BTreeSet<&Id> = after.roots.iter().flat_map(|root| &root.members).collect();
        assert!(
            documents.iter().flat_map(|one| &one.claims.figures).all(|figure| in_roots.contains(&figure.id))
        );
    }
}
