//! Lines to paragraphs, and paragraphs into the draft.

use super::lines::Line;
use crate::readers::Draft;
use recount_model::{BlockKind, Locator};
use std::collections::BTreeSet;

/// A line larger than most of the text by this much is a heading.
const HEADING: f64 = 1.15;

/// Letters of a heading, at most.
const HEADING_LETTERS: usize = 200;

/// Writes the pages into the draft, one block a paragraph. What stands at the edges of pages comes after the
/// paragraph that runs over it.
pub(super) fn write(pages: Vec<Vec<Line>>, draft: &mut Draft) {
    let words = Words::of(&pages);
    let body = body_size(&pages);
    let mut writer = Writer { draft, words, body, paragraph: Vec::new(), waiting: Vec::new() };
    for page in pages {
        for column in page.chunk_by(|a, b| a.column == b.column || a.is_furniture != b.is_furniture) {
            writer.column(column);
        }
    }
    writer.end_paragraph();
}

struct Writer<'d> {
    draft: &'d mut Draft,
    words: Words,
    body: f64,
    paragraph: Vec<Line>,
    /// Furniture met while a paragraph was open.
    waiting: Vec<Line>,
}

impl Writer<'_> {
    fn column(&mut self, lines: &[Line]) {
        let shape = Shape::of(lines);
        for line in lines {
            if line.is_furniture {
                self.waiting.push(line.clone());
                continue;
            }
            if self.paragraph.last().is_some_and(|last| begins_anew(last, line, &shape)) {
                self.end_paragraph();
            }
            if self.paragraph.is_empty() {
                self.write_furniture();
            }
            self.paragraph.push(line.clone());
        }
    }

    fn end_paragraph(&mut self) {
        let lines = std::mem::take(&mut self.paragraph);
        if let Some(first) = lines.first() {
            let size = first.size;
            let letters: usize = lines.iter().map(|line| line.text.chars().count()).sum();
            let is_heading = size > self.body * HEADING && letters <= HEADING_LETTERS;
            self.write(&lines, if is_heading { BlockKind::Heading } else { BlockKind::Paragraph });
        }
        self.write_furniture();
    }

    fn write_furniture(&mut self) {
        for line in std::mem::take(&mut self.waiting) {
            self.write(std::slice::from_ref(&line), BlockKind::Furniture);
        }
    }

    fn write(&mut self, lines: &[Line], kind: BlockKind) {
        self.draft.break_block(0);
        let start = self.draft.text.len();
        for (idx, line) in lines.iter().enumerate() {
            let next = lines.get(idx + 1).map(|next| next.text.as_str());
            let (words, between) =
                next.map_or((line.text.as_str(), ""), |next| self.words.joint(&line.text, next));
            self.draft.place(Locator::Page {
                number: line.page,
                area: Some(line.area),
                is_recognised: line.paragraph.is_some(),
            });
            self.draft.made(words, 0..0);
            self.draft.made(between, 0..0);
        }
        self.draft.block(start, kind);
    }
}

/// How the lines of a column stand.
struct Shape {
    left: f64,
    right: f64,
    /// From one line to the next, mostly.
    leading: f64,
}

impl Shape {
    fn of(lines: &[Line]) -> Self {
        let middle = |mut values: Vec<f64>, at: f64| {
            values.sort_by(f64::total_cmp);
            values.get(((values.len() as f64 - 1.0).max(0.0) * at) as usize).copied()
        };
        let steps = lines.windows(2).filter_map(|pair| {
            let (a, b) = (pair.first()?, pair.get(1)?);
            let step = b.baseline - a.baseline;
            (step > 0.0 && step < 3.0 * a.size).then_some(step)
        });
        let size = lines.first().map_or(10.0, |line| line.size);
        Shape {
            left: middle(lines.iter().map(|line| line.left).collect(), 0.2).unwrap_or(0.0),
            right: middle(lines.iter().map(|line| line.right).collect(), 0.95).unwrap_or(0.0),
            leading: middle(steps.collect(), 0.4).unwrap_or(1.2 * size),
        }
    }
}

