//! Bytes to characters: which encoding, and from which bytes each character was made.
//!
//! Comes in: the bytes of an original and the encoding its format declares, if any. Goes out: [`Decoded`]
//! text with the map back. It may not know any format.
//!
//! Source: Encoding Standard (WHATWG), through `encoding_rs`; guesses by `chardetng`.

use crate::ReadError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use recount_diagnostics::Diagnostic;
use recount_model::{OffsetMap, OffsetPiece};
use recount_sayings::{Told, say};

/// The text of an original before any format is read.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) offsets: OffsetMap,
    /// What was odd, with the byte of the original it was met at.
    pub(crate) odd: Vec<(u64, Diagnostic)>,
}

/// Formats that are not text, by their first bytes, with the key of what they are.
const NOT_TEXT: &[(&[u8], &str)] = &[
    (b"%PDF-", "file.a-pdf"),
    (b"PK\x03\x04", "file.a-package"),
    (b"\xd0\xcf\x11\xe0", "file.old-office"),
    (b"\x89PNG", "file.a-png"),
    (b"\xff\xd8\xff", "file.a-jpeg"),
    (b"GIF8", "file.a-gif"),
    (b"II*\0", "file.a-tiff"),
    (b"MM\0*", "file.a-tiff"),
    (b"RIFF", "file.a-riff"),
    (b"\x1f\x8b", "file.a-gzip"),
    (b"7z\xbc\xaf", "file.a-seven-zip"),
    (b"Rar!", "file.a-rar"),
    (b"\x7fELF", "file.a-program"),
    (b"MZ\x90", "file.a-program"),
    (b"SQLite format 3", "file.a-database"),
    (b"OggS", "file.an-ogg"),
    (b"ID3", "file.a-mp-three"),
    (b"\x1aE\xdf\xa3", "file.a-matroska"),
];

/// Bytes looked at when guessing what kind of file it is.
const SAMPLE_BYTES: usize = 64 * 1024;

/// Decodes `bytes`. A byte-order mark wins over `declared`, valid UTF-8 over both a declaration and a guess.
///
/// # Errors
/// When the bytes are not text, are empty, or are too many for 32-bit offsets.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if u32::try_from(bytes.len()).is_err() {
        return Err(ReadError::TooLarge(bytes.len()));
    }
    if let Some((encoding, skipped)) = Encoding::for_bom(bytes) {
        return Ok(if encoding == UTF_8 {
            utf8(bytes, skipped)
        } else {
            legacy(bytes, skipped, encoding, None)
        });
    }
    if let Some(what) = kind_of_binary(bytes) {
        let is_recording = what.contains("video") || what.contains("recording");
        return Err(if is_recording { ReadError::Recording(what) } else { ReadError::NotText(what) });
    }
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    if let Some(encoding) = utf16_without_mark(sample) {
        return Ok(legacy(bytes, 0, encoding, Some("encoding.by-bytes")));
    }
    if let Some(what) = control_characters(sample) {
        return Err(ReadError::NotText(what));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(verbatim(text, 0));
    }
    if is_mostly_utf8(bytes) {
        return Ok(utf8(bytes, 0));
    }
    let labelled = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    Ok(match labelled.filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible()) {
        Some(encoding) => legacy(bytes, 0, encoding, Some("encoding.declared")),
        None => legacy(bytes, 0, guessed(bytes), Some("encoding.guessed")),
    })
}

fn kind_of_binary(bytes: &[u8]) -> Option<Told> {
    let known = NOT_TEXT.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what);
    let known = known.or_else(|| (bytes.get(4..8) == Some(b"ftyp")).then_some("file.a-mp-four"));
    let utf32 = bytes.starts_with(b"\x00\x00\xfe\xff").then_some("file.wide-text");
    known.or(utf32).map(|key| say!(key))
}

/// Text holds hardly any control characters besides tabs, line and page breaks.
fn control_characters(sample: &[u8]) -> Option<Told> {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let first = sample.iter().position(is_control)?;
    let count = sample.iter().filter(|byte| is_control(byte)).count();
    (count * 50 > sample.len()).then(|| say!("file.binary", n = count, all = sample.len(), first = first))
}

/// UTF-16 has one nearly constant byte in every pair: zero for Latin text, the script's page otherwise.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = sample.as_chunks::<2>();
    if pairs.len() < 8 {
        return None;
    }
    let is_one = |(encoding, high): &(&'static Encoding, usize)| {
        let high = *high;
        let mut counts = [0_usize; 256];
        for pair in pairs {
            if let Some(count) = pair.get(high).and_then(|byte| counts.get_mut(usize::from(*byte))) {
                *count += 1;
            }
        }
        let zeros = counts.first().copied().unwrap_or(0);
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let two_most = counts.iter().take(2).sum::<usize>();
        let is_page = zeros * 20 > pairs.len() && two_most * 20 > pairs.len() * 17;
        let is_space = |pair: &&[u8; 2]| pair.get(high) == Some(&0) && pair.get(1 - high) == Some(&b' ');
        let is_without_errors = || !encoding.decode_without_bom_handling(pairs.as_flattened()).1;
        is_page && pairs.iter().filter(is_space).count() * 50 > pairs.len() && is_without_errors()
    };
    [(UTF_16LE, 1), (UTF_16BE, 0)].into_iter().find(is_one).map(|(encoding, _)| encoding)
}

