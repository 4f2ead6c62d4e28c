//! What a member is: a document that could be an account, or something that stays inside.
//!
//! Comes in: a name, a media type, the first bytes. Goes out: a [`Sort`]. What is not known counts as a document: it is
//! better read in vain than left out.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    Document,
    Picture,
    /// Sound or moving pictures.
    Recording,
    Script,
    Style,
    Font,
    /// Answers of a service to a script, indexes, settings.
    Data,
    Program,
    /// What systems leave in folders.
    System,
    /// About persons, not told to everybody: contacts, messages to one person.
    Personal,
    /// Links, devices: nothing that has bytes.
    Link,
    /// A page inside a page, or one that was not visited as a page.
    Part,
    /// An answer that holds no page: a redirection, an error.
    Answer,
    /// A record that repeats another, or says something about one.
    Record,
}

impl Sort {
    /// How many of them, in words.
    pub fn counted(self, count: u64) -> String {
        let (one, many) = match self {
            Sort::Document => ("document", "documents"),
            Sort::Picture => ("picture", "pictures"),
            Sort::Recording => ("recording", "recordings"),
            Sort::Script => ("script", "scripts"),
            Sort::Style => ("style sheet", "style sheets"),
            Sort::Font => ("font", "fonts"),
            Sort::Data => ("data file", "data files"),
            Sort::Program => ("program", "programs"),
            Sort::System => ("system file", "system files"),
            Sort::Personal => ("file about persons", "files about persons"),
            Sort::Link => ("link", "links"),
            Sort::Part => ("part of a page", "parts of pages"),
            Sort::Answer => ("empty answer", "empty answers"),
            Sort::Record => ("accompanying record", "accompanying records"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&format!("{self:?}").to_lowercase())
    }
}

const EXTENSIONS: &[(Sort, &[&str])] = &[
    (
        Sort::Picture,
        &[
            "jpg", "jpeg", "jfif", "png", "gif", "webp", "bmp", "tif", "tiff", "heic", "heif", "avif", "svg",
            "ico", "psd",
        ],
    ),
    (
        Sort::Recording,
        &[
            "mp3", "mp4", "m4a", "m4v", "mov", "avi", "mkv", "webm", "ogg", "oga", "ogv", "opus", "wav",
            "aac", "3gp", "flac", "amr", "mpg", "mpeg", "wmv", "flv", "tgs", "ts", "m3u8",
        ],
    ),
    (Sort::Script, &["js", "mjs", "map", "wasm"]),
    (Sort::Style, &["css", "less", "scss"]),
    (Sort::Font, &["woff", "woff2", "ttf", "otf", "eot"]),
    (Sort::Program, &["exe", "dll", "so", "dylib", "class", "jar", "apk", "msi", "dmg", "iso", "bin", "pyc"]),
    (
        Sort::Data,
        &[
            "cdx", "cdxj", "idx", "db", "sqlite", "sqlite3", "dat", "bak", "log", "toml", "ini", "lock",
            "yml", "yaml",
        ],
    ),
];

const MAGIC: &[(Sort, &[u8])] = &[
    (Sort::Picture, b"\xff\xd8\xff"),
    (Sort::Picture, b"\x89PNG"),
    (Sort::Picture, b"GIF8"),
    (Sort::Picture, b"BM"),
    (Sort::Recording, b"RIFF"),
    (Sort::Recording, b"OggS"),
    (Sort::Recording, b"ID3"),
    (Sort::Recording, b"fLaC"),
    (Sort::Recording, b"\x1aE\xdf\xa3"),
    (Sort::Program, b"\x7fELF"),
    (Sort::Program, b"MZ"),
    (Sort::Data, b"SQLite format 3"),
];

/// What the member `name` is, which begins with `head`.
pub(crate) fn of_file(name: &str, head: &[u8]) -> Sort {
    let file = name.rsplit('/').next().unwrap_or(name);
    if is_system(name, file) {
        return Sort::System;
    }
    if head.starts_with(b"window.YTD.") || head.starts_with(b"window.__THAR_CONFIG") {
        return if is_posts(head) { Sort::Document } else { Sort::Personal };
    }
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    let by_name = EXTENSIONS.iter().find(|(_, all)| all.contains(&extension.as_str())).map(|(sort, _)| *sort);
    by_name.unwrap_or_else(|| of_bytes(head))
}

/// Only for names that tell nothing: the first bytes.
fn of_bytes(head: &[u8]) -> Sort {
    let is_film = head.get(4..8) == Some(b"ftyp");
    let found = MAGIC.iter().find(|(_, magic)| head.starts_with(magic)).map(|(sort, _)| *sort);
    found.unwrap_or(if is_film { Sort::Recording } else { Sort::Document })
}

fn is_system(name: &str, file: &str) -> bool {
    name.starts_with("__MACOSX/")
        || name.contains("/__MACOSX/")
        || file.starts_with("._")
        || [".DS_Store", "Thumbs.db", "desktop.ini", ".gitignore"].contains(&file)
}

fn is_posts(head: &[u8]) -> bool {
    let name = head.get("window.YTD.".len()..).unwrap_or_default();
    [&b"tweet."[..], b"tweets.", b"community_tweet.", b"deleted_tweets."]
        .iter()
        .any(|posts| name.starts_with(posts))
}

/// What an answer of this media type is.
pub(crate) fn of_media_type(media_type: &str) -> Sort {
    let whole = media_type.split(';').next().unwrap_or("").trim().to_lowercase();
    let (group, kind) = whole.split_once('/').unwrap_or((whole.as_str(), ""));
    match group {
        "image" => Sort::Picture,
        "audio" | "video" => Sort::Recording,
        "font" => Sort::Font,
        "text" => match kind {
            "css" => Sort::Style,
            "javascript" | "ecmascript" | "x-javascript" => Sort::Script,
            "x-component" | "event-stream" | "x-json" | "json" => Sort::Data,
            "xml" => Sort::Data,
            _ => Sort::Document,
        },
        "application" => of_application(kind),
        "multipart" | "message" => Sort::Record,
        _ => Sort::Data,
    }
}

fn of_application(kind: &str) -> Sort {
    let is_document = matches!(
        kind,
        "xhtml+xml" | "pdf" | "msword" | "rtf" | "epub+zip" | "rss+xml" | "atom+xml" | "x-warc" | "warc"
    ) || kind.starts_with("vnd.openxmlformats-officedocument")
        || kind.starts_with("vnd.oasis.opendocument");
    match kind {
        _ if is_document => Sort::Document,
        "javascript" | "x-javascript" | "ecmascript" | "wasm" => Sort::Script,
        "vnd.apple.mpegurl" | "x-mpegurl" | "dash+xml" | "ogg" | "mp4" => Sort::Recording,
        _ if kind.contains("font") => Sort::Font,
        _ => Sort::Data,
    }
}

/// The usual end of a name for a media type, so that a reader is found by it.
pub(crate) fn extension_of(media_type: &str) -> Option<&'static str> {
    let whole = media_type.split(';').next().unwrap_or("").trim().to_lowercase();
    let known = match whole.as_str() {
        "text/html" => "html",
        "application/xhtml+xml" => "xhtml",
        "application/pdf" => "pdf",
        "text/plain" => "txt",
        "text/markdown" => "md",
        "text/csv" => "csv",
        "text/rtf" | "application/rtf" => "rtf",
        "application/rss+xml" => "rss",
        "application/atom+xml" => "atom",
        "application/epub+zip" => "epub",
        "application/msword" => "doc",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "application/vnd.oasis.opendocument.text" => "odt",
        "application/vnd.oasis.opendocument.spreadsheet" => "ods",
        _ => return None,
    };
    Some(known)
}
