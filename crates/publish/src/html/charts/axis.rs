//! A time axis that gives room to the days that are told of and shows the holes between them.
//!
//! Comes in: intervals. Goes out: a mapping from instants to shares of the width, with ticks. Every day that something
//! falls on has its own piece, wider where clock times are given; runs of days without anything shrink to a narrow,
//! hatched piece that says how many days it hides.

use super::svg::{Anchor, Share, Svg};
use crate::moments::Moments;
use jiff::civil::Date;
use recount_model::{EpochMs, Interval};
use std::collections::BTreeMap;

/// Longer than a day in any zone mix: such an interval says nothing about a single day.
const LONGEST_DAY_MS: EpochMs = 40 * 3_600_000;
const CLOCK_GRAIN_MS: EpochMs = 20 * 3_600_000;
/// Longer than some days: such an interval adds no days to the axis.
const SOME_DAYS_MS: EpochMs = 8 * 24 * 3_600_000;
/// A day whose zone is not known begins and ends this much outside itself.
const ZONE_SLACK_MS: EpochMs = 12 * 3_600_000;

/// The axis.
#[derive(Clone, Debug)]
pub(crate) struct Axis {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
struct Piece {
    from_ms: EpochMs,
    /// One past the last millisecond.
    to_ms: EpochMs,
    left: f64,
    right: f64,
    /// Days hidden in this piece; 0 for a day of its own.
    hidden_days: i64,
    label: String,
}

/// An interval on the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stretch {
    pub left: Share,
    pub right: Share,
    pub goes_on_left: bool,
    pub goes_on_right: bool,
}

impl Axis {
    /// An axis over the days that most of `intervals` fall on, at most `most_days`, leaving out what is far from the
    /// rest; `None` when none falls on a day.
    pub(crate) fn of_core(moments: &Moments<'_>, intervals: &[Interval], most_days: usize) -> Option<Axis> {
        let days = weights(moments, intervals, LONGEST_DAY_MS);
        Self::over(moments, busiest(core(days), most_days))
    }

    /// An axis over all days that `intervals` touch, at most `most_days`.
    pub(crate) fn of_all(moments: &Moments<'_>, intervals: &[Interval], most_days: usize) -> Option<Axis> {
        let days = weights(moments, intervals, SOME_DAYS_MS);
        Self::over(moments, busiest(days.into_iter().collect(), most_days))
    }

    fn over(moments: &Moments<'_>, days: Vec<(Date, f64)>) -> Option<Axis> {
        let is_one_year = days.first()?.0.year() == days.last()?.0.year();
        let mut pieces: Vec<Piece> = Vec::new();
        let (mut reached, mut previous) = (0.0, None::<Date>);
        for (day, weight) in days {
            let from_ms = start_of(moments, day)?;
            let hidden_days = previous.map_or(0, |previous| days_between(previous, day));
            if let (1.., Some(before)) = (hidden_days, pieces.last().map(|piece| piece.to_ms)) {
                let (left, right) = (reached, reached + 0.45);
                pieces.push(Piece {
                    from_ms: before,
                    to_ms: from_ms,
                    left,
                    right,
                    hidden_days,
                    label: String::new(),
                });
                reached = right;
            }
            let to_ms = start_of(moments, day.tomorrow().ok()?)?;
            let is_same_year = previous.is_some_and(|previous| previous.year() == day.year());
            let label =
                if is_one_year || is_same_year { moments.short_day(day) } else { moments.short_date(day) };
            let (left, right) = (reached, reached + weight);
            pieces.push(Piece { from_ms, to_ms, left, right, hidden_days: 0, label });
            (reached, previous) = (right, Some(day));
        }
        for piece in &mut pieces {
            (piece.left, piece.right) = (piece.left / reached, piece.right / reached);
        }
        Some(Axis { pieces })
    }

    /// Where an instant stands; beyond the ends it stands at the end.
    pub(crate) fn at(&self, instant: EpochMs) -> Share {
        let after = self.pieces.partition_point(|piece| piece.from_ms <= instant);
        let Some(piece) = after.checked_sub(1).and_then(|at| self.pieces.get(at)) else { return Share(0.0) };
        let length = (piece.to_ms - piece.from_ms).max(1) as f64;
        let inside = ((instant - piece.from_ms) as f64 / length).clamp(0.0, 1.0);
        Share(piece.left + inside * (piece.right - piece.left))
    }

