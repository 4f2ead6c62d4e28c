//! Claims: one asserted proposition with its chain, and all that was read in one account.

use crate::{DocumentTime, Figure, Id, Interval, Name, Span, Statement, TimeGroup, Timex, Told};
use serde::{Deserialize, Serialize};

/// How firmly the innermost speaker (or the account) holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    Asserted,
    Reported,
    Hedged,
    Denied,
    Planned,
    Observed,
}

/// What a claim says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "content")]
pub enum ClaimContent {
    /// Something happened: the event words, and when, as far as the sentence says.
    Happened {
        /// Stemmed key words of the event, sorted: action first in `action`.
        action: String,
        keywords: Vec<String>,
    },
    /// So many of something.
    Counted { figure: Id },
    /// One happening was before another ("after the shooting, the tower burned").
    Ordered {
        /// Event key words of what came first, and of what came later.
        earlier: Vec<String>,
        later: Vec<String>,
        /// "immediately", "two hours": least and most distance in milliseconds.
        gap_ms: Option<(i64, i64)>,
    },
}

/// One asserted proposition with its chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub id: Id,
    /// The sentence or clause it stands in.
    pub span: Span,
    pub text: String,
    pub content: ClaimContent,
    /// When what is claimed happened, from the time expression in `times`.
    pub when: Interval,
    /// Grain and rule live on the timexes themselves.
    pub times: Vec<Id>,
    pub place: Option<String>,
    pub participants: Vec<String>,
    pub chain: Vec<String>,
    pub statement: Option<Id>,
    pub certainty: Certainty,
    pub is_negated: bool,
    pub rule: String,
}

/// All that was read in one account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccountClaims {
    pub account: Id,
    pub written: DocumentTime,
    /// Document times of layers, in the order of `Account::layers`.
    pub layers_written: Vec<DocumentTime>,
    /// Each kind sorted by span.
    pub times: Vec<Timex>,
    /// Ranges and lists of those times.
    #[serde(default)]
    pub time_groups: Vec<TimeGroup>,
    pub figures: Vec<Figure>,
    pub names: Vec<Name>,
    pub statements: Vec<Statement>,
    pub claims: Vec<Claim>,
    /// Single event words with their participants.
    #[serde(default)]
    pub deeds: Vec<crate::Deed>,
    /// Calendar checks that failed inside this account; findings are made from them.
    pub observations: Vec<Observation>,
}

impl AccountClaims {
    /// True if nothing differs but which figures were read, and what each counts.
    pub fn is_same_but_figures(&self, other: &Self) -> bool {
        // Taken apart, so that a new field cannot be forgotten.
        let AccountClaims {
            account,
            written,
            layers_written,
            times,
            time_groups,
            figures: _,
            names,
            statements,
            claims: _,
            deeds,
            observations,
        } = self;
        fn happened(claims: &AccountClaims) -> impl Iterator<Item = &Claim> {
            claims.claims.iter().filter(|claim| !matches!(claim.content, ClaimContent::Counted { .. }))
        }
        // Most are the very same in two dossiers.
        std::ptr::eq(self, other)
            || (account, written, layers_written, times, time_groups)
                == (&other.account, &other.written, &other.layers_written, &other.times, &other.time_groups)
                && (names, statements, deeds, observations)
                    == (&other.names, &other.statements, &other.deeds, &other.observations)
                && happened(self).eq(happened(other))
    }
}

/// Something odd that a reading stage noticed: raw material for findings, kept with its passages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// Kebab-case, the kind of finding it may become (`weekday-date`, `zone-pair`, `sum-of-parts`, …).
    pub kind: String,
    pub spans: Vec<Span>,
    /// In words, one reason a line.
    pub why: Vec<Told>,
    pub hold: crate::Hold,
    pub rule: String,
}
