//! Figures, voices and names on bad input: nothing breaks, nothing is counted that is no count, and every byte of an
//! account has one innermost speaker.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use recount::{LocalReading, Original, Rules, Settings, read_local};
use std::sync::OnceLock;

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| Rules::built_in().unwrap())
}

fn read(text: &str, language: &str) -> LocalReading {
    let original = Original { name: "input.txt", bytes: text.as_bytes(), written: None };
    let settings = Settings { language: Some(language.to_owned()), ..Settings::default() };
    let read = read_local(&original, &settings, rules()).unwrap().value;
    assert_one_voice(&read);
    read
}

/// Statements hold one another or share no byte, so that the innermost at any byte is one.
fn assert_one_voice(read: &LocalReading) {
    for claims in &read.claims {
        for (idx, a) in claims.statements.iter().enumerate() {
            assert_eq!(a.span.of(&read.reading.text), a.text);
            for b in claims.statements.iter().skip(idx + 1).take(200) {
                let holds = a.span.contains(b.span) || b.span.contains(a.span);
                assert!(a.span != b.span && (holds || !a.span.overlaps(b.span)), "{a:?} crosses {b:?}");
            }
        }
    }
}

fn figures(text: &str, language: &str) -> Vec<String> {
    let read = read(text, language);
    read.claims.iter().flat_map(|claims| &claims.figures).map(|figure| figure.text.clone()).collect()
}

fn speakers(text: &str, language: &str) -> Vec<String> {
    let read = read(text, language);
    read.claims.iter().flat_map(|claims| &claims.statements).map(|said| said.speaker.clone()).collect()
}

#[test]
fn what_is_no_count_is_no_figure() {
    for text in [
        "Call +7 727 250 11 22 or 555-1234.",
        "Article 271 of the code was read out.",
        "In 2011 the mine was closed.",
        "Tarn won the match 3:1.",
        "See page 12, section 4.",
        "The F-16 flew over flat 7.",
        "He was born on 5 May 1971.",
        "Two-thirds of the town lay in ruins.",
    ] {
        assert_eq!(figures(text, "en"), Vec::<String>::new(), "{text}");
    }
    for text in [
        "Звоните по телефону +7 727 250 11 22.",
        "Его судили по статье 271 кодекса.",
        "В 2011 году шахту закрыли.",
        "Команда выиграла матч 3:1.",
        "Смотри страницу 12.",
        "Он родился 5 мая 1971 года.",
    ] {
        assert_eq!(figures(text, "ru"), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn an_age_is_an_age() {
    for (text, language) in [("Ада Орр пришла. Ей 34 года.", "ru"), ("Ada Orr is 34 years old.", "en")]
    {
        let read = read(text, language);
        let measures: Vec<&str> =
            read.claims.iter().flat_map(|claims| &claims.figures).map(|figure| &*figure.measure.0).collect();
        assert_eq!(measures, ["age-years"], "{text}");
    }
}

#[test]
fn a_speaker_without_speech_says_nothing() {
    assert_eq!(speakers("Ada Orr, miner, Velm:\n\nNina Kovar, nurse:\n", "en"), Vec::<String>::new());
    assert_eq!(speakers("Ада Орр, шахтёр:\n\nНина Ковар, врач:\n", "ru"), Vec::<String>::new());
}

#[test]
fn stray_and_unclosed_marks_keep_the_writer_out_of_a_mouth() {
    let text = "“We saw nothing, Orr said.\n\nThe bridge was closed on Monday. The mine” stood still.\n";
    let read = read(text, "en");
    let held: Vec<&str> = read
        .claims
        .iter()
        .flat_map(|claims| &claims.statements)
        .map(|said| &*said.text)
        .filter(|said| said.contains("bridge was closed") || said.contains("stood still"))
        .collect();
    assert_eq!(held, Vec::<&str>::new());
}

#[test]
fn a_quotation_of_two_hundred_kilobytes_has_one_speaker() {
    let quotation = "We waited at the gate until the morning came. ".repeat(200_000 / 46);
    let found = speakers(&format!("Ada Orr said: “{quotation}”\n"), "en");
    assert!(!found.is_empty() && found.iter().all(|speaker| speaker == "Ada Orr"), "{found:?}");
}

#[test]
fn names_in_three_scripts_are_read_side_by_side() {
    let text = "Ada Orr met Нурлан Сейтов and 王小明 in Tarn. “We talked,” Ada Orr said. «Мы говорили», – сказал Нурлан Сейтов.";
    for language in ["en", "ru"] {
        let read = read(text, language);
        assert!(read.claims.iter().flat_map(|claims| &claims.names).any(|name| name.text == "Ada Orr"));
    }
}

const PIECES: &str = "(\\u{201c}|\\u{201d}|\"|«|»|—|– |: |\\n\\n|, |\\. |said|сказал|Ada Orr|Орр|that|что|according to |по словам |12|1 4|3:1|killed|погибли|dozens|10 people|of whom |из них |\\(|\\)|it is reported that |[a-zа-я]{1,5})";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn any_mixture_has_one_voice_everywhere(pieces in proptest::collection::vec(PIECES, 1..60)) {
        let text = format!("Orr {}", pieces.join(" "));
        for language in ["en", "ru"] {
            let read = read(&text, language);
            for claims in &read.claims {
                for figure in &claims.figures {
                    prop_assert_eq!(figure.span.of(&read.reading.text), figure.text.as_str());
                    prop_assert!(figure.high.is_none_or(|high| high >= figure.low));
                }
            }
        }
    }

    #[test]
    fn a_wider_word_gives_a_wider_interval(count in 2u32..90_000, language in 0..2usize) {
        let (language, exact, wider) = [
            ("en", "", ["about ", "at least ", "up to "]),
            ("ru", "", ["около ", "не менее ", "до "]),
        ][language];
        let interval = |bound: &str| {
            let text = match language {
                "en" => format!("In Tarn {bound}{count} people were killed."),
                _ => format!("В Тарне погибли {bound}{count} человек."),
            };
            let read = read(&text, language);
            let figure = read.claims.iter().flat_map(|claims| &claims.figures).next().cloned();
            figure.map(|figure| (figure.low, figure.high.unwrap_or(u64::MAX)))
        };
        let narrow = interval(exact);
        prop_assert_eq!(narrow, Some((u64::from(count), u64::from(count))));
        for bound in wider {
            let wide = interval(bound);
            prop_assert!(
                wide.zip(narrow).is_some_and(|(wide, narrow)| wide.0 <= narrow.0 && wide.1 >= narrow.1),
                "{} {}: {:?}", bound, count, wide
            );
        }
    }
}
