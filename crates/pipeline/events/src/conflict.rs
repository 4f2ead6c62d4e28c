//! Time conflicts in words: what cannot all hold, under which reading, and why.
//!
//! Comes in: smallest sets of assertions from the solver, and pairs of mentions suspected to mean one event. Goes out:
//! [`TimeConflict`]s. `always` is said only where it is beyond doubt that one event is meant.

use crate::event::{Event, Events};
use crate::identity::{Identity, identity};
use crate::mention::Mention;
use crate::order::Order;
use crate::rules::Packs;
use crate::stretch::{Stretched, widest};
use recount_model::constraint::TimeConflictKind;
use recount_model::{Hold, Id, Passage, TimeAssertion, TimeConflict};
use recount_sayings::{Arg, Join, Told, list, quote, say};
use std::collections::{BTreeMap, BTreeSet};

/// What conflicts are made from.
pub(crate) struct Ground<'input, 'rules> {
    pub packs: &'input Packs<'rules>,
    pub events: &'input Events<'input>,
    /// By mention.
    pub event_of: BTreeMap<usize, &'input Event>,
    pub orders: &'input [Order<'input>],
    pub assertions: &'input BTreeMap<Id, TimeAssertion>,
    /// By mention.
    pub assertion_of: BTreeMap<usize, Id>,
    /// The mentions of each assertion.
    pub told_by: BTreeMap<Id, Vec<usize>>,
    /// Smallest sets of assertions that cannot all hold.
    pub sets: Vec<BTreeSet<Id>>,
}

/// All time conflicts, sorted by kind, then id.
pub(crate) fn conflicts(ground: &Ground<'_, '_>) -> Vec<TimeConflict> {
    let mut found: BTreeMap<(TimeConflictKind, Id), TimeConflict> = BTreeMap::new();
    let solved = ground.sets.iter().filter_map(|set| ground.of_set(set));
    let clocks = ground.events.events.iter().flat_map(|event| ground.of_clocks(event));
    for conflict in solved.chain(clocks).chain(ground.of_suspected()) {
        found.entry((conflict.kind, conflict.id.clone())).or_insert(conflict);
    }
    found.into_values().collect()
}

const MINUTE_MS: i64 = 60_000;
/// Two times further apart than this are times of one event only where that is certain.
const MOST_APART_MS: i64 = 36 * 60 * MINUTE_MS;

impl Ground<'_, '_> {
    /// What the solver found: an order circle, or times that an order or another telling excludes.
    fn of_set(&self, set: &BTreeSet<Id>) -> Option<TimeConflict> {
        let own: Vec<&TimeAssertion> = set.iter().filter_map(|id| self.assertions.get(id)).collect();
        let mut passages: Vec<Passage> =
            own.iter().flat_map(|assertion| assertion.passages.clone()).collect();
        passages.sort();
        passages.dedup();
        let orders: Vec<&Order<'_>> =
            self.orders.iter().filter(|order| set.contains(&assertion_of(&order.claim.id))).collect();
        if orders.is_empty() {
            return self.clock_of_set(set, &own, passages);
        }
        let mut why: BTreeSet<Told> = own.iter().map(|assertion| assertion.why.clone()).collect();
        why.retain(|line| !line.is_empty());
        let things: BTreeSet<&str> = orders
            .iter()
            .flat_map(|order| [order.earlier.words.as_str(), order.later.words.as_str()])
            .collect();
        let reading = say!("event.all-same", things = quoted(&things));
        let mut why: Vec<Told> = why.into_iter().collect();
        why.push(say!("event.circle"));
        Some(conflict(TimeConflictKind::Order, set.clone(), passages, why, Some(reading)))
    }

    /// Two times for one event. A time of writing is itself inferred, mostly from the very dates it would exclude, so no
    /// conflict is made of it.
    fn clock_of_set(
        &self,
        set: &BTreeSet<Id>,
        own: &[&TimeAssertion],
        passages: Vec<Passage>,
    ) -> Option<TimeConflict> {
        let has_document_time = own.iter().any(|assertion| assertion.passages.is_empty());
        if has_document_time || self.are_same_words(set) {
            return None;
        }
        let told: Vec<usize> =
            set.iter().flat_map(|id| self.told_by.get(id).into_iter().flatten().copied()).collect();
        let (first, second) = self.excluding_pair(&told)?;
        let (ours, theirs) = (self.events.mention(first)?, self.events.mention(second)?);
        let is_sure = identity(ours, theirs, self.packs.main) == Some(Identity::Certain);
        // Reports of many days share their formulas: days apart, the like is two happenings sooner than one told wrongly.
        if !is_sure && ours.when().distance_ms(theirs.when()) > MOST_APART_MS {
            return None;
        }
        let why: BTreeSet<Told> = own.iter().map(|assertion| assertion.why.clone()).collect();
        let reading = (!is_sure).then(|| same_event(ours));
        Some(conflict(TimeConflictKind::Clock, set.clone(), passages, why.into_iter().collect(), reading))
    }

    /// The first two of the mentions whose times exclude each other.
    fn excluding_pair(&self, told: &[usize]) -> Option<(usize, usize)> {
        let when = |at: &usize| self.events.mention(*at).map(Mention::when);
        told.iter().enumerate().find_map(|(nth, a)| {
            let excludes =
                |b: &&usize| when(a).zip(when(b)).is_some_and(|(a, b)| a.intersection(b).is_none());
            told.iter().skip(nth + 1).find(excludes).map(|b| (*a, *b))
        })
    }

    /// True if two of the assertions are one, copied with its words.
    fn are_same_words(&self, set: &BTreeSet<Id>) -> bool {
        let of_set = |id| self.told_by.get(id).into_iter().flatten().copied();
        let told: Vec<usize> = set.iter().flat_map(of_set).collect();
        told.iter().any(|a| told.iter().any(|b| a != b && self.events.keeps_words(*a, *b)))
    }

