//! The lattice: for every token of an account, what begins there and where it ends.
//!
//! Comes in: an account's tokens and the compiled rules. Goes out: edges that patterns walk over. It may not know what
//! expressions mean for each other.

use super::expression::Expression;
use super::lexicon::{Sense, Word};
use super::rules::TimeRules;
use super::symbol::{Kinds, Meaning, Signature, Symbol};
use recount_model::Span;
use recount_text::{AccountText, Token, TokenKind};

/// One token of the account, line breaks left out; a barrier stands between blocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'rules> {
    /// Index into the account's tokens; `BARRIER` between blocks.
    pub token: u32,
    /// What the lexicon says of the word, whether or not it is capitalised as that needs.
    word: Option<&'rules Word>,
    pub is_capitalised: bool,
    pub begins_sentence: bool,
    /// Bytes at its end that do not belong to a time ("today's").
    trim_bytes: u8,
}

const BARRIER: u32 = u32::MAX;
const NONE: u32 = u32::MAX;

/// Something that begins at one item and ends before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub symbol: Symbol,
    pub end: u32,
    pub meaning: Meaning,
    /// The rule that made it; `None` for words and shapes.
    pub rule: Option<u32>,
    next: u32,
}

/// All items and edges of one account.
pub(super) struct Lattice<'text> {
    pub text: &'text AccountText<'text>,
    pub rules: &'text TimeRules,
    pub items: Vec<Item<'text>>,
    /// What each item is good for: its word, its shape and all edges that begin there.
    kinds: Vec<Kinds>,
    /// Every symbol that a pattern can find at each item.
    symbols: Vec<Signature>,
    /// `None` once taken.
    expressions: Vec<Option<Expression>>,
    edges: Vec<Edge>,
    heads: Vec<u32>,
}

impl<'text> Lattice<'text> {
    /// Items of everything that is not furniture; edges of the lexicon's phrases.
    pub fn new(text: &'text AccountText<'text>, rules: &'text TimeRules) -> Self {
        let mut lattice = Lattice {
            text,
            rules,
            items: Vec::with_capacity(text.tokens.len()),
            kinds: Vec::with_capacity(text.tokens.len()),
            symbols: Vec::with_capacity(text.tokens.len()),
            expressions: Vec::new(),
            edges: Vec::new(),
            heads: Vec::new(),
        };
        let mut block = None;
        for sentence in &text.sentences {
            if block.is_some_and(|block| block != sentence.block) {
                lattice.push_barrier();
            }
            block = Some(sentence.block);
            lattice.push_sentence(sentence.tokens.clone());
        }
        lattice.heads = vec![NONE; lattice.items.len() + 1];
        lattice.add_phrases();
        lattice
    }

    fn push_barrier(&mut self) {
        self.items.push(Item {
            token: BARRIER,
            word: None,
            is_capitalised: false,
            begins_sentence: false,
            trim_bytes: 0,
        });
        self.kinds.push(Kinds::NONE);
        self.symbols.push(Signature::default());
    }

    fn push_sentence(&mut self, tokens: std::ops::Range<usize>) {
        let mut begins_sentence = true;
        for number in tokens {
            let Some(token) = self.text.tokens.get(number).filter(|token| !token.is_break()) else {
                continue;
            };
            let (word, trim_bytes) = self.rules.find(token);
            let trim_bytes = match trim_bytes {
                0 => 0,
                characters => bytes_of_ending(self.text.words(token.span), characters),
            };
            self.items.push(Item {
                token: number as u32,
                word,
                is_capitalised: token.is_capitalised,
                begins_sentence,
                trim_bytes,
            });
            self.kinds.push(word.map_or(Kinds::NONE, |word| word.kinds).with(kinds_of_shape(token)));
            let symbols = word.map_or(Signature::default(), |word| word.symbols);
            self.symbols.push(symbols.with(self.symbols_of_shape(token)));
            begins_sentence &= !token.is_word() && !token.is_digits();
        }
    }

    /// The token of item `at`; `None` for barriers and beyond the ends.
    pub fn token(&self, at: usize) -> Option<&'text Token<'text>> {
        let item = self.items.get(at)?;
        self.text.tokens.get(item.token as usize)
    }

