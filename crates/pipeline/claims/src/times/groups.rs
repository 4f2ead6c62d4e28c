//! Times named together: "from 3 to 7 May", "between noon and 2 pm", "May 3, 4 and 5".
//!
//! Comes in: mentions with what was written for them. Goes out: one [`TimeGroup`] for each range or list. The times stay as they
//! are; a group only joins them. It may not know how they were resolved.

use super::expression::Expression;
use super::lasting::lasting;
use super::lattice::{Lattice, is_dash};
use super::recognise::Mention;
use recount_model::{Interval, Span, TimeGroup, Timex};
use recount_time::{Reference, TimeOfDay, Value, Zone, instants};

/// Joins neighbours that belong together.
pub(super) fn groups(
    lattice: &Lattice<'_>,
    mentions: &[Mention],
    times: &[Timex],
    zones: &[Zone],
) -> Vec<TimeGroup> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < mentions.len().min(times.len()) {
        let listed = run(mentions, at);
        let group = if listed > 2 {
            list(lattice, mentions, times, at..at + listed, zones)
        } else {
            range(lattice, mentions, times, at, zones)
                .or_else(|| list(lattice, mentions, times, at..at + listed, zones))
        };
        at += group.as_ref().map_or(1, |group| group.parts.len());
        found.extend(group);
    }
    found
}

/// How many mentions from `at` on one rule matched together.
fn run(mentions: &[Mention], at: usize) -> usize {
    let group = mentions.get(at).map(|mention| mention.group);
    mentions.iter().skip(at).take_while(|mention| Some(mention.group) == group).count()
}

fn list(
    lattice: &Lattice<'_>,
    mentions: &[Mention],
    times: &[Timex],
    members: std::ops::Range<usize>,
    zones: &[Zone],
) -> Option<TimeGroup> {
    let parts = times.get(members.clone()).filter(|parts| parts.len() > 1)?;
    let first = mentions.get(members.start)?;
    let values = parts.iter().map(|timex| timex.value.parse().ok()).collect::<Option<Vec<Value>>>()?;
    let value = Value::List(values);
    let last = parts.last()?;
    let span = set_before(lattice, mentions, members.start).unwrap_or(first.span).cover(last.span);
    Some(group(lattice, span, false, parts, (value.to_string(), instants::interval(&value, zones))))
}

/// "every day on" before the days of a list.
fn set_before(lattice: &Lattice<'_>, mentions: &[Mention], at: usize) -> Option<Span> {
    let (before, first) = (mentions.get(at.checked_sub(1)?)?, mentions.get(at)?);
    let is_set = matches!(before.expression, Expression::Set(_));
    let is_next = before.items.end + 1 == first.items.start
        && lattice.is_any(before.items.end, &[lattice.rules.contexts.function]);
    (is_set && is_next).then_some(before.span)
}

fn range(
    lattice: &Lattice<'_>,
    mentions: &[Mention],
    times: &[Timex],
    at: usize,
    zones: &[Zone],
) -> Option<TimeGroup> {
    let (from, to) = (mentions.get(at)?, mentions.get(at + 1)?);
    let parts = times.get(at..at + 2)?;
    if let [one, other] = parts
        && let Some(((first, last), items)) = lasting(lattice, (from, to), (one, other))
    {
        return joined(lattice, parts, (first, last), items, zones);
    }
    let items = match &from.range {
        Some(items) if from.group == to.group => items.clone(),
        _ => opening(lattice, from, to)?..to.items.end,
    };
    if !is_moment(&from.expression) || !is_moment(&to.expression) {
        return None;
    }
    let (first, last) = ends(parts.first()?.value.parse().ok()?, parts.last()?.value.parse().ok()?)?;
    joined(lattice, parts, (first, last), items, zones)
}

