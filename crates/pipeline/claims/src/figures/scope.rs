//! Where, when, as of when and by whom: the scope of a figure, from names, times and statements around it.
//!
//! Comes in: where a figure stands. Goes out: place, time, as-of, chain, certainty. It may not know numbers.
//!
//! Time is never borrowed: a figure whose sentence has no time expression has no time. A place from further up is
//! marked as inherited.

use super::draft::Draft;
use super::lexicon::{Lexicon, Meaning, Role};
use super::line::Line;
use crate::times::TimesRead;
use recount_model::{
    BlockKind, Certainty, DocumentTime, Interval, Knowing, Name, NameKind, Span, Statement, Timex, TimexType,
};
use recount_text::AccountText;
use std::collections::BTreeMap;

/// What surrounds the figures of an account.
pub(crate) struct Surroundings<'a> {
    pub text: &'a AccountText<'a>,
    pub times: &'a TimesRead,
    pub statements: &'a [Statement],
    places: Vec<&'a Name>,
    /// The place most mentions name; `None` on a tie.
    main_place: Option<&'a str>,
}

/// How much farther away a place is that stands behind a colon or a semicolon.
const BEHIND_BARRIER: u32 = 6;

/// The as-of time of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AsOf {
    pub interval: Interval,
    pub edtf: Option<String>,
    pub is_explicit: bool,
}

impl<'a> Surroundings<'a> {
    pub(crate) fn new(
        text: &'a AccountText<'a>,
        times: &'a TimesRead,
        names: &'a [Name],
        statements: &'a [Statement],
    ) -> Self {
        let places: Vec<&Name> = names.iter().filter(|name| name.kind == NameKind::Place).collect();
        let main_place = main_place(&places);
        Surroundings { text, times, statements, places, main_place }
    }

    /// The canonical place, and whether it is inherited from further up.
    pub(crate) fn place(&self, at: Span, sentence: usize) -> (Option<String>, bool) {
        if let Some(place) = self.place_in_sentence(at, sentence) {
            return (Some(place), false);
        }
        let inherited = self
            .place_in_block(at, sentence)
            .or_else(|| self.place_in_heading(at))
            .or_else(|| self.main_place.map(str::to_owned));
        let is_inherited = inherited.is_some();
        (inherited, is_inherited)
    }

    /// The place that stands in `span` nearest to `at`, else in its sentence; never from further up.
    pub(crate) fn own_place(&self, at: Span, span: Span, sentence: Span) -> Option<String> {
        self.nearest_place(at, span).or_else(|| self.nearest_place(at, sentence))
    }

    fn places_in(&self, span: Span) -> &[&'a Name] {
        let start = self.places.partition_point(|name| name.span.start < span.start);
        let end = self.places.partition_point(|name| name.span.start < span.end);
        self.places.get(start..end.max(start)).unwrap_or(&[])
    }

    /// The nearest place of the sentence; one after a preposition is nearer than one that only qualifies.
    fn place_in_sentence(&self, at: Span, sentence: usize) -> Option<String> {
        self.nearest_place(at, self.text.sentences.get(sentence)?.span)
    }

    fn nearest_place(&self, at: Span, within: Span) -> Option<String> {
        let places = self.places_in(within).iter();
        let nearest = places.min_by_key(|name| {
            let weight = if self.is_located(name.span) { 1 } else { 3 };
            let weight = if self.is_behind_barrier(at, name.span) { weight * BEHIND_BARRIER } else { weight };
            (distance(at, name.span).saturating_mul(weight), name.span.start)
        })?;
        Some(nearest.canonical.clone())
    }

    /// True if a colon or a semicolon stands between the two: what is listed behind it has places of its own.
    fn is_behind_barrier(&self, at: Span, name: Span) -> bool {
        let between = Span { start: at.end.min(name.end), end: at.start.max(name.start) };
        self.text.words(between).contains([':', ';'])
    }

    /// True if a short word stands before the name ("in Orlec"), as before a place where something is.
    fn is_located(&self, name: Span) -> bool {
        let before = self.text.tokens_in(Span { start: 0, end: name.start }).end;
        let token = before.checked_sub(1).and_then(|idx| self.text.tokens.get(idx));
        token.is_some_and(|token| token.is_word() && !token.is_capitalised && token.span.len() <= 4)
    }

    fn place_in_block(&self, at: Span, sentence: usize) -> Option<String> {
        let block = self.text.sentences.get(sentence)?.block;
        let start = self.text.account.blocks.get(block)?.span.start;
        let places = self.places_in(Span { start, end: at.start });
        let located = places.iter().rev().find(|name| self.is_located(name.span));
        located.or(places.last()).map(|name| name.canonical.clone())
    }

