//! Tokens to words: form, stem and kind of each.
//!
//! Comes in: the tokens of one sentence after the other, and where dates and names stand. Goes out: words. It may not know units.

use super::{Word, WordKind};
use crate::CollationRules;
use crate::weights::AlreadyHashed;
use recount_model::{AccountClaims, Span, TimexType};
use recount_text::{Token, TokenKind, WordKey};
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::ops::Range;

/// Reads the words of one account.
pub(super) struct WordReader<'account> {
    text: &'account str,
    rules: &'account CollationRules,
    lexicon: &'account mut Lexicon,
    dates: Vec<Span>,
    names: Vec<Span>,
    /// Words that stand capitalised inside a sentence somewhere in the account: names even where they begin one.
    unsorted_capitalised: HashSet<u32, BuildHasherDefault<AlreadyHashed>>,
    /// Words that begin a sentence with a capital: names if they are such words.
    undecided: Vec<u32>,
}

impl<'account> WordReader<'account> {
    pub(super) fn new(
        text: &'account str,
        claims: Option<&AccountClaims>,
        rules: &'account CollationRules,
        lexicon: &'account mut Lexicon,
    ) -> Self {
        let is_date = |kind: &TimexType| matches!(kind, TimexType::Date | TimexType::Time);
        let dates = claims.map_or_else(Vec::new, |claims| {
            claims.times.iter().filter(|time| is_date(&time.kind)).map(|time| time.span).collect()
        });
        let names =
            claims.map_or_else(Vec::new, |claims| claims.names.iter().map(|name| name.span).collect());
        let (unsorted_capitalised, undecided) = (HashSet::default(), Vec::new());
        WordReader { text, rules, lexicon, dates, names, unsorted_capitalised, undecided }
    }

    /// Adds the words of `part`, which lies in the sentence that begins at token `sentence`.
    pub(super) fn read(
        &mut self,
        tokens: &[Token<'_>],
        part: Range<usize>,
        sentence: usize,
        words: &mut Vec<Word>,
    ) {
        let mut at = part.start;
        while at < part.end {
            let length = word_length(tokens, at, part.end);
            if let Some(token) = tokens.get(at).filter(|token| token.is_word() || token.is_digits()) {
                let last = tokens.get(at + length - 1).unwrap_or(token);
                let is_first = at == sentence || opens_quotation(tokens, at);
                let span = token.span.cover(last.span);
                let word = if token.is_digits() {
                    self.number(span)
                } else {
                    self.word(token, is_first, words.len())
                };
                words.push(word);
            }
            at += length;
        }
    }

    /// Takes note of the capitalised words of a sentence that is not told.
    pub(super) fn note_names(&mut self, tokens: &[Token<'_>], sentence: &Range<usize>) {
        let inner = sentence.clone().skip(1).filter(|at| !opens_quotation(tokens, *at));
        let capitalised = inner.filter_map(|at| tokens.get(at)).filter(|token| token.is_capitalised);
        self.unsorted_capitalised.extend(capitalised.map(|token| form(&token.lower)));
    }

    /// After the last sentence: which of the words that begin one are names.
    pub(super) fn settle_names(self, words: &mut [Word]) {
        for at in self.undecided {
            if let Some(word) = words.get_mut(at as usize)
                && self.unsorted_capitalised.contains(&word.form)
            {
                word.kind = WordKind::Name;
            }
        }
    }

    /// True if the words belong to the page.
    pub(super) fn is_boilerplate(&self, words: &[Word]) -> bool {
        self.rules.boilerplate_forms.stand_in(words)
    }

    fn number(&self, span: Span) -> Word {
        let kind = if is_in(&self.dates, span) { WordKind::Date } else { WordKind::Number };
        let form = form(&without_separators(span.of(self.text)));
        Word { form, stem: form, span, kind, weight: 0, is_single: false }
    }

    fn word(&mut self, token: &Token<'_>, is_first: bool, at: usize) -> Word {
        let known = self.lexicon.of(token, self.rules);
        if token.is_capitalised && !is_first {
            self.unsorted_capitalised.insert(known.form);
        }
        let kind = self.kind(token, is_first, known);
        if kind == WordKind::Content && token.is_capitalised && is_first {
            self.undecided.push(at as u32);
        }
        let stem = if kind == WordKind::Function { known.form } else { known.stem };
        Word { form: known.form, stem, span: token.span, kind, weight: 0, is_single: false }
    }

    fn kind(&self, token: &Token<'_>, is_first: bool, known: Known) -> WordKind {
        let is_calendar = known.is_calendar && token.is_capitalised;
        if is_calendar || (!known.is_function && is_in(&self.dates, token.span)) {
            return WordKind::Date;
        }
        if known.is_number {
            return WordKind::Number;
        }
        if known.is_function {
            return WordKind::Function;
        }
        let looks_like_name = token.is_capitalised && !is_first;
        if looks_like_name || is_in(&self.names, token.span) { WordKind::Name } else { WordKind::Content }
    }
}

/// A word after an opening mark may be capitalised for its place, not because it is a name.
fn opens_quotation(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    before.is_some_and(|mark| mark.kind == TokenKind::QuotationMark || mark.is(":") || mark.is("—"))
}

/// Digits with single `.`, `,`, `:` or `/` between them are one number: `1,500`, `11.40`.
fn word_length(tokens: &[Token], at: usize, end: usize) -> usize {
    let is_digits = |at: usize| tokens.get(at).filter(|_| at < end).is_some_and(Token::is_digits);
    let mut length = 1;
    while is_digits(at) {
        let joins = tokens.get(at + length).is_some_and(|mark| {
            !mark.is_spaced && (mark.is(".") || mark.is(",") || mark.is(":") || mark.is("/"))
        });
        let is_glued = tokens.get(at + length + 1).is_some_and(|next| !next.is_spaced);
        if !joins || !is_glued || !is_digits(at + length + 1) {
            break;
        }
        length += 2;
    }
    length
}

/// What is known of a word by itself, looked up once however often it comes.
#[derive(Clone, Copy, Debug)]
struct Known {
    form: u32,
    stem: u32,
    is_function: bool,
    is_number: bool,
    is_calendar: bool,
}

/// Words seen so far; a cache, so it changes nothing but time.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// By the key that came with the token.
    unsorted_known: HashMap<WordKey, Known, BuildHasherDefault<AlreadyHashed>>,
    /// Where the words of the next account gather: an account keeps no more room than it has words.
    spare: Vec<Word>,
}

/// Words of an account for which room is kept.
const MOST_SPARE: usize = 1 << 16;

impl Lexicon {
    pub(super) fn spare_room(&mut self) -> Vec<Word> {
        std::mem::take(&mut self.spare)
    }

