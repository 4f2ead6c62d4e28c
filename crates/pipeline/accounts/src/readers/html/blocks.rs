//! The walk over a page's tokens: which text stands in which block, under which elements.
//!
//! Comes in: tokens. Goes out: a [`Page`] of blocks in source order, and from that the draft. It may not
//! judge what is main text: that is `furniture`'s business.

use super::hints::{TagFacts, facts};
use super::{Part, clues, decoded_parts};
use crate::readers::draft::{Draft, DraftClue};
use html5gum::{StartTag, Token};
use recount_model::{BlockKind, MetadataField};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The attributes of a tag, names in lower case.
pub(crate) type Attributes = BTreeMap<String, Attribute>;

/// One attribute value and where it stands in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) value: String,
    pub(crate) source: Range<usize>,
}

/// What a page holds, before main text and furniture are told apart.
#[derive(Debug, Default)]
pub(crate) struct Page<'source> {
    pub(crate) source: &'source str,
    pub(crate) blocks: Vec<PageBlock>,
    pub(crate) clues: Vec<DraftClue>,
}

/// A run of text that no block element interrupts.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageBlock {
    pub(crate) parts: Vec<Part>,
    pub(crate) shape: Shape,
    pub(crate) facts: TagFacts,
    /// The outermost article, or else the element that holds the main text, numbered in order.
    pub(crate) main: Option<usize>,
    /// Characters that are not white space.
    pub(crate) characters: usize,
    /// Of these, inside links.
    pub(crate) link_characters: usize,
    pub(crate) words: usize,
    pub(crate) ends_sentence: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    #[default]
    Paragraph,
    /// With its level.
    Heading(u8),
    Item,
    Rule,
}

struct Open {
    name: String,
    facts: TagFacts,
    shape: Option<Shape>,
    main: Option<usize>,
    is_in_article: bool,
}

pub(super) struct Walk<'source> {
    page: Page<'source>,
    stack: Vec<Open>,
    /// How many of each name are open, so that a stray end tag costs nothing.
    open_names: HashMap<String, usize>,
    links: usize,
    mains: usize,
    current: PageBlock,
    /// What text outside of blocks is for: a title or data for machines.
    capture: Option<(String, usize)>,
    breaks: usize,
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "button",
    "title",
    "head",
];
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// What may stand in a head; anything else ends it.
const IN_HEAD: &[&str] = &["title", "meta", "link", "script", "style", "noscript", "base", "template"];

impl<'source> Walk<'source> {
    pub(super) fn new(source: &'source str) -> Self {
        Walk {
            page: Page { source, ..Page::default() },
            stack: Vec::new(),
            open_names: HashMap::new(),
            links: 0,
            mains: 0,
            current: PageBlock::default(),
            capture: None,
            breaks: 0,
        }
    }

