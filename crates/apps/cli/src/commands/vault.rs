//! `recount vault`: names that what leaves the case must not tell.

use super::Outcome;
use crate::args::VaultNames;
use crate::vault::Vault;
use crate::{output, sealing};
use anyhow::Result;
use recount_keep::{Actor, Case};

pub fn run(args: &VaultNames) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    let is_new = !Vault::exists(&case);
    let passphrase = sealing::passphrase(args.passphrase_file.as_deref(), is_new && !args.names.is_empty())?;
    let mut vault = Vault::open(&case, &passphrase)?;
    for name in &args.names {
        if args.remove {
            anyhow::ensure!(
                vault.names.remove(name).is_some(),
                "the vault does not hold `{}`",
                output::printable(name)
            );
        } else if !vault.names.contains_key(name) {
            let pseudonym = vault.pseudonym()?;
            vault.names.insert(name.clone(), pseudonym);
        }
    }
    if !args.names.is_empty() {
        vault.save(&case, &passphrase)?;
        // How many, and not who: the log goes into every package.
        case.log_vault(vault.names.len())?;
    }
    let lines: String = vault
        .names
        .iter()
        .map(|(name, pseudonym)| format!("{pseudonym}  {}\n", output::printable(name)))
        .collect();
    output::text(&lines)?;
    Ok(Outcome::Done)
}
