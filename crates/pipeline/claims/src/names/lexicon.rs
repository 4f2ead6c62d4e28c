//! The words of a language that make names: the `names` and `places` sections, compiled.

use super::folding::Folding;
use super::phrases::Phrases;
use recount_rules::{Pack, PackError};
use recount_text::{Token, WordEndings, WordMap};
use serde::Deserialize;

#[derive(Deserialize)]
struct NamesSection {
    calendar: Vec<String>,
    function_words: Vec<String>,
    never_names: Vec<String>,
    group_nouns: Vec<String>,
    title_heads: Vec<String>,
    title_modifiers: Vec<String>,
    honorifics: Vec<String>,
    portfolios: Vec<String>,
    organisation_heads: Vec<String>,
    organisation_suffixes: Vec<String>,
    organisation_nouns: Vec<String>,
    organisations: Vec<String>,
    place_heads: Vec<String>,
    place_introductions: Vec<String>,
    place_openings: Vec<String>,
    place_prepositions: Vec<String>,
    particles: Vec<String>,
    connectors: Vec<String>,
    person_actions: Vec<String>,
    role_prepositions: Vec<String>,
    role_determiners: Vec<String>,
    given_names: Vec<String>,
    folding: Vec<(String, String)>,
    /// Endings of adjectives that open an institution's name with its head noun in small letters behind them
    /// ("Верховный суд").
    #[serde(default)]
    institution_adjective_endings: Vec<String>,
    #[serde(default)]
    case_endings: Vec<String>,
    #[serde(default)]
    kept_words: Vec<String>,
    /// A place stands before a person's name without a preposition ("президент Орвелии Ада Орр").
    #[serde(default)]
    has_attributive_places: bool,
    /// Titles whose holder is named by a place in the genitive, in the nominative ("мэр Орвеля").
    #[serde(default)]
    place_titles: Vec<String>,
    /// Endings of that genitive.
    #[serde(default)]
    genitive_endings: Vec<String>,
    /// Endings of a surname in another case than the nominative.
    #[serde(default)]
    oblique_endings: Vec<String>,
}

#[derive(Deserialize)]
struct PlacesSection {
    countries: Vec<String>,
    cities: Vec<String>,
    other: Vec<String>,
    demonyms: Vec<String>,
}

/// What a single word can do in or beside a name. A word may do several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordUses(u32);

macro_rules! word_uses {
    ($($name:ident = $bit:expr),* $(,)?) => {
        impl WordUses { $(pub(crate) const $name: WordUses = WordUses(1 << $bit);)* }
    };
}

word_uses! {
    FUNCTION = 0, TITLE_HEAD = 1, TITLE_MODIFIER = 2, HONORIFIC = 3, ORGANISATION_HEAD = 4,
    ORGANISATION_SUFFIX = 5, ORGANISATION_NOUN = 6, PLACE_HEAD = 7, PLACE_PREPOSITION = 8, PARTICLE = 9,
    CONNECTOR = 10, PERSON_ACTION = 11, ROLE_PREPOSITION = 12, ROLE_DETERMINER = 13, GIVEN_NAME = 14, DEMONYM = 15,
    NEVER = 16, PLACE_OPENING = 17, PLACE_TITLE = 18,
    GROUP = 19, STARTS_KNOWN = 31,
}

impl WordUses {
    pub(crate) fn has(self, other: WordUses) -> bool {
        self.0 & other.0 != 0
    }

    fn with(self, other: WordUses) -> WordUses {
        WordUses(self.0 | other.0)
    }

    fn only(self, other: WordUses) -> WordUses {
        WordUses(self.0 & other.0)
    }

    fn without(self, other: WordUses) -> WordUses {
        WordUses(self.0 & !other.0)
    }
}

/// What a phrase is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Calendar,
    Place,
    Organisation,
    PlaceIntroduction,
    Portfolio,
}

/// Compiled name rules of one language.
#[derive(Debug)]
pub struct NameRules {
    words: WordMap<WordUses>,
    pub(crate) known: Phrases<Known>,
    pub(crate) folding: Folding,
    institution_adjective_endings: WordEndings,
    pub(crate) has_attributive_places: bool,
    pub(crate) genitive_endings: Vec<String>,
    listed: WordMap<Option<Known>>,
}

fn longest_first(mut endings: Vec<String>) -> Vec<String> {
    endings.sort_by_key(|ending| (std::cmp::Reverse(ending.chars().count()), ending.clone()));
    endings
}

