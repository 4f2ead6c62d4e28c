//! What counts as the same in the notation of Recognizers-Text.
//!
//! Comes in: what was read. Goes out: pieces the way that set cuts them, and whether a piece has one of the values wanted.

use recount::TimesRead;
use recount_model::{EpochMs, Span, Timex, TimexType};
use recount_time::{Length, PartialDate, TimeOfDay, Value, instants};
use std::collections::BTreeMap;

/// One expression or one range, as this set would count it.
pub struct Piece<'read> {
    pub span: Span,
    pub text: &'read str,
    kind: Option<TimexType>,
    values: Vec<String>,
    /// What stands before it or in it: "before", "after", "since", "until".
    opening: Option<Opening>,
    reference: &'read str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    Before,
    After,
}

/// Words that this set counts in or out by its own lights; they are left out on both sides before spans are compared.
const AROUND: [&str; 34] = [
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "of",
    "for",
    "from",
    "between",
    "within",
    "during",
    "by",
    "before",
    "after",
    "since",
    "until",
    "till",
    "around",
    "about",
    "approximately",
    "circa",
    "as",
    "starting",
    "beginning",
    "earlier",
    "later",
    "than",
    "or",
    "to",
    "all",
    "near",
    "over",
    "under",
];

const BEFORE: [&str; 7] = ["before", "until", "till", "by", "prior", "earlier", "up"];
const AFTER: [&str; 4] = ["after", "since", "starting", "later"];

/// The span without the words of [`AROUND`] and marks at its ends; the whole span if nothing else is in it.
pub fn core(text: &str, span: Span) -> Span {
    let words: Vec<(usize, &str)> = words(span.of(text));
    let is_kept = |(_, word): &&(usize, &str)| !AROUND.contains(&word.to_lowercase().as_str());
    let (Some(first), Some(last)) = (words.iter().find(is_kept), words.iter().rfind(is_kept)) else {
        return span;
    };
    let base = span.start as usize;
    Span::new(base + first.0, base + last.0 + last.1.len())
}

fn words(text: &str) -> Vec<(usize, &str)> {
    let is_inside = |c: char| c.is_alphanumeric();
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_inside(character)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push((from, text.get(from..at).unwrap_or("")));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Cuts what was read into pieces: a range is one, a time by itself is one.
pub fn pieces<'read>(input: &'read str, read: &'read TimesRead, reference: &'read str) -> Vec<Piece<'read>> {
    let ranges = || read.groups.iter().filter(|group| group.is_range);
    let mut found: Vec<Piece<'read>> = ranges()
        .map(|group| Piece {
            span: group.span,
            text: &group.text,
            kind: None,
            values: vec![group.value.clone()],
            opening: None,
            reference,
        })
        .collect();
    let is_alone = |timex: &&Timex| !ranges().any(|group| group.parts.contains(&timex.id));
    found.extend(read.times.iter().filter(is_alone).map(|timex| single(input, timex, reference)));
    found.sort_by_key(|piece| piece.span);
    found
}

fn single<'read>(input: &'read str, timex: &'read Timex, reference: &'read str) -> Piece<'read> {
    let before = words(input.get(..timex.span.start as usize).unwrap_or(""));
    let inside = words(&timex.text);
    let mut near = before.iter().rev().take(2).chain(inside.first()).map(|(_, word)| word.to_lowercase());
    let opening = near.find_map(|word| match () {
        () if BEFORE.contains(&word.as_str()) => Some(Opening::Before),
        () if AFTER.contains(&word.as_str()) => Some(Opening::After),
        () => None,
    });
    let mut values = vec![timex.value.clone()];
    values.extend(timex.candidates.iter().map(|one| one.value.clone()));
    Piece { span: timex.span, text: &timex.text, kind: Some(timex.kind), values, opening, reference }
}

impl Piece<'_> {
    pub fn shown(&self) -> String {
        format!("`{}` {}", self.text, self.values.first().map_or("", String::as_str))
    }

    fn value(&self) -> Option<Value> {
        self.values.first()?.parse().ok()
    }
}

