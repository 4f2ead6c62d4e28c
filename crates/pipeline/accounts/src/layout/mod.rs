//! Layout: what each block of a reading is.
//!
//! Comes in: a reading and the layout rules of its language. Goes out: [`Part`]s in order. It may not know
//! where one account ends and another begins, only what blocks look like and what stands beside them.

mod context;
mod lines;
pub(crate) mod roles;
pub(crate) mod shape;

use crate::rules::LayoutRules;
use recount_model::{BlockKind, Reading, Span};
use shape::Shape;

/// One block with what it is for segmentation.
#[derive(Clone, Debug)]
pub(crate) struct Part<'text> {
    pub(crate) shape: Shape<'text>,
    pub(crate) role: Role,
    pub(crate) blank_lines: usize,
    /// What the format says it is.
    pub(crate) format: Option<BlockKind>,
    /// It opens a part written later than the rest.
    pub(crate) opens_layer: bool,
}

/// What a block is, finer than [`BlockKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Running text.
    Body,
    /// A short line that stands alone and ends without a full stop: a title or a section heading.
    Headline,
    Speaker,
    Item,
    /// Names and no more, or a line that begins like a byline.
    Byline,
    /// A date, alone or with a place.
    Dateline,
    /// A line `key: value` about the text; the value begins at this offset.
    Provenance(Provenance, u32),
    /// An address and nothing else.
    Address,
    /// A rule of dashes, stars or other marks.
    Separator,
    /// The head or foot of a page.
    Page,
    /// An advert, pointer or caption that may stand inside an article.
    Inset,
    /// The teller's own words that the telling stops here.
    Closing,
}

/// What a `key: value` line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Provenance {
    Source,
    Date,
    Url,
    Title,
    Author,
}

impl Part<'_> {
    pub(crate) fn span(&self) -> Span {
        self.shape.span
    }

    /// True for the text a telling consists of.
    pub(crate) fn is_body(&self) -> bool {
        matches!(self.role, Role::Body | Role::Item)
    }

    /// What a `key: value` line is about.
    pub(crate) fn role_kind(&self) -> Option<Provenance> {
        if let Role::Provenance(kind, _) = self.role { Some(kind) } else { None }
    }

    /// The kind of block that the model knows.
    pub(crate) fn kind(&self) -> BlockKind {
        match self.role {
            Role::Body => BlockKind::Paragraph,
            Role::Headline => BlockKind::Heading,
            Role::Speaker => BlockKind::Speaker,
            Role::Item => BlockKind::List,
            Role::Provenance(Provenance::Url, _) | Role::Address | Role::Separator => BlockKind::Furniture,
            Role::Byline | Role::Dateline | Role::Provenance(..) => BlockKind::Byline,
            Role::Page | Role::Inset | Role::Closing => BlockKind::Furniture,
        }
    }
}

/// The blocks of a reading, in order.
pub(crate) fn parts<'text>(reading: &'text Reading, rules: &LayoutRules) -> Vec<Part<'text>> {
    let mut parts: Vec<Part<'_>> = lines::lumps(reading)
        .iter()
        .map(|lump| {
            let shape = Shape::of(&reading.text, lump);
            let role = roles::role_of(&reading.text, &shape, lump.format, rules);
            let opens_layer = roles::opens_layer(&shape, rules);
            Part { shape, role, blank_lines: lump.blank_lines, format: lump.format, opens_layer }
        })
        .collect();
    context::settle(&reading.text, &mut parts, rules);
    parts
}

#[cfg(test)]
mod tests;
