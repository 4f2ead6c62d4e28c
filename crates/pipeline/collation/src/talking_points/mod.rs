//! Alike sentences in the mouths of different people, inside one account or across several.
//!
//! Comes in: statements with their speakers, and the agreements found. Goes out: [`TalkingPoint`]s. It may not know why
//! the wording is alike: this is said to be similar wording, never that anybody arranged it.
//!
//! *Source*: after Lin, Margolin and Lazer 2015 (unusual word sequences shared by speakers): cosine alone cannot tell a
//! shared line from a shared subject, so rare word pairs must be shared too; and of what is found no more than one in twenty may be
//! what chance makes (`chance`).

mod chance;
#[cfg(test)]
mod permuted;

use crate::Party;
use crate::agreement::Agreement;
use crate::lineage::speaker_key;
use crate::witness::{Word, WordKind, lowered};
use recount_model::{Id, Passage, Span, Statement, TalkingPoint};
use recount_sayings::{Told, say};
use std::collections::{BTreeMap, BTreeSet};
use winnowing::{Fingerprint, Index, combine};

/// Least cosine of weighted stems, per thousand.
const LEAST_COSINE: u64 = 400;
/// Least number of rare word pairs in common.
const LEAST_PAIRS: usize = 2;
/// Least number of stems in common.
const LEAST_STEMS: usize = 4;
/// Words of a pair stand at most so many subject words apart.
const PAIR_REACH: usize = 3;
/// A pair that more sentences than this have is a common phrase.
const MOST_SENTENCES: u32 = 6;
/// Of what is found so much may be what chance makes, per thousand.
const MOST_FALSE: u64 = 50;
/// From this share of agreeing words on (per thousand), a copy between accounts explains the likeness.
const COPIED_FROM: usize = 600;

/// All talking points, sorted by their statements.
pub(crate) fn talking_points(parties: &[Party<'_>], found: &[Agreement]) -> Vec<TalkingPoint> {
    let sayings = sayings(parties);
    let pairs: Vec<&BTreeSet<u64>> = sayings.iter().map(|saying| &saying.pairs).collect();
    let links: Vec<Link> = candidate_pairs(&pairs)
        .into_iter()
        .filter_map(|(one, other)| link(one, other, &sayings, found))
        .collect();
    let links = significant(links, &sayings);
    let mut points: Vec<TalkingPoint> =
        grouped(&links).iter().filter_map(|group| point(group, &links, &sayings)).collect();
    points.sort_by(|one, other| one.id.cmp(&other.id));
    points
}

/// One sentence of a statement.
struct Saying<'text> {
    party: usize,
    statement: &'text Statement,
    words: &'text [Word],
    span: Span,
    passage: Passage,
    /// Stem and weight, sorted by stem.
    terms: BTreeMap<u32, u32>,
    /// Unordered pairs of near stems; at least one of the two is not a name.
    pairs: BTreeSet<u64>,
}

fn sayings<'text>(parties: &'text [Party<'text>]) -> Vec<Saying<'text>> {
    let mut found = Vec::new();
    for (at, party) in parties.iter().enumerate() {
        let statements = party.claims.map_or(&[][..], |claims| &claims.statements);
        for statement in innermost(statements) {
            let units = party.witness.units.as_slice();
            let first = units.partition_point(|unit| unit.span.end <= statement.span.start);
            let units = units.iter().skip(first).take_while(|unit| unit.span.start < statement.span.end);
            found.extend(units.filter_map(|unit| {
                let start = unit.span.start.max(statement.span.start);
                let span = Span { start, end: unit.span.end.min(statement.span.end).max(start) };
                saying(at, party, statement, span)
            }));
        }
    }
    found
}

/// A speech that contains another speaker's words is the other's there; only whole statements are compared here.
fn innermost(statements: &[Statement]) -> impl Iterator<Item = &Statement> {
    let outer: BTreeSet<&Id> = statements.iter().filter_map(|statement| statement.inside.as_ref()).collect();
    statements.iter().filter(move |statement| !outer.contains(&statement.id) || statement.inside.is_none())
}

fn saying<'text>(
    at: usize,
    party: &'text Party<'text>,
    statement: &'text Statement,
    span: Span,
) -> Option<Saying<'text>> {
    let all = &party.witness.words;
    let first = all.partition_point(|word| word.span.start < span.start);
    let last = all.partition_point(|word| word.span.end <= span.end);
    let words = all.get(first..last)?;
    let subject: Vec<&Word> = words.iter().filter(|word| word.kind != WordKind::Function).collect();
    if subject.len() < LEAST_STEMS {
        return None;
    }
    let terms = subject.iter().map(|word| (word.stem, u32::from(word.weight))).collect();
    let passage = party.account.passage(party.reading, span);
    Some(Saying { party: at, statement, words, span, passage, terms, pairs: pairs(&subject) })
}

