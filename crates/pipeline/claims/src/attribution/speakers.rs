//! Whom a noun phrase names: a name, a role given before, a pronoun carried over, or the words themselves.
//!
//! Comes in: the words of a phrase. Goes out: a speaker, or nothing where the phrase is the speaker of the text
//! around it ("I said") or nobody ("you could say"). It may not know frames.

use super::lexicon::{Gender, Opening, Uses};
use super::scene::Scene;
use recount_model::{Name, NameKind, Span};
use recount_text::lower_case_into;
use std::collections::BTreeMap;
use std::ops::Range;

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// As named.
    pub(crate) text: String,
    pub(crate) canonical: Option<String>,
    pub(crate) span: Option<Span>,
    pub(crate) role: Option<String>,
    /// Whom the speaker has it from ("an eyewitness from Orr"), as named.
    pub(crate) through: Option<String>,
    /// True where a pronoun or a role led back to a name.
    pub(crate) is_carried: bool,
    /// The whole phrase that names the speaker here.
    pub(crate) words: Option<Range<usize>>,
}

/// Most words by which somebody without a name is called.
const LONGEST_SPEAKER: usize = 14;

/// Furthest back that a pronoun looks, in sentences.
const CARRY_SENTENCES: u32 = 3;

/// Furthest behind "according to" that a name may stand, in tokens.
const REACH_OF_SOURCE: usize = 8;

/// People and their roles in the account, for looking back.
pub(crate) struct Speakers<'a> {
    /// First role stated for each canonical name.
    first_roles: BTreeMap<&'a str, &'a str>,
    /// For the head noun of each role, where it was given and to whom, in order.
    by_role_head: BTreeMap<String, Vec<(usize, &'a Name)>>,
    /// Gender as far as the account shows it.
    genders: BTreeMap<&'a str, Gender>,
}

impl<'a> Speakers<'a> {
    pub(crate) fn new(scene: &Scene<'a>) -> Self {
        let mut speakers = Speakers {
            first_roles: BTreeMap::new(),
            by_role_head: BTreeMap::new(),
            genders: BTreeMap::new(),
        };
        for name in scene.names.iter().filter(|name| name.kind == NameKind::Person) {
            let gender = speakers
                .genders
                .entry(&name.canonical)
                .or_insert_with(|| scene.rules.gender(&name.canonical));
            if *gender == Gender::Unknown {
                *gender = gender_of_verb(scene, name);
            }
            let Some(role) = &name.role else { continue };
            speakers.first_roles.entry(&name.canonical).or_insert(role);
            let place = scene.flat.places_in(name.span).start;
            if let Some(head) = role_head(scene, role) {
                speakers.by_role_head.entry(head).or_default().push((place, name));
            }
        }
        speakers
    }

