//! Cases of the readers, and the promise they share: text leads back to the bytes it was made from.

use super::*;
use proptest::prelude::*;
use recount_cases::{Case, check_path};
use recount_model::{BlockKind, ColumnMeaning, ColumnRule, OffsetPiece, Reading};
use std::path::Path;

fn read(name: &str, bytes: &[u8]) -> Result<Reported<Reading>, ReadError> {
    read_with(name, bytes, &FormatSettings::default())
}

/// ` ```page name=a.html ` in, ` ```reading ` (metadata and blocks) and ` ```diagnostics ` out.
fn rendered(case: &Case) -> Vec<(String, String)> {
    let page = case.block("page").unwrap();
    let recognised = case.block("recognised").map(|block| recognised(&block.body));
    let settings = FormatSettings { recognised, ..FormatSettings::default() };
    let bytes = bytes_of(&page.body, page.attribute("encoding"));
    let read = read_with(page.attribute("name").unwrap(), &bytes, &settings);
    let (reading, diagnostics) = match read {
        Ok(read) => (shown(&read.value), read.diagnostics.iter().map(shown_diagnostic).collect()),
        Err(error) => (format!("error: {error}"), Vec::<String>::new()),
    };
    let mut outputs = vec![("reading".to_owned(), reading)];
    if case.block("diagnostics").is_some() || !diagnostics.is_empty() {
        outputs.push(("diagnostics".to_owned(), diagnostics.join("\n")));
    }
    outputs
}

/// What was recognised, from lines `page number width height` and `block paragraph line left top width height confidence
/// word`.
fn recognised(body: &str) -> String {
    let mut pages: Vec<(crate::RecognisedPicture, String)> = Vec::new();
    for line in body.lines() {
        let cells: Vec<&str> = line.splitn(9, ' ').collect();
        if let ["page", page, width, height] = cells[..] {
            let number = |word: &str| word.parse().unwrap();
            let (page, width, height) = (number(page), number(width), number(height));
            pages.push((crate::RecognisedPicture { page, width, height, dots_per_inch: 300 }, String::new()));
        } else {
            let [block, paragraph, line, rest @ ..] = &cells[..] else { panic!("{line}") };
            let row = [&["5", "1", block, paragraph, line, "1"], rest].concat();
            pages.last_mut().unwrap().1.push_str(&format!("{}\n", row.join("\t")));
        }
    }
    crate::recognised_text(pages.iter().map(|(picture, table)| (*picture, table.as_str())))
}

