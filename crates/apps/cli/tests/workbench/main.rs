//! Users of the workbench over real sockets: who is let in, what they may do, and what they are told.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod client;
mod figures;
mod languages;
mod sheets;
mod zone;

use client::{Client, PASSWORD, Place, Served};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::time::Duration;

fn errors(place: &Place, arguments: &[&str]) -> String {
    let output = place.run(arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// Nothing is open to other computers without users and TLS; what to do is said in one line.
#[test]
fn what_is_open_to_others_has_users_and_tls() {
    let place = Place::new();
    let serve = |more: &[&str]| {
        let said = errors(&place, &[&["serve", "--addr", "0.0.0.0:0"], more].concat());
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        said
    };
    assert!(serve(&["case"]).contains("--tls-self-signed"));
    assert!(serve(&["case", "--without-tls"]).contains("--host NAME"));
    assert!(serve(&["case", "--without-tls", "--host", "desk.example"]).contains("recount users add"));
    place.add("Ада", "decides");
    assert!(serve(&["--without-tls", "--host", "desk.example"]).contains("name the case"));
    assert!(serve(&["case", "--tls-self-signed", "--host", "desk.example", "--as", "Ада"]).contains("--as"));
    let odd =
        ["case", "--tls-cert", "case/case.toml", "--tls-key", "case/case.toml", "--host", "desk.example"];
    assert!(serve(&odd).contains("cannot be used for TLS"));
}

#[test]
fn users_are_added_listed_and_removed() {
    let place = Place::new();
    let short = place.told(&["users", "add", "Ада", "--password-stdin"], "короткий");
    assert!(String::from_utf8_lossy(&short.stderr).contains("at least 12 characters"));
    place.add("Ада", "decides");
    place.add("Boris", "reads");
    let list = place.run(&["users", "list", "--json"]);
    let list: Value = serde_json::from_slice(&list.stdout).unwrap();
    assert_eq!(list, json!([{"name": "Ада", "role": "decides"}, {"name": "Boris", "role": "reads"}]));
    assert!(place.run(&["users", "remove", "boris"]).status.success());
    assert!(!String::from_utf8(place.run(&["users", "list"]).stdout).unwrap().contains("Boris"));
    assert!(errors(&place, &["users", "password", "Boris", "--password-stdin"]).contains("no user"));
    let inside = place.folder.path().join("case");
    let names = std::fs::read_dir(inside).unwrap().map(|one| one.unwrap().file_name());
    assert!(names.into_iter().all(|name| name != "users.json"));
}

/// The certificate that was made here is the one that its fingerprint names, and no other is shown.
#[test]
fn whoever_logs_in_does_so_over_tls() {
    let place = Place::new();
    place.add("Ада", "decides");
    let served = Served::new(&place, &["case", "--with-users", "--tls-self-signed"]);
    let fingerprint = served.said.iter().find(|line| line.contains(':') && line.len() == 95);
    assert!(fingerprint.is_some(), "{:?}", served.said);
    let client = served.client(&place);
    let answer = client.get("/api/status");
    assert_eq!(
        answer.json(),
        json!({"needs_login": true, "version": env!("CARGO_PKG_VERSION"), "language": "en"})
    );
    assert!(answer.header("strict-transport-security").is_some());
    let ada = client.as_user(" ада ").ready();
    let who = ada.get("/api/session").json();
    assert_eq!(
        (&who["name"], &who["role"], &who["is_user"]),
        (&json!("Ада"), &json!("decides"), &json!(true))
    );
    let mut plain = std::net::TcpStream::connect(&ada.host).unwrap();
    plain.write_all(b"GET /api/status HTTP/1.1\r\n\r\n").unwrap();
    let mut spoken = Vec::new();
    let _ = plain.read_to_end(&mut spoken);
    assert!(!spoken.starts_with(b"HTTP"), "nothing is answered without TLS");
    let other = Client { extra: vec![("Origin", format!("http://{}", ada.host))], ..ada.clone() };
    assert_eq!(other.get("/api/session").status, 403, "the same name without TLS is another origin");
}

#[test]
fn wrong_names_and_wrong_passwords_are_answered_alike_and_cost_time() {
    let place = Place::new();
    place.add("Ада", "decides");
    let served = Served::new(&place, &["case", "--with-users"]);
    let client = served.client(&place);
    let (wrong, nobody) = (client.try_in("Ада", "горизонт и Весло"), client.try_in("Никто", PASSWORD));
    assert_eq!((wrong.status, nobody.status), (401, 401));
    assert_eq!(wrong.body, nobody.body);
    for name in ["Ада", "Никто"] {
        let status = (0..4).map(|_| client.try_in(name, "не то слово, не то").status).collect::<Vec<_>>();
        assert_eq!(status, [401; 4]);
        let locked = client.try_in(name, PASSWORD);
        assert_eq!(locked.status, 429, "{locked:?}");
        let wait: u64 = locked.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=10).contains(&wait), "{wait}");
    }
    for path in
        ["/api/accounts", "/api/session", "/api/events", "/api/openapi.json", "/api/tables/figures.csv"]
    {
        assert_eq!(client.get(path).status, 401, "{path}");
    }
    let guess = Client { token: Some("0".repeat(64)), ..client.clone() };
    assert_eq!(guess.get("/api/accounts").json()["type"], "needs-login");
    assert_eq!(guess.get("/api/status").json()["needs_login"], true);
}

