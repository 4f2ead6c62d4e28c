//! Which picture stands where in the page.
//!
//! Comes in: views. Goes out: pictures as markup for the templates, `None` where there is nothing to draw.

use super::{charts, safe};
use crate::view::{ChronicleView, Context, LineageView, QuestionsView};
use minijinja::context;
use minijinja::value::{Serde, Value};
use std::collections::BTreeSet;

const MOST_GLANCES: usize = 5;

/// The contested questions on the first screen, one line of numbers each.
pub(super) fn glance(questions: &QuestionsView) -> Vec<Value> {
    let contested = questions.contested.iter().filter(|question| question.answers.len() > 1);
    let rows = contested.take(MOST_GLANCES).filter_map(|question| {
        let id = format!("glance-{}", question.id);
        let picture = charts::count_strip(&id, &question.title, &question.answers)?;
        Some(context! { anchor => &question.id, title => &question.title, picture => safe(picture) })
    });
    rows.collect()
}

/// What each account tells of, with the rows of its table.
pub(super) fn coverage(context: &Context<'_>) -> Option<Value> {
    let (axis, lanes) = charts::lanes(context)?;
    let picture = safe(charts::coverage(context, &axis, &lanes));
    let days: Vec<&str> = axis.days().map(|(label, _, _)| label).collect();
    Some(context! { picture, days => Serde(days), lanes => Serde(lanes) })
}

/// The marks that occur and what they mean.
pub(super) fn shapes(context: &Context<'_>, questions: &QuestionsView) -> Vec<Value> {
    let answers = questions.contested.iter().flat_map(|question| &question.answers);
    let roles: BTreeSet<&str> = answers.map(|answer| answer.role.as_str()).collect();
    let shapes = roles.into_iter().map(|role| {
        context! { picture => safe(charts::shape_sample(role)), words => context.words.say("role", role) }
    });
    shapes.collect()
}

/// One picture per contested question: over time where the dates differ, else on a line.
pub(super) fn questions(context: &Context<'_>, questions: &QuestionsView) -> Vec<Value> {
    let drawn = questions.contested.iter().map(|question| {
        let id = format!("strip-{}", question.id);
        let over_time = charts::figure_steps(context.words, &context.moments, question);
        let picture = over_time.or_else(|| charts::count_strip(&id, &question.title, &question.answers));
        picture.map_or(Value::from(()), safe)
    });
    drawn.collect()
}

/// The axis of the chronicle, and a strip for each entry of its core.
pub(super) fn chronicle(context: &Context<'_>, chronicle: &ChronicleView) -> (Option<Value>, Vec<Value>) {
    const MOST_DAYS: usize = 10;
    let intervals: Vec<_> = chronicle.core.iter().map(|entry| entry.interval).collect();
    let Some(axis) = charts::Axis::of_core(&context.moments, &intervals, MOST_DAYS) else {
        return (None, vec![Value::from(()); chronicle.core.len()]);
    };
    let strips = chronicle.core.iter().map(|entry| {
        safe(charts::chronicle_strip(&axis, entry.interval, entry.is_disputed, entry.is_planned))
    });
    (Some(safe(charts::chronicle_axis(&axis))), strips.collect())
}

/// Who copied whom.
pub(super) fn arcs(context: &Context<'_>, lineage: &LineageView) -> Option<Value> {
    charts::copying_arcs(context, &lineage.pairs).map(safe)
}
