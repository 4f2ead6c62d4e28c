//! `lost-figure`: a number that stands in a passage and is left out of a copy of it.
//!
//! # What it says
//! The words around are the same in both accounts, one of them gives a number there, and the other gives none, in the passage or
//! anywhere else.
//!
//! # Why it matters
//! A reader of the copy alone does not learn that anybody counted. What was counted may be why the passage was written.
//!
//! # How it is computed
//! Of the edits that collation lists, those whose one side holds a figure and whose other side holds no number. A vague word
//! ("several") is no number that could be lost; an account that gives the same number elsewhere has lost nothing.
//!
//! # What it does not show
//! Why it was left out: room, doubt and purpose look alike. Where it is not known who was first, the number may have been put in.
//!
//! # References
//! D. Smith, R. Cordell, A. Mullen: Computational methods for uncovering reprinted texts. ALH 27 (2015).

use crate::draft::Draft;
use crate::view::{Told, View};
use crate::words::{name_of, quoted};
use recount_model::{Alignment, Bound, Direction, Edit, Finding, Hold, Passage, Severity};
use recount_sayings::say;

/// The kind's id.
pub const ID: &str = "lost-figure";

/// Words of a difference that is still a change of the same sentence, and not another one in its place.
const LONGEST_CHANGE: usize = 8;

/// Of a passage in which less agrees it cannot be said that a number was left out: it may be another event told in the same way.
const LEAST_AGREEING: u32 = 600;

/// One passage with a number and its counterpart without.
struct Loss<'dossier> {
    told: Told<'dossier>,
    with: &'dossier Passage,
    without: &'dossier Passage,
    /// The account with the number was first, as far as known.
    is_known: bool,
}

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for alignment in view.alignments().iter().filter(|one| one.score_permille >= LEAST_AGREEING) {
        for edit in &alignment.edits {
            let losses = losses(alignment, edit, view).into_iter();
            found.extend(losses.map(|loss| finding(alignment, &loss, view)));
        }
    }
    found
}

fn losses<'dossier>(
    alignment: &'dossier Alignment,
    edit: &Edit,
    view: &View<'dossier>,
) -> Vec<Loss<'dossier>> {
    let (a, b) = (&alignment.a, &alignment.b);
    let sides = match alignment.direction {
        Direction::AToB => vec![(a, b, edit.a, &edit.new, true)],
        Direction::BToA => vec![(b, a, edit.b, &edit.old, true)],
        Direction::Unknown => vec![(a, b, edit.a, &edit.new, false), (b, a, edit.b, &edit.old, false)],
        // Either may have it from a third in another wording.
        Direction::CommonOrigin => Vec::new(),
    };
    let mut losses = Vec::new();
    for (with, without, span, instead, is_known) in sides {
        let words = |text: &str| text.split_whitespace().count();
        let is_short = words(&edit.old).max(words(&edit.new)) <= LONGEST_CHANGE;
        if !is_short || instead.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let figures = view.figures_in(&with.account, span).into_iter();
        let lost = figures.filter(|told| {
            span.contains(told.figure.number_span) && is_number(*told, view) && !is_told(*told, without, view)
        });
        losses.extend(lost.map(|told| Loss { told, with, without, is_known }));
    }
    losses
}

/// A number that somebody counted: not "several", not the one that "a man" implies, not how long something lasted.
fn is_number(told: Told<'_>, view: &View<'_>) -> bool {
    let figure = told.figure;
    let times = view.claims(&told.account.id).map_or(&[][..], |claims| claims.times.as_slice());
    if times.iter().any(|timex| timex.span.overlaps(figure.number_span)) {
        return false;
    }
    let is_counted = figure.stated.is_some_and(|stated| stated > 1) && !figure.is_implied;
    is_counted && figure.bound != Bound::Vague
}

/// True if the other account gives the number as well, or another one where this one stood.
fn is_told(told: Told<'_>, without: &Passage, view: &View<'_>) -> bool {
    let is_same = |other: &recount_model::Figure| {
        (other.low, other.high) == (told.figure.low, told.figure.high) || other.stated == told.figure.stated
    };
    let elsewhere = view.claims(&without.account).is_some_and(|claims| claims.figures.iter().any(is_same));
    let here = view.figures_in(&without.account, without.span);
    let counts_the_same = |other: &Told<'_>| {
        other.figure.measure == told.figure.measure && other.figure.counted == told.figure.counted
    };
    elsewhere || here.iter().any(counts_the_same)
}

fn finding(alignment: &Alignment, loss: &Loss<'_>, view: &View<'_>) -> Finding {
    let (first, second) = (name_of(&loss.with.account, view), name_of(&loss.without.account, view));
    let number = loss.told.passage();
    let title = if loss.is_known {
        say!("lost-figure.left-out", words = quoted(&number.text))
    } else {
        say!("lost-figure.not-there", words = quoted(&number.text))
    };
    let why = vec![
        say!("copy-edit.share", a = first.clone(), b = second.clone()),
        say!("lost-figure.none", account = second),
        if loss.is_known {
            say!("lost-figure.first", account = first.clone())
        } else {
            say!("copy-edit.unknown")
        },
    ];
    Draft {
        kind: ID,
        hold: if loss.is_known { Hold::Always } else { Hold::OnReading },
        reading: Some(say!("lost-figure.reading", account = first)),
        title,
        why,
        passages: vec![number, loss.with.clone(), loss.without.clone()],
        parents: vec![alignment.id.clone(), loss.told.figure.id.clone()],
        severity: Severity::Notable,
    }
    .finish()
}