/// Those who read change nothing; nobody who logs in is told where things lie on the machine.
#[test]
fn roles_hold_and_paths_stay_at_home() {
    let place = Place::new();
    place.add("Ада", "decides");
    place.add("Boris", "reads");
    let served = Served::new(&place, &["case", "--with-users"]);
    let client = served.client(&place);
    let (ada, boris) = (client.as_user("Ада").ready(), client.as_user("Boris"));
    let inbox = boris.get("/api/findings").json();
    let finding = inbox["found"]["rows"][0]["id"].as_str().unwrap().to_owned();
    let wish = json!({"id": finding, "act": "reject"});
    let put = boris.ask("PUT", "/api/documents?name=a.txt", b"One.");
    let denied = [boris.post("/api/decisions", &wish), boris.post("/api/undo", &json!({})), put];
    let applied = boris.post("/api/tables/apply", &json!({"changes": []}));
    let released = boris.post("/api/report/release", &json!({}));
    for answer in denied.into_iter().chain([applied, released]) {
        assert_eq!((answer.status, answer.json()["type"].as_str()), (403, Some("forbidden")));
    }
    assert_eq!(boris.post("/api/report/preview", &json!({})).status, 200);
    let elsewhere = json!({"dir": place.folder.path().join("case")});
    for person in [&ada, &boris] {
        for path in ["/api/case/open", "/api/case/new", "/api/case/close", "/api/case/example"] {
            assert_eq!(person.post(path, &elsewhere).status, 403, "{path}");
        }
        let status = String::from_utf8(person.get("/api/status").body).unwrap();
        assert!(!status.contains(place.folder.path().to_str().unwrap()), "{status}");
        assert!(status.contains("\"recent\":[]"));
    }
    std::fs::remove_dir_all(place.folder.path().join("case/originals")).unwrap();
    let original =
        ada.get("/api/evidence/originals").json()["rows"][0]["sha256"].as_str().unwrap().to_owned();
    let gone = ada.get(&format!("/api/originals/{original}"));
    assert!(gone.status >= 400 && !gone.body.is_empty());
    assert!(!String::from_utf8(gone.body).unwrap().contains(place.folder.path().to_str().unwrap()));
}

