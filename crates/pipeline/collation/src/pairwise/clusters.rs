//! Seeds near each other on both sides, joined to passages that are alike as a whole.
//!
//! Comes in: seeds and both texts as sentences. Goes out: [`Cluster`]s. It may not know words.
//!
//! A summary shares few sentences with a long text, far apart there: seeds are joined over wide gaps as well, and such a passage
//! counts where one side is several times as long as the other.

use super::sentences::{Cut, Seed, cosine_permille, norm};
use super::words::Dense;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Sentences without a seed between two of one passage.
const WIDEST_GAP: usize = 4;
/// When the whole is not alike the gap is made narrower, down to this.
const NARROWEST_GAP: usize = 1;
/// The same for summaries.
const WIDEST_SUMMARY_GAP: usize = 24;
/// Least cosine of the two sides as a whole, per thousand.
const LEAST_COSINE: u128 = 340;
/// A short side is alike when this share of it is in a long one, per thousand: the cosine of a summary with its text is low
/// however much of it is there.
const LEAST_CONTAINED: u64 = 500;
/// A summary is so many times shorter than what it sums up.
const SUMMARY_RATIO: usize = 3;
/// Seeds a summary takes.
const SUMMARY_SEEDS: usize = 3;

/// Seeds of a passage told at one length; fewer may stand side by side in a summary.
const CORE_SEEDS: usize = 6;
/// A summary of this share of a text (per thousand) sums up the text.
const MOST_OF_A_TEXT: usize = 500;
/// Sentences between two passages that are joined afterwards.
const JOIN_GAP: usize = 6;

/// Sentences of both texts that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cluster {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
}

/// Passages joined over small gaps; those that a summary covers give way to it.
///
/// What stands word for word (`verbatim`) is no summary, and neither is what stands around it.
pub(crate) fn clusters(seeds: &[Seed], verbatim: &BTreeSet<Seed>, a: &Cut, b: &Cut) -> Vec<Cluster> {
    let narrow = joined(seeds.to_vec(), WIDEST_GAP, a, b);
    let reworded: Vec<Seed> = seeds.iter().copied().filter(|seed| !verbatim.contains(seed)).collect();
    let wide = joined(reworded, WIDEST_SUMMARY_GAP, a, b);
    let is_apart = |group: &Vec<Seed>| !narrow.iter().any(|core| is_core(core, group, a, b));
    let summaries: Vec<Cluster> = wide
        .into_iter()
        .filter(|group| is_summary(group, a, b) && is_apart(group))
        .map(|group| of_whole(hull(&group), a, b))
        .collect();
    let narrow = narrow.iter().map(|group| hull(group));
    let is_free = |cluster: &Cluster| !summaries.iter().any(|summary| overlaps(summary, cluster));
    let mut found: Vec<Cluster> = narrow.filter(is_free).collect();
    found.extend(summaries);
    found
}

/// What is summed up begins and ends where the text does when most of it is there.
fn of_whole(summary: Cluster, a: &Cut, b: &Cut) -> Cluster {
    let widened = |own: &Range<usize>, other: usize, cut: &Cut| {
        let all = 0..cut.sentences.len();
        let is_most = cut.words(own).len() * 1000 >= cut.words(&all).len() * MOST_OF_A_TEXT;
        if is_most && cut.words(own).len() > other { all } else { own.clone() }
    };
    let (words_a, words_b) = (a.words(&summary.a).len(), b.words(&summary.b).len());
    Cluster { a: widened(&summary.a, words_b, a), b: widened(&summary.b, words_a, b) }
}

/// True if most of a wide group is one passage told at the same length: then what is strewn around it is chance.
fn is_core(core: &[Seed], group: &[Seed], a: &Cut, b: &Cut) -> bool {
    let both = group.iter().filter(|seed| core.binary_search(seed).is_ok()).count();
    core.len() >= CORE_SEEDS && both * 3 >= group.len() * 2 && !is_summary(core, a, b)
}