    pub(super) fn token(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => self.start(&tag),
            Token::EndTag(tag) => self.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(string) => self.string(string.span.start..string.span.end, &string.value),
            _ => {}
        }
    }

    pub(super) fn finish(mut self) -> Page<'source> {
        self.close_block();
        self.page
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attributes = attributes(tag, self.page.source);
        clues::of_tag(&name, &attributes, &mut self.page.clues);
        if name == "br" {
            return self.line_break(tag.span.start..tag.span.end);
        }
        if BLOCKS.contains(&name.as_str()) {
            self.close_block();
        }
        if name == "hr" {
            return self.rule(tag.span.start..tag.span.end);
        }
        let is_json = name == "script" && attributes.get("type").is_some_and(|a| a.value.contains("ld+json"));
        let is_page_title = name == "title" && self.stack.last().is_none_or(|open| open.name != "svg");
        if is_page_title || is_json {
            self.capture = Some((name.clone(), tag.span.end));
        }
        if VOID.contains(&name.as_str()) {
            return;
        }
        self.close_implied(&name);
        self.open(name, &attributes);
    }

    /// Elements that a start tag ends although nobody wrote the end tag.
    fn close_implied(&mut self, name: &str) {
        let top = self.stack.last().map_or("", |open| open.name.as_str());
        let is_implied = match name {
            "li" => top == "li",
            "td" | "th" => matches!(top, "td" | "th"),
            "dt" | "dd" => matches!(top, "dt" | "dd"),
            "option" => top == "option",
            _ => top == "head" && !IN_HEAD.contains(&name),
        };
        if is_implied || (top == "p" && BLOCKS.contains(&name)) {
            self.pop();
        }
    }

    fn open(&mut self, name: String, attributes: &Attributes) {
        let mut facts = facts(&name, attributes);
        let (mut shape, mut main) = (shape_of(&name), None);
        if let Some(parent) = self.stack.last() {
            facts.is_dropped |= parent.facts.is_dropped;
            facts.is_furniture |= parent.facts.is_furniture;
            facts.is_hinted_furniture |= parent.facts.is_hinted_furniture;
            facts.is_byline |= parent.facts.is_byline;
            shape = shape.or(parent.shape);
            main = parent.main;
        }
        let is_in_article = self.stack.last().is_some_and(|parent| parent.is_in_article);
        let is_article = name == "article" && !is_in_article;
        if is_article || (facts.is_main && main.is_none()) {
            main = Some(self.mains);
            self.mains += 1;
        }
        self.links += usize::from(name == "a");
        *self.open_names.entry(name.clone()).or_default() += 1;
        let is_in_article = is_in_article || is_article;
        self.stack.push(Open { name, facts, shape, main, is_in_article });
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.stack.pop()?;
        self.links -= usize::from(open.name == "a");
        if let Some(count) = self.open_names.get_mut(&open.name) {
            *count -= 1;
        }
        Some(open)
    }

    fn end(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.close_block();
        }
        if matches!(name, "title" | "script") {
            self.capture = None;
        }
        if self.open_names.get(name).copied().unwrap_or(0) > 0 {
            while let Some(open) = self.pop() {
                if open.name == name {
                    break;
                }
            }
        }
    }

    fn string(&mut self, span: Range<usize>, value: &[u8]) {
        if let Some((kind, _)) = &self.capture {
            let words = String::from_utf8_lossy(value);
            if kind == "title" {
                let clue = DraftClue {
                    field: MetadataField::Title,
                    value: words.split_whitespace().collect::<Vec<_>>().join(" "),
                    source: span,
                };
                self.page.clues.extend((!clue.value.is_empty()).then_some(clue));
            } else {
                clues::of_linked_data(self.page.source, span, &mut self.page.clues);
            }
            return;
        }
        if self.stack.last().is_some_and(|open| open.facts.is_dropped) {
            return;
        }
        for part in decoded_parts(self.page.source, span, value) {
            self.add(part);
        }
    }

    fn add(&mut self, part: Part) {
        let words = words_of(self.page.source, &part);
        let characters = words.chars().filter(|c| !c.is_whitespace()).count();
        if self.current.characters == 0 {
            if characters == 0 {
                return;
            }
            if let Some(open) = self.stack.last() {
                self.current.facts = open.facts;
                self.current.shape = open.shape.unwrap_or_default();
                self.current.main = open.main;
            }
        }
        self.breaks = if characters > 0 { 0 } else { self.breaks };
        self.current.characters += characters;
        self.current.link_characters += if self.links > 0 { characters } else { 0 };
        self.current.words += words.split_whitespace().count();
        if let Some(last) = words.trim_end().chars().next_back() {
            self.current.ends_sentence = matches!(last, '.' | '!' | '?' | '…' | '”' | '»' | '"');
        }
        self.current.parts.push(part);
    }

    /// One `<br>` is a line break, two part paragraphs as old pages do.
    fn line_break(&mut self, source: Range<usize>) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.close_block();
        } else if self.current.characters > 0 {
            self.current.parts.push(Part { source, made: Some("\n".to_owned()) });
        }
    }

    fn rule(&mut self, source: Range<usize>) {
        if self.stack.last().is_none_or(|open| !open.facts.is_dropped) {
            let parts = vec![Part { source, made: Some("---".to_owned()) }];
            let main = self.stack.last().and_then(|open| open.main);
            self.page.blocks.push(PageBlock { parts, shape: Shape::Rule, main, ..PageBlock::default() });
        }
    }

    fn close_block(&mut self) {
        self.breaks = 0;
        let block = std::mem::take(&mut self.current);
        if block.characters > 0 {
            self.page.blocks.push(block);
        }
    }
}

