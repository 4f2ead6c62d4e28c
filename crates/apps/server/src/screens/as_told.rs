//! Times as the accounts tell them, where a case has no zone: a day is a day of the calendar, a clock is the clock of the place.
//!
//! Comes in: what is told (EDTF) and the instants it was reckoned to lie between. Goes out: the same ends on the wall clock of
//! the place, written as if that were UTC. The offset is that of the days that are told whole, the nearest in time; without
//! any such day it is none. It may not move an end by more than an offset.

use jiff::civil::{Date, date};
use recount_model::{EpochMs, Interval};

const DAY_MS: i64 = 24 * 3_600_000;
const QUARTER_MS: i64 = 15 * 60_000;
/// Farthest that clocks are behind and ahead of UTC.
const OFFSETS: std::ops::RangeInclusive<i64> = -12 * 3_600_000..=14 * 3_600_000;
/// Farthest that the offsets of the two ends of a day lie apart, where the zone was left open.
const APART_MS: i64 = 3 * 3_600_000;

/// By how much the clocks of the place are ahead of UTC, by the beginnings and by the ends of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Offset {
    at: EpochMs,
    early: i64,
    late: i64,
}

/// The offsets that a chronicle lets see.
#[derive(Debug, Default)]
pub struct Clocks {
    offsets: Vec<Offset>,
}

impl Clocks {
    pub fn of<'e>(entries: impl Iterator<Item = (Option<&'e str>, Interval)>) -> Self {
        let mut offsets: Vec<Offset> = entries.filter_map(|(edtf, interval)| seen(edtf, interval)).collect();
        offsets.sort_by_key(|offset| offset.at);
        Clocks { offsets }
    }

    /// Both ends on the wall clock.
    pub fn told(&self, edtf: Option<&str>, interval: Interval) -> Interval {
        if let (Some(days), Some(_)) = (edtf.and_then(days), seen(edtf, interval)) {
            return Interval::new(days.0, days.1 - 1);
        }
        let Some(Offset { early, late, .. }) = self.near(interval) else { return interval };
        let earliest = interval.earliest.map(|at| at.saturating_add(early));
        let latest = interval.latest.map(|at| at.saturating_add(late));
        let is_turned = earliest.zip(latest).is_some_and(|(earliest, latest)| latest < earliest);
        let latest = if is_turned { interval.latest.map(|at| at.saturating_add(early)) } else { latest };
        Interval { earliest, latest }
    }

    fn near(&self, interval: Interval) -> Option<Offset> {
        let at = interval.earliest.or(interval.latest)?;
        self.offsets.iter().min_by_key(|offset| offset.at.abs_diff(at)).copied()
    }
}

/// The offset that an entry shows which is told in whole days.
fn seen(edtf: Option<&str>, interval: Interval) -> Option<Offset> {
    let (first, last) = edtf.filter(|edtf| !edtf.contains('T')).and_then(days)?;
    let (earliest, latest) = (interval.earliest?, interval.latest?);
    let (early, late) = (first - earliest, last - (latest + 1));
    let is_offset = |ms: i64| OFFSETS.contains(&ms) && ms % QUARTER_MS == 0;
    (is_offset(early) && is_offset(late) && early.abs_diff(late) <= APART_MS.unsigned_abs())
        .then_some(Offset { at: earliest, early, late })
}

/// From the beginning of the first day to the end of the last, as if told in UTC.
fn days(edtf: &str) -> Option<(i64, i64)> {
    let plain = edtf.trim_start_matches('[').trim_end_matches(']');
    let (from, to) = plain
        .split_once('/')
        .or_else(|| plain.split_once(".."))
        .or_else(|| plain.split_once(','))
        .unwrap_or((plain, plain));
    let ((first, _), (_, last)) = (span(from)?, span(to)?);
    Some((midnight(first)?, midnight(last)?.checked_add(DAY_MS)?))
}

