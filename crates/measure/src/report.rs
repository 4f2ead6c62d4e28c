//! What a scorer says.

use crate::Floors;
use serde::Serialize;
use std::fmt::Write as _;

/// Precision, recall and F1 of one thing, with what was missed and what was too much.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    /// `times.value`, …; floors are set by this name.
    pub name: String,
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
    pub right: usize,
    pub gold: usize,
    pub predicted: usize,
    /// One line per error.
    pub errors: Vec<String>,
    /// Measures that only this set has, by name; floors may be set on them.
    pub extra: Vec<(String, f64)>,
}

impl Score {
    /// `right` of `gold` were found among `predicted`.
    pub fn new(name: &str, right: usize, gold: usize, predicted: usize, errors: Vec<String>) -> Self {
        let share = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
        let (precision, recall) = (share(predicted), share(gold));
        let f1 = if right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        Score {
            name: name.to_owned(),
            precision,
            recall,
            f1,
            right,
            gold,
            predicted,
            errors,
            extra: Vec::new(),
        }
    }

    fn value(&self, measure: &str) -> Option<f64> {
        match measure {
            "precision" => Some(self.precision),
            "recall" => Some(self.recall),
            "f1" => Some(self.f1),
            other => self.extra.iter().find(|(name, _)| name == other).map(|(_, value)| *value),
        }
    }
}

/// All scores of one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    pub format: String,
    pub scores: Vec<Score>,
}

impl Report {
    /// A table for people; with every error when `with_errors`.
    pub fn to_text(&self, with_errors: bool) -> String {
        let mut text = format!("{:<24} {:>9} {:>7} {:>7}\n", self.format, "precision", "recall", "F1");
        for score in &self.scores {
            let _ = write!(
                text,
                "{:<24} {:>9.3} {:>7.3} {:>7.3}   {} right, {} in the key, {} given",
                score.name, score.precision, score.recall, score.f1, score.right, score.gold, score.predicted
            );
            for (name, value) in &score.extra {
                let _ = write!(text, ", {name} {value:.3}");
            }
            text.push('\n');
            if with_errors {
                score.errors.iter().for_each(|error| {
                    let _ = writeln!(text, "    {error}");
                });
            }
        }
        text
    }

    /// One line for every floor that is not reached, or that names a score there is none of.
    pub fn below(&self, floors: &Floors) -> Vec<String> {
        let mut lines = Vec::new();
        for (key, floor) in &floors.0 {
            let (name, measure) = key.rsplit_once('.').unwrap_or((key, "f1"));
            let score = self.scores.iter().find(|score| score.name == name);
            match score.and_then(|score| score.value(measure)) {
                None => lines.push(format!("floor `{key}`: nothing of that name was measured")),
                Some(value) if value < *floor => {
                    lines.push(format!("`{key}` is {value:.3}, below its floor {floor:.3}"))
                }
                Some(_) => {}
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_is_the_harmonic_mean() {
        let score = Score::new("x", 2, 4, 2, Vec::new());
        assert_eq!((score.precision, score.recall), (1.0, 0.5));
        assert!((score.f1 - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn a_floor_that_is_missed_or_unknown_is_said() {
        let report = Report { format: "t".to_owned(), scores: vec![Score::new("a.b", 1, 2, 1, Vec::new())] };
        let floors = |text: &str, value| Floors([(text.to_owned(), value)].into());
        assert_eq!(report.below(&floors("a.b.recall", 0.5)), Vec::<String>::new());
        assert_eq!(report.below(&floors("a.b.recall", 0.6)).len(), 1);
        assert_eq!(report.below(&floors("a.c.recall", 0.1)).len(), 1);
    }
}
