//! Mistakes made on purpose: a harness that does not find them proves nothing.

use crate::acts::Act;
use crate::sweeps::{Kind, Subject, sweep};
use crate::{Violation, columns, order};
use anyhow::Result;
use std::path::Path;

/// What can be switched on in a build with feature `seeded-bugs`, with what is wrong then.
pub const BUGS: [(&str, &str); 12] = [
    ("commit-before-file", "the entry is committed before the file is there"),
    ("no-file-sync", "files are renamed without a sync"),
    ("no-folder-sync", "folders are not synced"),
    ("straight-to-final", "files are written under their final name"),
    ("trusted-existing", "a file that is there already is believed"),
    ("two-transactions", "log and tables are written in two transactions"),
    ("swallowed-sync-error", "a failed sync is passed over"),
    ("told-before-kept", "the answer is given before the commit"),
    ("chain-off-by-one", "an entry is bound to the one before the last"),
    ("uncovered-column", "a table is not compared with the log"),
    ("gc-forgets-proposals", "gc takes files of proposed names for litter"),
    ("panic-on-full-output", "a full standard output ends in a panic"),
];

/// How one bug was found; `None` if it was not.
pub fn found(program: &Path, bug: &str, acts: &[Act], place: &Path) -> Result<Option<Violation>> {
    let subject = Subject { program, bug: Some(bug), is_hasty: true };
    for act in acts {
        let (_, violations) = order::check(program, Some(bug), act, place)?;
        if let Some(first) = violations.into_iter().next() {
            return Ok(Some(first));
        }
    }
    // Two dozen tries, before hundreds.
    if let Some(filled) = acts.iter().find(|act| act.name == "gc") {
        let changed = columns::check(program, Some(bug), &filled.template, place)?;
        if let Some(first) = changed.1.into_iter().next() {
            return Ok(Some(first));
        }
    }
    for kind in [Kind::Kill, Kind::Errors] {
        let swept = sweep(subject, kind, acts, place, None, 1)?;
        if let Some(first) = swept.violations.into_iter().next() {
            return Ok(Some(first));
        }
    }
    Ok(None)
}