    /// What the lexicon says of item `at`, as far as its capital letter allows.
    pub fn senses(&self, at: usize) -> impl Iterator<Item = Sense> + '_ {
        let item = self.items.get(at);
        let senses = item.and_then(|item| item.word).map_or(&[][..], |word| &word.senses);
        let is_capitalised = item.is_some_and(|item| item.is_capitalised);
        senses.iter().copied().filter(move |sense| is_capitalised || !sense.needs_capital)
    }

    /// True if a sense or an edge of item `at` is of one of these kinds.
    pub fn has_kind(&self, at: usize, kinds: Kinds) -> bool {
        self.kinds(at).has(kinds)
    }

    pub fn kinds(&self, at: usize) -> Kinds {
        self.kinds.get(at).copied().unwrap_or_default()
    }

    /// The first item from `from` on that is of one of these kinds.
    pub fn next_of(&self, from: usize, kinds: Kinds) -> Option<usize> {
        let further = self.kinds.get(from..)?.iter().position(|one| one.has(kinds))?;
        Some(from + further)
    }

    /// All items of one of these kinds.
    pub fn all_of(&self, kinds: Kinds) -> impl Iterator<Item = usize> + '_ {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = self.next_of(from, kinds)?;
            from = at + 1;
            Some(at)
        })
    }

    /// The edges that were added at item `at`, newest first.
    pub fn edges(&self, at: usize) -> impl Iterator<Item = Edge> + '_ {
        let mut next = self.heads.get(at).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let edge = *self.edges.get(next as usize)?;
            next = edge.next;
            Some(edge)
        })
    }

    /// Everything that begins at item `at`: symbol, meaning, end.
    pub fn starts(&self, at: usize) -> impl Iterator<Item = (Symbol, Meaning, usize)> + '_ {
        let words = self.senses(at).map(move |sense| (sense.symbol, sense.meaning, at + 1));
        words.chain(self.edges(at).map(|edge| (edge.symbol, edge.meaning, edge.end as usize)))
    }

    /// Adds an edge. Of two rules that give the same thing for the same items, the later in the pack stays.
    pub fn add(&mut self, at: usize, end: usize, symbol: Symbol, meaning: Meaning, rule: Option<u32>) {
        let Some(head) = self.heads.get(at).copied() else { return };
        if let Some(kinds) = self.kinds.get_mut(at) {
            let of_symbol = self.rules.kinds.get(usize::from(symbol.0)).copied().unwrap_or_default();
            let of_rule = if rule.is_some() { Kinds::EXPRESSION } else { Kinds::NONE };
            *kinds = kinds.with(of_symbol).with(of_rule);
        }
        if let Some(symbols) = self.symbols.get_mut(at) {
            *symbols = symbols.with(Signature::of(symbol));
        }
        let mut next = head;
        while let Some(edge) = self.edges.get_mut(next as usize) {
            let is_same = edge.symbol == symbol && edge.end as usize == end;
            if is_same && (edge.rule.is_some() || edge.meaning == meaning) {
                if rule > edge.rule {
                    (edge.meaning, edge.rule) = (meaning, rule);
                }
                return;
            }
            next = edge.next;
        }
        self.edges.push(Edge { symbol, end: end as u32, meaning, rule, next: head });
        if let Some(slot) = self.heads.get_mut(at) {
            *slot = (self.edges.len() - 1) as u32;
        }
    }

    /// Keeps an expression and gives the meaning that names it.
    pub fn keep(&mut self, expression: Expression) -> Meaning {
        self.expressions.push(Some(expression));
        Meaning::Expression((self.expressions.len() - 1) as u32)
    }

    pub fn expression(&self, number: u32) -> Option<&Expression> {
        self.expressions.get(number as usize)?.as_ref()
    }

    /// The expression itself, when nothing else will ask for it.
    pub fn take_expression(&mut self, number: u32) -> Option<Expression> {
        self.expressions.get_mut(number as usize)?.take()
    }

    /// The bytes from item `start` to the item before `end`.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let last = end.checked_sub(1)?;
        let mut span = self.token(start)?.span.cover(self.token(last)?.span);
        span.end -= self.items.get(last).map_or(0, |item| u32::from(item.trim_bytes));
        Some(span)
    }

    /// True if item `at` is one of `symbols`: a word, a class, or a context such as `DIGITS`.
    pub fn is_any(&self, at: usize, symbols: &[Symbol]) -> bool {
        let is_one = |symbol: Symbol| symbols.contains(&symbol);
        let may_start = !symbols.is_empty() && self.symbols(at).meets(Signature::of_all(symbols));
        (may_start
            && (self.senses(at).any(|sense| is_one(sense.symbol))
                || self.edges(at).any(|edge| is_one(edge.symbol))))
            || symbols.iter().any(|symbol| self.has_shape(at, *symbol))
    }

    /// True if something that is one of `symbols` ends right before item `at`.
    pub fn has_before(&self, at: usize, symbols: &[Symbol]) -> bool {
        if symbols.is_empty() {
            return false;
        }
        if symbols.contains(&self.rules.shapes.start)
            && self.items.get(at).is_some_and(|item| item.begins_sentence)
        {
            return true;
        }
        let Some(before) = at.checked_sub(1) else { return false };
        let is_word = self.senses(before).any(|sense| symbols.contains(&sense.symbol))
            || symbols.iter().any(|symbol| self.has_shape(before, *symbol));
        is_word
            || (at.saturating_sub(LONGEST_PHRASE)..at).any(|start| {
                self.edges(start).any(|edge| edge.end as usize == at && symbols.contains(&edge.symbol))
            })
    }

    /// Every symbol that a pattern can find at item `at`.
    pub fn symbols(&self, at: usize) -> Signature {
        self.symbols.get(at).copied().unwrap_or_default()
    }

    /// Dashes and phrases are no edges: patterns find them by the token.
    fn symbols_of_shape(&self, token: &Token) -> Signature {
        let shapes = &self.rules.shapes;
        match token.kind {
            TokenKind::Word => Signature::of(shapes.phrase),
            _ if is_dash(token) => Signature::of(shapes.dash),
            _ => Signature::default(),
        }
    }

    fn has_shape(&self, at: usize, symbol: Symbol) -> bool {
        let shapes = &self.rules.shapes;
        let Some(token) = self.token(at) else { return symbol == shapes.end };
        (symbol == shapes.digits && token.is_digits())
            || (symbol == shapes.capital && token.is_word() && token.is_capitalised)
            || (symbol == shapes.mark && token.kind == TokenKind::Mark)
            || (symbol == shapes.dash && is_dash(token))
            || (symbol == shapes.plural && self.is_plural(token))
    }

    fn is_plural(&self, token: &Token) -> bool {
        let has_ending =
            |ending: &String| token.lower.len() > ending.len() + 2 && token.lower.ends_with(ending.as_str());
        token.is_word() && !token.is_capitalised && self.rules.contexts.plural_endings.iter().any(has_ending)
    }

    fn add_phrases(&mut self) {
        let rules = self.rules;
        let (mut found, mut places) = (Vec::<(usize, Sense)>::new(), Vec::new());
        let mut from = 0;
        while let Some(start) = self.next_of(from, Kinds::PHRASE) {
            from = start + 1;
            places.push((super::pattern::Trie::ROOT, start));
            while let Some((place, at)) = places.pop() {
                for sense in self.senses(at) {
                    let Some(next) = rules.phrases.step(place, sense.symbol) else { continue };
                    let ends = rules.phrases.accepts(next);
                    found.extend(ends.iter().filter_map(|number| {
                        rules.phrase_senses.get(*number as usize).map(|sense| (at + 1, *sense))
                    }));
                    if rules.phrases.goes_on(next, self.symbols(at + 1)) {
                        places.push((next, at + 1));
                    }
                }
            }
            for (end, sense) in found.drain(..) {
                if !sense.needs_capital || self.items[start].is_capitalised {
                    self.add(start, end, sense.symbol, sense.meaning, None);
                }
            }
        }
    }
}

fn kinds_of_shape(token: &Token) -> Kinds {
    match token.kind {
        TokenKind::Digits => Kinds::DIGITS,
        TokenKind::Mark if matches!(&*token.lower, "'" | "’") => Kinds::APOSTROPHE,
        _ => Kinds::NONE,
    }
}

/// How many bytes the last characters of a word take where it stands: `’s` takes more than `'s`.
fn bytes_of_ending(word: &str, characters: u8) -> u8 {
    let bytes: usize = word.chars().rev().take(usize::from(characters)).map(char::len_utf8).sum();
    u8::try_from(bytes).unwrap_or(0)
}

/// How many items back a phrase that ends before an item may begin.
const LONGEST_PHRASE: usize = 6;

pub(super) fn is_dash(token: &Token) -> bool {
    matches!(&*token.lower, "-" | "–" | "—" | "‑" | "−")
}
