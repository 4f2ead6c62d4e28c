//! TimeML documents (ISO-TimeML 1.2.1 as TempEval and WikiWars use it): text with TIMEX3 tags, in and out.
//!
//! Comes in: XML. Goes out: the text without tags, where its expressions stand, and when it says it was created; or XML again.
//! It may not know how expressions are found. Every byte sequence is read somehow: a tag that is never closed is text.

use recount_model::{Span, Timex, TimexType};
use std::fmt::Write as _;

/// A TimeML document taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimemlDocument {
    pub id: Option<String>,
    /// The value of the expression that is the document's creation time.
    pub written: Option<String>,
    /// What stands in `TEXT`, tags removed, entities resolved.
    pub text: String,
    /// Sentences, where the document marks them with `s`; they are blocks of their own.
    pub blocks: Vec<Span>,
    /// The expressions in the text, in order.
    pub times: Vec<TimemlTime>,
}

/// One `TIMEX3` element of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimemlTime {
    pub span: Span,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: String,
    pub value: String,
    pub modifier: Option<String>,
}

/// Reads a document; `None` if no `TimeML` element is there.
pub fn read(xml: &str) -> Option<TimemlDocument> {
    let mut reader = Reader { has_text: xml.contains("<TEXT"), ..Reader::default() };
    let mut rest = xml;
    let mut is_timeml = false;
    while let Some(at) = rest.find('<') {
        reader.words(rest.get(..at).unwrap_or(""));
        let markup = rest.get(at..).unwrap_or("");
        let Some((length, tag)) = markup_at(markup) else {
            reader.words("<");
            rest = markup.get(1..).unwrap_or("");
            continue;
        };
        match tag {
            Markup::Tag(tag) => {
                is_timeml |= name_of(tag).eq_ignore_ascii_case("TimeML");
                reader.tag(tag);
            }
            Markup::Verbatim(words) => reader.put(words),
            Markup::Nothing => {}
        }
        rest = markup.get(length..).unwrap_or("");
    }
    reader.words(rest);
    is_timeml.then_some(reader.found)
}

