//! An account as collation sees it: words with their kind and stem, in units of about a sentence.
//!
//! Comes in: an account cut into sentences, and what was read in it. Goes out: a [`Witness`], small enough to hold
//! many thousands of. It may not know other accounts.

use crate::CollationRules;
use crate::weights::AlreadyHashed;
use recount_model::{AccountClaims, BlockKind, Span, TimexType};
use recount_text::{AccountText, Sentence, Token, TokenKind};
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::ops::Range;

/// What kind of word it is: decides what a change of it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum WordKind {
    Function,
    Content,
    Number,
    Date,
    Name,
}

/// One word or number. Marks are not words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Hash of the lower-case word; of the number without thousands separators.
    pub(crate) form: u32,
    pub(crate) stem: u32,
    pub(crate) span: Span,
    pub(crate) kind: WordKind,
    /// How much it says, in hundredths of a bit; 0 for function words, and until `weights` has seen all accounts.
    pub(crate) weight: u16,
    /// Its stem stands in one sentence only (copies of the sentence counted once); false until `weights` has seen all accounts.
    pub(crate) is_single: bool,
}

impl Word {
    /// True for words that tell something: no function word, no name, no date.
    pub(crate) fn is_telling(&self) -> bool {
        matches!(self.kind, WordKind::Content | WordKind::Number)
    }
}

/// A sentence, or a part of one between semicolons.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) words: Range<usize>,
    pub(crate) span: Span,
    /// Index of the block it stands in.
    pub(crate) block: usize,
    /// Index of the sentence in the account.
    pub(crate) sentence: usize,
    /// Belongs to the page or says nothing: never the start of an alignment.
    pub(crate) is_idle: bool,
}

/// One account, ready to be compared.
#[derive(Clone, Debug)]
pub(crate) struct Witness<'text> {
    pub(crate) text: &'text str,
    pub(crate) words: Vec<Word>,
    pub(crate) units: Vec<Unit>,
}

impl<'text> Witness<'text> {
    pub(crate) fn new(
        text: &AccountText<'text>,
        claims: Option<&AccountClaims>,
        rules: &CollationRules,
        lexicon: &mut Lexicon,
    ) -> Self {
        let marked = Marked::new(text, claims);
        let mut witness = Witness {
            text: &text.reading.text,
            words: Vec::new(),
            units: Vec::with_capacity(text.sentences.len()),
        };
        let mut builder = Builder { text, marked, rules, lexicon };
        for (at, sentence) in text.sentences.iter().enumerate().filter(|(_, one)| is_told(text, one)) {
            for part in parts(text, sentence) {
                witness.add_unit(&mut builder, part, at, sentence);
            }
        }
        witness.words.shrink_to_fit();
        witness
    }

    fn add_unit(
        &mut self,
        builder: &mut Builder<'_, '_>,
        part: Range<usize>,
        number: usize,
        sentence: &Sentence,
    ) {
        let first = self.words.len();
        let tokens = &builder.text.tokens;
        let mut at = part.start;
        while at < part.end {
            let length = word_length(tokens, at, part.end);
            if let Some(token) = tokens.get(at).filter(|token| token.is_word() || token.is_digits()) {
                let last = tokens.get(at + length - 1).unwrap_or(token);
                let is_first = at == sentence.tokens.start || opens_quotation(builder.text, at);
                self.words.push(builder.word(token, token.span.cover(last.span), is_first));
            }
            at += length;
        }
        let words = first..self.words.len();
        let Some(span) = recount_text::span_of(tokens, &part).filter(|_| !words.is_empty()) else { return };
        let is_idle = builder.rules.boilerplate_forms.stand_in(self.words.get(first..).unwrap_or_default());
        self.units.push(Unit { words, span, block: sentence.block, sentence: number, is_idle });
    }

    /// The sentence that `offset` stands in, if it is told.
    pub(crate) fn sentence_at(&self, offset: u32) -> Option<usize> {
        let after = self.units.partition_point(|unit| unit.span.start <= offset);
        let unit = self.units.get(after.checked_sub(1)?)?;
        (offset < unit.span.end).then_some(unit.sentence)
    }

