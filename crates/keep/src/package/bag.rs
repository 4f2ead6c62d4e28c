//! BagIt bags: written whole, read only when every hash is right.
//!
//! Comes in: payload files. Goes out: a folder that any BagIt validator accepts. It may not know cases.
//!
//! Source: RFC 8493 (BagIt 1.0).

use crate::originals::sync_folder;
use crate::{Damage, DamageKind, KeepError};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Component, Path, PathBuf};

const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
const PIECE_BYTES: usize = 1 << 16;

/// One payload file as its manifest names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayloadFile {
    /// Below the bag's folder, with `/` between parts; begins with `data/`.
    pub path: String,
    pub sha256: String,
    pub bytes: u64,
}

/// A bag being written. It lies beside its place under another name until it is whole.
#[derive(Debug)]
pub struct BagWriter {
    target: PathBuf,
    root: PathBuf,
    payload: Vec<PayloadFile>,
}

/// A bag that is whole and lies under its other name still.
#[derive(Debug)]
pub struct SealedBag {
    bag: BagWriter,
    /// The hash of `tagmanifest-sha256.txt`, which stands for the whole bag.
    pub tag_manifest: String,
}

impl SealedBag {
    /// Gives the bag its place.
    ///
    /// # Errors
    /// When it cannot be moved there.
    pub fn put_in_place(self) -> Result<(), KeepError> {
        let BagWriter { root, target, .. } = &self.bag;
        fs::rename(root, target).map_err(KeepError::io(target))?;
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        sync_folder(folder.unwrap_or(Path::new(".")))
    }
}

/// What did not come to its place is nobody's.
impl Drop for BagWriter {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

impl BagWriter {
    /// Begins a bag that will lie at `target`, which must not exist.
    ///
    /// # Errors
    /// When it exists, or cannot be written.
    pub fn create(target: &Path) -> Result<Self, KeepError> {
        if target.exists() {
            return Err(KeepError::NotEmpty { path: target.to_owned() });
        }
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let root = target.with_file_name(format!(".writing-{name}"));
        // What an earlier export left when it was cut off is no bag, and nobody's.
        if root.is_dir() {
            fs::remove_dir_all(&root).map_err(KeepError::io(&root))?;
        }
        let bag = BagWriter { target: target.to_owned(), root, payload: Vec::new() };
        let data = bag.root.join("data");
        fs::create_dir_all(&data).map_err(KeepError::io(&data))?;
        Ok(bag)
    }

    /// Adds the payload file `data/<name>`.
    ///
    /// # Errors
    /// When it cannot be read or written, or its name leads out of the bag.
    pub fn put(&mut self, name: &str, bytes: &mut dyn Read) -> Result<&PayloadFile, KeepError> {
        let path = format!("data/{name}");
        let place = inside(&self.root, &path)
            .ok_or_else(|| not_a_bag(&self.root, format!("`{path}` leads out of the bag")))?;
        let (sha256, length) = written(&place, bytes)?;
        self.payload.push(PayloadFile { path, sha256, bytes: length });
        Ok(&self.payload[self.payload.len() - 1])
    }

    /// What was put so far.
    pub fn payload(&self) -> &[PayloadFile] {
        &self.payload
    }

