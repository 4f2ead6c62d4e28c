//! Tables that come back from a spreadsheet, through the interface and at the command line.

use super::client::{Client, Place, Served};
use serde_json::{Value, json};
use std::fs;

fn served(place: &Place) -> (Served, Client) {
    let served = Served::new(place, &["case", "--as", "Ада"]);
    let client = served.client(place).ready();
    (served, client)
}

/// The table as text, with `words` in the column `to` of its first rows.
fn changed(table: &str, column: &str, words: &[&str]) -> String {
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let at = header.iter().position(|name| *name == column).unwrap();
    let mut words = words.iter();
    let mut row = |line: &str| {
        let mut cells: Vec<&str> = line.split('\t').collect();
        cells[at] = words.next().copied().unwrap_or(cells[at]);
        cells.join("\t")
    };
    let rows: Vec<String> = lines.map(&mut row).collect();
    header.join("\t") + "\n" + &rows.join("\n")
}

fn text(client: &Client, path: &str) -> String {
    let answer = client.get(path);
    assert_eq!(answer.status, 200, "{path}: {answer:?}");
    String::from_utf8(answer.body).unwrap()
}

#[test]
fn a_table_comes_back_and_is_one_step() {
    let place = Place::new();
    let (_served, ada) = served(&place);
    let table = text(&ada, "/api/tables/findings.tsv");
    let read = ada.ask("POST", "/api/tables/read", table.as_bytes()).json();
    assert_eq!(
        (&read["table"], &read["changes"], &read["refused"]),
        (&json!("findings"), &json!([]), &json!([]))
    );
    let back = changed(&table, "decision", &["reject", "Принять", "maybe so"]);
    let read = ada.ask("POST", "/api/tables/read?name=findings", back.as_bytes()).json();
    let acts: Vec<&Value> = read["changes"].as_array().unwrap().iter().map(|one| &one["act"]).collect();
    assert_eq!(acts, ["reject", "accept"]);
    assert_eq!((&read["refused"][0]["row"], &read["refused"][0]["column"]), (&json!(4), &json!("decision")));
    let before = ada.get("/api/decisions").json()["total"].clone();
    let done = ada.post("/api/tables/apply", &json!({"changes": read["changes"]}));
    assert_eq!((done.status, done.json()["made"].as_array().map(Vec::len)), (200, Some(2)), "{done:?}");
    let status = ada.get("/api/status").json();
    assert!(status["undo"].as_str().unwrap().ends_with("(+1)"), "{status}");
    let read = ada.ask("POST", "/api/tables/read", back.as_bytes()).json();
    assert_eq!(read["changes"], json!([]), "what holds is not wished again");
    assert_eq!(ada.post("/api/undo", &json!({})).json()["made"].as_array().map(Vec::len), Some(2));
    let standings = ada.get("/api/decisions").json();
    let standings: Vec<&Value> =
        standings["rows"].as_array().unwrap().iter().map(|one| &one["standing"]).collect();
    assert_eq!(standings, ["holds", "holds", "withdrawn", "withdrawn"], "{before}");
    assert_eq!(ada.post("/api/redo", &json!({})).json()["made"].as_array().map(Vec::len), Some(2));
    assert_eq!(ada.post("/api/redo", &json!({})).status, 409);
}

/// Spreadsheets know the letters of a CSV by its mark, and it is no word of the first column when the table comes back.
#[test]
fn a_csv_says_that_it_is_unicode() {
    let place = Place::new();
    let (_served, ada) = served(&place);
    for name in ["findings", "figures", "log"] {
        let table = text(&ada, &format!("/api/tables/{name}.csv"));
        assert_eq!(table.matches('\u{feff}').count(), 1, "{name}");
        assert!(table.starts_with("\u{feff}\""), "{name}");
    }
    let table = text(&ada, "/api/tables/findings.csv");
    let read = ada.ask("POST", "/api/tables/read", table.as_bytes()).json();
    assert_eq!((&read["table"], &read["refused"]), (&json!("findings"), &json!([])), "{read}");
    fs::write(place.folder.path().join("back.csv"), &table).unwrap();
    let dry = place.run(&["decide", "case", "--table", "back.csv", "--dry-run", "--json"]);
    let told: Value = serde_json::from_slice(&dry.stdout).unwrap();
    assert_eq!(
        (&told["table"], &told["changes"], &told["refused"]),
        (&json!("findings"), &json!([]), &json!([]))
    );
}

#[test]
fn one_change_that_does_not_fit_leaves_all_undone() {
    let place = Place::new();
    let (_served, ada) = served(&place);
    let id = ada.get("/api/findings").json()["found"]["rows"][0]["id"].clone();
    let changes = json!([{"id": id, "act": "accept"}, {"id": "fig-000000000000", "act": "reject"}]);
    assert_eq!(ada.post("/api/tables/apply", &json!({"changes": changes})).status, 422);
    assert_eq!(ada.get("/api/decisions").json()["total"], 0);
    for odd in [&b""[..], b"\x89PNG\r\n\x1a\n", b"PK\x03\x04 nothing", b"one,two\n1,2\n"] {
        let answer = ada.ask("POST", "/api/tables/read", odd);
        assert_eq!((answer.status, answer.json()["type"].as_str()), (422, Some("refused")), "{odd:?}");
    }
}

