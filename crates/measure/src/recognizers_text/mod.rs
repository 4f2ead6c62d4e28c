//! Recognizers-Text: the specification of Microsoft's recognisers for dates and times, English `DateTimeModel.json`.
//!
//! Comes in: the file, or the folder that holds it. Goes out: how many cases are read with every expression in its place and
//! with its value. Sentences are read as written at the case's reference time.
//!
//! Their notation is not TIMEX3: a range or a preposition is part of the span, open years have both resolutions, ranges end
//! before their last instant. [`theirs`] says what counts as the same span and the same value; nothing else is forgiven.

mod theirs;

use crate::{MeasureError, Report, Score};
use recount::{Rules, Settings, TimesText, read_times};
use recount_model::{Interval, Span};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use theirs::Piece;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Case {
    input: String,
    #[serde(default)]
    context: CaseContext,
    results: Vec<Expected>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct CaseContext {
    reference_date_time: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Expected {
    text: String,
    /// In UTF-16 units, both inclusive.
    start: usize,
    end: usize,
    #[serde(default)]
    type_name: String,
    #[serde(default)]
    resolution: Option<Resolution>,
}

#[derive(Deserialize)]
struct Resolution {
    values: Vec<BTreeMap<String, serde_json::Value>>,
}

pub fn check(path: &Path, rules: &Rules) -> Result<Report, MeasureError> {
    let file = [path.join("DateTimeModel.json"), path.join("DateTime/DateTimeModel.json")]
        .into_iter()
        .find(|file| file.is_file())
        .unwrap_or_else(|| path.to_owned());
    let text = crate::read_text(&file)?;
    let cases: Vec<Case> = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| MeasureError::Format { path: file.clone(), why: error.to_string() })?;
    let settings = Settings { language: Some("en".to_owned()), ..Settings::default() };
    let mut tally = Tally::default();
    for case in &cases {
        tally.take(case, &settings, rules);
    }
    Ok(Report { format: "recognizers-text".to_owned(), scores: tally.scores(cases.len()) })
}

#[derive(Default)]
struct Tally {
    wrong_cases: Vec<String>,
    wrong_spans: Vec<String>,
    wrong_values: Vec<String>,
    spans: usize,
    values: usize,
    wanted: usize,
    given: usize,
    /// By their type: right values, wanted.
    types: BTreeMap<String, (usize, usize)>,
}

impl Tally {
    fn take(&mut self, case: &Case, settings: &Settings, rules: &Rules) {
        let reference = case.context.reference_date_time.as_deref();
        let written = reference.and_then(theirs::instant).map(|at| Interval::new(at, at));
        let text = TimesText { text: &case.input, written, name: "case", ..TimesText::default() };
        let read = read_times(&text, settings, rules).value;
        let pieces = theirs::pieces(&case.input, &read, reference.unwrap_or(""));
        let mut is_right = pieces.len() == case.results.len();
        self.given += pieces.len();
        self.wanted += case.results.len();
        for expected in &case.results {
            let piece = pieces.iter().find(|piece| is_same_span(&case.input, expected, piece));
            let values = expected.resolution.as_ref().map_or(&[][..], |resolution| &resolution.values);
            let has_value = piece.is_some_and(|piece| theirs::has_value(piece, values));
            self.spans += usize::from(piece.is_some());
            self.values += usize::from(has_value);
            let kind = expected.type_name.trim_start_matches("datetimeV2.");
            let tally = self.types.entry(kind.to_owned()).or_default();
            *tally = (tally.0 + usize::from(has_value), tally.1 + 1);
            is_right &= has_value;
            if piece.is_none() {
                self.wrong_spans.push(format!("{kind}: `{}` in `{}`", expected.text, case.input));
            } else if !has_value {
                let given = piece.map(|piece| piece.shown()).unwrap_or_default();
                let wanted = serde_json::to_string(values).unwrap_or_default();
                self.wrong_values.push(format!(
                    "{kind}: `{}` at {}: {wanted}, given {given}",
                    expected.text,
                    reference.unwrap_or("")
                ));
            }
        }
        if !is_right {
            let wanted: Vec<&str> = case.results.iter().map(|one| one.text.as_str()).collect();
            let given: Vec<String> = pieces.iter().map(Piece::shown).collect();
            self.wrong_cases.push(format!(
                "`{}`: wanted {}, given {}",
                case.input,
                wanted.join(" | "),
                given.join(" | ")
            ));
        }
    }

    fn scores(self, cases: usize) -> Vec<Score> {
        let mut scores = vec![
            Score::new("cases", cases - self.wrong_cases.len(), cases, cases, self.wrong_cases),
            Score::new("span", self.spans, self.wanted, self.given, self.wrong_spans),
            Score::new("value", self.values, self.wanted, self.given, self.wrong_values),
        ];
        for (kind, (right, wanted)) in self.types {
            scores.push(Score::new(&format!("{kind}.value"), right, wanted, wanted, Vec::new()));
        }
        scores
    }
}

fn is_same_span(input: &str, expected: &Expected, piece: &Piece<'_>) -> bool {
    let wanted = theirs::core(input, bytes(input, expected.start, expected.end + 1));
    let given = theirs::core(input, piece.span);
    wanted == given
}

/// UTF-16 units to bytes.
fn bytes(text: &str, start: usize, end: usize) -> Span {
    let at = |units: usize| {
        let mut seen = 0;
        for (byte, character) in text.char_indices() {
            if seen >= units {
                return byte;
            }
            seen += character.len_utf16();
        }
        text.len()
    };
    Span::new(at(start), at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_utf16_units() {
        let text = "a😀 noon";
        assert_eq!(bytes(text, 4, 8).of(text), "noon");
    }
}
