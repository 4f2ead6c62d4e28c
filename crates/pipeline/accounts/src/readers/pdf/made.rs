//! Small PDFs for cases, from a description that can be read.
//!
//! Lines after `%PDF of`: `title …`, `author …`, `made 20010503`, `page`, `turned page`, `picture`, and
//! `x y size words` (points from the lower left corner; `hidden` before it: not shown). Letters are those of
//! windows-1251; `¬` is a soft hyphen, `¤` a letter without a meaning.

use std::fmt::Write as _;

/// What a description begins with.
pub(in crate::readers) const MARK: &str = "%PDF of\n";

#[derive(Default)]
struct Described {
    facts: String,
    /// Each with its own entries and its content.
    pages: Vec<(String, String)>,
}

pub(in crate::readers) fn pdf(description: &str) -> Vec<u8> {
    let mut described = Described::default();
    for line in description.strip_prefix(MARK).unwrap_or(description).lines() {
        described.line(line);
    }
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        pages(described.pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 4 0 R >>"
            .to_owned(),
        stream("", MEANINGS),
        stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
            "a",
        ),
        format!("<< {} >>", described.facts),
    ];
    for (entries, content) in &described.pages {
        let content_at = objects.len() + 2;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {entries} /Contents {content_at} 0 R \
             /Resources << /Font << /F 3 0 R >> /XObject << /P 5 0 R >> >> >>"
        ));
        objects.push(stream("", content));
    }
    written(&objects)
}

impl Described {
    fn line(&mut self, line: &str) {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        match first {
            "title" | "author" => {
                let key = if first == "title" { "Title" } else { "Author" };
                let letters: Vec<String> = rest.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
                let _ = write!(self.facts, "/{key} <FEFF{}> ", letters.concat());
            }
            "made" => {
                let _ = write!(self.facts, "/CreationDate (D:{rest}120000) ");
            }
            "page" => self.pages.push(Default::default()),
            "turned" => self.pages.push(("/Rotate 90".to_owned(), String::new())),
            "picture" => self.draw("q 600 0 0 800 0 0 cm /P Do Q\n"),
            "hidden" => {
                self.draw("3 Tr\n");
                self.line(rest);
                self.draw("0 Tr\n");
            }
            _ => self.words(line),
        }
    }

    fn words(&mut self, line: &str) {
        let mut parts = line.splitn(4, ' ');
        let mut next = || parts.next().unwrap_or("0");
        let (x, y, size, words) = (next(), next(), next(), next());
        let words = words.replace('¬', "\u{AD}").replace('¤', "\u{403}");
        let bytes = encoding_rs::WINDOWS_1251.encode(&words).0.into_owned();
        let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        self.draw(&format!("BT /F {size} Tf {x} {y} Td <{}> Tj ET\n", hex.concat()));
    }

    fn draw(&mut self, what: &str) {
        if let Some((_, content)) = self.pages.last_mut() {
            content.push_str(what);
        }
    }
}

/// What the codes of windows-1251 mean.
const MEANINGS: &str = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def
1 begincodespacerange <00> <FF> endcodespacerange
6 beginbfrange <20> <7E> <0020> <85> <85> <2026> <93> <94> <201C> <96> <97> <2013> <AB> <AB> <00AB> <C0> <FF> <0410> endbfrange
5 beginbfchar <81> <E000> <AD> <00AD> <BB> <00BB> <B8> <0451> <B9> <2116> endbfchar
endcmap end end";

fn pages(count: usize) -> String {
    let kids: Vec<String> = (0..count).map(|idx| format!("{} 0 R", 7 + 2 * idx)).collect();
    format!("<< /Type /Pages /Count {count} /Kids [{}] >>", kids.join(" "))
}

fn stream(entries: &str, content: &str) -> String {
    format!("<< {entries} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

fn written(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (idx, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", idx + 1);
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let _ = write!(file, "xref\n0 {size}\n0000000000 65535 f \n");
    places.iter().for_each(|at| {
        let _ = writeln!(file, "{at:010} 00000 n ");
    });
    let _ = write!(file, "trailer << /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}
