//! Which language a text is in, by its function words.
//!
//! Comes in: a text and what its format declares. Goes out: a BCP 47 tag, `und` when nothing can be told.
//! It may not know any grammar: words come from the language packs and from `languages.toml`. A short post may hold no
//! function word at all: then [`vocabulary`] asks which pack knows its other words.

mod vocabulary;

use recount_rules::Pack;
use recount_text::{ScanMap, scan};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words looked at: from the beginning, and as many from the middle.
const SAMPLE_WORDS: usize = 1500;
const SAMPLE_BYTES: usize = 32 * 1024;

/// Which languages have a word among their function words.
struct Detector {
    languages: Vec<String>,
    /// One bit for each language.
    words: ScanMap<u64>,
}

#[derive(Deserialize)]
struct FunctionWords {
    function_words: Vec<String>,
}

static DETECTOR: LazyLock<Detector> = LazyLock::new(Detector::built_in);

/// The language of `text`; what the format `declared` decides only where the words tell nothing.
pub(crate) fn language_of(text: &str, declared: Option<&str>) -> String {
    detected(text).map(str::to_owned).or_else(|| declared.and_then(tag)).unwrap_or_else(|| "und".to_owned())
}

/// The language whose function words are frequent, and clearly more frequent than those of any other.
pub(crate) fn detected(text: &str) -> Option<&'static str> {
    let detector = &*DETECTOR;
    let mut hits = vec![0_usize; detector.languages.len()];
    let mut words = 0_usize;
    let middle = text.ceil_char_boundary(text.len() / 2);
    let halves = if text.len() > 2 * SAMPLE_BYTES { vec![0, middle] } else { vec![0] };
    for start in halves {
        let end = text.floor_char_boundary((start + SAMPLE_BYTES).min(text.len()));
        let sample = text.get(start..end).unwrap_or("");
        for word in scan(sample, false).take(SAMPLE_WORDS) {
            words += 1;
            let mut languages = detector.words.of(&word).copied().unwrap_or_default();
            while languages != 0 {
                if let Some(count) = hits.get_mut(languages.trailing_zeros() as usize) {
                    *count += 1;
                }
                languages &= languages - 1;
            }
        }
    }
    let (best, count) = hits.iter().enumerate().max_by_key(|(idx, count)| (**count, usize::MAX - idx))?;
    let second = hits.iter().enumerate().filter(|(idx, _)| *idx != best).map(|(_, count)| *count).max();
    let is_clear = *count * 12 >= words && *count > 0 && *count * 10 > second.unwrap_or(0) * 12;
    if is_clear {
        return detector.languages.get(best).map(String::as_str);
    }
    (words <= vocabulary::MOST_WORDS).then(|| vocabulary::known_to(text)).flatten()
}

/// A declared language as a tag (`EN_us` is `en-us`), if it has the shape of one.
fn tag(declared: &str) -> Option<String> {
    let tag = declared.trim().replace('_', "-").to_lowercase();
    let primary = tag.split('-').next().unwrap_or("");
    let is_tag =
        (2..=3).contains(&primary.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_tag.then_some(tag)
}

impl Detector {
    fn built_in() -> Self {
        let mut lists: BTreeMap<String, Vec<String>> =
            Pack::from_sections("und", &[("languages", include_str!("languages.toml"))])
                .section("languages")
                .unwrap_or_default();
        for pack in recount_rules::built_in() {
            if let Ok(section) = pack.section::<FunctionWords>("layout") {
                lists.entry(pack.language.clone()).or_default().extend(section.function_words);
            }
        }
        let mut words: ScanMap<u64> = ScanMap::default();
        for (idx, list) in (0..u64::BITS).zip(lists.values()) {
            for word in list {
                *words.entry(word) |= 1 << idx;
            }
        }
        Detector { languages: lists.into_keys().collect(), words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_tell_the_language() {
        for (text, expected) in [
            ("The bridge was closed on Monday, and the town waited for the river to fall.", "en"),
            ("Мост закрыли в понедельник, и город ждал, что вода в реке спадет.", "ru"),
            ("Міст закрили в понеділок, і місто чекало, що вода в річці спаде, як це було торік.", "uk"),
            ("Die Brücke wurde am Montag gesperrt, und die Stadt wartete auf den Fluss.", "de"),
            ("Le pont est fermé depuis lundi et les habitants attendent dans la ville.", "fr"),
        ] {
            assert_eq!(detected(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_post_without_function_words_is_told_by_its_other_words() {
        for (text, expected) in [
            ("Пять человек погибли.", Some("ru")),
            ("Тарн: десятки раненых, полиция стреляла", Some("ru")),
            ("Five people killed, dozens injured", Some("en")),
            ("Police detained 40 protesters", Some("en")),
            ("П'ять людей загинули, поліція мовчить", None),
            ("Бес адам қаза тапты", None),
            ("Blorec Zyxt Vulm 17", None),
            ("Fünf Menschen starben", None),
        ] {
            assert_eq!(detected(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_declared_counts_where_words_tell_nothing() {
        assert_eq!(language_of("1234 5678", Some("en_GB")), "en-gb");
        assert_eq!(language_of("1234 5678", None), "und");
        assert_eq!(language_of("1234 5678", Some("<script>")), "und");
    }
}
