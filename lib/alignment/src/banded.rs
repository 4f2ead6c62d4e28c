//! Dynamic programming with affine gaps inside a band (Gotoh 1982): between two fixed ends, or outwards from one.

use crate::{Penalties, Step};
use std::ops::Range;

/// Low enough to lose against everything, high enough not to overflow.
const UNREACHED: i64 = i64::MIN / 4;
const STATES: usize = 3;

/// States of a cell: the two places are paired; `a` goes on alone (a gap in `b`); `b` goes on alone.
const PAIRED: u8 = 0;
const GAP_B: u8 = 1;
const GAP_A: u8 = 2;

/// Where the path has to end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// In the far corner: everything between two anchors is explained.
    Corner,
    /// Wherever the score is best; rows stop when all fall `x_drop` below it.
    Anywhere,
}

/// Aligns `a` with `b` (ranges of places) from their starts. Steps come in order.
pub(crate) fn banded(
    a: Range<usize>,
    b: Range<usize>,
    score: &impl Fn(usize, usize) -> i32,
    penalties: &Penalties,
    end: End,
) -> (Vec<Step>, i64) {
    if end == End::Corner && (a.is_empty() || b.is_empty()) {
        return one_sided(a, b, penalties);
    }
    let mut table = Table::new(a, b, penalties, end);
    let Some((row, column, state)) = table.fill(score) else { return (Vec::new(), 0) };
    let steps = table.trace(row, column, state, score);
    let total = total(&steps, score, penalties);
    (steps, total)
}

fn one_sided(a: Range<usize>, b: Range<usize>, penalties: &Penalties) -> (Vec<Step>, i64) {
    let cost = gap_cost(a.len(), penalties) + gap_cost(b.len(), penalties);
    (a.map(Step::OnlyA).chain(b.map(Step::OnlyB)).collect(), -cost)
}

fn gap_cost(length: usize, penalties: &Penalties) -> i64 {
    if length == 0 {
        return 0;
    }
    i64::from(penalties.gap_open) + i64::from(penalties.gap_extend) * length as i64
}

/// Cells of row `i` are columns `low(i) ..= low(i) + width`, along the line from corner to corner (or, outwards, along
/// the diagonal).
struct Table<'penalties> {
    a: Range<usize>,
    b: Range<usize>,
    width: usize,
    penalties: &'penalties Penalties,
    end: End,
    /// One byte a cell: who came before, two bits a state.
    before: Vec<u8>,
}

type Row = Vec<[i64; STATES]>;

impl<'penalties> Table<'penalties> {
    fn new(a: Range<usize>, b: Range<usize>, penalties: &'penalties Penalties, end: End) -> Self {
        let slope = if end == End::Corner { b.len().div_ceil(a.len().max(1)) } else { 1 };
        let width = (2 * penalties.band.max(1) + slope).min(b.len()) + 1;
        Table { a, b, width, penalties, end, before: Vec::new() }
    }

    fn low(&self, row: usize) -> usize {
        let centre = match self.end {
            End::Corner => row * self.b.len() / self.a.len().max(1),
            End::Anywhere => row,
        };
        centre.saturating_sub(self.width / 2).min((self.b.len() + 1).saturating_sub(self.width))
    }

    /// Fills the rows; gives the cell and the state the path ends in.
    fn fill(&mut self, score: &impl Fn(usize, usize) -> i32) -> Option<(usize, usize, u8)> {
        let mut best = (0, (0, 0));
        let mut above = self.first_row();
        for row in 1..=self.a.len() {
            let current = self.next_row(row, &above, score);
            let (low, mut row_best) = (self.low(row), UNREACHED);
            for (offset, cell) in current.iter().enumerate() {
                let value = cell.iter().copied().max().unwrap_or(UNREACHED);
                row_best = row_best.max(value);
                if value > best.0 {
                    best = (value, (row, low + offset));
                }
            }
            above = current;
            if self.end == End::Anywhere && row_best < best.0 - i64::from(self.penalties.x_drop) {
                break;
            }
        }
        if self.end == End::Corner {
            let corner = above.get(self.b.len() - self.low(self.a.len())).copied()?;
            return Some((self.a.len(), self.b.len(), best_state(corner).1));
        }
        // Outwards a path that ends in a gap is never the best one.
        (best.0 > 0).then_some((best.1.0, best.1.1, PAIRED))
    }

