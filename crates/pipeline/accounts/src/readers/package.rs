//! What is inside a packed document: parts of a ZIP file, inflated under limits.
//!
//! Comes in: the bytes of an original. Goes out: its parts by name. It may not know any format, and writes nothing
//! anywhere: a name inside a package is only compared.

use crate::ReadError;
use recount_sayings::{Told, say};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// So much may come out of one document, and no more.
const MOST_INFLATED_BYTES: u64 = 200 << 20;
/// A part that grows by more than this is a bomb and no text (nothing deflated grows by more than 1,032).
const MOST_RATIO: u64 = 300;
/// Parts smaller than this may grow as they like.
const SMALL_BYTES: u64 = 4 << 20;
const MOST_PARTS: usize = 20_000;

/// An opened document.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// What kind of document it is, for messages.
    what: &'static str,
    left: u64,
}

/// True if the bytes are a ZIP file with a part of this name; a damaged one tells by its extension.
pub(super) fn is_package(name: &str, bytes: &[u8], part: &str, extensions: &[&str]) -> bool {
    if !bytes.starts_with(b"PK\x03\x04") {
        return false;
    }
    let has_extension =
        || name.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension));
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive.index_for_name(part).is_some(),
        Err(_) => has_extension(),
    }
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8], what: &'static str) -> Result<Self, ReadError> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(what, error.to_string()))?;
        if archive.len() > MOST_PARTS {
            return Err(damaged(what, say!("unread.many-parts", n = archive.len())));
        }
        Ok(Package { archive, what, left: MOST_INFLATED_BYTES })
    }

    /// The names of all parts, in the order of the package.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect()
    }

    /// A part, or `None` where there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let what = self.what;
        let Some(idx) = self.archive.index_for_name(name) else { return Ok(None) };
        if self.archive.by_index_raw(idx).is_ok_and(|part| part.encrypted()) {
            return Err(ReadError::Locked(say!(what)));
        }
        let part = self.archive.by_index(idx).map_err(|error| damaged(what, error.to_string()))?;
        let allowed = self.left.min(part.compressed_size().saturating_mul(MOST_RATIO).max(SMALL_BYTES));
        let mut inflated = Vec::new();
        let read = part.take(allowed + 1).read_to_end(&mut inflated);
        if inflated.len() as u64 > allowed {
            return Err(ReadError::Inflates { what: say!(what), part: name.to_owned(), bytes: allowed });
        }
        read.map_err(|error| damaged(what, say!("unread.part", part = name, why = error.to_string())))?;
        self.left -= inflated.len() as u64;
        Ok(Some(inflated))
    }

    /// A part as text; what is not UTF-8 in it is shown as such.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        Ok(self.part(name)?.map(|bytes| as_text(&bytes)))
    }

    /// Inflates everything once, so that a library that inflates by itself meets no bomb.
    pub(super) fn check(&mut self) -> Result<(), ReadError> {
        for name in self.names() {
            self.part(&name)?;
        }
        self.left = MOST_INFLATED_BYTES;
        Ok(())
    }
}

/// XML is UTF-8, or UTF-16 with a mark.
fn as_text(bytes: &[u8]) -> String {
    let (encoding, skipped) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    encoding.decode_without_bom_handling(bytes.get(skipped..).unwrap_or(bytes)).0.into_owned()
}

/// What is wrong with a document, said once; `what` is the key of what it is.
pub(super) fn damaged(what: &'static str, why: impl Into<Told>) -> ReadError {
    ReadError::Damaged { what: say!(what), why: why.into() }
}
