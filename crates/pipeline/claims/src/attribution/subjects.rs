//! The noun phrase that a verb of saying belongs to.
//!
//! Comes in: a place in a sentence. Goes out: the words of the phrase. It may not know whom they name. There is no
//! parser: commas, small words and the words that look like verbs bound a phrase, and where they do not, there is none.

use super::lexicon::Uses;
use super::scene::{REACH, Scene};
use recount_model::NameKind;
use std::ops::Range;

/// The subject that ends right before the verb group at `group_start`.
pub(crate) fn subject_before(scene: &Scene<'_>, group_start: usize, verb_end: usize) -> Option<Range<usize>> {
    let region = scene.clause_start(group_start)..group_start;
    let segments = segments(scene, &region);
    let last = segments.last()?.clone();
    if last.is_empty() {
        return apposed(scene, &segments, verb_end);
    }
    let phrase = phrase(scene, last.clone())?;
    if scene.has(phrase.start, Uses::RELATIVE) {
        let antecedent = segments.len().checked_sub(2).and_then(|idx| segments.get(idx)).cloned();
        let inside = last.start..phrase.start;
        return if inside.is_empty() {
            noun_phrase_at_end(scene, antecedent?)
        } else {
            noun_phrase_at_end(scene, inside)
        };
    }
    Some(with_list(scene, &segments, phrase))
}

/// The subject of the clause that a participle or a joined verb at `place` leans on.
pub(crate) fn main_subject(scene: &Scene<'_>, place: usize) -> Option<Range<usize>> {
    let region = scene.clause_start(place)..place;
    let region = if region.is_empty() { scene.sentence_around(place).start..place } else { region };
    for segment in segments(scene, &region).into_iter().rev() {
        let Some(verb) = first_verb(scene, &segment) else { continue };
        let Some(found) = phrase(scene, segment.start..verb) else { continue };
        if !scene.has(found.start, Uses::RELATIVE) {
            return Some(found);
        }
    }
    None
}

/// Parts a region at its commas; an empty last part means that a comma stands at its end.
fn segments(scene: &Scene<'_>, region: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = region.start;
    for place in region.clone() {
        if scene.is_mark(place, &[","]) && !is_inside_number(scene, place) {
            found.push(start..place);
            start = place + 1;
        }
    }
    found.push(start..region.end);
    found
}

/// The comma of "3,000".
fn is_inside_number(scene: &Scene<'_>, comma: usize) -> bool {
    let next = scene.flat.get(comma + 1);
    next.is_some_and(|token| token.is_digits() && !token.is_spaced)
}

/// "Orr, head of the mine, said": the phrase before what the commas enclose. Not "the bridge fell, said Orr".
fn apposed(scene: &Scene<'_>, segments: &[Range<usize>], verb_end: usize) -> Option<Range<usize>> {
    let enclosed = segments.get(segments.len().checked_sub(2)?)?.clone();
    let before = segments.get(segments.len().checked_sub(3)?)?.clone();
    if inverted_phrase(scene, verb_end).is_some() {
        return None;
    }
    if first_main_verb(scene, &enclosed).is_some() && !opens_relative(scene, &enclosed) {
        return None;
    }
    let head = phrase(scene, before)?;
    let is_apposition_name = enclosed.clone().any(|at| scene.is_name_of(at, NameKind::Person));
    let is_role = !enclosed.is_empty();
    (is_role && first_main_verb(scene, &head).is_none()).then(|| {
        if is_apposition_name && !head.clone().any(|at| scene.is_name_of(at, NameKind::Person)) {
            head.start..enclosed.end
        } else {
            head
        }
    })
}

fn opens_relative(scene: &Scene<'_>, segment: &Range<usize>) -> bool {
    let participle = scene.flat.get(segment.start).is_some_and(|token| token.lower.ends_with("ing"));
    scene.has(segment.start, Uses::RELATIVE)
        || scene.has(segment.start + 1, Uses::RELATIVE)
        || participle
        || scene.has(segment.start, Uses::SUBORDINATOR)
}

/// The noun phrase behind the verb in ", said the mayor of Orvel": no verb of its own, no content behind it.
pub(crate) fn inverted_phrase(scene: &Scene<'_>, verb_end: usize) -> Option<Range<usize>> {
    if !opens_inversion(scene, verb_end) {
        return None;
    }
    let limit = scene.sentence_around(verb_end.saturating_sub(1)).end.min(verb_end + REACH / 2);
    let end = (verb_end..limit).find(|at| ends_inversion(scene, *at, verb_end)).unwrap_or(limit);
    (end > verb_end && first_main_verb(scene, &(verb_end..end)).is_none()).then_some(verb_end..end)
}

