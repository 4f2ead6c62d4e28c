//! Requests of the browser, made here and handed back to it.

use crate::exchange::Exchange;
use crate::visit::{Limits, Wanted, content, one};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Instant;
use url::Url;

/// Requests of one page.
const MOST_REQUESTS: usize = 1_000;

/// Requests at the same time.
const MOST_TOGETHER: usize = 8;

/// Headers that belong to a connection, and not to what is asked.
const OF_CONNECTION: [&str; 8] = [
    "host",
    "connection",
    "accept-encoding",
    "content-length",
    "transfer-encoding",
    "upgrade",
    "proxy-connection",
    "te",
];

/// Headers that no longer hold for an answer whose packing was taken off.
const OF_PACKING: [&str; 4] = ["content-encoding", "content-length", "transfer-encoding", "connection"];

/// A call that goes back to the browser.
pub(super) struct Answer {
    pub(super) method: &'static str,
    pub(super) arguments: Value,
}

/// A request under way.
struct Paused {
    id: Value,
    session: String,
    wanted: Wanted,
    /// True for the page itself and the redirects that lead to it.
    is_page: bool,
}

pub(super) struct Requests {
    limits: Limits,
    deadline: Instant,
    /// The page, with what led to it.
    pub(super) pages: Vec<Exchange>,
    /// What is shown in it.
    pub(super) parts: Vec<Exchange>,
    /// Addresses that could not be had, with the reason.
    pub(super) missed: Vec<(String, String)>,
    pub(super) under_way: usize,
    made: usize,
    bytes: u64,
    waiting: Vec<Paused>,
    sender: Sender<(Paused, Result<Exchange, String>)>,
    finished: Receiver<(Paused, Result<Exchange, String>)>,
}

impl Requests {
    pub(super) fn new(limits: &Limits, deadline: Instant) -> Self {
        let (sender, finished) = channel();
        Requests {
            limits: limits.clone(),
            deadline,
            pages: Vec::new(),
            parts: Vec::new(),
            missed: Vec::new(),
            under_way: 0,
            made: 0,
            bytes: 0,
            waiting: Vec::new(),
            sender,
            finished,
        }
    }

    /// A request was stopped: it is made here, or waits for its turn.
    pub(super) fn begin(&mut self, paused: &Value, session: &str) {
        let request = &paused["request"];
        let text = |name: &str| request[name].as_str().unwrap_or("").to_owned();
        let headers = request["headers"].as_object().into_iter().flatten();
        let headers =
            headers.filter_map(|(name, value)| Some((name.to_lowercase(), value.as_str()?.to_owned())));
        let wanted = Wanted {
            url: text("url"),
            method: text("method"),
            headers: headers.filter(|(name, _)| !OF_CONNECTION.contains(&name.as_str())).collect(),
            body: text("postData").into_bytes(),
        };
        // The first document is the page; documents after it are frames.
        let is_page = paused["resourceType"] == "Document" && !self.has_page();
        self.under_way += 1;
        self.made += 1;
        self.waiting.push(Paused {
            id: paused["requestId"].clone(),
            session: session.to_owned(),
            wanted,
            is_page,
        });
        self.start_waiting();
    }

    /// True once something came that leads on to nothing else.
    fn has_page(&self) -> bool {
        self.pages.last().is_some_and(|page| !(300..400).contains(&page.status))
    }

    fn start_waiting(&mut self) {
        while self.under_way - self.waiting.len() < MOST_TOGETHER {
            let Some(paused) = self.waiting.pop() else { return };
            let (sender, mut limits, deadline) = (self.sender.clone(), self.limits.clone(), self.deadline);
            limits.most_bytes = limits.most_bytes.saturating_sub(self.bytes);
            let is_too_much = self.made > MOST_REQUESTS || limits.most_bytes == 0;
            thread::spawn(move || {
                let made = if is_too_much {
                    Err("the page asks for more than it may have".to_owned())
                } else {
                    made(&paused.wanted, &limits, deadline)
                };
                let _ = sender.send((paused, made));
            });
        }
    }

    /// What came meanwhile, as a call for the browser, with whom it goes to.
    pub(super) fn answered(&mut self) -> Option<(Answer, String)> {
        let (paused, made) = self.finished.try_recv().ok()?;
        self.under_way = self.under_way.saturating_sub(1);
        let answer = match made {
            Ok(exchange) => {
                self.bytes += exchange.response.len() as u64;
                let answer = fulfilled(&paused.id, &exchange, self.limits.most_bytes);
                if let Some(why) = exchange.cut {
                    self.missed.push((exchange.url.clone(), format!("not whole: {why}")));
                }
                if paused.is_page {
                    self.pages.push(exchange)
                } else {
                    self.parts.push(exchange)
                }
                answer
            }
            Err(why) => {
                self.missed.push((paused.wanted.url.clone(), why));
                Answer {
                    method: "Fetch.failRequest",
                    arguments: json!({ "requestId": paused.id, "errorReason": "BlockedByClient" }),
                }
            }
        };
        self.start_waiting();
        Some((answer, paused.session))
    }
}

fn made(wanted: &Wanted, limits: &Limits, deadline: Instant) -> Result<Exchange, String> {
    let url = Url::parse(&wanted.url).map_err(|error| error.to_string())?;
    one(&url, wanted, limits, deadline).map_err(|error| error.to_string())
}

fn fulfilled(id: &Value, exchange: &Exchange, most_bytes: u64) -> Answer {
    let kept = exchange.headers.iter().filter(|(name, _)| !OF_PACKING.contains(&name.as_str()));
    let headers: Vec<Value> = kept.map(|(name, value)| json!({ "name": name, "value": value })).collect();
    Answer {
        method: "Fetch.fulfillRequest",
        arguments: json!({
            "requestId": id, "responseCode": exchange.status, "responseHeaders": headers,
            "body": STANDARD.encode(content(exchange, most_bytes)),
        }),
    }
}
