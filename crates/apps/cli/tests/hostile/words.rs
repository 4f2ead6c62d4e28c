//! Names and encodings.

use super::corpus::Class;
use std::ffi::OsString;

fn account(number: usize) -> String {
    format!("On 3 May 2001 {number} people were hurt in Orlec, the mayor said.\n")
}

pub fn names() -> Class {
    let mut class = Class::new("names");
    let names = [
        "\u{1b}[31mred.txt",
        "\u{1b}]0;title\u{7}.txt",
        "line\nbreak.txt",
        "carriage\rreturn.txt",
        "tab\tstop.txt",
        "\u{202e}txt.exe.txt",
        "\u{2066}apart\u{2069}.txt",
        "\u{200f}mark.txt",
        "zero\u{200b}width.txt",
        "-rf.txt",
        "--help.txt",
        "$(touch harm).txt",
        "`touch harm`.txt",
        "; touch harm.txt",
        "..txt",
        "...",
        " .txt",
        "CON.txt",
        "<script>alert(1).txt",
        "%00.txt",
        "e\u{301}.txt",
        "\u{1F9E8}.txt",
    ];
    for (idx, name) in names.iter().enumerate() {
        class.read(*name, account(idx));
    }
    class.read("a".repeat(240), account(100));
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        class.read(OsString::from_vec(b"not \xff\xfe utf-8.txt".to_vec()), account(101));
    }
    class
}

pub fn encodings() -> Class {
    let mut class = Class::new("encodings");
    let utf16 = |text: &str, is_little: bool| -> Vec<u8> {
        let bytes = |unit: u16| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    };
    class.refused("empty.txt", "");
    class.refused("blank.txt", " \n\t \n");
    class.either("nul.txt", [account(1).as_bytes(), &[0; 64]].concat());
    class.either("only-nul.txt", vec![0; 4096]);
    class.either("all-bytes.txt", (0..=255).cycle().take(4096).collect::<Vec<u8>>());
    class.read("broken.txt", [account(2).as_bytes(), b"\xff\xfe\xfd words"].concat());
    class.read("long-form.txt", [account(3).as_bytes(), b"\xc0\xaf\xe0\x80\xaf"].concat());
    class.read("cut.txt", [account(4).as_bytes(), b"\xd0"].concat());
    class.read("surrogates.txt", [account(5).as_bytes(), b"\xed\xa0\x80\xed\xb0\x80"].concat());
    class.read("utf-16.txt", [b"\xff\xfe".to_vec(), utf16(&account(6), true)].concat());
    class.read("utf-16be.txt", [b"\xfe\xff".to_vec(), utf16(&account(7), false)].concat());
    class.either("utf-16-odd.txt", [b"\xff\xfe".to_vec(), utf16(&account(8), true), vec![7]].concat());
    class.either("utf-16-alone.txt", [b"\xff\xfe".to_vec(), [0, 0xd8].repeat(100)].concat());
    class.either("two-marks.txt", [b"\xef\xbb\xbf\xff\xfe", account(9).as_bytes()].concat());
    class.read("bidi.txt", format!("\u{202e}{}\u{202c}\u{2067}", account(10)));
    class.read("steering.txt", format!("\u{1b}[2J\u{1b}]8;;http://x\u{7}{}", account(11)));
    class.read("combining.txt", format!("a{}\n{}", "\u{301}".repeat(50_000), account(12)));
    class.read("one-line.txt", account(13).replace('\n', " ").repeat(4_000));
    class.read("digits.txt", "9".repeat(200_000));
    class.read("line-ends.txt", "\r\n\r\u{2028}\u{85}x".repeat(20_000));
    class
}
