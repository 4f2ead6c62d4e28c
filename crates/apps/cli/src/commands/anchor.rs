//! `recount checkpoint` and `recount stamp`: what binds the custody log to the world outside.

use super::Outcome;
use crate::args::{MakeCheckpoint, Stamp};
use crate::output;
use anyhow::{Context as _, Result};
use recount_keep::{Actor, Case, Checkpoint, StampKind, write_file_whole};
use serde_json::json;
use std::path::Path;

pub fn checkpoint(args: &MakeCheckpoint) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    if let Some(seq) = args.proof {
        return proof(&case, seq);
    }
    let made = case.checkpoint(args.sign)?;
    if let Some(path) = &args.output {
        write_text(path, &made.statement())?;
    }
    if args.json {
        let (key, signature) = made.signed.clone().unzip();
        output::json(&json!({
            "seq": made.seq, "entries": made.entries, "root": made.root,
            "statement": made.statement(), "key": key, "signature": signature,
        }))?;
    } else {
        output::text(&in_words(&made))?;
    }
    Ok(Outcome::Done)
}

fn in_words(made: &Checkpoint) -> String {
    let signed = made
        .signed
        .as_ref()
        .map_or_else(String::new, |(key, signature)| format!("key {key}\nsignature {signature}\n"));
    format!(
        "{}{signed}Give these lines to somebody outside, or have them stamped (`recount stamp`): from then on nobody can change \
         what the log says without it being seen.\n",
        made.statement()
    )
}

fn proof(case: &Case, seq: i64) -> Result<Outcome> {
    let checkpoint =
        case.last_checkpoint()?.context("the case has no checkpoint; make one with `recount checkpoint`")?;
    let proof = case.proof(seq, &checkpoint)?;
    output::json(&proof.with_context(|| format!("the last checkpoint covers no entry {seq}"))?)?;
    Ok(Outcome::Done)
}

pub fn stamp(args: &Stamp) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    if let Some(path) = &args.request {
        let request = case.stamp_request()?;
        write_file_whole(path, |out| out.write_all(&request).with_context(|| path.display().to_string()))?;
        let path = path.display();
        output::text(&format!(
            "wrote {path}: send it to a time-stamp authority (`application/timestamp-query`), then keep its answer with `--response`\n"
        ))?;
    }
    for (kind, path) in [(StampKind::Rfc3161, &args.response), (StampKind::OpenTimestamps, &args.ots)] {
        let Some(path) = path else { continue };
        let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
        let entry = case.add_stamp(kind, &bytes).with_context(|| path.display().to_string())?;
        let says = entry.args.get("says").and_then(|says| says.as_str()).unwrap_or_default();
        output::text(&format!("kept: {}\n", output::printable(says)))?;
    }
    Ok(Outcome::Done)
}

fn write_text(path: &Path, text: &str) -> Result<()> {
    write_file_whole(path, |out| out.write_all(text.as_bytes()).with_context(|| path.display().to_string()))?;
    Ok(())
}
