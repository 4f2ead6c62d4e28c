//! A light stemmer: one ending off after the other, as the language pack lists them.
//!
//! Comes in: a lower-case word. Goes out: what is left of it. It may not know any language.

/// Takes off the longest ending that leaves enough letters, twice; a doubled last letter then becomes one.
#[derive(Debug, Default)]
pub(crate) struct Stemmer {
    /// (ending, replacement, least letters that must remain), longest ending first.
    endings: Vec<(String, String, usize)>,
}

impl Stemmer {
    pub(crate) fn new(mut endings: Vec<(String, String, usize)>) -> Self {
        endings.sort_by_key(|(ending, _, _)| std::cmp::Reverse(ending.chars().count()));
        Stemmer { endings }
    }

    pub(crate) fn stem(&self, word: &str) -> String {
        let mut stem = self.shortened(&self.shortened(word));
        let mut letters = stem.chars().rev();
        let (last, before) = (letters.next(), letters.next());
        if last.is_some() && last == before && letters.next().is_some() && stem.len() < word.len() {
            stem.pop();
        }
        stem
    }

    fn shortened(&self, word: &str) -> String {
        for (ending, replacement, least) in &self.endings {
            if let Some(rest) = word.strip_suffix(ending.as_str())
                && rest.chars().count() >= *least
            {
                return format!("{rest}{replacement}");
            }
        }
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::CollationRules;

    #[test]
    fn forms_of_one_word_meet() {
        let rules = CollationRules::from_pack(&recount_rules::pack_for("en")).unwrap();
        for family in [
            ["organized", "organizing", "organization"],
            ["introduced", "introducing", "introduction"],
            ["planned", "planning", "plan"],
            ["announced", "announces", "announcement"],
            ["city", "cities", "city's"],
        ] {
            let stems: std::collections::BTreeSet<_> =
                family.iter().map(|word| rules.stemmer.stem(word)).collect();
            assert_eq!(stems.len(), 1, "{family:?} {stems:?}");
        }
        assert_ne!(rules.stemmer.stem("bus"), rules.stemmer.stem("busy"));
    }
}
