//! TimeML documents (ISO-TimeML 1.2.1 as TempEval and WikiWars use it): text with TIMEX3 tags, in and out.
//!
//! Comes in: XML. Goes out: the text without tags, where its expressions stand, and when it says it was created; or XML again.
//! It may not know how expressions are found. What is not well formed is read as far as it can be: from the place on where the
//! XML breaks, what remains is text.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use recount_model::{OffsetMap, OffsetPiece, Span, Timex, TimexType};
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
    /// Where in the XML each stretch of the text stands.
    pub pieces: Vec<OffsetPiece>,
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

impl TimemlDocument {
    /// From the text back to the XML.
    pub fn offsets(&self) -> OffsetMap {
        OffsetMap::Pieces(self.pieces.clone())
    }
}

/// Reads a document; `None` if no `TimeML` element is there.
pub fn read(xml: &str) -> Option<TimemlDocument> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    (config.allow_dangling_amp, config.allow_unmatched_ends, config.check_end_names) = (true, true, false);
    let mut builder = Builder { has_text: xml.contains("<TEXT"), ..Builder::default() };
    loop {
        let start = position(&reader);
        let event = reader.read_event();
        let whole = start..position(&reader);
        match event {
            Ok(Event::Eof) => break,
            Ok(event) => builder.event(event, xml, whole),
            Err(_) => {
                builder.put(xml.get(start..).unwrap_or(""), start..xml.len(), true);
                break;
            }
        }
    }
    builder.is_timeml.then_some(builder.found)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[derive(Default)]
struct Builder {
    found: TimemlDocument,
    is_timeml: bool,
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

impl Builder {
    fn is_inside(&self) -> bool {
        self.depth_of_text > 0 || (!self.has_text && self.depth_of_header == 0)
    }

    fn event(&mut self, event: Event<'_>, xml: &str, whole: std::ops::Range<usize>) {
        match event {
            // `3 < 4 > 2` has a mark that is no tag.
            Event::Start(tag) | Event::Empty(tag) if !is_name(tag.name().as_ref()) => {
                self.put(xml.get(whole.clone()).unwrap_or(""), whole, true);
            }
            Event::Start(tag) => self.start(&tag, false),
            Event::Empty(tag) => self.start(&tag, true),
            Event::End(tag) => self.end(tag.name().as_ref()),
            Event::Text(_) => self.put(xml.get(whole.clone()).unwrap_or(""), whole, true),
            Event::CData(words) => {
                // `<![CDATA[` and `]]>` stand around the words.
                let inside = whole.start + 9..whole.end.saturating_sub(3);
                self.put(&words.into_inner(), inside, true);
            }
            Event::GeneralRef(reference) => match resolved(&reference) {
                Some(character) => self.put(character.encode_utf8(&mut [0; 4]), whole, false),
                None => self.put(xml.get(whole.clone()).unwrap_or(""), whole, true),
            },
            _ => {}
        }
    }

    fn put(&mut self, words: &str, original: std::ops::Range<usize>, is_verbatim: bool) {
        if self.in_id {
            self.found.id.get_or_insert_default().push_str(words.trim());
        } else if self.is_inside() && !words.is_empty() {
            self.push_piece(original, is_verbatim);
            self.found.text.push_str(words);
        }
    }

    fn push_piece(&mut self, original: std::ops::Range<usize>, is_verbatim: bool) {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.found.pieces.push(OffsetPiece {
            text_start: offset(self.found.text.len()),
            original_start: offset(original.start),
            original_end: offset(original.end),
            is_verbatim,
        });
    }

    fn start(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        let name = tag.name();
        let name: &str = name.as_ref();
        self.is_timeml |= name.eq_ignore_ascii_case("TimeML");
        match name {
            "TIMEX3" => self.open_time(tag, is_empty),
            _ if is_empty => {}
            "TEXT" => self.depth_of_text += 1,
            "s" => self.sentence = self.found.text.len(),
            _ if HEADERS.contains(&name) => {
                self.in_id = name == "DOCID";
                self.depth_of_header += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "TIMEX3" => self.close_time(),
            "TEXT" => self.depth_of_text = self.depth_of_text.saturating_sub(1),
            "s" if self.is_inside() => self.close_sentence(),
            _ if HEADERS.contains(&name) => {
                self.in_id = false;
                self.depth_of_header = self.depth_of_header.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn close_sentence(&mut self) {
        let end = self.found.text.len();
        if self.sentence < end {
            self.found.blocks.push(Span::new(self.sentence, end));
        }
        // The line break is ours: it stands for the tag.
        let at = self.found.pieces.last().map_or(0, |piece| piece.original_end as usize);
        self.push_piece(at..at, false);
        self.found.text.push('\n');
        self.sentence = self.found.text.len();
    }

    fn open_time(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
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

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The character that `&amp;` or `&#38;` stands for; `None` for names that XML does not know.
fn resolved(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    quick_xml::escape::resolve_predefined_entity(reference)?.chars().next()
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
    fn the_text_is_found_again_in_the_xml() {
        let read = read(DOCUMENT).unwrap();
        let (start, end) = read.offsets().to_original(read.times[0].span);
        assert_eq!(&DOCUMENT[start as usize..end as usize], "Monday");
    }

    #[test]
    fn what_breaks_off_is_text() {
        let read = read("<TimeML><TEXT>One. <TIMEX3 value=\"2001").unwrap();
        assert_eq!(read.text, "One. <TIMEX3 value=\"2001");
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
            read("<TimeML><TEXT>3 < 4 > 2 &unknown; <!-- gone --> <![CDATA[<b>]]></TEXT></TimeML>").unwrap();
        assert_eq!(read.text, "3 < 4 > 2 &unknown;  <b>");
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
            let xml = format!("<TimeML>{text}");
            let read = read(&xml).unwrap();
            let whole = Span::new(0, read.text.len());
            let (start, end) = read.offsets().to_original(whole);
            prop_assert!(start <= end && end as usize <= xml.len());
        }
    }
}
