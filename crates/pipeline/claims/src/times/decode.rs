//! Joint decoding: which reading of each expression goes best with the readings of the others.
//!
//! Comes in: mentions with their circumstances, and a frame. Goes out: for each mention its candidates with the score of the
//! best whole reading of the account that uses them. It may not know words.
//!
//! Method: beam search over what the text spoke of last (a Viterbi search whose states are merged when their focus is the
//! same), at most [`BEAM`] states and a dozen candidates a mention: linear in mentions.

use super::anchored::anchored;
use super::expression::{Expression, LengthSaid, Moment};
use super::resolve::{
    Candidate, Circumstance, FROM_DOCUMENT, FROM_TEXT, Focus, Frame, candidates, link_points,
};
use recount_time::{PartialDate, TimeOfDay, Value, Within};

/// States kept after each mention.
const BEAM: usize = 8;

/// What decoding needs of a mention.
#[derive(Clone, Debug)]
pub(super) struct Step<'mention> {
    pub expression: &'mention Expression,
    pub circumstance: Circumstance,
    /// Background dates ("since 2006") do not move the story.
    pub moves_focus: bool,
    /// The second end of a range: not before the first.
    pub ends_range: bool,
}

/// The choice for one mention: candidates best first; the first is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Decoded {
    pub candidates: Vec<Candidate>,
    /// Counted from the time of writing: says nothing about that time.
    pub is_circular: bool,
}

#[derive(Clone, Debug)]
struct State {
    focus: Focus,
    score: i32,
    /// Index into the arena of choices.
    last: Option<usize>,
}

#[derive(Clone, Debug)]
struct Choice {
    candidate: Candidate,
    before: Option<usize>,
    step: usize,
    /// The focus the candidate was made from, to list its rivals.
    focus: Focus,
    is_circular: bool,
}