    /// The role first stated for a name.
    pub(crate) fn role_of(&self, canonical: &str) -> Option<&'a str> {
        self.first_roles.get(canonical).copied()
    }

    /// Whom `phrase` names, seen from `phrase` itself. `last` are the speakers met so far with the place of each.
    pub(crate) fn resolve(
        &self,
        scene: &Scene<'a>,
        phrase: &Range<usize>,
        last: &[(usize, Speaker)],
    ) -> Option<Speaker> {
        let found = self.found(scene, phrase, last)?;
        Some(Speaker { words: Some(phrase.clone()), ..found })
    }

    fn found(&self, scene: &Scene<'a>, phrase: &Range<usize>, last: &[(usize, Speaker)]) -> Option<Speaker> {
        let first = scene.uses(phrase.start);
        let is_single = phrase.len() == 1;
        if is_single && (first.has(Uses::FIRST_PERSON) || first.has(Uses::SECOND_PERSON)) {
            return None;
        }
        if is_single && first.has(Uses::IMPERSONAL) && first.has(Uses::NEUTER) {
            return self.carried(scene, phrase, last);
        }
        if is_single && first.is_third_person() {
            return self.carried(scene, phrase, last).or_else(|| Some(unnamed(scene, phrase)));
        }
        if is_single && first.has(Uses::THIS) || first.has(Uses::NOBODY) {
            return None;
        }
        if let Some(name) = head_name(scene, phrase) {
            return Some(self.named(scene, name, phrase));
        }
        if let Some(name) = by_class(scene, phrase) {
            let mut speaker = self.named(scene, name, phrase);
            speaker.text = without_determiner(scene, phrase);
            (speaker.span, speaker.is_carried) = (scene.span(phrase), true);
            return Some(speaker);
        }
        if let Some(speaker) = self.by_role(scene, phrase).or_else(|| self.by_office(scene, phrase)) {
            return Some(speaker);
        }
        if is_no_noun_phrase(scene, phrase) {
            return None;
        }
        let through = through(scene, phrase);
        let source = phrase.clone().skip(1).find(|at| through.is_some() && scene.has(*at, Uses::THROUGH));
        let own = phrase.start..source.unwrap_or(phrase.end);
        Some(Speaker { through, ..as_written(scene, &own) })
    }

    fn named(&self, scene: &Scene<'a>, name: &Name, phrase: &Range<usize>) -> Speaker {
        let role = name.role.as_deref().or_else(|| self.role_of(&name.canonical));
        Speaker {
            text: one_line(&name.text),
            canonical: Some(name.canonical.clone()),
            span: Some(name.span),
            role: role.map(one_line),
            through: through(scene, phrase),
            is_carried: false,
            words: None,
        }
    }

    /// A pronoun: the last speaker of this scope it can stand for, else the last person named in it.
    fn carried(
        &self,
        scene: &Scene<'a>,
        phrase: &Range<usize>,
        last: &[(usize, Speaker)],
    ) -> Option<Speaker> {
        let pronoun = scene.uses(phrase.start);
        let scope = scope(scene, phrase.start);
        let is_near =
            |place: usize| is_near(scene, place, phrase.start) && self::scope(scene, place) == scope;
        let is_person = pronoun.has(Uses::MASCULINE) || pronoun.has(Uses::FEMININE);
        let of_last = last.iter().rev().take(8).find(|(place, speaker)| {
            is_near(*place)
                && self.agrees(pronoun, speaker.canonical.as_deref())
                && (speaker.canonical.is_some() || agrees_with_head(scene, pronoun, speaker))
                && is_person_or_group(scene, speaker, is_person)
        });
        let of_name = || {
            let before = scene.names.partition_point(|name| {
                scene.flat.get(phrase.start).is_some_and(|token| name.span.end <= token.span.start)
            });
            let near = scene.names.get(before.saturating_sub(16)..before).unwrap_or_default();
            near.iter().rev().find(|name| {
                is_person
                    && name.kind == NameKind::Person
                    && is_near(scene.flat.places_in(name.span).start)
                    && self.agrees(pronoun, Some(&name.canonical))
                    && !self.speaks_around(scene, phrase.start, &name.canonical)
            })
        };
        let span = scene.span(phrase);
        if let Some(name) = of_name().filter(|name| {
            of_last.is_none_or(|(place, _)| {
                scene.flat.places_in(name.span).start > *place && is_subject_like(scene, name)
            })
        }) {
            let mut speaker = self.named(scene, name, phrase);
            (speaker.span, speaker.is_carried) = (span, true);
            return Some(speaker);
        }
        let (_, speaker) = of_last?;
        Some(Speaker { span, is_carried: true, ..speaker.clone() })
    }

    fn agrees(&self, pronoun: Uses, canonical: Option<&str>) -> bool {
        match canonical.and_then(|name| self.genders.get(name)) {
            Some(Gender::Feminine) => pronoun.has(Uses::FEMININE),
            Some(Gender::Masculine) => pronoun.has(Uses::MASCULINE),
            Some(Gender::Unknown) => !pronoun.has(Uses::PLURAL) && !pronoun.has(Uses::NEUTER),
            None => true,
        }
    }

    /// True if this name is the speaker of the turn around `place`: they say "I", not "she".
    fn speaks_around(&self, scene: &Scene<'a>, place: usize, canonical: &str) -> bool {
        let turn = scene.turn_at(place).and_then(|idx| scene.turns.get(idx));
        turn.is_some_and(|turn| {
            let at = scene.flat.places_in(turn.speaker).start;
            scene.name_at(at).is_some_and(|name| name.canonical == canonical)
        })
    }

    /// "the minister": the person that a role with these words was given to. Where several had it, only one named
    /// in the last sentences counts.
    fn by_role(&self, scene: &Scene<'a>, phrase: &Range<usize>) -> Option<Speaker> {
        let is_definite = scene.has(phrase.start, Uses::DETERMINER) || scene.flat.is_capital(phrase.start);
        if self.by_role_head.is_empty() || !is_definite {
            return None;
        }
        let written = scene.flat.written(phrase);
        let found = self.by_role_head.get(&role_head(scene, written)?)?;
        let words = role_words(written);
        if words.is_empty() || words.len() > 8 {
            return None;
        }
        let mut fitting: Vec<&(usize, &Name)> = found
            .iter()
            .filter(|(_, name)| {
                let own = role_words(name.role.as_deref().unwrap_or(""));
                words.iter().all(|word| own.contains(word))
            })
            .take(64)
            .collect();
        fitting.retain(|(place, _)| *place < phrase.start || fitting_is_header(scene, *place));
        let (place, name) = **fitting.last()?;
        let is_only = fitting.iter().all(|(_, other)| other.canonical == name.canonical);
        if !is_only && !is_near(scene, place, phrase.start) {
            return None;
        }
        let mut speaker = self.named(scene, name, phrase);
        speaker.text = without_determiner(scene, phrase);
        (speaker.span, speaker.is_carried) = (scene.span(phrase), true);
        Some(speaker)
    }
}

