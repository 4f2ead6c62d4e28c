//! Pictures, decoded, turned as they are to be seen, and made grey.

use crate::{DOTS_PER_INCH, MOST_PAGES, MOST_PIXELS, MOST_SIDE, NoPicture, Picture};
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Memory that decoding one picture may take.
const MOST_BYTES: u64 = 512 << 20;

const FORMATS: [ImageFormat; 4] = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Tiff, ImageFormat::WebP];

/// Decodes a picture; a TIFF of several pages page by page, until `take` has enough.
pub fn of_picture(bytes: &[u8], take: &mut dyn FnMut(Result<Picture, NoPicture>) -> bool) {
    let directories = tiff_directories(bytes);
    if directories.len() < 2 {
        take(decoded(bytes, 1));
        return;
    }
    let mut page_alone = bytes.to_vec();
    for (number, directory) in (1_u32..).zip(directories) {
        // A TIFF begins with where its first page is described: each page is made the first in turn.
        let Some(place) = page_alone.get_mut(4..8) else { return };
        place.copy_from_slice(&directory);
        if !take(decoded(&page_alone, number)) {
            return;
        }
    }
}

fn decoded(bytes: &[u8], page: u32) -> Result<Picture, NoPicture> {
    let no = |why: String| NoPicture { page, why };
    let image = image(bytes).map_err(no)?;
    let grey = on_white(image);
    let (width, height) = (grey.width(), grey.height());
    Ok(Picture { page, width, height, dots_per_inch: DOTS_PER_INCH, grey: grey.into_raw() })
}

fn image(bytes: &[u8]) -> Result<DynamicImage, String> {
    let told = |error: &dyn std::fmt::Display| error.to_string();
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| told(&e))?;
    if !reader.format().is_some_and(|format| FORMATS.contains(&format)) {
        return Err("it is no PNG, JPEG, TIFF or WebP".to_owned());
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|e| told(&e))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(format!("{width} by {height} pixels are too many"));
    }
    let orientation = decoder.orientation().map_err(|e| told(&e))?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|e| told(&e))?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// What can be seen through is seen on white, as paper is.
fn on_white(image: DynamicImage) -> image::GrayImage {
    if !image.color().has_alpha() {
        return image.into_luma8();
    }
    let shown = image.into_luma_alpha8();
    let dots = shown.pixels().map(|dot| {
        let [grey, alpha] = dot.0.map(u32::from);
        ((grey * alpha + 255 * (255 - alpha)) / 255) as u8
    });
    let (dots, width, height) = (dots.collect(), shown.width(), shown.height());
    image::GrayImage::from_raw(width, height, dots).unwrap_or_default()
}

/// Where the pages of a TIFF are described, as its own bytes say it; none for other pictures.
fn tiff_directories(bytes: &[u8]) -> Vec<[u8; 4]> {
    let is_little = bytes.starts_with(b"II*\0");
    if !is_little && !bytes.starts_with(b"MM\0*") {
        return Vec::new();
    }
    let four = |at: usize| bytes.get(at..at.checked_add(4)?)?.first_chunk::<4>().copied();
    let number = |four: [u8; 4]| if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
    let entries = |at: usize| {
        let two = bytes.get(at..at.checked_add(2)?)?.first_chunk::<2>().copied()?;
        Some(usize::from(if is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) }))
    };
    let mut found: Vec<[u8; 4]> = Vec::new();
    let mut next = four(4);
    while let Some(place) = next.filter(|place| number(*place) != 0) {
        if found.len() >= MOST_PAGES || found.contains(&place) {
            break;
        }
        let at = number(place) as usize;
        let Some(count) = entries(at) else { break };
        found.push(place);
        next = at.checked_add(2 + 12 * count).and_then(four);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma, Rgba, RgbaImage};
    use proptest::prelude::*;

    fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn all(bytes: &[u8]) -> Vec<Result<Picture, NoPicture>> {
        let mut found = Vec::new();
        of_picture(bytes, &mut |one| {
            found.push(one);
            true
        });
        found
    }

    #[test]
    fn pictures_of_every_format_are_grey_and_as_large_as_they_were() {
        let grey = DynamicImage::ImageLuma8(GrayImage::from_fn(9, 5, |x, _| Luma([x as u8 * 20])));
        for format in [ImageFormat::Png, ImageFormat::Tiff, ImageFormat::Jpeg] {
            let found = all(&encoded(&grey, format));
            let picture = found[0].as_ref().unwrap();
            assert_eq!((picture.width, picture.height, picture.grey.len()), (9, 5, 45), "{format:?}");
        }
        assert!(all(b"GIF89a")[0].is_err());
        assert!(all(b"\x89PNG\r\n\x1a\n cut")[0].is_err());
    }

    #[test]
    fn what_can_be_seen_through_is_white() {
        let image = DynamicImage::ImageRgba8(RgbaImage::from_pixel(2, 1, Rgba([0, 0, 0, 0])));
        assert_eq!(all(&encoded(&image, ImageFormat::Png))[0].as_ref().unwrap().grey, [255, 255]);
    }

    /// Two pages, by hand: each a grey picture of one pixel.
    fn two_pages() -> Vec<u8> {
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        let entry = |tag: u16, kind: u16, value: u32| {
            [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &1_u32.to_le_bytes(), &value.to_le_bytes()].concat()
        };
        for (grey_at, next) in [(8 + 2 * 114, 8 + 114), (8 + 2 * 114 + 1, 0)] {
            let entries = [
                entry(256, 3, 1),
                entry(257, 3, 1),
                entry(258, 3, 8),
                entry(259, 3, 1),
                entry(262, 3, 1),
                entry(273, 4, grey_at),
                entry(277, 3, 1),
                entry(278, 3, 1),
                entry(279, 4, 1),
            ];
            bytes.extend(9_u16.to_le_bytes());
            bytes.extend(entries.concat());
            bytes.extend((next as u32).to_le_bytes());
        }
        bytes.extend([10, 200]);
        bytes
    }

    #[test]
    fn every_page_of_a_tiff_is_taken_and_a_circle_of_pages_ends() {
        let pages = two_pages();
        let grey: Vec<(u32, Vec<u8>)> =
            all(&pages).into_iter().map(|one| one.map(|one| (one.page, one.grey)).unwrap()).collect();
        assert_eq!(grey, [(1, vec![10]), (2, vec![200])]);
        let mut circle = pages;
        let next = 8 + 114 + 110;
        circle[next..next + 4].copy_from_slice(&8_u32.to_le_bytes());
        assert_eq!(all(&circle).len(), 2);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), begin in 0_usize..4) {
            let begins = [&b"\x89PNG\r\n\x1a\n"[..], b"\xff\xd8\xff", b"II*\0\x08\0\0\0", b"RIFF\0\0\0\0WEBPVP8 "];
            all(&[begins[begin], &bytes].concat());
        }
    }
}