/// True for UTF-8 with some damage: more whole multi-byte characters than broken ones.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || whole >= broken * 3
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = bytes.get(..SAMPLE_BYTES * 16).unwrap_or(bytes);
    detector.feed(sample, sample.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// Text that stands in the original byte by byte.
fn verbatim(text: &str, skipped: usize) -> Decoded {
    let offsets = OffsetMap::Identity { skipped_bytes: skipped as u32 };
    Decoded { text: text.to_owned(), offsets, odd: Vec::new() }
}

fn utf8(bytes: &[u8], skipped: usize) -> Decoded {
    let body = bytes.get(skipped..).unwrap_or(&[]);
    if let Ok(text) = std::str::from_utf8(body) {
        return verbatim(text, skipped);
    }
    let (mut text, mut pieces) = (String::with_capacity(body.len()), Vec::new());
    let (mut at, mut broken, mut first) = (skipped, 0_usize, None);
    for chunk in body.utf8_chunks() {
        push_piece(&mut text, &mut pieces, chunk.valid(), at, chunk.valid().len(), true);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            push_piece(&mut text, &mut pieces, "\u{fffd}", at, chunk.invalid().len(), false);
            broken += 1;
            first.get_or_insert(at);
            at += chunk.invalid().len();
        }
    }
    let first = first.unwrap_or(0);
    Decoded { text, offsets: OffsetMap::Pieces(pieces), odd: vec![invalid(broken, first, "UTF-8")] }
}

fn invalid(count: usize, first: usize, encoding: &str) -> (u64, Diagnostic) {
    let message = match count {
        1 => say!("odd.invalid-encoding-one", encoding = encoding, first = first),
        _ => say!("odd.invalid-encoding", n = count, encoding = encoding, first = first),
    };
    let hint = say!("odd-hint.invalid-encoding");
    (first as u64, Diagnostic::warning("invalid-encoding", message).hint(hint))
}

fn push_piece(
    text: &mut String,
    pieces: &mut Vec<OffsetPiece>,
    words: &str,
    start: usize,
    source_bytes: usize,
    is_verbatim: bool,
) {
    if words.is_empty() {
        return;
    }
    pieces.push(OffsetPiece {
        text_start: text.len() as u32,
        original_start: start as u32,
        original_end: (start + source_bytes) as u32,
        is_verbatim,
    });
    text.push_str(words);
}

/// Decodes with any encoding of the Encoding Standard. The decoder is fed byte by byte outside of ASCII,
/// so that each character is led back to its own bytes.
fn legacy(
    bytes: &[u8],
    skipped: usize,
    encoding: &'static Encoding,
    told_by: Option<&'static str>,
) -> Decoded {
    let mut builder = PieceBuilder::default();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // Bytes before `start` have become characters; those from it to `at` are the beginning of one.
    let (mut start, mut at) = (skipped, skipped);
    let (mut broken, mut first_broken) = (0_usize, 0_usize);
    while let Some(byte) = bytes.get(at) {
        if start == at && encoding.is_ascii_compatible() && is_plain_ascii(*byte) {
            at += bytes.iter().skip(at).take_while(|byte| is_plain_ascii(**byte)).count();
            builder.ascii(bytes.get(start..at).unwrap_or(&[]), start);
            start = at;
            continue;
        }
        let mut buffer = [0_u8; 16];
        let is_last = at + 1 == bytes.len();
        let (result, _, written, had_errors) =
            decoder.decode_to_utf8(std::slice::from_ref(byte), &mut buffer, is_last);
        debug_assert_eq!(result, CoderResult::InputEmpty, "sixteen bytes hold what one byte can yield");
        at += 1;
        if had_errors {
            first_broken = if broken == 0 { start } else { first_broken };
            broken += 1;
        }
        let words = buffer.get(..written).and_then(|made| std::str::from_utf8(made).ok()).unwrap_or("");
        if !words.is_empty() {
            builder.character(words, start, at);
            start = at;
        }
    }
    let (text, pieces) = builder.finish();
    let mut odd = Vec::new();
    odd.extend((broken > 0).then(|| invalid(broken, first_broken, encoding.name())));
    odd.extend(told_by.map(|how| (skipped as u64, foreign_encoding(encoding, how))));
    Decoded { text, offsets: OffsetMap::Pieces(pieces), odd }
}

/// ASCII, but not the escape that switches character sets in some encodings.
fn is_plain_ascii(byte: u8) -> bool {
    byte.is_ascii() && byte != 0x1b
}

