//! An account prepared for attribution: every token with its uses, names, times, quotations and speaker turns.
//!
//! Comes in: an account with its names and times. Goes out: lookups by *place* (a position in the flat view).
//! It may not know any frame.

use super::lexicon::{AttributionRules, Opening, Uses, VerbForm};
use super::quotations::{Quotation, quotations};
use super::turns::{Turn, turns};
use crate::names::flat::Flat;
use crate::names::phrases::Standing;
use recount_model::{Name, NameKind, Span, Timex};
use recount_text::AccountText;
use std::ops::Range;

/// Everything the frames look at. Built once per account, in one pass over its tokens.
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a AccountText<'a>,
    pub(crate) flat: Flat<'a>,
    pub(crate) rules: &'a AttributionRules,
    pub(crate) names: &'a [Name],
    pub(crate) times: &'a [Timex],
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) turns: Vec<Turn>,
    uses: Vec<Uses>,
    verb_forms: Standing<VerbForm>,
    openings: Standing<Opening>,
    /// Index of the name a place belongs to, plus one; 0 for none.
    name_at: Vec<u32>,
    /// Index of the quotation a place belongs to (marks included), plus one; 0 for none.
    quotation_at: Vec<u32>,
    /// Index of the turn a place belongs to, plus one; 0 for the narrator.
    turn_at: Vec<u32>,
    is_time: Vec<bool>,
    /// For each sentence, how many of the narrator's own begin before it.
    told_before: Vec<u32>,
    /// Places where a clause of another speaker begins.
    is_sibling_start: Vec<bool>,
    /// Places of an "and" that joins another verb of saying to its speaker ("called it a lie and urged …").
    is_joined: Vec<bool>,
}

/// Furthest that anything is looked for to one side, in tokens: keeps the work linear on any text.
pub(crate) const REACH: usize = 60;
/// Longest content of reported speech, in tokens.
pub(crate) const LONGEST_CONTENT: usize = 300;

impl<'a> Scene<'a> {
    pub(crate) fn new(
        text: &'a AccountText<'a>,
        names: &'a [Name],
        times: &'a [Timex],
        rules: &'a AttributionRules,
    ) -> Self {
        let flat = Flat::new(text);
        let count = flat.tokens.len();
        let uses: Vec<Uses> = flat.tokens.iter().map(|token| rules.uses(token)).collect();
        let starts = |place: usize, what: Uses| uses.get(place).is_some_and(|uses| uses.has(what));
        let verb_forms = rules.verb_forms.standing(&flat.tokens, |place| starts(place, Uses::STARTS_VERB));
        let openings = rules.openings.standing(&flat.tokens, |place| starts(place, Uses::STARTS_OPENING));
        let mut scene = Scene {
            text,
            flat,
            rules,
            names,
            times,
            quotations: Vec::new(),
            turns: Vec::new(),
            uses,
            verb_forms,
            openings,
            name_at: vec![0; count],
            quotation_at: vec![0; count],
            turn_at: vec![0; count],
            is_time: vec![false; count],
            told_before: Vec::new(),
            is_sibling_start: vec![false; count],
            is_joined: vec![false; count],
        };
        scene.mark_names_and_times();
        scene.turns = turns(&scene);
        scene.mark_turns();
        scene.quotations = quotations(&scene);
        scene.mark_quotations();
        scene.count_told();
        scene
    }

    fn count_told(&mut self) {
        let mut count = 0;
        let mut told = Vec::with_capacity(self.flat.sentences.len());
        for sentence in &self.flat.sentences {
            told.push(count);
            let is_inside = self
                .speech_at(sentence.places.start)
                .and_then(|idx| self.quotations.get(idx))
                .is_some_and(|quotation| quotation.outer.start < sentence.places.start);
            count += u32::from(!is_inside);
        }
        self.told_before = told;
    }

    /// How many sentences lie between two, counting a quotation of many sentences as one.
    pub(crate) fn sentences_between(&self, earlier: usize, later: usize) -> u32 {
        let told = |idx: usize| self.told_before.get(idx).copied().unwrap_or_default();
        told(later).saturating_sub(told(earlier))
    }

