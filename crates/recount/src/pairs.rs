//! Two texts compared closely, outside any dossier.
//!
//! Comes in: two texts. Goes out: the spans they share, reworded ones too. It may not know files.

use crate::{Rules, Settings};
use recount_collation::SharedSpans;

/// Everything that two texts share. The language is the one of the settings, else it is detected from the first text.
pub fn shared_spans(a: &str, b: &str, settings: &Settings, rules: &Rules) -> Vec<SharedSpans> {
    let detected = || recount_accounts::language_of(a).to_owned();
    let language = settings.language.clone().unwrap_or_else(detected);
    let rules = rules.for_language(&language);
    recount_collation::shared_spans(a, b, &rules.abbreviations, &rules.collation)
}
