//! Lines that say whose words follow: "On … Ann Orr <ann@example.org> wrote:", a rule above a message that is passed on.
//!
//! Comes in: the lines of a body. Goes out: who is named, and where the words begin. A name is taken only where a comma, a
//! clock time or a year stands before it; else the address, and without one nobody.

use super::super::body::{Body, Line};
use super::{PROGRAMS, folded, folded_line};
use mail_parser::DateTime;
use std::collections::BTreeSet;

/// The head of a message that is passed on.
pub(super) struct Head {
    pub(super) name: Option<String>,
    pub(super) sent: Option<String>,
    /// The first line of its words.
    pub(super) end: usize,
}

/// A line that leads in quoted words.
pub(super) struct Quotation {
    pub(super) name: Option<String>,
    pub(super) end: usize,
    /// The words that follow carry no marks.
    pub(super) is_unmarked: bool,
}

/// A phrase of `phrases` between rules of dashes, or alone before a colon.
pub(super) fn is_rule(words: &str, phrases: &BTreeSet<String>) -> bool {
    let folded = folded(words);
    let bare = folded.trim_matches(|c: char| matches!(c, '-' | '—' | '–' | '_' | '=' | '*' | '>' | ' '));
    let has_rule = folded.starts_with("--") || folded.starts_with("__") || folded.starts_with("==");
    (has_rule && phrases.contains(bare))
        || (folded.ends_with(':') && phrases.contains(bare.trim_end_matches(':')))
}

/// A rule and the fields below it; or, without a rule, a field of the sender and two more.
pub(super) fn head(body: &Body, idx: usize) -> Option<Head> {
    let line = body.lines.get(idx)?;
    let has_rule = is_rule(body.words(line), &PROGRAMS.mail.forwarded);
    let first = if has_rule { idx + 1 } else { idx };
    let mut found = Head { name: None, sent: None, end: first };
    let (mut fields, mut at) = (0, first);
    // Some programs leave an empty line between rule and fields.
    while has_rule
        && fields == 0
        && at < first + 2
        && folded_line(body, at).is_some_and(|(words, _)| words.is_empty())
    {
        at += 1;
    }
    while let Some((_, one)) = folded_line(body, at) {
        if one.depth != line.depth {
            break;
        }
        // A page may keep all fields in one block.
        let taken = body.words(one).lines().filter(|words| field(words, &mut found)).count();
        if taken == 0 {
            break;
        }
        fields += taken;
        at += 1;
    }
    found.end = at.max(first);
    let is_head = if has_rule { true } else { fields >= 3 && found.name.is_some() };
    is_head.then_some(found)
}

/// One `Key: value`; false where it is none that mail has.
fn field(words: &str, found: &mut Head) -> bool {
    let Some((key, value)) = words.split_once(':') else { return false };
    let key = folded(key.trim_matches(['*', ' ']));
    let value = value.trim().trim_start_matches('*').trim();
    let mail = &PROGRAMS.mail;
    if mail.from_keys.contains(&key) {
        found.name = found.name.take().or_else(|| named_in_field(value));
    } else if mail.sent_keys.contains(&key) {
        let date = DateTime::parse_rfc822(value).filter(|date| date.is_valid() && date.year > 1970);
        // Only a date with a zone is one: others are read in many ways.
        let has_zone =
            value.rsplit(' ').next().is_some_and(|zone| zone.starts_with(['+', '-']) && zone.len() == 5);
        found.sent = date.filter(|_| has_zone).map(|date| date.to_rfc3339());
    } else if !mail.subject_keys.contains(&key) && !mail.other_keys.contains(&key) {
        return false;
    }
    true
}

/// `Ann Orr <ann@example.org>`, `"Orr, Ann" <…>`, an address alone.
fn named_in_field(value: &str) -> Option<String> {
    let name = value.split(['<', '[']).next().unwrap_or("").trim().trim_matches(['"', '\'']).trim();
    let name = if name.is_empty() { address_in(value).unwrap_or("") } else { name };
    (!name.is_empty()).then(|| name.to_owned())
}

