//! Work on foreign bytes in processes that can do nothing else.
//!
//! Comes in: a request as bytes. Goes out: the answer as bytes, or why there is none ([`Failure`]). It may not know
//! what the bytes mean, any stage or the case folder.
//!
//! A program starts itself again as a worker ([`serve`]); the worker gives up all that reading needs not
//! ([`Confinement`]) before the first foreign byte reaches it. A [`Pool`] keeps workers and replaces those that die.
//! A program of others is a [`Tool`]: it is started by way of this one, which gives up for it what it needs not.

mod confinement;
mod failure;
mod frames;
mod pool;
mod tool;
mod worker;

pub use confinement::Confinement;
pub use failure::Failure;
pub use pool::{Pool, Program};
pub use tool::{Reach, Said, Tool, become_tool};
pub use worker::{Answer, serve};

use std::time::Duration;

/// What one request may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From the request to the end of its answer.
    pub wall: Duration,
    /// Processor time.
    pub processor: Duration,
    /// Memory of the worker.
    pub memory_bytes: u64,
    /// Length of the whole answer.
    pub answer_bytes: u64,
}

impl Limits {
    /// The limits for a request of so many bytes: what is long may take longer and answer at length.
    #[must_use]
    pub fn for_request(&self, request_bytes: u64) -> Limits {
        let more = Duration::from_millis(request_bytes / 500);
        Limits {
            wall: self.wall + more,
            processor: self.processor + more,
            memory_bytes: self.memory_bytes.saturating_add(request_bytes.saturating_mul(12)),
            answer_bytes: self.answer_bytes.saturating_add(request_bytes.saturating_mul(4)),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            wall: Duration::from_secs(120),
            processor: Duration::from_secs(60),
            memory_bytes: 1 << 30,
            answer_bytes: 256 << 20,
        }
    }
}
