//! A visit: one page with its redirects, and what is shown in it.
//!
//! Comes in: an address and limits. Goes out: all exchanges, and why it ended. It may not know archives.

use crate::address::{AddressRule, refusal};
use crate::connection::Connection;
use crate::exchange::{Exchange, exchange, unchunked};
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::time::{Duration, Instant};
use url::Url;

/// How much a visit may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub most_bytes: u64,
    pub time: Duration,
    pub most_redirects: usize,
    /// Addresses that are allowed although they are not public.
    pub addresses: AddressRule,
    /// What the program calls itself to servers.
    pub user_agent: String,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            most_bytes: 64 << 20,
            time: Duration::from_secs(60),
            most_redirects: 10,
            addresses: AddressRule::default(),
            user_agent: "Mozilla/5.0 (compatible; Recount)".to_owned(),
        }
    }
}

/// Why a page was not taken.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("`{0}` is no address of a page: {1}")]
    NoAddress(String, String),
    #[error("`{0}` is not fetched: only http and https are")]
    Scheme(String),
    #[error("`{0}` carries a name or a password; take them out, or they would stand in the archive")]
    Credentials(String),
    #[error("the name `{host}` was not found: {why}")]
    NotFound { host: String, why: String },
    #[error(
        "`{host}` is not contacted: its address {address} belongs to {why}; allow it with --allow-address if it is meant"
    )]
    Refused { host: String, address: String, why: &'static str },
    #[error("`{url}`: {source}")]
    Connection { url: String, source: io::Error },
    /// The browser did not do its part.
    #[error("the browser: {source}")]
    Browser { source: io::Error },
    #[error("`{url}` was not shown: {why}")]
    NotShown { url: String, why: String },
    #[error("`{0}` leads on and on: more than {1} redirects")]
    Redirects(String, usize),
}

/// All that a visit gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The address that was asked for.
    pub asked: String,
    /// In the order they were made; the last one is the page.
    pub exchanges: Vec<Exchange>,
    /// What a browser asked for to show it.
    pub parts: Vec<Exchange>,
    /// What a browser made of it.
    pub resources: Vec<Resource>,
    /// Addresses that could not be had, each with the reason.
    pub missed: Vec<(String, String)>,
}

/// Something that went over no wire: made from a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// `urn:dom:` or `urn:view:` and the page's address.
    pub name: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

const DOM: &str = "urn:dom:";

impl Resource {
    pub(crate) fn dom(page: &str, bytes: Vec<u8>) -> Self {
        Resource { name: format!("{DOM}{page}"), media_type: "text/html; charset=utf-8", bytes }
    }

    pub(crate) fn picture(page: &str, bytes: Vec<u8>) -> Self {
        Resource { name: format!("urn:view:{page}"), media_type: "image/png", bytes }
    }
}

impl Capture {
    /// The page itself.
    pub fn page(&self) -> Option<&Exchange> {
        self.exchanges.last()
    }

    /// The page as it stood in the browser at last; `None` where no browser was asked.
    pub fn dom(&self) -> Option<&[u8]> {
        let dom = self.resources.iter().find(|resource| resource.name.starts_with(DOM))?;
        Some(&dom.bytes)
    }

    /// The page's bytes as they stood in the browser; else without chunks and packing; as they came where these cannot be taken off.
    pub fn page_bytes(&self, most_bytes: u64) -> Vec<u8> {
        let came = || self.page().map(|page| content(page, most_bytes)).unwrap_or_default();
        self.dom().map_or_else(came, <[u8]>::to_vec)
    }
}

/// Fetches `address` and follows its redirects, each looked at anew.
///
/// # Errors
/// When the page could not be taken; what came before it is lost, the reason says which step failed.
pub fn visit(address: &str, limits: &Limits) -> Result<Capture, FetchError> {
    let mut url =
        Url::parse(address).map_err(|error| FetchError::NoAddress(address.to_owned(), error.to_string()))?;
    let deadline = Instant::now() + limits.time;
    let mut exchanges: Vec<Exchange> = Vec::new();
    loop {
        let made = one(&url, &Wanted::page(&url, limits), limits, deadline)?;
        let next = redirect(&made, &url);
        exchanges.push(made);
        match next {
            Some(next) if exchanges.len() <= limits.most_redirects => url = next,
            Some(_) => return Err(FetchError::Redirects(address.to_owned(), limits.most_redirects)),
            None => {
                let (parts, resources, missed) = (Vec::new(), Vec::new(), Vec::new());
                return Ok(Capture { asked: address.to_owned(), exchanges, parts, resources, missed });
            }
        }
    }
}

