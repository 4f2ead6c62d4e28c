//! Pictures: scans and photographs of documents. Their own bytes hold no words; what was recognised on them is read.

use super::{PackedReader, pdf};

pub(super) const READER: PackedReader = PackedReader { id: "picture", is_this, make: pdf::picture };

/// How pictures of the formats begin that text is recognised on: PNG, JPEG, TIFF; WebP has its name further on.
const MAGIC: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*"];

fn is_this(_: &str, bytes: &[u8]) -> bool {
    is_picture(bytes)
}

pub(crate) fn is_picture(bytes: &[u8]) -> bool {
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
        || bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}