/// "ведомство … она": the noun that somebody is called by has a gender of its own.
fn agrees_with_head(scene: &Scene<'_>, pronoun: Uses, speaker: &Speaker) -> bool {
    let Some(words) = &speaker.words else { return true };
    let head = words
        .clone()
        .take_while(|at| !scene.has(*at, Uses::PREPOSITION))
        .filter(|at| scene.flat.is_word(*at));
    let is_adjective =
        |at: &usize| scene.flat.get(*at).is_some_and(|token| scene.rules.is_adjective(&token.lower));
    let mut head = head.into_iter();
    let head = head.find(|at| !is_adjective(at));
    head.and_then(|at| scene.flat.get(at))
        .is_none_or(|token| scene.rules.agrees_with_noun(pronoun, &token.lower))
}

/// "Орр заявила": the past tense of what the person did shows the gender.
fn gender_of_verb(scene: &Scene<'_>, name: &Name) -> Gender {
    let places = scene.flat.places_in(name.span);
    let beside = [Some(places.end), places.start.checked_sub(1)];
    let verb = beside.into_iter().flatten().find(|at| scene.is_verb(*at) && !scene.flat.is_capital(*at));
    verb.and_then(|at| scene.flat.get(at))
        .map_or(Gender::Unknown, |token| scene.rules.gender_of_verb(&token.lower))
}

/// "the head of the foreign office" behind what the foreign minister said: the person named last, if a word of weight
/// of the office stands in their role.
impl Speakers<'_> {
    fn by_office(&self, scene: &Scene<'_>, phrase: &Range<usize>) -> Option<Speaker> {
        let first = phrase.start + usize::from(scene.has(phrase.start, Uses::DETERMINER));
        let is_office = scene.has(first, Uses::LEADER) && scene.has(first + 1, Uses::PREPOSITION);
        let from = scene.flat.get(phrase.start).filter(|_| is_office)?.span.start;
        let before = scene.names.partition_point(|name| name.span.end <= from);
        let near = scene.names.get(before.saturating_sub(8)..before)?;
        let name = near.iter().rev().find(|name| name.kind == NameKind::Person)?;
        let place = scene.flat.places_in(name.span).start;
        let words = role_words(scene.flat.written(&(first + 2..phrase.end)));
        let is_shared = role_words(name.role.as_deref()?).iter().any(|word| words.contains(word));
        let is_same_scope = scope(scene, place).0 == scope(scene, phrase.start).0;
        (is_shared && is_same_scope && is_near(scene, place, phrase.start)).then(|| Speaker {
            text: without_determiner(scene, phrase),
            span: scene.span(phrase),
            is_carried: true,
            ..self.named(scene, name, phrase)
        })
    }
}

