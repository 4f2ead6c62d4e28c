//! The browser as a process that is spoken to over a pipe: messages of JSON, each ended by a zero byte.

use serde_json::{Value, json};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A message of the browser longer than this is none we asked for.
const MOST_MESSAGE_BYTES: usize = 512 << 20;

const TIME_TO_START: Duration = Duration::from_secs(30);

/// Joins the pipe's ends to the numbers the browser speaks over, and lets it say nothing else.
const JOIN: &str = "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1";

/// Nothing of its own: no accounts, no updates, no extensions; no way to a network but the one that is stopped.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-component-extensions-with-background-pages",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-domain-reliability",
    "--disable-gpu",
    "--disable-quic",
    "--metrics-recording-only",
    "--mute-audio",
    "--hide-scrollbars",
    "--password-store=basic",
    "--use-mock-keychain",
    // A port that nothing answers at: what is not stopped by us goes nowhere.
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--window-size=1280,2000",
];

pub(super) struct Browser {
    child: Child,
    into: ChildStdin,
    messages: Receiver<Message>,
    next_id: u64,
    session: String,
    /// Removed with everything in it when the visit is over.
    _profile: TempDir,
}

/// What the browser said: an event (with a method), or the answer to a call (with its number).
pub(super) struct Message {
    pub(super) id: Option<u64>,
    pub(super) method: Option<String>,
    pub(super) session: String,
    /// Of an event its parameters, of an answer its result.
    pub(super) arguments: Value,
}

impl Browser {
    pub(super) fn start(program: &Path) -> io::Result<Self> {
        let profile = TempDir::with_prefix("recount-browser-")?;
        let mut command = Command::new("/bin/sh");
        command.args(["-c", JOIN]).arg(program).args(ARGUMENTS);
        command.arg(format!("--user-data-dir={}", profile.path().display()));
        // As the system's first user it refuses its own sandbox.
        #[cfg(unix)]
        if rustix::process::geteuid().is_root() {
            command.arg("--no-sandbox");
        }
        command.arg("about:blank").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let (Some(into), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("it has no pipe"));
        };
        let (said, messages) = sync_channel(64);
        thread::spawn(move || {
            let mut from = BufReader::new(from);
            let mut bytes = Vec::new();
            while matches!(from.read_until(0, &mut bytes), Ok(read) if read > 0) {
                bytes.pop();
                let message = message(&bytes);
                bytes.clear();
                if message.is_some_and(|message| said.send(message).is_err()) {
                    return;
                }
            }
        });
        Ok(Browser { child, into, messages, next_id: 0, session: String::new(), _profile: profile })
    }

    /// Opens the tab that everything else speaks of.
    pub(super) fn open_tab(&mut self) -> io::Result<()> {
        let target = self.answer("Target.createTarget", json!({ "url": "about:blank" }))?;
        let arguments = json!({ "targetId": target["targetId"], "flatten": true });
        let session = self.answer("Target.attachToTarget", arguments)?;
        self.session = session["sessionId"].as_str().unwrap_or("").to_owned();
        if self.session.is_empty() {
            return Err(io::Error::other("it opens no tab"));
        }
        Ok(())
    }

    fn answer(&mut self, method: &str, arguments: Value) -> io::Result<Value> {
        let id = self.send(method, arguments)?;
        let until = Instant::now() + TIME_TO_START;
        while Instant::now() < until {
            if let Some(message) = self.next(Duration::from_millis(100))?
                && message.id == Some(id)
            {
                return Ok(message.arguments);
            }
        }
        Err(io::Error::new(io::ErrorKind::TimedOut, "it does not answer"))
    }

    pub(super) fn send(&mut self, method: &str, arguments: Value) -> io::Result<u64> {
        let session = self.session.clone();
        self.send_to(&session, method, arguments)
    }

    pub(super) fn send_to(&mut self, session: &str, method: &str, arguments: Value) -> io::Result<u64> {
        self.next_id += 1;
        let mut call = json!({ "id": self.next_id, "method": method, "params": arguments });
        if !session.is_empty() {
            call["sessionId"] = Value::String(session.to_owned());
        }
        let mut bytes = call.to_string().into_bytes();
        bytes.push(0);
        self.into.write_all(&bytes)?;
        self.into.flush()?;
        Ok(self.next_id)
    }

    /// The next message, if one comes in time.
    pub(super) fn next(&mut self, wait: Duration) -> io::Result<Option<Message>> {
        match self.messages.recv_timeout(wait) {
            Ok(message) => Ok(Some(message)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(io::Error::other("it ended")),
        }
    }
}

fn message(bytes: &[u8]) -> Option<Message> {
    if bytes.len() > MOST_MESSAGE_BYTES {
        return None;
    }
    let mut value: Value = serde_json::from_slice(bytes).ok()?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let method = text(&value["method"]);
    let arguments = value[if method.is_some() { "params" } else { "result" }].take();
    Some(Message {
        id: value["id"].as_u64(),
        method,
        session: text(&value["sessionId"]).unwrap_or_default(),
        arguments,
    })
}

impl Drop for Browser {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw) {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
