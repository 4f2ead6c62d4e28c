//! One entry of the chronicle as an interval on the shared axis.
//!
//! Comes in: an entry and the axis. Goes out: a strip beside the words, which say the same; the axis itself once, as a
//! head. A disputed entry is hatched, an announced one is an outline; the words "disputed" and "announced" stand beside.

use super::axis::Axis;
use super::svg::{Share, Svg};
use recount_model::Interval;

const HEIGHT: u32 = 22;
/// A bar narrower than this may be less than a pixel wide: it gets a mark that is not.
const NARROW: f64 = 0.015;

/// The head of the column: day names and lines.
pub(crate) fn chronicle_axis(axis: &Axis) -> String {
    let mut svg = Svg::decoration(24);
    axis.draw_labels(&mut svg, 13.0);
    axis.draw_ground(&mut svg, 18.0, 6.0);
    svg.finish()
}

/// The strip of one entry.
pub(crate) fn chronicle_strip(
    axis: &Axis,
    interval: Interval,
    is_disputed: bool,
    is_planned: bool,
) -> String {
    let mut svg = Svg::decoration(HEIGHT);
    axis.draw_rules(&mut svg);
    let class = match (is_disputed, is_planned) {
        (true, _) => "bar disputed",
        (false, true) => "bar planned",
        (false, false) => "bar",
    };
    match axis.stretch(interval) {
        Some(stretch) => {
            svg.bar(class, stretch.left, stretch.right, 6.0, 10.0);
            if stretch.right.0 - stretch.left.0 < NARROW {
                svg.tick(class, Share(f64::midpoint(stretch.left.0, stretch.right.0)), 4.0, 6.0, 10.0);
            }
            if stretch.goes_on_left {
                svg.beyond((Share(0.0), 11.0), false);
            }
            if stretch.goes_on_right {
                svg.beyond((Share(1.0), 11.0), true);
            }
        }
        None => svg.beyond(
            (Share(if axis.is_before(interval) { 0.0 } else { 1.0 }), 11.0),
            !axis.is_before(interval),
        ),
    }
    svg.finish()
}
