//! Signs that a part belongs to what stands before it.
//!
//! Comes in: a scene and a part. Goes out: reasons with negative weights. It may not outweigh a plain mark
//! between two texts: what parts them is judged elsewhere.

use super::evidence::{Reason, objection};
use super::openings::is_numbered;
use super::scene::Scene;
use crate::layout::roles::has_date;
use crate::layout::shape::Begins;
use crate::layout::{Part, Role};
use crate::rules::Cue;

/// The first paragraph of the opening takes up what was said.
pub(super) fn continuing(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let (lead, _) = *scene.opening(idx).first()?;
    let weight = if lead == idx { -130 } else { -70 };
    scene.is_continuing(lead).then(|| objection("continuing-lead", weight))?
}

pub(super) fn begins_like_speech(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let part = scene.part(idx).filter(|part| part.is_body())?;
    let weight = match part.shape.begins {
        _ if scene.is_in_speech(idx) => -200,
        Begins::Lower => -200,
        Begins::Dash => -170,
        Begins::Quote => -90,
        _ if part.role == Role::Item => -200,
        _ => return None,
    };
    objection("begins-like-speech", weight)
}

/// Headings and questions between the statements of one interview.
pub(super) fn inside_interview(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let part = scene.part(idx)?;
    let after = scene.parts.get(idx..(idx + 5).min(scene.parts.len()))?;
    let before = scene.parts.get(idx.saturating_sub(6)..idx)?;
    let spoke = before.iter().any(|part| part.role == Role::Speaker);
    let speaks = after.iter().any(|part| part.role == Role::Speaker);
    let speaks_at_once = after.iter().take(2).any(|part| part.role == Role::Speaker);
    let weight = match (part.role == Role::Speaker, spoke, speaks_at_once, speaks) {
        (true, ..) => -250,
        (_, true, true, _) => -200,
        (_, false, true, _) => -130,
        (_, true, _, true) => -100,
        (_, true, ..) if part.role == Role::Body && part.shape.words > 30 => -90,
        _ => return None,
    };
    objection("inside-interview", weight)
}

/// "Part II", "Day 3", "17 December": one of the parts of a text.
pub(super) fn section_label(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let part = scene.part(idx)?;
    let is_section = |part: &Part| {
        let is_label =
            |word: &recount_text::Token| scene.rules.section_labels.has(word) || scene.rules.is_weekday(word);
        let head = &part.shape.head;
        let is_counted = head.first().is_some_and(recount_text::Token::is_digits)
            && head.get(1).is_some_and(|mark| mark.is(".") || mark.is(")"));
        part.shape.is_line && part.role == Role::Headline && (is_numbered(head, is_label) || is_counted)
    };
    let series = |is: &dyn Fn(&Part) -> bool| scene.parts.iter().filter(|part| is(part)).take(2).count() >= 2;
    if is_section(part) && series(&is_section) {
        return objection("section-label", -200);
    }
    let is_dated = |part: &Part| {
        let is_line = part.role == Role::Dateline || (part.role == Role::Headline && part.shape.words <= 8);
        is_line && has_date(&part.shape.head, scene.rules)
    };
    let stands_alone = scene.foot(idx).is_empty() && scene.head(idx).len() == 1;
    (is_dated(part) && stands_alone && series(&is_dated)).then(|| objection("dated-section", -150))?
}

pub(super) fn later_layer(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let part = scene.part(idx)?;
    part.opens_layer.then(|| objection("later-layer", -300))?
}

/// A title or byline would stay below the text before, where none belongs.
pub(super) fn left_behind(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let foot: Vec<&Part> = scene.foot(idx).filter_map(|at| scene.part(at)).collect();
    // What stands before a rule or a page's foot has been left behind by that.
    let since =
        foot.iter().rposition(|part| matches!(part.role, Role::Separator | Role::Page | Role::Closing));
    let rest = foot.get(since.map_or(0, |at| at + 1)..)?;
    let weight: i32 = rest
        .iter()
        .map(|part| match part.role {
            Role::Headline => -160,
            Role::Speaker => -200,
            Role::Dateline => -70,
            Role::Byline if scene.rules.opens(Cue::Byline, &part.shape.head).is_some() => -70,
            Role::Provenance(..) if scene.custom.is_above => -90,
            _ => 0,
        })
        .sum();
    (weight < 0).then(|| objection("left-behind", weight))?
}

/// The foot of the page before would become part of what begins.
pub(super) fn foot_taken_along(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let head: Vec<&Part> = scene.head(idx).filter_map(|at| scene.part(at)).collect();
    let weight: i32 = head
        .iter()
        .map(|part| match part.role {
            Role::Separator | Role::Closing => -200,
            Role::Page => -120,
            Role::Provenance(..) if scene.custom.is_below && !scene.custom.is_above => -90,
            _ => 0,
        })
        .sum();
    (weight < 0).then(|| objection("foot-taken-along", weight))?
}
