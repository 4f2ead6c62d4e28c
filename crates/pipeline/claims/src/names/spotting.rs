//! Runs of capitalised words that may be names.
//!
//! Comes in: the account's tokens and the name rules. Goes out: candidates in order, not overlapping, with the
//! title words before them parted off. It may not know which kind of name a candidate is.

use super::flat::{FlatSentence, is_latin};
use super::lexicon::{Known, NameRules, WordUses};
use super::seen::Seen;
use recount_model::{Block, BlockKind};
use recount_text::{Token, TokenKind, WordMap};
use std::ops::Range;

/// A run of words that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The name proper, as places in the flat view.
    pub(crate) places: Range<usize>,
    /// Capitalised title words directly before it.
    pub(crate) title: Option<Range<usize>>,
    /// Stands behind "head of", "member of": an institution or a field, not a person by its shape alone.
    pub(crate) is_inside_title: bool,
    /// The whole of what stands between quotation marks.
    pub(crate) is_quoted: bool,
}

/// How the words that stand capitalised somewhere are written elsewhere in the account.
#[derive(Default)]
pub(crate) struct Written<'text> {
    words: WordMap<Ways, &'text str>,
}

/// The ways in which one word is written somewhere.
#[derive(Clone, Copy, Debug, Default)]
struct Ways {
    is_in_lower_case: bool,
    is_capitalised_inside: bool,
}

impl Written<'_> {
    /// Somewhere the word is written small.
    pub(crate) fn is_in_lower_case(&self, token: &Token) -> bool {
        token.is_word() && !token.is_capitalised
            || self.words.of(token).is_some_and(|ways| ways.is_in_lower_case)
    }

    /// Somewhere inside a sentence the word is capitalised.
    fn is_capitalised_inside(&self, token: &Token) -> bool {
        self.words.of(token).is_some_and(|ways| ways.is_capitalised_inside)
    }
}

/// Furthest that a title stands before the place it goes with ("министр внутренних дел Орвелии"), in tokens.
const LONGEST_OFFICE: usize = 5;
/// Longest run that is looked at, in tokens.
pub(crate) const LONGEST_RUN: usize = 16;

/// Finds the candidates of an account.
pub(crate) fn candidates(
    flat: &Seen<'_>,
    written: &Written<'_>,
    blocks: &[Block],
    rules: &NameRules,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for sentence in &flat.sentences {
        let is_heading = blocks
            .get(sentence.block)
            .is_some_and(|block| matches!(block.kind, BlockKind::Title | BlockKind::Heading))
            || is_in_title_case(flat, sentence);
        let spotter = Spotter { flat, rules, written, sentence, is_heading };
        spotter.sentence(&mut found);
    }
    found
}

/// Of each word that stands capitalised: is it also written small, is it also capitalised inside a sentence?
pub(crate) fn how_words_are_written<'text>(flat: &Seen<'text>) -> Written<'text> {
    let mut written = Written::default();
    for sentence in &flat.sentences {
        let mut is_start = true;
        for token in flat.tokens.get(sentence.places.clone()).unwrap_or(&[]) {
            if !token.is_word() {
                is_start = is_start || token.is(":") || token.kind == TokenKind::QuotationMark;
                continue;
            }
            if token.is_capitalised {
                let ways = written.words.entry_by(token.key, &token.lower);
                ways.is_capitalised_inside |= !is_start;
            }
            is_start = false;
        }
    }
    for sentence in &flat.sentences {
        let tokens = flat.tokens.get(sentence.places.clone()).unwrap_or(&[]);
        for token in tokens.iter().filter(|token| token.is_word() && !token.is_capitalised) {
            if let Some(ways) = written.words.of_mut(token) {
                ways.is_in_lower_case = true;
            }
        }
    }
    written
}

/// "Bridge Falls In Heavy Rain": every word of weight is capitalised, so capitals say nothing.
fn is_in_title_case(flat: &Seen<'_>, sentence: &FlatSentence) -> bool {
    let words = || sentence.places.clone().take(30).filter(|place| flat.is_word(*place));
    let is_small = |place: usize| flat.uses(place).has(WordUses::FUNCTION);
    let ends_open = sentence.places.end.checked_sub(1).is_some_and(|last| flat.is_word(last));
    ends_open && words().all(|place| flat.is_capital(place) || is_small(place)) && words().count() >= 4
}

