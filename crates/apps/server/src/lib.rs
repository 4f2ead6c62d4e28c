//! The workbench's server: the only crate that knows HTTP.
//!
//! One thread, the [`clerk`], holds the case and does what is asked of it, one thing after the other. What it derives becomes a
//! [`Snapshot`](snapshot::Snapshot) that never changes; *librarians* hold it indexed and answer readers from it. Handlers in
//! [`screens`] turn one into the other, one file per screen. What comes from outside goes through [`http::guard`] first.

mod clerk;
mod example;
mod http;
mod library;
mod recent;
mod screens;
mod snapshot;
mod status;

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
}

/// Serves until the process ends. `ready` is given the address to open, with its token.
///
/// # Errors
/// When the address cannot be had, or this computer has no chance numbers to give.
pub fn serve(options: &Options, ready: impl FnOnce(&str) -> Result<()>) -> Result<()> {
    let listener = TcpListener::bind(options.address).with_context(|| {
        format!("`{}` cannot be listened at; is a workbench open already?", options.address)
    })?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let token = http::token()?;
    let clerk = clerk::Clerk::start(options)?;
    ready(&format!("http://{address}/#token={token}"))?;
    http::run(listener, http::App::new(clerk, address, token))
}

/// The description of the HTTP interface (OpenAPI 3.1) as JSON.
///
/// # Errors
/// Never; writing JSON is fallible by type.
pub fn description() -> Result<String> {
    Ok(serde_json::to_string_pretty(&http::description())? + "\n")
}
