//! A question to the library: which language, and what the asker knows already.

use super::{App, Problem};
use crate::library::{self, Library};
use crate::screens::{Catalogue, SearchIndex};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use recount_publish::view::Context;
use serde::Serialize;
use std::convert::Infallible;
use std::sync::{Arc, OnceLock};

/// The language that whoever asks reads.
pub struct Language(pub &'static str);

impl<S: Send + Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Language(Language::of(&parts.headers)))
    }
}

impl Language {
    /// The language to answer in: the first wanted one that there are words for, else English.
    pub fn of(headers: &HeaderMap) -> &'static str {
        let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        library::language(wanted.unwrap_or(""))
    }
}

/// A question that is answered from what is derived now.
pub struct Ask {
    library: Arc<Library>,
    language: &'static str,
    /// Path and query.
    question: String,
    known: Option<String>,
}

impl FromRequestParts<Arc<App>> for Ask {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let text = |name| parts.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let language = Language::of(&parts.headers);
        Ok(Ask {
            library: app.clerk.library()?,
            language,
            question: format!("{language} {}", parts.uri),
            known: text(header::IF_NONE_MATCH).map(str::to_owned),
        })
    }
}

impl Ask {
    /// What can be found in what is derived now; made by whoever asks first.
    pub fn search_index(&self) -> Arc<OnceLock<SearchIndex>> {
        Arc::clone(&self.library.search)
    }

    /// Every thing by its id; made by whoever asks first.
    pub fn catalogue(&self) -> Arc<OnceLock<Catalogue>> {
        Arc::clone(&self.library.catalogue)
    }

    /// What `make` makes of the dossier, as it is.
    pub async fn made<T: Send + 'static>(
        self,
        make: impl FnOnce(&Context<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.library.ask(self.language, make).await?
    }

    /// Answers with what `make` makes of the dossier, as JSON with an entity tag; with nothing where the asker has it already.
    pub async fn answer<T: Serialize + Send + 'static>(
        self,
        make: impl FnOnce(&Context<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let tag =
            format!("\"{}-{}\"", self.library.snapshot.revision.get(..16).unwrap_or("0"), self.language);
        let headers = [(header::ETAG, tag.clone()), (header::VARY, "accept-language".to_owned())];
        if self.known.as_deref() == Some(&tag) {
            return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
        }
        let body = self.library.answer(self.question, self.language, make).await?;
        let kind = [(header::CONTENT_TYPE, "application/json")];
        Ok((headers, kind, body).into_response())
    }
}
