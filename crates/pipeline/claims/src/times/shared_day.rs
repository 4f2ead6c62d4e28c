//! One day for both ends of a range of clock times: "from 9.00 to 11.00 on 6 May", "3:00 to 4:00 tomorrow".
//!
//! Comes in: mentions, not yet resolved. Goes out: the same; a clock time without a day has the day that the words behind the
//! range give. It may not know what that day is. Without this each end would take the day the text spoke of last, which is
//! not what the words say.

use super::expression::{Base, Expression, Moment};
use super::groups;
use super::lattice::Lattice;
use super::recognise::Mention;
use recount_time::TimeOfDay;

/// Gives each range of clock times its day.
pub(super) fn share_days(lattice: &Lattice<'_>, mentions: &mut [Mention]) {
    for at in 1..mentions.len() {
        let (Some(from), Some(to)) = (mentions.get(at - 1), mentions.get(at)) else { continue };
        let is_range = from.group == to.group || groups::opening(lattice, from, to).is_some();
        if let Some((month, year)) = month_of_end(from, to).filter(|_| is_range) {
            if let Some(Expression::Moment(moment)) = mentions.get_mut(at).map(|one| &mut one.expression) {
                (moment.month, moment.year) = (Some(month), year);
            }
            continue;
        }
        if !is_range || !is_open_clock(from) || !is_clock(to) {
            continue;
        }
        let behind = mentions.get(at + 1).filter(|next| is_right_behind(lattice, to, next));
        let Some(day) = day_of(to).or_else(|| behind.and_then(day_alone)) else { continue };
        for mention in mentions.get_mut(at - 1..=at).into_iter().flatten().filter(|one| is_open_clock(one)) {
            if let Expression::Moment(moment) = &mut mention.expression {
                moment.overlay(&day);
            }
        }
    }
}

/// "From 27 April to the third": the month of a day without one is that of the beginning, or the month after.
fn month_of_end(from: &Mention, to: &Mention) -> Option<(u8, Option<i32>)> {
    let (Expression::Moment(from), Expression::Moment(to)) = (&from.expression, &to.expression) else {
        return None;
    };
    let is_bare = *to == Moment { day: to.day, ..Moment::default() };
    let (month, first, last) = (from.month?, from.day?, to.day.filter(|_| is_bare)?);
    match month {
        _ if last > first => Some((month, from.year)),
        12 => Some((1, from.year.map(|year| year + 1))),
        _ => Some((month + 1, from.year)),
    }
}

/// At most an "on" stands between the two, in one sentence.
fn is_right_behind(lattice: &Lattice<'_>, to: &Mention, next: &Mention) -> bool {
    let governor = lattice.rules.contexts.date_governors;
    let begins_sentence = |at: usize| {
        lattice.items.get(at).is_none_or(|item| item.begins_sentence || lattice.token(at).is_none())
    };
    match next.items.start.checked_sub(to.items.end) {
        Some(0) => !begins_sentence(next.items.start),
        Some(1) => lattice.is_any(to.items.end, &[governor]) && !begins_sentence(to.items.end),
        _ => false,
    }
}

fn is_clock(mention: &Mention) -> bool {
    matches!(&mention.expression, Expression::Moment(moment) if matches!(moment.time, Some(TimeOfDay::Clock(_))))
}

fn is_open_clock(mention: &Mention) -> bool {
    is_clock(mention) && day_of(mention).is_none()
}

fn has_day(moment: &Moment) -> bool {
    moment.base != Base::Open
        || moment.shift.is_some()
        || moment.cycle.is_some()
        || moment.nth_day.is_some()
        || moment.year.is_some()
        || moment.month.is_some()
        || moment.day.is_some()
        || moment.weekday.is_some()
}

/// What the end of a range says of its day besides its time.
fn day_of(mention: &Mention) -> Option<Moment> {
    let Expression::Moment(moment) = &mention.expression else { return None };
    let day = Moment {
        time: None,
        minutes_between: None,
        rival: None,
        why: None,
        zone: None,
        modifier: None,
        ..moment.clone()
    };
    has_day(moment).then_some(day)
}

/// The same where nothing but a day stands there.
fn day_alone(mention: &Mention) -> Option<Moment> {
    let Expression::Moment(moment) = &mention.expression else { return None };
    let is_day = moment.day.is_some()
        || moment.weekday.is_some()
        || moment.shift.is_some_and(|(_, unit)| unit == recount_time::Unit::Day);
    day_of(mention).filter(|_| is_day && moment.time.is_none())
}
