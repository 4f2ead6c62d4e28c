//! Reported speech: what stands before, behind or around a verb of saying.
//!
//! Comes in: cues with their speakers. Goes out: drafts. It may not know quotations' own frames. Where no rule can
//! tell content from the writer's own words, there is no statement.

use super::cues::{Cue, Voice};
use super::drafts::Draft;
use super::lexicon::{Stance, Uses};
use super::scene::{REACH, Scene};
use super::speakers::Speaker;
use super::subjects::inverted_phrase;
use recount_model::{Knowing, Mode};
use std::ops::Range;

/// Drafts of one cue.
pub(crate) fn reported(scene: &Scene<'_>, cue: &Cue, speaker: &Speaker) -> Option<Draft> {
    let (content, rule) = match cue.voice {
        Voice::Passive => passive(scene, cue)?,
        // Without a subject before it, the noun phrase behind the verb is the speaker, not what was said.
        _ if cue.subject.is_none() => as_they_said(scene, cue)
            .or_else(|| forward_of_inverted(scene, cue))
            .or_else(|| backward(scene, cue))?,
        _ => as_they_said(scene, cue)
            .or_else(|| forward(scene, cue, speaker))
            .or_else(|| backward(scene, cue))?,
    };
    if is_mostly_quotation(scene, &content) {
        return None;
    }
    Some(Draft {
        content,
        mode: Mode::Indirect,
        speaker: speaker.clone(),
        cue: Some(cue.group.clone()),
        knowing: Knowing::Unstated,
        is_distanced: cue.verb.stance == Stance::Distanced,
        rule,
    })
}

/// "it is reported that …", "… was told that …", "it was announced by … that …".
fn passive(scene: &Scene<'_>, cue: &Cue) -> Option<(Range<usize>, &'static str)> {
    let that = that_ahead(scene, cue.places.end)?;
    let has_agent = scene.has(cue.places.end, Uses::AGENT_PREPOSITION);
    Some((to_content_end(scene, that)?, if has_agent { "said-by" } else { "it-is-said-that" }))
}

/// What follows the verb.
fn forward(scene: &Scene<'_>, cue: &Cue, speaker: &Speaker) -> Option<(Range<usize>, &'static str)> {
    let verb = cue.verb;
    let start = after_times(scene, cue.places.end);
    if is_behind_as(scene, cue) {
        return None;
    }
    if (verb.takes_clause || verb.takes_object || verb.takes_that)
        && let Some(that) = that_ahead(scene, start)
    {
        return Some((to_content_end(scene, that)?, "said-that"));
    }
    if verb.takes_clause && scene.is_mark(start, &[":"]) && !scene.flat.is_quotation_mark(start + 1) {
        return Some((to_content_end(scene, start + 1)?, "said-colon"));
    }
    if verb.takes_clause && scene.has(start, Uses::QUESTION) {
        return to_content_end(scene, start)
            .filter(|content| has_clause(scene, content))
            .map(|content| (content, "said-what"));
    }
    if verb.takes_infinitive
        && let Some(to) = infinitive_ahead(scene, start)
    {
        return Some((to_content_end(scene, to)?, "promised-to"));
    }
    let start = if verb.takes_addressee { after_addressee(scene, start) } else { start };
    let content = to_content_end(scene, start).filter(|_| opens_phrase(scene, start))?;
    let content = within_relative(scene, cue, content);
    if verb.takes_clause && has_clause(scene, &content) {
        return Some((content, "said-clause"));
    }
    let takes_object = verb.takes_object || verb.takes_object_of_named && is_named(scene, cue, speaker);
    takes_object.then(|| object(scene, cue, content)).flatten().map(|content| (content, "announced-object"))
}

