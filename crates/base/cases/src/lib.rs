//! The Markdown case harness that tests of all stages run on.
//!
//! Comes in: a Markdown file with fenced blocks, and a function from a case's inputs to rendered outputs.
//! Goes out: nothing when they agree, or a difference a person can read. It may not know any stage.
//!
//! A *case* is a heading (any level) with the fenced blocks under it, up to the next heading. Each block
//! has a first word (its kind) and attributes: ` ```account id=a lang=en written=2001-05-03 `. Which kinds are inputs and
//! which are expected outputs is the caller's business: `check` is given the case and returns
//! `(kind, text)` pairs; each pair is compared with the case's block of that kind. Stages that look at a whole
//! dossier build theirs with [`notation`].
//!
//! With `RECOUNT_BLESS=1` the expected blocks are rewritten from what the program says: then read the diff.

pub mod notation;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One fenced block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// First word after the fence.
    pub kind: String,
    /// `key=value` words after the kind; double quotes allow spaces in a value.
    pub attributes: BTreeMap<String, String>,
    /// The text between the fences, without the last line break.
    pub body: String,
    /// First and one-past-last line of the body in the file, 0-based.
    lines: (usize, usize),
}

impl Block {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// One heading with its blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub name: String,
    /// 1-based line of the heading.
    pub line: usize,
    pub blocks: Vec<Block>,
}

impl Case {
    /// The blocks of one kind, in order.
    pub fn all<'case>(&'case self, kind: &'case str) -> impl Iterator<Item = &'case Block> {
        self.blocks.iter().filter(move |block| block.kind == kind)
    }

    /// The first block of a kind.
    pub fn block(&self, kind: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.kind == kind)
    }
}

/// What can go wrong with a case file itself.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: std::io::Error },
    #[error("{path}:{line}: the fence that opens here is never closed")]
    Unclosed { path: PathBuf, line: usize },
    #[error("{count} of {total} cases differ (RECOUNT_BLESS=1 rewrites them; then read the diff)\n{report}")]
    Differ { count: usize, total: usize, report: String },
    #[error("{path}: no case with blocks in it")]
    Empty { path: PathBuf },
}

/// Runs `check` on every case of every `*.md` file directly inside `folder` (or on `folder` itself if it is a file).
///
/// # Errors
/// When a file cannot be read, has no case, or any case differs.
pub fn check_path(folder: &Path, check: impl Fn(&Case) -> Vec<(String, String)>) -> Result<(), CaseError> {
    let mut report = String::new();
    let (mut count, mut total) = (0, 0);
    for path in files(folder)? {
        let text =
            fs::read_to_string(&path).map_err(|source| CaseError::Io { path: path.clone(), source })?;
        let cases = parse(&text, &path)?;
        let mut blessed: Vec<(usize, usize, String)> = Vec::new();
        for case in &cases {
            total += 1;
            let before = report.len();
            for (kind, actual) in check(case) {
                compare(&path, case, &kind, actual.trim_end(), &mut report, &mut blessed);
            }
            count += usize::from(report.len() > before);
        }
        if is_blessing() && !blessed.is_empty() {
            fs::write(&path, rewritten(&text, blessed)).map_err(|source| CaseError::Io { path, source })?;
        }
    }
    if count == 0 || is_blessing() { Ok(()) } else { Err(CaseError::Differ { count, total, report }) }
}

fn is_blessing() -> bool {
    std::env::var_os("RECOUNT_BLESS").is_some_and(|value| value == "1")
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, CaseError> {
    let io = |source| CaseError::Io { path: folder.to_owned(), source };
    if folder.is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn compare(
    path: &Path,
    case: &Case,
    kind: &str,
    actual: &str,
    report: &mut String,
    blessed: &mut Vec<(usize, usize, String)>,
) {
    let Some(block) = case.block(kind) else {
        report.push_str(&format!(
            "{}:{} `{}` has no block `{kind}`; it would be\n{actual}\n",
            path.display(),
            case.line,
            case.name
        ));
        return;
    };
    if block.body.trim_end() == actual {
        return;
    }
    blessed.push((block.lines.0, block.lines.1, actual.to_owned()));
    report.push_str(&format!(
        "{}:{} `{}`, block `{kind}`\n--- expected\n{}\n--- got\n{actual}\n",
        path.display(),
        case.line,
        case.name,
        block.body
    ));
}

fn rewritten(text: &str, mut blessed: Vec<(usize, usize, String)>) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    blessed.sort_by_key(|change| std::cmp::Reverse(change.0));
    for (start, end, body) in blessed {
        lines.splice(start..end, body.lines().map(str::to_owned));
    }
    lines.join("\n") + "\n"
}

/// Reads the cases of a Markdown text.
///
/// # Errors
/// When a fence is never closed or there is no case.
pub fn parse(text: &str, path: &Path) -> Result<Vec<Case>, CaseError> {
    let mut cases: Vec<Case> = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    let mut idx = 0;
    while idx < lines.len() {
        let line = lines[idx];
        if line.starts_with('#') {
            cases.push(Case {
                name: line.trim_start_matches('#').trim().to_owned(),
                line: idx + 1,
                blocks: Vec::new(),
            });
        } else if let Some(info) = line.strip_prefix("```") {
            let fence: String = line.chars().take_while(|c| *c == '`').collect();
            let end = (idx + 1..lines.len())
                .find(|at| lines[*at].trim_end() == fence)
                .ok_or_else(|| CaseError::Unclosed { path: path.to_owned(), line: idx + 1 })?;
            if let Some(case) = cases.last_mut() {
                case.blocks.push(block(info.trim_start_matches('`'), &lines[idx + 1..end], (idx + 1, end)));
            }
            idx = end;
        }
        idx += 1;
    }
    cases.retain(|case| !case.blocks.is_empty());
    if cases.is_empty() { Err(CaseError::Empty { path: path.to_owned() }) } else { Ok(cases) }
}

fn block(info: &str, body: &[&str], lines: (usize, usize)) -> Block {
    let mut words = split_words(info).into_iter();
    let kind = words.next().unwrap_or_default();
    let attributes = words
        .map(|word| match word.split_once('=') {
            Some((key, value)) => (key.to_owned(), value.to_owned()),
            None => (word, String::new()),
        })
        .collect();
    Block { kind, attributes, body: body.join("\n"), lines }
}

pub(crate) fn split_words(info: &str) -> Vec<String> {
    let (mut words, mut word, mut is_quoted) = (Vec::new(), String::new(), false);
    for character in info.chars() {
        match character {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            _ => word.push(character),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_a_heading_with_blocks() {
        let text = "# One\nprose\n```account id=a by=\"A B\"\nx\ny\n```\n## Empty\n## Two\n```times\n```\n";
        let cases = parse(text, Path::new("t.md")).unwrap();
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].blocks[0].attribute("by"), Some("A B"));
        assert_eq!(cases[0].blocks[0].body, "x\ny");
        assert_eq!(cases[1].name, "Two");
    }

    #[test]
    fn an_open_fence_is_an_error() {
        assert!(matches!(parse("# a\n```x\n", Path::new("t.md")), Err(CaseError::Unclosed { line: 2, .. })));
    }
}
