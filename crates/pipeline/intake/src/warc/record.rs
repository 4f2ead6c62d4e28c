//! Records of a WARC file, one after the other.
//!
//! Comes in: bytes. Goes out: [`Record`]s: fields, and a body that can be read once. It may not know what a record says.

use crate::budget::line_of;
use std::io::{self, BufRead, Cursor, Read};

const MOST_LINE_BYTES: usize = 64 << 10;
const MOST_FIELDS: usize = 1_000;
/// Of a record that does not say its length.
const MOST_HELD_BYTES: usize = 64 << 20;

pub(super) struct Records<'r> {
    input: &'r mut dyn BufRead,
    /// The line that begins the next record, where it was read already.
    begun: bool,
}

/// One record.
pub(super) struct Record<'r> {
    fields: Vec<(String, String)>,
    body: Body<'r>,
}

enum Body<'r> {
    Sized { input: &'r mut dyn BufRead, left: u64 },
    Held(Cursor<Vec<u8>>),
}

impl<'r> Records<'r> {
    pub(super) fn new(input: &'r mut dyn BufRead) -> Self {
        Records { input, begun: false }
    }

    /// The next record; what is no record is read over.
    pub(super) fn next(&mut self) -> io::Result<Option<Record<'_>>> {
        while !std::mem::take(&mut self.begun) {
            let line = line_of(self.input, MOST_LINE_BYTES)?;
            if line.is_empty() {
                return Ok(None);
            }
            self.begun = is_version(&line);
        }
        let fields = fields_of(self.input)?;
        let length = value_of(&fields, "content-length").trim().parse().ok();
        let body = match length {
            Some(left) => Body::Sized { input: self.input, left },
            None => Body::Held(Cursor::new(self.up_to_next()?)),
        };
        Ok(Some(Record { fields, body }))
    }

    /// All lines up to the one that begins the next record.
    fn up_to_next(&mut self) -> io::Result<Vec<u8>> {
        let (mut held, mut is_after_empty) = (Vec::new(), false);
        loop {
            let line = line_of(self.input, MOST_HELD_BYTES)?;
            if line.is_empty() || (is_after_empty && is_version(&line)) {
                self.begun = !line.is_empty();
                let end = held.trim_ascii_end().len();
                held.truncate(end);
                return Ok(held);
            }
            is_after_empty = line.trim_ascii().is_empty();
            if held.len().saturating_add(line.len()) > MOST_HELD_BYTES {
                return Err(io::Error::other("a record without a length is too long"));
            }
            held.extend_from_slice(&line);
        }
    }
}

fn is_version(line: &[u8]) -> bool {
    line.starts_with(b"WARC/1.") || line.starts_with(b"WARC/0.")
}

/// Fields of the form `Name: value`, up to an empty line; a line that begins with a space continues the one before.
pub(super) fn fields_of(input: &mut dyn BufRead) -> io::Result<Vec<(String, String)>> {
    let mut fields: Vec<(String, String)> = Vec::new();
    loop {
        let line = line_of(input, MOST_LINE_BYTES)?;
        if line.is_empty() {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "it ends inside the head of a record"));
        }
        if line.trim_ascii().is_empty() {
            return Ok(fields);
        }
        let words = String::from_utf8_lossy(&line);
        if words.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut().filter(|(_, value)| value.len() < MOST_LINE_BYTES) {
                value.push(' ');
                value.push_str(words.trim());
            }
        } else if let Some((name, value)) = words.split_once(':').filter(|_| fields.len() < MOST_FIELDS) {
            fields.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
}

/// The value of the first field `name`, in lower case; empty where there is none.
pub(super) fn value_of<'f>(fields: &'f [(String, String)], name: &str) -> &'f str {
    fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
}

impl Record<'_> {
    pub(super) fn header(&self, name: &str) -> &str {
        value_of(&self.fields, name)
    }

    /// Reads over what is left of the body.
    pub(super) fn skip(&mut self) -> io::Result<()> {
        io::copy(self, &mut io::sink()).map(|_| ())
    }
}

impl Read for Record<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let taken = available.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(available) {
            *to = *from;
        }
        self.consume(taken);
        Ok(taken)
    }
}

impl BufRead for Record<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match &mut self.body {
            Body::Held(held) => held.fill_buf(),
            Body::Sized { left: 0, .. } => Ok(&[]),
            Body::Sized { input, left } => {
                let available = input.fill_buf()?;
                if available.is_empty() {
                    return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "it ends inside a record"));
                }
                let most = usize::try_from(*left).unwrap_or(usize::MAX).min(available.len());
                Ok(available.get(..most).unwrap_or(available))
            }
        }
    }

    fn consume(&mut self, bytes: usize) {
        match &mut self.body {
            Body::Held(held) => held.consume(bytes),
            Body::Sized { input, left } => {
                input.consume(bytes);
                *left = left.saturating_sub(bytes as u64);
            }
        }
    }
}
