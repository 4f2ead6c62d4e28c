//! The vault of a case: which names are hidden in what leaves it, under a passphrase of its own.
//!
//! `vault.age` in the case folder may be left at home: without it the case still works, but writes no report and no
//! package unless it is told that names may stand in them.

use crate::sealing;
use age::secrecy::SecretString;
use anyhow::{Context as _, Result, ensure};
use recount_keep::{Case, write_file_whole};
use recount_model::Dossier;
use recount_publish::Pseudonyms;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;

/// How what leaves a case treats names.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct NamesArgs {
    /// Replace the names in the vault of the case by their pseudonyms; asks for the vault's passphrase
    #[arg(long, conflicts_with = "with_names")]
    pub vault: bool,
    /// Leave all names as they are, although the case has a vault
    #[arg(long)]
    pub with_names: bool,
    /// Read the vault's passphrase from the first line of a file instead of the terminal
    #[arg(long, value_name = "FILE")]
    pub vault_passphrase_file: Option<PathBuf>,
}

/// What the vault holds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Vault {
    /// Pseudonym by name.
    pub names: BTreeMap<String, String>,
}

/// Most a vault is believed to have.
const MOST_BYTES: u64 = 16 << 20;

impl Vault {
    fn path(case: &Case) -> PathBuf {
        case.root().join("vault.age")
    }

    /// True if the case has one.
    pub fn exists(case: &Case) -> bool {
        Self::path(case).is_file()
    }

    /// The vault of the case; an empty one where there is none.
    pub fn open(case: &Case, passphrase: &SecretString) -> Result<Self> {
        if !Self::exists(case) {
            return Ok(Vault::default());
        }
        let path = Self::path(case);
        let mut text = String::new();
        let read = || -> Result<()> {
            sealing::open(File::open(&path)?, passphrase)?.take(MOST_BYTES).read_to_string(&mut text)?;
            Ok(())
        };
        let mut read = read;
        read().with_context(|| format!("`{}`", path.display()))?;
        serde_json::from_str(&text).context("the vault cannot be understood; it was made by another version")
    }

    /// Seals it, whole or not at all.
    pub fn save(&self, case: &Case, passphrase: &SecretString) -> Result<()> {
        let bytes = serde_json::to_vec(self)?;
        write_file_whole(&Self::path(case), |out| -> Result<()> {
            let mut sealed = sealing::seal(out, passphrase)?;
            io_write(&mut sealed, &bytes)?;
            sealed.finish()?;
            Ok(())
        })?;
        Ok(())
    }

    /// A pseudonym that tells nothing: `W-` and a number drawn by chance that no other name has.
    pub fn pseudonym(&self) -> Result<String> {
        loop {
            let mut drawn = [0; 4];
            getrandom::fill(&mut drawn).map_err(|error| anyhow::anyhow!("no chance to be had: {error}"))?;
            let found = format!("W-{:03}", u32::from_le_bytes(drawn) % 1000);
            ensure!(self.names.len() < 900, "the vault holds as many names as there are numbers");
            if !self.names.values().any(|known| *known == found) {
                return Ok(found);
            }
        }
    }
}

fn io_write(out: &mut impl std::io::Write, bytes: &[u8]) -> Result<()> {
    out.write_all(bytes)?;
    Ok(())
}

/// The pseudonyms to use for what leaves the case.
///
/// # Errors
/// When the case has a vault and it was not said whether names may stand in what leaves it.
pub fn pseudonyms(case: &Case, dossier: &Dossier, names: &NamesArgs) -> Result<Pseudonyms> {
    if !Vault::exists(case) || names.with_names {
        ensure!(
            !names.vault,
            "the case has no vault; add a name with `recount vault {} NAME`",
            case.root().display()
        );
        return Ok(Pseudonyms::default());
    }
    ensure!(
        names.vault,
        "the case has a vault of names: write with --vault (names replaced) or with --with-names (names as they are)"
    );
    let passphrase = sealing::passphrase(names.vault_passphrase_file.as_deref(), false)?;
    let mut hidden = Pseudonyms::default();
    for (name, pseudonym) in &Vault::open(case, &passphrase)?.names {
        hidden.hide(name, pseudonym, dossier);
    }
    Ok(hidden)
}
