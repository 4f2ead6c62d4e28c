//! What can go wrong with a case folder.

use std::path::{Path, PathBuf};

/// Why something could not be kept or found. Each message stands alone and says what to do.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    #[error("`{path}` is not a case: it has no `case.db`; make one with `recount init`")]
    NotACase { path: PathBuf },
    #[error("`{path}` exists and is not empty; choose a new folder, or add to the case with `recount add`")]
    NotEmpty { path: PathBuf },
    #[error(
        "the case was made by a newer version (format {found}, this program reads {known}); update Recount"
    )]
    NewerFormat { found: i64, known: i64 },
    #[error("the case has no checkpoint to stamp; make one with `recount checkpoint`")]
    NoCheckpoint,
    #[error("it was not kept: {why}")]
    NotAStamp { why: String },
    #[error("`{path}` was being imported when something cut it off; repeat the `recount import`")]
    ImportCutOff { path: PathBuf },
    #[error("`{path}` is no package of a case: {why}")]
    NotAPackage { path: PathBuf, why: String },
    #[error("`{path}`: {source}{hint}")]
    Io { path: PathBuf, source: std::io::Error, hint: &'static str },
    #[error("what was to be kept cannot be read: {0}")]
    Source(std::io::Error),
    #[error("a thread that syncs files stopped; nothing was kept, repeat the command")]
    Stopped,
    #[error("the case database of `{path}`: {source}{hint}")]
    Database { path: PathBuf, source: rusqlite::Error, hint: &'static str },
    #[error("another process is at work on the case in `{path}`; repeat the command when it has finished")]
    Busy { path: PathBuf },
    #[error(
        "the case in `{path}` is open for reading only; copy it to a folder you may write and work there"
    )]
    ReadOnly { path: PathBuf },
    #[error("the log in `{path}` is damaged, and nothing else can be told from it; see `recount verify`")]
    LogDamaged { path: PathBuf },
    #[error("`{path}` cannot be understood: {why}; correct or remove the file")]
    Settings { path: PathBuf, why: String },
    #[error("original {id} is not what was kept: its bytes now hash to {found}; restore it from a copy")]
    OriginalChanged { id: String, found: String },
    #[error("a log entry could not be written as JSON: {0}")]
    LogFormat(serde_json::Error),
    #[error("decision {seq} cannot be understood ({source}); run `recount verify`, or update Recount")]
    Decision { seq: i64, source: serde_json::Error },
    #[error("this computer's clock gives no usable time: {0}")]
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
}

fn hint(kind: std::io::ErrorKind) -> &'static str {
    use std::io::ErrorKind;
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "; free some space and repeat the command",
        ErrorKind::ReadOnlyFilesystem => "; the disk is read-only: choose a case folder on another one",
        ErrorKind::PermissionDenied => "; you may not write there: choose another folder",
        _ => "",
    }
}

fn database_hint(error: &rusqlite::Error) -> &'static str {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "; another process is writing to it: repeat the command when it has finished"
        }
        Some(ErrorCode::DiskFull) => "; free some space and repeat the command",
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            "; run `recount verify`, then `recount rebuild` or restore it from a copy"
        }
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
            "; if it was not closed properly, copy the case to a folder you may write and open it there"
        }
        _ => "",
    }
}
