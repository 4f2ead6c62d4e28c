//! Where what is said begins and ends.
//!
//! Comes in: a prepared account and a place next to a cue. Goes out: ranges of places. It may not know who speaks.
//! There is no parser: commas, small words and words that look like verbs bound what is said.

use super::cues::{Cue, Voice};
use super::lexicon::Uses;
use super::scene::{LONGEST_CONTENT, REACH, Scene};
use std::ops::Range;

/// Skips times, the prepositions before them, and adverbs.
pub(crate) fn after_times(scene: &Scene<'_>, start: usize) -> usize {
    let limit = start + 12;
    let mut place = start;
    while place < limit {
        let leads_to_time = scene.has(place, Uses::PREPOSITION) && scene.is_time(place + 1);
        let is_adverb = scene.has(place, Uses::ADVERB) && !scene.has(place, Uses::DETERMINER);
        if !(scene.is_time(place) || leads_to_time || is_adverb && place == start) {
            break;
        }
        place += 1;
    }
    place
}

/// Skips what can follow a finished "she said": times, adverbs, occasions, addressees.
pub(crate) fn after_adverbials(scene: &Scene<'_>, start: usize, limit: usize) -> usize {
    let limit = limit.min(start + 16);
    let mut place = after_times(scene, start).min(limit);
    while place < limit {
        let uses = scene.uses(place);
        let is_word =
            scene.flat.is_word(place) || scene.flat.get(place).is_some_and(|token| token.is_digits());
        if !is_word
            || scene.is_verb(place) && !scene.has(place, Uses::OCCASION)
            || uses.has(Uses::COMPLEMENTIZER)
        {
            break;
        }
        place += 1;
    }
    place
}

/// The complementizer that follows, straight away or behind an addressee, an occasion or a time; no verb between.
pub(crate) fn that_ahead(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let limit = scene.sentence_around(start.saturating_sub(1)).end.min(start + 14);
    for place in start..limit {
        let is_comma = scene.rules.has_comma_before_clause && scene.is_mark(place, &[","]);
        if is_comma && scene.has(place + 1, Uses::COMPLEMENTIZER) {
            return Some(place + 1);
        }
        if scene.has(place, Uses::COMPLEMENTIZER) {
            let is_pronoun = place > start && scene.has(place - 1, Uses::PREPOSITION);
            return (!is_pronoun).then_some(place);
        }
        let is_mark = !scene.flat.is_word(place)
            && !scene.is_mark(place, &["-", "'", "’"])
            && !scene.flat.get(place).is_some_and(|token| token.is_digits())
            && !scene.is_time(place);
        if is_mark
            || scene.has(place, Uses::AUXILIARY)
            || scene.has(place, Uses::SUBORDINATOR) && !scene.has(place, Uses::PREPOSITION)
        {
            return None;
        }
        let is_saying = scene.verb_form(place).is_some_and(|(_, form)| form.is_finite)
            && !scene.has(place, Uses::NOUN_FORM);
        if is_saying && place > start {
            return None;
        }
    }
    None
}

/// "(urged the mayor) to go": the infinitive behind an addressee of few words.
pub(crate) fn infinitive_ahead(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let limit = scene.sentence_around(start.saturating_sub(1)).end.min(start + 12);
    for place in start..limit {
        if place > start || scene.rules.has_comma_before_clause {
            let is_infinitive = |token| scene.rules.is_infinitive(token) && !scene.flat.is_capital(place);
            if scene.flat.get(place).is_some_and(is_infinitive) {
                return Some(place);
            }
        }
        if scene.has(place, Uses::INFINITIVE_MARK) {
            let is_verb = scene.flat.is_word(place + 1)
                && !scene.has(place + 1, Uses::DETERMINER)
                && scene.name_at(place + 1).is_none()
                && !scene.is_time(place + 1);
            return is_verb.then_some(place);
        }
        if !scene.flat.is_word(place)
            || scene.has(place, Uses::AUXILIARY)
            || scene.has(place, Uses::COMPLEMENTIZER)
        {
            return None;
        }
    }
    None
}

/// Skips "reporters", "the Orvel Times", "him" behind a verb of telling.
pub(crate) fn after_addressee(scene: &Scene<'_>, start: usize) -> usize {
    if scene.has(start, Uses::PREPOSITION) || scene.has(start, Uses::NOMINATIVE) {
        return start;
    }
    if let Some(name) = scene.name_at(start) {
        return scene.flat.places_in(name.span).end.max(start + 1);
    }
    let is_article = scene.has(start, Uses::DETERMINER);
    if is_article {
        let capitals = (start + 1..start + 6).take_while(|at| scene.flat.is_capital(*at)).count();
        return match scene.name_at(start + 1) {
            Some(name) => scene.flat.places_in(name.span).end.max(start + 2),
            None => start + 1 + capitals.max(1),
        };
    }
    start + 1
}

