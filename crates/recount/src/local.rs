//! What is read in one document alone.

use crate::{Rules, Settings};
use recount_accounts::ReadError;
use recount_claims::{Context, TOGETHER, read_accounts};
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{Account, AccountClaims, Interval, NameProposal, Reading};
use recount_sayings::say;
use recount_text::AccountText;
use serde::{Deserialize, Serialize};

/// One original as the caller hands it in.
#[derive(Clone, Copy, Debug)]
pub struct Original<'bytes> {
    /// File name, for choosing a reader and for people.
    pub name: &'bytes str,
    pub bytes: &'bytes [u8],
    /// When it was written, if the user says so.
    pub written: Option<Interval>,
}

/// Everything that one document says by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LocalReading {
    /// Names the original was added under, sorted.
    pub names: Vec<String>,
    pub reading: Reading,
    pub accounts: Vec<Account>,
    /// One per account, in the same order.
    pub claims: Vec<AccountClaims>,
}

/// Reads one original: text, accounts, and the claims of each account.
///
/// # Errors
/// When nothing in it could be read as text.
pub fn read_local(
    original: &Original<'_>,
    settings: &Settings,
    rules: &Rules,
) -> Result<Reported<LocalReading>, ReadError> {
    read_local_with(original, settings, &[], rules)
}

/// Reads one original; names in `proposals` come from a model, a list or a person, and pass the same rules.
///
/// # Errors
/// When nothing in it could be read as text.
pub fn read_local_with(
    original: &Original<'_>,
    settings: &Settings,
    proposals: &[NameProposal],
    rules: &Rules,
) -> Result<Reported<LocalReading>, ReadError> {
    let read = recount_accounts::read_with(original.name, original.bytes, settings.formats())?;
    Ok(read_local_of(read, original, settings, proposals, rules))
}

/// The same from a reading that was made elsewhere (in a process of its own) from the bytes of `original`.
pub fn read_local_of(
    reading: Reported<Reading>,
    original: &Original<'_>,
    settings: &Settings,
    proposals: &[NameProposal],
    rules: &Rules,
) -> Reported<LocalReading> {
    let mut diagnostics = Vec::new();
    let (reading, accounts) = segmented(reading, settings, rules).take(&mut diagnostics);
    let context = Context { written: original.written, default_zone: settings.default_zone.clone() };
    let claims = claims_of(&accounts, &reading, &context, proposals, rules).take(&mut diagnostics);
    diagnostics.extend(proposals.iter().filter(|proposal| is_outside(proposal, &accounts)).map(|proposal| {
        let message = say!("odd.proposal-refused", why = say!("not-taken.no-account"));
        Diagnostic::note("proposal-refused", message).at(proposal.span)
    }));
    name_place(&mut diagnostics, &reading, original.name);
    let local = LocalReading { names: vec![original.name.to_owned()], reading, accounts, claims };
    Reported::with(local, diagnostics)
}

/// The claims of each account, some accounts at a time.
fn claims_of(
    accounts: &[Account],
    reading: &Reading,
    context: &Context,
    proposals: &[NameProposal],
    rules: &Rules,
) -> Reported<Vec<AccountClaims>> {
    let mut diagnostics = Vec::new();
    let mut claims = Vec::with_capacity(accounts.len());
    for some in accounts.chunks(TOGETHER) {
        let texts: Vec<_> = some
            .iter()
            .map(|account| {
                let rules = rules.for_language(&account.language);
                (AccountText::new(account, reading, &rules.abbreviations), &rules.claims)
            })
            .collect();
        let read = read_accounts(&texts, context, proposals);
        claims.extend(read.into_iter().map(|read| read.take(&mut diagnostics)));
    }
    Reported::with(claims, diagnostics)
}

fn is_outside(proposal: &NameProposal, accounts: &[Account]) -> bool {
    !accounts.iter().any(|account| account.span.overlaps(proposal.span))
}

/// A reading and the accounts in it.
pub(crate) fn segmented(
    reading: Reported<Reading>,
    settings: &Settings,
    rules: &Rules,
) -> Reported<(Reading, Vec<Account>)> {
    let mut diagnostics = Vec::new();
    let mut reading = reading.take(&mut diagnostics);
    if let Some(language) = &settings.language {
        reading.language.clone_from(language);
    }
    let layout = &rules.for_language(&reading.language).layout;
    let accounts = recount_accounts::segment(&reading, layout).take(&mut diagnostics);
    Reported::with((reading, accounts), diagnostics)
}

/// Says of each diagnostic which document it is about, where it does not say so itself.
pub(crate) fn name_place(diagnostics: &mut [Diagnostic], reading: &Reading, name: &str) {
    for diagnostic in diagnostics {
        diagnostic.original.get_or_insert_with(|| reading.original.clone());
        diagnostic.place.get_or_insert_with(|| name.to_owned());
    }
}
