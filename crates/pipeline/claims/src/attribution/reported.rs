//! Reported speech: what stands before, behind or around a verb of saying.
//!
//! Comes in: cues with their speakers. Goes out: drafts. It may not know quotations' own frames. Where no rule can
//! tell content from the writer's own words, there is no statement.

use super::contents::{
    after_addressee, after_adverbials, after_times, content_start, has_clause, infinitive_ahead,
    is_only_quotation, object, opens_phrase, that_ahead, to_content_end, to_quotation_end,
};
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
    let stated = match cue.voice {
        Voice::Passive => passive(scene, cue),
        // Without a subject before it, the noun phrase behind the verb is the speaker, not what was said.
        _ if cue.subject.is_none() => as_they_said(scene, cue)
            .or_else(|| forward_of_inverted(scene, cue))
            .or_else(|| backward(scene, cue)),
        _ => {
            as_they_said(scene, cue).or_else(|| forward(scene, cue, speaker)).or_else(|| backward(scene, cue))
        }
    };
    let is_stated = stated.is_some() && !cue.is_negated;
    let (content, rule) = stated.or_else(|| annotated(scene, cue, speaker))?;
    let content = match rule {
        "said-that" | "said-clause" | "said-by" | "it-is-said-that" => content,
        _ => scene.to_joined(content),
    };
    let content = to_quotation_end(scene, content);
    Some(Draft {
        is_frame_only: !is_stated || is_only_quotation(scene, &content),
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
    if verb.takes_infinitive && infinitive_ahead(scene, start).is_some() {
        return Some((to_content_end(scene, start)?, "promised-to"));
    }
    let start = if verb.takes_addressee { after_addressee(scene, start) } else { start };
    let content = to_content_end(scene, start).filter(|_| opens_phrase(scene, start))?;
    let content = within_relative(scene, cue, content);
    // "welcomed the men and said that …": what the first verb takes has no verb of its own.
    let own = scene.to_joined(content.clone());
    let content = if has_clause(scene, &own) { content } else { own };
    if verb.takes_clause && has_clause(scene, &content) {
        return Some((content, "said-clause"));
    }
    let takes_object = verb.takes_object || verb.takes_object_of_named && is_named(scene, cue, speaker);
    takes_object.then(|| object(scene, cue, content)).flatten().map(|content| (content, "announced-object"))
}

/// What only corpora annotate: topics, wishes, states of mind.
fn annotated(scene: &Scene<'_>, cue: &Cue, speaker: &Speaker) -> Option<(Range<usize>, &'static str)> {
    cue.subject.as_ref()?;
    let verb = cue.verb;
    let start = after_times(scene, cue.places.end);
    if cue.voice == Voice::Passive || is_behind_as(scene, cue) {
        return None;
    }
    if verb.is_state
        && let Some(that) = that_ahead(scene, start)
    {
        return Some((to_content_end(scene, that)?, "thought-that"));
    }
    if verb.takes_wish && infinitive_ahead(scene, start).is_some() {
        return Some((to_content_end(scene, start)?, "wished-to"));
    }
    if let Some(content) = around_aside(scene, cue) {
        return Some((content, "said-inside"));
    }
    let is_finding = verb.takes_finding && is_document(scene, cue);
    let is_topic = verb.takes_topic && is_somebody(scene, cue, speaker) || is_finding;
    let is_topic = is_topic && opens_phrase(scene, start);
    let content = to_content_end(scene, start).filter(|_| is_topic)?;
    let rule = if is_finding { "found" } else { "spoke-of" };
    object(scene, cue, within_relative(scene, cue, content)).map(|content| (content, rule))
}

/// "Orr, who has criticised the mine for months, wrote": what is said in a relative clause ends with it.
fn within_relative(scene: &Scene<'_>, cue: &Cue, content: Range<usize>) -> Range<usize> {
    if !scene.has(cue.group.start.wrapping_sub(1), Uses::RELATIVE) {
        return content;
    }
    let comma = content.clone().find(|at| scene.is_mark(*at, &[","]));
    content.start..comma.unwrap_or(content.end)
}

/// "Orr, he said, “is weak.”": the phrase before the aside and the quotation behind it make one sentence.
fn around_aside(scene: &Scene<'_>, cue: &Cue) -> Option<Range<usize>> {
    let comma = cue.subject.as_ref()?.start.checked_sub(1)?;
    let sentence = scene.sentence_around(comma);
    let open = cue.places.end + 1;
    let quotation = scene.speech_at(open).and_then(|idx| scene.quotations.get(idx))?;
    let is_aside = scene.is_mark(comma, &[","]) && scene.is_mark(cue.places.end, &[","]);
    let is_phrase = (1..=8).contains(&(comma - sentence.start))
        && scene.flat.is_word(sentence.start)
        && !scene.has(sentence.start, Uses::PREPOSITION)
        && !scene.has(sentence.start, Uses::ADVERB)
        && !scene.is_time(sentence.start);
    let goes_on = scene.flat.get(open + 1).is_some_and(|token| !token.is_capitalised);
    (is_aside && is_phrase && goes_on && quotation.outer.start == open)
        .then_some(sentence.start..quotation.outer.end)
}

/// "a new poll (shows)", "the report (found)"
fn is_document(scene: &Scene<'_>, cue: &Cue) -> bool {
    let subject = cue.subject.clone().unwrap_or_default();
    subject.clone().any(|at| scene.has(at, Uses::SOURCE_NOUN) || scene.has(at, Uses::RECORD_NOUN))
}

/// Named, or spoken of like people: with a capital, as a plural, as officials.
fn is_somebody(scene: &Scene<'_>, cue: &Cue, speaker: &Speaker) -> bool {
    let subject = cue.subject.clone().unwrap_or_default();
    let last = subject.end.saturating_sub(1);
    is_named(scene, cue, speaker)
        || scene
            .flat
            .get(last)
            .is_some_and(|token| token.is_capitalised && !scene.has(last, Uses::DETERMINER))
        || scene.has(last, Uses::CITED)
        || scene.has(last, Uses::SPEAKER_NOUN)
}

fn is_named(scene: &Scene<'_>, cue: &Cue, speaker: &Speaker) -> bool {
    let is_pronoun = cue.subject.as_ref().is_some_and(|subject| scene.uses(subject.start).is_third_person());
    speaker.canonical.is_some() || is_pronoun
}

/// "… , she said." and "…, said the mayor": the clause before the verb and its subject.
fn backward(scene: &Scene<'_>, cue: &Cue) -> Option<(Range<usize>, &'static str)> {
    let is_finding = cue.verb.takes_that && is_document(scene, cue) && !is_behind_as(scene, cue);
    let takes_clause = cue.verb.takes_clause || is_finding;
    if !takes_clause || cue.is_subject_inherited || hands_to_quotation(scene, cue) {
        return None;
    }
    let (comma, after) = match &cue.subject {
        Some(subject) => (subject.start.checked_sub(1)?, cue.places.end),
        None => (cue.group.start.checked_sub(1)?, after_relative(scene, inverted_subject(scene, cue)?.end)),
    };
    let comma = if scene.has(comma, Uses::AS) { comma.checked_sub(1)? } else { comma };
    if !scene.is_mark(comma, &[",", "-", "–", "—"]) {
        return without_comma(scene, cue, after);
    }
    let sentence = scene.sentence_around(comma);
    let end = after_adverbials(scene, after, sentence.end);
    let start = content_start(scene, comma, sentence.start);
    let before = start..comma_free(scene, comma, start);
    let is_clause =
        has_clause(scene, &before) && before.len() > 2 && !scene.has(before.start, Uses::SUBORDINATOR);
    let rest = end + 1..scene.content_end(end + 1).max(end + 1);
    let goes_on = scene.is_mark(end, &[","])
        && rest.clone().any(|at| scene.is_verb(at))
        && rest.end <= sentence.end
        && !opens_side_remark(scene, end + 1);
    let end = if scene.opens_citing(after) { after } else { end };
    let is_end = scene.opens_citing(end)
        || end >= sentence.end
        || scene.is_mark(end, &[".", ";", "!", "?", ",", "-", "–", "—", ")"]);
    if is_clause && is_end && !goes_on {
        return Some((before, "clause-said"));
    }
    let whole = start..scene.content_end(start);
    (goes_on && whole.end > end && has_clause(scene, &whole)).then_some((whole, "said-inside"))
}

/// Behind "who spoke to nobody", which tells of a speaker named before.
fn after_relative(scene: &Scene<'_>, place: usize) -> usize {
    if !scene.has(place, Uses::RELATIVE) {
        return place;
    }
    let limit = scene.sentence_around(place).end.min(place + REACH / 2);
    (place..limit).find(|at| scene.is_mark(*at, &[",", ".", ";", "!", "?"])).unwrap_or(limit)
}

/// "Asked about it, Orr replied, “No.”": the words behind the verb are what was said, not those before it.
fn hands_to_quotation(scene: &Scene<'_>, cue: &Cue) -> bool {
    let mark = cue.places.end;
    let is_quotation = scene.quotation_at(mark + 1).and_then(|idx| scene.quotations.get(idx));
    scene.is_mark(mark, &[",", ":"])
        && is_quotation.is_some_and(|quotation| quotation.outer.start == mark + 1 && !quotation.is_name)
}

/// "Ten men were hurt a doctor said.": the comma was lost, but the sentence ends here and the subject opens plainly.
fn without_comma(scene: &Scene<'_>, cue: &Cue, after: usize) -> Option<(Range<usize>, &'static str)> {
    let subject = cue.subject.as_ref()?;
    let sentence = scene.sentence_around(subject.start);
    let is_end = after_adverbials(scene, after, sentence.end) + 1 >= sentence.end;
    let is_named = scene.name_at(subject.start).is_some();
    let is_pronoun = subject.len() == 1
        && (scene.has(subject.start, Uses::NOMINATIVE) || scene.has(subject.start, Uses::IMPERSONAL));
    let opens = scene.has(subject.start, Uses::ARTICLE) || is_named || is_pronoun;
    let start = content_start(scene, subject.start, sentence.start);
    let before = start..subject.start;
    let is_clause = has_clause(scene, &before) && before.len() > 3 && !scene.has(start, Uses::SUBORDINATOR);
    let is_led = !scene.flat.is_word(subject.start - 1)
        || scene.has(subject.start - 1, Uses::PREPOSITION)
        || scene.has(subject.start - 1, Uses::SUBORDINATOR)
        || scene.has(subject.start - 1, Uses::RELATIVE)
        || scene.has(subject.start - 1, Uses::QUESTION)
        || scene.has(subject.start - 1, Uses::AS)
        || scene.is_verb(subject.start - 1) && !is_named && !is_pronoun
        || scene.verb_form(subject.start - 1).is_some();
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
