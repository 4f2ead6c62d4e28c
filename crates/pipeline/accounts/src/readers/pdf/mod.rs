//! PDF: letters with their places on pages, put together to lines, columns and paragraphs.
//!
//! A line stands at its page and box. Nothing in the file is run: scripts, forms and links are not looked at.

mod columns;
mod furniture;
mod letters;
mod lines;
#[cfg(test)]
pub(super) mod made;
mod paragraphs;
mod recognised;

use super::{Draft, PackedReader, and_more};
use crate::recognised::Page as RecognisedPage;
use crate::{FormatSettings, ReadError};
use hayro_interpret::hayro_syntax::object::DateTime;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use letters::Sheet;
use lines::Line;
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::MetadataField;
use recount_sayings::{Join, Told, list, say};

pub(super) const READER: PackedReader = PackedReader { id: "pdf", is_this, make };

/// Pages that are read; a document longer than this is no account.
const MOST_PAGES: usize = 20_000;

/// Letters that are read.
const MOST_LETTERS: usize = 30_000_000;

/// A file may begin with something else, if it is called a PDF.
const BEGINNING_BYTES: usize = 1024;

const MARK: &[u8] = b"%PDF-";

pub(crate) fn is_this(name: &str, bytes: &[u8]) -> bool {
    let begins = bytes.get(..BEGINNING_BYTES.min(bytes.len())).unwrap_or(bytes);
    begins.starts_with(MARK) || name.ends_with(".pdf") && begins.windows(MARK.len()).any(|at| at == MARK)
}

fn make(bytes: &[u8], settings: &FormatSettings) -> Result<Reported<Draft>, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| unreadable(&error))?;
    let mut draft = Draft::default();
    clues(&pdf, &mut draft);
    if pdf.pages().is_empty() {
        return Err(unreadable(&LoadPdfError::Invalid));
    }
    let recognised = settings.recognised_pages();
    let mut read = Pages::of(&pdf);
    let taken = read.recognise(&recognised);
    let pages = pdf.pages().len();
    if read.letters == 0 && taken.is_empty() {
        return Err(without_text(pages, &recognised));
    }
    read.odd(pages).into_iter().for_each(|odd| draft.odd(0, odd));
    paragraphs::write(read.pages, &mut draft);
    recognised::note(&taken, &mut draft);
    Ok(Reported::clean(draft))
}

fn without_text(pages: usize, recognised: &[RecognisedPage]) -> ReadError {
    if recognised.is_empty() {
        ReadError::OnlyPictures { pages }
    } else {
        ReadError::NothingRecognised { pages }
    }
}

/// A picture: nothing but what was recognised on it.
pub(super) fn picture(_: &[u8], settings: &FormatSettings) -> Result<Reported<Draft>, ReadError> {
    let recognised = settings.recognised_pages();
    let taken: Vec<&RecognisedPage> = recognised.iter().filter(|page| recognised::has_text(page)).collect();
    if taken.is_empty() {
        return Err(without_text(recognised.len().max(1), &recognised));
    }
    let mut draft = Draft::default();
    let mut pages: Vec<Vec<Line>> = taken.iter().map(|page| recognised::lines(page)).collect();
    furniture::mark(&mut pages);
    paragraphs::write(pages, &mut draft);
    recognised::note(&taken, &mut draft);
    Ok(Reported::clean(draft))
}

/// Pages of pictures without a letter, counted from 1: those whose text has to be recognised.
pub(crate) fn pages_without_text(bytes: &[u8]) -> Vec<u32> {
    let Ok(pdf) = Pdf::new(bytes.to_vec()) else { return Vec::new() };
    let pages = (1_u32..).zip(pdf.pages().iter()).take(MOST_PAGES);
    let is_picture = |page| {
        let sheet = Sheet::of(&pdf, page);
        sheet.letters.is_empty() && sheet.has_pictures
    };
    pages.filter(|(_, page)| is_picture(page)).map(|(number, _)| number).collect()
}

fn unreadable(error: &LoadPdfError) -> ReadError {
    let damaged = |why| ReadError::Damaged { what: say!("file.the-pdf"), why };
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            ReadError::Locked(say!("file.the-pdf"))
        }
        LoadPdfError::Decryption(_) => damaged(say!("unread.unknown-encryption")),
        LoadPdfError::Invalid => damaged(say!("unread.no-pages")),
    }
}

/// The lines of all pages, and what was odd about them.
#[derive(Default)]
struct Pages {
    pages: Vec<Vec<Line>>,
    letters: usize,
    unknown: usize,
    outside: usize,
    empty: Vec<usize>,
    hidden: Vec<usize>,
    is_cut: bool,
}

