//! The report: chosen, seen before it leaves, and released.

use crate::clerk::Desk;
use crate::http::{App, Problem};
use crate::people::Person;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use recount_keep::Written;
use recount_model::OriginalId;
use recount_publish::{Pseudonyms, ReportSettings, SECTIONS, html, markdown};
use recount_sayings::say;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(preview))
        .routes(routes!(release))
        .route("/preview/{ticket}", axum::routing::get(shown))
}

/// How the report shall be.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
struct Chosen {
    title: Option<String>,
    /// BCP 47; English when empty.
    language: String,
    /// In the order they shall stand in; all when empty.
    sections: Vec<String>,
    /// Pseudonyms by name.
    names: BTreeMap<String, String>,
    /// `html` or `md`.
    format: Option<String>,
}

/// Where the preview is, for a minute's reading.
#[derive(Debug, Serialize, ToSchema)]
struct Ticket {
    ticket: String,
    bytes: usize,
    /// All sections there are, in their usual order.
    sections: Vec<String>,
}

/// Makes the report for looking at; nothing leaves the case
#[utoipa::path(post, path = "/api/report/preview", request_body = Chosen,
    responses((status = 200, body = Ticket), (status = 422, body = Problem)))]
async fn preview(State(app): State<Arc<App>>, Json(chosen): Json<Chosen>) -> Result<Json<Ticket>, Problem> {
    let made = app.clerk.ask(move |desk| rendered(desk, &chosen)).await?;
    let bytes = made.bytes.len();
    let ticket = app.previews.put(made.bytes).map_err(Problem::ours)?;
    Ok(Json(Ticket { ticket, bytes, sections: SECTIONS.iter().map(ToString::to_string).collect() }))
}

/// The page itself, in an origin of its own: it can reach nothing, and nothing can be asked from it.
async fn shown(State(app): State<Arc<App>>, Path(ticket): Path<String>) -> Result<Response, Problem> {
    let page =
        app.previews.get(&ticket).ok_or_else(|| Problem::not_found(say!("problem-why.preview-over")))?;
    let policy =
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    ];
    Ok((headers, page).into_response())
}

/// Gives the report out, and notes in the custody log that it left the case
#[utoipa::path(post, path = "/api/report/release", request_body = Chosen,
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 422, body = Problem)))]
async fn release(
    State(app): State<Arc<App>>,
    person: Person,
    Json(chosen): Json<Chosen>,
) -> Result<Response, Problem> {
    let (made, name) = app
        .clerk
        .ask_as(person, move |desk| {
            let made = rendered(desk, &chosen)?;
            let name = format!("report.{}", made.format);
            let written = Written {
                sha256: OriginalId(
                    Sha256::digest(&made.bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
                ),
                length_bytes: made.bytes.len() as u64,
            };
            let open = desk.opened()?;
            if !open.case.is_read_only() {
                let rules = open.rules.fingerprint().to_owned();
                open.case.released(&name, &written, &rules).map_err(Problem::refused)?;
            }
            Ok((made, name))
        })
        .await?;
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, made.bytes).into_response())
}

/// A report that was made.
struct Made {
    bytes: Vec<u8>,
    format: &'static str,
}

fn rendered(desk: &mut Desk, chosen: &Chosen) -> Result<Made, Problem> {
    let open = desk.opened()?;
    let built = open.built().map_err(Problem::refused)?;
    let title = chosen.title.clone().filter(|title| !title.trim().is_empty());
    let settings = ReportSettings {
        title: title.or_else(|| open.case.settings.title.clone()),
        language: chosen.language.clone(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        display_zone: open.case.settings.default_zone.clone(),
        diagnostics: built.diagnostics.clone(),
        sections: chosen.sections.clone(),
        ..ReportSettings::default()
    };
    let mut bytes = Vec::new();
    let format = match chosen.format.as_deref() {
        Some("md") => "md",
        _ => "html",
    };
    let render = if format == "md" { markdown } else { html };
    render(&built.dossier, &settings, &mut bytes).map_err(Problem::refused)?;
    let mut hidden = Pseudonyms::default();
    for (name, pseudonym) in &chosen.names {
        hidden.hide(name, pseudonym, &built.dossier);
    }
    if !hidden.is_empty() {
        bytes = hidden.replaced(&String::from_utf8_lossy(&bytes)).into_bytes();
    }
    Ok(Made { bytes, format })
}
