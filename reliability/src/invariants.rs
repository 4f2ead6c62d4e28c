//! What must hold after a fault.

use crate::Violation;
use crate::acts::{Act, told, typed};
use anyhow::Result;
use recount_keep::{Actor, Bag, Case};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

/// What a case holds, without what differs from try to try (times, numbers of entries).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    originals: BTreeSet<String>,
    proposals: BTreeSet<String>,
    decisions: BTreeSet<String>,
    settings: String,
    /// The report, where the act writes one.
    report: Option<Vec<u8>>,
    /// Whether there is a package, and it is whole.
    package: Option<bool>,
}

impl State {
    pub fn of(folder: &Path) -> Result<Self> {
        let case = Case::open(&folder.join("case"), Actor::default())?;
        Ok(State {
            originals: case.originals()?.iter().map(|one| format!("{} {:?}", one.id.0, one.names)).collect(),
            proposals: case.proposals()?.into_iter().map(|one| one.id.0.to_string()).collect(),
            decisions: case
                .decisions()?
                .iter()
                .map(|one| format!("{:?} {:?}", one.subject, one.act))
                .collect(),
            settings: format!("{:?}", case.settings),
            report: fs::read(folder.join("out.md")).ok(),
            package: fs::exists(folder.join("bag"))?
                .then(|| Bag::check(&folder.join("bag")).is_ok_and(|(_, damages)| damages.is_empty())),
        })
    }
}

/// What is known of the fault that was made.
#[derive(Clone, Debug, Default)]
pub struct Fault {
    pub point: String,
    pub is_kill: bool,
    /// A sync of an original or the database was made to fail: then the program must not say that it succeeded.
    pub is_failed_sync: bool,
    /// Writing to standard error was made to fail.
    pub is_speechless: bool,
}

/// Checks everything, repeats the act without a fault, and checks again. The folder is used up.
pub fn check(
    program: &Path,
    bug: Option<&str>,
    act: &Act,
    folder: &Path,
    fault: &Fault,
    output: &Output,
) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut say = |invariant: &'static str, what: String| {
        found.push(Violation { point: format!("{}: {}", act.name, fault.point), invariant, what });
    };
    ending(fault, output, &mut say);
    if folder.join("case/case.db").exists() {
        // What `rebuild` starts from is damaged: until it is done, that stays.
        let is_unfinished = act.name == "rebuild" || folder.join("case/.importing").exists();
        if !is_unfinished {
            after_fault(folder, output, &mut say);
        }
    } else if !MAKING.contains(&act.name) {
        say("I4", "the database is gone".to_owned());
    }
    // A case is made once, and so is a package; what was decided has no longer the id by which it was found.
    let is_once = (MAKING.contains(&act.name) || ["decide", "export"].contains(&act.name))
        && State::of(folder).is_ok_and(|state| state == act.expected);
    if !output.status.success() && !is_once {
        match typed(program, folder, &act.arguments, bug) {
            Ok(again) if again.status.success() => {}
            Ok(again) => say("I6", format!("repeating it fails: {}", told(&again))),
            Err(error) => say("I6", format!("repeating it fails: {error:#}")),
        }
    }
    match State::of(folder) {
        Ok(state) if state == act.expected => {}
        Ok(state) => say("I6", format!("it ends elsewhere: {state:?} for {:?}", act.expected)),
        Err(error) => say("I6", format!("the case cannot be read afterwards: {error:#}")),
    }
    settled(folder, &mut say);
    found
}

/// Acts before which there is no case.
const MAKING: [&str; 2] = ["init", "import"];

type Say<'a> = &'a mut dyn FnMut(&'static str, String);

/// I8, and that a failed sync is not passed over.
fn ending(fault: &Fault, output: &Output, say: Say<'_>) {
    let message = told(output);
    if message.contains("panicked") {
        say("I8", format!("it panicked: {message}"));
    }
    if fault.is_kill {
        return;
    }
    match output.status.code() {
        Some(0) if fault.is_failed_sync => say("I5", "a sync failed and it said that all is well".to_owned()),
        Some(0) => {}
        Some(1 | 3) if !message.is_empty() || !output.stdout.is_empty() => {}
        // Where standard error is full as well there is nobody to tell.
        Some(1 | 3) if fault.is_speechless => {}
        Some(1 | 3) => say("I8", "it failed and said nothing".to_owned()),
        code => say("I8", format!("it ended with {code:?}: {message}")),
    }
}

/// I1 to I4 right after the fault.
fn after_fault(folder: &Path, output: &Output, say: Say<'_>) {
    let case = match Case::open(&folder.join("case"), Actor::default()) {
        Ok(case) => case,
        Err(error) => return say("I2", format!("the case cannot be opened: {error}")),
    };
    whole(&case, say);
    let logged: BTreeSet<String> = case
        .log()
        .unwrap_or_default()
        .iter()
        .filter_map(|entry| Some(entry.args.get("sha256")?.as_str()?.to_owned()))
        .collect();
    for id in acknowledged(&output.stdout) {
        if !logged.contains(&id) {
            say("I1", format!("{id} was said to be kept and is not in the log"));
        }
    }
}

/// I2, I3 and I4 as `verify` sees them; a bug of verify itself is looked for in `columns` and `flips`.
fn whole(case: &Case, say: Say<'_>) {
    use recount_keep::DamageKind as Kind;
    let damages = match case.verify() {
        Ok(damages) => damages,
        Err(error) => return say("I2", error.to_string()),
    };
    for damage in damages {
        let invariant = match damage.kind {
            Kind::OriginalMissing | Kind::OriginalChanged => "I4",
            Kind::TableDiffersFromLog => "I3",
            _ => "I2",
        };
        say(invariant, format!("{}: {}", damage.what, damage.message));
    }
}

/// I2 to I4 in the end, and I7.
fn settled(folder: &Path, say: Say<'_>) {
    let root = folder.join("case");
    let case = Case::open(&root, Actor::default()).and_then(|mut case| case.gc().map(|_| case));
    match case {
        Ok(case) => whole(&case, say),
        Err(error) => say("I7", error.to_string()),
    }
    for entry in walkdir::WalkDir::new(&root).into_iter().flatten() {
        if entry.file_name().to_string_lossy().starts_with(".writing-") {
            say("I7", format!("{} is left", entry.path().display()));
        }
    }
}

/// Hashes that the program said are kept, from what it printed as JSON.
fn acknowledged(stdout: &[u8]) -> Vec<String> {
    let lines = String::from_utf8_lossy(stdout).into_owned();
    let values = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut ids = Vec::new();
    for value in values {
        for list in ["new", "known"] {
            let listed = value.get(list).and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
            ids.extend(listed.iter().filter_map(|id| id.as_str().map(str::to_owned)));
        }
    }
    ids
}
