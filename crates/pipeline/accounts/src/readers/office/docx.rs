//! Word documents (DOCX).
//!
//! Comes in: the bytes of a package. Goes out: its text with headings, lists, rows, then footnotes, and behind them as
//! furniture comments and heads of pages. It may not follow a relation: nothing outside of the package is looked at.
//!
//! Source: ECMA-376, part 1, chapter 17 (WordprocessingML).

use super::super::PackedReader;
use super::super::draft::Draft;
use super::super::package::{Package, is_package};
use super::super::xml::{Element, Mark, Marks};
use super::{Count, Flow, count, kind_of_style, properties};
use crate::ReadError;
use recount_diagnostics::Reported;
use recount_model::BlockKind;
use std::collections::BTreeMap;

pub(in super::super) const READER: PackedReader = PackedReader {
    id: "docx",
    is_this: |name, bytes| is_package(name, bytes, "word/document.xml", &["docx", "docm", "dotx"]),
    make: |bytes, _| read(bytes),
};

const WHAT: &str = "file.the-docx";

fn read(bytes: &[u8]) -> Result<Reported<Draft>, ReadError> {
    let mut package = Package::open(bytes, WHAT)?;
    let styles = package.text("word/styles.xml")?.map(|xml| styles(&xml)).unwrap_or_default();
    let mut flow = Flow::default();
    if let Some(xml) = package.text("word/document.xml")? {
        Walk::new(&mut flow, &styles).part("word/document.xml", &xml);
    }
    let names = package.names();
    for (start, note) in [
        ("word/footnotes", true),
        ("word/endnotes", true),
        ("word/comments", true),
        ("word/header", false),
        ("word/footer", false),
    ] {
        let is_part = |name: &&String| {
            name.strip_prefix(start)
                .and_then(|rest| rest.strip_suffix(".xml"))
                .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        };
        for name in names.iter().filter(is_part) {
            let Some(xml) = package.text(name)? else { continue };
            if !note {
                flow.begin_aside("head or foot of the page".to_owned(), BlockKind::Furniture);
            }
            Walk::new(&mut flow, &styles).part(name, &xml);
            flow.end_aside();
        }
    }
    if let Some(xml) = package.text("docProps/core.xml")? {
        properties::add(&mut flow.draft, &xml);
    }
    Ok(Reported::clean(flow.finish()))
}

/// What paragraphs of a style are, by the style's id.
type Styles = BTreeMap<String, BlockKind>;

fn styles(xml: &str) -> Styles {
    let mut found = Styles::new();
    let mut id = String::new();
    for (mark, _) in Marks::new(xml) {
        let Mark::Open(element) = mark else { continue };
        match element.name() {
            "style" => id = element.get("styleId").unwrap_or_default(),
            "name" => {
                let kind = element.get("val").and_then(|name| kind_of_style(&name));
                found.extend(kind.map(|kind| (id.clone(), kind)));
            }
            _ => {}
        }
    }
    found
}

/// The walk through one part.
struct Walk<'f> {
    flow: &'f mut Flow,
    styles: &'f Styles,
    /// Changes that are open: who made them, and whether they hold words yet.
    deleted: Vec<(String, bool)>,
    inserted: Vec<(String, bool)>,
    /// Who wrote the comment that is open.
    commenter: Option<(String, bool)>,
    is_hidden: bool,
    is_words: bool,
    is_in_run: bool,
    /// Elements that are shown a second time for older programs.
    fallbacks: usize,
}

impl<'f> Walk<'f> {
    fn new(flow: &'f mut Flow, styles: &'f Styles) -> Self {
        Walk {
            flow,
            styles,
            deleted: Vec::new(),
            inserted: Vec::new(),
            commenter: None,
            is_hidden: false,
            is_words: false,
            is_in_run: false,
            fallbacks: 0,
        }
    }

