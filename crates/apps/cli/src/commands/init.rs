//! `recount init`: an empty case.

use super::Outcome;
use crate::args::{Init, SettingsArgs};
use crate::output;
use anyhow::Result;
use recount_keep::{Actor, Case, CaseSettings, place_warnings};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

pub fn run(args: Init) -> Result<Outcome> {
    let case = create(&args.dir, args.settings)?;
    output::diagnostics(&place_warnings(&args.dir));
    if args.json {
        output::json(&json!({ "case": case.root(), "title": case.settings.title }))?;
    } else {
        let dir = output::printable(&args.dir.display().to_string());
        output::text(&format!("made an empty case in {dir}\nnext: recount add {dir} PATH…\n"))?;
    }
    Ok(Outcome::Done)
}

/// Makes a case; a zone that does not exist is refused at once.
pub fn create(dir: &Path, args: SettingsArgs) -> Result<Case> {
    if let Some(zone) = &args.zone {
        check_zone(zone)?;
    }
    super::build::rules_of(args.vague.as_deref())?;
    let settings = CaseSettings {
        title: args.title,
        default_zone: args.zone,
        language: args.lang,
        vague_numbers: args.vague,
        date_order: None,
        columns: BTreeMap::new(),
    };
    Ok(Case::create(dir, &settings, Actor(args.actor))?)
}

/// Refuses a zone that is not in the IANA database.
pub fn check_zone(zone: &str) -> Result<()> {
    let found = jiff::tz::TimeZone::get(zone);
    anyhow::ensure!(
        found.is_ok(),
        "`{zone}` is not a time zone; use an IANA name such as `Asia/Almaty` or `UTC`"
    );
    Ok(())
}
