//! Derived results by key. Anything missing or damaged counts as absent and is made again.

use crate::KeepError;
use crate::gc::TEMPORARY;
use recount_model::OriginalId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// SHA-256 as hexadecimal digits.
const HASH_BYTES: usize = 64;

/// The folder `cache/`. Each file is the SHA-256 of its payload, a line break, the payload as JSON.
#[derive(Clone, Debug)]
pub struct Cache {
    /// `None`: it holds nothing and takes nothing.
    root: Option<PathBuf>,
}

impl Cache {
    pub(crate) fn at(root: PathBuf) -> Self {
        Cache { root: Some(root) }
    }

    /// A cache that forgets everything.
    pub fn none() -> Self {
        Cache { root: None }
    }

    /// The key for something made from `parts`.
    pub fn key(parts: &[&str]) -> String {
        let mut joined = Vec::new();
        for part in parts {
            joined.extend((part.len() as u64).to_le_bytes());
            joined.extend(part.as_bytes());
        }
        OriginalId::of(&joined).to_string()
    }

    /// What was stored under `stage` and `key`, if it is there and whole.
    pub fn get<T: DeserializeOwned>(&self, stage: &str, key: &str) -> Option<T> {
        let bytes = fs::read(self.path(stage, key)?).ok()?;
        let (hash, payload) = bytes.split_at_checked(HASH_BYTES)?;
        let payload = payload.strip_prefix(b"\n")?;
        if OriginalId::of(payload).0.as_bytes() != hash {
            return None;
        }
        recount_model::sharing(|| serde_json::from_slice(payload)).ok()
    }

    /// Stores `value`; the last writer of one key wins, all writers of one key write the same.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn put<T: Serialize>(&self, stage: &str, key: &str, value: &T) -> Result<(), KeepError> {
        let Some(path) = self.path(stage, key) else { return Ok(()) };
        let folder = path.parent().unwrap_or(&path);
        fs::create_dir_all(folder).map_err(KeepError::io(folder))?;
        let mut file =
            tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder).map_err(KeepError::io(folder))?;
        write_hashed(file.as_file_mut(), value).map_err(KeepError::io(&path))?;
        file.persist(&path).map_err(|error| KeepError::io(&path)(error.error))?;
        Ok(())
    }

    fn path(&self, stage: &str, key: &str) -> Option<PathBuf> {
        Some(self.root.as_ref()?.join(stage).join(key))
    }
}

/// Writes the hash, a line break and the payload. The payload of a large dossier is several times what it was read from, so
/// it goes straight to the file, and the hash into the room that was left for it.
fn write_hashed<T: Serialize>(file: &mut File, value: &T) -> std::io::Result<()> {
    file.write_all(&[b'.'; HASH_BYTES])?;
    file.write_all(b"\n")?;
    let hash = {
        let mut writer = Hashing { inner: BufWriter::new(&mut *file), hasher: Sha256::new() };
        serde_json::to_writer(&mut writer, value).map_err(std::io::Error::from)?;
        writer.flush()?;
        OriginalId::of_hashed(writer.hasher.clone())
    };
    file.seek(SeekFrom::Start(0))?;
    file.write_all(hash.0.as_bytes())
}

/// Passes bytes on and hashes them on the way.
struct Hashing<W> {
    inner: W,
    hasher: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or(bytes));
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}
