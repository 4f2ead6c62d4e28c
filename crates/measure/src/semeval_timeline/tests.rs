//! The judge on small timelines.

use super::graph::{Judged, judge};
use super::lines::{Line, value};

fn line(order: u32, value: &str, events: &[&str]) -> Line {
    Line { order, value: value.to_owned(), events: events.iter().map(|event| (*event).to_owned()).collect() }
}

fn shares(gold: &[Line], given: &[Line]) -> (f64, f64) {
    let score = judge(gold, given).score("t", Vec::new());
    (score.precision, score.recall)
}

#[test]
fn the_same_timeline_is_all_right() {
    let key = [line(0, "", &["1-1-x"]), line(1, "2001", &["1-1-a", "1-2-b"]), line(2, "2002", &["1-3-c"])];
    assert_eq!(shares(&key, &key), (1.0, 1.0));
}

#[test]
fn what_has_no_order_is_not_judged() {
    let key = [line(1, "2001", &["1-1-a"])];
    assert_eq!(shares(&key, &[line(1, "2001", &["1-1-a"]), line(0, "", &["1-9-z"])]), (1.0, 1.0));
    assert_eq!(judge(&key, &[]).score("t", Vec::new()).f1, 0.0);
}

#[test]
fn a_relation_that_follows_is_right() {
    let key = [line(1, "2001", &["1-1-a"]), line(2, "2002", &["1-2-b"]), line(3, "2003", &["1-3-c"])];
    // Two times and the order of a and c, which follows from the key's two orders; the key has five relations.
    let given = [line(1, "2001", &["1-1-a"]), line(2, "2003", &["1-3-c"])];
    let (precision, recall) = shares(&key, &given);
    assert_eq!(precision, 1.0);
    assert!((recall - 2.0 / 5.0).abs() < 1e-9);
}

#[test]
fn the_other_order_and_the_other_time_are_wrong() {
    let key = [line(1, "2001", &["1-1-a"]), line(2, "2002", &["1-2-b"])];
    let given = [line(1, "2000", &["1-2-b"]), line(2, "2001", &["1-1-a"])];
    let (precision, recall) = shares(&key, &given);
    assert!((precision - 1.0 / 3.0).abs() < 1e-9 && (recall - 1.0 / 3.0).abs() < 1e-9);
}

#[test]
fn an_order_that_contradicts_its_times_counts_as_said() {
    let odd = [line(1, "2001", &["1-1-a"]), line(2, "2001", &["1-2-b"])];
    assert_eq!(shares(&odd, &odd), (1.0, 1.0));
    let mut sum = Judged::default();
    sum.add(&judge(&odd, &odd));
    assert_eq!(sum, judge(&odd, &odd));
}

#[test]
fn times_are_compared_as_far_as_they_are_known() {
    for (time, known) in [
        ("2004-XX-XX", "2004"),
        ("2004-03-XX", "2004-03"),
        ("2004-03-28T10:00", "2004-03-28"),
        ("2004-21", "2004"),
        ("XXXX-XX-XX", ""),
    ] {
        assert_eq!(value(time), known);
    }
}
