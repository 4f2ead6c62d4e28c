//! The corpus' files: documents of sentences cut into words, the key, the names of the targets.
//!
//! Comes in: a folder. Goes out: each document as the text a reader would see, with the place of every word of the key's
//! format in it. It may not know how anything is judged.

use super::lines::{Event, Line, read as read_lines};
use crate::{MeasureError, files_of, read_text};
use quick_xml::events::{BytesStart, Event as Xml};
use quick_xml::{Reader, XmlVersion};
use recount_model::{Interval, OriginalId, Span};
use recount_time::{Value, instants};
use std::path::{Path, PathBuf};

pub struct Corpus {
    pub documents: Vec<Document>,
    pub targets: Vec<Target>,
}

/// One target with the key's timeline.
pub struct Target {
    pub name: String,
    /// The file's name without its extension.
    pub stem: String,
    pub lines: Vec<Line>,
}

pub struct Document {
    pub name: String,
    pub text: String,
    pub written: Option<Interval>,
    number: String,
    hash: String,
    words: Vec<Word>,
}

/// A word of the corpus: where it stands in [`Document::text`].
struct Word {
    span: Span,
    sentence: u32,
    text: String,
}

impl Corpus {
    pub fn read(path: &Path) -> Result<Self, MeasureError> {
        let folders = folders(path)?;
        let format = |why: &str| MeasureError::Format { path: path.to_owned(), why: why.to_owned() };
        let documents = folders.iter().find_map(|folder| files_of(folder, "tml").ok());
        let documents = documents.ok_or_else(|| format("no folder in it holds `.tml` files"))?;
        let key = folders.iter().find(|folder| name_of(folder).starts_with("TimeLines"));
        let key = key.ok_or_else(|| format("it has no folder `TimeLines…`"))?;
        let names = names(path)?;
        let targets =
            files_of(key, "txt")?.iter().map(|file| target(file, &names)).collect::<Result<_, _>>()?;
        let documents = documents.iter().map(|file| document(file)).collect::<Result<_, _>>()?;
        Ok(Corpus { documents, targets })
    }

    /// The document with these bytes.
    pub fn document_of(&self, hash: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.hash == hash)
    }
}

impl Document {
    /// The words under `span` as the key writes them.
    pub fn event(&self, span: Span) -> Option<Event> {
        let from = self.words.partition_point(|word| word.span.end <= span.start);
        let inside: Vec<&Word> =
            self.words.get(from..)?.iter().take_while(|word| word.span.start < span.end).collect();
        let texts: Vec<&str> = inside.iter().map(|word| word.text.as_str()).collect();
        Some(format!("{}-{}-{}", self.number, inside.first()?.sentence, texts.join("_")))
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn folders(path: &Path) -> Result<Vec<PathBuf>, MeasureError> {
    let io = |source| MeasureError::Io { path: path.to_owned(), source };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).map_err(io)? {
        let entry = entry.map_err(io)?.path();
        if entry.is_dir() {
            found.push(entry);
        }
    }
    found.sort();
    Ok(found)
}

/// The names in the list of targets, where there is one.
fn names(path: &Path) -> Result<Vec<String>, MeasureError> {
    let Ok(files) = files_of(path, "txt") else { return Ok(Vec::new()) };
    let lists = files.iter().filter(|file| name_of(file).starts_with("list_target_entities"));
    let mut names = Vec::new();
    for list in lists {
        names.extend(
            read_text(list)?.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()),
        );
    }
    Ok(names)
}

fn target(file: &Path, names: &[String]) -> Result<Target, MeasureError> {
    let (first, lines) = read_lines(file, &read_text(file)?)?;
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let is_it = |name: &&String| name.to_lowercase().replace(' ', "_") == stem;
    let name = names.iter().find(is_it).cloned().unwrap_or(first);
    Ok(Target { name, stem, lines })
}

fn document(file: &Path) -> Result<Document, MeasureError> {
    let broken = |why: String| MeasureError::Format { path: file.to_owned(), why };
    let source = read_text(file)?;
    let read = raw(&source).ok_or_else(|| broken("it is not TimeML with sentences".to_owned()))?;
    let written = read.written.parse::<Value>().ok().map(|value| instants::interval(&value, &[]));
    let (mut text, mut words) = (String::new(), Vec::new());
    for (number, sentence) in &read.sentences {
        // The title and the line of the date stand apart.
        text.push_str(match *number {
            0 => "",
            1 | 2 => "\n\n",
            _ => " ",
        });
        push_sentence(sentence, *number, &mut text, &mut words);
    }
    text.push('\n');
    let hash = OriginalId::of(text.as_bytes()).0.to_string();
    Ok(Document { name: format!("{}.txt", read.number), text, written, number: read.number, hash, words })
}

/// Marks that stand right behind a word, and before one.
const BEHIND: [&str; 8] = [",", ".", ";", ":", "?", "!", ")", "%"];
const BEFORE: [&str; 5] = ["(", "$", "£", "#", "``"];

fn push_sentence(sentence: &str, number: u32, text: &mut String, words: &mut Vec<Word>) {
    let mut is_glued = true;
    for word in sentence.split_whitespace() {
        let shown = match word {
            "``" => "“",
            "''" => "”",
            other => other,
        };
        let is_behind = BEHIND.contains(&word)
            || word == "''"
            || word == "n't"
            || (word.starts_with('\'') && word.len() <= 3);
        if !is_glued && !is_behind {
            text.push(' ');
        }
        is_glued = BEFORE.contains(&word);
        let start = text.len();
        text.push_str(shown);
        words.push(Word { span: Span::new(start, text.len()), sentence: number, text: word.to_owned() });
    }
}

#[derive(Default)]
struct Raw {
    number: String,
    written: String,
    sentences: Vec<(u32, String)>,
}

fn raw(source: &str) -> Option<Raw> {
    let mut reader = Reader::from_str(source);
    let mut read = Raw::default();
    let mut path: Vec<String> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Xml::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                if name == "s" {
                    let number = attribute(&tag, "id").and_then(|id| id.parse().ok())?;
                    read.sentences.push((number, String::new()));
                }
                path.push(name);
            }
            Xml::End(_) => {
                path.pop();
            }
            Xml::Text(text) => take(&mut read, &path, &text.xml_content(XmlVersion::Implicit1_0)),
            Xml::GeneralRef(reference) => {
                let name: &str = &reference;
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                let resolved = character
                    .or_else(|| quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned));
                take(&mut read, &path, &resolved.unwrap_or_default());
            }
            Xml::Eof => break,
            _ => {}
        }
    }
    (!read.sentences.is_empty() && !read.number.is_empty()).then_some(read)
}

fn take(read: &mut Raw, path: &[String], text: &str) {
    let is_in = |name: &str| path.iter().any(|open| open == name);
    if is_in("DOCID") {
        read.number.push_str(text.trim());
    } else if is_in("DCT") {
        read.written.push_str(text.trim());
    } else if is_in("s")
        && let Some((_, sentence)) = read.sentences.last_mut()
    {
        sentence.push_str(text);
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(found.value.into_owned())
}
