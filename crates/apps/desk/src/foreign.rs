//! Foreign bytes, read in a process that can do nothing else.
//!
//! Readers of formats run in workers (`recount worker`, this program started again and confined); what they answer
//! is read on here. A worker that dies, takes too long or too much is a diagnostic on its document.

use recount_accounts::{FormatSettings, Pictures, ReadError, TableRow};
use recount_diagnostics::{Diagnostic, Reported};
use recount_intake::{Fact, Intake, IntakeError, Sink};
use recount_isolation::{Answer, Confinement, Failure, Limits, Pool, Program};
use recount_model::Reading;
use recount_sayings::{Told, say};
use recount_scans::{NoPicture, Picture};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;
use tempfile::SpooledTempFile;

/// The hidden command that workers are started with.
pub const COMMAND: &str = "worker";

/// The hidden command that programs of others are started by way of.
const LAUNCH: &str = "launch";

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
    /// Take the archive of this name apart.
    Open { name: String },
    /// The cells of a table, as they are.
    Cells { header: String },
    /// Draw what text has to be recognised on; only say whether there is anything, if nothing is to be drawn.
    Draw { name: String, is_drawn: bool },
}

/// A part of the answer to [`Task::Draw`]: the facts of a picture (its dots follow as a part of their own), or why there is
/// none.
#[derive(Debug, Serialize, Deserialize)]
enum Drawn {
    Picture { page: u32, width: u32, height: u32, dots_per_inch: u32 },
    None { page: u32, why: String },
}

/// A part of the answer to [`Task::Open`].
#[derive(Debug, Serialize, Deserialize)]
enum Piece {
    /// A member begins.
    Member {
        name: String,
        facts: Vec<Fact>,
    },
    Bytes(Vec<u8>),
    /// It is whole.
    Whole,
    /// It is damaged, and nothing of it may be kept.
    Damaged,
    /// The archive is at its end, or why it cannot be read.
    Over(Result<Reported<Intake>, String>),
}

/// What became of [`Task::Read`].
type ReadAnswer = Result<Reported<Reading>, ReadError>;

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
    Ok(asked::<ReadAnswer>(&Task::Read { name: name.to_owned(), formats }, bytes)??)
}

/// The cells of a table as they are; `header` is a cell of its first row.
///
/// # Errors
/// When it is no table, or the process that read it did not come to an end.
pub fn cells(bytes: &[u8], header: &str) -> Result<Vec<TableRow>, Unread> {
    let task = Task::Cells { header: header.to_owned() };
    Ok(asked::<Result<Vec<TableRow>, ReadError>>(&task, bytes)??)
}

/// Archives up to this size are taken apart by a worker, which holds them; larger ones are streamed through here.
const MOST_OPENED_BYTES: u64 = 256 << 20;

/// Bytes of a member that are held until it is whole; what is longer waits in a temporary file.
const HELD_BYTES: usize = 16 << 20;

/// What a worker may take that takes an archive apart.
const OPENING: Limits = Limits {
    wall: Duration::from_secs(1_800),
    processor: Duration::from_secs(1_200),
    memory_bytes: 1 << 30,
    answer_bytes: 72 << 30,
};

/// Hands every document in an archive to `sink`.
///
/// # Errors
/// As [`recount_intake::members`]; a worker that comes to no end is a broken archive, and what it gave before stays.
pub fn members(name: &str, mut file: File, sink: &mut dyn Sink) -> Result<Reported<Intake>, IntakeError> {
    let broken = |error: io::Error| IntakeError::Broken(error.to_string());
    let length = file.metadata().map_err(broken)?.len();
    if length > MOST_OPENED_BYTES {
        let limits = recount_intake::Limits::default();
        return recount_intake::members(name, &mut io::BufReader::new(file), &limits, sink);
    }
    let mut request = postcard::to_stdvec(&Task::Open { name: name.to_owned() })
        .map_err(|error| IntakeError::Broken(error.to_string()))?;
    file.read_to_end(&mut request).map_err(broken)?;
    let mut receiving = Receiving { sink, begun: None, over: None };
    match POOL.ask_in_parts(request, &OPENING, &mut |part| receiving.part(&part)) {
        Err(Failure::Refused(error)) => Err(IntakeError::Sink(error)),
        Err(failure) => Err(IntakeError::Broken(failure.to_string())),
        Ok(()) => match receiving.over {
            Some(Ok(reported)) => Ok(reported),
            Some(Err(why)) => Err(IntakeError::Broken(why)),
            None => Err(IntakeError::Broken("its answer has no end".to_owned())),
        },
    }
}

