//! WACZ: web captures with a list of their pages and the hashes of all files.
//!
//! Comes in: a zip archive. Goes out: the pages and their documents. A hash that differs is said, and the data are taken
//! all the same: the archive is evidence as it was received.
//!
//! Source: WACZ 1.1.1, and the draft of 1.2.0 (`profile` instead of `wacz_version`).

use crate::budget::{Guarded, Metered};
use crate::walk::{Stop, Walk};
use crate::warc::{self, Pages};
use crate::zipped::Archive;
use crate::{Sort, label};
use flate2::read::MultiGzDecoder;
use recount_diagnostics::Diagnostic;
use recount_sayings::say;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::io::{self, BufRead as _, BufReader, Read};

const PACKAGE: &str = "datapackage.json";
const DIGEST: &str = "datapackage-digest.json";
/// Of files that are read whole: the list of files, one line of the list of pages.
const MOST_BYTES: u64 = 64 << 20;

pub(crate) fn is_wacz(archive: &Archive<'_>) -> bool {
    archive.index_for_name(PACKAGE).is_some() && names(archive).iter().any(|name| is_captures(name))
}

/// Names that can be read; the order is that of the archive.
fn names(archive: &Archive<'_>) -> Vec<String> {
    archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect()
}

fn is_captures(name: &str) -> bool {
    let is_packed = name.strip_suffix(".gz").unwrap_or(name).ends_with(".warc");
    name.starts_with("archive/") && is_packed
}

#[derive(Deserialize)]
struct Package {
    #[serde(default)]
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    #[serde(default)]
    path: String,
    #[serde(default)]
    hash: String,
}

#[derive(Deserialize)]
struct PackageDigest {
    #[serde(default)]
    hash: String,
    #[serde(rename = "signedData")]
    signed: Option<Signed>,
}

/// What a signature says of itself. Source: WACZ signing 0.1.0, both kinds.
#[derive(Deserialize, Default)]
struct Signed {
    #[serde(default)]
    hash: String,
    #[serde(default)]
    created: String,
    domain: Option<String>,
}

#[derive(Deserialize)]
struct Page {
    url: Option<String>,
}

pub(crate) fn members(
    walk: &mut Walk<'_>,
    name: &str,
    archive: &mut Archive<'_>,
    depth: u32,
) -> Result<(), Stop> {
    checked(walk, name, archive)?;
    let mut pages = pages(archive);
    if pages.is_none() {
        let message = say!("odd.no-list-of-pages");
        walk.say(Diagnostic::note("no-list-of-pages", message), name);
    }
    for (idx, inner) in names(archive).iter().enumerate() {
        if !is_captures(inner) {
            if !inner.ends_with('/') {
                walk.leave(Sort::Data, inner)?;
            }
            continue;
        }
        let Some(entry) = archive.index_for_name(inner).and_then(|at| archive.by_index(at).ok()) else {
            let message = say!("odd.capture-damaged", n = idx + 1);
            walk.say(Diagnostic::error("member-damaged", message), inner);
            continue;
        };
        let mut entry = Guarded { budget: walk.budget, inner: entry };
        let read = if inner.ends_with(".gz") {
            let mut unpacked = Metered { budget: walk.budget, inner: MultiGzDecoder::new(&mut entry) };
            warc::members(walk, inner, &mut unpacked, depth, pages.as_mut())
        } else {
            warc::members(walk, inner, &mut entry, depth, pages.as_mut())
        };
        match read {
            // One damaged file of captures does not spoil the others.
            Err(Stop::Broken(why)) => {
                walk.cut_off(&label::of(inner.as_bytes(), walk.limits.name_bytes).words, &why)
            }
            other => other?,
        }
    }
    Ok(())
}

/// Addresses of the pages that were visited; `None` where none are listed.
fn pages(archive: &mut Archive<'_>) -> Option<Pages> {
    let mut pages = Pages::new();
    let is_list = |name: &String| name.starts_with("pages/") && name.ends_with(".jsonl");
    for list in names(archive).into_iter().filter(is_list) {
        let Ok(file) = archive.by_name(&list) else { continue };
        let mut lines = BufReader::new(file.take(MOST_BYTES));
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            let page = serde_json::from_slice::<Page>(&line).ok().and_then(|page| page.url);
            pages.extend(page.map(|address| warc::plain(&address)));
            line.clear();
        }
    }
    (!pages.is_empty()).then_some(pages)
}