/// A speaker's line holds wherever it stands.
fn fitting_is_header(scene: &Scene<'_>, place: usize) -> bool {
    scene
        .flat
        .get(place)
        .is_some_and(|token| scene.turns.iter().take(64).any(|turn| turn.line.contains(token.span)))
}

fn is_near(scene: &Scene<'_>, place: usize, from: usize) -> bool {
    let (Some(there), Some(here)) = (scene.flat.sentence_at(place), scene.flat.sentence_at(from)) else {
        return false;
    };
    there <= here && scene.sentences_between(there, here) <= CARRY_SENTENCES && place < from
}

/// Turn and quotation around a place: a pronoun does not look across their borders.
fn scope(scene: &Scene<'_>, place: usize) -> (Option<usize>, Option<usize>) {
    (scene.turn_at(place), scene.quotation_at(place))
}

fn is_person_or_group(scene: &Scene<'_>, speaker: &Speaker, is_person: bool) -> bool {
    let at = speaker.span.map(|span| scene.flat.places_in(span).start);
    let kind = at.and_then(|at| scene.name_at(at)).map(|name| name.kind);
    match kind {
        Some(NameKind::Person) => is_person,
        Some(_) => !is_person,
        None => !is_person || speaker.canonical.is_some() || !speaker.text.ends_with('s'),
    }
}

/// Named as the subject of its sentence, in an apposition, or as a source: what a pronoun takes up.
fn is_subject_like(scene: &Scene<'_>, name: &Name) -> bool {
    let start = scene.flat.places_in(name.span).start;
    let before = start.wrapping_sub(1);
    let is_led = scene.has(before, Uses::PREPOSITION) || scene.has(before, Uses::DETERMINER);
    is_source_name(scene, start) || !is_led && !hangs_on_noun(scene, name, before)
}

/// "высказывания Орра": a name without a role right behind a noun is whose the noun is.
fn hangs_on_noun(scene: &Scene<'_>, name: &Name, before: usize) -> bool {
    let is_small = scene.flat.is_word(before) && !scene.flat.is_capital(before);
    let grammar = [
        Uses::ADVERB,
        Uses::JOINER,
        Uses::CONTRAST,
        Uses::SUBORDINATOR,
        Uses::RELATIVE,
        Uses::QUESTION,
        Uses::COMPLEMENTIZER,
        Uses::NEGATION,
        Uses::INSTITUTION,
    ];
    let is_grammar = grammar.into_iter().any(|what| scene.has(before, what)) || scene.is_verb(before);
    scene.rules.has_comma_before_clause
        && name.role.is_none()
        && is_small
        && !is_grammar
        && !scene.is_time(before)
}

/// "according to the mayor, Ada Orr": the words of a source open right before the name or before what it is called.
fn is_source_name(scene: &Scene<'_>, name: usize) -> bool {
    let least = scene.sentence_around(name).start.max(name.saturating_sub(REACH_OF_SOURCE));
    (least..name).rev().find_map(|at| source_opening_end(scene, at)).is_some_and(|end| {
        end <= name && (end..name).all(|at| !scene.is_verb(at) && !scene.has(at, Uses::POSSESSOR))
    })
}

fn source_opening_end(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let (length, opening) = scene.opening(at)?;
    matches!(opening, Opening::Source).then_some(at + length)
}

