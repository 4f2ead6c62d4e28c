//! Markdown (CommonMark with tables, footnotes and front matter) to text.
//!
//! Comes in: decoded text. Goes out: a [`Draft`] without markup, its blocks, and the clues of the front matter.
//! It may not know layout.
//!
//! Source: CommonMark 0.31, read by `pulldown-cmark`, which gives a byte range with every event.

use super::draft::Draft;
use super::html::inline_text;
use super::{Make, Reader};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use recount_model::{BlockKind, MetadataField};
use std::ops::Range;

pub(super) const READER: Reader = Reader {
    id: "markdown",
    extensions: &["md", "markdown", "mdown", "mkd"],
    is_certain: |_| false,
    is_likely: has_front_matter,
    declared_encoding: |_| None,
    make: Make::Drafted(read),
};

/// Keys of front matter and what they say. Source: the keys that static site generators share.
const KEYS: &[(&str, MetadataField)] = &[
    ("title", MetadataField::Title),
    ("author", MetadataField::Author),
    ("authors", MetadataField::Author),
    ("by", MetadataField::Author),
    ("date", MetadataField::Published),
    ("published", MetadataField::Published),
    ("updated", MetadataField::Modified),
    ("modified", MetadataField::Modified),
    ("lastmod", MetadataField::Modified),
    ("source", MetadataField::Publisher),
    ("publisher", MetadataField::Publisher),
    ("url", MetadataField::CanonicalUrl),
    ("link", MetadataField::CanonicalUrl),
    ("canonical", MetadataField::CanonicalUrl),
    ("lang", MetadataField::Language),
    ("language", MetadataField::Language),
];

/// A heading made by underlining is taken for a paragraph with a rule below when it has more words than this.
const MOST_HEADING_WORDS: usize = 24;

fn has_front_matter(beginning: &str) -> bool {
    let mut lines = beginning.lines();
    matches!(lines.next(), Some("---" | "+++"))
        && lines.next().is_some_and(|line| line.contains([':', '=']) && !line.starts_with(['#', ' ']))
}

fn read(source: &str) -> Draft {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    let mut state =
        State { source, draft: Draft::default(), open: None, hidden: 0, items: 0, in_front: false };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        state.event(event, range);
    }
    state.close();
    state.draft
}

struct State<'source> {
    source: &'source str,
    draft: Draft,
    /// Start in the draft's text and kind of the block being filled.
    open: Option<(usize, BlockKind)>,
    /// How many open images hide their text.
    hidden: usize,
    items: usize,
    in_front: bool,
}

impl State<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) if self.in_front => self.front_matter(&words, range),
            Event::Text(words) | Event::Code(words) => self.words(&words, range),
            Event::SoftBreak | Event::HardBreak => self.line_break(range),
            Event::Rule => self.rule(range),
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.open_block(range.start, self.heading_kind(*level, &range)),
            Tag::Paragraph if self.items > 0 => self.open_block(range.start, BlockKind::List),
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::TableHead | Tag::TableRow => {
                self.open_block(range.start, BlockKind::Paragraph);
            }
            Tag::Item => {
                self.items += 1;
                self.open_block(range.start, BlockKind::List);
            }
            Tag::TableCell if self.is_filled() => self.draft.made("\t", range.start..range.start),
            Tag::Image { .. } => self.hidden += 1,
            Tag::MetadataBlock(_) => self.in_front = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) => {
                self.close();
                self.rule_below(range);
            }
            TagEnd::Item => {
                self.items = self.items.saturating_sub(1);
                self.close();
            }
            TagEnd::Image => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.in_front = false,
            TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                self.close();
            }
            _ => {}
        }
    }

    /// `Text of a paragraph` over `---` is a heading to CommonMark; people mean a paragraph and a rule.
    fn heading_kind(&self, level: HeadingLevel, range: &Range<usize>) -> BlockKind {
        if self.is_underlined_paragraph(range) {
            BlockKind::Paragraph
        } else if level == HeadingLevel::H1 {
            BlockKind::Title
        } else {
            BlockKind::Heading
        }
    }

    fn is_underlined_paragraph(&self, range: &Range<usize>) -> bool {
        let words = self.source.get(range.clone()).unwrap_or("");
        if words.trim_start().starts_with('#') {
            return false;
        }
        let above = words.trim_end().rsplit_once('\n').map_or(words, |(above, _)| above).trim_end();
        above.ends_with(['.', '!', '”', '»']) || above.split_whitespace().count() > MOST_HEADING_WORDS
    }

    fn rule_below(&mut self, range: Range<usize>) {
        if self.is_underlined_paragraph(&range) {
            let words = self.source.get(range.clone()).unwrap_or("").trim_end();
            let start = range.start + words.rfind('\n').map_or(0, |at| at + 1);
            self.rule(start..range.start + words.len());
        }
    }

    fn open_block(&mut self, start: usize, kind: BlockKind) {
        self.close();
        self.draft.break_block(start);
        self.open = Some((self.draft.text.len(), kind));
    }

    fn close(&mut self) {
        if let Some((start, kind)) = self.open.take() {
            self.draft.block(start, kind);
        }
    }

    fn is_filled(&self) -> bool {
        self.open.is_some_and(|(start, _)| self.draft.text.len() > start)
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        if self.open.is_none() {
            self.open_block(range.start, BlockKind::Paragraph);
        }
        let slice = self.source.get(range.clone()).unwrap_or("");
        match slice.find(words) {
            Some(at) if !words.is_empty() => self.draft.verbatim(words, range.start + at),
            _ => self.draft.made(words, range),
        }
    }

    fn line_break(&mut self, range: Range<usize>) {
        if self.source.get(range.clone()) == Some("\n") {
            self.draft.verbatim("\n", range.start);
        } else {
            self.draft.made("\n", range);
        }
    }

    /// A rule stays in the text: it may part two accounts.
    fn rule(&mut self, range: Range<usize>) {
        self.open_block(range.start, BlockKind::Furniture);
        let words = self.source.get(range.clone()).unwrap_or("").trim_end().to_owned();
        self.draft.verbatim(&words, range.start);
        self.close();
    }

    fn html(&mut self, range: Range<usize>) {
        if self.open.is_none() {
            self.open_block(range.start, BlockKind::Paragraph);
        }
        inline_text(self.source, range, &mut self.draft);
    }

    fn front_matter(&mut self, words: &str, range: Range<usize>) {
        let mut start = range.start;
        for line in words.split_inclusive('\n') {
            if let Some((key, value)) = line.split_once([':', '=']) {
                let key = key.trim().to_lowercase();
                let field = KEYS.iter().find(|(name, _)| *name == key).map(|(_, field)| *field);
                let bare = value.trim().trim_matches(|c| matches!(c, '"' | '\'' | '[' | ']'));
                let at = line.find(bare).unwrap_or(0);
                if let Some(field) = field {
                    self.draft.clue(field, bare, start + at..start + at + bare.len());
                }
            }
            start += line.len();
        }
    }
}
