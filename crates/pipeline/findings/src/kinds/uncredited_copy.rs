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
use recount_model::{Alignment, Direction, Finding, Hold, Id, LineageEdge, Passage, Severity};
use recount_sayings::{Told, say};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Below this share of the shorter account, shared words are quotations and set phrases, not a copy.
pub(crate) const LEAST_SHARED_PERMILLE: u32 = 150;
const MOST_PASSAGES: usize = 3;

/// The kind's id.
pub const ID: &str = "uncredited-copy";

/// More pairs of accounts than this that hang together are one finding: a report of an agency may stand in thirty papers.
const MOST_PAIRS: usize = 6;
/// Pairs that the reasons of such a finding list, the most alike first.
const MOST_LISTED: usize = 12;

/// Finds all of the kind: one finding for each pair, or one for many accounts that hang together.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let edges = view.dossier.collation.lineage.iter();
    let uncredited = edges.filter(|edge| !edge.is_credited && edge.shared_permille >= LEAST_SHARED_PERMILLE);
    let mut found = Vec::new();
    for together in connected(uncredited) {
        if together.len() > MOST_PAIRS {
            found.push(of_many(together, view));
        } else {
            found.extend(together.into_iter().map(|edge| finding(edge, view)));
        }
    }
    found
}

/// Pairs of accounts by what they hang together with, in the order of their first account.
fn connected<'d>(edges: impl Iterator<Item = &'d LineageEdge>) -> Vec<Vec<&'d LineageEdge>> {
    let edges: Vec<&LineageEdge> = edges.collect();
    let mut heads: BTreeMap<&Id, &Id> = BTreeMap::new();
    for edge in &edges {
        let (a, b) = (head(&heads, &edge.from), head(&heads, &edge.to));
        heads.insert(a.max(b), a.min(b));
    }
    let mut groups: BTreeMap<&Id, Vec<&LineageEdge>> = BTreeMap::new();
    for edge in edges {
        groups.entry(head(&heads, &edge.from)).or_default().push(edge);
    }
    groups.into_values().collect()
}

/// The first account of those that `account` hangs together with.
fn head<'d>(heads: &BTreeMap<&'d Id, &'d Id>, account: &'d Id) -> &'d Id {
    let mut at = account;
    while let Some(next) = heads.get(at).filter(|next| **next != at) {
        at = next;
    }
    at
}

fn of_many(mut edges: Vec<&LineageEdge>, view: &View<'_>) -> Finding {
    edges.sort_by(|a, b| (Reverse(a.shared_permille), &a.id).cmp(&(Reverse(b.shared_permille), &b.id)));
    let accounts: BTreeSet<&Id> = edges.iter().flat_map(|edge| [&edge.from, &edge.to]).collect();
    let listed = || edges.iter().take(MOST_LISTED);
    let line = |edge: &&LineageEdge| {
        let percent = (edge.shared_permille + 5) / 10;
        say!(
            "uncredited-copy.pair",
            percent = percent,
            a = name_of(&edge.from, view),
            b = name_of(&edge.to, view)
        )
    };
    let mut why: Vec<Told> = listed().map(line).collect();
    let left = edges.len().saturating_sub(MOST_LISTED);
    why.extend((left > 0).then(|| say!("uncredited-copy.more", n = left)));
    let mut passages = Vec::new();
    for passage in listed().flat_map(|edge| longest(edge, view).into_iter().take(2)) {
        if !passages.contains(&passage) {
            passages.push(passage);
        }
    }
    Draft {
        kind: ID,
        hold: Hold::Possible,
        reading: Some(say!("uncredited-copy.reading-group")),
        title: say!("uncredited-copy.group", n = accounts.len()),
        why,
        passages,
        parents: edges.iter().flat_map(|edge| edge.alignments.iter().chain([&edge.id])).cloned().collect(),
        severity: Severity::Notable,
    }
    .finish()
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
        say!("uncredited-copy.repeats", percent = percent, to = to, from = from)
    } else {
        say!("uncredited-copy.shared", percent = percent, from = from, to = to)
    };
    let passages = longest(edge, view);
    let mut why = named(&edge.why, view);
    why.extend(
        passages.first().map(|passage| say!("uncredited-copy.example", words = quoted(&passage.text))),
    );
    Draft {
        kind: ID,
        hold: Hold::Possible,
        reading: Some(say!("uncredited-copy.reading")),
        title,
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
    shared.sort_by_key(|alignment| (Reverse(alignment.a.span.len()), alignment.id.clone()));
    shared
        .iter()
        .take(MOST_PASSAGES)
        .flat_map(|alignment| [alignment.a.clone(), alignment.b.clone()])
        .collect()
}
