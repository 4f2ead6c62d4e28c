//! Foreign bytes, read in a process that can do nothing else.
//!
//! Readers of formats run in workers (`recount worker`, this program started again and confined); what they answer
//! is read on here. A worker that dies, takes too long or too much is a diagnostic on its document.

use recount_accounts::{FormatSettings, ReadError};
use recount_diagnostics::{Diagnostic, Reported};
use recount_isolation::{Answer, Confinement, Failure, Limits, Pool, Program};
use recount_model::Reading;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The hidden command that workers are started with.
pub const COMMAND: &str = "worker";

/// The allocator takes address space a gigabyte at a time unless it is told otherwise, which is all that a worker may have: now
/// and then one would have none left to begin with. 64 MB at a time, of which nothing counts before it is used.
const ALLOCATOR: [(&str, &str); 2] =
    [("MIMALLOC_ARENA_RESERVE", "65536"), ("MIMALLOC_ARENA_EAGER_COMMIT", "0")];

static POOL: LazyLock<Pool> = LazyLock::new(|| {
    let environment = ALLOCATOR.map(|(name, value)| (name.into(), value.into())).to_vec();
    let program = Program { path: itself(), arguments: vec![COMMAND.into()], environment };
    Pool::new(program, Limits::default())
});

/// What a worker is to do with the bytes that follow.
#[derive(Debug, Serialize, Deserialize)]
enum Task {
    /// Read the original of this name.
    Read { name: String, formats: FormatSettings },
}

/// What became of [`Task::Read`].
type Read = Result<Reported<Reading>, ReadError>;

/// Why a document could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    #[error(transparent)]
    Reader(#[from] ReadError),
    #[error(transparent)]
    Worker(#[from] Failure),
}

/// Reads one original.
///
/// # Errors
/// When it cannot be read as text, or the process that read it did not come to an end.
pub fn read(name: &str, bytes: &[u8]) -> Result<Reported<Reading>, Unread> {
    read_with(name, bytes, FormatSettings::default())
}

/// Reads one original of a format that may leave something open.
///
/// # Errors
/// When it cannot be read as text, or the process that read it did not come to an end.
pub fn read_with(name: &str, bytes: &[u8], formats: FormatSettings) -> Result<Reported<Reading>, Unread> {
    Ok(asked::<Read>(&Task::Read { name: name.to_owned(), formats }, bytes)??)
}

fn asked<T: for<'de> Deserialize<'de>>(task: &Task, bytes: &[u8]) -> Result<T, Failure> {
    let garbled = |error: postcard::Error| Failure::Crashed(format!("its answer makes no sense ({error})"));
    let mut request = postcard::to_stdvec(task).map_err(garbled)?;
    request.extend_from_slice(bytes);
    postcard::from_bytes(&POOL.ask(request)?).map_err(garbled)
}

/// What the kernel holds workers to.
///
/// # Errors
/// When no worker can be started.
pub fn confinement() -> Result<Confinement, Failure> {
    POOL.confinement()
}

/// The worker's side.
///
/// # Errors
/// When nobody listens any more.
pub fn serve(arguments: &[OsString]) -> io::Result<()> {
    recount_isolation::serve(arguments, respond)
}

fn respond(request: &[u8], answer: &mut Answer<'_>) -> io::Result<()> {
    let (task, bytes) = postcard::take_from_bytes::<Task>(request).map_err(io::Error::other)?;
    let Task::Read { name, formats } = task;
    let read: Read = recount_accounts::read_with(&name, bytes, formats);
    answer.part(&postcard::to_stdvec(&read).map_err(io::Error::other)?)
}

/// This program: the very one that runs, even if its file was replaced meanwhile.
fn itself() -> PathBuf {
    let running = Path::new("/proc/self/exe");
    if running.exists() { running.to_owned() } else { std::env::current_exe().unwrap_or_default() }
}

/// The diagnostic for an original that could not be read.
pub fn unread(name: &str, why: &Unread) -> Diagnostic {
    let failure = match why {
        Unread::Reader(error) => return recount::unread(name, error),
        Unread::Worker(failure) => failure,
    };
    let (id, hint) = match failure {
        Failure::Timeout(_) => ("reader-timeout", "convert it to plain text, or cut it, and add that too"),
        Failure::OutOfMemory(_) | Failure::AnswerTooBig(_) => {
            ("reader-out-of-memory", "convert it to plain text, or cut it, and add that too")
        }
        Failure::Start(_) => ("reader-not-started", "see that the program may start itself"),
        Failure::Crashed(_) | Failure::Refused(_) => {
            ("reader-crashed", "convert it to plain text and add that too; the file may be made to do harm")
        }
    };
    Diagnostic::error(id, failure.to_string()).in_place(name).hint(hint)
}
