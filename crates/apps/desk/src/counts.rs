//! How much of everything a dossier holds.

use recount_model::{AccountClaims, Dossier};
use serde::Serialize;
use utoipa::ToSchema;

/// How much of everything there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    pub originals: usize,
    pub accounts: usize,
    pub times: usize,
    pub figures: usize,
    pub statements: usize,
    pub claims: usize,
    pub copied_passages: usize,
    pub questions: usize,
    pub findings: usize,
    pub chronicle_entries: usize,
    pub decisions: usize,
}

impl Counts {
    pub fn of(dossier: &Dossier) -> Self {
        let sum =
            |count: fn(&AccountClaims) -> usize| dossier.claims.iter().map(|claims| count(claims)).sum();
        Counts {
            originals: dossier.readings.len(),
            accounts: dossier.accounts.len(),
            times: sum(|claims| claims.times.len()),
            figures: sum(|claims| claims.figures.len()),
            statements: sum(|claims| claims.statements.len()),
            claims: sum(|claims| claims.claims.len()),
            copied_passages: dossier.collation.alignments.len(),
            questions: dossier.questions.len(),
            findings: dossier.findings.len(),
            chronicle_entries: dossier.chronicle.len(),
            decisions: dossier.decisions.len(),
        }
    }
}
