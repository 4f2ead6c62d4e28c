//! Archives of every kind, whole, nested, damaged and hostile: what is handed over, what stays inside, what is said.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use recount_intake::{Fact, Intake, IntakeError, Limits, Sink, Sort, members};
use std::io::{self, Cursor, Read, Write};

/// Keeps what it is given; a member that fails is not kept.
#[derive(Default)]
struct Kept(Vec<(String, Vec<Fact>, Vec<u8>)>);

impl Sink for Kept {
    fn member(&mut self, name: &str, facts: &[Fact], bytes: &mut dyn Read) -> io::Result<()> {
        let mut whole = Vec::new();
        bytes.read_to_end(&mut whole)?;
        self.0.push((name.to_owned(), facts.to_vec(), whole));
        Ok(())
    }
}

struct Taken {
    kept: Vec<(String, Vec<Fact>, Vec<u8>)>,
    intake: Intake,
    said: Vec<String>,
}

impl Taken {
    fn names(&self) -> Vec<&str> {
        self.kept.iter().map(|(name, _, _)| name.as_str()).collect()
    }

    fn left(&self, sort: Sort) -> u64 {
        self.intake.left.get(&sort).copied().unwrap_or(0)
    }
}

fn take_within(name: &str, bytes: &[u8], limits: &Limits) -> Result<Taken, IntakeError> {
    let mut kept = Kept::default();
    let reported = members(name, &mut Cursor::new(bytes), limits, &mut kept)?;
    let said = reported.diagnostics.iter().map(|one| one.id.clone()).collect();
    assert_eq!(reported.value.documents, kept.0.len() as u64);
    Ok(Taken { kept: kept.0, intake: reported.value, said })
}