    fn mark_names_and_times(&mut self) {
        for (idx, name) in self.names.iter().enumerate() {
            let places = self.flat.places_in(name.span);
            // A possessive ending belongs to the token, not to the name: "Orr's" is longer than the name "Orr".
            let end = places.end.max(self.flat.tokens.partition_point(|t| t.span.start < name.span.end));
            fill(&mut self.name_at, places.start..end, idx as u32 + 1);
        }
        for timex in self.times {
            fill(&mut self.is_time, self.flat.places_in(timex.span), true);
        }
    }

    fn mark_turns(&mut self) {
        for (idx, turn) in self.turns.iter().enumerate() {
            fill(&mut self.turn_at, self.flat.places_in(turn.content), idx as u32 + 1);
        }
    }

    fn mark_quotations(&mut self) {
        for (idx, quotation) in self.quotations.iter().enumerate() {
            fill(&mut self.quotation_at, quotation.outer.clone(), idx as u32 + 1);
        }
    }

    pub(crate) fn uses(&self, place: usize) -> Uses {
        self.uses.get(place).copied().unwrap_or_default()
    }

    pub(crate) fn has(&self, place: usize, what: Uses) -> bool {
        self.uses(place).has(what)
    }

    pub(crate) fn name_at(&self, place: usize) -> Option<&'a Name> {
        let idx = self.name_at.get(place)?.checked_sub(1)?;
        self.names.get(idx as usize)
    }

    pub(crate) fn is_name_of(&self, place: usize, kind: NameKind) -> bool {
        self.name_at(place).is_some_and(|name| name.kind == kind)
    }

    pub(crate) fn quotation_at(&self, place: usize) -> Option<usize> {
        Some(self.quotation_at.get(place)?.checked_sub(1)? as usize)
    }

    pub(crate) fn turn_at(&self, place: usize) -> Option<usize> {
        Some(self.turn_at.get(place)?.checked_sub(1)? as usize)
    }

    pub(crate) fn is_time(&self, place: usize) -> bool {
        self.is_time.get(place).copied().unwrap_or(false)
    }

    pub(crate) fn mark_sibling_start(&mut self, place: usize) {
        if let Some(mark) = self.is_sibling_start.get_mut(place) {
            *mark = true;
        }
    }

    pub(crate) fn mark_joined(&mut self, place: usize) {
        if let Some(mark) = self.is_joined.get_mut(place) {
            *mark = true;
        }
    }

    /// `content` up to where its speaker goes on with another verb of saying.
    pub(crate) fn to_joined(&self, content: Range<usize>) -> Range<usize> {
        let joined = content.clone().skip(1).find(|at| self.is_joined.get(*at).copied().unwrap_or(false));
        let end = joined.map_or(content.end, |joined| self.without_tail(content.start, joined));
        content.start..end
    }

    pub(crate) fn is_sibling_start(&self, place: usize) -> bool {
        self.is_sibling_start.get(place).copied().unwrap_or(false)
    }

    /// The sentence around `place`, as places.
    pub(crate) fn sentence_around(&self, place: usize) -> Range<usize> {
        self.flat
            .sentence_at(place)
            .and_then(|idx| self.flat.sentences.get(idx))
            .map_or(place..place, |sentence| sentence.places.clone())
    }

    pub(crate) fn block_of(&self, place: usize) -> Option<usize> {
        let idx = self.flat.sentence_at(place)?;
        self.flat.sentences.get(idx).map(|sentence| sentence.block)
    }

    /// The form of a verb of saying at `place`, if one stands there: its length in tokens and which it is.
    pub(crate) fn verb_form(&self, place: usize) -> Option<(usize, VerbForm)> {
        self.verb_forms.at(place)
    }

    /// The phrase without a verb of saying that opens something at `place`: its length in tokens and what it opens.
    pub(crate) fn opening(&self, place: usize) -> Option<(usize, Opening)> {
        self.openings.at(place)
    }

    /// "со ссылкой на", ", citing"
    pub(crate) fn opens_citing(&self, place: usize) -> bool {
        matches!(self.opening(place), Some((_, Opening::Citing)))
    }

    /// A dash between spaces: a break in the sentence, unlike a hyphen.
    pub(crate) fn is_dash(&self, place: usize) -> bool {
        let Some(token) = self.flat.get(place) else { return false };
        let is_mark = token.is("-") || token.is("–") || token.is("—") || token.is("−");
        is_mark
            && (token.is_spaced || token.is("—"))
            && self.flat.get(place + 1).is_none_or(|next| next.is_spaced)
    }

    /// A word that can be the verb of a clause.
    pub(crate) fn is_verb(&self, place: usize) -> bool {
        let uses = self.uses(place);
        let is_small = self.flat.get(place).is_some_and(|token| !token.is_capitalised);
        if self.is_compound_part(place) {
            return false;
        }
        if self.is_led_like_noun(place) && !uses.has(Uses::AUXILIARY) {
            return false;
        }
        is_small && (uses.has(Uses::VERB) || uses.has(Uses::AUXILIARY))
            || self.verb_form(place).is_some_and(|(_, form)| form.is_finite && is_small)
    }

    /// "led" of "army-led", "run" of "state-run".
    fn is_compound_part(&self, place: usize) -> bool {
        let hyphen = place.wrapping_sub(1);
        self.flat.get(place).is_some_and(|token| !token.is_spaced)
            && self.is_mark(hyphen, &["-", "‑"])
            && self.flat.get(hyphen).is_some_and(|token| !token.is_spaced)
    }

    /// Behind a determiner, a preposition or a possessive stands no verb ("the work", "head of state").
    fn is_led_like_noun(&self, place: usize) -> bool {
        let Some(before) = place.checked_sub(1) else { return false };
        let uses = self.uses(before);
        let is_possessive = self.flat.get(before).is_some_and(|t| t.is_word() && t.lower.ends_with("'s"));
        let is_article =
            uses.has(Uses::ARTICLE) || uses.has(Uses::DETERMINER) && self.has(place, Uses::NOUN_FORM);
        is_possessive || is_article || uses.has(Uses::PREPOSITION) && !uses.has(Uses::INFINITIVE_MARK)
    }

    /// A word with the ending of a participle ("speaking at …").
    pub(crate) fn is_participle(&self, place: usize) -> bool {
        let is_small = self.flat.get(place).is_some_and(|token| token.is_word() && !token.is_capitalised);
        is_small
            && self.name_at(place).is_none()
            && self.flat.get(place).is_some_and(|token| self.rules.is_participle(&token.lower))
    }

    pub(crate) fn is_mark(&self, place: usize, marks: &[&str]) -> bool {
        self.flat.get(place).is_some_and(|token| !token.is_word() && marks.iter().any(|mark| token.is(mark)))
    }

    pub(crate) fn span(&self, places: &Range<usize>) -> Option<Span> {
        self.flat.span(places)
    }

    /// Where a clause that reaches to `place` from the left begins: after the last hard barrier.
    pub(crate) fn clause_start(&self, place: usize) -> usize {
        if self.ends_speech(place) {
            return place;
        }
        let least = self.sentence_around(place.saturating_sub(1)).start.max(place.saturating_sub(REACH));
        let home = place.checked_sub(1).and_then(|at| self.speech_at(at));
        (least..place).rev().find(|at| self.is_barrier_left(*at, home)).map_or(least, |at| at + 1)
    }

    /// Right behind the closing mark of a quotation that is a sentence of its own: nothing in it belongs to the clause.
    fn ends_speech(&self, place: usize) -> bool {
        let quotation = place.checked_sub(1).and_then(|at| self.speech_at(at));
        let closed =
            quotation.and_then(|idx| self.quotations.get(idx)).filter(|found| found.outer.end == place);
        closed.is_some_and(|found| {
            let start = self.sentence_around(found.outer.start).start;
            (start..found.outer.start).all(|at| !self.flat.is_word(at))
        })
    }

    fn is_barrier_left(&self, place: usize, home: Option<usize>) -> bool {
        if self.is_party_mark(place) {
            return false;
        }
        if self.is_mark(place, &[";", ":", "(", ")", "[", "]", "!", "?", "…"]) || self.is_dash(place) {
            return true;
        }
        self.speech_at(place) != home
    }

    /// Inside "(P)", "(R-Velm)": a mark of party or office right behind a name.
    fn is_party_mark(&self, place: usize) -> bool {
        let open = (place.saturating_sub(4)..=place).rev().find(|at| self.is_mark(*at, &["("]));
        let Some(open) = open.filter(|open| *open > 0 && self.name_at(*open - 1).is_some()) else {
            return false;
        };
        let close = (open + 1..open + 6).find(|at| self.is_mark(*at, &[")"]));
        close.is_some_and(|close| {
            close >= place && (open + 1..close).all(|at| !self.flat.is_word(at) || self.flat.is_capital(at))
        })
    }

    /// The quotation around a place, if it is somebody's words and not a name in marks.
    pub(crate) fn speech_at(&self, place: usize) -> Option<usize> {
        self.quotation_at(place).filter(|idx| self.quotations.get(*idx).is_some_and(|found| !found.is_name))
    }

    /// Where reported speech that starts at `start` ends (exclusive): at the sentence's end, a break, a contrast,
    /// another speaker's clause, the end of a parenthesis around it, or before a closing aside.
    pub(crate) fn content_end(&self, start: usize) -> usize {
        let limit = self.sentence_around(start).end.min(start + LONGEST_CONTENT);
        let mut depth = 0_usize;
        let mut place = start;
        while place < limit {
            if place > start && depth == 0 && self.is_content_stop(place, limit) {
                break;
            }
            if self.is_mark(place, &["(", "["]) {
                depth += 1;
            } else if self.is_mark(place, &[")", "]"]) {
                if depth == 0 {
                    break;
                }
                depth -= 1;
            }
            place += 1;
        }
        self.without_tail(start, place)
    }

    fn is_content_stop(&self, place: usize, limit: usize) -> bool {
        let is_broken = self.is_dash(place) || self.is_mark(place, &[";"]) || self.opens_citing(place);
        if is_broken || self.is_sibling_start(place) {
            return true;
        }
        let is_comma = self.is_mark(place, &[","]);
        if is_comma && (self.has(place + 1, Uses::CONTRAST) || self.is_sibling_start(place + 1)) {
            return !self.has(place + 2, Uses::COMPLEMENTIZER);
        }
        if is_comma && self.has(place + 1, Uses::JOINER) && self.is_sibling_start(place + 2) {
            return true;
        }
        if self.is_mark(place, &[":"]) && self.flat.is_quotation_mark(place + 1) {
            return true;
        }
        self.is_mark(place, &["("]) && self.is_closing_aside(place, limit)
    }

    /// A parenthesis of a whole clause at the end of the sentence is the writer's own.
    fn is_closing_aside(&self, open: usize, limit: usize) -> bool {
        let inside = open + 1..limit;
        let Some(close) = inside.clone().find(|at| self.is_mark(*at, &[")"])) else { return false };
        let is_last = (close + 1..limit).all(|at| !self.flat.is_word(at));
        let is_figure = (open + 1..close).any(|at| self.flat.get(at).is_some_and(|token| token.is_digits()))
            && !(open + 1..close).any(|at| self.is_verb(at));
        let is_breakdown = self.has(open + 1, Uses::PREPOSITION) && self.has(open + 2, Uses::RELATIVE);
        is_last && !is_figure && !is_breakdown && close - open > 4
    }

    /// `content` without commas and stops at its end.
    pub(crate) fn without_marks(&self, content: Range<usize>) -> Range<usize> {
        content.start..self.without_tail(content.start, content.end)
    }

    /// Without closing marks and spaces of punctuation at the end.
    fn without_tail(&self, start: usize, end: usize) -> usize {
        let mut end = end;
        while end > start && self.is_mark(end - 1, &[",", ".", ";", ":", "!", "?", "…", "-", "–", "—"])
        {
            end -= 1;
        }
        end
    }
}

fn fill<T: Copy>(marks: &mut [T], places: Range<usize>, value: T) {
    if let Some(part) = marks.get_mut(places) {
        part.fill(value);
    }
}