struct Spotter<'a, 'text> {
    flat: &'a Seen<'text>,
    rules: &'a NameRules,
    written: &'a Written<'text>,
    sentence: &'a FlatSentence,
    is_heading: bool,
}

impl Spotter<'_, '_> {
    fn sentence(&self, found: &mut Vec<Candidate>) {
        let mut place = self.sentence.places.start;
        let mut is_start = true;
        while place < self.sentence.places.end {
            if let Some(quoted) = self.quoted_name(place) {
                place = quoted.end + 1;
                found.push(Candidate {
                    places: quoted,
                    title: None,
                    is_inside_title: false,
                    is_quoted: true,
                });
                is_start = false;
                continue;
            }
            let next = self.step(place, is_start, found);
            is_start = is_start && !self.flat.is_word(place) || self.opens(place);
            place = next.max(place + 1);
        }
    }

    /// After a colon or an opening mark a capital says as little as at the start.
    fn opens(&self, place: usize) -> bool {
        self.flat.is(place, ":") || (self.flat.is_quotation_mark(place) && !self.flat.is_capital(place))
    }

    fn step(&self, place: usize, is_start: bool, found: &mut Vec<Candidate>) -> usize {
        if !self.can_start(place) {
            return self.calendar_end(place).unwrap_or(place + 1);
        }
        let start = if is_start { self.true_start(place) } else { Some(place) };
        let Some(start) = start else { return place + 1 };
        let end = self.extended(start);
        let run = start..end;
        if is_start && !self.is_believed_at_start(&run)
            || self.is_heading && !self.is_believed_in_heading(&run)
        {
            return end;
        }
        self.part(run, found);
        end
    }

    fn can_start(&self, place: usize) -> bool {
        if !self.flat.is_capital(place) {
            return self.is_particle_before_name(place);
        }
        let uses = self.flat.uses(place);
        let is_calendar = self.calendar_end(place).is_some();
        !is_calendar
            && (!uses.has(WordUses::NEVER) || self.leads_to_organisation(place + 1))
            && (!uses.has(WordUses::FUNCTION) || self.starts_known(place))
            && (!self.is_lone_demonym(place) || self.starts_known(place))
    }

    fn starts_known(&self, place: usize) -> bool {
        let known = self.flat.known(place);
        matches!(known, Some((length, Known::Place | Known::Organisation)) if length > 1)
            || self.is_title_sequence(place)
    }

    /// "First Deputy Prime Minister": modifiers that lead to a title.
    fn is_title_sequence(&self, place: usize) -> bool {
        let uses = |at: usize| self.flat.uses(at);
        uses(place).has(WordUses::TITLE_MODIFIER)
            && (place + 1..place + 5)
                .take_while(|at| self.flat.is_capital(*at))
                .any(|at| uses(at).has(WordUses::TITLE_HEAD))
    }

    fn calendar_end(&self, place: usize) -> Option<usize> {
        let (length, what) = self.flat.known(place)?;
        (what == Known::Calendar && self.flat.is_capital(place)).then_some(place + length)
    }

    /// An adjective of nationality that no capital follows ("Kazakh workers").
    fn is_lone_demonym(&self, place: usize) -> bool {
        let is = |at: usize| self.flat.uses(at).has(WordUses::DEMONYM);
        is(place) && !self.flat.is_capital(place + 1)
    }

    fn is_particle_before_name(&self, place: usize) -> bool {
        let is_particle = self.flat.uses(place).has(WordUses::PARTICLE);
        is_particle
            && self.after_particle(place).is_some_and(|at| self.flat.get(at).is_some_and(|t| !t.is_spaced))
    }

    /// The capitalised word a particle leads to.
    fn after_particle(&self, place: usize) -> Option<usize> {
        let next = if self.is_glued(place + 1, "-") { place + 2 } else { place + 1 };
        self.flat.is_capital(next).then_some(next)
    }

