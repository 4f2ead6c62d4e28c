//! Paths to files: folders walked in a fixed order, links that go round in a circle noticed.

use recount_diagnostics::Diagnostic;
use recount_sayings::say;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// One file of the dossier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub path: PathBuf,
    /// The path below what the user named, with `/` between parts.
    pub name: String,
}

/// Kinds of file that are no accounts: settings, and what systems leave in folders.
const NOT_ACCOUNTS: [&str; 4] = ["toml", "lock", "ds_store", "ini"];

/// Lists the files under `paths`. What cannot be listed is a diagnostic, and the rest goes on.
pub fn files(paths: &[PathBuf]) -> (Vec<Found>, Vec<Diagnostic>) {
    let (mut found, mut diagnostics) = (Vec::new(), Vec::new());
    for path in paths {
        let mut walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() && is_case(entry.path()) => {
                    let note = Diagnostic::note("not-an-account", say!("odd.case-is-no-account"));
                    diagnostics.push(note.in_place(entry.path().display().to_string()));
                    walk.skip_current_dir();
                }
                Ok(entry) if entry.file_type().is_file() && is_left_out(entry.path()) => {
                    let note = Diagnostic::note("not-an-account", say!("odd.settings-are-no-account"));
                    diagnostics.push(note.in_place(entry.path().display().to_string()));
                }
                Ok(entry) if entry.file_type().is_file() => {
                    found.push(Found { name: name_below(path, entry.path()), path: entry.into_path() });
                }
                Ok(_) => {}
                Err(error) => diagnostics.push(unlisted(path, &error)),
            }
        }
    }
    found.sort();
    found.dedup();
    (found, diagnostics)
}

/// The folder of a case: it may lie in the very folder that is added to it.
fn is_case(folder: &Path) -> bool {
    folder.join("case.db").is_file() && folder.join("case.toml").is_file()
}

fn is_left_out(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| NOT_ACCOUNTS.contains(&extension.as_str()))
}

fn name_below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).ok().filter(|below| !below.as_os_str().is_empty());
    let below = below.or_else(|| path.file_name().map(Path::new)).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| label(part.as_os_str())).collect();
    parts.join("/")
}

/// A file name as text. What is no text is written byte by byte (`\xFF`), and a backslash beside it doubled, so that nothing is
/// lost and no two names look alike.
pub fn label(name: &OsStr) -> String {
    if let Some(text) = name.to_str() {
        return text.to_owned();
    }
    let mut label = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        label.push_str(&chunk.valid().replace('\\', "\\\\"));
        for byte in chunk.invalid() {
            let _ = write!(label, "\\x{byte:02X}");
        }
    }
    label
}

fn unlisted(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let place = error.path().unwrap_or(root).display().to_string();
    if error.loop_ancestor().is_some() {
        return Diagnostic::warning("link-circle", say!("odd.link-circle"))
            .in_place(place)
            .hint(say!("odd-hint.link-circle"));
    }
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::error("unlisted-path", say!("odd.unlisted-path", why = why))
        .in_place(place)
        .hint(say!("odd-hint.unlisted-path"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt as _;

    #[test]
    fn names_that_are_no_text_are_told_apart() {
        let told = |bytes: &[u8]| label(OsStr::from_bytes(bytes));
        assert_eq!(told("отчёт.txt".as_bytes()), "отчёт.txt");
        assert_eq!(told(b"a\\xFF.txt"), "a\\xFF.txt");
        assert_eq!(told(b"a\xff.txt"), "a\\xFF.txt");
        assert_eq!(told(b"a\\\xff.txt"), "a\\\\\\xFF.txt");
    }
}
