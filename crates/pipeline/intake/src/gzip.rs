//! gzip: one file, a tar, or web captures, packed in one or many members.
//!
//! Comes in: bytes. Goes out: what is inside, opened as what it is.

use crate::budget::{Again, Metered, head_of};
use crate::kind::{HEAD_BYTES, Kind, kind_of};
use crate::walk::{Member, Stop, Walk};
use crate::{ReadSeek, tape, warc};
use flate2::bufread::MultiGzDecoder;
use std::io::{BufReader, Read};

pub(crate) fn members(
    walk: &mut Walk<'_>,
    name: &str,
    input: &mut dyn ReadSeek,
    depth: u32,
) -> Result<(), Stop> {
    let mut unpacked = Metered { budget: walk.budget, inner: MultiGzDecoder::new(BufReader::new(input)) };
    let head = match head_of(&mut unpacked, HEAD_BYTES) {
        Ok(head) => head,
        Err(error) => {
            drop(walk.budget.trouble());
            return Err(Stop::Broken(error.to_string().into()));
        }
    };
    let inner_name = inner_name(name);
    let mut unpacked = Again { head: &head, rest: &mut unpacked as &mut dyn Read };
    match kind_of(&inner_name, &head) {
        Some(Kind::Tar) => tape::members(walk, name, &mut unpacked, depth),
        Some(Kind::Warc) => warc::members(walk, name, &mut unpacked, depth, None),
        _ => {
            let file = inner_name.rsplit('/').next().unwrap_or(&inner_name).as_bytes().to_vec();
            let within = if depth == 0 { "" } else { name };
            walk.offer(&Member { name: &file, within, facts: &[], depth: depth + 1 }, &mut unpacked)
        }
    }
}

fn inner_name(name: &str) -> String {
    let lower = name.to_lowercase();
    match lower.strip_suffix(".tgz") {
        Some(_) => format!("{}.tar", name.get(..name.len() - 4).unwrap_or(name)),
        None if lower.ends_with(".gz") => name.get(..name.len() - 3).unwrap_or(name).to_owned(),
        None => name.to_owned(),
    }
}
