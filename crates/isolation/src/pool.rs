//! The asking side: workers that are kept, watched and replaced.

use crate::frames::{self, Kind};
use crate::{Confinement, Failure, Limits, failure, worker};
use std::ffi::OsString;
use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// A request longer than this gets a worker of its own, with limits to match.
const LONG_REQUEST_BYTES: usize = 8 << 20;

/// Last words of a worker that are kept.
const LAST_WORDS_BYTES: u64 = 4096;

/// How long a worker that has closed its streams may take to end; on a busy machine it waits for its turn.
const TIME_TO_END: Duration = Duration::from_secs(10);

/// Parts of an answer that wait for whoever asked.
const WAITING_PARTS: usize = 4;

/// What a worker was heard to say: a frame, or nothing more.
type Heard = io::Result<Option<(Kind, Vec<u8>)>>;

/// What to start as a worker.
#[derive(Clone, Debug)]
pub struct Program {
    pub path: PathBuf,
    /// Words of its command line, before those of the limits.
    pub arguments: Vec<OsString>,
    /// All of its environment.
    pub environment: Vec<(OsString, OsString)>,
}

/// Workers that wait for requests; as many as there are requests at the same time.
#[derive(Debug)]
pub struct Pool {
    program: Program,
    limits: Limits,
    idle: Mutex<Vec<Worker>>,
}

impl Pool {
    pub fn new(program: Program, limits: Limits) -> Self {
        Pool { program, limits, idle: Mutex::default() }
    }

    /// What the kernel holds the workers to.
    ///
    /// # Errors
    /// When no worker can be started.
    pub fn confinement(&self) -> Result<Confinement, Failure> {
        let worker = self.idle_or_new()?;
        let confinement = worker.confinement;
        self.keep(worker);
        Ok(confinement)
    }

    /// The whole answer to a request.
    ///
    /// # Errors
    /// When there is none, with the reason.
    pub fn ask(&self, request: Vec<u8>) -> Result<Vec<u8>, Failure> {
        if request.len() > LONG_REQUEST_BYTES {
            let limits = self.limits.for_request(request.len() as u64);
            return Worker::start(&self.program, &limits)?.whole_answer(request);
        }
        let mut worker = self.idle_or_new()?;
        if worker.answered == 0 {
            let answer = worker.whole_answer(request)?;
            self.keep(worker);
            return Ok(answer);
        }
        match worker.whole_answer(request.clone()) {
            Ok(answer) => {
                self.keep(worker);
                Ok(answer)
            }
            // What was asked before shall make no difference: a worker that knows nothing is asked once more.
            Err(Failure::Crashed(_) | Failure::OutOfMemory(_)) => {
                let mut fresh = Worker::start(&self.program, &self.limits)?;
                let answer = fresh.whole_answer(request)?;
                self.keep(fresh);
                Ok(answer)
            }
            Err(failure) => Err(failure),
        }
    }

    /// The answer to a request part by part, from a worker of its own; parts that came before a failure stay taken.
    ///
    /// # Errors
    /// When the answer does not come to its end, with the reason: [`Failure::Refused`] when `sink` fails.
    pub fn ask_in_parts(
        &self,
        request: Vec<u8>,
        limits: &Limits,
        sink: &mut dyn FnMut(Vec<u8>) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let limits = limits.for_request(request.len() as u64);
        Worker::start(&self.program, &limits)?.each_part(request, sink)
    }

    fn idle_or_new(&self) -> Result<Worker, Failure> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Worker::start(&self.program, &self.limits), Ok)
    }

    fn keep(&self, worker: Worker) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }
}

/// A worker, with a thread that talks to it and one that hears what it says at the end.
#[derive(Debug)]
struct Worker {
    child: Child,
    requests: Sender<Vec<u8>>,
    frames: Receiver<Heard>,
    last_words: Option<JoinHandle<String>>,
    confinement: Confinement,
    limits: Limits,
    answered: usize,
}

