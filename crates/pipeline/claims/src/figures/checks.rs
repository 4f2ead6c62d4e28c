//! Sums: whether items add up to their total and parts fit into their whole.
//!
//! Comes in: the figures of an account and its enumerations. Goes out: observations, one for each sum that does not
//! come out, with the arithmetic spelled out. It may not know why, and blames nobody.
//!
//! Where an observation does not always hold, its last reason says the reading under which it does.

use super::enumeration::Enumeration;
use recount_model::claim::Observation;
use recount_model::{Bound, Figure, FigureRelation, Hold, Id, Span};
use recount_sayings::{Arg, Told, quote, say};
use std::collections::BTreeMap;

/// Adds up. `figures` in the order of the drafts the lists point into.
pub(crate) fn check(figures: &[Figure], lists: &[Enumeration]) -> Vec<Observation> {
    let by_id: BTreeMap<&Id, &Figure> = figures.iter().map(|figure| (&figure.id, figure)).collect();
    let sums = lists.iter().filter_map(|list| sum_of_parts(figures, list));
    let parts = figures.iter().filter_map(|part| part_exceeds(&by_id, part));
    let mut found: Vec<Observation> = sums.chain(parts).collect();
    found.sort_by(|a, b| (&a.spans, &a.kind).cmp(&(&b.spans, &b.kind)));
    found
}

fn sum_of_parts(figures: &[Figure], list: &Enumeration) -> Option<Observation> {
    let whole = figures.get(list.whole)?;
    let items: Vec<&Figure> = list.items.iter().filter_map(|idx| figures.get(*idx)).collect();
    let low: u64 = items.iter().try_fold(0u64, |sum, item| sum.checked_add(item.low))?;
    let high: Option<u64> = items.iter().try_fold(0u64, |sum, item| sum.checked_add(item.high?));
    let is_over = whole.high.is_some_and(|most| low > most);
    let is_under = list.is_fully_read && high.is_some_and(|high| high < whole.low);
    if !is_over && !is_under {
        return None;
    }
    let mut why: Vec<Told> = items.iter().map(|item| line_for(item)).collect();
    why.push(say!("check.together", sum = shown(low, high), total = stated(whole)));
    let is_certain =
        list.is_complete == Some(true) && is_exact(whole) && items.iter().all(|item| is_exact(item));
    why.extend((!is_certain).then(|| reading(is_over)));
    Some(Observation {
        kind: "sum-of-parts".to_owned(),
        spans: spans(whole, &items),
        why,
        hold: if is_certain { Hold::Always } else { Hold::Possible },
        rule: "sum-of-items".to_owned(),
    })
}

fn reading(is_over: bool) -> Told {
    if is_over { say!("reading.no-item-twice") } else { say!("reading.list-complete") }
}

fn line_for(item: &Figure) -> Told {
    let key = if item.is_implied { "check.item-implied" } else { "check.item" };
    say!(key, n = stated(item), words = quote(&item.text))
}

fn stated(figure: &Figure) -> Arg {
    match (figure.stated, figure.bound) {
        (Some(value), Bound::Exact) => value.into(),
        _ => shown(figure.low, figure.high),
    }
}

fn shown(low: u64, high: Option<u64>) -> Arg {
    match high {
        Some(high) if high == low => low.into(),
        Some(high) => say!("check.span", low = low, high = high).into(),
        None => say!("check.or-more", low = low).into(),
    }
}

fn is_exact(figure: &Figure) -> bool {
    figure.bound == Bound::Exact && figure.alternatives.is_empty()
}

fn spans(whole: &Figure, items: &[&Figure]) -> Vec<Span> {
    let mut spans = vec![whole.span];
    spans.extend(items.iter().map(|item| item.span));
    spans
}

fn part_exceeds(by_id: &BTreeMap<&Id, &Figure>, part: &Figure) -> Option<Observation> {
    let Some(FigureRelation::PartOf { whole }) = &part.relation else { return None };
    let whole = by_id.get(whole)?;
    let most = whole.high.filter(|most| part.low > *most)?;
    let is_same = whole.measure == part.measure;
    is_same.then(|| Observation {
        kind: "part-exceeds-whole".to_owned(),
        spans: vec![whole.span, part.span],
        why: vec![
            say!("check.part-of", part = quote(&part.text), whole = quote(&whole.text)),
            say!("check.part-whole", low = part.low, most = most),
            say!("reading.part-before"),
        ],
        hold: Hold::OnReading,
        rule: "part-of-figure".to_owned(),
    })
}
