//! Writes a report from a dumped dossier: a look at pages while developing.
//! `cargo run -p recount-publish --example render -- dump.json out.html` (or `out.md`)

use recount_diagnostics::Reported;
use recount_model::Dossier;
use recount_publish::{ReportSettings, html, markdown};
use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err("give a dump and a file to write".into());
    };
    let dumped: Reported<Dossier> = serde_json::from_slice(&std::fs::read(from)?)?;
    let settings = ReportSettings {
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        title: arguments.next(),
        display_zone: arguments.next(),
        diagnostics: dumped.diagnostics,
        ..ReportSettings::default()
    };
    let started = std::time::Instant::now();
    let mut report = Vec::new();
    if to.ends_with(".md") {
        markdown(&dumped.value, &settings, &mut report)?;
    } else {
        html(&dumped.value, &settings, &mut report)?;
    }
    writeln!(std::io::stderr(), "{} bytes in {} ms", report.len(), started.elapsed().as_millis())?;
    std::fs::write(to, report)?;
    Ok(())
}