    /// Writes the tag files, and syncs every folder.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn seal(mut self, info: &[(&str, String)]) -> Result<SealedBag, KeepError> {
        self.payload.sort_by(|a, b| a.path.cmp(&b.path));
        let octets: u64 = self.payload.iter().map(|file| file.bytes).sum();
        let mut about = String::new();
        for (name, value) in info {
            let _ = writeln!(about, "{name}: {}", value.replace(['\r', '\n'], " "));
        }
        let _ = writeln!(about, "Payload-Oxum: {octets}.{}", self.payload.len());
        let mut manifest = String::new();
        for file in &self.payload {
            let _ = writeln!(manifest, "{}  {}", file.sha256, encoded(&file.path));
        }
        let mut tags = String::new();
        for (name, text) in [
            ("bag-info.txt", &about),
            ("bagit.txt", &DECLARATION.to_owned()),
            ("manifest-sha256.txt", &manifest),
        ] {
            let (sha256, _) = written(&self.root.join(name), &mut text.as_bytes())?;
            let _ = writeln!(tags, "{sha256}  {name}");
        }
        let (tag_manifest, _) = written(&self.root.join("tagmanifest-sha256.txt"), &mut tags.as_bytes())?;
        folders(&self.root)?.iter().try_for_each(|folder| sync_folder(folder))?;
        Ok(SealedBag { bag: self, tag_manifest })
    }
}

/// A bag whose every file is as its manifests say.
#[derive(Debug)]
pub struct Bag {
    root: PathBuf,
    payload: BTreeMap<String, String>,
    /// Hash of `tagmanifest-sha256.txt`.
    pub tag_manifest: String,
}

impl Bag {
    /// Opens the bag in `root` and checks all of it. A damage is a file that is missing, changed or not named.
    ///
    /// # Errors
    /// When it is no bag at all, or a manifest cannot be understood.
    pub fn check(root: &Path) -> Result<(Self, Vec<Damage>), KeepError> {
        let declaration = text_of(root, "bagit.txt")?;
        if !declaration.starts_with("BagIt-Version: 1.0") && !declaration.starts_with("BagIt-Version: 0.97") {
            return Err(not_a_bag(root, "its `bagit.txt` names no version this program reads".to_owned()));
        }
        let payload = manifest(root, "manifest-sha256.txt", "data/")?;
        let tags = manifest(root, "tagmanifest-sha256.txt", "")?;
        let mut damages = Vec::new();
        for (path, sha256) in payload.iter().chain(&tags) {
            damages.extend(damage_of(root, path, sha256));
        }
        damages.extend(unnamed(root, &payload));
        damages.sort();
        let (tag_manifest, _) = hashed(&mut open(&root.join("tagmanifest-sha256.txt"))?)?;
        Ok((Bag { root: root.to_owned(), payload, tag_manifest }, damages))
    }

    /// The payload files by their path below `data/`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.payload.keys().filter_map(|path| path.strip_prefix("data/"))
    }

    /// A payload file by its path below `data/`.
    ///
    /// # Errors
    /// When the manifest does not name it, or it cannot be read.
    pub fn open(&self, name: &str) -> Result<File, KeepError> {
        let path = format!("data/{name}");
        if !self.payload.contains_key(&path) {
            return Err(not_a_bag(&self.root, format!("it has no `{path}`")));
        }
        open(&self.root.join(path))
    }
}

/// A folder and all below it.
fn folders(root: &Path) -> Result<Vec<PathBuf>, KeepError> {
    let mut found = vec![root.to_owned()];
    let mut next = 0;
    while let Some(folder) = found.get(next).cloned() {
        for entry in fs::read_dir(&folder).map_err(KeepError::io(&folder))? {
            let path = entry.map_err(KeepError::io(&folder))?.path();
            if path.is_dir() {
                found.push(path);
            }
        }
        next += 1;
    }
    Ok(found)
}

fn damage_of(root: &Path, path: &str, sha256: &str) -> Option<Damage> {
    let found = inside(root, path).map(|place| open(&place).and_then(|mut file| hashed(&mut file)));
    match found {
        Some(Ok((found, _))) if found == *sha256 => None,
        Some(Ok((found, _))) => {
            Some(Damage::new(DamageKind::PackageFileChanged, path, format!("its bytes now hash to {found}")))
        }
        Some(Err(error)) => Some(Damage::new(DamageKind::PackageFileMissing, path, error.to_string())),
        None => Some(Damage::new(
            DamageKind::PackageFileMissing,
            path,
            "its name leads out of the bag; it was not looked at",
        )),
    }
}

