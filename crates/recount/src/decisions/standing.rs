//! Which decisions hold: of one person the last, of several people only what they agree on.

use super::subjects::Found;
use recount_model::{Act, Added, Decided, Decision, Field, GivenTime, Id, Interval, Standing, Subject};
use std::collections::{BTreeMap, BTreeSet};

/// What two decisions can be at odds about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Matter {
    Verdict(Id),
    Field(Id, Field),
    Added(Id),
    Pair(Id, Id),
}

/// Each decision with what becomes of it.
pub(crate) fn judged(decisions: &[Decision], found: &Found) -> Vec<Decided> {
    let mut ordered: Vec<&Decision> = decisions.iter().collect();
    ordered.sort_by_key(|decision| decision.seq);
    let withdrawn: BTreeSet<i64> = ordered
        .iter()
        .filter_map(|decision| if let Act::Withdraw { of } = decision.act { Some(of) } else { None })
        .collect();
    let matters: Vec<Option<Matter>> = ordered
        .iter()
        .map(|decision| matter(decision, found).filter(|_| !withdrawn.contains(&decision.seq)))
        .collect();
    let last = last_of_each(&ordered, &matters);
    ordered
        .iter()
        .zip(&matters)
        .map(|(decision, matter)| Decided {
            standing: standing(decision, matter.as_ref(), &last, &withdrawn, found),
            now: found.now(&decision.subject),
            decision: (*decision).clone(),
        })
        .collect()
}

/// The last decision of each person on each matter.
type Last<'d> = BTreeMap<&'d Matter, BTreeMap<Option<&'d str>, &'d Decision>>;

fn last_of_each<'d>(ordered: &[&'d Decision], matters: &'d [Option<Matter>]) -> Last<'d> {
    let mut last: Last<'d> = BTreeMap::new();
    for (decision, matter) in ordered.iter().zip(matters) {
        if let Some(matter) = matter {
            last.entry(matter).or_default().insert(decision.who.as_deref(), decision);
        }
    }
    last
}

fn standing(
    decision: &Decision,
    matter: Option<&Matter>,
    last: &Last<'_>,
    withdrawn: &BTreeSet<i64>,
    found: &Found,
) -> Standing {
    if withdrawn.contains(&decision.seq) {
        return Standing::Withdrawn;
    }
    if matches!(decision.act, Act::Withdraw { .. }) {
        return Standing::Holds;
    }
    let Some(of_matter) = matter.and_then(|matter| last.get(matter)) else {
        // Findings and entries are looked for when they are made.
        let is_late = matches!(
            decision.subject.kind,
            recount_model::SubjectKind::Finding | recount_model::SubjectKind::Entry
        );
        return if is_late { Standing::Holds } else { Standing::Gone };
    };
    let is_last = of_matter.values().any(|one| one.seq == decision.seq);
    let acts: BTreeSet<Act> = of_matter.values().map(|one| told(&one.act, found)).collect();
    match (is_last, acts.len()) {
        (false, _) => Standing::Replaced,
        (true, 1) => Standing::Holds,
        (true, _) => Standing::Contested,
    }
}

/// The act by the ids that hold now: two people may have decided in two builds.
fn told(act: &Act, found: &Found) -> Act {
    let now = |subject: &Subject| Subject {
        id: found.now(subject).unwrap_or_else(|| subject.id.clone()),
        start: 0,
        ..subject.clone()
    };
    match act {
        Act::Merge { with } => Act::Merge { with: now(with) },
        Act::Split { from } => Act::Split { from: now(from) },
        Act::Set { field, value, .. } => Act::Set { field: *field, value: value.clone(), interval: None },
        Act::Add { thing } => Act::Add { thing: in_any_zone(thing.clone()) },
        other => other.clone(),
    }
}

/// The same date given in two zones is the same date.
fn in_any_zone(mut thing: Added) -> Added {
    let given: Option<&mut GivenTime> = match &mut thing {
        Added::Time(given) => Some(given),
        Added::Figure(given) => given.as_of.as_mut(),
        Added::Statement { .. } => None,
    };
    if let Some(given) = given {
        given.interval = Interval::UNBOUNDED;
    }
    thing
}

fn matter(decision: &Decision, found: &Found) -> Option<Matter> {
    let late = matches!(
        decision.subject.kind,
        recount_model::SubjectKind::Finding | recount_model::SubjectKind::Entry
    );
    // What is not made yet keeps the id it had.
    let id = found.now(&decision.subject).or_else(|| late.then(|| decision.subject.id.clone()))?;
    let pair = |other: &Subject| {
        let other = found.now(other).or_else(|| late.then(|| other.id.clone()))?;
        Some(if id <= other { Matter::Pair(id.clone(), other) } else { Matter::Pair(other, id.clone()) })
    };
    match &decision.act {
        Act::Accept | Act::Reject | Act::Unsure => Some(Matter::Verdict(id)),
        Act::Set { field, .. } => Some(Matter::Field(id, *field)),
        Act::Add { .. } => Some(Matter::Added(id)),
        Act::Merge { with } => pair(with),
        Act::Split { from } => pair(from),
        Act::Withdraw { .. } => None,
    }
}
