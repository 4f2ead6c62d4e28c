//! Seeds near each other on both sides, joined to passages that are alike as a whole.
//!
//! Comes in: seeds and both texts as sentences. Goes out: [`Cluster`]s. It may not know words.
//!
//! A summary shares few sentences with a long text, far apart there: seeds are joined over wide gaps as well, and such a passage
//! counts where one side is several times as long as the other.

use super::sentences::{Cut, Seed, cosine_permille, norm};
use std::collections::BTreeMap;
use std::ops::Range;

/// Sentences without a seed between two of one passage.
const WIDEST_GAP: usize = 4;
/// When the whole is not alike the gap is made narrower, down to this.
const NARROWEST_GAP: usize = 1;
/// The same for summaries.
const WIDEST_SUMMARY_GAP: usize = 24;
/// Least cosine of the two sides as a whole, per thousand.
const LEAST_COSINE: u128 = 340;
/// A summary is so many times shorter than what it sums up.
const SUMMARY_RATIO: usize = 3;
/// Seeds a summary takes.
const SUMMARY_SEEDS: usize = 3;

/// Sentences of both texts that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cluster {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
}

/// Passages joined over small gaps; those that a summary covers give way to it.
pub(crate) fn clusters(seeds: &[Seed], a: &Cut, b: &Cut) -> Vec<Cluster> {
    let narrow = joined(seeds.to_vec(), WIDEST_GAP, a, b);
    let wide = joined(seeds.to_vec(), WIDEST_SUMMARY_GAP, a, b);
    let summaries: Vec<Cluster> =
        wide.into_iter().filter(|group| is_summary(group, a, b)).map(|g| hull(&g)).collect();
    let narrow = narrow.iter().map(|group| hull(group));
    let is_free = |cluster: &Cluster| !summaries.iter().any(|summary| overlaps(summary, cluster));
    let mut found: Vec<Cluster> = narrow.filter(is_free).collect();
    found.extend(summaries);
    found
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
    let of_other: BTreeMap<u32, u64> = other.iter().copied().collect();
    let dot = one
        .iter()
        .map(|(stem, weight)| u128::from(*weight) * u128::from(of_other.get(stem).copied().unwrap_or(0)))
        .sum();
    cosine_permille(dot, norm(&one), norm(&other)) > LEAST_COSINE
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
