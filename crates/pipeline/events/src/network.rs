//! The time network: constraints from claims and document times, bounds, minimal conflicts.
//!
//! Comes in: events. Goes out: a [`ConstraintNetwork`]. Every constraint belongs to an assertion (a claim
//! with its copies, a document time, a claimed order); conflicts are smallest sets of assertions.

use crate::event::{Event, Events};
use crate::order::{Order, orders};
use crate::rules::Packs;
use crate::title::title;
use difference_constraints::{Limits, ORIGIN, Solution, System, SystemBuilder, SystemError};
use recount_model::{Constraint, ConstraintNetwork, EventBounds, Id, Interval, Passage, TimeAssertion};
use recount_sayings::{Arg, quote, say};
use std::collections::{BTreeMap, BTreeSet};

/// Makes the time network of `events`.
pub(crate) fn network(events: &Events<'_>, packs: &Packs<'_>) -> ConstraintNetwork {
    let orders = orders(events, packs.main);
    let mut constraints = Constraints::default();
    let mut events_sorted: Vec<&Event> = events.events.iter().collect();
    events_sorted.sort_by(|a, b| a.id.cmp(&b.id));
    for event in &events_sorted {
        constraints.of_event(events, event);
    }
    for copies in told_alike(&orders).values() {
        constraints.of_order(copies);
    }
    let Constraints { by_id, assertions, assertion_of } = constraints;
    let all: Vec<Constraint> = by_id.into_values().collect();
    let Ok(system) = system(&all) else {
        // Every constraint names its own events, and ids are made unique above; nothing can be refused.
        let assertions = assertions.into_values().collect();
        return ConstraintNetwork { assertions, constraints: all, ..ConstraintNetwork::default() };
    };
    let solution = system.solve(&Limits { conflicts: 200, smallest_sets: 1 });
    let conflicts = crate::conflict::conflicts(&crate::conflict::Ground {
        packs,
        events,
        event_of: events.event_by_mention(),
        orders: &orders,
        assertions: &assertions,
        told_by: told_by(&assertion_of),
        assertion_of,
        sets: named_sets(&system, &solution),
    });
    let bounds = bounds(&system, &solution, &all, events, packs);
    ConstraintNetwork { assertions: assertions.into_values().collect(), constraints: all, bounds, conflicts }
}

#[derive(Default)]
struct Constraints {
    by_id: BTreeMap<Id, Constraint>,
    assertions: BTreeMap<Id, TimeAssertion>,
    /// By mention.
    assertion_of: BTreeMap<usize, Id>,
}

impl Constraints {
    /// What each telling says about when the event was: its own time, and that it was told afterwards.
    fn of_event(&mut self, events: &Events<'_>, event: &Event) {
        for telling in events.roots(event) {
            let mut by_time: BTreeMap<(Interval, bool), Vec<usize>> = BTreeMap::new();
            for at in &telling {
                if let Some(mention) = events.mention(*at) {
                    by_time.entry((mention.when(), mention.is_planned)).or_default().push(*at);
                }
            }
            for ((when, is_planned), members) in by_time {
                let asserted = assertion(events, event, &members);
                self.assertion_of.extend(members.iter().map(|at| (*at, asserted.id.clone())));
                self.bounded(&asserted, &event.id.0, when);
                if !is_planned {
                    self.told_afterwards(events, event, &asserted, &members);
                }
            }
        }
    }

    /// An event lies before the latest time at which an account that tells of it can have been written.
    fn told_afterwards(
        &mut self,
        events: &Events<'_>,
        event: &Event,
        asserted: &TimeAssertion,
        members: &[usize],
    ) {
        for mention in
            members.iter().filter_map(|at| events.mention(*at)).filter(|mention| !mention.is_recurrent)
        {
            let account = &mention.passage.account;
            let written = format!("written-{account}-{}", marker(mention.written));
            let known = TimeAssertion {
                id: Id::from_parts("assertion", &["written", &written]),
                why: say!("event.written-then", account = events.accounts.name(account)),
                passages: Vec::new(),
            };
            self.bounded(&known, &written, mention.written);
            if mention.written.latest.is_some() {
                self.add(asserted, &written, &event.id.0, 0);
            }
        }
    }

