//! Why chance is reckoned by dealing out phrases and not by permuting the speakers.
//!
//! Two alike statements of two speakers stay two alike statements whoever is said to have made them: labels that change places take
//! away only what falls to one speaker twice. So permutation calls next to everything chance, a shared line too. It asks whether
//! *different* speakers are more alike than one speaker with himself, which is another question.

use super::chance::false_share;
use super::{LEAST_COSINE, LEAST_STEMS, are_two_people, candidate_pairs, cosine, link, sayings};
use crate::properties::Document;
use crate::properties::speakers::of_one_subject;
use crate::witness::{Lexicon, Witness};
use crate::{CollationRules, Party, weights};
use recount_model::Statement;
use recount_text::Abbreviations;
use std::collections::BTreeSet;
use winnowing::mix;

const ROUNDS: u64 = 200;

/// Of what is found at the likeness of the line or above, how much permutation and dealing leave to chance, per thousand.
fn shares_of_line(documents: &[Document]) -> Option<(u64, u64)> {
    let rules = CollationRules::from_pack(&recount_rules::pack_for("en")).unwrap();
    let (abbreviations, mut lexicon) = (Abbreviations::default(), Lexicon::default());
    let mut parties: Vec<Party<'_>> = documents
        .iter()
        .map(|one| Party {
            account: &one.account,
            reading: &one.reading,
            claims: Some(&one.claims),
            witness: Witness::new(&one.account, &one.reading, None, (&abbreviations, &rules), &mut lexicon),
        })
        .collect();
    weights::weigh(&mut parties.iter_mut().map(|party| &mut party.witness).collect::<Vec<_>>());
    let sayings = sayings(&parties);
    let pairs: Vec<&BTreeSet<u64>> = sayings.iter().map(|saying| &saying.pairs).collect();
    let met = candidate_pairs(&pairs);
    let links: Vec<_> = met.iter().filter_map(|(one, other)| link(*one, *other, &sayings, &[])).collect();
    let line = links.iter().position(|link| (link.one, link.other) == (0, 1))?;
    let least = links[line].cosine_permille;
    let dealt = false_share(&links, &sayings)?[line];
    let alike: Vec<(usize, usize)> = met
        .into_iter()
        .filter(|(one, other)| {
            let (a, b) = (&sayings[*one].terms, &sayings[*other].terms);
            let stems = a.keys().filter(|stem| b.contains_key(stem)).count();
            cosine(a, b) >= least.max(LEAST_COSINE) && stems >= LEAST_STEMS
        })
        .collect();
    let statements: Vec<&Statement> = sayings.iter().map(|saying| saying.statement).collect();
    let count = |said: &[&Statement]| {
        alike.iter().filter(|(one, other)| are_two_people(said[*one], said[*other])).count() as u64
    };
    let permuted: u64 = (0..ROUNDS)
        .map(|round| {
            let mut said = statements.clone();
            (1..said.len()).rev().for_each(|at| {
                said.swap(at, (mix(round * 10_007 + at as u64) % (at as u64 + 1)) as usize);
            });
            count(&said)
        })
        .sum();
    Some((permuted * 1000 / (ROUNDS * count(&statements).max(1)), dealt))
}

#[test]
fn permuted_speakers_leave_a_shared_line_to_chance_and_dealt_phrases_do_not() {
    let (mut by_permutation, mut by_dealing, mut seen) = (0, 0, 0);
    for seed in 0..20 {
        // Twenty speakers, three statements each.
        let Some((permuted, dealt)) = shares_of_line(&of_one_subject(seed, 20, true)) else { continue };
        seen += 1;
        by_permutation += u64::from(permuted <= 50);
        by_dealing += u64::from(dealt <= 50);
        assert!(permuted >= 800, "seed {seed}: {permuted} by permutation, {dealt} by dealing");
    }
    assert!(seen >= 19 && by_permutation == 0 && by_dealing + 1 >= seen, "{by_dealing} of {seen}");
}