/// The filters of the screens hold for the tables; everything there is a table of can be had.
#[test]
fn tables_are_filtered_like_their_screens() {
    let place = Place::new();
    let (_served, ada) = served(&place);
    let rows = |path: &str| text(&ada, path).lines().count() - 1;
    let inbox = ada.get("/api/findings").json();
    let kind = inbox["kinds"][0].clone();
    let path = format!("/api/tables/findings.tsv?kind={}", kind["kind"].as_str().unwrap());
    assert_eq!(rows(&path) as u64, kind["count"].as_u64().unwrap());
    assert_eq!(rows("/api/tables/findings.tsv?state=decided"), 0);
    let ledger = ada.get("/api/questions?state=conflict").json();
    assert_eq!(
        rows("/api/tables/questions.tsv?state=conflict") as u64,
        ledger["found"]["total"].as_u64().unwrap()
    );
    let all = rows("/api/tables/figures.tsv");
    let killed = rows("/api/tables/figures.tsv?measure=killed");
    assert!(0 < killed && killed < all, "{killed} of {all}");
    assert_eq!(rows("/api/tables/figures.tsv?q=words+that+nobody+says"), 0);
    let originals = ada.get("/api/evidence/originals").json()["total"].as_u64().unwrap();
    assert_eq!(rows("/api/tables/originals.tsv") as u64, originals);
    for table in ["log", "lineage", "decisions", "accounts", "chronicle", "names", "quotes", "times"] {
        for format in ["csv", "tsv", "xlsx"] {
            assert_eq!(ada.get(&format!("/api/tables/{table}.{format}")).status, 200, "{table}.{format}");
        }
    }
}

#[test]
fn a_table_is_done_at_the_command_line() {
    let place = Place::new();
    let folder = place.folder.path();
    let figures = place.run(&["show", "case", "figures", "--json"]);
    let first = String::from_utf8(figures.stdout).unwrap();
    let first: Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    let id = first["id"].as_str().unwrap();
    fs::write(
        folder.join("back.csv"),
        format!("\u{feff}id;decision;why\r\n{id};отклонить;not here\r\nfig-0;accept;\r\n"),
    )
    .unwrap();
    let dry = place.run(&["decide", "case", "--table", "back.csv", "--dry-run", "--json"]);
    let told: Value = serde_json::from_slice(&dry.stdout).unwrap();
    assert_eq!(
        (&told["changes"][0]["act"], &told["refused"][0]["row"]),
        (&json!("reject"), &json!(3)),
        "{told}"
    );
    assert_eq!(dry.status.code(), Some(1), "not all of it can be done");
    let done = place.run(&["decide", "case", "--table", "back.csv", "--as", "Ада", "--json"]);
    assert!(String::from_utf8_lossy(&done.stderr).contains("row 3, id"), "{done:?}");
    let done: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(done["decisions"][0]["standing"], "holds");
    let said = String::from_utf8(place.run(&["show", "case", "decisions", "--json"]).stdout).unwrap();
    assert!(said.contains("not here") && said.contains("Ада"), "{said}");
    assert!(!place.run(&["decide", "case", "--table", "case/case.toml"]).status.success());
    assert_eq!(place.run(&["decide", "case"]).status.code(), Some(2));
}

/// What was set aside is shown with its quote, and an original of any length is given out whole.
#[test]
fn what_is_set_aside_is_still_shown() {
    let place = Place::new();
    let (_served, ada) = served(&place);
    let table = text(&ada, "/api/tables/figures.tsv");
    let id = table.lines().nth(1).unwrap().split('\t').next().unwrap().to_owned();
    assert_eq!(ada.post("/api/decisions", &json!({"id": id, "act": "reject"})).status, 200);
    let thing = ada.get(&format!("/api/things/{id}")).json();
    assert_eq!(
        (&thing["kind"], &thing["quotes"][0]["state"]),
        (&json!("figure"), &json!("stands")),
        "{thing}"
    );
    let row = ada.get("/api/decisions").json()["rows"][0].clone();
    assert_eq!((&row["quote_state"], &row["was"]), (&json!("stands"), &Value::Null));
    assert_eq!(ada.get("/api/things/fig-000000000000").status, 404);
    let long: Vec<u8> = b"The mill stood by the river, and the river by the mill.\n".repeat(20_000);
    let taken = ada.ask("PUT", "/api/documents?name=long.txt", &long).json();
    let hash = taken["original"].as_str().unwrap();
    let whole = ada.get(&format!("/api/originals/{hash}"));
    assert!(whole.body == long && whole.header("content-length") == Some(&long.len().to_string()));
}
