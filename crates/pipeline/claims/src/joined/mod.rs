//! Claims joined from times, names, statements and figures.

use crate::Rules;
use crate::times::TimesRead;
use recount_model::{Claim, Figure, Name, Statement};
use recount_text::AccountText;

/// Makes the claims of an account.
pub fn read(
    _text: &AccountText<'_>,
    _times: &TimesRead,
    _names: &[Name],
    _statements: &[Statement],
    _figures: &[Figure],
    _rules: &Rules,
) -> Vec<Claim> {
    Vec::new()
}
