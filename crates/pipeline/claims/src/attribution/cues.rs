//! Verbs of saying as they stand in a sentence: their verb group, and the noun phrase before them.
//!
//! Comes in: a prepared account. Goes out: cues in order. It may not know what is said or who a phrase names.

use super::lexicon::{Opening, Uses, Verb, VerbForm};
use super::scene::Scene;
use super::subjects::{main_subject, participle_subject, subject_before};
use std::ops::Range;

/// A verb of saying in its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    /// The verb itself.
    pub(crate) places: Range<usize>,
    /// With auxiliaries, adverbs and governing verbs ("has already demanded").
    pub(crate) group: Range<usize>,
    pub(crate) verb: Verb,
    pub(crate) voice: Voice,
    /// The noun phrase before the group, if one stands right there.
    pub(crate) subject: Option<Range<usize>>,
    /// True if the subject was taken from the main clause ("…, declaring").
    pub(crate) is_subject_inherited: bool,
    /// "does not believe that": no statement.
    pub(crate) is_negated: bool,
}

/// How the verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// "said", "has said"
    Active,
    /// "was said", "said by"
    Passive,
    /// "saying"
    Participle,
}

/// Finds the cues of an account, and marks where another speaker's clause begins.
pub(crate) fn cues(scene: &mut Scene<'_>) -> Vec<Cue> {
    let mut found = Vec::new();
    for sentence in 0..scene.flat.sentences.len() {
        let Some(places) = scene.flat.sentences.get(sentence).map(|s| s.places.clone()) else { continue };
        let mut place = places.start;
        while place < places.end {
            if let Some((length, Opening::Idiom)) = scene.opening(place) {
                place += length;
                continue;
            }
            let Some((length, form)) = scene.verb_form(place) else {
                place += 1;
                continue;
            };
            found.extend(cue(scene, place..place + length, form, &places));
            place += length;
        }
    }
    found.retain(|cue| !quotes_a_person(scene, cue));
    for cue in &found {
        if let Some(subject) = cue.subject.as_ref().filter(|_| !cue.is_subject_inherited) {
            let start = clause_opening(scene, subject.start);
            if start < subject.start || closes_sentence(scene, cue, subject.start) {
                scene.mark_sibling_start(start);
            }
        } else if cue.voice == Voice::Participle && scene.is_mark(cue.group.start.wrapping_sub(1), &[","]) {
            scene.mark_sibling_start(cue.group.start);
        } else if cue.is_subject_inherited {
            let before = cue.group.start.wrapping_sub(1);
            if scene.has(before, Uses::CONTRAST) {
                scene.mark_sibling_start(before);
            } else if scene.has(before, Uses::JOINER) {
                scene.mark_joined(before);
            }
        }
    }
    found
}

/// ", the poll found.": nothing follows, so what stands before is what was said.
fn closes_sentence(scene: &Scene<'_>, cue: &Cue, subject: usize) -> bool {
    let sentence = scene.sentence_around(subject);
    let is_parted = subject > sentence.start && scene.is_mark(subject - 1, &[","]);
    is_parted && (cue.places.end..sentence.end).all(|at| !scene.flat.is_word(at) || scene.is_time(at))
}

/// "quotes a senator as saying": the senator speaks, not who quotes.
fn quotes_a_person(scene: &Scene<'_>, cue: &Cue) -> bool {
    let end = scene.sentence_around(cue.places.start).end.min(cue.places.end + REACH_OF_QUOTING);
    cue.verb.quotes_others
        && (cue.places.end..end).any(|at| {
            scene.has(at, Uses::AS) && scene.verb_form(at + 1).is_some_and(|(_, form)| form.is_gerund)
        })
}

/// Furthest that "as saying" stands behind who is quoted, in tokens.
const REACH_OF_QUOTING: usize = 16;

/// "(quotes) a senator (as saying)", "a senator (was quoted as saying)".
fn quoted_person(scene: &Scene<'_>, group_start: usize) -> Option<Range<usize>> {
    let mark = group_start.checked_sub(1).filter(|at| scene.has(*at, Uses::AS))?;
    let least = scene.sentence_around(mark).start.max(mark.saturating_sub(REACH_OF_QUOTING));
    let quoting = (least..mark).rev().find(|at| {
        let form = scene.verb_form(*at).map(|(_, form)| form);
        form.and_then(|form| scene.rules.verbs.get(form.verb)).is_some_and(|verb| verb.quotes_others)
    })?;
    if quoting + 1 < mark {
        return Some(quoting + 1..mark);
    }
    subject_before(scene, Group::before(scene, quoting, least).start)
}

