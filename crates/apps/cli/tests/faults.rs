//! A few faults at system calls, so that an ordinary test run notices a broken promise; all of them: `cargo xtask reliability`.

#![cfg(target_os = "linux")]

use recount_reliability::sweeps::{Kind, Subject, sweep};
use recount_reliability::{acts, order, trace, workplace};
use std::path::Path;

#[test]
fn a_kill_or_a_failing_call_breaks_no_promise() {
    if !trace::is_possible() {
        eprintln!("no strace, or no leave to trace: the test says nothing");
        return;
    }
    let (program, place) = (Path::new(env!("CARGO_BIN_EXE_recount")), workplace().unwrap());
    let acts = acts::prepared(program, place.path(), &["init", "add", "gc"]).unwrap();
    for act in &acts {
        assert_eq!(order::check(program, None, act, place.path()).unwrap().1, []);
    }
    let subject = Subject { program, bug: None, is_hasty: false };
    for kind in [Kind::Kill, Kind::Errors] {
        let swept = sweep(subject, kind, &acts, place.path(), Some(12), 7).unwrap();
        assert_eq!(swept.violations, []);
        assert!(swept.points > 4, "{swept:?}");
    }
}