/// Each is logged under their own name, and takes back what is their own.
#[test]
fn two_people_decide_side_by_side() {
    let place = Place::new();
    place.add("Ада", "decides");
    place.add("Boris", "decides");
    let served = Served::new(&place, &["case", "--with-users"]);
    let client = served.client(&place);
    let (ada, boris) = (client.as_user("Ада").ready(), client.as_user("Boris"));
    let inbox = ada.get("/api/findings").json();
    let id = |nth: usize| inbox["found"]["rows"][nth]["id"].clone();
    assert_eq!(ada.post("/api/decisions", &json!({"id": id(0), "act": "accept"})).status, 200);
    assert_eq!(boris.post("/api/decisions", &json!({"id": id(1), "act": "reject"})).status, 200);
    let label = |person: &Client| person.get("/api/status").json()["undo"].as_str().map(str::to_owned);
    assert!(label(&ada).unwrap().starts_with("accept") && label(&boris).unwrap().starts_with("reject"));
    assert_eq!(ada.post("/api/undo", &json!({})).status, 200);
    assert_eq!((label(&ada), ada.post("/api/undo", &json!({})).status), (None, 409));
    assert!(label(&boris).is_some());
    let rows = boris.get("/api/decisions").json()["rows"].clone();
    let told: Vec<(&str, &str, &str)> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let text = |name: &str| row[name].as_str().unwrap();
            (text("who"), text("act").split(' ').next().unwrap(), text("standing"))
        })
        .collect();
    assert_eq!(
        told,
        [("Ада", "withdraw", "holds"), ("Boris", "reject", "holds"), ("Ада", "accept", "withdrawn")]
    );
    assert_eq!(boris.post("/api/redo", &json!({})).status, 409, "what Ада took back is hers to make again");
    assert_eq!(ada.post("/api/redo", &json!({})).status, 200);
}

#[test]
fn a_session_ends_with_logging_out_another_password_and_the_user() {
    let place = Place::new();
    place.add("Ада", "decides");
    place.add("Boris", "reads");
    let served = Served::new(&place, &["case", "--with-users"]);
    let client = served.client(&place);
    let (here, there, boris) = (client.as_user("Ада"), client.as_user("Ада"), client.as_user("Boris"));
    assert_eq!(here.ask("DELETE", "/api/session", b"").status, 204);
    assert_eq!((here.get("/api/session").status, there.get("/api/session").status), (401, 200));
    let other = place.told(&["users", "password", "Ада", "--password-stdin"], "другое слово, другое");
    assert!(other.status.success());
    assert_eq!(there.get("/api/session").status, 401);
    assert_eq!(client.try_in("Ада", PASSWORD).status, 401);
    assert_eq!(boris.get("/api/session").status, 200);
    assert!(place.run(&["users", "remove", "Boris"]).status.success());
    assert_eq!(boris.get("/api/session").status, 401);
}

#[test]
fn a_session_that_is_over_lets_nobody_in() {
    let place = Place::new();
    place.add("Ада", "decides");
    let (tell, told) = std::sync::mpsc::channel();
    let options = recount_server::Options {
        address: "127.0.0.1:0".parse().unwrap(),
        dir: Some(place.folder.path().join("case")),
        actor: None,
        is_read_only: true,
        hosts: Vec::new(),
        tls: recount_server::Tls::Off,
        users: Some(place.state().join("recount/users.json")),
        lifetimes: recount_server::Lifetimes {
            most: Duration::from_secs(60),
            idle: Duration::from_millis(400),
        },
    };
    // It serves until the test ends.
    std::thread::spawn(move || {
        recount_server::serve(&options, |opened| Ok(tell.send(opened.address.clone())?))
    });
    let address = told.recv().unwrap();
    let host = address.strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
    let client = Client { host, tls: None, token: None, extra: Vec::new() };
    let ada = client.as_user("Ада");
    assert_eq!(ada.get("/api/session").status, 200);
    std::thread::sleep(Duration::from_millis(600));
    let over = ada.get("/api/session");
    assert_eq!((over.status, over.json()["type"].as_str()), (401, Some("needs-login")));
}

/// On this computer alone the key of the launch is enough; only the names that were given are served.
#[test]
fn a_launch_has_its_key_and_its_names() {
    let place = Place::new();
    let served = Served::new(&place, &["case", "--as", "Ада", "--host", "desk.example"]);
    let ada = served.client(&place).ready();
    let who = ada.get("/api/session").json();
    assert_eq!(who, json!({"name": "Ада", "role": "decides", "until": null, "is_user": false}));
    assert_eq!(ada.try_in("Ада", PASSWORD).status, 409);
    let nobody = Client { token: None, ..ada.clone() };
    assert_eq!((nobody.get("/api/status").status, nobody.try_in("Ада", PASSWORD).status), (401, 401));
    let named = |host: &str| Client { extra: vec![("Host", host.to_owned())], ..ada.clone() };
    assert_eq!(named("desk.example").get("/api/session").status, 200);
    assert_eq!(named("else.example").get("/api/session").status, 403);
    assert!(ada.get("/api/status").json()["case"]["dir"].as_str().unwrap().ends_with("case"));
}
