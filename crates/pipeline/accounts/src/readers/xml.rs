//! XML as a run of marks, each with the bytes it stands in.
//!
//! Comes in: text that holds XML. Goes out: elements that open and close, and words. It may not know any format. Nothing
//! is fetched: an entity that the document defines itself, or names from elsewhere, stands for nothing.
//!
//! What is not well formed is read as far as it can be.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::ops::Range;

/// One thing that stands in XML.
#[derive(Debug)]
pub(super) enum Mark<'x> {
    Open(Element<'x>),
    /// With the name of the element without its prefix.
    Close(String),
    /// Words as they are meant.
    Words(Cow<'x, str>),
}

/// An element that opens.
#[derive(Debug)]
pub(super) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// What stands before the colon of its name; empty where there is none.
    pub(super) fn prefix(&self) -> &str {
        self.0.name().into_inner().split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// The value of the attribute of this name, whatever its prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        let found = attributes.find(|attribute| attribute.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The value of the attribute written exactly so, with its prefix.
    pub(super) fn get_exact(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        let found = attributes.find(|attribute| attribute.key.into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }
}

/// The marks of a text, one after the other, each with where it stands.
pub(super) struct Marks<'x> {
    source: &'x str,
    reader: Reader<&'x [u8]>,
    /// Where and why reading stopped before the end.
    pub(super) broken: Option<(usize, String)>,
    is_done: bool,
}

impl<'x> Marks<'x> {
    pub(super) fn new(source: &'x str) -> Self {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        (config.allow_dangling_amp, config.allow_unmatched_ends) = (true, true);
        (config.check_end_names, config.expand_empty_elements) = (false, true);
        Marks { source, reader, broken: None, is_done: false }
    }

    fn place(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.source.len())
    }
}

impl<'x> Iterator for Marks<'x> {
    type Item = (Mark<'x>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_done {
            let start = self.place();
            let event = self.reader.read_event();
            let range = start..self.place();
            let mark = match event {
                Ok(Event::Start(element) | Event::Empty(element)) => Mark::Open(Element(element)),
                Ok(Event::End(element)) => Mark::Close(element.local_name().into_inner().to_owned()),
                Ok(Event::Text(words)) => Mark::Words(words.into_inner()),
                Ok(Event::CData(words)) => {
                    let inner = range.start + "<![CDATA[".len()..range.end.saturating_sub("]]>".len());
                    return Some((Mark::Words(words.into_inner()), inner));
                }
                Ok(Event::GeneralRef(reference)) => Mark::Words(Cow::Owned(meant(&reference))),
                Ok(Event::Eof) => break,
                Ok(_) => continue,
                Err(error) => {
                    self.broken = Some((start, error.to_string()));
                    break;
                }
            };
            return Some((mark, range));
        }
        self.is_done = true;
        None
    }
}

/// What a reference stands for: a character, or one of the five names that every document knows.
fn meant(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(reference).unwrap_or("").to_owned()
}
