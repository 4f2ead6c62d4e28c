//! A dossier with its ids looked up once.
//!
//! Comes in: a dossier. Goes out: the same, reachable by id. It may not know any output format.

use recount_model::{
    Account, AccountClaims, Alignment, Area, Dossier, Figure, Id, Locator, Name, OriginalId, Reading, Span,
    Statement,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Ways from an id to the thing, so that no output looks through a list twice.
pub struct Index<'d> {
    pub dossier: &'d Dossier,
    readings: BTreeMap<&'d OriginalId, &'d Reading>,
    file_names: BTreeMap<&'d OriginalId, &'d str>,
    accounts: BTreeMap<&'d Id, (&'d Account, Option<&'d AccountClaims>)>,
    figures: BTreeMap<&'d Id, (&'d AccountClaims, &'d Figure)>,
    names: BTreeMap<(&'d Id, &'d Id), &'d Name>,
    statements: BTreeMap<&'d Id, (&'d AccountClaims, &'d Statement)>,
    alignments: BTreeMap<&'d Id, &'d Alignment>,
}

impl<'d> Index<'d> {
    pub fn new(dossier: &'d Dossier) -> Self {
        let claims: BTreeMap<&Id, &AccountClaims> =
            dossier.claims.iter().map(|claims| (&claims.account, &**claims)).collect();
        let accounts = dossier.accounts.iter();
        let read = || dossier.claims.iter().map(|claims| &**claims);
        Index {
            dossier,
            readings: dossier.readings.iter().map(|reading| (&reading.original, reading)).collect(),
            file_names: first_names(dossier),
            accounts: accounts
                .map(|account| (&account.id, (account, claims.get(&account.id).copied())))
                .collect(),
            figures: read().flat_map(|of| of.figures.iter().map(move |one| (&one.id, (of, one)))).collect(),
            names: read()
                .flat_map(|of| of.names.iter().map(move |one| ((&of.account, &one.id), one)))
                .collect(),
            statements: read()
                .flat_map(|of| of.statements.iter().map(move |one| (&one.id, (of, one))))
                .collect(),
            alignments: dossier.collation.alignments.iter().map(|one| (&one.id, one)).collect(),
        }
    }

    pub fn reading(&self, original: &OriginalId) -> Option<&'d Reading> {
        self.readings.get(original).copied()
    }

    pub fn account(&self, id: &Id) -> Option<&'d Account> {
        self.accounts.get(id).map(|found| found.0)
    }

    pub fn claims_of(&self, account: &Id) -> Option<&'d AccountClaims> {
        self.accounts.get(account).and_then(|found| found.1)
    }

    /// A figure, and all that was read in the account it stands in.
    pub fn figure(&self, id: &Id) -> Option<(&'d AccountClaims, &'d Figure)> {
        self.figures.get(id).copied()
    }

    pub fn name(&self, account: &Id, name: &Id) -> Option<&'d Name> {
        self.names.get(&(account, name)).copied()
    }

    /// A statement, and all that was read in the account it stands in.
    pub fn statement(&self, id: &Id) -> Option<(&'d AccountClaims, &'d Statement)> {
        self.statements.get(id).copied()
    }

    pub fn alignment(&self, id: &Id) -> Option<&'d Alignment> {
        self.alignments.get(id).copied()
    }

    /// The first file name the original was added under.
    pub fn file_name(&self, original: &OriginalId) -> Option<&'d str> {
        self.file_names.get(original).copied()
    }

    /// True if its original holds no other account.
    pub fn is_alone(&self, account: &Account) -> bool {
        let accounts = &self.dossier.accounts;
        let first = accounts.partition_point(|other| other.original < account.original);
        accounts.get(first + 1).is_none_or(|second| second.original != account.original)
    }

    /// Where `span` begins, in words of the original's format; `None` where byte offsets say it all.
    pub fn locator(&self, original: &OriginalId, span: Span) -> Option<String> {
        self.reading(original)?.locator(span.start).map(ToString::to_string)
    }

    /// The boxes on pages that `span` runs over: one a line.
    pub(crate) fn boxes(&self, original: &OriginalId, span: Span) -> Vec<BoxRecord> {
        let locators = self.reading(original).into_iter().flat_map(|reading| reading.locators(span));
        let on_page = |locator: &Locator| match locator {
            Locator::Page { number, area: Some(area), .. } => Some(BoxRecord { page: *number, area: *area }),
            _ => None,
        };
        locators.filter_map(on_page).collect()
    }

    /// `span` of the reading as bytes of the original; the same numbers where the original is not known.
    pub fn original_bytes(&self, original: &OriginalId, span: Span) -> (u64, u64) {
        self.reading(original)
            .map_or((u64::from(span.start), u64::from(span.end)), |reading| reading.offsets.to_original(span))
    }
}

/// Names are sorted by original, then name: the first one wins.
fn first_names(dossier: &Dossier) -> BTreeMap<&OriginalId, &str> {
    let mut first = BTreeMap::new();
    for (original, name) in &dossier.names_of_originals {
        first.entry(original).or_insert(name.as_str());
    }
    first
}

/// A box on a page, in thousandths of its width and height, from the upper left corner.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct BoxRecord {
    pub page: u32,
    #[serde(flatten)]
    pub area: Area,
}
