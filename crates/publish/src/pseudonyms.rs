//! Names replaced by pseudonyms in what leaves a case.
//!
//! Comes in: a rendered text and the names to hide. Goes out: the same text without them. It replaces too much rather
//! than too little: every word that is part of a hidden name, whoever bears it, with the endings languages give names,
//! in quotes, titles and file names alike. It may not know what kind of text it is, but for what a page holds for its
//! browser alone.

use recount_model::{Dossier, NameKind};
use std::collections::BTreeMap;

/// Pseudonyms by the words they stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pseudonyms {
    words: BTreeMap<String, String>,
    /// The same by the beginning of longer words, for names that languages inflect.
    stems: BTreeMap<String, String>,
}

/// A word of a name is at least so long; what is shorter is an initial or a particle.
const LEAST_LETTERS: usize = 2;
/// A word this long may carry an ending.
const LEAST_STEM_LETTERS: usize = 4;
/// Endings of names have so many letters at most.
const MOST_ENDING_LETTERS: usize = 3;
/// Parts of a page that its browser alone reads.
const FOR_THE_BROWSER: [(&str, &str); 2] = [("<style", "</style>"), ("<script", "</script>")];

impl Pseudonyms {
    /// Hides `name`, and every form under which the dossier knows the same person or thing.
    pub fn hide(&mut self, name: &str, pseudonym: &str, dossier: &Dossier) {
        let folded = name.to_lowercase();
        let known =
            dossier.entities.iter().filter(|entity| entity.kind != NameKind::Place).filter(|entity| {
                entity.canonical.to_lowercase() == folded
                    || entity.variants.iter().any(|variant| variant.to_lowercase() == folded)
            });
        let variants = known.flat_map(|entity| entity.variants.iter().map(String::as_str));
        for form in std::iter::once(name).chain(variants) {
            for word in form.split(|c: char| !c.is_alphabetic()) {
                self.word(word, pseudonym);
            }
        }
    }

    fn word(&mut self, word: &str, pseudonym: &str) {
        let letters = word.chars().count();
        if letters < LEAST_LETTERS || !word.starts_with(char::is_uppercase) {
            return;
        }
        self.words.entry(word.to_lowercase()).or_insert_with(|| pseudonym.to_owned());
        if letters >= LEAST_STEM_LETTERS {
            let stem: String = word.to_lowercase().chars().take(letters - 1).collect();
            self.stems.entry(stem).or_insert_with(|| pseudonym.to_owned());
        }
    }

    /// True if nothing is hidden.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// `text` without the hidden names.
    pub fn replaced(&self, text: &str) -> String {
        let mut whole = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((start, end)) = for_the_browser(rest) {
            whole.push_str(&self.replaced_words(rest.get(..start).unwrap_or("")));
            whole.push_str(rest.get(start..end).unwrap_or(""));
            rest = rest.get(end..).unwrap_or("");
        }
        whole.push_str(&self.replaced_words(rest));
        whole
    }

    fn replaced_words(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        // Where the last pseudonym ends in `out`, and which it is.
        let mut last: Option<(usize, &str)> = None;
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let word =
                rest.find(|c: char| !c.is_alphabetic()).map_or(rest, |end| rest.get(..end).unwrap_or(rest));
            if word.is_empty() {
                let step = rest.chars().next().map_or(1, char::len_utf8);
                out.push_str(rest.get(..step).unwrap_or(""));
                at += step;
                continue;
            }
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = rest.get(word.len()..).and_then(|after| after.chars().next());
            let is_in_number = [before, after].iter().flatten().any(char::is_ascii_digit);
            match self.of(word).filter(|_| !is_in_number) {
                Some(pseudonym) => {
                    let is_same_again = last.is_some_and(|(end, before)| {
                        before == pseudonym && out.get(end..).is_some_and(|between| between.trim().is_empty())
                    });
                    if is_same_again {
                        out.truncate(last.map_or(out.len(), |(end, _)| end));
                    } else {
                        drop_initials(&mut out);
                        out.push_str(pseudonym);
                    }
                    last = Some((out.len(), pseudonym));
                }
                None => out.push_str(word),
            }
            at += word.len();
        }
        out
    }

    /// The pseudonym for a word as it stands: a name begins with a capital letter.
    fn of(&self, word: &str) -> Option<&str> {
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        let folded = word.to_lowercase();
        if let Some(found) = self.words.get(&folded) {
            return Some(found);
        }
        let letters: Vec<(usize, char)> = folded.char_indices().collect();
        let shortest = letters.len().saturating_sub(MOST_ENDING_LETTERS).max(LEAST_STEM_LETTERS - 1);
        (shortest..letters.len()).rev().find_map(|count| {
            let end = letters.get(count).map_or(folded.len(), |(at, _)| *at);
            self.stems.get(folded.get(..end)?).map(String::as_str)
        })
    }
}

/// Takes `A.` and `A. B.` off the end, which stood before a name.
fn drop_initials(out: &mut String) {
    loop {
        let bare = out.trim_end();
        let Some(before) = bare.strip_suffix('.') else { return };
        let Some(initial) = before.chars().next_back().filter(|c| c.is_uppercase()) else { return };
        let start = before.len() - initial.len_utf8();
        let is_alone = before.get(..start).is_some_and(|head| !head.ends_with(char::is_alphanumeric));
        if !is_alone {
            return;
        }
        out.truncate(start);
    }
}

/// The first part of a page that its browser alone reads.
fn for_the_browser(text: &str) -> Option<(usize, usize)> {
    let found = FOR_THE_BROWSER.iter().filter_map(|(open, close)| {
        let start = text.find(open)?;
        let end = text.get(start..)?.find(close).map_or(text.len(), |length| start + length + close.len());
        Some((start, end))
    });
    found.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden() -> Pseudonyms {
        let mut hidden = Pseudonyms::default();
        hidden.hide("Ann Orr", "W-7", &Dossier::default());
        hidden.hide("Мария Бранд", "W-8", &Dossier::default());
        hidden
    }

    #[test]
    fn no_form_of_a_name_is_left() {
        let replaced = hidden().replaced("Ann Orr (ORR), A. Orr and Orr's son; statement_Ann_Orr.txt");
        assert_eq!(replaced, "W-7 (W-7), W-7 and W-7's son; statement_W-7_W-7.txt");
        assert_eq!(
            hidden().replaced("Марии Бранд, с Марией Брандом, у Брандовского"),
            "W-8, с W-8, у Брандовского"
        );
    }

    #[test]
    fn other_words_and_what_a_browser_reads_stay() {
        let text = "annual Anna orr 3Ann4 <style>.Orr{}</style><b>Orr</b>";
        assert_eq!(hidden().replaced(text), "annual Anna orr 3Ann4 <style>.Orr{}</style><b>W-7</b>");
    }
}
