//! Numbers with a unit: lengths of time, ages, distances, money, percent. The unit is the measure.
//!
//! Comes in: a quantity in its sentence. Goes out: a draft, or the answer that this number with a unit is no
//! figure ("two days later"). It may not know predicates.

use super::counted::{self, Counted};
use super::draft::Draft;
use super::lexicon::{Meaning, Role};
use super::line::Line;
use super::measure::Place;
use super::numeral::NumeralKind;
use super::phrases::Kinds;
use super::quantity::Quantity;
use super::refusal::overlapping;
use super::sections::{Need, Unit};
use recount_model::TimexType;
use std::ops::Range;

/// Reads a quantity with a unit. The outer `None`: there is no unit; the inner: there is, and it is no figure.
#[expect(
    clippy::option_option,
    reason = "no unit, a unit that counts nothing, and a figure are three answers"
)]
pub(crate) fn read(place: &Place<'_>, quantity: &Quantity) -> Option<Option<Draft>> {
    let line = place.line;
    if quantity.kind == NumeralKind::Share {
        return Some(share(place, quantity));
    }
    let countable = matches!(quantity.kind, NumeralKind::Cardinal | NumeralKind::Vague(Need::Noun));
    if !countable {
        return None;
    }
    let (unit, unit_tokens, is_compound) = unit_of(line, quantity)?;
    if is_no_length(place, quantity, unit, &unit_tokens) {
        return Some(None);
    }
    let start = quantity.tokens.start.min(unit_tokens.start);
    let mut end = quantity.tokens.end.max(unit_tokens.end);
    if is_compound && !unit.is_age {
        end = compound_noun(line, end);
    }
    let counted = Counted {
        tokens: quantity.tokens.end..end,
        head: unit_tokens.clone(),
        noun: None,
        modifier: None,
        is_pronoun: false,
        is_additive: false,
        is_partitive: false,
    };
    Some(Some(Draft {
        sentence: place.sentence,
        quantity: quantity.clone(),
        counted,
        measure: in_context(line, unit, start, end),
        predicate: None,
        is_object: false,
        underlined: start..end,
        counted_words: unit_tokens,
        is_group: false,
        is_negated: false,
        is_planned: false,
        is_hedged: false,
        is_implied: false,
        relation: None,
        rule: "unit",
    }))
}

/// How far before a number the words stand that say what it measures.
const REACH: usize = 10;

/// What the words around a number with a unit make of the unit: "sentenced to seven years", "damage of $5".
fn in_context(line: &Line<'_>, unit: &Unit, start: usize, end: usize) -> String {
    let becomes = |idx: u16| line.lexicon.section.context.get(usize::from(idx))?.becomes.get(&unit.measure);
    let after = |meaning| if let Meaning::ContextAfter(idx) = meaning { becomes(idx) } else { None };
    let before = |meaning| if let Meaning::ContextBefore(idx) = meaning { becomes(idx) } else { None };
    let is_barrier =
        |at: usize| line.token(at).is_some_and(|token| matches!(&*token.lower, "," | ";" | ":" | "." | "("));
    let found = line.find(end, Meaning::ContextAfter(0), after).or_else(|| {
        let clause = (start.saturating_sub(REACH)..start).rev().take_while(|at| !is_barrier(*at));
        clause.into_iter().find_map(|at| line.find(at, Meaning::ContextBefore(0), before))
    });
    found.map_or(&unit.measure, |(measure, _)| measure).clone()
}

/// "a third of the workers": a share of something that is counted; "half of the night" is none.
fn share(place: &Place<'_>, quantity: &Quantity) -> Option<Draft> {
    let line = place.line;
    let from = quantity.tokens.end;
    // Without articles a language puts the whole right behind, in the genitive; with them "the third man" is no share.
    let is_bare_whole = line.lexicon.section.numbers.articles.is_empty()
        && (line.is_plural(from) || counted::noun_at(line, from).is_some());
    let opens = line.is_role(from, Role::Of) || line.is_role(from, Role::Determiner) || is_bare_whole;
    let start = line.role(from, Role::Determiner).unwrap_or(from);
    let counted = counted::read(line, start);
    let number = line.span(quantity.number.start, quantity.number.end)?;
    let unit = |meaning| matches!(meaning, Meaning::Unit(_)).then_some(());
    let is_time = overlapping(place.times, number).next().is_some()
        || line.find(start, Meaning::Unit(0), unit).is_some();
    let measure = line.lexicon.section.unit.iter().find(|unit| unit.is_share)?.measure.clone();
    (opens && counted.has_head() && !is_time).then(|| Draft {
        sentence: place.sentence,
        quantity: quantity.clone(),
        measure,
        predicate: None,
        is_object: false,
        underlined: quantity.tokens.start..counted.tokens.end,
        counted_words: counted.head.clone(),
        is_group: counted.noun.and_then(|idx| line.lexicon.noun(idx)).is_some_and(|noun| noun.is_group),
        is_negated: false,
        is_planned: false,
        is_hedged: false,
        is_implied: false,
        relation: None,
        rule: "share",
        counted,
    })
}

