//! The role a text gives a person: title words before the name, or an apposition before or after it.
//!
//! Comes in: where a person's name stands. Goes out: the words of the role. It may not know other mentions.

use super::lexicon::{Known, NameRules, WordUses};
use super::seen::Seen;
use super::spotting::Candidate;
use std::ops::Range;

/// Longest role, in tokens.
const LONGEST_ROLE: usize = 18;

/// The role beside the person at `candidate`, as places.
pub(crate) fn role(flat: &Seen<'_>, candidate: &Candidate, rules: &NameRules) -> Option<Range<usize>> {
    let sentence = flat.sentence_at(candidate.places.start)?;
    let bounds = flat.sentences.get(sentence)?.places.clone();
    let beside = Beside { flat, rules, bounds };
    let start = candidate.title.as_ref().map_or(candidate.places.start, |title| title.start);
    let before = beside.before(start, candidate.title.is_some());
    let role = before.or_else(|| beside.after(candidate.places.end))?;
    (role.len() <= LONGEST_ROLE).then_some(role)
}

struct Beside<'a, 'text> {
    flat: &'a Seen<'text>,
    rules: &'a NameRules,
    bounds: Range<usize>,
}

impl Beside<'_, '_> {
    fn uses(&self, place: usize) -> WordUses {
        self.flat.uses(place)
    }

    /// Goes left from the name over words a role is made of, to the title noun furthest left. The noun stands
    /// next to the name or governs it by "of": a verb between them would make it another's.
    fn before(&self, name_start: usize, has_title: bool) -> Option<Range<usize>> {
        if has_title {
            let end = self.title_end(name_start);
            let start = self.with_modifiers(name_start, name_start.saturating_sub(4).max(self.bounds.start));
            return (start < end).then_some(start..end);
        }
        let is_comma = name_start > self.bounds.start && self.flat.is(name_start - 1, ",");
        let end = if is_comma { name_start - 1 } else { name_start };
        let least = end.saturating_sub(LONGEST_ROLE).max(self.bounds.start);
        let mut head = None;
        let mut place = end;
        while place > least && self.may_stand_in_role(place - 1) {
            place -= 1;
            let governs = place + 1 == end
                || self.flat.is(place + 1, "of")
                || self.flat.is(place + 1, "for")
                || head.is_none() && self.rules.has_attributive_places && self.is_plain(place + 1..end);
            if self.uses(place).has(WordUses::TITLE_HEAD) && governs {
                head = Some(place);
                if self.opens_role(place) {
                    break;
                }
            }
        }
        let start = self.with_modifiers(head?, least);
        (start < end).then_some(start..end)
    }

    /// "министр транспорта Орвелии": nothing but nouns and adjectives between the title and the name.
    fn is_plain(&self, places: Range<usize>) -> bool {
        places.clone().all(|at| {
            let uses = self.uses(at);
            self.flat.is_word(at)
                && !uses.has(WordUses::FUNCTION)
                && !uses.has(WordUses::PERSON_ACTION)
                && !uses.has(WordUses::ROLE_PREPOSITION)
        })
    }

    /// A title given in capitals belongs to the role itself.
    fn title_end(&self, title_start: usize) -> usize {
        (title_start..self.bounds.end)
            .take_while(|at| {
                let uses = self.uses(*at);
                uses.has(WordUses::TITLE_HEAD)
                    || uses.has(WordUses::TITLE_MODIFIER)
                    || uses.has(WordUses::HONORIFIC)
                    || self.flat.is(*at, "-")
            })
            .last()
            .map_or(title_start, |last| last + 1)
    }

    fn may_stand_in_role(&self, place: usize) -> bool {
        let Some(token) = self.flat.get(place) else { return false };
        let uses = self.uses(place);
        if !token.is_word() {
            return token.is("-") || token.is("'");
        }
        let is_preposition = uses.has(WordUses::ROLE_PREPOSITION) && (token.is("of") || token.is("for"));
        let is_small =
            is_preposition || uses.has(WordUses::ROLE_DETERMINER) || token.is("and") || token.is("on");
        let is_content = !uses.has(WordUses::FUNCTION) && !uses.has(WordUses::PERSON_ACTION);
        is_small || uses.has(WordUses::TITLE_MODIFIER) || is_content
    }

