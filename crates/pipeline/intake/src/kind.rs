//! Which container it is, by its first bytes and its name.
//!
//! Comes in: a name and the head of a file. Goes out: a [`Kind`]. Office documents are zip files too, and no containers
//! here: they are one document.

/// Bytes of the beginning that containers are told by.
pub const HEAD_BYTES: usize = 1024;

/// A container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Zip,
    Gzip,
    Tar,
    Warc,
    /// A message or a mailbox: a document itself, with documents attached.
    Mail,
}

impl Kind {
    /// True if the container is a document as well, and has to be read as one.
    pub fn is_document(self) -> bool {
        self == Kind::Mail
    }
}

/// Documents that are packed as zip files: text processors, tables, slides, books.
const PACKED_DOCUMENTS: [&str; 17] = [
    "docx", "docm", "dotx", "xlsx", "xlsm", "xltx", "pptx", "pptm", "odt", "ods", "odp", "odg", "ott",
    "epub", "kmz", "fb2z", "pages",
];

/// The first member of a document that is packed as a zip file.
const PACKED_FIRST: [&str; 7] =
    ["[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/", "mimetype"];

/// The container that bytes which begin with `head` and are called `name` are.
pub fn kind_of(name: &str, head: &[u8]) -> Option<Kind> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let is_document = PACKED_DOCUMENTS.contains(&extension.as_str()) || is_packed_document(head);
        return (!is_document).then_some(Kind::Zip);
    }
    if head.starts_with(&[0x1f, 0x8b, 8]) {
        return Some(Kind::Gzip);
    }
    if head.get(257..262) == Some(b"ustar") {
        return Some(Kind::Tar);
    }
    if head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0.") {
        return Some(Kind::Warc);
    }
    let is_mailbox = extension == "mbox" || extension == "mbx" || head.starts_with(b"From ");
    let is_message = extension == "eml" || begins_like_mail(head);
    (is_message || (is_mailbox && head.starts_with(b"From "))).then_some(Kind::Mail)
}

fn is_packed_document(head: &[u8]) -> bool {
    let length =
        head.get(26..28).map_or(0, |bytes| bytes.iter().rev().fold(0, |sum, b| sum * 256 + usize::from(*b)));
    let first = head.get(30..30 + length).unwrap_or_default();
    PACKED_FIRST.iter().any(|name| first.starts_with(name.as_bytes()))
}

/// Headers that only programs write, above everything else.
fn begins_like_mail(head: &[u8]) -> bool {
    const HEADERS: [&str; 6] =
        ["Received:", "Return-Path:", "Delivered-To:", "MIME-Version:", "Message-ID:", "X-Mozilla-Status:"];
    let head = String::from_utf8_lossy(head);
    let lines = || head.lines().take_while(|line| !line.trim().is_empty());
    // Page captures as MHTML begin like mail and are one document.
    let is_page = lines().any(|line| starts_with(line, "Snapshot-Content-Location:"));
    let is_field = |line: &str| line.split_once(':').is_some_and(|(name, _)| !name.contains(' '));
    let count = lines().filter(|line| HEADERS.iter().any(|header| starts_with(line, header))).count();
    !is_page && lines().next().is_some_and(is_field) && count >= 2
}

fn starts_with(line: &str, header: &str) -> bool {
    line.get(..header.len()).is_some_and(|start| start.eq_ignore_ascii_case(header))
}
