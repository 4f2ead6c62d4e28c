//! The pack's `deeds` section, compiled.
//!
//! Comes in: TOML. Goes out: what each word can be. It may not know sentences.

use recount_rules::{Pack, PackError};
use recount_text::WordEndings;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Compiled deed rules of one language.
#[derive(Debug)]
pub struct DeedRules {
    verbs: BTreeMap<String, VerbForm>,
    /// Every form of a noun to its singular.
    nouns: BTreeMap<String, String>,
    phrasal: BTreeSet<(String, String)>,
    open: WordEndings,
    not_verbs: BTreeSet<String>,
    shortest_open: usize,
    past: WordEndings,
    present: WordEndings,
    gerund: WordEndings,
    passive: WordEndings,
    adverb_endings: WordEndings,
    plural_endings: WordEndings,
    small: BTreeMap<String, Vec<Small>>,
    pub(crate) is_free_order: bool,
}

/// How a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    Base,
    Present,
    Past,
    /// Past tense only: cannot be passive.
    Finite,
    /// A participle that says what was done to something.
    Passive,
    Gerund,
}

/// A form of a verb.
#[derive(Clone, Debug)]
pub(crate) struct VerbForm {
    pub word: String,
    pub form: Form,
}

/// What a small word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Small {
    Determiner,
    Preposition,
    Joining,
    /// Two phrases must follow ("between").
    Both,
    By,
    Conjunction,
    Relative,
    Subordinator,
    Person,
    Thing,
    Many,
    Speaker,
    OtherPronoun,
    Be,
    Have,
    Had,
    Will,
    Do,
    To,
    Negation,
    Adverb,
    Edge,
    /// A noun that says what kind of thing a name names.
    ThingNoun,
    BodyNoun,
    /// A plain form of a verb of saying, of intending.
    Reporting,
    Intention,
}

/// `lang/<bcp47>/deeds.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    verbs: Vec<String>,
    irregular: Vec<String>,
    nouns: Vec<String>,
    phrasal: Vec<String>,
    open_endings: Vec<String>,
    not_verbs: BTreeSet<String>,
    is_free_order: bool,
    shortest_open: usize,
    past_endings: Vec<String>,
    present_endings: Vec<String>,
    gerund_endings: Vec<String>,
    passive_endings: Vec<String>,
    adverb_endings: Vec<String>,
    determiners: Vec<String>,
    prepositions: Vec<String>,
    joining: Vec<String>,
    both: Vec<String>,
    by: Vec<String>,
    conjunctions: Vec<String>,
    relatives: Vec<String>,
    subordinators: Vec<String>,
    person_pronouns: Vec<String>,
    thing_pronouns: Vec<String>,
    many_pronouns: Vec<String>,
    speaker_pronouns: Vec<String>,
    other_pronouns: Vec<String>,
    be: Vec<String>,
    have: Vec<String>,
    had: Vec<String>,
    will: Vec<String>,
    #[serde(rename = "do")]
    do_: Vec<String>,
    to: Vec<String>,
    negations: Vec<String>,
    adverbs: Vec<String>,
    edges: Vec<String>,
    thing_nouns: Vec<String>,
    body_nouns: Vec<String>,
    reporting: Vec<String>,
    intentions: Vec<String>,
    #[serde(default)]
    inflection: Vec<Inflection>,
    #[serde(default)]
    plural: Vec<Inflection>,
}

/// What forms a word with this ending has, the plain one first.
#[derive(Debug, Deserialize)]
struct Inflection {
    ending: String,
    forms: Vec<String>,
}

/// The forms in an inflection, in order.
const FORMS: [Form; 5] = [Form::Base, Form::Present, Form::Past, Form::Past, Form::Gerund];