/// Files below `data/` that no manifest names.
fn unnamed(root: &Path, payload: &BTreeMap<String, String>) -> Vec<Damage> {
    let named: BTreeSet<PathBuf> = payload.keys().filter_map(|path| inside(root, path)).collect();
    let (mut found, mut folders) = (Vec::new(), vec![root.join("data")]);
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                _ if !named.contains(&path) => {
                    let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
                    found.push(Damage::new(DamageKind::PackageFileUnnamed, name, "no manifest names it"));
                }
                _ => {}
            }
        }
    }
    found
}

/// The lines `hash  path` of a manifest; each path must begin with `prefix`.
fn manifest(root: &Path, name: &str, prefix: &str) -> Result<BTreeMap<String, String>, KeepError> {
    let mut found = BTreeMap::new();
    for line in text_of(root, name)?.lines().filter(|line| !line.trim().is_empty()) {
        let parts = line
            .split_once([' ', '\t'])
            .map(|(hash, path)| (hash, decoded(path.trim_start_matches([' ', '\t', '*']))));
        let Some((hash, path)) = parts.filter(|(_, path)| path.starts_with(prefix)) else {
            return Err(not_a_bag(root, format!("`{name}` has a line that is none: `{line}`")));
        };
        if found.insert(path.clone(), hash.to_lowercase()).is_some() {
            return Err(not_a_bag(root, format!("`{name}` names `{path}` twice")));
        }
    }
    Ok(found)
}

fn text_of(root: &Path, name: &str) -> Result<String, KeepError> {
    let path = root.join(name);
    fs::read_to_string(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => not_a_bag(root, format!("it has no `{name}`")),
        _ => KeepError::io(&path)(error),
    })
}

fn not_a_bag(root: &Path, why: String) -> KeepError {
    KeepError::NotAPackage { path: root.to_owned(), why }
}

/// Where `path` lies below `root`; `None` if it would lead anywhere else.
fn inside(root: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path);
    let is_plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    (is_plain && !path.contains('\\')).then(|| root.join(relative))
}

/// Per cent signs and line ends as RFC 8493 writes them.
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

fn decoded(path: &str) -> String {
    path.replace("%0A", "\n")
        .replace("%0a", "\n")
        .replace("%0D", "\r")
        .replace("%0d", "\r")
        .replace("%25", "%")
}

fn open(path: &Path) -> Result<File, KeepError> {
    File::open(path).map_err(KeepError::io(path))
}

/// The hash and length of what `bytes` gives.
fn hashed(bytes: &mut dyn Read) -> Result<(String, u64), KeepError> {
    copied(bytes, |_| Ok(())).map_err(KeepError::io(Path::new("a file of the package")))
}

/// Writes a new file, synced; gives its hash and length.
fn written(path: &Path, bytes: &mut dyn Read) -> Result<(String, u64), KeepError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(KeepError::io(folder))?;
    }
    let mut write = || {
        let mut file = File::create_new(path)?;
        let found = copied(bytes, |piece| file.write_all(piece))?;
        file.sync_all()?;
        Ok(found)
    };
    write().map_err(KeepError::io(path))
}

fn copied(
    bytes: &mut dyn Read,
    mut take: impl FnMut(&[u8]) -> std::io::Result<()>,
) -> std::io::Result<(String, u64)> {
    let (mut hasher, mut length, mut piece) = (Sha256::new(), 0_u64, vec![0; PIECE_BYTES]);
    loop {
        let read = bytes.read(&mut piece)?;
        let Some(read) = piece.get(..read).filter(|read| !read.is_empty()) else { break };
        hasher.update(read);
        take(read)?;
        length += read.len() as u64;
    }
    let mut hex = String::with_capacity(64);
    for byte in hasher.finalize() {
        let _ = write!(hex, "{byte:02x}");
    }
    Ok((hex, length))
}
