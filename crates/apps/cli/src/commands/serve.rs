//! `recount serve`: the workbench.

use super::Outcome;
use crate::args::Serve;
use crate::output;
use anyhow::{Result, ensure};
use recount_server::Options;

pub fn run(args: Serve) -> Result<Outcome> {
    ensure!(
        args.addr.ip().is_loopback(),
        "`{}` can be reached from other computers; the workbench listens on this computer alone",
        args.addr
    );
    let options = Options {
        address: args.addr,
        dir: args.dir,
        actor: args.actor,
        is_read_only: args.reading.read_only,
    };
    recount_server::serve(&options, |address| {
        output::text(&format!(
            "the workbench is open at\n{address}\n(the address holds the key of this launch; Ctrl-C ends it)\n"
        ))
    })?;
    Ok(Outcome::Done)
}
