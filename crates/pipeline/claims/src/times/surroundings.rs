//! What stands around each expression: tense, plans, background, layers.
//!
//! Comes in: mentions and the lattice. Goes out: one [`Around`] per mention. It may not know what anything resolves to.

use super::expression::{Base, Expression};
use super::lattice::Lattice;
use super::numbers::plain_digits;
use super::recognise::Mention;
use super::symbol::Symbol;
use recount_model::{BlockKind, Span};
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
    pub is_background: bool,
    pub is_after_until: bool,
    pub is_founding: bool,
    /// "this year turned 50": how old something became in the year the mention names as this one.
    pub age_this_year: Option<u32>,
}

/// Looks around every mention.
pub(super) fn look_around(lattice: &Lattice<'_>, mentions: &[Mention]) -> Vec<Around> {
    mentions.iter().map(|mention| around(lattice, mention)).collect()
}

fn around(lattice: &Lattice<'_>, mention: &Mention) -> Around {
    let text = lattice.text;
    let contexts = &lattice.rules.contexts;
    let start = mention.items.start;
    let sentence = text.sentence_at(mention.span.start);
    let span =
        sentence.and_then(|idx| text.sentences.get(idx)).map_or(mention.span, |sentence| sentence.span);
    let near = nearby(lattice, mention, span);
    let has = |symbol: Symbol| near.clone().any(|at| lattice.is_any(at, &[symbol]));
    let is_attributive =
        is_bare_year(&mention.expression) && lattice.has_before(start, &[lattice.rules.contexts.the]);
    Around {
        sentence,
        block: text.block_at(mention.span.start).map(|block| block.kind),
        layer: text.account.layers.iter().position(|layer| layer.span.contains(mention.span)),
        is_planned: has(contexts.planned),
        is_past: near.clone().any(|at| is_past(lattice, at)),
        is_as_of: lattice.has_before(start, &[contexts.as_of]),
        is_background: lattice.has_before(start, &[contexts.background]) || is_attributive,
        is_after_until: lattice.has_before(start, &[contexts.until]),
        is_founding: (start.saturating_sub(3)..start).any(|at| lattice.is_any(at, &[contexts.founded])),
        age_this_year: age_this_year(lattice, mention, near),
    }
}

/// How many items to either side are looked at.
const REACH: usize = 40;

/// Items of the same sentence, at most [`REACH`] away, without the mention's own.
fn nearby(lattice: &Lattice<'_>, mention: &Mention, sentence: Span) -> impl Iterator<Item = usize> + Clone {
    let inside = |at: usize| lattice.token(at).is_some_and(|token| sentence.contains(token.span));
    let mut from = mention.items.start;
    while from > 0 && mention.items.start - from < REACH && inside(from - 1) {
        from -= 1;
    }
    let mut to = mention.items.end;
    while to < mention.items.end + REACH && inside(to) {
        to += 1;
    }
    (from..mention.items.start).chain(mention.items.end..to)
}

fn is_past(lattice: &Lattice<'_>, at: usize) -> bool {
    let contexts = &lattice.rules.contexts;
    let Some(token) = lattice.token(at).filter(|token| token.is_word()) else { return false };
    let has_ending =
        |ending: &String| token.lower.len() > ending.len() + 2 && token.lower.ends_with(ending.as_str());
    lattice.is_any(at, &[contexts.past]) || contexts.past_endings.iter().any(has_ending)
}

/// The number right behind "turned" in a sentence that speaks of this year.
fn age_this_year(
    lattice: &Lattice<'_>,
    mention: &Mention,
    mut near: impl Iterator<Item = usize>,
) -> Option<u32> {
    let is_this_year = matches!(&mention.expression, Expression::Moment(moment)
        if moment.base == Base::Document && moment.shift == Some((Amount::whole(0), Unit::Year)));
    let turned = lattice.rules.contexts.turned;
    let at = near.find(|at| is_this_year && lattice.is_any(*at, &[turned]))?;
    plain_digits(lattice, at + 1).filter(|age| *age < 2_000)
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
