//! Accounts made from the parts between two beginnings.
//!
//! Comes in: a scene and where accounts begin. Goes out: [`Account`]s with title, source, author, blocks and
//! later layers, and why each is one. It may not move a boundary, only trim page furniture off both ends.

use super::choose::Beginning;
use super::evidence::quoted;
use super::openings;
use super::scene::Scene;
use crate::language;
use crate::layout::{Part, Provenance, Role};
use crate::rules::Cue;
use recount_model::{
    Account, Block, BlockKind, Id, Layer, MetadataClue, MetadataField, Passage, Reading, Span,
};
use recount_sayings::{Told, say};
use std::cell::OnceCell;
use std::ops::Range;

/// A title stands before so many running words of its account at most (a short preface may come first).
const MOST_PREFACE_WORDS: usize = 60;

/// One account for each beginning.
pub(crate) fn assembled(reading: &Reading, scene: &Scene<'_>, beginnings: &[Beginning]) -> Vec<Account> {
    let ends = beginnings.iter().skip(1).map(|next| next.part).chain([scene.parts.len()]);
    let whole_language = OnceCell::new();
    beginnings
        .iter()
        .zip(ends)
        .enumerate()
        .filter_map(|(idx, (beginning, end))| {
            let range = trimmed(scene, beginning.part, end)?;
            let metadata = reading.metadata.clone();
            let mut account = made(reading, scene, range.clone(), metadata, &whole_language)?;
            let before = idx
                .checked_sub(1)
                .and_then(|before| beginnings.get(before))
                .map(|before| before.part..beginning.part);
            account.why = why(scene, &range, beginning, beginnings.get(idx + 1));
            account.why.extend(retold(scene, before, &range));
            Some(account)
        })
        .collect()
}

/// The range without the page's own lines at either end.
fn trimmed(scene: &Scene<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let is_own = |idx: &usize| {
        scene.part(*idx).is_some_and(|part| !matches!(part.role, Role::Page | Role::Separator | Role::Inset))
    };
    let first = (start..end).find(is_own)?;
    let last = (first..end).rev().find(is_own)?;
    let has_text = (first..=last)
        .any(|idx| scene.part(idx).is_some_and(|part| part.is_body() || part.role == Role::Speaker));
    has_text.then_some(first..last + 1)
}

/// The account of the parts in `range`, of which the format says `metadata`.
pub(super) fn made(
    reading: &Reading,
    scene: &Scene<'_>,
    range: Range<usize>,
    metadata: Vec<MetadataClue>,
    whole_language: &OnceCell<Option<&'static str>>,
) -> Option<Account> {
    let parts = scene.parts.get(range.clone())?;
    let span = parts.first()?.span().cover(parts.last()?.span());
    let id = Id::at("acc", &reading.original, span, "");
    let language = language_of(reading, span, whole_language);
    let mut account = Account {
        id,
        original: reading.original.clone(),
        span,
        language,
        title: None,
        source: None,
        source_passage: None,
        author: None,
        blocks: parts.iter().map(|part| Block { span: part.span(), kind: part.kind() }).collect(),
        layers: Vec::new(),
        why: Vec::new(),
        metadata,
    };
    set_title(&mut account, reading, scene, &range);
    set_source(&mut account, reading, parts);
    account.author = author(&account, reading, scene, parts);
    account.layers = layers(&account, reading, parts);
    Some(account)
}

/// The account's own language, where the reading's was told by its words and the account's words tell another.
fn language_of(reading: &Reading, span: Span, whole: &OnceCell<Option<&'static str>>) -> String {
    let is_all = span.of(&reading.text) == reading.text.trim();
    let is_told =
        || *whole.get_or_init(|| language::detected(&reading.text)) == Some(reading.language.as_str());
    let own = if !is_all && is_told() { language::detected(span.of(&reading.text)) } else { None };
    own.unwrap_or(&reading.language).to_owned()
}

fn set_title(account: &mut Account, reading: &Reading, scene: &Scene<'_>, range: &Range<usize>) {
    let near = range.clone().take_while(|idx| scene.body_words(range.start, *idx) <= MOST_PREFACE_WORDS);
    let title = near.filter_map(|idx| scene.part(idx).map(|part| (idx, part))).find_map(|(idx, part)| {
        match part.role {
            Role::Headline if !openings::is_document_label(scene, part) => Some((idx, part.span())),
            Role::Provenance(Provenance::Title, value) => {
                Some((idx, Span { start: value, end: part.span().end }))
            }
            _ => None,
        }
    });
    let Some((idx, span)) = title else { return };
    // A heading over speakers or far inside is no title of the whole.
    if scene.part(idx + 1).is_some_and(|next| next.role == Role::Speaker) && idx != range.start {
        return;
    }
    account.title = Some(account.passage(reading, span));
    if let Some(block) = account.blocks.get_mut(idx - range.start) {
        block.kind = BlockKind::Title;
    }
}