/// True if `line` begins a paragraph after `last`. `shape` is that of the column of `line`.
fn begins_anew(last: &Line, line: &Line, shape: &Shape) -> bool {
    if line.paragraph.is_some() && last.page == line.page {
        return last.paragraph != line.paragraph || last.is_row || line.is_row;
    }
    let is_other_size = (line.size / last.size - 1.0).abs() > 0.12;
    if is_other_size || last.is_row || line.is_row || begins_with_bullet(&line.text) {
        return true;
    }
    if last.page != line.page || last.column != line.column {
        return ends_sentence(&last.text) || !goes_on_small(&line.text);
    }
    let step = line.baseline - last.baseline;
    let is_apart = step > 1.35 * shape.leading || step < 0.0;
    let is_indented = line.left > shape.left + 0.8 * line.size
        && last.left < shape.left + 0.5 * line.size
        && (ends_sentence(&last.text) || !goes_on_small(&line.text));
    let width = shape.right - shape.left;
    let was_short = last.right < shape.right - (0.15 * width).max(4.0 * last.size);
    is_apart || is_indented || was_short && (ends_sentence(&last.text) || !goes_on_small(&line.text))
}

fn begins_with_bullet(line: &str) -> bool {
    line.starts_with(['•', '▪', '‣', '●', '◦', '■', '\u{F0B7}'])
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '»', '’', '\'', ')', ']']);
    line.ends_with(['.', '!', '?', '…', ':', ';'])
}

fn goes_on_small(line: &str) -> bool {
    line.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// The size of most letters.
fn body_size(pages: &[Vec<Line>]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = pages
        .iter()
        .flatten()
        .filter(|line| !line.is_furniture)
        .map(|line| (line.size, line.text.chars().count()))
        .collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut seen = 0;
    let is_half = |(_, letters): &&(f64, usize)| {
        seen += letters;
        seen >= half
    };
    sizes.iter().find(is_half).map_or(10.0, |(size, _)| *size)
}

/// The words that stand whole in the document, to tell a word parted at the end of a line from one with a hyphen.
struct Words(BTreeSet<String>);

/// Signs that part a word at the end of a line and mean nothing else.
const SOFT_HYPHEN: char = '\u{AD}';

const HYPHENS: [char; 2] = ['-', '\u{2010}'];

impl Words {
    fn of(pages: &[Vec<Line>]) -> Self {
        let mut words = BTreeSet::new();
        for line in pages.iter().flatten() {
            let parted = line.text.ends_with(HYPHENS) || line.text.ends_with(SOFT_HYPHEN);
            let mut of_line: Vec<&str> =
                line.text.split(is_no_part).filter(|word| !word.is_empty()).collect();
            if parted {
                of_line.pop();
            }
            words.extend(of_line.into_iter().map(str::to_lowercase));
        }
        Words(words)
    }

    /// What of `line` is written, and what between it and `next`.
    fn joint<'l>(&self, line: &'l str, next: &str) -> (&'l str, &'static str) {
        if let Some(before) = line.strip_suffix(SOFT_HYPHEN) {
            return (before, "");
        }
        let Some(before) = line.strip_suffix(HYPHENS) else { return (line, " ") };
        let last = before.rsplit(is_no_part).next().unwrap_or("");
        let first = next.split(is_no_part).next().unwrap_or("");
        let is_dash = last.is_empty() || first.is_empty();
        if is_dash {
            return (line, " ");
        }
        let whole = format!("{last}{first}").to_lowercase();
        let is_small = first.chars().next().is_some_and(char::is_lowercase);
        // Without another place that shows the word whole, the hyphen may be the word's own.
        if is_small && self.0.contains(&whole) { (before, "") } else { (line, "") }
    }
}

fn is_no_part(letter: char) -> bool {
    !(letter.is_alphanumeric() || HYPHENS.contains(&letter) || letter == '’' || letter == '\'')
}
