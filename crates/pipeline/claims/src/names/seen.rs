//! An account's words with what each can do in or beside a name.
//!
//! Comes in: the flat view of an account and the name rules. Goes out: [`Seen`]: each word was looked up once, whatever asks for it
//! afterwards. It may not know which words are names.

use super::flat::Flat;
use super::lexicon::{Known, NameRules, WordUses};
use super::phrases::Standing;
use std::ops::Deref;

/// The flat view of an account, seen with the name rules.
pub(crate) struct Seen<'text> {
    flat: Flat<'text>,
    /// By place.
    uses: Vec<WordUses>,
    known: Standing<Known>,
}

impl<'text> Seen<'text> {
    pub(crate) fn new(flat: Flat<'text>, rules: &NameRules) -> Self {
        let uses: Vec<WordUses> = flat.tokens.iter().map(|token| rules.uses(token)).collect();
        let may_start = |place: usize| uses.get(place).is_some_and(|uses| uses.has(WordUses::STARTS_KNOWN));
        let known = rules.known.standing(&flat.tokens, may_start);
        Seen { flat, uses, known }
    }

    /// What the word at `place` can do.
    pub(crate) fn uses(&self, place: usize) -> WordUses {
        self.uses.get(place).copied().unwrap_or_default()
    }

    /// The longest known phrase that starts at `place`: its length in tokens and what it is.
    pub(crate) fn known(&self, place: usize) -> Option<(usize, Known)> {
        self.known.at(place)
    }
}

impl<'text> Deref for Seen<'text> {
    type Target = Flat<'text>;

    fn deref(&self) -> &Flat<'text> {
        &self.flat
    }
}
