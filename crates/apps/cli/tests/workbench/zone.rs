//! The zone of a case, set through the interface.

use super::client::{Client, Place, Served};
use serde_json::{Value, json};
use std::fs;

fn put(client: &Client, zone: &Value) -> super::client::Answer {
    client.ask("PUT", "/api/case/zone", json!({"zone": zone}).to_string().as_bytes())
}

/// What the chronicle says its zone is, as soon as it is `wanted`.
fn shown(client: &Client, wanted: &Value) -> Value {
    let zone = || client.get("/api/chronicle").json()["zone"].clone();
    for _ in 0..600 {
        if zone() == *wanted {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    zone()
}

#[test]
fn a_zone_is_set_is_shown_and_is_logged() {
    let place = Place::new();
    let settings = place.folder.path().join("case/case.toml");
    fs::write(&settings, "# the newsroom's\nlanguage = \"en\" # all of it\n").unwrap();
    let served = Served::new(&place, &["case", "--as", "Ада"]);
    let ada = served.client(&place).ready();
    assert_eq!(ada.get("/api/chronicle").json()["zone"], Value::Null);
    let first = |client: &Client| client.get("/api/chronicle").json()["rows"][0].clone();
    let before = first(&ada);
    let answer = put(&ada, &json!("asia/aqtau"));
    assert_eq!((answer.status, &answer.json()["case"]["zone"]), (200, &json!("Asia/Aqtau")), "{answer:?}");
    assert_eq!(shown(&ada, &json!("Asia/Aqtau")), "Asia/Aqtau");
    assert_ne!(before, first(&ada), "what names no zone is read in it");
    let text = fs::read_to_string(&settings).unwrap();
    assert_eq!(text, "# the newsroom's\nlanguage = \"en\" # all of it\ndefault-zone = \"Asia/Aqtau\"\n");
    let log = ada.get("/api/evidence/log").json();
    let verbs: Vec<&Value> = log["rows"].as_array().unwrap().iter().map(|row| &row["verb"]).collect();
    assert!(verbs.contains(&&json!("settings.set")), "{log}");
    assert_eq!(put(&ada, &Value::Null).status, 200);
    assert_eq!(shown(&ada, &Value::Null), Value::Null);
    assert_eq!(first(&ada), before);
    assert!(place.run(&["verify", "case"]).status.success());
}

#[test]
fn what_is_no_zone_is_refused() {
    let place = Place::new();
    let served = Served::new(&place, &["case"]);
    let client = served.client(&place).ready();
    let before = fs::read_to_string(place.folder.path().join("case/case.toml")).unwrap();
    for odd in ["Orlec/Old_Town", "+05:00", "", "../../etc/passwd", "UTC\" #"] {
        let answer = put(&client, &json!(odd));
        assert_eq!((answer.status, answer.json()["type"].as_str()), (422, Some("refused")), "{odd}");
    }
    assert_eq!(fs::read_to_string(place.folder.path().join("case/case.toml")).unwrap(), before);
    assert_eq!(client.get("/api/status").json()["case"]["zone"], Value::Null);
}

/// A case that is read only keeps its zone; so does one before those who may only read.
#[test]
fn who_may_not_decide_sets_no_zone() {
    let place = Place::new();
    let before = fs::read_to_string(place.folder.path().join("case/case.toml")).unwrap();
    {
        let served = Served::new(&place, &["case", "--read-only"]);
        let client = served.client(&place).ready();
        let answer = put(&client, &json!("Asia/Aqtau"));
        assert_eq!((answer.status, answer.json()["type"].as_str()), (422, Some("refused")), "{answer:?}");
    }
    place.add("Ада", "decides");
    place.add("Boris", "reads");
    let served = Served::new(&place, &["case", "--with-users"]);
    let client = served.client(&place);
    let (ada, boris) = (client.as_user("Ада").ready(), client.as_user("Boris"));
    assert_eq!(put(&boris, &json!("Asia/Aqtau")).status, 403);
    assert_eq!(fs::read_to_string(place.folder.path().join("case/case.toml")).unwrap(), before);
    assert_eq!(put(&ada, &json!("Asia/Aqtau")).status, 200);
    assert_eq!(shown(&boris, &json!("Asia/Aqtau")), "Asia/Aqtau", "everybody has it");
    let rows = ada.get("/api/evidence/log").json()["rows"].clone();
    let set = rows.as_array().unwrap().iter().find(|row| row["verb"] == "settings.set").cloned().unwrap();
    assert!(set.to_string().contains("Ада"), "{set}");
}