impl DeedRules {
    /// Compiles the pack's `deeds` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let section: Section = pack.section("deeds")?;
        let small = small_words(&section);
        let plural_endings: Vec<String> =
            section.plural.iter().filter_map(|one| one.forms.get(1).cloned()).collect();
        let pairs = section.phrasal.iter().filter_map(|phrase| phrase.split_once(' '));
        Ok(DeedRules {
            verbs: verb_forms(&section),
            nouns: noun_forms(&section),
            phrasal: pairs.map(|(verb, tail)| (verb.to_owned(), tail.to_owned())).collect(),
            open: section.open_endings.into(),
            not_verbs: section.not_verbs,
            shortest_open: section.shortest_open,
            past: section.past_endings.into(),
            present: section.present_endings.into(),
            gerund: section.gerund_endings.into(),
            passive: section.passive_endings.into(),
            adverb_endings: section.adverb_endings.into(),
            plural_endings: plural_endings.into(),
            small,
            is_free_order: section.is_free_order,
        })
    }

    /// The verb that `word` is a form of, listed or by its ending.
    pub(crate) fn verb(&self, word: &str) -> Option<VerbForm> {
        if let Some(form) = self.verbs.get(word) {
            return Some(form.clone());
        }
        let is_open = word.chars().count() >= self.shortest_open
            && self.open.end(word)
            && !self.not_verbs.contains(word)
            && word.chars().all(char::is_alphabetic);
        is_open.then(|| VerbForm { word: word.to_owned(), form: self.open_form(word) })
    }

    fn open_form(&self, word: &str) -> Form {
        let forms = [
            (&self.passive, Form::Passive),
            (&self.gerund, Form::Gerund),
            (&self.past, if self.is_free_order { Form::Finite } else { Form::Past }),
            (&self.present, Form::Present),
        ];
        forms.into_iter().find(|(endings, _)| endings.end(word)).map_or(Form::Base, |(_, form)| form)
    }

    /// The singular of a noun that names a happening.
    pub(crate) fn noun(&self, word: &str) -> Option<&str> {
        self.nouns.get(word).map(String::as_str)
    }

    /// Whether verb and tail are one event word ("took off").
    pub(crate) fn is_phrasal(&self, verb: &str, tail: &str) -> bool {
        self.phrasal.contains(&(verb.to_owned(), tail.to_owned()))
    }

    pub(crate) fn is(&self, word: &str, small: Small) -> bool {
        self.small.get(word).is_some_and(|found| found.contains(&small))
    }

    pub(crate) fn is_plural(&self, word: &str) -> bool {
        self.plural_endings.end(word)
    }

    pub(crate) fn is_adverb(&self, word: &str) -> bool {
        self.is(word, Small::Adverb) || self.adverb_endings.end(word)
    }
}

fn small_words(section: &Section) -> BTreeMap<String, Vec<Small>> {
    let lists = [
        (&section.determiners, Small::Determiner),
        (&section.prepositions, Small::Preposition),
        (&section.joining, Small::Joining),
        (&section.both, Small::Both),
        (&section.by, Small::By),
        (&section.conjunctions, Small::Conjunction),
        (&section.relatives, Small::Relative),
        (&section.subordinators, Small::Subordinator),
        (&section.person_pronouns, Small::Person),
        (&section.thing_pronouns, Small::Thing),
        (&section.many_pronouns, Small::Many),
        (&section.speaker_pronouns, Small::Speaker),
        (&section.other_pronouns, Small::OtherPronoun),
        (&section.be, Small::Be),
        (&section.have, Small::Have),
        (&section.had, Small::Had),
        (&section.will, Small::Will),
        (&section.do_, Small::Do),
        (&section.to, Small::To),
        (&section.negations, Small::Negation),
        (&section.adverbs, Small::Adverb),
        (&section.edges, Small::Edge),
        (&section.thing_nouns, Small::ThingNoun),
        (&section.body_nouns, Small::BodyNoun),
        (&section.reporting, Small::Reporting),
        (&section.intentions, Small::Intention),
    ];
    let mut small: BTreeMap<String, Vec<Small>> = BTreeMap::new();
    for (words, meaning) in lists {
        for word in words {
            small.entry(word.clone()).or_default().push(meaning);
        }
    }
    small
}

fn verb_forms(section: &Section) -> BTreeMap<String, VerbForm> {
    let mut verbs = BTreeMap::new();
    let mut add = |forms: &[String], word: &str| {
        for (at, (form, kind)) in forms.iter().zip(FORMS).enumerate() {
            // A past tense that differs from its participle is never passive.
            let is_finite = at == 2 && forms.get(3).is_some_and(|participle| participle != form);
            let form_kind = if is_finite { Form::Finite } else { kind };
            verbs.entry(form.clone()).or_insert_with(|| VerbForm { word: word.to_owned(), form: form_kind });
        }
    };
    for line in &section.irregular {
        let forms: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        if let Some(word) = forms.first().cloned() {
            add(&forms, &word);
        }
    }
    for word in &section.verbs {
        add(&inflected(word, &section.inflection), word);
    }
    verbs
}

fn noun_forms(section: &Section) -> BTreeMap<String, String> {
    let of = |noun: &String| {
        let forms = inflected(noun, &section.plural);
        forms.into_iter().map(|form| (form, noun.clone())).collect::<Vec<_>>()
    };
    section.nouns.iter().flat_map(of).collect()
}

fn inflected(word: &str, table: &[Inflection]) -> Vec<String> {
    let fitting = table.iter().find_map(|one| Some((one, word.strip_suffix(one.ending.as_str())?)));
    match fitting {
        Some((one, stem)) => one.forms.iter().map(|form| format!("{stem}{form}")).collect(),
        None => vec![word.to_owned()],
    }
}
