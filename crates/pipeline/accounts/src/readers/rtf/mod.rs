//! RTF documents: text with control words, byte-true.
//!
//! Comes in: decoded text, which in RTF is hardly ever more than ASCII. Goes out: a [`Draft`] of paragraphs, then footnotes,
//! and behind them as furniture heads of pages. It may not know layout. What is deleted, hidden or meant for programs is left
//! out. Crates that read RTF keep no offsets and know one code page; quotes must lead back, in any.
//!
//! Source: Rich Text Format specification 1.9.1.

mod flow;
mod words;

use super::draft::Draft;
use super::{Make, Reader};
use encoding_rs::Encoding;
use flow::{Flow, Piece};
use recount_diagnostics::Diagnostic;
use recount_model::{BlockKind, MetadataField};
use recount_sayings::say;
use std::collections::BTreeMap;
use std::ops::Range;
use words::Meaning;

pub(super) const READER: Reader = Reader {
    id: "rtf",
    extensions: &["rtf"],
    is_certain: |beginning| beginning.starts_with("{\\rtf"),
    is_likely: |_| false,
    declared_encoding: |bytes| {
        let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).into_owned();
        let number: String =
            head.split("\\ansicpg").nth(1)?.chars().take_while(char::is_ascii_digit).collect();
        words::code_page(number.parse().ok()?).map(|encoding| encoding.name().to_owned())
    },
    make: Make::Drafted(read),
};

/// Deeper than this nothing is nested by people.
const MOST_NESTED: usize = 1_000;

fn read(source: &str) -> Draft {
    let mut walk = Walk::new(source);
    walk.run();
    walk.finish()
}

/// What holds inside a group.
#[derive(Clone, Copy, Debug)]
struct State {
    target: Target,
    encoding: &'static Encoding,
    /// Characters that follow `\u` for programs that do not know it.
    fallback: usize,
    is_hidden: bool,
    is_deleted: bool,
}

/// Where the words of a group go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Text,
    Nothing,
    Fonts,
    Clue(MetadataField),
    Comment,
}

struct Walk<'s> {
    source: &'s str,
    bytes: &'s [u8],
    at: usize,
    state: State,
    stack: Vec<State>,
    /// Groups beyond the deepest that is told apart.
    deeper: usize,
    /// True behind `\*`: a group that a program need not know.
    is_optional: bool,
    default: &'static Encoding,
    fonts: BTreeMap<i32, &'static Encoding>,
    font: i32,
    /// Bytes given as `\'xx` that are not characters yet, and where they stand.
    pending: Vec<u8>,
    pending_range: Range<usize>,
    /// Half of a character beyond the first plane.
    surrogate: Option<(u32, usize)>,
    /// Characters still to be left out behind `\u`.
    skip: usize,
    clue: (String, Range<usize>),
    /// A date being given in parts: year, month, day.
    date: [i32; 3],
    flow: Flow,
    deleted: usize,
    hidden: usize,
    comments: usize,
}

impl<'s> Walk<'s> {
    fn new(source: &'s str) -> Self {
        let encoding = encoding_rs::WINDOWS_1252;
        let state =
            State { target: Target::Text, encoding, fallback: 1, is_hidden: false, is_deleted: false };
        Walk {
            source,
            bytes: source.as_bytes(),
            at: 0,
            state,
            stack: Vec::new(),
            deeper: 0,
            is_optional: false,
            default: encoding,
            fonts: BTreeMap::new(),
            font: 0,
            pending: Vec::new(),
            pending_range: 0..0,
            surrogate: None,
            skip: 0,
            clue: (String::new(), 0..0),
            date: [0; 3],
            flow: Flow::default(),
            deleted: 0,
            hidden: 0,
            comments: 0,
        }
    }

