//! The case folder: originals, custody log, decisions, cache.
//!
//! Comes in: bytes and acts. Goes out: a folder that anyone can check years later. It may not know the pipeline.
//!
//! ```text
//! mycase/
//!   case.toml       title, default zone, language (all optional)
//!   originals/      aa/bb/<sha256>, read-only, written once
//!   case.db         SQLite: custody log (hash-chained), and tables projected from it
//!   case.lock       empty; who is at work holds a lock on it
//!   cache/          derived results; may be deleted at any time
//! ```
//!
//! The log is the truth, the tables are a projection of it, the cache is worth nothing.

mod adding;
mod anchors;
mod cache;
mod case;
mod damage;
mod database;
mod error;
mod gc;
mod holdings;
mod lock;
mod log;
mod originals;
mod package;
mod pages;
mod place;
mod projection;
mod renditions;
mod seeded;
mod settings;
mod zone;

pub use adding::{Added, Batch, Origin};
pub use anchors::{Checkpoint, EntryProof, ProofError, StampError, StampFacts, StampKind};
pub use cache::Cache;
pub use case::{Case, Judgement, Written, write_file_whole};
pub use damage::{Damage, DamageKind};
pub use database::now;
pub use error::KeepError;
pub use gc::Removed;
pub use holdings::{StoredOriginal, StoredProposals};
pub use log::{Actor, LogEntry};
pub use originals::Originals;
pub use package::{Bag, BagWriter, Imported, PayloadFile, SealedBag};
pub use pages::{CapturedPage, MediaCapture, NewPage};
pub use place::place_warnings;
pub use renditions::{NewRendition, RenditionKind};
pub use seeded::is_seeded;
pub use settings::{CaseSettings, ColumnSetting};
