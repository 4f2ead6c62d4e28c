//! What alignment promises, on random input.

use alignment::{Anchor, Penalties, Step, align, align_all, chain};
use proptest::prelude::*;

fn score<'text>(a: &'text [u64], b: &'text [u64]) -> impl Fn(usize, usize) -> i32 + 'text {
    |i, j| if a[i] == b[j] { 10 } else { -8 }
}

fn best(a: &[u64], b: &[u64]) -> alignment::Alignment {
    align(a, b, score(a, b), &Penalties::default())
}

/// Steps ascend by one on their own side and never skip a place between two steps.
fn is_connected(steps: &[Step]) -> bool {
    let (mut i, mut j) = (None, None);
    let goes_on = |last: &mut Option<usize>, now: usize| {
        let is_next = last.is_none_or(|before| before + 1 == now);
        *last = Some(now);
        is_next
    };
    steps.iter().all(|step| match *step {
        Step::Match(a, b) | Step::Mismatch(a, b) => goes_on(&mut i, a) && goes_on(&mut j, b),
        Step::OnlyA(a) => goes_on(&mut i, a),
        Step::OnlyB(b) => goes_on(&mut j, b),
    })
}

/// All tokens different: places where edits were made can be told for certain.
fn distinct(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<u64>> {
    length.prop_map(|n| (0..n as u64).map(|k| k * 31 + 7).collect())
}

proptest! {
    #[test]
    fn a_text_aligned_with_itself_is_itself(text in prop::collection::vec(0_u64..500, 1..80)) {
        let found = best(&text, &text);
        let has_rare_token = text.iter().any(|t| text.iter().filter(|u| *u == t).count() <= 3);
        prop_assume!(has_rare_token);
        let identity: Vec<Step> = (0..text.len()).map(|at| Step::Match(at, at)).collect();
        prop_assert_eq!(found.steps, identity);
    }

    #[test]
    fn swapping_the_sides_keeps_the_score(
        base in distinct(5..60),
        edits in prop::collection::vec((0_usize..60, 0_u8..3), 0..8),
    ) {
        let edited = edit(&base, &edits);
        let (there, back) = (best(&base, &edited), best(&edited, &base));
        prop_assert_eq!(there.score, back.score);
        prop_assert_eq!(there.matches(), back.matches());
    }

    #[test]
    fn planted_edits_are_recovered(base in distinct(40..80), at in 5_usize..30, kind in 0_u8..3) {
        let edited = edit(&base, &[(at, kind)]);
        let found = best(&base, &edited);
        let differences: Vec<Step> =
            found.steps.iter().copied().filter(|step| !matches!(step, Step::Match(..))).collect();
        let expected = match kind {
            0 => Step::OnlyA(at),
            1 => Step::OnlyB(at),
            _ => Step::Mismatch(at, at),
        };
        prop_assert_eq!(differences, vec![expected]);
    }

    #[test]
    fn swapped_halves_are_two_alignments(text in distinct(24..60)) {
        let (first, second) = text.split_at(text.len() / 2);
        let turned = [second, first].concat();
        let found = align_all(&text, &turned, score(&text, &turned), &Penalties::default(), 4);
        prop_assert_eq!(found.len(), 2);
        prop_assert_eq!(found.iter().map(alignment::Alignment::matches).sum::<usize>(), text.len());
    }

    #[test]
    fn steps_are_connected_on_any_input(
        a in prop::collection::vec(0_u64..12, 0..90),
        b in prop::collection::vec(0_u64..12, 0..90),
        band in 1_usize..20,
    ) {
        let penalties = Penalties { band, ..Penalties::default() };
        for found in align_all(&a, &b, score(&a, &b), &penalties, 5) {
            prop_assert!(is_connected(&found.steps), "{:?}", found.steps);
            for step in &found.steps {
                if let Step::Match(i, j) = *step {
                    prop_assert_eq!(a[i], b[j]);
                }
            }
        }
    }

    #[test]
    fn the_chain_is_the_heaviest(
        anchors in prop::collection::vec((0_u32..20, 0_u32..20, 1_u32..4, 1_i64..9), 1..9),
        gap_cost in 0_i64..3,
    ) {
        let anchors: Vec<Anchor> =
            anchors.into_iter().map(|(a, b, length, weight)| Anchor { a, b, length, weight }).collect();
        prop_assert_eq!(chain(&anchors, gap_cost).weight, heaviest_by_trying(&anchors, gap_cost));
    }
}

fn edit(base: &[u64], edits: &[(usize, u8)]) -> Vec<u64> {
    let mut edited = base.to_vec();
    for (count, (at, kind)) in edits.iter().enumerate() {
        let at = at % edited.len().max(1);
        match kind {
            0 if edited.len() > 1 => drop(edited.remove(at)),
            1 => edited.insert(at, 1_000_000 + count as u64),
            _ => edited[at] = 2_000_000 + count as u64,
        }
    }
    edited
}

fn heaviest_by_trying(anchors: &[Anchor], gap_cost: i64) -> i64 {
    let mut order: Vec<usize> = (0..anchors.len()).collect();
    order.sort_by_key(|at| anchors[*at].a);
    let mut weights = vec![0_i64; anchors.len()];
    for (k, at) in order.iter().enumerate() {
        let here = anchors[*at];
        let joins = order[..k].iter().filter_map(|from| {
            let before = anchors[*from];
            let (end_a, end_b) = (before.a + before.length, before.b + before.length);
            (end_a <= here.a && end_b <= here.b)
                .then(|| weights[*from] - gap_cost * i64::from(here.a - end_a + here.b - end_b))
        });
        weights[*at] = here.weight + joins.max().unwrap_or(0).max(0);
    }
    weights.into_iter().max().unwrap_or(0)
}

#[test]
fn empty_sides_give_nothing() {
    assert!(best(&[], &[1, 2]).steps.is_empty());
    assert!(best(&[1], &[2]).steps.is_empty());
}

#[test]
fn a_long_text_with_a_long_gap_is_joined_when_both_ends_are_worth_it() {
    let a: Vec<u64> = (0..400).collect();
    let b: Vec<u64> = (0..150).chain(250..400).collect();
    let found = best(&a, &b);
    assert_eq!(found.matches(), 300);
    assert_eq!(found.steps.iter().filter(|step| matches!(step, Step::OnlyA(_))).count(), 100);
}
