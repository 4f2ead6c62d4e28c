//! The dossier at the left: every account, who tells it and when it was written.

use super::{Page, Rows};
use crate::http::{App, Ask, Problem};
use axum::extract::Query;
use axum::response::Response;
use recount_publish::view::accounts::{AccountView, account_view};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(accounts))
}

/// The accounts in reading order
#[utoipa::path(get, path = "/api/accounts", params(Page),
    responses((status = 200, body = Rows<AccountView>), (status = 503, body = Problem)))]
async fn accounts(ask: Ask, Query(page): Query<Page>) -> Result<Response, Problem> {
    ask.answer(move |context| Ok(page.of(&context.accounts, |account| account_view(context, account)))).await
}
