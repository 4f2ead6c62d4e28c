//! `recount lock` and `recount unlock`: a case as one file under a passphrase.
//!
//! Format: age v1 (<https://age-encryption.org/v1>) around a tar stream, so that `age -d FILE | tar x` opens it too.

use super::Outcome;
use crate::args::{Lock, Unlock};
use crate::{output, sealing};
use age::secrecy::SecretString;
use anyhow::{Context as _, Result, ensure};
use recount_keep::{Actor, Case, write_file_whole};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// What a locked case leaves out: it can be made again at any time.
const LEFT_OUT: &str = "cache";

pub fn lock(args: &Lock) -> Result<Outcome> {
    // Only a case is locked, so that `--remove` can never take another folder away.
    let case = Case::open(&args.dir, Actor::default())?;
    let target = args.output.clone().unwrap_or_else(|| with_ending(&args.dir));
    ensure!(!target.exists(), "`{}` exists; choose another name with -o", target.display());
    let root = fs::canonicalize(case.root())?;
    drop(case);
    let passphrase = sealing::passphrase(args.passphrase_file.as_deref(), true)?;
    write_file_whole(&target, |out| sealed(&root, out, &passphrase))?;
    let told = if args.remove {
        check(&target, &root, &passphrase)?;
        fs::remove_dir_all(&root).with_context(|| root.display().to_string())?;
        "; the folder was removed after the file had been opened and compared"
    } else {
        "; the folder still lies open beside it: remove it, or lock with --remove"
    };
    output::text(&format!("wrote {}{told}\n", target.display()))?;
    Ok(Outcome::Done)
}

pub fn unlock(args: &Unlock) -> Result<Outcome> {
    let is_free = !args.dir.exists() || fs::read_dir(&args.dir)?.next().is_none();
    ensure!(is_free, "`{}` exists and is not empty; choose a new folder", args.dir.display());
    let passphrase = sealing::passphrase(args.passphrase_file.as_deref(), false)?;
    let opened = each_entry(&args.file, &passphrase, |path, bytes| {
        let place = args.dir.join(path);
        fs::create_dir_all(place.parent().unwrap_or(&args.dir))?;
        let mut file = File::create_new(&place)?;
        io::copy(bytes, &mut file)?;
        if path.starts_with("originals") {
            let mut permissions = file.metadata()?.permissions();
            permissions.set_readonly(true);
            file.set_permissions(permissions)?;
        }
        file.sync_all()?;
        Ok(())
    });
    opened.with_context(|| args.file.display().to_string())?;
    Case::open(&args.dir, Actor::default())?;
    output::text(&format!(
        "unlocked into {}; next: recount verify {}\n",
        args.dir.display(),
        args.dir.display()
    ))?;
    Ok(Outcome::Done)
}

fn with_ending(dir: &Path) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_owned();
    name.push(".age");
    dir.with_file_name(name)
}

/// The files of the case in a fixed order, by their path below it.
fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() != 1 || entry.file_name() != LEFT_OUT)
    {
        let entry = entry?;
        if entry.file_type().is_file() {
            found.push(entry.path().strip_prefix(root)?.to_owned());
        }
    }
    Ok(found)
}

fn sealed(root: &Path, out: &mut dyn Write, passphrase: &SecretString) -> Result<()> {
    let stream = sealing::seal(BufWriter::new(out), passphrase)?;
    let mut archive = tar::Builder::new(stream);
    archive.mode(tar::HeaderMode::Deterministic);
    for path in files(root)? {
        archive.append_path_with_name(root.join(&path), &path).with_context(|| path.display().to_string())?;
    }
    let mut whole = archive.into_inner()?.finish()?;
    whole.flush()?;
    Ok(())
}

/// Calls `take` with each file of a locked case. A name that leads out of the folder ends it.
fn each_entry(
    file: &Path,
    passphrase: &SecretString,
    mut take: impl FnMut(&Path, &mut dyn Read) -> Result<()>,
) -> Result<()> {
    let stream = sealing::open(BufReader::new(File::open(file)?), passphrase)?;
    let mut archive = tar::Archive::new(stream);
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        let is_plain = path.components().all(|part| matches!(part, Component::Normal(_)));
        ensure!(
            is_plain && entry.header().entry_type().is_file(),
            "it holds a name that leads out of the folder"
        );
        take(&path, &mut entry)?;
    }
    Ok(())
}

/// Opens the file just written and compares it with the folder, before anything is removed.
fn check(file: &Path, root: &Path, passphrase: &SecretString) -> Result<()> {
    let mut seen = Vec::new();
    each_entry(file, passphrase, |path, bytes| {
        let (mut locked, mut kept) = (Vec::new(), Vec::new());
        bytes.read_to_end(&mut locked)?;
        File::open(root.join(path))?.read_to_end(&mut kept)?;
        ensure!(locked == kept, "`{}` changed while it was locked; nothing was removed", path.display());
        seen.push(path.to_owned());
        Ok(())
    })?;
    ensure!(seen == files(root)?, "the case changed while it was locked; nothing was removed");
    Ok(())
}
