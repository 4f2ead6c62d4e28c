//! The zone of the open case.

use super::Desk;
use crate::http::Problem;
use recount_time::Zone;

/// The name as the IANA database spells it; no offset, which tells nothing of other seasons.
pub(super) fn known(zone: &str) -> Result<String, Problem> {
    Zone::iana(zone.trim()).map(|known| known.name().to_owned()).map_err(|_| Problem::zone(zone))
}

impl Desk {
    /// Sets the zone of the case, or takes it away; everything is read anew in it as soon as nothing else is to be done.
    pub fn set_zone(&mut self, zone: Option<&str>) -> Result<(), Problem> {
        let zone = zone.map(known).transpose()?;
        let open = self.opened()?;
        open.case.set_zone(zone.as_deref()).map_err(Problem::refused)?;
        let dir = open.case.root().to_owned();
        // With the zone holds whatever was changed in the settings by hand.
        self.reopen(&dir).map_err(Problem::refused)?;
        self.fall_behind();
        Ok(())
    }
}