fn take(name: &str, bytes: &[u8]) -> Taken {
    take_within(name, bytes, &Limits::default()).unwrap()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn taped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        // Set by hand: the library refuses names that lead out.
        header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        archive.append(&header, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn record(kind: &str, address: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-05-03T10:05:00Z\r\n\
         Content-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let whole = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    record("response", address, "application/http; msgtype=response", &whole)
}

#[test]
fn documents_are_handed_over_and_the_rest_stays_inside() {
    let bytes = zipped(&[
        ("export/result.json", b"{}"),
        ("export/photos/a.jpg", b"\xff\xd8\xff"),
        ("export/video.mp4", b"...."),
        ("__MACOSX/export/._result.json", b"x"),
        ("letters/one.txt", b"The bridge is closed."),
    ]);
    let taken = take("export.zip", &bytes);
    assert_eq!(taken.names(), ["export/result.json", "letters/one.txt"]);
    assert_eq!((taken.left(Sort::Picture), taken.left(Sort::Recording), taken.left(Sort::System)), (1, 1, 1));
    assert!(taken.said.is_empty());
}

#[test]
fn a_tar_and_a_packed_file_are_opened() {
    let tape = taped(&[("a/one.txt", b"The mill burns."), ("a/two.png", b"\x89PNG")]);
    assert_eq!(take("a.tar", &tape).names(), ["a/one.txt"]);
    assert_eq!(take("a.tar.gz", &gzipped(&tape)).names(), ["a/one.txt"]);
    let two = [gzipped(b"The mill "), gzipped(b"burns.")].concat();
    let taken = take("folder/news.txt.gz", &two);
    assert_eq!(taken.names(), ["news.txt"]);
    assert_eq!(taken.kept[0].2, b"The mill burns.");
}

#[test]
fn archives_in_archives_are_opened_to_a_depth() {
    let mut bytes = zipped(&[("one.txt", b"The mill burns.")]);
    for level in 0..3 {
        bytes = zipped(&[(&format!("{level}.zip"), &bytes)]);
    }
    assert_eq!(take("a.zip", &bytes).names(), ["2.zip/1.zip/0.zip/one.txt"]);
    let limits = Limits { depth: 2, ..Limits::default() };
    let taken = take_within("a.zip", &bytes, &limits).unwrap();
    assert!(taken.kept.is_empty());
    assert_eq!(taken.said, ["archive-limit"]);
}

#[test]
fn an_office_document_is_one_document() {
    let docx = zipped(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]);
    assert!(matches!(take_within("a.docx", &docx, &Limits::default()), Err(IntakeError::NoArchive)));
    assert!(matches!(take_within("a.bin", &docx, &Limits::default()), Err(IntakeError::NoArchive)));
    assert_eq!(take("a.zip", &zipped(&[("letter.docx", &docx)])).names(), ["letter.docx"]);
}

#[test]
fn names_are_labels() {
    let tape = taped(&[
        ("../../etc/passwd", b"one"),
        ("/root/two.txt", b"two"),
        ("a\x1b[2J\\b.txt", b"three"),
        ("C:/three.txt", b"four"),
    ]);
    let taken = take("a.tar", &tape);
    assert_eq!(taken.names(), ["etc/passwd", "root/two.txt", "a\u{fffd}[2J/b.txt", "three.txt"]);
    assert_eq!(taken.said, ["odd-member-name"; 3]);
}

#[test]
fn a_bomb_ends_and_what_came_before_stays() {
    let zeros = vec![b' '; 8 << 20];
    let bytes = zipped(&[("one.txt", b"The mill burns."), ("zeros.txt", &zeros), ("two.txt", b"late")]);
    let limits = Limits { free_bytes: 1 << 20, ..Limits::default() };
    let taken = take_within("a.zip", &bytes, &limits).unwrap();
    assert_eq!(taken.names(), ["one.txt"]);
    assert_eq!(taken.said, ["archive-limit"]);
    let limits = Limits { total_bytes: 1 << 20, ..Limits::default() };
    let taken = take_within("a.txt.gz", &gzipped(&zeros), &limits).unwrap();
    assert!(taken.kept.is_empty());
    assert_eq!(taken.said, ["archive-limit"]);
    let limits = Limits { members: 1, ..Limits::default() };
    assert_eq!(take_within("a.zip", &bytes, &limits).unwrap().names(), ["one.txt"]);
}

#[test]
fn what_is_damaged_is_said_and_the_rest_is_taken() {
    let whole =
        zipped(&[("one.txt", &b"The mill burns. ".repeat(200)), ("two.txt", b"The bridge is closed.")]);
    let mut spoiled = whole.clone();
    let at = whole.windows(7).position(|window| window == b"one.txt").unwrap() + 30;
    spoiled[at] ^= 0xff;
    let taken = take("a.zip", &spoiled);
    assert_eq!(taken.names(), ["two.txt"]);
    assert_eq!(taken.said, ["member-damaged"]);
    let tape = taped(&[("one.txt", b"The mill burns."), ("two.txt", &[b'a'; 4000])]);
    let taken = take("a.tar", &tape[..2000]);
    assert_eq!(taken.names(), ["one.txt"]);
    assert!(!taken.said.is_empty());
    assert!(matches!(take_within("a.zip", &whole[..40], &Limits::default()), Err(IntakeError::Broken(_))));
}

#[test]
fn a_failing_sink_ends_the_intake() {
    struct Full;
    impl Sink for Full {
        fn member(&mut self, _: &str, _: &[Fact], _: &mut dyn Read) -> io::Result<()> {
            Err(io::Error::from(io::ErrorKind::StorageFull))
        }
    }
    let bytes = zipped(&[("one.txt", b"The mill burns.")]);
    let ended = members("a.zip", &mut Cursor::new(bytes), &Limits::default(), &mut Full);
    assert!(matches!(ended, Err(IntakeError::Sink(error)) if error.kind() == io::ErrorKind::StorageFull));
}

#[test]
fn attachments_of_mail_are_documents() {
    let mail = "From: Ann <ann@example.org>\r\nMIME-Version: 1.0\r\nMessage-ID: <1@example.org>\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--b\r\n\
        Content-Type: text/plain; name=one.txt\r\nContent-Disposition: attachment; filename=\"../one.txt\"\r\n\r\n\
        The mill burns.\r\n--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\
        Content-Disposition: attachment; filename=a.png\r\n\r\niVBORw0KGgo=\r\n--b--\r\n";
    let taken = take("a.eml", mail.as_bytes());
    assert_eq!(taken.names(), ["a.eml/one.txt"]);
    assert_eq!(taken.left(Sort::Picture), 1);
    let mailbox =
        format!("From ann Sat May  3 10:05:00 2031\n{mail}\n\nFrom ann Sat May  3 10:06:00 2031\n{mail}");
    assert_eq!(take("a.mbox", mailbox.as_bytes()).names().len(), 2);
}

const PAGE: &[u8] = b"<html><p>The mill at Orl burned down.</p></html>";

#[test]
fn answers_of_servers_are_unpacked() {
    let chunked = [format!("{:x}\r\n", PAGE.len()).as_bytes(), PAGE, b"\r\n0\r\n\r\n"].concat();
    let bytes = [
        record("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        response("https://example.org/a", "200 OK\r\nContent-Type: text/html; charset=utf-8", PAGE),
        response(
            "https://example.org/b?id=1",
            "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
            &chunked,
        ),
        response(
            "https://example.org/c.html",
            "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
            &gzipped(PAGE),
        ),
        // Kept unpacked, with the fields as they were.
        response(
            "https://example.org/d",
            "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
            PAGE,
        ),
        response("https://example.org/old", "301 Moved\r\nLocation: /a", b""),
        response("https://example.org/a.css", "200 OK\r\nContent-Type: text/css", b"p {}"),
        record("revisit", "https://example.org/a", "application/http", b"HTTP/1.1 200 OK\r\n\r\n"),
        record("request", "https://example.org/a", "application/http", b"GET / HTTP/1.1\r\n\r\n"),
    ]
    .concat();
    for (name, bytes) in [("a.warc", bytes.clone()), ("a.warc.gz", gzipped(&bytes))] {
        let taken = take(name, &bytes);
        let names =
            ["example.org/a.html", "example.org/b?id=1.html", "example.org/c.html", "example.org/d.html"];
        assert_eq!(taken.names(), names);
        assert!(taken.kept.iter().all(|(_, _, body)| body == PAGE));
        let facts: Vec<&str> = taken.kept[0].1.iter().map(|fact| fact.value.as_str()).collect();
        assert_eq!(facts, ["https://example.org/a", "2031-05-03T10:05:00Z"]);
        assert_eq!((taken.left(Sort::Style), taken.left(Sort::Answer), taken.left(Sort::Record)), (1, 1, 3));
    }
}

#[test]
fn odd_records_are_read_all_the_same() {
    let lf = String::from_utf8(response("https://example.org/a", "200 OK\r\nContent-Type: text/html", PAGE))
        .unwrap();
    let length = lf.lines().find(|line| line.starts_with("Content-Length")).unwrap().to_owned();
    let without = lf.replace(&format!("{length}\r\n"), "");
    let taken = take("a.warc", without.repeat(2).as_bytes());
    assert_eq!(taken.names().len(), 2);
    assert!(taken.kept.iter().all(|(_, _, body)| body == PAGE));
    let bare = without.replace("\r\n", "\n");
    assert_eq!(take("a.warc", bare.repeat(3).as_bytes()).names().len(), 3);
    let cut = format!("{lf}{}", &lf[..lf.len() - 20]);
    let taken = take("a.warc", cut.as_bytes());
    assert_eq!(taken.names().len(), 1);
    assert!(taken.said.contains(&"archive-damaged".to_owned()));
}

fn wacz(pages: &str, spoil: bool) -> Vec<u8> {
    signed_wacz(pages, spoil, |_| String::new())
}

/// The same, with what a signature over a hash says.
fn signed_wacz(pages: &str, spoil: bool, signature: impl Fn(&str) -> String) -> Vec<u8> {
    use sha2::{Digest as _, Sha256};
    let hash =
        |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let captures = gzipped(
        &[
            response("http://example.org/a", "302 Found\r\nLocation: https://example.org/a/", b""),
            response("https://example.org/a/", "200 OK\r\nContent-Type: text/html", PAGE),
            response(
                "https://ads.example.org/frame",
                "200 OK\r\nContent-Type: text/html",
                b"<p>Buy now.</p>",
            ),
            response("https://example.org/order.pdf", "200 OK\r\nContent-Type: application/pdf", b"%PDF-1.4"),
        ]
        .concat(),
    );
    let stated = if spoil { hash(b"other") } else { hash(&captures) };
    let package = format!(
        r#"{{"profile":"data-package","wacz_version":"1.1.1","resources":[{{"name":"d","path":"archive/data.warc.gz","hash":"sha256:{stated}","bytes":1}},{{"name":"p","path":"pages/pages.jsonl","hash":"sha256:{}","bytes":1}}]}}"#,
        hash(pages.as_bytes())
    );
    let whole = hash(package.as_bytes());
    let signed = signature(&whole);
    let digest = format!(r#"{{"path":"datapackage.json","hash":"sha256:{whole}"{signed}}}"#);
    zipped(&[
        ("archive/data.warc.gz", &captures),
        ("pages/pages.jsonl", pages.as_bytes()),
        ("datapackage.json", package.as_bytes()),
        ("datapackage-digest.json", digest.as_bytes()),
    ])
}

const PAGES: &str = "{\"format\":\"json-pages-1.0\",\"id\":\"pages\"}\n{\"url\":\"http://example.org/a\",\"ts\":\"2031-05-03T10:05:00Z\"}\n";

#[test]
fn pages_of_a_wacz_and_their_documents_are_taken() {
    let taken = take("a.wacz", &wacz(PAGES, false));
    assert_eq!(taken.names(), ["example.org/a.html", "example.org/order.pdf"]);
    assert_eq!(taken.left(Sort::Part), 1);
    assert!(taken.said.is_empty(), "{:?}", taken.said);
}

#[test]
fn a_hash_that_differs_is_said_and_the_pages_are_taken() {
    let taken = take("a.wacz", &wacz(PAGES, true));
    assert_eq!(taken.names().len(), 2);
    assert_eq!(taken.said, ["wacz-hash-differs"]);
    let taken = take("a.wacz", &wacz("", false));
    assert_eq!(taken.names().len(), 3);
    assert_eq!(taken.said, ["no-list-of-pages"]);
}

#[test]
fn a_signature_is_held_to_the_list_of_files() {
    let signed = |hash: &str| {
        format!(
            r#","signedData":{{"hash":"sha256:{hash}","created":"2011-03-05T10:00:00Z","software":"x","signature":"AA","publicKey":"AA"}}"#
        )
    };
    let taken = take("a.wacz", &signed_wacz(PAGES, false, signed));
    assert_eq!(taken.said, ["wacz-signature-unchecked"]);
    let taken = take("a.wacz", &signed_wacz(PAGES, false, |_| signed("00")));
    assert_eq!(taken.said, ["wacz-signature-differs"]);
    assert_eq!(taken.names().len(), 2);
}

#[test]
fn posts_of_an_archive_of_x_know_their_account() {
    let bytes = zipped(&[
        ("data/account.js", br#"window.YTD.account.part0 = [ {"account": {"username": "orl_daily"}} ]"#),
        ("data/direct-messages.js", b"window.YTD.direct_messages.part0 = [ ]"),
        ("data/tweets.js", b"window.YTD.tweets.part0 = [ ]"),
    ]);
    let taken = take("twitter.zip", &bytes);
    assert_eq!(taken.names(), ["data/tweets.js"]);
    assert_eq!(taken.kept[0].1[0].value, "@orl_daily");
    assert_eq!(taken.left(Sort::Personal), 2);
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(cut in 0_usize..3_000, byte in proptest::prelude::any::<u8>(), pick in 0_usize..4) {
        let archives: [(&str, Vec<u8>); 4] = [
            ("a.wacz", wacz(PAGES, false)),
            ("a.tar", taped(&[("one.txt", b"The mill burns.")])),
            ("a.warc", response("https://example.org/a", "200 OK\r\nContent-Type: text/html", PAGE)),
            ("a.gz", gzipped(b"The mill burns.")),
        ];
        let (name, mut bytes) = archives[pick].clone();
        let at = cut % bytes.len();
        bytes[at] = byte;
        let limits = Limits { free_bytes: 1 << 20, ..Limits::default() };
        let _ = take_within(name, &bytes, &limits);
        let _ = take_within(name, &bytes[..at], &limits);
    }
}
