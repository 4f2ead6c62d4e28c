//! FA-KES: articles on deaths in the war in Syria, each with the number of civilians it reports dead (Abu Salem et al.,
//! "FA-KES: a fake news dataset around the Syrian war", ICWSM 2019). One JSON object a line.
//!
//! What is judged: the toll of civilians (`FigureRules::civilian_toll`) against the key, exactly, in the articles
//! whose key is above zero and stands in the article as a digit or a word. The key was made by many hands and is noisy.

use crate::{MeasureError, Report, Score};
use recount::{Original, Rules, Settings, read_local};
use recount_text::AccountText;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Article {
    id: String,
    title: String,
    text: String,
    civilians: String,
}

/// Number words a count may stand as.
const WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The name of the article's file for the reader.
const NAME: &str = "article.txt";

pub fn check(path: &Path, rules: &Rules) -> Result<Report, MeasureError> {
    let (mut right, mut gold, mut given, mut errors) = (0, 0, 0, Vec::new());
    for file in crate::files_of(path, "jsonl")? {
        for (number, line) in (1..).zip(crate::read_text(&file)?.lines()) {
            let broken = |why: String| MeasureError::Format {
                path: file.clone(),
                why: format!("line {number}: {why}"),
            };
            let article: Article = serde_json::from_str(line).map_err(|error| broken(error.to_string()))?;
            let Some(want) = wanted(&article) else { continue };
            let got = toll(&article, rules);
            gold += 1;
            given += usize::from(got.is_some());
            right += usize::from(got == Some(want));
            if got != Some(want) {
                let got = got.map_or("nothing".to_owned(), |count| count.to_string());
                errors.push(format!("{}: wanted {want}, given {got}: `{}`", article.id, article.title));
            }
        }
    }
    Ok(Report {
        format: "fa-kes".to_owned(),
        scores: vec![Score::new("civilians-killed.exact", right, gold, given, errors)],
    })
}

/// The key, where it is above zero and stands in the article.
fn wanted(article: &Article) -> Option<u64> {
    let count: u64 = article.civilians.trim().parse().ok().filter(|count| *count > 0)?;
    let digits = count.to_string();
    let word = usize::try_from(count).ok().and_then(|count| WORDS.get(count));
    let text = format!("{} {}", article.title, article.text).to_lowercase();
    let stands = text
        .split(|character: char| !character.is_alphanumeric())
        .any(|token| token == digits || word.is_some_and(|word| token == *word));
    stands.then_some(count)
}

fn toll(article: &Article, rules: &Rules) -> Option<u64> {
    let text = format!("{}\n\n{}", article.title, article.text);
    let original = Original { name: NAME, bytes: text.as_bytes(), written: None };
    let read = read_local(&original, &Settings::default(), rules).ok()?.value;
    read.accounts.iter().zip(&read.claims).find_map(|(account, claims)| {
        let rules = rules.for_language(&account.language);
        let text = AccountText::new(account, &read.reading, &rules.abbreviations);
        rules.claims.figures.civilian_toll(&text, &claims.figures, "killed").map(|toll| toll.count)
    })
}
