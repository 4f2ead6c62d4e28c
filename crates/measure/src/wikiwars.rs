//! WikiWars: the course of famous wars, TIMEX3 in TimeML (Mazur and Dale, "WikiWars: a new corpus for research on temporal
//! expressions", EMNLP 2010). Goes out: the scores of [`crate::timex`].

use crate::{MeasureError, Report};
use recount::Rules;
use std::path::Path;

pub fn check(path: &Path, rules: &Rules) -> Result<Report, MeasureError> {
    crate::timex::check("wikiwars", &crate::files_of(path, "tml")?, rules)
}
