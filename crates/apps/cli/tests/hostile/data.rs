//! JSON, tables, subtitles, messages, rich text, archives of the web.

use super::corpus::Class;

const WORDS: &str = "On 5 May 2001 nine people were hurt in Tesk, a witness said.";

pub fn json() -> Class {
    let mut class = Class::new("json");
    let article = |text: &str| format!("{{\"id\":\"a\",\"title\":\"t\",\"text\":\"{text}\"}}\n");
    class.either("arrays.json", "[".repeat(100_000));
    class.either("objects.json", "{\"a\":".repeat(100_000));
    class.either("closed.json", "[".repeat(50_000) + &"]".repeat(50_000));
    class.either("number.json", format!("{{\"text\":\"{WORDS}\",\"n\":{}}}", "9".repeat(100_000)));
    class.either("exponent.json", format!("{{\"text\":\"{WORDS}\",\"n\":1e999999999}}"));
    class.either("escapes.json", format!("{{\"text\":\"{WORDS} \\ud800\\u0000\\x\"}}"));
    class.either("twice.json", format!("{{\"text\":\"{WORDS}\",\"text\":\"other\",\"__proto__\":{{}}}}"));
    class.either("cut.json", format!("{{\"text\":\"{WORDS}"));
    class.either("mark.json", format!("\u{feff}{{\"text\":\"{WORDS}\"}}"));
    class.either("depth.jsonl", format!("{}{}", article(WORDS), "[".repeat(100_000)));
    class.either("junk.jsonl", format!("{}not json\n{{}}\n[]\nnull\n{}", article(WORDS), article("second")));
    class.either("many.jsonl", article(WORDS).repeat(500));
    class.either("long.jsonl", article(&"word ".repeat(50_000)));
    class.either("escapes.jsonl", article("\\ud83d\\ude00\\ud800\\udc00\\udfff\\u0000\\u202e"));
    class.either(
        "types.jsonl",
        "{\"id\":[],\"text\":{\"a\":1}}\n{\"text\":1}\n{\"text\":null,\"date\":\"x\"}\n",
    );
    class.either(
        "telegram.json",
        format!(
            "{{\"name\":\"x\",\"type\":\"t\",\"id\":1,\"messages\":[{}]}}",
            "{\"id\":1,\"type\":\"message\",\"date\":\"9999-99-99T99:99:99\",\"text\":[[[[\"a\"]]]]},"
                .repeat(100)
        ),
    );
    class
}

pub fn tables(address: &str) -> Class {
    let mut class = Class::new("tables");
    let head = "date,place,killed,source\n2001-05-03,Orlec,3,mayor\n";
    class.either(
        "formula.csv",
        format!("{head}2001-05-04,\"=HYPERLINK(\"\"http://{address}/\"\")\",@SUM(1),-1+1\n"),
    );
    class.either("command.csv", format!("{head}2001-05-04,=cmd|'/c calc'!A0,+1,\t=1\n"));
    class.either("open.csv", format!("{head}\"{}", "x,".repeat(10_000)));
    class.either("quotes.csv", format!("{head}{}", "\"".repeat(100_001)));
    class.either("columns.csv", "a,".repeat(50_000) + "\n" + &"1,".repeat(50_000));
    class.either("rows.csv", head.to_owned() + &",,,\n".repeat(20_000));
    class.either("ragged.csv", head.to_owned() + "1\n1,2,3,4,5,6,7,8,9\n\n,,,,\n");
    class.either("nul.csv", format!("{head}a\0b,\0,,\n"));
    class.either("mark.csv", format!("\u{feff}{head}"));
    class.either("field.csv", format!("{head}2001-05-04,{},1,x\n", "x".repeat(300_000)));
    class.either("mixed.csv", format!("{head}2001-05-04;Varn;1|x\t2\r2001-05-05,Tesk,1,y\n"));
    class.either("one.csv", "date\n".to_owned());
    class.either("bidi.csv", format!("{head}2001-05-04,\u{202e}Varn,1,x\n"));
    class.either("numbers.csv", format!("{head}99999-99-99,Varn,{},x\n", "9".repeat(400)));
    class.either("tabs.tsv", head.replace(',', "\t") + &"\t".repeat(100_000));
    class.either("encoding.csv", [head.as_bytes(), b"2001-05-04,\xff\xfe\xc3,1,x\n"].concat());
    class
}

pub fn subtitles() -> Class {
    let mut class = Class::new("subtitles");
    let cue = |from: &str, to: &str, words: &str| format!("1\n{from} --> {to}\n{words}\n\n");
    class.either("backwards.srt", cue("00:00:09,000", "00:00:01,000", WORDS));
    class.either("far.srt", cue("99999999999:00:00,000", "99999999999:00:01,000", WORDS));
    class.either("minutes.srt", cue("00:99:99,999", "00:99:99,999", WORDS));
    class.either("negative.srt", cue("-00:00:01,000", "00:00:01,000", WORDS));
    class.either("many.srt", cue("00:00:01,000", "00:00:02,000", "word").repeat(10_000));
    class.either("tags.srt", cue("00:00:01,000", "00:00:02,000", &("<i>".repeat(20_000) + WORDS)));
    class.either("braces.srt", cue("00:00:01,000", "00:00:02,000", &("{\\an8".repeat(20_000) + WORDS)));
    class.either("no-words.srt", cue("00:00:01,000", "00:00:02,000", "").repeat(100));
    class.either("cut.srt", "1\n00:00:01,000 -->".to_owned());
    class.either("one-line.srt", format!("1 00:00:01,000 --> 00:00:02,000 {WORDS}"));
    class.either(
        "style.vtt",
        format!("WEBVTT\n\nSTYLE\n{}\n\n00:01.000 --> 00:02.000\n{WORDS}\n", "::cue{}".repeat(10_000)),
    );
    class.either(
        "note.vtt",
        format!("WEBVTT\n\nNOTE {}\n\n00:01.000 --> 00:02.000\n{WORDS}\n", "-->".repeat(10_000)),
    );
    class.either(
        "voices.vtt",
        format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}{WORDS}\n", "<v A>".repeat(10_000)),
    );
    class.either("empty.vtt", "WEBVTT\n\n".to_owned());
    class
}

