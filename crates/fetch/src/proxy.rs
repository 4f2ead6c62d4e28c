//! A proxy on this machine for one tool of others: whatever it asks for goes by the same rules as our own requests.
//!
//! Comes in: connections of the tool, limits. Goes out: the same to public addresses that were looked at, and a list of
//! whom the tool spoke to. What is inside TLS stays between tool and server.

use crate::visit::{FetchError, Limits, chosen, resolve};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use url::Url;

const MOST_HEAD_BYTES: usize = 64 * 1024;
const MOST_HEADERS: usize = 128;
const PIECE_BYTES: usize = 32 * 1024;

/// Connections that are listed.
const MOST_LISTED: usize = 10_000;

/// Whom the tool spoke to, or wanted to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// Host and port.
    pub to: String,
    /// What was contacted; `None` where nothing was.
    pub address: Option<SocketAddr>,
    /// Why it was refused or failed.
    pub why: Option<String>,
}

/// A proxy that works until it is dropped.
pub struct Proxy {
    pub port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    limits: Limits,
    deadline: Instant,
    left_bytes: AtomicU64,
    is_over: AtomicBool,
    passages: Mutex<Vec<Passage>>,
}

impl Proxy {
    /// Starts it at a free port of this machine.
    ///
    /// # Errors
    /// When there is none.
    pub fn start(limits: &Limits) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared {
            limits: limits.clone(),
            deadline: Instant::now() + limits.time,
            left_bytes: AtomicU64::new(limits.most_bytes),
            is_over: AtomicBool::new(false),
            passages: Mutex::default(),
        });
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if serving.is_over.load(Ordering::Relaxed) {
                    return;
                }
                let shared = Arc::clone(&serving);
                thread::spawn(move || shared.serve(client));
            }
        });
        Ok(Proxy { port, shared })
    }

    /// Whom the tool spoke to so far, each once.
    pub fn passages(&self) -> Vec<Passage> {
        let mut all = self.shared.passages.lock().unwrap_or_else(PoisonError::into_inner).clone();
        all.sort();
        all.dedup();
        all
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for the next connection.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

/// What the tool asked for.
struct Asked {
    host: String,
    port: u16,
    /// What goes on to the server first; empty for a tunnel.
    head: Vec<u8>,
}

impl Shared {
    fn serve(&self, mut client: TcpStream) {
        let Ok((asked, rest)) = asked(&mut client) else {
            let _ = client.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            return;
        };
        let to = format!("{}:{}", asked.host, asked.port);
        let (address, server) = match self.connect(&asked) {
            Ok(connected) => connected,
            Err(error) => {
                self.note(Passage { to, address: None, why: Some(error.to_string()) });
                let _ = client.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                return;
            }
        };
        self.note(Passage { to, address: Some(address), why: None });
        let _ = self.pass(client, server, &asked.head, &rest);
    }

    fn note(&self, passage: Passage) {
        let mut all = self.passages.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MOST_LISTED {
            all.push(passage);
        }
    }

    fn connect(&self, asked: &Asked) -> Result<(SocketAddr, TcpStream), FetchError> {
        let resolved = resolve(&asked.host, asked.port)?;
        let address = chosen(&asked.host, &resolved, &self.limits.addresses)?;
        let left = self.deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        let failed = |source| FetchError::Connection { url: asked.host.clone(), source };
        Ok((address, TcpStream::connect_timeout(&address, left).map_err(failed)?))
    }

    /// Carries bytes both ways until either side is done, the time is over or there are too many.
    fn pass(&self, mut client: TcpStream, mut server: TcpStream, head: &[u8], rest: &[u8]) -> io::Result<()> {
        if head.is_empty() {
            client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
        }
        server.write_all(head)?;
        server.write_all(rest)?;
        let (from_client, to_client) = (client.try_clone()?, client);
        let to_server = server.try_clone()?;
        thread::scope(|scope| {
            scope.spawn(|| self.carry(from_client, to_server));
            self.carry(server, to_client);
        });
        Ok(())
    }

    fn carry(&self, mut from: TcpStream, mut to: TcpStream) {
        let mut piece = vec![0; PIECE_BYTES];
        loop {
            let left = self.deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || from.set_read_timeout(Some(left)).is_err() {
                break;
            }
            let Ok(read) = from.read(&mut piece) else { break };
            let spend = |left: u64| left.checked_sub(read as u64);
            let is_paid = self.left_bytes.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend).is_ok();
            if read == 0 || !is_paid || to.write_all(piece.get(..read).unwrap_or_default()).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Write);
        let _ = from.shutdown(Shutdown::Read);
    }
}

