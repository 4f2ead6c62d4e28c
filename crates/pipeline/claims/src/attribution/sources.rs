//! Statements handed over without a verb of saying: "according to X", "from social media posts:", "information
//! appeared that", "a statement that".
//!
//! Comes in: a prepared account. Goes out: drafts. It may not know verbs of saying.

use super::contents::{content_start, is_only_quotation, that_ahead, to_content_end};
use super::cues::verb_group_start;
use super::drafts::Draft;
use super::lexicon::{Opening, Uses};
use super::scene::{REACH, Scene};
use super::speakers::{Speaker, Speakers};
use super::subjects::subject_before;
use recount_model::{Knowing, Mode, NameKind};
use std::ops::Range;

/// Speakers met so far, with the place of each.
type Met = [(usize, Speaker)];

/// What is known when sources are looked for.
struct Found<'s, 'a> {
    speakers: &'s Speakers<'a>,
    met: &'s Met,
    /// What verbs of saying hand over.
    reported: &'s [Draft],
}

/// Finds them all, sentence by sentence.
pub(crate) fn sourced<'a>(
    scene: &Scene<'a>,
    speakers: &Speakers<'a>,
    met: &Met,
    reported: &[Draft],
) -> Vec<Draft> {
    let mut found = Vec::new();
    let found_by = Found { speakers, met, reported };
    for sentence in &scene.flat.sentences {
        found.extend(labelled(scene, speakers, met, &sentence.places));
        for place in sentence.places.clone() {
            match scene.opening(place) {
                Some((length, Opening::Source)) => {
                    found.extend(according_to(scene, speakers, met, place..place + length, &sentence.places));
                }
                Some((length, Opening::SourceOfPronoun)) => {
                    found.extend(in_their_words(
                        scene,
                        speakers,
                        met,
                        place..place + length,
                        &sentence.places,
                    ));
                }
                Some((length, Opening::Citing)) => {
                    found.extend(citing(scene, &found_by, place..place + length, &sentence.places));
                }
                Some((length, Opening::Impersonal)) => {
                    found.extend(impersonal(scene, &found_by, place..place + length, &sentence.places));
                }
                _ => {}
            }
            if scene.has(place, Uses::CONTENT_NOUN) {
                found.extend(by_noun(scene, speakers, met, place, &sentence.places));
            }
        }
    }
    found
}

fn draft(content: Range<usize>, speaker: Speaker, cue: Range<usize>, rule: &'static str) -> Draft {
    Draft {
        content,
        mode: Mode::Indirect,
        speaker,
        cue: Some(cue),
        knowing: Knowing::Unstated,
        is_distanced: false,
        is_frame_only: false,
        rule,
    }
}

/// "According to X, S", "S, according to X", "S1, according to X, S2", "who, according to X, S".
fn according_to<'a>(
    scene: &Scene<'a>,
    speakers: &Speakers<'a>,
    met: &Met,
    cue: Range<usize>,
    sentence: &Range<usize>,
) -> Option<Draft> {
    let Some(source) = source_phrase(scene, cue.end, sentence.end) else {
        // "по неподтверждённым данным, S": nobody but the words themselves.
        let (content, rule) = content_around(scene, &cue, cue.end, sentence).filter(|_| cue.len() > 2)?;
        return Some(Draft {
            knowing: Knowing::Hearsay,
            ..draft(content, anonymous(scene, &cue)?, cue, rule)
        });
    };
    let (phrase, is_record) = without_information(scene, source.clone());
    if !is_source(scene, &source, &phrase) {
        return None;
    }
    let mut speaker = speakers.resolve(scene, &phrase, met)?;
    speaker.span = speaker.span.or_else(|| scene.span(&phrase));
    let (content, rule) = content_around(scene, &cue, source.end, sentence)?;
    let content = match rule {
        "according-to" => with_further_counts(scene, content, sentence),
        _ => content,
    };
    let mut found = draft(content, speaker, cue, rule);
    if is_record {
        found.knowing = Knowing::Record;
    }
    // Then the words themselves are the statement.
    found.is_frame_only = is_only_quotation(scene, &found.content);
    Some(found)
}

