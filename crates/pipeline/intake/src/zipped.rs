//! zip: members in the order of its directory.
//!
//! Comes in: bytes that can be read from any place. Goes out: members. Nothing is extracted. A zip that holds
//! `datapackage.json` and web captures is a WACZ.

use crate::budget::Metered;
use crate::walk::{Member, Stop, Walk};
use crate::{Fact, ReadSeek, Sort, wacz};
use recount_diagnostics::Diagnostic;
use recount_model::MetadataField;
use recount_sayings::say;
use std::io::Read;
use zip::ZipArchive;
use zip::result::ZipError;

pub(crate) type Archive<'r> = ZipArchive<&'r mut dyn ReadSeek>;

pub(crate) fn members(
    walk: &mut Walk<'_>,
    name: &str,
    input: &mut dyn ReadSeek,
    depth: u32,
) -> Result<(), Stop> {
    let mut archive = ZipArchive::new(input).map_err(|error| Stop::Broken(error.to_string().into()))?;
    if wacz::is_wacz(&archive) {
        return wacz::members(walk, name, &mut archive, depth);
    }
    let publisher = owner(&mut archive);
    for idx in 0..archive.len() {
        member(walk, &mut archive, idx, (if depth == 0 { "" } else { name }, depth), publisher.as_ref())?;
    }
    Ok(())
}

fn member(
    walk: &mut Walk<'_>,
    archive: &mut Archive<'_>,
    idx: usize,
    (within, depth): (&str, u32),
    publisher: Option<&Fact>,
) -> Result<(), Stop> {
    let (name, is_folder, is_link) = match archive.by_index_raw(idx) {
        Ok(entry) => (entry.name_raw().to_vec(), entry.is_dir(), entry.is_symlink()),
        Err(error) => return unreadable(walk, &format!("member {}", idx + 1), &error),
    };
    let shown = String::from_utf8_lossy(&name).into_owned();
    if is_folder {
        return Ok(());
    }
    if is_link {
        return walk.leave(Sort::Link, &shown);
    }
    let facts: Vec<Fact> = publisher.filter(|_| is_posts(&shown)).cloned().into_iter().collect();
    match archive.by_index(idx) {
        Ok(entry) => {
            let member = Member { name: &name, within, facts: &facts, depth };
            walk.offer(&member, &mut Metered { budget: walk.budget, inner: entry })
        }
        Err(error) => unreadable(walk, &shown, &error),
    }
}

fn unreadable(walk: &mut Walk<'_>, name: &str, error: &ZipError) -> Result<(), Stop> {
    let name = &crate::label::of(name.as_bytes(), walk.limits.name_bytes).words;
    let is_locked = matches!(error, ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED);
    let diagnostic = if is_locked {
        let hint = say!("odd-hint.member-encrypted");
        Diagnostic::error("member-encrypted", say!("odd.member-encrypted")).hint(hint)
    } else {
        Diagnostic::error("member-damaged", say!("odd.member-damaged", why = error.to_string()))
    };
    walk.say(diagnostic, name);
    walk.leave(Sort::Document, name)
}

fn is_posts(name: &str) -> bool {
    name.strip_prefix("data/").is_some_and(|file| file.starts_with("tweet") || file.contains("-tweet"))
}

/// Whose archive of X it is: the posts themselves do not say.
fn owner(archive: &mut Archive<'_>) -> Option<Fact> {
    const MOST_BYTES: u64 = 64 << 10;
    let mut script = String::new();
    archive.by_name("data/account.js").ok()?.take(MOST_BYTES).read_to_string(&mut script).ok()?;
    let json = script.split_once('=')?.1;
    let all: serde_json::Value = serde_json::from_str(json.trim()).ok()?;
    let name = all.get(0)?.get("account")?.get("username")?.as_str()?;
    Some(Fact { field: MetadataField::Publisher, value: format!("@{name}") })
}