/// What a worker may take that draws all pages of a document; it waits while each is recognised.
const DRAWING: Limits = Limits {
    wall: Duration::from_secs(12 * 3_600),
    processor: Duration::from_secs(3_600),
    memory_bytes: 2 << 30,
    answer_bytes: 1 << 40,
};

/// Hands every picture in an original that text has to be recognised on to `take`.
///
/// # Errors
/// When the process that draws them did not come to its end; what came before stays taken.
pub fn pictures(
    name: &str,
    bytes: &[u8],
    take: &mut dyn FnMut(Result<Picture, NoPicture>),
) -> Result<(), Failure> {
    let mut begun: Option<Picture> = None;
    drawn(name, bytes, true, &mut |part| {
        if let Some(picture) = begun.take() {
            take(Ok(Picture { grey: part, ..picture }));
            return Ok(());
        }
        match postcard::from_bytes(&part).map_err(io::Error::other)? {
            Drawn::Picture { page, width, height, dots_per_inch } => {
                begun = Some(Picture { page, width, height, dots_per_inch, grey: Vec::new() });
            }
            Drawn::None { page, why } => take(Err(NoPicture { page, why })),
        }
        Ok(())
    })
}

/// True if text has to be recognised in an original.
pub fn has_pictures(name: &str, bytes: &[u8]) -> bool {
    let mut has_any = false;
    let looked = drawn(name, bytes, false, &mut |_| {
        has_any = true;
        Ok(())
    });
    looked.is_ok() && has_any
}

fn drawn(
    name: &str,
    bytes: &[u8],
    is_drawn: bool,
    sink: &mut dyn FnMut(Vec<u8>) -> io::Result<()>,
) -> Result<(), Failure> {
    let task = Task::Draw { name: name.to_owned(), is_drawn };
    let mut request = postcard::to_stdvec(&task).map_err(|error| Failure::Crashed(error.to_string()))?;
    request.extend_from_slice(bytes);
    POOL.ask_in_parts(request, &DRAWING, sink)
}

/// How programs of others are started.
pub fn launcher() -> Program {
    Program { path: itself(), arguments: vec![LAUNCH.into()], environment: Vec::new() }
}

/// What has come of an archive so far.
struct Receiving<'s> {
    sink: &'s mut dyn Sink,
    begun: Option<(String, Vec<Fact>, SpooledTempFile)>,
    over: Option<Result<Reported<Intake>, String>>,
}

impl Receiving<'_> {
    fn part(&mut self, part: &[u8]) -> io::Result<()> {
        match postcard::from_bytes::<Piece>(part).map_err(io::Error::other)? {
            Piece::Member { name, facts } => {
                self.begun = Some((name, facts, SpooledTempFile::new(HELD_BYTES)))
            }
            Piece::Bytes(bytes) => {
                if let Some((_, _, waiting)) = &mut self.begun {
                    waiting.write_all(&bytes)?;
                }
            }
            Piece::Whole => {
                if let Some((name, facts, mut waiting)) = self.begun.take() {
                    waiting.rewind()?;
                    self.sink.member(&name, &facts, &mut waiting)?;
                }
            }
            Piece::Damaged => self.begun = None,
            Piece::Over(over) => self.over = Some(over),
        }
        Ok(())
    }
}

/// The worker's side of [`Receiving`].
struct Sending<'a, 'w>(&'a mut Answer<'w>);

impl Sending<'_, '_> {
    fn piece(&mut self, piece: &Piece) -> io::Result<()> {
        self.0.part(&postcard::to_stdvec(piece).map_err(io::Error::other)?)
    }
}