    /// A determiner or a barrier right before a title noun: nothing further left can be its head.
    fn opens_role(&self, place: usize) -> bool {
        let Some(before) = place.checked_sub(1).filter(|at| *at >= self.bounds.start) else { return true };
        self.uses(before).has(WordUses::ROLE_DETERMINER) || !self.may_stand_in_role(before)
    }

    /// Takes "the deputy regional" along with "director"; at most four words.
    fn with_modifiers(&self, head: usize, least: usize) -> usize {
        let mut start = head;
        while start > least.max(head.saturating_sub(5)) {
            let before = start - 1;
            let uses = self.uses(before);
            if uses.has(WordUses::ROLE_DETERMINER) {
                break;
            }
            let is_possessive = self.flat.get(before).is_some_and(|token| token.lower.ends_with("'s"));
            // "“No,” | sighed | Mayor Orr": right behind a quotation stands what they did.
            let is_behind_quotation = before > self.bounds.start && self.flat.is_quotation_mark(before - 1);
            if is_possessive || is_behind_quotation || self.is_in_calendar(before) {
                break;
            }
            let is_modifier = uses.has(WordUses::TITLE_MODIFIER)
                || uses.has(WordUses::TITLE_HEAD)
                || uses.has(WordUses::DEMONYM)
                || (self.flat.is(before, "-") && self.flat.get(before).is_some_and(|token| !token.is_spaced))
                || (self.flat.is_word(before)
                    && self.may_stand_in_role(before)
                    && !self.is_small(before)
                    && self.is_attribute(before));
            if !is_modifier {
                break;
            }
            start = before;
        }
        while start < head && !self.flat.is_word(start) {
            start += 1;
        }
        start
    }

    /// Where nouns govern a genitive behind them, only adjectives stand before a title ("по словам | мэра").
    fn is_attribute(&self, place: usize) -> bool {
        let is_adjective = |token| self.rules.is_institution_adjective(token);
        !self.rules.has_attributive_places || self.flat.get(place).is_some_and(is_adjective)
    }

    fn is_in_calendar(&self, place: usize) -> bool {
        matches!(self.flat.known(place), Some((_, Known::Calendar)))
    }

    fn is_small(&self, place: usize) -> bool {
        let uses = self.uses(place);
        uses.has(WordUses::CONNECTOR) || uses.has(WordUses::ROLE_DETERMINER) || uses.has(WordUses::FUNCTION)
    }

    /// ", head of the mine," behind the name.
    fn after(&self, name_end: usize) -> Option<Range<usize>> {
        if !self.flat.is(name_end, ",") {
            return None;
        }
        let start = name_end + 1;
        let limit = self.bounds.end.min(start + LONGEST_ROLE);
        let end = (start..limit).find(|at| !self.may_follow_in_role(*at)).unwrap_or(limit);
        let head = (start..end.min(start + 6)).find(|at| self.uses(*at).has(WordUses::TITLE_HEAD))?;
        let first_preposition =
            (start..end).find(|at| self.uses(*at).has(WordUses::ROLE_PREPOSITION)).unwrap_or(end);
        let is_own = head < first_preposition;
        let start = start + usize::from(self.uses(start).has(WordUses::ROLE_DETERMINER));
        (is_own && start < end).then_some(start..end)
    }

    fn may_follow_in_role(&self, place: usize) -> bool {
        let Some(token) = self.flat.get(place) else { return false };
        if !token.is_word() {
            return token.is("-") || token.is("'") && !token.is_spaced;
        }
        let uses = self.uses(place);
        let is_small =
            uses.has(WordUses::ROLE_PREPOSITION) || uses.has(WordUses::ROLE_DETERMINER) || token.is("and");
        let is_content = !uses.has(WordUses::FUNCTION) && !uses.has(WordUses::PERSON_ACTION);
        is_small || uses.has(WordUses::TITLE_MODIFIER) || is_content
    }
}
