//! Matched parts to one expression.
//!
//! Comes in: the parts a pattern matched, in order, and what its rule adds. Goes out: an [`Expression`], or nothing when
//! the parts do not make sense together. It may not know words or documents.

use super::expression::{Base, Coarse, Cycle, Expression, LengthSaid, Modifier, Moment, Nth, NthOf};
use super::lattice::Lattice;
use super::pack::Makes;
use super::rules::Rule;
use super::several;
use super::symbol::Meaning;
use recount_time::{
    Amount, Clock, Length, PartOfDay, PartialDate, Reference, TimeOfDay, Unit, Value, WeekPart, Within,
};
use std::ops::Range;

/// One matched part.
#[derive(Clone, Debug)]
pub(super) struct Part {
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
        Makes::Several => several::several(lattice, rule, parts),
        Makes::OnOneDay => several::on_one_day(lattice, rule, parts),
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

pub(super) fn moment(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<Moment> {
    if rule.with.is_inside {
        return inside(lattice, rule, parts);
    }
    if rule.with.is_from_moment {
        return from_moment(lattice, rule, parts);
    }
    if !rule.with.is_eve && has_two_weekdays(lattice, parts) {
        return None;
    }
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
    if with.is_week_number {
        let week = gathered.amount.and_then(Amount::as_whole).and_then(|week| u8::try_from(week).ok());
        moment.week = Some(week.filter(|week| (1..=53).contains(week))?);
    }
    if with.is_before_christ {
        moment.year = moment.year.map(|year| if moment.coarse.is_none() { 1 - year } else { -year });
    }
    moment.cycle = moment.cycle.or(gathered.cycle);
    moment.modifier = moment.modifier.or(gathered.modifier);
    set_time(&mut moment, &gathered, rule)?;
    let is_clock = matches!(moment.time, Some(TimeOfDay::Clock(_)));
    let has_day = moment.day.is_some() || moment.weekday.is_some() || moment.from.is_some();
    if is_clock && !has_day && moment.shift.is_some_and(|(_, unit)| unit > Unit::Day) {
        return None;
    }
    // "Easter Monday" is a name of its own.
    if moment.feast.is_some() && moment.weekday.is_some() {
        return None;
    }
    let is_only_counted = !with.only_counted || super::resolve::is_counted(&moment);
    is_only_counted.then_some(moment)
}

/// "Tuesday, Wednesday": two days, not one.
fn has_two_weekdays(lattice: &Lattice<'_>, parts: &[Part]) -> bool {
    let weekday = |part: &Part| match part.meaning {
        Meaning::Weekday(weekday) => Some(weekday),
        Meaning::Expression(number) => match lattice.expression(number) {
            Some(Expression::Moment(moment)) => moment.weekday,
            _ => None,
        },
        _ => None,
    };
    let mut weekdays = parts.iter().filter_map(weekday);
    let first = weekdays.next();
    weekdays.any(|weekday| Some(weekday) != first)
}

/// "the third Thursday of November", "the last two weeks of 2019": the last moment is what is counted in.
fn inside(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<Moment> {
    let (mut place, mut count, mut of, mut ground, mut time) = (rule.with.place, 1, None, None, None);
    for part in parts {
        match part.meaning {
            Meaning::Ordinal(number) => place = Some(i8::try_from(number).ok()?),
            Meaning::Cycle(Cycle::Last) if ground.is_none() => place = place.or(Some(-1)),
            Meaning::Number(hundredths) => count = u8::try_from(hundredths / 100).ok()?,
            Meaning::Unit(unit) => of = Some(NthOf::Unit(unit)),
            Meaning::Weekday(weekday) => of = Some(NthOf::Weekday(weekday)),
            Meaning::Part(part) => time = Some(TimeOfDay::Part(part)),
            Meaning::Day(day) => {
                (place, of) = (Some(i8::try_from(day).ok()?), Some(NthOf::Unit(Unit::Day)));
            }
            Meaning::Expression(_) | Meaning::Constant(_) | Meaning::Month(_) | Meaning::Year(_) => {
                ground = Some(gather(lattice, std::slice::from_ref(part)).moment);
            }
            _ => {}
        }
    }
    let nth = Nth { place: place.filter(|place| *place != 0)?, count, of: of? };
    Some(Moment { nth: Some(nth), time, ..ground.filter(|ground| ground.nth.is_none())? })
}

/// "two weeks before Christmas", "three days after 12 January".
fn from_moment(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<Moment> {
    let gathered = gather(lattice, parts);
    let mut from = gathered.moment;
    let is_day = from.base != Base::Open || from != Moment { time: from.time, ..Moment::default() };
    if from.from.is_some() || !is_day {
        return None;
    }
    let amounts = match &gathered.length {
        Some(length) => length.0.clone(),
        None => vec![(gathered.amount.unwrap_or(Amount::whole(1)), gathered.unit?)],
    };
    let sign = rule.with.sign.unwrap_or(1);
    let mut amounts = amounts.into_iter().map(|(amount, unit)| in_whole_units(signed(amount, sign), unit));
    let shift = amounts.next().filter(|(amount, _)| amount.as_whole().is_some())?;
    let modifier = rule.with.modifier.or(gathered.modifier).map(|modifier| away(modifier, sign));
    (from.modifier, from.time) = (None, None);
    Some(Moment {
        shift: Some(shift),
        is_measured: true,
        more_shifts: amounts.collect(),
        from: Some(Box::new(from)),
        modifier,
        ..Moment::default()
    })
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
    if let Some(Nth { count, of: NthOf::Unit(unit), .. }) = moment.nth.filter(|nth| nth.count > 1) {
        let length = Length::of(i64::from(count), unit);
        let inside = Some(Box::new(moment));
        return Expression::Length(LengthSaid { length, modifier: None, direction: None, inside });
    }
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
        let amounts = match &gathered.length {
            Some(length) => length.0.clone(),
            None => vec![(gathered.amount?, gathered.unit?)],
        };
        let mut amounts =
            amounts.into_iter().map(|(amount, unit)| in_whole_units(signed(amount, sign), unit));
        moment.shift = amounts.next();
        moment.more_shifts = amounts.collect();
        moment.is_measured = true;
        let said = moment.modifier.or(gathered.modifier);
        moment.modifier = said.map(|modifier| away(modifier, sign));
    } else if let Some(offset) = with.offset
        && let Some(unit) = with.unit.or(gathered.unit)
    {
        moment.shift = Some((Amount::whole(offset), unit));
    }
    Some(())
}

/// "More than two weeks ago" is before that day, "less than two weeks ago" after it (TimeML).
fn away(modifier: Modifier, sign: i64) -> Modifier {
    match (modifier, sign < 0) {
        (Modifier::MoreThan, true) | (Modifier::LessThan, false) => Modifier::Before,
        (Modifier::MoreThan, false) | (Modifier::LessThan, true) => Modifier::After,
        (Modifier::EqualOrMore, true) | (Modifier::EqualOrLess, false) => Modifier::OnOrBefore,
        (Modifier::EqualOrMore, false) | (Modifier::EqualOrLess, true) => Modifier::OnOrAfter,
        _ => modifier,
    }
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
        if rule.with.is_before_hour {
            let total = (clock.minutes() - 2 * i64::from(minute)).rem_euclid(24 * 60);
            (clock.hour, clock.minute) = ((total / 60) as u8, Some((total % 60) as u8));
        }
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
pub(super) fn in_part(clock: &mut Clock, part: PartOfDay) -> bool {
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
            // "the 13th second" of a clip: how far into it.
            Meaning::Ordinal(number) => amount = Some(Amount::whole(i64::from(number))),
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
    (!amounts.is_empty() && !is_zero).then_some(LengthSaid {
        length: Length(amounts),
        modifier,
        direction: rule.with.direction,
        inside: None,
    })
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
    let (part, time) = (gathered.part, set_clock(lattice, rule, parts));
    let value = if let Some(time) = time {
        Value::Time(weekday.unwrap_or(open_day), time)
    } else if let Some(day) = gathered.moment.day {
        Value::Date(PartialDate { year: None, within: Within::Day(gathered.moment.month, Some(day)) })
    } else if let (Some(weekday), Some(part)) = (weekday, part) {
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

/// "every Monday at 4 pm".
fn set_clock(lattice: &Lattice<'_>, rule: &Rule, parts: &[Part]) -> Option<TimeOfDay> {
    moment(lattice, rule, parts)?.time.filter(|time| matches!(time, TimeOfDay::Clock(_)))
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
