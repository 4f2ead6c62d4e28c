//! Accounts whose words are made anew each time they are needed, for when memory counts for more than time.
//!
//! Comes in: accounts. Goes out: their witnesses one by one, weighed. It may not know what they are needed for.

use crate::weights::{Counts, Weights};
use crate::witness::{Lexicon, Witness, wording_of_all};
use rayon::prelude::*;
use std::sync::Mutex;

/// Accounts cut at the same time.
const CHUNK: usize = 512;

/// Cuts the account of this number into words.
pub(crate) type Cut<'cut, 'text> = &'cut (dyn Fn(usize, &mut Lexicon) -> Witness<'text> + Sync);

/// All witnesses there are: kept, or cut again when they are asked for.
pub(crate) enum Witnesses<'all, 'text> {
    Kept(&'all [&'all Witness<'text>]),
    Again { accounts: &'all [usize], cutter: &'all Cutter<'all, 'text> },
}

impl<'text> Witnesses<'_, 'text> {
    pub(crate) fn len(&self) -> usize {
        match self {
            Witnesses::Kept(witnesses) => witnesses.len(),
            Witnesses::Again { accounts, .. } => accounts.len(),
        }
    }

    /// What `look` says of the witness of this number.
    pub(crate) fn with<Seen: Default>(&self, at: usize, look: impl FnOnce(&Witness<'text>) -> Seen) -> Seen {
        match self {
            Witnesses::Kept(witnesses) => witnesses.get(at).map_or_else(Seen::default, |kept| look(kept)),
            Witnesses::Again { accounts, cutter } => {
                accounts.get(at).map_or_else(Seen::default, |account| look(&cutter.weighed(*account)))
            }
        }
    }
}

/// Cuts accounts again, and knows what all of them together say of each word.
pub(crate) struct Cutter<'cut, 'text> {
    cut: Cut<'cut, 'text>,
    lexicons: Mutex<Vec<Lexicon>>,
    weights: Weights,
    pub(crate) units: u32,
    /// Names the whole wording of each account.
    pub(crate) wordings: Vec<(u64, usize)>,
    /// Of all accounts.
    pub(crate) words: usize,
}

impl<'cut, 'text> Cutter<'cut, 'text> {
    pub(crate) fn new(accounts: usize, cut: Cut<'cut, 'text>) -> Self {
        let (mut counts, mut wordings, mut words) = (Counts::default(), Vec::with_capacity(accounts), 0);
        for start in (0..accounts).step_by(CHUNK) {
            let chunk: Vec<Witness<'_>> = (start..accounts.min(start + CHUNK))
                .into_par_iter()
                .map_init(Lexicon::default, |lexicon, at| cut(at, lexicon))
                .collect();
            for witness in &chunk {
                counts.add(witness);
                wordings.push(wording_of_all(witness));
                words += witness.words.len();
            }
        }
        let units = counts.units();
        Cutter { cut, lexicons: Mutex::default(), weights: counts.settled(), units, wordings, words }
    }

    pub(crate) fn weighed(&self, account: usize) -> Witness<'text> {
        let spare = self.lexicons.lock().ok().and_then(|mut spare| spare.pop());
        let mut lexicon = spare.unwrap_or_default();
        let mut witness = (self.cut)(account, &mut lexicon);
        if let Ok(mut spare) = self.lexicons.lock() {
            spare.push(lexicon);
        }
        self.weights.give(&mut witness.words);
        witness
    }
}
