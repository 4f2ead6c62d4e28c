//! Quotation marks paired up, with repair.
//!
//! Comes in: the tokens of each block. Goes out: quotations in order, outermost only, with what was repaired. It may
//! not know who speaks. A mark that never closes is read to the end of its paragraph where it opens it or follows a
//! colon, and only to the end of its sentence elsewhere: the writer's words must not slip into a mouth.

use super::lexicon::Uses;
use super::scene::Scene;
use recount_text::TokenKind;
use std::ops::Range;

/// What stands between a pair of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// With the marks.
    pub(crate) outer: Range<usize>,
    /// Without the marks.
    pub(crate) inner: Range<usize>,
    /// A name, a title or a label in quotation marks: nobody's speech.
    pub(crate) is_name: bool,
    /// How the pair was found, when not plainly.
    pub(crate) repair: Option<Repair>,
}

/// What was wrong with the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Repair {
    /// The closing mark is missing.
    Unclosed,
    /// The closing mark stood too early; the quotation goes on to the next closing mark.
    Displaced,
    /// The quotation goes on in the next paragraph, which opens it again.
    Continued,
}

/// Which way a mark faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Facing {
    Opening,
    Closing,
    Either,
}

/// Pairs the quotation marks of an account.
pub(crate) fn quotations(scene: &Scene<'_>) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    for block in 0..scene.text.account.blocks.len() {
        let Some(span) = scene.text.account.blocks.get(block).map(|block| block.span) else { continue };
        let places = scene.flat.places_in(span);
        let is_continued = found.last().is_some_and(|last| continues(scene, last, &places));
        let own = pairs_of_block(scene, places);
        let mut own = own.into_iter();
        if is_continued && let (Some(last), Some(first)) = (found.last_mut(), own.next()) {
            last.outer.end = first.outer.end;
            last.inner.end = first.inner.end;
            last.repair = Some(if first.repair == Some(Repair::Unclosed) {
                Repair::Unclosed
            } else {
                Repair::Continued
            });
        }
        found.extend(own);
    }
    let names: Vec<bool> = found.iter().map(|quotation| is_name(scene, quotation)).collect();
    for (idx, is_name) in names.into_iter().enumerate() {
        let is_after_name =
            idx.checked_sub(1).is_some_and(|before| is_listed_with(scene, &found, before, idx));
        if let Some(quotation) = found.get_mut(idx) {
            quotation.is_name = is_name || is_after_name;
        }
    }
    found
}

/// An unclosed quotation goes on where the next paragraph opens with a mark again.
fn continues(scene: &Scene<'_>, last: &Quotation, places: &Range<usize>) -> bool {
    let is_next = scene.block_of(last.outer.start).is_some_and(|block| {
        scene.block_of(places.start).is_some_and(|next| {
            let last_block = scene.block_of(last.outer.end - 1).unwrap_or(block);
            next == last_block + 1
        })
    });
    is_next
        && last.repair == Some(Repair::Unclosed)
        && opens_paragraph(scene, last)
        && scene.flat.is_quotation_mark(places.start)
        && scene.turn_at(last.outer.start) == scene.turn_at(places.start)
}

fn opens_paragraph(scene: &Scene<'_>, quotation: &Quotation) -> bool {
    let block = scene.block_of(quotation.outer.start);
    quotation.outer.start == 0 || scene.block_of(quotation.outer.start - 1) != block
}

