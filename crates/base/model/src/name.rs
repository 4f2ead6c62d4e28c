//! Names of people, organisations and places.

use crate::{Id, Span};
use serde::{Deserialize, Serialize};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameKind {
    Person,
    Organisation,
    Place,
}

/// A name that something outside the rules proposes: a model, a list, a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NameProposal {
    /// Bytes of the reading.
    pub span: Span,
    pub kind: NameKind,
    /// The words that must stand there.
    pub text: Option<String>,
}

/// A name as it stands in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Name {
    pub id: Id,
    pub span: Span,
    pub text: String,
    pub kind: NameKind,
    /// The form all mentions of the same one share inside this account.
    pub canonical: String,
    /// The role the text gives ("head of the ministry"), verbatim.
    pub role: Option<String>,
    pub rule: String,
}

/// One person, organisation or place across the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    pub id: Id,
    pub kind: NameKind,
    pub canonical: String,
    /// Every form it has, sorted.
    pub variants: Vec<String>,
    /// Roles as stated, sorted.
    pub roles: Vec<String>,
    /// (account, name) of each mention, sorted.
    pub mentions: Vec<(Id, Id)>,
}
