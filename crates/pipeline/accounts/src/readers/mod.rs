//! Readers: one file per format, and the table of them.
//!
//! Comes in: the bytes of an original and its name. Goes out: a [`Reading`]. It may not know layout.
//!
//! A new format is one file beside this one and one line in [`READERS`].

mod articles;
mod dates;
mod draft;
mod encoding;
mod epub;
mod exports;
mod feeds;
mod html;
mod json;
mod mail;
mod markdown;
mod office;
mod package;
pub(crate) mod pdf;
pub(crate) mod picture;
mod programs;
mod rtf;
mod subtitles;
pub(crate) mod tables;
mod text;
mod tweets;
mod whatsapp;
mod xml;

use crate::{FormatSettings, ReadError, language};
pub(crate) use draft::Draft;
use draft::{Made, text_offset};
use encoding::Decoded;
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{ColumnRule, MetadataField, OffsetMap, OriginalId, Reading, Span};
use recount_sayings::{Arg, say};

/// A format whose bytes are no text (an office document, a PDF): one file beside this one, one line in [`PACKED`].
pub(crate) struct PackedReader {
    /// Kebab-case name, kept in [`Reading::reader`].
    pub(crate) id: &'static str,
    /// True if the bytes, which are named `name` (lower case), can only be this format.
    pub(crate) is_this: fn(name: &str, bytes: &[u8]) -> bool,
    /// Reads the text out. Sources of the draft are not looked at: offsets count in the text itself.
    pub(crate) make: fn(&[u8], &FormatSettings) -> Result<Reported<Draft>, ReadError>,
}

/// All packed formats, asked in this order.
pub(crate) const PACKED: &[PackedReader] =
    &[pdf::READER, picture::READER, office::DOCX, office::ODT, tables::XLSX, office::ODS, epub::READER];

/// Formats whose bytes hold text in several encodings: the draft's sources are the bytes of the original.
pub(crate) const RAW: &[PackedReader] = &[mail::PAGE, mail::MAIL];

/// One format.
pub(crate) struct Reader {
    /// Kebab-case name, kept in [`Reading::reader`].
    pub(crate) id: &'static str,
    /// File name extensions, lower case.
    extensions: &'static [&'static str],
    /// True if the beginning of the text can only be this format, whatever the file is called.
    is_certain: fn(&str) -> bool,
    /// True if the beginning of the text looks like this format, asked when the name says nothing.
    is_likely: fn(&str) -> bool,
    /// The encoding that the first bytes declare.
    declared_encoding: fn(&[u8]) -> Option<String>,
    make: Make,
}

/// How a format is read.
enum Make {
    /// The decoded text is the reading's text.
    AsItIs,
    /// The reader builds a text of its own.
    Drafted(fn(&str) -> Draft),
    /// The same, where the user may have to settle something.
    Settled(fn(&str, &FormatSettings) -> Draft),
}

/// All formats; the last one takes whatever the others leave.
pub(crate) const READERS: &[Reader] = &[
    feeds::XML,
    feeds::JSON,
    rtf::READER,
    html::READER,
    subtitles::READER,
    whatsapp::READER,
    tweets::READER,
    exports::READER,
    articles::READER,
    tables::READER,
    markdown::READER,
    text::READER,
];

/// Characters of the beginning that formats are told by.
const BEGINNING_BYTES: usize = 4096;

/// A line longer than this is worth a note: it is hardly a paragraph.
const LONG_LINE_BYTES: usize = 1 << 20;

/// Reads one original with the reader its name and content call for.
pub(crate) fn read_with(
    name: &str,
    bytes: &[u8],
    settings: &FormatSettings,
) -> Result<Reported<Reading>, ReadError> {
    let folded = name.to_lowercase();
    let settings = &of_file(name, settings);
    let is_this = |reader: &&PackedReader| (reader.is_this)(&folded, bytes);
    if let Some(packed) = PACKED.iter().find(is_this) {
        return read_packed(packed, bytes, settings);
    }
    match RAW.iter().find(is_this) {
        Some(raw) => read_raw(raw, bytes, settings),
        None => read_text(name, bytes, settings),
    }
}

/// The settings that hold for the file `name`.
fn of_file(name: &str, settings: &FormatSettings) -> FormatSettings {
    let is_for = |rule: &&ColumnRule| {
        rule.file.as_deref().is_none_or(|file| name == file || name.ends_with(&format!("/{file}")))
    };
    FormatSettings { columns: settings.columns.iter().filter(is_for).cloned().collect(), ..settings.clone() }
}

fn read_raw(
    raw: &PackedReader,
    bytes: &[u8],
    settings: &FormatSettings,
) -> Result<Reported<Reading>, ReadError> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(ReadError::TooLarge(bytes.len()));
    }
    let mut diagnostics = Vec::new();
    let draft = (raw.make)(bytes, settings)?.take(&mut diagnostics);
    let mut made = draft.finish(&OffsetMap::Identity { skipped_bytes: 0 });
    diagnostics.extend(diagnosed(&made.text, &made.offsets, std::mem::take(&mut made.odd)));
    assembled(raw.id, bytes, made, diagnostics)
}

