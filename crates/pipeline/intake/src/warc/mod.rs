//! WARC 1.0 and 1.1: what a crawler or a browser kept of the web.
//!
//! Comes in: bytes, unpacked. Goes out: the documents among the answers, with their address and when they were taken;
//! everything else is counted. It may not know how the records are packed.
//!
//! Source: ISO 28500:2017. Read in spite of: lines that end in LF alone, a missing length, a last record cut off.

mod http;
mod record;

use crate::budget::Guarded;
use crate::walk::{Stop, Walk};
use crate::{Fact, Sort, label, sort};
use record::{Record, Records};
use recount_diagnostics::Diagnostic;
use recount_model::MetadataField;
use recount_sayings::say;
use std::collections::BTreeSet;
use std::io::{BufReader, Read};

/// Addresses of what was visited as a page; those they were led on to are added as they are met.
pub(crate) type Pages = BTreeSet<String>;

pub(crate) fn members(
    walk: &mut Walk<'_>,
    name: &str,
    input: &mut dyn Read,
    _depth: u32,
    mut pages: Option<&mut Pages>,
) -> Result<(), Stop> {
    let mut reader = BufReader::with_capacity(64 << 10, Guarded { budget: walk.budget, inner: input });
    let mut records = Records::new(&mut reader);
    loop {
        match records.next() {
            Ok(Some(mut record)) => {
                one(walk, &mut record, pages.as_deref_mut())?;
                if let Err(error) = record.skip() {
                    return ended(walk, name, error);
                }
            }
            Ok(None) => return Ok(()),
            Err(error) => return ended(walk, name, error),
        }
    }
}

fn ended(walk: &mut Walk<'_>, name: &str, error: std::io::Error) -> Result<(), Stop> {
    let why = error.to_string();
    if let Err(Stop::Limit) = walk.failed(name, error) {
        return Err(Stop::Limit);
    }
    Err(Stop::Broken(why.into()))
}

fn one(walk: &mut Walk<'_>, record: &mut Record<'_>, pages: Option<&mut Pages>) -> Result<(), Stop> {
    let address = record.header("warc-target-uri").trim_matches(['<', '>']).to_owned();
    match record.header("warc-type").to_lowercase().as_str() {
        "response" if is_web(&address) => answer(walk, record, &address, pages),
        "resource" => resource(walk, record, &address, pages.as_deref()),
        "revisit" => {
            let message = say!("odd.revisit");
            walk.say(
                Diagnostic::note("revisit", message),
                &label::of_address(&address, "", walk.limits.name_bytes),
            );
            walk.leave(Sort::Record, &address)
        }
        _ => walk.leave(Sort::Record, &address),
    }
}

fn is_web(address: &str) -> bool {
    let lower = address.get(..8).unwrap_or(address).to_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}

fn answer(
    walk: &mut Walk<'_>,
    record: &mut Record<'_>,
    address: &str,
    pages: Option<&mut Pages>,
) -> Result<(), Stop> {
    let facts = facts(record, address);
    let Some(answer) = http::answer_of(record) else {
        let message = say!("odd.odd-answer");
        walk.say(Diagnostic::warning("odd-answer", message), address);
        return walk.leave(Sort::Answer, address);
    };
    let is_page = is_page(pages.as_deref(), address);
    if let (true, Some(pages), Some(to)) = (is_page, pages, answer.leads_to(address)) {
        pages.insert(plain(&to));
    }
    if answer.status != 200 {
        return walk.leave(Sort::Answer, address);
    }
    let media_type = answer.media_type().to_owned();
    let mut body = answer.body(record, walk.budget);
    take(walk, (address, &media_type, is_page), &facts, &mut body)
}

/// What was put in without an answer of a server: only what has an address of the web is of the web.
fn resource(
    walk: &mut Walk<'_>,
    record: &mut Record<'_>,
    address: &str,
    pages: Option<&Pages>,
) -> Result<(), Stop> {
    if !is_web(address) {
        return walk.leave(Sort::Record, address);
    }
    let facts = facts(record, address);
    let media_type = record.header("content-type").to_owned();
    let is_page = is_page(pages, address);
    take(walk, (address, &media_type, is_page), &facts, &mut Guarded { budget: walk.budget, inner: record })
}

fn facts(record: &Record<'_>, address: &str) -> Vec<Fact> {
    let captured = record.header("warc-date");
    let facts = [(MetadataField::CanonicalUrl, address), (MetadataField::Captured, captured)];
    let given = facts.into_iter().filter(|(_, value)| !value.is_empty());
    given.map(|(field, value)| Fact { field, value: value.to_owned() }).collect()
}

/// Without a list of pages everything may be one.
fn is_page(pages: Option<&Pages>, address: &str) -> bool {
    pages.is_none_or(|pages| pages.contains(&plain(address)))
}

/// An address as lists of pages hold it: nothing after `#`, no last `/`.
pub(crate) fn plain(address: &str) -> String {
    address.split('#').next().unwrap_or(address).trim_end_matches('/').to_owned()
}

/// Hands over a document. Text of a page that was not visited as one is a part of another (a frame, an advert).
fn take(
    walk: &mut Walk<'_>,
    (address, media_type, is_page): (&str, &str, bool),
    facts: &[Fact],
    body: &mut dyn Read,
) -> Result<(), Stop> {
    let label = label::of_address(address, media_type, walk.limits.name_bytes);
    let is_text = media_type.trim_start().to_lowercase().starts_with("text/") || media_type.contains("xhtml");
    match sort::of_media_type(media_type) {
        Sort::Document if plain(address).ends_with("/robots.txt") => walk.leave(Sort::Data, &label),
        Sort::Document if is_text && !is_page => walk.leave(Sort::Part, &label),
        Sort::Document => walk.take(&label, facts, body),
        other => walk.leave(other, &label),
    }
}
