//! The answer of a server as a record holds it.
//!
//! Comes in: a record. Goes out: status, fields, and the body without chunks and unpacked. It may not know WARC.
//!
//! Source: RFC 9112. Some programs keep a body unpacked and leave the fields as they were: what does not look packed is
//! taken as it stands.

use super::record::{Record, fields_of, value_of};
use crate::budget::{Budget, Guarded, Metered, line_of};
use std::io::{self, BufRead, BufReader, Read};

pub(super) struct Answer {
    pub(super) status: u16,
    fields: Vec<(String, String)>,
}

/// Reads status and fields; the record then stands at the body.
pub(super) fn answer_of(record: &mut Record<'_>) -> Option<Answer> {
    const MOST_BYTES: usize = 4096;
    let line = line_of(record, MOST_BYTES).ok()?;
    let words = String::from_utf8_lossy(&line);
    let mut parts = words.split_whitespace();
    parts.next().filter(|version| version.starts_with("HTTP/"))?;
    let status = parts.next()?.parse().ok()?;
    Some(Answer { status, fields: fields_of(record).ok()? })
}

impl Answer {
    pub(super) fn media_type(&self) -> &str {
        value_of(&self.fields, "content-type")
    }

    /// Where a redirection leads to, from `address`.
    pub(super) fn leads_to(&self, address: &str) -> Option<String> {
        let to = value_of(&self.fields, "location");
        if !(300..400).contains(&self.status) || to.is_empty() {
            return None;
        }
        if to.contains("://") {
            return Some(to.to_owned());
        }
        let (scheme, rest) = address.split_once("://")?;
        if let Some(to) = to.strip_prefix("//") {
            return Some(format!("{scheme}://{to}"));
        }
        let host = rest.split('/').next()?;
        match to.starts_with('/') {
            true => Some(format!("{scheme}://{host}{to}")),
            false => Some(format!("{}/{to}", address.rsplit_once('/').map_or(address, |(folder, _)| folder))),
        }
    }

    /// The body as a reader of the page sees it.
    pub(super) fn body<'b>(&self, record: &'b mut Record<'_>, budget: &'b Budget) -> Box<dyn Read + 'b> {
        let is_chunked = value_of(&self.fields, "transfer-encoding").to_lowercase().contains("chunked");
        let packed: Box<dyn BufRead + 'b> = if is_chunked && looks_chunked(record) {
            Box::new(BufReader::new(Chunks { input: record, left: 0, is_over: false, is_first: true }))
        } else {
            Box::new(record)
        };
        unpacked(packed, &value_of(&self.fields, "content-encoding").trim().to_lowercase(), budget)
    }
}

fn unpacked<'b>(mut packed: Box<dyn BufRead + 'b>, encoding: &str, budget: &'b Budget) -> Box<dyn Read + 'b> {
    let head = packed.fill_buf().map(|head| head.get(..2).unwrap_or(head).to_vec()).unwrap_or_default();
    match encoding {
        "gzip" | "x-gzip" if head.starts_with(&[0x1f, 0x8b]) => {
            Box::new(Metered { budget, inner: flate2::bufread::MultiGzDecoder::new(packed) })
        }
        "deflate" if head.first() == Some(&0x78) => {
            Box::new(Metered { budget, inner: flate2::bufread::ZlibDecoder::new(packed) })
        }
        "deflate" if !head.starts_with(b"<") => {
            Box::new(Metered { budget, inner: flate2::bufread::DeflateDecoder::new(packed) })
        }
        "br" if !head.starts_with(b"<") => {
            Box::new(Metered { budget, inner: brotli_decompressor::Decompressor::new(packed, 16 << 10) })
        }
        _ => Box::new(Guarded { budget, inner: packed }),
    }
}

/// True if a line of hexadecimal digits comes next.
fn looks_chunked(record: &mut Record<'_>) -> bool {
    let Ok(available) = record.fill_buf() else { return false };
    let line =
        available.split(|byte| matches!(byte, b'\n' | b'\r' | b';')).next().unwrap_or_default().trim_ascii();
    !line.is_empty() && line.len() <= 16 && line.iter().all(u8::is_ascii_hexdigit)
}

/// A body in chunks, joined. What does not keep to the form ends it with an error.
struct Chunks<'b, 'r> {
    input: &'b mut Record<'r>,
    left: u64,
    is_over: bool,
    is_first: bool,
}

impl Chunks<'_, '_> {
    fn next_chunk(&mut self) -> io::Result<()> {
        const MOST_BYTES: usize = 4096;
        if !std::mem::take(&mut self.is_first) {
            line_of(self.input, MOST_BYTES)?;
        }
        let line = line_of(self.input, MOST_BYTES)?;
        let words = String::from_utf8_lossy(&line);
        let digits = words.split(';').next().unwrap_or("").trim();
        let size = u64::from_str_radix(digits, 16);
        self.left = match size {
            Ok(size) => size,
            // Many servers end without the last, empty chunk.
            Err(_) if digits.is_empty() => 0,
            Err(_) => return Err(io::Error::other("a chunk of the answer has no length")),
        };
        self.is_over = self.left == 0;
        Ok(())
    }
}

impl Read for Chunks<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !self.is_over {
            self.next_chunk()?;
        }
        if self.is_over || buffer.is_empty() {
            return Ok(0);
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.input.read(buffer.get_mut(..most).unwrap_or_default())?;
        if read == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the answer ends inside a chunk"));
        }
        self.left -= read as u64;
        Ok(read)
    }
}
