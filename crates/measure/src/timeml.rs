//! TimeML documents such as those of TempEval-3: the creation time is read from `DCT`, the text from `TEXT`. Goes out: the
//! scores of [`crate::timex`].

use crate::{MeasureError, Report};
use recount::Rules;
use std::path::Path;

pub fn check(path: &Path, rules: &Rules) -> Result<Report, MeasureError> {
    crate::timex::check("timeml", &crate::files_of(path, "tml")?, rules)
}
