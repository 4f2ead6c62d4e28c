//! PDF.

use super::corpus::{Class, Dice, Expected};
use super::packed;

const WORDS: &str = "On 8 May 2001 six people were hurt in Tesk, the nurse said.";

/// A PDF of these objects, counted from 1; the first is the catalogue.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (idx, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend([format!("{} 0 obj\n", idx + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = file.len();
    let index: String = places.iter().map(|at| format!("{at:010} 00000 n \n")).collect();
    let size = objects.len() + 1;
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{index}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.into_bytes());
    file
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    [format!("<< {entries} /Length {} >>\nstream\n", content.len()).as_bytes(), content, b"\nendstream"]
        .concat()
}

/// A page of words, with more entries in the catalogue and the page, and more objects from 6 on.
fn page(catalogue: &str, entries: &str, more: &[Vec<u8>]) -> Vec<u8> {
    with_content(catalogue, entries, stream("", shown().as_bytes()), more)
}

fn shown() -> String {
    format!("BT /F 12 Tf 50 700 Td ({WORDS}) Tj ET\n")
}

fn with_content(catalogue: &str, entries: &str, content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>").into_bytes(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> {entries} >>").into_bytes(),
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    objects.extend_from_slice(more);
    file(&objects)
}

pub fn structure(address: &str) -> Class {
    let mut class = Class::new("pdf");
    let script = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>";
    class.read("script.pdf", page(script, "", &[]));
    class.read("launch.pdf", page("/OpenAction << /S /Launch /F (/bin/sh) >>", "", &[]));
    class.read("link.pdf", page(&format!("/OpenAction << /S /URI /URI (http://{address}/) >>"), "", &[]));
    class.read(
        "submit.pdf",
        page(&format!("/AcroForm << /XFA (x) /Fields [] /A (http://{address}/) >>"), "", &[]),
    );
    class.read(
        "embedded.pdf",
        page(
            "/Names << /EmbeddedFiles << /Names [(../../harm) 6 0 R] >> >>",
            "",
            &[stream("/Type /EmbeddedFile", b"harm")],
        ),
    );
    // Numbers have no exponents there: it is no page.
    class.refused("huge-page.pdf", page("", "/UserUnit 1e9 /CropBox [0 0 1e30 1e30]", &[]));
    class.either("no-page.pdf", page("", "/MediaBox [0 0 0 0]", &[]));
    class.either("wild-page.pdf", page("", "/MediaBox [(a) null 1e999 -1e999] /Rotate 17", &[]));
    let form = |entries: &str| {
        stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 600 800] {entries}"), b"/X Do /X Do")
    };
    let calls = stream("", format!("{} /X Do", shown()).as_bytes());
    class.either(
        "form-loop.pdf",
        with_content("", "", calls.clone(), &[form("/Resources << /XObject << /X 6 0 R >> >>")]),
    );
    class.either(
        "many-forms.pdf",
        with_content(
            "",
            "",
            stream("", format!("{}{}", shown(), "/X Do ".repeat(5_000)).as_bytes()),
            &[stream("/Type /XObject /Subtype /Form /BBox [0 0 1 1]", b"q Q")],
        ),
    );
    class.either(
        "bomb.pdf",
        with_content(
            "",
            "",
            stream("/Filter /FlateDecode", &[b"\x78\x01".to_vec(), packed::zeros(100_000)].concat()),
            &[],
        ),
    );
    class.either(
        "bombs.pdf",
        with_content(
            "",
            "",
            stream("/Filter [/FlateDecode /FlateDecode /FlateDecode]", &packed::zeros(1_000)),
            &[],
        ),
    );
    class.either(
        "filters.pdf",
        with_content("", "", stream(&format!("/Filter [{}]", "/ASCIIHexDecode ".repeat(5_000)), b"41"), &[]),
    );
    class.either("picture.pdf", with_content("", "", calls, &[stream("/Type /XObject /Subtype /Image /Width 2000000000 /Height 2000000000 /ColorSpace /DeviceRGB /BitsPerComponent 16", b"x")]));
    class.either(
        "pages-loop.pdf",
        file(&[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Count 99 /Kids [2 0 R 2 0 R 3 0 R] >>".to_vec(),
            b"<< /Type /Pages /Parent 2 0 R /Count 9 /Kids [2 0 R] >>".to_vec(),
        ]),
    );
    class.either(
        "reference-loop.pdf",
        file(&[b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), b"3 0 R".to_vec(), b"2 0 R".to_vec()]),
    );
    class.either(
        "count.pdf",
        file(&[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Count 2147483647 /Kids [] >>".to_vec(),
        ]),
    );
    let whole = page("", "", &[]);
    let text = String::from_utf8_lossy(&whole).into_owned();
    let start = text.find("xref\n").unwrap();
    class.either("index-loop.pdf", text.replace("/Root", &format!("/Prev {start} /Root")).into_bytes());
    class.either("no-index.pdf", text.replace("startxref", "startnone").into_bytes());
    class.either(
        "far-index.pdf",
        text.replace(&format!("startxref\n{start}"), "startxref\n99999999999999").into_bytes(),
    );
    class.add("locked.pdf", text.replace("/Root", "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <28> /U <28> >> /ID [<28> <28>] /Root").into_bytes(), Expected::Refused("unreadable-original"));
    class.either(
        "unknown-lock.pdf",
        text.replace("/Root", "/Encrypt << /Filter /Other /V 99 >> /Root").into_bytes(),
    );
    class.either("length.pdf", text.replace("/Length ", "/Length 99999999").into_bytes());
    class.either("depth.pdf", page(&format!("/A {}", "[".repeat(100_000)), "", &[]));
    class.either("dictionaries.pdf", page(&format!("/A {}", "<</A ".repeat(50_000)), "", &[]));
    class.either(
        "words.pdf",
        with_content("", "", stream("", format!("{}{}", shown(), "q ".repeat(200_000)).as_bytes()), &[]),
    );
    class.either(
        "numbers.pdf",
        with_content(
            "",
            "",
            stream("", b"BT /F 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (a) Tj ET BT /F 0 Tf (b) Tj ET"),
            &[],
        ),
    );
    class.read(
        "changes.pdf",
        [whole.clone(), b"\n1 0 obj\n<< >>\nendobj\nstartxref\n0\n%%EOF\n".repeat(500), whole[9..].to_vec()]
            .concat(),
    );
    class.read("page-and-pdf.html", format!("<html><p>{WORDS}</p>{text}"));
    class
}

/// The same file, cut off at places all over it.
pub fn cut_off() -> Class {
    let mut class = Class::new("pdf, cut off");
    let whole = page("", "", &[]);
    for part in 1..=20 {
        class.either(format!("cut-{part:02}.pdf"), &whole[..whole.len() * part / 21]);
    }
    class
}

/// The same file with bytes changed.
pub fn flipped() -> Class {
    let mut class = Class::new("pdf, bytes changed");
    let mut dice = Dice(2001);
    for number in 0..40 {
        let mut changed = page("", "", &[]);
        for _ in 0..=number {
            let at = 9 + dice.below(changed.len() - 9);
            changed[at] = dice.below(256) as u8;
        }
        class.either(format!("changed-{number:02}.pdf"), changed);
    }
    class
}
