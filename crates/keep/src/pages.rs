//! Pages taken from the network: what was captured, what could not be, and what a later visit found.
//!
//! Comes in: what a visit gave. Goes out: originals (the archive, and the page in it) and log entries. It may not know
//! the network.

use crate::{Added, Case, KeepError, LogEntry, Origin};
use recount_model::{MetadataField, OriginalId};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A page as it was captured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapturedPage {
    /// The address that was asked for.
    pub url: String,
    /// The address it was found at in the end.
    pub found_at: String,
    /// The archive with all requests and responses.
    pub archive: OriginalId,
    /// The page itself; of an answer of 400 or more only the hash, as it is kept in the archive alone.
    pub page: OriginalId,
    /// RFC 3339, UTC.
    pub at: String,
    /// The status the server gave.
    pub status: u16,
    /// True if a browser showed it: the page is what it was in the end.
    pub is_shown: bool,
    /// True if a later visit found it gone.
    pub is_gone: bool,
}

/// What a visit gave that is to be kept.
#[derive(Clone, Debug)]
pub struct NewPage<'p> {
    pub url: &'p str,
    pub found_at: &'p str,
    pub status: u16,
    /// RFC 3339, UTC.
    pub at: &'p str,
    /// The bytes of the WACZ, and what it is to be called.
    pub archive: (&'p str, &'p [u8]),
    /// The page without chunks and packing, and what it is to be called.
    pub page: (&'p str, &'p [u8]),
    /// Why the page is not whole.
    pub cut: Option<&'p str>,
    /// True if a browser showed it.
    pub is_shown: bool,
    /// Addresses of what belongs to it and could not be had, each with the reason.
    pub missed: &'p [(String, String)],
}

/// What a tool of others took of the recordings on a page.
#[derive(Clone, Debug)]
pub struct MediaCapture<'m> {
    pub url: &'m str,
    /// What took it, with its version.
    pub tool: &'m str,
    /// What was kept, by the names the tool gave.
    pub kept: &'m [(String, OriginalId)],
    /// Whom it spoke to, or wanted to.
    pub contacted: Vec<Value>,
    /// Why nothing came of it.
    pub why: Option<&'m str>,
}

impl Case {
    /// Logs what a tool of others took of the recordings on a page; what was kept stands in the log already.
    ///
    /// # Errors
    /// When the case cannot be written.
    pub fn log_media(&mut self, new: &MediaCapture<'_>) -> Result<LogEntry, KeepError> {
        let args = Map::from_iter([
            ("url".to_owned(), json!(new.url)),
            ("by".to_owned(), json!(new.tool)),
            ("kept".to_owned(), json!(new.kept)),
            ("contacted".to_owned(), Value::Array(new.contacted.clone())),
            ("why".to_owned(), json!(new.why)),
        ]);
        self.act("media.capture", args)
    }

    /// Keeps a page: the archive, the page found in it, and the act. Of what a server says instead of a page (400 and more) only
    /// the archive is kept.
    ///
    /// # Errors
    /// When the case cannot be written.
    pub fn keep_page(&mut self, new: &NewPage<'_>) -> Result<(Added, CapturedPage), KeepError> {
        let id = |added: &Added| match added {
            Added::New(id) | Added::Known(id) => id.clone(),
        };
        let archive_added = self.add_from(new.archive.0, None, &mut &*new.archive.1)?;
        let archive = id(&archive_added);
        let origin = Origin {
            container: archive.clone(),
            member: new.found_at.to_owned(),
            facts: vec![
                (MetadataField::CanonicalUrl, new.found_at.to_owned()),
                (MetadataField::Captured, new.at.to_owned()),
            ],
        };
        // What a server says instead of the page is no account; the archive holds it.
        let added = if new.status >= 400 {
            archive_added
        } else {
            self.add_from(new.page.0, Some(origin), &mut &*new.page.1)?
        };
        let kept = CapturedPage {
            url: new.url.to_owned(),
            found_at: new.found_at.to_owned(),
            archive,
            page: OriginalId::of(new.page.1),
            at: new.at.to_owned(),
            status: new.status,
            is_shown: new.is_shown,
            is_gone: false,
        };
        let text = |text: &str| Value::String(text.to_owned());
        let args = Map::from_iter([
            ("url".to_owned(), text(&kept.url)),
            ("found_at".to_owned(), text(&kept.found_at)),
            ("archive".to_owned(), text(&kept.archive.0)),
            ("page".to_owned(), text(&kept.page.0)),
            ("at".to_owned(), text(&kept.at)),
            ("status".to_owned(), Value::from(kept.status)),
            ("cut".to_owned(), new.cut.map_or(Value::Null, text)),
            ("browser".to_owned(), Value::Bool(new.is_shown)),
            ("missed".to_owned(), json!(new.missed)),
        ]);
        self.act("page.capture", args)?;
        Ok((added, kept))
    }

    /// Logs a visit that gave nothing to keep: the page is unchanged, gone, or could not be had.
    ///
    /// # Errors
    /// When the case cannot be written.
    pub fn log_visit(&mut self, url: &str, result: &str, why: Option<&str>) -> Result<LogEntry, KeepError> {
        let args = Map::from_iter([
            ("url".to_owned(), Value::String(url.to_owned())),
            ("result".to_owned(), Value::String(result.to_owned())),
            ("why".to_owned(), why.map_or(Value::Null, |why| Value::String(why.to_owned()))),
        ]);
        self.act("page.visit", args)
    }

    /// The last capture of every page that was no error, else the last one, sorted by the address that was asked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn pages(&self) -> Result<Vec<CapturedPage>, KeepError> {
        let mut last: BTreeMap<String, CapturedPage> = BTreeMap::new();
        for entry in self.log()?.iter().filter(|entry| entry.verb == "page.capture") {
            let Some(page) = captured(entry) else { continue };
            match last.get_mut(&page.url).filter(|before| page.status >= 400 && before.status < 400) {
                Some(before) => before.is_gone = true,
                None => {
                    last.insert(page.url.clone(), page);
                }
            }
        }
        Ok(last.into_values().collect())
    }
}

fn captured(entry: &LogEntry) -> Option<CapturedPage> {
    let text = |name: &str| entry.args.get(name)?.as_str().map(str::to_owned);
    Some(CapturedPage {
        url: text("url")?,
        found_at: text("found_at")?,
        archive: OriginalId(text("archive")?.into()),
        page: OriginalId(text("page")?.into()),
        at: text("at")?,
        status: u16::try_from(entry.args.get("status")?.as_u64()?).ok()?,
        is_shown: entry.args.get("browser").and_then(Value::as_bool).unwrap_or(false),
        is_gone: false,
    })
}