enum Markup<'xml> {
    /// What stands between `<` and `>`.
    Tag(&'xml str),
    Verbatim(&'xml str),
    Nothing,
}

/// The markup that begins here and how long it is.
fn markup_at(markup: &str) -> Option<(usize, Markup<'_>)> {
    for (open, close) in [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")] {
        if let Some(inside) = markup.strip_prefix(open) {
            let end = inside.find(close)?;
            let words = inside.get(..end)?;
            let is_verbatim = open.len() > 4;
            let kind = if is_verbatim { Markup::Verbatim(words) } else { Markup::Nothing };
            return Some((open.len() + end + close.len(), kind));
        }
    }
    let begins = markup.as_bytes().get(1)?;
    if !(begins.is_ascii_alphabetic() || matches!(begins, b'/' | b'!')) {
        return None;
    }
    let end = markup.get(..markup.len().min(LONGEST_TAG_BYTES)).unwrap_or(markup).find('>')?;
    Some((end + 1, Markup::Tag(markup.get(1..end)?)))
}

/// A `<` without a `>` within this distance is text; keeps reading linear.
const LONGEST_TAG_BYTES: usize = 4_096;

fn name_of(tag: &str) -> &str {
    let tag = tag.trim_start_matches('/');
    tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("")
}

#[derive(Default)]
struct Reader {
    found: TimemlDocument,
    has_text: bool,
    depth_of_text: usize,
    depth_of_header: usize,
    in_id: bool,
    /// Where the open expression began, and what it says.
    open: Option<(usize, TimemlTime)>,
    sentence: usize,
}

/// Elements whose words are about the document and not of it.
const HEADERS: [&str; 4] = ["DOCID", "DCT", "TITLE", "EXTRAINFO"];

impl Reader {
    fn is_inside(&self) -> bool {
        self.depth_of_text > 0 || (!self.has_text && self.depth_of_header == 0)
    }

    fn words(&mut self, words: &str) {
        if words.contains('&') { self.put(&unescaped(words)) } else { self.put(words) }
    }

    fn put(&mut self, words: &str) {
        if self.in_id {
            self.found.id.get_or_insert_default().push_str(words.trim());
        } else if self.is_inside() {
            self.found.text.push_str(words);
        }
    }

    fn tag(&mut self, tag: &str) {
        let (is_end, is_empty, name) = (tag.starts_with('/'), tag.ends_with('/'), name_of(tag));
        let step = |depth: &mut usize| *depth = if is_end { depth.saturating_sub(1) } else { *depth + 1 };
        match name {
            "TEXT" if !is_empty => step(&mut self.depth_of_text),
            "TIMEX3" if is_end => self.close_time(),
            "TIMEX3" => self.open_time(tag, is_empty),
            "s" if is_end && self.is_inside() => self.close_sentence(),
            "s" => self.sentence = self.found.text.len(),
            _ if HEADERS.contains(&name) && !is_empty => {
                self.in_id = name == "DOCID" && !is_end;
                step(&mut self.depth_of_header);
            }
            _ => {}
        }
    }

    fn close_sentence(&mut self) {
        let end = self.found.text.len();
        if self.sentence < end {
            self.found.blocks.push(Span::new(self.sentence, end));
        }
        self.found.text.push('\n');
        self.sentence = self.found.text.len();
    }

    fn open_time(&mut self, tag: &str, is_empty: bool) {
        let value = attribute(tag, "value").unwrap_or_default();
        if attribute(tag, "functionInDocument").is_some_and(|function| function == "CREATION_TIME") {
            self.found.written.get_or_insert(value);
            return;
        }
        if is_empty || !self.is_inside() {
            return;
        }
        let kind = attribute(tag, "type").unwrap_or_default();
        let at = self.found.text.len();
        let time = TimemlTime { span: Span::new(at, at), kind, value, modifier: attribute(tag, "mod") };
        self.open = Some((at, time));
    }

    fn close_time(&mut self) {
        if let Some((start, time)) = self.open.take() {
            let span = Span::new(start, self.found.text.len());
            self.found.times.push(TimemlTime { span, ..time });
        }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let is_whole = rest.get(..at)?.ends_with(char::is_whitespace);
        let after = rest.get(at + name.len()..)?.trim_start();
        if let (true, Some(given)) = (is_whole, after.strip_prefix('=')) {
            let given = given.trim_start();
            let quote = given.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let inside = given.get(1..)?;
            return Some(unescaped(inside.get(..inside.find(quote)?)?));
        }
        rest = rest.get(at + name.len()..)?;
    }
    None
}

fn unescaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        let tail = rest.get(at..).unwrap_or("");
        let end = tail.bytes().take(12).position(|byte| byte == b';');
        let named = end.and_then(|end| tail.get(1..end)).and_then(entity);
        match (named, end) {
            (Some(character), Some(end)) => {
                out.push(character);
                rest = tail.get(end + 1..).unwrap_or("");
            }
            _ => {
                out.push('&');
                rest = tail.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// Writes `text` as a TimeML document with these expressions, which must be in order; one that overlaps its predecessor is left out.
pub fn write(id: &str, written: Option<&str>, text: &str, times: &[Timex]) -> String {
    let mut out = String::with_capacity(text.len() + times.len() * 64 + 256);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n<DOCID>");
    escape(&mut out, id);
    out.push_str("</DOCID>\n");
    if let Some(written) = written {
        out.push_str("<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"");
        escape(&mut out, written);
        out.push_str("\" functionInDocument=\"CREATION_TIME\">");
        escape(&mut out, written);
        out.push_str("</TIMEX3></DCT>\n");
    }
    out.push_str("<TEXT>");
    let mut at = 0;
    for (number, time) in times.iter().enumerate() {
        let range = time.span.range();
        let (Some(before), Some(words)) = (text.get(at..range.start), text.get(range.clone())) else {
            continue;
        };
        escape(&mut out, before);
        let kind = type_name(time.kind);
        let _ = write!(out, "<TIMEX3 tid=\"t{}\" type=\"{kind}\" value=\"", number + 1);
        escape(&mut out, &time.value);
        if let Some(modifier) = &time.modifier {
            let _ = write!(out, "\" mod=\"{modifier}");
        }
        out.push_str("\">");
        escape(&mut out, words);
        out.push_str("</TIMEX3>");
        at = range.end;
    }
    escape(&mut out, text.get(at..).unwrap_or(""));
    out.push_str("</TEXT>\n</TimeML>\n");
    out
}

/// As TIMEX3 writes it.
pub fn type_name(kind: TimexType) -> &'static str {
    match kind {
        TimexType::Date => "DATE",
        TimexType::Time => "TIME",
        TimexType::Duration => "DURATION",
        TimexType::Set => "SET",
    }
}

/// Characters XML 1.0 has no place for are left out.
fn escape(out: &mut String, words: &str) {
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(character),
            '\r' => out.push_str("&#13;"),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => {}
            _ => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DOCUMENT: &str = "<?xml version=\"1.0\"?>\n<TimeML><DOCID>d1</DOCID>\
        <DCT><TIMEX3 functionInDocument=\"CREATION_TIME\" tid='t0' type=\"DATE\" value=\"2001-05-09\">May 9</TIMEX3></DCT>\
        <TEXT>Orr &amp; Sons <EVENT eid=\"e1\">left</EVENT> on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2001-05-07\" mod=\"APPROX\">Monday</TIMEX3>.</TEXT></TimeML>";

    #[test]
    fn text_times_and_creation_time_come_apart() {
        let read = read(DOCUMENT).unwrap();
        assert_eq!(read.text, "Orr & Sons left on Monday.");
        assert_eq!(read.written.as_deref(), Some("2001-05-09"));
        assert_eq!(read.id.as_deref(), Some("d1"));
        let time = &read.times[0];
        assert_eq!((time.span.of(&read.text), time.value.as_str()), ("Monday", "2001-05-07"));
        assert_eq!(time.modifier.as_deref(), Some("APPROX"));
    }

    #[test]
    fn marked_sentences_are_blocks() {
        let read = read("<TimeML><TEXT><s id=\"0\">One.</s><s id=\"1\">Two.</s></TEXT></TimeML>").unwrap();
        assert_eq!(
            read.blocks.iter().map(|block| block.of(&read.text)).collect::<Vec<_>>(),
            ["One.", "Two."]
        );
    }

    #[test]
    fn a_mark_that_is_no_tag_is_text() {
        let read =
            read("<TimeML><TEXT>3 < 4 &unknown; <!-- gone --> <![CDATA[<b>]]></TEXT></TimeML>").unwrap();
        assert_eq!(read.text, "3 < 4 &unknown;  <b>");
        assert_eq!(super::read("no tags"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(text in "\\PC{0,60}") {
            let read = read(&write("x", Some("2001-05-09"), &text, &[])).unwrap();
            prop_assert_eq!(read.text, text.replace(['\u{fffe}', '\u{ffff}'], ""));
        }

        #[test]
        fn nothing_panics(text in "[<>/&;!\\[\\]CDATEXTIMEX3s \"'=a-]{0,120}") {
            let _ = read(&format!("<TimeML>{text}"));
        }
    }
}
