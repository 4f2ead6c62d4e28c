//! Pages of PDFs and pictures to grey pictures that text can be recognised on.
//!
//! Comes in: the bytes of a PDF or of a picture (PNG, JPEG, TIFF, WebP). Goes out: one [`Picture`] a page, upright, as plain
//! bytes that no decoder is needed for. It may not know what recognises text, or any other stage.

mod pdf;
mod picture;

pub use pdf::of_pages;
pub use picture::of_picture;

/// Dots per inch that pages are drawn at: what recognisers are trained on.
pub const DOTS_PER_INCH: u32 = 300;

/// Pixels of one picture, at most: an A3 page at 300 dots per inch has 17 million.
const MOST_PIXELS: u64 = 60_000_000;

/// Pixels along one side, at most.
const MOST_SIDE: u32 = 16_000;

/// Pages of one original, at most.
const MOST_PAGES: usize = 5_000;

/// A grey picture of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Counted from 1.
    pub page: u32,
    /// In pixels.
    pub width: u32,
    pub height: u32,
    pub dots_per_inch: u32,
    /// Row by row, 0 is black.
    pub grey: Vec<u8>,
}

impl Picture {
    /// As a portable grey map: a line of words, then the pixels.
    pub fn to_pgm(&self) -> Vec<u8> {
        let head = format!("P5\n{} {}\n255\n", self.width, self.height);
        [head.as_bytes(), &self.grey].concat()
    }
}

/// Why a page gives no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoPicture {
    pub page: u32,
    pub why: String,
}
