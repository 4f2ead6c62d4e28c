//! One connection to one address that was looked at: plain or TLS, with a deadline for all of it.
//!
//! Comes in: a host's name, an address, a deadline. Goes out: a stream, and what TLS told. It may not resolve names.

use crate::exchange::TlsFacts;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A stream to a server, and what TLS told.
pub(crate) struct Connection {
    stream: Stream,
    pub(crate) tls: Option<TlsFacts>,
}

enum Stream {
    Plain(Timed),
    Tls(Box<StreamOwned<ClientConnection, Timed>>),
}

/// A socket whose every call ends at the deadline.
struct Timed {
    socket: TcpStream,
    deadline: Instant,
}

impl Timed {
    fn arm(&self) -> io::Result<()> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::Error::new(io::ErrorKind::TimedOut, "the time for this page is over"));
        }
        self.socket.set_read_timeout(Some(left))?;
        self.socket.set_write_timeout(Some(left))
    }
}

impl Read for Timed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.arm()?;
        self.socket.read(into)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.arm()?;
        self.socket.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.socket.flush()
    }
}

impl Connection {
    /// Connects to `address`; with TLS the server must prove that it is `host`.
    pub(crate) fn open(host: &str, address: SocketAddr, is_tls: bool, deadline: Instant) -> io::Result<Self> {
        let left = deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        let socket = TcpStream::connect_timeout(&address, left)?;
        socket.set_nodelay(true)?;
        let timed = Timed { socket, deadline };
        if !is_tls {
            return Ok(Connection { stream: Stream::Plain(timed), tls: None });
        }
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        let client = ClientConnection::new(configuration()?, name).map_err(io::Error::other)?;
        let mut stream = StreamOwned::new(client, timed);
        stream.conn.complete_io(&mut stream.sock)?;
        let tls = Some(facts(&stream.conn));
        Ok(Connection { stream: Stream::Tls(Box::new(stream)), tls })
    }
}

impl Read for Connection {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match &mut self.stream {
            Stream::Plain(stream) => stream.read(into),
            Stream::Tls(stream) => stream.read(into),
        }
    }
}

impl Write for Connection {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.stream {
            Stream::Plain(stream) => stream.write(bytes),
            Stream::Tls(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.stream {
            Stream::Plain(stream) => stream.flush(),
            Stream::Tls(stream) => stream.flush(),
        }
    }
}

/// The authorities this system trusts (or those of `SSL_CERT_FILE`).
fn configuration() -> io::Result<Arc<ClientConfig>> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    let (taken, _) = roots.add_parsable_certificates(found.certs);
    if taken == 0 {
        let why = "this system has no certificates of authorities; install `ca-certificates`";
        return Err(io::Error::new(io::ErrorKind::NotFound, why));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

fn facts(connection: &ClientConnection) -> TlsFacts {
    let certificates = connection.peer_certificates().unwrap_or_default();
    TlsFacts {
        protocol: connection.protocol_version().map(|version| format!("{version:?}")).unwrap_or_default(),
        cipher: connection
            .negotiated_cipher_suite()
            .map(|suite| format!("{:?}", suite.suite()))
            .unwrap_or_default(),
        certificates_sha256: certificates
            .iter()
            .map(|certificate| hex(&Sha256::digest(certificate)))
            .collect(),
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