/// "S, in his words", "по её данным, S": whoever the pronoun stands for; nobody where that is not known.
fn in_their_words<'a>(
    scene: &Scene<'a>,
    speakers: &Speakers<'a>,
    met: &Met,
    cue: Range<usize>,
    sentence: &Range<usize>,
) -> Option<Draft> {
    let pronoun = cue.clone().find(|at| scene.uses(*at).is_third_person())?;
    let resolved = speakers.resolve(scene, &(pronoun..pronoun + 1), met).filter(|speaker| speaker.is_carried);
    let speaker = resolved.or_else(|| anonymous(scene, &cue))?;
    let (content, rule) = content_around(scene, &cue, cue.end, sentence)?;
    Some(draft(content, speaker, cue, rule))
}

/// "The Times reported that S, citing two officials": what the paper reported is what the officials say, through it.
fn citing<'a>(
    scene: &Scene<'a>,
    found_by: &Found<'_, 'a>,
    cue: Range<usize>,
    sentence: &Range<usize>,
) -> Option<Draft> {
    let source = source_phrase(scene, cue.end, sentence.end)?;
    let (phrase, is_record) = without_information(scene, source.clone());
    let is_somebody = source.clone().any(|at| {
        let is_named = scene.name_at(at).is_some_and(|name| name.kind != NameKind::Place);
        is_named || scene.has(at, Uses::CITED) || scene.has(at, Uses::SOURCE_NOUN)
    });
    let is_behind = scene.rules.has_comma_before_clause || scene.is_mark(cue.start.wrapping_sub(1), &[","]);
    if !is_somebody || !is_behind || !is_source(scene, &source, &phrase) {
        return None;
    }
    let reported = found_by.reported.iter().find(|draft| {
        let is_near = draft.cue.as_ref().is_some_and(|cue| sentence.contains(&cue.start));
        is_near && !draft.is_frame_only && draft.rule != "citing"
    });
    let speaker = found_by.speakers.resolve(scene, &phrase, found_by.met)?;
    let Some(reported) = reported else {
        let opens = (sentence.start..cue.start).all(|at| !scene.flat.is_word(at));
        let (content, rule) = content_around(scene, &cue, source.end, sentence).filter(|_| opens)?;
        return Some(draft(content, speaker, cue, rule));
    };
    let paper = reported.speaker.canonical.as_ref().unwrap_or(&reported.speaker.text);
    let end = if cue.start > reported.content.start {
        reported.content.end.min(cue.start)
    } else {
        reported.content.end
    };
    let content = scene.without_marks(reported.content.start..end);
    let mut found = draft(content, Speaker { through: Some(paper.clone()), ..speaker }, cue, "citing");
    found.knowing = if is_record { Knowing::Record } else { Knowing::Unstated };
    Some(found)
}

/// From the word behind the cue to the comma, the break or the sentence's end; a name in apposition belongs to it.
pub(super) fn source_phrase(scene: &Scene<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    let limit = limit.min(start + REACH / 2);
    // "an April report"
    let opens_phrase =
        |time: usize| (start..time).all(|at| scene.has(at, Uses::DETERMINER) || scene.is_time(at));
    let is_stop = |at: usize| {
        scene.is_mark(at, &[",", ";", ":", "(", ")", ".", "!", "?"])
            || scene.is_dash(at)
            || scene.has(at, Uses::AUXILIARY)
            || scene.has(at, Uses::RELATIVE)
            || at > start && scene.rules.has_comma_before_clause && hands_over(scene, at)
            || (scene.quotation_at(at).is_some_and(|idx| {
                scene.quotations.get(idx).is_some_and(|q| !q.is_name && q.outer.start == at)
            }))
            || at > start && opens_another(scene, at)
            || (scene.is_time(at) && !opens_phrase(at) && !is_released(scene, at, limit))
            || (scene.has(at, Uses::PREPOSITION) && scene.is_time(at + 1))
    };
    let mut end = (start..limit).find(|at| is_stop(*at)).unwrap_or(limit);
    // "according to people who were there, …": the clause tells who they are, up to its comma.
    if end > start && scene.has(end, Uses::RELATIVE) {
        let closes = (end..limit).find(|at| scene.is_mark(*at, &[",", ".", ";", ":", "(", "!", "?"]));
        end = closes.unwrap_or(limit);
    }
    if scene.is_mark(end, &[","]) {
        let name_end = (end + 1..limit).take_while(|at| scene.is_name_of(*at, NameKind::Person)).last();
        if let Some(last) = name_end.filter(|last| scene.is_mark(last + 1, &[",", "."])) {
            end = last + 1;
        }
    }
    (end > start).then_some(start..end)
}

