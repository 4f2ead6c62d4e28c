//! `copy-edit`: a number or date that became another inside a copied passage.
//!
//! # What it says
//! The words around are the same in both accounts, and the value is not; which of the two was first, where that is known.
//!
//! # Why it matters
//! The two accounts are one telling with a change. Unless a source is named for the new value, there is nothing behind
//! the difference but the copying.
//!
//! # How it is computed
//! Collation aligns the passages with numbers, dates and names masked, and lists what changed. A number must be a figure
//! on both sides; a date must have become one that excludes the old one.
//!
//! # What it does not show
//! Intent. A copy may be brought up to date, corrected, or mistyped.
//!
//! # References
//! D. Smith, R. Cordell, A. Mullen: Computational methods for uncovering reprinted texts. ALH 27 (2015).

use crate::draft::Draft;
use crate::kinds::figure_conflict::HARM;
use crate::kinds::uncredited_copy::LEAST_SHARED_PERMILLE;
use crate::view::{Told, View};
use crate::words::{name_of, named, quoted};
use recount_model::{
    Alignment, Direction, Edit, EditKind, Finding, Hold, Id, Interval, PairRelation, Passage, Relation,
    Severity, Span, Timex,
};
use recount_sayings::{Arg, Join, Told as Said, list, say};
use std::collections::{BTreeMap, BTreeSet};

/// The kind's id.
pub const ID: &str = "copy-edit";

/// What changed, and how it looks from the questions.
struct Change {
    old: Passage,
    new: Passage,
    parents: Vec<Id>,
    /// The speaker it is ascribed to gave the new value later.
    is_update: bool,
    /// The account with the greater count was written on a later day.
    is_grown: bool,
    /// The number is the same; "more than" or "about" came or went.
    is_bound: bool,
}

/// A number stands so near the words that bound it.
const NEAR_BYTES: u32 = 3;

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let (relations, spread) = (relations(view), Spread::of(view));
    let mut found: BTreeMap<(Hold, String), Vec<Finding>> = BTreeMap::new();
    for alignment in view.alignments() {
        let edits = alignment.edits.iter().filter(|edit| CHANGES.contains(&edit.kind));
        if spread.is_formula(alignment, view) {
            continue;
        }
        for change in edits.filter_map(|edit| change(alignment, edit, &relations, view)) {
            let finding = finding(alignment, change, view);
            found.entry((finding.hold, finding.title.to_lowercase())).or_default().push(finding);
        }
    }
    found.into_values().flat_map(connected).filter_map(together).collect()
}

/// Changes of the same words that hang together by a passage; the same words elsewhere may be of another happening.
fn connected(mut alike: Vec<Finding>) -> Vec<Vec<Finding>> {
    alike.sort_by(|a, b| a.id.cmp(&b.id));
    let mut groups: Vec<(BTreeSet<Passage>, Vec<Finding>)> = Vec::new();
    for finding in alike {
        let own: BTreeSet<Passage> = finding.passages.iter().cloned().collect();
        let (near, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(passages, _)| !passages.is_disjoint(&own));
        groups = apart;
        let mut joined = (own, vec![finding]);
        for (passages, findings) in near {
            joined.0.extend(passages);
            joined.1.extend(findings);
        }
        groups.push(joined);
    }
    groups.into_iter().map(|(_, findings)| findings).collect()
}

/// One change that stands between many accounts is one finding, told of the first of them.
fn together(mut alike: Vec<Finding>) -> Option<Finding> {
    const MOST_PASSAGES: usize = 40;
    alike.sort_by(|a, b| a.id.cmp(&b.id));
    let mut rest = alike.into_iter();
    let mut first = rest.next()?;
    let others: Vec<Finding> = rest.collect();
    if others.is_empty() {
        return Some(first);
    }
    first.why.push(say!("copy-edit.also", n = others.len()));
    for passage in others.iter().flat_map(|other| &other.passages) {
        if first.passages.len() < MOST_PASSAGES && !first.passages.contains(passage) {
            first.passages.push(passage.clone());
        }
    }
    first.parents.extend(others.into_iter().flat_map(|other| other.parents));
    first.parents.sort();
    first.parents.dedup();
    Some(first)
}

