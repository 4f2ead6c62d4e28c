//! Method and limits: what this rests on, what was odd, how to check it.
//!
//! Comes in: readings and diagnostics. Goes out: tables. It may not leave a diagnostic out.

use super::context::Context;
use recount_diagnostics::{Diagnostic, DiagnosticSeverity};
use serde::Serialize;

/// What a reader needs to check the report.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MethodView {
    pub version: String,
    pub zone_words: String,
    pub originals: Vec<OriginalView>,
    pub diagnostics: Vec<DiagnosticView>,
}

/// One original.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct OriginalView {
    pub names: Vec<String>,
    pub hash: String,
    pub reader: String,
    pub language: String,
    pub accounts: usize,
}

/// One odd thing.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct DiagnosticView {
    pub id: String,
    pub severity_words: String,
    pub place: String,
    pub message: String,
    pub hint: Option<String>,
}

/// Originals and diagnostics, as they are ordered in the dossier.
pub fn method(context: &Context<'_>) -> MethodView {
    let dossier = context.dossier();
    let zone = context.settings.display_zone.as_deref().unwrap_or("UTC");
    let originals = dossier.readings.iter().map(|reading| OriginalView {
        names: names_of(context, &reading.original),
        hash: reading.original.0.to_string(),
        reader: reading.reader.clone(),
        language: reading.language.clone(),
        accounts: accounts_of(context, &reading.original),
    });
    MethodView {
        version: context.settings.program_version.clone(),
        zone_words: context.words.fill("method", "zone", &[("zone", zone)]),
        originals: originals.collect(),
        diagnostics: context.settings.diagnostics.iter().map(|odd| diagnostic_view(context, odd)).collect(),
    }
}

/// Names and accounts are sorted by original, so each is a run.
fn names_of(context: &Context<'_>, original: &recount_model::OriginalId) -> Vec<String> {
    let names = &context.dossier().names_of_originals;
    let first = names.partition_point(|(of, _)| of < original);
    let run = names.iter().skip(first).take_while(|(of, _)| of == original);
    run.map(|(_, name)| name.clone()).collect()
}

fn accounts_of(context: &Context<'_>, original: &recount_model::OriginalId) -> usize {
    let accounts = &context.dossier().accounts;
    let first = accounts.partition_point(|account| &account.original < original);
    accounts.iter().skip(first).take_while(|account| &account.original == original).count()
}

fn diagnostic_view(context: &Context<'_>, odd: &Diagnostic) -> DiagnosticView {
    let severity = match odd.severity {
        DiagnosticSeverity::Note => "note",
        DiagnosticSeverity::Warning => "warning",
        DiagnosticSeverity::Error => "error",
    };
    let file = odd.original.as_ref().and_then(|original| context.index.file_name(original));
    DiagnosticView {
        id: odd.id.clone(),
        severity_words: context.words.say("severity", severity),
        place: odd.place.as_deref().or(file).unwrap_or_default().to_owned(),
        message: context.say(&odd.message),
        hint: odd.hint.as_ref().map(|hint| context.say(hint)),
    }
}
