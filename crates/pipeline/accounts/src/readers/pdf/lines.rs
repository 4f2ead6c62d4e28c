//! Letters to pieces of lines, and pieces that stand beside each other to rows.

use super::letters::Letter;
use recount_model::Area;

/// A stretch of one line without a gap.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// Counted from 1.
    pub(super) page: u32,
    pub(super) turn: u8,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
    /// Of the page as it lies.
    pub(super) area: Area,
    /// Which column of its page, in reading order.
    pub(super) column: u32,
    pub(super) is_furniture: bool,
    /// A row of a table: pieces with gaps between them.
    pub(super) is_row: bool,
    /// Which paragraph of its page, where a recogniser told.
    pub(super) paragraph: Option<u32>,
}

/// Lines that stand beside each other, from left to right.
pub(super) type Row = Vec<Line>;

/// A gap wider than this many letters' heights parts a line.
const GAP: f64 = 1.0;

/// Pieces that are drawn apart become one if they are nearer than this many letters' heights: the gutter between two
/// columns may be as narrow as one.
const APART: f64 = 0.4;

/// A gap wider than this many letters' heights is a space between words.
const SPACE: f64 = 0.17;

/// What stands between two cells of a row.
const CELLS: &str = " | ";

/// Pieces in the order in which they are drawn. Letters of other turns are passed over.
pub(super) fn pieces(letters: &[Letter], turn: u8, page: u32) -> Vec<Line> {
    let mut pieces: Vec<Line> = Vec::new();
    let mut has_space = false;
    for letter in letters.iter().filter(|letter| letter.turn == turn) {
        if letter.letter.is_whitespace() {
            has_space = true;
            continue;
        }
        match pieces.last_mut().filter(|piece| goes_on(piece, letter)) {
            Some(piece) => {
                push(piece, letter, has_space);
            }
            None => pieces.push(begun(letter, page)),
        }
        has_space = false;
    }
    pieces
}

fn goes_on(piece: &Line, letter: &Letter) -> bool {
    let size = piece.size.max(letter.size);
    let gap = letter.left - piece.right;
    (piece.baseline - letter.baseline).abs() < 0.45 * size && gap < GAP * size && gap > -0.6 * size
}

fn push(piece: &mut Line, letter: &Letter, has_space: bool) {
    let overlap = piece.right - letter.left;
    // The same letter once more in its place: drawn twice to look bold.
    if piece.text.ends_with(letter.letter) && overlap > 0.7 * (letter.right - letter.left).max(0.1) {
        return;
    }
    if has_space || -overlap > SPACE * letter.size {
        piece.text.push(' ');
    }
    piece.text.push(letter.letter);
    piece.right = piece.right.max(letter.right);
    if letter.size > piece.size {
        (piece.size, piece.baseline) = (letter.size, letter.baseline);
    }
}

fn begun(letter: &Letter, page: u32) -> Line {
    Line {
        text: letter.letter.to_string(),
        page,
        turn: letter.turn,
        left: letter.left,
        right: letter.right,
        baseline: letter.baseline,
        size: letter.size,
        area: Area { left: 0, top: 0, width: 0, height: 0 },
        column: 0,
        is_furniture: false,
        is_row: false,
        paragraph: None,
    }
}

/// Pieces put into rows from top to bottom; pieces with little between them become one.
pub(super) fn rows(mut pieces: Vec<Line>) -> Vec<Row> {
    pieces.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        let beside = |row: &&mut Row| {
            row.last()
                .is_some_and(|last| (piece.baseline - last.baseline).abs() < 0.4 * last.size.min(piece.size))
        };
        match rows.last_mut().filter(beside) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    rows.into_iter().map(joined).collect()
}

fn joined(mut row: Row) -> Row {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut whole: Row = Vec::with_capacity(row.len());
    for piece in row {
        match whole.last_mut() {
            Some(last) if piece.left - last.right < APART * last.size.max(piece.size) => append(last, &piece),
            _ => whole.push(piece),
        }
    }
    whole
}

/// Adds `next` to the end of `line`, with a space where there is one.
pub(super) fn append(line: &mut Line, next: &Line) {
    let is_duplicate = line.text == next.text && (line.left - next.left).abs() < 0.3 * line.size;
    if is_duplicate {
        return;
    }
    let gap = next.left - line.right;
    if gap >= GAP * line.size.max(next.size) {
        // Two cells: numbers in them are two numbers.
        line.text.push_str(CELLS);
        line.is_row = true;
    } else if gap > SPACE * line.size.min(next.size) {
        line.text.push(' ');
    }
    line.text.push_str(&next.text);
    line.right = line.right.max(next.right);
    line.size = line.size.max(next.size);
}

impl Line {
    /// Fills in where the line stands on the page of this width and height as it lies.
    pub(super) fn placed(mut self, width: f64, height: f64) -> Self {
        let (top, bottom) = (self.baseline - 0.8 * self.size, self.baseline + 0.25 * self.size);
        let (x, y) = match self.turn {
            0 => ((self.left, self.right), (top, bottom)),
            1 => ((width - bottom, width - top), (self.left, self.right)),
            2 => ((width - self.right, width - self.left), (height - bottom, height - top)),
            _ => ((top, bottom), (height - self.right, height - self.left)),
        };
        let (left, across) = thousandths(x, width);
        let (top, down) = thousandths(y, height);
        self.area = Area { left, top, width: across, height: down };
        self
    }
}

pub(super) fn thousandths((from, to): (f64, f64), whole: f64) -> (u16, u16) {
    let part = |at: f64| (at / whole * 1000.0).clamp(0.0, 1000.0);
    let (from, to) = (part(from).floor(), part(to).ceil());
    (from as u16, (to - from).max(0.0) as u16)
}