fn foreign_encoding(encoding: &'static Encoding, told_by: &'static str) -> Diagnostic {
    let message = say!("odd.other-encoding", encoding = encoding.name(), why = say!(told_by));
    Diagnostic::note("other-encoding", message).hint(say!("odd-hint.other-encoding"))
}

/// Joins characters into pieces: ASCII runs verbatim, words and numbers of other bytes as one piece each,
/// so that words and figures lead back exactly and a file does not need a piece per character.
#[derive(Default)]
struct PieceBuilder {
    text: String,
    pieces: Vec<OffsetPiece>,
    /// What the last piece holds, if it can grow.
    growing: Option<Run>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Letters,
    Digits,
    Ascii,
}

impl PieceBuilder {
    fn ascii(&mut self, run: &[u8], start: usize) {
        let words = std::str::from_utf8(run).unwrap_or("");
        self.push(words, start, start + words.len(), Some(Run::Ascii));
    }

    fn character(&mut self, words: &str, start: usize, end: usize) {
        let mut characters = words.chars();
        let run = match (characters.next(), characters.next()) {
            (Some(only), None) if is_spaced_script_letter(only) => Some(Run::Letters),
            (Some(only), None) if only.is_numeric() => Some(Run::Digits),
            _ => None,
        };
        self.push(words, start, end, run);
    }

    fn push(&mut self, words: &str, start: usize, end: usize, run: Option<Run>) {
        let is_verbatim = run == Some(Run::Ascii);
        match self.pieces.last_mut() {
            Some(last) if run.is_some() && self.growing == run && last.original_end as usize == start => {
                last.original_end = end as u32;
                self.text.push_str(words);
            }
            _ => push_piece(&mut self.text, &mut self.pieces, words, start, end - start, is_verbatim),
        }
        self.growing = run;
    }

    fn finish(self) -> (String, Vec<OffsetPiece>) {
        (self.text, self.pieces)
    }
}

/// Letters of scripts that put spaces between words; in the others a run of letters is no word.
fn is_spaced_script_letter(character: char) -> bool {
    character.is_alphabetic() && (character as u32) < 0x0e00
}

#[cfg(test)]
mod tests {
    use super::*;
    use recount_model::Span;

    fn original_of<'a>(bytes: &'a [u8], decoded: &Decoded, words: &str) -> &'a [u8] {
        let at = decoded.text.find(words).unwrap();
        let (start, end) = decoded.offsets.to_original(Span::new(at, at + words.len()));
        &bytes[start as usize..end as usize]
    }

    #[test]
    fn utf8_is_itself_after_a_byte_order_mark() {
        let decoded = decode("\u{feff}Käse".as_bytes(), None).unwrap();
        assert_eq!(
            (decoded.text.as_str(), &decoded.offsets),
            ("Käse", &OffsetMap::Identity { skipped_bytes: 3 })
        );
    }

    #[test]
    fn windows_1251_is_guessed_and_words_lead_back() {
        let text =
            "Вчера на площади собрались люди, их было 40. Дорогу перекрыли в полдень, сообщила газета.";
        let bytes = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!(decoded.text, text);
        let expected = encoding_rs::WINDOWS_1251.encode("площади").0;
        assert_eq!(original_of(&bytes, &decoded, "площади"), &*expected);
        assert_eq!(original_of(&bytes, &decoded, "40"), b"40");
        assert!(decoded.odd[0].1.message.starts_with("read as windows-1251"));
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark() {
        let text = "The mill burned at 11.40. Мельница сгорела. The end of it.";
        for (mark, order) in [(true, 0), (true, 1), (false, 0), (false, 1)] {
            let mut bytes: Vec<u8> = Vec::new();
            for unit in mark.then_some(0xfeff).into_iter().chain(text.encode_utf16()) {
                bytes.extend(if order == 0 { unit.to_le_bytes() } else { unit.to_be_bytes() });
            }
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!(decoded.text, text, "mark {mark}, order {order}");
            assert_eq!(original_of(&bytes, &decoded, "40").len(), 4);
        }
    }

    #[test]
    fn damaged_utf8_keeps_its_good_parts() {
        let mut bytes = "Fünf Männer – später".as_bytes().to_vec();
        bytes.insert(5, 0xff);
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!(decoded.text, "Fünf\u{fffd} Männer – später");
        assert_eq!(original_of(&bytes, &decoded, "Männer"), "Männer".as_bytes());
        assert_eq!(original_of(&bytes, &decoded, "\u{fffd}"), b"\xff");
        assert_eq!(decoded.odd[0].0, 5);
    }

    #[test]
    fn what_is_not_text_is_named() {
        let named = |bytes: &[u8]| decode(bytes, None).unwrap_err().to_string();
        assert_eq!(named(b""), "the file is empty");
        assert!(named(b"%PDF-1.7 ...").contains("a PDF document"));
        let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(named(&noise).contains("binary data"));
    }
}
