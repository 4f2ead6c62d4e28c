//! Accounts that tell the same facts in the same order without the same words: translations.
//!
//! Comes in: accounts with their figures, times and names, and the agreements found. Goes out: [`Translation`]s. It may not know
//! what words mean: numbers and dates are the same in every language, names in every text of one language, and beyond it where
//! they were joined from one alphabet to another.
//!
//! Whoever tells an event in order has some of its dates in order too, so most facts of *both* must be in the chain. Who was first is
//! not said: neither may have seen the other's words.

use crate::Party;
use crate::agreement::{Agreement, called};
use crate::cuts::{Cut, Cuts};
use recount_model::{Entity, Id, Passage, Span, TimexType, Translation};
use recount_sayings::say;
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
    kind: FactKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FactKind {
    Number,
    Time,
    /// With the key of who or what is named, in whatever alphabet, if it is known.
    Name(Option<u64>),
}

impl Fact {
    fn is_name(&self) -> bool {
        matches!(self.kind, FactKind::Name(_))
    }
}

/// A fact with the key it is compared by.
type Told<'facts> = (u64, &'facts Fact);

/// Whom each name names: by account and name.
type Named<'all> = BTreeMap<(&'all Id, &'all Id), u64>;

/// All translations, sorted by their accounts.
pub(crate) fn translations(
    parties: &[Party<'_>],
    found: &[Agreement],
    entities: &[Entity],
    cuts: &Cuts,
) -> Vec<Translation> {
    let named: Named<'_> = entities
        .iter()
        .flat_map(|entity| {
            let key = combine(3, hash_bytes(entity.id.0.as_bytes()));
            entity.mentions.iter().map(move |(account, name)| ((account, name), key))
        })
        .collect();
    let facts: Vec<Vec<Fact>> = parties.iter().map(|party| facts(party, &named, cuts)).collect();
    let copied = copied_words(found);
    let candidates = candidates(&facts, cuts).into_iter();
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
fn facts(party: &Party<'_>, named: &Named<'_>, cuts: &Cuts) -> Vec<Fact> {
    let Some(claims) = party.claims else { return Vec::new() };
    let number = |figure: &recount_model::Figure| {
        let stated = figure.stated.filter(|_| !figure.is_implied)?;
        let key = combine(1, hash_bytes(&stated.to_le_bytes()));
        Some(Fact { key, span: figure.number_span, kind: FactKind::Number })
    };
    let time = |timex: &recount_model::Timex| {
        let is_moment = matches!(timex.kind, TimexType::Date | TimexType::Time);
        let is_known = is_moment && timex.interval.is_bounded();
        is_known.then(|| Fact {
            key: combine(2, hash_bytes(timex.value.as_bytes())),
            span: timex.span,
            kind: FactKind::Time,
        })
    };
    let mut facts: Vec<Fact> = claims.figures.iter().filter_map(number).collect();
    facts.extend(claims.times.iter().filter_map(time));
    facts.extend(claims.names.iter().map(|name| Fact {
        key: combine(hash_bytes(party.account.language.as_bytes()), hash_bytes(name.canonical.as_bytes())),
        span: name.span,
        kind: FactKind::Name(named.get(&(&party.account.id, &name.id)).copied()),
    }));
    facts.sort_by_key(|fact| (fact.span, fact.key));
    facts.dedup_by_key(|fact| (fact.span, fact.key));
    cuts.add(Cut::Facts, facts.len().saturating_sub(MOST_FACTS));
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

/// The facts of both as they are compared. Between two languages a name counts where both have it, once: whoever tells of somebody
/// names him again and again.
fn comparable<'facts>(a: &'facts [Fact], b: &'facts [Fact], is_across: bool) -> [Vec<Told<'facts>>; 2] {
    let all = |facts: &'facts [Fact]| facts.iter().map(|fact| (fact.key, fact)).collect();
    if !is_across {
        return [all(a), all(b)];
    }
    let whom = |facts: &[Fact]| -> BTreeSet<u64> {
        let key = |fact: &Fact| if let FactKind::Name(key) = fact.kind { key } else { None };
        facts.iter().filter_map(key).collect()
    };
    let (of_a, of_b) = (whom(a), whom(b));
    let of = |facts: &'facts [Fact]| {
        let mut seen = BTreeSet::new();
        let told = facts.iter().filter_map(|fact| match fact.kind {
            FactKind::Name(Some(key)) => {
                let is_of_both = of_a.contains(&key) && of_b.contains(&key);
                (is_of_both && seen.insert(key)).then_some((key, fact))
            }
            FactKind::Name(None) => None,
            FactKind::Number | FactKind::Time => Some((fact.key, fact)),
        });
        told.collect()
    };
    [of(a), of(b)]
}

/// Pairs of accounts that share enough of what stands in a row.
fn candidates(facts: &[Vec<Fact>], cuts: &Cuts) -> Vec<(usize, usize)> {
    let mut index = Index::new(MOST_ACCOUNTS);
    let seeds = |at: usize| -> Vec<Fingerprint> {
        let Some(facts) = facts.get(at) else { return Vec::new() };
        // Names keep two languages apart.
        let keys: Vec<u64> = facts.iter().filter(|fact| !fact.is_name()).map(|fact| fact.key).collect();
        let mut seeds: Vec<u64> =
            keys.windows(2).filter_map(|two| Some(combine(*two.first()?, *two.get(1)?))).collect();
        seeds.sort_unstable();
        seeds.dedup();
        seeds.into_iter().map(|hash| Fingerprint { hash, position: 0 }).collect()
    };
    for at in 0..facts.len() {
        index.insert(at as u32, &seeds(at));
    }
    let (mut shared, mut of_all) = (BTreeMap::<(usize, usize), usize>::new(), BTreeSet::new());
    for at in 0..facts.len() {
        let frozen = seeds(at).into_iter().filter(|seed| index.frequency(seed.hash) > MOST_ACCOUNTS);
        of_all.extend(frozen.map(|seed| seed.hash));
        for hit in index.hits(&seeds(at)).into_iter().filter(|hit| hit.document as usize > at) {
            *shared.entry((at, hit.document as usize)).or_default() += 1;
        }
    }
    cuts.add(Cut::FactsOfAll, of_all.len());
    shared.into_iter().filter(|(_, seeds)| *seeds >= LEAST_SEEDS).map(|(pair, _)| pair).collect()
}

fn translation(one: usize, other: usize, facts: &[Vec<Fact>], parties: &[Party<'_>]) -> Option<Translation> {
    let (a, b) = (parties.get(one)?, parties.get(other)?);
    let is_across = a.account.language != b.account.language;
    let (of_a, of_b) = (facts.get(one)?, facts.get(other)?);
    let [kept_a, kept_b] = comparable(of_a, of_b, is_across);
    let chain = chain(&kept_a, &kept_b);
    let different: BTreeSet<u64> = chain.iter().map(|(fact, _)| fact.0).collect();
    let numbers: BTreeSet<u64> =
        chain.iter().filter(|pair| pair.0.1.kind == FactKind::Number).map(|pair| pair.0.0).collect();
    let longer = kept_a.len().max(kept_b.len()).max(1);
    let share = chain.len() * 1000 / longer;
    let is_enough = chain.len() >= LEAST_FACTS
        && different.len() >= LEAST_DIFFERENT
        && numbers.len() >= LEAST_NUMBERS
        && share >= LEAST_SHARE
        && (!is_across || is_enough_without_names(&chain, &kept_a, &kept_b));
    is_enough.then(|| told(a, b, &chain, share, longer, is_across))
}

/// Names of both tell little of what either leaves out: numbers and dates must suffice by their share.
fn is_enough_without_names(chain: &[(Told<'_>, Told<'_>)], a: &[Told<'_>], b: &[Told<'_>]) -> bool {
    let plain = |told: &[Told<'_>]| told.iter().filter(|(_, fact)| !fact.is_name()).count();
    let in_chain = chain.iter().filter(|((_, fact), _)| !fact.is_name()).count();
    in_chain * 1000 >= plain(a).max(plain(b)).max(1) * LEAST_SHARE
}

fn told(
    a: &Party<'_>,
    b: &Party<'_>,
    chain: &[(Told<'_>, Told<'_>)],
    share: usize,
    longer: usize,
    is_across: bool,
) -> Translation {
    let passage = |party: &Party<'_>, span: Span| party.account.passage(party.reading, span);
    let facts: Vec<(Passage, Passage)> =
        chain.iter().map(|(one, other)| (passage(a, one.1.span), passage(b, other.1.span))).collect();
    let has_names = !is_across || chain.iter().any(|(one, _)| one.1.is_name());
    let (name_a, name_b) = (called(a.account), called(b.account));
    let key = if has_names { "translation.facts-names" } else { "translation.facts" };
    let mut why = vec![say!(key, a = name_a, b = name_b, n = chain.len(), all = longer)];
    why.push(if is_across { say!("translation.across") } else { say!("translation.within") });
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
fn chain<'facts>(a: &[Told<'facts>], b: &[Told<'facts>]) -> Vec<(Told<'facts>, Told<'facts>)> {
    let width = b.len() + 1;
    let mut longest = vec![0_u16; (a.len() + 1) * width];
    let cell = |longest: &[u16], i: usize, j: usize| longest.get(i * width + j).copied().unwrap_or(0);
    for (i, one) in a.iter().enumerate().rev() {
        for (j, other) in b.iter().enumerate().rev() {
            let best = if one.0 == other.0 {
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
        if one.0 == other.0 {
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
