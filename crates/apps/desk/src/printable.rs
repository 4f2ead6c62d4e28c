//! Foreign words made harmless for whoever prints them.

/// Control characters and direction overrides made visible, so that a file name cannot act on a terminal.
pub fn printable(text: &str) -> String {
    let is_acting =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .flat_map(|c| if is_acting(c) { c.escape_default().collect::<Vec<_>>() } else { vec![c] })
        .collect()
}
