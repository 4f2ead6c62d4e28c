//! A fault at every call of every act: the process dies there, or the call fails there.

use crate::acts::{Act, copy};
use crate::invariants::{self, Fault};
use crate::trace::{self, Injection};
use crate::{Dice, Violation};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many points are tried at once.
const AT_ONCE: usize = 3;

/// Ways in which calls fail: the error, whether it stays, and at which calls it can happen.
const ERRORS: [(&str, bool, &[&str]); 5] = [
    ("ENOSPC", false, &["openat", "write", "pwrite64", "fsync", "mkdir", "rename", "renameat2", "ftruncate"]),
    ("ENOSPC", true, &["openat", "write", "pwrite64", "mkdir", "rename"]),
    (
        "EIO",
        false,
        &[
            "write",
            "pwrite64",
            "fsync",
            "fdatasync",
            "rename",
            "renameat2",
            "unlink",
            "unlinkat",
            "ftruncate",
            "fchmod",
        ],
    ),
    ("EMFILE", false, &["openat"]),
    ("EROFS", true, &["openat", "mkdir", "rename", "renameat2", "unlink", "unlinkat", "fchmod"]),
];

/// What a sweep did.
#[derive(Debug, Default)]
pub struct Swept {
    /// Points at which the fault did happen.
    pub points: usize,
    pub violations: Vec<Violation>,
}

/// Which kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Kill,
    Errors,
}

/// The program under test, with a bug switched on perhaps.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    pub program: &'a Path,
    pub bug: Option<&'a str>,
    /// Stop at the first violation.
    pub is_hasty: bool,
}

/// Tries faults of `kind` at every point of `acts`; at `most` of them, chosen by `seed`, when there are more.
pub fn sweep(
    subject: Subject<'_>,
    kind: Kind,
    acts: &[Act],
    place: &Path,
    most: Option<usize>,
    seed: u64,
) -> Result<Swept> {
    let mut points = Vec::new();
    for act in acts {
        points.extend(injections(subject, kind, act, place)?.into_iter().map(|injection| (act, injection)));
    }
    if let Some(most) = most {
        let mut dice = Dice::new(seed);
        while points.len() > most {
            let idx = dice.index(points.len());
            points.swap_remove(idx);
        }
    }
    let (next, swept) = (AtomicUsize::new(0), Mutex::new(Swept::default()));
    let work = || -> Result<()> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some((act, injection)) = points.get(number) else { return Ok(()) };
            let folder = place.join(format!("{kind:?}-{number}"));
            let tried = point(subject, act, injection, &folder)?;
            let Ok(mut swept) = swept.lock() else { return Ok(()) };
            if let Some(violations) = tried {
                swept.points += 1;
                swept.violations.extend(violations);
            }
            if subject.is_hasty && !swept.violations.is_empty() {
                next.store(points.len(), Ordering::Relaxed);
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(work)).collect();
        let ended = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|_| anyhow::bail!("a worker stopped")));
        ended.collect::<Vec<_>>().into_iter().collect::<Result<()>>()
    })?;
    Ok(swept.into_inner().unwrap_or_default())
}

/// Every fault there is to try on an act.
fn injections(subject: Subject<'_>, kind: Kind, act: &Act, place: &Path) -> Result<Vec<Injection>> {
    let folder = place.join(format!("count-{}", act.name));
    copy(&act.template, &folder)?;
    let (_, calls) = trace::run(subject.program, &folder, &act.arguments, subject.bug, None)?;
    let points = trace::points(&calls, &folder, kind == Kind::Errors)?;
    std::fs::remove_dir_all(&folder)?;
    let mut all = Vec::new();
    for (call, numbers) in points {
        let of = |fault: String, stays: bool| {
            let when = |number: &usize| format!("{number}{}", if stays { "+" } else { "" });
            let one = |number| Injection { call: call.clone(), when: when(number), fault: fault.clone() };
            numbers.iter().map(one).collect::<Vec<_>>()
        };
        if kind == Kind::Kill {
            all.extend(of("signal=SIGKILL".to_owned(), false));
            continue;
        }
        for (error, stays, calls) in ERRORS {
            if calls.contains(&call.as_str()) {
                all.extend(of(format!("error={error}"), stays));
            }
        }
    }
    Ok(all)
}

/// One try; `None` if the fault did not come about.
fn point(
    subject: Subject<'_>,
    act: &Act,
    injection: &Injection,
    folder: &PathBuf,
) -> Result<Option<Vec<Violation>>> {
    copy(&act.template, folder)?;
    let (output, calls) = trace::run(subject.program, folder, &act.arguments, subject.bug, Some(injection))?;
    let is_kill = injection.fault.starts_with("signal");
    // Numbers of another thread may fall on the loader, before anything of ours runs.
    if output.status.code() == Some(127) {
        std::fs::remove_dir_all(folder)?;
        return Ok(None);
    }
    let hit: Vec<_> = calls.iter().filter(|call| call.is_injected || (is_kill && call.is_failed)).collect();
    let is_killed = matches!(output.status.code(), None | Some(137));
    let is_hit = if is_kill { is_killed } else { !hit.is_empty() };
    let is_kept = |path: &str| path.contains("/originals") || path.contains("case.db");
    let is_failed_sync = !is_kill
        && injection.call.contains("sync")
        && hit.iter().any(|call| call.path().is_some_and(is_kept));
    let is_speechless = hit.iter().any(|call| call.arguments.starts_with("2<"));
    let fault = Fault { point: injection.to_string(), is_kill, is_failed_sync, is_speechless };
    let violations = invariants::check(subject.program, subject.bug, act, folder, &fault, &output);
    std::fs::remove_dir_all(folder)?;
    Ok(is_hit.then_some(violations))
}
