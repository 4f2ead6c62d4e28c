//! What every source file must be like.

use crate::commands::output;
use anyhow::{Context as _, Result};
use std::path::Path;

/// Longest source file, in lines. Aim for 300.
const MOST_LINES: usize = 600;

/// A rule gives what is wrong with one file, if anything.
type Rule = fn(path: &str, text: &str) -> Option<String>;

const RULES: [Rule; 4] =
    [has_module_documentation, is_short, has_no_ignored_test, has_no_waiver_without_reason];

pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for path in tracked(root, "*.rs")? {
        let text = std::fs::read_to_string(root.join(&path)).with_context(|| path.clone())?;
        let found = RULES.iter().filter_map(|rule| rule(&path, &text));
        wrong.extend(found.map(|what| format!("{path}: {what}")));
    }
    Ok(wrong)
}

/// Each file in `kinds/` is one kind of finding and has a file of cases with a near miss.
pub fn finding_cases(root: &Path) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for path in tracked(root, "crates/pipeline/findings/src/kinds/*.rs")? {
        let Some(kind) =
            path.rsplit('/').next().and_then(|name| name.strip_suffix(".rs")).filter(|kind| *kind != "mod")
        else {
            continue;
        };
        let cases = format!("crates/pipeline/findings/src/kinds/cases/{}.md", kind.replace('_', "-"));
        match std::fs::read_to_string(root.join(&cases)) {
            Err(_) => wrong.push(format!("`{path}` has no cases: {cases} is missing")),
            Ok(text) if !text.to_lowercase().contains("near miss") => {
                wrong.push(format!("{cases} has no near miss"))
            }
            Ok(_) => {}
        }
    }
    Ok(wrong)
}

fn tracked(root: &Path, pattern: &str) -> Result<Vec<String>> {
    let listed =
        output(root, &["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", pattern])?;
    let mut paths: Vec<String> =
        listed.lines().map(str::to_owned).filter(|path| root.join(path).is_file()).collect();
    paths.sort();
    paths.dedup();
    Ok(paths)
}

fn has_module_documentation(_path: &str, text: &str) -> Option<String> {
    let is_documented = text.lines().take(5).any(|line| line.starts_with("//!"));
    (!is_documented).then(|| "has no module documentation (`//!`) at its head".to_owned())
}

fn is_short(_path: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > MOST_LINES).then(|| format!("has {lines} lines, {MOST_LINES} at most"))
}

fn has_no_ignored_test(_path: &str, text: &str) -> Option<String> {
    let needle = concat!("#[", "ignore");
    text.contains(needle).then(|| "ignores a test: assert what is wrong and say why".to_owned())
}

fn has_no_waiver_without_reason(_path: &str, text: &str) -> Option<String> {
    let needle = concat!("allow(", "clippy");
    text.contains(needle).then(|| "waives a lint with `allow`: use `#[expect(…, reason = \"…\")]`".to_owned())
}