pub(crate) fn opens_phrase(scene: &Scene<'_>, place: usize) -> bool {
    let Some(token) = scene.flat.get(place) else { return false };
    let uses = scene.uses(place);
    let is_word = token.is_word() || token.is_digits();
    is_word
        && (!uses.has(Uses::PREPOSITION) || opens_amount(scene, place))
        && !uses.has(Uses::SUBORDINATOR)
        && !uses.has(Uses::RELATIVE)
        && !uses.has(Uses::ADVERB)
        && !uses.has(Uses::INFINITIVE_MARK)
        && !(uses.has(Uses::AUXILIARY))
}

/// "at least ten men", "about 20", "over a hundred": a number stands close behind.
fn opens_amount(scene: &Scene<'_>, place: usize) -> bool {
    let is_number =
        |at: usize| scene.flat.get(at).is_some_and(|token| token.is_digits()) && !scene.is_time(at);
    (place + 1..place + 4)
        .take_while(|at| scene.name_at(*at).is_none() && !scene.is_time(*at))
        .any(|at| is_number(at) || scene.has(at, Uses::NUMBER))
}

/// A verb behind a first word: "the bridge had fallen", "there are ten". A verb that a relative pronoun waits for
/// ("support for tools, which the mine has bought") makes no clause, nor does a participle ("tools bought by").
pub(crate) fn has_clause(scene: &Scene<'_>, content: &Range<usize>) -> bool {
    if scene.has(content.start, Uses::NOMINATIVE) && content.len() > 2 {
        return true;
    }
    if holds_quoted_predicate(scene, content) {
        return true;
    }
    let mut awaits_verb = false;
    let mut is_in_group = false;
    for at in content.clone().skip(1).take(REACH) {
        let is_verb = scene.is_verb(at) && scene.name_at(at).is_none();
        if scene.has(at, Uses::RELATIVE) {
            (awaits_verb, is_in_group) = (true, false);
        } else if is_verb && awaits_verb {
            (awaits_verb, is_in_group) = (false, true);
        } else if is_verb && !is_in_group && !is_agent_participle(scene, at) {
            return true;
        } else if !is_verb && !scene.has(at, Uses::ADVERB) {
            is_in_group = false;
        }
    }
    false
}

/// "Orr “regrets the error”": a short phrase, and words in marks that say something of it.
fn holds_quoted_predicate(scene: &Scene<'_>, content: &Range<usize>) -> bool {
    let home = scene.speech_at(content.start);
    let open = content.clone().skip(1).take(5).find(|at| scene.speech_at(*at) != home);
    let quotation = open.and_then(|at| scene.speech_at(at)).and_then(|idx| scene.quotations.get(idx));
    let is_led = |at: usize| {
        let before = scene.uses(at.wrapping_sub(1));
        before.has(Uses::PREPOSITION) || before.has(Uses::ARTICLE) || before.has(Uses::DETERMINER)
    };
    quotation.is_some_and(|quotation| {
        let words = quotation.inner.clone().filter(|at| scene.flat.is_word(*at)).count();
        words > 1 && scene.flat.is_word(quotation.outer.start - 1) && !is_led(quotation.outer.start)
    })
}

/// "bought by the mine", but not "rose by 20 percent"
fn is_agent_participle(scene: &Scene<'_>, place: usize) -> bool {
    let is_amount = scene.flat.get(place + 2).is_some_and(|token| token.is_digits())
        || scene.has(place + 2, Uses::NUMBER);
    scene.has(place + 1, Uses::AGENT_PREPOSITION)
        && !is_amount
        && !scene.has(place, Uses::AUXILIARY)
        && !scene.has(place.wrapping_sub(1), Uses::AUXILIARY)
}

/// The noun phrase a verb announces: to the first comma, at least two words, not "said goodbye".
pub(crate) fn object(scene: &Scene<'_>, cue: &Cue, content: Range<usize>) -> Option<Range<usize>> {
    // "46 houses burned by “elements”": the quotation is a part of the phrase.
    let is_led_in = |at: usize| {
        let before = scene.uses(at - 1);
        at > content.start + 2 && (before.has(Uses::PREPOSITION) || before.has(Uses::ARTICLE))
    };
    let end = content.clone().find(|at| {
        scene.is_mark(*at, &[",", ":"])
            || (scene.flat.is_quotation_mark(*at)
                && !is_led_in(*at)
                && scene.quotation_at(*at).is_some_and(|idx| {
                    scene.quotations.get(idx).is_some_and(|q| !q.is_name && q.outer.start == *at)
                }))
    });
    let content = content.start..end.unwrap_or(content.end);
    let words = content.clone().filter(|at| scene.flat.is_word(*at)).count();
    let is_pronoun = scene.uses(content.start).is_third_person() && words < 3;
    let is_reflexive = cue.voice == Voice::Participle && words < 3;
    (words >= 2 && !is_pronoun && !is_reflexive).then_some(content)
}

