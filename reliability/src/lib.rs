//! The fault harness: what happens to a case when the world fails at the worst moment.
//!
//! Comes in: the program as it is built. Goes out: counts of faults tried and of promises broken. It knows the program from outside,
//! and the case folder through `recount_keep` to check it.
//!
//! The promises (invariants) are those of `docs/reliability.md`:
//! I1 what was said to be kept is in the log; I2 the chain holds; I3 the tables are what the log says; I4 every file the log speaks of
//! is there and whole; I5 no entry speaks of a file that was not durable before it; I6 the command can be repeated and ends where it
//! would have ended; I7 `gc` leaves no litter; I8 the program ends with success, or with one line that says why not.

pub mod acts;
pub mod bugs;
pub mod columns;
pub mod counts;
pub mod flips;
pub mod histories;
pub mod invariants;
pub mod order;
pub mod soak;
pub mod sweeps;
pub mod trace;

/// Numbers that look random and are the same for the same seed (xorshift64*).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        dice.roll(2);
        dice
    }

    /// A number below `sides`, which is above zero.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) % sides.max(1)
    }

    /// The same as an index.
    pub fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.roll(length as u64)).unwrap_or(0)
    }
}

/// A promise that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where: the act, the call, the fault.
    pub point: String,
    /// Which promise (`I1` … `I8`).
    pub invariant: &'static str,
    pub what: String,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {}: {}", self.invariant, self.point, self.what)
    }
}

/// Where the harness works: memory where the system offers it, so that syncs cost nothing.
pub fn workplace() -> std::io::Result<tempfile::TempDir> {
    let shared = std::path::Path::new("/dev/shm");
    let is_there = shared.is_dir() && tempfile::tempdir_in(shared).is_ok();
    if is_there { tempfile::tempdir_in(shared) } else { tempfile::tempdir() }
}
