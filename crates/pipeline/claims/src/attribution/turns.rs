//! Interview layout: a line that names a speaker, and the paragraphs under it.
//!
//! Comes in: the account's blocks. Goes out: turns, each with its speaker's line and content. It may not know cues.
//! A turn ends at the next speaker's line, at a heading, a byline or furniture; where its only paragraph is closed by
//! a quotation mark, it ends there, and where a paragraph reports another speaker's quotation, the writer is back.

use super::lexicon::Uses;
use super::scene::Scene;
use recount_model::{BlockKind, NameKind, Span};
use std::ops::Range;

/// What one speaker says under a line that names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    /// The words before the colon.
    pub(crate) line: Span,
    /// The name or words that stand for the speaker.
    pub(crate) speaker: Span,
    /// The rest of the line.
    pub(crate) role: Option<Span>,
    /// From the first word of the first paragraph to the end of the last, without dash and outer marks.
    pub(crate) content: Span,
}

/// Longest speaker's line without a name, and with one, in words.
const LONGEST_LINE: usize = 12;
const LONGEST_LINE_WITH_NAME: usize = 30;
/// Longest label of a speaker at the head of a paragraph, in words.
const LONGEST_LABEL: usize = 6;

/// Finds the turns of an account.
pub(crate) fn turns(scene: &Scene<'_>) -> Vec<Turn> {
    let mut found = Vec::new();
    let mut open: Option<OpenTurn> = None;
    for (idx, block) in scene.text.account.blocks.iter().enumerate() {
        let places = trimmed(scene, scene.flat.places_in(block.span));
        if places.is_empty() || block.kind == BlockKind::Furniture {
            continue;
        }
        if is_speaker_line(scene, block.kind, &places) {
            close(scene, open.take(), &mut found);
            open = Some(OpenTurn { line: places, paragraphs: Vec::new() });
        } else if ends_turn(scene, block.kind, &places) {
            close(scene, open.take(), &mut found);
        } else if let Some(turn) = &mut open {
            if is_over(scene, turn, &places) {
                close(scene, open.take(), &mut found);
                found.extend(labelled(scene, idx, &places));
            } else {
                turn.paragraphs.push(places);
            }
        } else {
            found.extend(labelled(scene, idx, &places));
        }
    }
    close(scene, open, &mut found);
    found
}

struct OpenTurn {
    line: Range<usize>,
    paragraphs: Vec<Range<usize>>,
}

fn close(scene: &Scene<'_>, open: Option<OpenTurn>, found: &mut Vec<Turn>) {
    let Some(open) = open else { return };
    let (Some(first), Some(last)) = (open.paragraphs.first(), open.paragraphs.last()) else { return };
    found.extend(turn(scene, open.line.start..open.line.end - 1, first.start..last.end));
}

fn turn(scene: &Scene<'_>, line: Range<usize>, content: Range<usize>) -> Option<Turn> {
    let line = leading_marks_off(scene, line);
    let mut content = leading_marks_off(scene, content);
    if scene.flat.is_quotation_mark(content.end.checked_sub(1)?) && content.len() > 1 {
        content.end -= 1;
    }
    let (speaker, role) = speaker_and_role(scene, &line)?;
    Some(Turn { line: scene.span(&line)?, speaker, role, content: scene.span(&content)? })
}

fn leading_marks_off(scene: &Scene<'_>, mut places: Range<usize>) -> Range<usize> {
    let is_lead = |at: usize| {
        scene.is_dash(at) || scene.flat.is_quotation_mark(at) || scene.is_mark(at, &["-", "–", "—", "•", "*"])
    };
    while places.len() > 1 && is_lead(places.start) {
        places.start += 1;
    }
    places
}

fn trimmed(scene: &Scene<'_>, places: Range<usize>) -> Range<usize> {
    let end = places.end.min(scene.flat.tokens.len());
    places.start.min(end)..end
}

