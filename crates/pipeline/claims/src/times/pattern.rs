//! Patterns of the pack: from text to a trie of symbols.
//!
//! Comes in: texts like `(WEEKDAY ,?)? MONTH DAY`. Goes out: a trie that a lattice is walked with.
//! It may not know what the symbols mean.
//!
//! `x?` is optional, `(…)` groups, `a|b` without spaces chooses between two words, ` | ` between all that stands to its left
//! and right; `\(`, `\)` and `\?` are the marks themselves. Upper case names a class, everything else is a word.

use super::symbol::{Signature, Symbol, Symbols};

/// How many plain sequences one pattern may stand for.
const MOST_SEQUENCES: usize = 2_048;

/// Every sequence of symbols that `pattern` stands for, without the empty one.
pub fn sequences(pattern: &str, symbols: &mut Symbols) -> Result<Vec<Vec<Symbol>>, String> {
    let spaced = spaced(pattern);
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, at: 0, symbols };
    let mut found = reader.choice()?;
    if reader.at < words.len() {
        return Err(format!("pattern `{pattern}` has a `)` too many"));
    }
    found.retain(|sequence| !sequence.is_empty());
    found.sort();
    found.dedup();
    Ok(found)
}

/// Puts spaces around the marks of the notation.
fn spaced(pattern: &str) -> String {
    let mut out = String::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                out.push('\\');
                out.extend(characters.next());
            }
            '(' | ')' | '?' => {
                out.push(' ');
                out.push(character);
                out.push(' ');
            }
            _ => out.push(character),
        }
    }
    out
}

struct Reader<'pattern> {
    words: &'pattern [&'pattern str],
    at: usize,
    symbols: &'pattern mut Symbols,
}

type Sequences = Vec<Vec<Symbol>>;

impl Reader<'_> {
    fn choice(&mut self) -> Result<Sequences, String> {
        let mut found = self.sequence()?;
        while self.words.get(self.at) == Some(&"|") {
            self.at += 1;
            found.extend(self.sequence()?);
        }
        Ok(found)
    }

    fn sequence(&mut self) -> Result<Sequences, String> {
        let mut found: Sequences = vec![Vec::new()];
        while let Some(word) = self.words.get(self.at).filter(|word| !matches!(**word, ")" | "|")) {
            self.at += 1;
            let mut one = self.element(word)?;
            if self.words.get(self.at) == Some(&"?") {
                self.at += 1;
                one.push(Vec::new());
            }
            found = joined(&found, &one);
            if found.len() > MOST_SEQUENCES {
                return Err(format!("a pattern stands for more than {MOST_SEQUENCES} sequences"));
            }
        }
        Ok(found)
    }

    fn element(&mut self, word: &str) -> Result<Sequences, String> {
        match word {
            "(" => {
                let inner = self.choice()?;
                if self.words.get(self.at) != Some(&")") {
                    return Err("a pattern has a `(` that is never closed".to_owned());
                }
                self.at += 1;
                Ok(inner)
            }
            "?" => Err("a pattern has a `?` with nothing before it".to_owned()),
            _ if word.split('|').any(str::is_empty) => Err(format!("`{word}` lacks a side or its spaces")),
            _ => Ok(word
                .split('|')
                .map(|word| vec![self.symbols.intern(word.trim_start_matches('\\'))])
                .collect()),
        }
    }
}

fn joined(heads: &Sequences, tails: &Sequences) -> Sequences {
    let pair = |head: &Vec<Symbol>, tail: &Vec<Symbol>| head.iter().chain(tail).copied().collect();
    heads.iter().flat_map(|head| tails.iter().map(move |tail| pair(head, tail))).collect()
}

/// A trie over symbols; every node may accept some things by number.
#[derive(Debug)]
pub struct Trie {
    nodes: Vec<Node>,
    /// By symbol: where it leads from the root; the root itself where no sequence begins with it. Nearly every walk ends here.
    first: Vec<Place>,
}