    /// Where an interval stands; `None` when it has no part on the axis.
    pub(crate) fn stretch(&self, interval: Interval) -> Option<Stretch> {
        let (first, last) = (self.pieces.first()?.from_ms, self.pieces.last()?.to_ms);
        if interval.latest.is_some_and(|latest| latest < first)
            || interval.earliest.is_some_and(|at| at >= last)
        {
            return None;
        }
        Some(Stretch {
            left: interval.earliest.map_or(Share(0.0), |at| self.at(at)),
            right: interval.latest.map_or(Share(1.0), |at| self.at(at.saturating_add(1))),
            goes_on_left: interval.earliest.is_none_or(|at| at < first.saturating_sub(ZONE_SLACK_MS)),
            goes_on_right: interval.latest.is_none_or(|at| at >= last.saturating_add(ZONE_SLACK_MS)),
        })
    }

    /// True if the interval ends before the axis begins.
    pub(crate) fn is_before(&self, interval: Interval) -> bool {
        self.pieces.first().is_some_and(|piece| interval.latest.is_some_and(|latest| latest < piece.from_ms))
    }

    /// Day lines, and hatching where days are hidden, from `top` down over `height`.
    pub(crate) fn draw_ground(&self, svg: &mut Svg, top: f64, height: f64) {
        for piece in &self.pieces {
            if piece.hidden_days > 0 {
                svg.bar("hole", Share(piece.left), Share(piece.right), top, height);
            } else {
                svg.line("day-line", (Share(piece.left), top), (Share(piece.left), top + height));
            }
        }
        svg.line("day-line", (Share(1.0), top), (Share(1.0), top + height));
    }

    /// The same over the whole height of a strip that grows with the words beside it.
    pub(crate) fn draw_rules(&self, svg: &mut Svg) {
        for piece in &self.pieces {
            if piece.hidden_days > 0 {
                svg.tall_bar("hole", Share(piece.left), Share(piece.right));
            } else {
                svg.tall_line("day-line", Share(piece.left));
            }
        }
        svg.tall_line("day-line", Share(1.0));
    }

    /// Day names above the pieces: those that do not touch on a narrow page, and more of them on a wide one.
    pub(crate) fn draw_labels(&self, svg: &mut Svg, baseline: f64) {
        let (mut free_narrow, mut free_wide) = (0.0, 0.0);
        for piece in self.pieces.iter().filter(|piece| piece.hidden_days == 0) {
            let letters = piece.label.chars().count() as f64;
            if piece.left + 0.001 < free_wide {
                continue;
            }
            let is_narrow = piece.left + 0.001 >= free_narrow;
            let class = if is_narrow { "axis-label" } else { "axis-label wide-only" };
            svg.text(class, (Share(piece.left), baseline), 3.0, Anchor::Start, &piece.label);
            free_wide = piece.left + letters * LETTER_ON_WIDE;
            if is_narrow {
                free_narrow = piece.left + letters * LETTER_ON_NARROW;
            }
        }
    }

    /// The days the axis shows, first to last, for descriptions.
    pub(crate) fn ends(&self) -> Option<(&str, &str)> {
        Some((&self.pieces.first()?.label, &self.pieces.last()?.label))
    }

    /// The days with their first and one-past-last instant.
    pub(crate) fn days(&self) -> impl Iterator<Item = (&str, EpochMs, EpochMs)> {
        let days = self.pieces.iter().filter(|piece| piece.hidden_days == 0);
        days.map(|piece| (piece.label.as_str(), piece.from_ms, piece.to_ms))
    }
}

/// Width of a letter as a share of a picture on a telephone, and on a page.
const LETTER_ON_NARROW: f64 = 0.021;
const LETTER_ON_WIDE: f64 = 0.0085;

/// The day an interval falls on, if it falls on one: the day of its middle.
pub(crate) fn day_of(moments: &Moments<'_>, interval: Interval) -> Option<Date> {
    let (earliest, latest) = (interval.earliest?, interval.latest?);
    let length = latest.checked_sub(earliest)?;
    let middle = moments.local(earliest + length / 2)?.date();
    (0..LONGEST_DAY_MS).contains(&length).then_some(middle)
}

/// How much falls on each day, and how much of that at a clock time. Intervals of several days, no longer than
/// `longest_ms`, give each of their days a place and no weight.
fn weights(
    moments: &Moments<'_>,
    intervals: &[Interval],
    longest_ms: EpochMs,
) -> BTreeMap<Date, (usize, usize)> {
    let mut days: BTreeMap<Date, (usize, usize)> = BTreeMap::new();
    for interval in intervals {
        let Some(length) = interval.latest.zip(interval.earliest).and_then(|(b, a)| b.checked_sub(a)) else {
            continue;
        };
        if let Some(day) = day_of(moments, *interval) {
            let counts = days.entry(day).or_default();
            counts.0 += 1;
            counts.1 += usize::from(length < CLOCK_GRAIN_MS);
        } else if (0..longest_ms).contains(&length) {
            let ends = (
                interval.earliest.and_then(|at| moments.local(at)),
                interval.latest.and_then(|at| moments.local(at)),
            );
            let (Some(first), Some(last)) = ends else { continue };
            for day in first.date().series(jiff::Span::new().days(1)).take_while(|day| *day <= last.date()) {
                days.entry(day).or_default();
            }
        }
    }
    days
}