impl Pages {
    fn of(pdf: &Pdf) -> Self {
        let mut read = Pages::default();
        for (idx, page) in pdf.pages().iter().enumerate() {
            if idx >= MOST_PAGES || read.letters >= MOST_LETTERS {
                read.is_cut = true;
                break;
            }
            let sheet = Sheet::of(pdf, page);
            read.note(idx + 1, &sheet);
            read.pages.push(columns::in_order(sheet, (idx + 1) as u32));
        }
        furniture::mark(&mut read.pages);
        read
    }

    fn note(&mut self, number: usize, sheet: &Sheet) {
        self.letters += sheet.letters.len();
        self.unknown += sheet.unknown;
        self.outside += sheet.outside;
        if sheet.letters.is_empty() && sheet.has_pictures {
            self.empty.push(number);
        }
        if sheet.hidden > 0 {
            self.hidden.push(number);
        }
    }

    /// Puts what was recognised where a page holds nothing else; gives what was taken.
    fn recognise<'r>(&mut self, recognised: &'r [RecognisedPage]) -> Vec<&'r RecognisedPage> {
        let mut taken = Vec::new();
        for page in recognised {
            let number = page.picture.page as usize;
            let Some(place) = self.pages.get_mut(number.saturating_sub(1)) else { continue };
            if !place.is_empty() {
                continue;
            }
            self.empty.retain(|empty| *empty != number);
            if recognised::has_text(page) {
                *place = recognised::lines(page);
                taken.push(page);
            }
        }
        if !taken.is_empty() {
            furniture::mark(&mut self.pages);
        }
        taken
    }

    fn odd(&self, pages: usize) -> Vec<Diagnostic> {
        let mut odd = Vec::new();
        if self.is_cut {
            let message = say!("odd.pdf-cut", n = self.pages.len(), all = pages);
            odd.push(Diagnostic::warning("pdf-cut", message).hint(say!("odd-hint.pdf-cut")));
        }
        if self.unknown > 0 {
            let message = say!("odd.pdf-letters-unknown", n = self.unknown, all = self.letters);
            let hint = say!("odd-hint.pdf-letters-unknown");
            odd.push(Diagnostic::warning("pdf-letters-unknown", message).hint(hint));
        }
        if !self.empty.is_empty() {
            let message = say!("odd.pdf-page-without-text", pages = numbered(&self.empty));
            let hint = say!("odd-hint.install-tesseract");
            odd.push(Diagnostic::warning("pdf-page-without-text", message).hint(hint));
        }
        if !self.hidden.is_empty() {
            let message = say!("odd.pdf-hidden-text", pages = numbered(&self.hidden));
            let hint = say!("odd-hint.pdf-hidden-text");
            odd.push(Diagnostic::note("pdf-hidden-text", message).hint(hint));
        }
        if self.outside > 0 {
            let message = say!("odd.pdf-outside-page", n = self.outside);
            odd.push(Diagnostic::note("pdf-outside-page", message));
        }
        odd
    }
}

/// "page 3", "pages 3, 4 and 7 more".
fn numbered(pages: &[usize]) -> Told {
    const SHOWN: usize = 8;
    if let [only] = pages {
        return say!("pages.one", n = *only);
    }
    let shown = list(Join::Comma, pages.iter().copied().take(SHOWN));
    say!("pages.several", numbers = and_more(shown, pages.len().saturating_sub(SHOWN)))
}

fn clues(pdf: &Pdf, draft: &mut Draft) {
    let metadata = pdf.metadata();
    let words = [(MetadataField::Title, &metadata.title), (MetadataField::Author, &metadata.author)];
    for (field, bytes) in words {
        if let Some(bytes) = bytes {
            draft.clue(field, &text_string(bytes), 0..0);
        }
    }
    // When the file was made: the words are no younger. The day is enough; its zone is often not told.
    if let Some(made) = metadata.creation_date.as_ref().and_then(day) {
        draft.clue(MetadataField::Modified, &made, 0..0);
    }
}

fn day(date: &DateTime) -> Option<String> {
    let is_day = (1..=12).contains(&date.month) && (1..=31).contains(&date.day) && date.year >= 1900;
    is_day.then(|| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}

/// A string of the document's facts: UTF-16 or UTF-8 with their marks, else one byte a letter.
fn text_string(bytes: &[u8]) -> String {
    let (text, _, _) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark_bytes)) => encoding.decode(bytes.get(mark_bytes..).unwrap_or_default()),
        None => encoding_rs::WINDOWS_1252.decode(bytes),
    };
    text.chars().filter(|letter| !letter.is_control()).collect()
}
