//! Which mentions are copies of each other.
//!
//! Comes in: mentions and the alignments of collation. Goes out: pairs of mentions that stand at corresponding places of
//! aligned passages. It may not judge whether the copies still say the same.

use crate::mention::Mention;
use recount_model::{Alignment, AlignmentKind, Dossier, Edit, Id, Span};
use std::collections::BTreeMap;

/// Index pairs (smaller first), sorted, each once.
pub(crate) fn copied_pairs(dossier: &Dossier, mentions: &[Mention<'_>]) -> Vec<(usize, usize)> {
    let mut by_account: BTreeMap<&Id, Vec<usize>> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        by_account.entry(&mention.passage.account).or_default().push(at);
    }
    let mut pairs = Vec::new();
    let is_copy = |alignment: &&Alignment| alignment.kind != AlignmentKind::Paraphrase;
    for alignment in dossier.collation.alignments.iter().filter(is_copy) {
        let of = |account: &Id| by_account.get(account).map_or(&[][..], Vec::as_slice);
        let (ours, theirs) = (of(&alignment.a.account), of(&alignment.b.account));
        let offsets = Offsets::of(alignment);
        for a in within(mentions, ours, alignment.a.span) {
            let mapped = offsets.mapped(span(mentions, a));
            let others = within(mentions, theirs, alignment.b.span);
            let copied = others.filter(|b| {
                let shared = shared_permille(mapped, span(mentions, *b));
                shared > SAME_CLAUSE || (shared > SAME_PLACE && have_same_action(mentions, a, *b))
            });
            pairs.extend(copied.map(|b| (a.min(b), a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn span(mentions: &[Mention<'_>], at: usize) -> Span {
    mentions.get(at).map_or(Span { start: 0, end: 0 }, |mention| mention.claim.span)
}

fn have_same_action(mentions: &[Mention<'_>], a: usize, b: usize) -> bool {
    matches!((mentions.get(a), mentions.get(b)), (Some(a), Some(b)) if a.action == b.action)
}

/// The mentions of one account (ascending by start) that overlap `passage`.
fn within<'search>(
    mentions: &'search [Mention<'_>],
    own: &'search [usize],
    passage: Span,
) -> impl Iterator<Item = usize> + 'search {
    let end = own.partition_point(|at| span(mentions, *at).start < passage.end);
    let overlapping = move |at: &usize| span(mentions, *at).overlaps(passage);
    own.get(..end).unwrap_or_default().iter().copied().filter(overlapping)
}

/// Above this, two clauses stand at the same place; above the other, they are the same clause whatever its verb became.
const SAME_PLACE: usize = 500;
const SAME_CLAUSE: usize = 850;

/// How much of the longer one both share, 0..=1000.
fn shared_permille(a: Span, b: Span) -> usize {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize;
    shared * 1000 / a.len().max(b.len()).max(1)
}

/// Leads from places in one passage to places in its copy: between edits, both run alike.
pub(crate) struct Offsets<'alignment> {
    edits: Vec<&'alignment Edit>,
    a: Span,
    b: Span,
}

impl<'alignment> Offsets<'alignment> {
    pub(crate) fn of(alignment: &'alignment Alignment) -> Self {
        let mut edits: Vec<&Edit> = alignment.edits.iter().collect();
        edits.sort_by_key(|edit| (edit.a, edit.b));
        Offsets { edits, a: alignment.a.span, b: alignment.b.span }
    }

    pub(crate) fn mapped(&self, span: Span) -> Span {
        let start = self.place(span.start.clamp(self.a.start, self.a.end));
        let end = self.place(span.end.clamp(self.a.start, self.a.end));
        Span { start, end: end.max(start) }
    }

    fn place(&self, offset: u32) -> u32 {
        let before = self.edits.partition_point(|edit| edit.a.end <= offset);
        let last = before.checked_sub(1).and_then(|at| self.edits.get(at));
        let (from, to) = last.map_or((self.a.start, self.b.start), |edit| (edit.a.end, edit.b.end));
        let next = self.edits.get(before).map_or(self.b.end, |edit| edit.b.end);
        (to + offset.saturating_sub(from)).min(next.max(to))
    }
}
