//! An account's words with what each can do in or beside a name.
//!
//! Comes in: the flat view of an account and the name rules. Goes out: [`Seen`]: each word was looked up once, whatever asks for it
//! afterwards. It may not know which words are names.

use super::flat::Flat;
use super::lexicon::{Known, NameRules, WordUses};
use std::ops::Deref;

/// The flat view of an account, seen with the name rules.
pub(crate) struct Seen<'text> {
    flat: Flat<'text>,
    rules: &'text NameRules,
    /// By place.
    uses: Vec<WordUses>,
}

impl<'text> Seen<'text> {
    pub(crate) fn new(flat: Flat<'text>, rules: &'text NameRules) -> Self {
        let uses = flat.tokens.iter().map(|token| rules.uses(token)).collect();
        Seen { flat, rules, uses }
    }

    /// What the word at `place` can do.
    pub(crate) fn uses(&self, place: usize) -> WordUses {
        self.uses.get(place).copied().unwrap_or_default()
    }

    /// The longest known phrase that starts at `place`: its length in tokens and what it is.
    pub(crate) fn known(&self, place: usize) -> Option<(usize, Known)> {
        let may_start = self.uses(place).has(WordUses::STARTS_KNOWN);
        if may_start { self.rules.known.at(&self.flat.tokens, place) } else { None }
    }
}

impl<'text> Deref for Seen<'text> {
    type Target = Flat<'text>;

    fn deref(&self) -> &Flat<'text> {
        &self.flat
    }
}
