//! Which language pack knows the words of a short text.
//!
//! Comes in: a text of few words. Goes out: the language of the pack whose rules name enough of them. A text with a letter
//! that no word of the pack has is in another language, however many words they share.

use recount_rules::Pack;
use recount_text::{WordMap, is_alphabetic, lower_case_into};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Longer texts hold function words, or are in no language that is built in.
pub(crate) const MOST_WORDS: usize = 60;
/// Of so many words one must be known.
const WORDS_FOR_ONE_KNOWN: usize = 4;
/// Shorter words are shared by too many languages.
const LEAST_LETTERS: usize = 3;
/// The sections whose words are those that accounts are written in.
const SECTIONS: [&str; 4] = ["figures", "claims", "attribution", "times"];

struct Known {
    language: String,
    words: WordMap<()>,
    alphabet: BTreeSet<char>,
}

static KNOWN: LazyLock<Vec<Known>> =
    LazyLock::new(|| recount_rules::built_in().iter().map(Known::of_pack).collect());

/// The one language that knows the words of `text`.
pub(crate) fn known_to(text: &str) -> Option<&'static str> {
    let mut found = KNOWN.iter().filter(|known| known.knows(text));
    let first = found.next()?;
    found.next().is_none().then_some(first.language.as_str())
}

impl Known {
    fn of_pack(pack: &Pack) -> Self {
        let mut texts = Vec::new();
        for section in SECTIONS {
            // A pack without such a section knows fewer words.
            texts.extend(pack.strings(section).unwrap_or_default());
        }
        let letters = |text: &String| text.chars().filter(|letter| is_alphabetic(*letter)).count();
        let is_plain = |text: &String| text.is_ascii();
        let of_plain: usize = texts.iter().filter(|text| is_plain(text)).map(letters).sum();
        let of_all: usize = texts.iter().map(letters).sum();
        // Identifiers are English in every pack; they are no words of a language in another script.
        if of_plain * 2 < of_all {
            texts.retain(|text| !is_plain(text));
        }
        let mut known =
            Known { language: pack.language.clone(), words: WordMap::new(), alphabet: BTreeSet::new() };
        for text in &texts {
            known.alphabet.extend(text.chars().filter(|letter| is_alphabetic(*letter)));
            for word in text.split(|letter: char| !is_alphabetic(letter)).filter(|word| is_long(word)) {
                known.words.entry(word.into());
            }
        }
        known
    }

    fn knows(&self, text: &str) -> bool {
        let (mut all, mut hits) = (0, 0);
        let mut lower = String::new();
        for word in text.split(|letter: char| !is_alphabetic(letter)).filter(|word| !word.is_empty()) {
            lower_case_into(word, &mut lower);
            if !lower.chars().all(|letter| self.alphabet.contains(&letter)) {
                return false;
            }
            all += 1;
            hits += usize::from(is_long(word) && self.words.get(&lower).is_some());
        }
        hits > 0 && hits * WORDS_FOR_ONE_KNOWN >= all
    }
}

fn is_long(word: &str) -> bool {
    word.chars().nth(LEAST_LETTERS - 1).is_some()
}
