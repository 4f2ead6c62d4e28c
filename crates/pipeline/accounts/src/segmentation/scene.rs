//! What the search for boundaries sees: the parts, and where each could be the first of an account.
//!
//! Comes in: a reading's parts. Goes out: a [`Scene`] that evidence is read from. It may not weigh anything.

use super::introductions::introductions;
use super::terms::Terms;
use crate::layout::roles::{DateShape, dates_in};
use crate::layout::{Part, Provenance, Role};
use crate::rules::{Cue, LayoutRules};
use recount_text::Token;
use std::collections::BTreeSet;
use std::ops::Range;

/// Body words after which the opening of an account is over.
const OPENING_WORDS: usize = 130;
/// Paragraphs of one speech that are looked at.
const MOST_SPEECH_PARTS: usize = 6;
/// Lines between two texts that are looked at.
const MOST_EDGE_PARTS: usize = 40;
/// Lines of a list of contents that are looked at.
const MOST_CONTENTS_LINES: usize = 60;
/// Most paragraphs of an opening that are looked at.
const OPENING_PARTS: usize = 4;

/// Everything evidence may look at.
pub(crate) struct Scene<'reading> {
    pub(crate) text: &'reading str,
    pub(crate) parts: &'reading [Part<'reading>],
    pub(crate) rules: &'reading LayoutRules,
    pub(crate) terms: Terms,
    /// How the file as a whole uses lines about the source.
    pub(crate) custom: Custom,
    /// The lines before the first paragraph of the file: a list of contents, if it has one.
    pub(crate) contents: BTreeSet<&'reading str>,
    /// For each part, how many names it gives in full again.
    introductions: Vec<usize>,
    /// For each part, whether it stands inside a quotation that a speaker has opened.
    is_in_speech: Vec<bool>,
    /// For each part the words of running text before it.
    words_before: Vec<usize>,
    /// For each part the index of the last part of running text before it.
    body_before: Vec<Option<usize>>,
}

/// Where a file puts its lines about source, date and author.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Custom {
    /// One stands above the first text of the file.
    pub(crate) is_above: bool,
    /// One stands below the last text of the file.
    pub(crate) is_below: bool,
    /// More than one stands in the file, apart from each other.
    pub(crate) is_about_often: bool,
    /// Empty lines that are usual between blocks, and whether more are rare.
    pub(crate) usual_blank_lines: usize,
    pub(crate) are_more_rare: bool,
}

/// Above or below the text it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Above,
    Below,
}

impl Custom {
    /// What a line about the source is worth on that side of a boundary: much where the file plainly puts
    /// them there, nothing where it plainly puts them on the other side.
    pub(crate) fn provenance_weight(&self, side: Side) -> i32 {
        let (here, there) = match side {
            Side::Above => (self.is_above, self.is_below),
            Side::Below => (self.is_below, self.is_above),
        };
        match (here, there, self.is_about_often) {
            (true, false, true) => 260,
            (true, false, false) => 150,
            (false, true, _) => 20,
            _ => 120,
        }
    }
}

