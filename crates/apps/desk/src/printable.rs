//! Foreign words made harmless for whoever prints them.

/// Control characters and direction overrides made visible, so that a file name cannot act on a terminal.
pub fn printable(text: &str) -> String {
    let is_acting = |c: char| c.is_control() || turns_direction(c);
    text.chars()
        .flat_map(|c| if is_acting(c) { c.escape_default().collect::<Vec<_>>() } else { vec![c] })
        .collect()
}

/// Characters that turn the direction of what follows, or end a line where no control character stands.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