/// "with the mayor saying", ", the mayor saying", "a letter saying": a phrase of its own before the participle.
fn absolute(scene: &Scene<'_>, group_start: usize) -> Option<Range<usize>> {
    let sentence = scene.sentence_around(group_start.checked_sub(1)?).start;
    let least = sentence.max(group_start.saturating_sub(REACH_OF_QUOTING));
    let opens = |at: &usize| {
        scene.is_mark(*at, &[",", ";", ":", "(", ")"]) || scene.is_dash(*at) || scene.has(*at, Uses::ABSOLUTE)
    };
    let start = (least..group_start).rev().find(opens).map_or(least, |at| at + 1);
    let places = start..group_start;
    let is_led = start == sentence || scene.has(start.wrapping_sub(1), Uses::ABSOLUTE) || start > least;
    let opens_phrase = scene.has(start, Uses::DETERMINER)
        || scene.flat.is_capital(start)
        || scene.has(start.wrapping_sub(1), Uses::ABSOLUTE);
    let is_clause = places.clone().any(|at| {
        scene.is_verb(at) && scene.name_at(at).is_none()
            || scene.has(at, Uses::SUBORDINATOR) && !scene.has(at, Uses::JOINER)
            || scene.is_time(at)
    });
    (!places.is_empty() && is_led && opens_phrase && !is_clause).then_some(places)
}

/// The joiner or contrast in front of a subject: "and the mayor said", "and in a letter the mayor said" open the
/// mayor's own clause; so does the "with" of "with the mayor saying".
fn clause_opening(scene: &Scene<'_>, subject: usize) -> usize {
    let joins = |at: usize| {
        scene.has(at, Uses::JOINER) || scene.has(at, Uses::CONTRAST) || scene.has(at, Uses::ABSOLUTE)
    };
    let before = subject.wrapping_sub(1);
    if joins(before) {
        return before;
    }
    let least = scene.sentence_around(subject).start.max(subject.saturating_sub(8));
    let led = (least..subject).rev().take_while(|at| {
        (scene.flat.is_word(*at) || scene.is_mark(*at, &[","])) && !scene.is_verb(*at) && !scene.is_time(*at)
    });
    let joined = led.into_iter().find(|at| {
        (scene.has(*at, Uses::JOINER) || scene.has(*at, Uses::CONTRAST))
            && scene.has(at + 1, Uses::PREPOSITION)
    });
    joined.unwrap_or(subject)
}

fn cue(scene: &Scene<'_>, places: Range<usize>, form: VerbForm, sentence: &Range<usize>) -> Option<Cue> {
    let verb = *scene.rules.verbs.get(form.verb)?;
    let is_compound = scene.flat.get(places.start).is_some_and(|token| !token.is_spaced)
        && scene.is_mark(places.start.wrapping_sub(1), &["-", "–", "/"]);
    if is_compound {
        return None;
    }
    if scene.name_at(places.start).is_some()
        || scene.flat.is_capital(places.start)
        || is_noun(scene, places.start, form)
    {
        return None;
    }
    let group = Group::before(scene, places.start, sentence.start);
    let is_negated = group.is_negated || group.is_refused;
    let is_annotated = verb.is_state || verb.takes_clause && hands_over_clause(scene, places.end);
    let is_free_infinitive = group.is_infinitive && !group.is_governed && !group.is_refused;
    if is_negated && !is_annotated || is_free_infinitive {
        return None;
    }
    if verb.takes_object && takes_silent_object(scene, places.end) {
        return None;
    }
    let voice = voice(scene, &places, form, &group)?;
    let full = group.start..places.end;
    let (subject, is_subject_inherited) = subject_of(scene, voice, &places, group.start);
    let is_nobody = |subject: &Range<usize>| {
        let last = subject.end - 1;
        scene.has(last, Uses::ARTICLE)
            || subject.len() == 1 && scene.has(last, Uses::SUBORDINATOR) && scene.name_at(last).is_none()
    };
    let is_noun_form = scene.has(places.start, Uses::NOUN_FORM);
    let is_in_source = |own: &Range<usize>| is_noun_form && opens_source(scene, own.start);
    if subject.as_ref().is_some_and(is_in_source) {
        return None;
    }
    if subject.as_ref().is_some_and(|own| is_nobody(own) || is_noun_form && !is_determined(scene, own)) {
        return None;
    }
    // British papers write "the company say".
    let is_organisation = subject
        .clone()
        .is_some_and(|subject| scene.is_name_of(subject.end - 1, recount_model::NameKind::Organisation));
    let is_bare = form.is_bare
        && (!is_organisation || scene.has(places.start, Uses::NOUN_FORM))
        && !scene.has(places.start.wrapping_sub(1), Uses::AUXILIARY)
        && full.start == places.start;
    if subject.as_ref().is_some_and(|subject| disagrees(scene, subject, places.start)) {
        return None;
    }
    if is_bare && subject.as_ref().map_or(is_noun_form, |subject| is_singular(scene, subject)) {
        return None;
    }
    Some(Cue { places, group: full, verb, voice, subject, is_subject_inherited, is_negated })
}

