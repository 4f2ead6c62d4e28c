//! Whose words stand between quotation marks.
//!
//! Comes in: quotations, and cues with their speakers. Goes out: drafts. It may not know reported speech's frames.
//! The nearest verb of saying in the sentence decides; then the quotation before it; then the colon; then nobody:
//! words in marks are never the writer's own statement, but they are not given to a mouth without a reason.

use super::contents::{after_times, that_ahead, to_quotation_end};
use super::cues::{Cue, Voice};
use super::dashes::interrupted;
use super::drafts::Draft;
use super::lexicon::{Stance, Uses};
use super::quotations::{Quotation, Repair};
use super::reported::inverted_subject;
use super::scene::Scene;
use super::speakers::{Speaker, Speakers};
use super::subjects::main_subject;
use recount_model::{Knowing, Mode, NameKind};
use std::ops::Range;

/// A cue with whom it names; `None` where it is the speaker of the text around it, or nobody.
pub(crate) type Voiced = (Cue, Option<Speaker>);

/// Furthest behind an unknown verb that a name may stand, in tokens.
const REACH_OF_NAME: usize = 8;

/// Fewest words of a quotation that is given to nobody.
const LEAST_UNATTRIBUTED: usize = 4;

/// Reads all quotations in order. `reported` are the drafts of reported speech, for quotations inside them.
pub(crate) fn quoted<'a>(
    scene: &Scene<'a>,
    voiced: &[Voiced],
    speakers: &Speakers<'a>,
    reported: &[Draft],
) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    let reader = Reader { scene, voiced, speakers };
    let mut last: Option<(usize, Draft)> = None;
    for (idx, quotation) in scene.quotations.iter().enumerate() {
        if quotation.is_name || quotation.inner.is_empty() {
            continue;
        }
        let parts = interrupted(scene, voiced, quotation);
        if let Some(part) = parts.last() {
            last = Some((idx, part.clone()));
            found.extend(parts);
            continue;
        }
        let draft = reader
            .by_cue(idx, quotation)
            .or_else(|| inside_reported(scene, quotation, reported))
            .or_else(|| reader.by_colon(quotation))
            .or_else(|| reader.continued(quotation, last.as_ref()))
            .or_else(|| reader.by_name_behind(idx, quotation))
            .or_else(|| reader.by_sentence_before(quotation))
            .or_else(|| reader.unattributed(quotation));
        if let Some(draft) = draft {
            found.extend(reader.with_words_around(quotation, &draft));
            last = Some((idx, draft.clone()));
            found.push(draft);
        }
    }
    found
}

struct Reader<'s, 'a> {
    scene: &'s Scene<'a>,
    voiced: &'s [Voiced],
    speakers: &'s Speakers<'a>,
}

impl Reader<'_, '_> {
    fn by_cue(&self, idx: usize, quotation: &Quotation) -> Option<Draft> {
        let before = self.cue_before(quotation);
        let after = self.cue_after(idx, quotation);
        let (voiced, rule) = match (before, after) {
            // What stands right behind a quotation owns it, unless a colon handed over before.
            (Some(before), Some(after))
                if self.is_handed_over(quotation, &before.0) || !self.opens_clause(quotation) =>
            {
                let _ = after;
                (before, "said-quote")
            }
            (_, Some(after)) => (after, "quote-said"),
            (Some(before), None) => (before, "said-quote"),
            (None, None) => return None,
        };
        let (cue, speaker) = voiced;
        let speaker = speaker.clone()?;
        Some(self.draft(
            quotation,
            speaker,
            Some(cue.group.clone()),
            cue.verb.stance == Stance::Distanced,
            rule,
        ))
    }

    fn is_handed_over(&self, quotation: &Quotation, cue: &Cue) -> bool {
        let before = quotation.outer.start.wrapping_sub(1);
        self.scene.is_mark(before, &[":"])
            || cue.places.end == quotation.outer.start
            || self.scene.has(before, Uses::COMPLEMENTIZER)
    }

