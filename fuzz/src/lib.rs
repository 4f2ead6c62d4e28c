//! Fuzz targets: what must hold for bytes of any kind.
//!
//! Comes in: bytes. Goes out: nothing, or a panic that names what does not hold. It may not know where the bytes come from:
//! `tests/short.rs` makes them from the seeds in `corpus/` without any tool, `cargo xtask fuzz TARGET` lets libFuzzer look for
//! new ones as long as one likes.

mod networks;

pub use networks::networks;
use recount::{Original, Rules, Settings, TimesLine, TimesText, read_local, read_times};
use recount_intake::{Fact, Limits, Sink};
use recount_model::{OffsetMap, Span, Timex};
use recount_time::{Value, edtf, instants, timeml};
use std::io::{self, Cursor, Read, Write as _};
use std::sync::LazyLock;

/// A target's body.
pub type Target = fn(&[u8]);

/// Every target by its name, which is also the folder of its seeds.
pub const TARGETS: [(&str, Target); 16] = [
    ("times", times),
    ("timeml", timeml),
    ("values", values),
    ("jsonl", jsonl),
    ("originals", originals),
    ("messages", messages),
    ("archives", archives),
    ("tables", tables),
    ("packages", packages),
    ("rtf", rtf),
    ("feeds", feeds),
    ("pdf", pdf),
    ("subtitles", subtitles),
    ("bags", bags),
    ("stamps", stamps),
    ("networks", networks),
];

mod custody;

pub use custody::{bags, stamps};

static RULES: LazyLock<Option<Rules>> = LazyLock::new(|| Rules::built_in().ok());

/// The times of a text: spans stand in it, one after the other, and every value can be read again.
pub fn times(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for language in ["en", "ru"] {
        let settings = Settings { language: Some(language.to_owned()), ..Settings::default() };
        times_of(&TimesText { text: &text, name: "fuzz", ..TimesText::default() }, &settings);
    }
}

fn times_of(text: &TimesText<'_>, settings: &Settings) {
    let Some(rules) = RULES.as_ref() else { panic!("the built-in language packs are broken") };
    check(text.text, &read_times(text, settings, rules).value.times);
}

fn check(text: &str, times: &[Timex]) {
    let mut end = 0;
    for timex in times {
        assert!(timex.span.start >= end, "times overlap: {timex:?}");
        assert_eq!(
            text.get(timex.span.range()),
            Some(timex.text.as_str()),
            "a quote that does not stand there"
        );
        let value = timex.value.parse::<Value>().map(|value| value.to_string());
        assert!(
            timex.value.is_empty() || value.as_ref() == Ok(&timex.value),
            "a value that cannot be read: {timex:?}"
        );
        end = timex.span.end;
    }
}

/// A TimeML document: its text leads back into the XML, and what is written of it is read again.
pub fn timeml(bytes: &[u8]) {
    let xml = String::from_utf8_lossy(bytes);
    let Some(document) = timeml::read(&xml) else { return };
    let (start, end) = document.offsets().to_original(Span::new(0, document.text.len()));
    assert!(start <= end && end as usize <= xml.len(), "offsets outside the XML");
    for span in document.blocks.iter().chain(document.times.iter().map(|time| &time.span)) {
        assert!(document.text.get(span.range()).is_some(), "a span outside the text");
    }
    let written = timeml::write("fuzz", document.written.as_deref(), &document.text, &[]);
    assert!(timeml::read(&written).is_some(), "TimeML that is not TimeML");
    let text =
        TimesText { text: &document.text, blocks: &document.blocks, name: "fuzz", ..TimesText::default() };
    times_of(&text, &Settings::default());
}

/// A TIMEX3 value: what is printed is read as the same, and has days in order.
pub fn values(bytes: &[u8]) {
    let Ok(value) = String::from_utf8_lossy(bytes).parse::<Value>() else { return };
    assert_eq!(value.to_string().parse().as_ref(), Ok(&value), "printed and read again");
    if let Some((first, last)) = value.days() {
        assert!(first <= last, "days that run backwards: {value}");
    }
    let interval = instants::interval(&value, &[]);
    assert!(
        interval.earliest.zip(interval.latest).is_none_or(|(from, to)| from <= to),
        "{value}: {interval:?}"
    );
    let _ = edtf::edtf(&value, Some("START"), true);
}

/// Lines of JSON as `recount read times` takes them.
pub fn jsonl(bytes: &[u8]) {
    for line in bytes.split(|byte| *byte == b'\n') {
        let Ok(line) = serde_json::from_slice::<TimesLine>(line) else { continue };
        let text = TimesText { text: &line.text, name: "fuzz", ..TimesText::default() };
        times_of(
            &text,
            &Settings { language: line.lang.clone(), default_zone: line.zone.clone(), ..Settings::default() },
        );
    }
}

/// A file of any format, by its first byte: its times stand in its reading.
pub fn originals(bytes: &[u8]) {
    const NAMES: [&str; 4] = ["fuzz.txt", "fuzz.html", "fuzz.md", "fuzz"];
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES.get(usize::from(*first) % NAMES.len()).copied().unwrap_or("fuzz");
    let Some(rules) = RULES.as_ref() else { panic!("the built-in language packs are broken") };
    let original = Original { name, bytes, written: None };
    let Ok(read) = read_local(&original, &Settings::default(), rules) else { return };
    for claims in &read.value.claims {
        check(&read.value.reading.text, &claims.times);
    }
}

