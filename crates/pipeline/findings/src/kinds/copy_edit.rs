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
use crate::view::{Told, View};
use crate::words::{name_of, named, quoted};
use recount_model::{
    Alignment, Direction, Edit, EditKind, Finding, Hold, Id, PairRelation, Passage, Relation, Severity, Span,
    Timex,
};
use std::collections::BTreeMap;

/// The kind's id.
pub const ID: &str = "copy-edit";

/// What changed, and how it looks from the questions.
struct Change {
    old: Passage,
    new: Passage,
    parents: Vec<Id>,
    /// The speaker it is ascribed to gave the new value later.
    is_update: bool,
    /// The number is the same; "more than" or "about" came or went.
    is_bound: bool,
}

/// A number stands so near the words that bound it.
const NEAR_BYTES: u32 = 3;

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let relations = relations(view);
    let mut found = Vec::new();
    for alignment in view.alignments() {
        let edits = alignment.edits.iter().filter(|edit| CHANGES.contains(&edit.kind));
        for change in edits.filter_map(|edit| change(alignment, edit, &relations, view)) {
            found.push(finding(alignment, change, view));
        }
    }
    found
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
    let change = Change { old: a.passage(), new: b.passage(), parents, is_update: false, is_bound: true };
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
        is_bound: false,
    })
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
    if !is_sure || !is_bounded || a.interval.intersection(b.interval).is_some() {
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
        is_bound: false,
    })
}

fn finding(alignment: &Alignment, change: Change, view: &View<'_>) -> Finding {
    let (from, to) = match alignment.direction {
        Direction::BToA => (&change.new, &change.old),
        _ => (&change.old, &change.new),
    };
    let is_directed = matches!(alignment.direction, Direction::AToB | Direction::BToA);
    let (first, second) = (name_of(&from.account, view), name_of(&to.account, view));
    let title = if is_directed {
        format!("{} became {} in a copied passage", quoted(&from.text), quoted(&to.text))
    } else {
        format!("{} in one account is {} in a copy of the passage", quoted(&from.text), quoted(&to.text))
    };
    let mut why = vec![format!("{first} and {second} share the words around it")];
    why.push(if is_directed {
        format!("{first} was first: {}", direction_reasons(alignment, view))
    } else {
        "which of the two was first is not known".to_owned()
    });
    why.push(reason(&change).to_owned());
    Draft {
        kind: ID,
        hold: if change.is_update { Hold::OnReading } else { Hold::Always },
        reading: Some(
            "an older passage that was brought up to date; words in quotation marks were changed with it"
                .to_owned(),
        ),
        title,
        why,
        passages: vec![from.clone(), to.clone()],
        parents: change.parents,
        severity: if change.is_update || change.is_bound { Severity::Notable } else { Severity::Sharp },
    }
    .finish()
}

fn reason(change: &Change) -> &'static str {
    if change.is_update {
        "the source named for it gave the new number later: the copy was brought up to date"
    } else if change.is_bound {
        "the number is the same, and what bounds it changed"
    } else {
        "no new source is named for the changed value"
    }
}

/// Why the direction is known: what the whole copy shows, where that is known, else this passage.
fn direction_reasons(alignment: &Alignment, view: &View<'_>) -> String {
    const MOST_REASONS: usize = 2;
    let edge = view.lineage_of(&alignment.id);
    let reasons = named(edge.map_or(&alignment.why, |edge| &edge.why), view);
    reasons.into_iter().take(MOST_REASONS).collect::<Vec<String>>().join("; ")
}
