//! The voices: who says what, and through whom; and everybody and everything that is named.

use super::{Page, Rows, has_words};
use crate::http::{App, Ask, Problem};
use axum::extract::{Path, Query};
use axum::response::Response;
use recount_publish::view;
use recount_publish::view::people::PeopleView;
use recount_publish::view::voices::SpeakerView;
use recount_sayings::say;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(voices)).routes(routes!(voice)).routes(routes!(people))
}

/// Which speakers are wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Wanted {
    /// Words of the name or of a role.
    q: Option<String>,
    offset: usize,
    limit: Option<usize>,
}

/// A speaker in the list.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct SpeakerRow {
    name: String,
    roles: Vec<String>,
    statements: usize,
    count: String,
    /// Numbers of the accounts they speak in.
    accounts: Vec<usize>,
}

/// Speakers, those with most statements first
#[utoipa::path(get, path = "/api/voices", params(Wanted),
    responses((status = 200, body = Rows<SpeakerRow>), (status = 503, body = Problem)))]
async fn voices(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    ask.answer(move |context| {
        let mut speakers = view::voices(context).speakers;
        speakers.retain(|one| has_words(wanted.q.as_deref(), &[&one.name, &one.roles.join(" ")]));
        let page = Page { offset: wanted.offset, limit: wanted.limit.unwrap_or(Page::default().limit) };
        Ok(page.of(&speakers, row))
    })
    .await
}

/// One speaker with all statements, in the order of the accounts
#[utoipa::path(get, path = "/api/voices/{name}", params(("name" = String, Path)),
    responses((status = 200, body = SpeakerView), (status = 404, body = Problem)))]
async fn voice(ask: Ask, Path(name): Path<String>) -> Result<Response, Problem> {
    ask.answer(move |context| {
        let found = view::voices(context).speakers.into_iter().find(|speaker| speaker.name == name);
        found.ok_or_else(|| Problem::not_found(say!("problem-why.no-speaker")))
    })
    .await
}

/// People, organisations and places, most named first
#[utoipa::path(get, path = "/api/people",
    responses((status = 200, body = PeopleView), (status = 503, body = Problem)))]
async fn people(ask: Ask) -> Result<Response, Problem> {
    ask.answer(|context| Ok(view::people(context))).await
}

fn row(speaker: &SpeakerView) -> SpeakerRow {
    let mut accounts: Vec<usize> =
        speaker.statements.iter().map(|statement| statement.quote.account.number).collect();
    accounts.sort_unstable();
    accounts.dedup();
    SpeakerRow {
        name: speaker.name.clone(),
        roles: speaker.roles.clone(),
        statements: speaker.statements.len(),
        count: speaker.count.clone(),
        accounts,
    }
}
