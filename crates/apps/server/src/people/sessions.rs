//! Sessions: who is logged in. They are kept in memory alone, under the hash of their token, and end with the program.

use super::User;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long sessions last.
#[derive(Clone, Copy, Debug)]
pub struct Lifetimes {
    /// From when it began.
    pub most: Duration,
    /// From when something was asked last.
    pub idle: Duration,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Lifetimes { most: Duration::from_secs(12 * 3_600), idle: Duration::from_secs(2 * 3_600) }
    }
}

/// Everybody who is logged in.
#[derive(Debug, Default)]
pub struct Sessions {
    known: Mutex<BTreeMap<Key, Session>>,
    lifetimes: Lifetimes,
}

/// SHA-256 of a token: who reads the memory of this program learns none.
type Key = [u8; 32];

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub struct Session {
    /// As they were when they logged in.
    pub user: User,
    /// When it ends at the latest; RFC 3339, UTC.
    pub until: String,
    begun: Instant,
    asked: Instant,
}

impl Sessions {
    pub fn new(lifetimes: Lifetimes) -> Self {
        Sessions { known: Mutex::default(), lifetimes }
    }

    /// Begins a session.
    pub fn begin(&self, token: &str, user: User, now: Instant) -> Session {
        let most = jiff::SignedDuration::try_from(self.lifetimes.most).unwrap_or_default();
        let until = jiff::Timestamp::now().saturating_add(most).unwrap_or_default();
        let until = until.round(jiff::Unit::Second).unwrap_or(until).to_string();
        let session = Session { user, until, begun: now, asked: now };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, session| !self.is_over(session, now));
        known.insert(key(token), session.clone());
        session
    }

    /// The session of this token, if it lasts; `is_asking` makes it last longer.
    pub fn find(&self, token: &str, now: Instant, is_asking: bool) -> Option<Session> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let key = key(token);
        let session = known.get_mut(&key)?;
        if self.is_over(session, now) {
            known.remove(&key);
            return None;
        }
        if is_asking {
            session.asked = now;
        }
        Some(session.clone())
    }

    pub fn end(&self, token: &str) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).remove(&key(token));
    }

    fn is_over(&self, session: &Session, now: Instant) -> bool {
        now.saturating_duration_since(session.begun) >= self.lifetimes.most
            || now.saturating_duration_since(session.asked) >= self.lifetimes.idle
    }
}

fn key(token: &str) -> Key {
    Sha256::digest(token).into()
}

#[cfg(test)]
mod tests {
    use super::super::Role;
    use super::*;

    #[test]
    fn sessions_end_by_their_age_and_when_nothing_is_asked() {
        let (sessions, start) = (Sessions::default(), Instant::now());
        let user = User { name: "Ada".to_owned(), role: Role::Reads, password: String::new() };
        let at = |minutes: u64| start + Duration::from_secs(minutes * 60);
        sessions.begin("one", user.clone(), start);
        assert!(sessions.find("two", start, true).is_none());
        assert!(sessions.find("one", at(119), false).is_some());
        assert!(sessions.find("one", at(120), false).is_none(), "looking on is not asking");
        sessions.begin("one", user.clone(), start);
        for minutes in (0..720).step_by(90) {
            assert!(sessions.find("one", at(minutes), true).is_some());
        }
        assert!(sessions.find("one", at(720), true).is_none());
        sessions.begin("one", user, start);
        sessions.end("one");
        assert!(sessions.find("one", start, true).is_none());
    }
}