fn pairs(subject: &[&Word]) -> BTreeSet<u64> {
    let is_bare = |word: &Word| word.kind != WordKind::Content;
    let mut pairs = BTreeSet::new();
    for (at, one) in subject.iter().enumerate() {
        for other in subject.iter().skip(at + 1).take(PAIR_REACH) {
            if one.stem != other.stem && !(is_bare(one) && is_bare(other)) {
                pairs.insert(combine(
                    u64::from(one.stem.min(other.stem)),
                    u64::from(one.stem.max(other.stem)),
                ));
            }
        }
    }
    pairs
}

/// Drops the links that chance may have made.
fn significant(links: Vec<Link>, sayings: &[Saying<'_>]) -> Vec<Link> {
    if links.is_empty() {
        return links;
    }
    let Some(shares) = chance::false_share(&links, sayings) else { return links };
    let told = links.into_iter().zip(shares).filter(|(_, share)| *share <= MOST_FALSE);
    told.map(|(link, share)| Link { false_permille: Some(share), ..link }).collect()
}

/// Sentences, as their word pairs, that share enough of them.
fn candidate_pairs(sentences: &[impl std::borrow::Borrow<BTreeSet<u64>>]) -> Vec<(usize, usize)> {
    let mut index = Index::new(MOST_SENTENCES);
    let seeds = |pairs: &BTreeSet<u64>| {
        pairs.iter().map(|hash| Fingerprint { hash: *hash, position: 0 }).collect::<Vec<_>>()
    };
    for (at, pairs) in sentences.iter().enumerate() {
        index.insert(at as u32, &seeds(pairs.borrow()));
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (at, pairs) in sentences.iter().enumerate() {
        for hit in index.hits(&seeds(pairs.borrow())).into_iter().filter(|hit| hit.document as usize > at) {
            *shared.entry((at, hit.document as usize)).or_default() += 1;
        }
    }
    shared.into_iter().filter(|(_, count)| *count >= LEAST_PAIRS).map(|(pair, _)| pair).collect()
}

/// Two alike sayings.
struct Link {
    one: usize,
    other: usize,
    cosine_permille: u64,
    pairs: usize,
    /// Share of what is found at this likeness that chance makes; unknown among few sayings.
    false_permille: Option<u64>,
}

fn link(one: usize, other: usize, sayings: &[Saying<'_>], found: &[Agreement]) -> Option<Link> {
    let (a, b) = (sayings.get(one)?, sayings.get(other)?);
    let cosine_permille = cosine(&a.terms, &b.terms);
    let stems = a.terms.keys().filter(|stem| b.terms.contains_key(stem)).count();
    let is_alike = cosine_permille >= LEAST_COSINE && stems >= LEAST_STEMS;
    let pairs = a.pairs.intersection(&b.pairs).count();
    let is_new = are_named_apart(a.statement, b.statement)
        || (are_two_people(a.statement, b.statement) && !is_copied(a, b, found));
    (is_alike && is_new).then_some(Link { one, other, cosine_permille, pairs, false_permille: None })
}

fn cosine(a: &BTreeMap<u32, u32>, b: &BTreeMap<u32, u32>) -> u64 {
    let square = |weight: &u32| u64::from(*weight) * u64::from(*weight);
    let shared: u64 =
        a.iter().filter(|(stem, _)| b.contains_key(stem)).map(|(_, weight)| square(weight)).sum();
    let (all_a, all_b) = (a.values().map(square).sum::<u64>(), b.values().map(square).sum::<u64>());
    let product = u128::from(all_a) * u128::from(all_b);
    shared * 1000 / (product.isqrt() as u64).max(1)
}

/// True if both are known by name and no part of the names is the same. One account then has its sentence from its
/// own speaker, whatever it may have copied from the other.
fn are_named_apart(one: &Statement, other: &Statement) -> bool {
    let names = |statement: &Statement| words(statement.speaker_canonical.as_deref().unwrap_or_default());
    let (one, other) = (names(one), names(other));
    !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
}

/// Certain only where both are told apart by name, or by what they are called.
fn are_two_people(one: &Statement, other: &Statement) -> bool {
    let (key, other_key) = (speaker_key(one), speaker_key(other));
    let described = |statement: &Statement| {
        let role = statement.role.as_deref().unwrap_or_default();
        words(&format!("{} {} {}", statement.speaker, role, speaker_key(statement)))
    };
    key != other_key && described(one).is_disjoint(&described(other))
}

/// Longer words only: "the head of the" tells nobody from anybody.
fn words(text: &str) -> BTreeSet<String> {
    let text = lowered(text);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    words.map(str::to_owned).collect()
}

/// True if an agreement between the two accounts holds most of the words of both: then one account has them from the other.
fn is_copied(a: &Saying<'_>, b: &Saying<'_>, found: &[Agreement]) -> bool {
    let holds = |span: Span, offset: u32| span.start <= offset && offset < span.end;
    let longer = a.words.len().max(b.words.len()).max(1);
    found.iter().filter(|one| one.is_own()).any(|one| {
        let (first, second) = if one.one == a.party { (a, b) } else { (b, a) };
        let is_pair = one.one == first.party && one.other == second.party;
        let both = |(i, j): &&(u32, u32)| holds(first.span, *i) && holds(second.span, *j);
        is_pair && one.agreed.iter().filter(both).count() * 1000 >= longer * COPIED_FROM
    })
}

/// Complete linkage: everybody in a group is linked with everybody else in it.
fn grouped(links: &[Link]) -> Vec<Vec<usize>> {
    let is_linked: BTreeSet<(usize, usize)> = links.iter().map(|link| (link.one, link.other)).collect();
    let mut ranked: Vec<&Link> = links.iter().collect();
    ranked.sort_by_key(|link| (std::cmp::Reverse((link.cosine_permille, link.pairs)), link.one, link.other));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for link in ranked {
        let joins = |group: &Vec<usize>, new: usize| {
            group.iter().all(|old| is_linked.contains(&(*old.min(&new), *old.max(&new))))
        };
        match (taken.contains(&link.one), taken.contains(&link.other)) {
            (false, false) => groups.push(vec![link.one, link.other]),
            (true, true) => continue,
            (has_one, _) => {
                let (old, new) = if has_one { (link.one, link.other) } else { (link.other, link.one) };
                match groups.iter_mut().find(|group| group.contains(&old) && joins(group, new)) {
                    Some(group) => group.push(new),
                    None => continue,
                }
            }
        }
        taken.extend([link.one, link.other]);
    }
    groups
}

fn point(group: &[usize], links: &[Link], sayings: &[Saying<'_>]) -> Option<TalkingPoint> {
    let members: Vec<&Saying<'_>> = group.iter().filter_map(|at| sayings.get(*at)).collect();
    let first = members.first()?;
    let mut statements: Vec<(Id, String)> = members
        .iter()
        .map(|saying| (saying.statement.id.clone(), saying.statement.speaker.clone()))
        .collect();
    statements.sort();
    statements.dedup();
    let mut passages: Vec<Passage> = members.iter().map(|saying| saying.passage.clone()).collect();
    passages.sort();
    let in_all = |stem: &u32| members.iter().all(|saying| saying.terms.contains_key(stem));
    let text = &first.passage.text;
    let shared_words = first
        .words
        .iter()
        .filter(|word| word.kind != WordKind::Function && in_all(&word.stem))
        .filter_map(|word| {
            let start = (word.span.start - first.span.start) as usize;
            text.get(start..start + word.span.len()).map(lowered)
        })
        .collect::<Vec<_>>();
    let inside = |link: &&Link| group.contains(&link.one) && group.contains(&link.other);
    let inside: Vec<&Link> = links.iter().filter(inside).collect();
    let mut why: Vec<Told> = inside.iter().filter_map(|link| reason(link, sayings)).collect();
    why.push(chances(&inside));
    let ids: Vec<&str> = statements.iter().map(|(id, _)| id.0.as_str()).collect();
    let places: Vec<String> = passages.iter().map(|passage| passage.span.start.to_string()).collect();
    let parts: Vec<&str> = ids.into_iter().chain(places.iter().map(String::as_str)).collect();
    Some(TalkingPoint { id: Id::from_parts("tlk", &parts), statements, passages, shared_words, why })
}

/// What the least sure of the links leaves to chance.
fn chances(links: &[&Link]) -> Told {
    match links.iter().filter_map(|link| link.false_permille).max() {
        Some(share) => say!("talking.chance", share = format!("{}.{}", share / 10, share % 10)),
        None => say!("talking.too-few"),
    }
}

fn reason(link: &Link, sayings: &[Saying<'_>]) -> Option<Told> {
    let (one, other) = (sayings.get(link.one)?, sayings.get(link.other)?);
    let (whole, rest) = (link.cosine_permille / 1000, link.cosine_permille % 1000 / 10);
    Some(say!(
        "talking.similar",
        a = &one.statement.speaker,
        b = &other.statement.speaker,
        n = link.pairs,
        likeness = format!("{whole}.{rest:02}")
    ))
}
