//! One request and its response, as they went over the wire.
//!
//! Comes in: a connection and what to ask. Goes out: the bytes of both, unaltered, and where the body is. It may not
//! follow redirects.
//!
//! Source: RFC 9112 (HTTP/1.1); the head is read by `httparse`. The bytes are kept as they came, since that is what a
//! WARC record holds; so no library that unpacks them on the way could be used.

use crate::connection::Connection;
use std::io::{self, Read, Write};
use std::net::SocketAddr;

/// What TLS told of a connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TlsFacts {
    pub protocol: String,
    pub cipher: String,
    /// The server's certificate first, in hexadecimal digits.
    pub certificates_sha256: Vec<String>,
}

/// A request and its response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    pub url: String,
    /// The address that was contacted, and all that the name resolved to.
    pub address: SocketAddr,
    pub resolved: Vec<String>,
    pub tls: Option<TlsFacts>,
    pub request: Vec<u8>,
    /// Head and body, chunks and packing as they came.
    pub response: Vec<u8>,
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// Where the body begins in `response`.
    pub body_start: usize,
    /// Why the body is not whole; `None` when it is.
    pub cut: Option<&'static str>,
}

/// A head is longer than this only in attacks.
const MOST_HEAD_BYTES: usize = 256 * 1024;
const MOST_HEADERS: usize = 256;
const PIECE_BYTES: usize = 16 * 1024;

impl Exchange {
    /// The value of a header; of several the first.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        self.response.get(self.body_start..).unwrap_or_default()
    }
}

/// How the end of a body is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Framing {
    None,
    Length(u64),
    Chunked,
    /// The server closes the connection.
    Close,
}

/// Status, headers, and where the body begins.
struct Head {
    status: u16,
    headers: Vec<(String, String)>,
    length: usize,
}

/// A response as it came.
pub(crate) struct Response {
    pub(crate) bytes: Vec<u8>,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body_start: usize,
    pub(crate) cut: Option<&'static str>,
}

/// Sends `request` and reads the response, of which `most_bytes` at most.
pub(crate) fn exchange(mut connection: Connection, request: &[u8], most_bytes: u64) -> io::Result<Response> {
    connection.write_all(request)?;
    connection.flush()?;
    let mut bytes = Vec::new();
    let head = read_head(&mut connection, &mut bytes)?;
    let framing = framing(&head);
    let cut = read_body(&mut connection, &mut bytes, head.length, framing, most_bytes)?;
    Ok(Response { bytes, status: head.status, headers: head.headers, body_start: head.length, cut })
}

fn read_head(connection: &mut Connection, bytes: &mut Vec<u8>) -> io::Result<Head> {
    loop {
        if !more(connection, bytes)? {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the server closed the connection before it answered",
            ));
        }
        if let Some(head) = parsed(bytes)? {
            // 100 Continue and the like: the answer comes after it. It is kept with the bytes.
            if (100..200).contains(&head.status) && head.status != 101 {
                bytes.drain(..head.length);
                if let Some(head) = parsed(bytes)? {
                    return Ok(head);
                }
                continue;
            }
            return Ok(head);
        }
        if bytes.len() > MOST_HEAD_BYTES {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the head of the answer has no end"));
        }
    }
}

fn parsed(bytes: &[u8]) -> io::Result<Option<Head>> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    match response.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => Ok(Some(Head {
            status: response.code.unwrap_or(0),
            headers: response
                .headers
                .iter()
                .map(|header| {
                    (header.name.to_lowercase(), String::from_utf8_lossy(header.value).into_owned())
                })
                .collect(),
            length,
        })),
        Ok(httparse::Status::Partial) => Ok(None),
        Err(error) => {
            Err(io::Error::new(io::ErrorKind::InvalidData, format!("the answer is no HTTP: {error}")))
        }
    }
}

fn framing(head: &Head) -> Framing {
    let value =
        |name: &str| head.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.trim());
    if matches!(head.status, 204 | 304) {
        return Framing::None;
    }
    if value("transfer-encoding").is_some_and(|value| value.to_lowercase().ends_with("chunked")) {
        return Framing::Chunked;
    }
    value("content-length").and_then(|length| length.parse().ok()).map_or(Framing::Close, Framing::Length)
}