/// The name a phrase is about: at its end ("the foreign minister, Ada Orr"), or at its head ("the Orvel company").
pub(crate) fn head_name<'a>(scene: &Scene<'a>, phrase: &Range<usize>) -> Option<&'a Name> {
    if is_list_of_names(scene, phrase) {
        return None;
    }
    let last = scene.name_at(phrase.end.checked_sub(1)?);
    if let Some(name) = last.filter(|name| name.kind == NameKind::Person) {
        let start = scene.flat.places_in(name.span).start;
        let is_led = start > phrase.start && scene.has(start - 1, Uses::PREPOSITION);
        if !is_led && source_phrase_before(scene, phrase, start).is_none() {
            return Some(name);
        }
    }
    let mut place = phrase.start;
    while place < phrase.end {
        if let Some(name) = scene.name_at(place) {
            // "мэр Орвеля": the place belongs to the title.
            let is_led = place > phrase.start && !scene.has(place - 1, Uses::DETERMINER);
            if name.kind == NameKind::Place && is_led && scene.flat.is_word(place - 1) {
                return None;
            }
            // "рабочие Орвеля" are not the mine; "компания Орвель" is.
            let is_of_another = scene.rules.has_comma_before_clause
                && name.kind == NameKind::Organisation
                && place > phrase.start
                && scene.flat.is_word(place - 1)
                && scene.name_at(place - 1).is_none()
                && !(scene.has(place - 1, Uses::INSTITUTION) || scene.has(place - 1, Uses::SOURCE_NOUN));
            if is_of_another {
                return None;
            }
            let end = scene.flat.places_in(name.span).end.max(place + 1);
            let is_possessive = scene.flat.get(end - 1).is_some_and(|token| token.lower.ends_with("'s"))
                || scene.flat.get(place).is_some_and(|token| token.span.end > name.span.end);
            let is_modifier = name.kind == NameKind::Place && end < phrase.end;
            return (!is_possessive && !is_modifier && is_head(scene, name, end..phrase.end)).then_some(name);
        }
        if scene.has(place, Uses::PREPOSITION) || scene.has(place, Uses::RELATIVE) {
            return None;
        }
        place += 1;
    }
    None
}

/// "Orr, Lindt and Varga": nobody of them alone.
fn is_list_of_names(scene: &Scene<'_>, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|at| {
        scene.has(at, Uses::JOINER)
            && scene.name_at(at).is_none()
            && scene.is_name_of(at.wrapping_sub(1), NameKind::Person)
            && at > phrase.start
            && (at + 1..phrase.end).any(|after| scene.is_name_of(after, NameKind::Person))
    })
}

/// Behind the name nothing of weight follows but what says what it is ("company", ", head of the mine").
fn is_head(scene: &Scene<'_>, name: &Name, rest: Range<usize>) -> bool {
    let next = rest.clone().find(|at| scene.flat.is_word(*at));
    match (name.kind, next) {
        (_, None) => true,
        (NameKind::Person, Some(next)) => {
            scene.is_mark(rest.start, &[",", "(", "-"])
                || scene.is_participle(next)
                || scene.has(next, Uses::PREPOSITION)
                || scene.has(next, Uses::JOINER)
        }
        (_, Some(_)) => {
            let words = rest.clone().filter(|at| scene.flat.is_word(*at)).count();
            words <= 1
                || rest.clone().nth(1).is_some_and(|at| scene.has(at, Uses::PREPOSITION))
                || scene.has(rest.start, Uses::PREPOSITION)
        }
    }
}

/// "the company": the last organisation near by that the text calls one.
fn by_class<'a>(scene: &Scene<'a>, phrase: &Range<usize>) -> Option<&'a Name> {
    let is_short = phrase.len() == 2 && scene.has(phrase.start, Uses::ARTICLE);
    let is_document =
        scene.has(phrase.end - 1, Uses::SOURCE_NOUN) || scene.has(phrase.end - 1, Uses::INFORMATION_NOUN);
    let noun = scene.flat.get(phrase.end - 1).filter(|_| is_short && !is_document)?;
    let from = scene.flat.get(phrase.start)?.span.start;
    let before = scene.names.partition_point(|name| name.span.end <= from);
    let near = scene.names.get(before.saturating_sub(16)..before)?;
    near.iter().rev().find(|name| {
        let places = scene.flat.places_in(name.span);
        let is_called = |at: usize| scene.flat.get(at).is_some_and(|token| token.lower == noun.lower);
        name.kind == NameKind::Organisation
            && is_near(scene, places.start, phrase.start)
            && (is_called(places.end)
                || is_called(places.start.wrapping_sub(1))
                || places.clone().any(is_called))
    })
}

