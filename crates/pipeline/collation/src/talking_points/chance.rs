//! How often chance makes wordings so alike: the phrases of all statements are dealt out anew among the statements.
//!
//! Comes in: sayings and the links found between them. Goes out: for each link the share of what is found at its likeness or a
//! greater one that chance makes too. It may not know who spoke, only who is not the same.
//!
//! Phrases (subject words with nothing between them) stay whole, and each saying keeps how many it has: everybody speaks of
//! the same things in the same terms, and only who puts what together is left to chance. Statements of one day are dealt out among
//! themselves where there are enough of them. *Source*: the target-decoy estimate of false discoveries (Storey 2002; Elias and
//! Gygi 2007), with the correction of one.

use super::{
    LEAST_COSINE, LEAST_PAIRS, LEAST_STEMS, Link, Saying, are_two_people, candidate_pairs, cosine, pairs,
};
use crate::weights::wording;
use crate::witness::{Word, WordKind};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use winnowing::mix;

/// With fewer sayings nothing can be said about chance.
pub(super) const LEAST_SAYINGS: usize = 20;
/// The phrases are dealt out so many times …
const ROUNDS: usize = 25;
/// … or fewer, so that not more than this many sayings are made.
const MOST_DEALT: usize = 200_000;

/// For each link, in their order, the share per thousand of false ones among the links as alike or more; `None` if there are too few
/// sayings.
pub(super) fn false_share(links: &[Link], sayings: &[Saying<'_>]) -> Option<Vec<u64>> {
    let wordings: Vec<u64> = sayings.iter().map(|saying| wording(saying.words)).collect();
    let single = singles(sayings, &wordings);
    if single.len() < LEAST_SAYINGS {
        return None;
    }
    let rounds = (MOST_DEALT / single.len()).clamp(2, ROUNDS);
    let phrases: Vec<Vec<Vec<Word>>> = single.iter().map(|saying| phrases(saying.words)).collect();
    let days = days(&single);
    let of_round = |round: usize| likenesses(&dealt(&phrases, &days, round as u64), &single);
    let mut by_chance: Vec<u64> = (0..rounds).into_par_iter().flat_map_iter(of_round).collect();
    by_chance.sort_unstable();
    let found = likenesses_found(links, &wordings);
    let at_least = |sorted: &[u64], least: u64| sorted.len() - sorted.partition_point(|one| *one < least);
    let share = |likeness: u64| {
        let chance = at_least(&by_chance, likeness) as u64 + 1;
        chance * 1000 / (rounds as u64 * at_least(&found, likeness).max(1) as u64)
    };
    // The least share over all thresholds that let the link pass.
    let mut least: BTreeMap<u64, u64> = BTreeMap::new();
    let mut so_far = u64::MAX;
    for likeness in found.iter().copied() {
        so_far = so_far.min(share(likeness));
        least.insert(likeness, so_far);
    }
    Some(links.iter().map(|link| least.get(&link.cosine_permille).copied().unwrap_or(1000)).collect())
}

/// One saying of each wording: a statement that a hundred accounts repeat is one statement.
fn singles<'all, 'text>(sayings: &'all [Saying<'text>], wordings: &[u64]) -> Vec<&'all Saying<'text>> {
    let mut seen = BTreeSet::new();
    sayings
        .iter()
        .zip(wordings)
        .filter(|(_, wording)| seen.insert(**wording))
        .map(|(saying, _)| saying)
        .collect()
}

/// Likenesses of the links, each two wordings counted once, sorted.
fn likenesses_found(links: &[Link], wordings: &[u64]) -> Vec<u64> {
    let of = |at: usize| wordings.get(at).copied().unwrap_or_default();
    let pair = |link: &Link| {
        let (one, other) = (of(link.one), of(link.other));
        (one.min(other), one.max(other), link.cosine_permille)
    };
    let pairs: BTreeSet<(u64, u64, u64)> = links.iter().map(pair).collect();
    let mut found: Vec<u64> = pairs.into_iter().map(|pair| pair.2).collect();
    found.sort_unstable();
    found
}

/// Runs of words with a subject.
fn phrases(words: &[Word]) -> Vec<Vec<Word>> {
    let runs = words.split(|word| word.kind == WordKind::Function);
    runs.filter(|run| !run.is_empty()).map(<[Word]>::to_vec).collect()
}

/// Which sayings are dealt out together: those of one day if there are enough, all others together.
fn days(sayings: &[&Saying<'_>]) -> Vec<Vec<usize>> {
    let mut by_day: BTreeMap<Option<i64>, Vec<usize>> = BTreeMap::new();
    for (at, saying) in sayings.iter().enumerate() {
        const DAY_MS: i64 = 86_400_000;
        let said = saying.statement.said;
        let day = said
            .earliest
            .zip(said.latest)
            .map(|(first, last)| (first.div_euclid(DAY_MS), last.div_euclid(DAY_MS)));
        by_day.entry(day.filter(|(first, last)| last - first <= 1).map(|day| day.0)).or_default().push(at);
    }
    let mut rest = by_day.remove(&None).unwrap_or_default();
    let mut days = Vec::new();
    for of_day in by_day.into_values() {
        if of_day.len() >= LEAST_SAYINGS { days.push(of_day) } else { rest.extend(of_day) }
    }
    days.push(rest);
    days
}

/// The phrases of each saying after dealing. The same in every run: the numbers are drawn from the round and the place.
fn dealt(phrases: &[Vec<Vec<Word>>], days: &[Vec<usize>], round: u64) -> Vec<Vec<Word>> {
    let mut dealt: Vec<Vec<Word>> = vec![Vec::new(); phrases.len()];
    for day in days {
        let mut deck: Vec<&[Word]> =
            day.iter().filter_map(|at| phrases.get(*at)).flatten().map(Vec::as_slice).collect();
        for at in (1..deck.len()).rev() {
            let drawn = mix(mix(round.wrapping_add(1)) ^ at as u64) % (at as u64 + 1);
            deck.swap(at, drawn as usize);
        }
        let mut deck = deck.into_iter();
        for at in day {
            let count = phrases.get(*at).map_or(0, Vec::len);
            if let Some(words) = dealt.get_mut(*at) {
                words.extend(deck.by_ref().take(count).flatten());
            }
        }
    }
    dealt
}

/// How alike different speakers are by chance, wherever the rules would link them.
fn likenesses(dealt: &[Vec<Word>], sayings: &[&Saying<'_>]) -> Vec<u64> {
    let terms: Vec<BTreeMap<u32, u32>> = dealt
        .iter()
        .map(|words| words.iter().map(|word| (word.stem, u32::from(word.weight))).collect())
        .collect();
    let pairs: Vec<BTreeSet<u64>> =
        dealt.iter().map(|words| pairs(&words.iter().collect::<Vec<_>>())).collect();
    let likeness = |(one, other): (usize, usize)| {
        let (a, b) = (terms.get(one)?, terms.get(other)?);
        let are_two = are_two_people(sayings.get(one)?.statement, sayings.get(other)?.statement);
        let stems = a.keys().filter(|stem| b.contains_key(stem)).count();
        let shared = pairs.get(one)?.intersection(pairs.get(other)?).count();
        let cosine = cosine(a, b);
        (are_two && stems >= LEAST_STEMS && shared >= LEAST_PAIRS && cosine >= LEAST_COSINE).then_some(cosine)
    };
    candidate_pairs(&pairs).into_iter().filter_map(likeness).collect()
}
