//! Keeping what comes in: files first and synced, then rows and log entries in one transaction, then the answer.

use crate::database::Act;
use crate::originals::Incoming;
use crate::seeded::is_seeded;
use crate::{Case, KeepError, Originals};
use recount_model::{MetadataField, OriginalId};
use serde_json::{Map, Value, json};
use std::io::Read;

/// How many files wait for their sync together; each is held open.
const MOST_TOGETHER: usize = 200;

/// What adding did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    New(OriginalId),
    /// The same bytes were kept before; the act is logged all the same.
    Known(OriginalId),
}

/// Where an original came from that was found in another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The original it was in: an archive, a mailbox.
    pub container: OriginalId,
    /// What it is called in there; never a path that anything is written to.
    pub member: String,
    /// What the container says of it.
    pub facts: Vec<(MetadataField, String)>,
}

/// Originals that were received and wait to be kept together: one round of syncs and one transaction for all.
#[derive(Debug)]
pub struct Batch {
    store: Originals,
    waiting: Vec<(Incoming, Act)>,
}

impl Batch {
    /// Reads `bytes` to their end into a file that nothing speaks of yet, and gives their hash. Memory stays the same however
    /// many there are.
    ///
    /// # Errors
    /// [`KeepError::Source`] when `bytes` cannot be read: the batch is as before. Another when the case cannot be written.
    pub fn receive(
        &mut self,
        name: &str,
        origin: Option<Origin>,
        bytes: &mut dyn Read,
    ) -> Result<OriginalId, KeepError> {
        let mut args = Map::from_iter([("name".to_owned(), Value::String(name.to_owned()))]);
        if let Some(origin) = origin {
            let Origin { container, member, facts } = origin;
            args.insert("from".to_owned(), json!({ "container": container, "member": member }));
            args.insert("facts".to_owned(), json!(facts));
        }
        self.receive_as("original.add", args, bytes)
    }

    /// Hashes of what waits, in the order it was received.
    pub fn waiting(&self) -> impl Iterator<Item = &OriginalId> {
        self.waiting.iter().map(|(incoming, _)| &incoming.id)
    }

    /// True when it is time to keep what waits.
    pub fn is_full(&self) -> bool {
        self.waiting.len() >= MOST_TOGETHER
    }

    /// `args` is what the log says beside hash and length.
    pub(crate) fn receive_as(
        &mut self,
        verb: &'static str,
        mut args: Map<String, Value>,
        bytes: &mut dyn Read,
    ) -> Result<OriginalId, KeepError> {
        let incoming = self.store.receive(bytes)?;
        args.insert("sha256".to_owned(), Value::String(incoming.id.0.to_string()));
        args.insert("bytes".to_owned(), Value::from(incoming.length_bytes));
        let id = incoming.id.clone();
        self.waiting.push((incoming, Act { verb, args }));
        Ok(id)
    }
}

impl Case {
    /// An empty batch.
    pub fn batch(&self) -> Batch {
        Batch { store: self.originals.clone(), waiting: Vec::new() }
    }

    /// Keeps everything in `batch`, in the order it was received.
    ///
    /// # Errors
    /// When anything cannot be written; then the case is as before (unnamed files may lie in `originals/`).
    pub fn keep(&mut self, batch: Batch) -> Result<Vec<Added>, KeepError> {
        self.ensure_writable()?;
        let (incoming, acts): (Vec<Incoming>, Vec<Act>) = batch.waiting.into_iter().unzip();
        let ids: Vec<OriginalId> = incoming.iter().map(|one| one.id.clone()).collect();
        if is_seeded("commit-before-file") {
            self.log_acts(acts.clone())?;
        }
        self.originals.settle(incoming)?;
        let entries = self.log_acts(acts)?;
        let first = entries.first().map_or(0, |entry| entry.seq);
        let mut new = self.database.originals_since(first)?;
        let added =
            |id: OriginalId| if new.remove(id.0.as_str()) { Added::New(id) } else { Added::Known(id) };
        Ok(ids.into_iter().map(added).collect())
    }

    /// Keeps all that `bytes` gives under `name`. What was read is hashed on the way to the disk, once.
    ///
    /// # Errors
    /// When `bytes` cannot be read ([`KeepError::Source`]) or the case cannot be written; then the case is as before.
    pub fn add_from(
        &mut self,
        name: &str,
        origin: Option<Origin>,
        bytes: &mut dyn Read,
    ) -> Result<Added, KeepError> {
        let mut batch = self.batch();
        let id = batch.receive(name, origin, bytes)?;
        Ok(self.keep(batch)?.pop().unwrap_or(Added::Known(id)))
    }

    /// Keeps `bytes` under `name`.
    ///
    /// # Errors
    /// When the case cannot be written; then it is as before.
    pub fn add(&mut self, name: &str, mut bytes: &[u8]) -> Result<Added, KeepError> {
        self.add_from(name, None, &mut bytes)
    }

    /// Keeps a file of proposed names beside the originals; it is no original itself. Nothing in it is judged here.
    ///
    /// # Errors
    /// When either the file or the log entry cannot be written.
    pub fn add_proposals(&mut self, name: &str, mut bytes: &[u8]) -> Result<Added, KeepError> {
        let mut batch = self.batch();
        let args = Map::from_iter([("name".to_owned(), Value::String(name.to_owned()))]);
        let id = batch.receive_as("proposals.add", args, &mut bytes)?;
        Ok(self.keep(batch)?.pop().unwrap_or(Added::Known(id)))
    }
}
