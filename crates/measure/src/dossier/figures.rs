//! Figures: span (any overlap, one to one); value and bound; the full tuple with measure, place and chain.

use super::key::{Key, KeySpan};
use super::quotes::is_same_speaker;
use crate::matching::pair_up;
use crate::{MeasureError, Score};
use recount_model::{Bound, Dossier, Figure, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct KeyFigure {
    #[serde(flatten)]
    span: KeySpan,
    unit: String,
    value: Option<u64>,
    low: Option<u64>,
    high: Option<u64>,
    bound: String,
    approx: bool,
    place: Option<String>,
    attribution: Vec<String>,
}

pub fn judge(key: &Key, dossier: &Dossier) -> Result<Vec<Score>, MeasureError> {
    let gold: Vec<KeyFigure> = key.load("figures")?;
    let spans = gold.iter().map(|figure| key.bytes(&figure.span)).collect::<Result<Vec<Span>, _>>()?;
    let given: Vec<&Figure> = dossier
        .claims
        .iter()
        .flat_map(|claims| &claims.figures)
        .filter(|figure| key.covers(figure.span))
        .collect();
    let given_spans: Vec<Span> = given.iter().map(|figure| figure.span).collect();
    let pairs = pair_up(&spans, &given_spans, 0.0);
    let score = |name: &str, is_right: &dyn Fn(&KeyFigure, &Figure) -> bool| {
        let right = pairs.iter().filter(|(a, b)| is_right(&gold[*a], given[*b])).count();
        let wrong = pairs
            .iter()
            .filter(|(a, b)| !is_right(&gold[*a], given[*b]))
            .map(|(a, b)| wrong_line(&gold[*a], given[*b]));
        let missed = (0..gold.len()).filter(|idx| !pairs.iter().any(|(a, _)| a == idx));
        let missed = missed.map(|idx| {
            format!("line {}: missed `{}` {}", gold[idx].span.line, gold[idx].span.text, gold[idx].unit)
        });
        let extra = (0..given.len()).filter(|idx| !pairs.iter().any(|(_, b)| b == idx));
        let extra = extra.map(|idx| {
            format!(
                "line {}: extra `{}` {}",
                key.line_of(given[idx].span.start),
                given[idx].text,
                given[idx].measure.0
            )
        });
        Score::new(name, right, gold.len(), given.len(), wrong.chain(missed).chain(extra).collect())
    };
    Ok(vec![
        score("figures.span", &|_, _| true),
        score("figures.value-bound", &has_value_and_bound),
        score("figures.measure-chain", &|a, b| {
            has_value_and_bound(a, b) && has_measure(a, b) && has_chain(a, b)
        }),
        score("figures.tuple", &|a, b| {
            has_value_and_bound(a, b) && has_measure(a, b) && has_chain(a, b) && has_place(a, b)
        }),
    ])
}

fn wrong_line(want: &KeyFigure, got: &Figure) -> String {
    format!(
        "line {}: `{}` {:?} {} {} {:?} {:?}; given `{}` {:?} {:?} {} {:?} {:?}",
        want.span.line,
        want.span.text,
        want.value.or(want.low),
        want.bound,
        want.unit,
        want.place,
        want.attribution.get(1..),
        got.text,
        got.stated,
        got.bound,
        got.measure.0,
        got.place,
        got.chain.get(1..)
    )
}

/// The key writes "more than 70" as low 70; we keep the number as written in `stated`. Vague words have no number: their
/// bounds are each side's convention, so only a lower bound the key commits to is compared, within one.
fn has_value_and_bound(want: &KeyFigure, got: &Figure) -> bool {
    let is_bound = match want.bound.as_str() {
        "exact" => got.bound == Bound::Exact || (want.approx && got.bound == Bound::Approx),
        "lower" => matches!(got.bound, Bound::AtLeast | Bound::MoreThan),
        "upper" => matches!(got.bound, Bound::AtMost | Bound::LessThan),
        "approx" => got.bound == Bound::Approx,
        "vague" => got.bound == Bound::Vague,
        "range" => got.bound == Bound::Range,
        _ => false,
    };
    let is_value = match want.bound.as_str() {
        "vague" => want.low.is_none_or(|low| low.abs_diff(got.low) <= 1),
        "range" => want.low == Some(got.low) && want.high == got.high,
        _ => want.value.or(want.low) == got.stated,
    };
    is_bound && is_value
}

/// The key's unit names measure and group in one word (`injured_police`, `cars_burned`), or shortens it
/// (`duration_h`); ours are apart. All words of the unit must be said by measure and counted words, at least one of
/// them by the measure; a measure that says more than the unit is another one, unless the unit names the group.
fn has_measure(want: &KeyFigure, got: &Figure) -> bool {
    let unit: Vec<&str> = want.unit.split('_').collect();
    let measure: Vec<&str> = got.measure.0.split('-').collect();
    let counted = got.counted.to_lowercase();
    let is_said = |word: &str, by: &[&str]| by.iter().any(|said| *said == word || is_short_for(word, said));
    let counted: Vec<&str> =
        counted.split_whitespace().flat_map(|word| [word, word.trim_end_matches('s')]).collect();
    let by_measure = unit.iter().filter(|word| is_said(word, &measure)).count();
    let is_all = unit.iter().all(|word| is_said(word, &measure) || is_said(word, &counted));
    let is_no_more = measure.len() <= unit.len() && by_measure + 1 >= measure.len();
    is_all && by_measure > 0 && is_no_more
}

/// "h" for "hours".
fn is_short_for(word: &str, whole: &str) -> bool {
    word.len() == 1 && whole.starts_with(word)
}

/// The innermost speaker, or nobody on both sides. Where the key marks the innermost as implied or as the words
/// through which a named speaker knows it, the named speaker counts too.
fn has_chain(want: &KeyFigure, got: &Figure) -> bool {
    let wanted = want.attribution.get(1..).unwrap_or_default();
    match got.chain.get(1..).and_then(<[String]>::last) {
        None => wanted.iter().all(|link| link.contains("(implied)")),
        Some(inner) => wanted.iter().any(|link| is_same_speaker(link, inner)),
    }
}

fn has_place(want: &KeyFigure, got: &Figure) -> bool {
    match (&want.place, &got.place) {
        (None, _) => true,
        (Some(want), Some(got)) => is_same_speaker(want, got),
        (Some(_), None) => false,
    }
}
