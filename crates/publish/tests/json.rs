//! The JSON records keep the promises programs rely on.

#[cfg(test)]
mod fixture;

use recount_publish::{kinds, records};
use serde_json::Value;
use std::collections::BTreeMap;

#[cfg(test)]
fn values(kind: &str) -> Vec<Value> {
    let dossier = fixture::dossier();
    records(&dossier, kind).unwrap().iter().map(|record| serde_json::to_value(record).unwrap()).collect()
}

fn originals() -> BTreeMap<String, &'static str> {
    [fixture::GAZETTE, fixture::WITNESS]
        .map(|text| (recount_model::OriginalId::of(text.as_bytes()).to_string(), text))
        .into_iter()
        .collect()
}

/// Walks a record; everywhere `original`, `start`, `end` and `text` stand together they must agree.
fn check_citations(value: &Value, inherited: Option<&str>, seen: &mut usize) {
    match value {
        Value::Object(fields) => {
            let original = fields.get("original").and_then(Value::as_str).or(inherited);
            let number = |name: &str| fields.get(name).and_then(Value::as_u64).map(|number| number as usize);
            let text = fields.get("text").and_then(Value::as_str);
            if let (Some(original), Some(start), Some(end), Some(text)) =
                (original, number("start"), number("end"), text)
            {
                assert_eq!(originals()[original].get(start..end), Some(text), "{value}");
                *seen += 1;
            }
            fields.values().for_each(|field| check_citations(field, original, seen));
        }
        Value::Array(items) => items.iter().for_each(|item| check_citations(item, inherited, seen)),
        _ => {}
    }
}

#[test]
fn every_citation_stands_in_the_original() {
    for kind in kinds() {
        let (values, mut seen) = (values(kind), 0);
        values.iter().for_each(|value| check_citations(value, None, &mut seen));
        let cites_nothing = ["lineage", "roots", "accounts", "people", "talking-points"];
        assert!(seen >= values.len() || cites_nothing.contains(&kind), "{kind} cites {seen}");
    }
}

#[test]
fn the_fixed_fields_stay() {
    let fixed = [
        ("times", "start end text type value edtf earliest latest approx rule candidates"),
        ("figures", "start end text low high bound measure counted place as_of chain part_of certainty rule"),
        ("quotes", "start end text speaker role cue mode chain"),
        ("names", "start end text type canonical"),
        ("accounts", "id original start end title source written earliest latest why"),
        ("layout", "kind start end"),
        ("collate", "a b kind score edits direction why"),
        ("questions", "id title measure event scope claims pairs low high best"),
        ("chronicle", "id title earliest latest edtf place supports disputes roots"),
        ("findings", "id kind hold reading title why spans severity"),
    ];
    for (kind, fields) in fixed {
        let values = values(kind);
        assert!(!values.is_empty(), "{kind}");
        for (value, field) in
            values.iter().flat_map(|value| fields.split(' ').map(move |field| (value, field)))
        {
            assert!(value.get(field).is_some(), "{kind} lacks {field}: {value}");
        }
    }
}

#[test]
fn instants_are_rfc_3339_and_unknown_ones_are_null() {
    let accounts = values("accounts");
    let of = |id: &str| accounts.iter().find(|account| account["id"] == id).unwrap();
    assert_eq!(of("acc-gazette")["earliest"], "2031-03-04T00:00:00Z");
    assert_eq!(of("acc-gazette")["latest"], "2031-03-04T23:59:59.999Z");
    assert_eq!(of("acc-port")["earliest"], Value::Null);
    assert_eq!(of("acc-port")["written"], Value::Null);
}

#[test]
fn words_of_the_model_are_given_as_the_contract_spells_them() {
    let figures = values("figures");
    let of = |id: &str| figures.iter().find(|figure| figure["id"] == id).unwrap();
    assert_eq!(of("fig-21")["bound"], "more-than");
    assert_eq!(of("fig-21")["high"], Value::Null);
    assert_eq!(of("fig-4")["part_of"], "fig-12");
    assert_eq!(values("collate")[0]["direction"], "a-to-b");
    assert_eq!(values("collate")[0]["a"]["doc"], "velin.txt");
    assert_eq!(values("times")[0]["type"], "TIME");
    assert_eq!(values("people")[0]["mentions"].as_array().unwrap().len(), 2);
}

#[test]
fn what_lies_between_accounts_is_furniture() {
    let layout = values("layout");
    let furniture: Vec<&Value> = layout.iter().filter(|block| block["kind"] == "furniture").collect();
    assert_eq!(furniture.len(), 1);
    assert_eq!(furniture[0]["text"], "advert: boots, half price");
    assert_eq!(furniture[0]["account"], Value::Null);
}

#[test]
fn fields_keep_their_order_and_unknown_kinds_are_none() {
    let dossier = fixture::dossier();
    let line = serde_json::to_string(&records(&dossier, "names").unwrap()[0]).unwrap();
    assert!(line.starts_with(r#"{"id":"nam-wren-"#), "{line}");
    assert!(records(&dossier, "verdicts").is_none());
}