    fn first_row(&mut self) -> Row {
        let mut row = vec![[UNREACHED; STATES]; self.width];
        self.before.resize(self.width, 0);
        for (column, cell) in row.iter_mut().enumerate() {
            let cost = gap_cost(column, self.penalties);
            if column == 0 {
                cell[usize::from(PAIRED)] = 0;
            } else {
                cell[usize::from(GAP_A)] = -cost;
            }
            if let Some(before) = self.before.get_mut(column) {
                *before = packed(PAIRED, PAIRED, if column == 1 { PAIRED } else { GAP_A });
            }
        }
        row
    }

    fn next_row(&mut self, row: usize, above: &Row, score: &impl Fn(usize, usize) -> i32) -> Row {
        let (low, low_above) = (self.low(row), self.low(row - 1));
        let mut current = vec![[UNREACHED; STATES]; self.width];
        let open = i64::from(self.penalties.gap_open + self.penalties.gap_extend);
        let extend = i64::from(self.penalties.gap_extend);
        let at = |cells: &Row, column: Option<usize>| {
            column.and_then(|c| cells.get(c)).copied().unwrap_or([UNREACHED; STATES])
        };
        for offset in 0..self.width {
            let column = low + offset;
            let up = at(above, column.checked_sub(low_above));
            let diagonal = at(above, (column).checked_sub(low_above + 1));
            let left = at(&current, offset.checked_sub(1));
            let (gap_b, from_b) = gap(up, GAP_B, open, extend);
            let (gap_a, from_a) = gap(left, GAP_A, open, extend);
            let (mut paired, mut from) = (UNREACHED, PAIRED);
            if column > 0 && column <= self.b.len() {
                let (most, state) = best_state(diagonal);
                paired = most + i64::from(score(self.a.start + row - 1, self.b.start + column - 1));
                from = state;
            }
            if let Some(cell) = current.get_mut(offset) {
                *cell = [paired, gap_b, gap_a];
            }
            self.before.push(packed(from, from_b, from_a));
        }
        current
    }

    fn trace(
        &self,
        mut row: usize,
        mut column: usize,
        mut state: u8,
        score: &impl Fn(usize, usize) -> i32,
    ) -> Vec<Step> {
        let mut steps = Vec::new();
        while row > 0 || column > 0 {
            let Some(from) = self.came_from(row, column, state) else { break };
            let i = (self.a.start + row).wrapping_sub(1);
            let j = (self.b.start + column).wrapping_sub(1);
            match state {
                PAIRED if row > 0 && column > 0 => {
                    let agrees = score(i, j) > 0;
                    steps.push(if agrees { Step::Match(i, j) } else { Step::Mismatch(i, j) });
                    (row, column) = (row - 1, column - 1);
                }
                GAP_B if row > 0 => {
                    steps.push(Step::OnlyA(i));
                    row -= 1;
                }
                GAP_A if column > 0 => {
                    steps.push(Step::OnlyB(j));
                    column -= 1;
                }
                _ => break,
            }
            state = from;
        }
        steps.reverse();
        steps
    }

    fn came_from(&self, row: usize, column: usize, state: u8) -> Option<u8> {
        let offset = column.checked_sub(self.low(row))?;
        let cell = self.before.get(row * self.width + offset).filter(|_| offset < self.width)?;
        Some((cell >> (2 * state)) & 3)
    }
}

fn gap(from: [i64; STATES], own: u8, open: i64, extend: i64) -> (i64, u8) {
    let goes_on = from.get(usize::from(own)).copied().unwrap_or(UNREACHED) - extend;
    let (best, state) = best_state(from);
    if goes_on >= best - open { (goes_on, own) } else { (best - open, state) }
}

fn best_state(cell: [i64; STATES]) -> (i64, u8) {
    let [paired, gap_b, gap_a] = cell;
    if paired >= gap_b && paired >= gap_a {
        (paired, PAIRED)
    } else if gap_b >= gap_a {
        (gap_b, GAP_B)
    } else {
        (gap_a, GAP_A)
    }
}

fn packed(paired: u8, gap_b: u8, gap_a: u8) -> u8 {
    paired | (gap_b << 2) | (gap_a << 4)
}

/// The score of finished steps, as the recurrences count it.
pub(crate) fn total(steps: &[Step], score: &impl Fn(usize, usize) -> i32, penalties: &Penalties) -> i64 {
    let mut sum = 0;
    let mut last = PAIRED;
    for step in steps {
        let state = match step {
            Step::Match(i, j) | Step::Mismatch(i, j) => {
                sum += i64::from(score(*i, *j));
                PAIRED
            }
            Step::OnlyA(_) => GAP_B,
            Step::OnlyB(_) => GAP_A,
        };
        if state != PAIRED {
            sum -= i64::from(penalties.gap_extend);
            sum -= if state == last { 0 } else { i64::from(penalties.gap_open) };
        }
        last = state;
    }
    sum
}