/// Who else has the words of a passage: by account, its aligned passages and the account on the other side.
struct Spread<'dossier>(BTreeMap<&'dossier Id, Vec<(Span, &'dossier Id)>>);

impl<'dossier> Spread<'dossier> {
    fn of(view: &View<'dossier>) -> Self {
        let mut by_account: BTreeMap<&Id, Vec<(Span, &Id)>> = BTreeMap::new();
        for Alignment { a, b, .. } in view.alignments() {
            by_account.entry(&a.account).or_default().push((a.span, &b.account));
            by_account.entry(&b.account).or_default().push((b.span, &a.account));
        }
        Spread(by_account)
    }

    /// Words that reports of different days, or of days that nothing tells, share are a set phrase where several have
    /// them and share little else ("more than … have been killed since the war began"): none of them is a copy of another.
    fn is_formula(&self, alignment: &Alignment, view: &View<'_>) -> bool {
        const LEAST_ACCOUNTS: usize = 4;
        let shared = view.lineage_of(&alignment.id).map_or(0, |edge| edge.shared_permille);
        if shared >= LEAST_SHARED_PERMILLE {
            return false;
        }
        let are_of_other_days = written(alignment, view).is_none_or(|(a, b)| a.intersection(b).is_none());
        let having = |passage: &Passage| {
            let near = self.0.get(&passage.account).into_iter().flatten();
            let others = near.filter(|(span, _)| span.overlaps(passage.span)).map(|(_, other)| *other);
            others.collect::<BTreeSet<&Id>>().len() + 1
        };
        are_of_other_days && having(&alignment.a).max(having(&alignment.b)) >= LEAST_ACCOUNTS
    }
}

/// When both sides were written, where something says so.
fn written(alignment: &Alignment, view: &View<'_>) -> Option<(Interval, Interval)> {
    let of = |account: &Id| view.claims(account).map(|claims| claims.written.interval);
    let both = of(&alignment.a.account).zip(of(&alignment.b.account));
    both.filter(|(a, b)| a.is_bounded() && b.is_bounded())
}

const CHANGES: [EditKind; 3] = [EditKind::Value, EditKind::Replace, EditKind::Hedge];

type Relations<'dossier> = BTreeMap<(&'dossier Id, &'dossier Id), &'dossier PairRelation>;

fn relations<'dossier>(view: &View<'dossier>) -> Relations<'dossier> {
    let pairs = view.dossier.questions.iter().flat_map(|question| &question.pairs);
    pairs.flat_map(|pair| [((&pair.a, &pair.b), pair), ((&pair.b, &pair.a), pair)]).collect()
}

fn change(alignment: &Alignment, edit: &Edit, relations: &Relations<'_>, view: &View<'_>) -> Option<Change> {
    match edit.kind {
        EditKind::Hedge => bounds(alignment, edit, view),
        _ => numbers(alignment, edit, relations, view).or_else(|| dates(alignment, edit, view)),
    }
}

/// The same number, bound by other words.
fn bounds(alignment: &Alignment, edit: &Edit, view: &View<'_>) -> Option<Change> {
    let at = |account: &Id, span: Span| {
        let near = Span { start: span.start, end: span.end + NEAR_BYTES };
        view.figures_in(account, near).into_iter().next()
    };
    let (a, b) = (at(&alignment.a.account, edit.a)?, at(&alignment.b.account, edit.b)?);
    let is_same = a.figure.stated.is_some() && a.figure.stated == b.figure.stated;
    let parents = vec![alignment.id.clone(), a.figure.id.clone(), b.figure.id.clone()];
    let change = Change {
        old: a.passage(),
        new: b.passage(),
        parents,
        is_update: false,
        is_grown: false,
        is_bound: true,
    };
    (is_same && (a.figure.low, a.figure.high) != (b.figure.low, b.figure.high)).then_some(change)
}

fn numbers(alignment: &Alignment, edit: &Edit, relations: &Relations<'_>, view: &View<'_>) -> Option<Change> {
    let at = |account: &Id, span: Span| {
        let inside = view.figures_in(account, span).into_iter();
        inside.into_iter().find(|told| told.figure.number_span.overlaps(span))
    };
    let (a, b) = (at(&alignment.a.account, edit.a)?, at(&alignment.b.account, edit.b)?);
    // "two women" for "four people were killed" counts something else: words were put in, no number became another.
    let group = |told: Told<'_>| told.figure.group.as_ref().map(|group| group.to_lowercase());
    let counts_the_same = a.figure.measure == b.figure.measure && group(a) == group(b);
    if (a.figure.low, a.figure.high) == (b.figure.low, b.figure.high) || !counts_the_same {
        return None;
    }
    let relation = relations.get(&(&a.figure.id, &b.figure.id)).map(|pair| pair.relation);
    let is_sourced_otherwise = innermost(b).is_some() && innermost(a) != innermost(b);
    let is_update = relation == Some(Relation::Update) || (relation.is_none() && is_sourced_otherwise);
    Some(Change {
        old: a.passage(),
        new: b.passage(),
        parents: vec![alignment.id.clone(), a.figure.id.clone(), b.figure.id.clone()],
        is_update,
        is_grown: written(alignment, view).is_some_and(|written| is_grown((a, b), written)),
        is_bound: false,
    })
}

