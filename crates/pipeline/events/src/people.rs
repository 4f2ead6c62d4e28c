//! Names as the whole dossier knows them.
//!
//! Comes in: a dossier whose names are joined. Goes out: for a name as one account has it, the name all accounts share. It may
//! not know events. "Orvel" of one account and "Орвель" of another are then the same place.

use recount_model::{Dossier, Id};
use std::collections::BTreeMap;

/// Shared names by account and own name.
#[derive(Debug, Default)]
pub(crate) struct People<'dossier> {
    shared: BTreeMap<(&'dossier Id, &'dossier str), &'dossier str>,
}

impl<'dossier> People<'dossier> {
    pub fn of(dossier: &'dossier Dossier) -> Self {
        let names: BTreeMap<(&Id, &Id), &str> = dossier
            .claims
            .iter()
            .flat_map(|claims| {
                claims.names.iter().map(|name| ((&claims.account, &name.id), name.canonical.as_str()))
            })
            .collect();
        let mut shared = BTreeMap::new();
        for entity in dossier.entities.iter() {
            for (account, name) in &entity.mentions {
                if let Some(own) = names.get(&(account, name)) {
                    shared.entry((account, *own)).or_insert(entity.canonical.as_str());
                }
            }
        }
        People { shared }
    }

    /// What all accounts call what `account` calls `name`.
    pub fn known(&self, account: &Id, name: &str) -> String {
        self.shared.get(&(account, name)).map_or(name, |shared| shared).to_owned()
    }
}
