//! `recount read times`: the time reader as a filter for other people's programs.
//!
//! Text, TimeML and JSON lines come in; JSON lines, TimeML and W3C Web Annotations go out. What is TimeML or a line of JSON is one
//! document as it stands; plain text and files of other formats have their accounts found first. JSON lines are read one by one
//! and long plain text in pieces, so memory does not grow with the input.

use super::{Outcome, init, read};
use crate::args::Read;
use crate::output;
use anyhow::{Context as _, Result, bail};
use recount::{
    LocalReading, Original, Rules, Settings, TimesLine, TimesText, read_times_alone, read_times_of,
};
use recount_desk::foreign;
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{Interval, Timex};
use recount_publish::{annotations, json};
use recount_time::timeml;
use serde::Serialize;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Longer plain text is read in pieces of about this size, cut between paragraphs where there are any.
const PIECE_BYTES: usize = 4 << 20;

/// A record with the document it is of.
#[derive(Serialize)]
struct OfDocument<'a, T> {
    document: &'a str,
    #[serde(flatten)]
    record: T,
}

pub fn run(args: &Read) -> Result<Outcome> {
    if let Some(zone) = &args.zone {
        init::check_zone(zone)?;
    }
    let rules = Rules::built_in().context("the built-in language packs are broken; please report this")?;
    let mut filter = Filter {
        rules: &rules,
        settings: Settings {
            default_zone: args.zone.clone(),
            language: args.lang.clone(),
            ..Settings::default()
        },
        written: args.written.as_deref(),
        to: &args.to,
        diagnostics: Vec::new(),
    };
    let mut input: Box<dyn BufRead> = if args.file.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let file = std::fs::File::open(&args.file).with_context(|| args.file.display().to_string())?;
        Box::new(BufReader::with_capacity(1 << 16, file))
    };
    let form = if args.from == "auto" { form_of(&args.file, &mut *input)? } else { args.from.as_str() };
    match form {
        "jsonl" => filter.json_lines(&mut *input)?,
        "timeml" => filter.timeml(&mut *input)?,
        _ => filter.text(&args.file, &mut *input)?,
    }
    output::diagnostics(&filter.diagnostics);
    Ok(Outcome::of(&filter.diagnostics))
}

/// What the name or the first bytes say.
fn form_of(file: &Path, input: &mut dyn BufRead) -> Result<&'static str> {
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("jsonl" | "ndjson") => return Ok("jsonl"),
        Some("tml" | "timeml") => return Ok("timeml"),
        Some(_) => return Ok("text"),
        None => {}
    }
    let begins = input.fill_buf().context("standard input")?;
    let begins = String::from_utf8_lossy(begins.get(..begins.len().min(1_024)).unwrap_or(begins));
    let begins = begins.trim_start();
    Ok(match () {
        () if begins.starts_with('{') && begins.contains("\"text\"") => "jsonl",
        () if begins.starts_with('<') && begins.contains("<TimeML") => "timeml",
        () => "text",
    })
}

struct Filter<'run> {
    rules: &'run Rules,
    settings: Settings,
    written: Option<&'run str>,
    to: &'run str,
    diagnostics: Vec<Diagnostic>,
}

