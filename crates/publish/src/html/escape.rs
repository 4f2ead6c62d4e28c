//! Words into HTML: the one place where markup is made from text outside the templates.
//!
//! Comes in: any text. Goes out: text that is safe in element content and in quoted attributes. It may not drop
//! anything: control characters become visible as U+FFFD.

/// Appends `text`, escaped.
pub(crate) fn push(out: &mut String, text: &str) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let Some(safe) = replacement(byte) else { continue };
        out.push_str(text.get(plain..at).unwrap_or(""));
        out.push_str(safe);
        plain = at + 1;
    }
    out.push_str(text.get(plain..).unwrap_or(""));
}

/// `text`, escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push(&mut out, text);
    out
}

/// All of these bytes are ASCII, so they never stand inside another character.
fn replacement(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        b'\t' | b'\n' | b'\r' => return None,
        0..=31 | 127 => "\u{fffd}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_markup_survives() {
        assert_eq!(
            escaped("<b a='x' c=\"é\">&\u{0}\n"),
            "&lt;b a=&#39;x&#39; c=&quot;é&quot;&gt;&amp;\u{fffd}\n"
        );
        assert_eq!(escaped("plain — text"), "plain — text");
    }
}
