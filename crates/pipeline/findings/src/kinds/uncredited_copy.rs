//! `uncredited-copy`: much of an account stands word for word in another, and neither names the other.
//!
//! # What it says
//! How much of the shorter account is shared, and, where it is known, which of the two was first.
//!
//! # Why it matters
//! Two articles are not two sources. What both say counts once, however often it is repeated.
//!
//! # How it is computed
//! Collation aligns the accounts, adds up the shared words, and looks for the other's name near the shared passages.
//!
//! # What it does not show
//! Wrongdoing. Both may print a report of an agency that is not in the dossier; reprinting may be agreed.
//!
//! # References
//! M. Potthast et al.: Overview of the 6th international competition on plagiarism detection. PAN at CLEF (2014).

use crate::draft::Draft;
use crate::view::View;
use crate::words::{name_of, named, quoted};
use recount_model::{Alignment, Direction, Finding, Hold, LineageEdge, Passage, Severity};

/// Below this share of the shorter account, shared words are quotations and set phrases, not a copy.
const LEAST_SHARED_PERMILLE: u32 = 150;
const MOST_PASSAGES: usize = 3;

/// The kind's id.
pub const ID: &str = "uncredited-copy";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let edges = view.dossier.collation.lineage.iter();
    let uncredited = edges.filter(|edge| !edge.is_credited && edge.shared_permille >= LEAST_SHARED_PERMILLE);
    uncredited.map(|edge| finding(edge, view)).collect()
}

fn finding(edge: &LineageEdge, view: &View<'_>) -> Finding {
    let (from, to) = match edge.direction {
        Direction::BToA => (&edge.to, &edge.from),
        _ => (&edge.from, &edge.to),
    };
    let (from, to) = (name_of(from, view), name_of(to, view));
    let percent = (edge.shared_permille + 5) / 10;
    let is_directed = matches!(edge.direction, Direction::AToB | Direction::BToA);
    let title = if is_directed {
        format!("{percent} % of the words are shared: {to} repeats {from} and does not name it")
    } else {
        format!("{percent} % of the words are shared: {from} and {to} do not name each other")
    };
    let passages = longest(edge, view);
    let mut why = named(&edge.why, view);
    why.extend(passages.first().map(|passage| format!("for example: {}", quoted(&passage.text))));
    Draft {
        kind: ID,
        hold: Hold::Possible,
        reading: Some("both may also repeat a third text that is not in the dossier".to_owned()),
        title: capitalised(&title),
        why,
        passages,
        parents: edge.alignments.iter().chain([&edge.id]).cloned().collect(),
        severity: Severity::Notable,
    }
    .finish()
}

/// Both sides of the longest shared passages.
fn longest(edge: &LineageEdge, view: &View<'_>) -> Vec<Passage> {
    let mut shared: Vec<&Alignment> = edge.alignments.iter().filter_map(|id| view.alignment(id)).collect();
    shared.sort_by_key(|alignment| (std::cmp::Reverse(alignment.a.span.len()), alignment.id.clone()));
    shared
        .iter()
        .take(MOST_PASSAGES)
        .flat_map(|alignment| [alignment.a.clone(), alignment.b.clone()])
        .collect()
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