    fn is_glued(&self, place: usize, mark: &str) -> bool {
        self.flat.get(place).is_some_and(|token| token.is(mark) && !token.is_spaced)
    }

    /// Skips a word that is capitalised only because it opens the sentence, if a name follows it.
    fn true_start(&self, place: usize) -> Option<usize> {
        let token = self.flat.get(place)?;
        let uses = self.flat.uses(place);
        // "Акции Orvel": of two alphabets the first word only opens the sentence.
        let is_of_two_scripts = self.flat.is_capital(place + 1)
            && self.flat.get(place + 1).is_some_and(|next| is_latin(&next.lower) != is_latin(&token.lower));
        let is_ordinary = (is_of_two_scripts || self.written.is_in_lower_case(token))
            && !uses.has(WordUses::TITLE_HEAD)
            && !uses.has(WordUses::TITLE_MODIFIER)
            && !uses.has(WordUses::ORGANISATION_HEAD);
        if !is_ordinary || self.starts_known(place) {
            return Some(place);
        }
        let next = place + 1;
        (self.flat.is_capital(next) && self.can_start(next) && !self.written.is_capitalised_inside(token))
            .then_some(next)
            .or_else(|| self.written.is_capitalised_inside(token).then_some(place))
    }

    fn is_believed_at_start(&self, run: &Range<usize>) -> bool {
        let words = run.clone().filter(|place| self.flat.is_word(*place)).count();
        words > 1 || self.is_known_or_seen(run)
    }

    fn is_believed_in_heading(&self, run: &Range<usize>) -> bool {
        self.is_known_or_seen(run)
            || run.clone().all(|place| {
                self.flat
                    .get(place)
                    .is_some_and(|token| !token.is_word() || self.written.is_capitalised_inside(token))
            })
    }

    fn is_known_or_seen(&self, run: &Range<usize>) -> bool {
        let Some(token) = self.flat.get(run.start) else { return false };
        let plain = self.rules.plain(&token.lower);
        self.written.is_capitalised_inside(token)
            || self.written.words.get(plain).is_some_and(|ways| ways.is_capitalised_inside)
            || matches!(self.flat.known(run.start), Some((_, Known::Place | Known::Organisation)))
            || matches!(self.rules.listed(plain), Some(Known::Place | Known::Organisation))
    }

    /// Where the run that starts at `start` ends.
    fn extended(&self, start: usize) -> usize {
        let mut end = start + 1;
        if let Some((length, Known::Place | Known::Organisation)) = self.flat.known(start) {
            end = start + length;
        }
        let limit = self.sentence.places.end.min(start + LONGEST_RUN);
        if let Some(institution) = self.small_institution_end(start, limit) {
            return institution;
        }
        while end < limit && !self.is_attribute_of_person(start, end) {
            let Some(next) = self.extension(start, end).filter(|next| *next <= limit) else { break };
            end = next;
        }
        end
    }

    /// "Верховный суд", "Федеральная служба безопасности": behind a capitalised adjective the head noun, perhaps after
    /// another adjective, in small letters, and what it is the office of.
    fn small_institution_end(&self, start: usize, limit: usize) -> Option<usize> {
        let is_adjective =
            |at: usize| self.flat.get(at).is_some_and(|token| self.rules.is_institution_adjective(token));
        let is_head =
            |at: usize| !self.flat.is_capital(at) && self.flat.uses(at).has(WordUses::ORGANISATION_HEAD);
        if !is_adjective(start) {
            return None;
        }
        let head = (start + 1..limit.min(start + 4))
            .take_while(|at| is_head(*at) || is_adjective(*at))
            .find(|at| is_head(*at))?;
        let field = self.flat.known(head + 1);
        Some(match field {
            Some((length, Known::Portfolio)) => (head + 1 + length).min(limit),
            _ => head + 1,
        })
    }

