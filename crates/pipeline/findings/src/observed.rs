//! Findings that reading stages already noticed inside one account. Where the same slip stands in several accounts
//! because one passage was copied, it is one finding with all its passages.

use crate::draft::Draft;
use crate::view::{Seen, View};
use crate::words::{account_name, quoted};
use recount_model::{Finding, Passage, Severity, Span};
use recount_sayings::{Arg, Join, Told, list, said, say};
use std::collections::BTreeMap;

/// How findings of one observed kind are worded.
pub(crate) struct Wording {
    pub kind: &'static str,
    pub severity: Severity,
    /// What the quoted words show, by its key ("is no day of the calendar").
    pub says: &'static str,
}

/// One finding for each observation, copies taken together.
pub(crate) fn find(view: &View<'_>, wording: &Wording) -> Vec<Finding> {
    let seen = view.seen(wording.kind);
    together(&seen, view).into_iter().map(|group| finding(&group, view, wording)).collect()
}

fn finding(group: &[Seen<'_>], view: &View<'_>, wording: &Wording) -> Finding {
    let passages: Vec<Passage> = group.iter().flat_map(passages).collect();
    let first_passages = group.first().map(|seen| passages_of_one(seen)).unwrap_or_default();
    let quotes = list(Join::And, first_passages.iter().map(|passage| quoted(&passage.text)));
    let told = group.first().map(|seen| seen.observation.why.as_slice()).unwrap_or_default();
    let (mut why, reading) = split_reading(told);
    if group.len() > 1 {
        let names: Vec<Arg> = group.iter().map(|seen| account_name(seen.account, view)).collect();
        why.push(say!("observed.copied", n = group.len(), accounts = list(Join::And, names)));
    }
    let first = group.first().map(|seen| seen.observation);
    let hold = first.map_or(recount_model::Hold::Possible, |observation| observation.hold);
    Draft {
        kind: wording.kind,
        hold,
        reading: Some(reading.unwrap_or_else(|| say!("observed.reading"))),
        title: said(wording.says, vec![("quotes".into(), quotes)]),
        why,
        passages,
        parents: Vec::new(),
        severity: wording.severity,
    }
    .finish()
}

/// Reading stages put the reading under which an observation holds last among the reasons.
pub(crate) fn split_reading(why: &[Told]) -> (Vec<Told>, Option<Told>) {
    let Some((last, before)) = why.split_last() else { return (Vec::new(), None) };
    let own =
        last.key().strip_prefix("reading.").map(|name| said(format!("if.{name}"), last.args().to_vec()));
    let of_others = || last.strip_prefix("reading: ").map(|reading| Told::verbatim(format!("if {reading}")));
    match own.or_else(of_others) {
        Some(reading) => (before.to_vec(), Some(reading)),
        None => (why.to_vec(), None),
    }
}

fn passages(seen: &Seen<'_>) -> Vec<Passage> {
    seen.observation.spans.iter().map(|span| seen.account.passage(seen.reading, *span)).collect()
}

fn passages_of_one(seen: &Seen<'_>) -> Vec<Passage> {
    let mut found = passages(seen);
    found.dedup();
    found
}

/// Groups observations that stand in the two sides of one alignment.
pub(crate) fn together<'dossier>(seen: &[Seen<'dossier>], view: &View<'_>) -> Vec<Vec<Seen<'dossier>>> {
    let mut leader: Vec<usize> = (0..seen.len()).collect();
    for alignment in view.alignments() {
        let inside = |passage: &Passage| {
            seen.iter()
                .position(|seen| seen.account.id == passage.account && cover(seen).overlaps(passage.span))
        };
        if let Some((a, b)) = inside(&alignment.a).zip(inside(&alignment.b)) {
            let (a, b) = (top(&leader, a), top(&leader, b));
            if let Some(entry) = leader.get_mut(a.max(b)) {
                *entry = a.min(b);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<Seen<'dossier>>> = BTreeMap::new();
    for (at, seen) in seen.iter().enumerate() {
        groups.entry(top(&leader, at)).or_default().push(*seen);
    }
    groups.into_values().collect()
}

fn top(leader: &[usize], mut at: usize) -> usize {
    while let Some(&next) = leader.get(at) {
        if next == at {
            break;
        }
        at = next;
    }
    at
}

fn cover(seen: &Seen<'_>) -> Span {
    let spans = seen.observation.spans.iter().copied();
    spans.reduce(Span::cover).unwrap_or(Span { start: 0, end: 0 })
}
