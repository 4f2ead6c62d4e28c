//! What the workbench says, it says in the language of whoever asks.

use super::client::{Client, Place, Served};
use serde_json::Value;
use std::fs;

fn speaking(client: &Client, language: &str) -> Client {
    let mut other = client.clone();
    other.extra.push(("Accept-Language", language.to_owned()));
    other
}

/// Message and hint of the one diagnostic with this id.
fn odd(client: &Client, id: &str) -> (String, String) {
    let status = client.get("/api/status").json();
    let all = status["diagnostics"].as_array().unwrap();
    let one = all.iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("{all:?}"));
    let text = |name: &str| one[name].as_str().unwrap().to_owned();
    (text("message"), text("hint"))
}

fn problem(client: &Client, path: &str) -> (u16, String, String) {
    let answer = client.get(path);
    let told: Value = answer.json();
    let text = |name: &str| told[name].as_str().unwrap().to_owned();
    (answer.status, text("title"), text("detail"))
}

#[test]
fn odd_content_is_told_in_the_language_of_whoever_asks() {
    let place = Place::new();
    fs::write(place.folder.path().join("odd.json"), "{\"tide\": 1}").unwrap();
    assert!(place.run(&["add", "case", "odd.json"]).status.success());
    let served = Served::new(&place, &["case"]);
    let client = served.client(&place).ready();
    let (message, hint) = odd(&client, "unknown-json");
    assert_eq!(message, "the JSON is of no kind that is known; no account was made of it");
    assert!(hint.starts_with("add an export"), "{hint}");
    let (message, hint) = odd(&speaking(&client, "ru-RU, en;q=0.5"), "unknown-json");
    assert_eq!(message, "такой вид JSON неизвестен; сообщений из него не сделано");
    assert!(hint.starts_with("добавьте выгрузку"), "{hint}");
    let (message, _) = odd(&speaking(&client, "kk"), "unknown-json");
    assert!(message.starts_with("JSON-ның бұл түрі белгісіз"), "{message}");
}

#[test]
fn a_problem_is_told_in_the_language_of_whoever_asks() {
    let place = Place::new();
    let served = Served::new(&place, &["case"]);
    let client = served.client(&place).ready();
    let (status, title, detail) = problem(&client, "/api/findings/none");
    assert_eq!(
        (status, title.as_str(), detail.as_str()),
        (404, "It is not there", "there is no finding of this id any more")
    );
    let russian = speaking(&client, "ru");
    let (status, title, detail) = problem(&russian, "/api/findings/none");
    assert_eq!(
        (status, title.as_str(), detail.as_str()),
        (404, "Этого здесь нет", "находки с таким идентификатором больше нет")
    );
    let stranger = Client { token: None, ..russian };
    let (status, title, _) = problem(&stranger, "/api/status");
    assert_eq!((status, title.as_str()), (401, "Нет ключа этого запуска"));
}
