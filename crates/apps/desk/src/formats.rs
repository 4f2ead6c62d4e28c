//! How each original of a case is read: what the user settled, and what was recognised on its pictures.

use recount_accounts::FormatSettings;
use recount_keep::{Case, KeepError, Originals, RenditionKind};
use recount_model::OriginalId;
use std::collections::BTreeMap;

/// The same for every command that reads originals: building, checking, comparing.
pub struct Formats<'c> {
    store: &'c Originals,
    settled: FormatSettings,
    /// The rendition of each original that has one.
    recognised: BTreeMap<OriginalId, OriginalId>,
}

impl<'c> Formats<'c> {
    /// # Errors
    /// When the case cannot be read.
    pub fn of(case: &'c Case) -> Result<Self, KeepError> {
        let settled = FormatSettings {
            date_order: case.settings.date_order,
            columns: case.settings.column_rules(),
            recognised: None,
        };
        let recognised = case.renditions(RenditionKind::RecognisedText)?;
        Ok(Formats { store: case.store(), settled, recognised })
    }

    /// What the user settled, for originals of which nothing else is known.
    pub fn settled(&self) -> FormatSettings {
        self.settled.clone()
    }

    /// The hash of what was recognised; nothing where nothing was.
    pub fn rendition(&self, original: &OriginalId) -> Option<&OriginalId> {
        self.recognised.get(original)
    }

    /// # Errors
    /// When what was recognised can no longer be read.
    pub fn of_original(&self, original: &OriginalId) -> Result<FormatSettings, KeepError> {
        let mut formats = self.settled.clone();
        if let Some(rendition) = self.rendition(original) {
            formats.recognised = Some(String::from_utf8_lossy(&self.store.read(rendition)?).into_owned());
        }
        Ok(formats)
    }
}
