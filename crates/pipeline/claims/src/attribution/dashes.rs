//! Speech behind dashes: paragraphs that open with one, and the writer's words between dashes.
//!
//! Comes in: cues with their speakers. Goes out: drafts. It may not know quotation marks' own frames.

use super::drafts::Draft;
use super::quotations::Quotation;
use super::quoted::Voiced;
use super::scene::Scene;
use recount_model::{Knowing, Mode};
use std::ops::Range;

/// "— The bridge fell, — said the mayor. — Nobody saw it.": speech behind a dash at the head of a paragraph.
pub(crate) fn dashed(scene: &Scene<'_>, voiced: &[Voiced]) -> Vec<Draft> {
    let mut found = Vec::new();
    for block in &scene.text.account.blocks {
        let places = scene.flat.places_in(block.span);
        let opens = !places.is_empty() && scene.is_mark(places.start, &["-", "–", "—"]);
        if opens && scene.turn_at(places.start + 1).is_none() {
            found.extend(dashed_paragraph(scene, voiced, places));
        }
    }
    found
}

/// "«The bridge fell, — said the mayor. — Nobody saw it»": the writer's words between dashes inside one pair of marks.
pub(crate) fn interrupted(scene: &Scene<'_>, voiced: &[Voiced], quotation: &Quotation) -> Vec<Draft> {
    let places = quotation.inner.start.saturating_sub(1)..quotation.inner.end;
    dashed_paragraph(scene, voiced, places)
        .into_iter()
        .map(|draft| Draft { rule: "quote-interrupted", ..draft })
        .collect()
}

fn dashed_paragraph(scene: &Scene<'_>, voiced: &[Voiced], places: Range<usize>) -> Vec<Draft> {
    let from = voiced.partition_point(|(cue, _)| cue.places.start < places.start);
    let until = voiced.partition_point(|(cue, _)| cue.places.start < places.end);
    let said = voiced.get(from..until).unwrap_or_default().iter().find_map(|(cue, speaker)| {
        let start =
            cue.subject.as_ref().map_or(cue.group.start, |subject| subject.start.min(cue.group.start));
        let dash = start.checked_sub(1)?;
        let is_behind_dash = scene.is_mark(dash, &["-", "–", "—"])
            && dash > places.start + 1
            && scene.is_mark(dash - 1, &[",", ".", "!", "?", "…"]);
        (is_behind_dash && cue.verb.takes_quote).then_some((dash, cue, speaker.as_ref()?))
    });
    let Some((dash, cue, speaker)) = said else { return Vec::new() };
    let part = |content: Range<usize>| Draft {
        content,
        mode: Mode::Direct,
        speaker: speaker.clone(),
        cue: Some(cue.group.clone()),
        knowing: Knowing::Unstated,
        is_distanced: false,
        is_frame_only: false,
        rule: "dash-said",
    };
    let first_end = if scene.is_mark(dash - 1, &[","]) { dash - 1 } else { dash };
    let mut found = vec![part(places.start + 1..first_end)];
    let goes_on = (cue.places.end..places.end).find(|at| {
        scene.is_mark(*at, &["-", "–", "—"]) && scene.is_mark(at - 1, &[",", "."]) && at + 1 < places.end
    });
    found.extend(goes_on.map(|at| part(at + 1..places.end)));
    found
}