pub(crate) fn to_content_end(scene: &Scene<'_>, start: usize) -> Option<Range<usize>> {
    let end = scene.content_end(start);
    (end > start).then_some(start..end)
}

/// Where the clause before a comma begins: behind the last break or the other speaker's clause.
pub(crate) fn content_start(scene: &Scene<'_>, comma: usize, sentence_start: usize) -> usize {
    let least = sentence_start.max(comma.saturating_sub(LONGEST_CONTENT));
    let mut start = behind_last_break(scene, least..comma);
    // A quotation that reaches into the sentence from before, or opens it, is not the writer's clause.
    if let Some(quotation) = scene.quotation_at(start).and_then(|idx| scene.quotations.get(idx)) {
        let is_outside = scene.quotation_at(comma) != scene.quotation_at(start);
        if is_outside && quotation.outer.start < start {
            start = quotation.outer.end.min(comma);
        }
    }
    let is_left_over = |at: usize| {
        scene.is_dash(at) || scene.is_mark(at, &["-", "–", "—", ",", "."]) || is_closing_left_over(scene, at)
    };
    (start..comma).find(|at| !is_left_over(*at)).unwrap_or(comma)
}

/// A mark that closes what stood before.
fn is_closing_left_over(scene: &Scene<'_>, place: usize) -> bool {
    let own = scene.quotation_at(place).and_then(|idx| scene.quotations.get(idx));
    scene.flat.is_quotation_mark(place) && own.is_none_or(|own| own.outer.start != place)
}

/// Behind the last semicolon, dash, colon or open parenthesis. A parenthesis that is closed again is passed over,
/// unless it opens the sentence ("(Orvel News) Ten men were hurt").
fn behind_last_break(scene: &Scene<'_>, places: Range<usize>) -> usize {
    let home = scene.quotation_at(places.end);
    let mut closed: Vec<usize> = Vec::new();
    for at in places.clone().rev() {
        if scene.is_mark(at, &[")"]) {
            closed.push(at);
        } else if scene.is_mark(at, &["("]) {
            match closed.pop() {
                Some(close) if at == places.start => return close + 1,
                Some(_) => {}
                None if scene.quotation_at(at) == home => return at + 1,
                None => {}
            }
        } else if scene.is_mark(at, &[";"]) && scene.quotation_at(at) == home
            || scene.is_dash(at)
            || (scene.is_mark(at, &[":"]) && !scene.flat.get(at + 1).is_some_and(|token| token.is_digits()))
        {
            return at + 1;
        }
    }
    places.start
}

/// A quotation that opens in the content and goes on behind its end belongs to it whole.
pub(crate) fn to_quotation_end(scene: &Scene<'_>, content: Range<usize>) -> Range<usize> {
    let last = content.end.saturating_sub(1);
    let open = [content.end, last].into_iter().find_map(|at| scene.speech_at(at));
    let quotation = open.and_then(|idx| scene.quotations.get(idx));
    let end = quotation
        .filter(|quotation| content.contains(&quotation.outer.start) && quotation.outer.end > content.end)
        .map_or(content.end, |quotation| quotation.outer.end);
    content.start..end
}

/// True where nothing of weight stands outside quotation marks: then the quotation is the statement.
pub(crate) fn is_only_quotation(scene: &Scene<'_>, content: &Range<usize>) -> bool {
    let home = content.start.checked_sub(1).and_then(|at| scene.speech_at(at));
    let is_quoted = |at: usize| scene.speech_at(at).is_some_and(|here| Some(here) != home);
    let is_small = |at: usize| {
        let uses = scene.uses(at);
        uses.has(Uses::COMPLEMENTIZER)
            || uses.has(Uses::PREPOSITION)
            || uses.has(Uses::ARTICLE)
            || uses.has(Uses::JOINER)
            || uses.has(Uses::ADVERB)
    };
    content.clone().any(is_quoted)
        && content.clone().all(|at| !scene.flat.is_word(at) || is_quoted(at) || is_small(at))
}