    /// The word in lower case, apostrophes straightened.
    pub(crate) fn lower(&self, word: usize) -> String {
        self.words.get(word).map_or_else(String::new, |word| lowered(word.span.of(self.text)))
    }

    /// The words under a range of units.
    pub(crate) fn words_of(&self, units: &Range<usize>) -> Range<usize> {
        let first = self.units.get(units.start).map_or(0, |unit| unit.words.start);
        let last = units.end.checked_sub(1).and_then(|at| self.units.get(at));
        first..last.map_or(first, |unit| unit.words.end)
    }

    pub(crate) fn kind(&self, word: usize) -> WordKind {
        self.words.get(word).map_or(WordKind::Function, |word| word.kind)
    }
}

pub(crate) fn lowered(text: &str) -> String {
    text.to_lowercase().replace(['’', 'ʼ'], "'")
}

/// A word after an opening mark may be capitalised for its place, not because it is a name.
fn opens_quotation(text: &AccountText<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.tokens.get(before));
    before.is_some_and(|mark| mark.kind == TokenKind::QuotationMark || mark.is(":") || mark.is("—"))
}

/// Speaker lines and bylines are names, not telling.
fn is_told(text: &AccountText<'_>, sentence: &Sentence) -> bool {
    let kind = text.account.blocks.get(sentence.block).map(|block| block.kind);
    !matches!(kind, Some(BlockKind::Speaker | BlockKind::Byline | BlockKind::Furniture))
}

/// Longer than this no sentence is: recognised speech, or print without its full stops.
const LONGEST_PART: usize = 100;
/// What is cut for its length has at least so many tokens …
const LEAST_CUT: usize = 12;
/// … and one word in so many, always the same ones, ends a part: so a copy is cut at the same places.
const ONE_CUT: u64 = 16;

/// Cuts at semicolons; parts of fewer than four tokens stay with what is before them. Parts too long for a sentence are cut at
/// words that the words themselves choose.
fn parts(text: &AccountText<'_>, sentence: &Sentence) -> Vec<Range<usize>> {
    let parts = at_semicolons(text, sentence);
    if parts.iter().all(|part| part.len() <= LONGEST_PART) {
        return parts;
    }
    parts.into_iter().flat_map(|part| by_content(text, part)).collect()
}