/// Reads what the tool asks for, and what it sent behind it.
fn asked(client: &mut TcpStream) -> io::Result<(Asked, Vec<u8>)> {
    client.set_read_timeout(Some(Duration::from_secs(30)))?;
    let broken = |why: &str| io::Error::new(io::ErrorKind::InvalidData, why.to_owned());
    let (mut bytes, mut piece) = (Vec::new(), vec![0; 4096]);
    loop {
        let read = client.read(&mut piece)?;
        bytes.extend(piece.get(..read).unwrap_or_default());
        if read == 0 || bytes.len() > MOST_HEAD_BYTES {
            return Err(broken("it asks for nothing"));
        }
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        let parsed = request.parse(&bytes).map_err(|error| broken(&error.to_string()))?;
        if let httparse::Status::Complete(length) = parsed {
            let asked = of_request(&request).ok_or_else(|| broken("it asks for no address"))?;
            return Ok((asked, bytes.get(length..).unwrap_or_default().to_vec()));
        }
    }
}

fn of_request(request: &httparse::Request<'_, '_>) -> Option<Asked> {
    let (method, path) = (request.method?, request.path?);
    let bare = |host: &str| host.trim_start_matches('[').trim_end_matches(']').to_owned();
    if method == "CONNECT" {
        let (host, port) = path.rsplit_once(':')?;
        return Some(Asked { host: bare(host), port: port.parse().ok()?, head: Vec::new() });
    }
    let url = Url::parse(path).ok().filter(|url| url.scheme() == "http")?;
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut head = format!("{method} {target} HTTP/1.1\r\n").into_bytes();
    for header in request.headers.iter() {
        let is_of_proxy = ["proxy-connection", "proxy-authorization", "connection"]
            .iter()
            .any(|name| header.name.eq_ignore_ascii_case(name));
        if !is_of_proxy {
            head.extend([header.name.as_bytes(), b": ", header.value, b"\r\n"].concat());
        }
    }
    head.extend(b"Connection: close\r\n\r\n");
    Some(Asked { host: bare(url.host_str()?), port: url.port_or_known_default()?, head })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AddressRule;

    fn said(proxy: &Proxy, request: &str) -> String {
        let mut client = TcpStream::connect((Ipv4Addr::LOCALHOST, proxy.port)).unwrap();
        client.write_all(request.as_bytes()).unwrap();
        let mut said = String::new();
        let _ = client.read_to_string(&mut said);
        said
    }

    #[test]
    fn what_may_be_contacted_is_and_the_rest_is_refused_and_listed() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for mut client in listener.incoming().flatten() {
                let mut request = [0; 1024];
                let read = client.read(&mut request).unwrap();
                let line = String::from_utf8_lossy(&request[..read]).lines().next().unwrap().to_owned();
                let _ = client.write_all(
                    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{line}", line.len()).as_bytes(),
                );
            }
        });
        let limits = Limits {
            addresses: AddressRule { allowed: vec!["127.0.0.1".parse().unwrap()] },
            ..Limits::default()
        };
        let proxy = Proxy::start(&limits).unwrap();
        let plain = said(&proxy, &format!("GET http://127.0.0.1:{port}/a?b HTTP/1.1\r\nHost: x\r\n\r\n"));
        assert!(plain.ends_with("GET /a?b HTTP/1.1"), "{plain}");
        let tunnel =
            said(&proxy, &format!("CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\nGET /in HTTP/1.1\r\n\r\n"));
        assert!(tunnel.contains("established") && tunnel.ends_with("GET /in HTTP/1.1"), "{tunnel}");
        for refused in [
            "GET http://127.0.0.2/ HTTP/1.1\r\n\r\n",
            "CONNECT 10.0.0.1:443 HTTP/1.1\r\n\r\n",
            "CONNECT [::1]:80 HTTP/1.1\r\n\r\n",
        ] {
            assert!(said(&proxy, refused).contains("403"), "{refused}");
        }
        assert!(said(&proxy, "GET file:///etc/passwd HTTP/1.1\r\n\r\n").contains("400"));
        let passages = proxy.passages();
        assert_eq!(passages.len(), 4, "{passages:?}");
        assert_eq!(passages.iter().filter(|one| one.why.is_some()).count(), 3);
    }
}
