//! A run that is watched: what it prints, and how much memory its reading processes need.

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

pub struct Seen {
    pub output: Vec<u8>,
    pub errors: Vec<u8>,
    /// The most that one reading process held; 0 where the system does not tell.
    pub most_bytes: u64,
}

pub fn run(mut command: Command) -> Seen {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let output = gathered(child.stdout.take().unwrap());
    let errors = gathered(child.stderr.take().unwrap());
    let mut most_bytes = 0;
    while child.try_wait().unwrap().is_none() {
        most_bytes = most_bytes.max(of_workers(child.id()));
        thread::sleep(Duration::from_millis(20));
    }
    Seen { output: output.join().unwrap(), errors: errors.join().unwrap(), most_bytes }
}

fn gathered(mut stream: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// The greatest peak among the children of a process.
fn of_workers(parent: u32) -> u64 {
    let Ok(entries) = fs::read_dir("/proc") else { return 0 };
    let status = |entry: fs::DirEntry| fs::read_to_string(entry.path().join("status")).ok();
    let statuses = entries.filter_map(|entry| status(entry.ok()?));
    let field = |status: &str, name: &str| -> Option<u64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    statuses
        .filter(|status| field(status, "PPid:") == Some(parent.into()))
        .filter_map(|status| field(&status, "VmHWM:"))
        .max()
        .map_or(0, |kilobytes| kilobytes << 10)
}
