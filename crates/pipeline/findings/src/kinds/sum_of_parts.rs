//! `sum-of-parts`: a total and the parts listed for it do not add up.
//!
//! # What it says
//! The total, the parts, their sum and the difference, with the arithmetic.
//!
//! # Why it matters
//! Either the list leaves something out, or counts something twice, or the total is wrong. What is missing from a list
//! of burned houses is somebody's house.
//!
//! # How it is computed
//! The reading of figures ties the items of an enumeration to its total; the items are added as intervals. Items named
//! without a number count one.
//!
//! # What it does not show
//! That the total is wrong: "including" may open a list that is not complete.
//!
//! # References
//! None needed: addition.

use crate::draft::Draft;
use crate::view::{Told, View};
use crate::words::{account_name, grouped, number, quoted};
use recount_model::{Figure, FigureRelation, Finding, Hold, Id, Severity};
use std::collections::BTreeMap;

/// The kind's id.
pub const ID: &str = "sum-of-parts";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let mut lists: BTreeMap<&Id, Vec<(Told<'_>, Option<bool>)>> = BTreeMap::new();
    for told in view.all_told() {
        if let Some(FigureRelation::ItemOf { whole, is_list_complete }) = &told.figure.relation {
            lists.entry(whole).or_default().push((told, *is_list_complete));
        }
    }
    lists.into_iter().filter_map(|(whole, items)| finding(view.told(whole)?, items, view)).collect()
}

fn finding(whole: Told<'_>, mut items: Vec<(Told<'_>, Option<bool>)>, view: &View<'_>) -> Option<Finding> {
    if items.len() < 2 {
        return None;
    }
    items.sort_by_key(|(told, _)| told.figure.span);
    let is_complete = items.iter().any(|(_, is_complete)| *is_complete == Some(true));
    let items: Vec<Told<'_>> = items.into_iter().map(|(told, _)| told).collect();
    let least = items.iter().fold(0_u64, |sum, told| sum.saturating_add(told.figure.low));
    let most = items.iter().try_fold(0_u64, |sum, told| sum.checked_add(told.figure.high?));
    let (low, high) = (whole.figure.low, whole.figure.high);
    let is_short = most.is_some_and(|most| most < low);
    let is_over = high.is_some_and(|high| least > high);
    if !is_short && !is_over {
        return None;
    }
    let sum = if is_short { most.unwrap_or(least) } else { least };
    let reading = match (is_over, is_complete) {
        (true, _) => "if nothing is counted twice, the parts are more than the total",
        (false, true) => "if nothing else was counted, the total is more than its parts",
        (false, false) => "if the list is meant to be complete, the total is more than its parts",
    };
    Some(
        Draft {
            kind: ID,
            hold: Hold::OnReading,
            reading: Some(reading.to_owned()),
            title: format!(
                "{} – the parts listed add up to {}, not {}",
                quoted(&whole.figure.text),
                grouped(sum),
                number(whole)
            ),
            why: why(whole, &items, sum, view),
            passages: std::iter::once(whole)
                .chain(items.iter().copied())
                .map(|told| told.passage())
                .collect(),
            parents: std::iter::once(whole).chain(items).map(|told| told.figure.id.clone()).collect(),
            severity: Severity::Sharp,
        }
        .finish(),
    )
}

fn why(whole: Told<'_>, items: &[Told<'_>], sum: u64, view: &View<'_>) -> Vec<String> {
    let terms: Vec<String> = items.iter().map(|told| term(told.figure)).collect();
    let total = whole.figure.stated.unwrap_or(whole.figure.low);
    let gap = total.abs_diff(sum);
    let mut lines = vec![
        format!("{} = {}", terms.join(" + "), grouped(sum)),
        format!("{} − {} = {}", grouped(total.max(sum)), grouped(total.min(sum)), grouped(gap)),
        format!("total and list stand in {}", account_name(whole.account, view)),
    ];
    let implied = items.iter().filter(|told| told.figure.is_implied).count();
    if implied > 0 {
        lines.push(format!(
            "{implied} of the {} items are named without a number and count 1 each",
            items.len()
        ));
    }
    lines
}

fn term(figure: &Figure) -> String {
    match figure.high {
        Some(high) if high != figure.low => format!("({} to {})", grouped(figure.low), grouped(high)),
        Some(_) => grouped(figure.low),
        None => format!("at least {}", grouped(figure.low)),
    }
}
