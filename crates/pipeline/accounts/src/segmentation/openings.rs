//! Signs that a part, or what follows it, opens an account.
//!
//! Comes in: a scene and a part. Goes out: reasons. It may not look at what stands before, except to know
//! what a reader has been told already.

use super::evidence::{Reason, quoted, reason};
use super::scene::{LeadDate, Scene, Side};
use crate::layout::roles::dates_in;
use crate::layout::shape::{Begins, Ends};
use crate::layout::{Part, Provenance, Role};
use crate::rules::Cue;
use recount_model::BlockKind;
use recount_sayings::say;
use recount_text::{Token, TokenKind};

/// A lead's date stands among its first tokens.
const LEAD_TOKENS: usize = 14;
/// Paragraphs on either side in which dated beginnings are a custom of the text.
const CUSTOM_PARTS: usize = 6;
/// An entry of a chronicle is no longer than this.
const MOST_ENTRY_WORDS: usize = 150;

fn in_head<'scene>(
    scene: &'scene Scene<'_>,
    idx: usize,
    is: impl Fn(&Part) -> bool,
) -> Option<(usize, &'scene Part<'scene>)> {
    scene.head(idx).filter_map(|at| scene.part(at).map(|part| (at, part))).find(|(_, part)| is(part))
}

pub(super) fn format_title(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let part = scene.part(idx)?;
    (part.format == Some(BlockKind::Title)).then(|| {
        reason("title-of-format", 260, say!("account-why.page-title", words = quoted(scene.words(idx))))
    })?
}

/// "Document 3", "Statement B": one of a series that numbers whole texts.
pub(super) fn document_label(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let is_label = |part: &Part| is_document_label(scene, part);
    scene.part(idx).filter(|part| is_label(part))?;
    let series = scene.parts.iter().filter(|part| is_label(part)).take(2).count();
    (series >= 2).then(|| {
        reason("document-label", 280, say!("account-why.numbers-texts", words = quoted(scene.words(idx))))
    })?
}

/// True for "Document 3".
pub(super) fn is_document_label(scene: &Scene<'_>, part: &Part) -> bool {
    let is_label = |word: &Token| scene.rules.document_labels.has(word);
    part.shape.is_line && is_numbered(&part.shape.head, is_label)
}

