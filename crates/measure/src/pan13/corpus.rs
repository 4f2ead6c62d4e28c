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

/// The folder with `susp/` in it: the one given, or the only one inside of it, as an unpacked archive has it.
pub fn top(path: &Path) -> Result<PathBuf, MeasureError> {
    let io = |source| MeasureError::Io { path: path.to_owned(), source };
    let has_texts = |folder: &Path| folder.join("susp").is_dir();
    if has_texts(path) {
        return Ok(path.to_owned());
    }
    let inside: Vec<PathBuf> = std::fs::read_dir(path)
        .map_err(io)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|folder| has_texts(folder))
        .collect();
    match inside.as_slice() {
        [one] => Ok(one.clone()),
        _ => Ok(path.to_owned()),
    }
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
    for (number, line) in lines(&list)?.iter().filter(|line| !line.trim().is_empty()).enumerate() {
        let mut names = line.split_whitespace().map(file_name);
        let (Some(suspicious), Some(source)) = (names.next(), names.next()) else {
            return Err(format(format!("“{line}” does not name two files")));
        };
        let pair = Pair { suspicious: suspicious.to_owned(), source: source.to_owned() };
        if number > 0 || pair.is_there(top) {
            pairs.push(pair);
        }
    }
    let given = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_number = |c: char| c.is_ascii_digit() || c == '-';
    let name =
        if folder == top { "corpus".to_owned() } else { given.trim_start_matches(is_number).to_owned() };
    Ok(Kind { name, folder, pairs })
}

/// Without the mark that some editors put before a text.
fn lines(path: &Path) -> Result<Vec<String>, MeasureError> {
    let text = read_text(path)?;
    Ok(text.trim_start_matches('\u{feff}').lines().map(str::to_owned).collect())
}

/// Some lists name `susp/…` and `src/…`.
fn file_name(given: &str) -> &str {
    given.rsplit(['/', '\\']).next().unwrap_or(given)
}

impl Pair {
    /// False for a line above the list that names its columns.
    fn is_there(&self, path: &Path) -> bool {
        let is_file = |folder: &str, name: &str| path.join(folder).join(name).is_file();
        is_file("susp", &self.suspicious) || is_file("src", &self.source)
    }

    /// The name of the XML file without its ending.
    pub fn name(&self) -> String {
        format!("{}-{}", stem(&self.suspicious), stem(&self.source))
    }

    /// Both texts, to the byte: offsets count every character there is, marks before the text and carriage returns too.
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
    /// What was taken from where, in characters; `None` for a pair without an XML file.
    pub fn cases(&self, pair: &Pair) -> Result<Option<Vec<Marked>>, MeasureError> {
        let path = self.folder.join(format!("{}.xml", pair.name()));
        if !path.is_file() {
            return Ok(None);
        }
        let text = read_text(&path)?;
        let wrong = |why: String| MeasureError::Format { path: path.clone(), why };
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let mut cases = Vec::new();
        loop {
            match reader.read_event().map_err(|error| wrong(error.to_string()))? {
                Event::Eof => return Ok(Some(cases)),
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

/// `plagiarism`; earlier corpora say of which sort (`artificial-plagiarism`). What a detector found has another name.
fn is_case(tag: &BytesStart<'_>) -> bool {
    let is_named = |name: String| name.ends_with("plagiarism") && !name.starts_with("detected");
    tag.name().as_ref() == "feature" && attribute(tag, "name").is_some_and(is_named)
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
