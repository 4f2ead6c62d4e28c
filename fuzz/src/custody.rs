//! What comes from other people's cases: packages, stamps, proofs.

use crate::parts;
use recount_keep::{Actor, Bag, BagWriter, Case, Checkpoint, EntryProof, Imported, KeepError, StampKind};
use std::fs;
use std::path::{Component, Path};

/// A package, given as its parts: first in a bag whose manifests are right, so that what is in it is looked at; then as
/// the files of a bag. What is taken is whole.
pub fn bags(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(place) = place() else { return };
    let packed = place.path().join("packed");
    if bagged(&text, &packed).is_ok() {
        taken(&packed, &place.path().join("case"));
    }
    let loose = place.path().join("loose");
    for (name, words) in parts(&text) {
        let is_plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        let path = loose.join(name);
        if is_plain && path.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok()) {
            let _ = fs::write(path, words);
        }
    }
    taken(&loose, &place.path().join("other"));
}

/// In memory where the system offers it: nothing here outlives its try.
fn place() -> std::io::Result<tempfile::TempDir> {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir())
}

fn bagged(text: &str, target: &Path) -> Result<(), KeepError> {
    let mut bag = BagWriter::create(target)?;
    for (name, words) in parts(text) {
        if let Some(name) = name.strip_prefix("data/") {
            bag.put(name, &mut words.as_bytes())?;
        }
    }
    bag.seal(&[])?.put_in_place()
}

fn taken(bag: &Path, root: &Path) {
    let is_whole = Bag::check(bag).is_ok_and(|(_, damages)| damages.is_empty());
    let Ok(Imported::Whole(case)) = Case::import(bag, root, Actor::default()) else { return };
    assert!(is_whole, "a damaged package was taken");
    assert!(case.verify().is_ok_and(|damages| damages.is_empty()), "a damaged case was made");
}

/// Stamps over a checkpoint, and the proof that one covers an entry.
pub fn stamps(bytes: &[u8]) {
    let checkpoint = Checkpoint { seq: 2, entries: 1, root: "00".repeat(32), signed: None };
    for kind in [StampKind::Rfc3161, StampKind::OpenTimestamps] {
        let _ = checkpoint.check_stamp(kind, bytes);
    }
    if let Ok(proof) = serde_json::from_slice::<EntryProof>(bytes) {
        let _ = proof.check();
    }
}
