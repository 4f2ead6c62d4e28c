//! What comes from outside: who may ask, what is answered where, the files of the front end, and the stream of events.

mod access;
mod ask;
mod assets;
mod certificate;
mod events;
mod guard;
mod previews;
mod problem;
mod serving;
mod tls;

pub use access::{Access, Hidden, bearer};
pub use ask::{Ask, Language};
pub use guard::Names;
pub use problem::{Problem, reason};
pub use serving::Peer;
pub use tls::{Secured, Tls};

use previews::Previews;

use crate::clerk::Clerk;
use crate::people::Person;
use crate::screens;
use crate::status::Status;
use anyhow::Result;
use axum::middleware;
use rustls::ServerConfig;
use std::net::TcpListener;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// What every handler may use.
pub struct App {
    pub clerk: Clerk,
    pub previews: Previews,
    pub access: Access,
    names: Names,
    hidden: Hidden,
}

impl App {
    pub fn new(clerk: Clerk, access: Access, names: Names, hidden: Hidden) -> Arc<Self> {
        Arc::new(App { clerk, previews: Previews::default(), access, names, hidden })
    }

    /// The status as this person may see it, in their language.
    pub fn seen(&self, status: &Status, person: &Person, language: &str) -> Status {
        self.hidden.status(status, person, language)
    }
}

/// A secret: 256 bits by chance, in hexadecimal digits.
///
/// # Errors
/// When this computer has no chance numbers to give.
pub fn token() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no chance to be had: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn routes() -> (axum::Router<Arc<App>>, OpenApi) {
    OpenApiRouter::new().merge(screens::routes()).merge(events::routes()).split_for_parts()
}

/// The description of all that can be asked.
pub fn description() -> OpenApi {
    let mut description = routes().1;
    description.info.title = "Recount workbench".to_owned();
    description.info.version = env!("CARGO_PKG_VERSION").to_owned();
    description.info.description = None;
    description.info.contact = None;
    description.info.license = None;
    description
}

/// Serves until the process ends.
pub fn run(listener: TcpListener, app: Arc<App>, tls: Option<Arc<ServerConfig>>) -> Result<()> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let guarded = middleware::from_fn_with_state(Arc::clone(&app), guard::check);
        let routes = routes().0.fallback(assets::file).layer(guarded).with_state(app);
        serving::run(listener, routes, tls.map(TlsAcceptor::from)).await
    })
}
