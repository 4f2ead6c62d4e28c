//! Passwords: only ever kept as argon2id hashes (PHC strings) with parameters that OWASP recommends (19 MiB, two passes).

use anyhow::{Context as _, Result, anyhow, ensure};
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};

/// Shorter passwords are refused.
pub const LEAST_CHARACTERS: usize = 12;
/// Longer ones too: nobody types them, and each costs work.
const MOST_BYTES: usize = 1_024;
const SALT_BYTES: usize = 16;

/// The hash of a new password.
///
/// # Errors
/// When it is too short or too long, or this computer has no chance numbers to give.
pub fn hashed(password: &str) -> Result<String> {
    ensure!(
        password.chars().count() >= LEAST_CHARACTERS,
        "a password has at least {LEAST_CHARACTERS} characters; several words are better"
    );
    ensure!(password.len() <= MOST_BYTES, "a password has at most {MOST_BYTES} bytes");
    let mut salt = [0_u8; SALT_BYTES];
    getrandom::fill(&mut salt).map_err(|error| anyhow!("no chance to be had: {error}"))?;
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string())
        .map_err(|error| anyhow!("{error}"))
        .context("the password cannot be hashed")
}

/// Whether `password` is the one that `hash` was made of. It takes as long whether it is or not.
pub fn is_right(password: &str, hash: &str) -> bool {
    let password = if password.len() > MOST_BYTES { "" } else { password };
    Argon2::default().verify_password(password.as_bytes(), hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let hash = hashed("горизонт и весло").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(is_right("горизонт и весло", &hash));
        assert!(!is_right("горизонт и Весло", &hash) && !is_right("", &hash));
        assert!(!is_right(&"x".repeat(5_000), &hash) && !is_right("anything", "no hash"));
        assert_ne!(hash, hashed("горизонт и весло").unwrap(), "each with a salt of its own");
    }

    #[test]
    fn short_ones_are_refused_by_their_characters() {
        assert!(hashed("восемь букв").is_err(), "eleven letters, though many bytes");
        assert!(hashed("двенадцать б").is_ok());
        assert!(hashed(&"x".repeat(MOST_BYTES + 1)).is_err());
    }
}