    /// Starts a sentence or stands behind a break.
    fn opens_clause(&self, quotation: &Quotation) -> bool {
        let start = self.scene.sentence_around(quotation.outer.start).start;
        (start..quotation.outer.start).all(|at| !self.scene.flat.is_word(at))
    }

    /// The last verb of saying before the quotation in its sentence, in the same clause.
    fn cue_before(&self, quotation: &Quotation) -> Option<&Voiced> {
        let start = quotation.outer.start;
        let sentence = self.scene.sentence_around(start);
        let scope = self.scene.turn_at(start);
        let end = self.voiced.partition_point(|(cue, _)| cue.places.end <= start);
        self.voiced.get(end.saturating_sub(8)..end)?.iter().rev().find(|(cue, speaker)| {
            cue.places.start >= sentence.start
                && !cue.is_negated
                && self.scene.turn_at(cue.places.start) == scope
                && self.scene.quotation_at(cue.places.start).is_none()
                && cue.verb.takes_quote
                && cue.voice != Voice::Passive
                && speaker.is_some()
                && self.reaches(cue, quotation)
        })
    }

    /// Nothing between the verb and the quotation closes its clause.
    fn reaches(&self, cue: &Cue, quotation: &Quotation) -> bool {
        let gap = cue.places.end..quotation.outer.start;
        let is_colon = self.scene.is_mark(quotation.outer.start.wrapping_sub(1), &[":"]);
        // "a team called “Dawn”": a name, not a word of the team.
        if gap.is_empty() && cue.verb.names_things {
            return false;
        }
        let is_broken = gap.clone().any(|at| {
            self.scene.is_mark(at, &[";"])
                || self.scene.is_dash(at)
                || self.scene.is_sibling_start(at)
                || (self.scene.is_mark(at, &[","]) && self.scene.has(at + 1, Uses::CONTRAST))
        });
        let is_handing = |at: usize| {
            !self.scene.flat.is_word(at)
                || self.scene.is_time(at)
                || self.scene.has(at, Uses::ADVERB)
                || self.scene.has(at, Uses::PREPOSITION)
                || self.scene.has(at, Uses::COMPLEMENTIZER)
        };
        let is_occasion = self.is_occasion(&gap);
        let has_verb = gap.clone().any(|at| self.scene.is_verb(at));
        let takes_words_about =
            cue.verb.takes_object || cue.verb.takes_object_of_named || !cue.verb.takes_clause;
        let is_near = is_occasion || gap.clone().all(is_handing) || (takes_words_about && !has_verb);
        is_colon || (!is_broken && is_near && gap.len() <= 24) || self.is_told(cue, &gap)
    }

    /// "called the plan “reckless”": for corpora the content is all that the verb governs.
    fn with_words_around(&self, quotation: &Quotation, draft: &Draft) -> Option<Draft> {
        let cue = draft.cue.clone().filter(|cue| cue.end <= quotation.outer.start)?;
        let start = after_times(self.scene, cue.end);
        let gap = start..quotation.outer.start;
        let is_by_cue = draft.rule.starts_with("said-quote");
        let hands_over = self.scene.is_mark(quotation.outer.start - 1, &[":", ","]);
        if !is_by_cue || hands_over || gap.is_empty() || self.is_occasion(&gap) {
            return None;
        }
        let start = that_ahead(self.scene, start).filter(|that| gap.contains(that)).unwrap_or(start);
        let content = self.scene.to_joined(start..self.scene.content_end(start));
        Some(Draft {
            content: to_quotation_end(self.scene, content),
            mode: Mode::Indirect,
            is_frame_only: true,
            rule: "around-quote",
            ..draft.clone()
        })
    }

    /// "said in an interview “…”"
    fn is_occasion(&self, gap: &Range<usize>) -> bool {
        gap.len() <= 12
            && self.scene.has(gap.start, Uses::PREPOSITION)
            && gap.clone().any(|at| self.scene.has(at, Uses::OCCASION))
            && !gap.clone().any(|at| self.scene.is_verb(at) || self.scene.has(at, Uses::COMPLEMENTIZER))
    }

