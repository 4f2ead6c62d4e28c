//! Each speaker's figure over time: steps, with floor and ceiling.
//!
//! Comes in: the answers to one question. Goes out: points at the time an answer is as of, a vertical bar where its
//! words leave room, an arrowhead where they are open above, steps between answers of one speaker, and names at the
//! right edge. Answers without a date stand in a column of their own: they are drawn, not guessed.

use super::axis::Axis;
use super::svg::{Anchor, Shape, Share, Svg};
use crate::moments::Moments;
use crate::view::{AnswerView, QuestionView};
use crate::words::Words;
use recount_model::Interval;
use std::collections::BTreeMap;

const TOP: f64 = 26.0;
const PLOT: f64 = 230.0;
/// The plot ends here; names of speakers stand to the right of it.
const RIGHT: f64 = 0.74;
const LEFT: f64 = 0.07;
/// Answers without a date stand here.
const UNDATED: f64 = 0.035;
const MOST_NAMES: usize = 14;
const NAME_HEIGHT: f64 = 15.0;
/// Answers of one speaker nearer than this are given together, not one after the other.
const SAME_MOMENT: f64 = 0.004;

/// Draws the picture; `None` when fewer than two answers have different dates.
pub(crate) fn figure_steps(words: &Words, moments: &Moments<'_>, question: &QuestionView) -> Option<String> {
    let dated: Vec<Interval> = question.answers.iter().map(|answer| pinned(answer.interval)).collect();
    let axis = Axis::of_all(moments, &dated, 12)?;
    let scale = Scale::over(&question.answers)?;
    let placed: Vec<Placed<'_>> = question.answers.iter().map(|answer| place(answer, &axis, scale)).collect();
    let first = placed.iter().filter(|point| point.is_dated).map(|point| point.x.0).fold(f64::NAN, f64::min);
    if !placed.iter().any(|point| point.is_dated && point.x.0 > first + 0.01) {
        return None;
    }
    let id = format!("steps-{}", question.id);
    let mut svg =
        Svg::picture(&id, &question.title, &description(words, question), (TOP + PLOT + 34.0) as u32);
    draw_ground(&mut svg, words, &axis, scale, &placed);
    let series = series(&placed);
    for points in series.values() {
        draw_steps(&mut svg, points);
    }
    placed.iter().for_each(|point| draw_point(&mut svg, scale, point));
    draw_bounds(&mut svg, words, question, scale);
    draw_names(&mut svg, &series);
    Some(svg.finish())
}

#[derive(Clone, Copy)]
struct Placed<'a> {
    answer: &'a AnswerView,
    x: Share,
    /// The time it can be as of.
    from: Share,
    to: Share,
    y: f64,
    is_dated: bool,
    /// Later than the axis goes.
    is_beyond: bool,
}

/// From 0 to a round number above the greatest.
#[derive(Clone, Copy)]
struct Scale {
    most: f64,
    step: f64,
}

impl Scale {
    fn over(answers: &[AnswerView]) -> Option<Scale> {
        let most =
            answers.iter().map(|answer| answer.high.unwrap_or(answer.low).max(answer.low)).max()?.max(1)
                as f64;
        let power = 10_f64.powf((most / 4.0).log10().floor());
        let step =
            [1.0, 2.0, 2.5, 5.0, 10.0].iter().map(|factor| factor * power).find(|step| most / step <= 5.0);
        let step = step.unwrap_or(power * 10.0).max(1.0);
        Some(Scale { most: (most / step).ceil() * step, step })
    }

    fn y(self, number: u64) -> f64 {
        TOP + PLOT - PLOT * (number as f64 / self.most).min(1.0)
    }
}

fn place<'a>(answer: &'a AnswerView, axis: &Axis, scale: Scale) -> Placed<'a> {
    let y = scale.y(answer.low);
    let inside = |share: Share| LEFT + share.0 * (RIGHT - LEFT);
    // What the axis has no room for stands at its end.
    let at = |instant: Option<i64>| instant.map(|instant| inside(axis.at(instant)));
    let (left, right) = (at(answer.interval.earliest), at(answer.interval.latest));
    let (x, from, to) = match (left, right) {
        (Some(left), Some(right)) => (f64::midpoint(left, right), left, right),
        (None, Some(right)) => (right, LEFT, right),
        (Some(left), None) => (left, left, RIGHT),
        (None, None) => (UNDATED, UNDATED, UNDATED),
    };
    let is_dated = left.or(right).is_some();
    let is_beyond = is_dated && axis.stretch(pinned(answer.interval)).is_none() && x > LEFT;
    Placed { answer, x: Share(x), from: Share(from), to: Share(to), y, is_dated, is_beyond }
}

/// The moment an answer pins to the axis: its interval, or the one end it has.
fn pinned(interval: Interval) -> Interval {
    match (interval.earliest, interval.latest) {
        (None, end) | (end, None) => Interval { earliest: end, latest: end },
        _ => interval,
    }
}

