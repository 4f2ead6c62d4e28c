//! Recognising: patterns over the lattice, stage by stage, then the longest matches.
//!
//! Comes in: an account's text and the rules. Goes out: time expressions in order, not overlapping, not yet resolved.
//! It may not know what they resolve to. Time is linear in tokens: a pattern is at most a few items long.

use super::expression::{Expression, Moment};
use super::fold::{Part, fold};
use super::lattice::Lattice;
use super::pattern::{Place, Trie};
use super::rules::Rule;
use super::shapes::add_shapes;
use super::symbol::{Kinds, Meaning};
use recount_model::Span;
use std::ops::Range;

/// A time expression as it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mention {
    /// Items of the lattice.
    pub items: Range<usize>,
    pub span: Span,
    pub expression: Expression,
    /// Number of the rule.
    pub rule: u32,
    /// Expressions found by one match share a number ("from 15 to 22 February").
    pub group: u32,
    /// The items of the range that this is the first end of, where its rule says so.
    pub range: Option<Range<usize>>,
}

/// Adds shapes and runs all stages.
pub(super) fn recognise(lattice: &mut Lattice<'_>) -> Vec<Mention> {
    add_shapes(lattice);
    for (number, stage) in lattice.rules.stages.iter().enumerate() {
        run_stage(lattice, stage, Kinds::begins(number));
    }
    chosen(lattice)
}

fn run_stage(lattice: &mut Lattice<'_>, stage: &Trie, begins: Kinds) {
    let mut parts = Vec::new();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = lattice.next_of(from, begins) {
        walk(lattice, stage, Trie::ROOT, at, &mut parts, &mut found);
        add_found(lattice, at, &mut found);
        from = at + 1;
    }
}

type Found = (u32, Vec<Part>);

/// Depth first along every way the lattice and the trie share.
fn walk(
    lattice: &Lattice<'_>,
    stage: &Trie,
    place: Place,
    at: usize,
    parts: &mut Vec<Part>,
    found: &mut Vec<Found>,
) {
    let phrase = lattice.rules.shapes.phrase;
    if let Some(next) = stage.step(place, phrase)
        && let Some(end) = phrase_end(lattice, at)
    {
        go_on(lattice, stage, next, (Meaning::Word, at..end), parts, found);
    }
    if let Some(next) = stage.step(place, lattice.rules.shapes.dash)
        && lattice.token(at).is_some_and(super::lattice::is_dash)
    {
        go_on(lattice, stage, next, (Meaning::Word, at..at + 1), parts, found);
    }
    for sense in lattice.senses(at) {
        if let Some(next) = stage.step(place, sense.symbol) {
            go_on(lattice, stage, next, (sense.meaning, at..at + 1), parts, found);
        }
    }
    for edge in lattice.edges(at) {
        if let Some(next) = stage.step(place, edge.symbol) {
            go_on(lattice, stage, next, (edge.meaning, at..edge.end as usize), parts, found);
        }
    }
}

fn go_on(
    lattice: &Lattice<'_>,
    stage: &Trie,
    place: Place,
    (meaning, items): (Meaning, Range<usize>),
    parts: &mut Vec<Part>,
    found: &mut Vec<Found>,
) {
    let end = items.end;
    parts.push(Part { meaning, items });
    for rule in stage.accepts(place) {
        found.push((*rule, parts.clone()));
    }
    if stage.goes_on(place, lattice.symbols(end)) {
        walk(lattice, stage, place, end, parts, found);
    }
    parts.pop();
}

/// Where a noun phrase that begins at `at` ends: at most five words, up to a function word, a mark or a barrier.
fn phrase_end(lattice: &Lattice<'_>, at: usize) -> Option<usize> {
    let is_content = |at: usize| {
        lattice.token(at).is_some_and(|token| token.is_word())
            && !lattice.is_any(at, &[lattice.rules.contexts.function])
    };
    let mut end = at;
    while end < at + LONGEST_NOUN_PHRASE && is_content(end) {
        end += 1;
    }
    (end > at && !is_content(end)).then_some(end)
}

const LONGEST_NOUN_PHRASE: usize = 5;

fn add_found(lattice: &mut Lattice<'_>, at: usize, found: &mut Vec<Found>) {
    for (number, parts) in found.drain(..) {
        let rules = lattice.rules;
        let Some(rule) = rules.rules.get(number as usize) else { continue };
        let Some(end) = parts.last().map(|part| part.items.end) else { continue };
        if !fits_context(lattice, rule, at, end) {
            continue;
        }
        if let Some(expression) = fold(lattice, rule, &parts) {
            let meaning = lattice.keep(expression);
            lattice.add(at, end, rule.gives, meaning, Some(number));
        }
    }
}

fn fits_context(lattice: &Lattice<'_>, rule: &Rule, start: usize, end: usize) -> bool {
    (rule.first.is_empty() || lattice.is_any(start, &rule.first))
        && !lattice.is_any(start, &rule.not_first)
        && (rule.after.is_empty() || lattice.has_before(start, &rule.after))
        && !lattice.has_before(start, &rule.not_after)
        && (rule.before.is_empty() || lattice.is_any(end, &rule.before))
        && !lattice.is_any(end, &rule.not_before)
}

/// Leftmost, then longest, then latest stage.
fn chosen(lattice: &mut Lattice<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut from = 0;
    while let Some(at) = lattice.next_of(from, Kinds::EXPRESSION) {
        let alone = |edge: &super::lattice::Edge| {
            edge.rule
                .and_then(|rule| lattice.rules.rules.get(rule as usize))
                .is_some_and(|rule| rule.stands_alone)
        };
        let best = lattice.edges(at).filter(alone).max_by_key(|edge| (edge.end, edge.rule));
        from = at + 1;
        if let Some(edge) = best {
            push_mentions(lattice, at, edge, &mut mentions);
            from = from.max(edge.end as usize);
        }
    }
    mentions
}

fn push_mentions(
    lattice: &mut Lattice<'_>,
    start: usize,
    edge: super::lattice::Edge,
    mentions: &mut Vec<Mention>,
) {
    let (Meaning::Expression(number), Some(rule)) = (edge.meaning, edge.rule) else { return };
    let Some(expression) = lattice.take_expression(number) else { return };
    let group = mentions.len() as u32;
    let mut push = |items: Range<usize>, expression: Expression, range: Option<Range<usize>>| {
        if let Some(span) = lattice.span(items.start, items.end) {
            mentions.push(Mention { items, span, expression, rule, group, range });
        }
    };
    match expression {
        Expression::Several(all) => {
            let mut range = all.range;
            let one = |(items, moment): (Range<usize>, Moment)| {
                push(items, Expression::Moment(moment), range.take());
            };
            all.parts.into_iter().for_each(one);
        }
        expression => push(start..edge.end as usize, expression, None),
    }
}
