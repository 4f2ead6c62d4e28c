//! Whatever is left out because there is too much of it is told, once, with how much; just below the cap nothing is told.

use super::little_room::collated;
use super::{Document, document, word};
use crate::{CollationRules, Library};
use recount_diagnostics::Diagnostic;
use recount_model::Interval;
use recount_text::Abbreviations;

/// `count` sentences of words that stand nowhere else.
fn sentences(kind: u64, count: u64) -> Vec<String> {
    let words = |at: u64| (0..14).map(|place| word(kind, at * 20 + place)).collect::<Vec<_>>().join(" ");
    (0..count).map(|at| format!("So {}.", words(at))).collect()
}

fn told(documents: &[Document]) -> Vec<Diagnostic> {
    let claims: Vec<_> = documents.iter().map(|one| one.claims.clone().into()).collect();
    collated(documents, &claims, None).diagnostics
}

/// What is told under `id`: the number it begins with. Everything told once and with a hint.
fn count(noticed: &[Diagnostic], id: &str) -> Option<usize> {
    assert!(noticed.iter().all(|one| one.hint.is_some()), "{noticed:?}");
    let mut of_id = noticed.iter().filter(|one| one.id == id);
    let found = of_id.next()?;
    assert!(of_id.next().is_none(), "{id} is told twice");
    found.message.split(' ').next()?.parse().ok()
}

fn numbers(from: usize, count: usize) -> String {
    (from..from + count).map(|number| format!("so {number}.")).collect::<Vec<_>>().join(" ")
}

#[test]
fn facts_of_long_accounts() {
    let of = |facts: usize| count(&told(&[document("long", &numbers(1000, facts))]), "facts-of-long-account");
    assert_eq!(of(600), None);
    assert_eq!(of(625), Some(25));
}

#[test]
fn facts_that_many_accounts_have() {
    let of = |accounts: usize| {
        let text = |at: usize| format!("{} {}", numbers(1001, 3), sentences(50 + at as u64, 1).concat());
        let all: Vec<Document> =
            (0..accounts).map(|at| document(&format!("account-{at:02}"), &text(at))).collect();
        count(&told(&all), "facts-of-all")
    };
    assert_eq!(of(40), None);
    assert_eq!(of(41), Some(2));
}

#[test]
fn figures_of_one_sentence() {
    let of = |figures: usize| {
        let list = (0..figures).map(|at| (1000 + at).to_string()).collect::<Vec<_>>().join(" and ");
        count(&told(&[document("list", &format!("So {list}."))]), "figures-of-one-sentence")
    };
    assert_eq!(of(9), None);
    assert_eq!(of(10), Some(1));
}

#[test]
fn others_of_an_account() {
    let wire = sentences(1, 2).join(" ");
    let of = |accounts: u64| {
        let text = |at: u64| format!("{wire} {}", sentences(10 + at, 1).concat());
        let all: Vec<Document> =
            (0..accounts).map(|at| document(&format!("account-{at:02}"), &text(at))).collect();
        count(&told(&all), "others-of-many")
    };
    assert_eq!(of(17), None);
    assert_eq!(of(19), Some(2 * 19));
}

#[test]
fn sources_of_two_accounts() {
    let of = |sources: u64| {
        let parts = sentences(2, sources);
        let (own, all) = (sentences(3, sources).join(" "), parts.join(" "));
        let mut documents: Vec<Document> = (0..)
            .zip(&parts)
            .map(|(at, part)| {
                document(&format!("source-{at:02}"), &format!("{part} {}", sentences(20 + at, 3).join(" ")))
            })
            .collect();
        documents.iter_mut().for_each(|one| one.claims.written.interval = day(1));
        for id in ["one", "other"] {
            let mut late = document(id, &format!("{all} {own}"));
            late.claims.written.interval = day(9);
            documents.push(late);
        }
        count(&told(&documents), "sources-of-many")
    };
    assert_eq!(of(16), None);
    assert_eq!(of(17), Some(1));
}

fn day(day: i64) -> Interval {
    Interval { earliest: Some(day * 86_400), latest: Some(day * 86_400 + 86_399) }
}

#[test]
fn passages_between_two() {
    let of = |others: u64| {
        let (source, parts) = (sentences(4, 2), sentences(5, others));
        let mut documents: Vec<Document> = (0..)
            .zip(&parts)
            .map(|(at, part)| {
                document(&format!("other-{at:02}"), &format!("{part} {}", sentences(20 + at, 2).join(" ")))
            })
            .collect();
        documents.push(document("source", &source.join(" ")));
        let compiled = format!("{}\n\n{}\n\n{}", source[0], parts.join("\n\n"), source[1]);
        documents.push(document("compiled", &compiled));
        count(&told(&documents), "passages-between")
    };
    assert_eq!(of(16), None);
    assert_eq!(of(18), Some(2));
}

#[test]
fn sentences_of_many_parts() {
    let of = |parts: u64| {
        let parts: Vec<String> = (0..parts)
            .map(|at| (0..9).map(|place| word(6, at * 20 + place)).collect::<Vec<_>>().join(" "))
            .collect();
        let whole = format!("So {}.", parts.join(", "));
        let split: Vec<String> = parts.iter().map(|part| format!("So {part}.")).collect();
        count(
            &told(&[document("whole", &whole), document("split", &split.join(" "))]),
            "sentence-of-many-parts",
        )
    };
    assert_eq!(of(6), None);
    assert!(of(9).is_some());
}

#[test]
fn refrains_that_go_on_everywhere() {
    let of = |times: usize| {
        let refrain = sentences(7, 1).concat();
        let once = format!("{} {refrain} {}", sentences(8, 1).concat(), sentences(9, 1).concat());
        let refrain = vec![refrain; times].join(" ");
        count(&told(&[document("once", &once), document("refrain", &refrain)]), "continued-over-and-over")
    };
    assert_eq!(of(20), None);
    assert_eq!(of(100), Some(1));
}

#[test]
fn parts_that_moved() {
    let of = |parts: u64| {
        let mut parts: Vec<String> = (0..parts)
            .map(|at| (0..6).map(|place| word(6, at * 20 + place)).collect::<Vec<_>>().join(" "))
            .collect();
        let there = format!("So {}.", parts.join(", "));
        parts.reverse();
        let back = format!("So {}.", parts.join(", "));
        count(&told(&[document("there", &there), document("back", &back)]), "moved-over-and-over")
    };
    assert_eq!(of(5), None);
    assert_eq!(of(8), Some(1));
}

#[test]
fn a_stream_tells_what_it_left_out() {
    let rules = CollationRules::from_pack(&recount_rules::pack_for("en")).unwrap();
    let wire = sentences(1, 1).concat();
    let mut library = Library::default();
    let mut add = |id: &str, text: &str| {
        let Document { account, reading, .. } = document(id, text);
        library.add(account, reading, None, &Abbreviations::default(), &rules);
        library.noticed()
    };
    for at in 0..100 {
        let noticed = add(&format!("account-{at:03}"), &format!("{wire} {}", sentences(10 + at, 1).concat()));
        assert_eq!(noticed, []);
    }
    let noticed = add("account-100", &format!("{wire} {}", sentences(200, 1).concat()));
    assert!(count(&noticed, "wording-of-many").is_some_and(|times| times > 0));
    assert_eq!(count(&noticed, "wording-over-and-over"), None);
    let noticed = add("refrain", &vec![sentences(201, 1).concat(); 6].join(" "));
    assert_eq!(count(&noticed, "wording-over-and-over"), Some(1));
}
