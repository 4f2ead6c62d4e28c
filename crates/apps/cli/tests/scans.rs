//! Scans: text recognised by `tesseract`, kept in the case, led back to page and box; and what is said without it.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ab_glyph::{Font as _, FontVec, PxScale, ScaleFont as _, point};
use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Output};

const ENGLISH: [&str; 4] = [
    "On Friday, March 4, 2011, the mill in Tessel burned",
    "down. The police said that 23 people were injured in",
    "the fire, and that 3 people died in the yard.",
    "Nobody has said how the fire began.",
];

const RUSSIAN: [&str; 4] = [
    "В пятницу, 4 марта 2011 года, в Тесселе сгорела",
    "мельница. Полиция сообщила, что при пожаре погибли",
    "3 человека, ещё 23 человека получили ранения.",
    "Никто не сказал, как начался пожар.",
];

/// Where systems keep a font with Latin and Cyrillic letters.
const FONTS: [&str; 3] = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
];

/// The lines as they look on paper, scanned at 300 dots per inch.
fn scan(lines: &[&str]) -> GrayImage {
    let file = FONTS
        .iter()
        .find_map(|path| std::fs::read(path).ok())
        .unwrap_or_else(|| panic!("install fonts-dejavu-core"));
    let font = FontVec::try_from_vec(file).unwrap();
    let (size, mut page) = (PxScale::from(50.0), GrayImage::from_pixel(1800, 900, Luma([245])));
    for (idx, line) in lines.iter().enumerate() {
        let mut x = 150.0;
        for letter in line.chars() {
            let glyph =
                font.glyph_id(letter).with_scale_and_position(size, point(x, 200.0 + 80.0 * idx as f32));
            x += font.as_scaled(size).h_advance(glyph.id);
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let corner = outline.px_bounds().min;
            outline.draw(|dx, dy, covered| {
                let (x, y) = (corner.x as u32 + dx, corner.y as u32 + dy);
                page.put_pixel(x, y, Luma([(245.0 - 225.0 * covered) as u8]));
            });
        }
    }
    page
}

fn encoded(page: &GrayImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(page.clone()).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A PDF of one page that is nothing but the scan.
fn pdf(page: &GrayImage) -> Vec<u8> {
    let (width, height) = page.dimensions();
    let (across, down) = (width as f32 * 0.24, height as f32 * 0.24);
    let content = format!("q {across} 0 0 {down} 0 0 cm /P Do Q");
    let objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {across} {down}] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>").into_bytes(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()).into_bytes(),
        [format!("<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length {} >>\nstream\n", page.as_raw().len()).as_bytes(), page.as_raw(), b"\nendstream"].concat(),
    ];
    let (mut file, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (idx, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend([format!("{} 0 obj\n", idx + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = file.len();
    file.extend(b"xref\n0 6\n0000000000 65535 f \n");
    places.iter().for_each(|at| file.extend(format!("{at:010} 00000 n \n").into_bytes()));
    file.extend(format!("trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes());
    file
}

fn recount(folder: &Path, path: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recount"));
    if let Some(path) = path {
        command.env("PATH", path);
    }
    command.args(arguments).current_dir(folder).output().unwrap()
}

fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// `cargo xtask test` installs it; elsewhere its absence is said.
fn is_installed() -> bool {
    let listed = Command::new("tesseract").arg("--list-langs").output();
    let is_there = listed.is_ok_and(|listed| {
        let said = words(&listed);
        said.contains("rus") && said.contains("eng")
    });
    if !is_there {
        eprintln!("not tested: `tesseract` with rus and eng is not installed");
    }
    is_there
}

/// A folder that holds no program.
const NOWHERE: Option<&str> = Some("/nonexistent");

#[test]
fn without_a_recogniser_it_says_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.png"), encoded(&GrayImage::new(40, 40), ImageFormat::Png)).unwrap();
    std::fs::write(folder.path().join("b.pdf"), pdf(&GrayImage::new(40, 40))).unwrap();
    std::fs::write(folder.path().join("c.txt"), "The mill in Tessel burned on March 4, 2011.").unwrap();
    let run = |arguments: &[&str]| recount(folder.path(), NOWHERE, arguments);
    assert!(run(&["init", "case"]).status.success());
    let added = run(&["add", "case", "a.png", "b.pdf", "c.txt"]);
    let said = words(&added);
    assert!(added.status.success(), "{said}");
    assert!(
        said.contains("2 originals are scans or pictures") && said.contains("apt install tesseract-ocr"),
        "{said}"
    );
    assert!(said.contains("recount ocr"), "{said}");
    let built = words(&run(&["build", "case"]));
    assert!(built.contains("recount ocr"), "{built}");
    assert_eq!(run(&["ocr", "case"]).status.code(), Some(1));
    assert!(run(&["verify", "case"]).status.success());
}

#[test]
fn scans_are_read_kept_and_led_back_to_page_and_box() {
    if !is_installed() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("en.png"), encoded(&scan(&ENGLISH), ImageFormat::Png)).unwrap();
    std::fs::write(folder.path().join("ru.pdf"), pdf(&scan(&RUSSIAN))).unwrap();
    std::fs::write(folder.path().join("ru.tiff"), encoded(&scan(&RUSSIAN[..2]), ImageFormat::Tiff)).unwrap();
    let run = |path: Option<&str>, arguments: &[&str]| recount(folder.path(), path, arguments);
    assert!(run(None, &["init", "case"]).status.success());
    let added = run(None, &["add", "case", "en.png", "ru.pdf", "ru.tiff"]);
    assert!(added.status.success() && words(&added).contains("recognised on 3 pages"), "{}", words(&added));
    let built = run(None, &["build", "case"]);
    assert!(built.status.success(), "{}", words(&built));
    assert!(words(&built).contains("text recognition"), "{}", words(&built));
    let figures = String::from_utf8(run(None, &["show", "case", "figures", "--json"]).stdout).unwrap();
    for wanted in
        ["p.1 (recognised)", "\"boxes\":[{\"page\":1,\"left\":", "3 человека", "23 people were injured"]
    {
        assert!(figures.contains(wanted), "{wanted}: {figures}");
    }
    assert!(run(None, &["verify", "case"]).status.success());
    let log = std::fs::read(folder.path().join("case/case.db")).unwrap();
    assert!(String::from_utf8_lossy(&log).contains("rendition.add"));

    // What was recognised is kept: nothing is recognised again, and a rebuild needs no recogniser.
    assert!(words(&run(None, &["ocr", "case"])).contains("0 pages"), "nothing is left to do");
    std::fs::remove_dir_all(folder.path().join("case/cache")).unwrap();
    assert!(run(NOWHERE, &["build", "case"]).status.success());
    let again = String::from_utf8(run(NOWHERE, &["show", "case", "figures", "--json"]).stdout).unwrap();
    assert_eq!(figures, again);
    assert!(run(NOWHERE, &["verify", "case"]).status.success());
}
