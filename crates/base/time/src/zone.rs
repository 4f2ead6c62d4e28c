//! Zones: what a civil time is as an instant.
//!
//! Comes in: IANA names or fixed offsets, civil times. Goes out: instants and offsets. It may not know where texts
//! speak of. The zone rules are those bundled with `jiff` (IANA tz database), never the host's.

use crate::Date;
use jiff::civil;
use jiff::tz::{Offset, TimeZone};
use recount_model::EpochMs;

const DAY_MS: i64 = 86_400_000;
const MINUTE_MS: i64 = 60_000;

/// A zone by IANA name (`Asia/Aqtau`) or by fixed offset (`+05:00`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

/// No zone of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no time zone `{0}` (give an IANA name such as `Asia/Aqtau`, or an offset such as `+05:00`)")]
pub struct ZoneError(pub String);

impl Zone {
    pub fn utc() -> Self {
        Zone { name: "UTC".to_owned(), rules: TimeZone::UTC }
    }

    /// The zone `name`: an IANA name or an offset like `+05:00`.
    ///
    /// # Errors
    /// When the tz database has no such zone.
    pub fn named(name: &str) -> Result<Self, ZoneError> {
        if let Some(minutes) = offset_minutes(name) {
            return Ok(Zone::fixed(minutes));
        }
        let rules = TimeZone::get(name).map_err(|_| ZoneError(name.to_owned()))?;
        Ok(Zone { name: name.to_owned(), rules })
    }

    /// The zone `name` of the IANA database, in the spelling of the database; no offset, which tells nothing of other seasons.
    ///
    /// # Errors
    /// When the database has no such zone.
    pub fn iana(name: &str) -> Result<Self, ZoneError> {
        let rules = TimeZone::get(name).map_err(|_| ZoneError(name.to_owned()))?;
        let name = rules.iana_name().unwrap_or(name).to_owned();
        Ok(Zone { name, rules })
    }

    /// Always `minutes` ahead of UTC.
    pub fn fixed(minutes: i16) -> Self {
        let offset = Offset::from_seconds(i32::from(minutes) * 60).unwrap_or(Offset::UTC);
        Zone { name: crate::print::offset_text(minutes), rules: offset.to_time_zone() }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The instant of a civil time, `ms_of_day` after midnight; more than a day runs on into the next.
    /// A time that a clock change leaves out or repeats is taken with the offset before the change.
    pub fn instant(&self, date: Date, ms_of_day: i64) -> EpochMs {
        let days = ms_of_day.div_euclid(DAY_MS);
        let within = ms_of_day.rem_euclid(DAY_MS);
        let local = (date.day_number() + days) * DAY_MS + within;
        match date.add_days(days).and_then(|date| self.offset_at(date, within)) {
            Some(offset) => local - i64::from(offset.seconds()) * 1_000,
            None => local,
        }
    }

    /// Minutes ahead of UTC at a civil time.
    pub fn offset_minutes(&self, date: Date, minute_of_day: i64) -> Option<i16> {
        let offset = self.offset_at(date, minute_of_day.checked_mul(MINUTE_MS)?)?;
        i16::try_from(offset.seconds() / 60).ok()
    }

    fn offset_at(&self, date: Date, ms_of_day: i64) -> Option<Offset> {
        let day = civil::Date::new(
            i16::try_from(date.year()).ok()?,
            i8::try_from(date.month()).ok()?,
            i8::try_from(date.day()).ok()?,
        )
        .ok()?;
        let seconds = ms_of_day / 1_000;
        let field = |number: i64| i8::try_from(number).ok();
        let time =
            civil::Time::new(field(seconds / 3_600)?, field(seconds / 60 % 60)?, field(seconds % 60)?, 0)
                .ok()?;
        let instant = self.rules.to_ambiguous_timestamp(day.to_datetime(time)).compatible().ok()?;
        Some(self.rules.to_offset(instant))
    }
}

/// `+05:30` as minutes.
pub fn offset_minutes(text: &str) -> Option<i16> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..=15).contains(&hours) && (0..60).contains(&minutes)).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_rules_know_history() {
        let (zone, day) = (Zone::named("Europe/Moscow").unwrap(), Date::new(2011, 12, 16).unwrap());
        assert_eq!(zone.offset_minutes(day, 600), Some(240));
        assert_eq!(zone.offset_minutes(Date::new(2015, 12, 16).unwrap(), 600), Some(180));
        assert_eq!(zone.instant(day, 0), Zone::fixed(240).instant(day, 0));
    }

    #[test]
    fn a_night_runs_into_the_next_day() {
        let (zone, day) = (Zone::utc(), Date::new(2001, 12, 31).unwrap());
        assert_eq!(zone.instant(day, DAY_MS), zone.instant(Date::new(2002, 1, 1).unwrap(), 0));
    }

    #[test]
    fn no_such_zone() {
        assert!(Zone::named("Orlec/Old_Town").is_err());
        assert_eq!(Zone::named("+05:30").unwrap().name(), "+05:30");
        assert!(Zone::iana("+05:30").is_err() && Zone::iana("").is_err());
        assert_eq!(Zone::iana("asia/aqtau").unwrap().name(), "Asia/Aqtau");
        assert_eq!(Zone::iana("utc").unwrap().name(), "UTC");
    }
}
