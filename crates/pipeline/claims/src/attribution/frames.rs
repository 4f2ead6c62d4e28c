//! Attributions as corpora annotate them: the words of the source, the cue, the content, each as a stretch of text.
//!
//! Comes in: drafts before they become statements. Goes out: frames in the manner of PARC and PolNeAR (Pareti 2015;
//! Newell, Margolin and Ruths, LREC 2018): the source is the whole noun phrase with what is in apposition, the cue the
//! whole verb group, the content has its "that" and its quotation marks. No word belongs to two of them, and a frame
//! inside another's content is left out. It may not know names or chains.

use super::drafts::Draft;
use super::lexicon::Uses;
use super::nesting::Nested;
use super::reported::apposed_name_end;
use super::scene::Scene;
use recount_model::{Mode, Span};
use std::ops::Range;

/// Longest apposition behind a speaker, in tokens.
const LONGEST_APPOSITION: usize = 24;

/// One attribution, by its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The noun phrase of whoever it is attributed to; none where only the cue says so ("it is reported that").
    pub source: Option<Span>,
    pub cue: Option<Span>,
    /// In order; more than one where source and cue stand between.
    pub content: Vec<Span>,
}

/// The outermost drafts as frames, in order.
pub(crate) fn frames(scene: &Scene<'_>, drafts: &[Nested]) -> Vec<Frame> {
    let mut found: Vec<Frame> = Vec::new();
    let mut last_cue: Option<Range<usize>> = None;
    for (idx, (draft, around)) in drafts.iter().enumerate() {
        let is_inside =
            is_inside_another(drafts, *around) && !around.is_some_and(|at| only_hands_on(drafts, at));
        if draft.mode == Mode::Interview || is_inside {
            continue;
        }
        if only_hands_on(drafts, idx) {
            continue;
        }
        let goes_on = draft.rule == "quote-continues" && idx > 0;
        let Some(frame) = frame(scene, draft, goes_on) else { continue };
        let is_same_cue = draft.cue.is_some() && draft.cue == last_cue;
        last_cue = draft.cue.clone().or(last_cue);
        match found.last_mut().filter(|_| goes_on || is_same_cue) {
            Some(last) => last.content.extend(frame.content),
            None => found.push(frame),
        }
    }
    found
}

/// What stands under a speaker's line is not inside anything a reader would mark.
fn is_inside_another(drafts: &[Nested], around: Option<usize>) -> bool {
    around.and_then(|idx| drafts.get(idx)).is_some_and(|(draft, _)| draft.mode != Mode::Interview)
}

/// "“No,” said Orr, according to the court.": a corpus marks whose words the quotation is, not through whom.
fn only_hands_on(drafts: &[Nested], idx: usize) -> bool {
    let Some((draft, _)) = drafts.get(idx) else { return false };
    let opens = |inner: &Draft| inner.content.start <= draft.content.start + 1 && inner.mode == Mode::Direct;
    draft.rule == "clause-according-to"
        && drafts.iter().skip(idx + 1).take(4).any(|(inner, around)| *around == Some(idx) && opens(inner))
}

fn frame(scene: &Scene<'_>, draft: &Draft, goes_on: bool) -> Option<Frame> {
    let cue = draft.cue.clone().filter(|_| !goes_on);
    let is_anonymous = matches!(draft.rule, "it-is-said-that" | "it-became-known" | "rumour-that");
    let source = draft.speaker.words.clone().filter(|_| !is_anonymous && !goes_on);
    let source = source.map(|words| match &cue {
        Some(cue) => with_apposition(scene, words, cue, &draft.content),
        None => words,
    });
    let content = with_marks(scene, draft.content.clone());
    let holes: Vec<Range<usize>> = source.iter().chain(&cue).cloned().collect();
    let pieces: Vec<Span> = without(content, &holes)
        .iter()
        .filter_map(|piece| scene.span(&trimmed(scene, piece.clone())))
        .collect();
    let cue = match (is_anonymous, &draft.speaker.words) {
        (true, Some(words)) => Some(words.clone()),
        _ => cue,
    };
    (!pieces.is_empty()).then(|| Frame {
        source: source.and_then(|words| scene.span(&words)),
        cue: cue.and_then(|cue| scene.span(&cue)),
        content: pieces,
    })
}

