//! Feeds: RSS, Atom and JSON Feed, each entry a telling, byte-true.
//!
//! Comes in: decoded text. Goes out: a [`Draft`] with one telling for each entry that says anything. It may not know
//! layout, and follows no address. Days stay as the feed writes them.
//!
//! Sources: RSS 2.0, RSS 1.0, RFC 4287 (Atom), JSON Feed 1.1.

mod entry;
mod json;
mod xml;

pub(super) use json::READER as JSON;
pub(super) use xml::READER as XML;