/// "Orr, who has criticised the mine for months, wrote": what is said in a relative clause ends with it.
fn within_relative(scene: &Scene<'_>, cue: &Cue, content: Range<usize>) -> Range<usize> {
    if !scene.has(cue.group.start.wrapping_sub(1), Uses::RELATIVE) {
        return content;
    }
    let comma = content.clone().find(|at| scene.is_mark(*at, &[","]));
    content.start..comma.unwrap_or(content.end)
}

fn is_named(scene: &Scene<'_>, cue: &Cue, speaker: &Speaker) -> bool {
    let is_pronoun = cue.subject.as_ref().is_some_and(|subject| scene.uses(subject.start).is_third_person());
    speaker.canonical.is_some() || is_pronoun
}

/// "… , she said." and "…, said the mayor": the clause before the verb and its subject.
fn backward(scene: &Scene<'_>, cue: &Cue) -> Option<(Range<usize>, &'static str)> {
    if !cue.verb.takes_clause || cue.is_subject_inherited || hands_to_quotation(scene, cue) {
        return None;
    }
    let (comma, after) = match &cue.subject {
        Some(subject) => (subject.start.checked_sub(1)?, cue.places.end),
        None => (cue.group.start.checked_sub(1)?, inverted_subject(scene, cue)?.end),
    };
    let comma = if scene.has(comma, Uses::AS) { comma.checked_sub(1)? } else { comma };
    if !scene.is_mark(comma, &[",", "-", "–", "—"]) {
        return without_comma(scene, cue, after);
    }
    let sentence = scene.sentence_around(comma);
    let end = after_adverbials(scene, after, sentence.end);
    let start = after_closing_marks(scene, content_start(scene, comma, sentence.start), comma);
    let before = start..comma_free(scene, comma, start);
    let is_clause =
        has_clause(scene, &before) && before.len() > 2 && !scene.has(before.start, Uses::SUBORDINATOR);
    let rest = end + 1..scene.content_end(end + 1).max(end + 1);
    let goes_on = scene.is_mark(end, &[","])
        && rest.clone().any(|at| scene.is_verb(at))
        && rest.end <= sentence.end
        && !opens_side_remark(scene, end + 1);
    let is_end = end >= sentence.end || scene.is_mark(end, &[".", ";", "!", "?", ",", "-", "–", "—", ")"]);
    if is_clause && is_end && !goes_on {
        return Some((before, "clause-said"));
    }
    let whole = start..scene.content_end(start);
    (goes_on && whole.end > end && has_clause(scene, &whole)).then_some((whole, "said-inside"))
}

/// "Asked about it, Orr replied, “No.”": the words behind the verb are what was said, not those before it.
fn hands_to_quotation(scene: &Scene<'_>, cue: &Cue) -> bool {
    let mark = cue.places.end;
    let is_quotation = scene.quotation_at(mark + 1).and_then(|idx| scene.quotations.get(idx));
    scene.is_mark(mark, &[",", ":"])
        && is_quotation.is_some_and(|quotation| quotation.outer.start == mark + 1 && !quotation.is_name)
}

/// A mark that closes what stood before the sentence is not part of it.
fn after_closing_marks(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let is_closing = |at: usize| {
        let own = scene.quotation_at(at).and_then(|idx| scene.quotations.get(idx));
        scene.flat.is_quotation_mark(at) && own.is_none_or(|own| own.outer.start != at)
    };
    (start..end).find(|at| !is_closing(*at)).unwrap_or(start)
}

/// "Ten men were hurt a doctor said.": the comma was lost, but the sentence ends here and the subject opens plainly.
fn without_comma(scene: &Scene<'_>, cue: &Cue, after: usize) -> Option<(Range<usize>, &'static str)> {
    let subject = cue.subject.as_ref()?;
    let sentence = scene.sentence_around(subject.start);
    let is_end = after_adverbials(scene, after, sentence.end) + 1 >= sentence.end;
    let opens = scene.has(subject.start, Uses::ARTICLE) || scene.name_at(subject.start).is_some();
    let start = content_start(scene, subject.start, sentence.start);
    let before = start..subject.start;
    let is_clause = has_clause(scene, &before) && before.len() > 3 && !scene.has(start, Uses::SUBORDINATOR);
    let is_led = !scene.flat.is_word(subject.start - 1)
        || scene.has(subject.start - 1, Uses::PREPOSITION)
        || scene.has(subject.start - 1, Uses::SUBORDINATOR)
        || scene.has(subject.start - 1, Uses::RELATIVE)
        || scene.is_verb(subject.start - 1);
    (is_end && opens && is_clause && !is_led).then_some((before, "clause-said-bare"))
}

