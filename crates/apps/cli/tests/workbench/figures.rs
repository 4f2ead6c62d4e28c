//! The questions of the figures, as the screen is given them.

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
