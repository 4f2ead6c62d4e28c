//! Words of a text passed over quickly: each as a number, without a copy of its letters.
//!
//! Comes in: a text. Goes out: its runs of letters (and digits) as [`ScannedWord`]s, and [`ScanMap`], a table that is asked with them.
//! It may not know any language; what the letters of English and Russian have ahead of others is only time.

use crate::{FoldMap, WordMap, is_alphabetic, is_alphanumeric, lower_case_into};

/// Bits of one packed character.
const BITS: u32 = 7;
/// Characters that a packed word holds.
const MOST_PACKED: usize = 18;
/// Characters of a word's beginning ([`ScannedWord::beginning`]).
const BEGINNING: usize = 6;

/// A run of letters or digits.
#[derive(Clone, Copy, Debug)]
pub struct ScannedWord<'text> {
    pub written: &'text str,
    /// How many characters were written.
    pub characters: usize,
    /// All of it in lower case; `None` for long words and for characters that have no code.
    packed: Option<u128>,
}

/// The first characters of a word in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Beginning {
    Packed(u64),
    Letters(Box<str>),
}

impl ScannedWord<'_> {
    /// The first six characters in lower case: a crude stem that needs no grammar.
    #[inline]
    pub fn beginning(&self) -> Beginning {
        if let Some(whole) = self.packed {
            let behind = self.characters.saturating_sub(BEGINNING) as u32;
            return Beginning::Packed((whole >> (BITS * behind)) as u64);
        }
        let mut lower = String::new();
        lower_case_into(self.written, &mut lower);
        let end = lower.char_indices().nth(BEGINNING).map_or(lower.len(), |(end, _)| end);
        lower.truncate(end);
        packed(&lower)
            .map_or_else(|| Beginning::Letters(lower.into()), |packed| Beginning::Packed(packed as u64))
    }
}

/// The words of `text`: runs of letters, or of letters and digits.
#[inline]
pub fn scan(text: &str, with_digits: bool) -> Scan<'_> {
    Scan { text, at: 0, least: if with_digits { 1 } else { FIRST_LETTER } }
}

/// The words of a text, left to right.
#[derive(Clone, Debug)]
pub struct Scan<'text> {
    text: &'text str,
    at: usize,
    /// Codes of plain characters that belong to words begin here.
    least: u8,
}

impl<'text> Iterator for Scan<'text> {
    type Item = ScannedWord<'text>;

    #[inline]
    fn next(&mut self) -> Option<ScannedWord<'text>> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while let Some(byte) = bytes.get(at) {
            match PLAIN.get(usize::from(*byte)) {
                Some(code) if *code >= self.least => break,
                Some(_) => at += 1,
                None => match next(self.text, at)? {
                    character if character.belongs(self.least) => break,
                    character => at += character.bytes,
                },
            }
        }
        let (start, mut packed, mut characters, mut is_odd) = (at, 0_u128, 0, false);
        while let Some(byte) = bytes.get(at) {
            let (code, taken) = match PLAIN.get(usize::from(*byte)) {
                Some(code) if *code >= self.least => (*code, 1),
                Some(_) => break,
                None => match next(self.text, at)? {
                    character if character.belongs(self.least) => (character.code, character.bytes),
                    _ => break,
                },
            };
            packed = packed << BITS | u128::from(code);
            is_odd |= code == 0;
            (at, characters) = (at + taken, characters + 1);
        }
        self.at = at;
        let packed = (!is_odd && characters <= MOST_PACKED).then_some(packed);
        (at > start).then(|| ScannedWord {
            written: self.text.get(start..at).unwrap_or(""),
            characters,
            packed,
        })
    }
}

/// The word of `text` alone, which must be one run.
pub fn scanned(text: &str) -> ScannedWord<'_> {
    ScannedWord { written: text, characters: text.chars().count(), packed: packed(text) }
}

/// One character of a text.
#[derive(Clone, Copy)]
struct Character {
    bytes: usize,
    /// A number below 128 that both cases of a letter share; 0 for letters without one and for all that is no letter or digit.
    code: u8,
    is_letter: bool,
    is_digit: bool,
}

impl Character {
    fn belongs(self, least: u8) -> bool {
        self.is_letter || (self.is_digit && least < FIRST_LETTER)
    }
}

