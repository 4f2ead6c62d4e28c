//! Numerals: digits with separators, number words, vague words, words for none.
//!
//! Comes in: a sentence and a place in it. Goes out: the longest numeral that begins there, with damaged ones
//! read by their likeliest repair and the other readings kept. It may not know bounds or what is counted.
//!
//! Method: recursive descent over tokens, one rule a function, no backtracking beyond one alternative.

use super::lexicon::Meaning;
use super::line::Line;
use super::sections::Need;
use recount_sayings::{Told, quote, say};

/// A numeral as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    pub low: u64,
    pub high: Option<u64>,
    /// `None` for vague words.
    pub stated: Option<u64>,
    pub kind: NumeralKind,
    /// The last magnitude word, for ranges that share it ("two to three hundred").
    pub magnitude: Option<u64>,
    pub is_digits: bool,
    /// Other readings of a damaged numeral.
    pub alternatives: Vec<(u64, Told)>,
}

/// What sort of numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumeralKind {
    Cardinal,
    Vague(Need),
    None(Need),
    /// A share of what follows, in percent ("two thirds of the shops").
    Share,
    /// Digits that are a clock time, a date, a telephone number: passed over.
    NotACount,
}

impl Numeral {
    fn cardinal(start: usize, end: usize, value: Decimal) -> Self {
        let (low, high) = value.bounds();
        Numeral {
            start,
            end,
            low,
            high: Some(high),
            stated: (low == high).then_some(low),
            kind: NumeralKind::Cardinal,
            magnitude: None,
            is_digits: false,
            alternatives: Vec::new(),
        }
    }

    /// Between two whole numbers where the division leaves a rest.
    fn unless_even(mut self, whole: u64, denominator: u64) -> Self {
        if !whole.is_multiple_of(denominator) {
            self.high = Some(self.low.saturating_add(1));
            self.stated = None;
        }
        self
    }

    fn not_a_count(start: usize, end: usize) -> Self {
        let mut numeral = Numeral::cardinal(start, end, Decimal::whole(0));
        numeral.kind = NumeralKind::NotACount;
        numeral.is_digits = true;
        numeral
    }
}

/// `mantissa / 10^scale`: exact, so that "345.7 million" is a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal {
    mantissa: u64,
    scale: u32,
}

impl Decimal {
    fn whole(mantissa: u64) -> Self {
        Decimal { mantissa, scale: 0 }
    }

    fn times(self, factor: u64) -> Option<Self> {
        Some(Decimal { mantissa: self.mantissa.checked_mul(factor)?, scale: self.scale })
    }

    /// The whole numbers below and above; equal for a whole number.
    fn bounds(self) -> (u64, u64) {
        let unit = 10u64.checked_pow(self.scale).unwrap_or(u64::MAX);
        let floor = self.mantissa / unit;
        (floor, floor + u64::from(!self.mantissa.is_multiple_of(unit)))
    }
}

/// Reads the numeral at `at`, if one begins there.
pub(crate) fn read(line: &Line<'_>, at: usize) -> Option<Numeral> {
    let token = line.token(at)?;
    if token.is_digits() {
        return Some(digits(line, at));
    }
    if !token.is_word() {
        return None;
    }
    none_word(line, at).or_else(|| vague(line, at)).or_else(|| in_words(line, at))
}

/// Reads the numeral right behind a bound word, where some words name one number that are vague elsewhere ("более тысячи").
pub(crate) fn read_bounded(line: &Line<'_>, at: usize) -> Option<Numeral> {
    let pick = |meaning| if let Meaning::AfterBound(value) = meaning { Some(value) } else { None };
    let Some((value, end)) = line.find(at, Meaning::AfterBound(0), pick) else { return read(line, at) };
    let whole = spelled(line, at).filter(|numeral| numeral.end > end);
    Some(whole.unwrap_or_else(|| {
        let mut numeral = Numeral::cardinal(at, end, Decimal::whole(value));
        numeral.magnitude = Some(value);
        numeral
    }))
}

