//! Who puts words of a third account between words that stand together elsewhere.
//!
//! Comes in: all agreements. Goes out: evidence for the pairs that an interrupted account belongs to. It may not know words.
//!
//! Whoever compiles puts one source into the other. That two later accounts took the parts of a first one asunder, each its own,
//! happens too, so this is evidence and no proof.

use crate::Party;
use crate::agreement::{Agreement, called};
use crate::cuts::{Cut, Cuts};
use crate::evidence::Evidence;
use recount_model::Span;
use recount_sayings::{Arg, say};
use std::collections::{BTreeMap, BTreeSet};

/// Words stand together with no more than so many bytes between them.
const NEAR: u32 = 120;
/// They are parted by at least so many.
const APART: u32 = 160;
/// So many passages between two are looked at.
const MOST_BETWEEN: usize = 16;

type PairOf = (usize, usize);

/// A passage of one account that it shares with another.
struct Shared {
    here: Span,
    there: Span,
    with: usize,
}

/// For each pair of accounts the reasons that interleaving gives.
pub(crate) fn interleavings(
    found: &[Agreement],
    parties: &[Party<'_>],
    cuts: &Cuts,
) -> BTreeMap<PairOf, Vec<Evidence>> {
    let mut by_account: BTreeMap<usize, Vec<Shared>> = BTreeMap::new();
    let mut pairs: BTreeSet<PairOf> = BTreeSet::new();
    for agreement in found.iter().filter(|one| one.is_own()) {
        let (one, other) = (agreement.one, agreement.other);
        let (a, b) = (agreement.alignment.a.span, agreement.alignment.b.span);
        by_account.entry(one).or_default().push(Shared { here: a, there: b, with: other });
        by_account.entry(other).or_default().push(Shared { here: b, there: a, with: one });
        pairs.insert((one, other));
    }
    let mut evidence: BTreeMap<PairOf, Vec<Evidence>> = BTreeMap::new();
    for (account, shared) in &mut by_account {
        shared.sort_by_key(|one| (one.here, one.with, one.there));
        for (outer, inner) in interrupted(shared, &pairs, cuts) {
            let name =
                |at: usize| parties.get(at).map_or_else(|| Arg::from(""), |party| called(party.account));
            let why = say!("copy.between", a = name(*account), b = name(inner), c = name(outer));
            for source in [outer, inner] {
                let pair = (source.min(*account), source.max(*account));
                let lean = if source < *account { 10 } else { -10 };
                evidence.entry(pair).or_default().push(Evidence { lean, why: why.clone() });
            }
        }
    }
    evidence
}

/// (account whose words are parted, account whose words part them), each once.
fn interrupted(shared: &[Shared], pairs: &BTreeSet<PairOf>, cuts: &Cuts) -> BTreeSet<PairOf> {
    let mut last_with: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for (at, next) in shared.iter().enumerate() {
        let before = last_with.insert(next.with, at).and_then(|before| Some((before, shared.get(before)?)));
        let Some((place, before)) = before else { continue };
        let are_together = before.there.end <= next.there.start
            && next.there.start - before.there.end <= NEAR
            && next.here.start >= before.here.end + APART;
        if !are_together {
            continue;
        }
        let between = shared.get(place + 1..at).unwrap_or_default();
        cuts.add(Cut::Between, between.len().saturating_sub(MOST_BETWEEN));
        let between = between.iter().take(MOST_BETWEEN);
        let is_stranger = |other: usize| !pairs.contains(&(other.min(next.with), other.max(next.with)));
        found.extend(
            between
                .filter(|one| one.here.start >= before.here.end && one.here.end <= next.here.start)
                .filter(|one| is_stranger(one.with))
                .map(|one| (next.with, one.with)),
        );
    }
    found
}
