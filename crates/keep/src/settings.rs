//! `case.toml`: what holds for the whole case.

use crate::KeepError;
use recount_model::{ColumnMeaning, ColumnRule, DateOrder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    /// What columns of tables hold, whatever their headers say: `"Who said it" = "source"` for all files, or a table of
    /// such lines under the name of one file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, ColumnSetting>,
}

/// What one header means, or what the headers of one file mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "`\"header\" = \"meaning\"` with one of date, time, place, title, text, source, author, url, \
                               published, language, ignored, labelled, or a table of such lines under a file's name"
)]
pub enum ColumnSetting {
    Meaning(ColumnMeaning),
    File(BTreeMap<String, ColumnMeaning>),
}

impl CaseSettings {
    pub(crate) fn load(path: &Path) -> Result<Self, KeepError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text, path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(KeepError::io(path)(error)),
        }
    }

    /// What the text of the file at `path` says.
    pub(crate) fn parse(text: &str, path: &Path) -> Result<Self, KeepError> {
        toml::from_str(text)
            .map_err(|error| KeepError::Settings { path: path.to_owned(), why: error.message().to_owned() })
    }

    /// What is settled about columns; what holds for one file comes after what holds for all, and wins.
    pub fn column_rules(&self) -> Vec<ColumnRule> {
        let rule = |file: Option<&String>, header: &String, meaning: ColumnMeaning| ColumnRule {
            file: file.cloned(),
            header: header.clone(),
            meaning,
        };
        let (mut all, mut own) = (Vec::new(), Vec::new());
        for (name, setting) in &self.columns {
            match setting {
                ColumnSetting::Meaning(meaning) => all.push(rule(None, name, *meaning)),
                ColumnSetting::File(columns) => {
                    own.extend(columns.iter().map(|(header, meaning)| rule(Some(name), header, *meaning)));
                }
            }
        }
        all.into_iter().chain(own).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_settled_for_all_files_or_for_one() {
        let text =
            "title = \"x\"\n[columns]\n\"said by\" = \"source\"\n[columns.\"a.csv\"]\nwhen = \"published\"\n";
        let settings: CaseSettings = toml::from_str(text).unwrap();
        let rules = settings.column_rules();
        let shown = |rule: &ColumnRule| format!("{:?} {} {:?}", rule.file, rule.header, rule.meaning);
        let shown: Vec<String> = rules.iter().map(shown).collect();
        assert_eq!(shown, ["None said by Source", "Some(\"a.csv\") when Published"]);
        let mistyped: Result<CaseSettings, _> = toml::from_str("[columns]\nwhen = \"dat\"\n");
        assert!(mistyped.unwrap_err().message().contains("published"), "the meanings are listed");
    }
}
