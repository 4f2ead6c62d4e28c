//! Pages from the network into a case. Nothing here happens unless the user names an address.

use crate::output;
use anyhow::Result;
use recount_diagnostics::Diagnostic;
use recount_fetch::{AddressRule, Capture, Limits, Software, browse, installed_browser, visit, wacz};
use recount_keep::{Added, CapturedPage, Case, NewPage};
use recount_sayings::say;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the user allows of the network.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct NetworkArgs {
    /// Contact this address although it is not public (a site in your own network)
    #[arg(long, value_name = "IP")]
    pub allow_address: Vec<IpAddr>,
    /// Seconds that one page may take
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub page_seconds: u64,
    /// Megabytes that one page may have
    #[arg(long, value_name = "MB", default_value_t = 64)]
    pub page_megabytes: u64,
    /// Let an installed Chromium show the page, for pages that scripts put together: the page as it stands in the end is kept,
    /// with a picture of it and all that it asked for
    #[arg(long)]
    pub browser: bool,
    /// Take the recordings on the page too, with `yt-dlp`
    #[arg(long)]
    pub media: bool,
    /// Seconds that the recordings of one page may take
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub media_seconds: u64,
    /// Megabytes that the recordings of one page may have
    #[arg(long, value_name = "MB", default_value_t = 2048)]
    pub media_megabytes: u64,
}

/// What to do about a browser that is not there.
const NO_BROWSER: &str = "no Chromium is installed here; install it (on Debian and Ubuntu: `apt install chromium`), or leave out --browser";

/// Visits `url`, with a browser or without.
///
/// # Errors
/// In words: why the page was not taken.
pub fn visited(url: &str, with_browser: bool, limits: &Limits) -> std::result::Result<Capture, String> {
    if !with_browser {
        return visit(url, limits).map_err(|error| error.to_string());
    }
    let program = installed_browser().ok_or(NO_BROWSER)?;
    browse(url, &program, limits).map_err(|error| error.to_string())
}

impl NetworkArgs {
    pub fn limits(&self) -> Limits {
        Limits {
            most_bytes: self.page_megabytes.saturating_mul(1 << 20),
            time: Duration::from_secs(self.page_seconds),
            addresses: AddressRule { allowed: self.allow_address.clone() },
            ..Limits::default()
        }
    }
}

/// Addresses of pages, and paths, as the user named them.
pub fn split(paths: &[PathBuf]) -> (Vec<String>, Vec<PathBuf>) {
    let is_page = |path: &&PathBuf| {
        path.to_str().is_some_and(|text| {
            let start = text.get(..8).unwrap_or(text).to_ascii_lowercase();
            start.starts_with("http://") || start.starts_with("https://")
        })
    };
    let pages = paths.iter().filter(is_page).map(|path| path.display().to_string()).collect();
    (pages, paths.iter().filter(|path| !is_page(path)).cloned().collect())
}

/// What became of one address.
pub enum Fetched {
    Kept(Added),
    Missed(Diagnostic),
}

/// Takes the page at `url`. That it cannot be had is logged, and a diagnostic.
///
/// # Errors
/// When the case cannot be written.
pub fn take(case: &mut Case, url: &str, network: &NetworkArgs) -> Result<Fetched> {
    let limits = network.limits();
    output::message(&format!("fetching {}", output::printable(url)));
    let capture = match visited(url, network.browser, &limits) {
        Ok(capture) => capture,
        Err(why) => {
            case.log_visit(url, "not-captured", Some(&why))?;
            let problem = Diagnostic::error("page-not-captured", why.into()).in_place(url);
            return Ok(Fetched::Missed(problem.hint(say!("odd-hint.in-the-log"))));
        }
    };
    let (added, page) = keep(case, &capture, &limits)?;
    if page.status >= 400 {
        let message = say!("odd.page-answered-error", status = page.status.to_string());
        output::diagnostics(&[Diagnostic::warning("page-answered-error", message).in_place(url)]);
    }
    if let Some(why) = capture.page().and_then(|page| page.cut) {
        let message = say!("odd.page-cut", why = why);
        output::diagnostics(&[Diagnostic::warning("page-cut", message).in_place(url)]);
    }
    if let Some(note) = missed(url, &capture.missed) {
        output::diagnostics(&[note]);
    }
    Ok(Fetched::Kept(added))
}

/// What a page asked for and did not get, in one note.
fn missed(url: &str, missed: &[(String, String)]) -> Option<Diagnostic> {
    let (address, why) = missed.first()?;
    let address = output::printable(address);
    let message = match missed.len() {
        1 => say!("odd.page-part-missing", address = address, why = why),
        count => say!("odd.page-parts-missing", n = count, address = address, why = why),
    };
    Some(Diagnostic::note("page-parts-missing", message).in_place(url))
}

/// Keeps a capture: the archive, and the page in it.
pub fn keep(case: &mut Case, capture: &Capture, limits: &Limits) -> Result<(Added, CapturedPage)> {
    let at = seconds(&recount_keep::now()?);
    let software =
        Software { name: concat!("recount ", env!("CARGO_PKG_VERSION")).to_owned(), at: at.clone() };
    let archive = wacz(capture, None, &software)?;
    let content = capture.page_bytes(limits.most_bytes);
    let page = capture.page();
    let found_at = page.map_or(capture.asked.as_str(), |page| page.url.as_str());
    let is_shown = capture.dom().is_some();
    let told = || page.and_then(|page| page.header("content-type")).unwrap_or("");
    let kind = if is_shown { "text/html" } else { told() };
    let name = name_of(found_at);
    Ok(case.keep_page(&NewPage {
        url: &capture.asked,
        found_at,
        status: page.map_or(0, |page| page.status),
        at: &at,
        archive: (&format!("{name}.wacz"), &archive),
        page: (&format!("{name}{}", ending(&name, kind)), &content),
        cut: page.and_then(|page| page.cut),
        is_shown,
        missed: &capture.missed,
    })?)
}

/// `2001-05-03T10:00:00.123Z` without the fraction.
fn seconds(at: &str) -> String {
    at.split_once('.').map_or_else(|| at.to_owned(), |(whole, _)| format!("{whole}Z"))
}

/// A file name made of an address: its host and path, and nothing that a system would not take.
fn name_of(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name: String = bare.chars().map(|c| if is_plain(c) { c } else { '_' }).take(120).collect();
    name.trim_matches(['_', '.']).to_owned()
}

/// The ending that says what a page is, where its name does not.
fn ending(name: &str, kind: &str) -> &'static str {
    const ENDINGS: [(&str, &str); 6] = [
        ("text/html", ".html"),
        ("application/xhtml+xml", ".html"),
        ("application/pdf", ".pdf"),
        ("text/plain", ".txt"),
        ("application/json", ".json"),
        ("application/rss+xml", ".xml"),
    ];
    let kind = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let found = ENDINGS.iter().find(|(known, _)| *known == kind).map_or("", |(_, ending)| *ending);
    if Path::new(name).extension().is_some_and(|extension| format!(".{}", extension.display()) == found) {
        ""
    } else {
        found
    }
}

/// The limits a later visit goes by.
pub fn limits(network: &NetworkArgs) -> Limits {
    network.limits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_pages_are_names_of_files() {
        assert_eq!(name_of("https://example.org/news/1?a=b"), "example.org_news_1_a_b");
        assert_eq!(name_of("https://example.org/../../etc/passwd"), "example.org_.._.._etc_passwd");
        assert_eq!(ending("example.org_a", "text/html; charset=utf-8"), ".html");
        assert_eq!(ending("example.org_a.html", "text/html"), "");
    }
}
