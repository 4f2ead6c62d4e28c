//! Which kind of name a candidate is, from the words in and around it.
//!
//! Comes in: candidates. Goes out: a kind and the id of the rule that decided it, or nothing where no evidence
//! stands. It may not know other accounts.

use super::flat::{Flat, is_latin};
use super::folding::Folder;
use super::lexicon::{Known, NameRules, WordUses};
use super::proposals::Proposed;
use super::roles;
use super::spotting::{Candidate, Written};
use recount_model::NameKind;
use std::collections::BTreeMap;

/// One piece of evidence: rule id, what it speaks for, how much.
type Evidence = (&'static str, NameKind, u32);

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
    (("place-of-office", NameKind::Place, 10), |around| around.is_place_of_office()),
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

/// The least weight with which a mention decides for itself.
const DECIDES: u32 = 5;

/// Gives each candidate its kind, in order; `None` where nothing speaks for any.
pub(crate) fn kinds<'text>(
    flat: &Flat<'text>,
    candidates: &[Proposed],
    written: &Written<'text>,
    rules: &NameRules,
    folder: &Folder<'_>,
) -> Vec<Option<(NameKind, &'static str)>> {
    let own: Vec<Vec<Evidence>> =
        candidates.iter().map(|proposed| with_proposal(flat, proposed, written, rules)).collect();
    let keys: Vec<String> = candidates.iter().map(|(candidate, _)| key(flat, candidate, folder)).collect();
    let mut votes: BTreeMap<&str, BTreeMap<NameKind, (u32, &'static str, u32)>> = BTreeMap::new();
    for (key, evidence) in keys.iter().zip(&own) {
        for (rule, kind, weight) in evidence {
            let vote = votes.entry(key).or_default().entry(*kind).or_insert((0, rule, 0));
            vote.0 += weight;
            if *weight > vote.2 {
                (vote.1, vote.2) = (rule, *weight);
            }
        }
    }
    let surnames = surnames(&keys, &votes);
    let offices: std::collections::BTreeSet<&str> = keys
        .iter()
        .zip(&own)
        .filter(|(_, evidence)| evidence.iter().any(|(rule, _, _)| *rule == "place-of-office"))
        .map(|(key, _)| key.as_str())
        .collect();
    keys.iter()
        .zip(&own)
        .map(|(key, evidence)| {
            if offices.contains(key.as_str()) {
                return Some((NameKind::Place, "place-of-office"));
            }
            let strongest = evidence.iter().max_by_key(|(_, _, weight)| *weight);
            match strongest {
                Some((rule, kind, weight)) if *weight >= DECIDES => Some((*kind, *rule)),
                _ if surnames.contains(key) => Some((NameKind::Person, "person-surname")),
                _ => elected(votes.get(key.as_str())?),
            }
        })
        .collect()
}

/// What is proposed from outside counts, but less than a title, a listed name or a given name.
const PROPOSED: u32 = 6;

/// The rules' own evidence, and what is proposed, where the words can be a name at all.
fn with_proposal<'text>(
    flat: &Flat<'text>,
    (candidate, proposed): &Proposed,
    written: &Written<'text>,
    rules: &NameRules,
) -> Vec<Evidence> {
    let mut own = evidence(flat, candidate, written, rules);
    let is_ordinary = Around { flat, candidate, written, rules }.is_only_ordinary();
    own.extend(proposed.filter(|_| !is_ordinary).map(|kind| ("proposed", kind, PROPOSED)));
    own
}

/// True where the rules alone are sure of a candidate.
pub(crate) fn is_decided<'text>(
    flat: &Flat<'text>,
    candidate: &Candidate,
    written: &Written<'text>,
    rules: &NameRules,
) -> bool {
    evidence(flat, candidate, written, rules).iter().any(|(_, _, weight)| *weight >= DECIDES)
}

