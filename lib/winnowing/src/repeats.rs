//! Which hashes came more than once: a small filter to pass over what stands alone before it costs an entry.

use crate::Fingerprint;
use std::sync::atomic::{AtomicU64, Ordering};

/// Two bits per place: came once, came again. May say "repeated" of a hash that came once (the more, the fuller it
/// is); never the other way round. Many threads may observe at the same time: what comes out does not depend on who
/// came first.
#[derive(Debug)]
pub struct Repeats {
    pairs: Vec<AtomicU64>,
    mask: u64,
}

/// Places per word of 64 bits.
const PLACES: u64 = 32;

/// Hashes that are looked at together: their places lie far apart, and to wait for one is to wait for all of them.
pub const BATCH: usize = 64;

impl Repeats {
    /// Room for about `expected` different hashes with about one false repeat in nine; two to four bytes each.
    pub fn with_room(expected: usize) -> Self {
        let words = (expected / 4).clamp(16, 1 << 27).next_power_of_two();
        let pairs = (0..words).map(|_| AtomicU64::new(0)).collect();
        Repeats { pairs, mask: words as u64 * PLACES - 1 }
    }

    /// Notes that `hash` came.
    pub fn observe(&self, hash: u64) {
        let (word, once) = self.place(hash);
        if let Some(pair) = self.pairs.get(word)
            && pair.fetch_or(once, Ordering::Relaxed) & once != 0
        {
            pair.fetch_or(once << 1, Ordering::Relaxed);
        }
    }

    /// Notes that all of these came.
    pub fn observe_all(&self, seeds: &[Fingerprint]) {
        for some in seeds.chunks(BATCH) {
            // Nothing is written before all are read, and nothing is written where nothing changes: a write holds up all reads
            // after it.
            let mut once = !self.repeated(some);
            for seed in some {
                if once & 1 == 1 {
                    self.observe(seed.hash);
                }
                once >>= 1;
            }
        }
    }

    /// One bit for each of the first [`BATCH`] seeds: set if it came at least twice, as [`Self::is_repeated`] says.
    pub fn repeated(&self, seeds: &[Fingerprint]) -> u64 {
        let bit = |(at, seed): (usize, &Fingerprint)| u64::from(self.is_repeated(seed.hash)) << at;
        seeds.iter().take(BATCH).enumerate().map(bit).fold(0, |bits, bit| bits | bit)
    }

    /// True if `hash` came at least twice (or shares its place with one that came).
    pub fn is_repeated(&self, hash: u64) -> bool {
        let (word, once) = self.place(hash);
        self.pairs.get(word).is_some_and(|pair| pair.load(Ordering::Relaxed) & (once << 1) != 0)
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let at = hash & self.mask;
        ((at / PLACES) as usize, 1 << (2 * (at % PLACES)))
    }
}