fn pairs_of_block(scene: &Scene<'_>, places: Range<usize>) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut nested: Vec<Quotation> = Vec::new();
    for place in places.clone().filter(|at| is_mark(scene, *at) && !is_mark_of_turn(scene, *at)) {
        let is_open = !open.is_empty();
        let opened = open.last().and_then(|at| scene.flat.get(*at)).map(|token| &*token.lower);
        let facing = if opened == Some("„") && scene.is_mark(place, &["“"]) {
            Facing::Closing
        } else {
            facing(scene, place, is_open)
        };
        if facing == Facing::Closing && !is_matched(scene, &mut open, place) {
            continue;
        }
        match (open.pop(), facing) {
            (None, Facing::Closing) => extend_displaced(scene, &mut found, place),
            (None, _) => open.push(place),
            (Some(outer), Facing::Opening) => open.extend([outer, place]),
            (Some(start), _) if open.is_empty() => {
                nested.clear();
                found.push(pair(start, place, None));
            }
            (Some(start), _) => nested.push(pair(start, place, None)),
        }
    }
    if let Some(start) = open.first() {
        // Pairs inside one that never closes stand for themselves, and it ends before the first of them.
        let end = nested.first().map_or(places.end, |first| first.outer.start);
        found.extend(unclosed(scene, *start, end, !nested.is_empty()));
        found.append(&mut nested);
    }
    found
}

/// A double mark closes over single ones left open inside; a single mark closes only a single one.
fn is_matched(scene: &Scene<'_>, open: &mut Vec<usize>, place: usize) -> bool {
    let is_single = |at: usize| scene.is_mark(at, &["‘", "’", "'"]);
    if is_single(place) {
        return open.last().is_some_and(|start| is_single(*start));
    }
    if open.iter().any(|start| !is_single(*start)) {
        while open.last().is_some_and(|start| is_single(*start)) {
            open.pop();
        }
    }
    true
}

/// The marks around a turn, and those that open its later paragraphs, belong to the layout.
fn is_mark_of_turn(scene: &Scene<'_>, place: usize) -> bool {
    let block = scene.block_of(place);
    let turn_of = |at: usize| scene.turn_at(at).filter(|_| scene.block_of(at) == block);
    let (here, next) = (scene.turn_at(place), turn_of(place + 1));
    let before = place.checked_sub(1).and_then(turn_of);
    let opens_paragraph = place == 0 || scene.block_of(place - 1) != block;
    (here.is_none() && (next.is_some() || before.is_some())) || (here.is_some() && opens_paragraph)
}

fn pair(start: usize, close: usize, repair: Option<Repair>) -> Quotation {
    Quotation { outer: start..close + 1, inner: start + 1..close, is_name: false, repair }
}

/// A closing mark with nothing open: the quotation before it was closed too early, if small letters follow there.
fn extend_displaced(scene: &Scene<'_>, found: &mut [Quotation], place: usize) {
    let Some(last) = found.last_mut() else { return };
    let next = scene.flat.get(last.outer.end);
    let goes_on = next.is_some_and(|token| token.is_word() && !token.is_capitalised);
    let is_said_between = (last.outer.end..place).take(REACH_OF_DISPLACED).any(|at| {
        scene.verb_form(at).is_some_and(|(_, form)| {
            form.is_finite && scene.rules.verbs.get(form.verb).is_some_and(|verb| verb.takes_quote)
        })
    });
    let ended_a_sentence = scene.is_mark(last.outer.end.saturating_sub(2), &[".", "!", "?"]);
    if goes_on && ended_a_sentence && !is_said_between {
        last.outer.end = place + 1;
        last.inner.end = place;
        last.repair = Some(Repair::Displaced);
    }
}

/// How far behind a closing mark a verb of saying shows that the quotation had really ended, in tokens.
const REACH_OF_DISPLACED: usize = 12;

fn unclosed(scene: &Scene<'_>, start: usize, block_end: usize, has_pairs_inside: bool) -> Option<Quotation> {
    let block = scene.block_of(start);
    let opens = start == 0 || scene.block_of(start - 1) != block;
    let is_announced = start > 0 && scene.is_mark(start - 1, &[":"]);
    let is_whole = (opens || is_announced) && !has_pairs_inside;
    let end = if is_whole { block_end } else { scene.sentence_around(start).end.min(block_end) };
    let outer = start..end.max(start + 1);
    (outer.len() > 1).then(|| Quotation {
        inner: start + 1..outer.end,
        outer,
        is_name: false,
        repair: Some(Repair::Unclosed),
    })
}

