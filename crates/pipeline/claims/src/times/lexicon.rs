//! Words to what they can mean, in one table lookup a token.
//!
//! Comes in: words of the pack. Goes out: for a token, the symbols it carries. It may not know patterns.

use super::symbol::{Kinds, Meaning, Symbol};

/// One thing a word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    pub symbol: Symbol,
    pub meaning: Meaning,
    /// Only when the word is capitalised ("May").
    pub needs_capital: bool,
}

/// All senses of all words.
#[derive(Debug)]
pub struct Lexicon {
    words: Vec<Box<str>>,
    senses: Vec<Vec<Sense>>,
    /// What the senses of a word are good for, as bits of [`super::symbol::Kinds`].
    kinds: Vec<Kinds>,
    /// Open addressing; 0 is empty, else one more than the word's number.
    slots: Vec<u32>,
    /// Bit `length` of entry `first byte`: is there such a word? Turns most words away before hashing.
    lengths: Box<[u32; 256]>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon {
            words: Vec::new(),
            senses: Vec::new(),
            kinds: Vec::new(),
            slots: vec![0; 1 << 10],
            lengths: Box::new([0; 256]),
        }
    }
}

impl Lexicon {
    pub fn add(&mut self, word: &str, sense: Sense) {
        let number = match self.find(word) {
            Some(number) => number,
            None => self.insert(word),
        };
        if let Some(senses) = self.senses.get_mut(number as usize)
            && !senses.contains(&sense)
        {
            senses.push(sense);
        }
    }

    /// The number of a word (lower case), if the pack knows it.
    pub fn find(&self, word: &str) -> Option<u32> {
        let first = usize::from(*word.as_bytes().first()?);
        if self.lengths[first] >> word.len().min(31) & 1 == 0 {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash(word) as usize & mask;
        loop {
            let number = self.slots[at].checked_sub(1)?;
            if self.words.get(number as usize).is_some_and(|known| &**known == word) {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
    }

    /// The senses of a word number that [`Self::find`] gave.
    pub fn senses(&self, number: u32) -> &[Sense] {
        self.senses.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// What a word is good for.
    pub fn kinds(&self, number: u32) -> Kinds {
        self.kinds.get(number as usize).copied().unwrap_or_default()
    }

    /// Computes the kinds of all words from those of their symbols; called once, when all words are in.
    pub fn set_kinds(&mut self, kinds_of: impl Fn(Symbol) -> Kinds) {
        let of_word = |senses: &Vec<Sense>| {
            senses.iter().fold(Kinds::default(), |all, one| all.with(kinds_of(one.symbol)))
        };
        self.kinds = self.senses.iter().map(of_word).collect();
    }

    fn insert(&mut self, word: &str) -> u32 {
        if (self.words.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let number = self.words.len() as u32;
        self.words.push(word.into());
        self.senses.push(Vec::new());
        if let Some(first) = word.as_bytes().first() {
            self.lengths[usize::from(*first)] |= 1 << word.len().min(31);
        }
        self.place(number);
        number
    }

    fn place(&mut self, number: u32) {
        let Some(word) = self.words.get(number as usize) else { return };
        let mask = self.slots.len() - 1;
        let mut at = hash(word) as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = number + 1;
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for number in 0..self.words.len() as u32 {
            self.place(number);
        }
    }
}

/// FNV-1a: short words, no attacker's choice of the table's contents.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_again_and_no_other() {
        let mut lexicon = Lexicon::default();
        let sense = Sense { symbol: Symbol(1), meaning: Meaning::Word, needs_capital: false };
        for number in 0..3_000 {
            lexicon.add(&format!("word{number}"), sense);
        }
        assert!((0..3_000).all(|number| lexicon.find(&format!("word{number}")) == Some(number)));
        assert_eq!(lexicon.find("word3000"), None);
        assert_eq!(lexicon.find(""), None);
    }
}
