//! From a fingerprint to the places where it stood, bounded in memory and time by a cap per fingerprint.

use crate::Fingerprint;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Most places kept for one fingerprint inside one document: a refrain needs no more to be found.
const PLACES_PER_DOCUMENT: usize = 4;
const NONE: u32 = u32::MAX;

/// One place that shares a fingerprint with the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    pub document: u32,
    /// Position in the query.
    pub ours: u32,
    /// Position in `document`.
    pub theirs: u32,
    /// How many documents hold the fingerprint.
    pub frequency: u32,
}

/// An inverted index. A fingerprint that stands in more than `max_documents` documents is frozen: its places are
/// forgotten and only counted (boilerplate). So a query costs at most `fingerprints × max_documents × 4`, and all
/// queries together stay linear in the text for a fixed cap.
///
/// To ingest a stream, ask [`Index::hits`] first and [`Index::insert`] then. To make the answers independent of the
/// order of documents, insert all of them first.
#[derive(Clone, Debug)]
pub struct Index {
    max_documents: u32,
    slots: HashMap<u64, Slot, BuildHasherDefault<AlreadyHashed>>,
    places: Vec<Place>,
    /// First place of the list of forgotten places.
    free: u32,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    first: u32,
    documents: u32,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    document: u32,
    position: u32,
    next: u32,
}

impl Index {
    pub fn new(max_documents: u32) -> Self {
        Index { max_documents, slots: HashMap::default(), places: Vec::new(), free: NONE }
    }

    /// Adds the fingerprints of `document`. All fingerprints of one document must come in one call or in calls
    /// that follow each other.
    pub fn insert(&mut self, document: u32, fingerprints: &[Fingerprint]) {
        for fingerprint in fingerprints {
            let slot =
                self.slots.get(&fingerprint.hash).copied().unwrap_or(Slot { first: NONE, documents: 0 });
            let slot = self.with_place(slot, document, fingerprint.position);
            self.slots.insert(fingerprint.hash, slot);
        }
    }

    /// Every place that shares one of `fingerprints`, sorted. Frozen fingerprints have none.
    pub fn hits(&self, fingerprints: &[Fingerprint]) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.each_hit(fingerprints, |hit| hits.push(hit));
        hits.sort_unstable();
        hits
    }

    /// The same one by one, the document inserted last first, for callers that count and do not keep.
    pub fn each_hit(&self, fingerprints: &[Fingerprint], mut take: impl FnMut(Hit)) {
        for fingerprint in fingerprints {
            let Some(slot) = self.slots.get(&fingerprint.hash) else { continue };
            for place in self.list(slot.first) {
                take(Hit {
                    document: place.document,
                    ours: fingerprint.position,
                    theirs: place.position,
                    frequency: slot.documents,
                });
            }
        }
    }

    /// In how many documents the fingerprint stands; an upper bound once it is frozen.
    pub fn frequency(&self, hash: u64) -> u32 {
        self.slots.get(&hash).map_or(0, |slot| slot.documents)
    }

    fn list(&self, first: u32) -> impl Iterator<Item = &Place> {
        std::iter::successors(self.places.get(first as usize), |place| self.places.get(place.next as usize))
    }

    fn with_place(&mut self, slot: Slot, document: u32, position: u32) -> Slot {
        if slot.first == NONE && slot.documents > self.max_documents {
            // Frozen, with nothing left to tell whether this document was counted: from here on an upper bound.
            return Slot { documents: slot.documents.saturating_add(1), ..slot };
        }
        let of_this = self.list(slot.first).take_while(|place| place.document == document);
        let already = of_this.take(PLACES_PER_DOCUMENT).count();
        if already == PLACES_PER_DOCUMENT {
            return slot;
        }
        let documents = slot.documents + u32::from(already == 0);
        if documents > self.max_documents {
            self.forget(slot.first);
            return Slot { first: NONE, documents };
        }
        Slot { first: self.keep(Place { document, position, next: slot.first }), documents }
    }

    fn keep(&mut self, place: Place) -> u32 {
        if let Some(reused) = self.places.get_mut(self.free as usize) {
            let at = self.free;
            self.free = reused.next;
            *reused = place;
            return at;
        }
        self.places.push(place);
        (self.places.len() - 1) as u32
    }

    fn forget(&mut self, first: u32) {
        let mut at = first;
        while let Some(place) = self.places.get_mut(at as usize) {
            let next = std::mem::replace(&mut place.next, self.free);
            self.free = at;
            at = next;
        }
    }
}

/// Fingerprints are hashes already: hashing them again would only cost time.
#[derive(Clone, Copy, Debug, Default)]
struct AlreadyHashed(u64);

impl Hasher for AlreadyHashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = crate::hash_bytes(bytes);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}
