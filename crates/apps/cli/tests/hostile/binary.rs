//! Pictures, programs, play lists: nothing that is read as text, or no more than text.

use super::corpus::Class;

const WORDS: &str = "On 7 May 2001 four people were hurt in Varn, a neighbour said.";

pub fn pictures() -> Class {
    let mut class = Class::new("pictures");
    let png = |width: u32, height: u32| {
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", size.as_slice(), b"\x08\x06\0\0\0\0\0\0\0\0\0\0\0IDAT\0\0\0\0"]
            .concat()
    };
    class.refused("huge.png", png(u32::MAX, u32::MAX));
    class.refused("none.png", png(0, 0));
    class.refused("wide.png", png(1_000_000, 1));
    class.refused("cut.png", png(10, 10)[..20].to_vec());
    class.refused(
        "text.png",
        [png(1, 1), b"\0\0\xff\xfftEXtComment\0".to_vec(), WORDS.as_bytes().to_vec()].concat(),
    );
    let jpeg = |inner: &[u8]| [b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0", inner].concat();
    class.refused(
        "huge.jpg",
        jpeg(b"\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03\x01\x22\0\x02\x11\x01\x03\x11\x01"),
    );
    class.refused("loop.jpg", jpeg(&b"\xff\xe1\0\x02".repeat(10_000)));
    class.refused("exif.jpg", jpeg(b"\xff\xe1\xff\xffExif\0\0II*\0\x08\0\0\0\xff\xff"));
    class.refused("cut.jpg", b"\xff\xd8\xff".to_vec());
    class.refused("loop.tif", [b"II*\0\x08\0\0\0\0\0\x08\0\0\0".to_vec(), vec![0; 64]].concat());
    class.refused("entries.tif", [b"MM\0*\0\0\0\x08\xff\xff".to_vec(), vec![0xff; 512]].concat());
    class.refused(
        "bomb.gif",
        [
            b"GIF89a\xff\xff\xff\xff\x80\0\0".to_vec(),
            b"\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02".to_vec(),
            vec![0x00; 300],
        ]
        .concat(),
    );
    class.either("script.gif", [b"GIF89a=1;/*".as_slice(), WORDS.as_bytes(), b"*/alert(1)"].concat());
    class.refused(
        "size.bmp",
        [
            b"BM\xff\xff\xff\xff\0\0\0\0\xff\xff\xff\xff\x28\0\0\0\xff\xff\xff\x7f\xff\xff\xff\x7f".to_vec(),
            vec![0; 64],
        ]
        .concat(),
    );
    class.refused(
        "size.webp",
        [b"RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff\x2f".to_vec(), vec![0xff; 64]].concat(),
    );
    class
}

pub fn programs() -> Class {
    let mut class = Class::new("programs and double formats");
    class.refused("program.txt", [b"\x7fELF\x02\x01\x01".to_vec(), vec![0; 300]].concat());
    class.refused("program.exe", [b"MZ\x90\0\x03\0\0\0".to_vec(), vec![0; 300]].concat());
    class.read("script.txt", format!("#!/bin/sh\ntouch harm; rm -rf /\n# {WORDS}\n"));
    class.read("shortcut.url.txt", format!("[InternetShortcut]\nURL=file:///etc/passwd\n{WORDS}\n"));
    class.read("page.txt", format!("<html><script>alert(1)</script><p>{WORDS}</p></html>"));
    class.either("database.db", [b"SQLite format 3\0".to_vec(), vec![0xff; 300]].concat());
    class.either("compound.doc", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0xff; 600]].concat());
    class.either("seven.7z", [b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), vec![0xff; 300]].concat());
    class.either(
        "film.mp4",
        [b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\xff\xff\xff\xffmoov".to_vec(), vec![0; 200]].concat(),
    );
    class.either(
        "film.mkv",
        [b"\x1a\x45\xdf\xa3\xff\xff\xff\xff\xff\xff\xff\xff".to_vec(), vec![0; 200]].concat(),
    );
    class
}

pub fn playlists(address: &str) -> Class {
    let mut class = Class::new("play lists");
    class.either("file.m3u8", format!("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n# {WORDS}\n"));
    class.either("net.m3u8", format!("#EXTM3U\n#EXTINF:1,\nhttp://{address}/a.ts\n# {WORDS}\n"));
    class.either("concat.ffconcat", format!("ffconcat version 1.0\nfile /etc/passwd\n# {WORDS}\n"));
    class.either("list.pls", format!("[playlist]\nFile1=http://{address}/\nTitle1={WORDS}\n"));
    class.either(
        "list.xspf",
        format!("<playlist><location>http://{address}/</location><title>{WORDS}</title></playlist>"),
    );
    class.either("scene.smil", format!("<smil><video src='file:///etc/passwd'/><p>{WORDS}</p></smil>"));
    class
}
