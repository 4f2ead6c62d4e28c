//! What collation keeps of a dossier, so that figures read otherwise cost little.
//!
//! Comes in: all accounts, once whole and later with other figures. Goes out: the [`Collation`] that collating everything anew gives.
//! It may not know why figures are read otherwise. Words are never cut or compared again here: figures only say which way
//! words went, and what goes back to one telling.

use crate::witness::{Unit, Witness, Word};
use crate::{CollationRules, Party, Shared, by_account, cut, ordered, parties};
use rayon::prelude::*;
use recount_diagnostics::Reported;
use recount_model::{Account, AccountClaims, Collation, Entity, Reading};
use recount_text::Abbreviations;
use std::sync::Arc;

/// Words of all accounts and what they share.
pub struct Kept {
    words: Vec<(Vec<Word>, Vec<Unit>)>,
    /// What was read in each account, in the order of `words`.
    claims: Vec<Option<Arc<AccountClaims>>>,
    shared: Shared,
}

impl Kept {
    /// As [`crate::collate`], and with what to keep.
    pub fn of<'text>(
        accounts: &[(&'text Account, &'text Reading)],
        (claims, entities): (&'text [Arc<AccountClaims>], &[Entity]),
        abbreviations: impl Fn(&Account) -> &'text Abbreviations + Sync,
        rules: &CollationRules,
    ) -> (Self, Reported<Collation>) {
        let accounts = ordered(accounts);
        let by_account = by_account(claims);
        let mut parties = cut(&accounts, &by_account, abbreviations, rules);
        let shared = Shared::weighed(&mut parties, rules, None);
        let told = shared.clone().told(&parties, entities, rules);
        let words = parties.into_iter().map(|party| (party.witness.words, party.witness.units)).collect();
        (Kept { words, claims: in_order(&accounts, claims), shared }, told)
    }

    /// The collation of the same accounts, in which nothing but figures is read otherwise.
    pub fn with_figures(
        &self,
        accounts: &[(&Account, &Reading)],
        (claims, entities): (&[Arc<AccountClaims>], &[Entity]),
        rules: &CollationRules,
    ) -> Reported<Collation> {
        let accounts = ordered(accounts);
        let witness = |at: usize| {
            let (words, units) = self.words.get(at).cloned().unwrap_or_default();
            Witness { text: accounts.get(at).map_or("", |(_, reading)| &reading.text), words, units }
        };
        let parties = parties(&accounts, &by_account(claims), witness);
        let changed: Vec<bool> =
            self.claims.iter().zip(&parties).map(|(was, is)| is_other(was, is)).collect();
        let is_changed = |at: usize| changed.get(at).copied().unwrap_or(true);
        let mut shared = self.shared.clone();
        let touched = shared.found.par_iter_mut().filter(|one| is_changed(one.one) || is_changed(one.other));
        touched.for_each(|one| one.weigh_again(&parties, rules));
        shared.told(&parties, entities, rules)
    }
}

/// What was read in each account.
fn in_order(
    accounts: &[(&Account, &Reading)],
    claims: &[Arc<AccountClaims>],
) -> Vec<Option<Arc<AccountClaims>>> {
    let by_account: std::collections::BTreeMap<_, _> = claims.iter().map(|one| (&one.account, one)).collect();
    accounts.iter().map(|(account, _)| by_account.get(&account.id).map(|one| Arc::clone(one))).collect()
}

/// True if other figures were read in the account.
fn is_other(was: &Option<Arc<AccountClaims>>, is: &Party<'_>) -> bool {
    match (was.as_deref(), is.claims) {
        (Some(was), Some(is)) => !std::ptr::eq(was, is) && was.figures != is.figures,
        (was, is) => was.is_some() != is.is_some(),
    }
}
