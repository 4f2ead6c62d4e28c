//! Cases that were open before, in a file of the user's own: `$XDG_STATE_HOME/recount/recent.json`.

use crate::status::RecentCase;
use std::path::{Path, PathBuf};

const MOST: usize = 12;

/// Where the workbench keeps what is the user's own; `None` where the user has no home.
pub fn folder() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/state"));
    Some(state.or_else(home)?.join("recount"))
}

fn file() -> Option<PathBuf> {
    Some(folder()?.join("recent.json"))
}

/// The last opened first; cases that are gone are left out.
pub fn list() -> Vec<RecentCase> {
    let read =
        || Some(serde_json::from_slice::<Vec<RecentCase>>(&std::fs::read(file()?).ok()?).unwrap_or_default());
    let mut cases = read().unwrap_or_default();
    cases.retain(|case| Path::new(&case.dir).join("case.db").is_file());
    cases
}

/// Puts a case in front of the list. That it cannot be kept is no harm: the list is a convenience.
pub fn remember(dir: &Path, title: &str, at: &str) -> Vec<RecentCase> {
    let dir = dir.canonicalize().unwrap_or_else(|_| dir.to_owned()).display().to_string();
    let mut cases = list();
    cases.retain(|case| case.dir != dir);
    cases.insert(0, RecentCase { dir, title: title.to_owned(), at: at.to_owned() });
    cases.truncate(MOST);
    if let Some(path) = file() {
        let _ = serde_json::to_vec(&cases).map(|bytes| crate::people::write_private(&path, &bytes));
    }
    cases
}
