//! What a tool outside made of an original: kept beside it under its own hash, so that a rebuild needs no tool. It is
//! derived, never an original, and the log says how it was made.

use crate::{Case, KeepError};
use recount_model::OriginalId;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a rendition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenditionKind {
    /// The words on its pictures, each with its box.
    RecognisedText,
}

impl RenditionKind {
    fn as_str(self) -> &'static str {
        match self {
            RenditionKind::RecognisedText => "recognised-text",
        }
    }
}

/// A rendition that is to be kept.
#[derive(Clone, Debug)]
pub struct NewRendition<'r> {
    pub original: &'r OriginalId,
    pub kind: RenditionKind,
    /// What it is to be called.
    pub name: &'r str,
    /// What made it, with its version.
    pub tool: &'r str,
    /// How it was told to.
    pub settings: Value,
    pub bytes: &'r [u8],
}

impl Case {
    /// Keeps a rendition. An earlier one of the same kind stays, and is no longer read.
    ///
    /// # Errors
    /// When the case cannot be written.
    pub fn add_rendition(&mut self, new: &NewRendition<'_>) -> Result<OriginalId, KeepError> {
        let text = |text: &str| Value::String(text.to_owned());
        let args = Map::from_iter([
            ("name".to_owned(), text(new.name)),
            ("original".to_owned(), text(&new.original.0)),
            ("kind".to_owned(), text(new.kind.as_str())),
            ("tool".to_owned(), text(new.tool)),
            ("settings".to_owned(), new.settings.clone()),
        ]);
        let mut batch = self.batch();
        let id = batch.receive_as("rendition.add", args, &mut &*new.bytes)?;
        self.keep(batch)?;
        Ok(id)
    }

    /// The last rendition of this kind of every original that has one: original, then rendition.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn renditions(&self, kind: RenditionKind) -> Result<BTreeMap<OriginalId, OriginalId>, KeepError> {
        let read = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        };
        let rows = self.database.rows("SELECT kind, original, sha256 FROM renditions ORDER BY seq", read)?;
        let of_kind = rows.into_iter().filter(|(found, _, _)| found == kind.as_str());
        Ok(of_kind.map(|(_, original, id)| (OriginalId(original.into()), OriginalId(id.into()))).collect())
    }
}
