//! What spreadsheets do to the cells of others: formulas, errors, codes turned into numbers, ranges turned into dates.
//!
//! Comes in: cells. Goes out: one diagnostic for each kind of damage, with the first places. It may not repair: what a
//! damaged cell said before, nobody knows.

use super::columns::MONTHS;
use super::{Cell, Draft, Kind};
use crate::readers::and_more;
use recount_diagnostics::Diagnostic;
use recount_model::ColumnMeaning as Meaning;
use recount_sayings::{Arg, Join, Told, list, say};
use std::collections::BTreeMap;

/// One kind of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Damage {
    Formula,
    Error,
    Number,
    Date,
    /// More cells than the header has: a separator stands among words.
    Slipped,
    /// The header stands there again.
    Header,
}

impl Damage {
    /// True if what the cell shows is not what was written into it.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Damage::Formula | Damage::Error)
    }

    fn diagnostic(self, places: Arg) -> Diagnostic {
        let compare = || say!("odd-hint.compare-with-source");
        match self {
            Damage::Formula => Diagnostic::warning("formula-cell", say!("odd.formula-cell", places = places))
                .hint(say!("odd-hint.formula-cell")),
            Damage::Error => Diagnostic::warning("error-cell", say!("odd.error-cell", places = places))
                .hint(say!("odd-hint.error-cell")),
            Damage::Number => {
                Diagnostic::warning("number-cell", say!("odd.number-cell", places = places)).hint(compare())
            }
            Damage::Date => {
                Diagnostic::warning("date-cell", say!("odd.date-cell", places = places)).hint(compare())
            }
            Damage::Slipped => Diagnostic::warning("slipped-row", say!("odd.slipped-row", places = places))
                .hint(say!("odd-hint.slipped-row")),
            Damage::Header => Diagnostic::note("header-again", say!("odd.header-again", places = places)),
        }
    }
}

/// What was met, by kind: where first, the places that are told, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Met(BTreeMap<Damage, (usize, Vec<Told>, usize)>);

/// So many places are told of each kind.
const MOST_PLACES: usize = 5;

impl Met {
    pub(super) fn add(&mut self, damage: Damage, at: usize, place: impl FnOnce() -> Told) {
        let (_, places, count) = self.0.entry(damage).or_insert((at, Vec::new(), 0));
        *count += 1;
        if places.len() < MOST_PLACES {
            places.push(place());
        }
    }

    pub(super) fn report(self, draft: &mut Draft) {
        for (damage, (at, places, count)) in self.0 {
            let more = count - places.len();
            draft.odd(at, damage.diagnostic(and_more(list(Join::Comma, places), more)));
        }
    }
}

/// One way to tell damage by the words of a cell.
type Test = (Damage, fn(&str) -> bool);

const TESTS: [Test; 3] =
    [(Damage::Formula, is_formula), (Damage::Error, is_error), (Damage::Number, is_exponent)];

/// What is wrong with a cell of a column that means `meaning`.
pub(super) fn of(cell: &Cell, words: &str, meaning: Meaning) -> Option<Damage> {
    let kind = if let Cell::Made { kind, .. } = cell { Some(*kind) } else { None };
    match kind {
        Some(Kind::Formula) => return Some(Damage::Formula),
        Some(Kind::Error) => return Some(Damage::Error),
        _ => {}
    }
    let found = TESTS.iter().find(|(_, test)| kind.is_none() && test(words)).map(|(damage, _)| *damage);
    let may_be_date = matches!(
        meaning,
        Meaning::Date | Meaning::Published | Meaning::Time | Meaning::Text | Meaning::Title
    );
    let is_date = || kind == Some(Kind::Date) || is_day_of_month(words);
    found.or_else(|| (meaning == Meaning::Labelled && !may_be_date && is_date()).then_some(Damage::Date))
}

/// `=SUM(B2:B9)`; not `="007"`, which is how spreadsheets are made to keep a text.
fn is_formula(words: &str) -> bool {
    let Some(rest) = words.strip_prefix('=') else { return false };
    rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '(' | '$' | '-' | '+' | '\''))
        && rest.contains(['(', '+', '-', '*', '/', '$', ':', '!'])
        && !rest.contains(". ")
}

fn is_error(words: &str) -> bool {
    const ERRORS: [&str; 10] =
        ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#ЗНАЧ!", "#ССЫЛКА!", "#Н/Д"];
    ERRORS.contains(&words) || (words.len() >= 3 && words.bytes().all(|byte| byte == b'#'))
}

/// `1E5`, `1,23E+11`.
fn is_exponent(words: &str) -> bool {
    let Some((whole, exponent)) = words.split_once(['E', 'e', 'Е']) else { return false };
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let is_number = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    is_number(whole) && (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `4-Mar`, `04.мар`, `Mar-04`.
fn is_day_of_month(words: &str) -> bool {
    let Some((first, second)) = words.split_once(['-', '.', ' ']) else { return false };
    let is_number =
        |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |text: &str| MONTHS.contains(&text.trim_end_matches('.').to_lowercase());
    (is_number(first) && is_month(second)) || (is_month(first) && is_number(second))
}