/// The character at `at`: plain and Cyrillic ones by their bytes.
fn next(text: &str, at: usize) -> Option<Character> {
    let bytes = text.as_bytes();
    let byte = *bytes.get(at)?;
    if let Some(code) = PLAIN.get(usize::from(byte)) {
        let is_letter = *code >= FIRST_LETTER;
        return Some(Character { bytes: 1, code: *code, is_letter, is_digit: *code > 0 && !is_letter });
    }
    if byte == 0xd0 || byte == 0xd1 {
        let low = usize::from(byte & 1) << 6 | usize::from(bytes.get(at + 1)? & 0x3f);
        return Some(Character { bytes: 2, code: CYRILLIC[low], is_letter: true, is_digit: false });
    }
    let character = text.get(at..)?.chars().next()?;
    let is_letter = is_alphabetic(character);
    Some(Character {
        bytes: character.len_utf8(),
        code: 0,
        is_letter,
        is_digit: !is_letter && is_alphanumeric(character),
    })
}

fn packed(word: &str) -> Option<u128> {
    let (mut packed, mut at, mut characters) = (0, 0, 0);
    while let Some(character) = next(word, at) {
        if character.code == 0 || characters == MOST_PACKED {
            return None;
        }
        packed = packed << BITS | u128::from(character.code);
        (at, characters) = (at + character.bytes, characters + 1);
    }
    Some(packed)
}

/// The code of `a`; those of digits are less.
const FIRST_LETTER: u8 = 11;

/// Codes of ASCII: digits, then letters.
const PLAIN: [u8; 128] = {
    let mut codes = [0; 128];
    let mut at = 0;
    while at < 26 {
        if at < 10 {
            codes[b'0' as usize + at] = 1 + at as u8;
        }
        codes[b'a' as usize + at] = FIRST_LETTER + at as u8;
        codes[b'A' as usize + at] = FIRST_LETTER + at as u8;
        at += 1;
    }
    codes
};

/// Codes of the letters from U+0400 to U+047F; rare ones have none.
const CYRILLIC: [u8; 128] = {
    let mut codes = [0; 128];
    let mut at = 0;
    while at < 32 {
        codes[0x10 + at] = 37 + at as u8;
        codes[0x30 + at] = 37 + at as u8;
        at += 1;
    }
    // Ѐ to Џ have their small letters from ѐ to џ.
    at = 0;
    while at < 16 {
        codes[at] = 70 + at as u8;
        codes[0x50 + at] = 70 + at as u8;
        at += 1;
    }
    codes
};

/// A table by word, asked with words as they stand in a text, in whichever case.
#[derive(Clone, Debug, Default)]
pub struct ScanMap<V> {
    /// Characters of the longest word.
    longest: usize,
    packed: FoldMap<u128, V>,
    others: WordMap<V>,
}

impl<V: Default> ScanMap<V> {
    /// What is kept for `word`, which must be in lower case; made first if there is nothing yet.
    pub fn entry(&mut self, word: &str) -> &mut V {
        self.longest = self.longest.max(word.chars().count());
        match packed(word) {
            Some(packed) => self.packed.entry(packed).or_default(),
            None => self.others.entry(word.into()),
        }
    }

    /// What is kept for `word`.
    pub fn of(&self, word: &ScannedWord<'_>) -> Option<&V> {
        // Some letters are two in lower case, none is less than one.
        if word.characters > self.longest {
            return None;
        }
        if let Some(packed) = word.packed {
            return self.packed.get(&packed);
        }
        let mut lower = String::new();
        lower_case_into(word.written, &mut lower);
        packed(&lower).map_or_else(|| self.others.get(&lower), |packed| self.packed.get(&packed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn first_six(word: &str) -> String {
        word.to_lowercase().chars().take(6).collect()
    }

    proptest! {
        #[test]
        fn words_are_the_runs_of_letters(text in "[a-cА-Бё1 .,’ßİé-]{0,40}|\\PC{0,20}") {
            for with_digits in [false, true] {
                let runs: Vec<&str> =
                    text.split(|c| if with_digits { !char::is_alphanumeric(c) } else { !char::is_alphabetic(c) }).filter(|run| !run.is_empty()).collect();
                let words: Vec<&str> = scan(&text, with_digits).map(|word| word.written).collect();
                prop_assert_eq!(words, runs);
            }
        }

        #[test]
        fn a_table_finds_a_word_in_any_case(words in proptest::collection::vec("[a-cA-CА-Бё]{1,3}|[ßİΣé]{1,3}|[a-b]{17,20}", 1..20)) {
            let mut tree: BTreeMap<String, usize> = BTreeMap::new();
            let mut table: ScanMap<usize> = ScanMap::default();
            for word in &words {
                *tree.entry(word.to_lowercase()).or_default() += 1;
                *table.entry(&word.to_lowercase()) += 1;
            }
            for word in &words {
                prop_assert_eq!(table.of(&scanned(word)), tree.get(&word.to_lowercase()));
                for other in &words {
                    let is_same = first_six(word) == first_six(other);
                    prop_assert_eq!(scanned(word).beginning() == scanned(other).beginning(), is_same);
                }
            }
        }
    }
}