    /// A listed place or an acronym right before a given name: "президент Орвелии Ада Орр" names two.
    fn is_attribute_of_person(&self, start: usize, end: usize) -> bool {
        let is_given = |at: usize| self.flat.is_capital(at) && self.flat.uses(at).has(WordUses::GIVEN_NAME);
        let known = self.flat.known(start);
        let is_listed =
            matches!(known, Some((length, Known::Place | Known::Organisation)) if start + length == end);
        let is_acronym = end == start + 1 && self.flat.is_all_capitals(start) && !self.flat.is_initial(start);
        let is_marked = is_listed || is_acronym || end == start + 1 && self.is_foreign(start, end);
        self.rules.has_attributive_places
            && (is_given(end)
                && (is_marked || self.is_behind_office(end - 1) || self.is_firm_behind_title(start, end))
                || is_marked && self.opens_name_behind_title(start, end))
    }

    /// A word in Latin letters with one of the text's own behind it.
    fn is_foreign(&self, start: usize, end: usize) -> bool {
        let is = |at: usize| self.flat.get(at).is_some_and(|token| is_latin(&token.lower));
        is(start) && self.flat.is_capital(end) && !is(end)
    }

    /// "главы Минсвязи Игоря Орлова": one word that is no given name, right behind a title.
    fn is_firm_behind_title(&self, start: usize, end: usize) -> bool {
        let uses = |at: usize| self.flat.get(at).map(|token| self.rules.uses(token)).unwrap_or_default();
        let is_titled = start > self.sentence.places.start && uses(start - 1).has(WordUses::TITLE_HEAD);
        end == start + 1 && is_titled && !uses(start).has(WordUses::GIVEN_NAME)
    }

    /// "мэр Тарна": the word at `place` stands right behind a title that goes with a place.
    fn is_behind_office(&self, place: usize) -> bool {
        place.checked_sub(1).is_some_and(|before| self.flat.uses(before).has(WordUses::PLACE_TITLE))
    }

    /// "министр транспорта Орвелии Ада Орр": two capitals behind a listed place that belongs to a title before it.
    fn opens_name_behind_title(&self, start: usize, end: usize) -> bool {
        let uses = |at: usize| self.flat.uses(at);
        let is_plain = |at: usize| {
            self.flat.is_capital(at)
                && !uses(at).has(WordUses::ORGANISATION_HEAD)
                && !uses(at).has(WordUses::FUNCTION)
                && self.flat.known(at).is_none()
        };
        let least = self.sentence.places.start.max(start.saturating_sub(LONGEST_OFFICE));
        let has_title = (least..start)
            .rev()
            .take_while(|at| self.flat.is_word(*at) && !uses(*at).has(WordUses::FUNCTION))
            .any(|at| uses(at).has(WordUses::TITLE_HEAD));
        has_title && is_plain(end) && is_plain(end + 1)
    }

    fn extension(&self, start: usize, end: usize) -> Option<usize> {
        let token = self.flat.get(end)?;
        let last = self.flat.get(end - 1)?;
        if self.is_glued(end, "-") && self.flat.get(end + 1).is_some_and(|t| t.is_word() && !t.is_spaced) {
            return Some(end + 2);
        }
        if self.is_glued(end, ".") {
            return self.after_full_stop(start, end);
        }
        if token.is_capitalised && token.is_word() {
            let is_closed = last.lower.ends_with("'s")
                || self.rules.has_lost_possessive(&last.lower)
                || self.is_behind_closed_part(start, end);
            let is_open = !is_closed || self.leads_to_organisation(end);
            let is_ordinary = self.calendar_end(end).is_some()
                || self.flat.uses(end).has(WordUses::NEVER)
                || (self.flat.uses(end).has(WordUses::FUNCTION)
                    && !self.starts_known(end)
                    && token.span.len() > 1);
            return (is_open && !is_ordinary).then_some(end + 1);
        }
        if self.is_glued(end, "'") && last.lower.ends_with('s') && self.leads_to_organisation(end + 1) {
            return Some(end + 1);
        }
        if self.flat.uses(end).has(WordUses::PARTICLE)
            && !self.flat.uses(end - 1).has(WordUses::ORGANISATION_HEAD)
        {
            return self.after_particle(end).map(|at| at + 1);
        }
        self.connected(start, end)
    }