fn opens_inversion(scene: &Scene<'_>, place: usize) -> bool {
    let uses = scene.uses(place);
    let is_named = scene.name_at(place).is_some_and(|name| name.kind != NameKind::Place);
    let is_small_word = uses.has(Uses::PREPOSITION)
        || uses.has(Uses::COMPLEMENTIZER)
        || uses.has(Uses::QUESTION)
        || uses.has(Uses::ADVERB)
        || uses.has(Uses::AUXILIARY)
        || uses.has(Uses::JOINER);
    let is_plain = scene.flat.is_word(place) && !scene.is_time(place) && !is_small_word;
    is_named || uses.has(Uses::DETERMINER) || uses.is_third_person() || is_plain
}

fn ends_inversion(scene: &Scene<'_>, place: usize, start: usize) -> bool {
    let uses = scene.uses(place);
    let leads_away =
        uses.has(Uses::PREPOSITION) && (scene.is_time(place + 1) || opens_occasion(scene, place));
    scene.is_mark(place, &[",", ";", ":", "(", ")", ".", "!", "?"])
        || scene.is_dash(place)
        || (scene.flat.is_quotation_mark(place)
            && (scene.quotation_at(place).is_none() || scene.speech_at(place).is_some()))
        || scene.is_time(place)
        || leads_away
        || uses.has(Uses::RELATIVE)
        || uses.has(Uses::COMPLEMENTIZER)
        || uses.has(Uses::CONTRAST)
        || (place > start && scene.is_participle(place))
}

/// "in an interview with …", "at a briefing": not part of who speaks.
fn opens_occasion(scene: &Scene<'_>, place: usize) -> bool {
    (place + 1..place + 5)
        .take_while(|at| scene.flat.is_word(*at))
        .any(|at| scene.has(at, Uses::OCCASION) && !scene.has(at - 1, Uses::POSSESSOR))
}

/// The noun phrase at the end of `segment`, without what leads up to it.
pub(crate) fn phrase(scene: &Scene<'_>, segment: Range<usize>) -> Option<Range<usize>> {
    let mut start = after_last_clause_mark(scene, &segment);
    let mut end = segment.end;
    // "The monitor which gave a toll said": what follows the pronoun is not the subject.
    let relative = (start + 1..end).rev().find(|at| scene.has(*at, Uses::RELATIVE));
    end = relative.unwrap_or(end);
    loop {
        let before = start;
        while start < end && is_lead_in(scene, start) {
            start += 1;
        }
        if start < end && scene.has(start, Uses::PREPOSITION) && !scene.has(start, Uses::INFINITIVE_MARK) {
            start = after_preposition_phrase(scene, start..end)?;
        }
        if let Some(verb) = last_finite_verb(scene, &(start..end)) {
            start = verb + 1;
        }
        if start == before {
            break;
        }
    }
    start = second_phrase(scene, start, end);
    let has_word = (start..end).any(|at| scene.flat.is_word(at));
    let last = scene.uses(end.saturating_sub(1));
    let is_open = end > start + 1
        && (last.has(Uses::JOINER)
            || last.has(Uses::ARTICLE)
            || last.has(Uses::PREPOSITION)
            || last.has(Uses::SUBORDINATOR));
    if is_open {
        return None;
    }
    (start < end && has_word && end - start <= REACH / 2).then_some(start..end)
}

/// "the next day the company" → "the company": a determiner that nothing leads to opens another phrase.
fn second_phrase(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let opens = |at: usize| {
        let before = scene.uses(at - 1);
        let is_led = before.has(Uses::PREPOSITION)
            || before.has(Uses::DETERMINER)
            || before.has(Uses::JOINER)
            || before.has(Uses::RELATIVE)
            || !scene.flat.is_word(at - 1)
            || scene.name_at(at - 1).is_some();
        scene.has(at, Uses::ARTICLE) && !is_led && scene.name_at(at).is_none()
    };
    (start + 2..end).rev().find(|at| opens(*at)).unwrap_or(start)
}

fn is_lead_in(scene: &Scene<'_>, place: usize) -> bool {
    let uses = scene.uses(place);
    let is_adverb = uses.has(Uses::ADVERB) && scene.name_at(place).is_none();
    is_adverb
        || uses.has(Uses::AS) && scene.name_at(place).is_none()
        || (uses.has(Uses::JOINER) || uses.has(Uses::CONTRAST)) && scene.name_at(place).is_none()
        || scene.is_time(place)
        || uses.has(Uses::PREPOSITION) && is_number(scene, place + 1) && !scene.is_time(place + 1)
        || !scene.flat.is_word(place)
            && (!scene.flat.is_quotation_mark(place)
                || scene.quotation_at(place).is_none()
                || scene.speech_at(place).is_some())
            && !scene.flat.get(place).is_some_and(|token| token.is_digits())
}

fn is_number(scene: &Scene<'_>, place: usize) -> bool {
    scene.flat.get(place).is_some_and(|token| token.is_digits())
}