/// A package whose parts stand under lines `=== name`.
fn packed(body: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let deflated =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for part in body.split("=== ").skip(1) {
        let (name, words) = part.split_once('\n').unwrap();
        writer.start_file(name, deflated).unwrap();
        std::io::Write::write_all(&mut writer, words.trim_end().as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn bytes_of(body: &str, encoding: Option<&str>) -> Vec<u8> {
    if body.starts_with("=== ") {
        return packed(body);
    }
    if body.starts_with(pdf::made::MARK) {
        return pdf::made::pdf(body);
    }
    if body.starts_with("%PICTURE") {
        return b"\x89PNG\r\n\x1a\n".to_vec();
    }
    match encoding.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes())) {
        Some(encoding) => encoding.encode(body).0.into_owned(),
        None => body.replace("<FF>", "\u{1}").bytes().map(|b| if b == 1 { 0xff } else { b }).collect(),
    }
}

fn shown(reading: &Reading) -> String {
    let mut lines = vec![format!("{} {}", reading.reader, reading.language)];
    for clue in &reading.metadata {
        lines.push(format!("{:?}: {}", clue.field, clue.value));
    }
    for block in &reading.blocks {
        let kind = format!("{:?}", block.kind).to_lowercase();
        let words = block.span.of(&reading.text).replace('\n', "⏎");
        lines.push(format!("[{}] {words}", kind));
    }
    if reading.blocks.is_empty() {
        lines.push(reading.text.clone());
    }
    for telling in &reading.tellings {
        let clues = telling.metadata.iter().map(|clue| format!("; {:?}: {}", clue.field, clue.value));
        let words: Vec<&str> = telling.span.of(&reading.text).split_whitespace().take(3).collect();
        lines.push(format!("telling “{} …”: {}{}", words.join(" "), telling.why, clues.collect::<String>()));
    }
    for place in &reading.places {
        let rest = reading.text.get(place.start as usize..).unwrap_or("").trim_start();
        let words: Vec<&str> = rest.split_whitespace().take(3).collect();
        lines.push(format!("at {}: “{} …”", place.locator, words.join(" ")));
    }
    lines.join("\n")
}

fn shown_diagnostic(diagnostic: &Diagnostic) -> String {
    let span = diagnostic.span.unwrap();
    format!("{} {}..{}: {}", diagnostic.id, span.start, span.end, diagnostic.message)
}

#[test]
fn cases() {
    check_path(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/readers/cases"), rendered).unwrap();
}

/// Pieces cover the text in order, verbatim ones are the bytes themselves, and clues stand where they say.
fn assert_leads_back(reading: &Reading, bytes: &[u8]) {
    match &reading.offsets {
        OffsetMap::Identity { skipped_bytes } => {
            assert_eq!(reading.text.as_bytes(), &bytes[*skipped_bytes as usize..]);
        }
        OffsetMap::Pieces(pieces) => assert_pieces(pieces, reading, bytes),
        OffsetMap::Text => assert!(PACKED.iter().any(|packed| packed.id == reading.reader)),
    }
    let mut end = 0;
    for block in &reading.blocks {
        assert!(block.span.start >= end && !block.span.is_empty(), "blocks in order");
        assert!(!block.span.of(&reading.text).is_empty(), "blocks on characters");
        end = block.span.end;
    }
    for clue in &reading.metadata {
        assert!(
            clue.original_bytes.0 <= clue.original_bytes.1 && clue.original_bytes.1 <= bytes.len() as u64
        );
    }
}

fn assert_pieces(pieces: &[OffsetPiece], reading: &Reading, bytes: &[u8]) {
    assert_eq!(pieces.first().map(|piece| piece.text_start), Some(0));
    let ends = pieces.iter().skip(1).map(|next| next.text_start).chain([reading.text.len() as u32]);
    let mut before = 0;
    for (piece, text_end) in pieces.iter().zip(ends) {
        assert!(piece.text_start < text_end && piece.original_start <= piece.original_end);
        // A note stands behind the text although the format has it inside.
        let may_turn_back = !reading.tellings.is_empty() || reading.reader == "rtf";
        assert!(piece.original_start >= before || may_turn_back, "ascending");
        before = piece.original_start;
        if piece.is_verbatim {
            let text = &reading.text.as_bytes()[piece.text_start as usize..text_end as usize];
            let original = &bytes[piece.original_start as usize..piece.original_end as usize];
            assert_eq!(text, original, "verbatim pieces are the bytes themselves");
        }
    }
}

/// For a span of the text: its original bytes, decoded, hold the words of the span.
fn assert_span_decodes(
    reading: &Reading,
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    cut: (usize, usize),
) {
    let text = &reading.text;
    let start = text.floor_char_boundary(cut.0 % (text.len() + 1));
    let end = text.ceil_char_boundary((start + cut.1 % 40).min(text.len()));
    let words = &text[start..end];
    let (from, to) = reading.offsets.to_original(Span::new(start, end));
    let original = &bytes[from as usize..to as usize];
    let decoded = encoding.decode_without_bom_handling(original).0;
    assert!(words.is_empty() || decoded.contains(words), "`{words}` in `{decoded}`");
}

const LETTERS: &str = "[a-zA-Zà-ÿа-яА-Я0-9 .,\n“”—]{1,120}";

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in "[a-z]\\.(txt|md|html|json|js|eml|mbox|mhtml)") {
        if let Ok(read) = read(&name, &bytes) {
            assert_leads_back(&read.value, &bytes);
        }
    }

    #[test]
    fn no_markup_makes_a_reader_panic(
        text in "(<(p|/p|h1|b|/b|li|ul|br|script|/script|nav|title|!--|a href=x|article)>|&amp;|&lt|&#x41;|é|[a-z ]{1,9}|\r\n|\n|# |\\*\\*|---\n|\\[x\\]\\(y\\)|- |> |`|\\|){0,40}",
        name in "[a-z]\\.(txt|md|html|json|js|eml|mbox|mhtml)",
    ) {
        if let Ok(read) = read(&name, text.as_bytes()) {
            assert_leads_back(&read.value, text.as_bytes());
        }
    }

    #[test]
    fn no_table_makes_a_reader_panic(
        text in "(date|дата|text|source|killed|3 May|03.05.2001|1E5|=A1|#REF!|\"|\"\"|,|,|;|\t|\\||\r\n|\n|\r|[a-zа-я ]{1,9}|\u{feff}|sep=;){0,60}",
    ) {
        if let Ok(read) = read("a.csv", text.as_bytes()) {
            assert_leads_back(&read.value, text.as_bytes());
        }
    }

    #[test]
    fn no_rtf_makes_a_reader_panic(
        text in "(\\{|\\}|\\\\(par|rtf1|\\*|'e9|'|u-10179|u8?|uc0|fonttbl|f1|fcharset204|footnote|header|info|title|bin9|deleted|v0|row|cell|ansicpg1251|\\{|~) ?|[a-zа-я ]{1,9}|\r\n){0,60}",
    ) {
        let text = format!("{{\\rtf1{text}");
        if let Ok(read) = read("a.rtf", text.as_bytes()) {
            assert_leads_back(&read.value, text.as_bytes());
        }
    }

    #[test]
    fn no_feed_makes_a_reader_panic(
        text in "(</?(item|entry|title|description|content|author|name|link|pubDate|rss|div|p)( type=\"(xhtml|html|text)\"| href='a')?/?>|&(amp;|lt;)?|&lt;p&gt;|<!\\[CDATA\\[|\\]\\]>|[a-zа-я ]{1,9}|\n|\"|<!--|-->){0,60}",
    ) {
        let text = format!("<rss><channel><item>{text}");
        if let Ok(read) = read("a.rss", text.as_bytes()) {
            assert_leads_back(&read.value, text.as_bytes());
        }
    }

    #[test]
    fn no_part_of_a_package_makes_a_reader_panic(
        part in prop_oneof![
            Just("word/document.xml"), Just("xl/worksheets/sheet1.xml"), Just("content.xml"), Just("one.xhtml"),
        ],
        text in "(</?w:(p|r|t|del|ins|tbl|tr|tc|footnote|comment|pStyle)( w:val='1'| w:author='a')?/?>|</?text:(p|h|list-item|note|s|tracked-changes|changed-region|deletion)( text:c='999999999999')?/?>|</?table:(table|table-row|table-cell)( table:number-(rows|columns)-repeated='4000000000')?/?>|</?(office:text|office:annotation|row|c r='B9'|v|p|mc:Fallback)>|[a-z ]{1,9}|&amp;|&x;|<|>){0,60}",
    ) {
        let rest = match part {
            "word/document.xml" => "",
            "xl/worksheets/sheet1.xml" => "=== _rels/.rels\n<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>\n=== xl/workbook.xml\n<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>\n=== xl/_rels/workbook.xml.rels\n<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>\n",
            "content.xml" => "=== mimetype\napplication/vnd.oasis.opendocument.spreadsheet\n",
            _ => "=== META-INF/container.xml\n<rootfile full-path='b.opf'/>\n=== b.opf\n<item id='a' href='one.xhtml'/><itemref idref='a'/>\n",
        };
        let bytes = packed(&format!("{rest}=== {part}\n{text}"));
        if let Ok(read) = read("a.odt", &bytes) {
            assert_leads_back(&read.value, &bytes);
        }
    }

    #[test]
    fn every_cell_leads_back(
        rows in proptest::collection::vec(proptest::collection::vec("[a-zа-я][a-zа-я ,;\"\n]{0,12}[a-zа-я]", 3..4), 1..8),
        separator in prop_oneof![Just(','), Just(';'), Just('\t')],
        encoding in prop_oneof![Just(encoding_rs::UTF_8), Just(encoding_rs::WINDOWS_1251)],
    ) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |cells: &Vec<String>| cells.iter().map(quoted).collect::<Vec<_>>().join(&separator.to_string());
        let table = format!("дата{separator}место{separator}событие\r\n{}", rows.iter().map(line).collect::<Vec<_>>().join("\r\n"));
        let bytes = encoding.encode(&table).0.into_owned();
        let reading = read("a.csv", &bytes).unwrap().value;
        assert_leads_back(&reading, &bytes);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if encoding == encoding_rs::UTF_8 {
            prop_assert_eq!(reading.tellings.len(), rows.len());
            for (telling, row) in reading.tellings.iter().zip(&rows) {
                prop_assert_eq!(words(telling.span.of(&reading.text)), words(&row.join(" ")));
            }
        }
    }

    #[test]
    fn plain_text_leads_back(text in LETTERS, cut in (0_usize..500, 0_usize..500), encoding in 0_usize..4) {
        let encodings = [encoding_rs::UTF_8, encoding_rs::WINDOWS_1251, encoding_rs::WINDOWS_1252, encoding_rs::GBK];
        let encoding = encodings[encoding];
        let bytes = encoding.encode(&text).0.into_owned();
        if let Ok(read) = read("a.txt", &bytes) {
            assert_leads_back(&read.value, &bytes);
            if read.value.text == text {
                assert_span_decodes(&read.value, &bytes, encoding, cut);
            }
        }
    }

    #[test]
    fn utf16_leads_back(text in LETTERS, cut in (0_usize..500, 0_usize..500)) {
        let bytes: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        if let Ok(read) = read("a.txt", &bytes) {
            assert_leads_back(&read.value, &bytes);
            assert_eq!(read.value.text, text);
            assert_span_decodes(&read.value, &bytes, encoding_rs::UTF_16LE, cut);
        }
    }

    #[test]
    fn pages_lead_back_in_any_encoding(words in proptest::collection::vec("[a-zа-я]{1,9}", 1..30), is_1251 in any::<bool>()) {
        let page = format!("<html><meta charset=windows-1251><p>{}</p><p>&laquo;{}&raquo;</p></html>", words.join(" "), words.join("\r\n  "));
        let encoding = if is_1251 { encoding_rs::WINDOWS_1251 } else { encoding_rs::UTF_8 };
        let bytes = encoding.encode(&page).0.into_owned();
        let reading = read("a.html", &bytes).unwrap().value;
        assert_leads_back(&reading, &bytes);
        let last = format!("«{}»", words.join(" "));
        assert!(reading.text.ends_with(&last), "{}", reading.text);
        for word in &words {
            let at = reading.text.find(word.as_str()).unwrap();
            let (from, to) = reading.offsets.to_original(Span::new(at, at + word.len()));
            let original = encoding.decode_without_bom_handling(&bytes[from as usize..to as usize]).0;
            assert!(original.contains(word.as_str()));
        }
    }
}

