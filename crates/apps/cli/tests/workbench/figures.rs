//! Figures in conflict and words in several mouths, as the screens are given them.

use super::client::{Place, Served};
use serde_json::Value;

fn texts<'v>(rows: &'v Value, key: &str) -> Vec<&'v str> {
    rows.as_array().unwrap().iter().map(|row| row[key].as_str().unwrap()).collect()
}

/// What a conflict names is said in words, also where it answers a narrower question and stands in no list of this one.
#[test]
fn a_figure_of_a_narrower_question_is_named_by_its_words() {
    let place = Place::new();
    let served = Served::new(&place, &["case"]);
    let client = served.client(&place).ready();
    let ledger = client.get("/api/questions?state=conflict").json();
    let mut elsewhere = 0;
    for id in texts(&ledger["found"]["rows"], "id") {
        let question = client.get(&format!("/api/questions/{id}")).json()["question"].clone();
        let own = texts(&question["answers"], "figure");
        for conflict in question["conflicts"].as_array().unwrap() {
            for member in conflict["members"].as_array().unwrap() {
                let (figure, words) = (member["figure"].as_str().unwrap(), member["words"].as_str().unwrap());
                assert!(!words.starts_with("fig-") && words.ends_with(')'), "{member}");
                if !own.contains(&figure) {
                    elsewhere += 1;
                    let thing = client.get(&format!("/api/things/{figure}")).json();
                    assert!(!thing["quotes"].as_array().unwrap().is_empty(), "it has a passage: {thing}");
                }
            }
        }
    }
    assert!(elsewhere > 0, "the example has such a conflict");
}

/// Words are shown under the name of whoever says them there, and of nobody else.
#[test]
fn words_in_several_mouths_are_each_their_speakers_own() {
    let place = Place::new();
    let served = Served::new(&place, &["case"]);
    let client = served.client(&place).ready();
    let points = client.get("/api/lineage").json()["talking_points"].clone();
    let quotes: Vec<&Value> =
        points.as_array().unwrap().iter().flat_map(|point| point["quotes"].as_array().unwrap()).collect();
    assert!(!quotes.is_empty(), "the example has such words");
    let speakers: Vec<(&str, &str)> = quotes
        .iter()
        .map(|spoken| {
            (spoken["speaker"].as_str().unwrap(), spoken["quote"]["account"]["label"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        speakers,
        [("Anton Darrow", "Statement of the Ministry of Waters on the…"), ("Lev HARTMAN", "Veltra Herald")]
    );
}
