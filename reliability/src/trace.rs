//! System calls of a run, as `strace` writes them, and faults put into them.

use anyhow::{Context as _, Result, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Calls that change a disk or tell a person something.
pub const CALLS: [&str; 17] = [
    "openat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "rmdir",
    "ftruncate",
    "fchmod",
    "flock",
];

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub thread: String,
    pub name: String,
    /// Its arguments as written, paths of descriptors in angle brackets.
    pub arguments: String,
    pub is_failed: bool,
    pub is_injected: bool,
    /// It is the so-manieth call of its name in its thread, from 1.
    pub number: usize,
}

impl Call {
    /// True if it could change something in `folder`, or writes to standard output or standard error.
    fn is_mutating(&self, folder: &Path) -> bool {
        let folder = folder.display().to_string();
        let is_told =
            self.name == "write" && (self.arguments.starts_with("1<") || self.arguments.starts_with("2<"));
        let is_reading = self.name == "openat"
            && self.arguments.contains("O_RDONLY")
            && !self.arguments.contains("O_CREAT");
        is_told || (self.arguments.contains(&folder) && !is_reading)
    }

    /// True if it opens something in `folder`, for reading even.
    fn is_opening(&self, folder: &Path) -> bool {
        self.name == "openat" && self.arguments.contains(&folder.display().to_string())
    }

    /// The first path in its arguments: in quotes, or of a descriptor.
    pub fn path(&self) -> Option<&str> {
        self.paths().next()
    }

    /// Every path in its arguments.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.arguments.split(['"', '<', '>']).filter(|part| part.starts_with('/'))
    }
}

/// A fault: which call, and what happens to it (`signal=SIGKILL`, `error=EIO`), in words of `strace -e inject`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Injection {
    pub call: String,
    pub when: String,
    pub fault: String,
}

impl std::fmt::Display for Injection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:when={}", self.call, self.fault, self.when)
    }
}

/// Arguments with `@/` turned into the folder they are tried in.
pub fn placed(arguments: &[String], folder: &Path) -> Vec<String> {
    let here = format!("{}/", folder.display());
    arguments
        .iter()
        .map(|word| word.strip_prefix("@/").map_or_else(|| word.clone(), |rest| here.clone() + rest))
        .collect()
}

/// True if calls can be watched and changed here.
pub fn is_possible() -> bool {
    let tried = Command::new("strace")
        .args(["-f", "-e", "trace=none", "-e", "inject=sync:error=EIO", "true"])
        .output();
    tried.is_ok_and(|done| done.status.success())
}

/// Runs `program` in `folder` under `strace`, with a fault if there is one; gives what it printed and its calls.
pub fn run(
    program: &Path,
    folder: &Path,
    arguments: &[String],
    bug: Option<&str>,
    injection: Option<&Injection>,
) -> Result<(Output, Vec<Call>)> {
    let log = folder.with_extension("strace");
    let traced = injection.map_or_else(|| CALLS.join(","), |injection| injection.call.clone());
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-qq", "-s", "0", "-o"]).arg(&log);
    command.arg("-e").arg(format!("trace={traced}"));
    if let Some(injection) = injection {
        command.arg("-e").arg(format!("inject={injection}"));
    }
    command.arg(program).args(placed(arguments, folder)).current_dir(folder).env("RAYON_NUM_THREADS", "2");
    if let Some(bug) = bug {
        command.env("RECOUNT_SEEDED_BUG", bug);
    }
    let output = command.output().context("strace cannot be started")?;
    let text =
        fs::read(&log).with_context(|| format!("strace wrote nothing: {}", crate::acts::told(&output)))?;
    fs::remove_file(&log)?;
    Ok((output, parsed(&String::from_utf8_lossy(&text))))
}

/// The calls in the order in which they began.
fn parsed(text: &str) -> Vec<Call> {
    let (mut calls, mut numbers): (Vec<Call>, BTreeMap<(String, String), usize>) =
        (Vec::new(), BTreeMap::new());
    for line in text.lines() {
        let Some((thread, rest)) = line.trim().split_once(' ') else { continue };
        let rest = rest.trim();
        if let Some(resumed) = rest.strip_prefix("<... ") {
            finish(&mut calls, thread, resumed);
            continue;
        }
        let Some((name, arguments)) = rest.split_once('(') else { continue };
        if !CALLS.contains(&name) {
            continue;
        }
        let number = numbers.entry((thread.to_owned(), name.to_owned())).or_default();
        *number += 1;
        calls.push(Call {
            thread: thread.to_owned(),
            name: name.to_owned(),
            arguments: without_current_folder(arguments),
            is_failed: arguments.contains(") = -1") || arguments.contains(") = ?"),
            is_injected: arguments.contains("(INJECTED)"),
            number: *number,
        });
    }
    calls
}

/// `AT_FDCWD</somewhere>` says where a path would start that is none of ours: all of ours are absolute.
fn without_current_folder(arguments: &str) -> String {
    let mut parts = arguments.split("AT_FDCWD<");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| whole + part.split_once('>').map_or(part, |(_, rest)| rest))
}

/// The end of a call that another thread's line came between.
fn finish(calls: &mut [Call], thread: &str, resumed: &str) {
    let name = resumed.split(' ').next().unwrap_or_default();
    if let Some(call) = calls.iter_mut().rev().find(|call| call.thread == thread && call.name == name) {
        call.is_failed = resumed.contains("= -1") || resumed.contains("= ?");
        call.is_injected = resumed.contains("(INJECTED)");
    }
}

/// The calls of an act at which something can go wrong, from a run without a fault: those that change something, and with
/// `with_opening` those that open something.
pub fn points(calls: &[Call], folder: &Path, with_opening: bool) -> Result<BTreeMap<String, Vec<usize>>> {
    let mut points: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let is_point = |call: &&Call| call.is_mutating(folder) || (with_opening && call.is_opening(folder));
    for call in calls.iter().filter(is_point) {
        let numbers = points.entry(call.name.clone()).or_default();
        if !numbers.contains(&call.number) {
            numbers.push(call.number);
        }
    }
    ensure!(!points.is_empty(), "the act changes nothing: there is nothing to try");
    Ok(points)
}
