//! How much may still be unpacked, and readers that stop when it is used up.
//!
//! Comes in: limits. Goes out: [`Metered`] readers that count together. It may not know any container.

use crate::Limits;
use recount_sayings::{Told, say};
use std::cell::{Cell, RefCell};
use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// What all readers of one archive count together.
#[derive(Debug)]
pub(crate) struct Budget {
    limits: Limits,
    /// Bytes of the archive itself that were read.
    packed: Cell<u64>,
    /// Bytes that came out of unpacking.
    unpacked: Cell<u64>,
    /// Why a reader stopped, until somebody asks.
    trouble: RefCell<Option<Trouble>>,
}

/// Why a reader stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// A limit of the whole archive.
    Limit(Told),
    /// This member alone cannot be read further.
    Broken(String),
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Budget {
            limits: limits.clone(),
            packed: Cell::new(0),
            unpacked: Cell::new(0),
            trouble: RefCell::new(None),
        }
    }

    /// Why a reader stopped since this was last asked.
    pub(crate) fn trouble(&self) -> Option<Trouble> {
        self.trouble.borrow_mut().take()
    }

    fn unpack(&self, bytes: usize) -> io::Result<()> {
        let made = self.unpacked.get().saturating_add(bytes as u64);
        self.unpacked.set(made);
        let by_ratio = self.packed.get().saturating_mul(self.limits.ratio);
        let words = if made > self.limits.total_bytes {
            say!("archive.many-bytes", n = self.limits.total_bytes)
        } else if made > self.limits.free_bytes.max(by_ratio) {
            say!("archive.many-times", n = self.limits.ratio)
        } else {
            return Ok(());
        };
        *self.trouble.borrow_mut() = Some(Trouble::Limit(words.clone()));
        Err(io::Error::other(words.to_string()))
    }

    fn broken(&self, error: &io::Error) {
        let mut trouble = self.trouble.borrow_mut();
        // The first reason is the true one: outer readers only pass it on.
        if trouble.is_none() {
            *trouble = Some(Trouble::Broken(error.to_string()));
        }
    }
}

/// The archive itself: what is read of it is counted as packed.
pub(crate) struct Packed<'b, R: ?Sized> {
    pub(crate) budget: &'b Budget,
    pub(crate) inner: &'b mut R,
}

impl<R: Read + ?Sized> Read for Packed<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.budget.packed.set(self.budget.packed.get().saturating_add(read as u64));
        Ok(read)
    }
}

impl<R: Seek + ?Sized> Seek for Packed<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// What comes out of unpacking: counted, and stopped at the limit; errors are remembered.
pub(crate) struct Metered<'b, R> {
    pub(crate) budget: &'b Budget,
    pub(crate) inner: R,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.inner.read(buffer) {
            Ok(read) => self.budget.unpack(read).map(|()| read),
            Err(error) => {
                if error.kind() != io::ErrorKind::Interrupted {
                    self.budget.broken(&error);
                }
                Err(error)
            }
        }
    }
}

/// Bytes that are as they stand in the container: not counted again; errors are remembered.
pub(crate) struct Guarded<'b, R> {
    pub(crate) budget: &'b Budget,
    pub(crate) inner: R,
}

impl<R: Read> Read for Guarded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer).inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                self.budget.broken(error);
            }
        })
    }
}

/// Bytes that were read already, then the rest.
pub(crate) struct Again<'r> {
    pub(crate) head: &'r [u8],
    pub(crate) rest: &'r mut dyn Read,
}

impl Read for Again<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.head.is_empty() { self.rest.read(buffer) } else { self.head.read(buffer) }
    }
}

/// The first bytes of a reader, at most `most`.
pub(crate) fn head_of(bytes: &mut dyn Read, most: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    bytes.take(most as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// One line with its end, at most `most` bytes of it; the rest of a longer one is read over.
pub(crate) fn line_of(bytes: &mut dyn BufRead, most: usize) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    loop {
        let available = bytes.fill_buf()?;
        if available.is_empty() {
            return Ok(line);
        }
        let end = available.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
        let taken = end.unwrap_or(available.len());
        let room = most.saturating_sub(line.len()).min(taken);
        line.extend_from_slice(available.get(..room).unwrap_or_default());
        // The end of a line stays, however long it is.
        if end.is_some() && room < taken {
            line.push(b'\n');
        }
        bytes.consume(taken);
        if end.is_some() {
            return Ok(line);
        }
    }
}
