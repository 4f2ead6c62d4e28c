//! I5: files are durable before an entry speaks of them, entries before a person is told. Read off the calls of a run, since the death
//! of a process cannot show it: what was written outlives the process, but not the machine.

use crate::Violation;
use crate::acts::{Act, copy};
use crate::trace::{self, Call};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::Path;

/// Runs the act without a fault and checks the order of its calls. Gives the number of calls looked at.
pub fn check(program: &Path, bug: Option<&str>, act: &Act, place: &Path) -> Result<(usize, Vec<Violation>)> {
    let folder = place.join(format!("order-{}", act.name));
    copy(&act.template, &folder)?;
    let (output, calls) = trace::run(program, &folder, &act.arguments, bug, None)?;
    let mut found = Vec::new();
    let fault = crate::invariants::Fault { point: "no fault".to_owned(), ..Default::default() };
    found.extend(crate::invariants::check(program, bug, act, &folder, &fault, &output));
    let mut watch = Watch { case: folder.join("case").display().to_string(), ..Watch::default() };
    calls.iter().filter(|call| !call.is_failed).for_each(|call| watch.see(call));
    found.extend(watch.wrong.into_iter().map(|what| Violation {
        point: format!("{}: order of calls", act.name),
        invariant: "I5",
        what,
    }));
    std::fs::remove_dir_all(&folder)?;
    Ok((calls.len(), found))
}

/// What is known of the disk while calls go by.
#[derive(Debug, Default)]
struct Watch {
    case: String,
    /// Files written and not yet synced.
    unsynced: BTreeSet<String>,
    /// Folders with a name in them that was not yet synced.
    unsynced_folders: BTreeSet<String>,
    is_uncommitted: bool,
    wrong: Vec<String>,
}

impl Watch {
    fn see(&mut self, call: &Call) {
        let paths: Vec<String> = call.paths().map(str::to_owned).collect();
        let [first, ..] = paths.as_slice() else { return };
        match call.name.as_str() {
            "write" | "pwrite64" | "ftruncate" => self.written(call, first),
            "fsync" | "fdatasync" => {
                self.unsynced.remove(first);
                self.unsynced_folders.remove(first);
            }
            "rename" | "renameat" | "renameat2" | "link" | "linkat" => self.named(&paths),
            "mkdir" if first.contains("/originals/") => self.appeared(first),
            "unlink" | "unlinkat" if first.ends_with("case.db-journal") => self.committed(),
            _ => {}
        }
    }

    fn written(&mut self, call: &Call, path: &str) {
        if call.name == "write" && call.arguments.starts_with("1<") {
            if self.is_uncommitted {
                self.wrong.push("something is told before it is committed".to_owned());
            }
            return;
        }
        if !path.starts_with(&self.case) || path.contains("/cache/") {
            return;
        }
        if path.ends_with("case.db") {
            self.is_uncommitted = true;
        }
        if is_original(path) {
            self.wrong.push(format!("{path} is written under its final name"));
        }
        self.unsynced.insert(path.to_owned());
    }

    fn named(&mut self, paths: &[String]) {
        let [.., from, to] = paths else { return };
        if !to.starts_with(&self.case) || to.contains("/cache/") {
            return;
        }
        if self.unsynced.remove(from) {
            self.wrong.push(format!("{to} gets its name before its bytes are synced"));
        }
        self.appeared(to);
    }

    fn appeared(&mut self, path: &str) {
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.unsynced_folders.insert(folder.to_owned());
        }
    }

    /// The journal is gone: what the entries say is now the case.
    fn committed(&mut self) {
        self.is_uncommitted = false;
        let is_ours = |path: &&String| path.contains("/originals");
        let files = self
            .unsynced
            .iter()
            .filter(|path| is_original(path))
            .map(|path| format!("{path} is not synced when an entry speaks of it"));
        let folders = self.unsynced_folders.iter().filter(is_ours);
        let folders =
            folders.map(|path| format!("{path} is not synced when an entry speaks of what is in it"));
        self.wrong.extend(files.chain(folders).collect::<Vec<_>>());
        self.unsynced_folders.clear();
    }
}

/// True for the place of an original: `…/originals/aa/bb/<64 digits>`.
fn is_original(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    path.contains("/originals/") && name.len() == 64
}
