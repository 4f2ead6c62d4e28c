//! Who may ask: users with passwords, and the sessions they are logged in with.
//!
//! Comes in: a users file, names and passwords, tokens. Goes out: the [`Person`] behind a request. It may not know cases.

mod attempts;
mod door;
mod password;
mod sessions;
mod users;

pub use door::{Door, Entered};
pub use password::LEAST_CHARACTERS;
pub use sessions::Lifetimes;
pub(crate) use users::write_private;
pub use users::{User, Users, default_file};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// See everything, change nothing.
    Reads,
    /// See, add, decide, release.
    Decides,
}

impl Role {
    pub fn key(self) -> &'static str {
        match self {
            Role::Reads => "reads",
            Role::Decides => "decides",
        }
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// As the custody log will name them.
    pub name: Option<String>,
    pub role: Role,
    /// When the session ends at the latest (RFC 3339, UTC); `None` with the key of a launch.
    pub until: Option<String>,
    /// True for one of several users: paths of the machine are not theirs to see.
    pub is_user: bool,
}
