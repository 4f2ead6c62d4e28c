//! How a report shall look, and what can go wrong while making one.
//!
//! Comes in: choices of the caller. Goes out: plain data. It may not know a clock: a date stands in a report only if
//! the caller gives one.

use recount_diagnostics::Diagnostic;

/// Everything about a report that is not in the dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportSettings {
    /// The headline; made from the accounts' titles when absent.
    pub title: Option<String>,
    /// BCP 47 language of the report itself; empty means English. Quotes keep their own.
    pub language: String,
    /// Version of the program, for the section on method.
    pub program_version: String,
    /// IANA zone that clock times are shown in; UTC when absent.
    pub display_zone: Option<String>,
    /// "Made on 4 March 2031", in the caller's words.
    pub date_line: Option<String>,
    /// Sections of the page in the order they shall stand in; all, in the usual order, when empty. The accounts with their
    /// texts and the method always close the page: everything before cites them.
    pub sections: Vec<String>,
    /// What was odd while reading, listed in the section on method.
    pub diagnostics: Vec<Diagnostic>,
}

fn known_languages() -> String {
    crate::languages().collect::<Vec<_>>().join(", ")
}

/// Why no report could be made.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("no time zone `{0}`; give an IANA name such as `Europe/Tallinn`")]
    Zone(String),
    #[error("no report words for the language `{0}`; there is {known}", known = known_languages())]
    Language(String),
    #[error("the words of the language `{language}` break their contract: {source}")]
    Words { language: String, source: Box<toml::de::Error> },
    #[error("no section `{0}`; there are findings, questions, chronicle, lineage, voices and people")]
    Section(String),
    #[error("the workbook cannot be made: {0}")]
    Workbook(String),
    #[error("a template breaks its contract: {0}")]
    Template(#[from] minijinja::Error),
}
