//! The zone of a case, set in `case.toml`: nothing else in the file is touched, neither comments nor their place.

use crate::case::write_file_whole;
use crate::database::Act;
use crate::{Case, CaseSettings, KeepError};
use serde_json::Map;
use std::ops::Range;
use std::path::Path;
use toml::de::{DeTable, DeValue};

const KEY: &str = "default-zone";
/// The mark of byte order that some editors put before the first line.
const MARK: &str = "\u{feff}";

impl Case {
    /// Sets the zone that clock times without one are read in, or takes it away; the file keeps all else, and the log says so. What
    /// was changed by hand since it was read holds from now on as well.
    ///
    /// # Errors
    /// When the case is read only, `case.toml` cannot be understood, or something cannot be written: then nothing is changed.
    pub fn set_zone(&mut self, zone: Option<&str>) -> Result<(), KeepError> {
        self.ensure_writable()?;
        let path = self.root.join("case.toml");
        let before = read_or_nothing(&path)?;
        let now = CaseSettings::parse(&before, &path)?;
        let wanted = CaseSettings { default_zone: zone.map(str::to_owned), ..now.clone() };
        if now == wanted {
            self.settings = wanted;
            return Ok(());
        }
        let text = edited(&before, zone, &wanted, &path)?;
        write(&path, &text)?;
        let args = Map::from_iter([("settings".to_owned(), wanted.logged()?)]);
        if let Err(error) = self.database.append(&self.actor, vec![Act { verb: "settings.set", args }]) {
            // What the log does not know must not hold; if this fails too, the next entry tells it.
            let _ = write(&path, &before);
            return Err(error);
        }
        self.settings = wanted;
        Ok(())
    }
}

fn read_or_nothing(path: &Path) -> Result<String, KeepError> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(KeepError::io(path)),
    }
}

fn write(path: &Path, text: &str) -> Result<(), KeepError> {
    write_file_whole(path, |file| file.write_all(text.as_bytes()).map_err(KeepError::io(path))).map(|_| ())
}

/// `text` with this zone; an error where that would say anything but what is wanted.
fn edited(text: &str, zone: Option<&str>, wanted: &CaseSettings, path: &Path) -> Result<String, KeepError> {
    let made =
        with_zone(text, zone).filter(|made| CaseSettings::parse(made, path).is_ok_and(|now| now == *wanted));
    let why = "its `default-zone` cannot be changed without changing more".to_owned();
    made.ok_or_else(|| KeepError::Settings { path: path.to_owned(), why })
}

/// The text with `zone` in place of the one it has.
fn with_zone(text: &str, zone: Option<&str>) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    let found = table.get_ref().iter().find(|(key, _)| key.get_ref() == KEY);
    let value = zone.map(|zone| toml::Value::from(zone).to_string());
    match (found.map(|(key, value)| (key.span(), value.span())), value) {
        (Some((_, old)), Some(value)) => Some(replaced(text, old, &value)),
        (Some((key, old)), None) => Some(replaced(text, line(text, key.start..old.end), "")),
        (None, Some(value)) => {
            let at = after_last(text, table.get_ref());
            let before = text.get(..at)?;
            let break_before =
                if before.is_empty() || before.ends_with('\n') || before == MARK { "" } else { "\n" };
            let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
            Some(replaced(text, at..at, &format!("{break_before}{KEY} = {value}{end}")))
        }
        (None, None) => Some(text.to_owned()),
    }
}

fn replaced(text: &str, range: Range<usize>, by: &str) -> String {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    [part(0..range.start), by, part(range.end..text.len())].concat()
}

/// The whole line of what stands there; that alone, if a comment follows it.
fn line(text: &str, range: Range<usize>) -> Range<usize> {
    let rest = text.get(range.end..).unwrap_or_default();
    let end = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let is_last = rest.get(..end).is_some_and(|after| after.trim().is_empty());
    if is_last { range.start..range.end + end } else { range }
}

/// Where the line after the last plain setting begins: before the first table, which would take in what comes after it.
fn after_last(text: &str, table: &DeTable<'_>) -> usize {
    let is_plain = |value: &DeValue<'_>| !matches!(value, DeValue::Table(_) | DeValue::Array(_));
    let ends = table.iter().filter(|(_, value)| is_plain(value.get_ref())).map(|(_, value)| value.span().end);
    let start = if text.starts_with(MARK) { MARK.len() } else { 0 };
    let Some(end) = ends.max() else { return start };
    let rest = text.get(end..).unwrap_or_default();
    end + rest.find('\n').map_or(rest.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::with_zone;

    fn set(text: &str) -> String {
        with_zone(text, Some("Asia/Aqtau")).unwrap()
    }

    #[test]
    fn a_zone_comes_after_the_last_plain_setting() {
        assert_eq!(set(""), "default-zone = \"Asia/Aqtau\"\n");
        assert_eq!(
            set("# ours\ntitle = \"Mill\" # the old one\n\n[columns]\nwho = \"source\"\n"),
            "# ours\ntitle = \"Mill\" # the old one\ndefault-zone = \"Asia/Aqtau\"\n\n[columns]\nwho = \"source\"\n"
        );
        assert_eq!(
            set("[columns]\nwho = \"source\""),
            "default-zone = \"Asia/Aqtau\"\n[columns]\nwho = \"source\""
        );
        assert_eq!(set("title = \"x\""), "title = \"x\"\ndefault-zone = \"Asia/Aqtau\"\n");
        assert_eq!(set("title = \"x\"\r\n"), "title = \"x\"\r\ndefault-zone = \"Asia/Aqtau\"\r\n");
    }

    #[test]
    fn a_zone_is_replaced_or_taken_away_and_comments_stay() {
        let text = "# before\n\"default-zone\" = 'UTC'  # why\ntitle = \"x\"\n";
        assert_eq!(set(text), "# before\n\"default-zone\" = \"Asia/Aqtau\"  # why\ntitle = \"x\"\n");
        assert_eq!(with_zone(text, None).unwrap(), "# before\n  # why\ntitle = \"x\"\n");
        let bare = "title = \"x\"\n# before\ndefault-zone = \"UTC\" \nlanguage = \"ru\"\n";
        assert_eq!(with_zone(bare, None).unwrap(), "title = \"x\"\n# before\nlanguage = \"ru\"\n");
        assert_eq!(with_zone("title = \"x\"", None).unwrap(), "title = \"x\"");
    }
}
