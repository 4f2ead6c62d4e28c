//! Numbers that became other numbers inside a copied passage.

use recount_model::{Alignment, Direction, Dossier, EditKind, Figure, Id, Span};
use std::collections::BTreeMap;

/// Two figures that stand at the same place of two aligned passages and differ.
pub(crate) struct ValueEdit {
    /// The figure in the earlier passage, as far as the direction is known; else in side `a`.
    pub from: Id,
    pub to: Id,
}

/// Every figure that changed inside an aligned passage, sorted.
pub(crate) fn value_edits(dossier: &Dossier) -> Vec<ValueEdit> {
    let figures: BTreeMap<&Id, &[Figure]> =
        dossier.claims.iter().map(|claims| (&claims.account, claims.figures.as_slice())).collect();
    let mut found: Vec<ValueEdit> = Vec::new();
    for alignment in &dossier.collation.alignments {
        let a = figures.get(&alignment.a.account).copied().unwrap_or_default();
        let b = figures.get(&alignment.b.account).copied().unwrap_or_default();
        for edit in alignment.edits.iter().filter(|edit| is_of_value(edit.kind)) {
            let pair = figure_at(a, edit.a).zip(figure_at(b, edit.b));
            found.extend(pair.filter(|(a, b)| is_other_number(a, b)).map(|(a, b)| directed(alignment, a, b)));
        }
    }
    found.sort_by(|x, y| (&x.from, &x.to).cmp(&(&y.from, &y.to)));
    found.dedup_by(|x, y| (&x.from, &x.to) == (&y.from, &y.to));
    found
}

fn is_of_value(kind: EditKind) -> bool {
    matches!(kind, EditKind::Value | EditKind::Replace)
}

fn is_other_number(a: &Figure, b: &Figure) -> bool {
    (a.low, a.high, a.stated) != (b.low, b.high, b.stated)
}

fn figure_at(figures: &[Figure], span: Span) -> Option<&Figure> {
    let first = figures.partition_point(|figure| figure.span.end <= span.start);
    let near = figures.get(first.saturating_sub(1)..).unwrap_or_default();
    near.iter()
        .take_while(|figure| figure.span.start < span.end)
        .find(|figure| figure.number_span.overlaps(span))
}

fn directed(alignment: &Alignment, a: &Figure, b: &Figure) -> ValueEdit {
    let (from, to) = if alignment.direction == Direction::BToA { (b, a) } else { (a, b) };
    ValueEdit { from: from.id.clone(), to: to.id.clone() }
}