/// "claimed more than 12 lives": a number and what is counted, and nothing is said.
fn takes_silent_object(scene: &Scene<'_>, start: usize) -> bool {
    let words = (start..start + REACH_OF_QUOTING / 2).take_while(|at| {
        scene.flat.is_word(*at) || scene.flat.get(*at).is_some_and(|token| token.is_digits())
    });
    words.into_iter().any(|at| scene.has(at, Uses::SILENT_OBJECT) && !scene.has(start, Uses::COMPLEMENTIZER))
}

/// "according to media (reports)": the noun that a source's opening leads to.
fn opens_source(scene: &Scene<'_>, place: usize) -> bool {
    let opening = scene.opening(place);
    matches!(opening, Some((_, Opening::Source)))
}

/// The noun phrase the verb belongs to, and whether it was taken from the main clause.
fn subject_of(
    scene: &Scene<'_>,
    voice: Voice,
    places: &Range<usize>,
    group_start: usize,
) -> (Option<Range<usize>>, bool) {
    match voice {
        Voice::Participle => match quoted_person(scene, group_start).or_else(|| absolute(scene, group_start))
        {
            Some(subject) => (Some(subject), false),
            None => (participle_subject(scene, group_start), true),
        },
        Voice::Passive if scene.has(places.end, Uses::AGENT_PREPOSITION) => {
            (subject_before(scene, group_start), false)
        }
        _ => match subject_before(scene, group_start) {
            Some(subject) => (Some(subject), false),
            None if joins_main_clause(scene, group_start) => (main_subject(scene, group_start), true),
            None => (None, false),
        },
    }
}

/// "Арестованные журналисты | считает": a heading that lost its line; an adjective in the plural, a verb in the singular.
fn disagrees(scene: &Scene<'_>, subject: &Range<usize>, verb: usize) -> bool {
    let ends = |at: usize, endings: &[String]| {
        scene
            .flat
            .get(at)
            .is_some_and(|token| endings.iter().any(|ending| token.lower.ends_with(ending.as_str())))
    };
    ends(subject.start, &scene.rules.plural_adjective_endings)
        && ends(verb, &scene.rules.singular_verb_endings)
}

/// "the miners", "Orr's men", "critics", "they": not the first word of a compound ("sticky notes").
fn is_determined(scene: &Scene<'_>, subject: &Range<usize>) -> bool {
    subject.clone().any(|at| {
        let uses = scene.uses(at);
        let Some(token) = scene.flat.get(at) else { return false };
        uses.has(Uses::DETERMINER)
            || uses.is_third_person()
            || uses.has(Uses::FIRST_PERSON)
            || uses.has(Uses::RELATIVE)
            || token.is_capitalised
            || token.lower.ends_with("'s")
            || token.is_digits()
            || scene.rules.is_plural(token)
    })
}

/// "(did not say) whether", "(refused to say) that"
fn hands_over_clause(scene: &Scene<'_>, place: usize) -> bool {
    scene.has(place, Uses::QUESTION) || scene.has(place, Uses::COMPLEMENTIZER)
}

/// A bare form behind a singular is a noun: "the labour dispute", "not the slightest doubt".
fn is_singular(scene: &Scene<'_>, subject: &Range<usize>) -> bool {
    let head =
        subject.clone().take_while(|at| !scene.has(*at, Uses::PREPOSITION)).last().unwrap_or(subject.start);
    if subject.clone().any(|at| scene.has(at, Uses::JOINER)) {
        return false;
    }
    let is_plural = |at: usize| {
        scene.flat.get(at).is_some_and(|token| scene.rules.is_plural(token))
            || scene.has(at, Uses::FIRST_PERSON)
            || scene.has(at, Uses::SECOND_PERSON)
    };
    let opens_plural = is_plural(subject.start) && !scene.has(subject.start, Uses::ARTICLE);
    !is_plural(head) && !opens_plural
}

