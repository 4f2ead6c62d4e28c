//! Drafts made into statements: ids, chains, when it was said, how the speaker can know.
//!
//! Comes in: nested drafts. Goes out: statements sorted by span. It may not know frames.

use super::drafts::Draft;
use super::lexicon::{Opening, Uses};
use super::nesting::{Nested, chain};
use super::scene::Scene;
use crate::times::TimesRead;
use recount_model::{Id, Interval, Knowing, Mode, Span, Statement, TimexType};
use std::ops::Range;

/// Furthest from its cue that a time says when it was said, in tokens.
const TIME_REACH: usize = 8;
/// How far into a statement "I saw" is looked for, in tokens.
const OBSERVING_REACH: usize = 16;

/// Makes statements of nested drafts.
pub(crate) fn statements(scene: &Scene<'_>, drafts: Vec<Nested>, times: &TimesRead) -> Vec<Statement> {
    let source = scene.text.account.source.as_deref().unwrap_or(&scene.rules.account);
    let mut found: Vec<Statement> = Vec::with_capacity(drafts.len());
    let mut id_of: Vec<Option<Id>> = Vec::with_capacity(drafts.len());
    for (idx, (draft, around)) in drafts.iter().enumerate() {
        let inside = around.and_then(|at| id_of.get(at).cloned().flatten());
        let chain = chain(&drafts, idx, source);
        let statement = statement(scene, draft, chain, inside, times);
        id_of.push(statement.as_ref().map(|statement| statement.id.clone()));
        found.extend(statement);
    }
    found.sort_by(|a, b| (a.span.start, b.span.end, &a.id).cmp(&(b.span.start, a.span.end, &b.id)));
    found
}

fn statement(
    scene: &Scene<'_>,
    draft: &Draft,
    chain: Vec<String>,
    inside: Option<Id>,
    times: &TimesRead,
) -> Option<Statement> {
    let span = scene.span(&draft.content)?;
    let cue_span = draft.cue.as_ref().and_then(|cue| scene.span(cue));
    let words = |span: Span| span.of(&scene.text.reading.text).to_owned();
    Some(Statement {
        id: Id::at("sta", &scene.text.account.original, span, &draft.speaker.text),
        span,
        text: words(span),
        mode: draft.mode,
        speaker: draft.speaker.text.clone(),
        speaker_canonical: draft.speaker.canonical.clone(),
        speaker_span: draft.speaker.span,
        role: draft.speaker.role.clone(),
        cue_span,
        cue_text: cue_span.map(words),
        chain,
        inside,
        knowing: knowing(scene, draft),
        is_distanced: draft.is_distanced || is_distanced(scene, draft),
        said: said(scene, draft, times),
        rule: draft.rule.to_owned(),
    })
}

/// "allegedly", "so-called" inside a short statement.
fn is_distanced(scene: &Scene<'_>, draft: &Draft) -> bool {
    draft.mode != Mode::Interview && draft.content.clone().take(40).any(|at| scene.has(at, Uses::DISTANCING))
}

fn knowing(scene: &Scene<'_>, draft: &Draft) -> Knowing {
    if draft.knowing != Knowing::Unstated {
        return draft.knowing;
    }
    if draft.speaker.through.is_some() || draft.rule == "rumour-that" || draft.rule == "it-is-said-that" {
        return Knowing::Hearsay;
    }
    if draft.mode != Mode::Interview && has_observation(scene, &draft.content) {
        return Knowing::Observed;
    }
    let keeps_records = draft
        .speaker
        .span
        .is_some_and(|span| scene.flat.places_in(span).take(12).any(|at| scene.has(at, Uses::RECORD_KEEPER)));
    if keeps_records && draft.mode != Mode::Interview { Knowing::Record } else { Knowing::Unstated }
}

/// "she saw", "I counted": the observing verb right behind the one who speaks.
fn has_observation(scene: &Scene<'_>, content: &Range<usize>) -> bool {
    content.clone().take(OBSERVING_REACH).any(|at| {
        let opens = matches!(scene.opening(at), Some((_, Opening::Observing)));
        let is_own = (1..=2).any(|back| {
            at.checked_sub(back)
                .is_some_and(|before| before >= content.start && scene.has(before, Uses::OBSERVER))
        });
        opens && is_own
    })
}

/// The time next to the cue, else not later than the account was written.
fn said(scene: &Scene<'_>, draft: &Draft, times: &TimesRead) -> Interval {
    let bounded = Interval { earliest: None, latest: times.written.interval.latest };
    let near = draft.cue.as_ref().and_then(|cue| time_near(scene, draft, cue));
    near.map_or(bounded, |interval| interval.intersection(bounded).unwrap_or(interval))
}

fn time_near(scene: &Scene<'_>, draft: &Draft, cue: &Range<usize>) -> Option<Interval> {
    if draft.mode == Mode::Interview {
        return None;
    }
    let sentence = scene.sentence_around(cue.start);
    let speaker = draft.speaker.span.map(|span| scene.flat.places_in(span).start);
    let first = speaker.filter(|at| sentence.contains(at)).unwrap_or(cue.start).min(cue.start);
    let least = sentence.start.max(first.saturating_sub(TIME_REACH));
    let most = sentence.end.min(cue.end + TIME_REACH);
    let inside = |span: Span| scene.span(&draft.content).is_some_and(|content| content.contains(span));
    let (from, until) = (scene.flat.get(least)?.span.start, scene.flat.get(most.checked_sub(1)?)?.span.end);
    let start = scene.times.partition_point(|timex| timex.span.start < from);
    let found =
        scene.times.get(start..)?.iter().take_while(|timex| timex.span.end <= until).find(|timex| {
            matches!(timex.kind, TimexType::Date | TimexType::Time)
                && !timex.is_planned
                && !inside(timex.span)
                && timex.interval.is_bounded()
        })?;
    Some(found.interval)
}