/// Compares the hashes that the package states.
fn checked(walk: &mut Walk<'_>, name: &str, archive: &mut Archive<'_>) -> Result<(), Stop> {
    let Some(bytes) = whole(archive, PACKAGE) else {
        let message = say!("odd.wacz-no-list");
        walk.say(Diagnostic::warning("wacz-unchecked", message), name);
        return Ok(());
    };
    digest(walk, name, archive, &bytes);
    let Ok(package) = serde_json::from_slice::<Package>(&bytes) else {
        let message = say!("odd.wacz-list-not-json");
        walk.say(Diagnostic::warning("wacz-unchecked", message), name);
        return Ok(());
    };
    for resource in package.resources {
        let Some(stated) = resource.hash.strip_prefix("sha256:") else {
            let message = say!("odd.wacz-other-hash");
            walk.say(Diagnostic::note("wacz-unchecked", message), &resource.path);
            continue;
        };
        match hash(walk, archive, &resource.path) {
            None => {
                let message = say!("odd.wacz-file-missing");
                walk.say(Diagnostic::warning("wacz-file-missing", message), &resource.path);
            }
            Some(Err(error)) => walk.failed(&resource.path, error)?,
            Some(Ok(found)) if !found.eq_ignore_ascii_case(stated) => {
                differs(walk, &resource.path);
            }
            Some(Ok(_)) => {}
        }
    }
    Ok(())
}

fn differs(walk: &mut Walk<'_>, path: &str) {
    let message = say!("odd.wacz-hash-differs");
    let hint = say!("odd-hint.wacz-hash-differs");
    walk.say(Diagnostic::warning("wacz-hash-differs", message).hint(hint), path);
}

fn digest(walk: &mut Walk<'_>, name: &str, archive: &mut Archive<'_>, package: &[u8]) {
    let Some(bytes) = whole(archive, DIGEST) else { return };
    let Ok(digest) = serde_json::from_slice::<PackageDigest>(&bytes) else {
        let message = say!("odd.wacz-digest-not-json");
        return walk.say(Diagnostic::warning("wacz-unchecked", message), DIGEST);
    };
    let found = hex(&Sha256::digest(package));
    if digest.hash.strip_prefix("sha256:").is_some_and(|stated| !stated.eq_ignore_ascii_case(&found)) {
        differs(walk, PACKAGE);
    }
    if let Some(signed) = digest.signed {
        walk.say(signature(&signed, &found), name);
    }
}

/// Whether a signature is one over the list of files. Whether it is genuine is not looked at, and said.
fn signature(signed: &Signed, found: &str) -> Diagnostic {
    let is_over_it =
        signed.hash.strip_prefix("sha256:").is_some_and(|stated| stated.eq_ignore_ascii_case(found));
    if !is_over_it {
        let message = say!("odd.wacz-signature-differs");
        let hint = say!("odd-hint.wacz-signature-differs");
        return Diagnostic::warning("wacz-signature-differs", message).hint(hint);
    }
    let by = match &signed.domain {
        Some(domain) => say!("signed.domain", domain = domain),
        None => say!("signed.a-key"),
    };
    let message = match signed.created.get(..10) {
        Some(day) => say!("signed.unchecked-on", by = by, day = day),
        None => say!("signed.unchecked", by = by),
    };
    Diagnostic::note("wacz-signature-unchecked", message)
}

fn whole(archive: &mut Archive<'_>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn hash(walk: &Walk<'_>, archive: &mut Archive<'_>, name: &str) -> Option<io::Result<String>> {
    let mut file = Metered { budget: walk.budget, inner: archive.by_name(name).ok()? };
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Some(Ok(hex(&hasher.finalize()))),
            Ok(read) => hasher.update(buffer.get(..read).unwrap_or_default()),
            Err(error) => return Some(Err(error)),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
