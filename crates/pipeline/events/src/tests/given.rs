//! Claims in a compact notation, added to the dossier that a case describes.
//!
//! ````markdown
//! ```claims
//! c1 a "the sluice was opened" action=opened words="sluice dam" when=2011-03-04T02:10 time="2.10 a.m." place=Orlec
//! c2 b "every day the siren rang" action=rang words=siren recurrent
//! o1 a "the gate fell after the shots" earlier=shots later="gate fell"
//! ```
//! ````
//! `when` is `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-MM-DDThh:mm` or a part of a day (`T…MO`); `until` widens it to another
//! clock time of the day, several values are several expressions, `at` are its words in the claim; `approx`, `open-zone` (the text names no zone: an hour either way), `planned`, `negated`,
//! `denied`, `recurrent`; `anchor` (what it was counted from); `speaker`, `statement`; `least`, `most` of an order in minutes.

use recount_cases::Case;
use recount_model::{Certainty, Claim, ClaimContent, Dossier, Id, Interval, Timex, TimexType};
use std::collections::BTreeMap;
use std::sync::Arc;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 86_400_000;

/// The dossier of a case, with the claims of its `claims` blocks.
pub fn dossier(case: &Case) -> Dossier {
    let mut made = recount_cases::notation::dossier(case).unwrap();
    for line in case.all("claims").flat_map(|block| block.body.lines()).filter(|line| !line.trim().is_empty())
    {
        add(&mut made, &Line::read(line));
    }
    for claims in Arc::make_mut(&mut made.claims).iter_mut().map(Arc::make_mut) {
        claims.claims.sort_by_key(|claim| (claim.span, claim.id.clone()));
        claims.times.sort_by_key(|timex| (timex.span, timex.id.clone()));
    }
    made
}

struct Line {
    words: Vec<String>,
    keys: BTreeMap<String, String>,
}

impl Line {
    fn read(text: &str) -> Self {
        let mut line = Line { words: Vec::new(), keys: BTreeMap::new() };
        for word in split(text) {
            match word.split_once('=') {
                Some((key, value)) => {
                    line.keys.insert(key.to_owned(), value.to_owned());
                }
                None => line.words.push(word),
            }
        }
        line
    }

    fn key(&self, key: &str) -> Option<String> {
        self.keys.get(key).cloned()
    }

    fn list(&self, key: &str) -> Vec<String> {
        self.keys.get(key).map(|words| words.split(' ').map(str::to_owned).collect()).unwrap_or_default()
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().skip(3).any(|given| given == word)
    }
}

