//! FA-KES: articles on deaths in the war in Syria, each with the number of civilians it reports dead (Abu Salem et al.,
//! "FA-KES: a fake news dataset around the Syrian war", ICWSM 2019). One JSON object a line.
//!
//! What is judged, for one article: the toll of civilians (`FigureRules::civilian_toll`) against the key, exactly, in the articles
//! whose key is above zero and stands in the article as a digit or a word. The key was made by many hands and is noisy.
//! For the articles on one incident (same day and place) together: whether some conflict of counts of the killed is
//! reported where the keys above zero differ, and none where they agree.

use crate::{MeasureError, Report, Score};
use recount::{Original, Rules, Settings, read_local, recount};
use recount_model::Dossier;
use recount_text::AccountText;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Deserialize)]
struct Article {
    id: String,
    title: String,
    text: String,
    civilians: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    incident_date: String,
    #[serde(default)]
    location: String,
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
    let articles = articles(path)?;
    let mut scores = vec![tolls(&articles, rules)];
    scores.extend(groups(&articles, rules));
    Ok(Report { format: "fa-kes".to_owned(), scores })
}

fn articles(path: &Path) -> Result<Vec<Article>, MeasureError> {
    let mut articles = Vec::new();
    for file in crate::files_of(path, "jsonl")? {
        for (number, line) in (1..).zip(crate::read_text(&file)?.lines()) {
            let broken = |why: String| MeasureError::Format {
                path: file.clone(),
                why: format!("line {number}: {why}"),
            };
            articles.push(serde_json::from_str(line).map_err(|error| broken(error.to_string()))?);
        }
    }
    Ok(articles)
}

fn tolls(articles: &[Article], rules: &Rules) -> Score {
    let (mut right, mut gold, mut given, mut errors) = (0, 0, 0, Vec::new());
    for article in articles {
        let Some(want) = wanted(article) else { continue };
        let got = toll(article, rules);
        gold += 1;
        given += usize::from(got.is_some());
        right += usize::from(got == Some(want));
        if got != Some(want) {
            let got = got.map_or("nothing".to_owned(), |count| count.to_string());
            errors.push(format!("{}: wanted {want}, given {got}: `{}`", article.id, article.title));
        }
    }
    Score::new("civilians-killed.exact", right, gold, given, errors)
}

/// Groups of the same day and place with at least two outlets: conflicts where the keys differ, none where they agree.
fn groups(articles: &[Article], rules: &Rules) -> Vec<Score> {
    let mut groups: BTreeMap<(&str, &str), Vec<&Article>> = BTreeMap::new();
    for article in articles.iter().filter(|article| !article.incident_date.is_empty()) {
        groups.entry((&article.incident_date, &article.location)).or_default().push(article);
    }
    let (mut differing, mut reported, mut missed) = (0, 0, Vec::new());
    let (mut agreeing, mut quiet, mut flagged) = (0, 0, Vec::new());
    for ((day, place), group) in groups {
        let outlets: BTreeSet<&str> = group.iter().map(|article| article.source.as_str()).collect();
        let keys: Vec<u64> = group.iter().filter_map(|article| wanted(article)).collect();
        if outlets.len() < 2 || keys.len() < 2 {
            continue;
        }
        let conflicts = conflicts(&together(&group, rules));
        if keys.iter().collect::<BTreeSet<_>>().len() > 1 {
            differing += 1;
            reported += usize::from(!conflicts.is_empty());
            missed.extend(conflicts.is_empty().then(|| format!("{day} {place}: not reported: {keys:?}")));
        } else {
            agreeing += 1;
            quiet += usize::from(conflicts.is_empty());
            flagged
                .extend(conflicts.first().map(|first| format!("{day} {place}: reported: {keys:?}: {first}")));
        }
    }
    vec![
        Score::new("groups.differing-reported", reported, differing, reported, missed),
        Score::new("groups.agreeing-quiet", quiet, agreeing, agreeing, flagged),
    ]
}

/// The dossier of one group.
fn together(group: &[&Article], rules: &Rules) -> Dossier {
    let texts: Vec<(String, String)> = group
        .iter()
        .map(|article| {
            (
                format!("{} {}.txt", article.source, article.id),
                format!("{}\n\n{}", article.title, article.text),
            )
        })
        .collect();
    let originals: Vec<Original<'_>> =
        texts.iter().map(|(name, text)| Original { name, bytes: text.as_bytes(), written: None }).collect();
    recount(&originals, &Settings::default(), rules).value
}

/// Conflicts of counts of the killed, in words.
fn conflicts(dossier: &Dossier) -> Vec<String> {
    let killed = dossier.questions.iter().filter(|question| question.measure.0 == "killed");
    killed
        .flat_map(|question| {
            question.conflicts.iter().map(|conflict| {
                let words: Vec<&str> = conflict
                    .figures
                    .iter()
                    .filter_map(|id| question.claims.iter().find(|claim| &claim.figure == id))
                    .map(|claim| claim.passage.text.as_str())
                    .collect();
                format!("{} – {}", question.title, words.join(" / "))
            })
        })
        .collect()
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
