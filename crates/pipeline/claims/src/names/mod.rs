//! Names of people, organisations and places.

use recount_diagnostics::Reported;
use recount_model::{AccountClaims, Entity, Name};
use recount_rules::{Pack, PackError};
use recount_text::AccountText;

/// Compiled name rules of one language.
#[derive(Debug)]
pub struct NameRules {}

impl NameRules {
    /// Compiles the pack's `names` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(_pack: &Pack) -> Result<Self, PackError> {
        Ok(NameRules {})
    }
}

/// Reads the names of an account.
pub fn read(_text: &AccountText<'_>, _rules: &NameRules) -> Reported<Vec<Name>> {
    Reported::clean(Vec::new())
}

/// Joins the names of all accounts into entities, without joining two people.
pub fn join(_claims: &[AccountClaims]) -> Vec<Entity> {
    Vec::new()
}