fn split(text: &str) -> Vec<String> {
    let (mut words, mut word, mut is_quoted) = (Vec::new(), String::new(), false);
    for character in text.chars() {
        match character {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            _ => word.push(character),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

fn add(made: &mut Dossier, line: &Line) {
    let account = made.account(&Id(line.words[1].as_str().into())).expect("no such account").clone();
    let reading = made.reading(&account.original).unwrap().clone();
    let start =
        reading.text.find(&line.words[2]).unwrap_or_else(|| panic!("not in the account: {}", line.words[2]));
    let passage = account.passage(&reading, recount_model::Span::new(start, start + line.words[2].len()));
    let values = line.key("when").unwrap_or_default();
    let timexes: Vec<Timex> = values.split(' ').filter_map(|value| timex(line, value, &passage)).collect();
    let content = match line.key("action") {
        Some(action) => ClaimContent::Happened { action, keywords: line.list("words") },
        None => {
            let gap = |key: &str| line.key(key).map(|minutes| minutes.parse::<i64>().unwrap() * MINUTE_MS);
            let gap_ms = gap("least").zip(gap("most"));
            ClaimContent::Ordered { earlier: line.list("earlier"), later: line.list("later"), gap_ms }
        }
    };
    let mut chain = vec![account.id.to_string()];
    chain.extend(line.key("speaker"));
    let certainty = [("planned", Certainty::Planned), ("denied", Certainty::Denied)];
    let claim = Claim {
        id: Id(line.words[0].as_str().into()),
        span: passage.span,
        text: passage.text.clone(),
        content,
        when: timexes.first().map_or(Interval::UNBOUNDED, |timex| timex.interval),
        times: timexes.iter().map(|timex| timex.id.clone()).collect(),
        place: line.key("place"),
        participants: Vec::new(),
        chain,
        statement: line.key("statement").map(Id::from),
        certainty: certainty
            .iter()
            .find(|(word, _)| line.has(word))
            .map_or(Certainty::Asserted, |found| found.1),
        is_negated: line.has("negated"),
        rule: "given".to_owned(),
    };
    let mut read = Arc::make_mut(&mut made.claims).iter_mut();
    let claims = Arc::make_mut(read.find(|claims| claims.account == account.id).unwrap());
    claims.times.extend(timexes);
    claims.claims.push(claim);
}

fn timex(line: &Line, value: &str, told: &recount_model::Passage) -> Option<Timex> {
    let at = line.key("at").and_then(|words| Some((told.text.find(&words)?, words.len())));
    let span = at.map_or(told.span, |(start, length)| {
        recount_model::Span::new(start, start + length).shifted(told.span.start)
    });
    if value.is_empty() && !line.has("recurrent") {
        return None;
    }
    let mut interval = if value.is_empty() { Interval::UNBOUNDED } else { whole(value) };
    if let (Some(until), Some((day, _))) = (line.key("until"), value.split_once('T')) {
        interval.latest = whole(&format!("{day}T{until}")).latest;
    }
    if line.has("open-zone") {
        interval.earliest = interval.earliest.map(|at| at - HOUR_MS);
        interval.latest = interval.latest.map(|at| at + HOUR_MS);
    }
    let kind = if line.has("recurrent") {
        TimexType::Set
    } else if value.contains('T') {
        TimexType::Time
    } else {
        TimexType::Date
    };
    Some(Timex {
        id: Id(format!("time-{}-{value}", line.words[0]).into()),
        span,
        text: line.key("time").or_else(|| line.key("at")).unwrap_or_else(|| value.to_owned()),
        kind,
        edtf: (!value.is_empty()).then(|| edtf(value)),
        value: value.to_owned(),
        modifier: line.key("modifier"),
        interval,
        duration_ms: None,
        is_approximate: line.has("approx"),
        stated_zone: None,
        is_planned: line.has("planned"),
        anchor: line.key("anchor"),
        rule: "given".to_owned(),
        candidates: Vec::new(),
    })
}

fn edtf(value: &str) -> String {
    match value.split_once('T') {
        Some((day, clock)) if clock.contains(':') => format!("{day}T{clock}:00"),
        Some((day, _)) => day.to_owned(),
        None => value.to_owned(),
    }
}

/// The instants of a value, in UTC.
fn whole(value: &str) -> Interval {
    let (date, clock) = value.split_once('T').map_or((value, None), |(date, clock)| (date, Some(clock)));
    let mut fields = date.split('-').map(|field| field.parse::<i64>().unwrap());
    let (year, month, day) = (fields.next().unwrap(), fields.next(), fields.next());
    match (month, day) {
        (None, _) => Interval::new(days(year, 1, 1) * DAY_MS, days(year + 1, 1, 1) * DAY_MS - 1),
        (Some(month), None) => {
            let next = if month == 12 { days(year + 1, 1, 1) } else { days(year, month + 1, 1) };
            Interval::new(days(year, month, 1) * DAY_MS, next * DAY_MS - 1)
        }
        (Some(month), Some(day)) => {
            let midnight = days(year, month, day) * DAY_MS;
            match clock.and_then(|clock| clock.split_once(':')) {
                Some((hour, minute)) => {
                    let minutes = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
                    Interval::new(midnight + minutes * MINUTE_MS, midnight + (minutes + 1) * MINUTE_MS - 1)
                }
                None => Interval::new(midnight, midnight + DAY_MS - 1),
            }
        }
    }
}

/// Days from civil (H. Hinnant).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// An instant as `YYYY-MM-DDThh:mm`, in UTC.
pub fn shown(ms: i64) -> String {
    let (day, rest) = (ms.div_euclid(DAY_MS), ms.rem_euclid(DAY_MS) / MINUTE_MS);
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}", rest / 60, rest % 60)
}
