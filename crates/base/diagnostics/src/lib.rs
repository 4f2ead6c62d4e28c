//! Odd content as a value: diagnostics and reported results.
//!
//! Comes in: what a stage noticed. Goes out: [`Reported`] values that carry it on. It may not know any stage.
//!
//! Odd *content* (a broken date, an unclosed quotation mark) is a [`Diagnostic`] and work goes on.
//! Odd *shape* (a reader's contract broken) is an `Err` of the stage.

use recount_model::{OriginalId, Span};
use serde::{Deserialize, Serialize};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiagnosticSeverity {
    /// Worth knowing; nothing was left out.
    Note,
    /// Something was left out or capped; the rest was read.
    Warning,
    /// A document could not be read at all, or data was lost.
    Error,
}

/// One odd thing in the input, with where, what and what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Kebab-case, names the observed pattern, never reused (`invalid-utf8`).
    pub id: String,
    pub severity: DiagnosticSeverity,
    pub original: Option<OriginalId>,
    /// File name or another word a person knows the document by.
    pub place: Option<String>,
    pub span: Option<Span>,
    /// One line that stands alone; lower case, no final period.
    pub message: String,
    /// What to do next; starts with a verb.
    pub hint: Option<String>,
}

impl Diagnostic {
    pub fn new(severity: DiagnosticSeverity, id: &str, message: impl Into<String>) -> Self {
        Diagnostic {
            id: id.to_owned(),
            severity,
            original: None,
            place: None,
            span: None,
            message: message.into(),
            hint: None,
        }
    }

    pub fn note(id: &str, message: impl Into<String>) -> Self {
        Self::new(DiagnosticSeverity::Note, id, message)
    }

    pub fn warning(id: &str, message: impl Into<String>) -> Self {
        Self::new(DiagnosticSeverity::Warning, id, message)
    }

    pub fn error(id: &str, message: impl Into<String>) -> Self {
        Self::new(DiagnosticSeverity::Error, id, message)
    }

    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    #[must_use]
    pub fn in_original(mut self, original: OriginalId) -> Self {
        self.original = Some(original);
        self
    }

    #[must_use]
    pub fn in_place(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A value and everything odd that was met while making it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reported<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reported<T> {
    pub fn clean(value: T) -> Self {
        Reported { value, diagnostics: Vec::new() }
    }

    pub fn with(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Reported { value, diagnostics }
    }

    /// Moves the diagnostics to the end of `into` and gives the value.
    pub fn take(self, into: &mut Vec<Diagnostic>) -> T {
        into.extend(self.diagnostics);
        self.value
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reported<U> {
        Reported { value: change(self.value), diagnostics: self.diagnostics }
    }
}
