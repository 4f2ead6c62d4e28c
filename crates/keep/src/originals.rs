//! Originals by hash: written once, never changed.
//!
//! Order (after SQLite's and git's practice): temporary file, write, sync, rename, sync the folder. Only
//! then may anything else speak of the original.

use crate::KeepError;
use recount_model::OriginalId;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The folder `originals/`: may be read from several threads at once.
#[derive(Clone, Debug)]
pub struct Originals {
    root: PathBuf,
}

impl Originals {
    pub(crate) fn at(root: PathBuf) -> Self {
        Originals { root }
    }

    /// Where the original with this id lies: `aa/bb/<sha256>`.
    pub(crate) fn path(&self, id: &OriginalId) -> PathBuf {
        let first = id.0.get(..2).unwrap_or("__");
        let second = id.0.get(2..4).unwrap_or("__");
        self.root.join(first).join(second).join(&id.0)
    }

    /// Keeps `bytes`. What is there already is compared, and replaced if a torn write left it damaged.
    pub(crate) fn put(&self, id: &OriginalId, bytes: &[u8]) -> Result<(), KeepError> {
        let path = self.path(id);
        if fs::read(&path).is_ok_and(|kept| kept == bytes) {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(KeepError::io(folder))?;
        write_synced(folder, &path, bytes, READ_ONLY)
    }

    /// Reads an original and checks its hash.
    ///
    /// # Errors
    /// When the file is gone or its bytes have changed.
    pub fn read(&self, id: &OriginalId) -> Result<Vec<u8>, KeepError> {
        let path = self.path(id);
        let bytes = fs::read(&path).map_err(KeepError::io(&path))?;
        let found = OriginalId::of(&bytes);
        if &found == id {
            Ok(bytes)
        } else {
            Err(KeepError::OriginalChanged { id: id.0.clone(), found: found.0 })
        }
    }
}

/// Unix permission bits of an original.
const READ_ONLY: u32 = 0o444;
/// Unix permission bits of a report.
pub(crate) const READ_WRITE: u32 = 0o644;

/// Writes `bytes` to `path` so that it holds either all of them or what it held before.
pub(crate) fn write_synced(folder: &Path, path: &Path, bytes: &[u8], mode: u32) -> Result<(), KeepError> {
    stream_synced(folder, path, mode, |file| file.write_all(bytes).map_err(KeepError::io(path)))
}

/// The same for what `write` makes piece by piece; its pieces are gathered to larger ones.
pub(crate) fn stream_synced<E: From<KeepError>>(
    folder: &Path,
    path: &Path,
    mode: u32,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let file =
        tempfile::Builder::new().prefix(".writing-").tempfile_in(folder).map_err(KeepError::io(folder))?;
    let mut pieces = BufWriter::new(file.as_file());
    write(&mut pieces)?;
    pieces.flush().map_err(KeepError::io(path))?;
    drop(pieces);
    Ok(settle(file, folder, path, mode)?)
}

fn settle(file: NamedTempFile, folder: &Path, path: &Path, mode: u32) -> Result<(), KeepError> {
    set_mode(file.as_file(), mode).map_err(KeepError::io(path))?;
    file.as_file().sync_all().map_err(KeepError::io(path))?;
    file.persist(path).map_err(|error| KeepError::io(path)(error.error))?;
    sync_folder(folder)
}

#[cfg(unix)]
fn set_mode(file: &File, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(file: &File, mode: u32) -> std::io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(mode == READ_ONLY);
    file.set_permissions(permissions)
}

/// Makes a rename durable. Windows has no such call and needs none.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), KeepError> {
    File::open(folder).and_then(|handle| handle.sync_all()).map_err(KeepError::io(folder))
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> Result<(), KeepError> {
    Ok(())
}
