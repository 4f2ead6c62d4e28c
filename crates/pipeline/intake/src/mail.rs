//! Attachments of a message, or of all messages of a mailbox.
//!
//! Comes in: the bytes of mail. Goes out: attached documents. The messages themselves are read as one document; a message
//! attached to a message is in there already.

use crate::walk::{Member, Stop, Walk};
use crate::{Sort, sort};
use mail_parser::{MessageParser, MimeHeaders as _, PartType};

pub(crate) fn members(walk: &mut Walk<'_>, name: &str, bytes: &[u8], depth: u32) -> Result<(), Stop> {
    if bytes.starts_with(b"From ") {
        for message in messages(bytes) {
            attachments(walk, name, message, depth)?;
        }
        return Ok(());
    }
    attachments(walk, name, bytes, depth)
}

/// The messages of a mailbox: each begins with a line `From …` after an empty one.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts: Vec<usize> = Vec::new();
    let (mut at, mut is_after_empty) = (0, true);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if is_after_empty && line.starts_with(b"From ") {
            starts.push(at);
        }
        is_after_empty = line.trim_ascii().is_empty();
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let body =
        |whole: &'_ [u8]| whole.iter().position(|byte| *byte == b'\n').map_or(whole.len(), |end| end + 1);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| bytes.get(*start..end))
        .map(|whole| whole.get(body(whole)..).unwrap_or_default())
        .collect()
}

fn attachments(walk: &mut Walk<'_>, name: &str, bytes: &[u8], depth: u32) -> Result<(), Stop> {
    let Some(message) = MessageParser::default().parse(bytes) else { return Ok(()) };
    for part in message.attachments() {
        if matches!(part.body, PartType::Message(_) | PartType::Multipart(_)) {
            continue;
        }
        let media_type = part
            .content_type()
            .map_or_else(String::new, |kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("")));
        let ending = sort::extension_of(&media_type).map_or_else(String::new, |ending| format!(".{ending}"));
        let file = part.attachment_name().map_or_else(|| format!("attachment{ending}"), str::to_owned);
        // A part without a name of its own is a part of the message: another form of its text, its signature.
        if part.attachment_name().is_none() && media_type.starts_with("text/") {
            continue;
        }
        if sort::of_media_type(&media_type) == Sort::Picture && part.content_id().is_some() {
            walk.leave(Sort::Picture, &file)?;
            continue;
        }
        let member =
            Member { name: file.as_bytes(), within: name_within(name), facts: &[], depth: depth + 1 };
        walk.offer(&member, &mut part.contents())?;
    }
    Ok(())
}

fn name_within(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}
