//! A capture as WACZ.
//!
//! Source: Web Archive Collection Zipped 1.1.1 (Webrecorder), CDXJ 1.0.

use crate::connection::hex;
use crate::visit::Capture;
use crate::warc::{Place, Warc};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::io::{self, Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Who writes, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Software {
    /// `recount 0.1.0`
    pub name: String,
    /// RFC 3339, UTC, to the second: `2001-05-03T10:00:00Z`.
    pub at: String,
}

/// The bytes of a WACZ file; the same for the same capture at the same time.
///
/// # Errors
/// Never in practice: it is written to memory.
pub fn wacz(capture: &Capture, title: Option<&str>, software: &Software) -> io::Result<Vec<u8>> {
    let mut warc = Warc::new(&software.at);
    warc.info(&software.name)?;
    let mut index = Vec::new();
    for exchange in capture.exchanges.iter().chain(&capture.parts) {
        let place = warc.exchange(exchange)?;
        index.push(line(exchange, place, &software.at));
    }
    for resource in &capture.resources {
        let place = warc.resource(resource)?;
        index.push(resource_line(resource, place, &software.at));
    }
    warc.missed(&capture.asked, &capture.missed)?;
    index.sort();
    let page = capture.page().map(|page| page.url.as_str()).unwrap_or(&capture.asked);
    let pages = format!(
        "{}\n{}\n",
        json!({ "format": "json-pages-1.0", "id": "pages", "title": "All Pages" }),
        json!({ "id": "1", "url": page, "ts": software.at, "title": title.unwrap_or(page) })
    );
    let files = [
        ("archive/data.warc.gz", warc.bytes),
        ("indexes/index.cdxj", index.concat().into_bytes()),
        ("pages/pages.jsonl", pages.into_bytes()),
    ];
    packed(&files, page, software)
}

fn packed(files: &[(&str, Vec<u8>)], page: &str, software: &Software) -> io::Result<Vec<u8>> {
    let resources: Vec<_> = files
        .iter()
        .map(|(path, bytes)| {
            let name = path.rsplit('/').next().unwrap_or(path);
            json!({ "name": name, "path": path, "hash": format!("sha256:{}", hex(&Sha256::digest(bytes))), "bytes": bytes.len() })
        })
        .collect();
    let package = json!({
        "profile": "data-package", "wacz_version": "1.1.1", "software": software.name, "created": software.at,
        "mainPageUrl": page, "mainPageDate": software.at, "resources": resources,
    });
    let package = format!("{package:#}\n").into_bytes();
    let digest =
        json!({ "path": "datapackage.json", "hash": format!("sha256:{}", hex(&Sha256::digest(&package))) });
    let digest = format!("{digest:#}\n").into_bytes();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // No time of its own: the capture's stands inside.
    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let all = files.iter().map(|(path, bytes)| (*path, bytes.as_slice()));
    for (path, bytes) in
        all.chain([("datapackage.json", package.as_slice()), ("datapackage-digest.json", digest.as_slice())])
    {
        archive.start_file(path, stored).map_err(io::Error::other)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish().map_err(io::Error::other)?.into_inner())
}

fn resource_line(resource: &crate::Resource, place: Place, at: &str) -> String {
    let mime = resource.media_type.split(';').next().unwrap_or("unk");
    let fields = json!({
        "url": resource.name, "mime": mime, "status": "200",
        "digest": format!("sha256:{}", hex(&Sha256::digest(&resource.bytes))),
        "length": place.length.to_string(), "offset": place.offset.to_string(), "filename": "data.warc.gz",
    });
    format!("{} {} {fields}\n", resource.name.to_lowercase(), stamp(at))
}

fn stamp(at: &str) -> String {
    at.chars().filter(char::is_ascii_digit).take(14).collect()
}

/// One line of the index.
fn line(exchange: &crate::Exchange, place: Place, at: &str) -> String {
    let mime =
        exchange.header("content-type").and_then(|kind| kind.split(';').next()).unwrap_or("unk").trim();
    let stamp = stamp(at);
    let fields = json!({
        "url": exchange.url, "mime": mime, "status": exchange.status.to_string(),
        "digest": format!("sha256:{}", hex(&Sha256::digest(exchange.body()))),
        "length": place.length.to_string(), "offset": place.offset.to_string(), "filename": "data.warc.gz",
    });
    format!("{} {stamp} {fields}\n", sort_key(&exchange.url))
}

/// The address with its host turned round (SURT): `org,example)/news`.
fn sort_key(url: &str) -> String {
    let Ok(parsed) = url::Url::parse(url) else { return url.to_lowercase() };
    let host = parsed.host_str().unwrap_or("").trim_start_matches("www.");
    let turned: Vec<&str> = host.split('.').rev().collect();
    let port = parsed.port().map(|port| format!(":{port}")).unwrap_or_default();
    let rest = &parsed[url::Position::BeforePath..url::Position::AfterQuery];
    format!("{}{port}){}", turned.join(","), rest.to_lowercase())
}
