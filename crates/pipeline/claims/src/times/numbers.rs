//! Numbers in digits and words, as lattice edges.
//!
//! Comes in: a lattice with the lexicon's senses. Goes out: `NUMBER`, `ORDINAL` and `DAYTH` edges. It may not know dates.

use super::lattice::{Lattice, is_dash};
use super::symbol::{Meaning, Symbol};

/// Adds number edges that begin at `at`; gives where the longest ends.
pub(super) fn add_numbers(lattice: &mut Lattice<'_>, at: usize) -> Option<usize> {
    let is_digits = lattice.token(at)?.is_digits();
    let found = if is_digits { digits(lattice, at) } else { words(lattice, at) };
    if let Some((end, hundredths)) = found {
        let symbol = lattice.rules.shapes.number;
        lattice.add(at, end, symbol, Meaning::Number(hundredths), None);
        let is_hour = !is_digits && (100..=1_200).contains(&hundredths) && hundredths % 100 == 0;
        if is_hour {
            lattice.add(at, end, lattice.rules.shapes.hour, Meaning::Hour((hundredths / 100) as u8), None);
        }
    }
    let ordinal = if is_digits { digit_ordinal(lattice, at) } else { word_ordinal(lattice, at) };
    if let Some((end, number)) = ordinal {
        let shapes = lattice.rules.shapes;
        lattice.add(at, end, shapes.ordinal, Meaning::Ordinal(number), None);
        if let Ok(day @ 1..=31) = u8::try_from(number) {
            lattice.add(at, end, shapes.day_ordinal, Meaning::Day(day), None);
            lattice.add(at, end, shapes.any_day, Meaning::Day(day), None);
        }
    }
    found.map(|(end, _)| end)
}

/// The digits of item `at` as a number, if they are not longer than nine.
pub(super) fn plain_digits(lattice: &Lattice<'_>, at: usize) -> Option<u32> {
    let token = lattice.token(at).filter(|token| token.is_digits() && token.lower.len() <= 9)?;
    token.lower.parse().ok()
}

/// True if item `at` stands right behind the one before it and is this mark.
pub(super) fn is_glued_mark(lattice: &Lattice<'_>, at: usize, marks: &[&str]) -> bool {
    lattice.token(at).is_some_and(|token| !token.is_spaced && marks.contains(&&*token.lower))
}

/// Digits of item `at` when nothing but `length` of them stand right behind the item before.
pub(super) fn glued_digits(
    lattice: &Lattice<'_>,
    at: usize,
    lengths: std::ops::RangeInclusive<usize>,
) -> Option<u32> {
    let token = lattice.token(at)?;
    if token.is_spaced || !lengths.contains(&token.lower.len()) {
        return None;
    }
    plain_digits(lattice, at)
}

fn digits(lattice: &Lattice<'_>, at: usize) -> Option<(usize, i64)> {
    let mut number = i64::from(plain_digits(lattice, at)?);
    if lattice.token(at)?.lower.starts_with('0') && lattice.token(at)?.lower.len() > 2 {
        // `0530` is a clock time or a code, no count.
        return None;
    }
    let mut end = at + 1;
    let can_group = lattice.token(at)?.lower.len() <= 3;
    while can_group && number < 1_000_000_000_000 && is_glued_mark(lattice, end, &[","]) {
        let Some(group) = glued_digits(lattice, end + 1, 3..=3) else { break };
        (number, end) = (number * 1_000 + i64::from(group), end + 2);
    }
    let mut hundredths = number * 100;
    if is_glued_mark(lattice, end, &["."])
        && let Some(part) = glued_digits(lattice, end + 1, 1..=2)
    {
        let is_tenth = lattice.token(end + 1)?.lower.len() == 1;
        hundredths += i64::from(part) * if is_tenth { 10 } else { 1 };
        end += 2;
    }
    if let Some(multiplier) = sense_number(lattice, end, lattice.rules.contexts.number.multiplier) {
        return Some((end + 1, hundredths.saturating_mul(multiplier)));
    }
    Some((end, hundredths))
}

/// "two hundred and twenty-five" → 225.
pub(super) fn words(lattice: &Lattice<'_>, at: usize) -> Option<(usize, i64)> {
    let symbols = lattice.rules.contexts.number;
    let (mut total, mut current, mut end, mut last_end) = (0i64, 0i64, at, None);
    while end < at + 12 {
        if let Some(multiplier) = sense_number(lattice, end, symbols.multiplier) {
            current = current.max(1).saturating_mul(multiplier);
            if multiplier >= 1_000 {
                (total, current) = (total.saturating_add(current), 0);
            }
        } else if let Some(number) = sense_number(lattice, end, symbols.word) {
            if last_end.is_some() && !adds_up(current, number) {
                break;
            }
            current = current.saturating_add(number);
        } else {
            break;
        }
        end += 1;
        last_end = Some(end);
        end = after_joint(lattice, end, symbols.joint);
    }
    Some((last_end?, total.saturating_add(current).saturating_mul(100)))
}

/// "twenty five" adds up, "five six" does not.
fn adds_up(current: i64, number: i64) -> bool {
    current == 0
        || (current % 100 == 0 && number < 100)
        || (current % 10 == 0 && current % 100 >= 20 && number < 10)
}

/// Behind a dash, or an "and" that more number words follow.
fn after_joint(lattice: &Lattice<'_>, at: usize, joint: Symbol) -> usize {
    let symbols = lattice.rules.contexts.number;
    let is_number = |at| lattice.is_any(at, &[symbols.word, symbols.multiplier]);
    let is_dash = lattice.token(at).is_some_and(|token| is_dash(token) && !token.is_spaced);
    let is_joint = lattice.is_any(at, &[joint]) && lattice.is_any(at.wrapping_sub(1), &[symbols.multiplier]);
    if (is_dash || is_joint) && is_number(at + 1) { at + 1 } else { at }
}

fn sense_number(lattice: &Lattice<'_>, at: usize, class: Symbol) -> Option<i64> {
    lattice.senses(at).find_map(|sense| match sense.meaning {
        Meaning::Number(hundredths) if sense.symbol == class => Some(hundredths / 100),
        _ => None,
    })
}

fn digit_ordinal(lattice: &Lattice<'_>, at: usize) -> Option<(usize, u32)> {
    let number = plain_digits(lattice, at)?;
    // "16th" and "16-го".
    let behind = if is_glued_mark(lattice, at + 1, &["-"]) { at + 2 } else { at + 1 };
    let suffix = lattice.token(behind).filter(|token| !token.is_spaced && token.is_word())?;
    let symbol = lattice.rules.contexts.number.ordinal_suffix;
    (suffix.lower.chars().count() <= 3 && lattice.is_any(behind, &[symbol])).then_some((behind + 1, number))
}

fn word_ordinal(lattice: &Lattice<'_>, at: usize) -> Option<(usize, u32)> {
    let ordinal = |at| {
        lattice.senses(at).find_map(|sense| match sense.meaning {
            Meaning::Ordinal(number) => Some(number),
            _ => None,
        })
    };
    if let Some(number) = ordinal(at) {
        return Some((at + 1, number));
    }
    let tens = sense_number(lattice, at, lattice.rules.contexts.number.word).filter(|tens| tens % 10 == 0)?;
    let next = if lattice.token(at + 1).is_some_and(is_dash) { at + 2 } else { at + 1 };
    let ones = ordinal(next).filter(|ones| *ones < 10)?;
    Some((next + 1, u32::try_from(tens).ok()? + ones))
}
