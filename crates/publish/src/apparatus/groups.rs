//! Passages that three accounts or more share, set against one of them.
//!
//! Comes in: the alignments of a dossier. Goes out: [`Group`]s: a base, its words, and at each place where anybody differs the
//! reading of every witness. It may not know how it is printed.
//!
//! The base is the account that most others share words with; of several the one that was first, as far as known. It is no
//! judgement of its worth.

use super::kind;
use recount_model::{Alignment, Direction, Dossier, Edit, Id, Passage, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Alignments touch when so much of the shorter side is in both, per hundred.
const LEAST_OVERLAP: u32 = 50;

/// Passages of one place that others are held against: a thousand reposts need no million looks.
const MOST_OPEN: usize = 64;

/// A passage of the base with the readings of others.
pub(super) struct Group<'dossier> {
    /// All that any of the witnesses has of the base.
    pub(super) base: Passage,
    pub(super) witnesses: Vec<Witness<'dossier>>,
    pub(super) places: Vec<Place>,
}

/// Another account, from where to where it runs beside the base.
pub(super) struct Witness<'dossier> {
    pub(super) passage: &'dossier Passage,
    pub(super) in_base: Span,
    edits: Vec<Turned<'dossier>>,
}

/// An edit as seen from the base.
struct Turned<'dossier> {
    span: Span,
    reading: &'dossier str,
    kind: &'static str,
}

/// Where somebody differs.
pub(super) struct Place {
    pub(super) span: Span,
    pub(super) kinds: BTreeSet<&'static str>,
    /// What stands there, and with whom (the base among them); sorted by the words.
    pub(super) readings: BTreeMap<String, Vec<Id>>,
}

impl Group<'_> {
    pub(super) fn piece(&self, start: u32, end: u32) -> &str {
        super::piece(&self.base, start, end)
    }
}

/// The groups of at least three accounts, in the order of their bases, and the alignments they show.
pub(super) fn groups(dossier: &Dossier) -> (Vec<Group<'_>>, BTreeSet<&Id>) {
    let (mut groups, mut shown) = (Vec::new(), BTreeSet::new());
    for component in components(&dossier.collation.alignments) {
        let Some(base) = base(&component) else { continue };
        for members in chained(&component, base) {
            let Some(group) = group(&members, base, dossier) else { continue };
            shown.extend(members.iter().map(|alignment| &alignment.id));
            groups.push(group);
        }
    }
    groups.sort_by(|one, other| one.base.cmp(&other.base));
    (groups, shown)
}

/// Alignments that lead to each other over passages of one account that lie on each other.
fn components(alignments: &[Alignment]) -> Vec<Vec<&Alignment>> {
    let mut sides: BTreeMap<&Id, Vec<(Span, usize)>> = BTreeMap::new();
    for (at, alignment) in alignments.iter().enumerate() {
        for passage in [&alignment.a, &alignment.b] {
            sides.entry(&passage.account).or_default().push((passage.span, at));
        }
    }
    let mut leads_to: Vec<usize> = (0..alignments.len()).collect();
    for spans in sides.values_mut() {
        spans.sort_unstable();
        let mut open: Vec<(Span, usize)> = Vec::new();
        for (span, at) in spans.iter().copied() {
            open.retain(|(other, _)| other.end > span.start);
            for (other, before) in &open {
                let shared = other.end.min(span.end).saturating_sub(span.start);
                let shorter = (span.end - span.start).min(other.end - other.start);
                if shared * 100 >= shorter * LEAST_OVERLAP {
                    let (one, two) = (root(&leads_to, *before), root(&leads_to, at));
                    if let Some(cell) = leads_to.get_mut(one.max(two)) {
                        *cell = one.min(two);
                    }
                }
            }
            if open.len() < MOST_OPEN {
                open.push((span, at));
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<&Alignment>> = BTreeMap::new();
    for (at, alignment) in alignments.iter().enumerate() {
        members.entry(root(&leads_to, at)).or_default().push(alignment);
    }
    members.into_values().filter(|all| all.len() > 1).collect()
}

fn root(leads_to: &[usize], mut at: usize) -> usize {
    while let Some(next) = leads_to.get(at).filter(|next| **next != at) {
        at = *next;
    }
    at
}

fn base<'dossier>(component: &[&'dossier Alignment]) -> Option<&'dossier Id> {
    let mut others: BTreeMap<&Id, (BTreeSet<&Id>, usize)> = BTreeMap::new();
    for alignment in component {
        let (a, b) = (&alignment.a.account, &alignment.b.account);
        for (one, other, first) in [(a, b, Direction::AToB), (b, a, Direction::BToA)] {
            let entry = others.entry(one).or_default();
            entry.0.insert(other);
            entry.1 += usize::from(alignment.direction == first);
        }
    }
    let most = others.into_iter().filter(|(_, (others, _))| others.len() > 1);
    // The smaller id of equals: `max_by_key` keeps the last.
    most.max_by_key(|(id, (others, first))| (others.len(), *first, std::cmp::Reverse(*id))).map(|(id, _)| id)
}

