//! `case.toml`: what holds for the whole case.

use crate::KeepError;
use recount_model::DateOrder;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The settings of a case. All are optional; unknown keys are refused, so that a typing error is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CaseSettings {
    pub title: Option<String>,
    /// IANA zone of clock times that name none.
    pub default_zone: Option<String>,
    /// BCP 47; detected per document when absent.
    pub language: Option<String>,
    /// `dmy`, `mdy` or `ymd`: the order of dates in exports that leave it open.
    pub date_order: Option<DateOrder>,
    /// Whose table says what "dozens" and other vague numbers mean: `recount`, `acled` or `ucdp`.
    pub vague_numbers: Option<String>,
}

impl CaseSettings {
    pub(crate) fn load(path: &Path) -> Result<Self, KeepError> {
        match std::fs::read_to_string(path) {
            Ok(text) => toml::from_str(&text).map_err(|error| KeepError::Settings {
                path: path.to_owned(),
                why: error.message().to_owned(),
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(KeepError::io(path)(error)),
        }
    }

    /// As the log holds them.
    pub(crate) fn logged(&self) -> Result<serde_json::Value, KeepError> {
        serde_json::to_value(self).map_err(KeepError::LogFormat)
    }

    pub(crate) fn to_toml(&self, path: &Path) -> Result<String, KeepError> {
        toml::to_string(self)
            .map_err(|error| KeepError::Settings { path: path.to_owned(), why: error.to_string() })
    }
}