/// True if the piece has one of the values wanted; open years and half-days have several, and any of them will do.
pub fn has_value(piece: &Piece<'_>, wanted: &[BTreeMap<String, serde_json::Value>]) -> bool {
    let field = |value: &BTreeMap<String, serde_json::Value>, name: &str| {
        value.get(name).and_then(|field| field.as_str().map(str::to_owned))
    };
    wanted.iter().any(|one| {
        let plain = field(one, "value").filter(|value| value != "not resolved");
        let ends = (field(one, "start"), field(one, "end"));
        let kind = field(one, "type").unwrap_or_default();
        match (kind.as_str(), plain, ends) {
            ("duration", Some(seconds), _) => has_length(piece, &seconds),
            ("set", _, _) => field(one, "timex").is_some_and(|timex| has_set(piece, &timex)),
            (_, Some(at), _) => has_moment(piece, &at),
            (_, None, (None, None)) => field(one, "timex").is_some_and(|timex| piece.values.contains(&timex)),
            (_, None, ends) => has_range(piece, ends.0.as_deref(), ends.1.as_deref()),
        }
    })
}

fn has_length(piece: &Piece<'_>, seconds: &str) -> bool {
    let Some(Value::Length(length)) = piece.value() else { return false };
    seconds.parse::<f64>().is_ok_and(|wanted| (seconds_of(&length) - wanted).abs() < 0.01)
}

/// As that set counts: a month has 30 days, a year 365.
fn seconds_of(length: &Length) -> f64 {
    let one = |(amount, unit): &(recount_time::Amount, recount_time::Unit)| {
        use recount_time::Unit;
        let days = |days: f64| days * 86_400.0;
        let seconds = match unit {
            Unit::Second => 1.0,
            Unit::Minute => 60.0,
            Unit::Hour => 3_600.0,
            Unit::Day => days(1.0),
            Unit::Weekend => days(2.0),
            Unit::Week => days(7.0),
            Unit::Month => days(30.0),
            Unit::Quarter | Unit::Season => days(90.0),
            Unit::HalfYear => days(180.0),
            Unit::Year => days(365.0),
            Unit::Decade => days(3_650.0),
            Unit::Century => days(36_500.0),
            Unit::Millennium => days(365_000.0),
        };
        match amount {
            recount_time::Amount::Hundredths(hundredths) => seconds * *hundredths as f64 / 100.0,
            recount_time::Amount::Vague => f64::NAN,
        }
    };
    length.0.iter().map(one).sum()
}

/// Sets have no resolution there, only a TIMEX of the same making as TIMEX3's.
fn has_set(piece: &Piece<'_>, timex: &str) -> bool {
    let plain = |value: &str| value.replace("XXXX-XX-XX", "").replace(":00", "");
    piece.kind == Some(TimexType::Set) && piece.values.iter().any(|value| plain(value) == plain(timex))
}

/// `2016-11-08`, `08:00:00`, `2016-11-08 08:00:00`.
fn has_moment(piece: &Piece<'_>, wanted: &str) -> bool {
    let shown = piece.values.iter().filter_map(|value| moment_of(value.parse().ok()?));
    let is_clock = wanted.len() == 8 && wanted.contains(':');
    let is_now = piece.values.first().is_some_and(|value| value == "PRESENT_REF");
    if is_now && wanted.replace(' ', "T") == piece.reference {
        return true;
    }
    shown.into_iter().any(|given| {
        let time = given.split_once(' ').map(|(_, time)| time.to_owned());
        given == wanted || (is_clock && time.as_deref() == Some(wanted))
    })
}

fn moment_of(value: Value) -> Option<String> {
    match value {
        Value::Date(date) => date.as_date().map(|_| Value::Date(date).to_string()),
        Value::Time(date, TimeOfDay::Clock(clock)) => Some(format!(
            "{} {:02}:{:02}:{:02}",
            Value::Date(date),
            clock.hour,
            clock.minute.unwrap_or(0),
            clock.second.unwrap_or(0)
        )),
        _ => None,
    }
}

