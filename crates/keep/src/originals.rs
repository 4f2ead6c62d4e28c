//! Originals by hash: written once, never changed.
//!
//! Order (after SQLite's and git's practice): temporary file, write, sync, rename, sync the folder. Only
//! then may anything else speak of the original.

use crate::KeepError;
use crate::case::Written;
use crate::gc::TEMPORARY;
use crate::seeded::is_seeded;
use recount_model::OriginalId;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Read, Seek as _, Write};
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

    /// True if an original called `name` would lie at `path`.
    pub(crate) fn is_place_of(&self, name: &str, path: &Path) -> bool {
        self.path(&OriginalId(name.into())) == path
    }

    /// Reads `bytes` to their end into a temporary file, hashing on the way.
    pub(crate) fn receive(&self, bytes: &mut dyn Read) -> Result<Incoming, KeepError> {
        let mut file = tempfile::Builder::new()
            .prefix(TEMPORARY)
            .tempfile_in(&self.root)
            .map_err(KeepError::io(&self.root))?;
        let (mut hasher, mut length_bytes) = (Sha256::new(), 0);
        let mut piece = vec![0; PIECE_BYTES];
        loop {
            let read = match bytes.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => piece.get(..count).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(KeepError::Source(error)),
            };
            hasher.update(read);
            file.write_all(read).map_err(KeepError::io(&self.root))?;
            length_bytes += read.len() as u64;
        }
        Ok(Incoming { id: OriginalId::of_hashed(hasher), length_bytes, file })
    }

    /// Gives every file its name and makes files and names durable. What is there already is compared, and replaced if a torn
    /// write left it damaged.
    pub(crate) fn settle(&self, incoming: Vec<Incoming>) -> Result<(), KeepError> {
        let mut seen = BTreeSet::new();
        let fresh: Vec<Incoming> = incoming.into_iter().filter(|one| seen.insert(one.id.clone())).collect();
        at_once(&fresh, |one| self.sync_one(one))?;
        let mut folders = BTreeSet::from([self.root.clone()]);
        for one in fresh {
            let path = self.path(&one.id);
            let folder = path.parent().unwrap_or(&self.root);
            if !folder.is_dir() {
                fs::create_dir_all(folder).map_err(KeepError::io(folder))?;
            }
            folders.extend(folder.parent().map(Path::to_owned));
            folders.insert(folder.to_owned());
            if is_seeded("straight-to-final") {
                fs::read(one.file.path())
                    .and_then(|bytes| fs::write(&path, bytes))
                    .map_err(KeepError::io(&path))?;
            } else if !self.is_kept(&one) {
                one.file.persist(&path).map_err(|error| KeepError::io(&path)(error.error))?;
            }
        }
        if is_seeded("no-folder-sync") {
            return Ok(());
        }
        at_once(&folders.into_iter().collect::<Vec<_>>(), |folder| sync_folder(folder))
    }

    /// Makes the bytes durable: those of the file that is kept already, or of the one that came in.
    fn sync_one(&self, one: &Incoming) -> Result<(), KeepError> {
        let path = self.path(&one.id);
        if self.is_kept(one) {
            return File::open(&path).and_then(|kept| kept.sync_all()).map_err(KeepError::io(&path));
        }
        set_mode(one.file.as_file(), READ_ONLY).map_err(KeepError::io(&path))?;
        if is_seeded("no-file-sync") {
            return Ok(());
        }
        match one.file.as_file().sync_all() {
            Err(_) if is_seeded("swallowed-sync-error") => Ok(()),
            synced => synced.map_err(KeepError::io(&path)),
        }
    }

    /// True if the very bytes are there already: the length is compared, then the hash.
    fn is_kept(&self, one: &Incoming) -> bool {
        let is_as_long = fs::metadata(self.path(&one.id)).is_ok_and(|kept| kept.len() == one.length_bytes);
        if is_seeded("trusted-existing") {
            return self.path(&one.id).exists();
        }
        is_as_long && self.check(&one.id).is_ok()
    }

    /// Checks the hash of an original, whatever its size, without holding it.
    ///
    /// # Errors
    /// When the file is gone or its bytes have changed.
    pub fn check(&self, id: &OriginalId) -> Result<(), KeepError> {
        let path = self.path(id);
        let found = File::open(&path).and_then(hash_of).map_err(KeepError::io(&path))?;
        if &found == id {
            Ok(())
        } else {
            Err(KeepError::OriginalChanged { id: id.0.to_string(), found: found.0.to_string() })
        }
    }

    /// An original whose hash was checked, to be read from its beginning, with its length in bytes.
    ///
    /// # Errors
    /// When the file is gone or its bytes have changed.
    pub fn open(&self, id: &OriginalId) -> Result<(File, u64), KeepError> {
        let path = self.path(id);
        let mut file = File::open(&path).map_err(KeepError::io(&path))?;
        let found = file.try_clone().and_then(hash_of).map_err(KeepError::io(&path))?;
        if &found != id {
            return Err(KeepError::OriginalChanged { id: id.0.to_string(), found: found.0.to_string() });
        }
        file.rewind().map_err(KeepError::io(&path))?;
        let length_bytes = file.metadata().map_err(KeepError::io(&path))?.len();
        Ok((file, length_bytes))
    }

    /// The first bytes of an original, at most `most`; nothing is checked.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn head(&self, id: &OriginalId, most: usize) -> Result<Vec<u8>, KeepError> {
        let path = self.path(id);
        let mut head = Vec::new();
        let read = File::open(&path).and_then(|file| file.take(most as u64).read_to_end(&mut head));
        read.map(|_| head).map_err(KeepError::io(&path))
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
            Err(KeepError::OriginalChanged { id: id.0.to_string(), found: found.0.to_string() })
        }
    }
}

