//! The collation section of a language pack, compiled.
//!
//! Comes in: a [`Pack`]. Goes out: [`CollationRules`]. It may not know any text.

use crate::stems::Stemmer;
use crate::witness::{Word, form};
use recount_rules::{Pack, PackError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Compiled collation rules of one language (hedges, cues, function words, endings).
#[derive(Debug)]
pub struct CollationRules {
    pub(crate) function_words: BTreeSet<String>,
    pub(crate) number_words: BTreeSet<String>,
    pub(crate) months: BTreeSet<String>,
    pub(crate) weekdays: BTreeSet<String>,
    pub(crate) hedges: Phrases,
    pub(crate) approximations: Phrases,
    pub(crate) attributions: Phrases,
    pub(crate) credits: Phrases,
    pub(crate) editor_marks: Phrases,
    /// Before the day up to which something was counted.
    pub(crate) as_of: Phrases,
    pub(crate) boilerplate_forms: FormPhrases,
    /// (while it goes on, looking back)
    pub(crate) tense_pairs: Vec<(String, String)>,
    pub(crate) past_endings: Vec<String>,
    pub(crate) present_endings: Vec<String>,
    pub(crate) stemmer: Stemmer,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    function_words: BTreeSet<String>,
    number_words: BTreeSet<String>,
    months: BTreeSet<String>,
    weekdays: BTreeSet<String>,
    hedges: Vec<String>,
    approximations: Vec<String>,
    attributions: Vec<String>,
    credits: Vec<String>,
    editor_marks: Vec<String>,
    as_of: Vec<String>,
    boilerplate: Vec<String>,
    tense_pairs: Vec<(String, String)>,
    past_endings: Vec<String>,
    present_endings: Vec<String>,
    endings: Vec<(String, String, usize)>,
}

impl CollationRules {
    /// Compiles the pack's `collation` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let section: Section = pack.section("collation")?;
        Ok(CollationRules {
            function_words: section.function_words,
            number_words: section.number_words,
            months: section.months,
            weekdays: section.weekdays,
            hedges: Phrases::new(&section.hedges),
            approximations: Phrases::new(&section.approximations),
            attributions: Phrases::new(&section.attributions),
            credits: Phrases::new(&section.credits),
            editor_marks: Phrases::new(&section.editor_marks),
            as_of: Phrases::new(&section.as_of),
            boilerplate_forms: FormPhrases::new(&section.boilerplate),
            tense_pairs: section.tense_pairs,
            past_endings: section.past_endings,
            present_endings: section.present_endings,
            stemmer: Stemmer::new(section.endings),
        })
    }
}

/// Phrases of one or more lower-case words, found by their first word.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    by_first_word: BTreeMap<String, Vec<Vec<String>>>,
}

impl Phrases {
    pub(crate) fn new(phrases: &[String]) -> Self {
        let mut by_first_word: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for phrase in phrases {
            let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
            if let Some(first) = words.first() {
                by_first_word.entry(first.clone()).or_default().push(words);
            }
        }
        Phrases { by_first_word }
    }

    /// The first phrase that stands in `words` (lower case), as it is written in the pack.
    pub(crate) fn find(&self, words: &[impl AsRef<str>]) -> Option<String> {
        self.place(words).map(|(_, phrase)| phrase)
    }

    /// The first phrase that stands in `words`, and which of them it takes.
    pub(crate) fn place(&self, words: &[impl AsRef<str>]) -> Option<(Range<usize>, String)> {
        (0..words.len())
            .find_map(|at| self.at(words.get(at..)?).map(|phrase| (at..at + phrase.len(), phrase.join(" "))))
    }

    /// The longest phrase that `words` begin with.
    fn at(&self, words: &[impl AsRef<str>]) -> Option<&Vec<String>> {
        let phrases = self.by_first_word.get(words.first()?.as_ref())?;
        let fits = |phrase: &&Vec<String>| {
            phrase.len() <= words.len() && phrase.iter().zip(words).all(|(p, w)| p.as_str() == w.as_ref())
        };
        phrases.iter().filter(fits).max_by_key(|phrase| phrase.len())
    }
}

/// The same by the hashes of words, for looking into every sentence there is.
#[derive(Debug, Default)]
pub(crate) struct FormPhrases {
    /// Sorted; looked at before anything else.
    first_words: Vec<u32>,
    by_first_word: BTreeMap<u32, Vec<Vec<u32>>>,
}

impl FormPhrases {
    fn new(phrases: &[String]) -> Self {
        let mut by_first_word: BTreeMap<u32, Vec<Vec<u32>>> = BTreeMap::new();
        for phrase in phrases {
            let forms: Vec<u32> = phrase.split_whitespace().map(form).collect();
            if let Some(first) = forms.first() {
                by_first_word.entry(*first).or_default().push(forms);
            }
        }
        FormPhrases { first_words: by_first_word.keys().copied().collect(), by_first_word }
    }

    pub(crate) fn stand_in(&self, words: &[Word]) -> bool {
        let is = |words: &[Word], phrase: &Vec<u32>| {
            phrase.len() <= words.len() && phrase.iter().zip(words).all(|(form, word)| *form == word.form)
        };
        let begins = |at: usize, first: &Word| {
            let rest = words.get(at..).unwrap_or_default();
            let phrases = self.by_first_word.get(&first.form).map_or(&[][..], Vec::as_slice);
            phrases.iter().any(|phrase| is(rest, phrase))
        };
        let may_begin = |word: &Word| self.first_words.binary_search(&word.form).is_ok();
        words.iter().enumerate().any(|(at, first)| may_begin(first) && begins(at, first))
    }
}