    fn run(&mut self) {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            match byte {
                b'{' => self.open(),
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => self.at += 1,
                _ => self.plain(),
            }
        }
        self.flush();
    }

    fn open(&mut self) {
        self.flush();
        self.at += 1;
        self.skip = 0;
        if self.stack.len() < MOST_NESTED {
            self.stack.push(self.state);
        } else {
            self.deeper += 1;
        }
    }

    fn close(&mut self) {
        self.flush();
        self.at += 1;
        self.skip = 0;
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(outer) = self.stack.pop() else { return };
        if let Target::Clue(field) = self.state.target
            && outer.target != self.state.target
        {
            self.end_clue(field);
        }
        self.state = outer;
        self.flow.close_to(self.stack.len());
    }

    fn end_clue(&mut self, field: MetadataField) {
        let (mut value, range) = std::mem::take(&mut self.clue);
        let [year, month, day] = std::mem::take(&mut self.date);
        if year > 0 {
            value = format!("{year:04}-{month:02}-{day:02}");
        }
        self.flow.draft.clue(field, &value, range);
    }

    /// Words that stand there as they are meant.
    fn plain(&mut self) {
        self.flush();
        let start = self.at;
        while self
            .bytes
            .get(self.at)
            .is_some_and(|byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0))
        {
            self.at += 1;
        }
        let mut from = start;
        while self.skip > 0 && from < self.at {
            from += self.source.get(from..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            self.skip -= 1;
        }
        if from < self.at {
            self.put(Piece { range: from..self.at, made: None });
        }
    }

    /// A control word, a control symbol, or `\'xx`.
    fn control(&mut self) {
        let start = self.at;
        match self.bytes.get(start + 1).copied() {
            Some(b'\'') => return self.hexadecimal(start),
            Some(byte) if byte.is_ascii_alphabetic() => {}
            Some(byte) => {
                self.flush();
                let length = self
                    .source
                    .get(start + 1..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8);
                self.at = start + 1 + length;
                return self.symbol(byte, start);
            }
            None => {
                self.at += 1;
                return;
            }
        }
        self.flush();
        let rest = self.bytes.get(start + 1..).unwrap_or(&[]);
        let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let mut end = start + 1 + letters;
        let name = self.source.get(start + 1..end).unwrap_or("");
        let is_negative = self.bytes.get(end) == Some(&b'-');
        let from = end + usize::from(is_negative);
        let digits = self
            .bytes
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .take(10)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let mut number = None;
        if digits > 0 {
            number = self.source.get(end..from + digits).and_then(|text| text.parse::<i32>().ok());
            end = from + digits;
        }
        if self.bytes.get(end) == Some(&b' ') {
            end += 1;
        }
        self.at = end;
        self.word(name, number, start..end);
    }

    fn hexadecimal(&mut self, start: usize) {
        let digits = self.source.get(start + 2..start + 4);
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let end = (start + 4).min(self.bytes.len());
        self.at = self.source.ceil_char_boundary(end);
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        let Some(byte) = byte else { return };
        if self.pending.is_empty() {
            self.pending_range = start..self.at;
        }
        self.pending.push(byte);
        self.pending_range.end = self.at;
        if self.state.encoding.is_single_byte() {
            self.flush();
        }
    }

    /// Bytes that were waiting become characters.
    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let words = self.state.encoding.decode_without_bom_handling(&self.pending).0.into_owned();
            self.pending.clear();
            self.put(Piece { range: self.pending_range.clone(), made: Some(words) });
        }
    }

    fn symbol(&mut self, byte: u8, start: usize) {
        let made = match byte {
            b'\\' | b'{' | b'}' => return self.put_symbol(Piece { range: start + 1..self.at, made: None }),
            b'~' => "\u{a0}",
            b'_' => "-",
            b'*' => {
                self.is_optional = true;
                return;
            }
            b'\r' | b'\n' => return self.end_paragraph(start),
            b'\t' => "\t",
            _ => return,
        };
        self.put_symbol(Piece { range: start..self.at, made: Some(made.to_owned()) });
    }

    fn put_symbol(&mut self, piece: Piece) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.put(piece);
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>, range: Range<usize>) {
        let is_optional = std::mem::take(&mut self.is_optional);
        let is_on = number != Some(0);
        if name != "u" {
            self.surrogate = None;
        }
        match words::meaning(name) {
            Some(Meaning::Words(words)) => self.put_symbol(Piece { range, made: Some(words.to_owned()) }),
            Some(Meaning::Unicode) => self.unicode(number.unwrap_or(0), range),
            Some(Meaning::Fallback) => {
                self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(0).min(16)
            }
            Some(Meaning::Paragraph) => self.end_paragraph(range.start),
            Some(Meaning::Plain) => self.flow.reset(),
            Some(Meaning::Kind(kind)) => self.flow.set_kind(kind),
            Some(Meaning::Outline) => match number {
                Some(0) => self.flow.set_kind(BlockKind::Title),
                Some(1..=8) => self.flow.set_kind(BlockKind::Heading),
                _ => {}
            },
            Some(Meaning::Hidden) => self.state.is_hidden = is_on,
            Some(Meaning::Deleted) => self.state.is_deleted = is_on,
            Some(Meaning::NoFormat) => (self.state.is_hidden, self.state.is_deleted) = (false, false),
            Some(Meaning::DatePart(idx)) => {
                if let (Some(part), Target::Clue(_)) = (self.date.get_mut(idx), self.state.target) {
                    *part = number.unwrap_or(0).clamp(0, 9999);
                    self.clue.1.end = range.end;
                }
            }
            Some(Meaning::CodePage) => self.set_default(number),
            Some(Meaning::Font) => self.set_font(number.unwrap_or(0)),
            Some(Meaning::Charset) => {
                let encoding = words::charset(number.unwrap_or(0)).unwrap_or(self.default);
                self.fonts.insert(self.font, encoding);
            }
            Some(Meaning::Binary) => {
                self.at = self
                    .at
                    .saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0))
                    .min(self.bytes.len())
            }
            Some(group) => self.group(group, range),
            None if is_optional => self.state.target = Target::Nothing,
            None => {}
        }
        if !self.source.is_char_boundary(self.at) {
            self.at = self.source.ceil_char_boundary(self.at);
        }
    }

    /// Where the words of the group go that a control word has told.
    fn group(&mut self, meaning: Meaning, range: Range<usize>) {
        match meaning {
            Meaning::Nothing => self.state.target = Target::Nothing,
            Meaning::Fonts => self.state.target = Target::Fonts,
            Meaning::Text if self.state.target != Target::Comment => self.state.target = Target::Text,
            Meaning::Comment => {
                self.comments += 1;
                self.state.target = Target::Comment;
            }
            Meaning::Aside(name, kind) if self.state.target == Target::Text => {
                self.flow.open_aside(self.stack.len(), name, kind);
            }
            Meaning::Clue(field) => {
                self.clue = (String::new(), range);
                self.state.target = Target::Clue(field);
            }
            _ => {}
        }
    }

    fn set_default(&mut self, number: Option<i32>) {
        let page = number.and_then(|number| u16::try_from(number).ok()).and_then(words::code_page);
        if let Some(encoding) = page {
            self.default = encoding;
            self.state.encoding = encoding;
        }
    }

    fn set_font(&mut self, number: i32) {
        self.font = number;
        if self.state.target != Target::Fonts {
            self.state.encoding = self.fonts.get(&number).copied().unwrap_or(self.default);
        }
    }

    fn unicode(&mut self, number: i32, range: Range<usize>) {
        self.skip = self.state.fallback;
        let code = u32::from(number as u16);
        let half = self.surrogate.take();
        if (0xd800..0xdc00).contains(&code) {
            self.surrogate = Some((code, range.start));
            return;
        }
        let (code, start) = match half {
            Some((first, start)) if (0xdc00..0xe000).contains(&code) => {
                (0x10000 + ((first - 0xd800) << 10) + (code - 0xdc00), start)
            }
            _ => (code, range.start),
        };
        let character = char::from_u32(code).unwrap_or('\u{fffd}');
        self.put(Piece { range: start..range.end, made: Some(character.to_string()) });
    }

    fn put(&mut self, piece: Piece) {
        let words = piece.words(self.source);
        match self.state.target {
            Target::Text if self.state.is_deleted => self.deleted += words.chars().count(),
            Target::Text if self.state.is_hidden => self.hidden += words.chars().count(),
            Target::Text => self.flow.put(piece),
            Target::Clue(_) => {
                self.clue.1.end = piece.range.end;
                let words = words.to_owned();
                self.clue.0.push_str(&words);
            }
            Target::Nothing | Target::Fonts | Target::Comment => {}
        }
    }

    fn end_paragraph(&mut self, at: usize) {
        if self.state.target == Target::Text && !self.state.is_deleted {
            self.flow.end_paragraph(self.source, at);
        }
    }

    fn finish(mut self) -> Draft {
        let left_open = self.stack.len() + self.deeper;
        self.flow.close_to(0);
        let mut draft = self.flow.finish(self.source);
        let told: [(&str, &'static str, usize); 3] = [
            ("deleted-text", "odd.deleted-characters", self.deleted),
            ("hidden-text", "odd.hidden-characters", self.hidden),
            ("comments", "odd.comments-left-out", self.comments),
        ];
        for (id, key, count) in told.into_iter().filter(|(_, _, count)| *count > 0) {
            draft.odd(0, Diagnostic::note(id, say!(key, n = count)));
        }
        if left_open > 0 {
            let message = say!("odd.cut-short");
            let hint = say!("odd-hint.cut-short");
            draft.odd(self.source.len(), Diagnostic::warning("cut-short", message).hint(hint));
        }
        draft
    }
}
