//! Attribution: who said what, through whom.
//!
//! Comes in: one account with its names and times. Goes out: [`Statement`]s that hold one another or share no byte.
//! It may not know figures or other accounts. A reporter's own words in another's mouth are the worst error here:
//! where no rule hands words over, they stay the account's. The steps, in order: [`turns`] reads the layout of
//! interviews, [`quotations`] pairs the marks, [`cues`] finds verbs of saying and [`subjects`] their subjects,
//! [`speakers`] says whom these name, [`reported`], [`sources`], [`quoted`] and [`dashes`] hold the frames,
//! [`contents`] says how far each reaches, [`nesting`] puts statements inside statements; [`frames`] shows them as corpora annotate them.

mod contents;
mod cues;
mod dashes;
mod drafts;
mod frames;
mod lexicon;
mod nesting;
mod quotations;
mod quoted;
mod reported;
mod scene;
mod sources;
mod speakers;
mod statements;
mod subjects;
#[cfg(test)]
mod tests;
mod turns;
mod uses;

pub use frames::Frame;
pub use lexicon::AttributionRules;

use crate::times::TimesRead;
use cues::{Cue, Voice, cues};
use drafts::Draft;
use lexicon::Uses;
use quotations::Repair;
use quoted::Voiced;
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{Knowing, Mode, Name, Statement, Timex};
use recount_sayings::say;
use recount_text::AccountText;
use scene::Scene;
use speakers::{Speaker, Speakers};
use std::ops::Range;

/// Reads the statements of an account.
pub fn read(
    text: &AccountText<'_>,
    names: &[Name],
    times: &TimesRead,
    rules: &AttributionRules,
) -> Reported<Vec<Statement>> {
    let (scene, mut drafts) = drafts(text, names, &times.times, rules);
    drafts.retain(|draft| !draft.is_frame_only);
    let notes = unclosed(&scene).into_iter().collect();
    Reported::with(statements::statements(&scene, nesting::nested(drafts), times), notes)
}

/// One note for all quotation marks of the account that nothing closes: where the first stands, and how far they were read.
fn unclosed(scene: &Scene<'_>) -> Option<Diagnostic> {
    let open = || scene.quotations.iter().filter(|found| found.repair == Some(Repair::Unclosed));
    let first = scene.span(&open().next()?.outer)?;
    let message = match open().count() {
        1 => say!("odd.unclosed-quotation"),
        more => say!("odd.unclosed-quotations", n = more),
    };
    let note =
        Diagnostic::note("unclosed-quotation", message).in_original(scene.text.account.original.clone());
    Some(note.at(first).hint(say!("odd-hint.unclosed-quotation")))
}

/// Reads the attributions of an account as corpora annotate them: source, cue and content by their words.
pub fn read_frames(
    text: &AccountText<'_>,
    names: &[Name],
    times: &[Timex],
    rules: &AttributionRules,
) -> Vec<Frame> {
    let (scene, mut drafts) = drafts(text, names, times, rules);
    // A corpus marks the paper as the source, not whom it cites.
    drafts.retain(|draft| draft.rule != "citing");
    frames::frames(&scene, &nesting::nested(drafts))
}

/// The account prepared, and its drafts.
fn drafts<'a>(
    text: &'a AccountText<'a>,
    names: &'a [Name],
    times: &'a [Timex],
    rules: &'a AttributionRules,
) -> (Scene<'a>, Vec<Draft>) {
    let mut scene = Scene::new(text, names, times, rules);
    let cues = cues(&mut scene);
    let speakers = Speakers::new(&scene);
    let (voiced, met) = voiced(&scene, cues, &speakers);
    let mut drafts = turn_drafts(&scene, &speakers);
    let mut reported: Vec<Draft> = voiced
        .iter()
        .filter_map(|(cue, speaker)| reported::reported(&scene, cue, speaker.as_ref()?))
        .collect();
    let sourced = sources::sourced(&scene, &speakers, &met, &reported);
    reported.extend(sourced);
    reported.sort_by_key(|draft| (draft.content.start, std::cmp::Reverse(draft.content.end), draft.rule));
    drafts.extend(quoted::quoted(&scene, &voiced, &speakers, &reported));
    drafts.extend(dashes::dashed(&scene, &voiced));
    drafts.extend(said_before(&scene, &voiced));
    drafts.extend(reported);
    (scene, drafts)
}

/// Gives each cue its speaker, in order, so that a pronoun can look back.
fn voiced<'a>(
    scene: &Scene<'a>,
    cues: Vec<Cue>,
    speakers: &Speakers<'a>,
) -> (Vec<Voiced>, Vec<(usize, Speaker)>) {
    let mut met: Vec<(usize, Speaker)> = Vec::new();
    let mut found = Vec::with_capacity(cues.len());
    for cue in cues {
        let speaker = speaker_of(scene, &cue, speakers, &met);
        if let Some(speaker) = speaker.as_ref().filter(|_| cue.voice != Voice::Passive) {
            met.push((cue.places.start, speaker.clone()));
        }
        found.push((cue, speaker));
    }
    (found, met)
}

fn speaker_of<'a>(
    scene: &Scene<'a>,
    cue: &Cue,
    speakers: &Speakers<'a>,
    met: &[(usize, Speaker)],
) -> Option<Speaker> {
    if cue.voice == Voice::Passive {
        return passive_speaker(scene, cue, speakers, met);
    }
    let phrase = cue.subject.clone().or_else(|| reported::inverted_subject(scene, cue));
    speakers.resolve(scene, &phrase?, met)
}

