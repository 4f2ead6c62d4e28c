//! Names from archives, made fit to be shown.
//!
//! Comes in: the bytes of a name. Goes out: a label: no control characters, no way out of a folder, of a bounded length.
//! It is no path, and nothing may be written by it.

use encoding_rs::IBM866;

/// A label, and whether the name tried to lead anywhere.
pub(crate) struct Label {
    pub(crate) words: String,
    /// True for `..`, a drive, or a way from the root.
    pub(crate) leads_out: bool,
}

pub(crate) fn of(name: &[u8], most_bytes: usize) -> Label {
    let words = decoded(name).replace('\\', "/");
    let mut leads_out = words.starts_with('/');
    let mut parts = Vec::new();
    for part in words.split('/') {
        let is_drive = part.len() == 2 && part.ends_with(':');
        leads_out |= part == ".." || is_drive;
        if !matches!(part, "" | "." | "..") && !is_drive {
            parts.push(part.chars().map(shown).collect::<String>());
        }
    }
    let words = if parts.is_empty() { "unnamed".to_owned() } else { parts.join("/") };
    Label { words: shortened(&words, most_bytes), leads_out }
}

/// UTF-8; else what DOS wrote in Russian, where nothing but Cyrillic letters comes of it; else with gaps.
fn decoded(name: &[u8]) -> String {
    if let Ok(words) = std::str::from_utf8(name) {
        return words.to_owned();
    }
    let russian = IBM866.decode_without_bom_handling(name).0;
    let is_russian = russian
        .chars()
        .filter(|c| !c.is_ascii())
        .all(|c| matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' | '№'));
    if is_russian { russian.into_owned() } else { String::from_utf8_lossy(name).into_owned() }
}

/// Nothing that moves the cursor, turns the writing round or is not seen.
fn shown(c: char) -> char {
    let is_hidden = c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    if is_hidden { '\u{fffd}' } else { c }
}

/// The beginning and the end, which holds the ending that readers are found by.
fn shortened(words: &str, most_bytes: usize) -> String {
    const END_BYTES: usize = 40;
    if words.len() <= most_bytes.max(2 * END_BYTES) {
        return words.to_owned();
    }
    let start = words.floor_char_boundary(most_bytes.max(2 * END_BYTES) - END_BYTES - '…'.len_utf8());
    let end = words.ceil_char_boundary(words.len() - END_BYTES);
    format!("{}…{}", words.get(..start).unwrap_or(""), words.get(end..).unwrap_or(""))
}

/// A label for what stood under an address: host, path and query, with the ending of its media type.
pub(crate) fn of_address(address: &str, media_type: &str, most_bytes: usize) -> String {
    let bare = address.split('#').next().unwrap_or(address);
    let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest).trim_end_matches('/');
    let path = bare.split('?').next().unwrap_or(bare).to_lowercase();
    let lower = bare.to_lowercase();
    let is_named = |ending: &str| {
        lower.ends_with(&format!(".{ending}"))
            || (ending == "html" && path == lower && path.ends_with(".htm"))
    };
    let ending = crate::sort::extension_of(media_type).filter(|ending| !is_named(ending));
    let whole = ending.map_or_else(|| bare.to_owned(), |ending| format!("{bare}.{ending}"));
    of(whole.as_bytes(), most_bytes).words
}
