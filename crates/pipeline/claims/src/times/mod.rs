//! Times: expressions, what they resolve to, and when the account was written.

use crate::Context;
use recount_diagnostics::Reported;
use recount_model::claim::Observation;
use recount_model::{DocumentTime, Interval, Timex};
use recount_rules::{Pack, PackError};
use recount_text::AccountText;

/// Compiled time rules of one language.
#[derive(Debug)]
pub struct TimeRules {}

impl TimeRules {
    /// Compiles the pack's `times` section.
    ///
    /// # Errors
    /// When the section is missing or malformed.
    pub fn from_pack(_pack: &Pack) -> Result<Self, PackError> {
        Ok(TimeRules {})
    }
}

/// What the time reader says about an account.
#[derive(Clone, Debug, PartialEq)]
pub struct TimesRead {
    pub written: DocumentTime,
    pub layers_written: Vec<DocumentTime>,
    pub times: Vec<Timex>,
    pub observations: Vec<Observation>,
}

/// Reads the times of an account.
pub fn read(_text: &AccountText<'_>, _context: &Context, _rules: &TimeRules) -> Reported<TimesRead> {
    let written = DocumentTime { interval: Interval::UNBOUNDED, edtf: None, reasons: Vec::new() };
    Reported::clean(TimesRead {
        written,
        layers_written: Vec::new(),
        times: Vec::new(),
        observations: Vec::new(),
    })
}
