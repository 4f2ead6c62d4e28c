//! Accounts against accounts: alignments, edits, lineage, roots, talking points.
//!
//! Comes in: all accounts of a dossier with what was read in them. Goes out: a [`Collation`]. It may not know any other stage.

use recount_diagnostics::Reported;
use recount_model::{AccountClaims, Collation};
use recount_rules::{Pack, PackError};
use recount_text::AccountText;

/// Compiled collation rules of one language (hedges, cues, function words).
#[derive(Debug)]
pub struct CollationRules {}

impl CollationRules {
    /// Compiles the pack's `collation` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(_pack: &Pack) -> Result<Self, PackError> {
        Ok(CollationRules {})
    }
}

/// Collates all accounts. `claims` has one element per account, in the order of `texts`.
pub fn collate(
    _texts: &[AccountText<'_>],
    _claims: &[AccountClaims],
    _rules: &CollationRules,
) -> Reported<Collation> {
    Reported::clean(Collation::default())
}
