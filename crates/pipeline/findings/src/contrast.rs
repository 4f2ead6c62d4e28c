//! Statements on two sides of one question: one finding for each question, not for each pair.
//!
//! Comes in: the sides that were seen. Goes out: findings of one kind. It may not know which words make a side. Two marks
//! stand against each other unless their own words put them at other times or places; marks that do are taken together.

use crate::draft::Draft;
use crate::sightings::{Mark, Side};
use crate::view::View;
use crate::words::{called, name_of, quoted};
use recount_model::{Finding, Hold, Interval, Passage, Severity};
use recount_sayings::{Arg, Join, Told, list, say, term};
use std::collections::{BTreeMap, BTreeSet};

/// Most passages of one side that a finding cites.
const MOST_CITED: usize = 3;
/// Most marks of one theme that are compared with each other.
const MOST_COMPARED: usize = 600;

/// All findings of `kind`, one for each theme (and place, where the theme is local).
pub(crate) fn find(view: &View<'_>, kind: &'static str) -> Vec<Finding> {
    let mut themes: BTreeMap<(&str, Option<&str>), Vec<&Side>> = BTreeMap::new();
    for side in view.sightings.sides.iter().filter(|side| side.kind == kind) {
        if side.is_local {
            for place in &side.mark.places {
                themes.entry((&side.theme, Some(place))).or_default().push(side);
            }
        } else {
            themes.entry((&side.theme, None)).or_default().push(side);
        }
    }
    themes
        .into_iter()
        .filter_map(|((theme, place), sides)| finding(view, kind, (theme, place), &sides))
        .collect()
}

fn finding(
    view: &View<'_>,
    kind: &'static str,
    (theme, place): (&str, Option<&str>),
    sides: &[&Side],
) -> Option<Finding> {
    let mut poles: BTreeMap<&str, Vec<&Side>> = BTreeMap::new();
    let sides = sides.get(..sides.len().min(MOST_COMPARED)).unwrap_or_default();
    for side in sides {
        if sides.iter().any(|other| are_opposed(side, other)) {
            poles.entry(&side.pole).or_default().push(side);
        }
    }
    if poles.len() < 2 {
        return None;
    }
    let told: BTreeMap<&str, Vec<&Side>> =
        poles.into_iter().map(|(pole, own)| (pole, tellings(own, view))).collect();
    let leads = told.values().filter_map(|own| own.first()).map(|side| words(&side.mark, view));
    let leads = list(Join::Against, leads);
    let poles = list(Join::Or, told.keys().map(|pole| term("pole", pole)));
    let title = match place {
        Some(place) => {
            say!("contrast.title-in", theme = named(theme), place = place, poles = poles, leads = leads)
        }
        None => say!("contrast.title", theme = named(theme), poles = poles, leads = leads),
    };
    let reason = |pole: &str, own: &[&Side]| {
        say!("contrast.pole", pole = term("pole", pole), voices = voices(own, view))
    };
    let accounts: BTreeSet<_> = told.values().flatten().map(|side| &side.mark.passage.account).collect();
    Some(
        Draft {
            kind,
            hold: Hold::Possible,
            reading: Some(say!("contrast.reading")),
            title,
            why: told.iter().map(|(pole, own)| reason(pole, own)).collect(),
            passages: told.values().flatten().map(|side| side.mark.passage.clone()).collect(),
            parents: Vec::new(),
            severity: if accounts.len() > 1 { Severity::Notable } else { Severity::Note },
        }
        .finish(),
    )
}

/// Other sides, by other mouths or where one account may contradict itself, and nothing puts them apart.
fn are_opposed(a: &Side, b: &Side) -> bool {
    let is_same_account = a.mark.passage.account == b.mark.passage.account;
    let is_other_mouth = !is_same_account || a.is_within || a.mark.speaker != b.mark.speaker;
    let is_moment = !a.is_timed || are_at_one_moment(&a.mark, &b.mark);
    a.pole != b.pole && is_other_mouth && is_moment && !are_apart(&a.mark, &b.mark)
}

/// Both sentences name times of a few hours that meet.
fn are_at_one_moment(a: &Mark, b: &Mark) -> bool {
    const LONGEST_MS: i64 = 6 * 3_600_000;
    let is_short = |when: Interval| {
        when.latest
            .zip(when.earliest)
            .is_some_and(|(latest, earliest)| latest.saturating_sub(earliest) <= LONGEST_MS)
    };
    a.when.zip(b.when).is_some_and(|(a, b)| is_short(a) && is_short(b) && a.intersection(b).is_some())
}

/// Times or places of their own sentences that have nothing in common; accounts written long after one another.
fn are_apart(a: &Mark, b: &Mark) -> bool {
    const LONG_MS: i64 = 60 * 86_400_000;
    let other_time = a.when.zip(b.when).is_some_and(|(a, b)| a.intersection(b).is_none());
    let other_place = !a.places.is_empty() && !b.places.is_empty() && a.places.is_disjoint(&b.places);
    let gap =
        |first: &Mark, second: &Mark| Some(second.written.earliest?.saturating_sub(first.written.latest?));
    let is_long = |first: &Mark, second: &Mark| gap(first, second).is_some_and(|gap| gap > LONG_MS);
    let is_long_after = (a.when.is_none() || b.when.is_none()) && (is_long(a, b) || is_long(b, a));
    other_time || other_place || is_long_after
}

/// One mark for each telling: copies of a passage count once, and an account speaks once with one mouth.
fn tellings<'sides>(own: Vec<&'sides Side>, view: &View<'_>) -> Vec<&'sides Side> {
    let mut kept: Vec<&Side> = Vec::new();
    for side in own {
        let is_told = |other: &&Side| {
            let (a, b) = (&side.mark, &other.mark);
            let is_repeated = a.passage.account == b.passage.account && a.speaker == b.speaker;
            is_repeated || are_copies(&a.passage, &b.passage, view)
        };
        if kept.len() < MOST_CITED && !kept.iter().any(is_told) {
            kept.push(side);
        }
    }
    kept
}

/// True if one is a copy of the other.
pub(crate) fn are_copies(a: &Passage, b: &Passage, view: &View<'_>) -> bool {
    view.are_copies((&a.account, a.span), (&b.account, b.span))
}

/// What a theme is called; "part in the unrest: workers" is a theme and a group.
pub(crate) fn named(theme: &str) -> Told {
    match theme.split_once(": ") {
        Some((theme, group)) => {
            say!("contrast.of", theme = term("theme", theme), group = term("group", group))
        }
        None => term("theme", theme),
    }
}

fn voices(own: &[&Side], view: &View<'_>) -> Arg {
    list(Join::Semicolon, own.iter().map(|side| words(&side.mark, view)))
}

/// “Words” (who says so).
pub(crate) fn words(mark: &Mark, view: &View<'_>) -> Told {
    let who = mark.speaker.as_deref().map_or_else(|| name_of(&mark.passage.account, view), called);
    say!("told.by", words = quoted(&mark.passage.text), who = who)
}
