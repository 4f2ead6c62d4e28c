//! The head of a message: date, time and sender, in the forms of Android and iOS.
//!
//! Comes in: a line. Goes out: a [`Head`], if one begins it. It may not know in which order a date is written.

use super::super::programs::is_unseen;

/// What stands before the words of a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head<'s> {
    /// As written, from left to right.
    pub(super) date: [u16; 3],
    pub(super) time: (i64, i64, Option<i64>),
    pub(super) sender: Option<&'s str>,
    /// Offset into the line of what follows date and time.
    pub(super) rest_start: usize,
    /// Offset of the words, after the sender.
    pub(super) words_start: usize,
}

/// `12/12/19, 02:09 - Ann: words` or `[12/12/19, 02:09:11] Ann: words`.
pub(super) fn of(line: &str) -> Option<Head<'_>> {
    let mut cursor = Cursor { line, at: 0 };
    cursor.skip(is_unseen);
    let is_bracketed = cursor.eat("[");
    let date = cursor.date()?;
    cursor.eat(",");
    if cursor.skip(is_space) == 0 {
        return None;
    }
    let time = cursor.time()?;
    if is_bracketed {
        cursor.eat("]").then_some(())?;
        (cursor.skip(is_space) > 0).then_some(())?;
    } else {
        (cursor.skip(is_space) > 0).then_some(())?;
        (cursor.eat("-") || cursor.eat("–")).then_some(())?;
        (cursor.skip(is_space) > 0).then_some(())?;
    }
    let rest = line.get(cursor.at..)?;
    let colon = rest.find(": ").or_else(|| rest.strip_suffix(':').map(str::len));
    let sender = colon.and_then(|end| rest.get(..end)).map(named).filter(|name| !name.is_empty());
    let words_start = match (sender, colon) {
        (Some(_), Some(end)) => (cursor.at + end + 2).min(line.len()),
        _ => cursor.at,
    };
    Some(Head { date, time, sender, rest_start: cursor.at, words_start })
}

/// The name without marks around it; `~` stands before names that the telephone does not know.
fn named(words: &str) -> &str {
    words.trim_matches(|c: char| is_unseen(c) || c.is_whitespace() || c == '~')
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}

struct Cursor<'s> {
    line: &'s str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.line.get(self.at..).unwrap_or("")
    }

    fn eat(&mut self, words: &str) -> bool {
        let is_there = self.rest().starts_with(words);
        if is_there {
            self.at += words.len();
        }
        is_there
    }

    fn skip(&mut self, is_in: impl Fn(char) -> bool) -> usize {
        let bytes: usize = self.rest().chars().take_while(|c| is_in(*c)).map(char::len_utf8).sum();
        self.at += bytes;
        bytes
    }

    fn number(&mut self, most_digits: usize) -> Option<u16> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let number = self.rest().get(..digits)?.parse().ok().filter(|_| digits <= most_digits);
        self.at += digits;
        number
    }

    /// Three numbers with the same mark between them.
    fn date(&mut self) -> Option<[u16; 3]> {
        let first = self.number(4)?;
        let mark = self.rest().chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
        let part = |cursor: &mut Self| {
            cursor.eat(mark.encode_utf8(&mut [0; 4])).then_some(())?;
            cursor.skip(|c| c == ' ');
            cursor.number(4)
        };
        let date = [first, part(self)?, part(self)?];
        // `2019. 12. 12. 02:09`
        if mark == '.' {
            self.eat(".");
        }
        Some(date)
    }

    /// `2:09`, `02.09.11`, `2:09 PM`, `2:09 p. m.`
    fn time(&mut self) -> Option<(i64, i64, Option<i64>)> {
        let hour = i64::from(self.number(2)?);
        let mark = if self.eat(":") { ":" } else { self.eat(".").then_some(".")? };
        let minute = i64::from(self.number(2)?);
        let second = if self.eat(mark) { Some(i64::from(self.number(2)?)) } else { None };
        let hour = match self.half() {
            Some(is_afternoon) if (1..=12).contains(&hour) => hour % 12 + if is_afternoon { 12 } else { 0 },
            Some(_) => return None,
            None => hour,
        };
        (hour < 24 && minute < 60 && second.is_none_or(|second| second < 60))
            .then_some((hour, minute, second))
    }

    /// True for the second half of the day.
    fn half(&mut self) -> Option<bool> {
        let rest = self.rest().trim_start_matches(is_space);
        let skipped = self.rest().len() - rest.len();
        for (words, is_afternoon) in
            [("am", false), ("a.m.", false), ("a. m.", false), ("pm", true), ("p.m.", true), ("p. m.", true)]
        {
            let end = words.len();
            let spaced = rest
                .get(..rest.floor_char_boundary(end + 2))
                .unwrap_or("")
                .replace(['\u{a0}', '\u{202f}'], " ");
            if spaced.get(..end).is_some_and(|found| found.eq_ignore_ascii_case(words)) {
                let taken: usize = rest.chars().take(words.chars().count()).map(char::len_utf8).sum();
                self.at += skipped + taken;
                return Some(is_afternoon);
            }
        }
        None
    }
}
