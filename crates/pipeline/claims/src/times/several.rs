//! Several moments that share what one of them says: "December 17, 18 and 19", "from 2 to 4 pm tomorrow".
//!
//! Comes in: the parts a pattern matched. Goes out: an [`Expression::Several`], each moment with its items. It may not know
//! words or documents.

use super::expression::{Base, Expression, Moment, Several};
use super::fold::{Part, in_part, moment};
use super::lattice::Lattice;
use super::rules::Rule;
use super::symbol::Meaning;
use recount_time::{Amount, Clock, TimeOfDay, Unit};
use std::ops::Range;

/// "December 17, 18 and 19", "15 to 22 February": each part an expression; what one lacks, its neighbours give.
pub(super) fn several(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<Expression> {
    let separators = &lattice.rules.contexts.separators;
    let mut found: Vec<(Range<usize>, Moment)> = Vec::new();
    let opens = [lattice.rules.contexts.range_from, lattice.rules.contexts.range_between];
    let divides = |part: &Part| {
        part.meaning == Meaning::Word && part.items.len() == 1 && lattice.is_any(part.items.start, separators)
    };
    for group in parts.split(divides) {
        let opening = group
            .iter()
            .take_while(|part| part.meaning == Meaning::Word && lattice.is_any(part.items.start, &opens));
        let group = group.get(opening.count()..).unwrap_or(&[]);
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let moment = moment(lattice, rule, group)?;
        let is_year_of_list = moment.month.is_none() && moment.day.is_none() && moment.year.is_some();
        match found.last_mut().filter(|before| is_year_of_list && before.1.day.is_some()) {
            Some(before) => {
                (before.0.end, before.1.year) = (last.items.end, moment.year);
            }
            None => found.push((first.items.start..last.items.end, moment)),
        }
    }
    share(&mut found, rule.with.is_range);
    share_half_day(lattice, parts, &mut found);
    let range = whole(parts).filter(|_| rule.with.is_range && found.len() == 2);
    (found.len() > 1).then_some(Expression::Several(Several { parts: found, range }))
}

/// The items of all parts.
fn whole(parts: &[Part]) -> Option<Range<usize>> {
    Some(parts.first()?.items.start..parts.last()?.items.end)
}

/// "Tuesday from 2.00 to 2.30 pm", "between 3 and 5 tomorrow afternoon": each clock time is on the day.
pub(super) fn on_one_day(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<Expression> {
    let of = |part: &Part| match part.meaning {
        Meaning::Expression(number) => match lattice.expression(number) {
            Some(Expression::Several(several)) => Some(several.clone()),
            _ => None,
        },
        _ => None,
    };
    let at = parts.iter().position(|part| of(part).is_some())?;
    let mut hours = of(parts.get(at)?)?;
    let days: Vec<Part> = parts.iter().filter(|part| of(part).is_none()).cloned().collect();
    let day = moment(lattice, rule, &days)?;
    for (number, (_, hour)) in hours.parts.iter_mut().enumerate() {
        let said = std::mem::replace(hour, day.clone());
        let (part, time) = (day.time, said.time);
        hour.overlay(&said);
        hour.time = time;
        if number > 0 && day.base == Base::Previous && day.shift.is_some() {
            // Counted from the one before it, which is on the day already.
            hour.shift = Some((Amount::whole(0), Unit::Day));
        }
        if let (Some(TimeOfDay::Part(part)), Some(TimeOfDay::Clock(clock))) = (part, &mut hour.time) {
            in_part(clock, part);
        }
    }
    if let [(first_items, first), (last_items, last)] = &mut hours.parts[..] {
        if day.time.is_some() {
            after_each_other(first, last);
        }
        let is_day = |part: &Part| part.meaning != Meaning::Word;
        if parts.get(..at).is_some_and(|before| before.iter().any(is_day)) {
            first_items.start = parts.first()?.items.start;
        } else {
            last_items.end = parts.last()?.items.end;
        }
    }
    hours.range = whole(parts).filter(|_| hours.range.is_some());
    Some(Expression::Several(hours))
}

/// "11 to 4": the second is the later one.
fn after_each_other(first: &Moment, last: &mut Moment) {
    let (Some(TimeOfDay::Clock(from)), Some(TimeOfDay::Clock(to))) = (first.time, &mut last.time) else {
        return;
    };
    if to.minutes() <= from.minutes() && to.hour < 12 && to.minutes() + 12 * 60 > from.minutes() {
        to.hour += 12;
    }
}

/// "from 2 to 4 pm": both are in the afternoon, unless the first would then be the later.
fn share_half_day(lattice: &Lattice<'_>, parts: &[Part], found: &mut [(Range<usize>, Moment)]) {
    let [(first_items, first), (last_items, last)] = found else { return };
    let (Some(TimeOfDay::Clock(from)), Some(TimeOfDay::Clock(to))) = (&mut first.time, last.time) else {
        return;
    };
    let from_before = *from;
    let says_half = |items: &Range<usize>| {
        let inside = parts.iter().filter(|part| items.contains(&part.items.start));
        inside.into_iter().any(|part| match part.meaning {
            Meaning::Meridian(_) | Meaning::Part(_) => true,
            Meaning::Expression(_) => {
                part.items.clone().any(|at| lattice.is_any(at, &[lattice.rules.contexts.half]))
            }
            _ => false,
        })
    };
    if !says_half(last_items) || says_half(first_items) || from.hour > 12 {
        let has_zero = from_before.hour > 12 || from_before.hour == 0;
        if !says_half(last_items) && !has_zero {
            after_each_other(&first.clone(), last);
        }
        return;
    }
    let shifted = Clock { hour: from.hour % 12 + 12, ..*from };
    if to.hour >= 12 && shifted.minutes() < to.minutes() {
        *from = shifted;
    }
}

/// Days share month and year, a two-digit year takes its century from the year before.
fn share(found: &mut [(Range<usize>, Moment)], is_range: bool) {
    for idx in 1..found.len() {
        let before = found[idx - 1].1.clone();
        let moment = &mut found[idx].1;
        if moment.day.is_some() && moment.month.is_none() {
            (moment.month, moment.year) = (before.month, moment.year.or(before.year));
        }
        if let (true, Some(short), Some(full)) = (moment.is_year_short, moment.year, before.year) {
            moment.year = Some(full - full.rem_euclid(100) + short);
            moment.is_year_short = false;
        }
    }
    for idx in (0..found.len().saturating_sub(1)).rev() {
        let after = found[idx + 1].1.clone();
        let moment = &mut found[idx].1;
        if moment.day.is_some() && moment.month.is_none() {
            (moment.month, moment.year) = (after.month, moment.year.or(after.year));
        }
        let is_earlier = moment.month <= after.month;
        if moment.year.is_none() && moment.month.is_some() && is_earlier {
            moment.year = after.year;
        } else if moment.year.is_none() && moment.month.is_some() && is_range {
            // "November to February 2017" begins the year before.
            moment.year = after.year.map(|year| year - 1);
        }
        if moment.coarse.is_none()
            && moment.year.is_some()
            && after.year.is_some_and(|year| year <= 0)
            && moment.month.is_none()
        {
            moment.year = moment.year.map(|year| if year > 0 { 1 - year } else { year });
        }
    }
}