fn elected(votes: &BTreeMap<NameKind, (u32, &'static str, u32)>) -> Option<(NameKind, &'static str)> {
    let (kind, (_, rule, _)) =
        votes.iter().max_by_key(|(kind, (sum, _, _))| (*sum, std::cmp::Reverse(**kind)))?;
    Some((*kind, rule))
}

/// Single words that are the last word of a full name of a person.
fn surnames(
    keys: &[String],
    votes: &BTreeMap<&str, BTreeMap<NameKind, (u32, &'static str, u32)>>,
) -> std::collections::BTreeSet<String> {
    let is_person =
        |key: &str| votes.get(key).and_then(elected).is_some_and(|(kind, _)| kind == NameKind::Person);
    keys.iter()
        .filter(|key| key.contains(' ') && is_person(key))
        .filter_map(|key| key.rsplit(' ').next().map(str::to_owned))
        .collect()
}

fn key(flat: &Flat<'_>, candidate: &Candidate, folder: &Folder<'_>) -> String {
    let words = candidate.places.clone().filter_map(|place| flat.get(place)).filter(|token| token.is_word());
    let folded: Vec<String> =
        words.map(|token| folder.key(super::lexicon::without_possessive(&token.lower))).collect();
    folded.join(" ")
}

fn evidence<'text>(
    flat: &Flat<'text>,
    candidate: &Candidate,
    written: &Written<'text>,
    rules: &NameRules,
) -> Vec<Evidence> {
    let around = Around { flat, candidate, written, rules };
    if around.is_only_ordinary() {
        return Vec::new();
    }
    TESTS.iter().filter(|(_, holds)| holds(&around)).map(|(evidence, _)| *evidence).collect()
}

/// A candidate with the words around it.
struct Around<'a, 'text> {
    flat: &'a Flat<'text>,
    candidate: &'a Candidate,
    written: &'a Written<'text>,
    rules: &'a NameRules,
}

impl Around<'_, '_> {
    fn uses(&self, place: usize) -> WordUses {
        self.flat.get(place).map(|token| self.rules.uses(token)).unwrap_or_default()
    }

    fn word_places(&self) -> impl Iterator<Item = usize> {
        self.candidate.places.clone().filter(|place| self.flat.is_word(*place))
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
        self.flat.get(self.candidate.places.end - 1).is_some_and(|token| token.lower.ends_with("'s"))
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
        let words: Vec<usize> = self.word_places().collect();
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
        match self.rules.known.at(&self.flat.tokens, self.candidate.places.start) {
            Some((length, known)) if length == self.candidate.places.len() => known == what,
            _ => only.is_some_and(|token| {
                self.rules.listed(super::lexicon::without_possessive(&token.lower)) == Some(what)
            }),
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
        let words: Vec<usize> = self.word_places().collect();
        let is_suffix = words.last().is_some_and(|last| self.uses(*last).has(WordUses::ORGANISATION_SUFFIX));
        words.len() > 1
            && (is_suffix || words.iter().any(|at| self.uses(*at).has(WordUses::ORGANISATION_HEAD)))
    }

    fn has_title(&self) -> bool {
        if self.candidate.title.is_some() {
            return true;
        }
        let Some(before) = self.before() else { return false };
        let is_lower = !self.flat.is_capital(before);
        is_lower && self.uses(before).has(WordUses::TITLE_HEAD) && !self.candidate.is_quoted
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
            start.checked_sub(back).is_some_and(|from| {
                self.rules.known.at(&self.flat.tokens, from) == Some((back, Known::PlaceIntroduction))
            })
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
        let words: Vec<usize> = self.word_places().collect();
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
        let is_one = words.next().is_some_and(|at| {
            self.flat.is_all_capitals(at)
                && self.flat.get(at).is_some_and(|token| token.lower.chars().count() <= 6)
        });
        is_one && words.next().is_none() && self.candidate.title.is_none()
    }

    /// One word in Latin letters in a text of other letters: firms and brands are not respelled, people mostly are.
    fn is_foreign_brand(&self) -> bool {
        let mut words = self.word_places();
        let (Some(only), None) = (words.next(), words.next()) else { return false };
        let is_word = self.flat.get(only).is_some_and(|token| {
            is_latin(&token.lower) && token.lower.chars().count() > 3 && !self.flat.is_all_capitals(only)
        });
        self.rules.has_attributive_places && is_word && self.candidate.title.is_none()
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
        if self.is_led_by_place_preposition() {
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
        let words: Vec<usize> = self.word_places().collect();
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
