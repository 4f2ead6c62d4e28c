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
use crate::observed::split_reading;
use crate::view::{Seen, Told, View};
use crate::words::{account_name, grouped, number, quoted};
use recount_model::{Bound, Figure, FigureRelation, Finding, Hold, Id, Severity, Span};
use recount_sayings::{Arg, Join, Told as Said, list, say};
use std::collections::BTreeMap;

/// The kind's id.
pub const ID: &str = "sum-of-parts";

/// A total with its items, and what the reading of figures said about the list.
struct List<'dossier> {
    whole: Told<'dossier>,
    items: Vec<Told<'dossier>>,
    hold: Hold,
    reading: Option<Said>,
    /// Known only from a total that closes it: items without a number are missing.
    is_summed_up: bool,
}

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let mut lists: BTreeMap<&Id, List<'_>> = tied(view);
    for seen in view.seen(ID) {
        if let Some(list) = noticed(&seen, view) {
            lists.insert(&list.whole.figure.id, list);
        }
    }
    lists.into_values().filter_map(|list| finding(list, view)).collect()
}

/// Lists whose items are tied to their total. Whether nothing was missed between the items is not known here: only
/// lists that claim to be complete, or are already more than their total, are looked at.
fn tied<'dossier>(view: &View<'dossier>) -> BTreeMap<&'dossier Id, List<'dossier>> {
    let mut lists: BTreeMap<&Id, List<'_>> = BTreeMap::new();
    for told in view.all_told() {
        let Some(FigureRelation::ItemOf { whole, is_list_complete }) = &told.figure.relation else {
            continue;
        };
        let Some(total) = view.told(whole) else { continue };
        let list = lists.entry(whole).or_insert_with(|| List {
            whole: total,
            items: Vec::new(),
            hold: Hold::Possible,
            reading: None,
            is_summed_up: false,
        });
        list.items.push(told);
        if *is_list_complete == Some(true) {
            list.hold = Hold::OnReading;
        }
    }
    lists.retain(|_, list| {
        list.is_summed_up = list.hold == Hold::Possible && is_summed_up(list, view);
        list.hold == Hold::OnReading || list.is_summed_up || is_over(list)
    });
    lists
}

/// The list an observation speaks of: the total first, then the items.
fn noticed<'dossier>(seen: &Seen<'dossier>, view: &View<'dossier>) -> Option<List<'dossier>> {
    let at = |span: &Span| {
        let figures = view.figures_in(&seen.account.id, *span);
        figures.into_iter().find(|told| told.figure.span == *span)
    };
    let (whole, items) = seen.observation.spans.split_first()?;
    Some(List {
        whole: at(whole)?,
        items: items.iter().filter_map(at).collect(),
        hold: seen.observation.hold,
        reading: split_reading(&seen.observation.why).1,
        is_summed_up: false,
    })
}

/// "…, two banks, 20 shops – a total of 46 buildings": the total closes the list it stands behind.
fn is_summed_up(list: &List<'_>, view: &View<'_>) -> bool {
    let is_behind = |told: &Told<'_>| told.figure.span.end <= list.whole.figure.span.start;
    view.says_total(list.whole) && list.items.iter().all(is_behind)
}

fn least(list: &List<'_>) -> u64 {
    list.items.iter().fold(0_u64, |sum, told| sum.saturating_add(told.figure.low))
}

fn is_over(list: &List<'_>) -> bool {
    list.whole.figure.high.is_some_and(|high| least(list) > high)
}

fn finding(mut list: List<'_>, view: &View<'_>) -> Option<Finding> {
    list.items.sort_by_key(|told| told.figure.span);
    let most = list.items.iter().try_fold(0_u64, |sum, told| sum.checked_add(told.figure.high?));
    let (whole, is_over) = (list.whole, is_over(&list));
    let is_short = most.is_some_and(|most| most < whole.figure.low);
    // Vague words ("several hours") open a sentence more often than a sum.
    let is_total = whole.figure.stated.is_some() && whole.figure.bound != Bound::Vague;
    if !is_total || list.items.len() < 2 || (!is_short && !is_over) {
        return None;
    }
    let sum = most.filter(|_| is_short).unwrap_or_else(|| least(&list));
    let is_summed_up = list.is_summed_up && !is_over;
    let assumed = match (is_over, is_summed_up) {
        (true, _) => say!("sum-of-parts.twice"),
        (_, true) => say!("sum-of-parts.overlooked"),
        _ => say!("sum-of-parts.complete"),
    };
    let told = std::iter::once(whole).chain(list.items.iter().copied());
    Some(
        Draft {
            kind: ID,
            hold: match list.hold {
                Hold::Always => Hold::Always,
                _ if is_summed_up => Hold::Possible,
                _ => Hold::OnReading,
            },
            reading: Some(list.reading.clone().unwrap_or(assumed)),
            title: title(whole, sum, is_summed_up),
            why: why(whole, &list.items, sum, view),
            passages: told.clone().map(|told| told.passage()).collect(),
            parents: told.map(|told| told.figure.id.clone()).collect(),
            severity: if is_summed_up { Severity::Note } else { Severity::Sharp },
        }
        .finish(),
    )
}

fn title(whole: Told<'_>, sum: u64, is_summed_up: bool) -> Said {
    let (words, sum, total) = (quoted(&whole.figure.text), grouped(sum), number(whole));
    match is_summed_up {
        true => say!("sum-of-parts.title-found", whole = words, sum = sum, total = total),
        false => say!("sum-of-parts.title", whole = words, sum = sum, total = total),
    }
}

fn why(whole: Told<'_>, items: &[Told<'_>], sum: u64, view: &View<'_>) -> Vec<Said> {
    let terms = list(Join::Plus, items.iter().map(|told| addend(told.figure)));
    let total = whole.figure.stated.unwrap_or(whole.figure.low);
    let gap = total.abs_diff(sum);
    let mut lines = vec![
        say!("sum-of-parts.sum", terms = terms, sum = grouped(sum)),
        say!(
            "sum-of-parts.gap",
            most = grouped(total.max(sum)),
            least = grouped(total.min(sum)),
            gap = grouped(gap)
        ),
        say!("sum-of-parts.where", account = account_name(whole.account, view)),
    ];
    let implied = items.iter().filter(|told| told.figure.is_implied).count();
    if implied > 0 {
        lines.push(say!("sum-of-parts.implied", n = implied, items = items.len()));
    }
    lines
}

fn addend(figure: &Figure) -> Arg {
    match figure.high {
        Some(high) if high != figure.low => {
            say!("told.range", low = grouped(figure.low), high = grouped(high)).into()
        }
        Some(_) => grouped(figure.low),
        None => say!("told.at-least", n = grouped(figure.low)).into(),
    }
}