    fn place_in_heading(&self, at: Span) -> Option<String> {
        let blocks = self.text.account.blocks.iter().rev();
        blocks
            .filter(|block| block.span.end <= at.start)
            .filter(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Title))
            .find_map(|block| self.places_in(block.span).first())
            .map(|name| name.canonical.clone())
    }

    /// When the counted thing happened: the nearest time of the sentence that is no as-of time.
    pub(crate) fn during(&self, at: Span, sentence: usize, lexicon: &Lexicon) -> Interval {
        let Some(span) = self.text.sentences.get(sentence).map(|sentence| sentence.span) else {
            return Interval::UNBOUNDED;
        };
        let timexes = self.timexes_in(span).iter();
        let nearest = timexes
            .filter(|timex| is_moment(timex) && !self.is_as_of(timex.span, lexicon))
            .filter(|timex| timex.interval != Interval::UNBOUNDED)
            .min_by_key(|timex| (distance(at, timex.span), timex.span.start));
        nearest.map_or(Interval::UNBOUNDED, |timex| timex.interval)
    }

    fn timexes_in(&self, span: Span) -> &'a [Timex] {
        let times = &self.times.times;
        let start = times.partition_point(|timex| timex.span.start < span.start);
        let end = times.partition_point(|timex| timex.span.start < span.end);
        times.get(start..end.max(start)).unwrap_or(&[])
    }

    /// Explicit ("as of 20 December"), else when it was said, else when the account was written.
    pub(crate) fn as_of(&self, at: Span, sentence: usize, lexicon: &Lexicon) -> AsOf {
        let span = self.text.sentences.get(sentence).map_or(at, |sentence| sentence.span);
        let explicit = self
            .timexes_in(span)
            .iter()
            .filter(|timex| is_moment(timex) && self.is_as_of(timex.span, lexicon))
            .min_by_key(|timex| (distance(at, timex.span), timex.span.start));
        if let Some(timex) = explicit {
            return AsOf { interval: timex.interval, edtf: timex.edtf.clone(), is_explicit: true };
        }
        let said = self.statement(at).map(|statement| statement.said);
        if let Some(interval) = said.filter(|said| *said != Interval::UNBOUNDED) {
            return AsOf { interval, edtf: None, is_explicit: false };
        }
        let written = self.written(at);
        AsOf { interval: written.interval, edtf: written.edtf.clone(), is_explicit: false }
    }

    fn written(&self, at: Span) -> &'a DocumentTime {
        let layers = self.text.account.layers.iter().zip(&self.times.layers_written);
        let layer = layers.filter(|(layer, _)| layer.span.contains(at)).map(|(_, written)| written).next();
        layer.unwrap_or(&self.times.written)
    }

    /// True if "as of" (or its like) stands right before the time expression.
    fn is_as_of(&self, timex: Span, lexicon: &Lexicon) -> bool {
        let tokens = self.text.tokens_in(Span { start: timex.start.saturating_sub(40), end: timex.start });
        let before = self.text.tokens.get(tokens).unwrap_or(&[]);
        let line = Line::new(before, lexicon);
        let end =
            (0..line.len()).rev().find(|at| !line.is_role(*at, Role::Determiner)).map_or(0, |at| at + 1);
        line.find_back(end, |meaning| (meaning == Meaning::AsOf).then_some(())).is_some()
    }

    /// The innermost statement that contains `at`.
    pub(crate) fn statement(&self, at: Span) -> Option<&'a Statement> {
        let within = self.statements.partition_point(|statement| statement.span.start <= at.start);
        let before = self.statements.get(..within)?.iter();
        before.filter(|statement| statement.span.contains(at)).min_by_key(|statement| statement.span.len())
    }

    /// Publication first, innermost speaker last.
    pub(crate) fn chain(&self, statement: Option<&Statement>) -> Vec<String> {
        match statement {
            Some(statement) if !statement.chain.is_empty() => statement.chain.clone(),
            _ => vec![self.text.account.source.clone().unwrap_or_else(|| "account".to_owned())],
        }
    }
}

/// How firmly the figure is held.
pub(crate) fn certainty(draft: &Draft, statement: Option<&Statement>) -> Certainty {
    if draft.is_planned {
        return Certainty::Planned;
    }
    if draft.is_negated {
        return Certainty::Denied;
    }
    let Some(statement) = statement else {
        return if draft.is_hedged { Certainty::Hedged } else { Certainty::Asserted };
    };
    match statement.knowing {
        _ if draft.is_hedged || statement.is_distanced => Certainty::Hedged,
        Knowing::Observed => Certainty::Observed,
        _ => Certainty::Reported,
    }
}

fn is_moment(timex: &Timex) -> bool {
    matches!(timex.kind, TimexType::Date | TimexType::Time)
}

/// Bytes between two spans; 0 when they touch.
fn distance(a: Span, b: Span) -> u32 {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

fn main_place<'a>(places: &[&'a Name]) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in places {
        *counts.entry(&name.canonical).or_default() += 1;
    }
    let most = counts.values().max().copied()?;
    let mut main = counts.iter().filter(|(_, count)| **count == most).map(|(place, _)| *place);
    let first = main.next();
    first.filter(|_| main.next().is_none())
}
