//! Which hashes came more than once: a small filter to pass over what stands alone before it costs an entry.

/// Two bit sets of one probe each. May say "repeated" of a hash that came once (the more, the fuller it is); never
/// the other way round.
#[derive(Clone, Debug)]
pub struct Repeats {
    once: Vec<u64>,
    again: Vec<u64>,
    mask: u64,
}

impl Repeats {
    /// Room for about `expected` different hashes with a few per cent of false repeats; 4 bytes each at most.
    pub fn with_room(expected: usize) -> Self {
        let words = (expected.saturating_mul(16) / 64).clamp(16, 1 << 26).next_power_of_two();
        Repeats { once: vec![0; words], again: vec![0; words], mask: (words as u64 * 64) - 1 }
    }

    /// Notes that `hash` came.
    pub fn observe(&mut self, hash: u64) {
        let (word, bit) = self.place(hash);
        if let (Some(once), Some(again)) = (self.once.get_mut(word), self.again.get_mut(word)) {
            *again |= *once & bit;
            *once |= bit;
        }
    }

    /// True if `hash` came at least twice (or shares its bit with one that came).
    pub fn is_repeated(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.again.get(word).is_some_and(|bits| bits & bit != 0)
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let at = hash & self.mask;
        ((at / 64) as usize, 1 << (at % 64))
    }
}