    /// "Ministry of Foreign Affairs | Orr": a field or a listed place behind "of" ends the institution.
    fn is_behind_closed_part(&self, start: usize, end: usize) -> bool {
        let Some(connector) =
            (start..end).rev().find(|at| self.flat.is(*at, "of") || self.flat.is(*at, "for"))
        else {
            return false;
        };
        let part = connector + 1 + usize::from(self.flat.is(connector + 1, "the"));
        let known = self.flat.known(part);
        matches!(known, Some((length, Known::Place | Known::Portfolio)) if part + length <= end)
    }

    /// "E. Orr", "Nordpost.ru".
    fn after_full_stop(&self, start: usize, end: usize) -> Option<usize> {
        let next = self.flat.get(end + 1)?;
        if !next.is_spaced && next.is_word() && !next.is_capitalised && next.span.len() <= 4 {
            return Some(end + 2);
        }
        let is_initial = self.flat.is_initial(end - 1);
        let is_honorific = end - 1 == start && self.flat.uses(end - 1).has(WordUses::HONORIFIC);
        ((is_initial || is_honorific) && self.flat.is_capital(end + 1)).then_some(end + 2)
    }

    /// An organisation's head noun stands among the next capitalised words.
    fn leads_to_organisation(&self, place: usize) -> bool {
        (place..place + 4)
            .take_while(|at| self.flat.is_capital(*at))
            .any(|at| self.flat.uses(at).has(WordUses::ORGANISATION_HEAD))
    }

    /// "Ministry of the Interior", "Committee for Water and Roads": joined by small words.
    fn connected(&self, start: usize, end: usize) -> Option<usize> {
        let is_connector =
            |at: usize| self.flat.uses(at).has(WordUses::CONNECTOR) && !self.flat.is_capital(at);
        if !is_connector(end) {
            return None;
        }
        let heads = |at: usize| {
            let uses = self.flat.uses(at);
            uses.has(WordUses::ORGANISATION_HEAD) || uses.has(WordUses::TITLE_HEAD)
        };
        let is_institution = (start..end).any(heads);
        let next = if is_connector(end + 1) { end + 2 } else { end + 1 };
        let joins_two = self.flat.is(end, "and");
        let is_calendar = self.calendar_end(next).is_some();
        let may_join = is_institution
            && !self.flat.is(end, "the")
            && (!joins_two || self.continues_institution(start, end, next))
            && (!self.flat.is(end, "to") && !self.flat.is(end, "on") || heads(end - 1));
        (may_join && self.flat.is_capital(next) && !is_calendar).then_some(next + 1)
    }

    /// "and" joins inside an institution only behind its "of": "Ministry of Roads and Water", not "Ministry and Orr".
    fn continues_institution(&self, start: usize, end: usize, next: usize) -> bool {
        let has_of = (start..end).any(|at| self.flat.is(at, "of") || self.flat.is(at, "for"));
        has_of && !self.flat.is_capital(next + 1) && !self.flat.is(end + 1, "the")
    }

    /// The inside of quotation marks, if every word of weight in it is capitalised.
    fn quoted_name(&self, place: usize) -> Option<Range<usize>> {
        if !self.flat.is_quotation_mark(place) || !self.flat.is_capital(place + 1) {
            return None;
        }
        let end = (place + 1..self.sentence.places.end.min(place + 9))
            .find(|at| self.flat.is_quotation_mark(*at))?;
        let inside = place + 1..end;
        let is_title = inside.clone().all(|at| {
            let Some(token) = self.flat.get(at) else { return false };
            !token.is_word() && (token.is("-") || token.is("–") || token.is("'"))
                || token.is_word() && token.is_capitalised && !self.flat.uses(at).has(WordUses::FUNCTION)
                || self.flat.uses(at).has(WordUses::CONNECTOR)
        });
        is_title.then_some(inside)
    }

