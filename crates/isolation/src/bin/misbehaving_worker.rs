//! A worker for the tests of this crate: does whatever harm the request names, or tries to.

use recount_isolation::{Answer, serve};
use std::hint::black_box;
use std::io;

fn main() -> io::Result<()> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    serve(&arguments, respond)
}

fn respond(request: &[u8], answer: &mut Answer<'_>) -> io::Result<()> {
    let request = String::from_utf8_lossy(request);
    let (what, argument) = request.split_once(' ').unwrap_or((&request, ""));
    match HARM.iter().find(|(name, _)| *name == what) {
        Some((_, harm)) => {
            let said = harm(argument).unwrap_or_else(|error| format!("refused: {error}"));
            answer.part(said.as_bytes())
        }
        None => answer.part(request.to_uppercase().as_bytes()),
    }
}

type Harm = fn(&str) -> io::Result<String>;

const HARM: &[(&str, Harm)] = &[
    ("panic", |words| std::panic::panic_any(words.to_owned())),
    ("abort", |_| std::process::abort()),
    ("end", |_| std::process::exit(0)),
    ("loop", |_| {
        loop {
            black_box(0);
        }
    }),
    ("sleep", |_| {
        loop {
            std::thread::sleep(std::time::Duration::from_secs(1));
        }
    }),
    ("recurse", |_| Ok(recursed(0).to_string())),
    ("allocate", |_| allocated()),
    ("answer", |_| Ok("a".repeat(8 << 20))),
    ("shout", |_| Ok(shouted())),
    ("connect", |to| std::net::TcpStream::connect(to).map(done)),
    ("listen", |at| std::net::TcpListener::bind(at).map(done)),
    ("datagram", |at| std::net::UdpSocket::bind(at).map(done)),
    ("read", |path| std::fs::read(path).map(done)),
    ("write", |path| std::fs::write(path, "harm").map(done)),
    ("remove", |path| std::fs::remove_file(path).map(done)),
    ("list", |path| std::fs::read_dir(path).map(done)),
    ("run", |path| std::process::Command::new(path).status().map(done)),
    ("thread", |_| std::thread::Builder::new().spawn(|| ()).map(done)),
];

fn done<T>(_: T) -> String {
    "done".to_owned()
}

fn recursed(depth: u64) -> u64 {
    let room = black_box([depth; 64]);
    if depth == u64::MAX { 0 } else { recursed(depth + 1) + room[0] }
}

fn allocated() -> io::Result<String> {
    let mut taken = Vec::new();
    loop {
        taken.push(black_box(vec![1_u8; 1 << 20]));
    }
}

fn shouted() -> String {
    for _ in 0..20_000 {
        eprintln!("words on standard error that nobody asked for");
    }
    "done".to_owned()
}