fn none_word(line: &Line<'_>, at: usize) -> Option<Numeral> {
    let pick = |meaning| if let Meaning::None(need) = meaning { Some(need) } else { None };
    let (need, end) = line.find(at, Meaning::None(Need::Noun), pick)?;
    let mut numeral = Numeral::cardinal(at, end, Decimal::whole(0));
    numeral.kind = NumeralKind::None(need);
    Some(numeral)
}

fn vague(line: &Line<'_>, at: usize) -> Option<Numeral> {
    let (idx, end) = vague_at(line, at)?;
    let words = line.lexicon.section.vague.get(usize::from(idx))?;
    let convention = line.lexicon.conventions.get(&words.convention)?;
    let (magnitude, end) = vague_magnitude(line, end);
    let mut numeral = Numeral::cardinal(at, end, Decimal::whole(convention.low));
    numeral.kind = NumeralKind::Vague(words.needs);
    numeral.stated = None;
    numeral.high = convention.high.filter(|_| !convention.is_open);
    let is_single = convention.high == Some(convention.low);
    if magnitude > 1 {
        let least = convention.of_magnitude.unwrap_or(convention.low);
        numeral.low = least.checked_mul(magnitude)?;
        let above = |high: u64| Some(high.checked_add(1)?.checked_mul(magnitude)? - 1);
        numeral.high = match convention.high {
            Some(high) if high > least && !is_single => above(high),
            Some(_) => Some(numeral.low),
            None => None,
        };
    }
    Some(numeral)
}

fn vague_at(line: &Line<'_>, at: usize) -> Option<(u16, usize)> {
    line.find(
        at,
        Meaning::Vague(0),
        |meaning| if let Meaning::Vague(idx) = meaning { Some(idx) } else { None },
    )
}

/// "hundred" after "several", "thousands" after "tens of".
fn vague_magnitude(line: &Line<'_>, from: usize) -> (u64, usize) {
    let (mut magnitude, mut end) = (1u64, from);
    loop {
        let at = line.role(end, super::lexicon::Role::Of).unwrap_or(end);
        let word = magnitude_at(line, end).or_else(|| {
            let (idx, end) = vague_at(line, at)?;
            Some((line.lexicon.section.vague.get(usize::from(idx))?.magnitude?, end))
        });
        let Some((factor, next)) = word else { break };
        let Some(product) = magnitude.checked_mul(factor) else { break };
        (magnitude, end) = (product, next);
    }
    (magnitude, end)
}

fn magnitude_at(line: &Line<'_>, at: usize) -> Option<(u64, usize)> {
    line.find(at, Meaning::Magnitude(0), |meaning| {
        if let Meaning::Magnitude(value) = meaning { Some(value) } else { None }
    })
}

fn digits(line: &Line<'_>, at: usize) -> Numeral {
    let run = run_end(line, at);
    let read = grouped(line, at).or_else(|| damaged(line, at)).or_else(|| plain(line, at));
    let Some((value, end, alternatives)) = read else { return Numeral::not_a_count(at, run.max(at + 1)) };
    if run > end && !is_range_tail(line, end, run) {
        return Numeral::not_a_count(at, run);
    }
    let (value, magnitude, end) = with_magnitude(line, value, end);
    let is_bare_decimal = value.scale > 0 && magnitude.is_none() && !has_unit(line, end);
    if is_bare_decimal {
        return Numeral::not_a_count(at, end);
    }
    let mut numeral = Numeral::cardinal(at, end, value);
    numeral.magnitude = magnitude;
    numeral.is_digits = true;
    numeral.alternatives = alternatives;
    numeral
}

type Value = (Decimal, usize, Vec<(u64, Told)>);

/// The end of the digits and inner marks that stand together without a space.
fn run_end(line: &Line<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while is_inner_mark(line, end)
        && line.is_glued(end + 1)
        && line.token(end + 1).is_some_and(|t| t.is_digits())
    {
        end += 2;
    }
    end
}

