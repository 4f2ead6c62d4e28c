//! What third accounts say about who was first: the one that all others differ from, each in its own way, stands between them.
//!
//! Comes in: all agreements. Goes out: evidence for the pairs of such an account. It may not know edits.
//!
//! With `k` others around it an account is either what all of them took from, or it took from one of them itself: `k` to 1 for
//! each pair, if nothing else is known. *Source*: the type of three witnesses, Quentin 1926 (the intermediary).

use crate::Party;
use crate::agreement::{Agreement, called};
use crate::cuts::{Cut, Cuts};
use crate::evidence::Evidence;
use crate::witness::{Witness, WordKind};
use recount_model::Span;
use recount_sayings::{Arg, say};
use std::collections::{BTreeMap, BTreeSet};

/// So many words with a subject must stand in all three.
const LEAST_WORDS: usize = 12;
/// So many of them each of the others must have changed alone.
const LEAST_CHANGED: usize = 2;
/// So many others of one account are looked at.
const MOST_OTHERS: usize = 16;

type PairOf = (usize, usize);

/// What one account shares with another, seen from the one.
#[derive(Default)]
struct Shared {
    passages: Vec<Span>,
    agreed: BTreeSet<u32>,
}

/// For each pair of accounts what the others around the one say.
pub(crate) fn intermediaries(
    found: &[Agreement],
    parties: &[Party<'_>],
    cuts: &Cuts,
) -> BTreeMap<PairOf, Vec<Evidence>> {
    let mut evidence: BTreeMap<PairOf, Vec<Evidence>> = BTreeMap::new();
    for (account, others) in shared_by_account(found) {
        let Some(party) = parties.get(account).filter(|_| others.len() > 1) else { continue };
        cuts.add(Cut::Others, others.len().saturating_sub(MOST_OTHERS));
        let others: Vec<(usize, Shared)> = others.into_iter().take(MOST_OTHERS).collect();
        for (other, shared) in &others {
            let thirds = others.iter().filter(|(third, _)| third != other);
            let apart: Vec<usize> = thirds
                .filter(|(_, with_third)| is_between(&party.witness, shared, with_third))
                .map(|(third, _)| *third)
                .collect();
            if let Some(one) = between(account, *other, &apart, parties) {
                evidence.entry((account.min(*other), account.max(*other))).or_default().push(one);
            }
        }
    }
    evidence
}

fn shared_by_account(found: &[Agreement]) -> BTreeMap<usize, BTreeMap<usize, Shared>> {
    let mut by_account: BTreeMap<usize, BTreeMap<usize, Shared>> = BTreeMap::new();
    for agreement in found.iter().filter(|one| one.is_own()) {
        let (a, b) = (agreement.alignment.a.span, agreement.alignment.b.span);
        let mut add = |one: usize, other: usize, span: Span, starts: Vec<u32>| {
            let shared = by_account.entry(one).or_default().entry(other).or_default();
            shared.passages.push(span);
            shared.agreed.extend(starts);
        };
        add(agreement.one, agreement.other, a, agreement.agreed.iter().map(|pair| pair.0).collect());
        add(agreement.other, agreement.one, b, agreement.agreed.iter().map(|pair| pair.1).collect());
    }
    by_account
}

/// True if two others share words of this account and each has changed some that the other left, while hardly any differ in both.
fn is_between(witness: &Witness<'_>, one: &Shared, other: &Shared) -> bool {
    let holds =
        |shared: &Shared, at: u32| shared.passages.iter().any(|span| span.start <= at && at < span.end);
    let (mut words, mut by_one, mut by_other, mut by_both) = (0, 0, 0, 0);
    for span in &one.passages {
        let first = witness.words.partition_point(|word| word.span.start < span.start);
        let inside = witness.words.get(first..).unwrap_or_default().iter();
        let inside = inside.take_while(|word| word.span.end <= span.end);
        for word in inside.filter(|word| word.kind != WordKind::Function && holds(other, word.span.start)) {
            let at = word.span.start;
            words += 1;
            match (one.agreed.contains(&at), other.agreed.contains(&at)) {
                (true, true) => {}
                (false, true) => by_one += 1,
                (true, false) => by_other += 1,
                (false, false) => by_both += 1,
            }
        }
    }
    let least: usize = by_one.min(by_other);
    words >= LEAST_WORDS && least >= LEAST_CHANGED && by_both * 2 <= least
}

fn between(account: usize, other: usize, apart: &[usize], parties: &[Party<'_>]) -> Option<Evidence> {
    let name = |at: usize| parties.get(at).map_or_else(|| Arg::from(""), |party| called(party.account));
    let first = *apart.first()?;
    // Ten times the natural logarithm of how many stand around it.
    let lean = ((apart.len() + 1) as f64).ln().mul_add(10.0, 0.5) as i32;
    let (a, b, c) = (name(other), name(first), name(account));
    let why = match apart.len() {
        1 => say!("copy.stands-between", a = a, b = b, c = c),
        count => say!("copy.stands-between-more", a = a, b = b, c = c, n = count - 1),
    };
    Some(Evidence { lean: if account < other { lean } else { -lean }, why })
}
