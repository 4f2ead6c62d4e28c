//! Years, days and clock times in words, and letters glued to digits, as lattice edges.
//!
//! Comes in: a lattice with numbers. Goes out: `YEARWORDS` ("nineteen ninety-six"), `DAYWORD` ("twenty-five" before a month),
//! `CLOCKWORDS` ("seven thirty"), `GLUEDUNIT` (`3h`) and `GLUEDMERIDIAN` (`9a`). It may not know dates.

use super::lattice::{Lattice, is_dash};
use super::numbers::words;
use super::symbol::Meaning;
use recount_time::Clock;

/// Edges of number words that begin at `at`.
pub(super) fn add_word_shapes(lattice: &mut Lattice<'_>, at: usize) {
    let Some((end, hundredths)) = words(lattice, at) else { return };
    let first = hundredths / 100;
    let shapes = lattice.rules.shapes;
    if let Ok(day @ 1..=31) = u8::try_from(first) {
        lattice.add(at, end, shapes.day_word, Meaning::Day(day), None);
    }
    if let Ok(year @ 1_000..=2_199) = i32::try_from(first)
        && end > at + 1
    {
        lattice.add(at, end, shapes.year_words, Meaning::Year(year), None);
    }
    if lattice.rules.reads_pairs_of_numbers {
        add_pair(lattice, at, end, first);
    }
}

/// "nineteen ninety-six", "seven thirty".
fn add_pair(lattice: &mut Lattice<'_>, at: usize, middle: usize, first: i64) {
    let is_dashed = lattice.token(middle).is_some_and(is_dash);
    let Some((end, hundredths)) = words(lattice, if is_dashed { middle + 1 } else { middle }) else { return };
    let (second, shapes) = (hundredths / 100, lattice.rules.shapes);
    if (10..=20).contains(&first) && (10..=99).contains(&second) {
        let year = Meaning::Year((first * 100 + second) as i32);
        lattice.add(at, end, shapes.year_words, year, None);
    }
    if (1..=12).contains(&first)
        && (10..=59).contains(&second)
        && let Some(clock) = Clock::new(first as u8, Some(second as u8))
    {
        lattice.add(at, end, shapes.clock_words, Meaning::Clock(clock), None);
    }
}

/// `3h`, `9a`: letters right behind digits, and nothing glued behind them.
pub(super) fn add_glued(lattice: &mut Lattice<'_>, at: usize) {
    let is_glued = |at| {
        lattice.token(at).is_some_and(|token| !token.is_spaced && (token.is_word() || token.is_digits()))
    };
    if !is_glued(at) || is_glued(at + 1) {
        return;
    }
    let shapes = lattice.rules.shapes;
    let pairs = [
        (shapes.short_unit, shapes.glued_unit),
        (shapes.short_meridian, shapes.glued_meridian),
        (shapes.short_near, shapes.glued_near),
    ];
    let found: Vec<_> = lattice
        .senses(at)
        .filter_map(|sense| {
            let (_, glued) = pairs.iter().find(|(plain, _)| *plain == sense.symbol)?;
            Some((*glued, sense.meaning))
        })
        .collect();
    for (symbol, meaning) in found {
        lattice.add(at, at + 1, symbol, meaning, None);
    }
}
