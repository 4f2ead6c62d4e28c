//! What each account tells of, day by day, and when it was written.
//!
//! Comes in: accounts with the times they name. Goes out: one lane per account; a column's height says how many times
//! the account names that day; a bracket is the time of writing. Days that only some accounts tell of are the point.

use super::axis::{Axis, day_of};
use super::svg::{Anchor, Share, Svg};
use crate::view::Context;
use recount_model::{Interval, TimexType};
use serde::Serialize;

const LANE: f64 = 44.0;
const HEAD: f64 = 22.0;
const TALLEST: f64 = 18.0;
const MOST_LANES: usize = 16;
const MOST_DAYS: usize = 14;

/// One account's lane, which is also its row in the table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CoverageLane {
    pub number: usize,
    pub label: String,
    pub written: Option<String>,
    /// Times named on each day of the axis.
    pub counts: Vec<usize>,
    /// Times named on days off the axis.
    pub elsewhere: usize,
    #[serde(skip)]
    written_interval: Interval,
}

/// The lanes and the days of the axis; `None` when no account names a day.
pub(crate) fn lanes(context: &Context<'_>) -> Option<(Axis, Vec<CoverageLane>)> {
    let named: Vec<Vec<Interval>> =
        context.accounts.iter().map(|account| named_days(context, account)).collect();
    let axis = Axis::of_core(&context.moments, &named.concat(), MOST_DAYS)?;
    let days: Vec<(i64, i64)> = axis.days().map(|(_, from, to)| (from, to)).collect();
    let mut lanes: Vec<CoverageLane> = Vec::new();
    for (account, intervals) in context.accounts.iter().zip(&named).take(MOST_LANES) {
        let mut counts = vec![0; days.len()];
        let mut elsewhere = 0;
        for interval in intervals {
            let middle = interval.earliest.zip(interval.latest).map_or(0, |(a, b)| a + (b - a) / 2);
            let at = days.partition_point(|(from, _)| *from <= middle).checked_sub(1);
            match at
                .filter(|at| days.get(*at).is_some_and(|(_, to)| middle < *to))
                .and_then(|at| counts.get_mut(at))
            {
                Some(count) => *count += 1,
                None => elsewhere += 1,
            }
        }
        let written = account.claims.map(|claims| &claims.written);
        lanes.push(CoverageLane {
            number: account.number,
            label: account.label.clone(),
            written: written.and_then(|time| context.moments.of(time.edtf.as_deref(), time.interval)),
            counts,
            elsewhere,
            written_interval: written.map_or(Interval::UNBOUNDED, |time| time.interval),
        });
    }
    Some((axis, lanes))
}

fn named_days(context: &Context<'_>, account: &crate::view::Numbered<'_>) -> Vec<Interval> {
    let times = account.claims.iter().flat_map(|claims| &claims.times);
    let dated = times.filter(|timex| matches!(timex.kind, TimexType::Date | TimexType::Time));
    dated
        .map(|timex| timex.interval)
        .filter(|interval| day_of(&context.moments, *interval).is_some())
        .collect()
}

/// Draws the lanes.
pub(crate) fn coverage(context: &Context<'_>, axis: &Axis, lanes: &[CoverageLane]) -> String {
    let words = context.words;
    let (first, last) = axis.ends().unwrap_or_default();
    let about = words.fill("chart", "coverage-about", &[("first", first), ("last", last)]);
    let height = HEAD + LANE * lanes.len() as f64 + 6.0;
    let mut svg = Svg::picture("coverage", &words.say("chart", "coverage"), &about, height as u32);
    axis.draw_labels(&mut svg, 13.0);
    axis.draw_ground(&mut svg, HEAD - 4.0, height - HEAD);
    let most = lanes.iter().flat_map(|lane| &lane.counts).copied().max().unwrap_or(1).max(1) as f64;
    for (at, lane) in lanes.iter().enumerate() {
        let base = HEAD + LANE * (at as f64 + 1.0) - 6.0;
        svg.line("grid", (Share(0.0), base), (Share(1.0), base));
        for ((_, from, to), count) in axis.days().zip(&lane.counts).filter(|(_, count)| **count > 0) {
            let (left, right) = (axis.at(from).0, axis.at(to).0);
            let inset = (right - left) * 0.12;
            let tall = TALLEST * (*count as f64 / most).sqrt();
            svg.bar("column", Share(left + inset), Share(right - inset), base - tall, tall);
        }
        if let Some(stretch) = lane.written.as_ref().and_then(|_| axis.stretch(lane.written_interval)) {
            svg.bar("written", stretch.left, stretch.right, base + 2.0, 3.0);
            svg.tick("written", Share(f64::midpoint(stretch.left.0, stretch.right.0)), 3.0, base + 2.0, 3.0);
        }
        let undated = if lane.written.is_none() { words.say("chart", "no-date") } else { String::new() };
        let label = format!("{} {}{undated}", lane.number, lane.label);
        svg.text("lane-label", (Share(0.0), base - TALLEST - 5.0), 0.0, Anchor::Start, &label);
    }
    svg.finish()
}