fn address_in(words: &str) -> Option<&str> {
    let is_mark =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '(' | ')' | ',' | ';' | ':' | '"');
    words
        .split(is_mark)
        .map(|word| word.trim_start_matches("mailto:"))
        .find(|word| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')))
}

/// A line, or two or three that were wrapped, that ends in a colon and leads in what is quoted below.
pub(super) fn quotation(body: &Body, idx: usize) -> Option<Quotation> {
    let line = body.lines.get(idx)?;
    let mut words = String::new();
    for at in idx..idx + 3 {
        let next = body.lines.get(at).filter(|next| next.depth == line.depth)?;
        let more = body.words(next).trim();
        if more.is_empty() {
            return None;
        }
        words.push(' ');
        words.push_str(more);
        if more.ends_with(':') {
            let is_one = at == idx || (is_wrapped(body, idx..at) && !has_date(more));
            return is_one.then(|| led_in(body, &words, line.depth, at + 1)).flatten();
        }
    }
    None
}

/// True if the lines may be the beginning of one that was wrapped: plain text with a date, and no sentence ends there.
fn is_wrapped(body: &Body, lines: std::ops::Range<usize>) -> bool {
    let lines = body.lines.get(lines).unwrap_or_default();
    let ends = |line: &Line| body.words(line).trim_end().ends_with(['.', '!', '?', '…', ')']);
    lines.first().is_some_and(|first| first.kind.is_none() && has_date(body.words(first)))
        && !lines.iter().any(ends)
}

fn has_date(words: &str) -> bool {
    words.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
        || words.split(|c: char| c.is_alphabetic() || c.is_whitespace()).any(|clock| {
            clock
                .split_once([':', '.'])
                .is_some_and(|(a, b)| !a.is_empty() && b.bytes().next().is_some_and(|b| b.is_ascii_digit()))
        })
}

fn led_in(body: &Body, words: &str, depth: usize, end: usize) -> Option<Quotation> {
    let bare = words.trim().trim_end_matches(':').trim_end();
    let lower = bare.to_lowercase();
    let verb = PROGRAMS
        .mail
        .wrote
        .iter()
        .filter(|verb| lower.ends_with(&format!(" {verb}")))
        .max_by_key(|verb| verb.len());
    let address = address_in(bare);
    let next = body.lines.get(end..)?.iter().find(|line| !body.words(line).trim().is_empty());
    let is_marked = next.is_some_and(|line| line.depth > depth);
    let is_unmarked = !is_marked && verb.is_some() && address.is_some() && depth == 0;
    if !is_unmarked && !(is_marked && (verb.is_some() || address.is_some())) {
        return None;
    }
    let before = verb.and_then(|verb| bare.get(..bare.len().checked_sub(verb.len())?)).unwrap_or(bare);
    let name = before.split('<').next().and_then(name_at_end).or_else(|| address.map(str::to_owned));
    Some(Quotation { name, end, is_unmarked })
}

/// The name that the words end with: up to four words after a comma, a clock time or a year.
fn name_at_end(words: &str) -> Option<String> {
    let words = words.trim().trim_end_matches(',');
    if let Some(quoted) =
        words.strip_suffix('"').and_then(|rest| rest.rsplit_once('"')).map(|(_, name)| name.trim())
    {
        return (!quoted.is_empty()).then(|| quoted.to_owned());
    }
    let all: Vec<&str> = words.split_whitespace().collect();
    let is_border = |word: &&str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        word.ends_with(',')
            || (digits >= 2 && (word.contains(':') || digits >= 4))
            || matches!(word.to_lowercase().trim_end_matches('.'), "am" | "pm" | "a.m" | "p.m")
    };
    let border = all.iter().rposition(is_border)?;
    let name = all.get(border + 1..).filter(|name| (1..=4).contains(&name.len()))?;
    name.iter().all(|word| !word.chars().any(|c| c.is_ascii_digit())).then(|| name.join(" "))
}