#[test]
fn a_note_tells_of_a_line_no_one_can_read() {
    let text = "word ".repeat(LONG_LINE_BYTES / 4);
    let read = read("a.txt", text.as_bytes()).unwrap();
    assert_eq!(read.diagnostics[0].id, "long-line");
    assert!(read.value.blocks.iter().all(|block| block.kind != BlockKind::Furniture));
}

/// A bomb, a file cut short, one that is locked: one clear sentence each, and no harm.
#[test]
fn packages_that_cannot_be_read_say_why() {
    let bomb = packed(&format!("=== xl/workbook.xml\n{}", "x".repeat(16 << 20)));
    assert!(bomb.len() < 50_000, "{}", bomb.len());
    let error = read("a.xlsx", &bomb).unwrap_err();
    assert!(matches!(error, ReadError::Inflates { .. }), "{error}");
    let whole = packed("=== xl/workbook.xml\n<workbook/>");
    let cut = &whole[..whole.len() / 2];
    assert!(matches!(read("a.xlsx", cut), Err(ReadError::Damaged { .. })), "cut short");
    assert!(matches!(read("a.zip", cut), Err(ReadError::NotText(_))), "an archive is none of these");
}

/// One long header over many rows, one long text that many cells show: what is read grows no faster than its limits.
#[test]
fn nothing_is_multiplied_without_end() {
    let header = "h".repeat(100_000);
    let table = format!("date,{header}\n{}", "2001-05-03,1\n".repeat(2_000));
    let reading = read("a.csv", table.as_bytes()).unwrap().value;
    assert!(reading.text.len() < 3 * table.len(), "{}", reading.text.len());
    let cell = "word ".repeat(20_000);
    let sheet = format!(
        "=== mimetype\napplication/vnd.oasis.opendocument.spreadsheet\n=== content.xml\n<office:spreadsheet><table:table><table:table-row table:number-rows-repeated='1000'><table:table-cell table:number-columns-repeated='1000'><text:p>{cell}</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"
    );
    let read = read("a.ods", &packed(&sheet)).unwrap();
    assert!(read.value.text.len() < 8 << 20, "{}", read.value.text.len());
    assert!(read.diagnostics.iter().any(|odd| odd.id == "too-many-cells"));
}

