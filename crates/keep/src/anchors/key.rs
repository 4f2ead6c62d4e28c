//! The key of a case: made when first asked for, never packed into an export.
//!
//! Source: RFC 8032 (Ed25519), through `ed25519-dalek`.

use super::{hex, unhex};
use crate::KeepError;
use crate::originals::stream_synced;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use std::path::Path;

/// Unix permission bits: nobody but the owner.
const SECRET: u32 = 0o600;

/// The key in `path`, made if there is none. Gives whether it was made.
pub(super) fn of_case(path: &Path) -> Result<(SigningKey, bool), KeepError> {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let broken = || KeepError::Settings { path: path.to_owned(), why: "it holds no key".to_owned() };
            let seed: [u8; 32] =
                unhex(text.trim()).and_then(|bytes| bytes.try_into().ok()).ok_or_else(broken)?;
            Ok((SigningKey::from_bytes(&seed), false))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok((made(path)?, true)),
        Err(error) => Err(KeepError::io(path)(error)),
    }
}

fn made(path: &Path) -> Result<SigningKey, KeepError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| KeepError::io(path)(std::io::Error::other(error)))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(KeepError::io(folder))?;
    stream_synced(folder, path, SECRET, |out| writeln!(out, "{}", hex(&seed)).map_err(KeepError::io(path)))?;
    Ok(SigningKey::from_bytes(&seed))
}

/// The signature over `message`, as hexadecimal digits.
pub(super) fn signed(key: &SigningKey, message: &str) -> String {
    hex(&key.sign(message.as_bytes()).to_bytes())
}

/// True if `signature` is that of `public` over `message`; both in hexadecimal digits.
pub(super) fn is_signed(public: &str, message: &str, signature: &str) -> bool {
    let check = || {
        let public: [u8; 32] = unhex(public)?.try_into().ok()?;
        let signature: [u8; 64] = unhex(signature)?.try_into().ok()?;
        let public = VerifyingKey::from_bytes(&public).ok()?;
        public.verify_strict(message.as_bytes(), &Signature::from_bytes(&signature)).ok()
    };
    check().is_some()
}
