//! How two answers compare.

use crate::answers::Answer;
use crate::lemma::{Told, infeasible_pairs};
use crate::readings::{Ceiling, are_told_apart, clash, floor};
use crate::roles;
use crate::rules::MeasureKind;
use crate::voices::Voice;
use recount_model::{FigureConflict, FigureRelation, Hold, Id, Interval, PairRelation, Relation};
use recount_sayings::{Arg, Join, Told as Said, list, say};
use std::collections::BTreeSet;

/// More voices than this are compared only where they conflict, change in a copy, or follow one another.
const MOST_VOICES_IN_FULL: usize = 48;
/// Every ordered pair of voices that are compared in full.
const MOST_PAIRS: usize = MOST_VOICES_IN_FULL * MOST_VOICES_IN_FULL;
/// A question with more conflicts than this lists the first ones.
const MOST_CONFLICTS: usize = 200;

/// Comparisons of the voices of one question.
#[derive(Default)]
pub(crate) struct Compared {
    pub pairs: Vec<PairRelation>,
    pub conflicts: Vec<FigureConflict>,
}

/// A number that became another inside a copied passage, between two voices of one question.
pub(crate) struct Edited<'group, 'dossier> {
    pub from: &'group Answer<'dossier>,
    pub to: &'group Answer<'dossier>,
    /// Indices of the voices the two belong to.
    pub voices: (usize, usize),
}

/// Compares `voices` (sorted by when they speak).
pub(crate) fn compare(voices: &[Voice<'_, '_>], edits: &[Edited<'_, '_>]) -> Compared {
    let voices: Vec<&Answer<'_>> = voices.iter().map(|voice| voice.answer).collect();
    let infeasible = infeasible(&voices);
    let overtaken = overtaken(&voices);
    let mut compared = Compared::default();
    for (a, b) in chosen(voices.len(), &infeasible) {
        let (Some(first), Some(second)) = (voices.get(a), voices.get(b)) else { continue };
        let higher = [(a, b), (b, a)].into_iter().find(|pair| infeasible.contains(pair));
        let ordered = higher.and_then(|(high, low)| voices.get(high).copied().zip(voices.get(low).copied()));
        if let Some((high, low)) =
            ordered.filter(|(high, low)| overtaken.contains(&(value(low), &high.figure.id)))
        {
            let why = say!("pair.overtaken", a = low.words(), b = high.words());
            compared.add(low, high, Relation::Update, None, why);
            continue;
        }
        let edit = edits.iter().find(|edit| edit.voices == (a, b) || edit.voices == (b, a));
        relate((first, second), ordered, edit, &mut compared);
    }
    compared.pairs.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    compared.conflicts.sort_by(|x, y| x.id.cmp(&y.id));
    compared
}

/// Numbers of one side that a later, greater one of the same side has overtaken: whoever else repeats the old number
/// repeats that side. (old number, new figure)
fn overtaken<'dossier>(voices: &[&Answer<'dossier>]) -> BTreeSet<(u64, &'dossier Id)> {
    if voices.len() > MOST_VOICES_IN_FULL {
        return BTreeSet::new();
    }
    let pairs =
        voices.iter().enumerate().flat_map(|(at, a)| voices.iter().skip(at + 1).map(move |b| (*a, *b)));
    pairs.filter_map(|(a, b)| update(a, b)).map(|(old, new)| (value(old), &new.figure.id)).collect()
}

/// Compares the voices of a question with those of one whose scope lies inside: the part cannot exceed the whole.
pub(crate) fn compare_scopes(wide: &[Voice<'_, '_>], narrow: &[Voice<'_, '_>]) -> Compared {
    let mut compared = Compared::default();
    if wide.len().saturating_mul(narrow.len()) > MOST_VOICES_IN_FULL * MOST_VOICES_IN_FULL {
        return compared;
    }
    let told: BTreeSet<&Id> =
        wide.iter().flat_map(|voice| &voice.members).map(|answer| &answer.root).collect();
    for whole in wide.iter().map(|voice| voice.answer) {
        // What the same telling already says of the whole is compared there.
        let parts = narrow.iter().map(|voice| voice.answer).filter(|part| !told.contains(&part.root));
        for part in parts {
            let is_more = Ceiling::of(whole).value().is_some_and(|most| floor(part) > most);
            let is_growing = part.kind == MeasureKind::Tally && can_be_before(part, whole);
            let found = (is_more && is_growing).then(|| clash(part, whole)).flatten();
            match found {
                Some(mut clash) => {
                    clash.why.push(say!("pair.part-more"));
                    compared.add_conflict(part, whole, clash);
                }
                None if whole.places.names == part.places.names || part.kind != MeasureKind::Tally => {}
                None => compared.add(whole, part, Relation::OtherScope, None, other_scope(whole, part)),
            }
        }
    }
    compared
}