    fn part(&mut self, name: &str, xml: &str) {
        let mut marks = Marks::new(xml);
        for (mark, _) in marks.by_ref() {
            match mark {
                Mark::Open(element) if element.name() == "Fallback" => self.fallbacks += 1,
                Mark::Close(name) if name == "Fallback" => self.fallbacks = self.fallbacks.saturating_sub(1),
                _ if self.fallbacks > 0 => {}
                Mark::Open(element) => self.open(&element),
                Mark::Close(name) => self.close(&name),
                Mark::Words(words) if self.is_words => self.words(&words),
                Mark::Words(_) => {}
            }
        }
        self.flow.say_broken(name, marks.broken);
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "p" => self.flow.begin(BlockKind::Paragraph),
            "pStyle" => {
                let kind = element
                    .get("val")
                    .and_then(|id| self.styles.get(&id).copied().or_else(|| kind_of_style(&id)));
                kind.into_iter().for_each(|kind| self.flow.set_kind(kind));
            }
            "numPr" => self.list(),
            "r" => (self.is_in_run, self.is_hidden) = (true, false),
            "vanish" | "webHidden" if self.is_in_run => {
                self.is_hidden = !matches!(element.get("val").as_deref(), Some("0" | "false"))
            }
            "t" | "delText" => self.is_words = true,
            "tab" if self.is_in_run => self.mark("\t"),
            "br" | "cr" => self.mark("\n"),
            "noBreakHyphen" => self.mark("-"),
            "tr" => self.flow.begin_row(),
            "tc" => self.flow.begin_cell(),
            "del" | "moveFrom" => self.begin_change(element, true),
            "ins" | "moveTo" => self.begin_change(element, false),
            "footnote" | "endnote" | "comment" => self.note(element),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.flow.end(),
            "r" => (self.is_in_run, self.is_hidden) = (false, false),
            "t" | "delText" => self.is_words = false,
            "tr" => self.flow.end_row(),
            "del" | "moveFrom" => drop(self.deleted.pop()),
            "ins" | "moveTo" => drop(self.inserted.pop()),
            "footnote" | "endnote" | "comment" => {
                self.commenter = None;
                self.flow.end_aside();
            }
            _ => {}
        }
    }

    /// An item of a list, unless its style says more.
    fn list(&mut self) {
        if let Some(paragraph) = self.flow.open.last_mut().filter(|one| one.kind == BlockKind::Paragraph) {
            paragraph.kind = BlockKind::List;
        }
    }

    fn words(&mut self, words: &str) {
        let changes = &mut self.flow.changes;
        if let Some(change) = self.deleted.last_mut() {
            return counted(&mut changes.deleted, change, words);
        }
        if self.is_hidden {
            changes.hidden_characters += words.chars().count();
            return;
        }
        if let Some(change) = self.inserted.last_mut() {
            counted(&mut changes.inserted, change, words);
        }
        if let Some(comment) = &mut self.commenter {
            counted(&mut changes.comments, comment, words);
        }
        self.flow.words(words);
    }

    fn mark(&mut self, mark: &str) {
        if self.deleted.is_empty() && !self.is_hidden {
            self.flow.words(mark);
        }
    }

    fn begin_change(&mut self, element: &Element<'_>, is_deleted: bool) {
        let stack = if is_deleted { &mut self.deleted } else { &mut self.inserted };
        stack.push((who(element), false));
    }

    /// Separators between text and notes are notes too, with a type and no words.
    fn note(&mut self, element: &Element<'_>) {
        let number = element.get("id").unwrap_or_default();
        let (name, kind) = match element.name() {
            "comment" => {
                let who = who(element);
                self.commenter = Some((who.clone(), false));
                (format!("comment by {who}"), BlockKind::Furniture)
            }
            "endnote" => (format!("endnote {number}"), BlockKind::List),
            _ => (format!("footnote {number}"), BlockKind::List),
        };
        self.flow.begin_aside(name, kind);
    }
}

/// "Ann Orr on 2001-05-03": who made a change and when, as far as the document says.
fn who(element: &Element<'_>) -> String {
    let who =
        element.get("author").filter(|who| !who.trim().is_empty()).unwrap_or_else(|| "somebody".to_owned());
    match element.get("date").as_deref().and_then(|date| date.get(..10)) {
        Some(day) => format!("{who} on {day}"),
        None => who,
    }
}

/// Counts words of a change, and its place with the first of them.
fn counted(by: &mut BTreeMap<String, Count>, (who, has_words): &mut (String, bool), words: &str) {
    count(by, who, usize::from(!*has_words), words);
    *has_words = true;
}
