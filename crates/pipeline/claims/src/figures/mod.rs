//! Figures: counts with bound, measure, scope, as-of and chain.

use crate::times::TimesRead;
use recount_diagnostics::Reported;
use recount_model::claim::Observation;
use recount_model::{Figure, Name, Statement};
use recount_rules::{Pack, PackError};
use recount_text::AccountText;

/// Compiled figure rules of one language.
#[derive(Debug)]
pub struct FigureRules {}

impl FigureRules {
    /// Compiles the pack's `figures` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(_pack: &Pack) -> Result<Self, PackError> {
        Ok(FigureRules {})
    }
}

/// What the figure reader says about an account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FiguresRead {
    pub figures: Vec<Figure>,
    pub observations: Vec<Observation>,
}

/// Reads the figures of an account.
pub fn read(
    _text: &AccountText<'_>,
    _times: &TimesRead,
    _names: &[Name],
    _statements: &[Statement],
    _rules: &FigureRules,
) -> Reported<FiguresRead> {
    Reported::clean(FiguresRead::default())
}
