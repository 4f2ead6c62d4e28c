//! What counts as the same in the notation of Recognizers-Text.
//!
//! Comes in: what was read. Goes out: pieces the way that set cuts them, and whether a piece has one of the values wanted.

use recount::TimesRead;
use recount_model::{EpochMs, Span, TimeGroup, Timex, TimexCandidate, TimexType};
use recount_time::{Length, PartialDate, TimeOfDay, Value, instants};
use std::collections::BTreeMap;

/// One expression or one range, as this set would count it.
pub struct Piece<'read> {
    pub span: Span,
    pub text: &'read str,
    kind: Option<TimexType>,
    values: Vec<String>,
    /// TIMEX3 `mod`.
    modifier: Option<&'read str>,
    /// The same for both ends of a range.
    end_modifiers: (Option<&'read str>, Option<&'read str>),
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
const AROUND: [&str; 39] = [
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
    "and",
    "greater",
    "no",
    "prior",
    "year",
];

/// Zones at the end are part of the span with clock times there, and are not with dates.
const ZONES: [&str; 14] =
    ["pst", "pt", "pdt", "est", "et", "edt", "cst", "ct", "cdt", "mst", "gmt", "utc", "cet", "cest"];

const BEFORE: [&str; 7] = ["before", "until", "till", "by", "prior", "earlier", "up"];
const AFTER: [&str; 6] = ["after", "since", "starting", "later", "beginning", "greater"];
/// Behind an expression: "2012 or later".
const ENDS_AFTER: [&str; 3] = ["later", "after", "greater"];

/// The span without the words of [`AROUND`] and marks at its ends; the whole span if nothing else is in it.
pub fn core(text: &str, span: Span) -> Span {
    let words: Vec<(usize, &str)> = words(span.of(text));
    let words = without_phrases(words);
    let is_kept = |(_, word): &&(usize, &str)| !AROUND.contains(&word.to_lowercase().as_str());
    let is_zone = |(_, word): &&(usize, &str)| ZONES.contains(&word.to_lowercase().as_str());
    let is_kept_at_end = |word: &&(usize, &str)| is_kept(word) && !is_zone(word);
    let (Some(first), Some(last)) = (words.iter().find(is_kept), words.iter().rfind(is_kept_at_end)) else {
        return span;
    };
    let base = span.start as usize;
    Span::new(base + first.0, base + last.0 + last.1.len())
}

/// Phrases that open a span there the way "after" and "before" do.
const OPENING_PHRASES: [(&[&str], Opening); 3] = [
    (&["as", "early", "as"], Opening::After),
    (&["as", "late", "as"], Opening::Before),
    (&["any", "time", "from"], Opening::After),
];

fn without_phrases(words: Vec<(usize, &str)>) -> Vec<(usize, &str)> {
    let is_phrase =
        |phrase: &&[&str]| phrase.iter().zip(&words).all(|(one, word)| word.1.eq_ignore_ascii_case(one));
    let opened = OPENING_PHRASES
        .iter()
        .map(|(phrase, _)| *phrase)
        .find(|phrase| words.len() > phrase.len() && is_phrase(phrase));
    words.get(opened.map_or(0, <[&str]>::len)..).unwrap_or(&[]).to_vec()
}

/// The phrase or mark (">=") right before.
fn opening_before(before: &str, words: &[(usize, &str)]) -> Option<Opening> {
    let ends = |phrase: &[&str]| {
        let last = words.len().checked_sub(phrase.len()).and_then(|at| words.get(at..)).unwrap_or(&[]);
        !last.is_empty() && last.iter().zip(phrase).all(|(word, one)| word.1.eq_ignore_ascii_case(one))
    };
    let mark = before.trim_end().trim_end_matches('=').trim_end();
    match mark.chars().last() {
        Some('>') => Some(Opening::After),
        Some('<') => Some(Opening::Before),
        _ => OPENING_PHRASES.iter().find(|(phrase, _)| ends(phrase)).map(|(_, opening)| *opening),
    }
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
            values: range_values(group, read),
            modifier: None,
            end_modifiers: end_modifiers(group, read),
            opening: None,
            reference,
        })
        .collect();
    // There is no notation for "recently" and "the future" there.
    let is_vague = |timex: &Timex| matches!(timex.value.as_str(), "PAST_REF" | "FUTURE_REF");
    let is_alone =
        |timex: &&Timex| !is_vague(timex) && !ranges().any(|group| group.parts.contains(&timex.id));
    found.extend(read.times.iter().filter(is_alone).map(|timex| single(input, timex, reference)));
    found.sort_by_key(|piece| piece.span);
    found
}

