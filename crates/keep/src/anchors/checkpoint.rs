//! Checkpoints: "the log has so many entries with this root", signed or not.

use super::{StampKind, hex, key, merkle, ots, rfc3161, unhex};
use crate::{Case, Damage, DamageKind, KeepError, LogEntry};
use recount_model::OriginalId;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// A checkpoint as the log has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Number of its own entry.
    pub seq: i64,
    /// The entries it covers: the first so many.
    pub entries: i64,
    /// Root over their hashes (RFC 6962), in hexadecimal digits.
    pub root: String,
    /// Public key and signature, in hexadecimal digits.
    pub signed: Option<(String, String)>,
}

impl Checkpoint {
    /// The text that is signed and stamped: what to publish, print or send to somebody.
    pub fn statement(&self) -> String {
        format!("recount-checkpoint-v1\nentries {}\nroot {}\n", self.entries, self.root)
    }

    /// SHA-256 of the statement: what an authority stamps.
    pub(crate) fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.statement().as_bytes()).into()
    }

    /// What a stamp says, if it is one over this checkpoint.
    ///
    /// # Errors
    /// When it is none, with the reason.
    pub fn check_stamp(&self, kind: StampKind, bytes: &[u8]) -> Result<String, String> {
        match kind {
            StampKind::Rfc3161 => rfc3161::checked(bytes, &self.digest())
                .map(|facts| facts.to_string())
                .map_err(|error| error.to_string()),
            StampKind::OpenTimestamps => ots::checked(bytes, &self.digest()).map(str::to_owned),
        }
    }

    fn of(entry: &LogEntry) -> Option<Self> {
        let text = |name: &str| entry.args.get(name)?.as_str().map(str::to_owned);
        (entry.verb == "checkpoint.make").then_some(())?;
        Some(Checkpoint {
            seq: entry.seq,
            entries: entry.args.get("entries")?.as_i64()?,
            root: text("root")?,
            signed: text("key").zip(text("signature")),
        })
    }
}

impl Case {
    /// Logs a checkpoint over all entries so far; with `is_signed` under the key of the case, which is made at need.
    ///
    /// # Errors
    /// When the log cannot be read or written, or there is no key to be had.
    pub fn checkpoint(&mut self, is_signed: bool) -> Result<Checkpoint, KeepError> {
        let path = self.root.join("keys").join("ed25519.key");
        let key = if is_signed { Some(key::of_case(&path)?) } else { None };
        if let Some((key, true)) = &key {
            let public = Value::String(hex(key.verifying_key().as_bytes()));
            let args = Map::from_iter([("public".to_owned(), public)]);
            self.act("key.make", args)?;
        }
        let leaves = self.leaves()?;
        let mut made = Checkpoint {
            seq: leaves.len() as i64 + 1,
            entries: leaves.len() as i64,
            root: hex(&merkle::root(&leaves)),
            signed: None,
        };
        made.signed =
            key.map(|(key, _)| (hex(key.verifying_key().as_bytes()), key::signed(&key, &made.statement())));
        let mut args = Map::from_iter([
            ("entries".to_owned(), Value::from(made.entries)),
            ("root".to_owned(), Value::String(made.root.clone())),
        ]);
        if let Some((public, signature)) = &made.signed {
            args.insert("key".to_owned(), Value::String(public.clone()));
            args.insert("signature".to_owned(), Value::String(signature.clone()));
        }
        made.seq = self.act("checkpoint.make", args)?.seq;
        Ok(made)
    }

