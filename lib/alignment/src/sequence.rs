//! Whole sequences: anchors, their chains, the gaps between, both ends, then what is left.

use crate::anchors::{anchors, is_inside};
use crate::banded::{End, banded, total};
use crate::{Alignment, Anchor, Penalties, Step, chain};
use std::ops::Range;

/// The best local alignment of `a` with `b`; empty when nothing agrees. `score(i, j)` is positive where the tokens at
/// `i` and `j` agree, and must be so wherever they are equal.
pub fn align(a: &[u64], b: &[u64], score: impl Fn(usize, usize) -> i32, penalties: &Penalties) -> Alignment {
    align_all(a, b, score, penalties, 1).into_iter().next().unwrap_or_default()
}

/// Up to `most` local alignments, the one found along the heaviest chain first; no place of `a` or `b` is in two of
/// them. Passages in another order on the other side are alignments of their own.
pub fn align_all(
    a: &[u64],
    b: &[u64],
    score: impl Fn(usize, usize) -> i32,
    penalties: &Penalties,
    most: usize,
) -> Vec<Alignment> {
    let mut left = anchors(a, b, &score);
    let mut found: Vec<Alignment> = Vec::new();
    while found.len() < most {
        let heaviest = chain(&left, i64::from(penalties.gap_extend));
        let picked: Vec<Anchor> = heaviest.anchors.iter().filter_map(|at| left.get(*at).copied()).collect();
        let (Some(first), Some(last)) = (picked.first(), picked.last()) else { break };
        let (free_a, free_b) = free(&found, (a.len(), b.len()), first, last);
        let alignment = along(&picked, free_a, free_b, &score, penalties);
        let Some((used_a, used_b)) = stretch(&alignment) else { break };
        left.retain(|anchor| {
            let (i, j, length) = (anchor.a as usize, anchor.b as usize, anchor.length as usize);
            (i + length <= used_a.start || i >= used_a.end) && (j + length <= used_b.start || j >= used_b.end)
        });
        found.push(alignment);
    }
    found
}

/// The ranges of places the alignment covers.
fn stretch(alignment: &Alignment) -> Option<(Range<usize>, Range<usize>)> {
    let matched = |step: &Step| match step {
        Step::Match(i, j) => Some((*i, *j)),
        _ => None,
    };
    let first = alignment.steps.iter().find_map(matched)?;
    let last = alignment.steps.iter().rev().find_map(matched)?;
    Some((first.0..last.0 + 1, first.1..last.1 + 1))
}

/// How far the chain from `first` to `last` may reach out without entering what is already aligned.
fn free(
    found: &[Alignment],
    (length_a, length_b): (usize, usize),
    first: &Anchor,
    last: &Anchor,
) -> (Range<usize>, Range<usize>) {
    let (mut a, mut b) = (0..length_a, 0..length_b);
    for (used_a, used_b) in found.iter().filter_map(stretch) {
        shrink(&mut a, &used_a, first.a as usize, (last.a + last.length) as usize);
        shrink(&mut b, &used_b, first.b as usize, (last.b + last.length) as usize);
    }
    (a, b)
}

fn shrink(free: &mut Range<usize>, used: &Range<usize>, start: usize, end: usize) {
    if used.end <= start {
        free.start = free.start.max(used.end);
    } else if used.start >= end {
        free.end = free.end.min(used.start);
    }
}

fn along(
    picked: &[Anchor],
    free_a: Range<usize>,
    free_b: Range<usize>,
    score: &impl Fn(usize, usize) -> i32,
    penalties: &Penalties,
) -> Alignment {
    let mut steps = Vec::new();
    let (mut i, mut j) = (free_a.start, free_b.start);
    for anchor in picked.iter().filter(|anchor| is_inside(anchor, &free_a, &free_b)) {
        let (start_a, start_b) = (anchor.a as usize, anchor.b as usize);
        if steps.is_empty() {
            steps = backwards(i..start_a, j..start_b, score, penalties);
        } else {
            steps.extend(banded(i..start_a, j..start_b, score, penalties, End::Corner).0);
        }
        steps.extend((0..anchor.length as usize).map(|k| Step::Match(start_a + k, start_b + k)));
        (i, j) = (start_a + anchor.length as usize, start_b + anchor.length as usize);
    }
    if !steps.is_empty() {
        steps.extend(banded(i..free_a.end, j..free_b.end, score, penalties, End::Anywhere).0);
    }
    let score = total(&steps, score, penalties);
    Alignment { steps, score }
}

fn backwards(
    a: Range<usize>,
    b: Range<usize>,
    score: &impl Fn(usize, usize) -> i32,
    penalties: &Penalties,
) -> Vec<Step> {
    let (last_a, last_b) = (a.end.wrapping_sub(1), b.end.wrapping_sub(1));
    let mirrored = |i: usize, j: usize| score(last_a - i, last_b - j);
    let (steps, _) = banded(0..a.len(), 0..b.len(), &mirrored, penalties, End::Anywhere);
    let turned = |step: Step| match step {
        Step::Match(i, j) => Step::Match(last_a - i, last_b - j),
        Step::Mismatch(i, j) => Step::Mismatch(last_a - i, last_b - j),
        Step::OnlyA(i) => Step::OnlyA(last_a - i),
        Step::OnlyB(j) => Step::OnlyB(last_b - j),
    };
    steps.into_iter().rev().map(turned).collect()
}
