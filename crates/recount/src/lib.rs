//! The pipeline in one function over pure stages.
//!
//! Comes in: originals as bytes, settings and language packs. Goes out: a [`Dossier`] with diagnostics. It may
//! not know files, clocks, the network, the case folder or any screen. The steps, in order:
//!
//! 1. [`recount_accounts`]: bytes → reading → accounts (per document)
//! 2. [`recount_claims`]: account → times, names, statements, figures, claims (per account)
//! 3. [`recount_collation`]: accounts × accounts → alignments, lineage, roots, talking points
//! 4. [`recount_events`]: times that copies share are equated; claims → events → time constraints, bounds, chronicle
//! 5. [`recount_figures`], beside it: claims → questions → floors, ceilings, comparisons
//! 6. [`recount_findings`]: all of the above → findings
//!
//! Decisions of people act between steps 2 and 3 ([`decisions`]).
//!
//! Steps 1–2 are [`read_local`]: cacheable by content hash and [`Rules::fingerprint`]. The rest is [`reckon`],
//! or, for a dossier that people go on deciding about, [`Reckoner`].

pub mod decisions;
pub mod difference;
mod local;
mod pairs;
mod reckoner;
mod reckoning;
mod rules;
mod times;

pub use local::{LocalReading, Original, read_local, read_local_of, read_local_with};
pub use pairs::{Stream, collate_locals, collate_texts, plain_words, read_words_of, shared_spans};
pub use reckoner::Reckoner;
pub use reckoning::{reckon, reckon_decided};
pub use recount_accounts::{FormatSettings, cells};
pub use recount_claims::times::TimesRead;
pub use recount_collation::{Room, Run, RunStore};
pub use rules::{LanguageRules, Rules};
pub use times::{TimesLine, TimesText, read_times, read_times_alone, read_times_of};

use rayon::prelude::*;
use recount_accounts::ReadError;
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{ColumnRule, DateOrder, Dossier};
use recount_sayings::{Told, say};

/// What holds for a whole case, from `case.toml` or the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// IANA zone of clock times that name none.
    pub default_zone: Option<String>,
    /// Language of all documents; detected per document when absent.
    pub language: Option<String>,
    /// The order of dates in exports that leave it open.
    pub date_order: Option<DateOrder>,
    /// What columns of tables hold, whatever their headers say.
    pub columns: Vec<ColumnRule>,
}

impl Settings {
    /// What readers of formats have to know.
    pub fn formats(&self) -> FormatSettings {
        FormatSettings {
            date_order: self.date_order,
            columns: self.columns.clone(),
            ..FormatSettings::default()
        }
    }
}

/// Everything from bytes to findings, for callers that keep no cache.
pub fn recount(originals: &[Original<'_>], settings: &Settings, rules: &Rules) -> Reported<Dossier> {
    let mut diagnostics = Vec::new();
    let locals: Vec<_> = originals.par_iter().map(|original| read_local(original, settings, rules)).collect();
    let mut readings = Vec::new();
    for (original, local) in originals.iter().zip(locals) {
        match local {
            Ok(read) => readings.push(read.take(&mut diagnostics)),
            Err(error) => diagnostics.push(unread(original.name, &error)),
        }
    }
    let dossier = reckon(readings, rules).take(&mut diagnostics);
    diagnostics.sort();
    Reported::with(dossier, diagnostics)
}

/// What one person, organisation or thing took part in, in order.
pub fn timeline(dossier: &Dossier, name: &str, rules: &Rules) -> recount_model::Timeline {
    recount_events::timeline(dossier, name, |language| &rules.for_language(language).events)
}

/// The diagnostic for an original that could not be read.
pub fn unread(name: &str, error: &ReadError) -> Diagnostic {
    let said = |diagnostic: Diagnostic, hint: Told| diagnostic.in_place(name).hint(hint);
    let message = error.told();
    match error {
        // A photograph of a street is no damage.
        ReadError::NothingRecognised { .. } => {
            said(Diagnostic::note("nothing-recognised", message), say!("odd-hint.nothing-recognised"))
        }
        ReadError::Recording(_) => said(Diagnostic::note("recording", message), say!("odd-hint.recording")),
        ReadError::OnlyPictures { .. } => {
            said(Diagnostic::error("unreadable-original", message), say!("odd-hint.only-pictures"))
        }
        _ => said(Diagnostic::error("unreadable-original", message), say!("odd-hint.unreadable-original")),
    }
}
