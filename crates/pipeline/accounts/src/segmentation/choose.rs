//! The choice of boundaries: as many as the evidence carries, none that makes a scrap or a text that repeats itself.
//!
//! Comes in: a scene. Goes out: the parts at which accounts begin, with reasons. It may not know words.
//!
//! Method: dynamic programming over the parts with enough evidence. A set of boundaries is worth the sum of
//! their evidence above the threshold, less what scraps and self-repetition cost.

use super::evidence::{Reason, reasons};
use super::scene::Scene;
use crate::layout::{Part, Role};
use recount_sayings::say;

/// Evidence (hundredths) that makes a boundary.
pub(crate) const THRESHOLD: i32 = 240;
/// Parts with less evidence are not looked at: no cost of leaving them out could lift them.
const LEAST_EVIDENCE: i32 = 50;
/// How many candidates back the last boundary is looked for.
const MOST_LOOKBACK: usize = 96;
/// What an account costs that tells the same passage twice, for each passage.
const RETOLD_COST: i32 = 75;
const MOST_RETOLD_COST: i32 = 450;

/// A part at which an account begins.
#[derive(Clone, Debug)]
pub(crate) struct Beginning {
    pub(crate) part: usize,
    /// For and against, as read.
    pub(crate) reasons: Vec<Reason>,
}

/// Lines that stand alone on either side of one are its company; fewer than this say nothing.
const MOST_COMPANY: usize = 4;
const LEAST_COMPANY: usize = 3;
const COMPANY_WEIGHT: f32 = 200.0;
/// So far below the threshold a line still counts as one that begins a text.
const COMPANY_MARGIN: i32 = 0;
/// An account's first section heading stands within so many words.
const FIRST_SECTION_WORDS: usize = 300;
/// An opening of several paragraphs has so many words.
const OPENING_WORDS: usize = 150;
const STILL_OPENING_COST: i32 = 40;

struct Candidate {
    beginning: Beginning,
    evidence: i32,
    /// True if something stands there that exists to part texts.
    is_marked: bool,
}

/// Where accounts begin, in order; the first is where the first text begins.
pub(crate) fn beginnings(scene: &Scene<'_>) -> Vec<Beginning> {
    let Some(first) = first_part(scene) else { return Vec::new() };
    let mut candidates = vec![Candidate {
        beginning: Beginning { part: first, reasons: Vec::new() },
        evidence: 0,
        is_marked: true,
    }];
    candidates.extend(weighed(scene, first + 1));
    let best = chosen(scene, &candidates);
    let mut keep: Vec<bool> = vec![false; candidates.len()];
    for idx in best {
        if let Some(kept) = keep.get_mut(idx) {
            *kept = true;
        }
    }
    candidates
        .into_iter()
        .zip(keep)
        .filter_map(|(candidate, kept)| kept.then_some(candidate.beginning))
        .collect()
}

/// The first part that can belong to a telling; page heads before it belong to nobody.
fn first_part(scene: &Scene<'_>) -> Option<usize> {
    let can_begin =
        |part: &crate::layout::Part| !matches!(part.role, Role::Page | Role::Separator | Role::Inset);
    scene.parts.iter().position(can_begin)
}

/// The parts from `from` on with enough evidence.
fn weighed(scene: &Scene<'_>, from: usize) -> Vec<Candidate> {
    // Lines that stand alone at the head of a file are its titles: no telling is made of titles only.
    let tells = |part: &Part| part.is_body() || part.role == Role::Speaker;
    let first_told = scene.parts.iter().skip(from.saturating_sub(1)).position(tells).unwrap_or(0);
    let mut all: Vec<Beginning> = (from + first_told..scene.parts.len())
        .filter(|idx| scene.part(*idx).is_some_and(can_begin))
        .map(|idx| Beginning { part: idx, reasons: reasons(scene, idx) })
        .collect();
    company(scene, &mut all);
    all.into_iter().filter_map(candidate).collect()
}

fn can_begin(part: &Part) -> bool {
    !matches!(part.role, Role::Page | Role::Separator | Role::Inset | Role::Closing)
}

fn candidate(beginning: Beginning) -> Option<Candidate> {
    let evidence = evidence_of(&beginning);
    let is_marked = beginning.reasons.iter().any(Reason::is_mark);
    (evidence >= LEAST_EVIDENCE).then_some(Candidate { beginning, evidence, is_marked })
}

fn evidence_of(beginning: &Beginning) -> i32 {
    beginning.reasons.iter().map(|reason| reason.weight).sum()
}

