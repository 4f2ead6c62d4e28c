//! Dates and clock times in digits, as lattice edges.
//!
//! Comes in: a lattice. Goes out: edges for days, hours, years, decades, `h:mm`, whole dates in digits. It may not know
//! the words around them, except through [`super::dotted`], which decides what `a.b` is.

use super::dotted::{Dotted, DottedEvidence, Reading};
use super::expression::{Expression, Moment};
use super::lattice::{Lattice, is_dash};
use super::numbers::{add_numbers, glued_digits, is_glued_mark, plain_digits};
use super::symbol::{Kinds, Meaning, Symbol};
use super::word_shapes::{add_glued, add_word_shapes};
use recount_time::{Clock, Date, TimeOfDay};

/// What numbers and shapes begin with.
const ANY_SHAPE: Kinds = Kinds::DIGITS.with(Kinds::APOSTROPHE).with(Kinds::NUMBER);

/// Adds the edges of all numbers and shapes.
pub(super) fn add_shapes(lattice: &mut Lattice<'_>) {
    let evidence = DottedEvidence::gather(lattice);
    let mut number_end = 0;
    let mut from = 0;
    while let Some(at) = lattice.next_of(from, ANY_SHAPE) {
        from = at + 1;
        if lattice.has_kind(at, Kinds::DIGITS) {
            if is_part_of_word(lattice, at) {
                continue;
            }
            add_digits(lattice, at, &evidence, at < number_end);
        } else if lattice.has_kind(at, Kinds::APOSTROPHE) {
            add_apostrophe_year(lattice, at);
        } else if at >= number_end
            && let Some(end) = add_numbers(lattice, at)
        {
            add_word_shapes(lattice, at);
            number_end = end;
        }
    }
}

/// Digits glued behind letters belong to a name (`AK47`), unless the letters are a function word that lost its space.
fn is_part_of_word(lattice: &Lattice<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let is_glued = lattice.token(at).is_some_and(|token| !token.is_spaced);
    let is_word = lattice.token(before).is_some_and(|token| token.is_word());
    is_glued
        && is_word
        && !lattice.is_any(before, &[lattice.rules.contexts.function])
        && !is_month(lattice, before)
}

/// `Dec31` lost a space.
fn is_month(lattice: &Lattice<'_>, at: usize) -> bool {
    let is_small = lattice.token(at + 1).is_some_and(|token| token.lower.len() <= 2);
    is_small && means_month(lattice, at)
}

fn means_month(lattice: &Lattice<'_>, at: usize) -> bool {
    lattice.senses(at).any(|sense| matches!(sense.meaning, Meaning::Month(_)))
}

fn add_digits(lattice: &mut Lattice<'_>, at: usize, evidence: &DottedEvidence, is_inside_number: bool) {
    if let Some((end, moment)) = digit_date(lattice, at, evidence).or_else(|| compact_date(lattice, at)) {
        let (end, moment) = with_clock(lattice, end, moment);
        let meaning = lattice.keep(Expression::Moment(moment));
        lattice.add(at, end, lattice.rules.shapes.digit_date, meaning, None);
        return;
    }
    if let Some((symbol, end, moment)) = slashed(lattice, at, evidence).or_else(|| digit_month(lattice, at)) {
        let meaning = lattice.keep(Expression::Moment(moment));
        lattice.add(at, end, symbol, meaning, None);
        if symbol == lattice.rules.shapes.digit_month {
            return;
        }
    }
    if let Some(end) = add_colon_clock(lattice, at) {
        // `12:30` is nothing but a clock time; its parts are no days or years.
        add_glued(lattice, end);
        return;
    }
    if let Some(dotted) = super::dotted::read(lattice, at, evidence) {
        add_dotted(lattice, at, dotted);
        return;
    }
    if is_inside_number || continues_number(lattice, at) {
        return;
    }
    add_numbers(lattice, at);
    if lattice.token(at).is_some_and(|token| token.is_spaced) {
        add_glued(lattice, at + 1);
    }
    add_plain(lattice, at);
}

