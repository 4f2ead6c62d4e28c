//! When the account was written: what its own words and its metadata bound it to.
//!
//! Comes in: mentions with what they resolve to under some frame, the account, what the user says. Goes out: a
//! [`DocumentTime`] with its reasons, and the [`Frame`] for the next decoding. It may not know other accounts.
//!
//! Each piece of evidence is an interval of days with a weight; [`super::stabbing`] finds the days most of it allows.

use super::expression::{Base, Cycle, Expression, Moment};
use super::recognise::Mention;
use super::resolve::Frame;
use super::stabbing::{Weighted, heaviest};
use super::surroundings::Around;
use super::why::{Why, edtf_of};
use recount_model::Reading;
use recount_model::account::TimeReason;
use recount_model::{Account, BlockKind, DocumentTime, Interval, MetadataField, Span};
use recount_sayings::Told;
use recount_time::{Date, Unit, Value, Zone, instants, stated};
use std::collections::{BTreeMap, BTreeSet};

/// One bound on the day of writing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub weight: i64,
    pub why: Why,
    pub rule: &'static str,
    pub span: Option<Span>,
}

impl Evidence {
    /// Of two bounds with one reason, the one that is given.
    fn precedes(&self, other: &Evidence) -> bool {
        (self.weight, self.from, std::cmp::Reverse(self.span))
            > (other.weight, other.from, std::cmp::Reverse(other.span))
    }
}

/// A mention with its surroundings and the value it has for now.
pub(super) struct Seen<'mention> {
    pub mention: &'mention Mention,
    pub around: &'mention Around,
    pub value: Option<&'mention Value>,
    /// Counted from the time of writing itself: says nothing new about it.
    pub is_circular: bool,
}

const GIVEN: i64 = 1_000_000;
const SAYS_TODAY: i64 = 400;
const BYLINE: i64 = 300;
const HEADING: i64 = 100;
const METADATA: i64 = 120;
const LAYER_OPENING: i64 = 400;
const BEFORE_LAYER: i64 = 200;
const NTH_DAY: i64 = 200;
const AS_OF: i64 = 40;
const NAMED_DAY: i64 = 30;
const THIS_YEAR: i64 = 30;
const REPORTED: i64 = 10;
const ANNOUNCED: i64 = 2;
const FRESH: i64 = 3;
const RECENT: i64 = 1;

/// The rule of a date that a part opens with.
const OPENING: &str = "written-opening";

/// What the user gave, as days. An instant is in the day it has in `zone`; a longer stretch is in the days whose middle it holds.
pub(super) fn given(interval: Interval, zone: Option<&Zone>) -> Evidence {
    let length = interval.earliest.zip(interval.latest).map(|(from, to)| to.saturating_sub(from));
    let (from, to) = match length {
        Some(length) if length < HALF_DAY_MS => {
            let day = interval.earliest.and_then(|instant| local_day(instant, zone));
            (day, day)
        }
        _ => days_of(interval),
    };
    Evidence { from, to, weight: GIVEN, why: Why::Words("written.given"), rule: "written-given", span: None }
}

/// The minute of its day, where a single one is given.
pub(super) fn minute(interval: Interval, zone: Option<&Zone>) -> Option<i64> {
    let (from, to) = interval.earliest.zip(interval.latest)?;
    if to.saturating_sub(from) >= MINUTE_MS {
        return None;
    }
    let day = local_day(from, zone)?;
    let start = zone.map_or_else(|| Zone::utc().instant(day, 0), |zone| zone.instant(day, 0));
    Some(from.saturating_sub(start).div_euclid(MINUTE_MS))
}

const HALF_DAY_MS: i64 = 43_200_000;
const MINUTE_MS: i64 = 60_000;

fn day_of(instant: i64) -> Option<Date> {
    Date::from_day_number(instant.div_euclid(2 * HALF_DAY_MS))
}

fn local_day(instant: i64, zone: Option<&Zone>) -> Option<Date> {
    let day = day_of(instant)?;
    let minute_of_day = instant.rem_euclid(2 * HALF_DAY_MS) / MINUTE_MS;
    let offset = zone.and_then(|zone| zone.offset_minutes(day, minute_of_day)).unwrap_or(0);
    day_of(instant.saturating_add(i64::from(offset) * MINUTE_MS))
}