/// A word that `is` a label and then a number, a letter or a Roman numeral.
pub(super) fn is_numbered(head: &[Token], is: impl Fn(&Token) -> bool) -> bool {
    let bare = head.iter().position(Token::is_word).unwrap_or(0);
    let (label, mut at) = (head.get(bare), bare + 1);
    if head.get(at).is_some_and(|token| matches!(&*token.lower, "#" | "№" | "no" | "no." | ".")) {
        at += 1 + usize::from(head.get(at + 1).is_some_and(|token| token.is(".")));
    }
    let number = head.get(at);
    let is_number = number.is_some_and(|token| {
        token.is_digits()
            || (token.is_capitalised && token.lower.chars().count() == 1)
            || (token.is_capitalised && token.lower.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
    });
    let ends = head.get(at + 1).is_none_or(|token| !token.is_word() || token.is_break());
    label.is_some_and(is) && is_number && ends
}

pub(super) fn key_title(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let part = scene.part(idx)?;
    (part.role_kind() == Some(Provenance::Title)).then(|| {
        reason("title-line", 240, say!("account-why.names-title", words = quoted(scene.words(idx))))
    })?
}

/// Several lines that say who, when and where from, as above a letter or a post.
pub(super) fn header_lines(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let is_key = |at: usize| scene.part(at).is_some_and(|part| part.role_kind().is_some());
    let is_first = is_key(idx) && !idx.checked_sub(1).is_some_and(is_key);
    let lines = scene.head(idx).filter(|at| is_key(*at)).count();
    (is_first && lines >= 2)
        .then(|| reason("header-lines", 200, say!("account-why.lines-about", n = lines)))?
}

/// A short line that stands alone: a title, or a section heading.
pub(super) fn headline(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let part = scene
        .part(idx)
        .filter(|part| part.role == Role::Headline && part.format != Some(BlockKind::Title))?;
    let length = match part.shape.words {
        0..=2 => -35,
        3..=4 => 0,
        5 => 25,
        _ => 50,
    };
    // A title names what the text is about; a section heading leans on it.
    let topic = match scene.terms.topic_words(idx) {
        0 => 0,
        1 => 15,
        _ => 35,
    };
    reason("headline", 100 + length + topic, say!("account-why.headline", words = quoted(scene.words(idx))))
}

/// A line that stood, word for word, in a list at the top of the file, or that stands twice in a row.
pub(super) fn announced(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let part = scene.part(idx).filter(|part| part.role == Role::Headline && part.shape.words >= 2)?;
    let line = scene.words(idx);
    let is_doubled =
        scene.part(idx + 1).is_some_and(|next| next.shape.is_line && scene.words(idx + 1) == line);
    let is_listed = scene.contents.contains(line);
    let is_begun_with = part.shape.words >= 5
        && scene.part(idx + 1).is_some_and(|next| {
            let words = next.span().of(scene.text);
            let reach = words.floor_char_boundary(line.len() + 60);
            next.role == Role::Body && words.get(..reach).is_some_and(|beginning| beginning.contains(line))
        });
    if is_doubled || is_begun_with {
        reason("title-twice", 150, say!("account-why.title-twice", words = quoted(line)))
    } else if is_listed {
        reason("title-in-contents", 170, say!("account-why.in-contents", words = quoted(line)))
    } else {
        None
    }
}

pub(super) fn byline(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let is_byline = |part: &Part| part.role == Role::Byline || part.role_kind() == Some(Provenance::Author);
    let (at, part) = in_head(scene, idx, is_byline)?;
    let is_signature =
        part.role == Role::Byline && scene.rules.opens(Cue::Byline, &part.shape.head).is_none();
    let follows_title = at > idx && scene.part(at - 1).is_some_and(|before| before.role == Role::Headline);
    let weight = match (is_signature, follows_title) {
        (true, false) => 0,
        (_, true) => 150,
        (false, false) => 110,
    };
    (at != idx || !is_signature)
        .then(|| reason("byline", weight, say!("account-why.byline", words = quoted(scene.words(at)))))?
}

pub(super) fn dateline(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let is_date = |part: &Part| part.role == Role::Dateline || part.role_kind() == Some(Provenance::Date);
    if let Some((at, _)) = in_head(scene, idx, is_date) {
        let follows_title =
            at > idx && scene.part(at - 1).is_some_and(|before| before.role != Role::Dateline);
        let weight = if follows_title { 120 } else { 70 };
        return reason("dateline", weight, say!("account-why.dateline", words = quoted(scene.words(at))));
    }
    let (lead, _) = *scene.opening(idx).first()?;
    let head = &scene.part(lead)?.shape.head;
    let dash =
        head.iter().take(14).position(|token| matches!(&*token.lower, "—" | "–" | "-") && token.is_spaced)?;
    let before = head.get(..dash)?;
    let place = before.first().filter(|first| first.is_word())?;
    let is_place = place.span.len() >= 3 && place.span.of(scene.text).chars().all(|c| !c.is_lowercase());
    let is_line =
        before.iter().all(|token| !token.is_word() || token.is_capitalised || scene.rules.is_month(token));
    (is_place && is_line).then(|| {
        reason("place-line", 160, say!("account-why.place-line", words = quoted(scene.words(lead))))
    })?
}

pub(super) fn provenance_above(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let (at, _) = in_head(scene, idx, |part| {
        matches!(part.role, Role::Provenance(Provenance::Source | Provenance::Url, _) | Role::Address)
    })?;
    let weight = scene.custom.provenance_weight(Side::Above);
    reason("provenance", weight, say!("account-why.provenance", words = quoted(scene.words(at))))
}

/// A lead that counts its time from the day of writing: a new teller, a new today.
pub(super) fn deictic_lead(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let mut best: Option<(i32, String)> = None;
    for (at, counts) in scene.opening(idx) {
        let lead = scene.part(at)?.shape.lead();
        let (weight, taken) = if let Some(day) = scene.deictic_day(lead) {
            (140, joined(day, scene.text))
        } else if let Some(taken) = scene.rules.opens(Cue::Deictic, lead) {
            (140, joined(lead.get(..taken)?, scene.text))
        } else if let Some(taken) = scene.rules.opens(Cue::DeicticWeak, lead) {
            (50, joined(lead.get(..taken)?, scene.text))
        } else {
            continue;
        };
        let weight = (weight as f32 * counts) as i32;
        if best.as_ref().is_none_or(|(held, _)| weight > *held) {
            best = Some((weight, taken));
        }
    }
    let (weight, words) = best?;
    reason(
        "deictic-lead",
        weight,
        say!("account-why.deictic", words = say!("account-why.words", words = words)),
    )
}

fn joined(tokens: &[Token], text: &str) -> String {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return String::new() };
    first.span.cover(last.span).of(text).to_owned()
}

