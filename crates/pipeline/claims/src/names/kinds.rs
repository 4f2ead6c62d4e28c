//! Which kind of name a candidate is, from the words in and around it.
//!
//! Comes in: candidates. Goes out: a kind and the id of the rule that decided it, or nothing where no evidence
//! stands. It may not know other accounts.

use super::flat::is_latin;
use super::folding::Folder;
use super::lexicon::{Known, NameRules, WordUses};
use super::proposals::Proposed;
use super::roles;
use super::seen::Seen;
use super::spotting::{Candidate, Written};
use super::votes::Votes;
use recount_model::NameKind;
use recount_text::WordMap;

/// One piece of evidence: rule id, what it speaks for, how much.
pub(super) type Evidence = (&'static str, NameKind, u32);

/// A test on a candidate, and what it speaks for when it holds. Weights only order the rules: from 5 on, a mention
/// decides for itself; below, the mentions of the account vote together.
type Test = fn(&Around<'_, '_>) -> bool;

const TESTS: &[(Evidence, Test)] = &[
    (("organisation-listed", NameKind::Organisation, 12), |around| around.is_listed(Known::Organisation)),
    (("place-listed", NameKind::Place, 12), |around| around.is_listed(Known::Place)),
    (("person-honorific", NameKind::Person, 11), |around| around.has_honorific()),
    (("person-capital-surname", NameKind::Person, 10), |around| around.has_capital_surname()),
    (("organisation-head", NameKind::Organisation, 10), |around| around.has_organisation_head()),
    (("organisation-ends-listed", NameKind::Organisation, 10), |around| {
        around.ends_with_listed_organisation()
    }),
    ((PLACE_OF_OFFICE, NameKind::Place, 10), |around| around.is_place_of_office()),
    (("person-title", NameKind::Person, 9), |around| around.has_title()),
    (("organisation-quoted", NameKind::Organisation, 9), |around| around.is_quoted_behind_noun()),
    (("place-introduced", NameKind::Place, 9), |around| around.is_introduced_as_place()),
    (("organisation-noun", NameKind::Organisation, 8), |around| around.has_organisation_noun()),
    (("place-head", NameKind::Place, 8), |around| around.has_place_head()),
    (("person-given-name", NameKind::Person, 7), |around| around.has_given_name()),
    (("person-initial", NameKind::Person, 7), |around| around.has_initial()),
    (("organisation-domain", NameKind::Organisation, 8), |around| around.is_domain()),
    (("place-opening", NameKind::Place, 6), |around| around.opens_like_place()),
    (("person-role", NameKind::Person, 6), |around| around.has_role()),
    (("organisation-acronym", NameKind::Organisation, 5), |around| around.is_acronym()),
    (("person-action", NameKind::Person, 4), |around| around.acts()),
    (("organisation-foreign", NameKind::Organisation, 3), |around| around.is_foreign_brand()),
    (("place-preposition", NameKind::Place, 2), |around| around.follows_place_preposition()),
    (("person-shape", NameKind::Person, 1), |around| around.is_shaped_like_person()),
];

pub(super) const PLACE_OF_OFFICE: &str = "place-of-office";

/// The least weight with which a mention decides for itself.
const DECIDES: u32 = 5;

/// Gives each candidate its kind, in order; `None` where nothing speaks for any.
pub(crate) fn kinds<'text>(
    flat: &Seen<'text>,
    candidates: &[Proposed],
    written: &Written<'text>,
    rules: &NameRules,
    folder: &Folder<'_>,
) -> Vec<Option<(NameKind, &'static str)>> {
    let own: Vec<Own> =
        candidates.iter().map(|proposed| with_proposal(flat, proposed, written, rules)).collect();
    let keys: Vec<String> =
        candidates.iter().map(|(candidate, _)| key(flat, candidate, folder, rules)).collect();
    let mut votes: WordMap<Votes, &str> = WordMap::new();
    for (key, own) in keys.iter().zip(&own) {
        let votes = votes.entry(key);
        own.evidence().for_each(|evidence| votes.add(evidence));
    }
    let is_person = |votes: &Votes| votes.elected().is_some_and(|(kind, _)| kind == NameKind::Person);
    // Single words that are the last word of a full name of a person.
    let surnames: WordMap<(), &str> = votes
        .iter()
        .filter_map(|(key, votes)| Some((key.rsplit_once(' ').filter(|_| is_person(votes))?.1, ())))
        .collect();
    let kind = |(key, own): (&String, &Own)| {
        let votes = votes.get(key)?;
        if votes.has_office {
            return Some((NameKind::Place, PLACE_OF_OFFICE));
        }
        match own.evidence().max_by_key(|(_, _, weight)| *weight) {
            Some((rule, kind, weight)) if weight >= DECIDES => Some((kind, rule)),
            _ if surnames.contains(key) => Some((NameKind::Person, "person-surname")),
            _ => votes.elected(),
        }
    };
    keys.iter().zip(&own).map(kind).collect()
}

