//! `case.lock`: who is at work on the case. Commands share it; what removes files has it alone.

use crate::KeepError;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long one process waits for another.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

/// Held until it is dropped, or the process ends in whatever way.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    root: PathBuf,
}

impl Lock {
    /// Says that somebody is at work in `root`.
    pub(crate) fn shared(root: &Path) -> Result<Self, KeepError> {
        let path = root.join("case.lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let lock = Lock { file: file.map_err(KeepError::io(&path))?, root: root.to_owned() };
        lock.wait(File::try_lock_shared)?;
        Ok(lock)
    }

    /// Waits until nobody else is at work, and keeps others waiting from then on.
    pub(crate) fn alone(&self) -> Result<(), KeepError> {
        self.let_go();
        self.wait(File::try_lock)
    }

    /// Lets others in again.
    pub(crate) fn share(&self) -> Result<(), KeepError> {
        self.let_go();
        self.wait(File::try_lock_shared)
    }

    fn let_go(&self) {
        // If it cannot be given up, taking it anew fails, and that is said.
        let _ = self.file.unlock();
    }

    /// A disk that knows no locks is as good as alone: its warning is said where the case lies.
    fn wait(&self, take: impl Fn(&File) -> Result<(), TryLockError>) -> Result<(), KeepError> {
        let since = Instant::now();
        loop {
            match take(&self.file) {
                Ok(()) => return Ok(()),
                Err(TryLockError::WouldBlock) if since.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(KeepError::Busy { path: self.root.clone() }),
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(()),
                Err(TryLockError::Error(error)) => return Err(KeepError::io(&self.root)(error)),
            }
        }
    }
}