/// Lines that stand alone are judged in company: the headings of one text are alike, and so are the titles of
/// many texts in one file. Where most of the others near by begin nothing, one that just might does not either.
fn company(scene: &Scene<'_>, all: &mut [Beginning]) {
    let headlines: Vec<(usize, bool)> = all
        .iter()
        .enumerate()
        .filter(|(_, beginning)| scene.part(beginning.part).is_some_and(|part| part.role == Role::Headline))
        .map(|(at, beginning)| (at, evidence_of(beginning) >= THRESHOLD - COMPANY_MARGIN))
        .collect();
    for (idx, (at, _)) in headlines.iter().enumerate() {
        let near = headlines.iter().skip(idx.saturating_sub(MOST_COMPANY)).take(2 * MOST_COMPANY + 1);
        let others: Vec<bool> = near.filter(|(other, _)| other != at).map(|(_, begins)| *begins).collect();
        if others.len() < LEAST_COMPANY {
            continue;
        }
        let beginning_share = others.iter().filter(|begins| **begins).count() as f32 / others.len() as f32;
        let weight = ((beginning_share - 0.5) * COMPANY_WEIGHT) as i32;
        let words =
            if weight > 0 { say!("account-why.company-texts") } else { say!("account-why.company-sections") };
        if let Some(beginning) = all.get_mut(*at) {
            beginning.reasons.push(Reason { rule: "company", weight, words });
        }
    }
}

/// The best set of candidates, as indices; always with the first.
fn chosen(scene: &Scene<'_>, candidates: &[Candidate]) -> Vec<usize> {
    // value[j]: the best worth of everything before candidate j, with a boundary at j.
    let mut value: Vec<i32> = vec![0];
    let mut from: Vec<usize> = vec![0];
    for (idx, candidate) in candidates.iter().enumerate().skip(1) {
        let gain = candidate.evidence - THRESHOLD;
        let (best, back) = best_before(scene, candidates, &value, idx, candidate.beginning.part);
        value.push(best + gain);
        from.push(back);
    }
    let (_, mut last) = best_before(scene, candidates, &value, candidates.len(), scene.parts.len());
    let mut found = vec![last];
    while last > 0 {
        last = from.get(last).copied().unwrap_or(0);
        found.push(last);
    }
    found.reverse();
    found
}

/// The best boundary before candidate `idx` (a text from it to `end`), with what that is worth.
fn best_before(
    scene: &Scene<'_>,
    candidates: &[Candidate],
    value: &[i32],
    idx: usize,
    end: usize,
) -> (i32, usize) {
    let from = idx.saturating_sub(MOST_LOOKBACK);
    let mut best = (i32::MIN, from);
    let ends_marked = candidates.get(idx).is_none_or(|candidate| candidate.is_marked);
    // From the last on: nothing costs less than nothing, so what is worth less by itself need not be looked at.
    for back in (from..idx).rev() {
        let (Some(candidate), Some(worth)) = (candidates.get(back), value.get(back)) else { continue };
        if *worth < best.0 {
            continue;
        }
        let cost = cost(scene, candidate.beginning.part, end, candidate.is_marked && ends_marked);
        let worth = worth.saturating_sub(cost);
        // Of equals the first.
        if worth >= best.0 {
            best = (worth, back);
        }
    }
    best
}

/// What it costs to take the parts from `start` to before `end` for one account.
fn cost(scene: &Scene<'_>, start: usize, end: usize, is_marked: bool) -> i32 {
    let words = scene.body_words(start, end);
    let scrap = match (words, is_marked) {
        (0, _) => return 1000,
        (1..=24, true) => 30,
        (25..=59, true) => 5,
        (_, true) => 0,
        (1..=24, _) => 180,
        (25..=59, _) => 110,
        (60..=119, _) => 40,
        (120..=199, _) => 15,
        (200..=299, _) => 5,
        _ => 0,
    };
    // A short heading or a paragraph soon after a beginning is still of what has just begun.
    let is_still_opening = !is_marked
        && scene.part(end).is_some_and(|part| match part.role {
            Role::Headline => part.shape.words <= 5 && words < FIRST_SECTION_WORDS,
            _ => words < OPENING_WORDS,
        });
    let scrap = if is_still_opening { scrap + STILL_OPENING_COST } else { scrap };
    let retold = scene.terms.retold.partition_point(|(first, _)| *first < start);
    let inside = scene.terms.retold.get(retold..).unwrap_or(&[]);
    let count = inside
        .iter()
        .take_while(|(first, _)| *first < end)
        .filter(|(_, second)| *second < end)
        .take(8)
        .count();
    scrap + (count as i32 * RETOLD_COST).min(MOST_RETOLD_COST)
}