    /// "told reporters, “…”": an addressee and a comma.
    fn is_told(&self, cue: &Cue, gap: &Range<usize>) -> bool {
        let has_comma = gap.end > gap.start && self.scene.is_mark(gap.end - 1, &[","]);
        cue.verb.takes_addressee && gap.len() <= 8 && (has_comma || gap.len() < 3)
    }

    /// The verb of saying right behind the quotation.
    fn cue_after(&self, idx: usize, quotation: &Quotation) -> Option<&Voiced> {
        let end = quotation.outer.end;
        let limit = self.tail_end(idx, quotation);
        let start = (end..limit).find(|at| self.scene.flat.is_word(*at))?;
        let is_closed = start > end
            || self.scene.is_mark(quotation.inner.end.wrapping_sub(1), &[",", ".", "!", "?", "…"])
            || (self.opens_clause(quotation) && self.is_long(quotation));
        if start > end + 3 || !is_closed {
            return None;
        }
        let from = self.voiced.partition_point(|(cue, _)| cue.places.start < end);
        let nearest = self.voiced.get(from..)?.first().filter(|(cue, _)| cue.places.end <= limit)?;
        let (cue, speaker) = nearest;
        let owns = match &cue.subject {
            Some(subject) if !cue.is_subject_inherited => self.opens_tail(start, subject.start),
            Some(_) => false,
            None => cue.group.start == start,
        };
        let is_inverted = cue.subject.is_none() || cue.is_subject_inherited && cue.group.start == start;
        (cue.verb.takes_quote
            && !cue.is_negated
            && !self.scene.has(cue.places.end, Uses::COMPLEMENTIZER)
            && speaker.is_some()
            && (cue.voice == Voice::Active || self.is_quoted_as(cue))
            && (owns || is_inverted && cue.group.start == start))
            .then_some(nearest)
    }

    /// "“…” the army was quoted as saying"
    fn is_quoted_as(&self, cue: &Cue) -> bool {
        cue.voice == Voice::Participle && self.scene.has(cue.group.start.wrapping_sub(1), Uses::AS)
    }

    /// Between the quotation and the subject only times and small words stand.
    fn opens_tail(&self, tail: usize, subject: usize) -> bool {
        subject >= tail
            && (tail..subject).all(|at| {
                self.scene.is_time(at)
                    || !self.scene.flat.is_word(at)
                    || self.scene.has(at, Uses::ADVERB)
                    || self.scene.has(at, Uses::AS)
                    || self.scene.has(at, Uses::PREPOSITION)
            })
    }

    /// The rest of the sentence; where the closing mark ends it, a next sentence that is nothing but "Orr said."
    fn tail_end(&self, idx: usize, quotation: &Quotation) -> usize {
        let end = quotation.outer.end;
        let next = self.scene.quotations.get(idx + 1).map_or(usize::MAX, |next| next.outer.start);
        let own = self.scene.sentence_around(end - 1).end;
        if own > end {
            return own.min(next);
        }
        let following = self.scene.sentence_around(end);
        let is_same_block = self.scene.block_of(end) == self.scene.block_of(end - 1);
        let is_bare =
            following.len() <= 12 && !following.clone().any(|at| self.scene.has(at, Uses::COMPLEMENTIZER));
        if is_same_block && is_bare && self.is_only_saying(&following) {
            following.end.min(next)
        } else {
            end
        }
    }

    /// "Orr said." and no more: nothing else that the verb could hand over.
    fn is_only_saying(&self, sentence: &Range<usize>) -> bool {
        let from = self.voiced.partition_point(|(cue, _)| cue.places.start < sentence.start);
        let Some((cue, _)) = self.voiced.get(from).filter(|(cue, _)| cue.places.end <= sentence.end) else {
            return false;
        };
        let rest = cue.places.end..sentence.end;
        let is_inverted = inverted_subject(self.scene, cue).is_some() && cue.subject.is_none();
        let is_plain = rest.clone().all(|at| {
            !self.scene.flat.is_word(at)
                || self.scene.is_time(at)
                || self.scene.has(at, Uses::PREPOSITION)
                || self.scene.has(at, Uses::ADVERB)
        });
        is_inverted || is_plain
    }

