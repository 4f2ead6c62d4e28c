//! What stands around each expression: tense, plans, background, layers.
//!
//! Comes in: mentions and the lattice. Goes out: one [`Around`] per mention. It may not know what anything resolves to.

use super::expression::{Base, Expression};
use super::lattice::Lattice;
use super::numbers::plain_digits;
use super::recognise::Mention;
use super::symbol::Kinds;
use recount_model::{BlockKind, Span};
use recount_text::TokenKind;
use recount_time::{Amount, Unit};

/// What stands around one mention.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Around {
    /// Index into the account's sentences.
    pub sentence: Option<usize>,
    pub block: Option<BlockKind>,
    /// Index into the account's layers.
    pub layer: Option<usize>,
    pub is_planned: bool,
    pub is_past: bool,
    pub is_as_of: bool,
    /// What the nearest verb in the sentence says: announced (true) or past (false).
    pub is_near_ahead: Option<bool>,
    /// Counted from there ("since"): lies before what the text is at.
    pub is_background: bool,
    /// Told in passing: in brackets, before a noun, in the past perfect. The story does not go on from there.
    pub is_aside: bool,
    pub is_after_until: bool,
    pub is_founding: bool,
    /// Between quotation marks.
    pub is_quoted: bool,
    /// A whole date near the top that no sentence holds: the day the account came out.
    pub is_heading: bool,
    /// The account says that it was published then.
    pub is_published: bool,
    /// "today" stands in the same sentence.
    pub is_today: bool,
    /// "this year turned 50": how old something became in the year the mention names as this one.
    pub age_this_year: Option<u32>,
}

impl Around {
    /// Announced, not reported.
    pub fn is_ahead(&self) -> bool {
        self.is_planned || (self.is_after_until && !self.is_past)
    }
}

/// Looks around every mention.
pub(super) fn look_around(lattice: &Lattice<'_>, mentions: &[Mention]) -> Vec<Around> {
    let mut sentence = SentenceSigns::default();
    let mut quotes = QuoteSigns::default();
    let one = |mention: &Mention| {
        sentence.move_to(lattice, mention);
        Around { is_quoted: quotes.move_to(lattice, mention), ..around(lattice, mention, &sentence) }
    };
    mentions.iter().map(one).collect()
}

/// Whether a quotation is open, read once for all mentions; a paragraph without its closing mark closes it.
#[derive(Debug, Default)]
struct QuoteSigns {
    at: usize,
    is_open: bool,
}

impl QuoteSigns {
    /// True if the mention stands between quotation marks.
    fn move_to(&mut self, lattice: &Lattice<'_>, mention: &Mention) -> bool {
        while self.at < mention.items.start {
            self.is_open = match lattice.token(self.at) {
                None => false,
                Some(token) if token.kind == TokenKind::QuotationMark => match &*token.lower {
                    "»" | "”" => false,
                    "«" | "“" | "„" => true,
                    _ => !self.is_open,
                },
                Some(_) => self.is_open,
            };
            self.at += 1;
        }
        self.is_open
    }
}

/// What the words of one sentence say, read once for all its mentions.
#[derive(Debug, Default)]
struct SentenceSigns {
    number: Option<usize>,
    kinds: Kinds,
    age: Option<u32>,
}

impl SentenceSigns {
    fn move_to(&mut self, lattice: &Lattice<'_>, mention: &Mention) {
        let number = lattice.text.sentence_at(mention.span.start);
        if number.is_some() && number == self.number {
            return;
        }
        let span = number.and_then(|at| lattice.text.sentences.get(at)).map_or(mention.span, |one| one.span);
        *self = SentenceSigns { number, ..SentenceSigns::default() };
        let mut at = mention.items.start;
        while at > 0 && is_inside(lattice, at - 1, span) {
            at -= 1;
        }
        while is_inside(lattice, at, span) {
            self.take(lattice, at);
            at += 1;
        }
    }

    fn take(&mut self, lattice: &Lattice<'_>, at: usize) {
        self.kinds = self.kinds.with(lattice.kinds(at));
        if has_past_ending(lattice, at) {
            self.kinds = self.kinds.with(Kinds::PAST);
        }
        if lattice.is_any(at, &[lattice.rules.contexts.turned]) {
            self.age = self.age.or_else(|| plain_digits(lattice, at + 1).filter(|age| *age < 2_000));
        }
    }
}

fn is_inside(lattice: &Lattice<'_>, at: usize, sentence: Span) -> bool {
    lattice.token(at).is_some_and(|token| sentence.contains(token.span))
}

fn has_past_ending(lattice: &Lattice<'_>, at: usize) -> bool {
    let Some(token) = lattice.token(at).filter(|token| token.is_word()) else { return false };
    let has =
        |ending: &String| token.lower.len() > ending.len() + 2 && token.lower.ends_with(ending.as_str());
    lattice.rules.contexts.past_endings.iter().any(has)
}

fn around(lattice: &Lattice<'_>, mention: &Mention, sentence: &SentenceSigns) -> Around {
    let text = lattice.text;
    let contexts = &lattice.rules.contexts;
    let start = mention.items.start;
    let is_attributive = is_bare_year(&mention.expression) && lattice.has_before(start, &[contexts.the]);
    let block = text.block_at(mention.span.start).map(|block| block.kind);
    // A day that stands as an item, as in a row of a table, is the day of what is listed.
    let is_listed = block == Some(BlockKind::List);
    Around {
        sentence: sentence.number,
        block,
        layer: text.account.layers.iter().position(|layer| layer.span.contains(mention.span)),
        is_planned: sentence.kinds.has(Kinds::PLANNED),
        is_past: sentence.kinds.has(Kinds::PAST),
        is_near_ahead: nearest_cue(lattice, mention),
        is_as_of: lattice.has_before(start, &[contexts.as_of]),
        is_background: lattice.has_before(start, &[contexts.background]),
        is_aside: is_attributive || is_aside(lattice, mention),
        is_after_until: lattice.has_before(start, &[contexts.until]),
        is_founding: (start.saturating_sub(3)..start).any(|at| lattice.is_any(at, &[contexts.founded])),
        is_today: sentence.kinds.has(Kinds::TODAY),
        age_this_year: sentence.age.filter(|_| is_this_year(mention)),
        is_quoted: false,
        is_heading: start < TOP && !is_listed && stands_free(lattice, mention),
        is_published: start < TOP && lattice.has_before(start, &[contexts.published]),
    }
}

