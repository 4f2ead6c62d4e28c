//! Odd content as a value: diagnostics and reported results.
//!
//! Comes in: what a stage noticed, as sayings of the catalogues. Goes out: [`Reported`] values that carry it on. It may not know any stage.
//!
//! Odd *content* (a broken date, an unclosed quotation mark) is a [`Diagnostic`] and work goes on.
//! Odd *shape* (a reader's contract broken) is an `Err` of the stage.

use recount_model::{OriginalId, Span, Told};
use serde::{Deserialize, Serialize, Serializer};

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
    pub message: Told,
    /// What to do next; starts with a verb.
    pub hint: Option<Told>,
}

impl Diagnostic {
    pub fn new(severity: DiagnosticSeverity, id: &str, message: Told) -> Self {
        Diagnostic {
            id: id.to_owned(),
            severity,
            original: None,
            place: None,
            span: None,
            message,
            hint: None,
        }
    }

    pub fn note(id: &str, message: Told) -> Self {
        Self::new(DiagnosticSeverity::Note, id, message)
    }

    pub fn warning(id: &str, message: Told) -> Self {
        Self::new(DiagnosticSeverity::Warning, id, message)
    }

    pub fn error(id: &str, message: Told) -> Self {
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
    pub fn hint(mut self, hint: Told) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// A diagnostic as programs read it: in plain English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plain<'d> {
    pub id: &'d str,
    pub severity: DiagnosticSeverity,
    pub original: Option<&'d OriginalId>,
    pub place: Option<&'d str>,
    pub span: Option<Span>,
    pub message: &'d str,
    pub hint: Option<&'d str>,
}

impl<'d> From<&'d Diagnostic> for Plain<'d> {
    fn from(of: &'d Diagnostic) -> Self {
        Plain {
            id: &of.id,
            severity: of.severity,
            original: of.original.as_ref(),
            place: of.place.as_deref(),
            span: of.span,
            message: &of.message,
            hint: of.hint.as_deref(),
        }
    }
}

/// All of `found` as programs read them.
pub fn plain(found: &[Diagnostic]) -> Vec<Plain<'_>> {
    found.iter().map(Plain::from).collect()
}

/// Writes diagnostics as programs read them, for what is printed; what is kept for ourselves can be said again.
///
/// # Errors
/// When they cannot be written.
pub fn write_plain<S: Serializer>(found: &[Diagnostic], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(found.iter().map(Plain::from))
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

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Plain};
    use recount_sayings::{Teller, say};

    #[test]
    fn programs_read_english_and_what_is_kept_can_be_said_again() {
        let odd = Diagnostic::note("empty", say!("unread.empty"));
        let odd = odd.hint(say!("odd-hint.install-tesseract"));
        let printed = serde_json::to_value(Plain::from(&odd)).unwrap();
        assert_eq!(printed["message"], "the file is empty");
        assert_eq!(printed["hint"], "install `tesseract` and run `recount ocr` on the case");
        let kept: Diagnostic = serde_json::from_value(serde_json::to_value(&odd).unwrap()).unwrap();
        assert_eq!(kept, odd);
        assert_eq!(Teller::of("ru").told(&kept.message), "файл пуст");
    }
}