/// A lead that says when and where, as if nothing had been told yet.
pub(super) fn dated_lead(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let (at, counts) = *scene.opening(idx).first()?;
    let date = scene
        .lead_date(at, LEAD_TOKENS)
        .or_else(|| scene.lead_date(at, LEAD_TOKENS * 2).filter(|date| *date == LeadDate::Weekday))?;
    let weight = match date {
        LeadDate::Date(date) if date.has_day && date.has_year => 100,
        LeadDate::Date(_) => 60,
        LeadDate::Weekday => 45,
    };
    let place = if names_a_place(scene, at) { 30 } else { 0 };
    // In a chronicle every paragraph begins so.
    let customary = dated_neighbours(scene, at);
    let share = match customary {
        0 | 1 => 1.0,
        2 => 0.6,
        _ => 0.15,
    };
    let weight = ((weight + place) as f32 * counts * share) as i32;
    reason("dated-lead", weight, say!("account-why.dated-lead", words = quoted(scene.words(at))))
}

/// A date that stands before the first sentence like a stamp: "Thu Jul 7 2016 The army …", "PAPER 3 May 2001 In …".
pub(super) fn date_stamp(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let (at, _) = *scene.opening(idx).first()?;
    let head = &scene.part(at)?.shape.head;
    let date = dates_in(head.get(..12.min(head.len()))?, scene.rules)
        .filter(|date| date.has_day && date.has_year)?;
    let next = head.get(date.end)?;
    let is_followed = next.is_capitalised || next.kind == TokenKind::QuotationMark;
    let before = head.get(..date.start)?;
    let key = scene.rules.opens(Cue::DateKey, before).unwrap_or(0);
    let is_stamp = before.iter().skip(key).all(|token| {
        !token.is_word()
            || scene.rules.is_weekday(token)
            || (token.is_capitalised && !scene.rules.is_function_word(token))
    });
    let is_custom = dated_neighbours(scene, at) > 1;
    let weight = if is_custom { 20 } else { 130 };
    (is_followed && is_stamp && before.len() <= key + 5).then(|| {
        reason("date-stamp", weight, say!("account-why.date-stamp", words = quoted(scene.words(at))))
    })?
}

/// A capitalised word inside the first sentence that is no day or month.
fn names_a_place(scene: &Scene<'_>, idx: usize) -> bool {
    let Some(part) = scene.part(idx) else { return false };
    let lead = part.shape.lead();
    let is_name = |token: &Token| {
        token.is_word()
            && token.is_capitalised
            && !scene.rules.is_month(token)
            && !scene.rules.is_weekday(token)
    };
    lead.iter().skip(1).take(24).any(is_name)
}

