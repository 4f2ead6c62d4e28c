//! tar: members one after the other.
//!
//! Comes in: bytes. Goes out: members that are files; links and devices are counted. Nothing is extracted.

use crate::Sort;
use crate::budget::Guarded;
use crate::walk::{Member, Stop, Walk};
use std::io::Read;

pub(crate) fn members(walk: &mut Walk<'_>, name: &str, input: &mut dyn Read, depth: u32) -> Result<(), Stop> {
    let broken = |error: std::io::Error| Stop::Broken(error.to_string().into());
    let mut archive = tar::Archive::new(input);
    let within = if depth == 0 { "" } else { name };
    for entry in archive.entries().map_err(broken)? {
        let mut entry = match entry {
            Ok(entry) => entry,
            // A limit of the bytes below speaks for itself.
            Err(error) => return ended(walk, name, error),
        };
        let label = entry.path_bytes().into_owned();
        let kind = entry.header().entry_type();
        if kind.is_dir() {
            continue;
        }
        if !kind.is_file() && !kind.is_contiguous() && !kind.is_gnu_sparse() {
            walk.leave(Sort::Link, &String::from_utf8_lossy(&label))?;
            continue;
        }
        let member = Member { name: &label, within, facts: &[], depth };
        let whole = Whole { left: entry.size(), inner: &mut entry };
        walk.offer(&member, &mut Guarded { budget: walk.budget, inner: whole })?;
    }
    Ok(())
}

fn ended(walk: &mut Walk<'_>, name: &str, error: std::io::Error) -> Result<(), Stop> {
    let why = error.to_string();
    match walk.failed(name, error) {
        Err(Stop::Sink(_)) => Err(Stop::Broken(why.into())),
        Ok(()) => Ok(()),
        Err(stop) => Err(stop),
    }
}

/// A member that has to have all its bytes: one that was cut off is damaged, not short.
struct Whole<'r> {
    left: u64,
    inner: &'r mut dyn Read,
}

impl Read for Whole<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if read == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "the archive ends inside it"));
        }
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}