fn joined(
    lattice: &Lattice<'_>,
    parts: &[Timex],
    (first, last): (Value, Value),
    items: std::ops::Range<usize>,
    zones: &[Zone],
) -> Option<TimeGroup> {
    // "From the end of 1998" is narrower than from 1998.
    let edge = |part: Option<&Timex>, value: &Value| match part {
        Some(part) if matches!(part.modifier.as_deref(), Some("START" | "MID" | "END")) => part.interval,
        _ => instants::interval(value, zones),
    };
    let interval =
        Interval { earliest: edge(parts.first(), &first).earliest, latest: edge(parts.last(), &last).latest };
    let value = Value::Range(Some(Box::new(first)), Some(Box::new(last))).to_string();
    let span = lattice.span(items.start, items.end)?;
    Some(group(lattice, span, true, parts, (value, interval)))
}

fn group(
    lattice: &Lattice<'_>,
    span: Span,
    is_range: bool,
    parts: &[Timex],
    (value, interval): (String, Interval),
) -> TimeGroup {
    TimeGroup {
        span,
        text: lattice.text.words(span).to_owned(),
        is_range,
        parts: parts.iter().map(|timex| timex.id.clone()).collect(),
        value,
        interval,
    }
}

/// A moment, or "now" as the end of something.
fn is_moment(expression: &Expression) -> bool {
    matches!(expression, Expression::Moment(_) | Expression::Fixed(Value::Reference(Reference::Present)))
}

/// Where the range begins, with the word that opens it; `None` when the words between the two do not make them a range.
pub(super) fn opening(lattice: &Lattice<'_>, from: &Mention, to: &Mention) -> Option<usize> {
    let contexts = &lattice.rules.contexts;
    let between = from.items.end;
    if between == to.items.start && matches!(to.expression, Expression::Fixed(_)) {
        // "From March to date": the word that joins is part of the end.
        let is_joined = lattice.is_any(between, &[contexts.range_to]);
        let opened = from.items.start.checked_sub(1).filter(|at| lattice.is_any(*at, &[contexts.range_from]));
        return opened.filter(|_| is_joined);
    }
    if between + 1 != to.items.start {
        return None;
    }
    let opened = |class| from.items.start.checked_sub(1).filter(|at| lattice.is_any(*at, &[class]));
    if let Some(start) = opened(contexts.range_between) {
        let joins = [contexts.range_and, contexts.range_to];
        let is_joined =
            lattice.is_any(between, &joins) || lattice.token(between).is_some_and(is_dash_or_tilde);
        return is_joined.then_some(start);
    }
    let is_joined = lattice.is_any(between, &[contexts.range_to])
        || (lattice.token(between).is_some_and(is_dash_or_tilde) && is_same_kind(from, to));
    is_joined.then(|| opened(contexts.range_from).unwrap_or(from.items.start))
}

fn is_dash_or_tilde(token: &recount_text::Token) -> bool {
    is_dash(token) || matches!(&*token.lower, "~" | "∼" | "～")
}

fn is_same_kind(from: &Mention, to: &Mention) -> bool {
    let has_time = |mention: &Mention| matches!(&mention.expression, Expression::Moment(moment) if moment.time.is_some());
    has_time(from) == has_time(to)
}

/// The ends in order. A clock time that is earlier than the one before it is on the next day ("from 23.00 to 7.00").
fn ends(first: Value, last: Value) -> Option<(Value, Value)> {
    if let (Value::Time(from_day, TimeOfDay::Clock(from)), Value::Time(to_day, TimeOfDay::Clock(to))) =
        (&first, &last)
        && from_day == to_day
        && to.minutes() <= from.minutes()
    {
        let next = to_day.as_date().and_then(|day| day.add_days(1));
        let to_day = next.map_or(*to_day, Into::into);
        return Some((first.clone(), Value::Time(to_day, TimeOfDay::Clock(*to))));
    }
    let is_backward = matches!((first.days(), last.days()), (Some(a), Some(b)) if b.1 < a.0);
    (!is_backward).then_some((first, last))
}