/// Reads until the body is whole; gives why it is not.
fn read_body(
    connection: &mut Connection,
    bytes: &mut Vec<u8>,
    start: usize,
    framing: Framing,
    most_bytes: u64,
) -> io::Result<Option<&'static str>> {
    let mut chunks = Chunks { at: start };
    loop {
        let length = (bytes.len() - start) as u64;
        let is_whole = match framing {
            Framing::None => true,
            Framing::Length(wanted) => length >= wanted,
            Framing::Chunked => chunks.is_whole(bytes),
            Framing::Close => false,
        };
        if is_whole {
            return Ok(None);
        }
        if length >= most_bytes {
            bytes.truncate(start + usize::try_from(most_bytes).unwrap_or(usize::MAX));
            return Ok(Some("it is larger than allowed"));
        }
        match more(connection, bytes) {
            Ok(true) => {}
            Ok(false) if framing == Framing::Close => return Ok(None),
            Ok(false) => return Ok(Some("the server closed the connection too early")),
            Err(error) if is_timeout(&error) => return Ok(Some("the time for this page was over")),
            Err(error) => return Err(error),
        }
    }
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock)
}

/// Reads a piece more; false at the end. A TLS connection that ends without its goodbye ends all the same.
fn more(connection: &mut Connection, bytes: &mut Vec<u8>) -> io::Result<bool> {
    let mut piece = [0; PIECE_BYTES];
    let read = match connection.read(&mut piece) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => 0,
        other => other?,
    };
    bytes.extend(piece.get(..read).unwrap_or_default());
    Ok(read > 0)
}

/// Walks over the chunks of a body as they come.
struct Chunks {
    /// Where the next chunk's size begins.
    at: usize,
}

impl Chunks {
    fn is_whole(&mut self, bytes: &[u8]) -> bool {
        loop {
            let Some(rest) = bytes.get(self.at..) else { return false };
            let Some(line) = rest.windows(2).position(|two| two == b"\r\n") else { return false };
            let size = rest.get(..line).and_then(size_of);
            match size {
                // What is no chunk cannot be walked over: the connection's end is the body's.
                None => return false,
                Some(0) => return rest.windows(4).any(|four| four == b"\r\n\r\n"),
                Some(size) => match self.at.checked_add(line + 4).and_then(|at| at.checked_add(size)) {
                    Some(at) if at <= bytes.len() => self.at = at,
                    _ => return false,
                },
            }
        }
    }
}

fn size_of(line: &[u8]) -> Option<usize> {
    let digits = line.split(|byte| *byte == b';').next()?;
    usize::from_str_radix(std::str::from_utf8(digits).ok()?.trim(), 16).ok()
}

/// A chunked body without its chunks; what is no chunk ends it.
pub(crate) fn unchunked(body: &[u8]) -> Vec<u8> {
    let (mut whole, mut rest) = (Vec::with_capacity(body.len()), body);
    while let Some(line) = rest.windows(2).position(|two| two == b"\r\n") {
        let Some(size) = rest.get(..line).and_then(size_of).filter(|size| *size > 0) else { break };
        let start = line + 2;
        let end = start.saturating_add(size).min(rest.len());
        whole.extend(rest.get(start..end).unwrap_or_default());
        rest = rest.get(end.saturating_add(2)..).unwrap_or_default();
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_walked_over_and_taken_off() {
        let body = b"4\r\nWiki\r\n5;a=b\r\npedia\r\n0\r\n\r\n";
        assert!(Chunks { at: 0 }.is_whole(body));
        assert!(!Chunks { at: 0 }.is_whole(&body[..body.len() - 3]));
        assert_eq!(unchunked(body), b"Wikipedia");
        assert_eq!(unchunked(b"ffffffffffffffff\r\nx"), b"x");
        assert_eq!(unchunked(b"zz\r\nx"), b"");
    }
}
