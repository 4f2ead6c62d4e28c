//! Dependency direction: every edge between our crates must be allowed by the table in `ARCHITECTURE.md`.

use super::map::{self, Group};
use crate::commands::output;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// More outside packages than this is a decision: raise it in a commit that says why.
const MOST_PACKAGES: usize = 489;

/// One crate of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crate {
    /// Relative to the root, with `/`.
    pub folder: String,
    /// Folders of the crates of ours that it depends on, development dependencies left out.
    pub uses: Vec<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
    path: Option<PathBuf>,
}

pub fn check(root: &Path) -> Result<Vec<String>> {
    let groups = map::groups(root)?;
    let mut wrong = Vec::new();
    for one in crates(root)? {
        let Some(group) = group_of(&groups, &one.folder) else {
            wrong.push(format!("ARCHITECTURE.md: no group of the table covers `{}`", one.folder));
            continue;
        };
        for used in &one.uses {
            if !group.may_use.iter().any(|pattern| fits(pattern, used)) {
                wrong.push(format!("`{}` must not use `{used}` (group `{}`)", one.folder, group.pattern));
            }
        }
    }
    wrong.extend(too_many_packages(root)?);
    Ok(wrong)
}

/// All crates of ours, sorted by folder.
pub fn crates(root: &Path) -> Result<Vec<Crate>> {
    let text = output(root, &["cargo", "metadata", "--no-deps", "--format-version", "1", "--offline"])?;
    let metadata: Metadata = serde_json::from_str(&text).context("cargo metadata")?;
    let folder = |path: &Path| {
        let below = path.strip_prefix(root).unwrap_or(path);
        below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let folders: BTreeMap<String, String> = metadata
        .packages
        .iter()
        .filter_map(|package| Some((package.name.clone(), folder(package.manifest_path.parent()?))))
        .collect();
    let of_ours =
        |dependency: &&Dependency| dependency.path.is_some() && dependency.kind.as_deref() != Some("dev");
    let mut crates: Vec<Crate> = metadata
        .packages
        .iter()
        .filter_map(|package| {
            let uses = package.dependencies.iter().filter(of_ours);
            let uses = uses.filter_map(|dependency| folders.get(&dependency.name).cloned()).collect();
            Some(Crate { folder: folders.get(&package.name)?.clone(), uses })
        })
        .collect();
    crates.sort_by(|a, b| a.folder.cmp(&b.folder));
    Ok(crates)
}

/// The most exact group: a folder by name wins over `folder/*`.
fn group_of<'groups>(groups: &'groups [Group], folder: &str) -> Option<&'groups Group> {
    let exact = groups.iter().find(|group| group.pattern == folder);
    exact.or_else(|| groups.iter().find(|group| fits(&group.pattern, folder)))
}

fn fits(pattern: &str, folder: &str) -> bool {
    match pattern.strip_suffix("/*") {
        Some(parent) => folder.strip_prefix(parent).is_some_and(|rest| rest.starts_with('/')),
        None => pattern == folder || pattern == "everything",
    }
}

fn too_many_packages(root: &Path) -> Result<Vec<String>> {
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).context("Cargo.lock")?;
    let count = lock.matches("[[package]]").count();
    let line = format!("Cargo.lock: {count} packages, {MOST_PACKAGES} at most");
    Ok(if count > MOST_PACKAGES { vec![line] } else { Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_cover_what_lies_below() {
        assert!(fits("crates/base/*", "crates/base/text"));
        assert!(!fits("crates/base/*", "crates/baseline"));
        assert!(!fits("crates/base/model", "crates/base/text"));
    }

    #[test]
    fn a_crate_by_name_wins_over_its_folder() {
        let group = |pattern: &str| Group { pattern: pattern.to_owned(), may_use: Vec::new() };
        let groups = [group("crates/base/*"), group("crates/base/model")];
        assert_eq!(group_of(&groups, "crates/base/model").unwrap().pattern, "crates/base/model");
        assert_eq!(group_of(&groups, "crates/base/text").unwrap().pattern, "crates/base/*");
        assert_eq!(group_of(&groups, "crates/keep"), None);
    }
}
