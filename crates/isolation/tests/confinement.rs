//! A worker that does harm: each harm is told for what it is, and the next request is answered.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use recount_isolation::{Failure, Limits, Pool, Program};
use std::net::TcpListener;
use std::time::{Duration, Instant};

fn pool() -> Pool {
    let path = env!("CARGO_BIN_EXE_misbehaving-worker").into();
    let limits = Limits {
        wall: Duration::from_secs(3),
        processor: Duration::from_secs(60),
        memory_bytes: 64 << 20,
        answer_bytes: 1 << 20,
    };
    Pool::new(Program { path, arguments: Vec::new(), environment: Vec::new() }, limits)
}

fn asked(pool: &Pool, request: &str) -> Result<String, Failure> {
    pool.ask(request.as_bytes().to_vec()).map(|answer| String::from_utf8(answer).unwrap())
}

/// True if the harm fails as it should and the pool still answers.
fn ends(request: &str, is_expected: impl Fn(&Failure) -> bool) {
    let pool = pool();
    assert_eq!(asked(&pool, "before").unwrap(), "BEFORE");
    let failure = asked(&pool, request).unwrap_err();
    assert!(is_expected(&failure), "{request}: {failure:?}");
    assert_eq!(asked(&pool, "after").unwrap(), "AFTER");
}

#[test]
fn a_panic_is_told_in_its_words() {
    ends(
        "panic at the sluice",
        |failure| matches!(failure, Failure::Crashed(words) if words.contains("at the sluice") && !words.contains("/src/bin/mis")),
    );
}

#[test]
fn an_abort_an_early_end_and_a_deep_recursion_are_crashes() {
    for request in ["abort", "end", "recurse"] {
        ends(request, |failure| matches!(failure, Failure::Crashed(_)));
    }
}

#[test]
fn what_takes_too_long_is_stopped() {
    let start = Instant::now();
    ends("loop", |failure| matches!(failure, Failure::Timeout(_)));
    ends("sleep", |failure| matches!(failure, Failure::Timeout(_)));
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn what_takes_too_much_processor_time_is_stopped() {
    let path = env!("CARGO_BIN_EXE_misbehaving-worker").into();
    let limits = Limits { processor: Duration::from_secs(1), ..Limits::default() };
    let pool = Pool::new(Program { path, arguments: Vec::new(), environment: Vec::new() }, limits);
    assert!(matches!(asked(&pool, "loop"), Err(Failure::Timeout(_))));
}

#[test]
fn what_takes_too_much_memory_is_stopped() {
    ends("allocate", |failure| matches!(failure, Failure::OutOfMemory(_)));
}

#[test]
fn an_answer_has_an_end() {
    ends("answer", |failure| matches!(failure, Failure::AnswerTooBig(_)));
}

#[test]
fn a_worker_that_shouts_is_not_held_up() {
    assert_eq!(asked(&pool(), "shout").unwrap(), "done");
}

#[test]
fn many_may_ask_at_once() {
    let pool = pool();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let pool = &pool;
            scope.spawn(move || {
                for turn in 0..20 {
                    let request = format!("number {number} turn {turn}");
                    assert_eq!(asked(pool, &request).unwrap(), request.to_uppercase());
                }
            });
        }
    });
}

#[test]
fn a_program_that_is_not_there_is_told() {
    let pool = Pool::new(
        Program { path: "/nowhere/at/all".into(), arguments: Vec::new(), environment: Vec::new() },
        Limits::default(),
    );
    assert!(matches!(asked(&pool, "words"), Err(Failure::Start(_))));
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_outside_can_be_reached() {
    let pool = pool();
    let confinement = pool.confinement().unwrap();
    if !confinement.system_calls && !confinement.files {
        eprintln!("this kernel confines nothing: {confinement:?}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (kept, new) = (folder.path().join("kept"), folder.path().join("new"));
    std::fs::write(&kept, "words").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let reachable = listener.local_addr().unwrap();
    let requests = [
        format!("connect {reachable}"),
        "listen 127.0.0.1:0".to_owned(),
        "datagram 127.0.0.1:0".to_owned(),
        format!("read {}", kept.display()),
        format!("write {}", kept.display()),
        format!("write {}", new.display()),
        format!("remove {}", kept.display()),
        "list /".to_owned(),
        "run /bin/true".to_owned(),
        "thread".to_owned(),
    ];
    for request in requests {
        let answer = asked(&pool, &request).unwrap();
        assert!(answer.starts_with("refused"), "{request}: {answer}");
    }
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "words");
    assert!(!new.exists());
    assert!(listener.accept().is_err(), "a connection was made");
}
