//! A page saved as one file (MHTML, `.mht`).
//!
//! Comes in: bytes. Goes out: the page itself through the reader of pages; pictures and styles beside it are left alone.
//!
//! Source: RFC 2557; `Snapshot-Content-Location` is written by Chromium.

use super::super::draft::Draft;
use super::super::html;
use super::{Message, MessageParser, has_header, head_of, part};
use crate::ReadError;
use mail_parser::{HeaderName, MessagePart, MimeHeaders as _, PartType};
use recount_diagnostics::Reported;
use recount_model::MetadataField;

/// By its name, or by what browsers write.
pub(super) fn is_this(name: &str, bytes: &[u8]) -> bool {
    let head = head_of(bytes);
    let is_named = name.ends_with(".mht") || name.ends_with(".mhtml");
    let has = |header: &str| head.lines().any(|line| has_header(line, header));
    has("Snapshot-Content-Location:") || (is_named && has("Content-Type:"))
}

pub(super) fn read(bytes: &[u8]) -> Result<Reported<Draft>, ReadError> {
    let message = MessageParser::default().parse(bytes).ok_or(ReadError::NoText)?;
    let page = page_of(&message).ok_or(ReadError::NoText)?;
    let (text, offsets) = part::text_of(bytes, page, 0).ok_or(ReadError::NoText)?;
    let mut draft = Draft::of(html::read(&text).finish(&offsets));
    let address =
        message.header_raw("Snapshot-Content-Location").map(str::trim).filter(|value| !value.is_empty());
    let address = address.map(str::to_owned).or_else(|| page.content_location().map(str::to_owned));
    if let Some(address) = address.filter(|address| address.starts_with("http")) {
        let name = HeaderName::Other("Snapshot-Content-Location".into());
        draft.clue(MetadataField::CanonicalUrl, &address, super::header(&message, &name, 0));
    }
    if let Some(date) = message.date().filter(|date| date.is_valid() && date.year > 1970) {
        draft.clue(
            MetadataField::Captured,
            &date.to_rfc3339(),
            super::header(&message, &HeaderName::Date, 0),
        );
    }
    Ok(Reported::clean(draft))
}

/// The part that the others belong to: the one named as the start, else the first page.
fn page_of<'m>(message: &'m Message<'_>) -> Option<&'m MessagePart<'m>> {
    let start =
        message.content_type().and_then(|kind| kind.attribute("start")).map(|id| id.trim_matches(['<', '>']));
    let is_page = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let started =
        start.and_then(|id| message.parts.iter().filter(is_page).find(|part| part.content_id() == Some(id)));
    started.or_else(|| message.parts.iter().find(is_page))
}
