//! Accounts that come one by one share what they share when all are there from the beginning, in whatever order they come.

use super::{Document, collated, document, word};
use crate::{CollationRules, Library};
use recount_model::{Alignment, Edit, Id};
use recount_text::Abbreviations;
use winnowing::mix;

/// Forty-eight accounts of about eight sentences: some repeat a passage of an earlier one with a word changed, more than a seed may
/// stand in have one sentence in common, and three are the same.
pub(super) fn accounts(seed: u64) -> Vec<Document> {
    let mut texts: Vec<Vec<String>> = Vec::new();
    for at in 0..48_u64 {
        let mut drawn = seed * 1_000_000 + at * 1_000;
        let mut below = |limit: u64| {
            drawn += 1;
            mix(drawn) % limit
        };
        let mut sentences: Vec<String> = (0..5)
            .map(|_| {
                let words: Vec<String> = (0..12).map(|_| word(3, below(900))).collect();
                format!("So the {}.", words.join(" "))
            })
            .collect();
        if at > 4 && below(2) == 0 {
            let from = &texts[below(at) as usize];
            let first = below(from.len() as u64 - 1) as usize;
            let changed = word(3, below(900));
            sentences.extend(
                from[first..first + 2].iter().map(|one| one.replacen("So the", &format!("So {changed}"), 1)),
            );
        }
        if at % 8 != 7 {
            sentences.push(
                "The ferry of the lower landing left before the winch of the quay had parted.".to_owned(),
            );
        }
        texts.push(if at == 20 || at == 31 { texts[12].clone() } else { sentences });
    }
    texts
        .iter()
        .enumerate()
        .map(|(at, text)| document(&format!("account-{at:02}"), &text.join(" ")))
        .collect()
}

/// Everything but who was first: that may also rest on third accounts.
fn told(found: &[Alignment], with: &Id) -> Vec<(Id, u32, Vec<Edit>, String, String)> {
    let is_of = |one: &&Alignment| one.a.account == *with || one.b.account == *with;
    let mut told: Vec<_> = found
        .iter()
        .filter(is_of)
        .map(|one| {
            let (a, b) = (one.a.text.clone(), one.b.text.clone());
            (one.id.clone(), one.score_permille, one.edits.clone(), a, b)
        })
        .collect();
    told.sort_by(|one, other| one.0.cmp(&other.0));
    told
}

#[test]
fn the_last_of_many_finds_what_it_finds_among_all() {
    let rules = CollationRules::from_pack(&recount_rules::pack_for("en")).unwrap();
    for seed in 0..3 {
        let documents = accounts(seed);
        let all = collated(&documents).alignments;
        let mut shared = 0;
        for turn in 0..4_u64 {
            let mut order: Vec<usize> = (0..documents.len()).collect();
            order.sort_by_key(|at| mix(seed * 100 + turn * 7 + mix(*at as u64)));
            let mut library = Library::default();
            let mut last = Vec::new();
            for at in &order {
                let one = &documents[*at];
                let claims = Some(one.claims.clone());
                last = library.add(
                    one.account.clone(),
                    one.reading.clone(),
                    claims,
                    &Abbreviations::default(),
                    &rules,
                );
            }
            let newcomer = &documents[order[order.len() - 1]].account.id;
            assert_eq!(told(&last, newcomer), told(&all, newcomer), "seed {seed}, order {turn}");
            shared += last.len();
        }
        assert!(shared > 1, "seed {seed}: {shared}");
    }
}

#[test]
fn one_that_is_there_shares_nothing_new() {
    let rules = CollationRules::from_pack(&recount_rules::pack_for("en")).unwrap();
    let one = &accounts(1)[0];
    let mut library = Library::default();
    for _ in 0..2 {
        let added =
            library.add(one.account.clone(), one.reading.clone(), None, &Abbreviations::default(), &rules);
        assert!(added.is_empty());
    }
    assert_eq!(library.len(), 1);
}