    /// "…: “Q”" without a verb of saying: the subject of the sentence, if it is somebody.
    fn by_colon(&self, quotation: &Quotation) -> Option<Draft> {
        let colon = quotation.outer.start.checked_sub(1)?;
        if !self.scene.is_mark(colon, &[":"]) {
            return None;
        }
        let sentence = self.scene.sentence_around(colon);
        let phrase = main_subject_of(self.scene, &sentence, colon)?;
        let speaker = self.speakers.resolve(self.scene, &phrase, &[])?;
        let is_somebody = speaker.canonical.is_some();
        is_somebody.then(|| self.draft(quotation, speaker, None, false, "colon-quote"))
    }

    /// “A,” she said. “B.” — and the next paragraph that is nothing but a quotation.
    fn continued(&self, quotation: &Quotation, last: Option<&(usize, Draft)>) -> Option<Draft> {
        let (idx, draft) = last?;
        let before = self.scene.quotations.get(*idx)?;
        if self.goes_on_in_sentence(before, draft, quotation) {
            return Some(self.draft(
                quotation,
                draft.speaker.clone(),
                draft.cue.clone(),
                false,
                "quote-continues",
            ));
        }
        if draft.mode != Mode::Direct
            || !self.ends_sentence(quotation)
            || !self.opens_clause(quotation)
            || !self.ends_like_speech(quotation)
        {
            return None;
        }
        if draft.speaker.canonical.is_none() && draft.speaker.span.is_none() {
            return None;
        }
        let gap = before.outer.end..quotation.outer.start;
        let here = self.scene.flat.sentence_at(quotation.outer.start)?;
        let said = draft.cue.as_ref().map_or(0, |cue| cue.end.min(quotation.outer.start));
        let there = self.scene.flat.sentence_at(said.max(before.outer.end) - 1)?;
        let (own, other) =
            (self.scene.block_of(quotation.outer.start)?, self.scene.block_of(before.outer.end - 1)?);
        let is_same_scope =
            self.scene.turn_at(quotation.outer.start) == self.scene.turn_at(before.outer.start);
        let is_close = here.saturating_sub(there) <= 1 && gap.len() <= 40;
        let is_next_block = own == other || (own == other + 1 && self.fills_block(quotation));
        (is_same_scope && is_close && is_next_block)
            .then(|| self.draft(quotation, draft.speaker.clone(), None, false, "quote-continues"))
    }

    /// “A,” said Orr, “and B.”
    fn goes_on_in_sentence(&self, before: &Quotation, draft: &Draft, quotation: &Quotation) -> bool {
        let gap = before.outer.end..quotation.outer.start;
        let holds_cue = draft.cue.as_ref().is_some_and(|cue| gap.start <= cue.start && cue.end <= gap.end);
        let is_one = self.scene.sentence_around(before.outer.end - 1)
            == self.scene.sentence_around(quotation.outer.start);
        let is_broken_off =
            self.scene.is_mark(quotation.outer.start.wrapping_sub(1), &[",", "-", "–", "—", ":"]);
        let is_speech = holds_cue && is_broken_off && gap.len() <= 30;
        is_one && (is_speech || self.is_listed(draft, &gap))
    }

    /// "“A” who “B” and “C”": nothing but small words between the words of one mouth.
    fn is_listed(&self, draft: &Draft, gap: &Range<usize>) -> bool {
        let is_small = |at: usize| {
            let uses = self.scene.uses(at);
            uses.has(Uses::RELATIVE) || uses.has(Uses::JOINER) || uses.has(Uses::CONTRAST)
        };
        let words = gap.clone().filter(|at| self.scene.flat.is_word(*at));
        draft.cue.is_some()
            && gap.len() <= 3
            && words.clone().next().is_some()
            && words.clone().all(is_small)
            && gap.clone().all(|at| self.scene.flat.is_word(at) || self.scene.is_mark(at, &[","]))
    }

    fn fills_block(&self, quotation: &Quotation) -> bool {
        let block = self.scene.block_of(quotation.outer.start);
        let opens = quotation.outer.start == 0 || self.scene.block_of(quotation.outer.start - 1) != block;
        let rest = quotation.outer.end..self.scene.sentence_around(quotation.outer.end - 1).end;
        let is_last = self.scene.block_of(quotation.outer.end) != block || rest.is_empty();
        opens && is_last
    }

