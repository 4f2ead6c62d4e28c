//! Passphrases, and bytes under them: the age format, version 1.

use age::secrecy::{ExposeSecret as _, SecretString};
use anyhow::{Context as _, Result, bail, ensure};
use std::fs;
use std::io::{self, IsTerminal as _, Read, Write};
use std::path::Path;

/// Work for each guess of a passphrase, as a power of two (scrypt): about a second on a laptop. The same everywhere, so that what
/// a quick machine sealed a slow or busy one still opens.
const WORK_FACTOR: u8 = 18;
/// More than this is a trap and no case.
const MOST_WORK_FACTOR: u8 = 22;

/// The passphrase from a file (its first line), or typed; a new one is typed twice.
pub fn passphrase(file: Option<&Path>, is_new: bool) -> Result<SecretString> {
    if let Some(path) = file {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let line = text.lines().next().unwrap_or("");
        ensure!(!line.is_empty(), "`{}` holds no passphrase", path.display());
        return Ok(SecretString::from(line.to_owned()));
    }
    ensure!(
        io::stdin().is_terminal(),
        "there is no terminal to type a passphrase at; give --passphrase-file"
    );
    let typed = rpassword::prompt_password("passphrase: ")?;
    if is_new {
        ensure!(
            typed.chars().count() >= 8,
            "a passphrase has at least 8 characters; several words are better"
        );
        ensure!(rpassword::prompt_password("again: ")? == typed, "the two passphrases are not the same");
    }
    Ok(SecretString::from(typed))
}

/// A new password of a user, from the first line of standard input, or typed twice without being shown.
pub fn password(is_piped: bool) -> Result<String> {
    if is_piped {
        let mut line = String::new();
        io::stdin().read_line(&mut line).context("standard input cannot be read")?;
        return Ok(line.trim_end_matches(['\n', '\r']).to_owned());
    }
    ensure!(io::stdin().is_terminal(), "there is no terminal to type a password at; give --password-stdin");
    let typed = rpassword::prompt_password("password (12 characters or more): ")?;
    ensure!(rpassword::prompt_password("again: ")? == typed, "the two passwords are not the same");
    Ok(typed)
}

/// A writer that seals what is written; its `finish` must be called.
///
/// # Errors
/// When `out` cannot be written.
pub fn seal<W: Write>(out: W, passphrase: &SecretString) -> Result<age::stream::StreamWriter<W>> {
    let mut recipient = age::scrypt::Recipient::new(again(passphrase));
    recipient.set_work_factor(WORK_FACTOR);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    Ok(age::Encryptor::with_recipients(recipients)?.wrap_output(out)?)
}

/// A reader of what was sealed.
///
/// # Errors
/// When it is not sealed, or not under this passphrase.
pub fn open<R: Read>(sealed: R, passphrase: &SecretString) -> Result<age::stream::StreamReader<R>> {
    use age::DecryptError::{DecryptionFailed, KeyDecryptionFailed, NoMatchingKeys};
    let decryptor = age::Decryptor::new(sealed).context("it is not sealed, or damaged")?;
    let mut identity = age::scrypt::Identity::new(again(passphrase));
    identity.set_max_work_factor(MOST_WORK_FACTOR);
    match decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)) {
        Ok(stream) => Ok(stream),
        Err(NoMatchingKeys | DecryptionFailed | KeyDecryptionFailed) => {
            bail!("the passphrase does not open it")
        }
        Err(error) => Err(error.into()),
    }
}

fn again(passphrase: &SecretString) -> SecretString {
    SecretString::from(passphrase.expose_secret().to_owned())
}
