//! Sorting more entries than memory may hold: sorted runs go where the caller says, and come back merged.
//!
//! *Source*: external merge sort, Knuth, TAOCP 3, 5.4. O(n log n) comparisons, each entry written and read once.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

/// Hash, document, position.
pub type Entry = (u64, u32, u32);

/// Bytes of an entry in a run.
const ENTRY_BYTES: usize = 16;

/// Something to write a run to and read it back from: a file, as a rule.
pub trait Run: Read + Write + Seek + Send {}

impl<T: Read + Write + Seek + Send> Run for T {}

/// Makes room for runs. What it makes vanishes when it is dropped, if the maker so wishes.
pub trait RunStore: Sync {
    /// An empty run.
    ///
    /// # Errors
    /// When there is no room.
    fn create(&self) -> io::Result<Box<dyn Run>>;
}

/// How much memory may be used, and where the rest goes.
#[derive(Clone, Copy)]
pub struct Room<'store> {
    pub entries: usize,
    pub store: &'store dyn RunStore,
}

/// Takes entries in any order and gives them back sorted.
pub struct Sorter<'store> {
    room: Option<Room<'store>>,
    entries: Vec<Entry>,
    runs: Vec<Box<dyn Run>>,
}

impl<'store> Sorter<'store> {
    /// Without room everything stays in memory.
    pub fn new(room: Option<Room<'store>>) -> Self {
        Sorter { room, entries: Vec::new(), runs: Vec::new() }
    }

    /// Takes the entries of one document or several.
    ///
    /// # Errors
    /// When a run cannot be written.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = Entry>) -> io::Result<()> {
        self.entries.extend(entries);
        match self.room {
            Some(room) if self.entries.len() >= room.entries.max(1) => self.spill(room),
            _ => Ok(()),
        }
    }

    /// How many runs were written.
    pub fn runs(&self) -> usize {
        self.runs.len()
    }

    fn spill(&mut self, room: Room<'_>) -> io::Result<()> {
        self.entries.sort_unstable();
        let mut run = room.store.create()?;
        let mut bytes = Vec::with_capacity(ENTRY_BYTES * 4096);
        for chunk in self.entries.chunks(4096) {
            bytes.clear();
            for (hash, document, position) in chunk {
                bytes.extend(hash.to_le_bytes());
                bytes.extend(document.to_le_bytes());
                bytes.extend(position.to_le_bytes());
            }
            run.write_all(&bytes)?;
        }
        run.flush()?;
        run.seek(SeekFrom::Start(0))?;
        self.runs.push(run);
        self.entries.clear();
        Ok(())
    }

    /// Gives every entry to `take`, sorted.
    ///
    /// # Errors
    /// When a run cannot be read back.
    pub fn drain(mut self, mut take: impl FnMut(Entry)) -> io::Result<()> {
        self.entries.sort_unstable();
        if self.runs.is_empty() {
            self.entries.into_iter().for_each(take);
            return Ok(());
        }
        let mut readers: Vec<BufReader<Box<dyn Run>>> = self.runs.into_iter().map(BufReader::new).collect();
        let mut rest = self.entries.into_iter();
        let memory = readers.len();
        let mut heads = BinaryHeap::new();
        for (at, reader) in readers.iter_mut().enumerate() {
            heads.extend(next(reader)?.map(|entry| Reverse((entry, at))));
        }
        heads.extend(rest.next().map(|entry| Reverse((entry, memory))));
        while let Some(Reverse((entry, at))) = heads.pop() {
            take(entry);
            let following = match readers.get_mut(at) {
                Some(reader) => next(reader)?,
                None => rest.next(),
            };
            heads.extend(following.map(|entry| Reverse((entry, at))));
        }
        Ok(())
    }
}

fn next(reader: &mut impl Read) -> io::Result<Option<Entry>> {
    let mut bytes = [0_u8; ENTRY_BYTES];
    match reader.read_exact(&mut bytes) {
        Ok(()) => {
            let [h0, h1, h2, h3, h4, h5, h6, h7, d0, d1, d2, d3, p0, p1, p2, p3] = bytes;
            let hash = u64::from_le_bytes([h0, h1, h2, h3, h4, h5, h6, h7]);
            let document = u32::from_le_bytes([d0, d1, d2, d3]);
            Ok(Some((hash, document, u32::from_le_bytes([p0, p1, p2, p3]))))
        }
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}
