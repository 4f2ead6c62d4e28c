//! What the workbench is at: the one thing every screen follows.

use recount_desk::Counts;
use recount_diagnostics::Diagnostic;
use recount_sayings::{Teller, Told};
use serde::Serialize;
use std::collections::BTreeMap;
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
    /// What `diagnostics` says to each in their language.
    #[serde(skip)]
    pub odd: Vec<Diagnostic>,
    /// What each person can take back and make again.
    #[serde(skip)]
    pub stacks: Stacks,
}

/// Labels of what would be taken back and made again, by person.
pub type Stacks = BTreeMap<Option<String>, (Option<String>, Option<String>)>;

impl Status {
    /// As the person of this name has it, in their language: what they can take back is their own.
    pub fn of(&self, name: Option<&str>, language: &str) -> Status {
        let (undo, redo) = self.stacks.get(&name.map(str::to_owned)).cloned().unwrap_or_default();
        let diagnostics = self.odd.iter().map(|odd| Note::of(odd, language)).collect();
        let why = self.build.words().map(|why| Teller::of(language).told(&why));
        let build = BuildStatus { why, ..self.build.clone() };
        Status { undo, redo, diagnostics, build, odd: Vec::new(), stacks: Stacks::new(), ..self.clone() }
    }
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
    /// Why it failed, to be said in every language.
    #[serde(skip)]
    pub failure: Option<Told>,
}

impl BuildStatus {
    /// Why it failed, or what is worked on.
    pub fn words(&self) -> Option<Told> {
        self.failure.clone().or_else(|| self.why.clone().map(Told::from))
    }

    /// It failed.
    pub fn failed(why: Told) -> Self {
        let told = Some(why.to_string());
        BuildStatus { state: BuildState::Failed, why: told, failure: Some(why), ..BuildStatus::default() }
    }
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
    /// In the language of whoever reads it.
    pub fn of(diagnostic: &Diagnostic, language: &str) -> Self {
        use recount_diagnostics::DiagnosticSeverity as Severity;
        let teller = Teller::of(language);
        Note {
            severity: match diagnostic.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            },
            id: diagnostic.id.to_string(),
            message: teller.told(&diagnostic.message),
            place: diagnostic.place.clone(),
            hint: diagnostic.hint.as_ref().map(|hint| teller.told(hint)),
        }
    }
}
