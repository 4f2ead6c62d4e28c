//! Quantities: a numeral with the words that bound it, or a range of two.
//!
//! Comes in: a sentence. Goes out: its quantities, left to right, not overlapping. It may not know what is
//! counted.

use super::lexicon::{Meaning, Role};
use super::line::Line;
use super::numeral::{self, Numeral, NumeralKind};
use super::phrases::{Kinds, Meant as _};
use super::sections::Need;
use recount_model::Bound;
use recount_sayings::{Told, quote, say};
use std::ops::Range;

/// Bound words that can stand in a row before one number ("only about").
const MOST_BOUND_WORDS: usize = 3;

/// A bounded number as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// With bound words.
    pub tokens: Range<usize>,
    /// The number words alone.
    pub number: Range<usize>,
    pub low: u64,
    pub high: Option<u64>,
    pub stated: Option<u64>,
    pub bound: Bound,
    pub kind: NumeralKind,
    pub is_digits: bool,
    /// Bytes of the first token that belong to the word before it ("connect" in "connectabout").
    pub skipped_bytes: u32,
    pub alternatives: Vec<(u64, Told)>,
}

/// How far before "до 14" the word of change may stand.
const REACH_OF_CHANGE: usize = 8;

impl Quantity {
    /// True for "one", "only one" and the like: mostly not a count at all.
    pub(crate) fn is_bare_one(&self) -> bool {
        self.stated == Some(1) && self.bound == Bound::Exact && self.kind == NumeralKind::Cardinal
    }
}

