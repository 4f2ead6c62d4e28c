//! Who copied whom: accounts down the page in the order they were written, an arc for every pair that shares words.
//!
//! Comes in: account pairs. Goes out: arcs with an arrowhead where the direction is known, dashed where it is not,
//! dotted where both copied a third text; thicker for more shared words. The table beside it says the same.

use super::svg::{Anchor, Share, Svg};
use crate::view::{Context, PairView};
use recount_model::Direction;
use std::collections::{BTreeMap, BTreeSet};

const ROW: f64 = 38.0;
/// Accounts stand at this distance from the left; arcs bulge into the room before it.
const SPINE: f64 = 112.0;
const MOST_ROWS: usize = 60;

/// Draws the arcs; `None` when nothing was copied.
pub(crate) fn copying_arcs(context: &Context<'_>, pairs: &[PairView]) -> Option<String> {
    let named: BTreeSet<usize> = pairs.iter().flat_map(|pair| [pair.from.number, pair.to.number]).collect();
    let mut rows: Vec<usize> = named.into_iter().collect();
    rows.sort_by_key(|number| written(context, *number));
    rows.truncate(MOST_ROWS);
    let row_of: BTreeMap<usize, usize> = rows.iter().enumerate().map(|(at, number)| (*number, at)).collect();
    if rows.len() < 2 {
        return None;
    }
    let words = context.words;
    let height = ROW * rows.len() as f64 + 8.0;
    let about: Vec<String> = pairs.iter().take(20).map(|pair| about(context, pair)).collect();
    let mut svg = Svg::picture("copying", &words.say("chart", "copying"), &about.join("; "), height as u32);
    for pair in pairs {
        if let (Some(from), Some(to)) = (row_of.get(&pair.from.number), row_of.get(&pair.to.number)) {
            draw_arc(&mut svg, pair, middle(*from), middle(*to));
        }
    }
    for (at, number) in rows.iter().enumerate() {
        draw_row(&mut svg, context, *number, middle(at));
    }
    Some(svg.finish())
}

fn middle(row: usize) -> f64 {
    ROW * row as f64 + ROW / 2.0
}

/// Dated accounts by their earliest possible time, undated ones last.
fn written(context: &Context<'_>, number: usize) -> (bool, Option<i64>, usize) {
    let account = number.checked_sub(1).and_then(|at| context.accounts.get(at));
    let earliest =
        account.and_then(|account| account.claims).and_then(|claims| claims.written.interval.earliest);
    (earliest.is_none(), earliest, number)
}

fn draw_arc(svg: &mut Svg, pair: &PairView, from: f64, to: f64) {
    let bulge = (16.0 + (to - from).abs() * 0.55).min(SPINE * 1.25);
    let width = 1.0 + 4.0 * f64::from(pair.shared_permille.min(1000)) / 1000.0;
    let class = match pair.direction {
        Direction::AToB | Direction::BToA => "arc",
        Direction::CommonOrigin => "arc common",
        Direction::Unknown => "arc unknown",
    };
    let end = if pair.is_directed { SPINE - 9.0 } else { SPINE - 3.0 };
    let control = SPINE - bulge;
    svg.path(
        class,
        width,
        &format!(
            "M{:.1} {from:.1}C{control:.1} {from:.1} {control:.1} {to:.1} {end:.1} {to:.1}",
            SPINE - 3.0
        ),
    );
    if pair.is_directed {
        svg.path("arrow", 0.0, &format!("M{:.1} {to:.1}l-9-5v10z", SPINE - 2.0));
    }
}

fn draw_row(svg: &mut Svg, context: &Context<'_>, number: usize, y: f64) {
    let Some(account) = number.checked_sub(1).and_then(|at| context.accounts.get(at)) else { return };
    let time = account.claims.map(|claims| &claims.written);
    let written = time.and_then(|time| context.moments.of(time.edtf.as_deref(), time.interval));
    let written = written.unwrap_or_else(|| context.words.say("moment", "unknown"));
    svg.path("node", 1.5, &format!("M{:.1} {y:.1}a4 4 0 1 0 8 0a4 4 0 1 0-8 0", SPINE - 1.0));
    let label = crate::view::shortened(&account.label, 32);
    svg.text("name", (Share(0.0), y - 1.0), SPINE + 14.0, Anchor::Start, &format!("{number} {label}"));
    svg.text("axis-label", (Share(0.0), y + 13.0), SPINE + 14.0, Anchor::Start, &written);
}

fn about(context: &Context<'_>, pair: &PairView) -> String {
    let key = if pair.is_directed { "copied" } else { "shared" };
    let (from, to) = (&pair.from.label, &pair.to.label);
    context.words.fill("chart", key, &[("from", from), ("to", to), ("shared", &pair.shared)])
}
