//! Accounts that tell the same facts in the same order without the same words: translations.
//!
//! Comes in: accounts with their figures, times and names, and the agreements found. Goes out: [`Translation`]s. It may not know
//! what words mean: numbers and dates are the same in every language, names in every text of one language.
//!
//! Whoever tells an event in order has some of its dates in order too, so most facts of *both* must be in the chain. Who was first is
//! not said: neither may have seen the other's words.

use crate::Party;
use crate::agreement::{Agreement, called};
use recount_model::{Id, Passage, Span, TimexType, Translation};
use std::collections::{BTreeMap, BTreeSet};
use winnowing::{Fingerprint, Index, combine, hash_bytes};

/// Facts in the chain.
const LEAST_FACTS: usize = 8;
/// Different ones among them.
const LEAST_DIFFERENT: usize = 6;
/// Numbers among them: dates alone are in order wherever an event is told in order.
const LEAST_NUMBERS: usize = 3;
/// Share of the facts of either account that is in the chain, per thousand.
const LEAST_SHARE: usize = 600;
/// Accounts with so many of their words in common are copies, and told as such, per thousand of the shorter.
const COPIED_FROM: usize = 300;
/// Facts in a row are a seed, and in more accounts than this they are what everybody tells.
const MOST_ACCOUNTS: u32 = 40;
/// Seeds that two accounts must share to be compared.
const LEAST_SEEDS: usize = 3;
/// Facts of one account that are compared.
const MOST_FACTS: usize = 600;

/// One thing that is the same in every language.
struct Fact {
    key: u64,
    span: Span,
    is_number: bool,
}