/// Adds the sentences of dense stretches where nothing is told yet, then joins what lies close together on both sides.
pub(crate) fn with_dense(mut clusters: Vec<Cluster>, dense: &[Dense], a: &Cut, b: &Cut) -> Vec<Cluster> {
    let meets = |x: &Range<usize>, y: &Range<usize>| x.start < y.end && y.start < x.end;
    for dense in dense {
        let cluster = Cluster { a: a.sentences_of(&dense.a), b: b.sentences_of(&dense.b) };
        let is_told = |one: &Cluster| {
            (meets(&one.a, &cluster.a) || meets(&one.b, &cluster.b)) && !overlaps(one, &cluster)
        };
        if !cluster.a.is_empty() && !cluster.b.is_empty() && !clusters.iter().any(is_told) {
            clusters.push(cluster);
        }
    }
    told_once(together(clusters, a, b), a, b)
}

/// Of passages that have most of one side in common the one that shares most stays: one place comes from one place.
fn told_once(clusters: Vec<Cluster>, a: &Cut, b: &Cut) -> Vec<Cluster> {
    let mut ranked: Vec<(u64, Cluster)> =
        clusters.into_iter().map(|cluster| (shared_weight(&cluster, a, b), cluster)).collect();
    ranked.sort_by_key(|(weight, one)| (std::cmp::Reverse(*weight), one.a.start, one.b.start));
    let mut kept: Vec<Cluster> = Vec::new();
    for (_, cluster) in ranked {
        let is_told = |told: Vec<&Range<usize>>, own: &Range<usize>| {
            2 * told
                .iter()
                .map(|other| own.end.min(other.end).saturating_sub(own.start.max(other.start)))
                .sum::<usize>()
                > own.len()
        };
        let of_a = is_told(kept.iter().map(|one| &one.a).collect(), &cluster.a);
        let of_b = is_told(kept.iter().map(|one| &one.b).collect(), &cluster.b);
        if !of_a && !of_b {
            kept.push(cluster);
        }
    }
    kept
}

fn shared_weight(cluster: &Cluster, a: &Cut, b: &Cut) -> u64 {
    let of_other: BTreeMap<u32, u64> = summed(b, &cluster.b).into_iter().collect();
    let shared = summed(a, &cluster.a).into_iter();
    shared.map(|(stem, weight)| weight.min(of_other.get(&stem).copied().unwrap_or(0))).sum()
}

/// Joins passages that are near each other on both sides, as long as the whole is alike.
fn together(mut clusters: Vec<Cluster>, a: &Cut, b: &Cut) -> Vec<Cluster> {
    clusters.sort_by_key(|one| (one.a.start, one.b.start, one.a.end, one.b.end));
    let mut joined: Vec<Cluster> = Vec::new();
    for cluster in clusters {
        let gap = |x: &Range<usize>, y: &Range<usize>| x.start.max(y.start).saturating_sub(x.end.min(y.end));
        let is_near =
            |one: &Cluster| gap(&one.a, &cluster.a) <= JOIN_GAP && gap(&one.b, &cluster.b) <= JOIN_GAP;
        let whole = |one: &Cluster| Cluster {
            a: one.a.start.min(cluster.a.start)..one.a.end.max(cluster.a.end),
            b: one.b.start.min(cluster.b.start)..one.b.end.max(cluster.b.end),
        };
        let near = joined.iter_mut().find(|one| is_near(one) && is_alike(&whole(one), a, b));
        match near {
            Some(one) => *one = whole(one),
            None => joined.push(cluster),
        }
    }
    joined
}

fn overlaps(one: &Cluster, other: &Cluster) -> bool {
    let meets = |x: &Range<usize>, y: &Range<usize>| x.start < y.end && y.start < x.end;
    meets(&one.a, &other.a) && meets(&one.b, &other.b)
}

fn is_summary(group: &[Seed], a: &Cut, b: &Cut) -> bool {
    let cluster = hull(group);
    let (words_a, words_b) = (a.words(&cluster.a).len(), b.words(&cluster.b).len());
    group.len() >= SUMMARY_SEEDS && words_a.max(words_b) >= SUMMARY_RATIO * words_a.min(words_b)
}

