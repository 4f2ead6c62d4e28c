//! Signs that what stands before a part is the end of an account.
//!
//! Comes in: a scene and a part. Goes out: reasons. It may not look at what begins.

use super::evidence::{Reason, quoted, reason};
use super::scene::{Scene, Side};
use crate::layout::shape::Begins;
use crate::layout::{Part, Provenance, Role};
use crate::rules::Cue;
use recount_sayings::say;

/// The first part in the foot before `idx` that `is` true of.
fn in_foot<'scene>(
    scene: &'scene Scene<'_>,
    idx: usize,
    is: impl Fn(&Part) -> bool,
) -> Option<(usize, &'scene Part<'scene>)> {
    scene.foot(idx).filter_map(|at| scene.part(at).map(|part| (at, part))).find(|(_, part)| is(part))
}

pub(super) fn separator(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let (at, _) = in_foot(scene, idx, |part| part.role == Role::Separator)?;
    let line = scene.words(at);
    // Stars part scenes of one text as often as two texts.
    let weight = if line.contains(['*', '•', '·', '⁂']) { 210 } else { 240 };
    reason("separator-before", weight, say!("account-why.rule", words = quoted(line)))
}

pub(super) fn page_furniture(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let (at, _) = in_foot(scene, idx, |part| part.role == Role::Page)?;
    let lines =
        scene.foot(idx).filter(|at| scene.part(*at).is_some_and(|part| part.role == Role::Page)).count();
    let weight = if lines > 1 { 190 } else { 150 };
    reason("page-furniture-before", weight, say!("account-why.page-line", words = quoted(scene.words(at))))
}

pub(super) fn inset_furniture(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let (at, _) = in_foot(scene, idx, |part| part.role == Role::Inset)?;
    reason("inset-before", 30, say!("account-why.line", words = quoted(scene.words(at))))
}

pub(super) fn closing_words(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let (at, _) = in_foot(scene, idx, |part| part.role == Role::Closing)?;
    reason("closing-words-before", 200, say!("account-why.closes", words = quoted(scene.words(at))))
}

/// Names alone on a line below running text sign it; "By …" stands above a text more often than below.
pub(super) fn signature(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let first = scene.foot(idx).start;
    let part = scene.part(first).filter(|part| first < idx && part.role == Role::Byline)?;
    let has_cue = scene.rules.opens(Cue::Byline, &part.shape.head).is_some();
    let weight = if has_cue { 40 } else { 150 };
    (first > 0).then(|| {
        reason("signature-before", weight, say!("account-why.signed", words = quoted(scene.words(first))))
    })?
}

pub(super) fn provenance_below(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let (at, _) = in_foot(scene, idx, |part| {
        matches!(part.role, Role::Provenance(..) | Role::Address)
            && part.role_kind() != Some(Provenance::Title)
    })?;
    if at == 0 || scene.foot(idx).start == 0 {
        return None;
    }
    let weight = scene.custom.provenance_weight(Side::Below);
    reason("provenance-before", weight, say!("account-why.closes", words = quoted(scene.words(at))))
}

pub(super) fn blank_lines(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let blank_lines = scene.part(idx)?.blank_lines;
    let more = blank_lines.saturating_sub(scene.custom.usual_blank_lines);
    let weight = if scene.custom.are_more_rare { 35 * more.min(3) } else { 0 };
    (more > 0).then(|| {
        reason("blank-lines-before", weight as i32, say!("account-why.blank-lines", n = blank_lines))
    })?
}

/// After speakers and their answers the teller's own voice comes back.
pub(super) fn speech_ends(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let part = scene.part(idx)?;
    let is_own_voice =
        part.is_body() && !matches!(part.shape.begins, Begins::Dash | Begins::Quote | Begins::Lower);
    let before = scene.parts.get(idx.saturating_sub(4)..idx)?;
    let spoke = before.iter().any(|part| part.role == Role::Speaker);
    let is_short = part.shape.words <= 30;
    (is_own_voice && spoke && is_short)
        .then(|| reason("speech-ends-before", 60, say!("account-why.speech-ended")))?
}
