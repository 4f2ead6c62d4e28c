//! The noun phrase that a verb of saying belongs to.
//!
//! Comes in: a place in a sentence. Goes out: the words of the phrase. It may not know whom they name. There is no
//! parser: commas, small words and the words that look like verbs bound a phrase, and where they do not, there is none.

use super::lexicon::{Opening, Uses};
use super::scene::{REACH, Scene};
use recount_model::NameKind;
use std::ops::Range;

/// The subject that ends right before the verb group at `group_start`.
pub(crate) fn subject_before(scene: &Scene<'_>, group_start: usize) -> Option<Range<usize>> {
    let region = behind_source(scene, scene.clause_start(group_start)..group_start);
    let segments = segments(scene, &region);
    let last = segments.last()?.clone();
    if last.is_empty() {
        return apposed(scene, &segments);
    }
    let phrase = phrase(scene, last.clone()).or_else(|| name_at_end(scene, &last))?;
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

/// "In an interview for the Times the observer from Narva Ada Orr (said)": the person named right before the verb.
fn name_at_end(scene: &Scene<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let name = scene.name_at(segment.end.checked_sub(1)?).filter(|name| name.kind == NameKind::Person)?;
    let start = scene.flat.places_in(name.span).start;
    let before = scene.uses(start.wrapping_sub(1));
    let is_led = before.has(Uses::PREPOSITION) || before.has(Uses::JOINER) || before.has(Uses::POSSESSOR);
    (start > segment.start && !is_led).then_some(start..segment.end)
}

/// "According to the United Nations | the war has claimed": the source is not the subject, though no comma parts them.
fn behind_source(scene: &Scene<'_>, region: Range<usize>) -> Range<usize> {
    let opening = region.clone().rev().find_map(|at| match scene.opening(at) {
        Some((length, Opening::Source)) => Some(at + length),
        _ => None,
    });
    let end = opening.filter(|end| *end < region.end).and_then(|end| {
        let has_comma = (end..region.end).any(|at| scene.is_mark(at, &[","]));
        super::sources::source_phrase(scene, end, region.end).filter(|_| !has_comma)
    });
    end.filter(|phrase| phrase.end < region.end).map_or(region.clone(), |phrase| phrase.end..region.end)
}

/// The subject of the clause that a participle or a joined verb at `place` leans on.
pub(crate) fn main_subject(scene: &Scene<'_>, place: usize) -> Option<Range<usize>> {
    let region = scene.clause_start(place)..place;
    if let Some(quotation) = quotation_before(scene, region.start) {
        return main_subject(scene, quotation);
    }
    if let Some(subject) = said_behind_quotation(scene, &region) {
        return Some(subject);
    }
    let region = if region.is_empty() { scene.sentence_around(place).start..place } else { region };
    let segments = segments(scene, &region);
    for (idx, segment) in segments.iter().enumerate().rev() {
        let Some(verb) = first_verb(scene, segment) else { continue };
        if (segment.start..verb).all(|at| scene.has(at, Uses::ADVERB)) {
            let before = segments.get(..idx)?.iter().cloned().chain(std::iter::once(verb..verb));
            return apposed(scene, &before.collect::<Vec<_>>());
        }
        let Some(found) = phrase(scene, segment.start..verb) else { continue };
        if !scene.has(found.start, Uses::RELATIVE) {
            return Some(found);
        }
    }
    None
}

/// "“We will win,” said | Orr |, adding": whoever the quotation before is given to.
fn said_behind_quotation(scene: &Scene<'_>, region: &Range<usize>) -> Option<Range<usize>> {
    let verb = (region.start..region.end).find(|at| scene.flat.is_word(*at))?;
    let (length, form) = scene.verb_form(verb)?;
    let is_behind = region.start > 0 && scene.flat.is_quotation_mark(region.start - 1);
    let subject = inverted_phrase(scene, verb + length).filter(|_| is_behind && form.is_finite)?;
    (subject.end <= region.end).then_some(subject)
}

/// Where a quotation inside the sentence starts that ends right before `place`: the clause around it goes on.
fn quotation_before(scene: &Scene<'_>, place: usize) -> Option<usize> {
    let sentence = scene.sentence_around(place).start;
    let idx = scene.speech_at(place.checked_sub(1)?).filter(|idx| scene.speech_at(place) != Some(*idx))?;
    let start = scene.quotations.get(idx)?.outer.start;
    (sentence..start).any(|at| scene.flat.is_word(at)).then_some(start)
}

/// "It is odd that even foreign papers kept repeating": of the clause that no comma parts from the participle, else of
/// the main clause.
pub(crate) fn participle_subject(scene: &Scene<'_>, place: usize) -> Option<Range<usize>> {
    let region = scene.clause_start(place)..place;
    let nearest = segments(scene, &region).pop().and_then(|segment| nearest_clause_subject(scene, &segment));
    nearest.or_else(|| main_subject(scene, place))
}

fn nearest_clause_subject(scene: &Scene<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let start = after_last_clause_mark(scene, segment);
    let verb = first_verb(scene, &(start..segment.end)).filter(|_| start > segment.start)?;
    phrase(scene, start..verb).filter(|found| !scene.has(found.start, Uses::RELATIVE))
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

/// "Orr, head of the mine, said", "the mayor, Ada Orr, who had seen it, said": the first of the phrases that commas
/// part, as long as none of them is a clause of its own. Not "the bridge fell, said Orr".
fn apposed(scene: &Scene<'_>, segments: &[Range<usize>]) -> Option<Range<usize>> {
    let (_, before) = segments.split_last()?;
    let mut phrases: Vec<Range<usize>> = Vec::new();
    let mut seen = 0;
    for segment in before.iter().rev() {
        seen += 1;
        if is_side_remark(scene, segment) {
            continue;
        }
        let relative = (segment.start + 1..segment.end).find(|at| scene.has(*at, Uses::RELATIVE));
        let own = segment.start..relative.unwrap_or(segment.end);
        if own.is_empty() || first_main_verb(scene, &own).is_some() {
            seen -= 1;
            break;
        }
        phrases.push(own);
    }
    // One phrase and a comma: "ten dead, said Orr".
    if seen < 2 {
        return None;
    }
    let head = phrase(scene, phrases.pop()?)?;
    let is_named = |places: &Range<usize>| places.clone().any(|at| scene.is_name_of(at, NameKind::Person));
    let named = phrases.iter().rev().find(|phrase| is_named(phrase)).filter(|_| !is_named(&head));
    Some(named.map_or(head.clone(), |named| head.start..named.end))
}

/// Between commas, and nobody: "who had seen it", "speaking in Velm", "on Monday", "for his part", "however".
fn is_side_remark(scene: &Scene<'_>, segment: &Range<usize>) -> bool {
    let uses = scene.uses(segment.start);
    let is_name = scene.name_at(segment.start).is_some();
    let is_small = scene.flat.get(segment.start).is_some_and(|token| !token.is_capitalised);
    opens_relative(scene, segment)
        || uses.has(Uses::PREPOSITION) && !is_name
        || is_small && uses.has(Uses::VERB)
        || segment.clone().all(|at| scene.has(at, Uses::ADVERB) || scene.is_time(at))
}

fn opens_relative(scene: &Scene<'_>, segment: &Range<usize>) -> bool {
    scene.has(segment.start, Uses::RELATIVE)
        || scene.has(segment.start + 1, Uses::RELATIVE)
        || scene.is_participle(segment.start)
        || scene.has(segment.start, Uses::SUBORDINATOR) && scene.name_at(segment.start).is_none()
}

/// The noun phrase behind the verb in ", said the mayor of Orvel": no verb of its own, no content behind it.
pub(crate) fn inverted_phrase(scene: &Scene<'_>, verb_end: usize) -> Option<Range<usize>> {
    let verb_end = behind_place(scene, verb_end).unwrap_or(verb_end);
    if !opens_inversion(scene, verb_end) {
        return None;
    }
    let limit = scene.sentence_around(verb_end.saturating_sub(1)).end.min(verb_end + REACH / 2);
    let end = (verb_end..limit).find(|at| ends_inversion(scene, *at, verb_end)).unwrap_or(limit);
    (end > verb_end && first_main_verb(scene, &(verb_end..end)).is_none()).then_some(verb_end..end)
}

/// "пишет на первой странице | газета «Вестник»": a verb may have a place between itself and whoever is named; the noun
/// before the name belongs to it.
fn behind_place(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let is_led = scene.rules.has_comma_before_clause && scene.has(start, Uses::PREPOSITION);
    let limit = scene.sentence_around(start).end.min(start + REACH / 4);
    let name =
        (start + 2..limit).filter(|_| is_led).take_while(|at| !scene.is_mark(*at, &[",", ";", "."])).find(
            |at| scene.is_name_of(*at, NameKind::Organisation) || scene.is_name_of(*at, NameKind::Person),
        )?;
    let first = (start..name).rev().find(|at| scene.flat.is_word(*at))?;
    let is_noun = first > start + 1 && !scene.has(first, Uses::PREPOSITION) && scene.name_at(first).is_none();
    Some(if is_noun { first } else { name }).filter(|found| *found > start + 1)
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
    let is_name_in_marks = scene.flat.is_quotation_mark(place)
        && scene.name_at(place + 1).is_some_and(|name| name.kind == NameKind::Organisation);
    is_named || is_name_in_marks || uses.has(Uses::DETERMINER) || uses.is_third_person() || is_plain
}

fn ends_inversion(scene: &Scene<'_>, place: usize, start: usize) -> bool {
    let uses = scene.uses(place);
    let leads_away =
        uses.has(Uses::PREPOSITION) && (scene.is_time(place + 1) || opens_occasion(scene, place));
    // A dot inside a sentence belongs to a title or an initial.
    let is_last_dot = scene.is_mark(place, &["."]) && scene.sentence_around(start).end <= place + 1;
    scene.is_mark(place, &[",", ";", ":", "(", ")", "!", "?"])
        || is_last_dot
        || scene.is_dash(place)
        || (scene.flat.is_quotation_mark(place)
            && (scene.quotation_at(place).is_none() || scene.speech_at(place).is_some()))
        || scene.is_time(place)
        || leads_away
        || uses.has(Uses::RELATIVE)
        || uses.has(Uses::COMPLEMENTIZER)
        || uses.has(Uses::CONTRAST)
        || scene.opens_citing(place)
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
    match relative {
        // "the arms which rights groups say kill": whom the pronoun opens a clause for.
        Some(relative) if opens_own_subject(scene, relative + 1..end) => start = relative + 1,
        Some(relative) => match behind_time(scene, relative + 1..end) {
            Some(own) => start = own,
            None => end = relative,
        },
        None => {}
    }
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
    end = without_adjuncts(scene, start..end);
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

/// "which they closed on Monday | the monitor (said)": a comma was lost behind the time.
fn behind_time(scene: &Scene<'_>, places: Range<usize>) -> Option<usize> {
    places.skip(1).find(|at| scene.has(*at, Uses::ARTICLE) && scene.is_time(at - 1))
}

/// "which relies on", "who heads the": the present of a verb that no list knows, by what follows it.
fn opens_with_verb(scene: &Scene<'_>, place: usize) -> bool {
    let looks_like = |at: usize| {
        let token = scene.flat.get(at).filter(|token| token.is_word() && !token.is_capitalised);
        token.is_some_and(|token| scene.rules.has_verbal_ending(token)) && scene.name_at(at).is_none()
    };
    looks_like(place) && (scene.has(place + 1, Uses::PREPOSITION) || scene.has(place + 1, Uses::DETERMINER))
}

/// "the mayor during the meeting", "the leader also": when and how it was said is not who said it.
fn without_adjuncts(scene: &Scene<'_>, places: Range<usize>) -> usize {
    let is_named = |at: usize| scene.name_at(at).is_some();
    let occasion = (places.start + 1..places.end)
        .find(|at| scene.has(*at, Uses::PREPOSITION) && !is_named(*at) && opens_occasion(scene, *at));
    let citing = (places.start + 1..places.end).find(|at| scene.opens_citing(*at));
    let mut end = occasion.into_iter().chain(citing).min().unwrap_or(places.end);
    while end > places.start + 1 && scene.has(end - 1, Uses::ADVERB) && !is_named(end - 1) {
        end -= 1;
    }
    end
}

/// A noun phrase and no verb: "which rights groups (say)"; not "who yesterday (said)".
fn opens_own_subject(scene: &Scene<'_>, places: Range<usize>) -> bool {
    let is_small = |at: usize| {
        scene.is_time(at)
            || scene.has(at, Uses::ADVERB)
            || scene.has(at, Uses::PREPOSITION)
            || !scene.flat.is_word(at)
            || scene.has(at, Uses::NEGATION)
    };
    let is_verbless = !places.clone().any(|at| scene.is_verb(at) && scene.name_at(at).is_none());
    is_verbless
        && !opens_with_verb(scene, places.start)
        && places.clone().next().is_some_and(|at| !is_small(at))
        && places.clone().any(|at| !is_small(at))
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
                || scene.quotation_at(place) != scene.quotation_at(place + 1)
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
    // Where a past tense and a participle look alike.
    let is_participle_place = !scene.rules.has_comma_before_clause
        && scene.has(place + 1, Uses::PREPOSITION)
        && !scene.has(place, Uses::AUXILIARY);
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
