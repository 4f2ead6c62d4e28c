//! Pages of a PDF, drawn.

use crate::{DOTS_PER_INCH, MOST_PAGES, MOST_PIXELS, MOST_SIDE, NoPicture, Picture};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

const POINTS_PER_INCH: f32 = 72.0;

/// Draws the pages of these numbers, one after the other, until `take` has enough.
pub fn of_pages(bytes: &[u8], pages: &[u32], take: &mut dyn FnMut(Result<Picture, NoPicture>) -> bool) {
    let Ok(pdf) = Pdf::new(bytes.to_vec()) else { return };
    for number in pages.iter().copied().take(MOST_PAGES) {
        let Some(page) = pdf.pages().get((number as usize).saturating_sub(1)) else { continue };
        if !take(drawn(page, number)) {
            return;
        }
    }
}

fn drawn(page: &Page<'_>, number: u32) -> Result<Picture, NoPicture> {
    let no = |why: &str| NoPicture { page: number, why: why.to_owned() };
    let (width, height) = page.render_dimensions();
    let dots_per_inch = fitting(width, height).ok_or_else(|| no("its size is none"))?;
    let scale = dots_per_inch as f32 / POINTS_PER_INCH;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    // A cache of its own for every page, so that what one page needs is let go before the next.
    let cache = RenderCache::new();
    let drawn = render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let grey = drawn.data().iter().map(|dot| luma(dot.r, dot.g, dot.b)).collect();
    Ok(Picture {
        page: number,
        width: u32::from(drawn.width()),
        height: u32::from(drawn.height()),
        dots_per_inch,
        grey,
    })
}

/// As many dots per inch as a page of this size, in points, may have.
fn fitting(width: f32, height: f32) -> Option<u32> {
    if !(width.is_finite() && height.is_finite() && width >= 1.0 && height >= 1.0) {
        return None;
    }
    let is_fit = |dots: &u32| {
        let pixels = |points: f32| f64::from(points) * f64::from(*dots) / f64::from(POINTS_PER_INCH);
        let (width, height) = (pixels(width), pixels(height));
        width.max(height) <= f64::from(MOST_SIDE) && width * height <= MOST_PIXELS as f64
    };
    [DOTS_PER_INCH, 200, 150, 100, 72, 36, 18, 9].into_iter().find(is_fit)
}

fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let weighed = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    (weighed / 1000) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_pages_are_drawn_coarser_and_pages_of_no_size_not_at_all() {
        assert_eq!(fitting(595.0, 842.0), Some(300));
        assert_eq!(fitting(2384.0, 3370.0), Some(150));
        assert_eq!(fitting(14_400.0, 14_400.0), Some(36));
        assert_eq!(fitting(f32::NAN, 800.0), None);
        assert_eq!(fitting(0.0, 800.0), None);
        assert_eq!(fitting(1e9, 1e9), None);
    }

    #[test]
    fn what_is_no_pdf_gives_no_picture() {
        of_pages(b"%PDF-1.4 nothing", &[1, 2], &mut |_| panic!("a picture of nothing"));
    }
}
