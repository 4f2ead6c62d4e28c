//! A program that serves, and a client that speaks to it over real sockets.

use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;

/// A folder with a home of its own and a case of the example.
pub struct Place {
    pub folder: tempfile::TempDir,
}

pub const PASSWORD: &str = "горизонт и весло";

impl Place {
    pub fn new() -> Self {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../examples/sluice-at-orlec");
        assert!(place.run(&["init", "case"]).status.success());
        assert!(place.run(&["add", "case", example.to_str().unwrap()]).status.success());
        place
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recount"));
        command.args(arguments).current_dir(self.folder.path()).env("XDG_STATE_HOME", self.state());
        command
    }

    pub fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs with a password at standard input.
    pub fn told(&self, arguments: &[&str], password: &str) -> Output {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
        child.wait_with_output().unwrap()
    }

    pub fn add(&self, name: &str, role: &str) {
        let output = self.told(&["users", "add", name, "--role", role, "--password-stdin"], PASSWORD);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A program that serves until this is dropped.
pub struct Served {
    child: Child,
    pub address: String,
    /// What it printed after its address.
    pub said: Vec<String>,
}

impl Served {
    pub fn new(place: &Place, arguments: &[&str]) -> Self {
        let mut command = place.command(&["serve", "--addr", "127.0.0.1:0"]);
        let mut child = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let address = lines.find(|line| line.starts_with("http")).unwrap();
        let mut said = Vec::new();
        while said.last().is_none_or(|line: &String| !line.starts_with('(')) {
            said.push(lines.next().unwrap());
        }
        Served { child, address, said }
    }

    pub fn client(&self, place: &Place) -> Client {
        let (scheme, rest) = self.address.split_once("://").unwrap();
        let (host, fragment) = rest.split_once('/').unwrap();
        let tls = (scheme == "https").then(|| trusting(&place.state().join("recount/certificate.json")));
        let token = fragment.strip_prefix("#token=").map(str::to_owned);
        Client { host: host.to_owned(), tls, token, extra: Vec::new() }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Trusts this certificate and no other.
fn trusting(path: &Path) -> Arc<ClientConfig> {
    let kept: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let der: Vec<u8> = serde_json::from_value(kept["certificate"].clone()).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(der)).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_root_certificates(roots).with_no_client_auth())
}

/// Somebody who asks.
#[derive(Clone)]
pub struct Client {
    pub host: String,
    pub tls: Option<Arc<ClientConfig>>,
    pub token: Option<String>,
    pub extra: Vec<(&'static str, String)>,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

pub trait Both: Read + Write {}
impl<T: Read + Write> Both for T {}

impl Client {
    pub fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !self.extra.iter().any(|(name, _)| *name == "Host") {
            head += &format!("Host: {}\r\n", self.host);
        }
        if let Some(token) = &self.token {
            head += &format!("Authorization: Bearer {token}\r\n");
        }
        if body.starts_with(b"{") {
            head += "Content-Type: application/json\r\n";
        }
        self.extra.iter().for_each(|(name, value)| head += &format!("{name}: {value}\r\n"));
        let mut stream = self.connect();
        stream.write_all((head + "\r\n").as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut told = Vec::new();
        // Without a last word of TLS the answer is as whole as its length says.
        let _ = stream.read_to_end(&mut told);
        let end = told.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(told[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: told[end + 4..].to_vec() }
    }

    pub fn connect(&self) -> Box<dyn Both> {
        let socket = TcpStream::connect(&self.host).unwrap();
        match &self.tls {
            None => Box::new(socket),
            Some(config) => {
                let name = self.host.rsplit_once(':').unwrap().0.to_owned();
                let name = ServerName::try_from(name).unwrap();
                let session = ClientConnection::new(Arc::clone(config), name).unwrap();
                Box::new(StreamOwned::new(session, socket))
            }
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, b"")
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, body.to_string().as_bytes())
    }

    pub fn try_in(&self, name: &str, password: &str) -> Answer {
        self.post("/api/session", &serde_json::json!({"name": name, "password": password}))
    }

    /// The same, logged in.
    pub fn as_user(&self, name: &str) -> Client {
        let answer = self.try_in(name, PASSWORD);
        assert_eq!(answer.status, 200, "{answer:?}");
        Client { token: Some(answer.json()["token"].as_str().unwrap().to_owned()), ..self.clone() }
    }

    /// Waits until everything is derived.
    pub fn ready(self) -> Client {
        for _ in 0..600 {
            let status = self.get("/api/status").json();
            if status["build"]["state"] == "ready" {
                return self;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("nothing was derived in half a minute");
    }
}