/// The first and the last day of a year, a month, a season or a day.
fn span(text: &str) -> Option<(Date, Date)> {
    let day = text.trim_end_matches(['~', '?', '%']).split('T').next()?;
    let mut fields = day.split('-').map(|field| field.parse::<i16>().ok());
    let year = fields.next()??;
    let (Some(month), day) = (fields.next(), fields.next()) else {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let month = i8::try_from(month?).ok()?;
    let Some(day) = day else {
        let (from, to) = match month {
            21..=23 => (3 * (month - 20), 3 * (month - 20) + 2),
            1..=12 => (month, month),
            _ => return None,
        };
        return Some((Date::new(year, from, 1).ok()?, Date::new(year, to, 1).ok()?.last_of_month()));
    };
    let day = Date::new(year, month, i8::try_from(day?).ok()?).ok()?;
    Some((day, day))
}

fn midnight(day: Date) -> Option<i64> {
    let days = date(1970, 1, 1).until(day).ok()?.get_days();
    i64::from(days).checked_mul(DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::{Clocks, days};
    use recount_model::Interval;

    const HOUR: i64 = 3_600_000;

    fn ms(text: &str) -> i64 {
        text.parse::<jiff::Timestamp>().unwrap().as_millisecond()
    }

    fn between(earliest: &str, latest: &str) -> Interval {
        Interval::new(ms(earliest), ms(latest))
    }

    fn told(edtf: &str, interval: Interval) -> Interval {
        let day = between("2031-03-04T18:00:00Z", "2031-03-05T18:59:59.999Z");
        Clocks::of([(Some("2031-03-05"), day)].into_iter()).told(Some(edtf), interval)
    }

    #[test]
    fn a_day_is_a_day_though_its_zone_is_open() {
        let day = told("2031-03-05", between("2031-03-04T18:00:00Z", "2031-03-05T18:59:59.999Z"));
        assert_eq!(day, between("2031-03-05T00:00:00Z", "2031-03-05T23:59:59.999Z"));
        let sure = told("2031-03-07", between("2031-03-06T18:00:00Z", "2031-03-07T17:59:59.999Z"));
        assert_eq!(sure, between("2031-03-07T00:00:00Z", "2031-03-07T23:59:59.999Z"));
        let month = told("2031-02", between("2031-01-31T18:00:00Z", "2031-02-28T18:59:59.999Z"));
        assert_eq!(month, between("2031-02-01T00:00:00Z", "2031-02-28T23:59:59.999Z"));
    }

    #[test]
    fn clocks_and_parts_of_days_go_by_the_offset_of_the_days() {
        let open = told("2031-03-05T11:40:00", between("2031-03-05T05:40:00Z", "2031-03-05T06:40:59.999Z"));
        assert_eq!(open, between("2031-03-05T11:40:00Z", "2031-03-05T11:40:59.999Z"));
        let sure = told("2031-03-05T12:50:00", between("2031-03-05T06:50:00Z", "2031-03-05T06:50:59.999Z"));
        assert_eq!(sure, between("2031-03-05T12:50:00Z", "2031-03-05T12:50:59.999Z"));
        let evening = told("2031-03-06", between("2031-03-06T12:00:00Z", "2031-03-06T18:59:59.999Z"));
        assert_eq!(evening, between("2031-03-06T18:00:00Z", "2031-03-06T23:59:59.999Z"));
    }

    #[test]
    fn what_is_told_in_utc_or_has_an_open_side_stays() {
        let day = between("2031-03-05T00:00:00Z", "2031-03-05T23:59:59.999Z");
        let clocks = Clocks::of([(Some("2031-03-05"), day)].into_iter());
        assert_eq!(clocks.told(Some("2031-03-05"), day), day);
        let open = Interval { earliest: Some(4 * HOUR), latest: None };
        assert_eq!(clocks.told(None, open), open);
        assert_eq!(Clocks::default().told(Some("2031-03-05T10:00:00"), day), day);
        assert_eq!(clocks.told(None, Interval::UNBOUNDED), Interval::UNBOUNDED);
    }

    #[test]
    fn what_cannot_be_read_moves_nothing() {
        for edtf in ["", "2031-13", "2031-02-30", "noon", "2031-03-05/", "[..2031]", "99999-01", "-0044"] {
            assert_eq!(days(edtf), None, "{edtf}");
        }
        assert_eq!(days("2031-22"), Some((ms("2031-06-01T00:00:00Z"), ms("2031-09-01T00:00:00Z"))));
        assert_eq!(days("2031-24"), None);
        assert_eq!(days("[2031-03-05,2031-03-07]"), days("2031-03-05/2031-03-07"));
    }
}