impl Worker {
    fn start(program: &Program, limits: &Limits) -> Result<Worker, Failure> {
        let mut child = Command::new(&program.path)
            .args(&program.arguments)
            .args(worker::as_arguments(limits))
            .env_clear()
            .envs(program.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(Failure::Start)?;
        let (Some(into), Some(from), Some(errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(Failure::Start(io::Error::other("it has no standard streams")));
        };
        let (requests, asked) = channel();
        let (answering, frames) = sync_channel(WAITING_PARTS);
        let most_bytes = limits.answer_bytes;
        thread::spawn(move || talk(into, from, &asked, &answering, most_bytes));
        let last_words = Some(thread::spawn(move || heard(errors)));
        let (limits, confinement) = (*limits, Confinement::default());
        let mut worker = Worker { child, requests, frames, last_words, confinement, limits, answered: 0 };
        worker.confinement = worker.ready()?;
        Ok(worker)
    }

    fn ready(&mut self) -> Result<Confinement, Failure> {
        match self.next_frame(Instant::now() + self.limits.wall)? {
            (Kind::Ready, state) => Ok(Confinement::from_byte(state.first().copied().unwrap_or(0))),
            _ => Err(self.ended()),
        }
    }

    fn whole_answer(&mut self, request: Vec<u8>) -> Result<Vec<u8>, Failure> {
        let mut whole = Vec::new();
        self.each_part(request, &mut |part| {
            if whole.is_empty() {
                whole = part
            } else {
                whole.extend(part)
            }
            Ok(())
        })?;
        Ok(whole)
    }

    fn each_part(
        &mut self,
        request: Vec<u8>,
        sink: &mut dyn FnMut(Vec<u8>) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let deadline = Instant::now() + self.limits.wall;
        if self.requests.send(request).is_err() {
            return Err(self.ended());
        }
        let mut left = self.limits.answer_bytes;
        loop {
            match self.next_frame(deadline)? {
                (Kind::End, _) => break,
                (Kind::Panic, words) => {
                    return Err(Failure::Crashed(String::from_utf8_lossy(&words).into_owned()));
                }
                (_, part) => {
                    left = left.checked_sub(part.len() as u64).ok_or(self.too_big())?;
                    sink(part).map_err(Failure::Refused)?;
                }
            }
        }
        self.answered += 1;
        Ok(())
    }

    fn next_frame(&mut self, deadline: Instant) -> Result<(Kind, Vec<u8>), Failure> {
        match self.frames.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Ok(Some(frame))) => Ok(frame),
            Ok(Err(error)) if error.kind() == io::ErrorKind::FileTooLarge => Err(self.too_big()),
            Err(RecvTimeoutError::Timeout) => Err(Failure::Timeout(self.limits.wall)),
            Ok(Ok(None) | Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(self.ended()),
        }
    }

    fn too_big(&self) -> Failure {
        Failure::AnswerTooBig(self.limits.answer_bytes)
    }

    /// Why the worker is no more.
    fn ended(&mut self) -> Failure {
        // It has closed its streams: it is ending by itself, unless something is very odd.
        let deadline = Instant::now() + TIME_TO_END;
        let status = loop {
            match self.child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(2)),
                Ok(None) => return Failure::Crashed("it closed its streams and did not end".to_owned()),
                Err(error) => return Failure::Crashed(error.to_string()),
            }
        };
        let last_words = self.last_words.take().and_then(|heard| heard.join().ok()).unwrap_or_default();
        failure::of_end(status, &last_words, &self.limits)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Carries requests to the worker and its frames back, until either side is gone.
fn talk(
    mut into: ChildStdin,
    from: ChildStdout,
    asked: &Receiver<Vec<u8>>,
    answering: &SyncSender<Heard>,
    most_bytes: u64,
) {
    let mut from = io::BufReader::new(from);
    if answering.send(frames::read(&mut from, most_bytes)).is_err() {
        return;
    }
    while let Ok(request) = asked.recv() {
        // What the worker did not hear it will not answer: it is let go rather than waited for.
        if let Err(error) = frames::write(&mut into, Kind::Request, &request).and_then(|()| into.flush()) {
            let _ = answering.send(Err(error));
            return;
        }
        drop(request);
        loop {
            let frame = frames::read(&mut from, most_bytes);
            let is_last = !matches!(frame, Ok(Some((Kind::Part, _))));
            let is_gone = !matches!(frame, Ok(Some(_)));
            if answering.send(frame).is_err() || is_gone {
                return;
            }
            if is_last {
                break;
            }
        }
    }
}

/// The first that a worker writes to standard error; the rest is let go by, so that it never waits.
fn heard(mut errors: ChildStderr) -> String {
    let mut words = Vec::new();
    let _ = errors.by_ref().take(LAST_WORDS_BYTES).read_to_end(&mut words);
    let _ = io::copy(&mut errors, &mut io::sink());
    String::from_utf8_lossy(&words).into_owned()
}
