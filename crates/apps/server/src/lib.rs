//! The workbench's server: the only crate that knows HTTP.
//!
//! One thread, the [`clerk`], holds the case and does what is asked of it, one thing after the other. What it derives becomes a
//! [`Snapshot`](snapshot::Snapshot) that never changes; *librarians* hold it indexed and answer readers from it. Handlers in
//! [`screens`] turn one into the other, one file per screen. What comes from outside goes through [`http::guard`] first.

mod clerk;
mod example;
mod http;
mod library;
pub mod people;
mod recent;
mod screens;
mod snapshot;
mod starting;
mod status;

pub use http::Tls;
pub use people::Lifetimes;

use http::{Hidden, Names};

use anyhow::{Context as _, Result};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;

/// How the workbench is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it listens; port 0 takes any that is free.
    pub address: SocketAddr,
    /// The case to open; none shows the list.
    pub dir: Option<PathBuf>,
    /// Who is at work, in the custody log.
    pub actor: Option<String>,
    pub is_read_only: bool,
    /// Names it is asked by, besides its address.
    pub hosts: Vec<String>,
    pub tls: Tls,
    /// The file of the users who log in; none: the key of the launch lets in.
    pub users: Option<PathBuf>,
    pub lifetimes: Lifetimes,
}

/// What a person should know once it listens.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The address to open, with the key of the launch where no users log in.
    pub address: String,
    pub needs_login: bool,
    /// SHA-256 of a certificate that nobody vouches for, as browsers show it.
    pub fingerprint: Option<String>,
}

/// Serves until the process ends. `ready` is told where.
///
/// # Errors
/// When it would be open to others without users and TLS, the address cannot be had, or this computer has no chance numbers to
/// give.
pub fn serve(options: &Options, ready: impl FnOnce(&Opened) -> Result<()>) -> Result<()> {
    starting::allowed(options)?;
    let access = starting::access(options)?;
    let secured = options.tls.secured(&starting::names(options))?;
    let listener = TcpListener::bind(options.address).with_context(|| {
        format!("`{}` cannot be listened at; is a workbench open already?", options.address)
    })?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let names = Names::new(address, &options.hosts, secured.is_some(), options.tls == Tls::Elsewhere);
    let clerk = clerk::Clerk::start(options)?;
    ready(&starting::opened(options, address, &access, secured.as_ref()))?;
    let app = http::App::new(clerk, access, names, Hidden::of(options.dir.as_deref()));
    http::run(listener, app, secured.map(|secured| secured.config))
}

/// The description of the HTTP interface (OpenAPI 3.1) as JSON.
///
/// # Errors
/// Never; writing JSON is fallible by type.
pub fn description() -> Result<String> {
    Ok(serde_json::to_string_pretty(&http::description())? + "\n")
}
