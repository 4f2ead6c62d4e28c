//! Where, when, as of when and by whom: the scope of a figure, from names, times and statements around it.
//!
//! Comes in: where a figure stands. Goes out: place, time, as-of, chain, certainty. It may not know numbers.
//!
//! Time is never borrowed: a figure whose sentence has no time expression has no time. A place from further up is
//! marked as inherited.

use super::draft::Draft;
use super::lexicon::{Lexicon, Meaning, Role};
use super::line::Line;
use super::sections::PlaceWords;
use crate::times::TimesRead;
use recount_model::{
    BlockKind, Certainty, DocumentTime, Interval, Knowing, Name, NameKind, Span, Statement, Timex, TimexType,
};
use recount_text::{AccountText, Covers, Token};
use std::collections::BTreeMap;

/// How far behind "since" the time may stand, in tokens.
const REACH_OF_SINCE: usize = 7;

/// What surrounds the figures of an account.
pub(crate) struct Surroundings<'a> {
    pub text: &'a AccountText<'a>,
    pub times: &'a TimesRead,
    pub statements: &'a [Statement],
    statement_spans: Covers,
    words: &'a PlaceWords,
    places: Vec<&'a Name>,
    /// The place most mentions name; `None` on a tie.
    main_place: Option<&'a str>,
}

/// How much farther away a place is that stands behind a colon or a semicolon.
const BEHIND_BARRIER: u32 = 6;

