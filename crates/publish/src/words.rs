//! The report's own words, by language: data in `words/<bcp47>.toml`, never in code.
//!
//! Comes in: a language tag. Goes out: words by key, counted nouns in the right plural. It may not know what is
//! reported. The report's language is not the accounts' language: quotes are never touched.

use crate::PublishError;
use serde::Deserialize;
use std::collections::BTreeMap;

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

/// The words of one language.
#[derive(Debug, Deserialize)]
pub struct Words {
    /// BCP 47.
    pub language: String,
    /// Between groups of three digits.
    pub thousands: String,
    /// Month names by themselves, January first.
    pub months: Vec<String>,
    /// Month names as they stand beside a day: in Russian in the genitive.
    pub months_in_date: Vec<String>,
    /// Short month names, for axes.
    pub months_short: Vec<String>,
    /// Nouns with their plural forms by CLDR category (`one`, `few`, `many`, `other`).
    counted: BTreeMap<String, BTreeMap<String, String>>,
    /// Whole sentences and labels by section; `{name}` marks what is filled in.
    pub say: BTreeMap<String, BTreeMap<String, String>>,
}

impl Words {
    /// The words for `language`: the exact tag or its first subtag; empty means English.
    pub fn of(language: &str) -> Result<Self, PublishError> {
        let wanted = if language.is_empty() { "en" } else { language };
        let primary = wanted.split('-').next().unwrap_or(wanted);
        let found = LANGUAGES.iter().find(|(tag, _)| *tag == wanted || *tag == primary);
        let (tag, text) = found.ok_or_else(|| PublishError::Language(wanted.to_owned()))?;
        toml::from_str(text)
            .map_err(|source| PublishError::Words { language: (*tag).to_owned(), source: Box::new(source) })
    }

    /// The sentence `section.key`. An unknown key reads as its own words, so that an open set (kinds of finding,
    /// measures) can grow without this file.
    pub fn say(&self, section: &str, key: &str) -> String {
        let found = self.say.get(section).and_then(|section| section.get(key));
        found.cloned().unwrap_or_else(|| key.replace('-', " "))
    }

    /// The sentence with `{name}` replaced by its value; values are taken as they are, never filled in again. A value that
    /// ends with a full stop ("2031 г.") ends the sentence too.
    pub fn fill(&self, section: &str, key: &str, values: &[(&str, &str)]) -> String {
        let sentence = self.say(section, key);
        let mut filled = String::with_capacity(sentence.len());
        let mut rest = sentence.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                rest = after;
                break;
            };
            let value = values.iter().find(|(wanted, _)| *wanted == name).map_or("", |(_, value)| value);
            filled.push_str(value);
            rest = if value.ends_with('.') { after.strip_prefix('.').unwrap_or(after) } else { after };
        }
        filled.push_str(rest);
        filled
    }

    /// "1,204 accounts", "1 account".
    pub fn count(&self, noun: &str, number: usize) -> String {
        format!("{} {}", self.number(number as u64), self.noun(noun, number))
    }

    /// The noun alone in the plural form that `number` asks for.
    pub fn noun<'w>(&'w self, noun: &'w str, number: usize) -> &'w str {
        let Some(forms) = self.counted.get(noun) else { return noun };
        let form = forms.get(plural_category(&self.language, number)).or_else(|| forms.get("other"));
        form.map_or(noun, String::as_str)
    }

    /// The number with its digits in groups.
    pub fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push_str(&self.thousands);
            }
            grouped.push(digit);
        }
        grouped
    }
}

/// CLDR plural rules for whole numbers of the languages in [`LANGUAGES`] and of their Slavic neighbours. Kazakh has two
/// forms as English has, though its nouns are mostly the same in both.
fn plural_category(language: &str, number: usize) -> &'static str {
    match language.split('-').next().unwrap_or(language) {
        "ru" | "uk" | "be" => match (number % 10, number % 100) {
            (1, hundred) if hundred != 11 => "one",
            (2..=4, hundred) if !(12..=14).contains(&hundred) => "few",
            _ => "many",
        },
        _ if number == 1 => "one",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_language_keeps_its_contract() {
        for (tag, _) in LANGUAGES {
            let words = Words::of(tag).unwrap();
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
        let english = Words::of("en").unwrap();
        for tag in languages() {
            let words = Words::of(tag).unwrap();
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
        let words = Words::of("en").unwrap();
        for kind in names.filter(|name| name != "mod") {
            assert!(words.say["finding-kind"].contains_key(&kind), "{kind}");
        }
    }

    #[test]
    fn a_full_stop_that_is_filled_in_ends_the_sentence() {
        let words = Words::of("ru").unwrap();
        let line = words.fill("first", "written", &[("span", "4\u{a0}марта 2031\u{a0}г.")]);
        assert_eq!(line, "Время написания: 4\u{a0}марта 2031\u{a0}г.");
    }

    #[test]
    fn numbers_in_russian_and_kazakh() {
        let (ru, kk) = (Words::of("ru-RU").unwrap(), Words::of("kk").unwrap());
        assert_eq!(ru.count("account", 1_022), "1\u{202f}022 сообщения");
        assert_eq!(ru.count("finding", 25), "25 находок");
        assert_eq!(
            (kk.count("account", 1), kk.count("account", 7)),
            ("1 хабарлама".into(), "7 хабарлама".into())
        );
    }

    #[test]
    fn numbers_and_nouns() {
        let words = Words::of("en-GB").unwrap();
        assert_eq!(words.count("account", 1), "1 account");
        assert_eq!(words.count("account", 12_345), "12,345 accounts");
        assert_eq!(words.number(999), "999");
        assert!(matches!(Words::of("tlh"), Err(PublishError::Language(tag)) if tag == "tlh"));
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let words = Words::of("en").unwrap();
        let line = words.fill("moment", "from", &[("a", "{b}"), ("b", "no")]);
        assert!(line.contains("{b}") && !line.contains("no"), "{line}");
    }

    #[test]
    fn slavic_plurals() {
        let forms: Vec<_> = [1, 3, 5, 11, 12, 21, 22, 111].map(|n| plural_category("ru", n)).into();
        assert_eq!(forms, ["one", "few", "many", "many", "many", "one", "few", "many"]);
    }
}
