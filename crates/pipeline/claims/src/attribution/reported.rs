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
    let is_finding = verb.takes_finding && is_document(scene, cue);
    let is_topic = verb.takes_topic && is_somebody(scene, cue, speaker) || is_finding;
    let is_topic = is_topic && opens_phrase(scene, start);
    let content = to_content_end(scene, start).filter(|_| is_topic)?;
    object(scene, cue, within_relative(scene, cue, content)).map(|content| (content, "spoke-of"))
}

/// "Orr, who has criticised the mine for months, wrote": what is said in a relative clause ends with it.
fn within_relative(scene: &Scene<'_>, cue: &Cue, content: Range<usize>) -> Range<usize> {
    if !scene.has(cue.group.start.wrapping_sub(1), Uses::RELATIVE) {
        return content;
    }
    let comma = content.clone().find(|at| scene.is_mark(*at, &[","]));
    content.start..comma.unwrap_or(content.end)
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
    let takes_clause = cue.verb.takes_clause || cue.verb.takes_that && is_document(scene, cue);
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
    let is_end = end >= sentence.end || scene.is_mark(end, &[".", ";", "!", "?", ",", "-", "–", "—", ")"]);
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

fn opens_phrase(scene: &Scene<'_>, place: usize) -> bool {
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
        .take_while(|at| !scene.name_at(*at).is_some() && !scene.is_time(*at))
        .any(|at| is_number(at) || scene.has(at, Uses::NUMBER))
}

/// A verb behind a first word: "the bridge had fallen", "there are ten". A verb that a relative pronoun waits for
/// ("support for tools, which the mine has bought") makes no clause, nor does a participle ("tools bought by").
fn has_clause(scene: &Scene<'_>, content: &Range<usize>) -> bool {
    if scene.has(content.start, Uses::NOMINATIVE) && content.len() > 2 {
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

/// "bought by the mine"
fn is_agent_participle(scene: &Scene<'_>, place: usize) -> bool {
    scene.has(place + 1, Uses::AGENT_PREPOSITION)
        && !scene.has(place, Uses::AUXILIARY)
        && !scene.has(place.wrapping_sub(1), Uses::AUXILIARY)
}

/// The noun phrase a verb announces: to the first comma, at least two words, not "said goodbye".
fn object(scene: &Scene<'_>, cue: &Cue, content: Range<usize>) -> Option<Range<usize>> {
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
    let least = sentence_start.max(comma.saturating_sub(super::scene::LONGEST_CONTENT));
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
