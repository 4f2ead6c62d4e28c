//! All answers to one question on one line of numbers.
//!
//! Comes in: answers. Goes out: marks at the numbers, bars where the words leave room, an arrowhead where they are open
//! above. Shape tells the role. Numbers are written under the marks where they do not touch.

use super::svg::{Anchor, Shape, Share, Svg};
use crate::view::AnswerView;
use std::collections::BTreeMap;

const LINE: f64 = 16.0;
/// Room a number of one digit needs, as a share of a narrow picture, and so much more per digit.
const ROOM: (f64, f64) = (0.03, 0.022);

/// Draws the line; `None` when there is nothing to compare.
pub(crate) fn count_strip(id: &str, title: &str, answers: &[AnswerView]) -> Option<String> {
    let most = answers.iter().map(|answer| answer.high.unwrap_or(answer.low).max(answer.low)).max()?;
    let at = |number: u64| Share(0.02 + 0.94 * (number as f64 / most.max(1) as f64));
    let mut svg = Svg::picture(id, title, &description(answers), 44);
    svg.line("base", (Share(0.0), LINE), (Share(1.0), LINE));
    svg.tick("zero", at(0), 1.0, LINE - 4.0, 8.0);
    svg.text("axis-label", (at(0), LINE + 20.0), 0.0, Anchor::Middle, "0");
    for answer in answers {
        match answer.high {
            Some(high) if high > answer.low => svg.bar("room", at(answer.low), at(high), LINE - 3.0, 6.0),
            Some(_) => {}
            None => svg.beyond((at(answer.low), LINE), true),
        }
    }
    for answer in answers {
        let shift = if answer.high.is_none() { -0.004 } else { 0.0 };
        svg.mark(Shape::of_role(&answer.role), (Share(at(shown(answer)).0 + shift), LINE));
    }
    let mut free_from = at(0).0 + ROOM.0 + ROOM.1;
    for (number, label) in labels(answers) {
        let half = (ROOM.0 + ROOM.1 * label.chars().count() as f64) / 2.0;
        if at(number).0 - half >= free_from - half {
            svg.text("value-label", (at(number), LINE + 20.0), 0.0, Anchor::Middle, label);
            free_from = at(number).0 + half * 2.0;
        }
    }
    Some(svg.finish())
}

/// The number that stands for an answer: the most it surely says.
fn shown(answer: &AnswerView) -> u64 {
    answer.low
}

/// Distinct numbers with the shortest words for each.
fn labels(answers: &[AnswerView]) -> BTreeMap<u64, &str> {
    let mut labels: BTreeMap<u64, &str> = BTreeMap::new();
    for answer in answers {
        let label = labels.entry(shown(answer)).or_insert(&answer.short_value);
        if answer.short_value.len() < label.len() {
            *label = &answer.short_value;
        }
    }
    labels
}

fn description(answers: &[AnswerView]) -> String {
    const MOST_SPOKEN: usize = 12;
    let mut said: Vec<String> = answers
        .iter()
        .take(MOST_SPOKEN)
        .map(|answer| format!("{}: {}", answer.speaker, answer.value))
        .collect();
    if answers.len() > MOST_SPOKEN {
        said.push("…".to_owned());
    }
    said.join("; ")
}