fn set_source(account: &mut Account, reading: &Reading, parts: &[Part]) {
    let line = parts.iter().find_map(|part| match part.role {
        Role::Provenance(Provenance::Source, value) => Some(Span { start: value, end: part.span().end }),
        _ => None,
    });
    if let Some(span) = line {
        let passage = account.passage(reading, span);
        account.source = Some(passage.text.trim_end_matches([')', ']', '.']).to_owned());
        account.source_passage = Some(passage);
        return;
    }
    let publisher = account.metadata.iter().find(|clue| clue.field == MetadataField::Publisher);
    account.source = publisher.map(|clue| clue.value.clone());
}

/// The names in a byline, without "by", or after `author:`.
fn author(account: &Account, reading: &Reading, scene: &Scene<'_>, parts: &[Part]) -> Option<Passage> {
    parts.iter().find_map(|part| match part.role {
        Role::Provenance(Provenance::Author, value) => {
            Some(account.passage(reading, Span { start: value, end: part.span().end }))
        }
        Role::Byline => {
            let taken = scene.rules.opens(Cue::Byline, &part.shape.head).unwrap_or(0);
            let skipped = part.shape.head.iter().skip(taken).find(|token| token.is_word())?;
            Some(account.passage(reading, Span { start: skipped.span.start, end: part.span().end }))
        }
        _ => None,
    })
}

/// Parts written later: an opening alone on its line (or at the end) reaches to the next opening or heading,
/// one inside the text no further than its paragraph.
fn layers(account: &Account, reading: &Reading, parts: &[Part]) -> Vec<Layer> {
    let mut found = Vec::new();
    for (idx, part) in parts.iter().enumerate().filter(|(_, part)| part.opens_layer) {
        let rest = parts.get(idx + 1..).unwrap_or(&[]);
        let stops = rest
            .iter()
            .position(|next| next.opens_layer || next.role == Role::Headline || next.role == Role::Byline);
        let reach = if part.shape.words <= 8 { stops.unwrap_or(rest.len()) } else { 0 };
        let last = parts.get(idx + reach).unwrap_or(part);
        let opening = opening_words(part, &reading.text);
        found
            .push(Layer { span: part.span().cover(last.span()), opening: account.passage(reading, opening) });
    }
    found
}

/// "Addition. 30.12.": the words and the date after them.
fn opening_words(part: &Part, text: &str) -> Span {
    let words = part.span().of(text);
    let is_part_of_opening = |word: &&str| {
        word.chars().any(|c| c.is_ascii_digit())
            || word.ends_with([':', '.', ')', '—', '–'])
            || word.chars().all(|c| !c.is_alphanumeric())
    };
    let first = words.split_whitespace().next().map_or(0, str::len);
    let mut end = first;
    for word in words.get(first..).unwrap_or("").split_whitespace().take(5) {
        if words.get(..end).is_some_and(|so_far| so_far.ends_with(':')) || !is_part_of_opening(&word) {
            break;
        }
        end = words.get(end..).and_then(|rest| rest.find(word)).map_or(end, |at| end + at + word.len());
    }
    let start = part.span().start;
    Span { start, end: start + end as u32 }
}

/// What an account repeats of the one before it: no text tells its own passages twice.
fn retold(scene: &Scene<'_>, before: Option<Range<usize>>, range: &Range<usize>) -> Option<Told> {
    let before = before?;
    // Pairs are sorted by their first part, so only those of the account before are looked at.
    let all = &scene.terms.retold;
    let from = all.partition_point(|(first, _)| *first < before.start);
    let own = all.get(from..).unwrap_or(&[]).iter().take_while(|(first, _)| *first < before.end);
    let count = own.filter(|(_, second)| range.contains(second)).count();
    (count > 0).then(|| say!("account-why.retold", n = count))
}

fn why(
    scene: &Scene<'_>,
    range: &Range<usize>,
    beginning: &Beginning,
    next: Option<&Beginning>,
) -> Vec<Told> {
    let mut found = Vec::new();
    if range.start == 0 {
        found.push(say!("account-why.file-start"));
    } else if beginning.reasons.is_empty() {
        let before = quoted(scene.words(range.start - 1));
        found.push(say!("account-why.first-text", before = before));
    }
    let mut reasons: Vec<_> = beginning.reasons.iter().filter(|reason| reason.weight > 0).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.weight));
    found.extend(reasons.iter().map(|reason| say!("account-why.here", why = &reason.words)));
    found.push(match next {
        Some(next) => say!("account-why.ends-before", next = quoted(scene.words(next.part))),
        None if range.end == scene.parts.len() => say!("account-why.file-end"),
        None => say!("account-why.ends-page", next = quoted(scene.words(range.end))),
    });
    found
}
