//! Control words of RTF and code pages.
//!
//! Comes in: names and numbers. Goes out: what they mean. It may not know state.
//!
//! Source: Rich Text Format specification 1.9.1; what is not here changes only how words look.

use encoding_rs::Encoding;
use recount_model::{BlockKind, MetadataField};

/// What a control word does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    Words(&'static str),
    Unicode,
    Fallback,
    Paragraph,
    /// Paragraphs are plain again.
    Plain,
    Kind(BlockKind),
    Outline,
    Hidden,
    Deleted,
    /// Characters are plain again.
    NoFormat,
    /// A group for programs.
    Nothing,
    Fonts,
    /// A group that is shown, inside one that is not.
    Text,
    Comment,
    Aside(&'static str, BlockKind),
    Clue(MetadataField),
    DatePart(usize),
    CodePage,
    Font,
    Charset,
    Binary,
}

const FURNITURE: Meaning = Meaning::Aside("head or foot of the page", BlockKind::Furniture);

const WORDS: &[(&str, Meaning)] = &[
    ("annotation", Meaning::Comment),
    ("ansicpg", Meaning::CodePage),
    ("atnauthor", Meaning::Nothing),
    ("atnid", Meaning::Nothing),
    ("author", Meaning::Clue(MetadataField::Author)),
    ("bin", Meaning::Binary),
    ("bkmkend", Meaning::Nothing),
    ("bkmkstart", Meaning::Nothing),
    ("bullet", Meaning::Words("•")),
    ("cell", Meaning::Words("\t")),
    ("colortbl", Meaning::Nothing),
    ("creatim", Meaning::Clue(MetadataField::Created)),
    ("datastore", Meaning::Nothing),
    ("deleted", Meaning::Deleted),
    ("dy", Meaning::DatePart(2)),
    ("emdash", Meaning::Words("—")),
    ("emspace", Meaning::Words(" ")),
    ("endash", Meaning::Words("–")),
    ("enspace", Meaning::Words(" ")),
    ("f", Meaning::Font),
    ("fcharset", Meaning::Charset),
    ("filetbl", Meaning::Nothing),
    ("fldinst", Meaning::Nothing),
    ("fldrslt", Meaning::Text),
    ("fonttbl", Meaning::Fonts),
    ("footer", FURNITURE),
    ("footerf", FURNITURE),
    ("footerl", FURNITURE),
    ("footerr", FURNITURE),
    ("footnote", Meaning::Aside("note", BlockKind::List)),
    ("generator", Meaning::Nothing),
    ("header", FURNITURE),
    ("headerf", FURNITURE),
    ("headerl", FURNITURE),
    ("headerr", FURNITURE),
    ("info", Meaning::Nothing),
    ("latentstyles", Meaning::Nothing),
    ("ldblquote", Meaning::Words("“")),
    ("line", Meaning::Words("\n")),
    ("listoverridetable", Meaning::Nothing),
    ("listtable", Meaning::Nothing),
    ("listtext", Meaning::Nothing),
    ("lquote", Meaning::Words("‘")),
    ("ls", Meaning::Kind(BlockKind::List)),
    ("mo", Meaning::DatePart(1)),
    ("nestcell", Meaning::Words("\t")),
    ("nestrow", Meaning::Paragraph),
    ("nonesttables", Meaning::Nothing),
    ("nonshppict", Meaning::Nothing),
    ("objdata", Meaning::Nothing),
    ("outlinelevel", Meaning::Outline),
    ("page", Meaning::Paragraph),
    ("par", Meaning::Paragraph),
    ("pard", Meaning::Plain),
    ("pict", Meaning::Nothing),
    ("plain", Meaning::NoFormat),
    ("pntext", Meaning::Nothing),
    ("qmspace", Meaning::Words(" ")),
    ("rdblquote", Meaning::Words("”")),
    ("result", Meaning::Text),
    ("revtbl", Meaning::Nothing),
    ("revtim", Meaning::Clue(MetadataField::Modified)),
    ("row", Meaning::Paragraph),
    ("rquote", Meaning::Words("’")),
    ("rsidtbl", Meaning::Nothing),
    ("sect", Meaning::Paragraph),
    ("shptxt", Meaning::Text),
    ("stylesheet", Meaning::Nothing),
    ("tab", Meaning::Words("\t")),
    ("themedata", Meaning::Nothing),
    ("title", Meaning::Clue(MetadataField::Title)),
    ("u", Meaning::Unicode),
    ("uc", Meaning::Fallback),
    ("v", Meaning::Hidden),
    ("xe", Meaning::Nothing),
    ("xmlnstbl", Meaning::Nothing),
    ("yr", Meaning::DatePart(0)),
    ("zwj", Meaning::Words("\u{200d}")),
    ("zwnj", Meaning::Words("\u{200c}")),
];

/// What a control word means, if it touches words at all.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    let at = WORDS.binary_search_by(|(word, _)| word.cmp(&name)).ok()?;
    WORDS.get(at).map(|(_, meaning)| *meaning)
}

/// The encoding with the number that Windows gives it.
pub(super) fn code_page(number: u16) -> Option<&'static Encoding> {
    let label = match number {
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        866 => "ibm866",
        10007 => "x-mac-cyrillic",
        10000 => "macintosh",
        65001 => "utf-8",
        1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font with this `\fcharset`.
pub(super) fn charset(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        255 => 866,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_order() {
        assert!(WORDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