fn by_content(text: &AccountText<'_>, part: Range<usize>) -> Vec<Range<usize>> {
    if part.len() <= LONGEST_PART {
        return vec![part];
    }
    let mut found = Vec::new();
    let mut start = part.start;
    for at in part.clone() {
        let ends = text.tokens.get(at).is_some_and(|token| {
            token.is_word() && winnowing::hash_bytes(token.lower.as_bytes()).is_multiple_of(ONE_CUT)
        });
        let length = at + 1 - start;
        if (ends && length >= LEAST_CUT || length >= LONGEST_PART) && part.end - (at + 1) >= LEAST_CUT {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found.push(start..part.end);
    found
}

fn at_semicolons(text: &AccountText<'_>, sentence: &Sentence) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = sentence.tokens.start;
    for at in sentence.tokens.clone() {
        let is_cut = text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark && token.is(";"));
        if is_cut && at + 1 - start > 4 && sentence.tokens.end - at > 4 {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found.push(start..sentence.tokens.end);
    found
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
    /// By the hash of the word.
    unsorted_known: HashMap<u64, Known, BuildHasherDefault<AlreadyHashed>>,
}

impl Lexicon {
    fn of(&mut self, lower: &str, rules: &CollationRules) -> Known {
        let hash = winnowing::hash_bytes(lower.as_bytes());
        if let Some(known) = self.unsorted_known.get(&hash) {
            return *known;
        }
        let known = Known {
            form: (hash >> 32) as u32,
            stem: form(&rules.stemmer.stem(lower)),
            is_function: rules.function_words.contains(lower),
            is_number: rules.number_words.contains(lower),
            is_calendar: rules.weekdays.contains(lower) || rules.months.contains(lower),
        };
        self.unsorted_known.insert(hash, known);
        known
    }
}

/// The hash that stands for a lower-case word. Two words share one in four thousand millions.
pub(crate) fn form(lower: &str) -> u32 {
    (winnowing::hash_bytes(lower.as_bytes()) >> 32) as u32
}

/// What making words needs.
struct Builder<'text, 'account> {
    text: &'account AccountText<'text>,
    marked: Marked<'account>,
    rules: &'account CollationRules,
    lexicon: &'account mut Lexicon,
}

impl Builder<'_, '_> {
    fn word(&mut self, token: &Token, span: Span, is_first: bool) -> Word {
        if token.is_digits() {
            let kind = if self.marked.is_date(span) { WordKind::Date } else { WordKind::Number };
            let form = form(&without_separators(span.of(&self.text.reading.text)));
            return Word { form, stem: form, span, kind, weight: 0, is_single: false };
        }
        let known = self.lexicon.of(&token.lower, self.rules);
        let kind = self.kind(token, span, is_first, known);
        let stem = if kind == WordKind::Function { known.form } else { known.stem };
        Word { form: known.form, stem, span, kind, weight: 0, is_single: false }
    }

    fn kind(&self, token: &Token, span: Span, is_first: bool, known: Known) -> WordKind {
        let is_calendar = known.is_calendar && token.is_capitalised;
        if is_calendar || (!known.is_function && self.marked.is_date(span)) {
            return WordKind::Date;
        }
        if known.is_number {
            return WordKind::Number;
        }
        if known.is_function {
            return WordKind::Function;
        }
        let looks_like_name =
            token.is_capitalised && (!is_first || self.marked.unsorted_capitalised.contains(&*token.lower));
        if looks_like_name || self.marked.is_name(span) { WordKind::Name } else { WordKind::Content }
    }
}

fn without_separators(number: &str) -> String {
    let groups: Vec<&str> = number.split(',').collect();
    let is_grouped = groups.len() > 1 && groups.iter().skip(1).all(|group| group.len() == 3);
    if is_grouped { groups.concat() } else { number.to_owned() }
}

/// Where dates and names stand, as far as anyone has read them.
struct Marked<'text> {
    dates: Vec<Span>,
    names: Vec<Span>,
    /// Words that stand capitalised inside a sentence somewhere in the account: names even where they begin one.
    unsorted_capitalised: HashSet<&'text str>,
}

impl<'text> Marked<'text> {
    fn new(text: &'text AccountText<'_>, claims: Option<&AccountClaims>) -> Self {
        let is_date = |kind: &TimexType| matches!(kind, TimexType::Date | TimexType::Time);
        let mut unsorted_capitalised = HashSet::new();
        for sentence in &text.sentences {
            let inner = sentence.tokens.clone().skip(1).filter(|at| !opens_quotation(text, *at));
            let tokens = inner.filter_map(|at| text.tokens.get(at)).filter(|token| token.is_capitalised);
            unsorted_capitalised.extend(tokens.map(|token| &*token.lower));
        }
        Marked {
            dates: claims.map_or_else(Vec::new, |claims| {
                claims.times.iter().filter(|time| is_date(&time.kind)).map(|time| time.span).collect()
            }),
            names: claims.map_or_else(Vec::new, |claims| claims.names.iter().map(|name| name.span).collect()),
            unsorted_capitalised,
        }
    }

    fn is_date(&self, span: Span) -> bool {
        is_in(&self.dates, span)
    }

    fn is_name(&self, span: Span) -> bool {
        is_in(&self.names, span)
    }
}

/// True if `span` lies in one of `sorted` (by start; nested ones are looked at up to four back).
fn is_in(sorted: &[Span], span: Span) -> bool {
    let after = sorted.partition_point(|one| one.start <= span.start);
    sorted.get(after.saturating_sub(4)..after).unwrap_or_default().iter().any(|one| one.contains(span))
}

/// Names the whole wording of an account.
pub(crate) fn wording_of_all(witness: &Witness<'_>) -> (u64, usize) {
    (crate::weights::wording(&witness.words), witness.units.len())
}