/// The value of a range, then what the other readings of its ends make of it: each beginning with the first end after it.
fn range_values(group: &TimeGroup, read: &TimesRead) -> Vec<String> {
    let mut found = vec![group.value.clone()];
    let parts: Vec<&Timex> = read.times.iter().filter(|timex| group.parts.contains(&timex.id)).collect();
    if let [from, to] = parts[..] {
        for from in &from.candidates {
            let after = |to: &&TimexCandidate| to.interval.earliest >= from.interval.earliest;
            let to = to.candidates.iter().filter(after).min_by_key(|to| to.interval.earliest);
            found.extend(to.map(|to| format!("{}/{}", from.value, to.value)));
        }
    }
    found
}

fn end_modifiers<'read>(
    group: &TimeGroup,
    read: &'read TimesRead,
) -> (Option<&'read str>, Option<&'read str>) {
    let of = |part: Option<&recount_model::Id>| {
        read.times.iter().find(|timex| Some(&timex.id) == part)?.modifier.as_deref()
    };
    (of(group.parts.first()), of(group.parts.last()))
}

fn single<'read>(input: &'read str, timex: &'read Timex, reference: &'read str) -> Piece<'read> {
    let before_text = input.get(..timex.span.start as usize).unwrap_or("");
    let before = words(before_text);
    let by_phrase = opening_before(before_text, &before);
    let inside = words(&timex.text);
    let behind = words(input.get(timex.span.end as usize..).unwrap_or(""));
    let lower = |at: usize| behind.get(at).map(|(_, word)| word.to_lowercase()).unwrap_or_default();
    let is_open_behind = matches!(lower(0).as_str(), "or" | "and")
        && ENDS_AFTER.contains(&lower(1).as_str())
        && !lower(2).starts_with(|character: char| character.is_ascii_digit());
    let mut near = before.iter().rev().take(2).chain(inside.first()).map(|(_, word)| word.to_lowercase());
    let opening = near.find_map(|word| match () {
        () if BEFORE.contains(&word.as_str()) => Some(Opening::Before),
        () if AFTER.contains(&word.as_str()) => Some(Opening::After),
        () => None,
    });
    let modifier = timex.modifier.as_deref();
    let opening = match modifier {
        _ if is_open_behind => Some(Opening::After),
        Some("BEFORE" | "ON_OR_BEFORE") => Some(Opening::Before),
        Some("AFTER" | "ON_OR_AFTER") => Some(Opening::After),
        _ => by_phrase.or(opening),
    };
    let mut values = vec![timex.value.clone()];
    values.extend(timex.candidates.iter().map(|one| one.value.clone()));
    Piece {
        span: timex.span,
        text: &timex.text,
        kind: Some(timex.kind),
        values,
        modifier,
        end_modifiers: (None, None),
        opening,
        reference,
    }
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
            (_, None, (None, None)) => field(one, "timex").is_some_and(|timex| has_timex(piece, &timex)),
            (_, None, ends) => {
                let timex = field(one, "timex").filter(|timex| timex == "PRESENT_REF");
                timex.is_some_and(|timex| piece.values.contains(&timex))
                    || has_range(piece, ends.0.as_deref(), ends.1.as_deref())
            }
        }
    })
}

/// A season without a year is not resolved there.
fn has_timex(piece: &Piece<'_>, timex: &str) -> bool {
    let is_season = matches!(timex, "SP" | "SU" | "FA" | "WI");
    piece
        .values
        .iter()
        .any(|value| value == timex || (is_season && value.get(4..5) == Some("-") && value.ends_with(timex)))
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
            // "A few", "several" and "some" are three.
            recount_time::Amount::Vague => seconds * 3.0,
        }
    };
    length.0.iter().map(one).sum()
}