fn shape_of(name: &str) -> Option<Shape> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            Some(Shape::Heading(name.as_bytes().get(1).map_or(1, |digit| digit - b'0')))
        }
        "li" => Some(Shape::Item),
        "p" | "blockquote" | "td" | "section" | "article" => Some(Shape::Paragraph),
        _ => None,
    }
}

fn words_of<'page>(source: &'page str, part: &'page Part) -> &'page str {
    part.made.as_deref().unwrap_or_else(|| source.get(part.source.clone()).unwrap_or(""))
}

fn attributes(tag: &StartTag<usize>, source: &str) -> Attributes {
    let one = |(name, value): (&html5gum::HtmlString, &html5gum::Spanned<html5gum::HtmlString>)| {
        let name = String::from_utf8_lossy(name).to_lowercase();
        let words = String::from_utf8_lossy(&value.value).into_owned();
        let around = value.span.start..value.span.end.min(source.len()).max(value.span.start);
        let slice = source.get(around.clone()).unwrap_or("");
        let exact = slice.rfind(&words).filter(|_| !words.is_empty());
        let source = exact.map_or(around.clone(), |at| around.start + at..around.start + at + words.len());
        (name, Attribute { value: words, source })
    };
    tag.attributes.iter().map(one).collect()
}

/// The draft of a page: its blocks in source order with `kinds`, one per block; `None` leaves a block out.
pub(super) fn drafted(page: Page<'_>, kinds: &[Option<BlockKind>]) -> Draft {
    let mut draft = Draft::default();
    for (block, kind) in page.blocks.iter().zip(kinds) {
        let (Some(kind), Some(first)) = (kind, block.parts.first()) else { continue };
        draft.break_block(first.source.start);
        let start = draft.text.len();
        for part in &block.parts {
            push_collapsed(&mut draft, page.source, part, start);
        }
        draft.block(start, *kind);
    }
    draft.clues = page.clues;
    draft
}

/// Adds a part with its runs of white space as one space (or, where there was one character, that one).
fn push_collapsed(draft: &mut Draft, source: &str, part: &Part, block_start: usize) {
    let at_start =
        |draft: &Draft| draft.text.len() == block_start || draft.text.ends_with(char::is_whitespace);
    if let Some(made) = &part.made {
        let is_space = made.chars().all(char::is_whitespace);
        if !is_space || !at_start(draft) {
            let is_line_break = source.get(part.source.clone()).is_some_and(|tag| tag.starts_with('<'));
            draft.made(if is_space && !is_line_break { " " } else { made }, part.source.clone());
        }
        return;
    }
    let words = source.get(part.source.clone()).unwrap_or("");
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let space = rest.len() - rest.trim_start().len();
        let from = part.source.start + at;
        if space > 0 && !at_start(draft) {
            let run = rest.get(..space).unwrap_or("");
            if run == " " || run == "\n" {
                draft.verbatim(run, from);
            } else {
                draft.made(" ", from..from + space);
            }
        }
        let solid = rest.get(space..).unwrap_or("");
        let end = solid.find(char::is_whitespace).unwrap_or(solid.len());
        draft.verbatim(solid.get(..end).unwrap_or(""), from + space);
        at += space + end;
    }
}
