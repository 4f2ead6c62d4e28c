//! `recount add --dry-run`: what would be taken, and as what; nothing is written and nothing fetched.

use super::Outcome;
use crate::args::Add;
use crate::{output, pages};
use anyhow::Result;
use recount_accounts::{FormatSettings, ReadError};
use recount_desk::formats::Formats;
use recount_desk::gather::{self, Found};
use recount_desk::{archives, foreign};
use recount_diagnostics::{Diagnostic, Reported};
use recount_keep::Case;
use recount_model::{OriginalId, Reading};
use recount_sayings::say;
use serde::Serialize;
use std::collections::BTreeSet;

/// What would become of one file or address.
#[derive(Debug, Default, Serialize)]
struct Would {
    name: String,
    /// `new`, `known`, `fetched` or `unreadable`.
    act: &'static str,
    /// The format it would be read as.
    reader: Option<String>,
    language: Option<String>,
    /// Tellings that the format itself sets apart: rows, messages, entries.
    tellings: usize,
    #[serde(serialize_with = "recount_diagnostics::write_plain")]
    diagnostics: Vec<Diagnostic>,
}

pub fn run(args: &Add) -> Result<Outcome> {
    let case = Case::open_read_only(&args.dir)?;
    let formats = Formats::of(&case)?.settled();
    let known: BTreeSet<OriginalId> = case.originals()?.into_iter().map(|stored| stored.id).collect();
    let (urls, paths) = pages::split(&args.paths);
    let (found, diagnostics) = gather::files(&paths);
    output::diagnostics(&diagnostics);
    let mut would: Vec<Would> = found.iter().map(|file| of_file(file, &formats, &known)).collect();
    would.extend(urls.into_iter().map(|name| Would { name, act: "fetched", ..Would::default() }));
    if args.json {
        output::json(&would)?;
    } else {
        would.iter().try_for_each(|one| output::text(&in_words(one)))?;
        let new = would.iter().filter(|one| one.act == "new").count();
        let new = super::counted(new, "original", "originals");
        output::text(&format!("{new} would be new; nothing was written\n{}", about_columns(&would)))?;
    }
    Ok(Outcome::Done)
}

fn of_file(file: &Found, formats: &FormatSettings, known: &BTreeSet<OriginalId>) -> Would {
    let name = file.name.clone();
    let bytes = match std::fs::read(&file.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let why =
                Diagnostic::error("unreadable-file", say!("odd.unreadable-file", why = error.to_string()));
            return Would { name, act: "unreadable", diagnostics: vec![why], ..Would::default() };
        }
    };
    let act = if known.contains(&OriginalId::of(&bytes)) { "known" } else { "new" };
    if archives::is_archive(&name, &bytes) {
        let note = Diagnostic::note("archive", say!("odd.archive"));
        return Would {
            name,
            act,
            reader: Some("archive".to_owned()),
            diagnostics: vec![note],
            ..Would::default()
        };
    }
    match foreign::read_with(&name, &bytes, formats.clone()) {
        Ok(read) => of_reading(name, act, read),
        Err(foreign::Unread::Reader(ReadError::OnlyPictures { .. })) => {
            let diagnostics = vec![Diagnostic::note("scan", say!("odd.scan"))];
            Would { name, act, reader: Some("scan".to_owned()), diagnostics, ..Would::default() }
        }
        Err(why) => Would { diagnostics: vec![foreign::unread(&name, &why)], name, act, ..Would::default() },
    }
}

fn of_reading(name: String, act: &'static str, read: Reported<Reading>) -> Would {
    let Reported { value: reading, diagnostics } = read;
    Would {
        name,
        act,
        reader: Some(reading.reader),
        language: Some(reading.language),
        tellings: reading.tellings.len(),
        diagnostics,
    }
}

fn in_words(would: &Would) -> String {
    let reader = would.reader.as_ref().map_or(String::new(), |reader| format!(": {reader}"));
    let tellings = match would.tellings {
        0 => String::new(),
        count => format!(", {}", super::counted(count, "telling", "tellings")),
    };
    let mut lines = format!("{} {}{reader}{tellings}\n", would.act, output::printable(&would.name));
    for diagnostic in &would.diagnostics {
        // What a column is taken for stands on a line of its own.
        let is_columns = diagnostic.id == COLUMNS;
        let message = if is_columns {
            diagnostic.message.replace("; ", "\n    ").replacen(": ", ":\n    ", 1)
        } else {
            diagnostic.message.to_string()
        };
        for line in message.lines() {
            lines.push_str(&format!("  {}\n", output::printable(line)));
        }
        if let Some(hint) = &diagnostic.hint {
            lines.push_str(&format!("    {}\n", output::printable(hint)));
        }
    }
    lines
}

const COLUMNS: &str = "columns";

fn about_columns(would: &[Would]) -> &'static str {
    let has_columns =
        would.iter().flat_map(|one| &one.diagnostics).any(|diagnostic| diagnostic.id == COLUMNS);
    if has_columns {
        "a column that is taken for the wrong thing: settle it under [columns] in case.toml, and look again\n"
    } else {
        ""
    }
}