#[derive(Debug, Default)]
struct Node {
    /// Sorted by symbol.
    children: Vec<(Symbol, u32)>,
    /// The symbols of the children.
    goes_on_with: Signature,
    accepts: Vec<u32>,
}

/// A place in a [`Trie`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(u32);

impl Trie {
    pub const ROOT: Place = Place(0);

    pub fn new() -> Self {
        Trie { nodes: vec![Node::default()], first: Vec::new() }
    }

    /// Adds a sequence that accepts `number`.
    pub fn add(&mut self, sequence: &[Symbol], number: u32) {
        let mut at = 0usize;
        for symbol in sequence {
            at = self.child_or_new(at, *symbol);
        }
        if !self.nodes[at].accepts.contains(&number) {
            self.nodes[at].accepts.push(number);
        }
    }

    fn child_or_new(&mut self, at: usize, symbol: Symbol) -> usize {
        match self.nodes[at].children.binary_search_by_key(&symbol, |child| child.0) {
            Ok(place) => self.nodes[at].children[place].1 as usize,
            Err(place) => {
                let new = self.nodes.len();
                self.nodes.push(Node::default());
                let node = &mut self.nodes[at];
                node.children.insert(place, (symbol, new as u32));
                node.goes_on_with = node.goes_on_with.with(Signature::of(symbol));
                if at == 0 {
                    let least = usize::from(symbol.0) + 1;
                    self.first.resize(self.first.len().max(least), Trie::ROOT);
                    self.first[usize::from(symbol.0)] = Place(new as u32);
                }
                new
            }
        }
    }

    /// True if some sequence begins with `symbol`.
    pub fn begins_with(&self, symbol: Symbol) -> bool {
        self.step(Trie::ROOT, symbol).is_some()
    }

    /// Where `symbol` leads from `place`.
    pub fn step(&self, place: Place, symbol: Symbol) -> Option<Place> {
        if place == Trie::ROOT {
            return self.first.get(usize::from(symbol.0)).copied().filter(|place| *place != Trie::ROOT);
        }
        let Node { children, goes_on_with, .. } = self.nodes.get(place.0 as usize)?;
        if !goes_on_with.meets(Signature::of(symbol)) {
            return None;
        }
        let found = children.binary_search_by_key(&symbol, |child| child.0).ok()?;
        children.get(found).map(|child| Place(child.1))
    }

    /// What ends at `place`.
    pub fn accepts(&self, place: Place) -> &[u32] {
        self.nodes.get(place.0 as usize).map_or(&[], |node| &node.accepts)
    }

    /// False if none of these symbols leads on from `place`.
    pub fn goes_on(&self, place: Place, symbols: Signature) -> bool {
        self.nodes.get(place.0 as usize).is_some_and(|node| node.goes_on_with.meets(symbols))
    }
}

impl Default for Trie {
    fn default() -> Self {
        Trie::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(pattern: &str) -> Result<usize, String> {
        sequences(pattern, &mut Symbols::default()).map(|found| found.len())
    }

    #[test]
    fn optional_parts_and_choices_multiply() {
        assert_eq!(count("(a ,?)? b c|d?"), Ok(9));
        assert_eq!(count(r"a \( b \)"), Ok(1));
        assert_eq!(count("a b | c"), Ok(2));
    }

    #[test]
    fn broken_patterns_are_told() {
        assert!(count("(a b").is_err());
        assert!(count("a ) b").is_err());
        assert!(count("? a").is_err());
        assert!(count("a| b").is_err());
    }

    #[test]
    fn a_trie_knows_its_sequences() {
        let mut symbols = Symbols::default();
        let mut trie = Trie::new();
        for sequence in sequences("a b? c", &mut symbols).unwrap() {
            trie.add(&sequence, 7);
        }
        let (a, c) = (symbols.find("a").unwrap(), symbols.find("c").unwrap());
        let place = trie.step(Trie::ROOT, a).and_then(|place| trie.step(place, c)).unwrap();
        assert_eq!(trie.accepts(place), [7]);
        assert!(trie.begins_with(a) && !trie.begins_with(c));
    }
}