/// `20010503`.
fn compact_date(lattice: &Lattice<'_>, at: usize) -> Option<(usize, Moment)> {
    let number = plain_digits(lattice, at)
        .filter(|_| lattice.token(at).is_some_and(|token| token.lower.len() == 8))?;
    let moment = full(number / 10_000, number / 100 % 100, number % 100)?;
    let is_near = moment.year.is_some_and(|year| (1_900..=2_099).contains(&year));
    is_near.then_some((at + 1, moment))
}

/// `2001-05-03T11:40:00`.
fn with_clock(lattice: &Lattice<'_>, at: usize, mut moment: Moment) -> (usize, Moment) {
    let is_marked = lattice.token(at).is_some_and(|token| !token.is_spaced && &*token.lower == "t");
    match colon_clock(lattice, at + 1)
        .filter(|_| is_marked && lattice.token(at + 1).is_some_and(|one| !one.is_spaced))
    {
        Some((end, mut clock)) => {
            let is_utc = lattice.token(end).is_some_and(|token| !token.is_spaced && &*token.lower == "z");
            clock.offset_minutes = is_utc.then_some(0);
            moment.time = Some(TimeOfDay::Clock(clock));
            (end + usize::from(is_utc), moment)
        }
        None => (at, moment),
    }
}

/// `22/04`; `7/6` is a date only where the words around say so.
fn slashed(lattice: &Lattice<'_>, at: usize, evidence: &DottedEvidence) -> Option<(Symbol, usize, Moment)> {
    let is_range = at.checked_sub(4).is_some_and(|from| {
        lattice.token(at - 1).is_some_and(is_dash) && is_glued_mark(lattice, from + 1, &["/"])
    });
    let is_glued_on = !is_range
        && lattice.token(at).is_some_and(|token| !token.is_spaced)
        && at.checked_sub(1).is_some_and(|at| {
            lattice.token(at).is_some_and(|token| !token.is_word() && &*token.lower != "(")
        });
    if is_glued_on || !is_glued_mark(lattice, at + 1, &["/"]) || is_glued_mark(lattice, at + 3, &["/", "%"]) {
        return None;
    }
    let length = |at| lattice.token(at).map_or(0, |token| token.lower.len());
    let (first, second) = (plain_digits(lattice, at)?, glued_digits(lattice, at + 2, 1..=2)?);
    if length(at) > 2
        || lattice
            .token(at + 3)
            .is_some_and(|token| !token.is_spaced && (token.is_word() || token.is_digits()))
    {
        return None;
    }
    let of = |day: u32, month: u32| {
        let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
        Date::new(2_000, month, day)?;
        Some(Moment { month: Some(month), day: Some(day), ..Moment::default() })
    };
    let (day_first, month_first) = (of(first, second), of(second, first));
    let is_sure = day_first.is_some() != month_first.is_some() && length(at) == 2 && length(at + 2) == 2;
    let (best, rival) = match (day_first, month_first) {
        (Some(day_first), Some(month_first)) if evidence.is_day_first => (day_first, Some(month_first)),
        (Some(day_first), Some(month_first)) => (month_first, Some(day_first)),
        (one, other) => (one.or(other)?, None),
    };
    let rival = rival.filter(|rival| *rival != best).map(Box::new);
    let shapes = lattice.rules.shapes;
    let symbol = if is_sure { shapes.slash_date } else { shapes.unsure_slash_date };
    Some((symbol, at + 3, Moment { rival, ..best }))
}

/// `2015-03`, `12/2015`; `2015-16` is two years.
fn digit_month(lattice: &Lattice<'_>, at: usize) -> Option<(Symbol, usize, Moment)> {
    let mark = lattice.token(at + 1).filter(|token| !token.is_spaced)?;
    let is_free = |at: usize| {
        lattice.token(at).is_none_or(|token| {
            token.is_spaced
                || !(token.is_word() || token.is_digits() || is_dash(token) || &*token.lower == "/")
        })
    };
    let is_glued_on = lattice.token(at).is_some_and(|token| !token.is_spaced)
        && at.checked_sub(1).is_some_and(|before| {
            !is_free(before) || lattice.token(before).is_some_and(|token| !token.is_spaced && is_dash(token))
        });
    if is_glued_on || !is_free(at + 3) || !(is_dash(mark) || &*mark.lower == "/") {
        return None;
    }
    let length = |at| lattice.token(at).map_or(0, |token| token.lower.len());
    let (first, second) = (plain_digits(lattice, at)?, glued_digits(lattice, at + 2, 1..=4)?);
    let (year, month) = match (length(at), length(at + 2)) {
        (4, 1) => (first, second),
        (4, 2) if first % 100 >= second => (first, second),
        (1 | 2, 4) => (second, first),
        _ => return None,
    };
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let year = i32::try_from(year).ok().filter(|year| (1_000..=2_199).contains(year))?;
    let moment = Moment { year: Some(year), month: Some(month), ..Moment::default() };
    Some((lattice.rules.shapes.digit_month, at + 3, moment))
}

