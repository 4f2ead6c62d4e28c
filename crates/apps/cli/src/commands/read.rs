//! `recount read`: one reading stage as a filter.

use super::{Outcome, init, read_times};
use crate::args::Read;
use crate::output;
use anyhow::{Context as _, Result};
use recount::{LocalReading, Original, Settings, read_local_of};
use recount_desk::{foreign, proposals};
use recount_model::{Dossier, Interval, NameProposal};
use recount_publish::json;
use std::io::Read as _;
use std::path::Path;

pub fn run(args: &Read) -> Result<Outcome> {
    if args.what == "times" {
        return read_times::run(args);
    }
    if let Some(zone) = &args.zone {
        init::check_zone(zone)?;
    }
    let settings =
        Settings { default_zone: args.zone.clone(), language: args.lang.clone(), ..Settings::default() };
    let written = args.written.as_deref().map(|edtf| written(edtf, args.zone.as_deref())).transpose()?;
    let bytes = input_bytes(&args.file)?;
    let name =
        if args.file.as_os_str() == "-" { "input.txt".to_owned() } else { args.file.display().to_string() };
    let rules = super::build::rules_of(args.vague.as_deref())?;
    let mut diagnostics = Vec::new();
    let proposed = args.proposals.as_deref().map(proposals).transpose()?.unwrap_or_default();
    let original = Original { name: &name, bytes: &bytes, written };
    let reading = foreign::read(&name, &bytes).with_context(|| name.clone())?;
    let local = read_local_of(reading, &original, &settings, &proposed, &rules).take(&mut diagnostics);
    output::diagnostics(&diagnostics);
    output::json_lines(&json::records(&alone(local), &args.what).unwrap_or_default())?;
    Ok(Outcome::of(&diagnostics))
}

/// Names proposed for the text that is read; a line that cannot be understood stops the work.
fn proposals(file: &Path) -> Result<Vec<NameProposal>> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let place = |line: usize| format!("{}: line {line}", file.display());
    let lines = proposals::lines(&text);
    lines.map(|(line, read)| Ok(read.with_context(|| place(line))?.proposal())).collect()
}

/// A dossier that holds one document, nothing reckoned.
pub fn alone(local: LocalReading) -> Dossier {
    Dossier {
        readings: vec![local.reading].into(),
        accounts: local.accounts.into(),
        claims: local.claims.into_iter().map(Into::into).collect::<Vec<_>>().into(),
        ..Dossier::default()
    }
}

pub fn written(edtf: &str, zone: Option<&str>) -> Result<Interval> {
    recount_desk::given::interval_of_edtf(edtf, zone.unwrap_or("UTC")).with_context(|| {
        format!("`{edtf}` is not an EDTF date; write `2011-12-21` or `2011-12-17/2011-12-19`")
    })
}

/// The bytes of a file, or of standard input for `-`.
pub fn input_bytes(file: &Path) -> Result<Vec<u8>> {
    if file.as_os_str() != "-" {
        return std::fs::read(file).with_context(|| file.display().to_string());
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
    Ok(bytes)
}

/// The same as text; what is not UTF-8 is refused.
pub fn input_text(file: &Path) -> Result<String> {
    String::from_utf8(input_bytes(file)?).with_context(|| format!("`{}` is not UTF-8", file.display()))
}