/// The days that belong together: what is further than [`FAR_DAYS`] from its neighbours is cut off, and the part on
/// which most falls stays.
fn core(days: BTreeMap<Date, (usize, usize)>) -> Vec<(Date, (usize, usize))> {
    const FAR_DAYS: i64 = 20;
    let mut parts: Vec<Vec<(Date, (usize, usize))>> = Vec::new();
    for (day, counts) in days {
        let before = parts.last().and_then(|part| part.last()).map(|(before, _)| *before);
        match parts.last_mut() {
            Some(part) if before.is_some_and(|before| days_between(before, day) < FAR_DAYS) => {
                part.push((day, counts))
            }
            _ => parts.push(vec![(day, counts)]),
        }
    }
    let total = |part: &[(Date, (usize, usize))]| part.iter().map(|(_, counts)| counts.0).sum::<usize>();
    parts.into_iter().rev().max_by_key(|part| total(part)).unwrap_or_default()
}

/// The run of `most_days` neighbours in the list on which most falls, with their widths: 1, and more where clock times
/// are given.
fn busiest(days: Vec<(Date, (usize, usize))>, most_days: usize) -> Vec<(Date, f64)> {
    let size = most_days.clamp(1, days.len().max(1));
    let total = |window: &[(Date, (usize, usize))]| window.iter().map(|(_, counts)| counts.0).sum::<usize>();
    let best = days.windows(size).rev().max_by_key(|window| total(window)).unwrap_or(&[]);
    best.iter().map(|(day, counts)| (*day, 1.0 + (counts.1 as f64 * 0.4).min(3.0))).collect()
}

fn start_of(moments: &Moments<'_>, day: Date) -> Option<EpochMs> {
    Some(day.to_zoned(moments.zone.clone()).ok()?.timestamp().as_millisecond())
}

/// Whole days strictly between two days.
fn days_between(before: Date, after: Date) -> i64 {
    before.until(after).map_or(0, |span| i64::from(span.get_days()).saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words_of;
    use jiff::tz::TimeZone;

    const DAY: EpochMs = 86_400_000;

    fn day(at: i64) -> Interval {
        Interval::new(at * DAY, (at + 1) * DAY - 1)
    }

    fn axis(intervals: &[Interval]) -> Axis {
        let words = words_of("en").unwrap();
        Axis::of_all(&Moments { words: &words, zone: TimeZone::UTC }, intervals, 10).unwrap()
    }

    #[test]
    fn order_is_kept_and_holes_are_narrow() {
        let axis = axis(&[day(100), day(101), day(140)]);
        let places: Vec<f64> = [100, 101, 102, 139, 140, 141].map(|at| axis.at(at * DAY).0).into();
        assert!(places.windows(2).all(|pair| pair[0] <= pair[1]), "{places:?}");
        assert!(places[1] - places[0] > places[4] - places[2]);
        assert_eq!((places[0], places[5]), (0.0, 1.0));
    }

    #[test]
    fn what_goes_beyond_the_ends_says_so() {
        let axis = axis(&[day(100), day(101)]);
        let open = axis.stretch(Interval { earliest: Some(100 * DAY), latest: None }).unwrap();
        assert!(open.goes_on_right && !open.goes_on_left);
        assert_eq!(axis.stretch(day(99)), None);
        assert_eq!(axis.stretch(day(100)).unwrap().left, Share(0.0));
    }

    #[test]
    fn the_core_leaves_out_what_is_far_and_all_keeps_it() {
        let words = words_of("en").unwrap();
        let moments = Moments { words: &words, zone: TimeZone::UTC };
        let days = [day(100), day(101), day(101), day(400), Interval::new(200 * DAY, 203 * DAY)];
        let shown = |axis: Option<Axis>| axis.unwrap().days().count();
        assert_eq!(shown(Axis::of_core(&moments, &days, 10)), 2);
        assert_eq!(shown(Axis::of_all(&moments, &days, 10)), 7);
        assert_eq!(shown(Axis::of_all(&moments, &days, 3)), 3);
    }

    #[test]
    fn years_make_no_axis() {
        let words = words_of("en").unwrap();
        let moments = Moments { words: &words, zone: TimeZone::UTC };
        let year = Interval::new(0, 365 * DAY);
        assert!(Axis::of_all(&moments, &[year, Interval::UNBOUNDED, Interval::new(5, 1)], 10).is_none());
        assert!(Axis::of_all(&moments, &[Interval::new(i64::MIN, i64::MAX)], 10).is_none());
    }
}
