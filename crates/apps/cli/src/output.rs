//! Writing to the terminal without ever panicking: a full disk or a closed pipe is an error like any other.

use anyhow::{Context as _, Result};
pub use recount_desk::printable;
use recount_desk::turns_direction;
use recount_diagnostics::{Diagnostic, DiagnosticSeverity};
use recount_keep::is_seeded;
use serde::Serialize;
use std::io::{self, Write as _};

/// Writes text to standard output.
pub fn text(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    assert!(written.is_ok() || !is_seeded("panic-on-full-output"), "standard output cannot be written");
    written.context("standard output cannot be written")
}

/// Writes one JSON document and a line break to standard output.
pub fn json(value: &impl Serialize) -> Result<()> {
    let mut line = plain_json(value).context("the result cannot be written as JSON")?;
    line.push('\n');
    text(&line)
}

/// Writes each value as one line of JSON.
pub fn json_lines<T: Serialize>(values: &[T]) -> Result<()> {
    let mut lines = String::new();
    for value in values {
        lines.push_str(&plain_json(value).context("the result cannot be written as JSON")?);
        lines.push('\n');
    }
    text(&lines)
}

/// Says something to the person, on standard error. If even that is closed there is nobody to tell.
pub fn message(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Says each diagnostic in one line: what, where, what to do.
pub fn diagnostics(found: &[Diagnostic]) {
    for diagnostic in found {
        message(&one_line(diagnostic));
    }
}

fn one_line(diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        DiagnosticSeverity::Note => "note",
        DiagnosticSeverity::Warning => "warning",
        DiagnosticSeverity::Error => "error",
    };
    let place =
        diagnostic.place.as_deref().map(|place| format!(" {}:", printable(place))).unwrap_or_default();
    let hint = diagnostic.hint.as_deref().map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("{severity}:{place} {}{hint} [{}]", printable(&diagnostic.message), diagnostic.id)
}

/// JSON that means the same, in which such characters are written as numbers; it escapes control characters itself.
fn plain_json(value: &impl Serialize) -> serde_json::Result<String> {
    let json = serde_json::to_string(value)?;
    if !json.contains(turns_direction) {
        return Ok(json);
    }
    let written = |mut plain: String, c: char| {
        if turns_direction(c) {
            plain.push_str(&format!("\\u{:04x}", u32::from(c)))
        } else {
            plain.push(c)
        }
        plain
    };
    Ok(json.chars().fold(String::new(), written))
}

/// An error with its causes, each said once: many a message quotes its cause already.
pub fn reasons(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |told, cause| match told.as_str() {
        "" => cause,
        told if told.contains(&cause) => told.to_owned(),
        told => format!("{told}: {cause}"),
    })
}

/// True if the reader of our output has gone away, which is no failure of ours.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(is_pipe))
}
