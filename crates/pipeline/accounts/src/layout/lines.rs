//! Lines of plain text joined into paragraphs, and the blocks a format marks.
//!
//! Comes in: a reading. Goes out: [`Lump`]s: stretches that are one block, with the blank lines before each.
//! It may not know what a block is.

use recount_model::{BlockKind, Reading, Span};

/// A stretch of text that is one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lump {
    pub(crate) span: Span,
    /// Empty lines between it and the block before.
    pub(crate) blank_lines: usize,
    /// What the format says it is.
    pub(crate) format: Option<BlockKind>,
}

/// A line without the white space at its ends.
#[derive(Clone, Copy, Debug)]
struct Line {
    span: Span,
    blank_lines: usize,
    characters: usize,
}

/// Lines longer than this were not wrapped by hand or by a mail program.
const MOST_WRAPPED_CHARACTERS: usize = 130;
/// Lines shorter than this are no wrapped paragraph, but a list or verse.
const LEAST_WRAPPED_CHARACTERS: usize = 40;

/// The blocks of a reading, in order, not overlapping.
pub(crate) fn lumps(reading: &Reading) -> Vec<Lump> {
    if reading.blocks.is_empty() {
        return of_plain_text(&reading.text);
    }
    let mut found = Vec::with_capacity(reading.blocks.len());
    for block in &reading.blocks {
        let is_paragraph = block.kind == BlockKind::Paragraph;
        if is_paragraph && is_header_lines(block.span.of(&reading.text)) {
            let lines = lines_of(block.span.of(&reading.text), block.span.start);
            found.extend(lines.iter().map(|line| Lump { span: line.span, blank_lines: 0, format: None }));
        } else {
            let format = (!is_paragraph).then_some(block.kind);
            found.push(Lump { span: block.span, blank_lines: 1, format });
        }
    }
    found
}

/// `Source: …` over `Date: …` in one paragraph of a format is two lines to a reader.
fn is_header_lines(words: &str) -> bool {
    let is_header = |line: &str| {
        line.split_once(':')
            .is_some_and(|(key, value)| key.split_whitespace().count() <= 3 && !value.trim().is_empty())
    };
    words.contains('\n') && words.len() < 600 && words.lines().all(is_header)
}

fn of_plain_text(text: &str) -> Vec<Lump> {
    let lines = lines_of(text, 0);
    let width = wrap_width(&lines);
    let mut found: Vec<Lump> = Vec::new();
    let mut before: Option<Line> = None;
    for line in lines {
        let is_joined = before.is_some_and(|before| is_soft_break(text, before, line, width));
        match found.last_mut() {
            Some(last) if is_joined => last.span.end = line.span.end,
            _ => found.push(Lump { span: line.span, blank_lines: line.blank_lines, format: None }),
        }
        before = Some(line);
    }
    found
}

fn lines_of(text: &str, base: u32) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let (mut start, mut blank_lines) = (0, 0);
    for line in text.split_inclusive(['\n', '\u{2028}', '\u{2029}', '\u{c}']) {
        let words = line.trim();
        if words.is_empty() {
            blank_lines += 1;
        } else {
            let from = start + (line.len() - line.trim_start().len());
            let span = Span::new(from, from + words.len()).shifted(base);
            found.push(Line { span, blank_lines, characters: words.chars().count() });
            blank_lines = 0;
        }
        start += line.len();
    }
    found
}

/// The width at which the text was wrapped, if it was: most lines that go on below are nearly that long.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let mut inner: Vec<usize> = lines
        .windows(2)
        .filter_map(|pair| (pair[1].blank_lines == 0).then_some(pair[0].characters))
        .collect();
    inner.sort_unstable();
    let width = *inner.get(inner.len() * 9 / 10)?;
    let near = inner.iter().filter(|length| **length * 10 >= width * 7 && **length <= width + 20).count();
    let is_wrapped =
        (LEAST_WRAPPED_CHARACTERS..=MOST_WRAPPED_CHARACTERS).contains(&width) && near * 2 > inner.len();
    is_wrapped.then_some(width)
}

/// True if the line break between two lines is only a wrap: the next word did not fit, or the sentence runs on.
fn is_soft_break(text: &str, before: Line, line: Line, width: Option<usize>) -> bool {
    if line.blank_lines > 0 || before.characters > MOST_WRAPPED_CHARACTERS * 2 {
        return false;
    }
    let (above, below) = (before.span.of(text), line.span.of(text));
    if is_item(below) || above.ends_with(':') && above.len() < 60 {
        return false;
    }
    let ends_sentence = above.trim_end_matches(['”', '"', '»', ')']).ends_with(['.', '!', '?', '…']);
    let runs_on = !ends_sentence && below.chars().next().is_some_and(char::is_lowercase);
    let first_word = below.split_whitespace().next().map_or(0, |word| word.chars().count());
    let is_full =
        width.is_some_and(|width| before.characters + 1 + first_word > width.saturating_sub(width / 12));
    runs_on || is_full
}

/// True if a line begins like an item of a list or a turn of speech.
pub(crate) fn is_item(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let Some(first) = words.next() else { return false };
    let is_bullet = matches!(first, "-" | "*" | "•" | "–" | "—" | "·" | "‣" | "▪" | "●" | "+");
    let digits = first.trim_end_matches([')', '.']);
    let is_numbered = digits.len() < first.len()
        && digits.len() <= 3
        && !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit());
    (is_bullet || is_numbered) && words.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        of_plain_text(text).iter().map(|lump| lump.span.of(text)).collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The sluice above the town was opened at about two in the\n\
                    morning. Nobody had been warned, and the water stood at\n\
                    the school before anyone woke.\n\
                    The second paragraph begins without an empty line above\n\
                    it, as in old mail.";
        assert_eq!(shown(text).len(), 2);
    }

    #[test]
    fn a_paragraph_on_each_line() {
        let long = "The sluice above the town was opened at about two. ".repeat(6);
        let text = format!("Sluice opened\n{long}\n{long}");
        assert_eq!(shown(&text).len(), 3);
    }

    #[test]
    fn items_keep_apart() {
        assert_eq!(shown("There were\n- two men\n- a boat").len(), 3);
    }
}