/// A block that the layout marks, or a line of few words that ends in a colon and starts with a capital.
fn is_speaker_line(scene: &Scene<'_>, kind: BlockKind, places: &Range<usize>) -> bool {
    if kind == BlockKind::Speaker {
        return places.len() > 1;
    }
    let ends_in_colon = scene.is_mark(places.end - 1, &[":"]) && places.len() > 1;
    if !matches!(kind, BlockKind::Paragraph | BlockKind::Heading) || !ends_in_colon || places.len() > 60 {
        return false;
    }
    let line = leading_marks_off(scene, places.start..places.end - 1);
    let words: Vec<usize> = line.clone().filter(|at| scene.flat.is_word(*at)).collect();
    let Some(first) = words.first() else { return false };
    let opens_with_name = words.iter().take(8).any(|at| scene.is_name_of(*at, NameKind::Person));
    let opens_with_noun = words.iter().take(3).any(|at| scene.has(*at, Uses::SPEAKER_NOUN));
    let names_first = words.iter().take(4).any(|at| scene.is_name_of(*at, NameKind::Person));
    let has_relative = line.clone().any(|at| scene.has(at, Uses::RELATIVE));
    if has_relative && line.clone().any(|at| scene.flat.get(at).is_some_and(|token| token.is_digits())) {
        return false;
    }
    let limit =
        if names_first || opens_with_name && !has_relative { LONGEST_LINE_WITH_NAME } else { LONGEST_LINE };
    scene.flat.is_capital(*first)
        && words.len() <= limit
        && (opens_with_name || opens_with_noun)
        && !is_clause(scene, &line)
        && !words.iter().take(2).any(|at| scene.has(*at, Uses::NOT_SPEAKER))
}

fn is_clause(scene: &Scene<'_>, places: &Range<usize>) -> bool {
    places.clone().any(|at| scene.is_verb(at) && scene.name_at(at).is_none())
        && !has_only_participles(scene, places)
}

/// "a miner named …", "retired" do not make a clause; an auxiliary or a verb of saying does.
fn has_only_participles(scene: &Scene<'_>, places: &Range<usize>) -> bool {
    places.clone().all(|at| {
        let is_saying = scene.verb_form(at).is_some_and(|(_, form)| form.is_finite);
        let is_word_of_saying = is_saying && scene.name_at(at).is_none() && !scene.flat.is_capital(at);
        !scene.has(at, Uses::AUXILIARY) && !is_word_of_saying
    })
}

fn ends_turn(scene: &Scene<'_>, kind: BlockKind, places: &Range<usize>) -> bool {
    match kind {
        BlockKind::Title | BlockKind::Heading | BlockKind::Byline | BlockKind::Furniture => true,
        BlockKind::List | BlockKind::Speaker => false,
        BlockKind::Paragraph => is_heading_like(scene, places),
    }
}

/// A short line without a full stop, where the layout did not say heading.
fn is_heading_like(scene: &Scene<'_>, places: &Range<usize>) -> bool {
    let words = places.clone().filter(|at| scene.flat.is_word(*at)).count();
    let ends_open = scene.flat.is_word(places.end - 1);
    (1..=8).contains(&words) && ends_open && scene.flat.is_capital(places.start) && places.len() <= 12
}

/// True if the turn has ended before this paragraph: its text was closed by a quotation mark, or the paragraph
/// reports a quotation and who said it.
fn is_over(scene: &Scene<'_>, turn: &OpenTurn, places: &Range<usize>) -> bool {
    let opens_marked = scene.flat.is_quotation_mark(places.start) || scene.is_dash(places.start);
    let Some((first, last)) = turn.paragraphs.first().zip(turn.paragraphs.last()) else {
        return false;
    };
    let was_quoted = scene.flat.is_quotation_mark(first.start) && scene.flat.is_quotation_mark(last.end - 1);
    (was_quoted && !opens_marked)
        || reports_a_quotation(scene, turn, places)
        || !opens_marked && scene.is_mark(first.start, DASHES) && quotes_another(scene, places)
}

const DASHES: &[&str] = &["-", "–", "—"];
/// Fewest words of a quotation that shows whose voice a paragraph is.
const LEAST_QUOTED: usize = 4;