impl<'reading> Scene<'reading> {
    pub(crate) fn new(
        text: &'reading str,
        parts: &'reading [Part<'reading>],
        rules: &'reading LayoutRules,
    ) -> Self {
        let (mut words_before, mut body_before) = (Vec::new(), Vec::new());
        let (mut words, mut last_body) = (0, None);
        for (idx, part) in parts.iter().enumerate() {
            words_before.push(words);
            body_before.push(last_body);
            if part.is_body() {
                words += part.shape.words;
                last_body = Some(idx);
            }
        }
        words_before.push(words);
        let terms = Terms::of(text, parts, rules);
        let contents = parts
            .iter()
            .take(MOST_CONTENTS_LINES)
            .take_while(|part| !part.is_body())
            .filter(|part| part.role == Role::Page)
            .map(|part| part.span().of(text))
            .collect();
        let is_in_speech = in_speech(text, parts);
        let introductions = introductions(text, parts, rules);
        let custom = custom(parts);
        Scene {
            text,
            parts,
            rules,
            terms,
            custom,
            contents,
            introductions,
            is_in_speech,
            words_before,
            body_before,
        }
    }

    pub(crate) fn part(&self, idx: usize) -> Option<&'reading Part<'reading>> {
        self.parts.get(idx)
    }

    /// The words of a part.
    pub(crate) fn words(&self, idx: usize) -> &'reading str {
        self.part(idx).map_or("", |part| part.span().of(self.text))
    }

    /// How many known names the opening of an account at `idx` would give in full again.
    pub(crate) fn introductions_at(&self, idx: usize) -> usize {
        let opening = self.opening(idx);
        opening.iter().filter_map(|(at, _)| self.introductions.get(*at)).sum()
    }

    /// True if the part stands inside a quotation that a speaker has opened in a paragraph before.
    pub(crate) fn is_in_speech(&self, idx: usize) -> bool {
        self.is_in_speech.get(idx).copied().unwrap_or(false)
    }

    /// Running words in the parts from `start` to before `end`.
    pub(crate) fn body_words(&self, start: usize, end: usize) -> usize {
        let at = |idx: usize| self.words_before.get(idx).or(self.words_before.last()).copied().unwrap_or(0);
        at(end).saturating_sub(at(start))
    }

    /// Between the running text before part `idx` and part `idx`: the foot of what comes before.
    pub(crate) fn foot(&self, idx: usize) -> Range<usize> {
        let start = self.body_before.get(idx).copied().flatten().map_or(0, |body| body + 1);
        start.max(idx.saturating_sub(MOST_EDGE_PARTS))..idx
    }

    /// From part `idx` to the running text after it: the head of what begins there.
    pub(crate) fn head(&self, idx: usize) -> Range<usize> {
        let rest = self.parts.get(idx..).unwrap_or(&[]);
        idx..idx + rest.iter().take(MOST_EDGE_PARTS).take_while(|part| !part.is_body()).count()
    }

    /// The paragraphs that an account beginning at `idx` would open with, each with how much it counts (1 is
    /// full): those after a first short one count too, less the more words stand before them.
    pub(crate) fn opening(&self, idx: usize) -> Vec<(usize, f32)> {
        let first = self.head(idx).end;
        let mut found = Vec::new();
        for (at, part) in self.parts.iter().enumerate().skip(first) {
            let words = self.body_words(first, at);
            let is_over = !part.is_body() || words > OPENING_WORDS || found.len() >= OPENING_PARTS;
            if is_over {
                break;
            }
            found.push((at, if words <= 40 { 1.0 } else { 0.75 }));
        }
        found
    }

    /// The date at the beginning of a paragraph's first sentence, or a weekday there.
    pub(crate) fn lead_date(&self, idx: usize, within: usize) -> Option<LeadDate> {
        let lead = self.part(idx)?.shape.lead();
        let lead = lead.get(..within.min(lead.len()))?;
        if let Some(date) = dates_in(lead, self.rules) {
            return Some(LeadDate::Date(date));
        }
        lead.iter()
            .any(|token| token.is_capitalised && self.rules.is_weekday(token))
            .then_some(LeadDate::Weekday)
    }

    /// "Last Friday", "this past Monday" near the beginning.
    pub(crate) fn deictic_day<'head, 'text>(
        &self,
        lead: &'head [Token<'text>],
    ) -> Option<&'head [Token<'text>]> {
        (0..lead.len().min(8)).find_map(|at| {
            let taken = self.rules.opens(Cue::DeicticBeforeDay, lead.get(at..)?)?;
            let day = lead.get(at + taken)?;
            (self.rules.is_weekday(day) || self.rules.is_month(day))
                .then(|| lead.get(at..at + taken + 1))
                .flatten()
        })
    }

    /// True if the paragraph takes up what was said before.
    pub(crate) fn is_continuing(&self, idx: usize) -> bool {
        self.part(idx).is_some_and(|part| self.rules.opens(Cue::Continuing, &part.shape.head).is_some())
    }
}

/// A time at the beginning of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeadDate {
    Date(DateShape),
    Weekday,
}

fn custom(parts: &[Part]) -> Custom {
    let is_about = |part: &Part| {
        matches!(part.role, Role::Provenance(..) | Role::Address)
            && part.role_kind() != Some(Provenance::Title)
    };
    let mut found = Custom {
        is_above: parts.iter().take_while(|part| !part.is_body()).any(is_about),
        is_below: parts.iter().rev().take_while(|part| !part.is_body()).any(is_about),
        is_about_often: parts.windows(2).filter(|pair| is_about(&pair[0]) && !is_about(&pair[1])).count()
            + usize::from(parts.last().is_some_and(is_about))
            >= 2,
        ..Custom::default()
    };
    let mut blanks: Vec<usize> = parts.iter().skip(1).map(|part| part.blank_lines).collect();
    blanks.sort_unstable();
    found.usual_blank_lines = blanks.get(blanks.len() / 2).copied().unwrap_or(1);
    let more = blanks.iter().filter(|count| **count > found.usual_blank_lines).count();
    found.are_more_rare = more * 8 <= blanks.len();
    found
}

/// Paragraphs after one whose quotation stays open, up to the one that closes it.
fn in_speech(text: &str, parts: &[Part]) -> Vec<bool> {
    let mut found = vec![false; parts.len()];
    for (idx, part) in parts.iter().enumerate() {
        if !part.is_body() || found.get(idx) == Some(&true) || !leaves_quotation_open(part.span().of(text)) {
            continue;
        }
        let rest = parts.get(idx + 1..).unwrap_or(&[]);
        let speech = rest.iter().take(MOST_SPEECH_PARTS).take_while(|next| next.is_body());
        let closes = speech.map(|next| next.span().of(text)).position(closes_quotation);
        for at in idx + 1..closes.map_or(idx + 1, |at| idx + at + 2) {
            if let Some(mark) = found.get_mut(at) {
                *mark = true;
            }
        }
    }
    found
}

fn leaves_quotation_open(words: &str) -> bool {
    let (mut opened, mut closed) = (0_usize, 0_usize);
    if !words.is_ascii() {
        opened = words.matches(['“', '«', '„']).count();
        closed = words.matches(['”', '»']).count();
    }
    opened > closed || has_half_a_pair(words)
}

/// An odd number of straight marks.
fn has_half_a_pair(words: &str) -> bool {
    words.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

/// Closes what it has not opened.
fn closes_quotation(words: &str) -> bool {
    words.ends_with(['”', '»']) && !words.starts_with(['“', '«', '„'])
        || words.ends_with('"') && has_half_a_pair(words)
}