/// A day of any zone has its middle inside the same UTC day or close to it.
fn days_of(interval: Interval) -> (Option<Date>, Option<Date>) {
    let from = interval.earliest.and_then(|instant| day_of(instant.saturating_add(HALF_DAY_MS)));
    let to = interval.latest.and_then(|instant| day_of(instant.saturating_sub(HALF_DAY_MS - 1)));
    match (from, to) {
        (Some(from), Some(to)) if to < from => (Some(to), Some(from)),
        other => other,
    }
}

/// What metadata says.
pub(super) fn of_metadata(account: &Account, zone: Option<&Zone>) -> Vec<Evidence> {
    let mut found = Vec::new();
    for clue in &account.metadata {
        let Some(day) = stated::day(&clue.value) else { continue };
        match clue.field {
            MetadataField::Published => {
                let (from, to) = local_days(&clue.value, day, zone);
                found.push(Evidence {
                    from: from.and_then(|from| from.add_days(-2)),
                    to,
                    weight: METADATA,
                    why: Why::Day("written.published", from.filter(|_| from == to).unwrap_or(day)),
                    rule: "written-metadata-published",
                    span: None,
                });
            }
            MetadataField::Modified => found.push(Evidence {
                from: None,
                to: Some(day),
                weight: METADATA / 4,
                why: Why::Day("written.changed", day),
                rule: "written-metadata-modified",
                span: None,
            }),
            MetadataField::Sent => {
                let (from, to) = local_days(&clue.value, day, zone);
                found.push(Evidence {
                    from,
                    to,
                    weight: METADATA,
                    why: Why::Day("written.sent", from.filter(|_| from == to).unwrap_or(day)),
                    rule: "written-metadata-sent",
                    span: None,
                });
            }
            MetadataField::Captured => found.push(Evidence {
                from: None,
                to: day.add_days(1),
                weight: METADATA / 4,
                why: Why::Day("written.captured", day),
                rule: "written-metadata-captured",
                span: None,
            }),
            _ => {}
        }
    }
    found
}

/// The days that something may have been sent or published on, where whoever did it was. A clock with an offset is his own;
/// one in UTC is a platform's, and without a zone of the case his day may be the one before or after.
fn local_days(value: &str, day: Date, zone: Option<&Zone>) -> (Option<Date>, Option<Date>) {
    const AHEAD_MS: i64 = 14 * 60 * MINUTE_MS;
    let Some(minute) = minute_in_utc(value) else { return (Some(day), Some(day)) };
    let instant = day.day_number() * 2 * HALF_DAY_MS + minute * MINUTE_MS;
    match zone {
        Some(_) => (local_day(instant, zone), local_day(instant, zone)),
        None => (day_of(instant - HALF_DAY_MS), day_of(instant + AHEAD_MS)),
    }
}

