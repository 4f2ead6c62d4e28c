//! The files, class by class, each with how it ends.

use super::{binary, data, markup, packed, pdf, words};
use std::ffi::OsString;

/// How a file ends.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// It is read, whatever is odd about it.
    Read,
    /// An error of this id is told of it.
    Refused(&'static str),
    /// Read or refused, as its damage falls; the reading process does not crash.
    Either,
}

pub struct Hostile {
    pub class: &'static str,
    /// What its name holds and no other.
    pub mark: String,
    pub name: OsString,
    pub bytes: Vec<u8>,
    pub expected: Expected,
}

/// A class under construction: name (after the mark), bytes, end.
pub struct Class {
    pub name: &'static str,
    files: Vec<(OsString, Vec<u8>, Expected)>,
}

impl Class {
    pub fn new(name: &'static str) -> Self {
        Class { name, files: Vec::new() }
    }

    pub fn add(&mut self, name: impl Into<OsString>, bytes: impl Into<Vec<u8>>, expected: Expected) {
        self.files.push((name.into(), bytes.into(), expected));
    }

    pub fn read(&mut self, name: impl Into<OsString>, bytes: impl Into<Vec<u8>>) {
        self.add(name, bytes, Expected::Read);
    }

    pub fn refused(&mut self, name: impl Into<OsString>, bytes: impl Into<Vec<u8>>) {
        self.add(name, bytes, Expected::Refused("unreadable-original"));
    }

    pub fn either(&mut self, name: impl Into<OsString>, bytes: impl Into<Vec<u8>>) {
        self.add(name, bytes, Expected::Either);
    }
}

/// Every file. Those that name an address name `address`, where somebody listens.
pub fn all(address: &str) -> Vec<Hostile> {
    let classes = [
        words::names(),
        words::encodings(),
        markup::html(address),
        markup::depth(),
        markup::drawings(address),
        markup::entities(address),
        markup::markdown(),
        data::json(),
        data::tables(address),
        data::subtitles(),
        data::messages(address),
        data::rich_text(address),
        data::archives_of_the_web(address),
        pdf::structure(address),
        pdf::cut_off(),
        pdf::flipped(),
        packed::zip(),
        packed::gzip_and_tar(),
        packed::office(address),
        binary::pictures(),
        binary::programs(),
        binary::playlists(address),
    ];
    let mut files = Vec::new();
    for (class_idx, class) in classes.into_iter().enumerate() {
        for (idx, (name, bytes, expected)) in class.files.into_iter().enumerate() {
            let mark = format!("h{class_idx:02}-{idx:03}_");
            let mut whole = OsString::from(&mark);
            whole.push(name);
            files.push(Hostile { class: class.name, mark, name: whole, bytes, expected });
        }
    }
    files
}

/// The mark in a name or path.
pub fn mark_in(place: &str) -> Option<&str> {
    let end = place.find('_')? + 1;
    place.get(end.checked_sub("h00-000_".len())?..end)
}

/// Numbers that look random and are the same each time.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}