/// All translations, sorted by their accounts.
pub(crate) fn translations(parties: &[Party<'_>], found: &[Agreement]) -> Vec<Translation> {
    let facts: Vec<Vec<Fact>> = parties.iter().map(facts).collect();
    let copied = copied_words(found);
    let candidates = candidates(&facts, parties).into_iter();
    candidates
        .filter(|(one, other)| {
            let words = |at: usize| parties.get(at).map_or(1, |party| party.witness.words.len()).max(1);
            copied.get(&(*one, *other)).copied().unwrap_or(0) * 1000
                < words(*one).min(words(*other)) * COPIED_FROM
        })
        .filter_map(|(one, other)| translation(one, other, &facts, parties))
        .collect()
}

/// Numbers, dates and names in the order of the text; the key of a name holds the language it stands in.
fn facts(party: &Party<'_>) -> Vec<Fact> {
    let Some(claims) = party.claims else { return Vec::new() };
    let number = |figure: &recount_model::Figure| {
        let stated = figure.stated.filter(|_| !figure.is_implied)?;
        let key = combine(1, hash_bytes(&stated.to_le_bytes()));
        Some(Fact { key, span: figure.number_span, is_number: true })
    };
    let time = |timex: &recount_model::Timex| {
        let is_moment = matches!(timex.kind, TimexType::Date | TimexType::Time);
        let is_known = is_moment && timex.interval.is_bounded();
        is_known.then(|| Fact {
            key: combine(2, hash_bytes(timex.value.as_bytes())),
            span: timex.span,
            is_number: false,
        })
    };
    let mut facts: Vec<Fact> = claims.figures.iter().filter_map(number).collect();
    facts.extend(claims.times.iter().filter_map(time));
    facts.extend(claims.names.iter().map(|name| Fact {
        key: combine(hash_bytes(party.account.language.as_bytes()), hash_bytes(name.canonical.as_bytes())),
        span: name.span,
        is_number: false,
    }));
    facts.sort_by_key(|fact| (fact.span, fact.key));
    facts.dedup_by_key(|fact| (fact.span, fact.key));
    facts.truncate(MOST_FACTS);
    facts
}

fn copied_words(found: &[Agreement]) -> BTreeMap<(usize, usize), usize> {
    let mut copied = BTreeMap::new();
    for agreement in found {
        *copied.entry((agreement.one, agreement.other)).or_default() += agreement.agreed.len();
    }
    copied
}

/// Places of the facts that can be compared: all of them, or without the names of `names_of`, which keep two languages apart.
fn comparable(facts: &[Fact], names_of: Option<&Party<'_>>) -> Vec<usize> {
    let names: BTreeSet<Span> = names_of
        .and_then(|party| party.claims)
        .map_or_else(BTreeSet::new, |claims| claims.names.iter().map(|name| name.span).collect());
    (0..facts.len()).filter(|at| facts.get(*at).is_some_and(|fact| !names.contains(&fact.span))).collect()
}

/// Pairs of accounts that share enough of what stands in a row.
fn candidates(facts: &[Vec<Fact>], parties: &[Party<'_>]) -> Vec<(usize, usize)> {
    let mut index = Index::new(MOST_ACCOUNTS);
    let seeds = |at: usize| -> Vec<Fingerprint> {
        let Some((facts, party)) = facts.get(at).zip(parties.get(at)) else { return Vec::new() };
        let plain = comparable(facts, Some(party));
        let keys: Vec<u64> = plain.iter().filter_map(|at| facts.get(*at)).map(|fact| fact.key).collect();
        let mut seeds: Vec<u64> =
            keys.windows(2).filter_map(|two| Some(combine(*two.first()?, *two.get(1)?))).collect();
        seeds.sort_unstable();
        seeds.dedup();
        seeds.into_iter().map(|hash| Fingerprint { hash, position: 0 }).collect()
    };
    for at in 0..facts.len() {
        index.insert(at as u32, &seeds(at));
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for at in 0..facts.len() {
        for hit in index.hits(&seeds(at)).into_iter().filter(|hit| hit.document as usize > at) {
            *shared.entry((at, hit.document as usize)).or_default() += 1;
        }
    }
    shared.into_iter().filter(|(_, seeds)| *seeds >= LEAST_SEEDS).map(|(pair, _)| pair).collect()
}

fn translation(one: usize, other: usize, facts: &[Vec<Fact>], parties: &[Party<'_>]) -> Option<Translation> {
    let (a, b) = (parties.get(one)?, parties.get(other)?);
    let is_across = a.account.language != b.account.language;
    let (of_a, of_b) = (facts.get(one)?, facts.get(other)?);
    let of = |facts: &[Fact], party| comparable(facts, Some(party).filter(|_| is_across));
    let (places_a, places_b) = (of(of_a, a), of(of_b, b));
    let kept_a: Vec<&Fact> = places_a.iter().filter_map(|at| of_a.get(*at)).collect();
    let kept_b: Vec<&Fact> = places_b.iter().filter_map(|at| of_b.get(*at)).collect();
    let chain = chain(&kept_a, &kept_b);
    let different: BTreeSet<u64> = chain.iter().map(|(fact, _)| fact.key).collect();
    let numbers: BTreeSet<u64> =
        chain.iter().filter(|pair| pair.0.is_number).map(|pair| pair.0.key).collect();
    let longer = kept_a.len().max(kept_b.len()).max(1);
    let share = chain.len() * 1000 / longer;
    let is_enough = chain.len() >= LEAST_FACTS
        && different.len() >= LEAST_DIFFERENT
        && numbers.len() >= LEAST_NUMBERS
        && share >= LEAST_SHARE;
    is_enough.then(|| told(a, b, &chain, share, longer, is_across))
}

fn told(
    a: &Party<'_>,
    b: &Party<'_>,
    chain: &[(&Fact, &Fact)],
    share: usize,
    longer: usize,
    is_across: bool,
) -> Translation {
    let passage = |party: &Party<'_>, span: Span| party.account.passage(party.reading, span);
    let facts: Vec<(Passage, Passage)> =
        chain.iter().map(|(one, other)| (passage(a, one.span), passage(b, other.span))).collect();
    let (name_a, name_b) = (called(a.account), called(b.account));
    let mut why = vec![format!(
        "{name_a} and {name_b} have {} of at most {longer} {} in common, in one order",
        chain.len(),
        if is_across { "numbers and dates" } else { "numbers, dates and names" }
    )];
    why.push(if is_across {
        "one may be a translation of the other, or both of a third".to_owned()
    } else {
        "their words differ: both may be translated from, or retell, one text".to_owned()
    });
    Translation {
        id: Id::from_parts("trl", &[&a.account.id.0, &b.account.id.0]),
        one: a.account.id.clone(),
        other: b.account.id.clone(),
        is_across_languages: is_across,
        facts,
        shared_permille: share as u32,
        why,
    }
}

/// The longest chain of equal facts in the order of both. O(n m) of at most [`MOST_FACTS`] each.
fn chain<'facts>(a: &[&'facts Fact], b: &[&'facts Fact]) -> Vec<(&'facts Fact, &'facts Fact)> {
    let width = b.len() + 1;
    let mut longest = vec![0_u16; (a.len() + 1) * width];
    let cell = |longest: &[u16], i: usize, j: usize| longest.get(i * width + j).copied().unwrap_or(0);
    for (i, one) in a.iter().enumerate().rev() {
        for (j, other) in b.iter().enumerate().rev() {
            let best = if one.key == other.key {
                cell(&longest, i + 1, j + 1) + 1
            } else {
                cell(&longest, i + 1, j).max(cell(&longest, i, j + 1))
            };
            if let Some(here) = longest.get_mut(i * width + j) {
                *here = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut chain = Vec::new();
    while let (Some(one), Some(other)) = (a.get(i), b.get(j)) {
        if one.key == other.key {
            chain.push((*one, *other));
            (i, j) = (i + 1, j + 1);
        } else if cell(&longest, i + 1, j) >= cell(&longest, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    chain
}
