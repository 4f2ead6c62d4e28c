//! JSON with the way back: every string knows the bytes it stands in.
//!
//! Comes in: text that holds JSON. Goes out: a [`Value`] whose strings are ranges of the text, and their words added
//! to a [`Draft`]. It may not know any format.
//!
//! Source: RFC 8259; a stray `\x1F`, which some exporters write, is taken for the character it means.

use super::draft::Draft;
use std::ops::Range;

/// A JSON value; strings and numbers are ranges of the source, strings without their quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(Range<usize>),
    String(Range<usize>),
    Array(Vec<Value>),
    /// In the order of the source; a name may come twice.
    Object(Vec<(Range<usize>, Value)>),
}

/// Deeper than this is no export of anything.
const MOST_DEPTH: usize = 128;

impl Value {
    /// The value of `name`, of several the first.
    pub(crate) fn get<'v>(&'v self, source: &str, name: &str) -> Option<&'v Value> {
        let Value::Object(fields) = self else { return None };
        fields.iter().find(|(key, _)| source.get(key.clone()) == Some(name)).map(|(_, value)| value)
    }

    /// The items of an array; of anything else none.
    pub(crate) fn items(&self) -> &[Value] {
        if let Value::Array(items) = self { items } else { &[] }
    }

    /// Where the string stands.
    pub(crate) fn string(&self) -> Option<Range<usize>> {
        if let Value::String(range) = self { Some(range.clone()) } else { None }
    }

    /// Where a string or a number stands.
    pub(crate) fn place(&self) -> Option<Range<usize>> {
        match self {
            Value::String(range) | Value::Number(range) => Some(range.clone()),
            _ => None,
        }
    }

    /// The words of a string, or the digits of a number.
    pub(crate) fn words(&self, source: &str) -> Option<String> {
        match self {
            Value::String(range) => Some(unescaped(source.get(range.clone())?)),
            Value::Number(range) => source.get(range.clone()).map(str::to_owned),
            _ => None,
        }
    }
}

/// Adds the words of the string that stands at `range` of `source`.
pub(crate) fn add(draft: &mut Draft, source: &str, range: Range<usize>) {
    let mut at = range.start;
    let end = range.end.min(source.len());
    while let Some(rest) = source.get(at..end).filter(|rest| !rest.is_empty()) {
        let plain = rest.find('\\').unwrap_or(rest.len());
        draft.verbatim(rest.get(..plain).unwrap_or(rest), at);
        at += plain;
        let Some(escape) = rest.get(plain..).filter(|escape| !escape.is_empty()) else { break };
        let (character, bytes) = escaped(escape);
        let mut buffer = [0; 4];
        draft.made(character.encode_utf8(&mut buffer), at..at + bytes);
        at += bytes;
    }
}

fn unescaped(words: &str) -> String {
    let mut draft = Draft::default();
    add(&mut draft, words, 0..words.len());
    draft.text
}

/// The character that an escape at the start of `text` means, and how many bytes it takes.
fn escaped(text: &str) -> (char, usize) {
    let simple = |c| match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        other => other,
    };
    let mut characters = text.chars().skip(1);
    match characters.next() {
        None => ('\\', 1),
        Some('u') => unicode(text),
        Some('x') => hex(text, 2, 2).map_or(('x', 2), |code| (char::from_u32(code).unwrap_or('\u{fffd}'), 4)),
        Some(other) => (simple(other), 1 + other.len_utf8()),
    }
}

/// `\u0416`, and `\ud83d\ude00` for what lies beyond.
fn unicode(text: &str) -> (char, usize) {
    let Some(first) = hex(text, 2, 4) else { return ('\u{fffd}', 2) };
    if (0xd800..0xdc00).contains(&first)
        && text.get(6..8) == Some("\\u")
        && let Some(second) = hex(text, 8, 4).filter(|second| (0xdc00..0xe000).contains(second))
    {
        let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        return (char::from_u32(code).unwrap_or('\u{fffd}'), 12);
    }
    (char::from_u32(first).unwrap_or('\u{fffd}'), 6)
}

fn hex(text: &str, start: usize, digits: usize) -> Option<u32> {
    text.get(start..start + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok())
}

/// Why a text is no JSON, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotJson {
    pub(crate) at: usize,
    /// The key of what is said of it.
    pub(crate) why: &'static str,
}

/// Reads the value that begins at `at`; gives it and where it ends.
pub(crate) fn value_at(source: &str, at: usize) -> Result<(Value, usize), NotJson> {
    let mut parser = Parser { bytes: source.as_bytes(), at };
    let value = parser.value(0)?;
    Ok((value, parser.at))
}

struct Parser<'s> {
    bytes: &'s [u8],
    at: usize,
}

impl Parser<'_> {
    fn fail<T>(&self, why: &'static str) -> Result<T, NotJson> {
        Err(NotJson { at: self.at, why })
    }

    fn peek(&mut self) -> Option<u8> {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    fn value(&mut self, depth: usize) -> Result<Value, NotJson> {
        if depth > MOST_DEPTH {
            return self.fail("no-json.nested");
        }
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map(Value::String),
            Some(b'-' | b'0'..=b'9') => {
                Ok(Value::Number(self.run(|b| matches!(b, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9'))))
            }
            Some(b'a'..=b'z') => self.word(),
            Some(_) => self.fail("no-json.no-value"),
            None => self.fail("no-json.ends"),
        }
    }

    fn run(&mut self, is_in: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        while self.bytes.get(self.at).copied().is_some_and(&is_in) {
            self.at += 1;
        }
        start..self.at
    }

    fn word(&mut self) -> Result<Value, NotJson> {
        let range = self.run(|b| b.is_ascii_lowercase());
        match self.bytes.get(range) {
            Some(b"true") => Ok(Value::Bool(true)),
            Some(b"false") => Ok(Value::Bool(false)),
            Some(b"null") => Ok(Value::Null),
            _ => self.fail("no-json.no-word"),
        }
    }

    fn string(&mut self) -> Result<Range<usize>, NotJson> {
        self.at += 1;
        let start = self.at;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
                None => return self.fail("no-json.open-string"),
            }
        }
        let end = self.at;
        self.at += 1;
        Ok(start..end)
    }

    fn array(&mut self, depth: usize) -> Result<Value, NotJson> {
        let mut items = Vec::new();
        self.at += 1;
        if self.peek() != Some(b']') {
            loop {
                items.push(self.value(depth + 1)?);
                if !self.comma(b']')? {
                    break;
                }
            }
        }
        self.at += 1;
        Ok(Value::Array(items))
    }

    fn object(&mut self, depth: usize) -> Result<Value, NotJson> {
        let mut fields = Vec::new();
        self.at += 1;
        if self.peek() != Some(b'}') {
            loop {
                if self.peek() != Some(b'"') {
                    return self.fail("no-json.no-name");
                }
                let name = self.string()?;
                if self.peek() != Some(b':') {
                    return self.fail("no-json.no-colon");
                }
                self.at += 1;
                fields.push((name, self.value(depth + 1)?));
                if !self.comma(b'}')? {
                    break;
                }
            }
        }
        self.at += 1;
        Ok(Value::Object(fields))
    }

    /// True after a comma, false before `close`.
    fn comma(&mut self, close: u8) -> Result<bool, NotJson> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == close => Ok(false),
            _ => self.fail("no-json.no-comma"),
        }
    }
}
