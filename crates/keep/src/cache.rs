//! Derived results by key. Anything missing or damaged counts as absent and is made again.

use crate::KeepError;
use recount_model::OriginalId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::path::PathBuf;

/// The folder `cache/`. Each file is the SHA-256 of its payload, a line break, the payload as JSON.
#[derive(Clone, Debug)]
pub struct Cache {
    root: PathBuf,
}

impl Cache {
    pub(crate) fn at(root: PathBuf) -> Self {
        Cache { root }
    }

    /// The key for something made from `parts`.
    pub fn key(parts: &[&str]) -> String {
        let mut joined = Vec::new();
        for part in parts {
            joined.extend((part.len() as u64).to_le_bytes());
            joined.extend(part.as_bytes());
        }
        OriginalId::of(&joined).0
    }

    /// What was stored under `stage` and `key`, if it is there and whole.
    pub fn get<T: DeserializeOwned>(&self, stage: &str, key: &str) -> Option<T> {
        let bytes = fs::read(self.path(stage, key)).ok()?;
        let (hash, payload) = bytes.split_at_checked(64)?;
        let payload = payload.strip_prefix(b"\n")?;
        if OriginalId::of(payload).0.as_bytes() != hash {
            return None;
        }
        serde_json::from_slice(payload).ok()
    }

    /// Stores `value`; the last writer of one key wins, all writers of one key write the same.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn put<T: Serialize>(&self, stage: &str, key: &str, value: &T) -> Result<(), KeepError> {
        let path = self.path(stage, key);
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(KeepError::io(folder))?;
        let payload = serde_json::to_vec(value).map_err(KeepError::LogFormat)?;
        let mut bytes = OriginalId::of(&payload).0.into_bytes();
        bytes.push(b'\n');
        bytes.extend(payload);
        let file = tempfile::Builder::new()
            .prefix(".writing-")
            .tempfile_in(folder)
            .map_err(KeepError::io(folder))?;
        fs::write(file.path(), bytes).map_err(KeepError::io(&path))?;
        file.persist(&path).map_err(|error| KeepError::io(&path)(error.error))?;
        Ok(())
    }

    fn path(&self, stage: &str, key: &str) -> PathBuf {
        self.root.join(stage).join(key)
    }
}