/// "it is reported that": the words themselves; "it was announced by X that": X; "we were told that": the words.
fn passive_speaker<'a>(
    scene: &Scene<'a>,
    cue: &Cue,
    speakers: &Speakers<'a>,
    met: &[(usize, Speaker)],
) -> Option<Speaker> {
    if scene.has(cue.places.end, Uses::AGENT_PREPOSITION) {
        let start = cue.places.end + 1;
        let limit = scene.sentence_around(cue.places.start).end;
        let end = (start..limit).find(|at| {
            scene.has(*at, Uses::COMPLEMENTIZER)
                || scene.is_mark(*at, &[",", ".", ";", ":", "("])
                || scene.is_time(*at)
                || scene.has(*at, Uses::PREPOSITION) && scene.is_time(at + 1)
        });
        let end = end.unwrap_or(limit);
        let agent = start..reported::apposed_name_end(scene, end, limit).unwrap_or(end);
        let is_source = !agent.clone().take(2).any(|at| scene.has(at, Uses::NOT_SOURCE));
        return if is_source { speakers.resolve(scene, &agent, met) } else { None };
    }
    let subject = cue.subject.as_ref()?;
    let is_impersonal = subject.len() == 1 && scene.has(subject.start, Uses::IMPERSONAL);
    let is_told = cue.verb.takes_addressee;
    (is_impersonal || is_told).then(|| sources::anonymous(scene, &(subject.start..cue.places.end))).flatten()
}

/// "S. This was stated by X.": the sentence before is X's.
fn said_before(scene: &Scene<'_>, voiced: &[Voiced]) -> Vec<Draft> {
    let drafts = voiced.iter().filter_map(|(cue, speaker)| {
        let sentence = scene.flat.sentence_at(cue.places.start)?;
        let before = scene.flat.sentences.get(sentence.checked_sub(1)?)?;
        let is_near = scene.flat.sentences.get(sentence)?.block == before.block;
        let opening = scene.flat.sentences.get(sentence)?.places.start;
        let is_saying = cue.verb.takes_clause && cue.verb.takes_quote;
        let is_this = is_passive_of_this(scene, cue, opening) || is_inverted_behind_this(scene, cue, opening);
        if !(is_this && is_near && is_saying) {
            return None;
        }
        let end = scene.content_end(before.places.start);
        Some(Draft {
            content: before.places.start..end,
            mode: Mode::Indirect,
            speaker: speaker
                .clone()
                .filter(|speaker| speaker.canonical.is_some() || cue.voice == Voice::Active)?,
            cue: Some(cue.group.clone()),
            knowing: Knowing::Unstated,
            is_distanced: false,
            is_frame_only: false,
            rule: "this-was-said-by",
        })
    });
    drafts.collect()
}

/// "This was stated by X."
fn is_passive_of_this(scene: &Scene<'_>, cue: &Cue, opening: usize) -> bool {
    let has_agent = cue.voice == Voice::Passive && scene.has(cue.places.end, Uses::AGENT_PREPOSITION);
    let is_this = |subject: &Range<usize>| {
        subject.len() == 1 && scene.has(subject.start, Uses::THIS) && subject.start == opening
    };
    has_agent && cue.subject.as_ref().is_some_and(is_this)
}

/// "Об этом сообщил X.": nothing but "of this" stands before the verb, and nothing but the speaker behind it.
fn is_inverted_behind_this(scene: &Scene<'_>, cue: &Cue, opening: usize) -> bool {
    let before = opening..cue.group.start;
    let is_small = |at: usize| {
        scene.has(at, Uses::THIS) || scene.has(at, Uses::PREPOSITION) || scene.has(at, Uses::ADVERB)
    };
    cue.voice == Voice::Active
        && before.clone().any(|at| scene.has(at, Uses::THIS))
        && before.clone().all(is_small)
        && reported::inverted_subject(scene, cue).is_some()
}

fn turn_drafts<'a>(scene: &Scene<'a>, speakers: &Speakers<'a>) -> Vec<Draft> {
    let mut roles: std::collections::BTreeMap<String, String> = std::collections::BTreeMap::new();
    let mut found = Vec::new();
    for turn in &scene.turns {
        let phrase = scene.flat.places_in(turn.speaker);
        let Some(mut speaker) = speakers.resolve(scene, &phrase, &[]) else { continue };
        let line_role = turn.role.map(|span| span.of(&scene.text.reading.text).trim().to_owned());
        let key = speaker.canonical.clone().unwrap_or_else(|| speaker.text.clone());
        if let Some(role) = line_role.filter(|role| !role.is_empty()) {
            roles.entry(key.clone()).or_insert(role);
        }
        speaker.role = roles.get(&key).cloned().or(speaker.role);
        speaker.span = Some(turn.speaker);
        found.push(Draft {
            content: scene.flat.places_in(turn.content),
            mode: Mode::Interview,
            speaker,
            cue: Some(scene.flat.places_in(turn.line)),
            knowing: Knowing::Unstated,
            is_distanced: false,
            is_frame_only: false,
            rule: "speaker-line",
        });
    }
    found
}