fn read_packed(
    packed: &PackedReader,
    bytes: &[u8],
    settings: &FormatSettings,
) -> Result<Reported<Reading>, ReadError> {
    let mut diagnostics = Vec::new();
    let draft = (packed.make)(bytes, settings)?.take(&mut diagnostics);
    let mut made = Made { offsets: OffsetMap::Text, ..draft.finish(&OffsetMap::Text) };
    diagnostics.extend(diagnosed(&made.text, &made.offsets, std::mem::take(&mut made.odd)));
    assembled(packed.id, bytes, made, diagnostics)
}

fn read_text(name: &str, bytes: &[u8], settings: &FormatSettings) -> Result<Reported<Reading>, ReadError> {
    let by_name = by_extension(name);
    let declared = by_name.or(READERS.first()).and_then(|reader| (reader.declared_encoding)(bytes));
    let decoded = encoding::decode(bytes, declared.as_deref())?;
    let reader = chosen(by_name, beginning(&decoded.text));
    let Decoded { text, offsets, mut odd } = decoded;
    let made = match reader.make {
        Make::AsItIs => Made { text, offsets, ..Made::default() },
        Make::Drafted(make) => make(&text).finish(&offsets),
        Make::Settled(make) => make(&text, settings).finish(&offsets),
    };
    odd.extend(made.odd.iter().cloned());
    let diagnostics = diagnosed(&made.text, &made.offsets, odd);
    let id = made.reader.unwrap_or(reader.id);
    assembled(id, bytes, made, diagnostics)
}

fn assembled(
    reader: &str,
    bytes: &[u8],
    made: Made,
    diagnostics: Vec<Diagnostic>,
) -> Result<Reported<Reading>, ReadError> {
    let Made { text, offsets, blocks, metadata, tellings, places, odd: _, reader: _ } = made;
    if u32::try_from(text.len()).is_err() {
        return Err(ReadError::TooLarge(text.len()));
    }
    if text.trim().is_empty() {
        let said = diagnostics.into_iter().next().map(|first| ReadError::Nothing(first.message));
        return Err(if bytes.trim_ascii().is_empty() {
            ReadError::Empty
        } else {
            said.unwrap_or(ReadError::NoText)
        });
    }
    let declared = metadata.iter().find(|clue| clue.field == MetadataField::Language);
    let language = language::language_of(&text, declared.map(|clue| clue.value.as_str()));
    let original = OriginalId::of(bytes);
    let reader = reader.to_owned();
    let reading = Reading { original, reader, text, offsets, blocks, metadata, language, tellings, places };
    Ok(Reported::with(reading, diagnostics))
}

fn by_extension(name: &str) -> Option<&'static Reader> {
    let extension = name.rsplit_once('.')?.1.to_lowercase();
    READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str()))
}

fn chosen(by_name: Option<&'static Reader>, beginning: &str) -> &'static Reader {
    let certain = READERS.iter().find(|reader| (reader.is_certain)(beginning));
    let likely = || READERS.iter().find(|reader| (reader.is_likely)(beginning));
    certain.or(by_name).or_else(likely).unwrap_or(&text::READER)
}

fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(BEGINNING_BYTES)).unwrap_or(text)
}

fn diagnosed(text: &str, offsets: &OffsetMap, odd: Vec<(u64, Diagnostic)>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = odd
        .into_iter()
        .map(|(offset, diagnostic)| {
            let start = text.floor_char_boundary(text_offset(offsets, offset, text.len()));
            let end = text.ceil_char_boundary((start + 1).min(text.len()));
            diagnostic.at(Span::new(start, end))
        })
        .collect();
    found.extend(long_lines(text));
    found
}

fn long_lines(text: &str) -> Vec<Diagnostic> {
    let (mut found, mut start) = (Vec::new(), 0);
    for (idx, line) in text.split_inclusive('\n').enumerate() {
        if line.len() > LONG_LINE_BYTES {
            found.push(long_line(idx + 1, start, line.len()));
        }
        start += line.len();
    }
    found
}

fn long_line(number: usize, start: usize, bytes: usize) -> Diagnostic {
    let message = say!("odd.long-line", n = number, bytes = bytes);
    Diagnostic::note("long-line", message)
        .at(Span::new(start, start + bytes))
        .hint(say!("odd-hint.long-line"))
}

/// What is shown of many, and how many more there are.
fn and_more(some: Arg, more: usize) -> Arg {
    if more == 0 { some } else { say!("some.more", some = some, n = more).into() }
}

#[cfg(test)]
mod tests;