fn is_inner_mark(line: &Line<'_>, at: usize) -> bool {
    line.is_glued(at)
        && line
            .token(at)
            .is_some_and(|token| matches!(&*token.lower, "." | "," | ":" | "/" | "-" | "–" | "'" | "\\"))
}

/// One dash and then the last number of the run: a range, which the caller reads.
fn is_range_tail(line: &Line<'_>, end: usize, run: usize) -> bool {
    let is_dash = line.is(end, "-") || line.is(end, "–");
    is_dash && (end + 1..run).all(|at| !line.is(at, "-") && !line.is(at, "–") && !line.is(at, ":"))
}

fn plain(line: &Line<'_>, at: usize) -> Option<Value> {
    let whole = value_of(line, at)?;
    let is_point = line.is(at + 1, ".") || line.is(at + 1, ",");
    let fraction = line.token(at + 2).filter(|token| token.is_digits() && line.is_glued(at + 2));
    if let Some(fraction) = fraction.filter(|_| is_point && is_inner_mark(line, at + 1)) {
        let scale = u32::try_from(fraction.lower.len()).ok()?;
        let mantissa = whole.checked_mul(10u64.checked_pow(scale)?)?.checked_add(value_of(line, at + 2)?)?;
        return Some((Decimal { mantissa, scale }, at + 3, Vec::new()));
    }
    Some((Decimal::whole(whole), at + 1, Vec::new()))
}

/// "1,500", "1.500.000", "1 500": groups of three after a first group of one to three.
fn grouped(line: &Line<'_>, at: usize) -> Option<Value> {
    let first = line.token(at)?;
    if first.lower.len() > 3 || first.lower.starts_with('0') {
        return None;
    }
    let mut value = value_of(line, at)?;
    let mut end = at + 1;
    while let Some(next) = group_after(line, at, end) {
        value = value.checked_mul(1000)?.checked_add(value_of(line, next - 1)?)?;
        end = next;
    }
    if end == at + 1 || is_decimal_point(line, at, end) {
        return None;
    }
    Some((Decimal::whole(value), end, Vec::new()))
}

fn group_after(line: &Line<'_>, first: usize, end: usize) -> Option<usize> {
    let is_three =
        |at: usize| line.token(at).is_some_and(|token| token.is_digits() && token.lower.len() == 3);
    let is_mark = is_inner_mark(line, end) && !line.is(end, ":") && !line.is(end, "/") && !line.is(end, "-");
    let is_same_mark = end == first + 1
        || line.token(first + 1).map(|token| &token.lower) == line.token(end).map(|t| &t.lower);
    if is_mark && is_same_mark && line.is_glued(end + 1) && is_three(end + 1) {
        return Some(end + 2);
    }
    let is_spaced = is_three(end) && !line.is_glued(end) && !is_inner_mark(line, end + 1);
    (is_spaced && !after_month(line, first)).then_some(end + 1)
}

/// A single group after a point is a decimal where a magnitude or unit follows ("1.125 million").
fn is_decimal_point(line: &Line<'_>, at: usize, end: usize) -> bool {
    end == at + 3 && line.is(at + 1, ".") && (magnitude_at(line, end).is_some() || has_unit(line, end))
}

fn after_month(line: &Line<'_>, at: usize) -> bool {
    at > 0 && line.means_back(at, Meaning::Month).is_some()
}

/// "1 4 people": a number torn apart; a space inside a number would leave groups of three.
fn damaged(line: &Line<'_>, at: usize) -> Option<Value> {
    let (first, second) = (line.token(at)?, line.token(at + 1)?);
    let is_torn = first.lower.len() == 1
        && second.is_digits()
        && second.is_spaced
        && second.lower.len() <= 2
        && line.token(at + 2).is_some_and(|token| token.is_word() && token.is_spaced)
        && !after_month(line, at)
        && line.before(at).is_none_or(|token| !token.is_digits());
    if !is_torn {
        return None;
    }
    let joined = format!("{}{}", first.lower, second.lower).parse().ok()?;
    let words = quote(&format!("{} {}", first.lower, second.lower));
    let alternatives = vec![
        (value_of(line, at + 1)?, say!("other-number.second-counts", words = words.clone())),
        (value_of(line, at)?, say!("other-number.first-counts", words = words)),
    ];
    Some((Decimal::whole(joined), at + 2, alternatives))
}

