//! Bytes to accounts: readers by format, layout, segmentation.
//!
//! Comes in: the bytes of one original and its name. Goes out: a [`Reading`] and the [`Account`]s in it.
//! It may not know any other stage, files, clocks or the network.

mod language;
mod layout;
mod phrases;
mod readers;
mod recognised;
mod rules;
mod segmentation;

pub use readers::tables::{Kind as CellKind, TableCell, TableRow, cells};
pub use recognised::{RecognisedPicture, recognised_text};
pub use rules::LayoutRules;

use recount_diagnostics::Reported;
use recount_model::{Account, ColumnRule, DateOrder, Reading};
use recount_sayings::{Told, say};
use serde::{Deserialize, Serialize};

/// Why an original has no reading at all.
#[derive(Debug, thiserror::Error, Serialize, Deserialize)]
#[error("{}", self.told())]
pub enum ReadError {
    Empty,
    /// What it is instead, as far as its bytes tell.
    NotText(Told),
    /// With what it is.
    Recording(Told),
    /// Nothing stands outside of markup and scripts.
    NoText,
    /// With what it is.
    Locked(Told),
    Damaged {
        what: Told,
        why: Told,
    },
    Inflates {
        what: Told,
        part: String,
        bytes: u64,
    },
    /// Why the reader of its format took nothing of it.
    Nothing(Told),
    OnlyPictures {
        pages: usize,
    },
    NothingRecognised {
        pages: usize,
    },
    /// With its size in bytes.
    TooLarge(usize),
}

impl ReadError {
    /// The same as a saying.
    pub fn told(&self) -> Told {
        match self {
            ReadError::Empty => say!("unread.empty"),
            ReadError::NotText(what) => say!("unread.not-text", what = what),
            ReadError::Recording(what) => say!("unread.recording", what = what),
            ReadError::NoText => say!("unread.no-text"),
            ReadError::Locked(what) => say!("unread.locked", what = what),
            ReadError::Damaged { what, why } => say!("unread.damaged", what = what, why = why),
            ReadError::Inflates { what, part, bytes } => {
                say!("unread.inflates", what = what, part = part, bytes = *bytes)
            }
            ReadError::Nothing(why) => say!("unread.nothing", why = why),
            ReadError::OnlyPictures { pages: 1 } => say!("unread.only-picture"),
            ReadError::OnlyPictures { pages } => say!("unread.only-pictures", pages = *pages),
            ReadError::NothingRecognised { pages: 1 } => say!("unread.nothing-recognised-one"),
            ReadError::NothingRecognised { pages } => say!("unread.nothing-recognised", pages = *pages),
            ReadError::TooLarge(bytes) => say!("unread.too-large", n = *bytes),
        }
    }
}

/// What is known about an original beside its bytes: mostly what the user settles where a format leaves it open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormatSettings {
    pub date_order: Option<DateOrder>,
    /// What columns of tables hold, whatever their headers say.
    pub columns: Vec<ColumnRule>,
    /// What was recognised on its pictures ([`recognised_text`]).
    pub recognised: Option<String>,
}

impl FormatSettings {
    fn recognised_pages(&self) -> Vec<recognised::Page> {
        self.recognised.as_deref().map_or_else(Vec::new, recognised::pages)
    }
}

/// What of an original could be read by text recognition alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pictures {
    /// It is a picture.
    Whole,
    /// Pages of a PDF, counted from 1.
    Pages(Vec<u32>),
}

/// True if an original that is called `name` and begins with `head` may hold text that has to be recognised.
pub fn may_be_scan(name: &str, head: &[u8]) -> bool {
    readers::picture::is_picture(head) || readers::pdf::is_this(&name.to_lowercase(), head)
}

/// The pictures in `bytes` that may hold text; `None` where the text can be read as it is.
pub fn pictures(name: &str, bytes: &[u8]) -> Option<Pictures> {
    if readers::picture::is_picture(bytes) {
        return Some(Pictures::Whole);
    }
    if !readers::pdf::is_this(&name.to_lowercase(), bytes) {
        return None;
    }
    let pages = readers::pdf::pages_without_text(bytes);
    (!pages.is_empty()).then_some(Pictures::Pages(pages))
}

/// Reads one original.
///
/// # Errors
/// When there is nothing that could be read as text.
pub fn read(name: &str, bytes: &[u8]) -> Result<Reported<Reading>, ReadError> {
    read_with(name, bytes, FormatSettings::default())
}

/// Reads one original of a format that may leave something open.
///
/// # Errors
/// When there is nothing that could be read as text.
pub fn read_with(name: &str, bytes: &[u8], settings: FormatSettings) -> Result<Reported<Reading>, ReadError> {
    readers::read_with(name, bytes, &settings)
}

/// The language a text is most likely in, by its script and commonest words; `und` where nothing tells.
pub fn language_of(text: &str) -> &'static str {
    language::detected(text).unwrap_or("und")
}

/// Finds the accounts in a reading. They are in order and disjoint; what belongs to no telling (menus, adverts,
/// the page's own heading) is in none.
pub fn segment(reading: &Reading, rules: &LayoutRules) -> Reported<Vec<Account>> {
    segmentation::segment(reading, rules)
}