/// What is proposed from outside counts, but less than a title, a listed name or a given name.
const PROPOSED: u32 = 6;

/// What speaks for a candidate by itself.
#[derive(Clone, Copy, Debug, Default)]
struct Own {
    /// One bit for each of [`TESTS`] that holds.
    held: u32,
    proposed: Option<NameKind>,
}

impl Own {
    fn evidence(self) -> impl Iterator<Item = Evidence> {
        let held = TESTS.iter().enumerate().filter(move |(idx, _)| self.held & 1 << idx != 0);
        let proposed = self.proposed.map(|kind| ("proposed", kind, PROPOSED));
        held.map(|(_, (evidence, _))| *evidence).chain(proposed)
    }
}

/// The rules' own evidence, and what is proposed, where the words can be a name at all.
fn with_proposal<'text>(
    flat: &Seen<'text>,
    (candidate, proposed): &Proposed,
    written: &Written<'text>,
    rules: &NameRules,
) -> Own {
    let around = Around::new(flat, candidate, written, rules);
    if around.is_only_ordinary() { Own::default() } else { Own { held: around.held(), proposed: *proposed } }
}

/// True where the rules alone are sure of a candidate.
pub(crate) fn is_decided<'text>(
    flat: &Seen<'text>,
    candidate: &Candidate,
    written: &Written<'text>,
    rules: &NameRules,
) -> bool {
    let own = with_proposal(flat, &(candidate.clone(), None), written, rules);
    own.evidence().any(|(_, _, weight)| weight >= DECIDES)
}

fn key(flat: &Seen<'_>, candidate: &Candidate, folder: &Folder<'_>, rules: &NameRules) -> String {
    let mut key = String::new();
    let places = flat.tokens.get(candidate.places.clone()).unwrap_or(&[]);
    for (idx, token) in places.iter().filter(|token| token.is_word()).enumerate() {
        if idx > 0 {
            key.push(' ');
        }
        folder.push_key(rules.plain(&token.lower), &mut key);
    }
    key
}

/// A candidate with the words around it.
struct Around<'a, 'text> {
    flat: &'a Seen<'text>,
    candidate: &'a Candidate,
    written: &'a Written<'text>,
    rules: &'a NameRules,
    /// The places of its words.
    words: Vec<usize>,
}

impl<'a, 'text> Around<'a, 'text> {
    fn new(
        flat: &'a Seen<'text>,
        candidate: &'a Candidate,
        written: &'a Written<'text>,
        rules: &'a NameRules,
    ) -> Self {
        let words = candidate.places.clone().filter(|place| flat.is_word(*place)).collect();
        Around { flat, candidate, written, rules, words }
    }

    fn held(&self) -> u32 {
        let holds = TESTS.iter().enumerate().filter(|(_, (_, holds))| holds(self));
        holds.fold(0, |held, (idx, _)| held | 1 << idx)
    }

    fn uses(&self, place: usize) -> WordUses {
        self.flat.uses(place)
    }

    fn word_places(&self) -> impl Iterator<Item = usize> {
        self.words.iter().copied()
    }

    /// The place before the name, skipping an opening quotation mark.
    fn before(&self) -> Option<usize> {
        let place = self.candidate.title.as_ref().unwrap_or(&self.candidate.places).start.checked_sub(1)?;
        if self.flat.is_quotation_mark(place) { place.checked_sub(1) } else { Some(place) }
    }

    fn after(&self) -> usize {
        let place = self.candidate.places.end;
        if self.candidate.is_quoted && self.flat.is_quotation_mark(place) { place + 1 } else { place }
    }

    fn has_possessive(&self) -> bool {
        let is_possessive = |token: &recount_text::Token| {
            token.lower.ends_with("'s") || self.rules.has_lost_possessive(&token.lower)
        };
        self.flat.get(self.candidate.places.end - 1).is_some_and(is_possessive)
    }

