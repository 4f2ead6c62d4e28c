//! All documents at once: which of them share a fingerprint, laid out so that a pass over them touches memory in order.
//!
//! Where everything is known before anything is asked, this takes the place of an [`crate::Index`]: sorting instead of chasing
//! places, and a fingerprint that stands in one document only costs nothing afterwards.

use crate::Fingerprint;
use crate::runs::{Entry, Sorter};

/// A fingerprint of a document whose hash became the number of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    pub group: u32,
    pub position: u32,
}

/// In how many documents a hash may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Up to here every two documents of a group meet.
    pub all_pairs: u32,
    /// Up to here every document still meets the first [`SPOKESMEN`] of the group, which is enough to know that all of them have
    /// one thing in common. What stands in more is common property and in no group.
    pub known: u32,
}

/// Documents of a wide group that meet all others.
pub const SPOKESMEN: usize = 2;

/// Documents by group. A group is a hash that stands in at least two documents and in no more than the caps allow: all meetings
/// together stay linear in the text for fixed caps.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    all_pairs: u32,
    /// Where each group begins among `documents`, and where the last one ends.
    starts: Vec<u32>,
    /// Ascending inside a group, each once.
    documents: Vec<u32>,
    common: usize,
    wide: usize,
}

impl Groups {
    /// Groups the fingerprints of all documents. Goes out beside the groups: the members of each document, sorted; fingerprints
    /// in no group are left out. What comes out does not depend on the order inside a document. O(n log n).
    pub fn new(documents: &[Vec<Fingerprint>], caps: Caps) -> (Self, Vec<Vec<Member>>) {
        let entries = |(document, list): (usize, &Vec<Fingerprint>)| {
            list.iter().map(move |one| (one.hash, document as u32, one.position)).collect::<Vec<Entry>>()
        };
        let mut sorter = Sorter::new(None);
        let all = documents.iter().enumerate().flat_map(entries);
        // In memory nothing can fail.
        let _ = sorter.extend(all);
        Self::sorted(sorter, documents.len(), caps).unwrap_or_default()
    }

    /// The same for entries that a sorter holds, some of them in runs.
    ///
    /// # Errors
    /// When a run cannot be read back.
    pub fn sorted(
        sorter: Sorter<'_>,
        documents: usize,
        caps: Caps,
    ) -> std::io::Result<(Self, Vec<Vec<Member>>)> {
        let mut groups =
            Groups { all_pairs: caps.all_pairs, starts: vec![0], documents: Vec::new(), common: 0, wide: 0 };
        let mut members: Vec<Vec<Member>> = vec![Vec::new(); documents];
        let mut same: Vec<Entry> = Vec::new();
        sorter.drain(|entry| {
            if same.first().is_some_and(|first| first.0 != entry.0) {
                groups.add(&same, caps.known, &mut members);
                same.clear();
            }
            same.push(entry);
        })?;
        groups.add(&same, caps.known, &mut members);
        Ok((groups, members))
    }

    /// How many groups are so wide that most documents of theirs meet the first ones only.
    pub fn wide(&self) -> usize {
        self.wide
    }

    /// How many hashes stand in more documents than the caps allow.
    pub fn common(&self) -> usize {
        self.common
    }

    fn add(&mut self, entries: &[Entry], known: u32, members: &mut [Vec<Member>]) {
        let begun = self.documents.len();
        self.documents.extend(entries.iter().map(|entry| entry.1));
        let mut kept = begun;
        for at in begun..self.documents.len() {
            let document = self.documents.get(at).copied().unwrap_or_default();
            let is_new = kept == begun || self.documents.get(kept - 1) != Some(&document);
            if let Some(cell) = self.documents.get_mut(kept).filter(|_| is_new) {
                *cell = document;
                kept += 1;
            }
        }
        let count = kept - begun;
        self.common += usize::from(count > known as usize);
        if count < 2 || count > known as usize {
            self.documents.truncate(begun);
            return;
        }
        self.wide += usize::from(count > self.all_pairs as usize);
        self.documents.truncate(kept);
        let group = self.starts.len() as u32 - 1;
        self.starts.push(kept as u32);
        for (_, document, position) in entries {
            if let Some(of_document) = members.get_mut(*document as usize) {
                of_document.push(Member { group, position: *position });
            }
        }
    }

    /// The documents of a group that come after `document` and meet it, ascending.
    pub fn after(&self, group: u32, document: u32) -> &[u32] {
        let start = self.starts.get(group as usize).copied().unwrap_or_default() as usize;
        let end = self.starts.get(group as usize + 1).copied().unwrap_or_default() as usize;
        let all = self.documents.get(start..end).unwrap_or_default();
        let after = all.partition_point(|other| *other <= document);
        let is_wide = all.len() > self.all_pairs as usize;
        if is_wide && after > SPOKESMEN { &[] } else { all.get(after..).unwrap_or_default() }
    }
}