    /// The last checkpoint; `None` when there is none.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn last_checkpoint(&self) -> Result<Option<Checkpoint>, KeepError> {
        Ok(self.log()?.iter().rev().find_map(Checkpoint::of))
    }

    /// A request for a stamp over the last checkpoint (RFC 3161, DER), to be sent to an authority; logged, since an answer
    /// must carry its number.
    ///
    /// # Errors
    /// When there is no checkpoint, or the log cannot be written.
    pub fn stamp_request(&mut self) -> Result<Vec<u8>, KeepError> {
        let checkpoint = self.last_checkpoint()?.ok_or(KeepError::NoCheckpoint)?;
        let mut nonce = [0; 8];
        getrandom::fill(&mut nonce)
            .map_err(|error| KeepError::io(&self.root)(std::io::Error::other(error)))?;
        let request = rfc3161::request(&checkpoint.digest(), nonce)
            .map_err(|error| KeepError::NotAStamp { why: error.to_string() })?;
        let args = Map::from_iter([
            ("checkpoint".to_owned(), Value::from(checkpoint.seq)),
            ("nonce".to_owned(), Value::from(rfc3161::nonce_of(&request))),
        ]);
        self.act("stamp.request", args)?;
        Ok(request)
    }

    /// Keeps a stamp over the last checkpoint, after looking whether it is one.
    ///
    /// # Errors
    /// When there is no checkpoint, the bytes are no stamp over it, or cannot be kept.
    pub fn add_stamp(&mut self, kind: StampKind, bytes: &[u8]) -> Result<LogEntry, KeepError> {
        let checkpoint = self.last_checkpoint()?.ok_or(KeepError::NoCheckpoint)?;
        let why = checkpoint
            .check_stamp(kind, bytes)
            .and_then(|why| self.answers_a_request(kind, bytes, &checkpoint).map(|()| why))
            .map_err(|why| KeepError::NotAStamp { why })?;
        let incoming = self.originals.receive(&mut &*bytes)?;
        let id = incoming.id.clone();
        self.originals.settle(vec![incoming])?;
        let args = Map::from_iter([
            ("checkpoint".to_owned(), Value::from(checkpoint.seq)),
            ("kind".to_owned(), Value::from(kind.name())),
            ("sha256".to_owned(), Value::String(id.0.to_string())),
            ("bytes".to_owned(), Value::from(bytes.len())),
            ("says".to_owned(), Value::String(why)),
        ]);
        self.act("stamp.add", args)
    }

    /// An answer that carries a number must carry that of a request of this case.
    fn answers_a_request(
        &self,
        kind: StampKind,
        bytes: &[u8],
        checkpoint: &Checkpoint,
    ) -> Result<(), String> {
        let facts = match kind {
            StampKind::Rfc3161 => rfc3161::checked(bytes, &checkpoint.digest()).ok(),
            StampKind::OpenTimestamps => None,
        };
        let Some(nonce) = facts.and_then(|facts| facts.nonce) else { return Ok(()) };
        let log = self.log().map_err(|error| error.to_string())?;
        let is_asked = log.iter().any(|entry| {
            entry.verb == "stamp.request" && entry.args.get("nonce").and_then(Value::as_str) == Some(&nonce)
        });
        if is_asked { Ok(()) } else { Err("it answers a request that is not of this case".to_owned()) }
    }

    /// The hashes of all entries, as leaves of the tree.
    pub(super) fn leaves(&self) -> Result<Vec<merkle::Hash>, KeepError> {
        let hashes =
            self.database.rows("SELECT hash FROM log ORDER BY seq", |row| row.get::<_, String>(0))?;
        Ok(hashes.iter().map(|hash| merkle::leaf(hash.as_bytes())).collect())
    }

    /// Checkpoints whose root, signature or stamp does not hold.
    pub(crate) fn check_anchors(
        &self,
        entries: &[LogEntry],
        damages: &mut Vec<Damage>,
    ) -> Result<(), KeepError> {
        let leaves = self.leaves()?;
        let checkpoints: Vec<Checkpoint> = entries.iter().filter_map(Checkpoint::of).collect();
        for checkpoint in &checkpoints {
            damages.extend(wrong(checkpoint, &leaves, entries));
        }
        for entry in entries.iter().filter(|entry| entry.verb == "stamp.add") {
            damages.extend(self.wrong_stamp(entry, &checkpoints));
        }
        Ok(())
    }

    fn wrong_stamp(&self, entry: &LogEntry, checkpoints: &[Checkpoint]) -> Option<Damage> {
        let text = |name: &str| entry.args.get(name)?.as_str();
        let kind = [StampKind::Rfc3161, StampKind::OpenTimestamps]
            .into_iter()
            .find(|kind| Some(kind.name()) == text("kind"))?;
        let of = entry.args.get("checkpoint")?.as_i64()?;
        let checkpoint = checkpoints.iter().find(|checkpoint| checkpoint.seq == of)?;
        // Bytes that are gone or changed are told of as such.
        let bytes = self.originals.read(&OriginalId(text("sha256")?.to_owned().into())).ok()?;
        let why = checkpoint.check_stamp(kind, &bytes).err()?;
        Some(Damage::new(DamageKind::StampWrong, format!("entry {}", entry.seq), why))
    }
}

fn wrong(checkpoint: &Checkpoint, leaves: &[merkle::Hash], entries: &[LogEntry]) -> Option<Damage> {
    let what = format!("entry {}", checkpoint.seq);
    let covered = usize::try_from(checkpoint.entries).ok().and_then(|count| leaves.get(..count));
    let root = covered.map(merkle::root);
    if root.is_none_or(|root| unhex(&checkpoint.root).as_deref() != Some(&root[..])) {
        let why = "the entries it covers do not give its root";
        return Some(Damage::new(DamageKind::CheckpointWrong, what, why));
    }
    let (public, signature) = checkpoint.signed.as_ref()?;
    let is_known = entries.iter().take_while(|entry| entry.seq < checkpoint.seq).any(|entry| {
        entry.verb == "key.make" && entry.args.get("public").and_then(Value::as_str) == Some(public)
    });
    let why = if !is_known {
        "it is signed with a key that the log does not know"
    } else if !key::is_signed(public, &checkpoint.statement(), signature) {
        "its signature is not that of the key it names"
    } else {
        return None;
    };
    Some(Damage::new(DamageKind::CheckpointWrong, what, why))
}
