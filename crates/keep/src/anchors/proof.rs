//! One entry of the log with the proof that a checkpoint covers it, for someone who may not see the others.

use super::{Checkpoint, hex, merkle, unhex};
use crate::{Case, KeepError, LogEntry};
use serde::{Deserialize, Serialize};

/// An entry and its way up to the root of a checkpoint; everything a checker needs besides the statement itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryProof {
    pub entry: LogEntry,
    /// Its hash, which is the leaf.
    pub hash: String,
    pub entries: i64,
    pub root: String,
    /// The hashes beside its way to the root, lowest first, in hexadecimal digits.
    pub path: Vec<String>,
}

/// Why a proof proves nothing.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ProofError {
    #[error("the entry does not have the hash that is given")]
    Hash,
    #[error("the entry and the hashes beside its way do not give the root")]
    Root,
}

impl EntryProof {
    /// Checks entry, hash and path against the root.
    ///
    /// # Errors
    /// When one of them does not hold.
    pub fn check(&self) -> Result<(), ProofError> {
        if self.entry.hash().ok().as_deref() != Some(self.hash.as_str()) {
            return Err(ProofError::Hash);
        }
        let path: Option<Vec<merkle::Hash>> =
            self.path.iter().map(|digits| unhex(digits)?.try_into().ok()).collect();
        let at = usize::try_from(self.entry.seq - 1).ok();
        let count = usize::try_from(self.entries).ok();
        let root = path.zip(at).zip(count).and_then(|((path, at), count)| {
            merkle::root_by_path(merkle::leaf(self.hash.as_bytes()), at, count, &path)
        });
        match root {
            Some(root) if hex(&root) == self.root => Ok(()),
            _ => Err(ProofError::Root),
        }
    }
}

impl Case {
    /// The proof that `checkpoint` covers the entry numbered `seq`; `None` when it does not.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn proof(&self, seq: i64, checkpoint: &Checkpoint) -> Result<Option<EntryProof>, KeepError> {
        let count = usize::try_from(checkpoint.entries).unwrap_or(0);
        let leaves = self.leaves()?;
        let (Some(leaves), Ok(at)) = (leaves.get(..count), usize::try_from(seq - 1)) else { return Ok(None) };
        let Some(entry) = self.log()?.into_iter().find(|entry| entry.seq == seq).filter(|_| at < count)
        else {
            return Ok(None);
        };
        let path = merkle::path(leaves, at).iter().map(|hash| hex(hash)).collect();
        let hash = entry.hash()?;
        Ok(Some(EntryProof { entry, hash, entries: checkpoint.entries, root: checkpoint.root.clone(), path }))
    }
}
