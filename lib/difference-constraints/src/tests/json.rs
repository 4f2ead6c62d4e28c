//! The `solve` document.

use crate::solve_json;

fn refused(text: &str) -> String {
    solve_json(text).unwrap_err().to_string()
}

#[test]
fn two_clocks_for_one_event_cannot_both_hold() {
    let output = solve_json(
        r#"{"events":[{"id":"sluice"},{"id":"alarm"}],"constraints":[
            {"id":"orr-latest","from":"0","to":"sluice","max_ms":130},
            {"id":"orr-earliest","from":"sluice","to":"0","max_ms":-130},
            {"id":"log-earliest","from":"sluice","to":"0","max_ms":-160},
            {"id":"alarm-after","from":"alarm","to":"sluice","max_ms":0}]}"#,
    )
    .unwrap();
    let shown = serde_json::to_value(&output).unwrap();
    assert_eq!(shown["feasible"], false);
    assert_eq!(shown["conflicts"], serde_json::json!([["log-earliest", "orr-latest"]]));
    assert_eq!(shown["smallest_sets"], serde_json::json!([["log-earliest"], ["orr-latest"]]));
    assert_eq!(shown["bounds"]["alarm"]["earliest_ms"], 130);
    assert_eq!(shown["bounds"]["alarm"]["because"], serde_json::json!(["alarm-after", "orr-earliest"]));
    assert_eq!(shown["bounds"]["alarm"]["latest_ms"], serde_json::Value::Null);
}

#[test]
fn a_negative_self_loop_is_a_conflict_of_one() {
    let output = solve_json(
        r#"{"events":[{"id":"a"}],"constraints":[{"id":"before-itself","from":"a","to":"a","max_ms":-1}]}"#,
    )
    .unwrap();
    assert!(!output.feasible);
    assert_eq!(output.conflicts, [["before-itself"]]);
    assert_eq!(output.smallest_sets, [["before-itself"]]);
}

#[test]
fn a_self_loop_that_says_nothing_changes_nothing() {
    let output =
        solve_json(r#"{"events":[{"id":"a"}],"constraints":[{"id":"x","from":"a","to":"a","max_ms":0}]}"#)
            .unwrap();
    assert!(output.feasible && output.conflicts.is_empty());
}

#[test]
fn weights_decide_which_set_is_smallest() {
    let output = solve_json(
        r#"{"events":[{"id":"a"},{"id":"b"}],"constraints":[
            {"id":"log","from":"a","to":"b","max_ms":-5,"weight":3},
            {"id":"memory","from":"b","to":"a","max_ms":4,"weight":0.5}]}"#,
    )
    .unwrap();
    assert_eq!(output.smallest_sets, [["memory"]]);
}

#[test]
fn grouped_constraints_stand_and_fall_together() {
    let output = solve_json(
        r#"{"events":[{"id":"a"}],"constraints":[
            {"id":"1a","from":"0","to":"a","max_ms":5,"assertion":"one"},
            {"id":"1b","from":"a","to":"0","max_ms":-5,"assertion":"one"},
            {"id":"2a","from":"0","to":"a","max_ms":9,"assertion":"two"},
            {"id":"2b","from":"a","to":"0","max_ms":-9,"assertion":"two"}]}"#,
    )
    .unwrap();
    assert_eq!(output.conflicts, [["one", "two"]]);
}

#[test]
fn nothing_at_all_is_possible() {
    let output = solve_json(r#"{"events":[],"constraints":[]}"#).unwrap();
    assert!(output.feasible && output.bounds.is_empty());
}

#[test]
fn errors_say_what_and_where() {
    assert!(refused("{").starts_with("not a time network: EOF"));
    assert!(refused(r#"{"events":[]}"#).contains("missing field `constraints`"));
    assert_eq!(refused(r#"{"events":[{"id":"a"},{"id":"a"}],"constraints":[]}"#), "event id used twice: `a`");
    let one = r#"{"id":"c","from":"0","to":"b","max_ms":1}"#;
    assert_eq!(
        refused(&format!(r#"{{"events":[{{"id":"a"}}],"constraints":[{one}]}}"#)),
        "constraint `c` names an event that is not listed: `b`"
    );
    assert_eq!(
        refused(&format!(r#"{{"events":[{{"id":"b"}}],"constraints":[{one},{one}]}}"#)),
        "constraint id used twice: `c`"
    );
    let light = r#"{"id":"c","from":"0","to":"0","max_ms":1,"weight":0}"#;
    assert_eq!(
        refused(&format!(r#"{{"events":[],"constraints":[{light}]}}"#)),
        "weight is not a positive finite number: `c`"
    );
}