/// "according to the United Nations | the war", "according to media reports | two cars": the comma was lost, and nothing
/// leads on to what follows.
fn opens_another(scene: &Scene<'_>, at: usize) -> bool {
    let before = scene.uses(at - 1);
    let is_led = before.has(Uses::PREPOSITION)
        || before.has(Uses::DETERMINER)
        || before.has(Uses::JOINER)
        || before.has(Uses::NUMBER)
        || scene.is_time(at - 1)
        || !scene.flat.is_word(at - 1);
    let opens_noun = scene.has(at, Uses::ARTICLE) && scene.name_at(at).is_none();
    let ends_source = before.has(Uses::INFORMATION_NOUN) || before.has(Uses::SOURCE_NOUN);
    let opens_count = ends_source && (is_number(scene, at) || scene.has(at, Uses::NUMBER));
    !is_led && (opens_noun || opens_count)
}

/// "a poll released Monday by Orr", "a poll released Monday, half": the time stands inside the phrase.
fn is_released(scene: &Scene<'_>, time: usize, limit: usize) -> bool {
    let first = (0..=time).rev().take(8).take_while(|at| scene.is_time(*at)).last().unwrap_or(time);
    let after = (time..limit).find(|at| !scene.is_time(*at));
    scene.has(first.wrapping_sub(1), Uses::VERB)
        || after.is_some_and(|at| scene.has(at, Uses::AGENT_PREPOSITION))
}

/// "data of the prosecutor's office" → the office, which keeps records; "information from X" → X.
fn without_information(scene: &Scene<'_>, source: Range<usize>) -> (Range<usize>, bool) {
    let head = source
        .clone()
        .take(4)
        .find(|at| scene.has(*at, Uses::RECORD_NOUN) || scene.has(*at, Uses::INFORMATION_NOUN));
    let Some(head) = head else { return (source, false) };
    let is_record = scene.has(head, Uses::RECORD_NOUN);
    let leads = scene.has(head + 1, Uses::PREPOSITION) && head + 2 < source.end;
    if leads { (head + 2..source.end, is_record) } else { (source, is_record) }
}

/// Not "according to plan", and not the speaker's own knowledge ("the information that I have").
fn is_source(scene: &Scene<'_>, source: &Range<usize>, phrase: &Range<usize>) -> bool {
    let is_own =
        source.clone().any(|at| scene.has(at, Uses::FIRST_PERSON) || scene.has(at, Uses::SECOND_PERSON));
    let first = phrase.start + usize::from(scene.has(phrase.start, Uses::ARTICLE));
    !is_own && !scene.has(first, Uses::NOT_SOURCE) && phrase.clone().any(|at| scene.flat.is_word(at))
}

