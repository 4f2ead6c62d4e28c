//! `recount collate`: reuse between documents, without a case.
//!
//! A file of JSON lines (`.jsonl`, `.ndjson`) is many documents: `{"id", "text"}` a line, with `written`, `lang` and `zone` where
//! they are known. More than [`MOST_READ_BYTES`] together are compared by their words alone.

use super::{Outcome, read};
use crate::args::Collate;
use crate::output;
use anyhow::{Context as _, Result};
use rayon::prelude::*;
use recount::{
    LocalReading, Original, Room, Rules, Run, RunStore, Settings, Stream, collate_locals, plain_words,
    read_local_of, read_words_of,
};
use recount_desk::{foreign, gather};
use recount_diagnostics::{Diagnostic, Reported};
use recount_keep::write_file_whole;
use recount_model::Dossier;
use recount_sayings::say;
use serde::Deserialize;
use std::io::BufRead as _;
use std::path::{Path, PathBuf};

/// Up to here times, figures, names and who speaks are read as well: they tell more of what changed and who was first.
const MOST_READ_BYTES: usize = 4 << 20;

pub fn run(args: &Collate) -> Result<Outcome> {
    let rules = Rules::built_in().context("the built-in language packs are broken; please report this")?;
    if args.stream {
        return stream(&args.paths, &rules);
    }
    let (found, mut diagnostics) = gather::files(&args.paths);
    let documents = documents(&found, &mut diagnostics);
    let bytes: usize = documents.iter().map(|document| document.bytes.len()).sum();
    let is_read = bytes <= MOST_READ_BYTES;
    if !is_read {
        let note = Diagnostic::note("words-alone", say!("odd.words-alone"));
        diagnostics.push(note.hint(say!("odd-hint.words-alone")));
    }
    let read: Vec<_> = documents.into_par_iter().map(|document| document.read(is_read, &rules)).collect();
    let mut locals = Vec::new();
    for local in read {
        match local {
            Ok(local) => locals.push(local.take(&mut diagnostics)),
            Err(problem) => diagnostics.push(*problem),
        }
    }
    let dossier = collate_locals(locals, &rules, room(args.memory)).take(&mut diagnostics);
    output::diagnostics(&diagnostics);
    match &args.output {
        Some(path) => write(&dossier, path)?,
        None => output::json_lines(&recount_publish::json::records(&dossier, "collate").unwrap_or_default())?,
    }
    Ok(Outcome::of(&diagnostics))
}

/// Temporary files that vanish with the program.
struct Files;

impl RunStore for Files {
    fn create(&self) -> std::io::Result<Box<dyn Run>> {
        Ok(Box::new(tempfile::tempfile()?))
    }
}

/// Bytes of one seed while it is sorted.
const SEED_BYTES: usize = 16;

fn room(megabytes: Option<usize>) -> Option<Room<'static>> {
    let entries = megabytes?.saturating_mul(1 << 20) / SEED_BYTES;
    Some(Room { entries, store: &Files })
}

/// Each document as it comes, compared with those before it.
fn stream(paths: &[PathBuf], rules: &Rules) -> Result<Outcome> {
    let (mut stream, mut diagnostics) = (Stream::default(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" {
            for (at, line) in std::io::stdin().lock().split(b'\n').enumerate() {
                let line = line.context("standard input cannot be read")?;
                let document = line_document("standard input", at, &line, &mut diagnostics);
                compare(document, &mut stream, rules, &mut diagnostics)?;
            }
        } else {
            let (found, problems) = gather::files(std::slice::from_ref(path));
            diagnostics.extend(problems);
            for document in documents(&found, &mut diagnostics) {
                compare(Some(document), &mut stream, rules, &mut diagnostics)?;
            }
        }
    }
    diagnostics.extend(stream.noticed());
    output::diagnostics(&diagnostics);
    Ok(Outcome::of(&diagnostics))
}