/// A paragraph without "I" that quotes a whole statement of somebody and says who spoke: the writer's.
fn quotes_another(scene: &Scene<'_>, places: &Range<usize>) -> bool {
    let (mut is_quoted, mut words, mut longest, mut is_said, mut is_own) = (false, 0, 0, false, false);
    for at in places.clone() {
        if scene.flat.is_quotation_mark(at) {
            (is_quoted, words) = (!is_quoted, 0);
        } else if is_quoted {
            words += usize::from(scene.flat.is_word(at));
            longest = longest.max(words);
        } else {
            is_own |= scene.has(at, Uses::FIRST_PERSON);
            is_said |= says(scene, at);
        }
    }
    is_said && !is_own && longest >= LEAST_QUOTED
}

/// A finite verb of saying that takes a quotation.
fn says(scene: &Scene<'_>, at: usize) -> bool {
    scene.verb_form(at).is_some_and(|(_, form)| {
        form.is_finite && scene.rules.verbs.get(form.verb).is_some_and(|verb| verb.takes_quote)
    })
}

/// `“…,” Orr said.` inside an interview: the writer speaks again.
fn reports_a_quotation(scene: &Scene<'_>, turn: &OpenTurn, places: &Range<usize>) -> bool {
    let names_speaker = |at: usize| {
        scene.name_at(at).filter(|name| name.kind == NameKind::Person).is_some_and(|name| {
            turn.line
                .clone()
                .any(|place| scene.name_at(place).is_some_and(|own| own.canonical == name.canonical))
        })
    };
    let is_said = |at: usize| says(scene, at);
    let mut is_quoted = false;
    for at in places.clone() {
        if scene.flat.is_quotation_mark(at) {
            is_quoted = !is_quoted;
        } else if !is_quoted && is_said(at) && (names_speaker(at.wrapping_sub(1)) || names_speaker(at + 1)) {
            return true;
        }
    }
    false
}

/// A name and a colon at the head of a paragraph, with what is said behind it.
fn labelled(scene: &Scene<'_>, _block: usize, places: &Range<usize>) -> Option<Turn> {
    let colon = (places.start..places.end.min(places.start + 2 * LONGEST_LABEL))
        .find(|at| scene.is_mark(*at, &[":"]))?;
    let label = places.start..colon;
    let words: Vec<usize> = label.clone().filter(|at| scene.flat.is_word(*at)).collect();
    let last = *words.last()?;
    let is_named =
        words.len() <= LONGEST_LABEL && scene.is_name_of(last, NameKind::Person) && colon + 2 < places.end;
    (is_named && !is_clause(scene, &label)).then(|| turn(scene, label, colon + 1..places.end)).flatten()
}

/// "Anna ORR, miner, Narva" → the name, and the rest; a line without a name is the speaker as a whole.
fn speaker_and_role(scene: &Scene<'_>, line: &Range<usize>) -> Option<(Span, Option<Span>)> {
    let whole = scene.span(line)?;
    let person = line.clone().find_map(|at| scene.name_at(at).filter(|name| name.kind == NameKind::Person));
    let Some(person) = person else {
        let comma = line.clone().find(|at| scene.is_mark(*at, &[","]));
        let is_name_before_comma = comma.is_some_and(|comma| {
            comma - line.start <= 4 && (line.start..comma).all(|at| scene.flat.is_capital(at))
        });
        return Some(match comma.filter(|_| is_name_before_comma) {
            Some(comma) => (scene.span(&(line.start..comma))?, scene.span(&(comma + 1..line.end))),
            None => (whole, None),
        });
    };
    let after = scene.flat.places_in(Span { start: person.span.end, end: whole.end.max(person.span.end) });
    let after = if scene.is_mark(after.start, &[","]) { after.start + 1..after.end } else { after };
    let before = scene.flat.places_in(Span { start: whole.start, end: person.span.start });
    let role = scene.span(&after).or_else(|| scene.span(&before));
    Some((person.span, role))
}
