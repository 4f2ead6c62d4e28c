//! TIMEX3 annotations judged the way TempEval-3 judges them.
//!
//! Comes in: documents with the expressions of a key and the expressions given. Goes out: scores. It may not know where the
//! documents come from.
//!
//! Strict: the same span. Relaxed: any overlap, one to one. Type and value are judged on relaxed pairs and counted against
//! all of the key and all given, so that `value` is what TempEval-3 calls value F1 and WikiWars' authors relaxed + value
//! (UzZaman et al., "SemEval-2013 Task 1: TempEval-3", 2013, section 4; Mazur and Dale, "WikiWars", EMNLP 2010).

use crate::matching::pair_up;
use crate::{MeasureError, Report, Score};
use recount::{Rules, Settings, TimesText, read_times};
use recount_model::{Span, Timex};
use recount_time::timeml::{TimemlDocument, type_name};
use recount_time::{Value, instants};
use std::path::{Path, PathBuf};

/// One expression of the key with what was given for it, or one of the two alone.
struct Pair {
    document: String,
    gold: Option<Judged>,
    given: Option<Judged>,
}

struct Judged {
    span: Span,
    text: String,
    kind: String,
    value: String,
}

/// Reads the TimeML documents and judges all of them together.
pub fn check(format: &str, files: &[PathBuf], rules: &Rules) -> Result<Report, MeasureError> {
    let mut pairs = Vec::new();
    for file in files {
        let document = recount_time::timeml::read(&crate::read_text(file)?)
            .ok_or_else(|| MeasureError::Format { path: file.clone(), why: "it is not TimeML".to_owned() })?;
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        pairs.extend(pairs_of(&name, &document, &given(file, &document, rules)?));
    }
    Ok(Report { format: format.to_owned(), scores: scores(&pairs) })
}

fn given(file: &Path, document: &TimemlDocument, rules: &Rules) -> Result<Vec<Timex>, MeasureError> {
    let written = document.written.as_deref().map(|written| {
        let value: Value = written.parse().map_err(|error: recount_time::value::ValueError| {
            MeasureError::Format { path: file.to_owned(), why: error.to_string() }
        })?;
        Ok(instants::interval(&value, &[]))
    });
    let text = TimesText {
        text: &document.text,
        blocks: &document.blocks,
        written: written.transpose()?,
        offsets: None,
        name: "measured",
    };
    Ok(read_times(&text, &Settings::default(), rules).value.times)
}

fn pairs_of(name: &str, document: &TimemlDocument, given: &[Timex]) -> Vec<Pair> {
    let gold: Vec<Judged> = document
        .times
        .iter()
        .map(|time| Judged {
            span: time.span,
            text: one_line(time.span.of(&document.text)),
            kind: time.kind.clone(),
            value: time.value.clone(),
        })
        .collect();
    let given: Vec<Judged> = given
        .iter()
        .map(|timex| Judged {
            span: timex.span,
            text: one_line(&timex.text),
            kind: type_name(timex.kind).to_owned(),
            value: timex.value.clone(),
        })
        .collect();
    let spans = |all: &[Judged]| all.iter().map(|one| one.span).collect::<Vec<_>>();
    let found = pair_up(&spans(&gold), &spans(&given), 0.0);
    let mut given: Vec<Option<Judged>> = given.into_iter().map(Some).collect();
    let mut pairs = Vec::new();
    for (idx, gold) in gold.into_iter().enumerate() {
        let paired = found.iter().find(|(a, _)| *a == idx).map(|(_, b)| *b);
        let given = paired.and_then(|idx| given.get_mut(idx)).and_then(Option::take);
        pairs.push(Pair { document: name.to_owned(), gold: Some(gold), given });
    }
    let extra = given.into_iter().flatten();
    pairs.extend(extra.map(|given| Pair { document: name.to_owned(), gold: None, given: Some(given) }));
    pairs
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

type Test = fn(&Judged, &Judged) -> bool;

/// What is judged, by name.
const TESTS: [(&str, Test); 5] = [
    ("span.strict", |gold, given| gold.span == given.span),
    ("span.relaxed", |_, _| true),
    ("type", |gold, given| gold.kind == given.kind),
    ("value", |gold, given| gold.value == given.value),
    ("value.strict", |gold, given| gold.value == given.value && gold.span == given.span),
];

fn scores(pairs: &[Pair]) -> Vec<Score> {
    let mut scores: Vec<Score> = TESTS.iter().map(|(name, test)| score(name, pairs.iter(), *test)).collect();
    for kind in ["DATE", "TIME", "DURATION", "SET"] {
        let of_kind =
            |pair: &&Pair| pair.gold.as_ref().or(pair.given.as_ref()).is_some_and(|one| one.kind == kind);
        let name = format!("{}.value", kind.to_lowercase());
        scores.push(score(&name, pairs.iter().filter(of_kind), |gold, given| gold.value == given.value));
    }
    scores
}

fn score<'pairs>(name: &str, pairs: impl Iterator<Item = &'pairs Pair>, test: Test) -> Score {
    let (mut right, mut gold, mut given, mut errors) = (0, 0, 0, Vec::new());
    for pair in pairs {
        gold += usize::from(pair.gold.is_some());
        given += usize::from(pair.given.is_some());
        let is_right = matches!((&pair.gold, &pair.given), (Some(gold), Some(given)) if test(gold, given));
        right += usize::from(is_right);
        if !is_right {
            errors.push(line(pair));
        }
    }
    Score::new(name, right, gold, given, errors)
}

fn line(pair: &Pair) -> String {
    let show = |one: &Judged| format!("`{}` {} {}", one.text, one.kind, one.value);
    let at = pair.document.as_str();
    match (&pair.gold, &pair.given) {
        (Some(gold), Some(given)) => format!("{at}: wanted {}, given {}", show(gold), show(given)),
        (Some(gold), None) => format!("{at}: missed {}", show(gold)),
        (None, Some(given)) => format!("{at}: extra {}", show(given)),
        (None, None) => at.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(start: usize, end: usize, value: &str) -> Judged {
        let text = String::new();
        Judged { span: Span::new(start, end), text, kind: "DATE".to_owned(), value: value.to_owned() }
    }

    #[test]
    fn values_count_only_where_spans_touch() {
        let pair = |gold, given| Pair { document: String::new(), gold, given };
        let pairs = [
            pair(Some(judged(0, 4, "1998")), Some(judged(0, 4, "1998"))),
            pair(Some(judged(10, 20, "1999")), Some(judged(12, 20, "1999"))),
            pair(Some(judged(30, 34, "2000")), None),
            pair(None, Some(judged(50, 54, "2000"))),
        ];
        let scores = scores(&pairs);
        let right = |name: &str| scores.iter().find(|one| one.name == name).map(|one| one.right);
        assert_eq!(
            (right("span.strict"), right("value"), right("value.strict")),
            (Some(1), Some(2), Some(1))
        );
        assert_eq!(scores[0].gold, 3);
    }
}