fn value_of(line: &Line<'_>, at: usize) -> Option<u64> {
    line.token(at).filter(|token| token.is_digits() && token.lower.len() <= 15)?.lower.parse().ok()
}

fn with_magnitude(line: &Line<'_>, value: Decimal, end: usize) -> (Decimal, Option<u64>, usize) {
    let (mut value, mut last, mut end) = (value, None, end);
    while let Some((factor, next)) = magnitude_at(line, end) {
        let Some(product) = value.times(factor) else { break };
        (value, last, end) = (product, Some(factor), next);
    }
    (value, last, end)
}

fn has_unit(line: &Line<'_>, at: usize) -> bool {
    line.find(at, Meaning::Unit(0), |meaning| matches!(meaning, Meaning::Unit(_)).then_some(())).is_some()
}

fn in_words(line: &Line<'_>, at: usize) -> Option<Numeral> {
    half(line, at)
        .or_else(|| part_of_number(line, at))
        .or_else(|| share(line, at))
        .or_else(|| spelled(line, at))
}

/// "a third", "three quarters", "half", before what they are a share of.
fn share(line: &Line<'_>, at: usize) -> Option<Numeral> {
    let Parts { numerator, denominator, end } = parts(line, at)?;
    let percent = numerator * 100;
    let mut numeral = Numeral::cardinal(at, end, Decimal::whole(percent / denominator));
    numeral.kind = NumeralKind::Share;
    Some(numeral.unless_even(percent, denominator))
}

/// "a quarter of a million", "three quarters of a million": a number, and no share of anything.
fn part_of_number(line: &Line<'_>, at: usize) -> Option<Numeral> {
    let Parts { numerator, denominator, end } = parts(line, at)?;
    let end = line.role(end, super::lexicon::Role::Of).unwrap_or(end);
    let end = line.means(end, Meaning::Article).unwrap_or(end);
    let (magnitude, end) = magnitude_at(line, end)?;
    let whole = magnitude.checked_mul(numerator)?;
    let mut numeral = Numeral::cardinal(at, end, Decimal::whole(whole / denominator));
    numeral.magnitude = Some(magnitude);
    Some(numeral.unless_even(whole, denominator))
}

/// A fraction in words.
struct Parts {
    numerator: u64,
    denominator: u64,
    end: usize,
}

fn parts(line: &Line<'_>, at: usize) -> Option<Parts> {
    let units = |meaning| if let Meaning::Units(value) = meaning { Some(value) } else { None };
    let part = |meaning| if let Meaning::Fraction(denominator) = meaning { Some(denominator) } else { None };
    let (numerator, word) = line
        .find(at, Meaning::Units(0), units)
        .or_else(|| line.means(at, Meaning::Article).map(|end| (1, end)))
        .unwrap_or((1, at));
    let (denominator, end) = line.find(word, Meaning::Fraction(0), part)?;
    (0 < numerator && numerator < denominator).then_some(Parts { numerator, denominator, end })
}

/// "half a million", "half a dozen".
fn half(line: &Line<'_>, at: usize) -> Option<Numeral> {
    let mut end = line.means(at, Meaning::Half)?;
    end = line.means(end, Meaning::Article).unwrap_or(end);
    let (magnitude, end) = magnitude_at(line, end)?;
    let value = Decimal { mantissa: magnitude.checked_mul(5)?, scale: 1 };
    let mut numeral = Numeral::cardinal(at, end, value);
    numeral.magnitude = Some(magnitude);
    Some(numeral)
}