    /// One order, with the copies that tell it in the same words; the first stands for all.
    fn of_order(&mut self, copies: &[&Order<'_>]) {
        let Some(order) = copies.first() else { return };
        let mut passages: Vec<Passage> = copies.iter().map(|copy| copy.passage.clone()).collect();
        passages.sort();
        let asserted = TimeAssertion {
            id: Id::from_parts("assertion", &[&order.claim.id.0]),
            why: say!("event.before", a = quote(&order.earlier.words), b = quote(&order.later.words)),
            passages,
        };
        let (least, most) = order.gap_ms.unwrap_or((1, i64::MAX));
        // t[earlier] - t[later] <= -least: strictly before means at least a millisecond.
        self.add(&asserted, &order.later.id.0, &order.earlier.id.0, least.max(1).saturating_neg());
        if order.gap_ms.is_some() && most < i64::MAX {
            self.add(&asserted, &order.earlier.id.0, &order.later.id.0, most);
        }
    }

    fn bounded(&mut self, asserted: &TimeAssertion, event: &str, when: Interval) {
        if let Some(latest) = when.latest {
            self.add(asserted, ORIGIN, event, latest);
        }
        if let Some(earliest) = when.earliest {
            self.add(asserted, event, ORIGIN, earliest.saturating_neg());
        }
    }

    fn add(&mut self, asserted: &TimeAssertion, from: &str, to: &str, max_ms: i64) {
        let id = Id::from_parts("constraint", &[&asserted.id.0, from, to, &max_ms.to_string()]);
        let constraint = Constraint {
            id: id.clone(),
            from: from.to_owned(),
            to: to.to_owned(),
            max_ms,
            assertion: asserted.id.clone(),
        };
        self.by_id.insert(id, constraint);
        if !self.assertions.contains_key(&asserted.id) {
            self.assertions.insert(asserted.id.clone(), asserted.clone());
        }
    }
}

/// One telling of an event at one time, with the copies that say the same.
fn assertion(events: &Events<'_>, event: &Event, members: &[usize]) -> TimeAssertion {
    let mentions: Vec<_> = members.iter().filter_map(|at| events.mention(*at)).collect();
    let claims: Vec<&str> = mentions.iter().map(|mention| mention.claim.id.0.as_str()).collect();
    let mut parts = vec![event.id.0.as_str()];
    parts.extend(claims.iter().min());
    let first = mentions.first();
    let said = first.and_then(|mention| mention.moment.as_ref());
    let teller = first.map(|mention| events.accounts.name(&mention.passage.account));
    let teller = teller.unwrap_or_else(|| Arg::from(""));
    let why = match said {
        Some(moment) => say!("event.when", account = teller, words = quote(&moment.timex.text)),
        None => say!("event.tells", account = teller),
    };
    let mut passages: Vec<Passage> = mentions.iter().map(|mention| mention.passage.clone()).collect();
    passages.sort();
    passages.dedup();
    TimeAssertion { id: Id::from_parts("assertion", &parts), why, passages }
}

/// What makes two orders one: the same things in the same order at the same distance, in the same words.
type Alike<'o> = (&'o Id, &'o Id, Option<(i64, i64)>, &'o str);

/// Orders by what they say; copies of one in the order of their claims.
fn told_alike<'o, 'd>(orders: &'o [Order<'d>]) -> BTreeMap<Alike<'o>, Vec<&'o Order<'d>>> {
    let mut alike: BTreeMap<Alike<'_>, Vec<&Order<'_>>> = BTreeMap::new();
    for order in orders {
        let key = (&order.earlier.id, &order.later.id, order.gap_ms, order.passage.text.as_str());
        alike.entry(key).or_default().push(order);
    }
    for copies in alike.values_mut() {
        copies.sort_by(|a, b| a.claim.id.cmp(&b.claim.id));
    }
    alike
}

fn told_by(assertion_of: &BTreeMap<usize, Id>) -> BTreeMap<Id, Vec<usize>> {
    let mut told_by = BTreeMap::<Id, Vec<usize>>::new();
    for (at, id) in assertion_of {
        told_by.entry(id.clone()).or_default().push(*at);
    }
    told_by
}

fn marker(interval: Interval) -> String {
    let side = |side: Option<i64>| side.map_or("open".to_owned(), |ms| ms.to_string());
    format!("{}-{}", side(interval.earliest), side(interval.latest))
}

fn system(constraints: &[Constraint]) -> Result<System, SystemError> {
    let mut builder = SystemBuilder::default();
    let ends = constraints.iter().flat_map(|constraint| [constraint.from.as_str(), constraint.to.as_str()]);
    for event in ends.collect::<BTreeSet<&str>>() {
        builder.event(event)?;
    }
    for constraint in constraints {
        let Constraint { id, from, to, max_ms, assertion, .. } = constraint;
        builder.asserted(&id.0, from, to, *max_ms, &assertion.0)?;
    }
    Ok(builder.build())
}

fn named_sets(system: &System, solution: &Solution) -> Vec<BTreeSet<Id>> {
    let name = |at: &u32| system.assertions().get(*at as usize).map(|id| Id(id.as_str().into()));
    solution.conflicts.iter().map(|set| set.iter().filter_map(name).collect()).collect()
}

/// Bounds of events; document times are left out, they are known already.
fn bounds(
    system: &System,
    solution: &Solution,
    constraints: &[Constraint],
    events: &Events<'_>,
    packs: &Packs<'_>,
) -> Vec<EventBounds> {
    let assertion_of: BTreeMap<&str, &Id> =
        constraints.iter().map(|constraint| (constraint.id.0.as_str(), &constraint.assertion)).collect();
    let event_of: BTreeMap<&str, &Event> =
        events.events.iter().map(|event| (event.id.0.as_str(), event)).collect();
    let names = system.events().iter().skip(1);
    let mut found = Vec::new();
    for (name, bound) in names.zip(&solution.bounds) {
        let Some(event) = event_of.get(name.as_str()) else { continue };
        let path = bound.earliest_path.iter().chain(&bound.latest_path);
        let because: BTreeSet<Id> = path
            .filter_map(|at| system.constraints().get(*at as usize))
            .filter_map(|id| assertion_of.get(id.as_str()).map(|assertion| (*assertion).clone()))
            .collect();
        found.push(EventBounds {
            event: name.clone(),
            title: title(events, event, packs).text,
            interval: Interval { earliest: bound.earliest_ms, latest: bound.latest_ms },
            because: because.into_iter().collect(),
        });
    }
    found.sort_by(|a, b| a.event.cmp(&b.event));
    found
}
