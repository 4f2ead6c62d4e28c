//! Programs of others, run so that they can do little: nothing is written, no other file is read, no connection made but
//! where it is allowed.
//!
//! This program starts itself again ([`become_tool`]), gives up what the tool needs not, and becomes the tool. Its
//! standard input and output are all that it is given.

use crate::{Failure, Limits, Program, confinement, failure};
use std::ffi::OsString;
use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Last words of a tool that are kept.
const LAST_WORDS_BYTES: u64 = 4096;

/// What a tool may do beside computing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Files and folders that it may read and programs it may run; everything below them too.
    pub readable: Vec<PathBuf>,
    /// Folders that it may write below.
    pub writable: Vec<PathBuf>,
    /// The only port that it may connect to; none at all without it.
    pub port: Option<u16>,
}

/// A program of others.
#[derive(Clone, Debug)]
pub struct Tool {
    /// This program, with the word that makes it call [`become_tool`].
    pub launcher: Program,
    pub path: PathBuf,
    pub environment: Vec<(OsString, OsString)>,
    pub reach: Reach,
    pub limits: Limits,
}

/// What a tool said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub output: Vec<u8>,
    /// The first that it wrote to standard error.
    pub words: String,
}

impl Tool {
    /// Runs the tool on `input` and gives what it wrote to standard output.
    ///
    /// # Errors
    /// When it cannot be started, takes too long, writes too much, or says itself that it failed.
    pub fn run(&self, arguments: &[OsString], input: Vec<u8>) -> Result<Said, Failure> {
        let deadline = Instant::now() + self.limits.wall;
        let mut running = Running(self.start(arguments)?);
        let (into, from, errors) = (running.0.stdin.take(), running.0.stdout.take(), running.0.stderr.take());
        let (Some(mut into), Some(from), Some(mut errors)) = (into, from, errors) else {
            return Err(Failure::Start(io::Error::other("it has no standard streams")));
        };
        // A tool that ends before it has read everything has its reasons; its status tells.
        thread::spawn(move || into.write_all(&input));
        let last_words = thread::spawn(move || {
            let mut words = Vec::new();
            let _ = errors.by_ref().take(LAST_WORDS_BYTES).read_to_end(&mut words);
            let _ = io::copy(&mut errors, &mut io::sink());
            String::from_utf8_lossy(&words).into_owned()
        });
        let most_bytes = self.limits.answer_bytes;
        let (heard, hearing) = channel();
        thread::spawn(move || {
            let mut output = Vec::new();
            let read = from.take(most_bytes.saturating_add(1)).read_to_end(&mut output).map(|_| output);
            let _ = heard.send(read);
        });
        let output = match hearing.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Ok(output)) if output.len() as u64 > most_bytes => {
                return Err(Failure::AnswerTooBig(most_bytes));
            }
            Ok(Ok(output)) => output,
            Ok(Err(error)) => return Err(Failure::Crashed(error.to_string())),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                return Err(Failure::Timeout(self.limits.wall));
            }
        };
        let status = running.ended(deadline).ok_or(Failure::Timeout(self.limits.wall))?;
        drop(running);
        let words = last_words.join().unwrap_or_default();
        if status.success() {
            return Ok(Said { output, words });
        }
        Err(match failure::of_end(status, &words, &self.limits) {
            Failure::Crashed(status) => {
                let last = words.lines().map(str::trim).rfind(|line| !line.is_empty());
                Failure::Crashed(last.map_or(status, str::to_owned))
            }
            other => other,
        })
    }

    fn start(&self, arguments: &[OsString]) -> Result<Child, Failure> {
        let mut command = Command::new(&self.launcher.path);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command
            .args(&self.launcher.arguments)
            .args(as_words(&self.reach, &self.limits))
            .arg(&self.path)
            .args(arguments)
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(Failure::Start)
    }
}

/// A tool that is ended when nobody waits for it any more.
struct Running(Child);

impl Running {
    fn ended(&mut self, deadline: Instant) -> Option<std::process::ExitStatus> {
        loop {
            match self.0.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(2)),
                _ => return None,
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // And whatever it started itself.
        #[cfg(unix)]
        if let Some(group) = i32::try_from(self.0.id()).ok().and_then(rustix::process::Pid::from_raw) {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

const READ: &str = "read";
const WRITE: &str = "write";
const RUN: &str = "run";

/// What the launcher is told, as words of a command line; what to run comes after them.
fn as_words(reach: &Reach, limits: &Limits) -> Vec<OsString> {
    let numbers = [
        limits.memory_bytes.to_string(),
        limits.processor.as_millis().to_string(),
        reach.port.unwrap_or(0).to_string(),
    ];
    let mut words: Vec<OsString> = numbers.into_iter().map(OsString::from).collect();
    for (kind, paths) in [(READ, &reach.readable), (WRITE, &reach.writable)] {
        words.extend(paths.iter().flat_map(|path| [kind.into(), path.clone().into_os_string()]));
    }
    words.push(RUN.into());
    words
}

/// The same, read; and the words that come after.
fn from_words(words: &[OsString]) -> Option<(Reach, Limits, &[OsString])> {
    let number = |idx: usize| words.get(idx)?.to_str()?.parse::<u64>().ok();
    let (memory_bytes, processor) = (number(0)?, Duration::from_millis(number(1)?));
    let port = u16::try_from(number(2)?).ok().filter(|port| *port != 0);
    let mut reach = Reach { port, ..Reach::default() };
    let mut rest = words.get(3..)?;
    loop {
        match rest {
            [kind, path, more @ ..] if kind == READ => {
                reach.readable.push(path.into());
                rest = more;
            }
            [kind, path, more @ ..] if kind == WRITE => {
                reach.writable.push(path.into());
                rest = more;
            }
            [kind, more @ ..] if kind == RUN => {
                return Some((reach, Limits { memory_bytes, processor, ..Limits::default() }, more));
            }
            _ => return None,
        }
    }
}

/// Gives up what the tool needs not and becomes the tool. `words` are those that [`Tool::run`] puts on the command line.
/// Comes back only when that fails.
pub fn become_tool(words: &[OsString]) -> io::Error {
    let Some((reach, limits, [program, arguments @ ..])) = from_words(words) else {
        return io::Error::new(io::ErrorKind::InvalidInput, "only this program starts a tool so");
    };
    confinement::confine_tool(&reach, &limits);
    become_program(program, arguments)
}

#[cfg(unix)]
fn become_program(program: &OsString, arguments: &[OsString]) -> io::Error {
    use std::os::unix::process::CommandExt as _;
    Command::new(program).args(arguments).exec()
}

#[cfg(not(unix))]
fn become_program(program: &OsString, arguments: &[OsString]) -> io::Error {
    match Command::new(program).args(arguments).status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tool_may_do_goes_over_the_command_line() {
        let reach = Reach {
            readable: vec!["/usr".into(), "read".into()],
            writable: vec!["run".into()],
            port: Some(8080),
        };
        let mut words = as_words(&reach, &Limits::default());
        words.extend(["tool".into(), "run".into()]);
        let (found, limits, rest) = from_words(&words).unwrap();
        assert_eq!((found, limits.memory_bytes), (reach, Limits::default().memory_bytes));
        assert_eq!(rest, ["tool", "run"]);
        assert!(from_words(&words[..5]).is_none());
    }
}