/// Behind the last "and", "that", "when" that has a clause before it or opens the segment.
fn after_last_clause_mark(scene: &Scene<'_>, segment: &Range<usize>) -> usize {
    let mut start = segment.start;
    let mut has_verb = false;
    for place in segment.clone() {
        let uses = scene.uses(place);
        if scene.name_at(place).is_some() && scene.name_at(place.wrapping_sub(1)).is_some() {
            continue;
        }
        let is_relative = uses.has(Uses::RELATIVE);
        let is_mark = uses.has(Uses::SUBORDINATOR) && !is_relative;
        let cuts = is_mark && (has_verb || place == start || !uses.has(Uses::JOINER));
        if cuts && place + 1 < segment.end {
            start = place + 1;
            has_verb = false;
        }
        has_verb |= scene.is_verb(place) && scene.name_at(place).is_none();
    }
    start
}

/// "On Monday the minister" → "the minister": the last phrase that no preposition leads to.
fn after_preposition_phrase(scene: &Scene<'_>, places: Range<usize>) -> Option<usize> {
    let opens = |at: usize| {
        let uses = scene.uses(at);
        let is_name_start = scene.name_at(at).is_some_and(|name| {
            name.kind != NameKind::Place
                && scene.flat.get(at).is_some_and(|token| token.span.start == name.span.start)
        });
        uses.has(Uses::DETERMINER)
            || uses.is_third_person()
            || is_name_start
            || scene.is_time(at.wrapping_sub(1))
    };
    let is_led = |at: usize| {
        let before = at.wrapping_sub(1);
        let uses = scene.uses(before);
        let is_same_name = scene.name_at(at).is_some() && scene.name_at(before) == scene.name_at(at);
        uses.has(Uses::PREPOSITION)
            || uses.has(Uses::DETERMINER)
            || uses.has(Uses::JOINER)
            || is_same_name
            || (!scene.flat.is_capital(before) && !scene.is_time(before) && scene.name_at(at).is_some())
    };
    places.clone().skip(2).rfind(|at| opens(*at) && !is_led(*at) && !scene.is_time(*at))
}

/// A word like a verb that is not a participle behind its noun ("workers dismissed in May").
fn last_finite_verb(scene: &Scene<'_>, places: &Range<usize>) -> Option<usize> {
    places.clone().rev().find(|at| is_finite(scene, *at, places.end))
}

fn first_main_verb(scene: &Scene<'_>, places: &Range<usize>) -> Option<usize> {
    places.clone().find(|at| is_finite(scene, *at, places.end))
}

/// The verb of the clause in `segment`.
fn first_verb(scene: &Scene<'_>, segment: &Range<usize>) -> Option<usize> {
    let found = segment.clone().find(|at| scene.is_verb(*at) && scene.name_at(*at).is_none())?;
    Some(found)
}

fn is_finite(scene: &Scene<'_>, place: usize, end: usize) -> bool {
    if !scene.is_verb(place) || scene.name_at(place).is_some() || scene.has(place, Uses::NOUN_FORM) {
        return false;
    }
    let is_participle_place = scene.has(place + 1, Uses::PREPOSITION) && !scene.has(place, Uses::AUXILIARY);
    let is_attribute = place + 1 < end
        && !scene.has(place, Uses::AUXILIARY)
        && place > 0
        && (scene.has(place - 1, Uses::DETERMINER) || scene.has(place - 1, Uses::PREPOSITION));
    !is_participle_place && !is_attribute && !scene.has(place.wrapping_sub(1), Uses::INFINITIVE_MARK)
}

/// The last noun phrase of a stretch that a relative pronoun points back to.
fn noun_phrase_at_end(scene: &Scene<'_>, places: Range<usize>) -> Option<Range<usize>> {
    let end = places.end;
    if let Some(name) = scene.name_at(end.checked_sub(1)?).filter(|name| name.kind != NameKind::Place) {
        let start = scene.flat.places_in(name.span).start.max(places.start);
        return Some(start..end);
    }
    let start = places.clone().rev().find(|at| {
        let is_led_by_of = scene.has(at.wrapping_sub(1), Uses::PREPOSITION);
        scene.has(*at, Uses::DETERMINER) && !is_led_by_of
    });
    let found = phrase(scene, start.unwrap_or(places.start)..end)?;
    (!found.clone().any(|at| scene.is_verb(at) && scene.name_at(at).is_none())).then_some(found)
}

/// "Orr, Lindt and Varga said": names before the comma belong to the subject.
fn with_list(scene: &Scene<'_>, segments: &[Range<usize>], phrase: Range<usize>) -> Range<usize> {
    let has_joiner = phrase.clone().any(|at| scene.has(at, Uses::JOINER));
    if !has_joiner || !phrase.clone().any(|at| scene.is_name_of(at, NameKind::Person)) {
        return phrase;
    }
    let mut start = phrase.start;
    for segment in segments.iter().rev().skip(1) {
        let is_name = !segment.is_empty() && segment.clone().all(|at| scene.is_name_of(at, NameKind::Person));
        if !is_name {
            break;
        }
        start = segment.start;
    }
    start..phrase.end
}
