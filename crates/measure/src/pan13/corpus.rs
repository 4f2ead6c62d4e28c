//! The corpus' files.
//!
//! Comes in: paths. Goes out: kinds of obfuscation, their pairs, texts and cases. It may not know how anything is judged.

use super::scores::Marked;
use crate::{MeasureError, read_text};
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
        let features = text.split("<feature").skip(1).map(|rest| rest.split('>').next().unwrap_or(""));
        let mut cases = Vec::new();
        for feature in features.filter(|feature| attribute(feature, "name") == Some("plagiarism")) {
            let number = |name: &str| attribute(feature, name).and_then(|value| value.parse::<usize>().ok());
            let range = |offset, length| Some(number(offset)?..number(offset)? + number(length)?);
            let (Some(suspicious), Some(source)) =
                (range("this_offset", "this_length"), range("source_offset", "source_length"))
            else {
                let why = format!("a feature has no offsets: “{feature}”");
                return Err(MeasureError::Format { path, why });
            };
            cases.push(Marked { suspicious, source });
        }
        Ok(cases)
    }
}

/// The value of an attribute of a start tag. Values of this format hold no entities and no mark of their own kind.
fn attribute<'tag>(tag: &'tag str, name: &str) -> Option<&'tag str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let is_start = tag.get(..at)?.ends_with(|c: char| c.is_whitespace());
        let rest =
            tag.get(at + name.len()..)?.trim_start().strip_prefix('=').filter(|_| is_start)?.trim_start();
        let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        rest.get(1..)?.split(mark).next()
    })
}
