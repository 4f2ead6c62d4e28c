//! Text documents of LibreOffice and its kin (ODT).
//!
//! Comes in: the bytes of a package. Goes out: its text with headings, lists, rows, then notes, and behind them as
//! furniture comments and heads of pages. It may not follow a link.
//!
//! Source: OpenDocument 1.3, part 3.

use super::super::PackedReader;
use super::super::draft::Draft;
use super::super::package::{Package, is_package};
use super::super::xml::{Element, Mark, Marks};
use super::{Flow, count, kind_of_style, properties};
use crate::ReadError;
use recount_diagnostics::Reported;
use recount_model::BlockKind;
use recount_sayings::say;
use std::collections::BTreeMap;

pub(in super::super) const READER: PackedReader = PackedReader {
    id: "odt",
    is_this: |name, bytes| is_document(name, bytes, "text", &["odt", "ott", "fodt"]),
    make: |bytes, _| read(bytes),
};

const WHAT: &str = "file.the-odt";

/// True for a package whose first part says that it is an OpenDocument of this kind.
pub(super) fn is_document(name: &str, bytes: &[u8], kind: &str, extensions: &[&str]) -> bool {
    const TYPE: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.";
    const HEADER_BYTES: usize = 30;
    let says = bytes.get(HEADER_BYTES..).and_then(|rest| rest.strip_prefix(TYPE));
    match says {
        Some(rest) => bytes.starts_with(b"PK") && rest.starts_with(kind.as_bytes()),
        None => {
            is_package(name, bytes, "content.xml", extensions)
                && name.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
        }
    }
}

/// Opens an OpenDocument; one whose parts are enciphered is locked.
pub(super) fn opened<'b>(bytes: &'b [u8], what: &'static str) -> Result<Package<'b>, ReadError> {
    let mut package = Package::open(bytes, what)?;
    let manifest = package.text("META-INF/manifest.xml")?;
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Locked(say!(what)));
    }
    Ok(package)
}

fn read(bytes: &[u8]) -> Result<Reported<Draft>, ReadError> {
    let mut package = opened(bytes, WHAT)?;
    let shared = package.text("styles.xml")?.unwrap_or_default();
    let content = package.text("content.xml")?.unwrap_or_default();
    let mut styles = styles(&shared);
    styles.extend(self::styles(&content));
    let mut flow = Flow::default();
    Walk::new(&mut flow, &styles).part("content.xml", &content);
    flow.begin_aside("head or foot of the page".to_owned(), BlockKind::Furniture);
    Walk { is_master: true, ..Walk::new(&mut flow, &styles) }.part("styles.xml", &shared);
    flow.end_aside();
    if let Some(xml) = package.text("meta.xml")? {
        properties::add(&mut flow.draft, &xml);
    }
    Ok(Reported::clean(flow.finish()))
}

/// What a style is called, and the style it is made from.
type Styles = BTreeMap<String, String>;

fn styles(xml: &str) -> Styles {
    let mut found = Styles::new();
    for (mark, _) in Marks::new(xml) {
        if let Mark::Open(element) = mark
            && element.name() == "style"
            && let (Some(name), Some(parent)) = (element.get("name"), element.get("parent-style-name"))
        {
            found.insert(name, parent);
        }
    }
    found
}

/// A style made from another for one paragraph alone is what that one is.
const MOST_PARENTS: usize = 8;

fn kind_of(styles: &Styles, name: &str) -> Option<BlockKind> {
    let mut name = name;
    for _ in 0..MOST_PARENTS {
        if let Some(kind) = kind_of_style(name) {
            return Some(kind);
        }
        name = styles.get(name)?;
    }
    None
}

struct Walk<'f> {
    flow: &'f mut Flow,
    styles: &'f Styles,
    /// Only heads and feet of pages are looked at.
    is_master: bool,
    /// Open elements in which words stand that people read.
    texts: usize,
    /// Elements that are open and hold no text of the document: changes, forms, hidden words.
    hidden: usize,
    lists: usize,
    contents: usize,
    /// In a region of tracked changes: what it is, who made it, the field being read.
    change: Option<Change>,
    comment: Option<Change>,
}

#[derive(Debug, Default)]
struct Change {
    is_deletion: bool,
    who: String,
    day: String,
    field: Option<bool>,
    words: String,
}

impl Change {
    /// Who and when, as far as the document says.
    fn name(&self) -> String {
        let who = if self.who.trim().is_empty() { "somebody" } else { self.who.trim() };
        match self.day.get(..10) {
            Some(day) => format!("{who} on {day}"),
            None => who.to_owned(),
        }
    }

    fn take(&mut self, words: &str) {
        match self.field {
            Some(true) => self.who.push_str(words),
            Some(false) => self.day.push_str(words),
            None => self.words.push_str(words),
        }
    }
}

impl<'f> Walk<'f> {
    fn new(flow: &'f mut Flow, styles: &'f Styles) -> Self {
        Walk {
            flow,
            styles,
            is_master: false,
            texts: 0,
            hidden: 0,
            lists: 0,
            contents: 0,
            change: None,
            comment: None,
        }
    }