fn opens_side_remark(scene: &Scene<'_>, place: usize) -> bool {
    let uses = scene.uses(place);
    let is_participle = scene.flat.get(place).is_some_and(|token| token.lower.ends_with("ing"));
    uses.has(Uses::CONTRAST)
        || uses.has(Uses::JOINER)
        || uses.has(Uses::RELATIVE)
        || is_participle
        || uses.has(Uses::SUBORDINATOR)
        || uses.has(Uses::PREPOSITION)
}

fn comma_free(scene: &Scene<'_>, comma: usize, start: usize) -> usize {
    let mut end = comma;
    while end > start && scene.is_mark(end - 1, &[",", "-", "–", "—"]) {
        end -= 1;
    }
    end
}

/// "As the mayor said, …"
fn as_they_said(scene: &Scene<'_>, cue: &Cue) -> Option<(Range<usize>, &'static str)> {
    if !is_behind_as(scene, cue) || !cue.verb.takes_clause {
        return None;
    }
    let (start, end) = match &cue.subject {
        Some(subject) => (subject.start, cue.places.end),
        None => (cue.group.start, inverted_subject(scene, cue)?.end),
    };
    let sentence = scene.sentence_around(start);
    let opens = (sentence.start..start.checked_sub(1)?).all(|at| !scene.flat.is_word(at));
    let end = after_adverbials(scene, end, sentence.end);
    (opens && scene.is_mark(end, &[","])).then_some(())?;
    Some((to_content_end(scene, end + 1)?, "as-they-said"))
}

/// "Заявил министр, что …": the subject behind the verb, then the clause with its complementizer.
fn forward_of_inverted(scene: &Scene<'_>, cue: &Cue) -> Option<(Range<usize>, &'static str)> {
    let is_possible =
        scene.rules.has_comma_before_clause && cue.verb.takes_clause && !is_behind_as(scene, cue);
    let subject = inverted_subject(scene, cue).filter(|_| is_possible)?;
    let that = that_ahead(scene, subject.end)?;
    Some((to_content_end(scene, that)?, "said-that"))
}

fn is_behind_as(scene: &Scene<'_>, cue: &Cue) -> bool {
    let start = cue.subject.as_ref().map_or(cue.group.start, |subject| subject.start);
    scene.has(start.wrapping_sub(1), Uses::AS)
}

/// The speaker behind the verb in ", said the mayor of Orvel, Ada Orr".
pub(crate) fn inverted_subject(scene: &Scene<'_>, cue: &Cue) -> Option<Range<usize>> {
    if cue.voice != Voice::Active || cue.group != cue.places {
        return None;
    }
    let phrase = inverted_phrase(scene, cue.places.end)?;
    let limit = scene.sentence_around(cue.places.start).end;
    let name_end = apposed_name_end(scene, phrase.end, limit);
    Some(phrase.start..name_end.unwrap_or(phrase.end))
}

/// ", Ada Orr," behind a role.
pub(crate) fn apposed_name_end(scene: &Scene<'_>, comma: usize, limit: usize) -> Option<usize> {
    if !scene.is_mark(comma, &[","]) {
        return None;
    }
    let start = comma + 1;
    let end =
        (start..limit).take_while(|at| scene.is_name_of(*at, recount_model::NameKind::Person)).last()? + 1;
    let closes = end >= limit || scene.is_mark(end, &[",", ".", ";", "(", "!", "?"]);
    closes.then_some(end)
}