/// "an eyewitness from an independent reporter, Ada Orr": the name belongs to the reporter.
fn source_phrase_before(scene: &Scene<'_>, phrase: &Range<usize>, name: usize) -> Option<usize> {
    (phrase.start + 1..name).find(|at| scene.has(*at, Uses::THROUGH) && scene.name_at(at + 1).is_none())
}

/// "an eyewitness from Ada Orr": the person the words came through.
fn through(scene: &Scene<'_>, phrase: &Range<usize>) -> Option<String> {
    let is_common = scene.name_at(phrase.start).is_none();
    let person = phrase
        .clone()
        .rev()
        .find_map(|at| scene.name_at(at).filter(|name| name.kind == NameKind::Person).map(|name| (at, name)));
    let (_, name) = person.filter(|_| is_common)?;
    let is_source =
        phrase.clone().any(|at| scene.has(at, Uses::THROUGH) && at < scene.flat.places_in(name.span).start);
    is_source.then(|| name.canonical.clone())
}

/// A clause that was taken for a phrase: an infinitive or a negation stands in it, or it is longer than people are called.
fn is_no_noun_phrase(scene: &Scene<'_>, phrase: &Range<usize>) -> bool {
    let words = phrase.clone().filter(|at| scene.flat.is_word(*at)).count();
    let is_infinitive = |at: usize| {
        scene.flat.get(at).is_some_and(|token| scene.rules.is_infinitive(token))
            && scene.name_at(at).is_none()
    };
    let has_relative = phrase.clone().any(|at| scene.has(at, Uses::RELATIVE));
    words > LONGEST_SPEAKER && !has_relative
        || phrase.clone().any(|at| scene.has(at, Uses::NEGATION) || is_infinitive(at))
}

/// A pronoun that stands for nobody known: its words are kept, but nobody is called "he".
fn unnamed(scene: &Scene<'_>, phrase: &Range<usize>) -> Speaker {
    if !scene.has(phrase.start, Uses::NOMINATIVE) {
        return as_written(scene, phrase);
    }
    Speaker { text: scene.rules.unattributed.clone(), ..as_written(scene, phrase) }
}

fn as_written(scene: &Scene<'_>, phrase: &Range<usize>) -> Speaker {
    Speaker {
        text: without_determiner(scene, phrase),
        canonical: None,
        span: scene.span(phrase),
        role: None,
        through: None,
        is_carried: false,
        words: None,
    }
}

fn without_determiner(scene: &Scene<'_>, phrase: &Range<usize>) -> String {
    let is_article = scene.has(phrase.start, Uses::ARTICLE) && phrase.len() > 1;
    let kept = phrase.start + usize::from(is_article)..phrase.end;
    let text = one_line(scene.flat.written(&kept));
    text.trim_matches(recount_text::is_quotation_mark).trim().to_owned()
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The noun a role is built on: the last word before its first preposition.
fn role_head(scene: &Scene<'_>, role: &str) -> Option<String> {
    let (mut head, mut lower) = (None, String::new());
    for word in role.split(|character: char| !is_of_word(character)).filter(|word| !word.is_empty()) {
        lower_case_into(word, &mut lower);
        if scene.rules.is_preposition(&lower) {
            break;
        }
        head = Some(word);
    }
    head.map(str::to_lowercase)
}

/// Words of weight in a role (longer than the small words of any language we read), lower case.
fn role_words(role: &str) -> Vec<String> {
    role.split(|character: char| !is_of_word(character))
        .filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
        .collect()
}

/// A hyphen belongs to its word: a vice-president is no president.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == '-'
}