/// Paragraphs near `idx` that begin with a date too.
fn dated_neighbours(scene: &Scene<'_>, idx: usize) -> usize {
    let begins_dated = |at: &usize| {
        let entry = scene.part(*at).filter(|part| part.is_body() && part.shape.words <= MOST_ENTRY_WORDS);
        entry.is_some() && scene.lead_date(*at, 7).is_some()
    };
    let before = (idx.saturating_sub(2 * CUSTOM_PARTS)..idx)
        .rev()
        .filter(|at| scene.part(*at).is_some_and(Part::is_body));
    let reach = scene.parts.len().min(idx + 1 + 2 * CUSTOM_PARTS);
    let after = (idx + 1..reach).filter(|at| scene.part(*at).is_some_and(Part::is_body));
    let is_dated_beside = before.clone().take(1).chain(after.clone().take(1)).any(|at| begins_dated(&at));
    let before = before.take(CUSTOM_PARTS).filter(begins_dated).count();
    let after = after.take(CUSTOM_PARTS).filter(begins_dated).count();
    // In a chronicle dated paragraphs follow each other; in a file of many texts they do not.
    if before < 3 && !is_dated_beside { 0 } else { before + after / 2 }
}

/// "Millbrook (formerly Mill Ford) is a town": told again although the text has spoken of it all along.
pub(super) fn definition_lead(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let (at, counts) = *scene.opening(idx).first()?;
    let part = scene.part(at)?;
    let lead = part.shape.lead();
    let subject = lead
        .first()
        .filter(|first| first.is_word() && first.is_capitalised && !scene.rules.is_function_word(first))?;
    let verb = (1..lead.len().min(14)).find(|verb| {
        lead.get(*verb..).is_some_and(|rest| scene.rules.opens(Cue::Definition, rest).is_some())
    })?;
    let between = lead.get(1..verb)?;
    let has_aside =
        between.first().is_some_and(|mark| mark.is("(")) || between.iter().any(|mark| mark.is(","));
    let is_plain = between.iter().all(|token| !token.is_word() || token.is_capitalised || has_aside);
    let name = subject.span.of(scene.text);
    let is_known = scene.terms.is_known_before(name, at, scene.rules);
    let weight = 60 + if is_known { 50 } else { 0 } + if has_aside { 40 } else { 0 };
    (is_plain && name.chars().count() >= 4).then(|| {
        reason(
            "definition-lead",
            (weight as f32 * counts) as i32,
            say!("account-why.definition", words = say!("account-why.words", words = name)),
        )
    })?
}

/// A short opening that asks what the text will answer.
pub(super) fn questions(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let opening = scene.opening(idx);
    let (at, counts) = *opening.iter().find(|(at, _)| {
        scene.part(*at).is_some_and(|part| {
            part.shape.questions >= 2
                && part.shape.words <= 160
                && !matches!(part.shape.begins, Begins::Dash | Begins::Quote)
        })
    })?;
    reason(
        "opening-questions",
        (80.0 * counts) as i32,
        say!("account-why.questions", words = quoted(scene.words(at))),
    )
}

/// One short sentence as a paragraph of its own before the running text.
pub(super) fn standfirst(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let part = scene.part(idx).filter(|part| part.role == Role::Body && part.shape.is_line)?;
    let is_sentence = matches!(part.shape.ends, Ends::Stop | Ends::Call)
        && part.shape.lead().len() == part.shape.head.len();
    let next = scene.part(idx + 1).filter(|next| next.role == Role::Body && next.shape.words >= 30)?;
    let is_plain =
        part.shape.begins == Begins::Upper && next.shape.begins == Begins::Upper && part.shape.words >= 6;
    (is_sentence && is_plain)
        .then(|| reason("standfirst", 35, say!("account-why.standfirst", words = quoted(scene.words(idx)))))?
}

/// Names that the text had shortened stand there in full again.
pub(super) fn introduced_anew(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let names = scene.introductions_at(idx);
    let weight = match names {
        0 => return None,
        1 => 30,
        2 => 55,
        _ => 80,
    };
    let words = match names {
        1 => say!("account-why.name-again"),
        _ => say!("account-why.names-again", n = names),
    };
    reason("names-in-full-again", weight, words)
}

/// The words before and after have less in common than elsewhere in the file.
pub(super) fn cohesion(scene: &Scene<'_>, idx: usize) -> Option<Reason> {
    let drop = scene.terms.drop_at(idx);
    let weight = (drop * 30.0).clamp(-60.0, 75.0) as i32;
    let words = if weight > 0 { say!("account-why.little-common") } else { say!("account-why.alike") };
    (weight.abs() >= 15).then(|| reason("cohesion", weight, words))?
}
