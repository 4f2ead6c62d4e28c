//! What looks like a count and is none: dates, clock times, telephone numbers, articles, years, scores, names.
//!
//! Comes in: a quantity in its sentence, and the time expressions of the account. Goes out: whether to pass it
//! over. It may not know measures.

use super::lexicon::{Meaning, Role};
use super::line::Line;
use super::numeral::NumeralKind;
use super::phrases::Kinds;
use super::quantity::Quantity;
use recount_model::{Bound, Span, Timex, TimexType};

/// True if the quantity is certainly no count. `has_noun`: a noun the lexicon knows follows it.
pub(crate) fn is_refused(line: &Line<'_>, quantity: &Quantity, has_noun: bool, times: &[Timex]) -> bool {
    quantity.kind == NumeralKind::NotACount
        || is_in_time(line, quantity, times)
        || (quantity.is_digits && (is_glued_name(line, quantity) || is_marker(line, quantity)))
        || is_labelled(line, quantity, has_noun)
        || is_year(line, quantity, has_noun)
        || is_clock(line, quantity)
        || is_score(line, quantity)
        || is_asked(line, quantity)
}

/// "many" of "how many": a question, or an answer that is not given.
fn is_asked(line: &Line<'_>, quantity: &Quantity) -> bool {
    let at = quantity.number.start;
    let stands = |[first, second]: &[String; 2]| {
        line.before(at).is_some_and(|token| token.is(first)) && line.is(at, second)
    };
    line.lexicon.section.refused.asked.iter().any(stands)
}

fn is_in_time(line: &Line<'_>, quantity: &Quantity, times: &[Timex]) -> bool {
    let Some(number) = line.span(quantity.number.start, quantity.number.end) else { return true };
    overlapping(times, number).any(|timex| timex.kind != TimexType::Duration)
}

/// The time expressions that share a byte with `span`. Time expressions are sorted and do not overlap.
pub(crate) fn overlapping(times: &[Timex], span: Span) -> impl Iterator<Item = &Timex> {
    let first = times.partition_point(|timex| timex.span.end <= span.start);
    times.iter().skip(first).take_while(move |timex| timex.span.start < span.end)
}

/// True if digits are glued to what is no unit, so that they are part of a name.
pub(crate) fn is_digits_of_a_name(line: &Line<'_>, quantity: &Quantity) -> bool {
    quantity.is_digits && is_glued_name(line, quantity)
}

/// Digits that belong to a name or an address on the net: "F-16", "v=351", "7th", "3D".
fn is_glued_name(line: &Line<'_>, quantity: &Quantity) -> bool {
    is_glued_before(line, quantity.number.start) || is_glued_after(line, quantity.number.end)
}

fn is_glued_before(line: &Line<'_>, at: usize) -> bool {
    if !line.is_glued(at) {
        return false;
    }
    let Some(before) = line.before(at) else { return false };
    if before.is_word() {
        let kinds = Kinds::from([Meaning::Before(Bound::Exact), Meaning::UnitBefore(0), Meaning::RangeOpen]);
        let is_known = line.find(at - 1, kinds.with(Role::ALL), |meaning| {
            matches!(
                meaning,
                Meaning::Role(_) | Meaning::Before(_) | Meaning::UnitBefore(_) | Meaning::RangeOpen
            )
            .then_some(())
        });
        return is_known.is_none() && !is_read_apart(line, at);
    }
    let is_open =
        matches!(&*before.lower, "(" | "[" | "," | "~" | ">" | "≈" | "$" | "€" | "£" | "₽" | "₸" | "—" | ";");
    let is_free_dash = before.is_spaced && matches!(&*before.lower, "-" | "–");
    !(is_open || is_free_dash || before.kind == recount_text::TokenKind::QuotationMark)
}

fn is_read_apart(line: &Line<'_>, at: usize) -> bool {
    let glued = &line.lexicon.section.roles.glued;
    line.before(at).is_some_and(|token| glued.iter().any(|ending| token.lower.ends_with(ending.as_str())))
}

fn is_glued_after(line: &Line<'_>, end: usize) -> bool {
    if !line.is_glued(end) {
        return false;
    }
    let Some(after) = line.token(end) else { return false };
    if after.is_word() {
        return line
            .find(end, [Meaning::Unit(0), Meaning::Noun(0)], |meaning| {
                matches!(meaning, Meaning::Unit(_) | Meaning::Noun(_)).then_some(())
            })
            .is_none();
    }
    if matches!(&*after.lower, "-" | "–" | "‑") && line.is_glued(end + 1) {
        return line
            .find(end + 1, Meaning::Unit(0), |meaning| matches!(meaning, Meaning::Unit(_)).then_some(()))
            .is_none();
    }
    matches!(&*after.lower, "/" | "\\" | "_" | "=" | "@" | "&" | "#" | "°" | "'")
}

/// "[12]", "3)", and "3." at the start of a sentence.
fn is_marker(line: &Line<'_>, quantity: &Quantity) -> bool {
    let (start, end) = (quantity.number.start, quantity.number.end);
    let is_bracketed = start > 0 && line.is(start - 1, "[") && line.is(end, "]");
    let is_listed = start == 0 && (line.is(end, ")") || line.is(end, "."));
    is_bracketed || is_listed
}

fn is_labelled(line: &Line<'_>, quantity: &Quantity, has_noun: bool) -> bool {
    if quantity.tokens.start != quantity.number.start {
        return false;
    }
    let start = quantity.tokens.start;
    let label = line.find_back(start, [Meaning::Label, Meaning::WeakLabel], |meaning| match meaning {
        Meaning::Label => Some(true),
        Meaning::WeakLabel => Some(false),
        _ => None,
    });
    let month = line.means_back(start, Meaning::Month);
    let is_day = quantity.is_digits && quantity.low <= 31;
    let is_before_month = is_day && line.means(quantity.number.end, Meaning::Month).is_some();
    let is_date =
        is_before_month || (month.is_some() && quantity.is_digits && (is_day || is_year_like(quantity)));
    is_date || label.is_some_and(|(is_strong, _)| is_strong || !has_noun)
}

fn is_year_like(quantity: &Quantity) -> bool {
    quantity.is_digits && quantity.number.len() == 1 && (1500..2100).contains(&quantity.low)
}

/// A bare four-digit number where a year would stand.
fn is_year(line: &Line<'_>, quantity: &Quantity, has_noun: bool) -> bool {
    let is_bare = quantity.tokens == quantity.number && is_year_like(quantity);
    let start = quantity.tokens.start;
    let has_cue = line.means_back(start, Meaning::YearBefore).is_some();
    is_bare && (!has_noun || has_cue)
}

fn is_clock(line: &Line<'_>, quantity: &Quantity) -> bool {
    line.means(quantity.number.end, Meaning::Clock).is_some()
}

/// "won 3-1", "3-0 victory".
fn is_score(line: &Line<'_>, quantity: &Quantity) -> bool {
    let end = quantity.number.end;
    let pair = |at: usize| line.is(at, "-") || line.is(at, "–");
    let is_pair = quantity.is_digits
        && (pair(end) && line.token(end + 1).is_some_and(|token| token.is_digits())
            || (quantity.number.len() == 3 && pair(quantity.number.start + 1)));
    let from = quantity.number.start.saturating_sub(4);
    is_pair && (from..end + 4).any(|at| line.means(at, Meaning::Score).is_some())
}