fn is_mark(scene: &Scene<'_>, place: usize) -> bool {
    scene.flat.get(place).is_some_and(|token| token.kind == TokenKind::QuotationMark || token.is("‘"))
        || is_closing_single(scene, place)
}

/// `’` or `'` behind punctuation, as British papers close a quotation, or behind a word that is no plural
/// possessive.
fn is_closing_single(scene: &Scene<'_>, place: usize) -> bool {
    scene.is_mark(place, &["’", "'"])
        && place > 0
        && (scene.is_mark(place - 1, &[",", ".", "!", "?", "…"])
            || scene
                .flat
                .get(place - 1)
                .is_some_and(|token| token.is_word() && !scene.rules.is_plural(token)))
        && scene.flat.get(place).is_some_and(|token| !token.is_spaced)
}

fn facing(scene: &Scene<'_>, place: usize, is_open: bool) -> Facing {
    let Some(token) = scene.flat.get(place) else { return Facing::Either };
    let next = scene.flat.get(place + 1);
    let is_before_space = next.is_none_or(|next| next.is_spaced);
    let is_glued_to_word = !token.is_spaced && place > 0;
    match &*token.lower {
        "«" | "„" | "‘" => Facing::Opening,
        "»" | "’" | "'" => Facing::Closing,
        "”" if token.is_spaced && !is_before_space => Facing::Opening,
        "”" => Facing::Closing,
        // German and Russian hands close with it what „ opened.
        "“" if is_open && is_glued_to_word && is_before_space => Facing::Closing,
        "“" => Facing::Opening,
        _ if is_open && token.is_spaced && !is_before_space => Facing::Opening,
        _ if is_open => Facing::Closing,
        _ if is_glued_to_word && is_before_space => Facing::Closing,
        _ => Facing::Opening,
    }
}

/// Words in marks that name something: all capitals of a title, a listed name, or behind "the article", "the party".
fn is_name(scene: &Scene<'_>, quotation: &Quotation) -> bool {
    let words: Vec<usize> = quotation.inner.clone().take(12).filter(|at| scene.flat.is_word(*at)).collect();
    if words.is_empty() {
        return true;
    }
    if quotation.inner.len() > 12 {
        return false;
    }
    let is_all_name = words.iter().all(|at| {
        scene.name_at(*at).is_some()
            || scene.flat.is_capital(*at) && words.len() > 1
            || scene.has(*at, Uses::PREPOSITION)
            || scene.has(*at, Uses::ARTICLE) && *at > quotation.inner.start
    });
    let is_sentence = scene.is_mark(quotation.inner.end.saturating_sub(1), &["!", "?"]);
    (is_all_name && !is_sentence && words.len() < 9) || is_labelled(scene, quotation.outer.start)
}

/// "under the article “…”": a label noun stands before the mark.
fn is_labelled(scene: &Scene<'_>, open: usize) -> bool {
    let sentence = scene.sentence_around(open).start;
    let is_label = |at: usize| at >= sentence && scene.has(at, Uses::LABEL_NOUN);
    let Some(before) = open.checked_sub(1) else { return false };
    is_label(before) || (scene.has(before, Uses::PREPOSITION) && before > 0 && is_label(before - 1))
}

/// "the facts of “A” and “B”": a second label joined to a first.
fn is_listed_with(scene: &Scene<'_>, found: &[Quotation], before: usize, idx: usize) -> bool {
    let (Some(first), Some(second)) = (found.get(before), found.get(idx)) else { return false };
    let between = first.outer.end..second.outer.start;
    first.is_name
        && !between.is_empty()
        && between.len() <= 2
        && between.clone().all(|at| scene.has(at, Uses::JOINER) || scene.is_mark(at, &[","]))
        && second.inner.len() <= 8
}