pub fn messages(address: &str) -> Class {
    let mut class = Class::new("mail and chats");
    let head =
        "From: a@example.org\nTo: b@example.org\nDate: Thu, 3 May 2001 10:00:00 +0000\nMIME-Version: 1.0\n";
    let nested = |depth: usize| {
        let part = |level: usize| format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n");
        (0..depth).map(part).collect::<String>()
    };
    class.either("depth.eml", format!("{head}{}{WORDS}", nested(2_000)));
    class.either(
        "loop.eml",
        format!(
            "{head}Content-Type: multipart/mixed; boundary=b\n\n{}",
            "--b\nContent-Type: multipart/mixed; boundary=b\n\n".repeat(5_000)
        ),
    );
    class.either("no-end.eml", format!("{head}Content-Type: multipart/mixed; boundary=\"\"\n\n--\n{WORDS}"));
    class.either("headers.eml", format!("{head}{}\n{WORDS}", "X-A: b\n".repeat(50_000)));
    class.either("long.eml", format!("{head}Subject: {}\n\n{WORDS}", "=?utf-8?B?4pyT?= ".repeat(20_000)));
    class.either(
        "base64.eml",
        format!("{head}Content-Transfer-Encoding: base64\n\n{}", "====!!!!".repeat(10_000)),
    );
    class.either(
        "quoted.eml",
        format!("{head}Content-Transfer-Encoding: quoted-printable\n\n{}", "=ZZ=\n=3".repeat(10_000)),
    );
    class
        .either("charset.eml", format!("{head}Content-Type: text/plain; charset=x-none\n\n{WORDS} \u{fffd}"));
    class.either(
        "tracking.eml",
        format!("{head}Content-Type: text/html\n\n<img src=http://{address}/t.png><p>{WORDS}</p>"),
    );
    class.either(
        "name.eml",
        format!("{head}Content-Disposition: attachment; filename=\"../../../harm\"\n\n{WORDS}"),
    );
    class.either(
        "outer.eml",
        format!(
            "{head}Content-Type: message/external-body; access-type=URL; URL=\"http://{address}/\"\n\n{WORDS}"
        ),
    );
    class.either("from.mbox", format!("From a\n{head}\n{WORDS}\n\n").repeat(300) + &"From \n".repeat(5_000));
    class.either("no-head.mbox", "From - Thu May  3 10:00:00 2001\n\n".repeat(3_000));
    class.either("page.mht", format!("{head}Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\nContent-Location: file:///etc/passwd\n\n<p>{WORDS}</p><img src=http://{address}/>\n--x--\n"));
    class.either("chat.txt", "[03.05.01, 10:00:00] A: \u{200e}\u{202e}word\n".repeat(3_000));
    class.either("dates.txt", "99/99/99, 99:99 - A: word\n".repeat(3_000));
    class
}

pub fn rich_text(address: &str) -> Class {
    let mut class = Class::new("rich text");
    let rtf = |inner: &str| format!("{{\\rtf1\\ansi {inner} {WORDS}}}");
    class.either("depth.rtf", rtf(&"{".repeat(100_000)));
    class.either("ends.rtf", rtf(&"}".repeat(100_000)));
    class.either("object.rtf", rtf("{\\object\\objocx{\\*\\objdata 0105000002000000}}"));
    class.either(
        "link.rtf",
        rtf(&format!("{{\\field{{\\*\\fldinst INCLUDEPICTURE \"http://{address}/\"}}}}")),
    );
    class.either("template.rtf", rtf(&format!("{{\\*\\template http://{address}/a.dot}}")));
    class.either("number.rtf", rtf(&format!("\\u{}?\\b{}", "9".repeat(10_000), "9".repeat(10_000))));
    class.either("binary.rtf", rtf("\\bin999999999 x"));
    class.either(
        "picture.rtf",
        rtf(&format!("{{\\pict\\picw999999999\\pich999999999 {}}}", "ff".repeat(50_000))),
    );
    class.either("hex.rtf", rtf(&"\\'zz\\'f".repeat(10_000)));
    class.either("cut.rtf", "{\\rtf1\\ansi\\ansicpg1251 \\'cf".to_owned());
    class
}

pub fn archives_of_the_web(address: &str) -> Class {
    let mut class = Class::new("archives of the web");
    let record = |length: &str, inner: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://{address}/\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: {length}\r\n\r\n{inner}\r\n\r\n"
        )
    };
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{WORDS}</p>");
    class.either("long.warc", record("99999999999999999999", &answer));
    class.either("short.warc", record("1", &answer));
    class.either("negative.warc", record("-1", &answer));
    class.either("none.warc", record("x", &answer));
    class.either("cut.warc", "WARC/1.0\r\nWARC-Type: resp".to_owned());
    class.either("version.warc", record("10", &answer).replace("WARC/1.0", "WARC/9.9"));
    class.either("headers.warc", format!("WARC/1.0\r\n{}\r\n", "A: b\r\n".repeat(50_000)));
    class.either("many.warc", record("0", "").repeat(3_000));
    class.either(
        "chunked.warc",
        record("70", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx"),
    );
    class.either(
        "redirect.warc",
        record("60", &format!("HTTP/1.1 302 Found\r\nLocation: http://{address}/\r\n\r\n")),
    );
    class
}
