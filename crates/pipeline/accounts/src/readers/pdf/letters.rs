//! The letters of a page, each with its place.
//!
//! Comes in: a page. Goes out: its [`Letter`]s in the order in which the page draws them. It may not know lines.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};

/// Letters of one page that are read: no page of a book has a hundredth of them.
const MOST_LETTERS: usize = 1_000_000;

/// Glyphs count in thousandths of their size.
const UNITS_PER_EM: f64 = 1000.0;

/// One letter, upright or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub(super) letter: char,
    /// Quarters of a turn, clockwise, that its line is turned by.
    pub(super) turn: u8,
    /// As if the page were turned so that the letter stands upright; down is more.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
}

/// What a page shows, as far as it is told here.
pub(super) struct Sheet {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) letters: Vec<Letter>,
    pub(super) has_pictures: bool,
    /// Letters without a meaning.
    pub(super) unknown: usize,
    /// Letters that are not shown.
    pub(super) hidden: usize,
    /// Letters that stand outside of the page.
    pub(super) outside: usize,
}

impl Sheet {
    pub(super) fn of(pdf: &Pdf, page: &Page<'_>) -> Self {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let mut sheet = Sheet {
            width,
            height,
            letters: Vec::new(),
            has_pictures: false,
            unknown: 0,
            hidden: 0,
            outside: 0,
        };
        let place = page.initial_transform(true).to_kurbo();
        let area = Rect::new(0.0, 0.0, width, height);
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings::default();
        let mut context = Context::new(place, area, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut sheet);
        sheet
    }

    fn glyph(&mut self, glyph: &Glyph<'_>, place: Affine, is_hidden: bool) {
        let origin = place * Point::ZERO;
        let em = (place * Point::new(UNITS_PER_EM, 0.0)) - origin;
        let rise = (place * Point::new(0.0, UNITS_PER_EM)) - origin;
        let size = rise.hypot();
        if !(origin.is_finite() && em.is_finite() && size > 0.1) || self.letters.len() >= MOST_LETTERS {
            return;
        }
        if origin.x < 0.0 || origin.y < 0.0 || origin.x > self.width || origin.y > self.height {
            self.outside += 1;
            return;
        }
        let turn = match (em.x.abs() >= em.y.abs(), em.x >= 0.0, em.y >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        let (x, baseline) = self.upright(origin, turn);
        let advance = f64::from(advance(glyph)) / UNITS_PER_EM * em.hypot();
        let words = self.words(glyph);
        let step = advance / words.chars().count().max(1) as f64;
        for (idx, letter) in words.chars().enumerate() {
            let left = x + step * idx as f64;
            self.letters.push(Letter { letter, turn, left, right: left + step, baseline, size });
            self.hidden += usize::from(is_hidden && !letter.is_whitespace());
        }
    }

    fn upright(&self, at: Point, turn: u8) -> (f64, f64) {
        match turn {
            0 => (at.x, at.y),
            1 => (at.y, self.width - at.x),
            2 => (self.width - at.x, self.height - at.y),
            _ => (self.height - at.y, at.x),
        }
    }

    /// What the glyph means.
    fn words(&mut self, glyph: &Glyph<'_>) -> String {
        let words = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(words)) => words,
            None => String::new(),
        };
        let is_known = |letter: char| !matches!(letter, '\0' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}');
        if words.is_empty() || !words.chars().all(is_known) {
            self.unknown += 1;
            return "\u{FFFD}".to_owned();
        }
        apart(words)
    }
}

/// Letters that are drawn as one, apart; what is no letter at all is white space.
fn apart(words: String) -> String {
    const JOINED: [(char, &str); 7] = [
        ('\u{FB00}', "ff"),
        ('\u{FB01}', "fi"),
        ('\u{FB02}', "fl"),
        ('\u{FB03}', "ffi"),
        ('\u{FB04}', "ffl"),
        ('\u{FB05}', "st"),
        ('\u{FB06}', "st"),
    ];
    let mut shown = String::with_capacity(words.len());
    for letter in words.chars() {
        match JOINED.iter().find(|(joined, _)| *joined == letter) {
            Some((_, letters)) => shown.push_str(letters),
            None => shown.push(if letter.is_control() { ' ' } else { letter }),
        }
    }
    shown
}

fn advance(glyph: &Glyph<'_>) -> f32 {
    let advance = match glyph {
        Glyph::Outline(glyph) => glyph.advance_width(),
        Glyph::Type3(glyph) => glyph.advance_width(),
    };
    advance.filter(|width| width.is_finite()).unwrap_or(500.0)
}

impl<'a> Device<'a> for Sheet {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let is_hidden = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), is_hidden);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.has_pictures = true;
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
