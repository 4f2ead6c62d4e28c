//! A whole case packed for somebody else, and taken back.
//!
//! Comes in: a case, and files that the caller derived from it. Goes out: a BagIt bag whose payload holds the
//! settings, the custody log, every original, and those files. It may not know what they say.
//!
//! ```text
//! data/case/case.toml       as it is in the case; absent where there is none
//! data/case/custody.jsonl   one line for each entry: {"entry":<canonical JSON>,"hash":"…"}
//! data/case/originals/      aa/bb/<sha256>
//! data/…                    what the caller adds
//! ```

mod bag;
mod import;

pub use bag::{Bag, BagWriter, PayloadFile, SealedBag};
pub use import::Imported;
pub(crate) use import::is_cut_off;

use crate::{Case, KeepError, LogEntry};
use recount_model::OriginalId;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::File;
use std::path::Path;

const SETTINGS: &str = "case/case.toml";
const CUSTODY: &str = "case/custody.jsonl";
const ORIGINALS: &str = "case/originals";

impl Case {
    /// Begins a package at `target` with all that the case keeps.
    ///
    /// # Errors
    /// When something kept is missing or changed, or the package cannot be written.
    pub fn package(&self, target: &Path) -> Result<BagWriter, KeepError> {
        let mut bag = BagWriter::create(target)?;
        let settings = self.root.join("case.toml");
        if settings.is_file() {
            bag.put(SETTINGS, &mut File::open(&settings).map_err(KeepError::io(&settings))?)?;
        }
        bag.put(CUSTODY, &mut self.custody_lines()?.as_bytes())?;
        for id in self.kept()? {
            let path = self.originals.path(&id);
            let mut file = File::open(&path).map_err(KeepError::io(&path))?;
            let found = bag.put(&place_of(&id), &mut file)?.sha256.clone();
            if found != id.0 {
                return Err(KeepError::OriginalChanged { id: id.0.to_string(), found });
            }
        }
        Ok(bag)
    }

    /// Ends a package and logs that it was made, before it has its place: what left a case is in its log. `info` goes to `bag-info.txt`.
    ///
    /// # Errors
    /// When the package or the log cannot be written.
    pub fn release(&mut self, bag: BagWriter, info: &[(&str, String)]) -> Result<LogEntry, KeepError> {
        let files = bag.payload().len();
        let sealed = bag.seal(info)?;
        let args = Map::from_iter([
            ("format".to_owned(), Value::from("bagit")),
            ("files".to_owned(), Value::from(files)),
            ("tagmanifest".to_owned(), Value::String(sealed.tag_manifest.clone())),
        ]);
        let entry = self.act("case.export", args)?;
        sealed.put_in_place()?;
        Ok(entry)
    }

    /// Every hash that the log speaks of, sorted.
    fn kept(&self) -> Result<BTreeSet<OriginalId>, KeepError> {
        let sql =
            "SELECT DISTINCT entry ->> '$.args.sha256' FROM log WHERE entry ->> '$.args.sha256' IS NOT NULL";
        Ok(self
            .database
            .rows(sql, |row| Ok(OriginalId(row.get::<_, String>(0)?.into())))?
            .into_iter()
            .collect())
    }

    /// The custody log as it stands in the database, one line for each entry.
    fn custody_lines(&self) -> Result<String, KeepError> {
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        let mut lines = String::new();
        for (entry, hash) in self.database.rows("SELECT entry, hash FROM log ORDER BY seq", read)? {
            let _ = writeln!(lines, "{{\"entry\":{entry},\"hash\":\"{hash}\"}}");
        }
        Ok(lines)
    }
}

/// Where an original lies in the package.
fn place_of(id: &OriginalId) -> String {
    let first = id.0.get(..2).unwrap_or("__");
    let second = id.0.get(2..4).unwrap_or("__");
    format!("{ORIGINALS}/{first}/{second}/{}", id.0)
}
