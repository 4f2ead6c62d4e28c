//! How far a work is, for everybody who follows the status.

use crate::status::{BuildState, BuildStatus, Status};
use recount_desk::{Watcher, Work};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::sync::watch;

/// Told so often at most.
const EVERY_MS: u64 = 100;

/// Tells the status how far a work is.
pub struct Progress {
    status: watch::Sender<Arc<Status>>,
    begun: Instant,
    /// Milliseconds since `begun`.
    told: AtomicU64,
    done: AtomicUsize,
    total: AtomicUsize,
    said: Mutex<Vec<String>>,
}

impl Progress {
    pub fn new(status: watch::Sender<Arc<Status>>) -> Self {
        Progress {
            status,
            begun: Instant::now(),
            told: AtomicU64::new(0),
            done: AtomicUsize::new(0),
            total: AtomicUsize::new(0),
            said: Mutex::default(),
        }
    }

    /// What a person should know, since the last time it was asked for.
    pub fn said(&self) -> Vec<String> {
        std::mem::take(&mut self.said.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn tell(&self, change: impl FnOnce(&mut BuildStatus)) {
        self.status.send_modify(|status| change(&mut Arc::make_mut(status).build));
    }
}

impl Watcher for Progress {
    fn begins(&self, work: Work, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        let state = match work {
            Work::Adding => BuildState::Adding,
            Work::Recognising => BuildState::Recognising,
            Work::Reading => BuildState::Reading,
            Work::Reckoning => BuildState::Reckoning,
            Work::Checking => BuildState::Checking,
        };
        self.tell(|build| *build = BuildStatus { state, total, ..BuildStatus::default() });
    }

    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let now = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let told = self.told.load(Ordering::Relaxed);
        let is_due = now >= told + EVERY_MS || done == self.total.load(Ordering::Relaxed);
        if is_due && self.told.compare_exchange(told, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            self.tell(|build| build.done = done);
        }
    }

    fn at(&self, what: &str) {
        let what = Some(what.to_owned()).filter(|what| !what.is_empty());
        self.tell(|build| build.why = what);
    }

    fn ends(&self) {
        let done = self.done.load(Ordering::Relaxed);
        self.tell(|build| build.done = done);
    }

    fn says(&self, line: &str) {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).push(line.to_owned());
    }
}