/// Sets have no resolution there, only a TIMEX of the same making as TIMEX3's.
fn has_set(piece: &Piece<'_>, timex: &str) -> bool {
    let plain = |value: &str| match value {
        "P1Q" => "P3M".to_owned(),
        "P6M" => "P0.5Y".to_owned(),
        "P1WE" => "XXXX-WXX-WE".to_owned(),
        value => value.replace("XXXX-XX-XX", "").replace(":00", ""),
    };
    piece.kind == Some(TimexType::Set) && piece.values.iter().any(|value| plain(value) == plain(timex))
}

/// `2016-11-08`, `08:00:00`, `2016-11-08 08:00:00`.
fn has_moment(piece: &Piece<'_>, wanted: &str) -> bool {
    let shown = piece.values.iter().filter_map(|value| moment_of(value.parse().ok()?));
    let is_clock = wanted.len() == 8 && wanted.contains(':');
    let is_now = piece.values.first().is_some_and(|value| value == "PRESENT_REF");
    if is_now && piece.reference.starts_with(&wanted.replace(' ', "T")) {
        return true;
    }
    // The end of a day is its last second.
    let end_of_day = |value: &str| piece.modifier == Some("END") && format!("{value} 23:59:59") == wanted;
    if piece.values.iter().any(|value| end_of_day(value)) {
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
            Value::Range(None, Some(to)) => ((**to).clone(), (**to).clone()),
            other => (other.clone(), other.clone()),
        };
        let is_range = matches!(value, Value::Range(..));
        if part_of(piece, &value).iter().any(|(from, to)| is_part(piece, (from, to), (start, end))) {
            return true;
        }
        let edge = |value: &Value, at: Edge| match value {
            Value::Reference(_) => {
                Some(piece.reference.get(..19).unwrap_or(piece.reference).replace('T', " "))
            }
            value => self::edge(value, at),
        };
        // "Now" is the day of reference where days are wanted.
        let is_today = |value: &Value, wanted: &str| {
            matches!(value, Value::Reference(_)) && wanted.len() == 10 && piece.reference.starts_with(wanted)
        };
        let is_inside = |value: &Value, modifier: Option<&str>, wanted: &str| {
            range_end(value, modifier).is_some_and(|at| is_at(&at, wanted))
        };
        let (first_modifier, last_modifier) = piece.end_modifiers;
        if let (Some(start), Some(end)) = (start, end)
            && is_range
            && is_inside(&first, first_modifier, start)
            && is_inside(&last, last_modifier, end)
        {
            return true;
        }
        let starts = |wanted: &str| {
            is_today(&first, wanted) || edge(&first, Edge::Start).iter().any(|given| is_at(given, wanted))
        };
        let ends = |wanted: &str| {
            let edges = if is_range { vec![Edge::Start, Edge::End] } else { vec![Edge::End] };
            is_today(&last, wanted)
                || edges.into_iter().flat_map(|one| edge(&last, one)).any(|given| is_at(&given, wanted))
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

fn is_part(piece: &Piece<'_>, (from, to): (&str, &str), wanted: (Option<&str>, Option<&str>)) -> bool {
    match wanted {
        (Some(start), Some(end)) => is_at(from, start) && is_at(to, end),
        (Some(start), None) => {
            piece.opening == Some(Opening::After) && (is_at(from, start) || is_at(to, start))
        }
        (None, Some(end)) => piece.opening == Some(Opening::Before) && (is_at(from, end) || is_at(to, end)),
        (None, None) => false,
    }
}

/// What "early", "mid" and "late" leave of a value there: halves, in a year that is not the present one thirds; not later or
/// earlier than the time of reference lies in it.
fn part_of(piece: &Piece<'_>, value: &Value) -> Vec<(String, String)> {
    let (Some(modifier), Some(from), Some(to)) =
        (piece.modifier, edge(value, Edge::Start), edge(value, Edge::End))
    else {
        return Vec::new();
    };
    let (Some(first), Some(last)) = (instant(&from.replace(' ', "T")), instant(&to.replace(' ', "T"))) else {
        return Vec::new();
    };
    let Some(now) = instant(piece.reference) else { return Vec::new() };
    let today = now - now.rem_euclid(DAY_MS);
    let parts = |count: i64, place: i64| parts_of(value, (first, last), count, place);
    let (half, first_third, last_third) = (parts(2, 1), parts(3, 1), parts(3, 2));
    let found = match modifier {
        "START" => vec![(first, half), (first, half.min(today.max(first))), (first, first_third)],
        "END" => vec![(half, last), (half.max(today.min(last)), last), (last_third, last)],
        "MID" => vec![(first_third, last_third)],
        _ => Vec::new(),
    };
    found.into_iter().filter_map(|(from, to)| Some((shown(from)?, shown(to)?))).collect()
}

/// The end of a range there: "the end of 2007" is where 2007 ends, its middle half of its days.
fn range_end(value: &Value, modifier: Option<&str>) -> Option<String> {
    let (from, to) = (edge(value, Edge::Start)?, edge(value, Edge::End)?);
    match modifier? {
        "START" => Some(from),
        "END" => Some(to),
        "MID" => {
            let (first, last) = (instant(&from.replace(' ', "T"))?, instant(&to.replace(' ', "T"))?);
            shown(first + (last - first) / DAY_MS / 2 * DAY_MS)
        }
        _ => None,
    }
}

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;

/// Where the `place`-th of `count` parts ends: in whole months of a year, whole days of months and weeks, hours of a day.
fn parts_of(value: &Value, (first, last): (EpochMs, EpochMs), count: i64, place: i64) -> EpochMs {
    let day = |at: EpochMs| recount_time::Date::from_day_number(at.div_euclid(DAY_MS));
    let days = (last - first) / DAY_MS;
    match (value, days) {
        (Value::Date(_), 300..) => {
            let end = day(first).and_then(|day| day.add_months(12 * place / count));
            end.map_or(first, |day| day.day_number() * DAY_MS)
        }
        (Value::Date(_), 20..) if count == 2 => first + 15 * DAY_MS,
        (Value::Date(_), 20..) => first + if place == 1 { 9 } else { 20 } * DAY_MS,
        (Value::Date(_), 2..) => first + days * place / count * DAY_MS,
        (Value::Date(_), _) if count == 2 => first + 12 * HOUR_MS,
        (Value::Date(_), _) => first + if place == 1 { 10 } else { 14 } * HOUR_MS,
        _ => first + (last - first) * place / count,
    }
}

fn shown(at: EpochMs) -> Option<String> {
    let day = recount_time::Date::from_day_number(at.div_euclid(DAY_MS))?;
    let seconds = at.rem_euclid(DAY_MS) / 1_000;
    let clock = format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    Some(format!("{} {clock}", Value::Date(PartialDate::from(day))))
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
    fn phrases_and_marks_open_a_span() {
        let text = "shut as early as noon";
        assert_eq!(core(text, Span::new(5, 21)).of(text), "noon");
        let opening = |before: &str| opening_before(before, &words(before));
        assert_eq!(opening("shut as early as "), Some(Opening::After));
        assert_eq!(opening("shut as late as "), Some(Opening::Before));
        assert_eq!(opening("> = "), Some(Opening::After));
        assert_eq!(opening("shut early "), None);
    }

    #[test]
    fn a_range_ends_inside_the_period_named() {
        let year: Value = "2007".parse().unwrap();
        assert_eq!(range_end(&year, Some("END")).as_deref(), Some("2008-01-01 00:00:00"));
        assert_eq!(range_end(&year, Some("MID")).as_deref(), Some("2007-07-02 00:00:00"));
        assert_eq!(range_end(&year, None), None);
    }

    #[test]
    fn a_range_of_days_ends_on_the_next() {
        let month: Value = "2016-10".parse().unwrap();
        assert_eq!(edge(&month, Edge::End).as_deref(), Some("2016-11-01 00:00:00"));
    }
}