impl Filter<'_> {
    fn json_lines(&mut self, input: &mut dyn BufRead) -> Result<()> {
        let mut line = String::new();
        let mut number = 0;
        loop {
            line.clear();
            if input.read_line(&mut line).context("the input is not UTF-8 text")? == 0 {
                return Ok(());
            }
            number += 1;
            if line.trim().is_empty() {
                continue;
            }
            let parsed: TimesLine = serde_json::from_str(&line).with_context(|| format!("line {number}"))?;
            let settings = Settings {
                default_zone: parsed.zone.clone().or_else(|| self.settings.default_zone.clone()),
                language: parsed.lang.clone().or_else(|| self.settings.language.clone()),
                ..Settings::default()
            };
            if let Some(zone) = &parsed.zone {
                init::check_zone(zone).with_context(|| format!("line {number}"))?;
            }
            let id = parsed.id.clone().unwrap_or_else(|| number.to_string());
            let written = parsed.written.as_deref().or(self.written);
            let given = self.given(written, &settings).with_context(|| format!("line {number}"))?;
            let text = TimesText { text: &parsed.text, written: given, name: &id, ..TimesText::default() };
            let read = read_times_alone(&text, &settings, self.rules);
            let local = self.taken(read);
            self.write(&id, true, &local, written, 0)?;
        }
    }

    fn timeml(&mut self, input: &mut dyn BufRead) -> Result<()> {
        let mut xml = String::new();
        input.read_to_string(&mut xml).context("the input is not UTF-8 text")?;
        let document = timeml::read(&xml).context("the input is not TimeML")?;
        let written = document.written.as_deref().or(self.written);
        let given = match &document.written {
            Some(written) => self.of_timex(written)?,
            None => self.given(written, &self.settings)?,
        };
        let id = document.id.as_deref().unwrap_or("document");
        let offsets = document.offsets();
        let text = TimesText {
            text: &document.text,
            blocks: &document.blocks,
            written: given,
            offsets: Some(&offsets),
            name: id,
        };
        let read = read_times_alone(&text, &self.settings, self.rules);
        let local = self.taken(read);
        self.write(id, false, &local, written, 0)
    }

    fn text(&mut self, file: &Path, input: &mut dyn BufRead) -> Result<()> {
        let is_stream = file.as_os_str() == "-";
        let name = if is_stream { "input.txt".to_owned() } else { file.display().to_string() };
        let written = self.given(self.written, &self.settings)?;
        let is_plain = is_stream || file.extension().is_none_or(|extension| extension == "txt");
        let most = if is_plain { PIECE_BYTES } else { usize::MAX };
        let mut base = 0;
        loop {
            let piece = piece(input, most).with_context(|| name.clone())?;
            if piece.is_empty() && base > 0 {
                return Ok(());
            }
            let original = Original { name: &name, bytes: &piece, written };
            let reading = foreign::read(&name, &piece).with_context(|| name.clone())?;
            let read = read_times_of(reading, &original, &self.settings, self.rules);
            let local = self.taken(read);
            self.write(&name, false, &local, self.written, base)?;
            base += piece.len();
        }
    }

    fn taken(&mut self, read: Reported<LocalReading>) -> LocalReading {
        read.take(&mut self.diagnostics)
    }

    fn given(&self, written: Option<&str>, settings: &Settings) -> Result<Option<Interval>> {
        written.map(|edtf| read::written(edtf, settings.default_zone.as_deref())).transpose()
    }

    /// TimeML writes creation times as TIMEX3 values, with clock times.
    fn of_timex(&self, written: &str) -> Result<Option<Interval>> {
        let value: recount_time::Value =
            written.parse().with_context(|| "the creation time is not a TIMEX3 value".to_owned())?;
        let zone =
            self.settings.default_zone.as_deref().and_then(|zone| recount_time::Zone::named(zone).ok());
        Ok(Some(recount_time::instants::interval(&value, zone.as_slice())))
    }

    fn write(
        &self,
        id: &str,
        is_one_of_many: bool,
        local: &LocalReading,
        written: Option<&str>,
        base: usize,
    ) -> Result<()> {
        let times: Vec<Timex> = local.claims.iter().flat_map(|claims| claims.times.iter().cloned()).collect();
        let text = &local.reading.text;
        match self.to {
            "timeml" if base > 0 => {
                bail!(
                    "one TimeML document cannot hold more than {PIECE_BYTES} bytes of text; send JSON lines"
                )
            }
            "timeml" => output::text(&timeml::write(id, written, text, &times)),
            "annotations" if base > 0 => {
                bail!(
                    "annotations cannot be written for more than {PIECE_BYTES} bytes of text; send JSON lines"
                )
            }
            "annotations" => output::json_lines(&annotations::times(id, text, &times)),
            _ => write_records(id, is_one_of_many, local, base),
        }
    }
}

fn write_records(id: &str, is_one_of_many: bool, local: &LocalReading, base: usize) -> Result<()> {
    let dossier = read::alone(local.clone());
    let records = json::records(&dossier, "times").unwrap_or_default();
    if is_one_of_many {
        let of_document = |record| OfDocument { document: id, record };
        return output::json_lines(&records.into_iter().map(of_document).collect::<Vec<_>>());
    }
    if base == 0 {
        return output::json_lines(&records);
    }
    let mut shifted = Vec::new();
    for record in &records {
        let mut value = serde_json::to_value(record).context("the result cannot be written as JSON")?;
        for field in ["start", "end"] {
            if let Some(at) = value.get(field).and_then(serde_json::Value::as_u64) {
                value[field] = (at + base as u64).into();
            }
        }
        shifted.push(value);
    }
    output::json_lines(&shifted)
}

/// The next bytes of the input: all of it, or about `most` up to the end of a line, an empty one if possible.
fn piece(input: &mut dyn BufRead, most: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while bytes.len() < most {
        let room = (most - bytes.len()) as u64;
        if std::io::Read::read_to_end(&mut std::io::Read::take(&mut *input, room), &mut bytes)? == 0 {
            return Ok(bytes);
        }
    }
    // Goes on to the next empty line, but not for ever; then to the end of a line or of a word.
    let end = bytes.len() + most / 4;
    while bytes.len() < end && !bytes.ends_with(b"\n\n") {
        let room = (end - bytes.len()) as u64;
        let mut rest = std::io::Read::take(&mut *input, room);
        if rest.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(bytes);
        }
    }
    while !bytes.ends_with(b"\n") && !bytes.ends_with(b" ") && bytes.len() < end + most {
        let mut rest = std::io::Read::take(&mut *input, 1);
        if rest.read_until(b' ', &mut bytes)? == 0 {
            break;
        }
    }
    Ok(bytes)
}