fn other_scope(whole: &Answer<'_>, part: &Answer<'_>) -> Said {
    let (all, some) = (scope_words(whole), scope_words(part));
    say!("pair.scopes", whole = whole.words(), all = all, part = part.words(), some = some)
}

/// "police officers in Orlec".
fn scope_words(answer: &Answer<'_>) -> Arg {
    let is_nowhere = answer.places.names.is_empty();
    let places = list(Join::EachAnd, &answer.places.names);
    let group = answer.group.clone().map(Arg::Title);
    match (group, is_nowhere) {
        (Some(group), false) => say!("pair.group-in", group = group, places = places).into(),
        (Some(group), true) => group,
        (None, false) => say!("pair.everyone-in", places = places).into(),
        (None, true) => say!("pair.everyone").into(),
    }
}

fn infeasible(voices: &[&Answer<'_>]) -> BTreeSet<(usize, usize)> {
    let told: Vec<Told> = voices.iter().map(|answer| told(answer)).collect();
    infeasible_pairs(&told, MOST_PAIRS).into_iter().collect()
}

/// Only a tally must grow; the numbers of anything else are compared whenever they were counted.
fn told(answer: &Answer<'_>) -> Told {
    let is_growing = answer.kind == MeasureKind::Tally;
    Told {
        floor_at: answer.as_of.earliest.filter(|_| is_growing).unwrap_or(i64::MIN),
        floor: floor(answer),
        ceiling_at: answer.as_of.latest.filter(|_| is_growing).unwrap_or(i64::MAX),
        ceiling: Ceiling::of(answer).value(),
    }
}

fn can_be_before(high: &Answer<'_>, low: &Answer<'_>) -> bool {
    let (high, low) = (told(high), told(low));
    high.floor_at <= low.ceiling_at
}

/// The pairs to look at: all of a few voices; of many, neighbours in time and the infeasible.
fn chosen(count: usize, infeasible: &BTreeSet<(usize, usize)>) -> BTreeSet<(usize, usize)> {
    if count <= MOST_VOICES_IN_FULL {
        return (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect();
    }
    let neighbours = (1..count).map(|b| (b - 1, b));
    let ordered = infeasible.iter().map(|(a, b)| (*a.min(b), *a.max(b)));
    neighbours.chain(ordered.take(MOST_CONFLICTS)).collect()
}

/// Decides how `first` and `second` compare; `higher` is (floor, ceiling) where they cannot both hold as numbers.
fn relate(
    (first, second): (&Answer<'_>, &Answer<'_>),
    higher: Option<(&Answer<'_>, &Answer<'_>)>,
    edit: Option<&Edited<'_, '_>>,
    compared: &mut Compared,
) {
    if let Some(why) = part_of(first, second).or_else(|| part_of(second, first)) {
        compared.add(first, second, Relation::Subset, None, why);
    } else if let Some((old, new)) = update(first, second) {
        let why = say!("pair.later", a = old.words(), b = new.words());
        compared.add(old, new, Relation::Update, None, why);
    } else if higher.is_some() && are_told_apart(first, second) {
        compared.add(first, second, Relation::OtherScope, None, say!("pair.two-things"));
    } else if let Some(Edited { from, to, .. }) = edit.filter(|edit| !has_new_source(edit)) {
        let why = say!("pair.became", a = from.words(), b = to.words());
        compared.add(from, to, Relation::CopyEdit, None, why);
    } else if let Some((high, low, clash)) =
        higher.and_then(|(high, low)| Some((high, low, clash(high, low)?)))
    {
        compared.add_conflict(high, low, clash);
    } else {
        let (relation, why) = peaceful(first, second);
        compared.add(first, second, relation, None, why);
    }
}

fn part_of(part: &Answer<'_>, whole: &Answer<'_>) -> Option<Said> {
    let is_part = match &part.figure.relation {
        Some(FigureRelation::PartOf { whole: of } | FigureRelation::ItemOf { whole: of, .. }) => {
            of == &whole.figure.id
        }
        Some(FigureRelation::MoreThanBy { .. }) | None => false,
    };
    is_part.then(|| say!("pair.part", part = part.words(), whole = whole.words()))
}

/// The later and greater of two numbers of one side: (old, new).
fn update<'pair, 'dossier>(
    first: &'pair Answer<'dossier>,
    second: &'pair Answer<'dossier>,
) -> Option<(&'pair Answer<'dossier>, &'pair Answer<'dossier>)> {
    let (old, new) = if value(first) < value(second) { (first, second) } else { (second, first) };
    let is_growth =
        value(old) < value(new) && new.kind == MeasureKind::Tally && !new.is_looser && !old.is_looser;
    (is_growth && is_same_side(old, new) && is_later(old, new)).then_some((old, new))
}

fn value(answer: &Answer<'_>) -> u64 {
    answer.figure.stated.unwrap_or(answer.figure.low)
}

/// The same named speaker, or two voices of officialdom.
fn is_same_side(a: &Answer<'_>, b: &Answer<'_>) -> bool {
    let is_same_speaker = a.speaker.key.is_some() && a.speaker.key == b.speaker.key;
    is_same_speaker || (a.speaker.role == roles::OFFICIAL && b.speaker.role == roles::OFFICIAL)
}

/// True if `new` can be later than `old` and not the other way round, by as-of or else by publication.
pub(crate) fn is_later(old: &Answer<'_>, new: &Answer<'_>) -> bool {
    follows(old.as_of, new.as_of) || (old.as_of == new.as_of && follows(old.written, new.written))
}

fn follows(old: Interval, new: Interval) -> bool {
    let start = |interval: Interval| interval.earliest.unwrap_or(i64::MIN);
    let end = |interval: Interval| interval.latest.unwrap_or(i64::MAX);
    old != new && start(old) <= start(new) && end(old) <= end(new)
}

fn has_new_source(edit: &Edited<'_, '_>) -> bool {
    edit.to.speaker.key.is_some() && edit.to.speaker.key != edit.from.speaker.key
}

/// Two answers that can both hold. Most pairs are such, so the reason does not say again which two.
fn peaceful(first: &Answer<'_>, second: &Answer<'_>) -> (Relation, Said) {
    let range = |answer: &Answer<'_>| (answer.figure.low, answer.figure.high.unwrap_or(u64::MAX));
    let (a, b) = (range(first), range(second));
    let is_within = |inner: (u64, u64), outer: (u64, u64)| outer.0 <= inner.0 && inner.1 <= outer.1;
    let is_equal = first.figure.stated.is_some() && first.figure.stated == second.figure.stated;
    let (relation, why) = if first.definition != second.definition {
        (Relation::OtherDefinition, say!("pair.other-definition"))
    } else if is_equal || is_within(a, b) || is_within(b, a) {
        (Relation::Agreement, say!("pair.agree"))
    } else if first.kind == MeasureKind::State {
        (Relation::Compatible, say!("pair.moments"))
    } else {
        (Relation::Compatible, say!("pair.can-hold"))
    };
    (relation, why)
}

impl Compared {
    pub(crate) fn extend(&mut self, more: Compared) {
        self.pairs.extend(more.pairs);
        self.conflicts.extend(more.conflicts);
    }

    fn add(&mut self, a: &Answer<'_>, b: &Answer<'_>, relation: Relation, hold: Option<Hold>, why: Said) {
        let (a, b) = (a.figure.id.clone(), b.figure.id.clone());
        self.pairs.push(PairRelation { a, b, relation, hold, why });
    }

    fn add_conflict(&mut self, high: &Answer<'_>, low: &Answer<'_>, clash: crate::readings::Clash) {
        let is_listed = self.conflicts.len() < MOST_CONFLICTS;
        let why = match &clash.reading {
            Some(_) if is_listed => Said::default(),
            Some(reading) => reading.clone(),
            None => say!("line.all", lines = list(Join::Semicolon, &clash.why)),
        };
        self.add(high, low, Relation::Conflict, Some(clash.hold), why);
        if !is_listed {
            return;
        }
        let figures = vec![high.figure.id.clone(), low.figure.id.clone()];
        let id = Id::from_parts("conflict", &[&figures[0].0, &figures[1].0]);
        self.conflicts.push(FigureConflict {
            id,
            figures,
            hold: clash.hold,
            reading: clash.reading,
            why: clash.why,
        });
    }
}