/// The unit, its tokens, and whether it hangs on by a hyphen ("seven-month").
fn unit_of<'a>(line: &Line<'a>, quantity: &Quantity) -> Option<(&'a Unit, Range<usize>, bool)> {
    let end = quantity.tokens.end;
    let pick = |meaning| if let Meaning::Unit(idx) = meaning { Some(idx) } else { None };
    let hyphen = line.is_glued(end) && (line.is(end, "-") || line.is(end, "‑")) && line.is_glued(end + 1);
    let at = if hyphen { end + 1 } else { line.role(end, Role::Of).unwrap_or(end) };
    if let Some((idx, after)) = line.find(at, Meaning::Unit(0), pick) {
        let unit = line.lexicon.unit(idx)?;
        return Some((
            age_before(line, quantity).filter(|_| unit.is_time).unwrap_or(unit),
            at..after,
            hyphen,
        ));
    }
    if let Some(unit) = apposition(line, quantity) {
        return Some((unit, quantity.tokens.clone(), false));
    }
    let before = |meaning| if let Meaning::UnitBefore(idx) = meaning { Some(idx) } else { None };
    let (idx, start) = line
        .find_back(quantity.tokens.start, Meaning::UnitBefore(0), before)
        .or_else(|| line.find_back(quantity.number.start, Meaning::UnitBefore(0), before))?;
    Some((line.lexicon.unit(idx)?, start..start + 1, false))
}

/// "ему 18 лет": words that say an age stand before what looks like a length of time.
fn age_before<'a>(line: &Line<'a>, quantity: &Quantity) -> Option<&'a Unit> {
    let before = |meaning| if let Meaning::UnitBefore(idx) = meaning { Some(idx) } else { None };
    let (idx, _) = line.find_back(quantity.tokens.start, Meaning::UnitBefore(0), before)?;
    line.lexicon.unit(idx).filter(|unit| unit.is_age)
}

/// "Anna Orr, 34, a nurse": an age.
fn apposition<'a>(line: &Line<'a>, quantity: &Quantity) -> Option<&'a Unit> {
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let is_name = |at: usize| {
        line.token(at).is_some_and(|token| token.is_word() && token.is_capitalised)
            && !line.is_role(at, Role::Preposition)
    };
    let fits = quantity.is_digits
        && quantity.tokens == quantity.number
        && (1..=110).contains(&quantity.low)
        && start >= 3
        && line.is(start - 1, ",")
        && line.is(end, ",")
        && is_name(start - 2)
        && is_name(start - 3);
    let unit = || line.lexicon.section.unit.iter().find(|unit| unit.is_apposition);
    if fits { unit() } else { None }
}

/// A moment ("two days later"), a stretch counted back ("in the last two days"), "one day".
fn is_no_length(place: &Place<'_>, quantity: &Quantity, unit: &Unit, unit_tokens: &Range<usize>) -> bool {
    let line = place.line;
    let Some(number) = line.span(quantity.number.start, quantity.number.end) else { return true };
    if super::refusal::is_digits_of_a_name(line, quantity) {
        return true;
    }
    let mut kinds = overlapping(place.times, number).map(|timex| timex.kind).peekable();
    let is_moment_after = || unit.is_time && line.means(unit_tokens.end, Meaning::MomentAfter).is_some();
    if kinds.peek().is_some() {
        return kinds.any(|kind| kind != TimexType::Duration) || is_moment_after();
    }
    if !unit.is_time {
        return false;
    }
    quantity.is_bare_one()
        || is_moment_after()
        || line.means_back(quantity.tokens.start, Meaning::MomentBefore).is_some()
}

/// "a seven-month protest": the noun belongs to it.
fn compound_noun(line: &Line<'_>, end: usize) -> usize {
    let stops = |meaning| match meaning {
        Meaning::Role(Role::Verb) => None,
        Meaning::Role(_) => Some(()),
        _ => None,
    };
    let is_noun = line.token(end).is_some_and(|token| token.is_word() && token.is_spaced)
        && line.find(end, Kinds::ALL, stops).is_none();
    if is_noun { end + 1 } else { end }
}
