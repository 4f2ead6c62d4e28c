//! Which zones the places of a text can be in.
//!
//! Comes in: the pack's `zones` section (words for zones, countries and cities). Goes out: groups of IANA zones.
//! It may not know texts.

use recount_time::Zone;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `lang/<bcp47>/zones.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZonesSection {
    /// Names of zones: `gmt = "+00:00"`.
    pub zones: BTreeMap<String, String>,
    /// By ISO 3166 code.
    pub countries: BTreeMap<String, Country>,
    /// The language writes names of zones in small letters ("по московскому времени").
    #[serde(default)]
    pub are_zones_lower_case: bool,
    /// City to IANA zone.
    pub cities: BTreeMap<String, String>,
}

/// A country's words and zones.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// Lower case: the name, the adjective.
    pub words: Vec<String>,
    pub zones: Vec<String>,
}

/// Groups of zones, by number.
#[derive(Debug, Default)]
pub struct Zones {
    groups: Vec<ZoneGroup>,
}

/// The zones that one word can mean.
#[derive(Debug)]
pub struct ZoneGroup {
    /// IANA names or offsets.
    pub zones: Vec<String>,
    /// The number of the group of the whole country, where there is one.
    pub country: Option<u16>,
}

impl Zones {
    /// Numbers the groups and tells `add` the words of each: phrase, class, group,
    /// and whether it counts with a capital letter only.
    pub fn new(section: ZonesSection, add: &mut dyn FnMut(&str, &str, u16, bool)) -> Self {
        let mut zones = Zones::default();
        let mut country_of = BTreeMap::<String, u16>::new();
        for country in section.countries.values() {
            let group = zones.push(country.zones.clone(), None);
            country.words.iter().for_each(|word| add(word, "PLACE", group, true));
            for zone in &country.zones {
                country_of.entry(zone.clone()).or_insert(group);
            }
        }
        for (city, zone) in &section.cities {
            let group = zones.push(vec![zone.clone()], country_of.get(zone).copied());
            add(city, "PLACE", group, true);
        }
        for (word, zone) in &section.zones {
            let group = zones.push(vec![zone.clone()], country_of.get(zone).copied());
            add(word, "ZONE", group, !section.are_zones_lower_case);
        }
        zones
    }

    pub fn group(&self, number: u16) -> Option<&ZoneGroup> {
        self.groups.get(usize::from(number))
    }

    /// The group of the whole country a group belongs to, or the group itself.
    pub fn country(&self, number: u16) -> u16 {
        self.group(number).and_then(|group| group.country).unwrap_or(number)
    }

    fn push(&mut self, zones: Vec<String>, country: Option<u16>) -> u16 {
        self.groups.push(ZoneGroup { zones, country });
        (self.groups.len() - 1) as u16
    }
}

impl ZoneGroup {
    /// The zones, as far as the tz database has them.
    pub fn load(&self) -> Vec<Zone> {
        self.zones.iter().filter_map(|name| Zone::named(name).ok()).collect()
    }

    /// The only zone of the group.
    pub fn single(&self) -> Option<&str> {
        match &self.zones[..] {
            [zone] => Some(zone),
            _ => None,
        }
    }
}
