//! The users of the workbench, in a file of whoever serves it: `$XDG_STATE_HOME/recount/users.json`, readable by them alone. It never
//! lies in a case folder, so that no package carries it away.

use super::{Role, password};
use anyhow::{Context as _, Result, ensure};
use recount_desk::turns_direction;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

const MOST_NAME_CHARACTERS: usize = 64;

/// A user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// As the custody log names them.
    pub name: String,
    pub role: Role,
    /// PHC string.
    pub(super) password: String,
}

/// The users file.
#[derive(Debug)]
pub struct Users {
    path: PathBuf,
    read: Mutex<Option<(Seen, Arc<[User]>)>>,
}

/// Length and time of the file: it is read again when another process wrote it.
type Seen = (u64, Option<SystemTime>);

/// Where users are kept when nothing else is said; `None` where the user has no home.
pub fn default_file() -> Option<PathBuf> {
    Some(crate::recent::folder()?.join("users.json"))
}

/// The same name however it is typed.
pub(super) fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Users {
    pub fn at(path: PathBuf) -> Self {
        Users { path, read: Mutex::default() }
    }

    /// All users in the order they were added; none where there is no file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn list(&self) -> Result<Arc<[User]>> {
        let found = match std::fs::metadata(&self.path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Arc::from([])),
            found => found.with_context(|| self.path.display().to_string())?,
        };
        let seen = (found.len(), found.modified().ok());
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, users)) = read.as_ref().filter(|(known, _)| *known == seen) {
            return Ok(Arc::clone(users));
        }
        let bytes = std::fs::read(&self.path).with_context(|| self.path.display().to_string())?;
        let users: Vec<User> = serde_json::from_slice(&bytes)
            .with_context(|| format!("`{}` is no users file", self.path.display()))?;
        let users: Arc<[User]> = users.into();
        *read = Some((seen, Arc::clone(&users)));
        Ok(users)
    }

    /// The user of this name.
    pub(super) fn find(&self, name: &str) -> Option<User> {
        let name = folded(name);
        // A file that cannot be read lets nobody in.
        self.list().ok()?.iter().find(|user| folded(&user.name) == name).cloned()
    }

    /// Adds a user.
    ///
    /// # Errors
    /// When the name is no name or is taken, the password is too short, or the file cannot be written.
    pub fn add(&self, name: &str, role: Role, password: &str) -> Result<()> {
        let name = named(name)?;
        let mut users = self.list()?.to_vec();
        ensure!(
            users.iter().all(|user| folded(&user.name) != folded(&name)),
            "there is a user `{name}`; `recount users password` gives them another password"
        );
        users.push(User { password: password::hashed(password)?, name, role });
        self.write(&users)
    }

    /// Gives a user another password; whoever is logged in with the old one is not any more.
    ///
    /// # Errors
    /// When there is no such user, the password is too short, or the file cannot be written.
    pub fn set_password(&self, name: &str, password: &str) -> Result<()> {
        let mut users = self.list()?.to_vec();
        let user = users.iter_mut().find(|user| folded(&user.name) == folded(name));
        let user = user.with_context(|| unknown(name))?;
        user.password = password::hashed(password)?;
        self.write(&users)
    }

    /// Removes a user; whoever is logged in as them is not any more.
    ///
    /// # Errors
    /// When there is no such user, or the file cannot be written.
    pub fn remove(&self, name: &str) -> Result<()> {
        let mut users = self.list()?.to_vec();
        let before = users.len();
        users.retain(|user| folded(&user.name) != folded(name));
        ensure!(users.len() < before, "{}", unknown(name));
        self.write(&users)
    }

    fn write(&self, users: &[User]) -> Result<()> {
        write_private(&self.path, serde_json::to_string_pretty(users)?.as_bytes())?;
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}

fn unknown(name: &str) -> String {
    format!("there is no user `{name}`; `recount users list` shows them")
}

fn named(name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_plain = name.chars().all(|c| !c.is_control() && !turns_direction(c));
    let length = name.chars().count();
    ensure!(
        is_plain && (1..=MOST_NAME_CHARACTERS).contains(&length),
        "a name has 1 to {MOST_NAME_CHARACTERS} letters and no signs that are not shown"
    );
    Ok(name)
}

/// Writes a file that its owner alone can read, whole or not at all.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let told = || format!("`{}` cannot be written", path.display());
    std::fs::create_dir_all(folder).with_context(told)?;
    // A temporary file is its owner's alone (0600) and stays so under its new name.
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(told)?;
    std::io::Write::write_all(&mut file, bytes).with_context(told)?;
    file.as_file().sync_all().with_context(told)?;
    file.persist(path).with_context(told)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_however_they_are_typed() {
        let folder = tempfile::tempdir().unwrap();
        let users = Users::at(folder.path().join("deep/users.json"));
        assert!(users.list().unwrap().is_empty());
        users.add(" Анна  Речная ", Role::Decides, "двенадцать букв").unwrap();
        assert!(users.add("анна речная", Role::Reads, "двенадцать букв").is_err());
        assert_eq!(users.find("АННА РЕЧНАЯ").unwrap().name, "Анна Речная");
        for odd in ["", "  ", "a\u{202e}b", "a\u{7}b", &"x".repeat(65)] {
            assert!(users.add(odd, Role::Reads, "двенадцать букв").is_err(), "{odd:?}");
        }
        users.remove("анна Речная").unwrap();
        assert!(users.list().unwrap().is_empty() && users.remove("анна Речная").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("users.json");
        Users::at(path.clone()).add("Ada", Role::Reads, "twelve letters").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(!std::fs::read_to_string(&path).unwrap().contains("twelve letters"));
    }

    #[test]
    fn a_broken_file_lets_nobody_in() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("users.json");
        std::fs::write(&path, "[{\"name\":\"Ada\"").unwrap();
        let users = Users::at(path);
        assert!(users.list().is_err() && users.find("Ada").is_none());
        assert!(users.add("Ada", Role::Reads, "twelve letters").is_err(), "nothing is overwritten");
    }
}
