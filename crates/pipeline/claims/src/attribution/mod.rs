//! Attribution: who said what, through whom.

use crate::times::TimesRead;
use recount_diagnostics::Reported;
use recount_model::{Name, Statement};
use recount_rules::{Pack, PackError};
use recount_text::AccountText;

/// Compiled attribution rules of one language.
#[derive(Debug)]
pub struct AttributionRules {}

impl AttributionRules {
    /// Compiles the pack's `attribution` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(_pack: &Pack) -> Result<Self, PackError> {
        Ok(AttributionRules {})
    }
}

/// Reads the statements of an account.
pub fn read(
    _text: &AccountText<'_>,
    _names: &[Name],
    _times: &TimesRead,
    _rules: &AttributionRules,
) -> Reported<Vec<Statement>> {
    Reported::clean(Vec::new())
}