fn redirect(made: &Exchange, url: &Url) -> Option<Url> {
    matches!(made.status, 301 | 302 | 303 | 307 | 308).then_some(())?;
    url.join(made.header("location")?).ok()
}

/// What is asked of a server.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) url: String,
    pub(crate) method: String,
    /// Without those of the connection.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Wanted {
    fn page(url: &Url, limits: &Limits) -> Self {
        let headers = [
            ("user-agent", limits.user_agent.as_str()),
            ("accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
        ];
        Wanted {
            url: url.to_string(),
            method: "GET".to_owned(),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            body: Vec::new(),
        }
    }
}

/// One request, and the answer to it.
pub(crate) fn one(
    url: &Url,
    wanted: &Wanted,
    limits: &Limits,
    deadline: Instant,
) -> Result<Exchange, FetchError> {
    let is_tls = match url.scheme() {
        "https" => true,
        "http" => false,
        _ => return Err(FetchError::Scheme(url.to_string())),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FetchError::Credentials(url.to_string()));
    }
    let host = url
        .host_str()
        .ok_or_else(|| FetchError::NoAddress(url.to_string(), "it names no host".to_owned()))?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let port = url.port_or_known_default().unwrap_or(if is_tls { 443 } else { 80 });
    let resolved = resolve(bare, port)?;
    let address = chosen(bare, &resolved, &limits.addresses)?;
    let request = request(url, host, wanted);
    let failed = |source| FetchError::Connection { url: url.to_string(), source };
    let connection = Connection::open(bare, address, is_tls, deadline).map_err(failed)?;
    let tls = connection.tls.clone();
    let came = exchange(connection, &request, limits.most_bytes).map_err(failed)?;
    let resolved = resolved.iter().map(|address| address.ip().to_string()).collect();
    let url = url.to_string();
    Ok(Exchange {
        url,
        address,
        resolved,
        tls,
        request,
        response: came.bytes,
        status: came.status,
        headers: came.headers,
        body_start: came.body_start,
        cut: came.cut,
    })
}

pub(crate) fn resolve(host: &str, port: u16) -> Result<Vec<SocketAddr>, FetchError> {
    let failed = |why: String| FetchError::NotFound { host: host.to_owned(), why };
    let found: Vec<SocketAddr> =
        (host, port).to_socket_addrs().map_err(|error| failed(error.to_string()))?.collect();
    if found.is_empty() { Err(failed("it has no address".to_owned())) } else { Ok(found) }
}

/// The address to contact. A name of which any address is not public is not contacted at all: it is either meant for
/// another network, or meant to lead us there.
pub(crate) fn chosen(
    host: &str,
    resolved: &[SocketAddr],
    rule: &AddressRule,
) -> Result<SocketAddr, FetchError> {
    for address in resolved {
        if let Some(why) = refusal(address.ip(), rule) {
            return Err(FetchError::Refused {
                host: host.to_owned(),
                address: address.ip().to_string(),
                why,
            });
        }
    }
    let first = resolved.iter().find(|address| address.is_ipv4()).or(resolved.first()).copied();
    first.ok_or_else(|| FetchError::NotFound { host: host.to_owned(), why: "it has no address".to_owned() })
}

fn request(url: &Url, host: &str, wanted: &Wanted) -> Vec<u8> {
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let is_token = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let method = if is_token(&wanted.method) { wanted.method.as_str() } else { "GET" };
    let mut head = format!("{method} {target} HTTP/1.1\r\nHost: {host}{port}\r\n");
    for (name, value) in &wanted.headers {
        if is_token(name) && !value.contains(['\r', '\n', '\0']) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    if !wanted.body.is_empty() || method == "POST" {
        head.push_str(&format!("Content-Length: {}\r\n", wanted.body.len()));
    }
    head.push_str("Accept-Encoding: gzip, identity\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), &wanted.body].concat()
}

/// The body without chunks and packing, of which `most_bytes` at most.
pub(crate) fn content(page: &Exchange, most_bytes: u64) -> Vec<u8> {
    use std::io::Read as _;
    let is = |name: &str, value: &str| {
        page.header(name).is_some_and(|found| found.trim().eq_ignore_ascii_case(value))
    };
    let body = if is("transfer-encoding", "chunked") { unchunked(page.body()) } else { page.body().to_vec() };
    if !is("content-encoding", "gzip") {
        return body;
    }
    let mut whole = Vec::new();
    match flate2::read::MultiGzDecoder::new(body.as_slice()).take(most_bytes).read_to_end(&mut whole) {
        Ok(_) => whole,
        Err(_) => body,
    }
}
