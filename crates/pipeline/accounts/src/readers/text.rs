//! Plain text: the reading's text is the decoded text itself.
//!
//! Comes in: decoded text. Goes out: the same. It may not know layout: what is a heading is layout's business.

use super::{Make, Reader};

pub(super) const READER: Reader = Reader {
    id: "text",
    extensions: &["txt", "text", "log", "asc", "eml"],
    is_certain: |_| false,
    is_likely: |_| true,
    declared_encoding: |_| None,
    make: Make::AsItIs,
};