/// The mark that spreadsheets know letters by is no part of the first header, in quotation marks or not.
#[test]
fn a_mark_before_a_table_is_no_word() {
    for table in [
        "date,source,text\r\n2031-03-05,Lida,The sluice held.\r\n",
        "\"дата\";\"текст\"\r\n\"05.03.2031\";\"Река встала.\"\r\n",
    ] {
        let plain = read("a.csv", table.as_bytes()).unwrap().value;
        let marked = format!("\u{feff}{table}");
        let reading = read("a.csv", marked.as_bytes()).unwrap().value;
        assert_leads_back(&reading, marked.as_bytes());
        assert_eq!((&reading.text, reading.tellings.len()), (&plain.text, 1));
        let clues = |reading: &Reading| -> Vec<String> {
            let clues = reading.tellings.iter().flat_map(|telling| &telling.metadata);
            clues.map(|clue| format!("{:?} {}", clue.field, clue.value)).collect()
        };
        assert_eq!(clues(&reading), clues(&plain));
    }
}

/// What the user settles about columns holds before what headers say, for its file alone.
#[test]
fn columns_can_be_settled() {
    let rule = |file: Option<&str>, header: &str, meaning| ColumnRule {
        file: file.map(str::to_owned),
        header: header.to_owned(),
        meaning,
    };
    let columns = vec![
        rule(None, "said by", ColumnMeaning::Source),
        rule(Some("b.csv"), "date", ColumnMeaning::Published),
        rule(Some("c.csv"), "note", ColumnMeaning::Ignored),
    ];
    let settings = FormatSettings { columns, ..FormatSettings::default() };
    let table = "date,note,said by\n2001-05-03,The mill burned.,Orl Daily\n";
    let of = |name: &str| shown(&read_with(name, table.as_bytes(), &settings).unwrap().value);
    let (other, own) = (of("a.csv"), of("dossier/b.csv"));
    assert!(other.contains("[list] 2001-05-03") && other.contains("Publisher: Orl Daily"), "{other}");
    assert!(own.contains("Published: 2001-05-03") && !own.contains("[list] 2001-05-03"), "{own}");
    assert!(own.contains("note: The mill burned."), "{own}");
}