/// True if the account written on a later day has the greater number of what grows as more becomes known.
fn is_grown((a, b): (Told<'_>, Told<'_>), (a_written, b_written): (Interval, Interval)) -> bool {
    let grows = HARM.contains(&a.figure.measure.0.as_str());
    let is_before = |one: Interval, other: Interval| one.latest < other.earliest;
    let is_more = is_before(a_written, b_written) && a.figure.low < b.figure.low
        || is_before(b_written, a_written) && b.figure.low < a.figure.low;
    grows && is_more
}

fn innermost(told: Told<'_>) -> Option<String> {
    told.figure.chain.get(1..)?.last().map(|name| name.to_lowercase())
}

/// Two dates or clock times that exclude each other.
fn dates(alignment: &Alignment, edit: &Edit, view: &View<'_>) -> Option<Change> {
    let at = |account: &Id, span: Span| -> Option<&Timex> {
        let claims = view.claims(account)?;
        claims.times.iter().find(|timex| timex.span.overlaps(span))
    };
    let (a, b) = (at(&alignment.a.account, edit.a)?, at(&alignment.b.account, edit.b)?);
    let is_sure = a.candidates.len() <= 1 && b.candidates.len() <= 1;
    let is_bounded = a.interval.is_bounded() && b.interval.is_bounded();
    let moved_with_writing = written(alignment, view).is_some_and(|written| moved_with((a, b), written));
    if !is_sure || !is_bounded || moved_with_writing || a.interval.intersection(b.interval).is_some() {
        return None;
    }
    let passage = |account: &Id, span: Span| {
        view.account(account).map(|(account, reading)| account.passage(reading, span))
    };
    Some(Change {
        old: passage(&alignment.a.account, a.span)?,
        new: passage(&alignment.b.account, b.span)?,
        parents: vec![alignment.id.clone(), a.id.clone(), b.id.clone()],
        is_update: false,
        is_grown: false,
        is_bound: false,
    })
}

/// True if both lie equally far from the day on which their account was written: the same words, said on another day.
fn moved_with((a, b): (&Timex, &Timex), (a_written, b_written): (Interval, Interval)) -> bool {
    let from = |time: Interval, written: Interval| {
        time.earliest.zip(written.earliest).map(|(one, day)| one.saturating_sub(day))
    };
    a_written.intersection(b_written).is_none() && from(a.interval, a_written) == from(b.interval, b_written)
}

fn finding(alignment: &Alignment, change: Change, view: &View<'_>) -> Finding {
    let (from, to) = match alignment.direction {
        Direction::BToA => (&change.new, &change.old),
        _ => (&change.old, &change.new),
    };
    let is_directed = matches!(alignment.direction, Direction::AToB | Direction::BToA);
    let (first, second) = (name_of(&from.account, view), name_of(&to.account, view));
    let title = if is_directed {
        say!("copy-edit.became", old = quoted(&from.text), new = quoted(&to.text))
    } else {
        say!("copy-edit.differs", old = quoted(&from.text), new = quoted(&to.text))
    };
    let mut why = vec![say!("copy-edit.share", a = first.clone(), b = second)];
    why.push(if is_directed {
        say!("copy-edit.first", who = first, reasons = direction_reasons(alignment, view))
    } else {
        say!("copy-edit.unknown")
    });
    why.push(reason(&change));
    let severity = if is_plain(&change) { Severity::Sharp } else { Severity::Notable };
    Draft {
        kind: ID,
        hold: if change.is_update || change.is_grown { Hold::OnReading } else { Hold::Always },
        reading: Some(say!("copy-edit.reading")),
        title,
        why,
        passages: vec![from.clone(), to.clone()],
        parents: change.parents,
        severity,
    }
    .finish()
}

/// Nothing explains the change.
fn is_plain(change: &Change) -> bool {
    !change.is_update && !change.is_grown && !change.is_bound
}

fn reason(change: &Change) -> Said {
    if change.is_grown && !change.is_update {
        say!("copy-edit.grown")
    } else if change.is_update {
        say!("copy-edit.updated")
    } else if change.is_bound {
        say!("copy-edit.bound")
    } else {
        say!("copy-edit.unsourced")
    }
}

/// Why the direction is known: what the whole copy shows, where that is known, else this passage.
fn direction_reasons(alignment: &Alignment, view: &View<'_>) -> Arg {
    const MOST_REASONS: usize = 2;
    let edge = view.lineage_of(&alignment.id);
    let reasons = edge.map_or(&alignment.why, |edge| &edge.why);
    let first = reasons.get(..MOST_REASONS).unwrap_or(reasons);
    list(Join::Semicolon, named(first, view))
}
