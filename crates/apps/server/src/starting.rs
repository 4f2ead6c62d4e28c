//! What must be so before anything is listened at. Whoever can be reached from other computers has users and TLS.

use crate::http::{Access, Secured, Tls, token};
use crate::people::{Door, Users};
use crate::{Opened, Options};
use anyhow::{Context as _, Result, ensure};
use std::net::SocketAddr;

/// Refuses, in one line that says what to do, to be open to others without users and TLS.
pub fn allowed(options: &Options) -> Result<()> {
    let address = options.address;
    let is_own = address.ip().is_loopback();
    ensure!(
        is_own || options.users.is_some(),
        "`{address}` can be reached from other computers: people must log in there"
    );
    ensure!(
        is_own || options.tls != Tls::Off,
        "`{address}` can be reached from other computers: give --tls-cert and --tls-key, or --tls-self-signed, or --without-tls \
         behind a proxy of yours that has TLS"
    );
    ensure!(
        !address.ip().is_unspecified() || !options.hosts.is_empty(),
        "`{address}` is every address of this computer: say with --host NAME by which names or addresses people open it"
    );
    if options.users.is_some() {
        ensure!(options.dir.is_some(), "name the case: where people log in, one case is served");
        ensure!(
            options.actor.is_none(),
            "--as names nobody where people log in: each is logged under their own name"
        );
    }
    Ok(())
}

/// What lets people in.
pub fn access(options: &Options) -> Result<Access> {
    let Some(file) = &options.users else {
        return Ok(Access::Launch { key: token()?, name: options.actor.clone() });
    };
    let door = Door::new(Users::at(file.clone()), options.lifetimes);
    let door = door.with_context(|| format!("`{}` cannot be served to users", options.address))?;
    Ok(Access::Users(Box::new(door)))
}

/// Names that a certificate made here is for, without ports.
pub fn names(options: &Options) -> Vec<String> {
    let ip = options.address.ip();
    let own = (!ip.is_unspecified()).then(|| ip.to_string());
    let local = ip.is_loopback().then(|| "localhost".to_owned());
    let plain = |host: &String| match host.rsplit_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok() && !name.contains(':') => name.to_owned(),
        _ => host.clone(),
    };
    let mut names: Vec<String> =
        own.into_iter().chain(local).chain(options.hosts.iter().map(plain)).collect();
    names.sort();
    names.dedup();
    names
}

/// What to tell whoever started it.
pub fn opened(options: &Options, address: SocketAddr, access: &Access, secured: Option<&Secured>) -> Opened {
    let scheme = if secured.is_some() { "https" } else { "http" };
    let host = match options.hosts.first() {
        Some(name) if !address.ip().is_loopback() && name.contains(':') => name.clone(),
        Some(name) if !address.ip().is_loopback() => format!("{name}:{}", address.port()),
        _ => address.to_string(),
    };
    let fragment = match access {
        Access::Launch { key, .. } => format!("#token={key}"),
        Access::Users(_) => String::new(),
    };
    Opened {
        address: format!("{scheme}://{host}/{fragment}"),
        needs_login: options.users.is_some(),
        fingerprint: secured.and_then(|secured| secured.fingerprint.clone()),
    }
}
