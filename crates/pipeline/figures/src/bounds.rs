//! Floor, ceiling, best, and what is missing.
//!
//! By means of knowing, not by side: a record or an official count is a floor (an institution does not gain by
//! counting its own dead twice); what somebody saw is a floor once two independent tellings agree that far. The
//! ceiling is the greatest number anyone is named for. A best number is given only where it cannot be doubted from
//! the text alone, which is rare.

use crate::answers::Answer;
use crate::grouping::Group;
use crate::moments::Moments;
use crate::readings::{Ceiling, stated_floor as floor};
use crate::rules::MeasureKind;
use crate::voices::Voice;
use crate::{QuestionRules, roles};
use recount_model::{Bound, Certainty, Id, Knowing};
use recount_sayings::{Told, number, say};
use std::collections::{BTreeMap, BTreeSet};

/// The honest range of one question.
#[derive(Default)]
pub(crate) struct Bounds {
    pub low: Option<(u64, Id)>,
    pub high: Option<(u64, Id)>,
    pub best: Option<(u64, Vec<Id>)>,
    pub missing: Vec<Told>,
}

/// Bounds from the voices of one question. `has_conflict`: some pair cannot hold on some reading.
pub(crate) fn bounds(
    group: &Group<'_>,
    voices: &[Voice<'_, '_>],
    has_conflict: bool,
    rules: &QuestionRules,
) -> Bounds {
    let mut found = Bounds { high: high(voices), ..Bounds::default() };
    if group.answers.iter().any(|answer| answer.kind == MeasureKind::Tally) {
        found.low = low(voices);
        found.best = best(voices, has_conflict);
    }
    if found.best.is_none() {
        found.missing = missing(group, voices, &found, rules);
    }
    found
}

fn cite(value: u64, answer: &Answer<'_>) -> (u64, Id) {
    (value, answer.figure.id.clone())
}

/// The greatest floor of a record; of what people saw only as far as two independent tellings reach.
fn low(voices: &[Voice<'_, '_>]) -> Option<(u64, Id)> {
    let standing = standing(voices);
    let firm = standing.iter().copied().filter(|answer| is_firm(answer));
    let record = firm.clone().filter(|answer| is_record(answer)).max_by_key(|answer| floor(answer));
    let mut seen: Vec<&Answer<'_>> = firm.filter(|answer| answer.is_observed).collect();
    seen.sort_by_key(|answer| std::cmp::Reverse(floor(answer)));
    let second =
        seen.first().and_then(|most| seen.iter().find(|answer| is_independent(answer, most))).copied();
    let greatest = [record, second].into_iter().flatten().max_by_key(|answer| floor(answer))?;
    Some(cite(floor(greatest), greatest))
}

/// Of other roots, and told through nobody that both name.
fn is_independent(a: &Answer<'_>, b: &Answer<'_>) -> bool {
    let through = |answer: &Answer<'_>| -> BTreeSet<String> {
        answer.figure.chain.iter().skip(1).map(|name| name.to_lowercase()).collect()
    };
    a.root != b.root && through(a).is_disjoint(&through(b))
}

/// The answers that their own speaker did not lower later.
fn standing<'group, 'dossier>(voices: &[Voice<'group, 'dossier>]) -> Vec<&'group Answer<'dossier>> {
    let mut by_speaker: BTreeMap<(&str, Option<&str>), Vec<usize>> = BTreeMap::new();
    for (at, voice) in voices.iter().enumerate() {
        if let Some(key) = &voice.answer.speaker.key {
            by_speaker.entry((key, voice.answer.definition.as_deref())).or_default().push(at);
        }
    }
    let lowered: BTreeSet<usize> = by_speaker.values().flat_map(|own| lowered(voices, own)).collect();
    let standing = voices.iter().enumerate().filter(|(at, _)| !lowered.contains(at));
    standing.map(|(_, voice)| voice.answer).collect()
}

