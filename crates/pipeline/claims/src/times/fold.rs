//! Matched parts to one expression.
//!
//! Comes in: the parts a pattern matched, in order, and what its rule adds. Goes out: an [`Expression`], or nothing when
//! the parts do not make sense together. It may not know words or documents.

use super::expression::{Base, Coarse, Cycle, Expression, LengthSaid, Modifier, Moment};
use super::lattice::Lattice;
use super::pack::Makes;
use super::rules::Rule;
use super::symbol::{Meaning, Symbol};
use recount_time::{
    Amount, Clock, Length, PartOfDay, PartialDate, Reference, TimeOfDay, Unit, Value, WeekPart, Within,
};
use std::ops::Range;

/// One matched part.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub symbol: Symbol,
    pub meaning: Meaning,
    pub items: Range<usize>,
}

/// Makes the expression of `rule` from `parts`.
pub(super) fn fold(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<Expression> {
    match rule.makes {
        Makes::Moment => moment(lattice, rule, parts)
            .map(|moment| as_reference(lattice, parts, moment, rule.with.sign.unwrap_or(0))),
        Makes::Length => length(lattice, rule, parts).map(Expression::Length),
        Makes::Set => set(lattice, rule, parts),
        Makes::Fixed => fixed(lattice, rule, parts),
        Makes::Several => several(lattice, rule, parts),
    }
}

/// Everything the parts say, gathered before it is put together.
#[derive(Debug, Default)]
struct Gathered {
    moment: Moment,
    amount: Option<Amount>,
    ordinal: Option<u32>,
    unit: Option<Unit>,
    length: Option<Length>,
    part: Option<PartOfDay>,
    meridian: Option<u8>,
    decade: Option<i32>,
    hour: Option<u8>,
    modifier: Option<Modifier>,
    cycle: Option<Cycle>,
}

fn gather(lattice: &Lattice<'_>, parts: &[Part]) -> Gathered {
    let mut gathered = Gathered::default();
    for part in parts {
        gathered.take(lattice, part);
    }
    gathered
}

impl Gathered {
    fn take(&mut self, lattice: &Lattice<'_>, part: &Part) {
        match part.meaning {
            Meaning::Number(hundredths) => self.amount = Some(Amount::Hundredths(hundredths)),
            Meaning::VagueNumber => self.amount = Some(Amount::Vague),
            Meaning::Ordinal(number) => self.ordinal = Some(number),
            Meaning::Day(day) => self.moment.day = Some(day),
            Meaning::Hour(hour) => self.hour = Some(hour),
            Meaning::Year(year) => self.moment.year = Some(year),
            Meaning::ShortYear(year) => {
                self.moment.year = Some(i32::from(year));
                self.moment.is_year_short = true;
            }
            Meaning::Decade(first) => self.decade = Some(first),
            Meaning::Month(month) => self.moment.month = Some(month),
            Meaning::Weekday(weekday) => self.moment.weekday = Some(weekday),
            Meaning::Season(season) => self.moment.season = Some(season),
            Meaning::Part(part) => self.part = Some(part),
            Meaning::Unit(unit) => self.unit = Some(unit),
            Meaning::Clock(clock) => self.take_time(TimeOfDay::Clock(clock)),
            Meaning::Meridian(hours) => self.meridian = Some(hours),
            Meaning::Modifier(modifier) => self.modifier = Some(modifier),
            Meaning::Cycle(cycle) => self.cycle = Some(cycle),
            Meaning::Zone(group) => self.moment.zone = Some(group),
            Meaning::Constant(number) => {
                if let Some(constant) = lattice.rules.constants.get(usize::from(number)) {
                    self.take_moment(constant);
                }
            }
            Meaning::Expression(number) => match lattice.expression(number) {
                Some(Expression::Moment(moment)) => self.take_moment(moment),
                Some(Expression::Length(said)) => {
                    self.length = Some(said.length.clone());
                    self.modifier = self.modifier.or(said.modifier);
                }
                _ => {}
            },
            Meaning::Word | Meaning::Fixed(_) => {}
        }
    }

    fn take_moment(&mut self, moment: &Moment) {
        let time = self.moment.time;
        self.moment.overlay(moment);
        self.moment.time = time;
        if let Some(time) = moment.time {
            self.take_time(time);
        }
    }

    fn take_time(&mut self, time: TimeOfDay) {
        match time {
            TimeOfDay::Part(part) => self.part = Some(part),
            _ => self.moment.time = Some(time),
        }
    }
}

fn moment(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<Moment> {
    let mut gathered = gather(lattice, parts);
    let with = &rule.with;
    let mut moment = std::mem::take(&mut gathered.moment);
    let mut constants = with.moment();
    constants.time = None;
    moment.overlay(&constants);
    gathered.part = with.part.or(gathered.part);
    set_shift(&mut moment, &gathered, rule)?;
    set_counted(&mut moment, &gathered, rule)?;
    set_decade(&mut moment, &gathered);
    if with.is_before_christ {
        moment.year = moment.year.map(|year| if moment.coarse.is_none() { 1 - year } else { -year });
    }
    moment.cycle = moment.cycle.or(gathered.cycle);
    moment.modifier = moment.modifier.or(gathered.modifier);
    set_time(&mut moment, &gathered, rule)?;
    Some(moment)
}

/// "A few hours ago" is in the past, and more cannot be said of it; "a few hours later" gives no moment, only a length.
fn as_reference(lattice: &Lattice<'_>, parts: &[Part], moment: Moment, sign: i64) -> Expression {
    let length = parts.iter().find_map(|part| match part.meaning {
        Meaning::Expression(number) => match lattice.expression(number) {
            Some(Expression::Length(said)) => Some(said.clone()),
            _ => None,
        },
        _ => None,
    });
    let is_from_now = moment.base == Base::Document;
    match (moment.shift, length) {
        (Some((Amount::Vague, _)), Some(_)) if is_from_now && sign < 0 => {
            Expression::Fixed(Value::Reference(Reference::Past))
        }
        (Some((Amount::Vague, _)), Some(_)) if is_from_now => {
            Expression::Fixed(Value::Reference(Reference::Future))
        }
        (Some((Amount::Vague, _)), Some(said)) => Expression::Length(said),
        _ => Expression::Moment(moment),
    }
}

/// "two days later", "last week", "the next day".
fn set_shift(moment: &mut Moment, gathered: &Gathered, rule: &Rule) -> Option<()> {
    let with = &rule.with;
    if let (Some(cycle), Some(unit), None) = (gathered.cycle, gathered.unit.or(with.unit), with.sign) {
        let offset = match cycle {
            Cycle::Last => -1,
            Cycle::This => 0,
            Cycle::Next => 1,
        };
        moment.shift = Some((Amount::whole(offset), unit));
    } else if let Some(sign) = with.sign {
        let (amount, unit) = match &gathered.length {
            Some(length) => *length.0.first()?,
            None => (gathered.amount?, gathered.unit?),
        };
        moment.shift = Some(in_whole_units(signed(amount, sign), unit));
    } else if let Some(offset) = with.offset
        && let Some(unit) = with.unit.or(gathered.unit)
    {
        moment.shift = Some((Amount::whole(offset), unit));
    }
    Some(())
}

/// "half a century" is 50 years, "a year and a half" 18 months.
fn in_whole_units(amount: Amount, unit: Unit) -> (Amount, Unit) {
    let Amount::Hundredths(hundredths) = amount else { return (amount, unit) };
    let (smaller, count) = match unit {
        _ if hundredths % 100 == 0 => return (amount, unit),
        Unit::Millennium => (Unit::Year, 1_000),
        Unit::Century => (Unit::Year, 100),
        Unit::Decade => (Unit::Year, 10),
        Unit::Year => (Unit::Month, 12),
        Unit::Month => (Unit::Day, 30),
        Unit::Week => (Unit::Day, 7),
        Unit::Hour => (Unit::Minute, 60),
        _ => return (amount, unit),
    };
    (Amount::whole(hundredths.saturating_mul(count) / 100), smaller)
}

fn signed(amount: Amount, sign: i64) -> Amount {
    match amount {
        Amount::Hundredths(hundredths) => Amount::Hundredths(hundredths * sign),
        Amount::Vague => Amount::Vague,
    }
}

/// "the first half of 1936", "the nineteenth century", "the sixth day since".
fn set_counted(moment: &mut Moment, gathered: &Gathered, rule: &Rule) -> Option<()> {
    let Some(counted) = rule.with.counts else { return Some(()) };
    let number = gathered.ordinal.or_else(|| {
        let whole = gathered.amount?.as_whole()?;
        u32::try_from(whole).ok()
    })?;
    let small = u8::try_from(number).ok();
    match counted {
        Unit::HalfYear => moment.half = Some(small.filter(|half| (1..=2).contains(half))?),
        Unit::Quarter => moment.quarter = Some(small.filter(|quarter| (1..=4).contains(quarter))?),
        Unit::Century => {
            moment.year = Some((i32::try_from(number).ok()? - 1).checked_mul(100)?);
            moment.coarse = Some(Coarse::Century);
        }
        Unit::Day => moment.nth_day = Some(number),
        // Taken together with the hour, in `set_time`.
        Unit::Minute => {}
        _ => return None,
    }
    Some(())
}

fn set_decade(moment: &mut Moment, gathered: &Gathered) {
    if let Some(first) = gathered.decade {
        moment.coarse = Some(Coarse::Decade);
        moment.is_year_short = first < 100;
        moment.year = Some(first);
    }
}

fn set_time(moment: &mut Moment, gathered: &Gathered, rule: &Rule) -> Option<()> {
    let mut clock = match (moment.time, gathered.hour) {
        (Some(TimeOfDay::Clock(clock)), _) => Some(clock),
        (_, Some(hour)) => Some(Clock::new(hour, Some(0))?),
        _ => None,
    };
    if let (Some(clock), Some(Unit::Minute)) = (&mut clock, rule.with.counts) {
        let minute = u8::try_from(gathered.amount?.as_whole()?).ok()?;
        *clock = Clock::new(clock.hour, Some(minute))?;
    }
    if let (Some(clock), Some(minutes)) = (&mut clock, rule.with.minutes) {
        let total = (clock.minutes() + minutes).rem_euclid(24 * 60);
        (clock.hour, clock.minute) = ((total / 60) as u8, Some((total % 60) as u8));
    }
    if let (Some(clock), Some(hours)) = (&mut clock, gathered.meridian) {
        clock.hour = on_half_day(clock.hour, hours)?;
    }
    match (clock, gathered.part) {
        (Some(mut clock), Some(part)) if gathered.meridian.is_none() => {
            moment.is_calque |= in_part(&mut clock, part);
            moment.time = Some(TimeOfDay::Clock(clock));
        }
        (Some(clock), _) => moment.time = Some(TimeOfDay::Clock(clock)),
        (None, Some(part)) => moment.time = Some(TimeOfDay::Part(part)),
        (None, None) => {}
    }
    Some(())
}

/// "12 am" is midnight, "12 pm" noon; "17.00 pm" says the same thing twice.
fn on_half_day(hour: u8, hours: u8) -> Option<u8> {
    match (hour, hours) {
        (12, 0) => Some(0),
        (1..=11, 12) => Some(hour + 12),
        (0..=24, _) => Some(hour),
        _ => None,
    }
}

/// Puts an hour into its part of the day. True where the words fit together only as a calque: in languages that call
/// eleven in the morning "eleven of the day", translations have "11 o'clock in the afternoon".
fn in_part(clock: &mut Clock, part: PartOfDay) -> bool {
    match (part, clock.hour) {
        (PartOfDay::Afternoon | PartOfDay::Daytime, 1..=7) => clock.hour += 12,
        (PartOfDay::Evening, 4..=11) => clock.hour += 12,
        (PartOfDay::Night, 7..=11) => clock.hour += 12,
        (PartOfDay::Night | PartOfDay::Evening, 12) => clock.hour = 0,
        (PartOfDay::Afternoon, 8..=11) => return true,
        _ => {}
    }
    false
}

fn length(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<LengthSaid> {
    let mut amounts: Vec<(Amount, Unit)> = Vec::new();
    let (mut amount, mut modifier) = (None, rule.with.modifier);
    let count = rule.with.count_hundredths.map_or(Amount::Vague, Amount::Hundredths);
    for part in parts {
        match part.meaning {
            Meaning::Number(hundredths) => amount = Some(Amount::Hundredths(hundredths)),
            Meaning::VagueNumber => amount = Some(Amount::Vague),
            Meaning::Unit(unit) => {
                amounts.push((amount.take().unwrap_or(count), unit));
            }
            Meaning::Modifier(one) => modifier = modifier.or(Some(one)),
            Meaning::Expression(number) => {
                if let Some(Expression::Length(said)) = lattice.expression(number) {
                    amounts.extend(said.length.0.iter().copied());
                    modifier = modifier.or(said.modifier);
                }
            }
            _ => {}
        }
    }
    if let (Some(unit), true) = (rule.with.unit, amounts.is_empty()) {
        amounts.push((amount.unwrap_or(count), unit));
    }
    if let (Some(more), Some((Amount::Hundredths(hundredths), _))) =
        (rule.with.plus_hundredths, amounts.last_mut())
    {
        *hundredths += more;
    }
    let is_zero = amounts.iter().any(|(amount, _)| matches!(amount, Amount::Hundredths(..=0)));
    (!amounts.is_empty() && !is_zero).then_some(LengthSaid { length: Length(amounts), modifier })
}

/// "every three days", "each Monday".
fn set(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<Expression> {
    if let Some(value) = &rule.value {
        return Some(Expression::Set(value.clone()));
    }
    if let Some(found) = fixed(lattice, rule, parts) {
        return Some(found);
    }
    let gathered = gather(lattice, parts);
    let one = rule.with.count_hundredths.map_or(Amount::whole(1), Amount::Hundredths);
    let open_day = PartialDate { year: None, within: Within::Day(None, None) };
    let weekday = gathered
        .moment
        .weekday
        .map(|weekday| PartialDate { year: None, within: Within::Week(None, WeekPart::Day(weekday)) });
    let value = if let (Some(weekday), Some(part)) = (weekday, gathered.part) {
        Value::Time(weekday, TimeOfDay::Part(part))
    } else if let Some(weekday) = weekday {
        Value::Date(weekday)
    } else if let Some(month) = gathered.moment.month {
        Value::Date(PartialDate::month(None, month))
    } else if let Some(season) = gathered.moment.season {
        Value::Date(PartialDate { year: None, within: Within::Season(season) })
    } else if let Some(part) = gathered.part {
        Value::Time(open_day, TimeOfDay::Part(part))
    } else {
        let unit = gathered.unit.or(rule.with.unit)?;
        Value::Length(Length::one(gathered.amount.unwrap_or(one), unit))
    };
    Some(Expression::Set(value))
}

fn fixed(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<Expression> {
    if let Some(value) = &rule.value {
        return Some(Expression::Fixed(value.clone()));
    }
    parts.iter().find_map(|part| match part.meaning {
        Meaning::Fixed(number) => {
            let (value, is_set) = lattice.rules.fixed.get(usize::from(number))?;
            Some(if *is_set { Expression::Set(value.clone()) } else { Expression::Fixed(value.clone()) })
        }
        _ => None,
    })
}

/// "December 17, 18 and 19", "15 to 22 February": each part an expression; what one lacks, its neighbours give.
fn several(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<Expression> {
    let separators = &lattice.rules.contexts.separators;
    let mut found: Vec<(Range<usize>, Moment)> = Vec::new();
    for group in parts.split(|part| separators.contains(&part.symbol)) {
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
    share(&mut found);
    share_half_day(parts, &mut found);
    (found.len() > 1).then_some(Expression::Several(found))
}

/// "from 2 to 4 pm": both are in the afternoon, unless the first would then be the later.
fn share_half_day(parts: &[Part], found: &mut [(Range<usize>, Moment)]) {
    let [(first_items, first), (last_items, last)] = found else { return };
    let (Some(TimeOfDay::Clock(from)), Some(TimeOfDay::Clock(to))) = (&mut first.time, last.time) else {
        return;
    };
    // A time of more than one word has the half of the day behind the clock.
    let says_half = |items: &Range<usize>| {
        let inside = parts.iter().filter(|part| items.contains(&part.items.start));
        inside.into_iter().any(|part| match part.meaning {
            Meaning::Meridian(_) | Meaning::Part(_) => true,
            Meaning::Expression(_) => part.items.len() > 1,
            _ => false,
        })
    };
    if !says_half(last_items) || says_half(first_items) || from.hour > 12 {
        return;
    }
    let shifted = Clock { hour: from.hour % 12 + 12, ..*from };
    if to.hour >= 12 && shifted.minutes() < to.minutes() {
        *from = shifted;
    }
}

/// Days share month and year, a two-digit year takes its century from the year before.
fn share(found: &mut [(Range<usize>, Moment)]) {
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
