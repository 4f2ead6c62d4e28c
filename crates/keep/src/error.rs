//! What can go wrong with a case folder.

use recount_sayings::{Told, say};
use std::path::{Path, PathBuf};

/// Why something could not be kept or found. Each message stands alone and says what to do.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.told())]
pub enum KeepError {
    NotACase {
        path: PathBuf,
    },
    NotEmpty {
        path: PathBuf,
    },
    NewerFormat {
        found: i64,
        known: i64,
    },
    NoCheckpoint,
    NotAStamp {
        why: String,
    },
    ImportCutOff {
        path: PathBuf,
    },
    NotAPackage {
        path: PathBuf,
        why: String,
    },
    Io {
        path: PathBuf,
        source: std::io::Error,
        /// The key of what to do.
        hint: Option<&'static str>,
    },
    /// What was to be kept cannot be read.
    Source(std::io::Error),
    /// A thread that syncs files stopped.
    Stopped,
    Database {
        path: PathBuf,
        source: rusqlite::Error,
        /// The key of what to do.
        hint: Option<&'static str>,
    },
    /// Another process is at work on the case.
    Busy {
        path: PathBuf,
    },
    ReadOnly {
        path: PathBuf,
    },
    LogDamaged {
        path: PathBuf,
    },
    Settings {
        path: PathBuf,
        why: String,
    },
    OriginalChanged {
        id: String,
        found: String,
    },
    LogFormat(serde_json::Error),
    Decision {
        seq: i64,
        source: serde_json::Error,
    },
    Clock(jiff::Error),
}

impl KeepError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> KeepError {
        let path = path.to_owned();
        move |source| KeepError::Io { path, hint: hint(source.kind()), source }
    }

    pub(crate) fn database(path: &Path) -> impl FnOnce(rusqlite::Error) -> KeepError {
        let path = path.to_owned();
        move |source| KeepError::Database { path, hint: database_hint(&source), source }
    }

    /// The same as a saying.
    pub fn told(&self) -> Told {
        match self {
            KeepError::NotACase { path } => say!("keep.no-case", path = shown(path)),
            KeepError::NotEmpty { path } => say!("keep.not-empty", path = shown(path)),
            KeepError::NewerFormat { found, known } => {
                say!("keep.newer-format", found = found.to_string(), known = known.to_string())
            }
            KeepError::NoCheckpoint => say!("keep.no-checkpoint"),
            KeepError::NotAStamp { why } => say!("keep.not-kept", why = why),
            KeepError::ImportCutOff { path } => say!("keep.import-cut-off", path = shown(path)),
            KeepError::NotAPackage { path, why } => say!("keep.no-package", path = shown(path), why = why),
            KeepError::Source(error) => say!("keep.source", why = error.to_string()),
            KeepError::Stopped => say!("keep.stopped"),
            KeepError::Busy { path } => say!("keep.busy", path = shown(path)),
            KeepError::ReadOnly { path } => say!("keep.read-only", path = shown(path)),
            _ => self.broken(),
        }
    }

    /// What a disk, a clock or a damaged file is to blame for.
    fn broken(&self) -> Told {
        match self {
            KeepError::Io { path, source, hint } => {
                hinted(["keep.file", "keep.file-and-hint"], path, source.to_string(), *hint)
            }
            KeepError::Database { path, source, hint } => {
                hinted(["keep.database", "keep.database-and-hint"], path, source.to_string(), *hint)
            }
            KeepError::LogDamaged { path } => say!("keep.log-damaged", path = shown(path)),
            KeepError::Settings { path, why } => say!("keep.settings", path = shown(path), why = why),
            KeepError::OriginalChanged { id, found } => say!("keep.original-changed", id = id, found = found),
            KeepError::LogFormat(error) => say!("keep.log-format", why = error.to_string()),
            KeepError::Decision { seq, source } => {
                say!("keep.decision", seq = seq.to_string(), why = source.to_string())
            }
            KeepError::Clock(error) => say!("keep.clock", why = error.to_string()),
            _ => Told::default(),
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn hinted(
    [plain, with_hint]: [&'static str; 2],
    path: &Path,
    why: String,
    hint: Option<&'static str>,
) -> Told {
    match hint {
        None => say!(plain, path = shown(path), why = why),
        Some(hint) => say!(with_hint, path = shown(path), why = why, hint = say!(hint)),
    }
}

fn hint(kind: std::io::ErrorKind) -> Option<&'static str> {
    use std::io::ErrorKind;
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("keep-hint.free-space"),
        ErrorKind::ReadOnlyFilesystem => Some("keep-hint.other-disk"),
        ErrorKind::PermissionDenied => Some("keep-hint.other-folder"),
        _ => None,
    }
}

fn database_hint(error: &rusqlite::Error) -> Option<&'static str> {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Some("keep-hint.wait"),
        Some(ErrorCode::DiskFull) => Some("keep-hint.free-space"),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Some("keep-hint.rebuild"),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => Some("keep-hint.copy"),
        _ => None,
    }
}
