//! Places where two sequences agree and that are rare enough to hold on to.

use crate::Anchor;
use std::ops::Range;

/// A token that stands more often than this on one side is no anchor by itself.
const MOST_PLACES: usize = 3;
/// Spreads hashes of grams: the fractional part of the golden ratio.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Anchors of single common tokens, joined to longer ones where they follow each other on both sides. Tokens that are
/// frequent on a side count only as part of a common pair that is rare there.
pub(crate) fn anchors(a: &[u64], b: &[u64], score: &impl Fn(usize, usize) -> i32) -> Vec<Anchor> {
    let mut pairs = Vec::new();
    for width in [1, 2] {
        let (in_a, in_b) = (places(a, width), places(b, width));
        let mut groups_b = in_b.chunk_by(|x, y| x.0 == y.0).peekable();
        for group_a in in_a.chunk_by(|x, y| x.0 == y.0) {
            let Some((gram, _)) = group_a.first() else { continue };
            while groups_b.next_if(|group| group.first().is_some_and(|first| first.0 < *gram)).is_some() {}
            let Some(group_b) = groups_b.peek().filter(|group| group.first().is_some_and(|f| f.0 == *gram))
            else {
                continue;
            };
            if group_a.len() > MOST_PLACES || group_b.len() > MOST_PLACES {
                continue;
            }
            for (_, i) in group_a {
                pairs.extend(group_b.iter().flat_map(|(_, j)| (0..width).map(move |k| (i + k, j + k))));
            }
        }
    }
    joined(pairs, score)
}

/// Every gram's hash with its place, sorted. Two grams of one hash cost a look at their score, nothing more.
fn places(tokens: &[u64], width: usize) -> Vec<(u64, usize)> {
    let hash = |gram: &[u64]| {
        gram.iter().fold(0_u64, |hash, token| hash.rotate_left(23).wrapping_mul(ODD).wrapping_add(*token))
    };
    let mut places: Vec<(u64, usize)> =
        tokens.windows(width).enumerate().map(|(at, gram)| (hash(gram), at)).collect();
    places.sort_unstable();
    places
}

/// Runs along a diagonal become one anchor.
fn joined(mut pairs: Vec<(usize, usize)>, score: &impl Fn(usize, usize) -> i32) -> Vec<Anchor> {
    pairs.sort_unstable_by_key(|(i, j)| (i.wrapping_sub(*j), *i));
    pairs.dedup();
    let mut anchors: Vec<Anchor> = Vec::new();
    for (i, j) in pairs {
        let weight = i64::from(score(i, j));
        if weight <= 0 {
            continue;
        }
        match anchors.last_mut() {
            Some(last) if (last.a + last.length, last.b + last.length) == (i as u32, j as u32) => {
                last.length += 1;
                last.weight += weight;
            }
            _ => anchors.push(Anchor { a: i as u32, b: j as u32, length: 1, weight }),
        }
    }
    anchors
}

/// True if the anchor lies wholly inside both ranges.
pub(crate) fn is_inside(anchor: &Anchor, a: &Range<usize>, b: &Range<usize>) -> bool {
    let (i, j, length) = (anchor.a as usize, anchor.b as usize, anchor.length as usize);
    a.start <= i && i + length <= a.end && b.start <= j && j + length <= b.end
}