    /// A quotation by itself behind a sentence about somebody who speaks there.
    fn by_sentence_before(&self, quotation: &Quotation) -> Option<Draft> {
        if !self.opens_clause(quotation) || !self.is_speech(quotation) || !self.ends_sentence(quotation) {
            return None;
        }
        let here = self.scene.flat.sentence_at(quotation.outer.start)?;
        let before = self.scene.flat.sentences.get(here.checked_sub(1)?)?;
        let own = self.scene.flat.sentences.get(here)?;
        if own.block > before.block + 1
            || self.scene.turn_at(before.places.start) != self.scene.turn_at(own.places.start)
        {
            return None;
        }
        let end = self.voiced.partition_point(|(cue, _)| cue.places.start < before.places.end);
        let spoken = self.voiced.get(end.saturating_sub(4)..end)?.iter().rev().find(|(cue, speaker)| {
            cue.places.start >= before.places.start
                && speaker.is_some()
                && self.scene.quotation_at(cue.places.start).is_none()
        });
        if let Some((_, Some(speaker))) = spoken {
            return Some(self.draft(quotation, speaker.clone(), None, false, "quote-after-statement"));
        }
        let phrase = main_subject_of(self.scene, &before.places, before.places.end)?;
        let is_person = phrase.clone().any(|at| self.scene.is_name_of(at, NameKind::Person));
        let speaker = self
            .speakers
            .resolve(self.scene, &phrase, &[])
            .filter(|speaker| speaker.canonical.is_some() && is_person)?;
        Some(self.draft(quotation, speaker, None, false, "quote-after-subject"))
    }

    /// "“It will fall,” sighed Ada Orr.", "«Всё уйдёт», — прогнозирует Орр.": a verb that no list knows, then a person, then the end.
    fn by_name_behind(&self, idx: usize, quotation: &Quotation) -> Option<Draft> {
        let scene = self.scene;
        let limit = self.tail_end(idx, quotation);
        let verb = (quotation.outer.end..limit).find(|at| scene.flat.is_word(*at))?;
        let joint = quotation.outer.end..verb;
        let closes = scene.is_mark(quotation.inner.end.wrapping_sub(1), &[",", "!", "?", "…"])
            || joint.clone().any(|at| scene.is_mark(at, &[","]) || scene.is_dash(at));
        let name = (verb + 1..limit.min(verb + REACH_OF_NAME))
            .take_while(|at| scene.flat.is_word(*at) && !scene.has(*at, Uses::PREPOSITION))
            .find(|at| scene.is_name_of(*at, NameKind::Person))?;
        if !closes || joint.len() > 2 || !self.is_content_word(verb) || !self.is_speech_like(quotation) {
            return None;
        }
        let end = scene.name_at(name).map(|name| scene.flat.places_in(name.span).end)?;
        let ends = end >= limit || scene.is_mark(end, &[",", ".", ";", "(", "!", "?"]) || scene.is_dash(end);
        let speaker = self.speakers.resolve(scene, &(verb + 1..end), &[]).filter(|_| ends)?;
        Some(self.draft(quotation, speaker, Some(verb..verb + 1), false, "quote-named"))
    }

    /// In small letters, no word of grammar, no name.
    fn is_content_word(&self, at: usize) -> bool {
        let uses = self.scene.uses(at);
        let is_grammar = uses.has(Uses::PREPOSITION)
            || uses.has(Uses::DETERMINER)
            || uses.has(Uses::SUBORDINATOR)
            || uses.has(Uses::AUXILIARY)
            || uses.has(Uses::RELATIVE)
            || uses.is_third_person();
        !self.scene.flat.is_capital(at) && !is_grammar && self.scene.name_at(at).is_none()
    }

    /// Opens a clause and is no single word.
    fn is_speech_like(&self, quotation: &Quotation) -> bool {
        let words = quotation.inner.clone().filter(|at| self.scene.flat.is_word(*at)).count();
        words > 1 && self.opens_clause(quotation)
    }