/// The alignments of the base, parted where nobody's passage goes on.
fn chained<'dossier>(component: &[&'dossier Alignment], base: &Id) -> Vec<Vec<&'dossier Alignment>> {
    let mut own: Vec<(Span, &Alignment)> =
        component.iter().filter_map(|one| Some((turned(one, base)?.0.span, *one))).collect();
    own.sort_by_key(|one| (one.0, &one.1.id));
    let mut chains: Vec<(u32, Vec<&Alignment>)> = Vec::new();
    for (span, alignment) in own {
        match chains.last_mut().filter(|(end, _)| span.start < *end) {
            Some((end, members)) => {
                *end = (*end).max(span.end);
                members.push(alignment);
            }
            None => chains.push((span.end, vec![alignment])),
        }
    }
    chains.into_iter().map(|(_, members)| members).collect()
}

/// The base's side, and the other.
fn turned<'dossier>(
    alignment: &'dossier Alignment,
    base: &Id,
) -> Option<(&'dossier Passage, &'dossier Passage)> {
    let (a, b) = (&alignment.a, &alignment.b);
    if a.account == *base {
        Some((a, b))
    } else if b.account == *base {
        Some((b, a))
    } else {
        None
    }
}

fn group<'dossier>(
    members: &[&'dossier Alignment],
    base: &Id,
    dossier: &'dossier Dossier,
) -> Option<Group<'dossier>> {
    let witnesses: Vec<Witness<'_>> = members.iter().filter_map(|one| witness(one, base)).collect();
    let accounts: BTreeSet<&Id> = witnesses.iter().map(|one| &one.passage.account).collect();
    if accounts.len() < 2 {
        return None;
    }
    let start = witnesses.iter().map(|one| one.in_base.start).min()?;
    let end = witnesses.iter().map(|one| one.in_base.end).max()?;
    let original = &turned(members.first()?, base)?.0.original;
    let text = dossier.reading(original)?.text.get(start as usize..end as usize)?;
    let base = Passage {
        original: original.clone(),
        account: base.clone(),
        span: Span { start, end },
        text: text.to_owned(),
    };
    let places = places(&base, &witnesses);
    Some(Group { base, witnesses, places })
}

fn witness<'dossier>(alignment: &'dossier Alignment, base: &Id) -> Option<Witness<'dossier>> {
    let (of_base, passage) = turned(alignment, base)?;
    let is_forward = alignment.a.account == *base;
    let turn = |edit: &'dossier Edit| {
        let (span, reading) = if is_forward { (edit.a, &edit.new) } else { (edit.b, &edit.old) };
        let kind = if is_forward { kind(edit) } else { super::mirrored(edit) };
        Turned { span, reading, kind }
    };
    let mut edits: Vec<Turned<'_>> = alignment.edits.iter().map(turn).collect();
    edits.sort_by_key(|edit| edit.span);
    Some(Witness { passage, in_base: of_base.span, edits })
}

/// Where any witness differs; edits that lie on each other are one place.
fn places(base: &Passage, witnesses: &[Witness<'_>]) -> Vec<Place> {
    let mut spans: Vec<(Span, &'static str)> =
        witnesses.iter().flat_map(|one| one.edits.iter().map(|edit| (edit.span, edit.kind))).collect();
    spans.sort_unstable();
    let mut places: Vec<Place> = Vec::new();
    for (span, kind) in spans {
        match places.last_mut().filter(|last| span.start < last.span.end || span == last.span) {
            Some(last) => {
                last.span.end = last.span.end.max(span.end);
                last.kinds.insert(kind);
            }
            None => places.push(Place { span, kinds: BTreeSet::from([kind]), readings: BTreeMap::new() }),
        }
    }
    for place in &mut places {
        let words = super::piece(base, place.span.start, place.span.end).to_owned();
        place.readings.entry(words).or_default().push(base.account.clone());
        for witness in witnesses.iter().filter(|one| one.in_base.contains(place.span)) {
            let with = place.readings.entry(reading(base, witness, place.span)).or_default();
            with.push(witness.passage.account.clone());
        }
    }
    places
}

/// The words of the base under `span` with what this witness has instead.
fn reading(base: &Passage, witness: &Witness<'_>, span: Span) -> String {
    let mut words = String::new();
    let mut reached = span.start;
    for edit in witness.edits.iter().filter(|edit| span.contains(edit.span) && edit.span.start >= span.start)
    {
        if edit.span.start < reached {
            continue;
        }
        words.push_str(super::piece(base, reached, edit.span.start));
        if edit.span.is_empty() && !edit.reading.is_empty() && !span.is_empty() {
            words.push(' ');
        }
        words.push_str(edit.reading);
        reached = edit.span.end;
    }
    words.push_str(super::piece(base, reached, span.end));
    words.trim().to_owned()
}
