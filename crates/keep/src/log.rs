//! The custody log: append-only, each entry bound to the one before by its hash.
//!
//! `hash = SHA-256("recount-log-v1\n" ‖ canonical JSON of the entry without its hash)`. Canonical means keys
//! sorted, no white space, integers only (a subset of RFC 8785). The chain proves order and non-alteration
//! since the last head that somebody else holds; it does not prove that a page really said so.

use crate::{Damage, DamageKind, KeepError};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

const DOMAIN: &[u8] = b"recount-log-v1\n";

/// Who acts, in the words the user chose; never read from the machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor(pub Option<String>);

/// One act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Counts from 1.
    pub seq: i64,
    /// Hash of the entry before; 64 zeros for the first.
    pub prev: String,
    /// RFC 3339, UTC.
    pub at: String,
    pub actor: Option<String>,
    /// Program and version that acted.
    pub tool: String,
    /// `case.init`, `settings.set`, `original.add`, `proposals.add`, `rendition.add`, `decision.add`, `report.write`, `case.gc`.
    pub verb: String,
    /// What exactly was done: everything the tables hold of it.
    pub args: Map<String, Value>,
}

impl LogEntry {
    /// The hash of this entry.
    ///
    /// # Errors
    /// Never for entries made here; JSON writing is fallible by type.
    pub fn hash(&self) -> Result<String, KeepError> {
        let mut hasher = Sha256::new();
        hasher.update(DOMAIN);
        hasher.update(self.canonical()?.as_bytes());
        let mut hex = String::with_capacity(64);
        for byte in hasher.finalize() {
            let _ = write!(hex, "{byte:02x}");
        }
        Ok(hex)
    }

    /// Canonical JSON: going through `Value` sorts the keys.
    pub(crate) fn canonical(&self) -> Result<String, KeepError> {
        let value = serde_json::to_value(self).map_err(KeepError::LogFormat)?;
        serde_json::to_string(&value).map_err(KeepError::LogFormat)
    }
}

/// Reads rows of the log (number, entry, hash), and names everything that is wrong with them.
pub(crate) fn checked(
    rows: Vec<(i64, String, String)>,
    damages: &mut Vec<Damage>,
) -> Result<Vec<LogEntry>, KeepError> {
    let (mut entries, mut prev) = (Vec::new(), genesis());
    for (number, (seq, text, hash)) in (1_i64..).zip(rows) {
        let what = format!("entry {seq}");
        let Ok(entry) = serde_json::from_str::<LogEntry>(&text) else {
            damages.push(Damage::new(DamageKind::LogUnreadable, what, "the entry is not readable"));
            prev = hash;
            continue;
        };
        let is_whole = entry.hash()? == hash && entry.canonical()? == text;
        let is_next = entry.seq == seq && seq == number && entry.prev == prev;
        if !is_whole || !is_next {
            let message = "the entry, or one before it, was changed, moved or removed";
            damages.push(Damage::new(DamageKind::LogChainBroken, what, message));
        }
        prev = hash;
        entries.push(entry);
    }
    if entries.is_empty() {
        damages.push(Damage::new(DamageKind::LogChainBroken, "log", "the custody log is empty"));
    }
    Ok(entries)
}

/// The `prev` of the first entry.
pub(crate) fn genesis() -> String {
    "0".repeat(64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_under_the_hash() {
        let entry = LogEntry {
            seq: 1,
            prev: genesis(),
            at: "2001-05-03T00:00:00Z".to_owned(),
            actor: None,
            tool: "recount/0".to_owned(),
            verb: "case.init".to_owned(),
            args: Map::new(),
        };
        let hash = entry.hash().unwrap();
        let changes: [fn(&mut LogEntry); 6] = [
            |e| e.seq = 2,
            |e| e.prev = "1".repeat(64),
            |e| e.at.push('x'),
            |e| e.actor = Some("A".to_owned()),
            |e| e.tool.push('x'),
            |e| e.verb.push('x'),
        ];
        for change in changes {
            let mut changed = entry.clone();
            change(&mut changed);
            assert_ne!(changed.hash().unwrap(), hash);
        }
    }
}