/// `500` of `1,500`, `2` of `3-2`'s dotted kin, `5` of `1.5`.
fn continues_number(lattice: &Lattice<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(2) else { return false };
    let is_glued = lattice.token(at).is_some_and(|token| !token.is_spaced);
    is_glued
        && is_glued_mark(lattice, at - 1, &[",", ".", ":", "/"])
        && lattice.token(before).is_some_and(|token| token.is_digits())
        && !(is_glued_mark(lattice, at - 1, &[","])
            && lattice.token(at).is_some_and(|token| token.lower.len() == 4))
}

fn add_plain(lattice: &mut Lattice<'_>, at: usize) {
    let Some(number) = plain_digits(lattice, at) else { return };
    let length = lattice.token(at).map_or(0, |token| token.lower.len());
    let shapes = lattice.rules.shapes;
    // `16,2011` lost a space; `16,500` is one number.
    if continued_by_number(lattice, at) {
        return;
    }
    let small = u8::try_from(number).ok().filter(|_| length <= 2);
    if let Some(day @ 1..=31) = small {
        lattice.add(at, at + 1, shapes.day, Meaning::Day(day), None);
        lattice.add(at, at + 1, shapes.any_day, Meaning::Day(day), None);
    }
    if let Some(hour @ 0..=24) = small {
        lattice.add(at, at + 1, shapes.hour, Meaning::Hour(hour), None);
    }
    if length == 2 {
        lattice.add(at, at + 1, shapes.short_year, Meaning::ShortYear(small.unwrap_or(0)), None);
    }
    if length == 4 && (1_000..=2_199).contains(&number) && !is_among_other_digits(lattice, at) {
        lattice.add(at, at + 1, shapes.year, Meaning::Year(number as i32), None);
    }
    if length == 4 {
        let clock = Clock::new((number / 100) as u8, Some((number % 100) as u8));
        if let Some(clock) = clock {
            lattice.add(at, at + 1, shapes.four_digit_clock, Meaning::Clock(clock), None);
            if number < 1_000 {
                lattice.add(at, at + 1, shapes.zero_clock, Meaning::Clock(clock), None);
            }
        }
    }
    if (1..=4).contains(&length) && number > 0 {
        lattice.add(at, at + 1, shapes.any_year, Meaning::Year(number as i32), None);
    }
    add_decade(lattice, at, number, length);
}

fn continued_by_number(lattice: &Lattice<'_>, at: usize) -> bool {
    is_glued_mark(lattice, at + 1, &[",", "."])
        && lattice.token(at + 2).is_some_and(|token| {
            token.is_digits()
                && !token.is_spaced
                && (token.lower.len() <= 3 || is_glued_mark(lattice, at + 1, &["."]))
        })
}

/// `1998` of `555-1998` or `1998-12-33` is no year, that of `1997-1998` is.
fn is_among_other_digits(lattice: &Lattice<'_>, at: usize) -> bool {
    let is_digits = |at: usize| lattice.token(at).is_some_and(|token| token.is_digits());
    let is_joined = |at: usize| {
        lattice.token(at + 1).is_some_and(|token| is_dash(token) && !token.is_spaced)
            && lattice.token(at + 2).is_some_and(|token| token.is_digits() && !token.is_spaced)
    };
    let behind = at.checked_sub(2).filter(|before| is_digits(*before) && is_joined(*before));
    let is_behind_other =
        behind.is_some_and(|at| lattice.token(at).is_some_and(|token| token.lower.len() != 4));
    // "Sep-23-2020" and "23-2020-Sep" are dates.
    let is_beside_month = at.checked_sub(4).is_some_and(|month| is_month(lattice, month))
        || (lattice.token(at + 1).is_some_and(is_dash) && means_month(lattice, at + 2));
    if is_beside_month {
        return false;
    }
    let is_third = behind.and_then(|at| at.checked_sub(2)).is_some_and(|at| is_digits(at) && is_joined(at));
    is_behind_other || is_third || (is_joined(at) && (behind.is_some() || is_joined(at + 2)))
}