/// Mail and exports, by their first byte: tellings stand in the text, one after the other, and lead back to the bytes.
pub fn messages(bytes: &[u8]) {
    const NAMES: [&str; 6] = ["a.eml", "a.mbox", "a.mhtml", "result.json", "chat.txt", "tweets.js"];
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES.get(usize::from(*first) % NAMES.len()).copied().unwrap_or("a.eml");
    let Some(rules) = RULES.as_ref() else { panic!("the built-in language packs are broken") };
    let original = Original { name, bytes, written: None };
    let Ok(read) = read_local(&original, &Settings::default(), rules) else { return };
    let reading = &read.value.reading;
    let mut end = 0;
    for telling in &reading.tellings {
        assert!(telling.span.start >= end, "tellings overlap: {telling:?}");
        assert!(reading.text.get(telling.span.range()).is_some(), "a telling outside the text");
        let (from, to) = reading.offsets.to_original(telling.span);
        assert!(from <= to && to <= bytes.len() as u64, "a telling outside the bytes");
        end = telling.span.end;
    }
}

/// Archives: whatever they hold, it ends, within its limits.
pub fn archives(bytes: &[u8]) {
    const LIMIT: u64 = 1 << 20;
    let limits = Limits {
        total_bytes: LIMIT,
        free_bytes: LIMIT,
        held_bytes: LIMIT,
        members: 100,
        ..Limits::default()
    };
    let mut counted = Counted(0);
    let _ = recount_intake::members("fuzz", &mut Cursor::new(bytes), &limits, &mut counted);
    assert!(counted.0 <= 2 * LIMIT + 100 * bytes.len() as u64, "more was handed over than the limit allows");
}

/// A sink that only counts.
struct Counted(u64);

impl Sink for Counted {
    fn member(&mut self, name: &str, _: &[Fact], bytes: &mut dyn Read) -> io::Result<()> {
        assert!(
            !name.starts_with('/') && !name.split('/').any(|part| part == ".."),
            "a name that leads out: {name}"
        );
        assert!(!name.chars().any(char::is_control), "a name that moves the cursor: {name:?}");
        self.0 += io::copy(bytes, &mut io::sink())?;
        Ok(())
    }
}

/// A table of cells with marks between them.
pub fn tables(bytes: &[u8]) {
    reading("fuzz.csv", bytes);
    let _ = recount::cells(bytes, "id");
}

/// An RTF document.
pub fn rtf(bytes: &[u8]) {
    reading("fuzz.rtf", bytes);
}

/// A feed, in XML or JSON.
pub fn feeds(bytes: &[u8]) {
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    reading(if is_json { "fuzz.json" } else { "fuzz.rss" }, bytes);
}

/// A PDF document.
pub fn pdf(bytes: &[u8]) {
    reading("fuzz.pdf", bytes);
}

/// Subtitles, of either kind.
pub fn subtitles(bytes: &[u8]) {
    reading("fuzz.srt", bytes);
    reading("fuzz.vtt", bytes);
}

/// A packed document, given as its parts: each stands under a line `=== name`. Spoiling the parts reaches further than
/// spoiling the package, whose checksums would tell. The same bytes are read as they stand, too.
pub fn packages(bytes: &[u8]) {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let text = String::from_utf8_lossy(bytes);
    for (name, words) in parts(&text) {
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        if writer.start_file(name, stored).is_err() || writer.write_all(words.as_bytes()).is_err() {
            return;
        }
    }
    let Ok(package) = writer.finish() else { return };
    let _ = recount::cells(package.get_ref(), "id");
    for name in ["fuzz.docx", "fuzz.odt", "fuzz.ods", "fuzz.xlsx", "fuzz.epub"] {
        reading(name, package.get_ref());
    }
    reading("fuzz.docx", bytes);
}

/// The parts of a text, each under a line `=== name`.
fn parts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("=== ").skip(1).map(|part| part.split_once('\n').unwrap_or((part, "")))
}

/// Reads an original: what its format says of the text stands in the text, and leads back into the original.
fn reading(name: &str, bytes: &[u8]) {
    let Some(rules) = RULES.as_ref() else { panic!("the built-in language packs are broken") };
    let original = Original { name, bytes, written: None };
    let Ok(read) = read_local(&original, &Settings::default(), rules) else { return };
    let reading = &read.value.reading;
    let spans =
        reading.blocks.iter().map(|block| block.span).chain(reading.tellings.iter().map(|one| one.span));
    for span in spans {
        assert!(
            reading.text.get(span.range()).is_some_and(|words| !words.is_empty()),
            "a span outside the text"
        );
        let (from, to) = reading.offsets.to_original(span);
        let is_text = matches!(reading.offsets, OffsetMap::Text);
        assert!(from <= to && (is_text || to <= bytes.len() as u64), "{span:?} leads to {from}..{to}");
    }
    assert!(reading.places.is_sorted_by_key(|place| place.start), "places in order");
}