/// All quantities of a sentence.
pub(crate) fn read_all(line: &Line<'_>) -> Vec<Quantity> {
    let mut found = Vec::new();
    if !(0..line.len()).any(|at| holds_number(line, at)) {
        return found;
    }
    let mut at = 0;
    while at < line.len() {
        match read(line, at) {
            Some(quantity) => {
                at = quantity.tokens.end.max(at + 1);
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

/// What a quantity holds at least one of, besides digits: without it articles and bound words need not be looked at.
const NUMBERS: [Meaning; 7] = [
    Meaning::Units(0),
    Meaning::Magnitude(0),
    Meaning::Half,
    Meaning::Fraction(2),
    Meaning::Vague(0),
    Meaning::AfterBound(0),
    Meaning::None(Need::Noun),
];

/// The kinds of those.
pub(crate) fn number_kinds() -> Kinds {
    NUMBERS.into()
}

fn holds_number(line: &Line<'_>, at: usize) -> bool {
    let is_number = |meaning: Meaning| number_kinds().meet(meaning.kind()).then_some(());
    line.token(at).is_some_and(|token| token.is_digits()) || line.find(at, NUMBERS, is_number).is_some()
}

/// What a quantity can begin with, besides digits and a bound word that has grown onto the word before it.
const OPENINGS: [Meaning; 9] = [
    Meaning::Units(0),
    Meaning::Magnitude(0),
    Meaning::Article,
    Meaning::Half,
    Meaning::Fraction(2),
    Meaning::Vague(0),
    Meaning::None(Need::Noun),
    Meaning::Before(Bound::Exact),
    Meaning::RangeOpen,
];

fn read(line: &Line<'_>, at: usize) -> Option<Quantity> {
    let is_digits = |at: usize| line.token(at).is_some_and(|token| token.is_digits());
    if !is_digits(at) && !is_digits(at + 1) && !line.may_mean(at, OPENINGS.into()) {
        return None;
    }
    opened_range(line, at).or_else(|| bounded(line, at)).or_else(|| unbounded(line, at, at, None))
}

/// "from 200 to 500", "between 2 and 5".
fn opened_range(line: &Line<'_>, at: usize) -> Option<Quantity> {
    let number = line.means(at, Meaning::RangeOpen)?;
    let first = countable(numeral::read(line, number)?)?;
    let second = line.means(first.end, Meaning::RangeBetween)?;
    let second = countable(numeral::read(line, second)?)?;
    if is_change(line, at) { None } else { range(at, first, second) }
}

/// "rose from 10 to 14": two values, one after the other.
fn is_change(line: &Line<'_>, at: usize) -> bool {
    (1..=3).any(|back| at.checked_sub(back).is_some_and(|place| line.means(place, Meaning::Change).is_some()))
}

/// Bound words, then a number.
fn bounded(line: &Line<'_>, at: usize) -> Option<Quantity> {
    let before = |meaning| if let Meaning::Before(bound) = meaning { Some(bound) } else { None };
    let (mut bound, mut number) = line.find(at, Meaning::Before(Bound::Exact), before)?;
    if belongs_to_verb(line, at, number) || ends_change(line, at) {
        return None;
    }
    for _ in 1..MOST_BOUND_WORDS {
        let Some((next, end)) = line.find(number, Meaning::Before(Bound::Exact), before) else { break };
        bound = tighter(bound, next);
        number = end;
    }
    unbounded(line, at, number, Some(bound))
}

/// "выросло с 10 до 14": what something changed to, not a bound.
fn ends_change(line: &Line<'_>, at: usize) -> bool {
    let is_barrier = |place: usize| {
        line.token(place).is_some_and(|token| matches!(&*token.lower, "," | ";" | ":" | "." | "("))
    };
    line.means(at, Meaning::RangeBetween).is_some()
        && (at.saturating_sub(REACH_OF_CHANGE)..at)
            .rev()
            .take_while(|place| !is_barrier(*place))
            .any(|place| line.means(place, Meaning::Change).is_some())
}

/// "took over several shops", "talked about 46 fires": the word is the verb's, not the number's.
fn belongs_to_verb(line: &Line<'_>, at: usize, end: usize) -> bool {
    let object = |meaning| matches!(meaning, Meaning::Object(_)).then_some(());
    line.find_back(end, Meaning::Object(0), object).is_some_and(|((), start)| start < at)
        || line.means_back(end, Meaning::NotABound).is_some()
}

/// "only about" is about; "at least some" is at least.
fn tighter(a: Bound, b: Bound) -> Bound {
    if a == Bound::Exact { b } else { a }
}

fn unbounded(line: &Line<'_>, start: usize, number: usize, bound: Option<Bound>) -> Option<Quantity> {
    let glued = if bound.is_none() { glued_bound(line, number) } else { None };
    let (bound, number) = glued.as_ref().map_or((bound, number), |glued| (Some(glued.bound), number + 1));
    let first =
        if bound.is_some() { numeral::read_bounded(line, number) } else { numeral::read(line, number) }?;
    if first.kind == NumeralKind::NotACount {
        return Some(made(start, first, Bound::Exact));
    }
    if bound.is_some() && matches!(first.kind, NumeralKind::None(_)) {
        return None;
    }
    let mut quantity = match closed_range(line, start, &first) {
        Some(range) => range,
        None => with_bound_after(line, start, first, bound),
    };
    if let Some(glued) = glued {
        quantity.skipped_bytes = glued.skipped_bytes;
        quantity.alternatives.extend(quantity.stated.map(|value| (value, glued.why)));
    }
    Some(quantity)
}

/// A bound word that has grown onto the word before it.
struct Glued {
    bound: Bound,
    skipped_bytes: u32,
    why: Told,
}

/// "connectabout 7".
fn glued_bound(line: &Line<'_>, at: usize) -> Option<Glued> {
    let roles = &line.lexicon.section.roles;
    let token = line.token(at).filter(|token| token.is_word())?;
    if !line.token(at + 1)?.is_digits() || roles.not_glued.iter().any(|word| token.is(word)) {
        return None;
    }
    let fits =
        |ending: &&String| token.lower.len() > ending.len() + 2 && token.lower.ends_with(ending.as_str());
    let ending = roles.glued.iter().find(fits)?;
    let bound = line.lexicon.starting(ending)?.alone.iter().find_map(|meaning| match meaning {
        Meaning::Before(bound) => Some(*bound),
        _ => None,
    })?;
    let skipped_bytes = u32::try_from(token.span.len().saturating_sub(ending.len())).ok()?;
    let why = say!("other-number.glued", word = quote(ending));
    Some(Glued { bound, skipped_bytes, why })
}

/// "14-16", "200 to 500", "two or three".
fn closed_range(line: &Line<'_>, start: usize, first: &Numeral) -> Option<Quantity> {
    let at = first.end;
    let is_joined = line.is_glued(at) == line.is_glued(at + 1);
    let second = match line.means(at, Meaning::RangeDash) {
        Some(second) if is_joined => second,
        Some(_) => return None,
        None => line.means(at, Meaning::RangeBare)?,
    };
    if first.start > 0
        && line.means(first.start - 1, Meaning::RangeOpen).is_some()
        && is_change(line, first.start)
    {
        return None;
    }
    let second = countable(numeral::read(line, second)?)?;
    let is_years =
        [first.low, second.low].iter().all(|value| (1900..2100).contains(value)) && first.is_digits;
    let is_dashed_on = line.is(second.end, "-") && line.is_glued(second.end) && line.is_glued(second.end + 1);
    if is_years || (is_dashed_on && line.token(second.end + 1).is_some_and(|token| token.is_digits())) {
        return None;
    }
    range(start, countable(first.clone())?, second)
}

fn countable(numeral: Numeral) -> Option<Numeral> {
    (numeral.kind == NumeralKind::Cardinal).then_some(numeral)
}

fn range(start: usize, mut first: Numeral, second: Numeral) -> Option<Quantity> {
    if let Some(magnitude) =
        second.magnitude.filter(|magnitude| first.magnitude.is_none() && first.low < *magnitude)
    {
        let shared = first.low.checked_mul(magnitude)?;
        if shared < second.low {
            first.low = shared;
        }
    }
    if first.low >= second.low {
        return None;
    }
    let end = second.end;
    Some(Quantity {
        tokens: start..end,
        number: first.start..end,
        low: first.low,
        high: second.high,
        stated: None,
        bound: Bound::Range,
        kind: NumeralKind::Cardinal,
        is_digits: first.is_digits,
        skipped_bytes: 0,
        alternatives: Vec::new(),
    })
}

fn with_bound_after(line: &Line<'_>, start: usize, numeral: Numeral, before: Option<Bound>) -> Quantity {
    let after = |meaning| if let Meaning::After(bound) = meaning { Some(bound) } else { None };
    let end = numeral.end;
    // "2017 at least 6 died": the bound is that of the number behind it.
    let leads_on = |end: usize| line.token(end).is_some_and(|token| token.is_digits());
    let found = line
        .find(end, Meaning::After(Bound::Exact), after)
        .filter(|(_, end)| numeral.kind == NumeralKind::Cardinal && !leads_on(*end));
    let bound = before.or(found.map(|(bound, _)| bound)).unwrap_or(Bound::Exact);
    let mut quantity = made(start, numeral, bound);
    if let Some((_, after)) = found {
        quantity.tokens.end = after;
    }
    quantity
}

fn made(start: usize, numeral: Numeral, bound: Bound) -> Quantity {
    let is_vague = matches!(numeral.kind, NumeralKind::Vague(_));
    let shown = if is_vague && !is_one_sided(bound) { Bound::Vague } else { bound };
    let (low, high) = bounded_by(bound, &numeral, is_vague);
    Quantity {
        tokens: start..numeral.end,
        number: numeral.start..numeral.end,
        low,
        high,
        stated: numeral.stated,
        bound: shown,
        kind: numeral.kind,
        is_digits: numeral.is_digits,
        skipped_bytes: 0,
        alternatives: numeral.alternatives,
    }
}

fn is_one_sided(bound: Bound) -> bool {
    matches!(bound, Bound::MoreThan | Bound::AtLeast | Bound::AtMost | Bound::LessThan)
}

fn bounded_by(bound: Bound, numeral: &Numeral, is_vague: bool) -> (u64, Option<u64>) {
    let (low, high) = (numeral.low, numeral.high);
    match bound {
        Bound::MoreThan if !is_vague => (low.saturating_add(1), None),
        Bound::MoreThan | Bound::AtLeast => (low, None),
        Bound::AtMost => (0, high),
        Bound::LessThan => (0, high.map(|high| high.saturating_sub(1))),
        Bound::Approx if !is_vague => {
            let slack = tolerance(low);
            (low.saturating_sub(slack), high.map(|high| high.saturating_add(slack)))
        }
        _ => (low, high),
    }
}

/// Half the unit the number is rounded to, but at least a tenth.
fn tolerance(value: u64) -> u64 {
    let mut unit = 1u64;
    while value > 0 && unit <= value / 10 && value.is_multiple_of(unit.saturating_mul(10)) {
        unit = unit.saturating_mul(10);
    }
    (unit / 2).max(value / 10)
}

/// The quantity that starts at `at`.
pub(crate) fn starting_at(quantities: &[Quantity], at: usize) -> Option<&Quantity> {
    let idx = quantities.binary_search_by_key(&at, |quantity| quantity.tokens.start).ok()?;
    quantities.get(idx)
}

/// True if `at` lies in a word that adds to an earlier count ("another", "more").
pub(crate) fn is_additive(line: &Line<'_>, quantity: &Quantity) -> bool {
    let exact = Meaning::Before(Bound::Exact);
    let is_before = (quantity.tokens.start..quantity.number.start)
        .any(|at| line.is_role(at, Role::Additive) && line.means(at, exact).is_some());
    is_before || line.is_role(quantity.tokens.end, Role::Additive)
}