    /// Nothing follows in its sentence: whoever is named behind it would be the speaker.
    fn ends_sentence(&self, quotation: &Quotation) -> bool {
        let end = self.scene.sentence_around(quotation.outer.end - 1).end;
        (quotation.outer.end..end).all(|at| !self.scene.flat.is_word(at))
    }

    fn unattributed(&self, quotation: &Quotation) -> Option<Draft> {
        let is_alone =
            self.opens_clause(quotation) || self.scene.is_mark(quotation.outer.start.wrapping_sub(1), &[":"]);
        let words = quotation.inner.clone().filter(|at| self.scene.flat.is_word(*at)).count();
        let is_inside_turn = self.scene.turn_at(quotation.outer.start).is_some();
        if !is_alone || words < LEAST_UNATTRIBUTED || is_inside_turn || !self.is_speech(quotation) {
            return None;
        }
        let nobody = Speaker {
            text: self.scene.rules.unattributed.clone(),
            canonical: None,
            span: None,
            role: None,
            through: None,
            is_carried: false,
            words: None,
        };
        Some(self.draft(quotation, nobody, None, false, "quote-of-nobody"))
    }

    fn is_long(&self, quotation: &Quotation) -> bool {
        quotation.inner.clone().filter(|at| self.scene.flat.is_word(*at)).count() >= LEAST_UNATTRIBUTED
    }

    /// Ends like a sentence, or is long.
    fn is_speech(&self, quotation: &Quotation) -> bool {
        let words = quotation.inner.clone().filter(|at| self.scene.flat.is_word(*at)).count();
        words >= LEAST_UNATTRIBUTED && (self.ends_like_speech(quotation) || words > 8)
    }

    fn ends_like_speech(&self, quotation: &Quotation) -> bool {
        self.scene.is_mark(quotation.inner.end.saturating_sub(1), &[".", "!", "?", ",", "…"])
    }

    fn draft(
        &self,
        quotation: &Quotation,
        speaker: Speaker,
        cue: Option<Range<usize>>,
        is_distanced: bool,
        rule: &'static str,
    ) -> Draft {
        let rule = match quotation.repair {
            Some(Repair::Unclosed) if rule == "said-quote" => "said-quote-unclosed",
            Some(Repair::Displaced) if rule == "said-quote" => "said-quote-displaced",
            _ => rule,
        };
        let is_whole = (self.ends_like_speech(quotation) || self.is_long(quotation))
            && (self.opens_clause(quotation)
                || self.scene.is_mark(quotation.outer.start.wrapping_sub(1), &[":", ","]));
        Draft {
            content: quotation.inner.clone(),
            mode: if is_whole { Mode::Direct } else { Mode::Partial },
            speaker,
            cue,
            knowing: Knowing::Unstated,
            is_distanced,
            is_frame_only: false,
            rule,
        }
    }
}

fn main_subject_of(scene: &Scene<'_>, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
    main_subject(scene, end).filter(|phrase| phrase.start >= sentence.start)
}

/// What somebody has in mind or what a picture shows holds the writer's marks, not words of theirs.
fn is_of_mind(draft: &Draft) -> bool {
    matches!(draft.rule, "thought-that" | "wished-to" | "found")
}

/// A few quoted words inside reported speech are the same speaker's exact words.
fn inside_reported(scene: &Scene<'_>, quotation: &Quotation, reported: &[Draft]) -> Option<Draft> {
    let from = reported.partition_point(|draft| draft.content.start <= quotation.outer.start);
    let around = reported.get(from.saturating_sub(8)..from)?.iter().rev().find(|draft| {
        draft.content.end >= quotation.inner.end
            && !is_of_mind(draft)
            && (draft.is_frame_only
                || scene.quotation_at(draft.content.start) != scene.quotation_at(quotation.outer.start))
    })?;
    Some(Draft {
        content: quotation.inner.clone(),
        mode: Mode::Partial,
        cue: around.cue.clone(),
        is_frame_only: false,
        rule: "words-inside-report",
        ..around.clone()
    })
}
