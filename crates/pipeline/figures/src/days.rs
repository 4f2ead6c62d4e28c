//! The days of a happening in words, for telling questions apart.

use recount_model::Interval;

const DAY_MS: i64 = 86_400_000;
const MINUTE_MS: i64 = 60_000;
/// No zone is further ahead of UTC than 14 hours.
const FARTHEST_AHEAD_MINUTES: i64 = 14 * 60;

/// EDTF days (`2001-05-02`, `2001-05-02/2001-05-04`) of a bounded interval. Whole local days begin at local midnight,
/// which tells the zone they are days of.
pub(crate) fn days(interval: Interval) -> Option<String> {
    let (earliest, latest) = (interval.earliest?, interval.latest?);
    let minutes_into_day = earliest.rem_euclid(DAY_MS) / MINUTE_MS;
    let ahead = (DAY_MS / MINUTE_MS - minutes_into_day) % (DAY_MS / MINUTE_MS);
    let offset = if ahead <= FARTHEST_AHEAD_MINUTES { ahead } else { -minutes_into_day };
    let is_whole_days = latest.checked_sub(earliest)? >= DAY_MS - 2 * 3_600_000;
    let offset = i16::try_from(offset).ok().filter(|_| is_whole_days).unwrap_or(0);
    recount_time::edtf::of_instants(Some(earliest), Some(latest), offset)
}

#[cfg(test)]
mod tests {
    use super::days;
    use recount_model::Interval;

    #[test]
    fn a_day_five_hours_ahead_is_that_day() {
        let start = 1_323_975_600_000; // 2011-12-16T00:00+05:00
        assert_eq!(days(Interval::new(start, start + super::DAY_MS - 1)).as_deref(), Some("2011-12-16"));
    }

    #[test]
    fn an_open_interval_has_no_days() {
        assert_eq!(days(Interval { earliest: Some(0), latest: None }), None);
    }
}
