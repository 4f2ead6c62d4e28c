//! The words of one language: counted nouns, months, and sentences with places to fill.
//!
//! Comes in: TOML. Goes out: words by key, nouns in the plural that a number asks for, sentences filled in. It may not
//! know which sentences there are.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The words of one language.
#[derive(Debug, Default, Deserialize)]
pub struct Words {
    /// BCP 47.
    pub language: String,
    /// Between groups of three digits.
    pub thousands: String,
    /// Month names by themselves, January first.
    #[serde(default)]
    pub months: Vec<String>,
    /// Month names as they stand beside a day: in Russian in the genitive.
    #[serde(default)]
    pub months_in_date: Vec<String>,
    /// Short month names, for axes.
    #[serde(default)]
    pub months_short: Vec<String>,
    /// Nouns with their plural forms by CLDR category (`one`, `few`, `many`, `other`).
    #[serde(default)]
    pub counted: BTreeMap<String, BTreeMap<String, String>>,
    /// Whole sentences and labels by section; `{name}` marks what is filled in.
    pub say: BTreeMap<String, BTreeMap<String, String>>,
}

impl Words {
    /// The sentence `section.key`, if there is one.
    pub fn find(&self, section: &str, key: &str) -> Option<&str> {
        self.say.get(section)?.get(key).map(String::as_str)
    }

    /// The sentence `section.key`. An unknown key reads as its own words, so that an open set (kinds of finding,
    /// measures) can grow without this file.
    pub fn say(&self, section: &str, key: &str) -> String {
        self.find(section, key).map_or_else(|| key.replace('-', " "), str::to_owned)
    }

    /// The sentence with `{name}` replaced by its value.
    pub fn fill(&self, section: &str, key: &str, values: &[(&str, &str)]) -> String {
        let value = |wanted: &str| {
            values
                .iter()
                .find(|(name, _)| *name == wanted)
                .map_or_else(String::new, |(_, value)| (*value).to_owned())
        };
        match self.find(section, key) {
            Some(sentence) => filled(sentence, value),
            None => self.say(section, key),
        }
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

/// `sentence` with each `{place}` replaced; values are taken as they are, never filled in again. A value that ends with a
/// full stop ("2031 г.") ends the sentence too.
pub fn filled(sentence: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((place, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let value = value(place);
        filled.push_str(&value);
        rest = if value.ends_with('.') { after.strip_prefix('.').unwrap_or(after) } else { after };
    }
    filled.push_str(rest);
    filled
}

/// The names of a sentence's places: of `{n:word}` (counts words) and `{^n}` (begins with a capital) it is `n`.
pub fn places(sentence: &str) -> impl Iterator<Item = &str> {
    let places = sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    places.map(|place| place.split_once(':').map_or(place, |(name, _)| name).trim_start_matches('^'))
}

/// CLDR plural rules for whole numbers of the languages of the catalogues and of their Slavic neighbours. Kazakh has two
/// forms as English has, though its nouns are mostly the same in both.
pub fn plural_category(language: &str, number: usize) -> &'static str {
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

    #[test]
    fn slavic_plurals() {
        let forms: Vec<_> = [1, 3, 5, 11, 12, 21, 22, 111].map(|n| plural_category("ru", n)).into();
        assert_eq!(forms, ["one", "few", "many", "many", "many", "one", "few", "many"]);
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let value = |name: &str| if name == "a" { "{b}".to_owned() } else { "no".to_owned() };
        assert_eq!(filled("from {a} on", value), "from {b} on");
    }

    #[test]
    fn a_full_stop_that_is_filled_in_ends_the_sentence() {
        assert_eq!(filled("Написано {day}.", |_| "4 марта 2031 г.".to_owned()), "Написано 4 марта 2031 г.");
        assert_eq!(places("{a}, {b:word}").collect::<Vec<_>>(), ["a", "b"]);
    }
}
