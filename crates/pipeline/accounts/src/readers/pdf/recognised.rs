//! Recognised words to lines of pages, and what is unsure about them.
//!
//! Columns and paragraphs are the recogniser's. What it is not sure of is read and said.

use super::lines::Line;
use crate::readers::{Draft, and_more};
use crate::recognised::{Page, Word};
use recount_diagnostics::Diagnostic;
use recount_model::Area;
use recount_sayings::{Join, Told, list, quote, say};

/// Below this a word is unsure, in hundredths.
const UNSURE: u32 = 60;

/// A picture with fewer sure words of two letters or more holds no text: a face, a street, a stain.
const FEWEST_WORDS: usize = 3;

/// A line is left out when the mean of its words is below this, in hundredths: strokes and stains, read as letters.
const NOISE: u32 = 30;

/// Between words of one line, in heights of the line: two cells of a row.
const CELL_GAP: f64 = 1.8;

/// A paragraph whose letters are higher than most by this much stands for a larger size.
const LARGER: f64 = 1.35;

/// Unsure words that are shown of one page.
const SHOWN: usize = 8;

const POINTS_PER_INCH: f64 = 72.0;

/// True if there is text on the picture.
pub(super) fn has_text(page: &Page) -> bool {
    let is_sure = |word: &&Word| {
        word.confidence >= UNSURE && word.text.chars().filter(|letter| letter.is_alphanumeric()).count() >= 2
    };
    page.words.iter().filter(is_sure).count() >= FEWEST_WORDS
}

/// The lines of a page, in the recogniser's order.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let usual = median(page.words.iter().map(|word| word.height).collect());
    let mut lines = Vec::new();
    let paragraphs = page.words.chunk_by(|a, b| (a.block, a.paragraph) == (b.block, b.paragraph));
    for (idx, paragraph) in (1..).zip(paragraphs) {
        let height = median(paragraph.iter().map(|word| word.height).collect());
        let height = if height > LARGER * usual { height } else { usual };
        let of_paragraph = paragraph.chunk_by(|a, b| a.line == b.line).filter(|words| !is_noise(words));
        lines.extend(of_paragraph.map(|words| line(page, words, height, idx)));
    }
    lines
}

fn same_line(a: &Word, b: &Word) -> bool {
    (a.block, a.paragraph, a.line) == (b.block, b.paragraph, b.line)
}

fn is_noise(words: &[Word]) -> bool {
    let sum: u32 = words.iter().map(|word| word.confidence).sum();
    (sum as usize) < NOISE as usize * words.len()
}

fn line(page: &Page, words: &[Word], height: f64, paragraph: u32) -> Line {
    let picture = &page.picture;
    let points = |pixels: f64| pixels * POINTS_PER_INCH / f64::from(picture.dots_per_inch);
    let edge = |edge: fn(&Word) -> u32| words.iter().map(edge).map(f64::from);
    let (left, top) =
        (edge(|word| word.left).fold(f64::MAX, f64::min), edge(|word| word.top).fold(f64::MAX, f64::min));
    let right = edge(|word| word.left.saturating_add(word.width)).fold(0.0, f64::max);
    let bottom = edge(|word| word.top.saturating_add(word.height)).fold(0.0, f64::max);
    let (text, is_row) = joined(words, height);
    Line {
        text,
        page: picture.page,
        turn: 0,
        left: points(left),
        right: points(right),
        baseline: points(bottom),
        size: points(height).max(1.0),
        area: area((left, right), (top, bottom), (picture.width, picture.height)),
        column: words.first().map_or(0, |word| word.block),
        is_furniture: false,
        is_row,
        paragraph: Some(paragraph),
    }
}

/// The words of a line, and whether they are cells of a row: numbers in two cells are two numbers.
fn joined(words: &[Word], height: f64) -> (String, bool) {
    let (mut text, mut is_row) = (String::new(), false);
    let mut end = None;
    for word in words {
        if let Some(end) = end {
            let is_cell = f64::from(word.left) - f64::from(end) > CELL_GAP * height;
            is_row |= is_cell;
            text.push_str(if is_cell { " | " } else { " " });
        }
        text.push_str(&word.text);
        end = Some(word.left.saturating_add(word.width));
    }
    (text, is_row)
}

fn area(x: (f64, f64), y: (f64, f64), (width, height): (u32, u32)) -> Area {
    let (left, across) = super::lines::thousandths(x, f64::from(width));
    let (top, down) = super::lines::thousandths(y, f64::from(height));
    Area { left, top, width: across, height: down }
}

fn median(mut heights: Vec<u32>) -> f64 {
    heights.sort_unstable();
    f64::from(heights.get(heights.len() / 2).copied().unwrap_or(1).max(1))
}

/// Says what is recognised, and which words of it are unsure.
pub(super) fn note(pages: &[&Page], draft: &mut Draft) {
    let numbers: Vec<usize> = pages.iter().map(|page| page.picture.page as usize).collect();
    if numbers.is_empty() {
        return;
    }
    let message = say!("odd.recognised-text", pages = super::numbered(&numbers));
    let hint = say!("odd-hint.recognised-text");
    draft.odd(0, Diagnostic::note("recognised-text", message).hint(hint));
    for page in pages {
        unsure(page, draft);
    }
}

fn unsure(page: &Page, draft: &mut Draft) {
    let (noise, read): (Vec<&[Word]>, Vec<&[Word]>) =
        page.words.chunk_by(same_line).partition(|words| is_noise(words));
    if !noise.is_empty() {
        let message = match noise.len() {
            1 => say!("odd.unread-sign", page = page.picture.page),
            count => say!("odd.unread-signs", page = page.picture.page, n = count),
        };
        draft.odd(0, Diagnostic::note("unread-signs", message).hint(say!("odd-hint.unread-signs")));
    }
    let read: Vec<&Word> = read.into_iter().flatten().collect();
    let words: Vec<&Word> = read.iter().copied().filter(|word| word.confidence < UNSURE).collect();
    let Some(first) = words.first() else { return };
    // Numbers first: a digit misread is a figure nobody gave.
    let has_digit = |word: &&Word| word.text.chars().any(char::is_numeric);
    let (numbers, others): (Vec<&Word>, Vec<&Word>) = words.iter().copied().partition(|word| has_digit(word));
    let shown: Vec<Told> = numbers
        .iter()
        .chain(&others)
        .take(SHOWN)
        .map(|word| say!("word.unsure", word = quote(&word.text), percent = word.confidence))
        .collect();
    let more = words.len().saturating_sub(shown.len());
    let message = say!(
        "odd.unsure-words",
        page = page.picture.page,
        n = words.len(),
        all = read.len(),
        words = and_more(list(Join::Comma, shown), more)
    );
    let at = numbers.first().unwrap_or(first);
    let found = draft.text.find(at.text.as_str()).unwrap_or(0);
    let diagnostic = Diagnostic::warning("unsure-words", message);
    draft.odd(found, diagnostic.hint(say!("odd-hint.unsure-words")));
}
