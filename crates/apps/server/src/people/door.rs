//! The door: names and passwords in, tokens out; and the person behind a token.

use super::attempts::Attempts;
use super::sessions::{Lifetimes, Sessions};
use super::users::folded;
use super::{Person, Users, password};
use crate::http::{Problem, token};
use anyhow::{Result, ensure};
use std::net::IpAddr;
use std::time::Instant;
use tokio::sync::Semaphore;

/// So many passwords are tried at once: each takes 19 MiB and some time of a processor.
const AT_ONCE: usize = 2;

/// Longer than any name of a user.
const MOST_ASKED_CHARACTERS: usize = 200;

/// Where people come in.
#[derive(Debug)]
pub struct Door {
    users: Users,
    sessions: Sessions,
    attempts: Attempts,
    /// What the password of nobody is compared with, so that it takes as long.
    nobody: String,
    trying: Semaphore,
}

/// Somebody came in.
#[derive(Debug)]
pub struct Entered {
    pub token: String,
    pub person: Person,
}

impl Door {
    /// # Errors
    /// When there is no user, or the file cannot be read.
    pub fn new(users: Users, lifetimes: Lifetimes) -> Result<Self> {
        ensure!(!users.list()?.is_empty(), "there are no users: `recount users add NAME` makes one");
        Ok(Door {
            users,
            sessions: Sessions::new(lifetimes),
            attempts: Attempts::default(),
            nobody: password::hashed(&token()?)?,
            trying: Semaphore::new(AT_ONCE),
        })
    }

    /// Lets somebody in. A wrong name and a wrong password are answered alike, and take alike.
    pub async fn enter(&self, name: &str, password: &str, address: IpAddr) -> Result<Entered, Problem> {
        // Nobody is called so, and nothing that long is remembered.
        let name = folded(&name.chars().take(MOST_ASKED_CHARACTERS).collect::<String>());
        self.attempts.begin(&name, address, Instant::now()).map_err(Problem::wait)?;
        let user = self.users.find(&name);
        let hash = user.as_ref().map_or_else(|| self.nobody.clone(), |user| user.password.clone());
        let password = password.to_owned();
        let permit = self.trying.acquire().await.map_err(Problem::ours)?;
        let tried = tokio::task::spawn_blocking(move || password::is_right(&password, &hash)).await;
        drop(permit);
        let user = user.filter(|_| matches!(tried, Ok(true))).ok_or_else(Problem::wrong)?;
        self.attempts.forget(&name, address);
        let token = token().map_err(Problem::ours)?;
        let until = self.sessions.begin(&token, user.clone(), Instant::now()).until;
        let person = Person { name: Some(user.name), role: user.role, until: Some(until), is_user: true };
        Ok(Entered { token, person })
    }

    /// The person behind a token; `None` when the session is over, the user is gone, or has another password by now.
    pub fn person(&self, token: &str, is_asking: bool) -> Option<Person> {
        let session = self.sessions.find(token, Instant::now(), is_asking)?;
        let Some(user) =
            self.users.find(&session.user.name).filter(|user| user.password == session.user.password)
        else {
            self.sessions.end(token);
            return None;
        };
        Some(Person { name: Some(user.name), role: user.role, until: Some(session.until), is_user: true })
    }

    pub fn leave(&self, token: &str) {
        self.sessions.end(token);
    }
}