fn draw_ground(svg: &mut Svg, words: &Words, axis: &Axis, scale: Scale, placed: &[Placed<'_>]) {
    let mut number = 0.0;
    while number <= scale.most {
        let y = scale.y(number as u64);
        svg.line(if number == 0.0 { "base" } else { "grid" }, (Share(LEFT), y), (Share(RIGHT), y));
        svg.text("axis-label", (Share(RIGHT), y - 3.0), -2.0, Anchor::End, &words.number(number as u64));
        number += scale.step;
    }
    let mut free_from = 0.0;
    for (label, from_ms, to_ms) in axis.days() {
        let inside = |instant| LEFT + axis.at(instant).0 * (RIGHT - LEFT);
        let middle = f64::midpoint(inside(from_ms), inside(to_ms));
        svg.line("day-line", (Share(inside(from_ms)), TOP), (Share(inside(from_ms)), TOP + PLOT));
        if middle - 0.05 >= free_from {
            svg.text("axis-label", (Share(middle), TOP + PLOT + 16.0), 0.0, Anchor::Middle, label);
            free_from = middle + 0.06;
        }
    }
    if placed.iter().any(|point| !point.is_dated) {
        let at = (Share(0.0), TOP + PLOT + 31.0);
        svg.text("axis-label", at, 0.0, Anchor::Start, &words.say("chart", "undated"));
    }
}

fn draw_bounds(svg: &mut Svg, words: &Words, question: &QuestionView, scale: Scale) {
    let bounds = [
        (question.low, "floor", 12.0),
        (question.high.filter(|high| Some(*high) != question.low), "ceiling", -4.0),
    ];
    for (value, key, shift) in bounds {
        let Some(value) = value else { continue };
        let y = scale.y(value);
        svg.line("bound", (Share(LEFT), y), (Share(RIGHT), y));
        let label = words.fill("chart", key, &[("n", &words.number(value))]);
        svg.text("bound-label", (Share(LEFT), y + shift), 4.0, Anchor::Start, &label);
    }
}

/// Points by speaker, in time.
fn series<'a>(placed: &[Placed<'a>]) -> BTreeMap<String, Vec<Placed<'a>>> {
    let mut series: BTreeMap<String, Vec<Placed<'a>>> = BTreeMap::new();
    for point in placed {
        series.entry(point.answer.speaker.to_lowercase()).or_default().push(*point);
    }
    for points in series.values_mut() {
        points.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
    }
    series
}

fn draw_steps(svg: &mut Svg, points: &[Placed<'_>]) {
    let dated: Vec<&Placed<'_>> = points.iter().filter(|point| point.is_dated).collect();
    for pair in dated.windows(2) {
        let [before, after] = pair else { continue };
        if after.x.0 - before.x.0 < SAME_MOMENT {
            continue;
        }
        svg.line("step", (before.x, before.y), (after.x, before.y));
        svg.line("step", (after.x, before.y), (after.x, after.y));
    }
}

fn draw_point(svg: &mut Svg, scale: Scale, point: &Placed<'_>) {
    if point.to.0 - point.from.0 > SAME_MOMENT {
        svg.line("as-of", (point.from, point.y), (point.to, point.y));
    }
    if point.is_beyond {
        svg.beyond((Share(point.x.0 + 0.008), point.y), true);
    }
    match point.answer.high {
        None => {
            svg.line("open", (point.x, point.y), (point.x, point.y - 14.0));
            svg.above((point.x, point.y - 12.0));
        }
        Some(high) if high > point.answer.low => {
            svg.line("room-line", (point.x, point.y), (point.x, scale.y(high)));
        }
        Some(_) => {}
    }
    svg.mark(Shape::of_role(&point.answer.role), (point.x, point.y));
}

/// Names at the right edge, at the height of each speaker's last answer, pushed apart where they would touch.
fn draw_names(svg: &mut Svg, series: &BTreeMap<String, Vec<Placed<'_>>>) {
    let mut last: Vec<&Placed<'_>> = series.values().filter_map(|points| points.last()).collect();
    last.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.answer.number.cmp(&b.answer.number)));
    last.truncate(MOST_NAMES);
    let mut free_from = TOP - NAME_HEIGHT;
    let lowest = TOP + PLOT + 20.0;
    let needed = NAME_HEIGHT * last.len() as f64;
    for (at, point) in last.iter().enumerate() {
        let rest = needed - NAME_HEIGHT * at as f64;
        let y = (point.y + 4.0).max(free_from).min(lowest - rest + NAME_HEIGHT);
        svg.line("leader", (Share(point.x.0 + 0.012), point.y), (Share(RIGHT), point.y));
        svg.line("leader", (Share(RIGHT), point.y), (Share(RIGHT + 0.015), y - 4.0));
        let name =
            format!("{} {}", point.answer.short_value, crate::view::shortened(&point.answer.speaker, 22));
        svg.text("name", (Share(RIGHT + 0.02), y), 0.0, Anchor::Start, &name);
        free_from = y + NAME_HEIGHT;
    }
}

fn description(words: &Words, question: &QuestionView) -> String {
    let said = question.answers.iter().map(|answer| {
        words.fill(
            "chart",
            "point",
            &[("speaker", &answer.speaker), ("value", &answer.value), ("as-of", &answer.as_of)],
        )
    });
    let mut said: Vec<String> = said.take(20).collect();
    if question.answers.len() > said.len() {
        said.push("…".to_owned());
    }
    said.join("; ")
}