/// The minute of the day that a value gives in UTC (`2001-05-03T20:30:00Z`, `Thu, 03 May 2001 20:30:00 GMT`).
fn minute_in_utc(value: &str) -> Option<i64> {
    const UTC: [&str; 6] = ["Z", "GMT", "UTC", "+00:00", "+0000", "-0000"];
    let before = UTC.iter().find_map(|end| value.strip_suffix(end))?;
    let colon = before.find(':')?;
    let number = |range: std::ops::Range<usize>| before.get(range)?.parse::<i64>().ok();
    let (hour, minute) = (number(colon.checked_sub(2)?..colon)?, number(colon + 1..colon + 3)?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

/// The day that stands at the top of an account, when there is one such day and no more: two make a chronicle.
pub(super) fn of_heading(seen: &[Seen<'_>]) -> Vec<Evidence> {
    let dated = seen.iter().filter(|one| one.around.is_heading || one.around.is_published);
    let days: Vec<(Date, &Seen<'_>)> = dated.filter_map(|one| Some((whole_day(one)?, one))).collect();
    let published = days.iter().find(|(_, one)| one.around.is_published);
    let Some((day, one)) = published.or_else(|| days.first()) else { return Vec::new() };
    let is_only = days.iter().all(|(other, _)| other == day);
    if published.is_none() && !is_only {
        return Vec::new();
    }
    let (weight, rule) =
        if published.is_some() { (BYLINE, "written-published") } else { (HEADING, "written-heading") };
    let why = match published {
        Some(_) => Why::Day("written.says-published", *day),
        None => Why::Day("written.at-top", *day),
    };
    vec![Evidence { from: Some(*day), to: Some(*day), weight, why, rule, span: Some(one.mention.span) }]
}

/// The day that the words alone give.
fn whole_day(seen: &Seen<'_>) -> Option<Date> {
    match &seen.mention.expression {
        Expression::Moment(moment) if !moment.is_year_short => {
            Date::new(moment.year?, moment.month?, moment.day?)
        }
        _ => None,
    }
}

/// The day that the account itself or the user gives as the day of writing, with the words that give it.
pub(super) fn fixed_day(evidence: &[Evidence]) -> Option<(Date, Option<Span>)> {
    const RULES: [&str; 5] =
        ["written-given", "written-today", "written-byline", "written-published", "written-heading"];
    let fixed = evidence.iter().filter(|one| RULES.contains(&one.rule) && one.to.is_some());
    let heaviest = fixed.max_by_key(|one| (one.weight, std::cmp::Reverse(one.span)))?;
    let is_one_day = heaviest.from == heaviest.to || heaviest.rule == "written-byline";
    Some((heaviest.from.filter(|_| is_one_day)?, heaviest.span))
}

/// What was added later and opens with a date came after the text that it was added to.
pub(super) fn before_layer(layer: &[Evidence]) -> Option<Evidence> {
    let opening = layer.iter().find(|evidence| evidence.rule == OPENING)?;
    Some(Evidence {
        from: None,
        to: opening.to,
        weight: BEFORE_LAYER,
        why: Why::Day("written.addition", opening.to?),
        rule: "written-before-addition",
        span: opening.span,
    })
}

/// What the mentions say.
pub(super) fn of_mentions(seen: &[Seen<'_>], opening: Option<Span>) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = seen.iter().filter_map(|one| of_mention(one, opening)).collect();
    found.extend(freshness(seen));
    found
}

fn of_mention(seen: &Seen<'_>, opening: Option<Span>) -> Option<Evidence> {
    let Expression::Moment(moment) = &seen.mention.expression else { return None };
    let (first, last) = seen.value?.days()?;
    let is_day = first == last;
    let is_dated = moment.month.is_some() || moment.year.is_some() || moment.day.is_some();
    let bound = |from, to, weight, why: Why, rule| {
        Some(Evidence { from, to, weight, why, rule, span: Some(seen.mention.span) })
    };
    if is_day && opening.is_some_and(|opening| opening.contains(seen.mention.span)) {
        return bound(Some(first), Some(first), LAYER_OPENING, Why::Day("written.opens", first), OPENING);
    }
    if is_today(moment) && is_dated && is_day {
        return bound(
            Some(first),
            Some(first),
            SAYS_TODAY,
            Why::Day("written.today", first),
            "written-today",
        );
    }
    if is_day && seen.around.block == Some(BlockKind::Byline) && is_dated {
        return bound(
            Some(first),
            first.add_days(1),
            BYLINE,
            Why::Day("written.byline", first),
            "written-byline",
        );
    }
    if seen.is_circular { None } else { of_told(seen, moment, (first, last)) }
}

/// What a day that the account tells of says about the time of writing.
fn of_told(seen: &Seen<'_>, moment: &Moment, (first, last): (Date, Date)) -> Option<Evidence> {
    let is_day = first == last;
    let is_dated = moment.month.is_some() || moment.year.is_some() || moment.day.is_some();
    let bound = |from, to, weight, why: Why, rule| {
        Some(Evidence { from, to, weight, why, rule, span: Some(seen.mention.span) })
    };
    if moment.nth_day.is_some() {
        // Said of today, or of a day before it; with or without the first day counted.
        let (to, weight) = if seen.around.is_today { (last.add_days(1), NTH_DAY) } else { (None, REPORTED) };
        return bound(Some(first), to, weight, Why::Day("written.counts", first), "written-nth-day");
    }
    if seen.around.is_ahead() {
        let why = Why::Day("written.ahead", last);
        return bound(None, Some(last), ANNOUNCED, why, "written-before-announced");
    }
    if seen.around.is_after_until {
        // "until January 5" may lie ahead or behind: an order that was given, or a thing that went on.
        return None;
    }
    if seen.around.is_as_of && is_day {
        return bound(
            Some(first),
            first.add_days(7),
            AS_OF,
            Why::Day("written.state", first),
            "written-as-of",
        );
    }
    if moment.cycle == Some(Cycle::Last) && moment.weekday.is_some() && is_day {
        let why = Why::Weekday("written.last-weekday", first);
        return bound(first.add_days(1), first.add_days(9), NAMED_DAY, why, "written-last-weekday");
    }
    if moment.weekday.is_some() && !is_dated && is_day {
        let why = Why::Weekday("written.near-weekday", first);
        return bound(Some(first), first.add_days(7), NAMED_DAY, why, "written-near-weekday");
    }
    let why = match seen.value.and_then(Value::date) {
        Some(date) => Why::Date("written.reports", date),
        None => Why::Day("written.reports", first),
    };
    bound(Some(first), None, REPORTED, why, "written-after-reported")
}

fn is_today(moment: &Moment) -> bool {
    moment.base == Base::Document
        && moment.shift == Some((recount_time::Amount::whole(0), Unit::Day))
        && moment.modifier.is_none()
}

/// News is written soon after the last day it reports, most of all when it names days by weekday or says "yesterday".
fn freshness(seen: &[Seen<'_>]) -> Vec<Evidence> {
    let reported = |seen: &&Seen<'_>| !seen.around.is_ahead() && !seen.around.is_after_until;
    let latest = seen
        .iter()
        .filter(reported)
        .filter(|one| !one.is_circular)
        .filter_map(|one| {
            let (first, last) = one.value?.days()?;
            (first == last).then_some((first, one.mention.span))
        })
        .max_by_key(|(day, span)| (*day, std::cmp::Reverse(*span)));
    let Some((day, span)) = latest else { return Vec::new() };
    let speaks_of_now = seen.iter().any(|one| match &one.mention.expression {
        Expression::Moment(moment) => {
            let is_named = moment.weekday.is_some() && moment.year.is_none();
            // "Today" alone may mean "in these times".
            let is_told = moment.time.is_some() || !is_today(moment);
            let is_day = moment.shift.is_some_and(|(_, unit)| unit == Unit::Day);
            is_named || (moment.base == Base::Document && is_day && is_told)
        }
        _ => false,
    });
    let within = |days: i64, weight, rule| Evidence {
        from: Some(day),
        to: day.add_days(days),
        weight,
        why: Why::Day("written.last", day),
        rule,
        span: Some(span),
    };
    let mut found = vec![within(365, RECENT, "written-within-a-year")];
    found.push(within(30, RECENT, "written-within-a-month"));
    if speaks_of_now {
        found.push(within(2, FRESH, "written-fresh"));
    }
    found
}

/// Weighs the evidence.
pub(super) fn weigh(evidence: &[Evidence]) -> (Option<Date>, Option<Date>) {
    let weighted: Vec<Weighted> = evidence
        .iter()
        .map(|one| Weighted {
            from: one.from.map(Date::day_number),
            to: one.to.map(Date::day_number),
            weight: one.weight,
        })
        .collect();
    let Some((from, to)) = heaviest(&weighted) else { return (None, None) };
    (from.and_then(Date::from_day_number), to.and_then(Date::from_day_number))
}

/// Days further apart than this do not tell what "today" is.
const SAME_TODAY: i64 = 10;

/// The frame for decoding when the account was written between two days.
pub(super) fn frame(from: Option<Date>, to: Option<Date>, main_day: Option<Date>) -> Frame {
    let mut frame = Frame { main_day, latest: to, ..Frame::default() };
    if let (Some(from), Some(to)) = (from, to) {
        if to.day_number() - from.day_number() <= SAME_TODAY {
            frame.day = Some(from);
        }
        if from.year() == to.year() {
            frame.year = Some(from.year());
        }
    }
    frame
}

/// The document time with the reasons that agree with it, heaviest first.
pub(super) fn document_time(
    evidence: Vec<Evidence>,
    (account, reading): (&Account, &Reading),
    zones: &[Zone],
) -> DocumentTime {
    let (from, to) = weigh(&evidence);
    if from.is_none() && to.is_none() {
        return DocumentTime { interval: Interval::UNBOUNDED, edtf: None, reasons: Vec::new() };
    }
    let holds = |one: &Evidence| {
        one.from.is_none_or(|day| to.is_none_or(|to| day <= to))
            && one.to.is_none_or(|day| from.is_none_or(|from| from <= day))
    };
    let kept = in_order(evidence.into_iter().filter(holds));
    let reason = |(why, one): (Told, Evidence)| TimeReason {
        interval: of_days(one.from, one.to, zones),
        passage: one.span.map(|span| account.passage(reading, span)),
        rule: one.rule.to_owned(),
        why,
    };
    let reasons = kept.into_iter().map(reason).collect();
    DocumentTime { interval: of_days(from, to, zones), edtf: edtf_between(from, to), reasons }
}

/// Heaviest first, each reason once, with its words.
fn in_order(evidence: impl Iterator<Item = Evidence>) -> Vec<(Told, Evidence)> {
    let mut first: BTreeMap<Why, Evidence> = BTreeMap::new();
    for one in evidence {
        let known = first.entry(one.why).or_insert(one);
        if one.precedes(known) {
            *known = one;
        }
    }
    let mut kept: Vec<(Told, Evidence)> = first.into_values().map(|one| (one.why.in_words(), one)).collect();
    kept.sort_by(|(a_why, a), (b_why, b)| {
        (b.weight, b.from, a_why, a.span).cmp(&(a.weight, a.from, b_why, b.span))
    });
    let mut told = BTreeSet::new();
    kept.retain(|(why, _)| told.insert(why.clone()));
    kept
}

fn of_days(from: Option<Date>, to: Option<Date>, zones: &[Zone]) -> Interval {
    let instants = |day: Date| instants::of_days((day, day), zones);
    Interval {
        earliest: from.and_then(|day| instants(day).earliest),
        latest: to.and_then(|day| instants(day).latest),
    }
}

fn edtf_between(from: Option<Date>, to: Option<Date>) -> Option<String> {
    let end = |day: Option<Date>| day.map_or_else(|| "..".to_owned(), edtf_of);
    match (from, to) {
        (None, None) => None,
        (Some(from), Some(to)) if from == to => Some(edtf_of(from)),
        _ => Some(format!("{}/{}", end(from), end(to))),
    }
}

/// The year of writing that dates with weekdays and explicit years point to, where there is no fuller evidence.
///
/// A year-less "Friday 16 December" allows only some years; of those that come after the years the account speaks of as
/// past, the nearest is taken. Without any such date, the latest year given with a month is taken, and without that none.
/// An account that gives no year at all is of the year in which its dates come last before `end`, where something that
/// was added to it gives one.
pub(super) fn year_of_writing(seen: &[Seen<'_>], end: Option<Date>) -> Option<(i32, &'static str)> {
    let moments = || {
        seen.iter().filter_map(|one| match &one.mention.expression {
            Expression::Moment(moment) => Some((moment, one)),
            _ => None,
        })
    };
    let is_past = |one: &Seen<'_>| !one.around.is_ahead() && !one.around.is_after_until;
    let full_year =
        |moment: &Moment| moment.year.filter(|_| !moment.is_year_short && moment.coarse.is_none());
    let latest = moments().filter(|(_, one)| is_past(one)).filter_map(|(moment, _)| full_year(moment)).max();
    // "since March 2011" is a start of something: a month alone says when dates without a year are, where there are such.
    let is_open = |moment: &Moment| moment.year.is_none() && moment.month.is_some() && moment.day.is_some();
    let has_open = moments().any(|(moment, _)| is_open(moment));
    let dated = moments()
        .filter(|(moment, one)| is_past(one) && moment.month.is_some())
        .filter(|(moment, one)| moment.day.is_some() || has_open && !one.around.is_background)
        .filter_map(|(moment, _)| full_year(moment))
        .max();
    let named: Vec<(u8, u8, u8)> = moments()
        .filter(|(moment, _)| moment.year.is_none())
        .filter_map(|(moment, _)| Some((moment.month?, moment.day?, moment.weekday?)))
        .collect();
    if let Some(anniversary) = anniversary(seen) {
        return Some((anniversary, "written.anniversary"));
    }
    if let (Some(latest), false) = (latest, named.is_empty()) {
        let best = (latest..=latest.saturating_add(12))
            .max_by_key(|year| (fitting(&named, *year), std::cmp::Reverse(*year)))?;
        if fitting(&named, best) > 0 {
            return Some((best, "written.weekdays-fit"));
        }
    }
    let last_before = || {
        let end = end?;
        let open = moments().filter(|(moment, one)| is_past(one) && moment.year.is_none());
        let year = open.filter_map(|(moment, _)| year_before(moment.month?, moment.day?, end)).max()?;
        Some((year, "written.before-addition"))
    };
    dated.map(|year| (year, "written.latest-year")).or_else(last_before)
}

/// The last year in which the day of that month is not behind `latest`.
fn year_before(month: u8, day: u8, latest: Date) -> Option<i32> {
    let is_before = |year: &i32| Date::new(*year, month, day).is_some_and(|date| date <= latest);
    (latest.year().saturating_sub(8)..=latest.year()).rev().find(is_before)
}

fn fitting(named: &[(u8, u8, u8)], year: i32) -> usize {
    let fits = |(month, day, weekday): &&(u8, u8, u8)| {
        Date::new(year, *month, *day).is_some_and(|date| date.weekday() == *weekday)
    };
    named.iter().filter(fits).count()
}

/// "founded in 1968" and "this year turned 50": 2018.
fn anniversary(seen: &[Seen<'_>]) -> Option<i32> {
    let founded = seen.iter().find_map(|one| match &one.mention.expression {
        Expression::Moment(moment) if one.around.is_founding && moment.month.is_none() => moment.year,
        _ => None,
    })?;
    let age = seen.iter().find_map(|one| one.around.age_this_year)?;
    founded.checked_add(i32::try_from(age).ok()?)
}

/// What "this year" adds once the year is known.
pub(super) fn of_year(year: i32, why: &'static str) -> Option<Evidence> {
    Some(Evidence {
        from: Date::new(year, 1, 1),
        to: Date::new(year, 12, 31),
        weight: THIS_YEAR,
        why: Why::Year(year, why),
        rule: "written-in-year",
        span: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_a_message_was_sent_is_its_senders() {
        let day = Date::new(2031, 5, 3).unwrap();
        let days = |value: &str, zone: Option<&str>| {
            let zone = zone.map(|name| Zone::named(name).unwrap());
            let (from, to) = local_days(value, day, zone.as_ref());
            (from.unwrap().day(), to.unwrap().day())
        };
        // Late in the evening in UTC it is the next day farther east.
        assert_eq!(days("2031-05-03T21:30:00Z", Some("+05:00")), (4, 4));
        assert_eq!(days("2031-05-03T09:30:00Z", Some("+05:00")), (3, 3));
        assert_eq!(days("2031-05-03T21:30:00Z", None), (3, 4));
        assert_eq!(days("2031-05-03T09:05:00Z", None), (2, 3));
        // The sender's own clock says the sender's own day.
        assert_eq!(days("2031-05-03T23:30:00+05:00", None), (3, 3));
        assert_eq!(days("2031-05-03T23:30", Some("+05:00")), (3, 3));
        assert_eq!(days("2031-05-03", None), (3, 3));
        // As feeds and pages write it.
        assert_eq!(days("Sat, 03 May 2031 21:30:00 GMT", Some("+05:00")), (4, 4));
        assert_eq!(days("Sat, 03 May 2031 21:30:00 +0000", None), (3, 4));
        assert_eq!(days("2031-05-03T12:10:00+00:00", None), (3, 4));
        assert_eq!(days("published Z", None), (3, 3));
    }
}