/// Bytes that came in and lie in a temporary file, which vanishes when this is dropped.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) id: OriginalId,
    pub(crate) length_bytes: u64,
    file: NamedTempFile,
}

/// How much is read, hashed and written at a time.
const PIECE_BYTES: usize = 256 * 1024;
/// How many syncs are asked for at once: the disk answers many in the time of one.
const SYNCS_AT_ONCE: usize = 16;
/// So few are not worth a thread.
const FEW: usize = 4;

fn hash_of(mut file: File) -> std::io::Result<OriginalId> {
    let (mut hasher, mut piece) = (Sha256::new(), vec![0; PIECE_BYTES]);
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(OriginalId::of_hashed(hasher)),
            Ok(count) => hasher.update(piece.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Does `each` for all `things`, several at once when there are many; the first error of any.
fn at_once<T: Sync>(
    things: &[T],
    each: impl Fn(&T) -> Result<(), KeepError> + Sync,
) -> Result<(), KeepError> {
    if things.len() <= FEW {
        return things.iter().try_for_each(each);
    }
    let each = &each;
    std::thread::scope(|scope| {
        let share = things.len().div_ceil(SYNCS_AT_ONCE);
        let workers: Vec<_> =
            things.chunks(share).map(|part| scope.spawn(move || part.iter().try_for_each(each))).collect();
        let done = workers.into_iter().map(|worker| worker.join().unwrap_or(Err(KeepError::Stopped)));
        done.collect::<Vec<_>>().into_iter().collect()
    })
}

/// Unix permission bits of an original.
const READ_ONLY: u32 = 0o444;
/// Unix permission bits of a report.
pub(crate) const READ_WRITE: u32 = 0o644;

/// Writes to `path` so that it holds all that `write` makes or what it held before; small pieces are gathered to larger ones.
pub(crate) fn stream_synced<E: From<KeepError>>(
    folder: &Path,
    path: &Path,
    mode: u32,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<Written, E> {
    let file =
        tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder).map_err(KeepError::io(folder))?;
    let mut pieces =
        BufWriter::new(Counting { file: file.as_file(), hasher: Sha256::new(), length_bytes: 0 });
    write(&mut pieces)?;
    let counted = pieces.into_inner().map_err(|error| KeepError::io(path)(error.into_error()))?;
    let written =
        Written { length_bytes: counted.length_bytes, sha256: OriginalId::of_hashed(counted.hasher) };
    settle(file, folder, path, mode)?;
    Ok(written)
}

/// Passes bytes on to the file, hashed and counted.
struct Counting<'file> {
    file: &'file File,
    hasher: Sha256,
    length_bytes: u64,
}

impl Write for Counting<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hasher.update(bytes.get(..count).unwrap_or(bytes));
        self.length_bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
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
pub(crate) fn sync_folder(folder: &Path) -> Result<(), KeepError> {
    File::open(folder).and_then(|handle| handle.sync_all()).map_err(KeepError::io(folder))
}

#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> Result<(), KeepError> {
    Ok(())
}
