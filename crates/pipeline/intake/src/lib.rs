//! Archives to the documents in them: zip, tar, gzip, WARC, WACZ, attachments of mail.
//!
//! Comes in: the bytes of an archive, piece by piece, and limits. Goes out: each member that could be an account, piece by
//! piece, to a [`Sink`], with what the archive says of it; pictures, recordings, scripts and the like are counted and stay
//! inside. It may not know files: a name from an archive is a label, and nothing is ever written by it.
//!
//! A new container is one file beside this one, one [`Kind`] and one line in `walk.rs`.

mod budget;
mod gzip;
mod kind;
mod label;
mod mail;
mod sort;
mod tape;
mod wacz;
mod walk;
mod warc;
mod zipped;

pub use kind::{HEAD_BYTES, Kind, kind_of};
pub use sort::Sort;

use recount_diagnostics::Reported;
use recount_model::MetadataField;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Read, Seek};

/// Bytes that may be read from any place.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// One thing that a container says of a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub field: MetadataField,
    pub value: String,
}

/// Takes the documents of an archive, one after the other.
pub trait Sink {
    /// One document. `name` is fit to be shown and no path; `bytes` fail when the member is damaged or a limit is
    /// reached, and then nothing of it may be kept.
    ///
    /// # Errors
    /// When `bytes` fail, or what is taken cannot be kept: then the whole intake ends.
    fn member(&mut self, name: &str, facts: &[Fact], bytes: &mut dyn Read) -> io::Result<()>;
}

/// How much one archive may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of all members together, unpacked.
    pub total_bytes: u64,
    /// Unpacked bytes for one packed, once `free_bytes` are used up.
    pub ratio: u64,
    pub free_bytes: u64,
    pub members: u64,
    /// Containers inside containers.
    pub depth: u32,
    /// Of a member that has to be held in memory whole: an archive inside an archive, a message.
    pub held_bytes: u64,
    pub name_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            total_bytes: 64 << 30,
            ratio: 200,
            free_bytes: 64 << 20,
            members: 1_000_000,
            depth: 4,
            held_bytes: 256 << 20,
            name_bytes: 300,
        }
    }
}

/// What became of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// Members handed to the sink.
    pub documents: u64,
    /// Members that stayed inside, by what they are.
    pub left: BTreeMap<Sort, u64>,
}

/// Why an archive could not be taken apart at all.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    #[error("it is no archive that is known")]
    NoArchive,
    #[error("the archive cannot be read: {0}")]
    Broken(String),
    /// The sink could not keep what it was given.
    #[error(transparent)]
    Sink(io::Error),
}

/// Hands every document in the archive `name` to `sink`.
///
/// # Errors
/// When it is no archive or nothing of it can be read, or when the sink fails. A damaged member and a limit are
/// diagnostics: what was handed over before stays.
pub fn members(
    name: &str,
    input: &mut dyn ReadSeek,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<Reported<Intake>, IntakeError> {
    walk::whole(name, input, limits, sink)
}