impl Sink for Sending<'_, '_> {
    fn member(&mut self, name: &str, facts: &[Fact], bytes: &mut dyn Read) -> io::Result<()> {
        self.piece(&Piece::Member { name: name.to_owned(), facts: facts.to_vec() })?;
        let mut buffer = vec![0; 256 << 10];
        loop {
            match bytes.read(&mut buffer) {
                Ok(0) => return self.piece(&Piece::Whole),
                Ok(read) => self.piece(&Piece::Bytes(buffer.get(..read).unwrap_or_default().to_vec()))?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.piece(&Piece::Damaged)?;
                    return Err(error);
                }
            }
        }
    }
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
    match task {
        Task::Read { name, formats } => {
            let read: ReadAnswer = recount_accounts::read_with(&name, bytes, formats);
            answer.part(&postcard::to_stdvec(&read).map_err(io::Error::other)?)
        }
        Task::Open { name } => {
            let mut sending = Sending(answer);
            let limits = recount_intake::Limits::default();
            let taken = recount_intake::members(&name, &mut io::Cursor::new(bytes), &limits, &mut sending);
            let over = match taken {
                Err(IntakeError::Sink(error)) => return Err(error),
                other => other.map_err(|error| error.to_string()),
            };
            sending.piece(&Piece::Over(over))
        }
        Task::Cells { header } => {
            let read = recount_accounts::cells(bytes, &header);
            answer.part(&postcard::to_stdvec(&read).map_err(io::Error::other)?)
        }
        Task::Draw { name, is_drawn } => draw(&name, bytes, is_drawn, answer),
    }
}

fn draw(name: &str, bytes: &[u8], is_drawn: bool, answer: &mut Answer<'_>) -> io::Result<()> {
    let Some(pictures) = recount_accounts::pictures(name, bytes) else { return Ok(()) };
    if !is_drawn {
        return answer.part(&[1]);
    }
    let mut sent = Ok(());
    let mut send = |drawn: Result<Picture, NoPicture>| {
        sent = part_of(drawn, answer);
        sent.is_ok()
    };
    match pictures {
        Pictures::Whole => recount_scans::of_picture(bytes, &mut send),
        Pictures::Pages(pages) => recount_scans::of_pages(bytes, &pages, &mut send),
    }
    sent
}

fn part_of(drawn: Result<Picture, NoPicture>, answer: &mut Answer<'_>) -> io::Result<()> {
    let encoded = |facts: &Drawn| postcard::to_stdvec(facts).map_err(io::Error::other);
    match drawn {
        Err(NoPicture { page, why }) => answer.part(&encoded(&Drawn::None { page, why })?),
        Ok(Picture { page, width, height, dots_per_inch, grey }) => {
            answer.part(&encoded(&Drawn::Picture { page, width, height, dots_per_inch })?)?;
            answer.part(&grey)
        }
    }
}

/// Becomes a program of others, confined.
pub fn launch(words: &[OsString]) -> io::Error {
    recount_isolation::become_tool(words)
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
        Failure::Timeout(_) => ("reader-timeout", say!("odd-hint.convert-or-cut")),
        Failure::OutOfMemory(_) | Failure::AnswerTooBig(_) => {
            ("reader-out-of-memory", say!("odd-hint.convert-or-cut"))
        }
        Failure::Start(_) => ("reader-not-started", say!("odd-hint.reader-not-started")),
        Failure::Crashed(_) | Failure::Refused(_) => ("reader-crashed", say!("odd-hint.reader-crashed")),
    };
    Diagnostic::error(id, told(failure)).in_place(name).hint(hint)
}

/// What a reading process did not come to its end of, as a saying.
pub(crate) fn told(failure: &Failure) -> Told {
    match failure {
        Failure::Crashed(why) => say!("reader.crashed", why = why),
        Failure::Timeout(after) => say!("reader.too-long", seconds = after.as_secs_f32().to_string()),
        Failure::OutOfMemory(bytes) => say!("reader.out-of-memory", n = *bytes >> 20),
        Failure::AnswerTooBig(bytes) => say!("reader.too-big", n = *bytes >> 20),
        Failure::Start(error) => say!("reader.not-started", why = error.to_string()),
        Failure::Refused(error) => error.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Failure, told};
    use std::io::Error;
    use std::time::Duration;

    #[test]
    fn a_failure_is_said_as_it_says_itself() {
        for failure in [
            Failure::Crashed("it called itself too deeply".to_owned()),
            Failure::Timeout(Duration::from_millis(2_500)),
            Failure::OutOfMemory(1 << 31),
            Failure::AnswerTooBig(1 << 28),
            Failure::Start(Error::other("no")),
            Failure::Refused(Error::other("no")),
        ] {
            assert_eq!(told(&failure), failure.to_string().as_str());
        }
    }
}