/// Decodes all steps together.
pub(super) fn decode(steps: &[Step<'_>], frame: &Frame) -> Vec<Decoded> {
    let mut states = vec![State { focus: Focus::default(), score: 0, last: None }];
    let mut arena: Vec<Choice> = Vec::new();
    let mut lengths: Vec<(usize, Vec<Candidate>)> = Vec::new();
    for (idx, step) in steps.iter().enumerate() {
        if let (Expression::Length(said @ LengthSaid { inside: None, .. }), Some(best)) =
            (step.expression, states.first())
        {
            lengths.push((idx, anchored(said, frame, &best.focus, &step.circumstance)));
        }
        let Some(moment) = as_moment(step.expression) else { continue };
        states = advanced(&states, &mut arena, (idx, step, moment), frame);
    }
    let mut decoded = trace(steps, frame, &states, &arena);
    for (idx, candidates) in lengths {
        if let Some(slot) = decoded.get_mut(idx) {
            *slot = Decoded { candidates, is_circular: true };
        }
    }
    decoded
}

fn as_moment(expression: &Expression) -> Option<&Moment> {
    match expression {
        Expression::Moment(moment) => Some(moment),
        Expression::Length(said) => said.inside.as_deref(),
        _ => None,
    }
}

/// The best states behind a step, one for each focus: best first, and of equal ones the lesser focus.
fn advanced(
    states: &[State],
    arena: &mut Vec<Choice>,
    (idx, step, moment): (usize, &Step<'_>, &Moment),
    frame: &Frame,
) -> Vec<State> {
    let mut kept: Vec<(State, Choice)> = Vec::with_capacity(BEAM + 1);
    for state in states {
        for candidate in readings(step, moment, &state.focus, frame) {
            let link = link(step, moment, &state.focus, &candidate.value);
            let score = state.score.saturating_add(candidate.score).saturating_add(link);
            if kept.len() == BEAM && kept.last().is_some_and(|(worst, _)| score < worst.score) {
                continue;
            }
            let is_circular = is_circular(moment, &candidate, &state.focus);
            let focus = focus_after(step, moment, (state.focus, is_circular), &candidate.value);
            if let Some(place) = place_of(&mut kept, score, &focus) {
                let choice =
                    Choice { candidate, before: state.last, step: idx, focus: state.focus, is_circular };
                kept.insert(place, (State { focus, score, last: None }, choice));
                kept.truncate(BEAM);
            }
        }
    }
    if kept.is_empty() {
        return states.to_vec();
    }
    let first = arena.len();
    let (mut next, choices): (Vec<State>, Vec<Choice>) = kept.into_iter().unzip();
    arena.extend(choices);
    for (place, state) in next.iter_mut().enumerate() {
        state.last = Some(first + place);
    }
    next
}

/// Where a state belongs among those kept. One with the same focus that is no better makes room; `None` if there is a
/// better one or as good a one that was found before.
fn place_of(kept: &mut Vec<(State, Choice)>, score: i32, focus: &Focus) -> Option<usize> {
    if let Some(same) = kept.iter().position(|(known, _)| known.focus == *focus) {
        if kept.get(same).is_some_and(|(known, _)| known.score >= score) {
            return None;
        }
        kept.remove(same);
    }
    let precedes =
        |(known, _): &(State, Choice)| known.score > score || (known.score == score && known.focus < *focus);
    let place = kept.partition_point(precedes);
    (place < BEAM).then_some(place)
}

/// What the text speaks of behind the mention.
fn focus_after(
    step: &Step<'_>,
    moment: &Moment,
    (focus, is_circular): (Focus, bool),
    value: &Value,
) -> Focus {
    match step.moves_focus {
        true => Focus { is_circular, aside: focus.aside.filter(|_| !is_full(moment)), ..moved(focus, value) },
        false if is_circular => focus,
        false => passed(focus, moment, value),
    }
}

/// All readings of the moment; the end of a range lies behind its beginning.
fn readings(step: &Step<'_>, moment: &Moment, focus: &Focus, frame: &Frame) -> Vec<Candidate> {
    let mut found = candidates(moment, frame, focus, &step.circumstance);
    let Some(before) = focus.date.filter(|_| step.ends_range && !is_full(moment)) else { return found };
    for candidate in &mut found {
        if is_past_midnight(candidate, focus)
            && let Value::Time(date, time) = &candidate.value
            && let Some(next) = date.as_date().and_then(|day| day.add_days(1))
        {
            candidate.value = Value::Time(next.into(), *time);
        }
        if matches!((candidate.value.days(), before.days()), (Some(end), Some(start)) if end.1 < start.0) {
            candidate.score = candidate.score.saturating_add(ENDS_BEFORE_IT_BEGINS);
        }
    }
    found
}

const ENDS_BEFORE_IT_BEGINS: i32 = -40;

/// "from 23.00 to 7.00": an hour that the day it counts from has behind it.
fn is_past_midnight(candidate: &Candidate, focus: &Focus) -> bool {
    match (&candidate.value, focus.time) {
        (Value::Time(date, TimeOfDay::Clock(to)), Some(TimeOfDay::Clock(from))) => {
            candidate.anchor.is_some() && date.as_date() == focus.day && to.minutes() < from.minutes()
        }
        _ => false,
    }
}

/// A date that the words give in full says which way the story went to it.
fn link(step: &Step<'_>, moment: &Moment, focus: &Focus, value: &Value) -> i32 {
    let fine = |date: &PartialDate| date.known_month().is_some();
    match (value.date().filter(fine), focus.date.filter(fine)) {
        (Some(date), Some(before)) if step.moves_focus && is_full(moment) => {
            link_points(date, before, &step.circumstance)
        }
        _ => 0,
    }
}

/// True if the words give the year in full.
fn is_full(moment: &Moment) -> bool {
    moment.year.is_some() && !moment.is_year_short
}

/// "today", or "at 8.30" of a day that the text got from "today".
fn is_circular(moment: &Moment, candidate: &Candidate, focus: &Focus) -> bool {
    let has_own_date =
        moment.day.is_some() || moment.weekday.is_some() || moment.month.is_some() || moment.year.is_some();
    match candidate.anchor {
        Some(FROM_DOCUMENT) => !has_own_date,
        Some(FROM_TEXT) => focus.is_circular && moment.year.is_none(),
        _ => false,
    }
}

fn moved(focus: Focus, value: &Value) -> Focus {
    let says_day = |date: &PartialDate| matches!(date.within, Within::Day(Some(_), Some(_)));
    let last = match value {
        Value::Range(_, Some(last)) => last,
        value => value,
    };
    let Some(date) = last.date().filter(|date| date.year.is_some() || says_day(date)) else { return focus };
    let time = match value {
        Value::Time(_, time) => Some(*time),
        _ => None,
    };
    match date.as_date() {
        Some(day) => Focus { date: Some(date), day: Some(day), time, ..focus },
        // "1941" behind "7 December 1941" says nothing new.
        None if focus.date.is_some_and(|before| is_inside(before, date)) => Focus { time: None, ..focus },
        None => Focus { date: Some(date), day: None, time: None, ..focus },
    }
}

/// What is told in passing does not move the story, unless nothing was told before it.
fn passed(focus: Focus, moment: &Moment, value: &Value) -> Focus {
    match value.date().filter(|date| date.year.is_some()) {
        Some(_) if focus.date.is_none() && is_full(moment) => moved(focus, value),
        // Told in passing again and again, it is what the text is about.
        Some(date) if focus.aside == Some(date) && is_full(moment) => moved(focus, value),
        Some(date) => Focus { aside: Some(date), ..focus },
        None => focus,
    }
}

fn is_inside(fine: PartialDate, coarse: PartialDate) -> bool {
    match (fine.days(), coarse.days()) {
        (Some(fine), Some(coarse)) => coarse.0 <= fine.0 && fine.1 <= coarse.1,
        _ => false,
    }
}

/// Follows the best state back; at each step lists the rivals that the same focus gave.
fn trace(steps: &[Step<'_>], frame: &Frame, states: &[State], arena: &[Choice]) -> Vec<Decoded> {
    let mut decoded = vec![Decoded::default(); steps.len()];
    let mut at = states.first().and_then(|state| state.last);
    while let Some(choice) = at.and_then(|at| arena.get(at)) {
        if let (Some(step), Some(slot)) = (steps.get(choice.step), decoded.get_mut(choice.step)) {
            let rivals = as_moment(step.expression)
                .map(|moment| readings(step, moment, &choice.focus, frame))
                .unwrap_or_default();
            slot.candidates = ranked(choice.candidate.clone(), rivals);
            slot.is_circular = choice.is_circular;
        }
        at = choice.before;
    }
    decoded
}

/// The chosen one first, then the others by score, each value once.
fn ranked(chosen: Candidate, mut rivals: Vec<Candidate>) -> Vec<Candidate> {
    rivals.sort_by(|a, b| b.score.cmp(&a.score).then(a.value.cmp(&b.value)));
    let mut all = vec![chosen];
    for rival in rivals {
        if !all.iter().any(|known| known.value == rival.value) {
            all.push(rival);
        }
    }
    all
}
