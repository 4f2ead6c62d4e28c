//! Which way the words went: evidence for and against, and silence where it does not suffice.
//!
//! Comes in: one alignment of two accounts with its edits, and what was read in both. Goes out: [`Evidence`] in plain
//! words. It may not know other pairs of accounts.
//!
//! Weights are additive log-odds in tenths: positive means `a` was first. They are set by hand, no higher than the share of wrong
//! ones in planted copies of other seeds than the measured ones allows; there the signs were right as often as nine in ten
//! (a remark, a later day of a count), four in five (a hedge left out) or more. A hedge alone says nothing: it can go either way.

mod edited;
mod spelling;

pub(crate) use edited::of_edits;

use crate::agreement::called;
use crate::witness::{Witness, lowered};
use recount_model::claim::Observation;
use recount_model::{Account, AccountClaims, Direction, Edit, EditKind, Interval, Span};
use recount_sayings::{Arg, Join, Told, list, quote, say};

/// Evidence weaker than this says nothing: even odds to less than 1 to e.
pub(crate) const LEAST_LEAN: i32 = 10;

/// Nothing outweighs two times that cannot be turned round.
const IMPOSSIBLE_OTHERWISE: i32 = 1000;

/// One reason to think that the words went one way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Evidence {
    /// Tenths of log-odds that `a` was first; negative: `b`.
    pub(crate) lean: i32,
    pub(crate) why: Told,
}

/// One side as evidence sees it.
#[derive(Clone, Copy)]
pub(crate) struct Teller<'claims> {
    pub(crate) account: &'claims Account,
    pub(crate) claims: Option<&'claims AccountClaims>,
    pub(crate) witness: &'claims Witness<'claims>,
    /// When the passage was written, as far as known.
    pub(crate) written: Interval,
}

impl Teller<'_> {
    /// What the reader should call it.
    pub(crate) fn called(&self) -> Arg {
        called(self.account)
    }
}

/// Whether one of the two was written before the other began.
pub(crate) fn of_times(a: &Teller<'_>, b: &Teller<'_>) -> Option<Evidence> {
    let before = |one: &Teller<'_>, other: &Teller<'_>| match (one.written.latest, other.written.earliest) {
        (Some(latest), Some(earliest)) if latest < earliest => Some(Evidence {
            lean: IMPOSSIBLE_OTHERWISE,
            why: say!("copy.written-before", a = one.called(), b = other.called()),
        }),
        _ => None,
    };
    before(a, b).or_else(|| before(b, a).map(reversed))
}

/// What reading noticed as odd (a weekday that was not that date, a sum that does not add up) inside the passages: on
/// both sides it shows one origin, whichever; on one side only, at an edited value, the other may have put it right.
pub(crate) fn of_oddities(
    edits: &[Edit],
    (a, in_a): (&Teller<'_>, Span),
    (b, in_b): (&Teller<'_>, Span),
) -> Vec<Evidence> {
    let (odd_a, odd_b) = (oddities(a, in_a), oddities(b, in_b));
    let mut found = Vec::new();
    for one in &odd_a {
        if odd_b.iter().any(|other| other.kind == one.kind && other.why == one.why) {
            let why = list(Join::Semicolon, &one.why);
            let why = say!("copy.same-oddity", a = a.called(), b = b.called(), why = why);
            found.push(Evidence { lean: 0, why });
        }
    }
    let is_value = |edit: &&Edit| edit.kind == EditKind::Value;
    for edit in edits.iter().filter(is_value) {
        found.extend(put_right((a, &odd_a, edit.a, &edit.old), (b, &odd_b, &edit.new)));
        found.extend(put_right((b, &odd_b, edit.b, &edit.new), (a, &odd_a, &edit.old)).map(reversed));
    }
    found
}

fn oddities<'claims>(teller: &Teller<'claims>, span: Span) -> Vec<&'claims Observation> {
    let observations = teller.claims.map_or(&[][..], |claims| &claims.observations);
    let is_here = |one: &&Observation| !one.spans.is_empty() && one.spans.iter().all(|at| span.contains(*at));
    observations.iter().filter(is_here).collect()
}

fn put_right(
    (odd, odd_oddities, at, old): (&Teller<'_>, &[&Observation], Span, &str),
    (other, other_oddities, new): (&Teller<'_>, &[&Observation], &str),
) -> Option<Evidence> {
    let here = odd_oddities.iter().find(|one| one.spans.iter().any(|span| span.overlaps(at)))?;
    let is_gone = other_oddities.iter().all(|one| one.kind != here.kind);
    is_gone.then(|| Evidence {
        // Copying makes errors as well as it mends them.
        lean: 8,
        why: say!(
            "copy.does-not-fit",
            old = quote(old),
            a = odd.called(),
            why = list(Join::Semicolon, &here.why),
            b = other.called(),
            new = quote(new)
        ),
    })
}

/// One account names the other beside the words.
pub(crate) fn of_credit(credited: Arg, by: Arg, is_a_credited: bool) -> Evidence {
    let lean = if is_a_credited { 30 } else { -30 };
    Evidence { lean, why: say!("copy.credit", by = by, credited = credited) }
}

/// The direction that the sum of evidence allows.
pub(crate) fn direction(evidence: &[Evidence]) -> Direction {
    match evidence.iter().map(|evidence| evidence.lean).sum::<i32>() {
        sum if sum >= LEAST_LEAN => Direction::AToB,
        sum if sum <= -LEAST_LEAN => Direction::BToA,
        _ => Direction::Unknown,
    }
}

fn reversed(evidence: Evidence) -> Evidence {
    Evidence { lean: -evidence.lean, ..evidence }
}

pub(crate) fn words(text: &str) -> Vec<String> {
    let is_inner = |c: char| c.is_alphanumeric() || c == '\'';
    lowered(text).split(|c: char| !is_inner(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
