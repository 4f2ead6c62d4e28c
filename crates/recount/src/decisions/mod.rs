//! Decisions of people, acting on what was read before anything is reckoned from it.
//!
//! Comes in: a dossier as it was read, and decisions in the order they were made. Goes out: the dossier with what is
//! rejected left out and what is set put in, and each decision with what became of it. It may not know who keeps them.
//! Of one person the later decision counts; where two people decided otherwise, neither acts, and that is said. The steps:
//! [`added`] puts in
//! what people read by hand, [`subjects`] finds what each is about by its quote, [`standing`] says which hold, [`effects`] lets
//! those act.

mod added;
mod effects;
mod standing;
mod subjects;
#[cfg(test)]
mod tests;

pub use added::{read_already, subject_added};
pub use recount_claims::by_hand::parse_count;
pub use subjects::{subject, subjects};

use crate::Rules;
use recount_model::{Act, Decided, Decision, Dossier, Joins, Standing, SubjectKind};
use subjects::Found;

/// Lets `decisions` act on what was read: everything but findings and entries, which are not there yet.
pub(crate) fn act(dossier: &mut Dossier, decisions: &[Decision], rules: &Rules) {
    if decisions.is_empty() {
        return;
    }
    let additions = added::act(dossier, decisions, rules);
    let mut found = Found::new(dossier, decisions);
    added::name_moved(&additions, &mut found);
    let mut decided = standing::judged(decisions, &found);
    for one in &mut decided {
        if let Some(added) = additions.get(&one.decision.seq) {
            *one = added.clone();
        }
    }
    let mut joins = Joins::default();
    for one in &mut decided {
        let is_of_reading = !matches!(one.decision.subject.kind, SubjectKind::Finding | SubjectKind::Entry);
        if one.standing != Standing::Holds || !is_of_reading && !is_pair(&one.decision.act) {
            continue;
        }
        if !effects::effect(dossier, &mut joins, one, &found) {
            one.standing = Standing::Unfit;
        }
    }
    for pairs in [&mut joins.same, &mut joins.apart] {
        pairs.sort();
        pairs.dedup();
    }
    dossier.decisions = decided;
    dossier.joins = joins;
}

fn is_pair(act: &Act) -> bool {
    matches!(act, Act::Merge { .. } | Act::Split { .. })
}

/// The dossier after further verdicts on findings and entries, which change nothing in what is reckoned: the very one that
/// reckoning everything anew would give. `None` where something must be reckoned.
pub fn rejudged(dossier: &Dossier, decisions: &[Decision]) -> Option<Dossier> {
    let known = dossier.decisions.iter().filter(|one| !is_of_made(&one.decision)).map(|one| &one.decision);
    if !decisions.iter().filter(|one| !is_of_made(one)).eq(known) {
        return None;
    }
    let late: Vec<Decision> = decisions.iter().filter(|one| is_of_made(one)).cloned().collect();
    if late.iter().any(|one| is_pair(&one.act) || matches!(one.act, Act::Set { .. } | Act::Add { .. })) {
        return None;
    }
    let mut after = dossier.clone();
    after.decisions.retain(|one| !is_of_made(&one.decision));
    // While it is reckoned findings and entries are not there yet.
    after.decisions.extend(standing::judged(&late, &Found::default()));
    after.decisions.sort_by_key(|one| one.decision.seq);
    settle(&mut after);
    Some(after)
}

/// True for a decision about what is made while reckoning, not read.
fn is_of_made(decision: &Decision) -> bool {
    matches!(decision.subject.kind, SubjectKind::Finding | SubjectKind::Entry)
}

/// Finds the findings and entries that decisions are about, once they are made.
pub(crate) fn settle(dossier: &mut Dossier) {
    let late = |one: &Decided| matches!(one.decision.subject.kind, SubjectKind::Finding | SubjectKind::Entry);
    if !dossier.decisions.iter().any(late) {
        return;
    }
    let decisions: Vec<Decision> = dossier.decisions.iter().map(|one| one.decision.clone()).collect();
    let found = Found::new(dossier, &decisions);
    for one in dossier.decisions.iter_mut().filter(|one| late(one)) {
        one.now = found.now(&one.decision.subject);
        if one.now.is_none() && one.standing == Standing::Holds && !is_pair(&one.decision.act) {
            one.standing = Standing::Gone;
        }
    }
}