    /// A title, a department's head noun or a number of months by itself is no name.
    fn is_only_ordinary(&self) -> bool {
        let is_ordinary = |place: usize| {
            let uses = self.uses(place);
            uses.has(WordUses::TITLE_HEAD)
                || uses.has(WordUses::TITLE_MODIFIER)
                || uses.has(WordUses::ORGANISATION_NOUN)
                || uses.has(WordUses::FUNCTION)
                || uses.has(WordUses::DEMONYM)
                || uses.has(WordUses::HONORIFIC)
                || uses.has(WordUses::NEVER)
                || uses.has(WordUses::GROUP)
                || uses.has(WordUses::ORGANISATION_HEAD)
                || uses.has(WordUses::PLACE_HEAD)
        };
        let is_listed = self.is_listed(Known::Organisation) || self.is_listed(Known::Place);
        let words = &self.words;
        let is_single = words.len() == 1;
        let is_institution = words.len() > 1
            && words.iter().any(|at| self.uses(*at).has(WordUses::ORGANISATION_HEAD))
            && !self.candidate.is_quoted;
        !is_listed
            && !is_institution
            && words.iter().all(|at| is_ordinary(*at))
            && (is_single || !self.has_title())
    }

    fn is_listed(&self, what: Known) -> bool {
        let only = match self.candidate.places.len() {
            1 => self.flat.get(self.candidate.places.start),
            _ => None,
        };
        match self.flat.known(self.candidate.places.start) {
            Some((length, known)) if length == self.candidate.places.len() => known == what,
            _ => only.is_some_and(|token| self.rules.listed(self.rules.plain(&token.lower)) == Some(what)),
        }
    }

    /// "the Velmian Red Cross"
    fn ends_with_listed_organisation(&self) -> bool {
        let places = self.candidate.places.clone();
        places.clone().skip(1).any(|at| {
            self.rules.known.at(&self.flat.tokens, at) == Some((places.end - at, Known::Organisation))
                && places.end - at > 1
        })
    }

    fn has_honorific(&self) -> bool {
        let is_honorific = |place: usize| self.uses(place).has(WordUses::HONORIFIC);
        self.candidate.title.clone().is_some_and(|mut title| title.any(is_honorific))
            || self.before().is_some_and(is_honorific)
    }

    /// "Anna ORR": a given name and a surname in capitals.
    fn has_capital_surname(&self) -> bool {
        let mut words = self.word_places();
        let Some(first) = words.next() else { return false };
        let is_upper = |place: usize| self.flat.is_all_capitals(place);
        let rest: Vec<usize> = words.collect();
        !is_upper(first)
            && rest.last().is_some_and(|last| is_upper(*last))
            && rest.len() <= 3
            && !self.has_organisation_head()
            && !rest.last().is_some_and(|last| self.uses(*last).has(WordUses::ORGANISATION_SUFFIX))
    }

    fn has_organisation_head(&self) -> bool {
        let words = &self.words;
        let is_suffix = words.last().is_some_and(|last| self.uses(*last).has(WordUses::ORGANISATION_SUFFIX));
        words.len() > 1
            && (is_suffix || words.iter().any(|at| self.uses(*at).has(WordUses::ORGANISATION_HEAD)))
    }

    fn has_title(&self) -> bool {
        // "рабочие Velmco": people of a firm, not called by its name.
        if self.is_foreign_word() || self.is_of_acronyms() {
            return false;
        }
        if self.candidate.title.is_some() {
            return true;
        }
        let Some(before) = self.before() else { return false };
        let is_lower = !self.flat.is_capital(before);
        is_lower && self.uses(before).has(WordUses::TITLE_HEAD) && !self.candidate.is_quoted
    }

    /// "глава МВД РФ": of whom the person is head.
    fn is_of_acronyms(&self) -> bool {
        let is_acronym = |place: usize| self.flat.is_all_capitals(place) && !self.flat.is_initial(place);
        self.rules.has_attributive_places && self.word_places().all(is_acronym)
    }

    /// "мэр Тарна": one word in the genitive behind a title that goes with a place.
    fn is_place_of_office(&self) -> bool {
        let mut words = self.word_places();
        let (Some(only), None) = (words.next(), words.next()) else { return false };
        let is_genitive = self.flat.get(only).is_some_and(|token| {
            self.rules.genitive_endings.iter().any(|ending| token.lower.ends_with(ending.as_str()))
        });
        let title =
            self.candidate.title.as_ref().map_or_else(|| self.before(), |title| title.end.checked_sub(1));
        is_genitive
            && title.is_some_and(|at| self.uses(at).has(WordUses::PLACE_TITLE))
            && !self.uses(only).has(WordUses::GIVEN_NAME)
    }

