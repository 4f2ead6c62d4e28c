//! `recount report`: the report in the format its file name asks for.

use super::{Outcome, build};
use crate::args::Report;
use crate::{output, vault};
use anyhow::{Context as _, Result};
use recount_desk::Built;
use recount_desk::gather::label;
use recount_keep::{Case, write_file_whole};
use recount_model::Dossier;
use recount_publish::{Pseudonyms, PublishError, ReportSettings};
use std::io::Write;
use std::path::Path;

pub fn run(args: &Report) -> Result<Outcome> {
    let (mut case, built) = build::open_built(&args.dir, args.reading.read_only)?;
    let hidden = vault::pseudonyms(&case, &built.dossier, &args.names)?;
    write(&mut case, &built, &args.output, &args.language, &hidden)
        .with_context(|| format!("the report `{}`", args.output.display()))?;
    output::text(&format!("wrote {}\n", output::printable(&args.output.display().to_string())))?;
    Ok(Outcome::of(&built.diagnostics))
}

/// How a report is rendered.
type Render = fn(&Dossier, &ReportSettings, &mut dyn Write) -> Result<(), PublishError>;

/// Formats by file extension.
const FORMATS: [(&str, Render); 3] =
    [("html", recount_publish::html), ("htm", recount_publish::html), ("md", recount_publish::markdown)];

/// Writes the report whole or not at all, and notes in the log that it left the case.
pub fn write(case: &mut Case, built: &Built, path: &Path, language: &str, hidden: &Pseudonyms) -> Result<()> {
    let extension =
        path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format = FORMATS.iter().find(|(name, _)| *name == extension);
    let (_, render) = format.context("its name must end in `.html` or `.md`")?;
    let settings = settings(case, built, language);
    let written = write_file_whole(path, |out| -> Result<()> {
        if hidden.is_empty() {
            return Ok(render(&built.dossier, &settings, out)?);
        }
        let mut whole = Vec::new();
        render(&built.dossier, &settings, &mut whole)?;
        Ok(out.write_all(hidden.replaced(&String::from_utf8_lossy(&whole)).as_bytes())?)
    })?;
    if !case.is_read_only() {
        let name = path.file_name().map(label).unwrap_or_default();
        let rules = build::rules_of(case.settings.vague_numbers.as_deref())?;
        case.released(&name, &written, rules.fingerprint())?;
    }
    Ok(())
}

/// The report as it would be written, for what holds it beside other things.
pub fn rendered(case: &Case, built: &Built) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    recount_publish::html(&built.dossier, &settings(case, built, "en"), &mut bytes)?;
    Ok(bytes)
}

fn settings(case: &Case, built: &Built, language: &str) -> ReportSettings {
    ReportSettings {
        language: language.to_owned(),
        title: case.settings.title.clone(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        display_zone: case.settings.default_zone.clone(),
        diagnostics: built.diagnostics.clone(),
        ..ReportSettings::default()
    }
}
