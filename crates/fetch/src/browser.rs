//! A page that needs a browser: an installed Chromium shows it, and every request it makes is made here.
//!
//! Comes in: an address, the browser, limits. Goes out: a [`Capture`] with all exchanges, the page as it stood in the end, a
//! picture of it, and what could not be taken with its reason. The browser itself reaches no network: each request is
//! stopped and answered with what our own connection brought, so the same rules of address, size and time hold, and the
//! same bytes are recorded.
//!
//! Source: Chrome DevTools Protocol (domains Target, Fetch, Page, Runtime), over its pipe.

mod devtools;
mod requests;

use crate::visit::{Capture, FetchError, Limits, Resource};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use devtools::{Browser, Message};
use requests::Requests;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Names that Chromium goes by.
const PROGRAMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// A page is at rest when it has asked for nothing for so long.
const REST: Duration = Duration::from_millis(900);

/// How long the browser may take to answer when all is loaded.
const LAST_WORDS: Duration = Duration::from_secs(15);

/// The page as it stands, with its first line.
const PAGE: &str = "(document.doctype ? new XMLSerializer().serializeToString(document.doctype) + '\\n' : '') + document.documentElement.outerHTML";

/// The installed browser; `None` where there is none.
pub fn installed_browser() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let all = || std::env::split_paths(&folders);
    PROGRAMS.iter().find_map(|name| all().map(|folder| folder.join(name)).find(|path| path.is_file()))
}

/// Shows `address` in the browser and takes what it shows.
///
/// # Errors
/// When the browser does not start, or the page itself could not be had.
pub fn browse(address: &str, program: &Path, limits: &Limits) -> Result<Capture, FetchError> {
    let deadline = Instant::now() + limits.time;
    let failed = |source| FetchError::Browser { source };
    let browser = Browser::start(program).map_err(failed)?;
    let mut visit = Visit { browser, requests: Requests::new(limits, deadline), deadline, is_loaded: false };
    visit.open(address).map_err(failed)?;
    visit.until_at_rest().map_err(failed)?;
    // What is loaded only when it is scrolled to.
    visit.evaluated("window.scrollTo(0, document.documentElement.scrollHeight)").map_err(failed)?;
    visit.until_at_rest().map_err(failed)?;
    let dom = visit.evaluated(PAGE).map_err(failed)?;
    let found_at = visit.evaluated("location.href").map_err(failed)?;
    let picture = visit.picture();
    let Requests { pages, parts, mut missed, .. } = visit.requests;
    if pages.is_empty() {
        let why = missed.first().map_or("nothing came".to_owned(), |(_, why)| why.clone());
        return Err(FetchError::NotShown { url: address.to_owned(), why });
    }
    let mut resources = Vec::new();
    let cap = |bytes: Vec<u8>| (bytes.len() as u64 <= limits.most_bytes).then_some(bytes);
    match cap(dom.as_str().unwrap_or_default().to_owned().into_bytes()) {
        Some(bytes) => resources.push(Resource::dom(found_at.as_str().unwrap_or(address), bytes)),
        None => missed
            .push((address.to_owned(), "the page as it stood in the end is larger than allowed".to_owned())),
    }
    match picture.and_then(cap) {
        Some(bytes) => resources.push(Resource::picture(found_at.as_str().unwrap_or(address), bytes)),
        None => missed.push((address.to_owned(), "the browser gave no picture of it".to_owned())),
    }
    Ok(Capture { asked: address.to_owned(), exchanges: pages, parts, resources, missed })
}

struct Visit {
    browser: Browser,
    requests: Requests,
    deadline: Instant,
    is_loaded: bool,
}

impl Visit {
    fn open(&mut self, address: &str) -> std::io::Result<()> {
        self.browser.open_tab()?;
        for method in ["Page.enable", "Runtime.enable"] {
            self.call(method, json!({}))?;
        }
        self.call("Fetch.enable", json!({ "patterns": [{ "urlPattern": "*" }] }))?;
        // Frames and workers of their own are stopped until their requests are watched too.
        self.call(
            "Target.setAutoAttach",
            json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true }),
        )?;
        self.browser.send("Page.navigate", json!({ "url": address }))?;
        Ok(())
    }

    /// Answers requests until nothing is under way any more, or the time is over.
    fn until_at_rest(&mut self) -> std::io::Result<()> {
        let mut quiet_since = Instant::now();
        loop {
            let now = Instant::now();
            let is_quiet = self.is_loaded && self.requests.under_way == 0 && now - quiet_since >= REST;
            if is_quiet || now >= self.deadline {
                return Ok(());
            }
            while let Some((answers, session)) = self.requests.answered() {
                quiet_since = Instant::now();
                self.browser.send_to(&session, answers.method, answers.arguments)?;
            }
            if let Some(message) = self.browser.next(Duration::from_millis(30))? {
                if message.method.as_deref() == Some("Fetch.requestPaused") {
                    quiet_since = Instant::now();
                }
                self.heard(message)?;
            }
        }
    }

    fn heard(&mut self, message: Message) -> std::io::Result<()> {
        match message.method.as_deref() {
            Some("Fetch.requestPaused") => self.requests.begin(&message.arguments, &message.session),
            Some("Page.loadEventFired") => self.is_loaded = true,
            // A question of the page stops everything until somebody answers.
            Some("Page.javascriptDialogOpening") => {
                self.browser.send("Page.handleJavaScriptDialog", json!({ "accept": false }))?;
            }
            Some("Target.attachedToTarget") => {
                let session = message.arguments["sessionId"].as_str().unwrap_or("").to_owned();
                let patterns = json!({ "patterns": [{ "urlPattern": "*" }] });
                self.browser.send_to(&session, "Fetch.enable", patterns)?;
                self.browser.send_to(&session, "Runtime.runIfWaitingForDebugger", json!({}))?;
            }
            _ => {}
        }
        Ok(())
    }

    fn call(&mut self, method: &str, arguments: Value) -> std::io::Result<Value> {
        let id = self.browser.send(method, arguments)?;
        let until = Instant::now() + LAST_WORDS;
        while Instant::now() < until {
            while let Some((answers, session)) = self.requests.answered() {
                self.browser.send_to(&session, answers.method, answers.arguments)?;
            }
            let Some(message) = self.browser.next(Duration::from_millis(30))? else { continue };
            if message.id == Some(id) {
                return Ok(message.arguments);
            }
            self.heard(message)?;
        }
        Err(std::io::Error::new(std::io::ErrorKind::TimedOut, format!("it does not answer {method}")))
    }

    fn evaluated(&mut self, expression: &str) -> std::io::Result<Value> {
        let arguments = json!({ "expression": expression, "returnByValue": true });
        Ok(self.call("Runtime.evaluate", arguments)?["result"]["value"].clone())
    }

    fn picture(&mut self) -> Option<Vec<u8>> {
        let arguments = json!({ "format": "png", "captureBeyondViewport": false });
        let taken = self.call("Page.captureScreenshot", arguments).ok()?;
        STANDARD.decode(taken["data"].as_str()?).ok()
    }
}
