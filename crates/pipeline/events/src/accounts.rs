//! Accounts by id, each with what was read in it.
//!
//! Comes in: a dossier. Goes out: lookups that do not search. It may not know events.

use recount_model::{Account, AccountClaims, Dossier, Id, OriginalId, Reading};
use recount_sayings::{Arg, quote, say};
use std::collections::BTreeMap;

/// One account with its claims and its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'dossier> {
    pub account: &'dossier Account,
    pub claims: &'dossier AccountClaims,
    pub reading: &'dossier Reading,
}

/// The accounts of a dossier that have claims and a text.
#[derive(Debug)]
pub(crate) struct Accounts<'dossier> {
    by_id: BTreeMap<&'dossier Id, Known<'dossier>>,
}

impl<'dossier> Accounts<'dossier> {
    pub fn of(dossier: &'dossier Dossier) -> Self {
        let claims: BTreeMap<&Id, &AccountClaims> =
            dossier.claims.iter().map(|claims| (&claims.account, &**claims)).collect();
        let readings: BTreeMap<&OriginalId, &Reading> =
            dossier.readings.iter().map(|reading| (&reading.original, reading)).collect();
        let known = dossier.accounts.iter().filter_map(|account| {
            let (claims, reading) = (*claims.get(&account.id)?, *readings.get(&account.original)?);
            Some((&account.id, Known { account, claims, reading }))
        });
        Accounts { by_id: known.collect() }
    }

    /// By original, then by place in it.
    pub fn in_order(&self) -> Vec<Known<'dossier>> {
        let mut all: Vec<Known<'dossier>> = self.by_id.values().copied().collect();
        all.sort_by_key(|known| (&known.account.original, known.account.span, &known.account.id));
        all
    }

    /// The title of an account, or who publishes it, or its id.
    pub fn name(&self, id: &Id) -> Arg {
        let Some(known) = self.by_id.get(id) else { return Arg::Account(id.clone()) };
        let title = known.account.title.as_ref().map(|title| quote(&title.text));
        let named = title.or_else(|| known.account.source.clone().map(Arg::Title));
        named.unwrap_or_else(|| say!("account.by-id", id = Arg::Account(id.clone())).into())
    }
}
