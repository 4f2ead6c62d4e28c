//! Which zones an account's clock times can be in.
//!
//! Comes in: the places the account names, what the user says. Goes out: one zone, or the westernmost and easternmost that
//! are plausible. It may not know dates: offsets are compared on a day of the tz database's modern rules.

use super::lattice::Lattice;
use super::symbol::{Kinds, Meaning};
use crate::Context;
use recount_time::{Date, Zone, ZoneError};
use std::collections::{BTreeMap, BTreeSet};

/// The user's zone; else the zones of the cities named in the country named most, or of all that country; else UTC.
///
/// # Errors
/// When the user's zone does not exist.
pub(super) fn zones(lattice: &Lattice<'_>, context: &Context) -> Result<Vec<Zone>, ZoneError> {
    if let Some(name) = &context.default_zone {
        return Ok(vec![Zone::named(name)?]);
    }
    Ok(extremes(plausible(lattice)))
}

/// All zones that the account's places allow, without doubles.
pub(super) fn plausible(lattice: &Lattice<'_>) -> Vec<Zone> {
    let zones = &lattice.rules.zones;
    let mut countries = BTreeMap::<u16, u32>::new();
    let mut cities = BTreeMap::<u16, u32>::new();
    for group in named(lattice) {
        let country = zones.country(group);
        *countries.entry(country).or_default() += 1;
        if country != group {
            *cities.entry(group).or_default() += 1;
        }
    }
    let Some((country, _)) =
        countries.iter().max_by_key(|(group, count)| (**count, std::cmp::Reverse(**group)))
    else {
        return vec![Zone::utc()];
    };
    let of_country = |group: &&u16| zones.country(**group) == *country;
    let named: Vec<u16> = cities.keys().filter(of_country).copied().collect();
    let groups = if named.is_empty() { vec![*country] } else { named };
    let mut found: Vec<Zone> = Vec::new();
    for zone in groups.iter().filter_map(|group| zones.group(*group)).flat_map(super::zones::ZoneGroup::load)
    {
        if !found.contains(&zone) {
            found.push(zone);
        }
    }
    found
}

/// Every zone of every country named or containing a city named, or the user's zone; empty when no place is named.
pub(super) fn places(lattice: &Lattice<'_>, context: &Context) -> Vec<Zone> {
    if let Some(name) = &context.default_zone {
        return Zone::named(name).into_iter().collect();
    }
    let zones = &lattice.rules.zones;
    let countries: BTreeSet<u16> = named(lattice).map(|group| zones.country(group)).collect();
    let names: BTreeSet<&String> =
        countries.iter().filter_map(|country| zones.group(*country)).flat_map(|group| &group.zones).collect();
    names.into_iter().filter_map(|name| Zone::named(name).ok()).collect()
}

/// The groups of all places named, once for each time they are.
fn named<'lattice>(lattice: &'lattice Lattice<'_>) -> impl Iterator<Item = u16> + 'lattice {
    let place = lattice.rules.contexts.place;
    let zone_word = lattice.rules.contexts.zone_word;
    lattice.all_of(Kinds::PLACE).flat_map(move |at| {
        lattice.starts(at).filter_map(move |(symbol, meaning, end)| match meaning {
            // "Lisbon time" says nothing about where the account is.
            Meaning::Zone(group) if symbol == place && !lattice.is_any(end, &[zone_word]) => Some(group),
            _ => None,
        })
    })
}

/// The first and the last to reach a civil time.
fn extremes(zones: Vec<Zone>) -> Vec<Zone> {
    if zones.len() == 1 {
        return zones;
    }
    let Some(day) = Date::new(2000, 1, 1) else { return zones };
    let offset = |zone: &&Zone| zone.offset_minutes(day, 720);
    let (low, high) = (zones.iter().min_by_key(offset), zones.iter().max_by_key(offset));
    match (low, high) {
        (Some(low), Some(high)) if low != high => vec![low.clone(), high.clone()],
        (Some(only), _) => vec![only.clone()],
        _ => vec![Zone::utc()],
    }
}