    fn part(&mut self, name: &str, xml: &str) {
        let mut marks = Marks::new(xml);
        for (mark, _) in marks.by_ref() {
            match mark {
                Mark::Open(element) => self.open(&element),
                Mark::Close(name) => self.close(&name),
                Mark::Words(words) => self.words(&words),
            }
        }
        self.flow.say_broken(name, marks.broken);
    }

    fn is_text(&self, name: &str) -> bool {
        if self.is_master {
            matches!(
                name,
                "header" | "footer" | "header-first" | "footer-first" | "header-left" | "footer-left"
            )
        } else {
            name == "text"
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        let name = element.name();
        self.texts += usize::from(self.is_text(name));
        if let Some(change) = self.change.as_mut().or(self.comment.as_mut()) {
            match name {
                "creator" => change.field = Some(true),
                "date" => change.field = Some(false),
                "deletion" => change.is_deletion = true,
                _ => {}
            }
        }
        match name {
            "changed-region" => self.change = Some(Change::default()),
            "annotation" => self.comment = Some(Change::default()),
            "forms" | "hidden-text" | "hidden-paragraph" | "script" => self.hidden += 1,
            _ if self.is_shut() => {}
            "h" => self.begin(if matches!(element.get("outline-level").as_deref(), Some("1") | None) {
                BlockKind::Title
            } else {
                BlockKind::Heading
            }),
            "p" => self.paragraph(element),
            "s" => self.flow.words(
                &" ".repeat(element.get("c").and_then(|count| count.parse().ok()).unwrap_or(1).min(80)),
            ),
            "tab" => self.flow.words("\t"),
            "line-break" => self.flow.words("\n"),
            "list-item" => self.lists += 1,
            "table-of-content" | "alphabetical-index" | "bibliography" => self.contents += 1,
            "table-row" => self.flow.begin_row(),
            "table-cell" => self.flow.begin_cell(),
            "note" => self.flow.begin_aside(
                format!(
                    "{} {}",
                    element.get("note-class").unwrap_or_else(|| "note".to_owned()),
                    self.flow.asides.len() + 1
                ),
                BlockKind::List,
            ),
            "note-citation" => self.hidden += 1,
            _ => {}
        }
    }

    /// Words here are none of the document's.
    fn is_shut(&self) -> bool {
        self.texts == 0 || self.hidden > 0 || self.change.is_some() || self.comment.is_some()
    }

    fn paragraph(&mut self, element: &Element<'_>) {
        let styled = element.get("style-name").and_then(|name| kind_of(self.styles, &name));
        let kind = if self.contents > 0 { Some(BlockKind::Furniture) } else { styled };
        let plain = if self.lists > 0 { BlockKind::List } else { BlockKind::Paragraph };
        self.begin(kind.unwrap_or(plain));
    }

    fn begin(&mut self, kind: BlockKind) {
        self.flow.begin(kind);
    }

    fn close(&mut self, name: &str) {
        if let Some(change) = self.change.as_mut().or(self.comment.as_mut())
            && matches!(name, "creator" | "date")
        {
            change.field = None;
        }
        match name {
            "changed-region" => self.end_change(),
            "annotation" => self.end_comment(),
            "forms" | "hidden-text" | "hidden-paragraph" | "script" | "note-citation" => {
                self.hidden = self.hidden.saturating_sub(1)
            }
            _ if self.is_shut() => {}
            "h" | "p" => self.flow.end(),
            "list-item" => self.lists = self.lists.saturating_sub(1),
            "table-of-content" | "alphabetical-index" | "bibliography" => {
                self.contents = self.contents.saturating_sub(1)
            }
            "table-row" => self.flow.end_row(),
            "note" => self.flow.end_aside(),
            _ => {}
        }
        self.texts = self.texts.saturating_sub(usize::from(self.is_text(name)));
    }

    fn words(&mut self, words: &str) {
        if let Some(change) = self.change.as_mut().or(self.comment.as_mut()) {
            change.take(words);
        } else if !self.is_shut() {
            self.flow.words(words);
        }
    }

    fn end_change(&mut self) {
        let Some(change) = self.change.take() else { return };
        let words = change.words.trim();
        if change.is_deletion {
            count(&mut self.flow.changes.deleted, &change.name(), 1, words);
        } else {
            // The words themselves stand in the text; how many they are is not said here.
            count(&mut self.flow.changes.inserted, &change.name(), 1, words);
        }
    }

    fn end_comment(&mut self) {
        let Some(comment) = self.comment.take() else { return };
        let words = comment.words.trim().to_owned();
        count(&mut self.flow.changes.comments, &comment.name(), 1, &words);
        let paragraphs = vec![super::Paragraph { words, kind: BlockKind::Furniture }];
        let name = format!("comment by {}", comment.name());
        self.flow.asides.push(super::Aside { name, kind: BlockKind::Furniture, paragraphs });
    }
}
