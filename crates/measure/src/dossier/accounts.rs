//! Accounts: first and last line, exactly.

use super::key::{Key, KeyAccount};
use crate::{MeasureError, Score};
use recount_model::Dossier;

pub fn judge(key: &Key, dossier: &Dossier) -> Result<Vec<Score>, MeasureError> {
    let gold: Vec<KeyAccount> = key.load("accounts")?;
    let gold: Vec<(usize, usize)> = gold
        .iter()
        .filter(|account| account.kind == "account")
        .map(|account| (account.first_line, account.last_line))
        .collect();
    let given: Vec<(usize, usize)> = dossier
        .accounts
        .iter()
        .map(|account| (key.line_of(account.span.start), key.line_of(account.span.end.saturating_sub(1))))
        .filter(|(first, last)| gold.iter().any(|account| *first <= account.1 && account.0 <= *last))
        .collect();
    let right = gold.iter().filter(|account| given.contains(account)).count();
    let missed = gold
        .iter()
        .filter(|account| !given.contains(account))
        .map(|account| format!("missed lines {}-{}", account.0, account.1));
    let extra = given
        .iter()
        .filter(|account| !gold.contains(account))
        .map(|account| format!("extra lines {}-{}", account.0, account.1));
    Ok(vec![Score::new("accounts.exact", right, gold.len(), given.len(), missed.chain(extra).collect())])
}
