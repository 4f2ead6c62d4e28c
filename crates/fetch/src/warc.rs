//! WARC records: what went over the wire, and what is known of it.
//!
//! Source: WARC 1.1 (ISO 28500:2017). Each record is a gzip member of its own, so that offsets work.

use crate::connection::hex;
use crate::exchange::Exchange;
use crate::visit::Resource;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::{self, Write as _};

/// Where a record lies in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) offset: usize,
    pub(crate) length: usize,
}

/// A WARC file being written.
pub(crate) struct Warc {
    pub(crate) bytes: Vec<u8>,
    /// RFC 3339, UTC, to the second.
    date: String,
}

impl Warc {
    pub(crate) fn new(date: &str) -> Self {
        Warc { bytes: Vec::new(), date: date.to_owned() }
    }

    /// The record that says who wrote the file.
    pub(crate) fn info(&mut self, software: &str) -> io::Result<()> {
        let body = format!("software: {software}\r\nformat: WARC File Format 1.1\r\n");
        self.record("warcinfo", None, "application/warc-fields", body.as_bytes(), &[]).map(|_| ())
    }

    /// Request, response and what is known beside; gives where the response lies.
    pub(crate) fn exchange(&mut self, made: &Exchange) -> io::Result<Place> {
        let url = Some(made.url.as_str());
        let address = made.address.ip().to_string();
        let payload = format!("sha256:{}", hex(&Sha256::digest(made.body())));
        let mut fields = vec![("WARC-IP-Address", address), ("WARC-Payload-Digest", payload)];
        if let Some(why) = made.cut {
            fields
                .push(("WARC-Truncated", if why.contains("larger") { "length" } else { "time" }.to_owned()));
        }
        let response_id = self.id(&made.response);
        let place =
            self.record("response", url, "application/http;msgtype=response", &made.response, &fields)?;
        let answers = [("WARC-Concurrent-To", response_id)];
        self.record("request", url, "application/http;msgtype=request", &made.request, &answers)?;
        let facts = facts(made).to_string();
        self.record("metadata", url, "application/json", facts.as_bytes(), &answers)?;
        Ok(place)
    }

    /// Something that was made from a page, and went over no wire.
    pub(crate) fn resource(&mut self, made: &Resource) -> io::Result<Place> {
        self.record("resource", Some(&made.name), made.media_type, &made.bytes, &[])
    }

    /// What could not be had, and why; nothing where nothing is missing.
    pub(crate) fn missed(&mut self, page: &str, missed: &[(String, String)]) -> io::Result<()> {
        if missed.is_empty() {
            return Ok(());
        }
        let list: Vec<Value> = missed.iter().map(|(url, why)| json!({ "url": url, "why": why })).collect();
        let body = json!({ "not-captured": list }).to_string();
        self.record("metadata", Some(page), "application/json", body.as_bytes(), &[]).map(|_| ())
    }

    /// An id made from what the record holds and when: the same capture gives the same bytes.
    fn id(&self, content: &[u8]) -> String {
        let digest = Sha256::new().chain_update(self.date.as_bytes()).chain_update(content).finalize();
        let digits = hex(&digest);
        let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        // Version 8 of RFC 9562: bits of the maker's own choice.
        format!(
            "<urn:uuid:{}-{}-8{}-8{}-{}>",
            part(0, 8),
            part(8, 12),
            part(13, 16),
            part(17, 20),
            part(20, 32)
        )
    }

    fn record(
        &mut self,
        kind: &str,
        url: Option<&str>,
        form: &str,
        content: &[u8],
        fields: &[(&str, String)],
    ) -> io::Result<Place> {
        let mut head = format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n",
            self.id(content),
            self.date
        );
        if let Some(url) = url {
            head.push_str(&format!("WARC-Target-URI: {url}\r\n"));
        }
        for (name, value) in fields {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let digest = hex(&Sha256::digest(content));
        head.push_str(&format!(
            "WARC-Block-Digest: sha256:{digest}\r\nContent-Type: {form}\r\nContent-Length: {}\r\n\r\n",
            content.len()
        ));
        let offset = self.bytes.len();
        let mut packed = GzEncoder::new(&mut self.bytes, Compression::default());
        packed.write_all(head.as_bytes())?;
        packed.write_all(content)?;
        packed.write_all(b"\r\n\r\n")?;
        packed.finish()?;
        Ok(Place { offset, length: self.bytes.len() - offset })
    }
}

/// What is known of an exchange beside its bytes.
fn facts(made: &Exchange) -> Value {
    json!({
        "resolved": made.resolved,
        "contacted": made.address.to_string(),
        "tls": made.tls.as_ref().map(|tls| json!({
            "protocol": tls.protocol, "cipher": tls.cipher, "certificates-sha256": tls.certificates_sha256,
        })),
        "not-whole": made.cut,
    })
}
