//! Texts compared outside any dossier: two closely, or many.
//!
//! Comes in: texts. Goes out: the spans or passages they share. It may not know files.

use crate::{Rules, Settings};
use recount_collation::SharedSpans;
use recount_diagnostics::Reported;
use recount_model::{Collation, OriginalId, Reading};

/// Everything that two texts share. The language is the one of the settings, else it is detected from the first text.
pub fn shared_spans(a: &str, b: &str, settings: &Settings, rules: &Rules) -> Vec<SharedSpans> {
    let detected = || recount_accounts::language_of(a).to_owned();
    let language = settings.language.clone().unwrap_or_else(detected);
    let rules = rules.for_language(&language);
    recount_collation::shared_spans(a, b, &rules.abbreviations, &rules.collation)
}

/// Plain texts with their names, each as one account: the passages they share, without anything else being read.
pub fn collate_texts(texts: &[(&str, &str)], settings: &Settings, rules: &Rules) -> Reported<Collation> {
    let detected = || texts.first().map_or("", |(_, text)| recount_accounts::language_of(text)).to_owned();
    let language = settings.language.clone().unwrap_or_else(detected);
    let readings: Vec<Reading> = texts
        .iter()
        .map(|(name, text)| Reading::plain(OriginalId((*name).to_owned()), *text, language.as_str()))
        .collect();
    let named: Vec<(&str, &Reading)> = texts.iter().map(|(name, _)| *name).zip(&readings).collect();
    let rules = rules.for_language(&language);
    recount_collation::collate_readings(&named, &rules.abbreviations, &rules.collation)
}