fn content_around(
    scene: &Scene<'_>,
    cue: &Range<usize>,
    source_end: usize,
    sentence: &Range<usize>,
) -> Option<(Range<usize>, &'static str)> {
    let before = content_start(scene, cue.start, sentence.start)..cue.start;
    let words_before = before.clone().filter(|at| scene.flat.is_word(*at)).count();
    let is_first = before.clone().all(|at| {
        !scene.flat.is_word(at)
            || scene.has(at, Uses::ADVERB)
            || scene.has(at, Uses::JOINER)
            || scene.has(at, Uses::CONTRAST)
            || scene.has(at, Uses::COMPLEMENTIZER)
    });
    // "who, according to X, S", "or, according to X, S": what stands before is not the source's.
    let opens = |at: usize| {
        scene.has(at, Uses::RELATIVE)
            || scene.has(at, Uses::JOINER)
            || scene.has(at, Uses::CONTRAST)
            || scene.has(at, Uses::COMPLEMENTIZER)
            || scene.verb_form(at).is_some_and(|(_, form)| form.is_finite)
    };
    let behind_relative = opens(cue.start.wrapping_sub(1))
        || scene.is_mark(cue.start.wrapping_sub(1), &[","]) && opens(cue.start.wrapping_sub(2));
    let next = source_end + usize::from(scene.is_mark(source_end, &[","]));
    let after = to_content_end(scene, next).filter(|_| next < sentence.end);
    let has_after =
        after.as_ref().is_some_and(|after| after.clone().filter(|at| scene.flat.is_word(*at)).count() >= 2);
    if (is_first || behind_relative || words_before < 2) && has_after {
        return Some((after?, "according-to"));
    }
    // A capital opens a sentence: what stands before is a heading that lost its line.
    if scene.flat.is_capital(cue.start) {
        return None;
    }
    let closed = closed_before(scene, &with_its_verb(scene, before.clone(), sentence.start));
    let goes_on = after.as_ref().is_some_and(|after| after.clone().any(|at| scene.is_verb(at)));
    if scene.is_mark(source_end, &[","])
        && has_after
        && goes_on
        && !scene.has(next, Uses::JOINER)
        && !scene.has(next, Uses::CONTRAST)
        && !scene.has(next, Uses::RELATIVE)
    {
        return Some((before.start..after?.end, "according-to-inside"));
    }
    (closed.len() > 1 && words_before > 1).then_some((closed, "clause-according-to"))
}

/// "12 were held - 3 of them boys - in Velm, according to X": what a dash cut off has no verb; the clause goes further back.
fn with_its_verb(scene: &Scene<'_>, before: Range<usize>, least: usize) -> Range<usize> {
    let has_verb = before.clone().any(|at| scene.is_verb(at));
    let is_cut = before.start > least && scene.is_dash(before.start - 1);
    let is_tail = scene.has(before.start, Uses::PREPOSITION);
    if has_verb || !is_cut || !is_tail {
        return before;
    }
    content_start(scene, before.start - 1, least)..before.end
}

/// "According to X, 12 were held. 5 of them are still in prison.": where what the source says is a count and runs to
/// the end of its sentence, a next sentence of the same paragraph that opens with a number and hands nothing over
/// goes on counting.
fn with_further_counts(scene: &Scene<'_>, content: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    let has_count = content.clone().any(|at| is_number(scene, at));
    let is_whole = (content.end..sentence.end).all(|at| !scene.flat.is_word(at));
    let Some(mut idx) = scene.flat.sentence_at(sentence.start).filter(|_| has_count && is_whole) else {
        return content;
    };
    let mut end = content.end;
    let block = scene.flat.sentences.get(idx).map(|own| own.block);
    while let Some(next) = scene.flat.sentences.get(idx + 1).filter(|next| Some(next.block) == block) {
        let places = next.places.clone();
        if !is_number(scene, places.start) || places.clone().any(|at| hands_over(scene, at)) {
            break;
        }
        end = scene.content_end(places.start).max(end);
        idx += 1;
    }
    content.start..end
}

fn is_number(scene: &Scene<'_>, at: usize) -> bool {
    scene.flat.get(at).is_some_and(|token| token.is_digits()) && !scene.is_time(at)
}

/// True if a verb of saying or a source's opening stands here.
fn hands_over(scene: &Scene<'_>, at: usize) -> bool {
    scene.opening(at).is_some() || scene.verb_form(at).is_some_and(|(_, form)| form.is_finite)
}

fn closed_before(scene: &Scene<'_>, before: &Range<usize>) -> Range<usize> {
    let mut end = before.end;
    while end > before.start && scene.is_mark(end - 1, &[",", "-", "–", "—"]) {
        end -= 1;
    }
    before.start..end
}

