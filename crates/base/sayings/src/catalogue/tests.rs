//! What a catalogue owes the others and the code.

use super::{CATALOGUES, catalogue, languages};
use crate::{Words, places, plural_category};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Sections whose names are words that come with data: the keys are put together where they are said.
const OPEN: [(&str, &str); 12] = [
    ("speaker", "term(\"speaker\""),
    ("theme", "term(\"theme\""),
    ("group", "term(\"group\""),
    ("pole", "term(\"pole\""),
    ("harmed", "term(\"harmed\""),
    ("definition", "term(\"definition\""),
    ("weekday", "term(\"weekday\""),
    ("month", "term(\"month\""),
    ("anchor", "term(\"anchor\""),
    ("question-title", "known(\"question-title\""),
    ("question-who", "\"question-who\""),
    ("settled", "known(\"settled\""),
];
/// Ends of names of files, which look like keys.
const FILES: [&str; 13] =
    ["csv", "db", "eml", "html", "json", "jsonl", "log", "md", "pdf", "rs", "toml", "txt", "zip"];
/// What the saying itself is made with.
const OWN: [&str; 2] = ["join", "mark"];

#[test]
fn every_catalogue_can_be_read() {
    for (tag, words) in &CATALOGUES {
        assert_eq!(*tag, words.language);
        assert!(words.say.len() > 10, "{tag}");
    }
    assert_eq!(catalogue("ru-RU").language, "ru");
    assert_eq!(catalogue("tlh").language, "en");
}

/// The places of every sentence, by its key.
fn sentences(words: &Words) -> BTreeMap<String, BTreeSet<&str>> {
    let of_section = |(section, sentences): (&String, &'static BTreeMap<String, String>)| {
        let section = section.clone();
        sentences
            .iter()
            .map(move |(name, sentence)| (format!("{section}.{name}"), places(sentence).collect()))
    };
    let words: &'static Words = catalogue(&words.language);
    words.say.iter().flat_map(of_section).collect()
}

#[test]
fn every_language_says_all_that_english_says_with_the_same_places() {
    let english = sentences(catalogue("en"));
    for tag in languages() {
        let given = sentences(catalogue(tag));
        for key in english.keys().chain(given.keys()) {
            assert_eq!(english.get(key), given.get(key), "{tag}: {key}");
        }
    }
}

#[test]
fn every_counted_noun_is_known_in_every_plural() {
    for tag in languages() {
        let words = catalogue(tag);
        let asked: BTreeSet<&str> = (0..130).map(|number| plural_category(tag, number)).collect();
        for forms in words.counted.values() {
            let given: BTreeSet<&str> = forms.keys().map(String::as_str).collect();
            assert!(given.contains("other") && asked.is_subset(&given), "{tag}: {forms:?}");
        }
        let sentences = words.say.values().flat_map(BTreeMap::values);
        for place in sentences.flat_map(|sentence| sentence.split('{').skip(1)) {
            let noun = place.split('}').next().and_then(|place| place.split_once(':'));
            assert!(noun.is_none_or(|(_, noun)| words.counted.contains_key(noun)), "{tag}: {place}");
        }
    }
}

/// All code of the workspace that may say something.
fn sources() -> String {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (mut all, mut folders) = (String::new(), vec![crates]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_source = path.extension().is_some_and(|extension| extension == "rs");
            if path.is_dir() {
                folders.push(path);
            } else if is_source && !path.ends_with("catalogue/tests.rs") {
                all += &fs::read_to_string(path).unwrap();
            }
        }
    }
    all
}

/// What may be a key: `section.name` between quotation marks.
fn literals(sources: &str) -> BTreeSet<&str> {
    let is_key = |words: &&str| {
        words.contains('.')
            && !words.ends_with('.')
            && words.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'-' | b'.'))
    };
    sources.split('"').filter(is_key).collect()
}

#[test]
fn every_sentence_is_said_somewhere() {
    let sources = sources();
    let said = literals(&sources);
    for (section, names) in &catalogue("en").say {
        if let Some((_, call)) = OPEN.iter().find(|(open, _)| open == section) {
            assert!(sources.contains(call), "nothing says `{section}`");
            continue;
        }
        for name in names.keys().filter(|_| !OWN.contains(&section.as_str())) {
            // "time-conflict.exclude-of" and "if.list-complete" are made from keys that stand beside them.
            let key = format!("{section}.{name}");
            let beside = [key.trim_end_matches("-of").to_owned(), key.replacen("if.", "reading.", 1)];
            let is_said = said.contains(&*key) || beside.iter().any(|key| said.contains(&**key));
            assert!(is_said, "nothing says `{key}`");
        }
    }
}

#[test]
fn everything_that_is_said_has_a_sentence() {
    let sources = sources();
    let english = catalogue("en");
    for key in literals(&sources) {
        let section = key.split('.').next().unwrap_or(key);
        let is_file = FILES.contains(&key.rsplit('.').next().unwrap_or_default());
        if english.say.contains_key(section) && !is_file && !OWN.contains(&section) {
            assert!(super::find(english, key).is_some(), "no sentence for `{key}`");
        }
    }
    for after in sources.split("say!(\n").chain(sources.split("say!(")).skip(1) {
        let literal = after.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
        if let Some((key, _)) = literal.filter(|(key, _)| !key.contains(['{', ' '])) {
            assert!(super::find(english, key).is_some(), "no sentence for `{key}`");
        }
    }
}

#[test]
fn words_of_open_sections_are_those_of_the_packs() {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../lang/en");
    let words = fs::read_to_string(pack.join("findings.toml")).unwrap()
        + &fs::read_to_string(pack.join("questions.toml")).unwrap();
    for section in ["theme", "group", "pole", "harmed", "definition"] {
        for name in catalogue("en").say[section].keys() {
            let is_there =
                [format!("\"{name}\""), format!("\n{name} = ")].iter().any(|form| words.contains(form));
            assert!(is_there, "no pack has `{section}.{name}`");
        }
    }
    let given: toml::Table = words_of("findings", &pack);
    let contrasts = given["contrast"].as_array().unwrap();
    for contrast in contrasts {
        let theme = contrast["theme"].as_str().unwrap();
        assert!(catalogue("en").find("theme", theme).is_some(), "{theme}");
        for pole in contrast["poles"].as_table().unwrap().keys() {
            assert!(catalogue("en").find("pole", pole).is_some(), "{pole}");
        }
    }
    for (section, table) in
        [("group", "actors"), ("group", "things"), ("theme", "lasting"), ("harmed", "counted")]
    {
        for name in given[table].as_table().unwrap().keys() {
            assert!(catalogue("en").find(section, name).is_some(), "{section}: {name}");
        }
    }
}

fn words_of(section: &str, pack: &Path) -> toml::Table {
    fs::read_to_string(pack.join(format!("{section}.toml"))).unwrap().parse().unwrap()
}
