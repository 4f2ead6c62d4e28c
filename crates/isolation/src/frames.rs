//! The protocol: frames of one byte of kind, eight bytes of length (little end first), and so many bytes.

use std::io::{self, Read, Write};

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The worker is confined and ready; how, in one byte.
    Ready,
    Request,
    /// A part of an answer.
    Part,
    /// The answer is whole.
    End,
    /// The worker panicked, with these words, and ends.
    Panic,
}

const KINDS: [Kind; 5] = [Kind::Ready, Kind::Request, Kind::Part, Kind::End, Kind::Panic];

pub(crate) fn write(into: &mut dyn Write, kind: Kind, bytes: &[u8]) -> io::Result<()> {
    let mut head = [0; 9];
    let (first, length) = head.split_at_mut(1);
    first.fill(kind as u8);
    length.copy_from_slice(&(bytes.len() as u64).to_le_bytes());
    into.write_all(&head)?;
    into.write_all(bytes)
}

/// The next frame; `None` at the end of the stream. Memory is taken as bytes come, not as they are announced.
pub(crate) fn read(from: &mut dyn Read, most_bytes: u64) -> io::Result<Option<(Kind, Vec<u8>)>> {
    let mut kind = [0; 1];
    if from.read(&mut kind)? == 0 {
        return Ok(None);
    }
    let kind = KINDS.into_iter().find(|known| [*known as u8] == kind).ok_or_else(|| broken("its kind"))?;
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > most_bytes {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "a frame is longer than it may be"));
    }
    let mut bytes = Vec::with_capacity(length.min(1 << 20) as usize);
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(Some((kind, bytes))) } else { Err(broken("its end")) }
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("a frame is broken: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_as_they_went_and_broken_ones_are_refused() {
        let mut stream = Vec::new();
        write(&mut stream, Kind::Request, b"words").unwrap();
        write(&mut stream, Kind::End, b"").unwrap();
        let mut from = stream.as_slice();
        assert_eq!(read(&mut from, 5).unwrap(), Some((Kind::Request, b"words".to_vec())));
        assert_eq!(read(&mut from, 5).unwrap(), Some((Kind::End, Vec::new())));
        assert_eq!(read(&mut from, 5).unwrap(), None);
        assert!(read(&mut stream.as_slice(), 4).is_err(), "too long");
        assert!(read(&mut &stream[..8], 5).is_err(), "cut off");
        assert!(read(&mut [9_u8; 20].as_slice(), u64::MAX).is_err(), "no such kind");
        let announced = [[1_u8].as_slice(), &u64::MAX.to_le_bytes(), b"few"].concat();
        assert!(read(&mut announced.as_slice(), u64::MAX).is_err(), "announced and not there");
    }
}