/// Starts where it starts and ends where it ends; there a range of days ends on the first day that is no longer in it, while
/// "from 3 to 5 May" ends on the fifth.
fn has_range(piece: &Piece<'_>, start: Option<&str>, end: Option<&str>) -> bool {
    let values = piece.values.iter().filter_map(|value| value.parse::<Value>().ok());
    values.into_iter().any(|value| {
        let (first, last) = match &value {
            Value::Range(Some(from), Some(to)) => ((**from).clone(), (**to).clone()),
            other => (other.clone(), other.clone()),
        };
        let is_range = matches!(value, Value::Range(..));
        let starts = |wanted: &str| edge(&first, Edge::Start).iter().any(|given| is_at(given, wanted));
        let ends = |wanted: &str| {
            let edges = if is_range { vec![Edge::Start, Edge::End] } else { vec![Edge::End] };
            edges.into_iter().flat_map(|one| edge(&last, one)).any(|given| is_at(&given, wanted))
        };
        match (start, end) {
            (Some(start), Some(end)) => starts(start) && ends(end),
            (Some(start), None) => {
                piece.opening == Some(Opening::After)
                    && [Edge::Start, Edge::End]
                        .into_iter()
                        .flat_map(|one| edge(&last, one))
                        .any(|at| is_at(&at, start))
            }
            (None, Some(end)) => {
                piece.opening == Some(Opening::Before)
                    && [Edge::Start, Edge::End]
                        .into_iter()
                        .flat_map(|one| edge(&first, one))
                        .any(|at| is_at(&at, end))
            }
            (None, None) => false,
        }
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// `2016-11-08 00:00:00` at an edge of a value.
fn edge(value: &Value, edge: Edge) -> Option<String> {
    if let Value::Time(date, TimeOfDay::Part(part)) = value {
        let (from, to) = their_part(*part);
        let hour = if edge == Edge::Start { from } else { to };
        return Some(format!("{} {hour}", Value::Date(*date)));
    }
    if let Some(moment) = moment_of(value.clone()).filter(|moment| moment.len() > 10) {
        return Some(moment);
    }
    let Value::Date(date) = value else { return None };
    let (first, last) = date.days()?;
    let day = if edge == Edge::Start { first } else { last.add_days(1)? };
    Some(format!("{} 00:00:00", Value::Date(PartialDate::from(day))))
}

/// Their hours for the parts of a day are a convention like any other.
fn their_part(part: recount_time::PartOfDay) -> (&'static str, &'static str) {
    use recount_time::PartOfDay;
    match part {
        PartOfDay::Morning => ("08:00:00", "12:00:00"),
        PartOfDay::Midday => ("11:00:00", "13:00:00"),
        PartOfDay::Afternoon => ("12:00:00", "16:00:00"),
        PartOfDay::Evening => ("16:00:00", "20:00:00"),
        PartOfDay::Night => ("20:00:00", "23:59:59"),
        PartOfDay::Daytime => ("08:00:00", "18:00:00"),
    }
}

fn is_at(given: &str, wanted: &str) -> bool {
    match wanted.len() {
        10 => given.strip_suffix(" 00:00:00") == Some(wanted),
        8 => given.split_once(' ').is_some_and(|(_, time)| time == wanted),
        _ => given == wanted,
    }
}

/// `2016-11-07T16:12:00` in UTC.
pub fn instant(text: &str) -> Option<EpochMs> {
    let (date, time) = text.split_once('T')?;
    let value: Value = date.parse().ok()?;
    let start = instants::interval(&value, &[]).earliest?;
    let mut parts = time.split(':').map(|part| part.parse::<f64>().ok());
    let mut next = || parts.next().flatten();
    let seconds = next()? * 3_600.0 + next()? * 60.0 + next().unwrap_or(0.0);
    Some(start + (seconds * 1_000.0) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_prepositions_are_no_difference() {
        let text = "back on the 4th, please";
        assert_eq!(core(text, Span::new(5, 16)).of(text), "4th");
        assert_eq!(core(text, Span::new(8, 15)).of(text), "4th");
    }

    #[test]
    fn a_range_of_days_ends_on_the_next() {
        let month: Value = "2016-10".parse().unwrap();
        assert_eq!(edge(&month, Edge::End).as_deref(), Some("2016-11-01 00:00:00"));
    }
}
