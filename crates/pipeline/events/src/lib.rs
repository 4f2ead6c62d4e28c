//! Claims to time constraints, bounds and the chronicle.
//!
//! Comes in: a dossier with accounts, claims and collation. Goes out: a [`ConstraintNetwork`] and the chronicle.
//! It may not know any other stage.

use recount_model::{ChronicleEntry, ConstraintNetwork, Dossier};
use recount_rules::{Pack, PackError};

/// Compiled event rules of one language.
#[derive(Debug)]
pub struct EventRules {}

impl EventRules {
    /// Compiles the pack's `events` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(_pack: &Pack) -> Result<Self, PackError> {
        Ok(EventRules {})
    }
}

/// Makes the time network: constraints from claims and document times, bounds, minimal conflicts.
pub fn network(_dossier: &Dossier, _rules: &EventRules) -> ConstraintNetwork {
    ConstraintNetwork::default()
}

/// Makes the chronicle from claims, network and questions.
pub fn chronicle(_dossier: &Dossier, _rules: &EventRules) -> Vec<ChronicleEntry> {
    Vec::new()
}