/// "1930s", "1930's", "30s", "1930-х".
fn add_decade(lattice: &mut Lattice<'_>, at: usize, number: u32, length: usize) {
    let at_suffix = if is_glued_mark(lattice, at + 1, &["'", "’", "-"]) { at + 2 } else { at + 1 };
    let is_suffix = lattice.token(at_suffix).is_some_and(|token| !token.is_spaced)
        && lattice.is_any(at_suffix, &[lattice.rules.contexts.number.decade_suffix]);
    if !is_suffix || !number.is_multiple_of(10) || is_model_number(lattice, at, length) {
        return;
    }
    let shapes = lattice.rules.shapes;
    match length {
        2 => lattice.add(at, at_suffix + 1, shapes.decade, Meaning::Decade(number as i32), None),
        3 | 4 if number >= 100 => {
            lattice.add(at, at_suffix + 1, shapes.decade, Meaning::Decade(number as i32), None);
        }
        _ => {}
    }
}

/// "A330s", "KC-30s".
fn is_model_number(lattice: &Lattice<'_>, at: usize, length: usize) -> bool {
    let is_glued = |at: usize| lattice.token(at).is_some_and(|token| !token.is_spaced);
    let before = |back: usize| at.checked_sub(back).and_then(|at| lattice.token(at));
    let is_behind_letters = before(1).is_some_and(|token| token.is_word());
    let is_behind_dash = before(1).is_some_and(is_dash)
        && before(2).is_some_and(|token| token.is_word() && token.is_capitalised);
    is_glued(at) && (is_behind_letters || (length == 2 && is_behind_dash))
}

fn add_apostrophe_year(lattice: &mut Lattice<'_>, at: usize) {
    let Some(number) = glued_digits(lattice, at + 1, 2..=2).and_then(|number| u8::try_from(number).ok())
    else {
        return;
    };
    let is_followed = lattice.token(at + 2).is_some_and(|token| !token.is_spaced && token.is_word());
    if !is_followed {
        let symbol = lattice.rules.shapes.short_year;
        lattice.add(at, at + 2, symbol, Meaning::ShortYear(number), None);
    }
}

fn add_colon_clock(lattice: &mut Lattice<'_>, at: usize) -> Option<usize> {
    let (end, clock) = colon_clock(lattice, at)?;
    lattice.add(at, end, lattice.rules.shapes.clock, Meaning::Clock(clock), None);
    Some(end)
}

fn colon_clock(lattice: &Lattice<'_>, at: usize) -> Option<(usize, Clock)> {
    let hour = plain_digits(lattice, at)
        .filter(|_| lattice.token(at).is_some_and(|token| token.lower.len() <= 2))?;
    if !is_glued_mark(lattice, at + 1, &[":"]) {
        return None;
    }
    let minute = glued_digits(lattice, at + 2, 2..=2)?;
    let mut clock = Clock::new(u8::try_from(hour).ok()?, Some(u8::try_from(minute).ok()?))?;
    let mut end = at + 3;
    if is_glued_mark(lattice, end, &[":"]) {
        let second = glued_digits(lattice, end + 1, 2..=2).filter(|second| *second < 60)?;
        clock.second = u8::try_from(second).ok();
        end += 2;
    }
    // `12:12:12:12` is no clock time, and no part of it is.
    let is_colon = |at: usize| is_glued_mark(lattice, at, &[":"]);
    let goes_on = is_colon(end) && glued_digits(lattice, end + 1, 1..=9).is_some();
    let is_behind = at.checked_sub(1).is_some_and(is_colon)
        && lattice.token(at).is_some_and(|token| !token.is_spaced)
        && at.checked_sub(2).is_some_and(|at| lattice.token(at).is_some_and(|token| token.is_digits()));
    (!goes_on && !is_behind).then_some((end, clock))
}