/// Most tokens between two places of one chain.
const LONGEST_LINK: usize = 3;
/// How far back a clause's own opening is looked for, in tokens.
const LONGEST_CLAUSE: usize = 12;

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
        words: &'a PlaceWords,
    ) -> Self {
        let all: Vec<&Name> = names.iter().filter(|name| name.kind == NameKind::Place).collect();
        let main_place = main_place(&all);
        let statement_spans = Covers::of(statements.iter().map(|statement| statement.span));
        let places = Vec::new();
        let mut around = Surroundings { text, times, statements, statement_spans, words, places, main_place };
        around.places = all.into_iter().filter(|name| around.is_scene(name.span)).collect();
        around
    }

    /// No scene: a place inside a time ("Moscow time"), and whom somebody comes from ("a reporter from Velm").
    fn is_scene(&self, name: Span) -> bool {
        let times = &self.times.times;
        let next = times.partition_point(|timex| timex.span.end <= name.start);
        let is_in_time = times.get(next).is_some_and(|timex| timex.span.start < name.end);
        !is_in_time && !self.is_origin(name) && !self.is_owner(name) && !self.is_actor(name)
    }

    /// "Morvia's civil war": whose it is, not where; "Morvia's capital", "Morvia's Velm" say where.
    fn is_owner(&self, name: Span) -> bool {
        let first = self.text.tokens.partition_point(|token| token.span.end <= name.start);
        let inside = |token: &&Token| token.span.start < name.end;
        let tokens = self.text.tokens.get(first..).unwrap_or(&[]);
        let last = tokens.iter().take_while(inside).last();
        let next = tokens.iter().find(|token| token.span.start >= name.end);
        let is_possessive = last.is_some_and(|token| token.span.end > name.end);
        is_possessive
            && next.is_some_and(|next| {
                next.is_word() && !next.is_capitalised && !is_any(next, &self.words.chain)
            })
    }

    /// "Morvia army shelling", "US air strikes", "the US-led coalition": who did it, not where.
    fn is_actor(&self, name: Span) -> bool {
        let words = self.words;
        if self.words_before(name).next().is_some_and(|token| is_any(token, &words.actors_before)) {
            return true;
        }
        let first = self.text.tokens.partition_point(|token| token.span.start < name.end);
        let mut behind = self.text.tokens.get(first..).unwrap_or(&[]).iter();
        let mark = |token: &Token<'_>| !token.is_spaced && (token.is(".") || token.is("-"));
        let Some(next) = behind.find(|token| !mark(token)) else { return false };
        let is_site = behind.next().is_some_and(|token| is_any(token, &words.sites));
        let is_doing = is_abbreviated(self.text.reading, name) && is_any(next, &words.deeds_behind);
        (is_any(next, &words.actors_behind) || is_doing) && !is_site
    }

    /// "from Velm" right behind one person, an unnumbered singular: "a reporter from Velm", not "30 people from Velm".
    fn is_origin(&self, name: Span) -> bool {
        let mut before = self.words_before(name);
        let is_from = before.next().is_some_and(|token| is_any(token, &self.words.origin));
        let head = before.next();
        is_from
            && head.is_some_and(|token| is_any(token, &self.words.informants))
            && !before.take(3).any(Token::is_digits)
    }

    /// The tokens before a span, last first.
    fn words_before(&self, span: Span) -> impl Iterator<Item = &'a Token<'a>> + use<'a> {
        let end = self.text.tokens_in(Span { start: 0, end: span.start }).end;
        self.text.tokens.get(..end).unwrap_or(&[]).iter().rev()
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
        Some(self.chain_head(within, nearest).canonical.clone())
    }

    /// "in Velm, Orlec region of Morvia": the first of a chain of places is the place, the rest says where that is.
    fn chain_head(&self, within: Span, name: &'a Name) -> &'a Name {
        let places = self.places_in(within);
        let mut at = places.partition_point(|place| place.span.start < name.span.start);
        while let (Some(before), Some(here)) =
            (at.checked_sub(1).and_then(|idx| places.get(idx)), places.get(at))
        {
            if !self.is_link(Span { start: before.span.end.min(here.span.start), end: here.span.start }) {
                break;
            }
            at -= 1;
        }
        places.get(at).copied().unwrap_or(name)
    }

    /// True if only a comma, or words of a chain ("region of", "near"), stand between two places.
    fn is_link(&self, between: Span) -> bool {
        let tokens = self.text.tokens.get(self.text.tokens_in(between)).unwrap_or(&[]);
        (1..=LONGEST_LINK).contains(&tokens.len())
            && tokens.iter().all(|token| token.is(",") || is_any(token, &self.words.chain))
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
        token.is_some_and(|token| {
            token.is_word()
                && !token.is_capitalised
                && token.span.len() <= 4
                && !is_any(token, &self.words.possessors)
        })
    }

    /// True if the place stands in a clause of its own ("activists who were talking with reporters in Velm").
    fn is_subordinate(&self, name: Span) -> bool {
        let own = self.words_before(name).take(LONGEST_CLAUSE);
        let own =
            own.take_while(|token| !token.is(",") && !token.is(".") && !token.is(";") && !token.is_break());
        own.into_iter().any(|token| is_any(token, &self.words.relatives))
    }

    /// The place that the sentence before opens with: what it is about.
    fn topic(&self, sentence: usize) -> Option<&'a Name> {
        let before = self.text.sentences.get(sentence.checked_sub(1)?)?;
        let here = self.text.sentences.get(sentence)?;
        let name = self.places_in(before.span).first()?;
        (before.block == here.block && name.span.start == before.span.start).then_some(*name)
    }

    fn place_in_block(&self, at: Span, sentence: usize) -> Option<String> {
        let block = self.text.sentences.get(sentence)?.block;
        let start = self.text.account.blocks.get(block)?.span.start;
        if let Some(topic) = self.topic(sentence) {
            return Some(topic.canonical.clone());
        }
        let places = self.places_in(Span { start, end: at.start });
        let located = || places.iter().rev().filter(|name| self.is_located(name.span));
        let main = located().find(|name| !self.is_subordinate(name.span));
        let found = main.or_else(|| located().next()).or(places.last())?;
        Some(found.canonical.clone())
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
        let Some(timex) = nearest else { return Interval::UNBOUNDED };
        if self.is_behind_since(timex, lexicon) {
            return Interval { latest: None, ..timex.interval };
        }
        timex.interval
    }

    /// "since the war began in 2011": what is counted did not end with the time.
    fn is_behind_since(&self, time: &Timex, lexicon: &Lexicon) -> bool {
        let words = &lexicon.section.toll;
        let is_since = |token: &Token| {
            words.since.iter().any(|word| token.is(word))
                || is_long(time.interval) && words.beginnings.iter().any(|word| token.is(word))
        };
        let tokens = &self.text.tokens;
        let end = tokens.partition_point(|token| token.span.start < time.span.start);
        let before = tokens.get(end.saturating_sub(REACH_OF_SINCE)..end).unwrap_or(&[]);
        let clause = before.iter().rev().take_while(|token| token.is_word());
        clause.into_iter().any(is_since)
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
        line.means_back(end, Meaning::AsOf).is_some()
    }

    /// The innermost statement that contains `at`.
    pub(crate) fn statement(&self, at: Span) -> Option<&'a Statement> {
        let around =
            self.statement_spans.holding(at).filter_map(|place| Some((place, self.statements.get(place)?)));
        around.min_by_key(|(place, statement)| (statement.span.len(), *place)).map(|(_, statement)| statement)
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

fn is_any(token: &Token, words: &[String]) -> bool {
    words.iter().any(|word| token.is(word))
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

/// Longer than any one event is counted over.
fn is_long(interval: Interval) -> bool {
    const LONG_MS: i64 = 45 * 86_400_000;
    matches!((interval.earliest, interval.latest), (Some(start), Some(end)) if end.saturating_sub(start) > LONG_MS)
}

/// "US", "U.S": capitals alone, and few.
fn is_abbreviated(reading: &recount_model::Reading, name: Span) -> bool {
    const MOST_LETTERS: usize = 4;
    let text = name.of(&reading.text);
    let letters = text.chars().filter(|letter| *letter != '.');
    letters.clone().count() <= MOST_LETTERS && letters.clone().all(char::is_uppercase)
}
