//! Why a worker gave no answer.

use std::process::ExitStatus;
use std::time::Duration;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// In the worker's last words, or by which signal it ended.
    #[error("the reading process ended: {0}")]
    Crashed(String),
    #[error("reading took longer than {} s", .0.as_secs_f32())]
    Timeout(Duration),
    #[error("reading needed more than {} MB of memory", .0 >> 20)]
    OutOfMemory(u64),
    #[error("what was read is longer than {} MB", .0 >> 20)]
    AnswerTooBig(u64),
    #[error("the reading process could not be started: {0}")]
    Start(std::io::Error),
    /// Who asked did not want the rest.
    #[error("{0}")]
    Refused(std::io::Error),
}

/// What the end of a worker means, from its status and the last it wrote to standard error.
pub(crate) fn of_end(status: ExitStatus, last_words: &str, limits: &crate::Limits) -> Failure {
    if last_words.contains("memory allocation of") {
        return Failure::OutOfMemory(limits.memory_bytes);
    }
    if last_words.contains("overflowed its stack") {
        return Failure::Crashed("it called itself too deeply".to_owned());
    }
    of_signal(status, limits).unwrap_or_else(|| Failure::Crashed(status.to_string()))
}

#[cfg(unix)]
fn of_signal(status: ExitStatus, limits: &crate::Limits) -> Option<Failure> {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt as _;
    let signal = status.signal()?;
    if signal == Signal::XCPU.as_raw() {
        return Some(Failure::Timeout(limits.processor));
    }
    // Nobody but the kernel kills a worker that is in time: it was short of memory.
    (signal == Signal::KILL.as_raw()).then_some(Failure::OutOfMemory(limits.memory_bytes))
}

#[cfg(not(unix))]
fn of_signal(_: ExitStatus, _: &crate::Limits) -> Option<Failure> {
    None
}
