//! Answers with one scope are answers to one question; scopes are ordered where one contains the other.
//!
//! A scope is place × group × time of happening. What an answer does not say about its place it inherits from the
//! other answers of its account, and is marked; what it does not say about the time it inherits from the largest
//! happening it can belong to. Two happenings at one place stay two questions.

use crate::QuestionRules;
use crate::answers::Answer;
use crate::rules::MeasureKind;
use recount_model::{Id, Interval};
use std::collections::{BTreeMap, BTreeSet};

/// One question with its answers, still without comparisons.
pub(crate) struct Group<'dossier> {
    pub topic: String,
    pub places: BTreeSet<String>,
    pub group: Option<String>,
    /// The instants that all answers with a time of happening allow.
    pub during: Interval,
    pub answers: Vec<Answer<'dossier>>,
    /// Indices of groups whose scope contains this one's.
    pub wider: Vec<usize>,
    pub narrower: Vec<usize>,
}

type ScopeKey = (String, BTreeSet<String>, Option<String>);

/// Groups `answers` (in any order) by scope; the result is sorted by scope.
pub(crate) fn groups<'dossier>(
    mut answers: Vec<Answer<'dossier>>,
    rules: &QuestionRules,
) -> Vec<Group<'dossier>> {
    fill_places(&mut answers);
    let mut blocks: BTreeMap<ScopeKey, Vec<Answer<'dossier>>> = BTreeMap::new();
    for answer in answers {
        let group = answer.group.as_ref().map(|group| group.to_lowercase());
        blocks.entry((answer.topic.clone(), answer.places.names.clone(), group)).or_default().push(answer);
    }
    let mut groups: Vec<Group<'dossier>> =
        blocks.into_iter().flat_map(|(key, block)| happenings(&key, block)).collect();
    groups.retain(|group| is_worth_asking(group, rules));
    order_scopes(&mut groups);
    groups
}

/// A figure without any place takes the place that most figures of its topic have: in its account, else anywhere.
fn fill_places(answers: &mut [Answer<'_>]) {
    let mut counts: BTreeMap<(String, Option<Id>), BTreeMap<BTreeSet<String>, usize>> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| answer.figure.place.is_some()) {
        for account in [Some(answer.account.clone()), None] {
            let key = (answer.topic.clone(), account);
            *counts.entry(key).or_default().entry(answer.places.names.clone()).or_default() += 1;
        }
    }
    let most = |key: &(String, Option<Id>)| {
        let counted = counts.get(key)?;
        counted.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(places, _)| places.clone())
    };
    for answer in answers.iter_mut().filter(|answer| answer.places.names.is_empty()) {
        let own = most(&(answer.topic.clone(), Some(answer.account.clone())));
        if let Some(places) = own.or_else(|| most(&(answer.topic.clone(), None))) {
            answer.places.names = places;
        }
    }
}

/// Splits answers of one scope by when the counted thing happened.
fn happenings<'dossier>(key: &ScopeKey, mut block: Vec<Answer<'dossier>>) -> Vec<Group<'dossier>> {
    block.sort_by_key(|answer| (width(answer.figure.during), answer.figure.during, answer.figure.id.clone()));
    let mut found: Vec<Group<'dossier>> = Vec::new();
    for answer in block {
        let during = answer.figure.during;
        let fitting = found.iter_mut().filter(|group| can_be_same(group, &answer));
        match fitting.max_by_key(|group| group.answers.len()) {
            Some(group) => {
                group.during = group.during.intersection(during).unwrap_or(group.during);
                group.answers.push(answer);
            }
            None => found.push(Group {
                topic: key.0.clone(),
                places: key.1.clone(),
                group: answer.group.clone(),
                during,
                answers: vec![answer],
                wider: Vec::new(),
                narrower: Vec::new(),
            }),
        }
    }
    for group in &mut found {
        group
            .answers
            .sort_by_key(|answer| (answer.account.clone(), answer.figure.span, answer.figure.id.clone()));
    }
    found
}

/// Length in milliseconds; the unbounded last.
fn width(interval: Interval) -> i64 {
    match (interval.earliest, interval.latest) {
        (Some(earliest), Some(latest)) => latest.saturating_sub(earliest),
        _ => i64::MAX,
    }
}

/// A count over a year is not the count of a day in it; a count as of before the happening is of another one.
fn can_be_same(group: &Group<'_>, answer: &Answer<'_>) -> bool {
    const LONG_MS: i64 = 45 * 86_400_000;
    let during = answer.figure.during;
    // "since 2011" has no end: as long as it gets; a count without any time is of what the account is about.
    let is_long = |interval: Interval| interval.earliest.is_some() && width(interval) > LONG_MS;
    let is_other_grain = is_long(during) != is_long(group.during);
    let is_before =
        matches!((answer.as_of.latest, group.during.earliest), (Some(told), Some(start)) if told < start);
    !is_other_grain && !is_before && group.during.intersection(during).is_some()
}

fn is_worth_asking(group: &Group<'_>, rules: &QuestionRules) -> bool {
    let accounts: BTreeSet<&Id> = group.answers.iter().map(|answer| &answer.account).collect();
    let is_quantity = group.answers.iter().all(|answer| answer.kind == MeasureKind::Quantity);
    let numbers: BTreeSet<(u64, Option<u64>)> =
        group.answers.iter().map(|answer| (answer.figure.low, answer.figure.high)).collect();
    match (is_quantity, rules.measure(&group.topic).is_core) {
        (true, _) => accounts.len() > 1 && numbers.len() > 1,
        (false, true) => true,
        (false, false) => group.answers.len() > 1,
    }
}

/// Notes which group's scope contains which. Only groups that share a place are looked at.
fn order_scopes(groups: &mut [Group<'_>]) {
    let mut by_place: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for place in &group.places {
            by_place.entry((&group.topic, place)).or_default().push(at);
        }
    }
    let mut contained: BTreeSet<(usize, usize)> = BTreeSet::new();
    for members in by_place.values() {
        let is_wide = |at: &&usize| {
            groups.get(**at).is_some_and(|group| group.places.len() > 1 || group.group.is_none())
        };
        for &wide in members.iter().filter(is_wide) {
            let inside = members.iter().filter(|&&narrow| is_inside(groups.get(narrow), groups.get(wide)));
            contained.extend(inside.map(|&narrow| (narrow, wide)));
        }
    }
    for (narrow, wide) in contained {
        if let Some(group) = groups.get_mut(narrow) {
            group.wider.push(wide);
        }
        if let Some(group) = groups.get_mut(wide) {
            group.narrower.push(narrow);
        }
    }
}

fn is_inside(narrow: Option<&Group<'_>>, wide: Option<&Group<'_>>) -> bool {
    let (Some(narrow), Some(wide)) = (narrow, wide) else { return false };
    let is_smaller = narrow.places != wide.places || narrow.group != wide.group;
    is_smaller
        && narrow.places.is_subset(&wide.places)
        && (wide.group.is_none() || wide.group == narrow.group)
        && narrow.during.intersection(wide.during).is_some()
}
