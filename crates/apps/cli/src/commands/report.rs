//! `recount report`: the report in the format its file name asks for.

use super::{Outcome, build};
use crate::args::Report;
use crate::building::Built;
use crate::output;
use anyhow::{Context as _, Result};
use recount_keep::{Case, write_file_whole};
use recount_model::Dossier;
use recount_publish::{PublishError, ReportSettings};
use std::io::Write;
use std::path::Path;

pub fn run(args: &Report) -> Result<Outcome> {
    let (case, built) = build::open_built(&args.dir)?;
    write(&case, &built, &args.output).with_context(|| format!("the report `{}`", args.output.display()))?;
    output::text(&format!("wrote {}\n", args.output.display()))?;
    Ok(Outcome::of(&built.diagnostics))
}

/// How a report is rendered.
type Render = fn(&Dossier, &ReportSettings, &mut dyn Write) -> Result<(), PublishError>;

/// Formats by file extension.
const FORMATS: [(&str, Render); 3] =
    [("html", recount_publish::html), ("htm", recount_publish::html), ("md", recount_publish::markdown)];

/// Writes the report whole or not at all.
pub fn write(case: &Case, built: &Built, path: &Path) -> Result<()> {
    let extension =
        path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format = FORMATS.iter().find(|(name, _)| *name == extension);
    let (_, render) = format.context("its name must end in `.html` or `.md`")?;
    let settings = ReportSettings {
        title: case.settings.title.clone(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        display_zone: case.settings.default_zone.clone(),
        diagnostics: built.diagnostics.clone(),
        ..ReportSettings::default()
    };
    write_file_whole(path, |out| Ok(render(&built.dossier, &settings, out)?))
}
