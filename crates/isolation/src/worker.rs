//! The worker's side: confined first, then one request after the other, until there are no more.

use crate::confinement::{Confinement, allow_processor};
use crate::frames::{self, Kind};
use crate::{Failure, Limits};
use std::ffi::OsString;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Where a worker puts its answer, in as many parts as it likes.
pub struct Answer<'w> {
    out: &'w mut dyn Write,
}

impl Answer<'_> {
    /// Hands over a part of the answer.
    ///
    /// # Errors
    /// When nobody listens any more.
    pub fn part(&mut self, bytes: &[u8]) -> io::Result<()> {
        frames::write(self.out, Kind::Part, bytes)
    }
}

/// The limits as words of a command line, and back.
pub(crate) fn as_arguments(limits: &Limits) -> [String; 2] {
    [limits.memory_bytes.to_string(), limits.processor.as_millis().to_string()]
}

fn from_arguments(arguments: &[OsString]) -> Option<Limits> {
    let number = |idx: usize| arguments.get(idx)?.to_str()?.parse::<u64>().ok();
    let (memory_bytes, processor) = (number(0)?, Duration::from_millis(number(1)?));
    Some(Limits { memory_bytes, processor, ..Limits::default() })
}

/// Confines this process and answers requests on standard input until there are no more. `arguments` are the two
/// words that a [`crate::Pool`] puts at the end of the command line.
///
/// # Errors
/// When the arguments are none of a pool, or nobody listens any more.
pub fn serve(
    arguments: &[OsString],
    mut respond: impl FnMut(&[u8], &mut Answer<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let limits = from_arguments(arguments)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "only a pool starts a worker"))?;
    let last_panic = noted_panics();
    let (mut from, mut into) = (io::stdin().lock(), io::BufWriter::new(io::stdout().lock()));
    let confinement = Confinement::take_on(&limits);
    frames::write(&mut into, Kind::Ready, &[confinement.as_byte()])?;
    into.flush()?;
    while let Some((_, request)) = frames::read(&mut from, u64::MAX)? {
        allow_processor(&limits);
        let answered = catch_unwind(AssertUnwindSafe(|| respond(&request, &mut Answer { out: &mut into })));
        match answered {
            Ok(answered) => answered.and_then(|()| frames::write(&mut into, Kind::End, &[]))?,
            Err(_) => {
                let words = last_panic.lock().unwrap_or_else(PoisonError::into_inner).clone();
                frames::write(&mut into, Kind::Panic, words.as_bytes())?;
                // What the panic left behind is not to be relied upon.
                return into.flush();
            }
        }
        into.flush()?;
    }
    Ok(())
}

/// From now on the words of the last panic stand there, and nothing is printed.
fn noted_panics() -> Arc<Mutex<String>> {
    let last = Arc::new(Mutex::new(String::new()));
    let noted = Arc::clone(&last);
    set_hook(Box::new(move |info| {
        let words = info.payload_as_str().unwrap_or("without words");
        let at = info.location().map(|at| format!(" ({}:{})", short(at.file()), at.line()));
        let words = format!("it panicked: {words}{}", at.unwrap_or_default());
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = words;
    }));
    last
}

/// The last folders of a path: whose code it is, and no more of the machine it was built on.
fn short(file: &str) -> &str {
    let from = file.rmatch_indices(['/', '\\']).nth(2).map_or(0, |(at, _)| at + 1);
    file.get(from..).unwrap_or(file)
}

impl From<Failure> for io::Error {
    fn from(failure: Failure) -> io::Error {
        io::Error::other(failure)
    }
}
