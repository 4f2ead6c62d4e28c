//! What two texts share, however it was reworked: texts of invented words, so that nothing else can be shared.

use super::{SharedSpans, runs, shared_spans};
use crate::CollationRules;
use crate::cuts::Cuts;
use crate::witness::{Word, WordKind};
use recount_model::Span;
use recount_text::Abbreviations;

/// `count` sentences of words that only texts of the same `seed` share.
fn sentences(seed: u64, count: usize) -> Vec<String> {
    let word = |number: u64| {
        let bits = winnowing::mix(seed * 100_000 + number);
        (0..6).map(|at| char::from(b'a' + ((bits >> (8 * at)) % 26) as u8)).collect::<String>()
    };
    let sentence = |at: usize| {
        let words: Vec<String> = (0..11).map(|of| word((at * 11 + of) as u64)).collect();
        format!("So {} the {} of the {}.", words[..4].join(" "), words[4..7].join(" "), words[7..].join(" "))
    };
    (0..count).map(sentence).collect()
}

fn found(a: &str, b: &str) -> Vec<SharedSpans> {
    let rules = CollationRules::from_pack(&recount_rules::pack_for("en")).unwrap();
    shared_spans(a, b, &Abbreviations::default(), &rules).value
}

/// Where `part` stands in `whole`, and whether `start..end` is about there.
fn is_about(whole: &str, part: &str, span: recount_model::Span, slack: usize) -> bool {
    let start = whole.find(part).unwrap();
    span.range().start.abs_diff(start) <= slack && span.range().end.abs_diff(start + part.len()) <= slack
}

#[test]
fn a_text_against_itself_is_shared_whole() {
    let text = sentences(1, 30).join(" ");
    let all = found(&text, &text);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(is_about(&text, &text, all[0].a, 0) && is_about(&text, &text, all[0].b, 0));
}

#[test]
fn a_passage_taken_over_is_found_to_the_word() {
    let passage = sentences(2, 6).join(" ");
    let a = format!("{} {passage} {}", sentences(3, 12).join(" "), sentences(4, 12).join(" "));
    let b = format!("{} {passage} {}", sentences(5, 20).join(" "), sentences(6, 9).join(" "));
    let all = found(&a, &b);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(is_about(&a, &passage, all[0].a, 4) && is_about(&b, &passage, all[0].b, 4), "{all:?}");
}

/// Words in another order, every fourth another word, and no full stop where there was one.
#[test]
fn a_shuffled_passage_is_found_without_its_sentences() {
    let passage = sentences(7, 6).join(" ");
    let mut words: Vec<String> =
        passage.split(' ').map(|word| word.trim_end_matches('.').to_owned()).collect();
    for window in words.chunks_mut(5) {
        window.rotate_left(2);
    }
    for (at, word) in words.iter_mut().enumerate().filter(|(at, _)| at % 4 == 0) {
        *word = format!("zz{}", char::from(b'a' + (at % 26) as u8));
    }
    let shuffled = format!("{}.", words.join(" "));
    let a = format!("{} {shuffled} {}", sentences(8, 12).join(" "), sentences(9, 12).join(" "));
    let b = format!("{} {passage} {}", sentences(10, 20).join(" "), sentences(11, 9).join(" "));
    let all = found(&a, &b);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(is_about(&a, &shuffled, all[0].a, 120) && is_about(&b, &passage, all[0].b, 120), "{all:?}");
}

/// Every fifth sentence of a text, each without some of its words.
#[test]
fn a_summary_stands_for_the_whole_text() {
    let text = sentences(12, 30);
    let short: Vec<String> = text
        .iter()
        .step_by(5)
        .map(|one| {
            one.split(' ')
                .enumerate()
                .filter(|(at, _)| at % 4 != 1)
                .map(|(_, word)| word)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let summary = short.join(" ");
    let a = format!("{} {summary} {}", sentences(13, 12).join(" "), sentences(14, 12).join(" "));
    let b = text.join(" ");
    let all = found(&a, &b);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(is_about(&a, &summary, all[0].a, 4) && is_about(&b, &b, all[0].b, 4), "{all:?}");
}

#[test]
fn a_subject_in_common_is_nothing_shared() {
    let names = "Orlec the sluice at Tarn";
    let about = |seed: u64| {
        let told: Vec<String> = sentences(seed, 20).iter().map(|one| format!("In {names} {one}")).collect();
        told.join(" ")
    };
    assert_eq!(found(&about(15), &about(16)), Vec::new());
}

/// What is told when `times` times the same stands in the second text, and `more` beside.
fn told(a: &str, b: &str) -> Vec<String> {
    let rules = CollationRules::from_pack(&recount_rules::pack_for("en")).unwrap();
    let noticed = shared_spans(a, b, &Abbreviations::default(), &rules).diagnostics;
    assert!(noticed.iter().all(|one| one.hint.is_some()), "{noticed:?}");
    noticed.into_iter().map(|one| format!("{} {}", one.id, one.message.split(' ').next().unwrap())).collect()
}

#[test]
fn what_there_is_too_much_of_is_told_once() {
    let refrain = sentences(1, 1).concat();
    let over_and_over = |times: usize| vec![refrain.as_str(); times].join(" ");
    assert_eq!(told(&refrain, &over_and_over(16)), Vec::<String>::new());
    // Fifteen words have ten rows of six.
    assert_eq!(told(&refrain, &over_and_over(17)), ["row-over-and-over 10"]);
    assert_eq!(told(&refrain, &over_and_over(30)), ["row-over-and-over 10", "sentence-like-many 1"]);
    let long = told(&refrain, &over_and_over(1501));
    assert!(long.contains(&"word-of-long-text 14".to_owned()), "{long:?}");
}

/// Each run of thirty words stands in another place.
#[test]
fn runs_beyond_those_that_are_looked_for_are_told() {
    let words = |runs: &mut dyn Iterator<Item = u32>| -> Vec<Word> {
        let word = |form| Word {
            form,
            stem: form,
            span: Span::new(0, 1),
            kind: WordKind::Content,
            weight: 0,
            is_single: false,
        };
        runs.flat_map(|run| (0..30).map(move |at| word(run * 30 + at))).collect()
    };
    let told = |count: u32| {
        let cuts = Cuts::default();
        let found = runs::runs(&words(&mut (0..count)), &words(&mut (0..count).rev()), &cuts);
        (found.len(), cuts.told().len())
    };
    assert_eq!(told(256), (256, 0));
    assert_eq!(told(257), (256, 1));
}