fn compare(
    document: Option<Document>,
    stream: &mut Stream,
    rules: &Rules,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<()> {
    let Some(document) = document else { return Ok(()) };
    match document.read(true, rules) {
        Ok(local) => {
            let dossier = stream.add(local.take(diagnostics), rules);
            output::json_lines(&recount_publish::json::records(&dossier, "collate").unwrap_or_default())
        }
        Err(problem) => {
            diagnostics.push(*problem);
            Ok(())
        }
    }
}

/// One document, from a file or a line.
struct Document {
    name: String,
    bytes: Vec<u8>,
    /// A line is plain text, whatever its id looks like.
    is_line: bool,
    written: Option<String>,
    settings: Settings,
}

/// One line of JSON that comes in.
#[derive(Deserialize)]
struct Line {
    #[serde(alias = "name")]
    id: Option<String>,
    text: String,
    /// EDTF.
    written: Option<String>,
    lang: Option<String>,
    zone: Option<String>,
}

fn documents(found: &[gather::Found], diagnostics: &mut Vec<Diagnostic>) -> Vec<Document> {
    let mut documents = Vec::new();
    for file in found {
        let extension = file.path.extension().map(|given| given.to_string_lossy().to_lowercase());
        let read = if matches!(extension.as_deref(), Some("jsonl" | "ndjson")) {
            lines(file, &mut documents, diagnostics)
        } else {
            std::fs::read(&file.path).map(|bytes| {
                let (name, settings) = (file.name.clone(), Settings::default());
                documents.push(Document { name, bytes, is_line: false, written: None, settings });
            })
        };
        if let Err(error) = read {
            diagnostics.push(unreadable(&file.path, &error));
        }
    }
    documents
}

/// Line by line: the file is never in memory as a whole.
fn lines(
    file: &gather::Found,
    documents: &mut Vec<Document>,
    diagnostics: &mut Vec<Diagnostic>,
) -> std::io::Result<()> {
    let reader = std::io::BufReader::new(std::fs::File::open(&file.path)?);
    for (at, line) in reader.split(b'\n').enumerate() {
        documents.extend(line_document(&file.name, at, &line?, diagnostics));
    }
    Ok(())
}

/// `None` for an empty line, and for one that is no document.
fn line_document(file: &str, at: usize, line: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
    if line.trim_ascii().is_empty() {
        return None;
    }
    match serde_json::from_slice::<Line>(line) {
        Ok(line) => Some(Document {
            name: line.id.unwrap_or_else(|| (at + 1).to_string()),
            bytes: line.text.into_bytes(),
            is_line: true,
            written: line.written,
            settings: Settings { default_zone: line.zone, language: line.lang, ..Settings::default() },
        }),
        Err(error) => {
            diagnostics.push(
                Diagnostic::error(
                    "unreadable-line",
                    say!("odd.unreadable-line", n = at + 1, why = error.to_string()),
                )
                .in_place(file)
                .hint(say!("odd-hint.unreadable-line")),
            );
            None
        }
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("unreadable-file", say!("odd.unreadable-file", why = error.to_string()))
        .in_place(path.display().to_string())
        .hint(say!("odd-hint.check-file"))
}

impl Document {
    fn read(self, is_read: bool, rules: &Rules) -> Result<Reported<LocalReading>, Box<Diagnostic>> {
        let problem = |message: String| {
            Box::new(Diagnostic::error("unreadable-original", message.into()).in_place(self.name.clone()))
        };
        let zone = self.settings.default_zone.as_deref();
        let written = self.written.as_deref().map(|edtf| read::written(edtf, zone)).transpose();
        let written = written.map_err(|error| problem(format!("{error:#}")))?;
        if self.is_line && !is_read {
            let text = String::from_utf8(self.bytes).map_err(|error| problem(error.to_string()))?;
            return Ok(Reported::clean(plain_words(&self.name, text, &self.settings)));
        }
        // Without an extension it is read as plain text.
        let name = if self.is_line { "" } else { self.name.as_str() };
        let original = Original { name, bytes: &self.bytes, written };
        let reading =
            foreign::read(name, &self.bytes).map_err(|why| Box::new(foreign::unread(&self.name, &why)))?;
        let mut local = if is_read {
            read_local_of(reading, &original, &self.settings, &[], rules)
        } else {
            read_words_of(reading, &self.settings, rules)
        };
        local.value.names = vec![self.name];
        Ok(local)
    }
}

/// How shared passages are rendered.
type Render = fn(&Dossier) -> String;

/// Formats by file extension.
const FORMATS: [(&str, Render); 3] = [
    ("html", recount_publish::side_by_side),
    ("htm", recount_publish::side_by_side),
    ("xml", recount_publish::tei),
];

/// Writes the file whole or not at all.
fn write(dossier: &Dossier, path: &Path) -> Result<()> {
    let extension = path.extension().map(|given| given.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format = FORMATS.iter().find(|(name, _)| *name == extension);
    let (_, render) = format.context("the name of the output must end in `.html` or `.xml`")?;
    let text = render(dossier);
    write_file_whole(path, |out| Ok::<(), anyhow::Error>(out.write_all(text.as_bytes())?))
        .map(|_| ())
        .with_context(|| format!("the file `{}`", path.display()))?;
    output::text(&format!("wrote {}\n", path.display()))
}