    fn is_introduced_as_place(&self) -> bool {
        let start = self.candidate.places.start;
        let ends_here = |back: usize| {
            start
                .checked_sub(back)
                .is_some_and(|from| self.flat.known(from) == Some((back, Known::PlaceIntroduction)))
        };
        ends_here(1) || ends_here(2)
    }

    fn has_organisation_noun(&self) -> bool {
        let is_noun = |place: usize| {
            let uses = self.uses(place);
            uses.has(WordUses::ORGANISATION_NOUN) && !self.flat.is_capital(place)
        };
        let before = self.before();
        let is_noun_of_another = before
            .and_then(|at| at.checked_sub(1))
            .is_some_and(|at| self.flat.is_capital(at) && !self.flat.is(at, "the"));
        (!self.has_possessive() && is_noun(self.after()))
            || (before.is_some_and(is_noun) && !is_noun_of_another)
    }

    /// party “Open Valley”
    fn is_quoted_behind_noun(&self) -> bool {
        self.candidate.is_quoted
            && self.before().is_some_and(|at| {
                let uses = self.uses(at);
                uses.has(WordUses::ORGANISATION_HEAD) || uses.has(WordUses::ORGANISATION_NOUN)
            })
    }

    fn has_place_head(&self) -> bool {
        let words = &self.words;
        let is_inside =
            words.len() > 1 && words.last().is_some_and(|last| self.uses(*last).has(WordUses::PLACE_HEAD));
        is_inside || (!self.has_possessive() && self.uses(self.after()).has(WordUses::PLACE_HEAD))
    }

    fn has_given_name(&self) -> bool {
        let mut words = self.word_places();
        let is_given = words.next().is_some_and(|first| self.uses(first).has(WordUses::GIVEN_NAME));
        let count = words.count();
        is_given && (1..=3).contains(&count)
    }

    fn has_initial(&self) -> bool {
        let start = self.candidate.places.start;
        let has_long_word = self.word_places().any(|at| !self.flat.is_initial(at));
        self.flat.is_initial(start) && self.flat.is(start + 1, ".") && has_long_word
    }

    /// A role stands before or behind two words or more, or before a comma and one word ("a miner, Orr").
    fn has_role(&self) -> bool {
        // "Employee of a mine, Tarn:" ends with a place.
        let is_apposed = self.before().is_some_and(|at| self.flat.is(at, ","))
            && !self.flat.is(self.candidate.places.end, ":");
        if self.is_of_acronyms() {
            return false;
        }
        let Some(role) = roles::role(self.flat, self.candidate, self.rules) else { return false };
        // "Ada Orr, reporter, Tarn": the role belongs to the name before it.
        let is_of_another = role.start > 1
            && self.flat.is(role.start - 1, ",")
            && (self.flat.is_capital(role.start - 2) || self.flat.is(role.start - 2, ")"));
        let is_long = self.word_places().count() > 1;
        !self.candidate.is_inside_title && (is_long || is_apposed && !is_of_another)
    }

    /// "nordpost.ru"
    fn is_domain(&self) -> bool {
        let is_stop = |place: usize| {
            self.flat.is(place, ".")
                && self.flat.get(place + 1).is_some_and(|token| !token.is_spaced && !token.is_capitalised)
        };
        self.candidate.places.clone().any(is_stop)
    }

    fn opens_like_place(&self) -> bool {
        let mut words = self.word_places();
        words.next().is_some_and(|first| self.uses(first).has(WordUses::PLACE_OPENING))
            && words.next().is_some()
            && words.next().is_none()
    }

    fn is_acronym(&self) -> bool {
        let mut words = self.word_places();
        let is_short = |at: usize| self.flat.get(at).is_some_and(|token| token.lower.chars().count() <= 6);
        let is_one = words.next().is_some_and(|at| self.flat.is_all_capitals(at) && is_short(at));
        is_one && (words.next().is_none() && self.candidate.title.is_none() || self.is_of_acronyms())
    }

    /// One word in Latin letters in a text of other letters: firms and brands are not respelled, people mostly are.
    fn is_foreign_brand(&self) -> bool {
        let is_small = |only: usize| !self.flat.is_all_capitals(only);
        self.is_foreign_word() && self.word_places().all(is_small)
    }