fn add_dotted(lattice: &mut Lattice<'_>, at: usize, dotted: Dotted) {
    let end = at + 3;
    let shapes = lattice.rules.shapes;
    let (best, why) = (dotted.best, dotted.why);
    let mut moment = match best {
        Reading::Decimal => {
            add_numbers(lattice, at);
            return;
        }
        Reading::Clock(clock) => Moment { time: Some(TimeOfDay::Clock(clock)), ..Moment::default() },
        Reading::Date(day, month) => Moment { day: Some(day), month: Some(month), ..Moment::default() },
    };
    moment.why = Some(why);
    moment.rival = dotted.rival.and_then(rival_moment).map(Box::new);
    let symbol = if matches!(best, Reading::Clock(_)) { shapes.clock } else { shapes.digit_date };
    let meaning = lattice.keep(Expression::Moment(moment));
    lattice.add(at, end, symbol, meaning, None);
}

fn rival_moment(reading: Reading) -> Option<Moment> {
    match reading {
        Reading::Decimal => None,
        Reading::Clock(clock) => Some(Moment { time: Some(TimeOfDay::Clock(clock)), ..Moment::default() }),
        Reading::Date(day, month) => Some(Moment { day: Some(day), month: Some(month), ..Moment::default() }),
    }
}

/// `2001-05-03`, `3.5.2001`, `03/05/2001`.
fn digit_date(lattice: &Lattice<'_>, at: usize, evidence: &DottedEvidence) -> Option<(usize, Moment)> {
    let is_glued_on = lattice.token(at).is_some_and(|token| !token.is_spaced)
        && at.checked_sub(2).is_some_and(|at| lattice.token(at).is_some_and(|token| token.is_digits()))
        && lattice
            .token(at - 1)
            .zip(lattice.token(at + 1))
            .is_some_and(|(before, mark)| !before.is_spaced && before.lower == mark.lower);
    let first = plain_digits(lattice, at).filter(|_| !is_glued_on)?;
    let mark = lattice.token(at + 1).filter(|token| !token.is_spaced)?;
    let is_same_mark =
        lattice.token(at + 3).is_some_and(|token| !token.is_spaced && token.lower == mark.lower);
    if !is_same_mark {
        return None;
    }
    let second = glued_digits(lattice, at + 2, 1..=2)?;
    let third = glued_digits(lattice, at + 4, 1..=4)?;
    let length = |at| lattice.token(at).map_or(0, |token| token.lower.len());
    if length(at) == 4 && length(at + 4) <= 2 && (is_dash(mark) || matches!(&*mark.lower, "." | "/")) {
        return Some((at + 5, full(first, second, third)?));
    }
    let year = match length(at + 4) {
        4 => third,
        2 if third < 70 => 2_000 + third,
        2 => 1_900 + third,
        _ => return None,
    };
    if length(at) > 2 {
        return None;
    }
    match &*mark.lower {
        "." => Some((at + 5, full(year, second, first)?)),
        "/" | "-" => {
            let (day_first, month_first) = (full(year, second, first), full(year, first, second));
            let (best, rival) = match (day_first, month_first) {
                // Who puts the month first writes strokes; with dashes it is the day.
                (Some(day_first), Some(month_first)) if evidence.is_day_first || is_dash(mark) => {
                    (day_first, Some(month_first))
                }
                (Some(day_first), Some(month_first)) => (month_first, Some(day_first)),
                (Some(one), None) | (None, Some(one)) => (one, None),
                (None, None) => return None,
            };
            let rival = rival.filter(|rival| *rival != best).map(Box::new);
            Some((at + 5, Moment { rival, ..best }))
        }
        _ => None,
    }
}

fn full(year: u32, month: u32, day: u32) -> Option<Moment> {
    let year = i32::try_from(year).ok()?;
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    Date::new(year, month, day)?;
    Some(Moment { year: Some(year), month: Some(month), day: Some(day), ..Moment::default() })
}