/// Of one speaker's answers, those with a floor above the ceiling of a later one.
fn lowered(voices: &[Voice<'_, '_>], own: &[usize]) -> Vec<usize> {
    let told = || own.iter().filter_map(|at| Some((*at, voices.get(*at)?.answer)));
    let mut by_floor: Vec<(u64, usize, &Answer<'_>)> =
        told().map(|(at, answer)| (floor(answer), at, answer)).collect();
    by_floor.sort_by_key(|(floor, at, _)| (*floor, *at));
    let mut by_ceiling: Vec<(u64, &Answer<'_>)> =
        told().filter_map(|(_, answer)| Some((Ceiling::of(answer).value()?, answer))).collect();
    by_ceiling.sort_by_key(|(most, _)| *most);
    let mut lower = by_ceiling.into_iter().peekable();
    let mut moments = Moments::default();
    let mut found = Vec::new();
    for (floor, at, answer) in by_floor {
        while let Some((_, below)) = lower.next_if(|(most, _)| *most < floor) {
            moments.add(below);
        }
        if moments.have_later(answer) {
            found.push(at);
        }
    }
    found
}

fn is_firm(answer: &Answer<'_>) -> bool {
    let is_vague = matches!(answer.figure.bound, Bound::Vague | Bound::AtMost | Bound::LessThan);
    !is_vague
        && !answer.is_looser
        && !answer.speaker.is_distanced
        && answer.figure.certainty != Certainty::Hedged
}

fn is_record(answer: &Answer<'_>) -> bool {
    answer.speaker.role == roles::OFFICIAL || answer.speaker.knowing == Knowing::Record
}

/// The greatest number that somebody other than the account itself is named for.
fn high(voices: &[Voice<'_, '_>]) -> Option<(u64, Id)> {
    let standing = standing(voices);
    let told = standing.iter().copied().filter(|answer| answer.speaker.role != roles::ACCOUNT);
    let numbered = told.filter_map(|answer| Some((greatest(answer)?, answer)));
    let most = numbered.max_by_key(|(value, answer)| (*value, std::cmp::Reverse(answer.figure.id.clone())));
    most.map(|(value, answer)| cite(value, answer))
}

/// The greatest number the words themselves name; a convention for vague words names none.
fn greatest(answer: &Answer<'_>) -> Option<u64> {
    match answer.figure.bound {
        Bound::Vague => None,
        Bound::Range => answer.figure.high,
        _ => Some(answer.figure.stated.unwrap_or_default().max(answer.figure.low)),
    }
}

/// Independent tellings of different sides that give one full count, later than every other, with nothing against it.
fn best(voices: &[Voice<'_, '_>], has_conflict: bool) -> Option<(u64, Vec<Id>)> {
    let exact = voices.iter().map(|voice| voice.answer).filter(|answer| is_full_count(answer));
    let most = exact.clone().map(|answer| answer.figure.low).max()?;
    let giving: Vec<&Answer<'_>> = exact.filter(|answer| answer.figure.low == most).collect();
    let roots: BTreeSet<&Id> = giving.iter().map(|answer| &answer.root).collect();
    let sides: BTreeSet<&str> =
        giving.iter().map(|answer| answer.speaker.role.as_str()).filter(|role| is_side(role)).collect();
    let is_last = voices.iter().all(|voice| floor(voice.answer) <= most);
    let is_sound = !has_conflict && is_last && roots.len() > 1 && sides.len() > 1;
    is_sound.then(|| (most, giving.iter().map(|answer| answer.figure.id.clone()).collect()))
}

fn is_full_count(answer: &Answer<'_>) -> bool {
    answer.figure.bound == Bound::Exact
        && !answer.is_observed
        && is_firm(answer)
        && answer.definition.is_none()
}

fn is_side(role: &str) -> bool {
    role == roles::OFFICIAL || role == roles::OPPOSING || role == roles::WITNESS
}

/// Why there is no best number, and what would settle it.
fn missing(group: &Group<'_>, voices: &[Voice<'_, '_>], found: &Bounds, rules: &QuestionRules) -> Vec<Told> {
    let mut lines = Vec::new();
    let roles: BTreeSet<&str> = voices.iter().map(|voice| voice.answer.speaker.role.as_str()).collect();
    lines.push(if voices.len() < 2 {
        say!("missing.one-telling")
    } else if roles.iter().filter(|role| is_side(role)).count() < 2 {
        say!("missing.no-two-sides")
    } else {
        say!("missing.no-same-count")
    });
    let low = found.low.as_ref().map_or(0, |(value, _)| *value);
    let seen =
        voices.iter().map(|voice| voice.answer).filter(|answer| answer.is_observed && floor(answer) > low);
    if let Some(most) = seen.max_by_key(|answer| floor(answer)) {
        lines.push(say!("missing.seen", words = most.words(), n = number(floor(most))));
    }
    if !roles.contains(roles::OFFICIAL) {
        lines.push(say!("missing.no-official"));
    }
    if voices.iter().all(|voice| voice.answer.speaker.role == roles::ACCOUNT) {
        lines.push(say!("missing.nobody-named"));
    }
    lines.push(say!("missing.settle", by = rules.settled_by(&group.topic)));
    lines
}