fn spelled(line: &Line<'_>, at: usize) -> Option<Numeral> {
    let mut sum = Sum::default();
    let mut end = at;
    while let Some(next) = sum.take(line, end, at) {
        end = next;
    }
    if end == at || !sum.has_number {
        return None;
    }
    let value = sum.total.checked_add(sum.current.unwrap_or(0))?;
    if let Some((value, magnitude, end)) = and_a_half(line, value, end) {
        let mut numeral = Numeral::cardinal(at, end, value);
        numeral.magnitude = magnitude;
        return Some(numeral);
    }
    let mut numeral = Numeral::cardinal(at, end, Decimal::whole(value));
    numeral.magnitude = sum.last_magnitude;
    Some(numeral)
}

/// "one and a half million", "two and a half".
fn and_a_half(line: &Line<'_>, value: u64, end: usize) -> Option<(Decimal, Option<u64>, usize)> {
    let and = line.means(end, Meaning::NumberAnd)?;
    let after = line.means(line.means(and, Meaning::Article).unwrap_or(and), Meaning::Half)?;
    let half = Decimal { mantissa: value.checked_mul(10)?.checked_add(5)?, scale: 1 };
    Some(with_magnitude(line, half, after))
}

/// A number in words, so far.
#[derive(Default)]
struct Sum {
    total: u64,
    current: Option<u64>,
    last_magnitude: Option<u64>,
    has_number: bool,
}

impl Sum {
    /// Takes the word at `at` into the number and says where the next one stands; `None` where the number ends.
    fn take(&mut self, line: &Line<'_>, at: usize, start: usize) -> Option<usize> {
        let at = self.skip_joint(line, at, start)?;
        if let Some((units, end)) = line.find(at, Meaning::Units(0), |meaning| {
            if let Meaning::Units(value) = meaning { Some(value) } else { None }
        }) {
            return self.add_units(units).then_some(end);
        }
        if let Some((magnitude, end)) = magnitude_at(line, at) {
            return self.add_magnitude(magnitude).then_some(end);
        }
        let end = line.means(at, Meaning::Article).filter(|_| at == start)?;
        magnitude_at(line, end).map(|_| end)
    }

    /// Passes a hyphen ("twenty-one") or an "and" ("two hundred and one") where a number word goes on.
    fn skip_joint(&self, line: &Line<'_>, at: usize, start: usize) -> Option<usize> {
        if at == start {
            return Some(at);
        }
        if line.is(at, "-") && line.is_glued(at) && line.is_glued(at + 1) {
            return is_number_word(line, at + 1).then_some(at + 1);
        }
        let Some(after) = line.means(at, Meaning::NumberAnd) else { return Some(at) };
        let goes_on = self.last_magnitude.is_some_and(|magnitude| magnitude >= 100)
            && line
                .find(after, Meaning::Units(0), |meaning| {
                    matches!(meaning, Meaning::Units(1..100)).then_some(())
                })
                .is_some();
        goes_on.then_some(after)
    }

    fn add_units(&mut self, units: u64) -> bool {
        let added = match self.current {
            None => Some(units),
            Some(current) if current >= 100 && current.is_multiple_of(100) && units < 100 => {
                Some(current + units)
            }
            Some(current)
                if current % 100 >= 20 && current.is_multiple_of(10) && (1..10).contains(&units) =>
            {
                Some(current + units)
            }
            Some(_) => None,
        };
        self.has_number |= added.is_some();
        self.current = added.or(self.current);
        added.is_some()
    }

    fn add_magnitude(&mut self, magnitude: u64) -> bool {
        let product = match self.current {
            None if self.has_number => None,
            current => current.unwrap_or(1).checked_mul(magnitude),
        };
        let Some(product) = product else { return false };
        self.has_number = true;
        self.last_magnitude = Some(magnitude);
        if magnitude < 1000 {
            self.current = Some(product);
            return true;
        }
        let Some(total) = self.total.checked_add(product) else { return false };
        (self.total, self.current) = (total, None);
        true
    }
}

fn is_number_word(line: &Line<'_>, at: usize) -> bool {
    line.find(at, [Meaning::Units(0), Meaning::Magnitude(0)], |meaning| {
        matches!(meaning, Meaning::Units(_) | Meaning::Magnitude(_)).then_some(())
    })
    .is_some()
}
