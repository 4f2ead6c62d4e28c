//! Rows of a page in the order in which they are read: columns one after the other, rows of tables across.

use super::letters::Sheet;
use super::lines::{Line, Row, append, pieces, rows};

/// A page of more rows is no page of columns; it is read row by row.
const MOST_ROWS: usize = 3_000;

/// White space between columns is at least so many heights of a letter wide.
const GUTTER: f64 = 0.8;

/// Rows on either side of a gutter, at least.
const FEWEST_ROWS: usize = 3;

/// Rows that one column may have above the first of another.
const EARLIER_ROWS: usize = 2;

/// Columns are prose: half of their lines have so many letters. Those of a table are shorter.
const PROSE_LETTERS: usize = 18;

/// All lines of a page, in order. What is turned on its side comes after what most of the page is.
pub(super) fn in_order(sheet: Sheet, page: u32) -> Vec<Line> {
    let count = |turn: u8| sheet.letters.iter().filter(|letter| letter.turn == turn).count();
    let mut turns: Vec<(usize, u8)> = (0..4).map(|turn| (count(turn), turn)).collect();
    turns.sort_by_key(|(count, turn)| (std::cmp::Reverse(*count), *turn));
    let (mut lines, mut column) = (Vec::new(), 0);
    for (_, turn) in turns.into_iter().filter(|(count, _)| *count > 0) {
        let rows = rows(pieces(&sheet.letters, turn, page));
        column += 1;
        if rows.len() > MOST_ROWS {
            lines.extend(rows.into_iter().filter_map(across).map(|line| Line { column, ..line }));
        } else {
            by_columns(&rows, &mut column, &mut lines, 0);
        }
    }
    lines.into_iter().map(|line| line.placed(sheet.width, sheet.height)).collect()
}

/// A row as one line.
fn across(row: Row) -> Option<Line> {
    let mut row = row.into_iter();
    let mut whole = row.next()?;
    row.for_each(|piece| append(&mut whole, &piece));
    Some(whole)
}

/// Reads `rows`: a block of columns column by column, the rest across.
fn by_columns(rows: &[Row], column: &mut u32, lines: &mut Vec<Line>, depth: usize) {
    let (mut at, mut after_block) = (0, false);
    while let Some(row) = rows.get(at) {
        let block = if depth < 8 { block(rows, at) } else { None };
        let Some((end, gutter)) = block else {
            *column += u32::from(after_block);
            after_block = false;
            lines.extend(across(row.clone()).map(|line| Line { column: *column, ..line }));
            at += 1;
            continue;
        };
        let sides = [
            side(rows, at..end, |line| line.right <= gutter),
            side(rows, at..end, |line| line.right > gutter),
        ];
        for side in sides {
            *column += 1;
            by_columns(&side, column, lines, depth + 1);
        }
        (at, after_block) = (end, true);
    }
}

fn side(rows: &[Row], range: std::ops::Range<usize>, is_here: impl Fn(&Line) -> bool) -> Vec<Row> {
    let rows = rows.get(range).unwrap_or_default();
    let of_side = |row: &Row| row.iter().filter(|line| is_here(line)).cloned().collect::<Row>();
    rows.iter().map(of_side).filter(|row| !row.is_empty()).collect()
}

/// The longest run of rows from `at` on that a gutter goes through, and where it is.
fn block(rows: &[Row], at: usize) -> Option<(usize, f64)> {
    // One column may begin a row or two above the other.
    let beginning = rows.get(at..)?.iter().take(1 + EARLIER_ROWS);
    let first = beginning.clone().find(|row| row.len() > 1)?;
    let gaps = first.windows(2).filter_map(|pair| Some((pair.first()?.right, pair.get(1)?.left)));
    gaps.filter_map(|gap| through(rows, at, gap)).max_by_key(|(end, _)| *end)
}

/// How far down the gap goes, if what stands on either side are columns.
fn through(rows: &[Row], at: usize, gap: (f64, f64)) -> Option<(usize, f64)> {
    let (mut from, mut to) = gap;
    let (mut end, mut last_of_both) = (at, at);
    for (idx, row) in rows.iter().enumerate().skip(at) {
        let (mut next_from, mut next_to) = (from, to);
        let (mut is_left, mut is_right, mut is_crossed) = (false, false, false);
        let middle = f64::midpoint(from, to);
        for line in row {
            if line.right <= middle {
                next_from = next_from.max(line.right);
                is_left = true;
            } else if line.left >= middle {
                next_to = next_to.min(line.left);
                is_right = true;
            } else {
                is_crossed = true;
            }
        }
        let size = row.first().map_or(10.0, |line| line.size);
        if is_crossed || next_to - next_from < GUTTER * size {
            break;
        }
        (from, to, end) = (next_from, next_to, idx + 1);
        if is_left && is_right {
            last_of_both = idx + 1;
        }
    }
    let gutter = f64::midpoint(from, to);
    let (left, right) =
        (side(rows, at..end, |line| line.right <= gutter), side(rows, at..end, |line| line.right > gutter));
    let are_columns = last_of_both - at >= FEWEST_ROWS && is_prose(&left) && is_prose(&right);
    are_columns.then_some((end, gutter))
}

fn is_prose(rows: &[Row]) -> bool {
    let mut letters: Vec<usize> =
        rows.iter().map(|row| row.iter().map(|line| line.text.chars().count()).sum()).collect();
    letters.sort_unstable();
    rows.len() >= FEWEST_ROWS && letters.get(letters.len() / 2).is_some_and(|half| *half >= PROSE_LETTERS)
}