/// "Orr, head of the mine, said" and "said Orr, a miner from Velm.": what the commas hold belongs to the source.
fn with_apposition(
    scene: &Scene<'_>,
    words: Range<usize>,
    cue: &Range<usize>,
    content: &Range<usize>,
) -> Range<usize> {
    let words = if words.end <= cue.start { without_time(scene, words) } else { words };
    let comma = words.end;
    let is_short = comma < cue.start && cue.start - comma <= LONGEST_APPOSITION;
    if is_short && scene.has(comma, Uses::RELATIVE) {
        let last = cue.start - usize::from(scene.is_mark(cue.start - 1, &[","]));
        return words.start..last;
    }
    if !scene.is_mark(comma, &[","]) && !scene.has(comma, Uses::RELATIVE) {
        return words;
    }
    if comma < cue.start {
        let uses = scene.uses(comma + 1);
        let is_occasion =
            uses.has(Uses::PREPOSITION) && !uses.has(Uses::POSSESSOR) && !uses.has(Uses::THROUGH);
        let opens_phrase = uses.has(Uses::ARTICLE) || uses.has(Uses::RELATIVE);
        let closes = cue.start.checked_sub(1).filter(|last| *last > comma && scene.is_mark(*last, &[","]));
        let nearest = (comma + 1..cue.start).find(|at| scene.is_mark(*at, &[","])).filter(|_| opens_phrase);
        let last = closes.filter(|_| is_short && !is_occasion).or(nearest);
        return last.map_or(words.clone(), |last| words.start..last);
    }
    if content.start > cue.start {
        return words;
    }
    if scene.has(comma, Uses::RELATIVE) {
        let limit = scene.sentence_around(cue.start).end.min(comma + LONGEST_APPOSITION);
        let end = (comma..limit).find(|at| scene.is_mark(*at, &[",", ".", ";", "("]) || scene.is_dash(*at));
        return words.start..end.unwrap_or(limit);
    }
    let limit = scene.sentence_around(cue.start).end.min(comma + LONGEST_APPOSITION);
    if let Some(end) = apposed_name_end(scene, comma, limit) {
        return words.start..end;
    }
    // "Ann Lee, 44, a teacher"
    let is_age =
        scene.flat.get(comma + 1).is_some_and(|token| token.is_digits()) && scene.is_mark(comma + 2, &[","]);
    let comma = if is_age { comma + 2 } else { comma };
    let words = if is_age { words.start..comma } else { words };
    let opens = scene.has(comma + 1, Uses::ARTICLE) || scene.has(comma + 1, Uses::RELATIVE);
    let end = (comma + 1..limit)
        .find(|at| scene.is_mark(*at, &[",", ".", ";", "(", ":"]) || scene.is_dash(*at))
        .unwrap_or(limit);
    if opens { words.start..end } else { words }
}

/// "Orr on Tuesday" → "Orr"
fn without_time(scene: &Scene<'_>, words: Range<usize>) -> Range<usize> {
    let is_of_time =
        |at: usize| scene.is_time(at) || scene.has(at, Uses::PREPOSITION) && scene.is_time(at + 1);
    let kept = words.clone().rev().find(|at| !is_of_time(*at)).map_or(words.end, |last| last + 1);
    words.start..kept
}

/// With the quotation marks around it.
fn with_marks(scene: &Scene<'_>, content: Range<usize>) -> Range<usize> {
    let before = content.start.checked_sub(1).filter(|at| scene.flat.is_quotation_mark(*at));
    let opens = before.is_some_and(|mark| {
        let own = scene.quotation_at(mark).and_then(|idx| scene.quotations.get(idx));
        own.is_none_or(|own| own.outer.start == mark) && scene.block_of(mark) == scene.block_of(content.start)
    });
    let own = scene.quotation_at(content.end).and_then(|idx| scene.quotations.get(idx));
    let closes = own.is_some_and(|own| own.outer.end == content.end + 1 && own.outer.start < content.end)
        && scene.flat.is_quotation_mark(content.end);
    let start = content.start - usize::from(opens);
    start..content.end + usize::from(closes)
}

/// The stretches of `whole` outside all `holes`.
fn without(whole: Range<usize>, holes: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut holes: Vec<&Range<usize>> = holes.iter().filter(|hole| hole.end > whole.start).collect();
    holes.sort_by_key(|hole| hole.start);
    let mut pieces = Vec::new();
    let mut start = whole.start;
    for hole in holes.iter().filter(|hole| hole.start < whole.end) {
        if hole.start > start {
            pieces.push(start..hole.start);
        }
        start = start.max(hole.end);
    }
    if start < whole.end {
        pieces.push(start..whole.end);
    }
    pieces
}

/// Without commas at its ends, which belong to nobody; a comma before a closing mark stays inside.
fn trimmed(scene: &Scene<'_>, mut piece: Range<usize>) -> Range<usize> {
    while piece.len() > 1 && scene.is_mark(piece.end - 1, &[",", "–", "—"]) {
        piece.end -= 1;
    }
    while piece.len() > 1 && scene.is_mark(piece.start, &[",", "–", "—"]) {
        piece.start += 1;
    }
    piece
}