/// "He came and said": no subject of its own, but the clause before has one.
fn joins_main_clause(scene: &Scene<'_>, group_start: usize) -> bool {
    let before = group_start.wrapping_sub(1);
    scene.has(before, Uses::JOINER)
        || scene.has(before, Uses::CONTRAST)
        || (scene.is_mark(before, &[","]) && scene.has(before.wrapping_sub(1), Uses::JOINER))
}

/// "the report", "his claims", "police reports say": a form that is also a noun, where a noun stands.
fn is_noun(scene: &Scene<'_>, place: usize, form: VerbForm) -> bool {
    let before = place.wrapping_sub(1);
    let is_possessed =
        scene.flat.get(before).is_some_and(|token| token.lower.ends_with("'s") && token.is_word());
    let is_led = scene.has(before, Uses::DETERMINER)
        || is_possessed
        || (scene.has(before, Uses::PREPOSITION) && !scene.has(before, Uses::INFINITIVE_MARK));
    if form.is_gerund {
        return is_led && !scene.has(before, Uses::PREPOSITION);
    }
    if scene.has(place, Uses::NOUN_FORM) && scene.has(place + 1, Uses::POSSESSOR) {
        return true;
    }
    let is_before_verb = scene.is_verb(place + 1) && !scene.has(place + 1, Uses::COMPLEMENTIZER);
    scene.has(place, Uses::NOUN_FORM) && (is_led || is_before_verb)
}

struct Group {
    start: usize,
    is_refused: bool,
    is_negated: bool,
    is_infinitive: bool,
    is_governed: bool,
    is_passive: bool,
    is_perfect: bool,
}

impl Group {
    /// Goes left from the verb over auxiliaries, adverbs and governing verbs.
    fn before(scene: &Scene<'_>, verb: usize, least: usize) -> Group {
        let mut group = Group {
            start: verb,
            is_refused: false,
            is_negated: false,
            is_infinitive: false,
            is_governed: false,
            is_passive: false,
            is_perfect: false,
        };
        let mut is_nearest_auxiliary = true;
        while group.start > least.max(verb.saturating_sub(8)) {
            let place = group.start - 1;
            let uses = scene.uses(place);
            let is_capital_inside = scene.flat.is_capital(place) && place > least;
            let belongs = uses.has(Uses::AUXILIARY)
                || uses.has(Uses::NEGATION)
                || (uses.has(Uses::ADVERB) && !scene.is_time(place))
                || (uses.has(Uses::INFINITIVE_MARK) && place + 1 == verb)
                || ((uses.has(Uses::GOVERNING) || uses.has(Uses::REFUSING)) && group.is_infinitive);
            if !belongs || is_capital_inside && !uses.has(Uses::AUXILIARY) {
                break;
            }
            group.is_negated |= uses.has(Uses::NEGATION);
            group.is_infinitive |= uses.has(Uses::INFINITIVE_MARK);
            group.is_governed |= uses.has(Uses::GOVERNING);
            group.is_refused |=
                uses.has(Uses::REFUSING) && !uses.has(Uses::AUXILIARY) && !uses.has(Uses::GOVERNING);
            if uses.has(Uses::AUXILIARY) && !group.is_infinitive {
                group.is_passive |= uses.has(Uses::PASSIVE_AUXILIARY) && is_nearest_auxiliary;
                group.is_perfect |= !uses.has(Uses::PASSIVE_AUXILIARY);
                is_nearest_auxiliary = false;
            }
            group.start = place;
        }
        group
    }
}

/// Where the verb group of the verb at `place` begins; nothing where it is negated, refused or has no subject.
pub(crate) fn verb_group_start(scene: &Scene<'_>, place: usize, least: usize) -> Option<usize> {
    let group = Group::before(scene, place, least);
    (!group.is_refused && !group.is_negated && (!group.is_infinitive || group.is_governed))
        .then_some(group.start)
}

fn voice(scene: &Scene<'_>, places: &Range<usize>, form: VerbForm, group: &Group) -> Option<Voice> {
    let is_agent_next = scene.has(places.end, Uses::AGENT_PREPOSITION);
    if form.is_passive && (group.is_passive || (is_agent_next && !group.is_perfect)) {
        return Some(Voice::Passive);
    }
    if form.is_gerund {
        return Some(if group.is_passive { Voice::Active } else { Voice::Participle });
    }
    (form.is_finite || group.is_perfect).then_some(Voice::Active)
}