    /// Takes back the room that `words` do not need.
    pub(super) fn fit(&mut self, words: &mut Vec<Word>) {
        if words.len() > MOST_SPARE {
            words.shrink_to_fit();
            return;
        }
        let fitting = words.to_vec();
        self.spare = std::mem::replace(words, fitting);
        self.spare.clear();
    }

    fn of(&mut self, token: &Token<'_>, rules: &CollationRules) -> Known {
        if let Some(known) = self.unsorted_known.get(&token.key) {
            return *known;
        }
        let lower = &*token.lower;
        let known = Known {
            form: form(lower),
            stem: form(&rules.stemmer.stem(lower)),
            is_function: rules.function_words.contains(lower),
            is_number: rules.number_words.contains(lower),
            is_calendar: rules.weekdays.contains(lower) || rules.months.contains(lower),
        };
        self.unsorted_known.insert(token.key, known);
        known
    }
}

/// The hash that stands for a lower-case word. Two words share one in four thousand millions.
pub(crate) fn form(lower: &str) -> u32 {
    (winnowing::hash_bytes(lower.as_bytes()) >> 32) as u32
}

fn without_separators(number: &str) -> String {
    let groups: Vec<&str> = number.split(',').collect();
    let is_grouped = groups.len() > 1 && groups.iter().skip(1).all(|group| group.len() == 3);
    if is_grouped { groups.concat() } else { number.to_owned() }
}

/// True if `span` lies in one of `sorted` (by start; nested ones are looked at up to four back).
fn is_in(sorted: &[Span], span: Span) -> bool {
    let after = sorted.partition_point(|one| one.start <= span.start);
    sorted.get(after.saturating_sub(4)..after).unwrap_or_default().iter().any(|one| one.contains(span))
}