impl NameRules {
    /// Compiles the pack's `names` and `places` sections.
    ///
    /// # Errors
    /// When a section is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let names: NamesSection = pack.section("names")?;
        let places: PlacesSection = pack.section("places")?;
        let known = [
            (&names.calendar, Known::Calendar),
            (&names.organisations, Known::Organisation),
            (&names.place_introductions, Known::PlaceIntroduction),
            (&names.portfolios, Known::Portfolio),
            (&places.countries, Known::Place),
            (&places.cities, Known::Place),
            (&places.other, Known::Place),
        ];
        let phrases = || known.iter().flat_map(|(list, what)| list.iter().map(|word| (word.as_str(), *what)));
        let known_phrases = Phrases::new(phrases());
        Ok(NameRules {
            words: word_uses(&names, &places, &known_phrases),
            known: known_phrases,
            listed: phrases().map(|(word, what)| (word.into(), Some(what))).collect(),
            institution_adjective_endings: names.institution_adjective_endings.into(),
            has_attributive_places: names.has_attributive_places,
            genitive_endings: names.genitive_endings,
            folding: Folding {
                pairs: names.folding.into_iter().map(Into::into).collect(),
                case_endings: longest_first(names.case_endings),
                kept_words: names.kept_words,
                oblique_endings: names.oblique_endings,
            },
        })
    }

    /// True for a word that ends like an adjective an institution's name opens with.
    pub(crate) fn is_institution_adjective(&self, token: &Token) -> bool {
        token.is_word() && self.institution_adjective_endings.of(&token.lower, 3).is_some()
    }

    /// What `token` can do; a possessive ending does not matter.
    pub(crate) fn uses(&self, token: &Token) -> WordUses {
        let own = self.words.of(token).copied().unwrap_or_default();
        let starts = own.only(WordUses::STARTS_KNOWN);
        if !token.is_word() {
            return starts;
        }
        let plain = without_possessive(&token.lower);
        if plain.len() == token.lower.len() {
            return own;
        }
        let of_plain = self.words.get(plain).copied().unwrap_or_default();
        of_plain.without(WordUses::STARTS_KNOWN).with(starts)
    }

    /// The word without a possessive ending; "narvias" too, where the apostrophe was lost and "narvia" is a listed place.
    pub(crate) fn plain<'t>(&self, lower: &'t str) -> &'t str {
        let plain = without_possessive(lower);
        if self.has_lost_possessive(lower) { plain.strip_suffix('s').unwrap_or(plain) } else { plain }
    }

    /// True for a listed place with the ending of a possessive and no apostrophe.
    pub(crate) fn has_lost_possessive(&self, lower: &str) -> bool {
        let place = |word: &str| self.listed(word) == Some(Known::Place);
        !self.has_attributive_places
            && lower.len() > 4
            && lower.strip_suffix('s').is_some_and(place)
            && self.listed(lower).is_none()
    }

    /// What a whole phrase is listed as (a country, an agency, a month).
    pub(crate) fn listed(&self, lower: &str) -> Option<Known> {
        self.listed.get(lower).copied().flatten()
    }
}

/// `kazakhstan's` → `kazakhstan`.
pub(crate) fn without_possessive(lower: &str) -> &str {
    match lower.as_bytes() {
        [.., b'\'', b's'] => lower.get(..lower.len() - 2).unwrap_or(lower),
        _ => lower,
    }
}

fn word_uses(names: &NamesSection, places: &PlacesSection, known: &Phrases<Known>) -> WordMap<WordUses> {
    let lists = [
        (&names.function_words, WordUses::FUNCTION),
        (&names.never_names, WordUses::NEVER),
        (&names.group_nouns, WordUses::GROUP),
        (&names.title_heads, WordUses::TITLE_HEAD),
        (&names.title_modifiers, WordUses::TITLE_MODIFIER),
        (&names.honorifics, WordUses::HONORIFIC),
        (&names.organisation_heads, WordUses::ORGANISATION_HEAD),
        (&names.organisation_suffixes, WordUses::ORGANISATION_SUFFIX),
        (&names.organisation_nouns, WordUses::ORGANISATION_NOUN),
        (&names.place_heads, WordUses::PLACE_HEAD),
        (&names.place_openings, WordUses::PLACE_OPENING),
        (&names.place_prepositions, WordUses::PLACE_PREPOSITION),
        (&names.particles, WordUses::PARTICLE),
        (&names.connectors, WordUses::CONNECTOR),
        (&names.person_actions, WordUses::PERSON_ACTION),
        (&names.role_prepositions, WordUses::ROLE_PREPOSITION),
        (&names.role_determiners, WordUses::ROLE_DETERMINER),
        (&names.place_titles, WordUses::PLACE_TITLE),
        (&names.given_names, WordUses::GIVEN_NAME),
        (&places.demonyms, WordUses::DEMONYM),
    ];
    let mut words: WordMap<WordUses> = WordMap::new();
    for (list, word_use) in lists {
        for word in list {
            let uses = words.entry(word.as_str().into());
            *uses = uses.with(word_use);
        }
    }
    for first in known.first_words() {
        let uses = words.entry(first.into());
        *uses = uses.with(WordUses::STARTS_KNOWN);
    }
    words
}