/// "From social media posts: S"
fn labelled<'a>(
    scene: &Scene<'a>,
    speakers: &Speakers<'a>,
    met: &Met,
    sentence: &Range<usize>,
) -> Option<Draft> {
    let first = sentence.clone().find(|at| scene.flat.is_word(*at))?;
    let is_label = scene.has(first, Uses::LABEL_PREPOSITION);
    let colon = (first..sentence.end.min(first + 10)).find(|at| scene.is_mark(*at, &[":"]))?;
    let phrase = first + usize::from(is_label)..colon;
    let has_source = phrase.clone().any(|at| scene.has(at, Uses::SOURCE_NOUN));
    let is_clause = phrase.clone().any(|at| scene.is_verb(at) && !scene.has(at, Uses::SOURCE_NOUN));
    if !is_label || !has_source || is_clause || scene.flat.is_quotation_mark(colon + 1) {
        return None;
    }
    let speaker = speakers.resolve(scene, &phrase, met)?;
    let content = to_content_end(scene, colon + 1)?;
    Some(draft(content, speaker, first..colon + 1, "source-colon"))
}

/// "it became known that S": the words themselves stand for the speaker; "в письме говорится, что S": the letter.
fn impersonal<'a>(
    scene: &Scene<'a>,
    found_by: &Found<'_, 'a>,
    cue: Range<usize>,
    sentence: &Range<usize>,
) -> Option<Draft> {
    if let Some(that) = that_ahead(scene, cue.end) {
        let content = to_content_end(scene, that)?;
        if let Some(speaker) = document_before(scene, found_by, &cue, sentence) {
            return Some(draft(content, speaker, cue, "document-says"));
        }
        return Some(draft(content, anonymous(scene, &cue)?, cue, "it-became-known"));
    }
    let opens_aside = scene.has(cue.start, Uses::PREPOSITION) || scene.has(cue.start, Uses::AS);
    let (content, rule) = content_around(scene, &cue, cue.end, sentence).filter(|_| opens_aside)?;
    Some(Draft { knowing: Knowing::Hearsay, ..draft(content, anonymous(scene, &cue)?, cue, rule) })
}

/// "In the letter of the office (it says)": the phrase behind the preposition that opens the clause.
fn document_before<'a>(
    scene: &Scene<'a>,
    found_by: &Found<'_, 'a>,
    cue: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Speaker> {
    let start = scene.clause_start(cue.start).max(sentence.start);
    let start = (start..cue.start).find(|at| scene.flat.is_word(*at))?;
    let phrase = start + 1..cue.start;
    let is_document = scene.has(start, Uses::LABEL_PREPOSITION)
        && !phrase.is_empty()
        && !phrase.clone().any(|at| scene.is_time(at) || scene.is_mark(at, &[","]));
    let words = phrase.clone().filter(|at| scene.flat.is_word(*at)).count();
    let (owner, _) = without_information(scene, phrase.clone());
    // "заявлении министерства": the genitive behind the noun is whose it is.
    let is_owned = scene.has(phrase.start, Uses::INFORMATION_NOUN) && words > 1 && owner == phrase;
    let phrase = if is_owned { phrase.start + 1..phrase.end } else { owner };
    found_by.speakers.resolve(scene, &phrase, found_by.met).filter(|_| is_document && words <= 8)
}

/// A speaker who is only the words that hand over.
pub(crate) fn anonymous(scene: &Scene<'_>, words: &Range<usize>) -> Option<Speaker> {
    let written = scene.flat.written(words);
    let text = written.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| Speaker {
        text,
        canonical: None,
        span: scene.span(words),
        role: None,
        through: None,
        is_carried: false,
        words: Some(words.clone()),
    })
}