/// Skips times, the prepositions before them, and adverbs.
fn after_times(scene: &Scene<'_>, start: usize) -> usize {
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
fn after_adverbials(scene: &Scene<'_>, start: usize, limit: usize) -> usize {
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
        let is_saying =
            scene.rules.verb_forms.at(&scene.flat.tokens, place).is_some_and(|(_, form)| form.is_finite)
                && !scene.has(place, Uses::NOUN_FORM);
        if is_saying && place > start {
            return None;
        }
    }
    None
}

/// "(urged the mayor) to go": the infinitive behind an addressee of few words.
fn infinitive_ahead(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let limit = scene.sentence_around(start.saturating_sub(1)).end.min(start + 12);
    for place in start..limit {
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
fn after_addressee(scene: &Scene<'_>, start: usize) -> usize {
    if scene.has(start, Uses::PREPOSITION) {
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

fn opens_phrase(scene: &Scene<'_>, place: usize) -> bool {
    let Some(token) = scene.flat.get(place) else { return false };
    let uses = scene.uses(place);
    let is_word = token.is_word() || token.is_digits();
    is_word
        && !uses.has(Uses::PREPOSITION)
        && !uses.has(Uses::SUBORDINATOR)
        && !uses.has(Uses::RELATIVE)
        && !uses.has(Uses::ADVERB)
        && !uses.has(Uses::INFINITIVE_MARK)
        && !(uses.has(Uses::AUXILIARY))
}

/// A verb behind a first word: "the bridge had fallen", "there are ten".
fn has_clause(scene: &Scene<'_>, content: &Range<usize>) -> bool {
    content.clone().skip(1).take(REACH).any(|at| scene.is_verb(at) && scene.name_at(at).is_none())
}

/// The noun phrase a verb announces: to the first comma, at least two words, not "said goodbye".
fn object(scene: &Scene<'_>, cue: &Cue, content: Range<usize>) -> Option<Range<usize>> {
    let end = content.clone().find(|at| {
        scene.is_mark(*at, &[",", ":"])
            || (scene.flat.is_quotation_mark(*at)
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
    let least = sentence_start.max(comma.saturating_sub(super::scene::LONGEST_CONTENT));
    let is_stop = |at: usize| {
        scene.is_mark(at, &[";", "("]) && scene.quotation_at(at) == scene.quotation_at(comma)
            || scene.is_dash(at)
            || (scene.is_mark(at, &[":"]) && !scene.flat.get(at + 1).is_some_and(|token| token.is_digits()))
    };
    let mut start = (least..comma).rev().find(|at| is_stop(*at)).map_or(least, |at| at + 1);
    // A quotation that reaches into the sentence from before, or opens it, is not the writer's clause.
    if let Some(quotation) = scene.quotation_at(start).and_then(|idx| scene.quotations.get(idx)) {
        let is_outside = scene.quotation_at(comma) != scene.quotation_at(start);
        if is_outside && quotation.outer.start < start {
            start = quotation.outer.end.min(comma);
        }
    }
    while start < comma && (scene.is_dash(start) || scene.is_mark(start, &["-", "–", "—", ",", "."])) {
        start += 1;
    }
    start
}

/// True where quotation marks hold most of the words: then the quotation is the statement.
fn is_mostly_quotation(scene: &Scene<'_>, content: &Range<usize>) -> bool {
    let words = content.clone().filter(|at| scene.flat.is_word(*at)).count();
    let home = content.start.checked_sub(1).and_then(|at| scene.quotation_at(at));
    let quoted = content
        .clone()
        .filter(|at| {
            let here = scene.quotation_at(*at);
            scene.flat.is_word(*at)
                && here.is_some()
                && here != home
                && here.is_some_and(|idx| scene.quotations.get(idx).is_some_and(|q| !q.is_name))
        })
        .count();
    quoted * 5 >= words * 3
}
