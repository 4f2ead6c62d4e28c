//! `since-when`: something that lasted is given two beginnings, or two ends.
//!
//! # What it says
//! The dates, the words they stand in, and who gives them.
//!
//! # Why it matters
//! A curfew that ended three weeks later, or a strike two years older, is another story.
//!
//! # How it is computed
//! A date right after a word like "since" or "until", near a word for something that lasts; beginnings are compared with
//! beginnings and ends with ends, across accounts.
//!
//! # What it does not show
//! That one is wrong: what was announced may have been prolonged, and there may have been several.
//!
//! # References
//! J. Allen: Maintaining knowledge about temporal intervals. CACM 26 (1983).

use crate::contrast::{are_copies, named, words};
use crate::draft::Draft;
use crate::sightings::Lasting;
use crate::view::View;
use recount_model::{Finding, Hold, Severity};
use recount_sayings::{Arg, Told, say};
use std::collections::BTreeMap;

/// The kind's id.
pub const ID: &str = "since-when";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let mut told: BTreeMap<(&str, bool), Vec<&Lasting<'_>>> = BTreeMap::new();
    for lasting in &view.sightings.lasting {
        told.entry((&lasting.theme, lasting.is_end)).or_default().push(lasting);
    }
    told.into_iter().filter_map(|((theme, is_end), own)| finding(view, theme, is_end, &own)).collect()
}

/// One for each date that excludes another account's; copies count once.
fn finding(view: &View<'_>, theme: &str, is_end: bool, all: &[&Lasting<'_>]) -> Option<Finding> {
    const MOST_DATES: usize = 4;
    let mut dates: Vec<&Lasting<'_>> = Vec::new();
    for lasting in all {
        let is_opposed = all.iter().any(|other| are_opposed(lasting, other));
        let is_known = dates.iter().any(|known| {
            let is_same_date = known.timex.interval.intersection(lasting.timex.interval).is_some();
            is_same_date || are_copies(&known.mark.passage, &lasting.mark.passage, view)
        });
        if is_opposed && !is_known && dates.len() < MOST_DATES {
            dates.push(lasting);
        }
    }
    dates.sort_by_key(|lasting| (lasting.timex.interval, lasting.mark.passage.clone()));
    let [first, .., last] = dates.as_slice() else { return None };
    let (early, late) = (words(&first.mark, view), words(&last.mark, view));
    let title = match is_end {
        true => say!("since-when.end", theme = named(theme), first = early, last = late),
        false => say!("since-when.beginning", theme = named(theme), first = early, last = late),
    };
    let values: Vec<Told> = dates
        .iter()
        .map(|lasting| {
            say!(
                "since-when.value",
                value = Arg::Day(lasting.timex.value.clone()),
                words = words(&lasting.mark, view)
            )
        })
        .collect();
    Some(
        Draft {
            kind: ID,
            hold: Hold::Possible,
            reading: Some(say!("since-when.reading", theme = named(theme))),
            title,
            why: values,
            passages: dates.iter().map(|lasting| lasting.mark.passage.clone()).collect(),
            parents: dates.iter().map(|lasting| lasting.timex.id.clone()).collect(),
            severity: Severity::Notable,
        }
        .finish(),
    )
}

fn are_opposed(a: &Lasting<'_>, b: &Lasting<'_>) -> bool {
    let other_place =
        !a.mark.places.is_empty() && !b.mark.places.is_empty() && a.mark.places.is_disjoint(&b.mark.places);
    let other_date = a.timex.interval.intersection(b.timex.interval).is_none();
    let is_one_grain = grain(a) == grain(b);
    a.mark.passage.account != b.mark.passage.account && other_date && is_one_grain && !other_place
}

/// Days, months, years, more: "since 1996, strikes" begins a series, "since 7 January" one strike.
fn grain(lasting: &Lasting<'_>) -> u8 {
    const DAY_MS: i64 = 86_400_000;
    const LONGEST_DAYS: [i64; 3] = [3, 40, 400];
    let interval = lasting.timex.interval;
    let width = interval
        .latest
        .zip(interval.earliest)
        .map_or(i64::MAX, |(latest, earliest)| latest.saturating_sub(earliest));
    LONGEST_DAYS.iter().map(|days| u8::from(width > days * DAY_MS)).sum()
}
