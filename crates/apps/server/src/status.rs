//! What the workbench is at: the one thing every screen follows.

use recount_diagnostics::Diagnostic;
use recount_model::Dossier;
use serde::Serialize;
use utoipa::ToSchema;

/// Most diagnostics that are sent along; the rest is counted.
pub const MOST_DIAGNOSTICS: usize = 200;

/// The state of the workbench.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Status {
    pub version: String,
    /// Who is at work, as the custody log will name them.
    pub actor: Option<String>,
    pub case: Option<CaseStatus>,
    pub recent: Vec<RecentCase>,
    pub build: BuildStatus,
    /// Changes with everything that is derived; `null` before anything is.
    pub revision: Option<String>,
    /// What would be taken back, and made again.
    pub undo: Option<String>,
    pub redo: Option<String>,
    pub counts: Option<Counts>,
    pub diagnostics: Vec<Note>,
    pub more_diagnostics: usize,
}

/// The open case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CaseStatus {
    pub dir: String,
    pub title: String,
    pub zone: Option<String>,
    pub is_read_only: bool,
}

/// A case that was open before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize, ToSchema)]
pub struct RecentCase {
    pub dir: String,
    pub title: String,
    /// RFC 3339.
    pub at: String,
}

/// What is being made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct BuildStatus {
    pub state: BuildState,
    pub done: usize,
    /// 0 where nobody knows.
    pub total: usize,
    /// Why it failed, or what is worked on.
    pub why: Option<String>,
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BuildState {
    /// No case is open.
    #[default]
    None,
    Opening,
    Adding,
    Recognising,
    Reading,
    Reckoning,
    Checking,
    Ready,
    Failed,
}

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
        let sum = |count: fn(&recount_model::AccountClaims) -> usize| dossier.claims.iter().map(count).sum();
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

/// Something odd, in one line: what, where, what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Note {
    pub severity: &'static str,
    pub id: String,
    pub message: String,
    pub place: Option<String>,
    pub hint: Option<String>,
}

impl Note {
    pub fn of(diagnostic: &Diagnostic) -> Self {
        use recount_diagnostics::DiagnosticSeverity as Severity;
        Note {
            severity: match diagnostic.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            },
            id: diagnostic.id.to_string(),
            message: diagnostic.message.clone(),
            place: diagnostic.place.clone(),
            hint: diagnostic.hint.clone(),
        }
    }
}