    /// Parts title words, institution and name of a run.
    fn part(&self, run: Range<usize>, found: &mut Vec<Candidate>) {
        let uses = |at: usize| self.flat.uses(at);
        let is_head = |at: &usize| uses(*at).has(WordUses::TITLE_HEAD) || uses(*at).has(WordUses::HONORIFIC);
        let head = run.clone().rev().filter(is_head).find(|at| !self.is_part_of_institution(*at, run.end));
        let Some(head) = head else {
            found.push(Candidate { places: run, title: None, is_inside_title: false, is_quoted: false });
            return;
        };
        let mut rest = head + 1;
        if self.is_glued(rest, ".") {
            rest += 1;
        }
        if (self.flat.is(rest, "of") || self.flat.is(rest, "for")) && rest < run.end {
            rest += 1 + usize::from(self.flat.is(rest + 1, "the"));
            self.part_institution(run.start, rest..run.end, found);
        } else if self.flat.uses(rest).has(WordUses::CONNECTOR) {
            let rest = rest + 1 + usize::from(self.flat.is(rest + 1, "the"));
            if rest < run.end {
                found.push(Candidate {
                    places: rest..run.end,
                    title: None,
                    is_inside_title: true,
                    is_quoted: false,
                });
            }
        } else if rest < run.end {
            let name = self.behind_attribute(rest, run.end);
            if name > rest {
                found.push(Candidate {
                    places: rest..name,
                    title: None,
                    is_inside_title: true,
                    is_quoted: false,
                });
            }
            found.push(Candidate {
                places: name..run.end,
                title: Some(run.start..head + 1),
                is_inside_title: false,
                is_quoted: false,
            });
        }
    }

    /// "Президент | ФИФА | Зепп Орр", "Премьер-министр | Орвелии | Ада Орр": where the name begins behind what the title
    /// goes with.
    fn behind_attribute(&self, start: usize, end: usize) -> usize {
        let listed = match self.rules.known.at(&self.flat.tokens, start) {
            Some((length, Known::Place | Known::Organisation)) => start + length,
            _ => start + 1,
        };
        let is_acronym = self.flat.is_all_capitals(start) && !self.flat.is_initial(start);
        let is_marked = listed > start + 1
            || self
                .rules
                .known
                .at(&self.flat.tokens, start)
                .is_some_and(|(_, known)| matches!(known, Known::Place | Known::Organisation))
            || is_acronym
            || self.is_foreign(start, listed);
        let words = (listed..end).filter(|at| self.flat.is_word(*at)).count();
        if self.rules.has_attributive_places && is_marked && words >= 2 { listed } else { start }
    }

    /// "Prosecutor General's Office": a title noun inside the name of an institution.
    fn is_part_of_institution(&self, head: usize, run_end: usize) -> bool {
        (head + 1..run_end)
            .take_while(|at| !self.flat.is(*at, "of") && !self.flat.is(*at, "for"))
            .any(|at| self.flat.uses(at).has(WordUses::ORGANISATION_HEAD))
    }

    /// What follows "President of": an institution, and perhaps a person behind it.
    fn part_institution(&self, title_start: usize, rest: Range<usize>, found: &mut Vec<Candidate>) {
        let known = self.flat.known(rest.start);
        let head = rest.clone().rev().find(|at| {
            let uses = self.flat.uses(*at);
            uses.has(WordUses::ORGANISATION_HEAD) || uses.has(WordUses::ORGANISATION_SUFFIX)
        });
        let cut = match (known, head) {
            (_, Some(head)) => head + 1,
            (Some((length, _)), None) => rest.start + length,
            (None, None) if rest.len() >= 3 => rest.end - 2,
            (None, None) => rest.end,
        };
        let cut = cut.min(rest.end);
        if !matches!(known, Some((_, Known::Portfolio | Known::Calendar))) || head.is_some() {
            found.push(Candidate {
                places: rest.start..cut,
                title: None,
                is_inside_title: true,
                is_quoted: false,
            });
        }
        if cut >= rest.end {
            return;
        }
        if self.flat.is(cut, "of") {
            let next = cut + 1 + usize::from(self.flat.is(cut + 1, "the"));
            return if next < rest.end {
                self.part_institution(title_start, next..rest.end, found)
            };
        }
        let title = Some(title_start..cut);
        found.push(Candidate { places: cut..rest.end, title, is_inside_title: false, is_quoted: false });
    }
}
