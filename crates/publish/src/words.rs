//! The report's own words, by language: data in `words/<bcp47>.toml`, never in code.
//!
//! Comes in: a language tag. Goes out: words by key, counted nouns in the right plural. It may not know what is
//! reported. The report's language is not the accounts' language: quotes are never touched.

use crate::PublishError;
pub use recount_sayings::Words;

/// Every language a report can be written in.
const LANGUAGES: &[(&str, &str)] = &[
    ("en", include_str!("../words/en.toml")),
    ("kk", include_str!("../words/kk.toml")),
    ("ru", include_str!("../words/ru.toml")),
];

/// The tags of the languages a report can be written in.
pub fn languages() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(tag, _)| *tag)
}

/// The words for `language`: the exact tag or its first subtag; empty means English.
pub fn words_of(language: &str) -> Result<Words, PublishError> {
    let wanted = if language.is_empty() { "en" } else { language };
    let primary = wanted.split('-').next().unwrap_or(wanted);
    let found = LANGUAGES.iter().find(|(tag, _)| *tag == wanted || *tag == primary);
    let (tag, text) = found.ok_or_else(|| PublishError::Language(wanted.to_owned()))?;
    toml::from_str(text)
        .map_err(|source| PublishError::Words { language: (*tag).to_owned(), source: Box::new(source) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use recount_sayings::plural_category;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_language_keeps_its_contract() {
        for (tag, _) in LANGUAGES {
            let words = words_of(tag).unwrap();
            assert_eq!((words.months.len(), words.months_short.len(), &*words.language), (12, 12, *tag));
            assert_eq!(words.months_in_date.len(), 12);
            let asked: BTreeSet<&str> = (0..130).map(|number| plural_category(tag, number)).collect();
            for (noun, forms) in &words.counted {
                let given: BTreeSet<&str> = forms.keys().map(String::as_str).collect();
                assert!(given.contains("other") && asked.is_subset(&given), "{tag}: {noun}");
            }
        }
    }

    /// The name of each thing to say, with what is filled in.
    fn keys(words: &Words) -> BTreeMap<String, BTreeSet<&str>> {
        let mut keys: BTreeMap<String, BTreeSet<&str>> =
            words.counted.keys().map(|noun| (format!("counted.{noun}"), BTreeSet::new())).collect();
        for (section, sentences) in &words.say {
            for (key, sentence) in sentences {
                let filled = sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next());
                keys.insert(format!("{section}.{key}"), filled.collect());
            }
        }
        keys
    }

    #[test]
    fn every_language_says_all_that_english_says_and_nothing_else() {
        let english = words_of("en").unwrap();
        for tag in languages() {
            let words = words_of(tag).unwrap();
            let (wanted, given) = (keys(&english), keys(&words));
            for key in wanted.keys().chain(given.keys()) {
                assert_eq!(wanted.get(key), given.get(key), "{tag}: {key}");
            }
        }
    }

    #[test]
    fn every_kind_of_finding_has_a_name() {
        let kinds = concat!(env!("CARGO_MANIFEST_DIR"), "/../pipeline/findings/src/kinds");
        let names = std::fs::read_dir(kinds).unwrap().map(|entry| entry.unwrap().file_name());
        let names = names.filter_map(|name| Some(name.to_str()?.strip_suffix(".rs")?.replace('_', "-")));
        let words = words_of("en").unwrap();
        for kind in names.filter(|name| name != "mod") {
            assert!(words.say["finding-kind"].contains_key(&kind), "{kind}");
        }
    }

    #[test]
    fn a_full_stop_that_is_filled_in_ends_the_sentence() {
        let words = words_of("ru").unwrap();
        let line = words.fill("first", "written", &[("span", "4\u{a0}марта 2031\u{a0}г.")]);
        assert_eq!(line, "Время написания: 4\u{a0}марта 2031\u{a0}г.");
    }

    #[test]
    fn numbers_in_russian_and_kazakh() {
        let (ru, kk) = (words_of("ru-RU").unwrap(), words_of("kk").unwrap());
        assert_eq!(ru.count("account", 1_022), "1\u{202f}022 сообщения");
        assert_eq!(ru.count("finding", 25), "25 находок");
        assert_eq!(
            (kk.count("account", 1), kk.count("account", 7)),
            ("1 хабарлама".into(), "7 хабарлама".into())
        );
    }

    #[test]
    fn numbers_and_nouns() {
        let words = words_of("en-GB").unwrap();
        assert_eq!(words.count("account", 1), "1 account");
        assert_eq!(words.count("account", 12_345), "12,345 accounts");
        assert_eq!(words.number(999), "999");
        assert!(matches!(words_of("tlh"), Err(PublishError::Language(tag)) if tag == "tlh"));
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let words = words_of("en").unwrap();
        let line = words.fill("moment", "from", &[("a", "{b}"), ("b", "no")]);
        assert!(line.contains("{b}") && !line.contains("no"), "{line}");
    }
}