/// Groups whose two sides are alike as a whole. Those that are not are tried again with a narrower gap, then given up.
fn joined(seeds: Vec<Seed>, gap: usize, a: &Cut, b: &Cut) -> Vec<Vec<Seed>> {
    let mut waiting = vec![(seeds, gap)];
    let mut found = Vec::new();
    while let Some((seeds, gap)) = waiting.pop() {
        for group in split(seeds, gap) {
            if is_alike(&hull(&group), a, b) {
                found.push(group);
            } else if gap > NARROWEST_GAP {
                waiting.push((group, gap - 1));
            }
        }
    }
    found.sort_unstable();
    found
}

/// Cuts at gaps on one side, then on the other, until nothing is cut any more.
fn split(seeds: Vec<Seed>, gap: usize) -> Vec<Vec<Seed>> {
    let mut waiting = vec![(seeds, 0)];
    let mut done = Vec::new();
    let sides: [fn(&Seed) -> usize; 2] = [|seed| seed.a, |seed| seed.b];
    while let Some((mut seeds, uncut)) = waiting.pop() {
        if uncut >= sides.len() {
            seeds.sort_unstable();
            done.push(seeds);
            continue;
        }
        // Sorted by the side that comes next: `uncut` sides have been looked at since the last cut.
        let Some(side) = sides.get(uncut) else { continue };
        seeds.sort_unstable_by_key(|seed| (side(seed), *seed));
        let parts: Vec<&[Seed]> = seeds.chunk_by(|one, next| side(next) - side(one) <= gap + 1).collect();
        if parts.len() <= 1 {
            waiting.push((seeds, uncut + 1));
        } else {
            waiting.extend(parts.into_iter().map(|part| (part.to_vec(), 0)));
        }
    }
    done
}

fn hull(seeds: &[Seed]) -> Cluster {
    let range = |side: fn(&Seed) -> usize| {
        let (least, most) = (seeds.iter().map(side).min(), seeds.iter().map(side).max());
        least.unwrap_or(0)..most.map_or(0, |most| most + 1)
    };
    Cluster { a: range(|seed| seed.a), b: range(|seed| seed.b) }
}

fn is_alike(cluster: &Cluster, a: &Cut, b: &Cut) -> bool {
    let (one, other) = (summed(a, &cluster.a), summed(b, &cluster.b));
    let (words_a, words_b) = (a.words(&cluster.a).len(), b.words(&cluster.b).len());
    if words_a.max(words_b) >= SUMMARY_RATIO * words_a.min(words_b) {
        let (short, long) = if words_a < words_b { (&one, &other) } else { (&other, &one) };
        if contained_permille(short, long) >= LEAST_CONTAINED {
            return true;
        }
    }
    let of_other: BTreeMap<u32, u64> = other.iter().copied().collect();
    let dot = one
        .iter()
        .map(|(stem, weight)| u128::from(*weight) * u128::from(of_other.get(stem).copied().unwrap_or(0)))
        .sum();
    cosine_permille(dot, norm(&one), norm(&other)) > LEAST_COSINE
}

/// Share of the weight of the short side whose stems the long side has.
fn contained_permille(short: &[(u32, u64)], long: &[(u32, u64)]) -> u64 {
    let stems: BTreeSet<u32> = long.iter().map(|(stem, _)| *stem).collect();
    let all: u64 = short.iter().map(|(_, weight)| weight).sum();
    let both: u64 = short.iter().filter(|(stem, _)| stems.contains(stem)).map(|(_, weight)| weight).sum();
    both * 1000 / all.max(1)
}

fn summed(cut: &Cut, sentences: &Range<usize>) -> Vec<(u32, u64)> {
    let mut sums: BTreeMap<u32, u64> = BTreeMap::new();
    for (stem, weight) in
        cut.sentences.get(sentences.clone()).unwrap_or_default().iter().flat_map(|s| &s.terms)
    {
        *sums.entry(*stem).or_default() += weight;
    }
    sums.into_iter().collect()
}