/// "issued a statement that S", "the claim by X that S", "X's claim that S", "information appeared that S".
fn by_noun<'a>(
    scene: &Scene<'a>,
    speakers: &Speakers<'a>,
    met: &Met,
    noun: usize,
    sentence: &Range<usize>,
) -> Option<Draft> {
    let that = noun_clause(scene, noun, sentence.end)?;
    let content = without_main_verb(scene, noun, to_content_end(scene, that)?, sentence)?;
    if let Some(light) = light_verb(scene, noun, sentence.start) {
        let subject = subject_before(scene, verb_group_start(scene, light, sentence.start)?)?;
        let speaker = speakers.resolve(scene, &subject, met)?;
        return Some(draft(content, speaker, light..noun + 1, "issued-statement"));
    }
    let between = noun + 1..that;
    let is_agent = |at: &usize| {
        let is_named = scene.name_at(at + 1).or_else(|| scene.name_at(at + 2)).is_some();
        scene.has(*at, Uses::AGENT_PREPOSITION)
            || scene.has(*at, Uses::THROUGH)
            || (scene.has(*at, Uses::POSSESSOR) && is_named)
    };
    let agent = between.clone().find(is_agent);
    if let Some(agent) = agent {
        let speaker = speakers.resolve(scene, &(agent + 1..that), met)?;
        return Some(draft(content, speaker, noun..noun + 1, "statement-by"));
    }
    let before = noun.checked_sub(1)?;
    if scene.name_at(before).is_some_and(|name| name.kind != NameKind::Place) {
        let name = scene.name_at(before)?;
        let places = scene.flat.places_in(name.span).start..noun;
        let speaker = speakers.resolve(scene, &places, met).filter(|speaker| speaker.canonical.is_some());
        return Some(draft(content, speaker?, noun..noun + 1, "statement-of"));
    }
    if !scene.has(noun, Uses::ANONYMOUS_NOUN) {
        return None;
    }
    let start = (sentence.start..noun).rev().take(3).take_while(|at| {
        scene.flat.is_word(*at)
            && !scene.is_verb(*at)
            && !scene.has(*at, Uses::PREPOSITION)
            && !scene.has(*at, Uses::SUBORDINATOR)
    });
    let start = start.last().unwrap_or(noun);
    Some(draft(content, anonymous(scene, &(start..noun + 1))?, noun..noun + 1, "rumour-that"))
}

/// "The claim that the border is open | surprised nobody": where the noun is the subject of the sentence, its clause
/// ends before the last verb.
fn without_main_verb(
    scene: &Scene<'_>,
    noun: usize,
    content: Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let is_verb = |at: usize| scene.is_verb(at) && scene.name_at(at).is_none();
    let is_subject = !(sentence.start..noun).any(is_verb)
        && scene.has(content.start, Uses::COMPLEMENTIZER)
        && !(noun + 1..content.start).any(is_verb);
    if !is_subject {
        return Some(content);
    }
    let verbs: Vec<usize> = content.clone().take(REACH).filter(|at| is_verb(*at)).collect();
    let last_group =
        verbs.iter().rev().zip(verbs.iter().rev().skip(1)).find(|(later, before)| **later > **before + 1);
    let (main, _) = last_group?;
    Some(content.start..*main)
}

/// The "that" behind a content noun: next to it, behind "by X", or behind one short verb.
fn noun_clause(scene: &Scene<'_>, noun: usize, limit: usize) -> Option<usize> {
    let next = noun + 1;
    if scene.has(next, Uses::COMPLEMENTIZER) {
        let is_relative = scene.is_verb(next + 1) || scene.has(next + 1, Uses::FIRST_PERSON);
        return (!is_relative).then_some(next);
    }
    let opens = scene.has(next, Uses::AGENT_PREPOSITION)
        || scene.has(next, Uses::THROUGH)
        || scene.has(next, Uses::POSSESSOR);
    let is_saying = scene.verb_form(next).is_some();
    let is_short_verb = scene.is_verb(next) && !is_saying && scene.has(next + 1, Uses::COMPLEMENTIZER);
    if is_short_verb {
        return Some(next + 1);
    }
    opens.then(|| that_ahead(scene, next).filter(|that| *that < limit)).flatten()
}

/// The verb that issues the noun: at most five words before it, only small words and adjectives between.
fn light_verb(scene: &Scene<'_>, noun: usize, least: usize) -> Option<usize> {
    (least..noun)
        .rev()
        .take(6)
        .take_while(|at| scene.flat.is_word(*at) && !scene.has(*at, Uses::PREPOSITION))
        .find(|at| scene.has(*at, Uses::LIGHT_VERB) && !scene.has(at.wrapping_sub(1), Uses::DETERMINER))
}