    /// Clock times of one event on one day that rounding does not explain. The solver cannot see them where the texts
    /// leave the zone open, because each may then be off by hours; both are taken to be clocks of the place.
    /// Where none exclude each other, some may still agree only in a stretched sense.
    fn of_clocks(&self, event: &Event) -> Vec<TimeConflict> {
        let mut found = Vec::new();
        for (nth, a) in event.mentions.iter().enumerate() {
            found.extend(event.mentions.iter().skip(nth + 1).filter_map(|b| self.of_clock_pair(*a, *b)));
        }
        if found.is_empty() {
            found.extend(self.of_stretched(event));
        }
        found
    }

    fn of_clock_pair(&self, a: usize, b: usize) -> Option<TimeConflict> {
        let (ours, theirs) = (self.events.mention(a)?, self.events.mention(b)?);
        let gap = ours.moment.as_ref()?.clock_gap_minutes(theirs.moment.as_ref()?)?;
        let are_solved = ours.when().intersection(theirs.when()).is_none();
        if gap <= 0 || are_solved {
            return None;
        }
        let is_sure = self.events.are_copies(a, b)
            || identity(ours, theirs, self.packs.main) == Some(Identity::Certain);
        let reading = (!is_sure).then(|| same_event(ours));
        let mut made = self.of_pair((a, ours), (b, theirs), reading);
        made.why.push(say!("event.beyond", n = gap.unsigned_abs()));
        Some(made)
    }

    /// The same act and thing at times that exclude each other, where two events are as likely as one told differently.
    fn of_suspected(&self) -> Vec<TimeConflict> {
        let mut told = BTreeSet::new();
        let mut found = Vec::new();
        for (a, b) in &self.events.suspected {
            let (Some(ours), Some(theirs)) = (self.events.mention(*a), self.events.mention(*b)) else {
                continue;
            };
            let (Some(first), Some(second)) = (self.event_of.get(a), self.event_of.get(b)) else { continue };
            // An account that tells of both keeps them apart: two happenings, or a correction.
            let is_told_apart = !self.accounts(first).is_disjoint(&self.accounts(second));
            if !is_told_apart && told.insert((first.id.clone(), second.id.clone())) {
                found.push(self.of_pair((*a, ours), (*b, theirs), Some(same_event(ours))));
            }
        }
        found
    }

    fn of_stretched(&self, event: &Event) -> Option<TimeConflict> {
        let Stretched { a, b, reading } = widest(self.events, event, self.packs)?;
        let (ours, theirs) = (self.events.mention(a)?, self.events.mention(b)?);
        let made = self.of_pair((a, ours), (b, theirs), Some(reading));
        Some(TimeConflict { hold: Hold::Possible, ..made })
    }

    fn accounts<'own>(&'own self, event: &'own Event) -> BTreeSet<&'own Id> {
        self.events.of_event(event).map(|mention| &mention.passage.account).collect()
    }

    fn of_pair(
        &self,
        a: (usize, &Mention<'_>),
        b: (usize, &Mention<'_>),
        reading: Option<Told>,
    ) -> TimeConflict {
        let said = |mention: &Mention<'_>| {
            let moment = mention.moment.as_ref();
            let words = moment.map_or("", |moment| moment.timex.text.as_str());
            let value = moment.map_or("", |moment| moment.timex.value.as_str());
            say!(
                "event.side",
                account = self.events.accounts.name(&mention.passage.account),
                words = quote(words),
                value = value
            )
        };
        let mut sides = [(&a.1.passage, said(a.1)), (&b.1.passage, said(b.1))];
        sides.sort();
        let assertions = [a.0, b.0].iter().filter_map(|at| self.assertion_of.get(at).cloned()).collect();
        let passages = sides.iter().map(|side| side.0.clone()).collect();
        let mut why: Vec<Told> = sides.iter().map(|side| side.1.clone()).collect();
        why.extend(minutes_apart(a.1, b.1));
        conflict(TimeConflictKind::Clock, assertions, passages, why, reading)
    }
}

fn minutes_apart(a: &Mention<'_>, b: &Mention<'_>) -> Option<Told> {
    let (a, b) = (a.moment.as_ref()?.interval, b.moment.as_ref()?.interval);
    let (first, second) = if a.earliest <= b.earliest { (a, b) } else { (b, a) };
    let gap = second.earliest?.saturating_sub(first.latest?) / MINUTE_MS;
    (gap > 0).then(|| say!("event.apart", n = gap.unsigned_abs()))
}

fn same_event(mention: &Mention<'_>) -> Told {
    say!("event.same", words = quote(mention.claim.text.trim()))
}

fn quoted(things: &BTreeSet<&str>) -> Arg {
    list(Join::Comma, things.iter().map(|thing| quote(thing)))
}

fn assertion_of(claim: &Id) -> Id {
    Id::from_parts("assertion", &[&claim.0])
}

fn conflict(
    kind: TimeConflictKind,
    assertions: BTreeSet<Id>,
    passages: Vec<Passage>,
    why: Vec<Told>,
    reading: Option<Told>,
) -> TimeConflict {
    let parts: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
    let places: Vec<String> =
        passages.iter().map(|passage| format!("{}-{}", passage.account, passage.span.start)).collect();
    let all: Vec<&str> = parts.into_iter().chain(places.iter().map(String::as_str)).collect();
    TimeConflict {
        id: Id::from_parts("time-conflict", &all),
        kind,
        assertions: assertions.into_iter().collect(),
        passages,
        why,
        hold: if reading.is_some() { Hold::OnReading } else { Hold::Always },
        reading,
    }
}
