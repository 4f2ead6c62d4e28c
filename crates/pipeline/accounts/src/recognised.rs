//! Recognised text: what a recogniser made of the pictures of an original, as it is kept, and read again.
//!
//! Comes in: the recogniser's words with their boxes, in the table that `tesseract` writes. Goes out: a text of lines that
//! anybody can read, and the same words again. It may not know what recognised them.
//!
//! ```text
//! recount-recognised-v1
//! page ⇥ number ⇥ width ⇥ height ⇥ dots per inch        (pixels; then the recogniser's table of this page as it came)
//! level ⇥ page_num ⇥ block_num ⇥ par_num ⇥ line_num ⇥ word_num ⇥ left ⇥ top ⇥ width ⇥ height ⇥ conf ⇥ text
//! ```

use std::fmt::Write as _;

const HEAD: &str = "recount-recognised-v1";

/// Words of one original that are taken.
const MOST_WORDS: usize = 5_000_000;

/// The level of a word in the recogniser's table.
const WORD: &str = "5";

/// A picture that text was recognised on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecognisedPicture {
    /// The page, counted from 1.
    pub page: u32,
    /// In pixels.
    pub width: u32,
    pub height: u32,
    /// As far as it is known; else 300.
    pub dots_per_inch: u32,
}

/// A word with its box, in pixels from the upper left corner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) block: u32,
    pub(crate) paragraph: u32,
    pub(crate) line: u32,
    pub(crate) left: u32,
    pub(crate) top: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// In hundredths: 100 is sure.
    pub(crate) confidence: u32,
    pub(crate) text: String,
}

/// A picture with the words on it, in the recogniser's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) picture: RecognisedPicture,
    pub(crate) words: Vec<Word>,
}

/// The text that is kept, of each picture's table.
pub fn recognised_text<'t>(pictures: impl IntoIterator<Item = (RecognisedPicture, &'t str)>) -> String {
    let mut text = format!("{HEAD}\n");
    for (RecognisedPicture { page, width, height, dots_per_inch }, table) in pictures {
        let _ = writeln!(text, "page\t{page}\t{width}\t{height}\t{dots_per_inch}");
        text.push_str(table.trim_end());
        text.push('\n');
    }
    text
}

/// The pages of a text that was kept; nothing of what is no such text. A line that makes no sense is passed over.
pub(crate) fn pages(text: &str) -> Vec<Page> {
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        return Vec::new();
    }
    let (mut pages, mut words): (Vec<Page>, usize) = (Vec::new(), 0);
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        if let Some(picture) = picture(&cells) {
            pages.push(Page { picture, words: Vec::new() });
        } else if let (Some(page), Some(word)) = (pages.last_mut(), word(&cells)) {
            words += 1;
            if words > MOST_WORDS {
                break;
            }
            page.words.push(word);
        }
    }
    pages
}

fn picture(cells: &[&str]) -> Option<RecognisedPicture> {
    let number = |idx: usize| cells.get(idx)?.parse::<u32>().ok().filter(|number| *number > 0);
    (cells.first() == Some(&"page") && cells.len() == 5).then_some(())?;
    Some(RecognisedPicture {
        page: number(1)?,
        width: number(2)?,
        height: number(3)?,
        dots_per_inch: number(4)?,
    })
}

fn word(cells: &[&str]) -> Option<Word> {
    if cells.first() != Some(&WORD) {
        return None;
    }
    let number = |idx: usize| cells.get(idx)?.parse::<u32>().ok();
    let confidence = cells.get(10)?.parse::<f32>().ok().filter(|found| *found >= 0.0)?;
    let text: String = cells.get(11)?.chars().filter(|letter| !letter.is_control()).collect();
    let word = Word {
        block: number(2)?,
        paragraph: number(3)?,
        line: number(4)?,
        left: number(6)?,
        top: number(7)?,
        width: number(8)?,
        height: number(9)?,
        confidence: confidence.min(100.0) as u32,
        text: text.trim().to_owned(),
    };
    (!word.text.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
        1\t1\t0\t0\t0\t0\t0\t0\t100\t200\t-1\t\n5\t1\t1\t2\t3\t1\t10\t20\t30\t12\t96.4\tmill\n5\t1\t1\t2\t3\t2\t50\t20\t9\t12\t-1\t \n";

    #[test]
    fn words_come_back_with_their_boxes() {
        let picture = RecognisedPicture { page: 3, width: 100, height: 200, dots_per_inch: 300 };
        let text = recognised_text([(picture, TABLE)]);
        let found = pages(&text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].picture, picture);
        let words: Vec<(&str, u32)> =
            found[0].words.iter().map(|word| (word.text.as_str(), word.confidence)).collect();
        assert_eq!(words, [("mill", 96)]);
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        assert_eq!(pages("level\tpage_num"), []);
        assert_eq!(pages(&format!("{HEAD}\n{TABLE}")), [], "words of no page");
        let odd = format!(
            "{HEAD}\npage\t0\t1\t1\t1\npage\t1\t1\t1\t1\n5\t1\n5\t1\t1\t1\t1\t1\t-4\t1\t1\t1\tx\ty\n"
        );
        assert_eq!(pages(&odd).iter().map(|page| page.words.len()).sum::<usize>(), 0);
    }
}