/// How many words belong to the top of an account.
const TOP: usize = 40;

/// "AFP Saturday 25 June 2016 At least …", "25.06.2016": no preposition before it, and a new sentence or nothing behind it.
fn stands_free(lattice: &Lattice<'_>, mention: &Mention) -> bool {
    let is_new = |at: usize| match lattice.token(at) {
        None => true,
        Some(token) if token.is_word() => {
            token.is_capitalised && !lattice.is_any(at, &[lattice.rules.contexts.function])
        }
        Some(token) => matches!(&*token.lower, "." | ":" | "|" | "(" | ")") || super::lattice::is_dash(token),
    };
    let begins = |at: usize| {
        lattice.token(at).is_some_and(|token| token.is_capitalised || token.is_digits()) || is_new(at)
    };
    let before = mention.items.start.checked_sub(1);
    let is_free = |at: usize| is_new(at) || ends_place(lattice, at, mention);
    before.is_none_or(is_free) && begins(mention.items.end)
}

/// "ORLEC, March 5, 2031.": the comma behind the names that a paragraph opens with.
fn ends_place(lattice: &Lattice<'_>, at: usize, mention: &Mention) -> bool {
    const LONGEST: usize = 6;
    let Some(block) = lattice.text.block_at(mention.span.start) else { return false };
    let is_in_block =
        |at: &usize| lattice.token(*at).is_some_and(|token| token.span.start >= block.span.start);
    let opening: Vec<usize> = (0..at).rev().take_while(is_in_block).take(LONGEST + 1).collect();
    let is_name = |at: &usize| {
        lattice.token(*at).is_some_and(|token| {
            token.is_capitalised && !lattice.is_any(*at, &[lattice.rules.contexts.function]) || token.is(",")
        })
    };
    let is_comma = lattice.token(at).is_some_and(|token| token.is(","));
    is_comma && !opening.is_empty() && opening.len() <= LONGEST && opening.iter().all(is_name)
}

/// How far a verb may stand from the expression it is told with.
const CLAUSE: usize = 14;

/// The nearest word before the expression that tells tense, else the nearest behind it, in the same sentence.
fn nearest_cue(lattice: &Lattice<'_>, mention: &Mention) -> Option<bool> {
    let cue = |at: usize| {
        if lattice.has_kind(at, Kinds::PLANNED) {
            return Some(true);
        }
        (lattice.has_kind(at, Kinds::PAST) || has_past_ending(lattice, at)).then_some(false)
    };
    let begins = |at: usize| lattice.items.get(at).is_some_and(|item| item.begins_sentence);
    let (start, end) = (mention.items.start, mention.items.end);
    let furthest = start.saturating_sub(CLAUSE);
    // From the mention's own first item back to the one that begins the sentence.
    let first = (furthest..=start).rev().find(|at| begins(*at)).unwrap_or(furthest);
    let before = (first..start).rev().find_map(cue);
    before.or_else(|| (end..end + CLAUSE).take_while(|at| !begins(*at)).find_map(cue))
}

/// How far back a "had" or an "until" still governs the expression.
const NEAR: usize = 7;

/// "(1790)", "the August 1792 uprising", "that had fallen in late 1943", "until its fall in 1945".
fn is_aside(lattice: &Lattice<'_>, mention: &Mention) -> bool {
    let Expression::Moment(moment) = &mention.expression else { return false };
    if moment.year.is_none() {
        return false;
    }
    let contexts = &lattice.rules.contexts;
    let (start, end) = (mention.items.start, mention.items.end);
    let is_mark = |at: usize, mark: &str| lattice.token(at).is_some_and(|token| token.is(mark));
    let is_in_brackets = start > 0 && is_mark(start - 1, "(") && (is_mark(end, ")") || is_mark(end, "-"));
    let is_noun =
        lattice.token(end).is_some_and(|token| token.is_word()) && !lattice.is_any(end, &[contexts.function]);
    let is_before_noun = is_noun && moment.day.is_none() && lattice.has_before(start, &[contexts.the]);
    let clause = (start.saturating_sub(NEAR)..start)
        .rev()
        .take_while(|at| lattice.token(*at).is_some_and(|token| !matches!(&*token.lower, "." | ";" | ":")));
    let governed = clause.into_iter().any(|at| lattice.is_any(at, &[contexts.perfect]));
    is_in_brackets || is_before_noun || governed
}

/// "this year turned 50": the age is told of the year that the mention names as this one.
fn is_this_year(mention: &Mention) -> bool {
    matches!(&mention.expression, Expression::Moment(moment)
        if moment.base == Base::Document && moment.shift == Some((Amount::whole(0), Unit::Year)))
}

fn is_bare_year(expression: &Expression) -> bool {
    match expression {
        Expression::Moment(moment) => {
            moment.year.is_some()
                && moment.month.is_none()
                && moment.season.is_none()
                && moment.base == Base::Open
        }
        _ => false,
    }
}