    /// One word in Latin letters in a text of other letters.
    fn is_foreign_word(&self) -> bool {
        let mut words = self.word_places();
        let (Some(only), None) = (words.next(), words.next()) else { return false };
        let is_word = |token: &recount_text::Token| is_latin(&token.lower) && token.lower.chars().count() > 3;
        self.rules.has_attributive_places && self.flat.get(only).is_some_and(is_word)
    }

    /// "an evacuee from Tarn said", "people from Tarn and Velm arrived": whoever comes from there acts.
    fn is_led_by_place_preposition(&self) -> bool {
        let leads = |at: usize| {
            self.uses(at).has(WordUses::PLACE_PREPOSITION) || self.uses(at).has(WordUses::ROLE_PREPOSITION)
        };
        let Some(before) = self.before() else { return false };
        let is_listed = before >= 2
            && self.uses(before).has(WordUses::CONNECTOR)
            && self.flat.is_capital(before - 1)
            && leads(before - 2);
        leads(before) || is_listed || self.qualifier().is_some_and(leads)
    }

    /// "министерство дел Орвелии заявило": one word right behind a noun that is no title hangs on it.
    fn is_in_genitive(&self) -> bool {
        let Some(before) = self.before().filter(|_| self.rules.has_attributive_places) else { return false };
        let uses = self.uses(before);
        let is_noun = self.flat.is_word(before)
            && !self.flat.is_capital(before)
            && !uses.has(WordUses::TITLE_HEAD)
            && !uses.has(WordUses::TITLE_MODIFIER)
            && !uses.has(WordUses::FUNCTION)
            && !uses.has(WordUses::PERSON_ACTION);
        let is_genitive = self.flat.get(self.candidate.places.end - 1).is_some_and(|token| {
            self.rules.genitive_endings.iter().any(|ending| token.lower.ends_with(ending.as_str()))
        });
        is_noun && is_genitive && self.word_places().nth(1).is_none()
    }

    /// "in eastern Velm": where the preposition before a single qualifying word stands.
    fn qualifier(&self) -> Option<usize> {
        let before = self.before()?;
        let uses = self.uses(before);
        let is_plain = self.flat.is_word(before)
            && !self.flat.is_capital(before)
            && !uses.has(WordUses::TITLE_HEAD)
            && !uses.has(WordUses::TITLE_MODIFIER)
            && !uses.has(WordUses::FUNCTION)
            && !uses.has(WordUses::ORGANISATION_NOUN)
            && !uses.has(WordUses::ROLE_DETERMINER);
        before.checked_sub(1).filter(|_| is_plain)
    }

    fn acts(&self) -> bool {
        if self.is_led_by_place_preposition() || self.is_foreign_word() || self.is_in_genitive() {
            return false;
        }
        let acts =
            |place: usize| self.uses(place).has(WordUses::PERSON_ACTION) && !self.flat.is_capital(place);
        acts(self.after()) || self.before().is_some_and(acts)
    }

    fn follows_place_preposition(&self) -> bool {
        self.word_places().count() <= 2
            && self.before().is_some_and(|at| self.uses(at).has(WordUses::PLACE_PREPOSITION))
            && !self.has_possessive()
            && self.word_places().all(|at| !self.uses(at).has(WordUses::DEMONYM))
    }

    fn is_shaped_like_person(&self) -> bool {
        let words = &self.words;
        let is_after_article = self.before().is_some_and(|at| {
            self.uses(at).has(WordUses::ROLE_DETERMINER) || self.uses(at).has(WordUses::DEMONYM)
        });
        let is_plain = |place: usize| {
            let uses = self.uses(place);
            !uses.has(WordUses::DEMONYM)
                && !uses.has(WordUses::ORGANISATION_HEAD)
                && !uses.has(WordUses::PLACE_HEAD)
                && !uses.has(WordUses::TITLE_MODIFIER)
                && !self.flat.is_all_capitals(place)
                && self.flat.get(place).is_some_and(|token| !self.written.is_in_lower_case(token))
        };
        let is_latin = |place: usize| self.flat.get(place).is_some_and(|token| is_latin(&token.lower));
        let first = words.first().is_some_and(|first| is_latin(*first));
        let is_one_script = words.iter().all(|at| is_latin(*at) == first);
        let spaced =
            words.iter().skip(1).filter(|at| self.flat.get(**at).is_some_and(|token| token.is_spaced));
        (2..=3).contains(&words.len())
            && !is_after_article
            && !self.candidate.is_inside_title
            && !self.candidate.is_quoted
            && is_one_script
            && spaced.count() > 0
            && words.iter().all(|at| is_plain(*at))
    }
}
