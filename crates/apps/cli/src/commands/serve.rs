//! `recount serve`: the workbench.

use super::{Outcome, users};
use crate::args::Serve;
use crate::output;
use anyhow::Result;
use recount_server::{Lifetimes, Opened, Options, Tls};
use std::fmt::Write as _;

pub fn run(args: Serve) -> Result<Outcome> {
    let network = args.network;
    let has_users = network.with_users || network.file.users.is_some() || !args.addr.ip().is_loopback();
    let tls = match (network.tls_cert, network.tls_key) {
        (Some(certificate), Some(key)) => Tls::Files { certificate, key },
        _ if network.tls_self_signed => Tls::SelfSigned,
        _ if network.without_tls => Tls::Elsewhere,
        _ => Tls::Off,
    };
    let options = Options {
        address: args.addr,
        dir: args.dir,
        actor: args.actor,
        is_read_only: args.reading.read_only,
        hosts: network.hosts,
        tls,
        users: has_users.then(|| users::file(&network.file)).transpose()?,
        lifetimes: Lifetimes::default(),
    };
    recount_server::serve(&options, |opened| output::text(&told(opened)))?;
    Ok(Outcome::Done)
}

fn told(opened: &Opened) -> String {
    let mut text = format!("the workbench is open at\n{}\n", opened.address);
    if let Some(fingerprint) = &opened.fingerprint {
        let _ = writeln!(
            text,
            "nobody vouches for its certificate: whoever opens it compares the SHA-256 fingerprint\n{fingerprint}"
        );
    }
    text + if opened.needs_login {
        "(people log in with their names and passwords; Ctrl-C ends it)\n"
    } else {
        "(the address holds the key of this launch; Ctrl-C ends it)\n"
    }
}
