//! What a document says about itself: title, author, when it was begun and last changed.
//!
//! Comes in: the part of a package with its properties. Goes out: clues. It may not judge them: an author may be whoever
//! made the template.
//!
//! Sources: Open Packaging Conventions (core properties), OpenDocument 1.3 (metadata), both in terms of Dublin Core.

use super::super::draft::Draft;
use super::super::xml::{Mark, Marks};
use recount_model::MetadataField;

const FIELDS: [(&str, MetadataField); 9] = [
    ("title", MetadataField::Title),
    ("creator", MetadataField::Author),
    ("initial-creator", MetadataField::Author),
    ("publisher", MetadataField::Publisher),
    ("created", MetadataField::Created),
    ("creation-date", MetadataField::Created),
    ("modified", MetadataField::Modified),
    ("date", MetadataField::Modified),
    ("language", MetadataField::Language),
];

/// Adds the clues that stand in `xml`.
pub(super) fn add(draft: &mut Draft, xml: &str) {
    let (mut open, mut words) = (None, String::new());
    for (mark, _) in Marks::new(xml) {
        match mark {
            Mark::Open(element) => {
                open = FIELDS.iter().find(|(name, _)| *name == element.name()).map(|(_, field)| *field);
                words.clear();
            }
            Mark::Words(more) => words.push_str(&more),
            Mark::Close(_) => {
                if let Some(field) = open.take() {
                    draft.clue(field, &words, 0..0);
                }
            }
        }
    }
}
