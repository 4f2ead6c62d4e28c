//! The corpus' files.
//!
//! Comes in: paths. Goes out: kinds of obfuscation, their pairs, texts and cases. It may not know how anything is judged.

use super::scores::Marked;
use crate::{MeasureError, read_text};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::path::{Path, PathBuf};

/// One kind of obfuscation: a folder with a list of pairs.
pub struct Kind {
    /// The folder's name without its number: `no-obfuscation`; `corpus` when the pairs lie at the top.
    pub name: String,
    folder: PathBuf,
    pub pairs: Vec<Pair>,
}

/// File names of a suspicious and a source document.
pub struct Pair {
    suspicious: String,
    source: String,
}

/// All kinds, by name of folder. A list of pairs at the top is read only when no folder has one: there it names them all again.
pub fn kinds(path: &Path) -> Result<Vec<Kind>, MeasureError> {
    let io = |source| MeasureError::Io { path: path.to_owned(), source };
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(path).map_err(io)? {
        let folder = entry.map_err(io)?.path();
        if folder.join("pairs").is_file() {
            folders.push(folder);
        }
    }
    folders.sort();
    if folders.is_empty() {
        folders.push(path.to_owned());
    }
    folders.into_iter().map(|folder| kind(path, folder)).collect()
}

fn kind(top: &Path, folder: PathBuf) -> Result<Kind, MeasureError> {
    let list = folder.join("pairs");
    let format = |why: String| MeasureError::Format { path: list.clone(), why };
    let mut pairs = Vec::new();
    for line in read_text(&list)?.lines().filter(|line| !line.trim().is_empty()) {
        let mut names = line.split_whitespace();
        let (Some(suspicious), Some(source)) = (names.next(), names.next()) else {
            return Err(format(format!("“{line}” does not name two files")));
        };
        pairs.push(Pair { suspicious: suspicious.to_owned(), source: source.to_owned() });
    }
    let given = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_number = |c: char| c.is_ascii_digit() || c == '-';
    let name =
        if folder == top { "corpus".to_owned() } else { given.trim_start_matches(is_number).to_owned() };
    Ok(Kind { name, folder, pairs })
}

impl Pair {
    /// The name of the XML file without its ending.
    pub fn name(&self) -> String {
        format!("{}-{}", stem(&self.suspicious), stem(&self.source))
    }

    /// Both texts, to the byte: offsets count every character there is.
    pub fn texts(&self, path: &Path) -> Result<(String, String), MeasureError> {
        let read = |folder: &str, name: &str| {
            let path = path.join(folder).join(name);
            let bytes = std::fs::read(&path).map_err(|source| MeasureError::Io { path, source })?;
            Ok::<String, MeasureError>(String::from_utf8_lossy(&bytes).into_owned())
        };
        Ok((read("susp", &self.suspicious)?, read("src", &self.source)?))
    }
}

fn stem(name: &str) -> &str {
    name.strip_suffix(".txt").unwrap_or(name)
}

impl Kind {
    /// What was taken from where, in characters. A pair without an XML file has no case.
    pub fn cases(&self, pair: &Pair) -> Result<Vec<Marked>, MeasureError> {
        let path = self.folder.join(format!("{}.xml", pair.name()));
        if !path.is_file() {
            return Ok(Vec::new());
        }
        let text = read_text(&path)?;
        let wrong = |why: String| MeasureError::Format { path: path.clone(), why };
        let mut reader = Reader::from_str(&text);
        let mut cases = Vec::new();
        loop {
            match reader.read_event().map_err(|error| wrong(error.to_string()))? {
                Event::Eof => return Ok(cases),
                Event::Start(tag) | Event::Empty(tag) if is_case(&tag) => {
                    let case = marked(&tag);
                    cases.push(case.ok_or_else(|| {
                        wrong(format!("a feature has no offsets: “{}”", tag.attributes_raw()))
                    })?);
                }
                _ => {}
            }
        }
    }
}

fn is_case(tag: &BytesStart<'_>) -> bool {
    tag.name().as_ref() == "feature" && attribute(tag, "name").as_deref() == Some("plagiarism")
}

fn marked(tag: &BytesStart<'_>) -> Option<Marked> {
    let number = |name: &str| attribute(tag, name)?.parse::<usize>().ok();
    let range = |offset, length| {
        let start = number(offset)?;
        Some(start..start.checked_add(number(length)?)?)
    };
    Some(Marked {
        suspicious: range("this_offset", "this_length")?,
        source: range("source_offset", "source_length")?,
    })
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
