//! Dates that a person gives, as EDTF, turned into instants.

use edtf_core::{Bound, BoundDate, Edtf};
use jiff::civil;
use jiff::tz::TimeZone;
use recount_model::{EpochMs, Interval};

/// Why a date that was given is of no use.
#[derive(Debug, thiserror::Error)]
pub enum GivenError {
    #[error("it is not EDTF: {0}")]
    NotEdtf(String),
    #[error("`{0}` is not an IANA time zone")]
    Zone(String),
    #[error("it lies outside the calendar this program reckons with")]
    OutOfRange,
}

/// The instants from the start of the earliest to the end of the latest day of `edtf` in the IANA zone `zone`.
///
/// # Errors
/// When `edtf` is not EDTF (ISO 8601-2 Annex A), the zone is unknown, or the years are out of range.
pub fn interval_of_edtf(edtf: &str, zone: &str) -> Result<Interval, GivenError> {
    if let Some(clock) = clock(edtf, zone)? {
        return Ok(clock);
    }
    let parsed = Edtf::parse(edtf).map_err(|error| GivenError::NotEdtf(error.to_string()))?;
    let zone = TimeZone::get(zone).map_err(|_| GivenError::Zone(zone.to_owned()))?;
    let bounds = parsed.bounds();
    let latest = side(bounds.latest, |day| start_of(day, 1, &zone))?.map(|next_day| next_day - 1);
    Ok(Interval { earliest: side(bounds.earliest, |day| start_of(day, 0, &zone))?, latest })
}

/// `2001-05-09T11:40` in `zone`: its minute, or its second where that is given. `None` where `edtf` has no clock, or says its
/// zone itself.
fn clock(edtf: &str, zone: &str) -> Result<Option<Interval>, GivenError> {
    let Some((_, time)) = edtf.split_once('T') else { return Ok(None) };
    let Ok(local) = edtf.parse::<civil::DateTime>() else { return Ok(None) };
    if !matches!(time.len(), 5 | 8) {
        return Ok(None);
    }
    let zone = TimeZone::get(zone).map_err(|_| GivenError::Zone(zone.to_owned()))?;
    let start = local.to_zoned(zone).map_err(|_| GivenError::OutOfRange)?.timestamp().as_millisecond();
    let length_ms = if time.len() == 5 { 60_000 } else { 1_000 };
    Ok(Some(Interval::new(start, start + length_ms - 1)))
}

fn side(
    bound: Bound,
    instant: impl FnOnce(BoundDate) -> Result<EpochMs, GivenError>,
) -> Result<Option<EpochMs>, GivenError> {
    match bound {
        Bound::Date(day) => instant(day).map(Some),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => Ok(None),
    }
}

/// The first instant of the day `days_later` after `day`.
fn start_of(day: BoundDate, days_later: i64, zone: &TimeZone) -> Result<EpochMs, GivenError> {
    let out = |_| GivenError::OutOfRange;
    let year = i16::try_from(day.year).map_err(|_| GivenError::OutOfRange)?;
    let month = i8::try_from(day.month).map_err(|_| GivenError::OutOfRange)?;
    let number = i8::try_from(day.day).map_err(|_| GivenError::OutOfRange)?;
    let date = civil::Date::new(year, month, number).map_err(out)?;
    let date = date.checked_add(jiff::Span::new().days(days_later)).map_err(out)?;
    Ok(date.to_zoned(zone.clone()).map_err(out)?.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_MS: i64 = 86_400_000;

    #[test]
    fn a_day_is_a_day_of_its_zone() {
        let day = interval_of_edtf("1970-01-02", "UTC").unwrap();
        assert_eq!(day, Interval::new(DAY_MS, 2 * DAY_MS - 1));
        let east = interval_of_edtf("1970-01-02", "Asia/Tokyo").unwrap();
        assert_eq!(east.earliest, Some(DAY_MS - 9 * 3_600_000));
    }

    #[test]
    fn a_clock_time_is_a_minute_of_its_zone() {
        let minute = interval_of_edtf("1970-01-01T09:10", "Asia/Tokyo").unwrap();
        assert_eq!(minute, Interval::new(600_000, 659_999));
        let second = interval_of_edtf("1970-01-01T00:10:05", "UTC").unwrap();
        assert_eq!(second, Interval::new(605_000, 605_999));
        assert!(interval_of_edtf("1970-01-01T25:10", "UTC").is_err());
    }

    #[test]
    fn open_ends_stay_open() {
        assert_eq!(interval_of_edtf("1970-01-02/..", "UTC").unwrap().latest, None);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        assert!(matches!(interval_of_edtf("tomorrow", "UTC"), Err(GivenError::NotEdtf(_))));
        assert!(matches!(interval_of_edtf("1970", "Mars/Olympus"), Err(GivenError::Zone(_))));
    }
}
