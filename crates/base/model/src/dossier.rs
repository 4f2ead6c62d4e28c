//! Everything derived from a dossier.

use crate::{
    Account, AccountClaims, ChronicleEntry, Collation, ConstraintNetwork, Decided, Entity, Finding, Joins,
    Passage, Question, Reading, Span,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The output of the pipeline. Every list has a fixed order that does not depend on the order in
/// which documents were added. A copy shares what stays the same: after most verdicts that is all but the decisions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Sorted by original id.
    pub readings: Arc<Vec<Reading>>,
    /// File names as given, beside each reading's original; sorted by original, then name.
    pub names_of_originals: Vec<(crate::OriginalId, String)>,
    /// Sorted by original, then start.
    pub accounts: Arc<Vec<Account>>,
    /// One per account, in the same order. A decision on one account leaves the others shared.
    pub claims: Arc<Vec<Arc<AccountClaims>>>,
    pub entities: Arc<Vec<Entity>>,
    pub collation: Arc<Collation>,
    pub network: Arc<ConstraintNetwork>,
    pub questions: Arc<Vec<Question>>,
    pub findings: Arc<Vec<Finding>>,
    pub chronicle: Arc<Vec<ChronicleEntry>>,
    /// What people decided, in the order they decided, with what became of each.
    #[serde(default)]
    pub decisions: Vec<Decided>,
    /// What they decided about claims that tell of one event.
    #[serde(default)]
    pub joins: Joins,
}

impl Dossier {
    /// The reading an original has.
    pub fn reading(&self, original: &crate::OriginalId) -> Option<&Reading> {
        self.readings.iter().find(|reading| &reading.original == original)
    }

    /// What holds of what people judged about the thing with this id.
    pub fn verdict(&self, id: &crate::Id) -> Option<&Decided> {
        let is_verdict =
            |act: &crate::Act| matches!(act, crate::Act::Accept | crate::Act::Reject | crate::Act::Unsure);
        self.decisions.iter().rev().find(|one| {
            one.standing == crate::Standing::Holds
                && is_verdict(&one.decision.act)
                && one.now.as_ref() == Some(id)
        })
    }

    /// The decisions by which people added the thing with this id: none for what a rule read.
    pub fn added_by(&self, id: &crate::Id) -> impl Iterator<Item = &Decided> {
        let is_its = |one: &&Decided| {
            one.standing == crate::Standing::Holds
                && matches!(one.decision.act, crate::Act::Add { .. })
                && one.now.as_ref() == Some(id)
        };
        self.decisions.iter().filter(is_its)
    }

    /// True for what people set aside.
    pub fn is_rejected(&self, id: &crate::Id) -> bool {
        self.verdict(id).is_some_and(|one| one.decision.act == crate::Act::Reject)
    }

    /// The account with this id.
    pub fn account(&self, id: &crate::Id) -> Option<&Account> {
        self.accounts.iter().find(|account| &account.id == id)
    }

    /// What was read in the account with this id.
    pub fn claims_of(&self, id: &crate::Id) -> Option<&AccountClaims> {
        self.claims.iter().map(|claims| &**claims).find(|claims| &claims.account == id)
    }
}

impl Account {
    /// A citation of `span` (into the reading) inside this account.
    pub fn passage(&self, reading: &Reading, span: Span) -> Passage {
        Passage {
            original: self.original.clone(),
            account: self.id.clone(),
            span,
            text: span.of(&reading.text).to_owned(),
        }
    }
}
